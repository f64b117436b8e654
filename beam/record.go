package artxbeam

import (
	"bytes"
	"cmp"
	"encoding/gob"
	"errors"
	"reflect"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/artx-cli/artx/source"
)

func init() {
	beam.RegisterCoder(reflect.TypeFor[source.Record](), encodeRecord, decodeRecord)
	beam.RegisterType(reflect.TypeFor[Article]())
	beam.RegisterType(reflect.TypeFor[Failure]())
}

// Article is a converted record.
type Article struct {
	Container string // file that the record comes from
	Offset    int64  // where the record begins there; see [source.Record]
	Number    int    // of the record there; 0 where it is not known
	Name, URL string
	Output    []byte // as 'artx convert' writes it
}

// Failure is a record that could not be read or converted: a dead letter.
type Failure struct {
	Container string `json:"container"`
	Offset    int64  `json:"offset"`
	Line      int    `json:"line,omitempty"`
	Name      string `json:"name,omitempty"`
	URL       string `json:"url,omitempty"`
	Reason    string `json:"reason"`
}

// encodeRecord encodes a record for its way between workers. Attachments, which are
// in its container, stay there.
func encodeRecord(rec source.Record) ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(&rec)
	return b.Bytes(), err
}

func decodeRecord(data []byte) (rec source.Record, err error) {
	err = gob.NewDecoder(bytes.NewReader(data)).Decode(&rec)
	return rec, err
}

// failureOf is the dead letter for an error of [source.Open].
func failureOf(container string, err error) Failure {
	f := Failure{Container: container, Reason: err.Error()}
	var broken *source.Error
	if errors.As(err, &broken) {
		f.Container, f.Offset, f.Line, f.Name = cmp.Or(broken.Container, container), broken.Offset, broken.Line, broken.Name
		f.Reason = broken.Err.Error()
	}
	return f
}

// compareArticles orders articles by the place that they come from.
func compareArticles(a, b *Article) int {
	return cmp.Or(strings.Compare(a.Container, b.Container), cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Number, b.Number),
		strings.Compare(a.Name, b.Name), strings.Compare(a.URL, b.URL), bytes.Compare(a.Output, b.Output))
}

// compareFailures orders dead letters by the place that they come from.
func compareFailures(a, b Failure) int {
	return cmp.Or(strings.Compare(a.Container, b.Container), cmp.Compare(a.Offset, b.Offset), cmp.Compare(a.Line, b.Line), strings.Compare(a.Reason, b.Reason))
}
