package artxbeam

import (
	"context"
	"reflect"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/runtime"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/util/reflectx"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/internal/cli"
	"github.com/artx-cli/artx/note"
	"github.com/artx-cli/artx/source"
)

func init() {
	register.DoFn4x0[context.Context, source.Record, func(Article), func(Failure)](&convertFn{})
	register.Emitter1[Article]()
}

// Namespace is that of the metrics: the counters "converted", "failed", "unread" (by
// readers), "bytes_in", "bytes_out" and "note.CODE" for each code of a note, and the distribution
// "record_milliseconds".
const Namespace = "artx"

// Options say how records are converted. The zero value writes Markdown.
type Options struct {
	// Flags are those of 'artx convert' that are about what becomes of an article,
	// such as "--to", "jsonl", "--preset", "hugo".
	Flags []string

	// Config is the text of an artx.yaml with flags, profiles and rules, and
	// ConfigName what messages call it. Files of workers are not looked at.
	Config     []byte
	ConfigName string

	// Adjust may change the options for a record; nil leaves them. It has to be a
	// function of a package, registered by [beam.RegisterFunction]. A record that it
	// panics on is a failure.
	Adjust func(*source.Record, *article.Options)
}

// Check finds what is wrong with the options, before a pipeline is built of them.
func (o Options) Check() error {
	_, err := cli.NewConverter(o.Flags, o.ConfigName, o.Config, o.Adjust)
	return err
}

// Convert converts a PCollection<source.Record> to a PCollection<Article> and a
// PCollection<Failure>. Options that make no sense panic, as those of Beam do; see
// [Options.Check].
func Convert(s beam.Scope, records beam.PCollection, opt Options) (articles, failures beam.PCollection) {
	if err := opt.Check(); err != nil {
		panic(err)
	}
	fn := &convertFn{Flags: opt.Flags, Config: opt.Config, ConfigName: opt.ConfigName}
	if opt.Adjust != nil {
		fn.Adjust = reflectx.FunctionName(opt.Adjust)
	}
	return beam.ParDo2(s.Scope("artx.Convert"), fn, records)
}

// convertFn converts records.
type convertFn struct {
	Flags      []string `json:"flags"`
	Config     []byte   `json:"config"`
	ConfigName string   `json:"config_name"`
	Adjust     string   `json:"adjust"` // the name of Options.Adjust; "" for none

	converter *cli.Converter
	counters  map[string]beam.Counter
	millis    beam.Distribution
}

// Setup reads the options.
func (fn *convertFn) Setup() (err error) {
	var adjust func(*source.Record, *article.Options)
	if fn.Adjust != "" {
		found, err := runtime.ResolveFunction(fn.Adjust, reflect.TypeOf(adjust))
		if err != nil {
			return err
		}
		adjust = found.(func(*source.Record, *article.Options))
	}
	fn.converter, err = cli.NewConverter(fn.Flags, fn.ConfigName, fn.Config, adjust)
	fn.counters = make(map[string]beam.Counter)
	fn.millis = beam.NewDistribution(Namespace, "record_milliseconds")
	return err
}

// ProcessElement converts a record.
func (fn *convertFn) ProcessElement(ctx context.Context, rec source.Record, emit func(Article), fail func(Failure)) {
	begin := time.Now()
	bytes := len(rec.Content)
	res, err := fn.converter.Convert(&rec)
	fn.millis.Update(ctx, time.Since(begin).Milliseconds())
	fn.count(ctx, "bytes_in", bytes)
	if err != nil {
		fn.count(ctx, "failed", 1)
		fail(Failure{Container: rec.Container, Offset: rec.Offset, Line: rec.Line, Name: rec.Name, URL: rec.URL, Reason: err.Error()})
		return
	}
	fn.count(ctx, "converted", 1)
	fn.count(ctx, "bytes_out", len(res.Output))
	for code, n := range codes(res.Notes) {
		fn.count(ctx, "note."+code, n)
	}
	emit(Article{Container: rec.Container, Offset: rec.Offset, Number: rec.Number, Name: rec.Name, URL: rec.URL, Output: res.Output})
}

// count adds to a counter.
func (fn *convertFn) count(ctx context.Context, name string, n int) {
	c, ok := fn.counters[name]
	if !ok {
		c = beam.NewCounter(Namespace, name)
		fn.counters[name] = c
	}
	c.Inc(ctx, int64(n))
}

// codes counts notes by code.
func codes(notes []note.Note) map[string]int {
	n := make(map[string]int, len(notes))
	for _, note := range notes {
		n[note.Code]++
	}
	return n
}
