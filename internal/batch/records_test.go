package batch

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/internal/report"
	archive "github.com/artx-cli/artx/source"
)

// stubRecord makes an object of a record: its path, and its content without
// "<p>". It obeys BROKEN and PANIC as stub does.
func stubRecord(_ string, rec *archive.Record, _ func(reference.Reference) string) (Result, error) {
	res, err := stub(cmp.Or(rec.Name, rec.URL, "record"), rec.Content)
	if err != nil {
		return res, err
	}
	res.Output, err = json.Marshal(struct {
		Path     string `json:"path"`
		Markdown string `json:"markdown"`
		HTML     bool   `json:"html_only,omitempty"`
	}{rec.Name, string(res.Output), rec.Kind == archive.HTML})
	return res, err
}

// records converts a stream of JSON Lines.
func records(ctx context.Context, in io.Reader, name string, opt Options) (*report.Summary, error) {
	opt.Paths, opt.Stdin, opt.Record, opt.Merge = []string{name}, in, stubRecord, true
	opt.Source.Format = archive.JSONL
	return Run(ctx, stub, opt)
}

func runRecords(t *testing.T, in string, opt Options) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	opt.Stdout, opt.Stderr = &stdout, &stderr
	sum, err := records(context.Background(), strings.NewReader(in), "stdin", opt)
	must(t, err)
	return outcome{sum, stdout.String(), stderr.String()}
}

func TestRecords(t *testing.T) {
	in := "\ufeff" + `{"path":"a.html","content":"<p>a","n":1.50,"nested":{"b": [1, 2]}}` + "\r\n" +
		"\n" +
		`{"url":"https://example.org/b","html":"<p>b","深い":"海"}` + "\n" +
		`{"path":"c.html"}` + "\n" +
		`not json` + "\n" +
		`[1]` + "\n" +
		`{"path":"d.html","content":"BROKEN"}` + "\n" +
		`{"path":7,"content":"x"}` + "\n" +
		`{"content":"x"} {"content":"y"}` + "\n" +
		`{"content":"PANIC"}` + "\n" +
		`{"content":"cut` + "\n" +
		`{"content":"<p>last","html":"<p>other"}`
	o := runRecords(t, in, Options{})
	o.check(t, counts{converted: 4, failed: 7})
	checkText(t, o.stdout, `{"path":"a.html","markdown":"a","n":1.50,"nested":{"b": [1, 2]}}
{"path":"","markdown":"b","html_only":true,"url":"https://example.org/b","深い":"海"}
{"path":"","markdown":"x"}
{"path":"","markdown":"last"}
`)
	checkText(t, o.stderr, `artx: stdin:4: no "content", no "markdown" and no "html"; one of them has to hold the article
artx: stdin:5: not a JSON object; write one object a line, such as {"path": "a.html", "content": "…"}
artx: stdin:6: not a JSON object
artx: stdin:7: d.html:3: the header does not end; close it with ---
artx: stdin:9: not valid JSON (invalid character '{' after top-level value); write one object a line
artx: stdin:10: artx broke on it (index out of range); please report it with the file, -v shows where
artx: stdin:11: not valid JSON (unexpected end of JSON input)
`)
}

// TestRecordsKeepOrder has results come in the order of the stream, and the
// same bytes for any number of jobs.
func TestRecordsKeepOrder(t *testing.T) {
	var in, want strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&in, `{"path":"%d","content":"<p>%s"}`+"\n", i, strings.Repeat("x", i*37%1000))
		fmt.Fprintf(&want, `{"path":"%d","markdown":"%s"}`+"\n", i, strings.Repeat("x", i*37%1000))
	}
	for _, jobs := range []int{1, 16} {
		o := runRecords(t, in.String(), Options{Jobs: jobs})
		if o.stdout != want.String() {
			t.Errorf("%d jobs: other bytes", jobs)
		}
	}
}

func TestRecordsTooLong(t *testing.T) {
	long := `{"content":"` + strings.Repeat("x", 300_000) + `"}`
	in := long + "\n" + `{"content":"short"}` + "\n" + long
	o := runRecords(t, in, Options{MaxSize: 100 << 10})
	o.check(t, counts{converted: 1, failed: 2})
	checkText(t, o.stderr, "artx: stdin:1: larger than the limit of 102400 bytes; raise the limit (--max-size)\nartx: stdin:3: larger than the limit of 102400 bytes\n")
}

// TestRecordsUnfinished has results come while the stream is still open: artx
// can be a stage of a pipeline that never ends.
func TestRecordsUnfinished(t *testing.T) {
	in := make(chan string)
	out := make(chan string, 10)
	go func() {
		_, _ = records(context.Background(), chanReader(in), "stdin", Options{Stdout: chanWriter(out), Jobs: 2})
		close(out)
	}()
	in <- `{"path":"1","content":"a"}` + "\n"
	select {
	case got := <-out:
		checkText(t, got, `{"path":"1","markdown":"a"}`+"\n")
	case <-time.After(10 * time.Second):
		t.Fatal("no result before the end of the stream")
	}
	close(in)
	<-out
}

// TestRecordsInterrupt ends the run while the stream is idle.
func TestRecordsInterrupt(t *testing.T) {
	in := make(chanReader)
	defer close(in)
	ctx, interrupt := context.WithCancel(context.Background())
	stdout := func(p []byte) { interrupt() }
	ended := make(chan *report.Summary)
	go func() {
		sum, err := records(ctx, in, "stdin", Options{Stdout: writerFunc(stdout)})
		if err != nil {
			t.Error(err)
		}
		ended <- sum
	}()
	in <- `{"path":"1","content":"a"}` + "\n"
	select {
	case sum := <-ended:
		if sum.Converted != 1 || !sum.Interrupted {
			t.Errorf("got %+v", sum)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("it waits for the stream")
	}
}

type writerFunc func([]byte)

func (f writerFunc) Write(p []byte) (int, error) {
	f(p)
	return len(p), nil
}

type chanReader chan string

func (c chanReader) Read(p []byte) (int, error) {
	s, ok := <-c
	if !ok {
		return 0, errors.New("end")
	}
	return copy(p, s), nil
}

type chanWriter chan string

func (c chanWriter) Write(p []byte) (int, error) {
	c <- string(p)
	return len(p), nil
}

func TestRecordsInvalidUTF8(t *testing.T) {
	o := runRecords(t, "{\"path\":\"1\",\"content\":\"a\xff\"}\n{\"path\":\"2\",\"content\":\"é\"}\n", Options{})
	if o.Converted != 2 || o.Notes["encoding.invalid"] != 1 || o.Warnings != 1 {
		t.Errorf("got %+v", o.Summary)
	}
}

func TestRecordsReadError(t *testing.T) {
	in := iotest.TimeoutReader(strings.NewReader(`{"path":"1","content":"a"}` + "\n"))
	var stdout, stderr bytes.Buffer
	sum, err := records(context.Background(), in, "in.jsonl", Options{Stdout: &stdout, Stderr: &stderr})
	if err != nil || !strings.HasPrefix(stderr.String(), "artx: in.jsonl:2: ") || sum.Converted != 1 || sum.Failed != 1 {
		t.Errorf("got %+v, %v", sum, err)
	}
}
