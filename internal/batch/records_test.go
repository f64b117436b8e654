package batch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// stubRecord makes an object of a record: its path, and its content without
// "<p>". It obeys BROKEN and PANIC as stub does.
func stubRecord(rec *Record) (Result, error) {
	res, err := stub(firstNonEmpty(rec.Name(), "record"), rec.Content)
	if err != nil {
		return res, err
	}
	res.Output, err = json.Marshal(struct {
		Path     string `json:"path"`
		Markdown string `json:"markdown"`
		HTML     bool   `json:"html_only,omitempty"`
	}{rec.Path, string(res.Output), rec.HTML})
	return res, err
}

func runRecords(t *testing.T, in string, opt Options) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	opt.Stdout, opt.Stderr = &stdout, &stderr
	sum, err := Records(context.Background(), strings.NewReader(in), stubRecord, RecordOptions{Merge: true}, opt)
	must(t, err)
	return outcome{sum, stdout.String(), stderr.String()}
}

func TestRecords(t *testing.T) {
	in := "\ufeff" + `{"path":"a.html","content":"<p>a","n":1.50,"nested":{"b": [1, 2]}}` + "\r\n" +
		"\n" +
		`{"url":"https://example.org/b","html":"<p>b","markdown":"not kept","深い":"海"}` + "\n" +
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
	o.check(t, counts{converted: 3, failed: 8})
	checkText(t, o.stdout, `{"path":"a.html","markdown":"a","n":1.50,"nested":{"b": [1, 2]}}
{"path":"","markdown":"b","html_only":true,"url":"https://example.org/b","深い":"海"}
{"path":"","markdown":"last"}
`)
	checkText(t, o.stderr, `artx: stdin:4: no "content" and no "html"; one of them has to hold the article
artx: stdin:5: not a JSON object; write one object a line, such as {"path": "a.html", "content": "…"}
artx: stdin:6: not a JSON object
artx: stdin:7: d.html:3: the header does not end; close it with ---
artx: stdin:8: "path" is number; it has to be a string
artx: stdin:9: something stands behind the JSON object; write one object a line
artx: stdin:10: artx broke on it (index out of range); please report it with the file, -v shows where
artx: stdin:11: the JSON object does not end
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
	checkText(t, o.stderr, "artx: stdin:1: larger than 100 KiB; raise --max-size\nartx: stdin:3: larger than 100 KiB\n")
}

// TestRecordsUnfinished has results come while the stream is still open: artx
// can be a stage of a pipeline that never ends.
func TestRecordsUnfinished(t *testing.T) {
	in := make(chan string)
	out := make(chan string, 10)
	go func() {
		_, _ = Records(context.Background(), chanReader(in), stubRecord, RecordOptions{}, Options{Stdout: chanWriter(out), Jobs: 2})
		close(out)
	}()
	in <- `{"path":"1","content":"a"}` + "\n"
	select {
	case got := <-out:
		checkText(t, got, `{"path":"1","markdown":"a"}`)
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
	ended := make(chan *Summary)
	go func() {
		sum, err := Records(ctx, in, stubRecord, RecordOptions{}, Options{Stdout: writerFunc(stdout)})
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
	var stdout bytes.Buffer
	sum, err := Records(context.Background(), in, stubRecord, RecordOptions{Name: "in.jsonl"}, Options{Stdout: &stdout})
	if !errors.Is(err, iotest.ErrTimeout) || !strings.HasPrefix(err.Error(), "in.jsonl:2: ") || sum.Converted != 1 {
		t.Errorf("got %+v, %v", sum, err)
	}
}

func FuzzParseRecord(f *testing.F) {
	f.Add([]byte(`{"path":"a","content":"x","more":[1]}`))
	f.Add([]byte(`{"content":"x"`))
	f.Add([]byte(`{"a":1,"a":2,"html":""}`))
	f.Fuzz(func(t *testing.T, line []byte) {
		rec, err := parseRecord(line)
		if err != nil {
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("an error of several lines: %q", err)
			}
			return
		}
		merged, err := mergeMembers([]byte(`{"markdown":"x"}`), rec.Extra)
		must(t, err)
		var got map[string]any
		must(t, json.Unmarshal(merged, &got))
		for _, m := range rec.Extra {
			if _, ok := got[m.Key]; !ok {
				t.Errorf("%q is lost", m.Key)
			}
		}
		if bytes.Count(merged, []byte("\n")) != 1+bytes.Count(line, []byte("\n")) && !bytes.Contains(line, []byte("\n")) {
			t.Errorf("not one line: %q", merged)
		}
		if again, err := parseRecord(append(merged[:len(merged)-2:len(merged)-2], `,"content":"x"}`...)); err != nil || !cmp.Equal(len(again.Extra), len(got)) {
			t.Errorf("read again: %v, %v", again, err)
		}
	})
}
