package artxbeam

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/testing/ptest"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/internal/cli"
	"github.com/artx-cli/artx/source"
)

func TestMain(m *testing.M) {
	beam.RegisterFunction(faulty)
	ptest.Main(m)
}

// faulty is a rule of a user that breaks on some records.
func faulty(rec *source.Record, opt *article.Options) {
	if strings.HasSuffix(rec.Name, "3.html") {
		panic("no rule for " + rec.Name)
	}
	opt.CleanLinks = true
}

// contents are what records hold, the i-th of them: fine, odd, hostile and huge.
func contents(i int) string {
	switch i % 20 {
	case 3:
		return "---\ntitle: 'a'_ b\ntags: [x, y]\n---\n<p>one <b>two</b></p><img class=lazy data-src=/a.jpg src=loading.gif>"
	case 5:
		return "<!doctype html><html><head><title>Page</title></head><body><nav>Home</nav><article><h1>Page</h1>" + strings.Repeat("<p>Some sentences of an article, which go on for a while.</p>", 20) + "</article></body></html>"
	case 7:
		return strings.Repeat("<div>", 5000) + "deep"
	case 9:
		return strings.Repeat("<b><i>x", 3000)
	case 11:
		return "---\ntitle: [unclosed\n---\n<p>x</p>"
	case 13:
		return "\x89PNG\r\n\x1a\n\x00\x00\x00"
	case 15:
		return "傍晚<b>“开灯”</b>了。<table><tr><td>a<td>b</table>"
	case 17:
		return strings.Repeat("[", 20000) + strings.Repeat("<table><td>", 200)
	}
	if i == 1000 {
		return strings.Repeat("<p>huge <a href=\"https://e.example/?utm_source=x\">words</a></p>\n", 60_000)
	}
	return fmt.Sprintf("<p>post %d with a <a href=\"https://e.example/%d?utm_source=feed\">link</a></p>", i, i)
}

const total = 2000

// writeRecords writes the records as lines, some of which are none.
func writeRecords(t *testing.T) (name string) {
	t.Helper()
	var b bytes.Buffer
	for i := range total {
		switch i % 50 {
		case 0:
			fmt.Fprintf(&b, "broken %d\n", i)
		case 2:
			fmt.Fprintf(&b, "{\"path\":\"%d.html\",\"other\":1}\n", i)
		default:
			line, err := json.Marshal(map[string]any{"path": fmt.Sprintf("%d.html", i), "url": fmt.Sprintf("https://blog.example/%d", i), "content": contents(i), "id": i})
			if err != nil {
				t.Fatal(err)
			}
			b.Write(append(bytes.Replace(line, []byte(`"id":`), []byte(`"id": `), 1), '\n'))
		}
	}
	name = filepath.Join(t.TempDir(), "in.jsonl")
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// byCommand is what 'artx convert' writes of a file, and the places of what failed.
func byCommand(t *testing.T, args ...string) (out []byte, failed []string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cli.Main(append([]string{"artx", "convert", "--to", "jsonl", "--no-config", "-q"}, args...), strings.NewReader(""), &stdout, &stderr)
	place := regexp.MustCompile(`^artx: .*?(?:jsonl:([0-9]+): |at byte ([0-9]+)\b)`)
	for line := range strings.Lines(stderr.String()) {
		if m := place.FindStringSubmatch(line); m != nil {
			failed = append(failed, m[1]+m[2])
		}
	}
	return stdout.Bytes(), failed
}

// run runs a pipeline into a folder, and gives its files of articles and failures,
// and its counters.
func run(t *testing.T, shards int, opt Options, read func(beam.Scope) (_, _ beam.PCollection)) (files [][]byte, failures []Failure, counts map[string]int64) {
	t.Helper()
	base := filepath.Join(t.TempDir(), "out", "a")
	opt.Flags = append([]string{"--to", "jsonl"}, opt.Flags...)
	result := ptest.BuildAndRun(t, func(s beam.Scope) {
		records, unread := read(s)
		articles, failed := Convert(s, records, opt)
		WriteJSONL(s, base, shards, articles)
		WriteFailures(s, base+"-failed", beam.Flatten(s, unread, failed))
	})
	for i := range shards {
		b, err := os.ReadFile(fileName(base, i, shards))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, b)
	}
	b, err := os.ReadFile(base + "-failed.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for dec := json.NewDecoder(bytes.NewReader(b)); dec.More(); {
		var f Failure
		if err := dec.Decode(&f); err != nil {
			t.Fatal(err)
		}
		failures = append(failures, f)
	}
	counts = make(map[string]int64)
	for _, c := range result.Metrics().AllMetrics().Counters() {
		if c.Namespace() == Namespace {
			counts[c.Name()] += c.Result()
		}
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(base), "*.part-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
	return files, failures, counts
}

// TestJSONL: the articles are those of the command, byte for byte, in one file and in
// several; each record that the command fails on is a dead letter; the counts are those
// of the records.
func TestJSONL(t *testing.T) {
	name := writeRecords(t)
	want, wantFailed := byCommand(t, "--from", "jsonl", name)
	read := func(s beam.Scope) (_, _ beam.PCollection) { return ReadJSONL(s, name, ReadOptions{}) }
	peak := watchHeap()
	files, failures, counts := run(t, 1, Options{}, read)
	if mib := peak() >> 20; mib > 512 {
		t.Errorf("%d MiB of memory", mib)
	} else {
		t.Logf("at most %d MiB of memory", mib)
	}
	if !bytes.Equal(files[0], want) {
		t.Errorf("%d bytes, want the %d of the command", len(files[0]), len(want))
	}
	var failed []string
	for _, f := range failures {
		failed = append(failed, fmt.Sprint(f.Line))
		if f.Reason == "" || f.Container != name {
			t.Errorf("a dead letter that says too little: %+v", f)
		}
	}
	if !slices.Equal(failed, wantFailed) {
		t.Errorf("dead letters of lines %v, want %v", failed, wantFailed)
	}
	n := int64(bytes.Count(want, []byte("\n")))
	if counts["converted"] != n || counts["failed"]+counts["unread"] != int64(len(wantFailed)) || n+int64(len(wantFailed)) != total {
		t.Errorf("%d articles, %d failures, counted as %v", n, len(wantFailed), counts)
	}
	if counts["bytes_in"] == 0 || counts["bytes_out"] == 0 || counts["note.image.resolved"]+counts["note.frontmatter.repaired"] == 0 {
		t.Errorf("counted: %v", counts)
	}

	several, _, _ := run(t, 5, Options{}, read)
	if got := slices.Sorted(bytesLines(slices.Concat(several...))); !slices.Equal(got, slices.Sorted(bytesLines(want))) {
		t.Error("several files hold something else than one")
	}
	for i, file := range several {
		if at := slices.Collect(bytesLines(file)); len(at) < total/10 || !inOrder(at, slices.Collect(bytesLines(want))) {
			t.Errorf("file %d has %d articles, or is out of order", i, len(at))
		}
	}
}

func bytesLines(b []byte) func(func(string) bool) { return strings.Lines(string(b)) }

// inOrder tells whether a is a part of b, in its order.
func inOrder(a, b []string) bool {
	for _, line := range b {
		if len(a) > 0 && a[0] == line {
			a = a[1:]
		}
	}
	return len(a) == 0
}

// watchHeap watches the memory of this process, which is worker and runner, until the
// result is called.
func watchHeap() (peak func() uint64) {
	var most atomic.Uint64
	end := make(chan struct{})
	go func() {
		for {
			select {
			case <-end:
				return
			case <-time.After(20 * time.Millisecond):
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most.Store(max(most.Load(), m.HeapAlloc))
			}
		}
	}()
	return func() uint64 {
		close(end)
		return most.Load()
	}
}

// TestFaultyRule: a rule that panics loses the records that it panics on, to the dead
// letters, and no other.
func TestFaultyRule(t *testing.T) {
	name := writeRecords(t)
	files, failures, counts := run(t, 1, Options{Adjust: faulty}, func(s beam.Scope) (_, _ beam.PCollection) { return ReadJSONL(s, name, ReadOptions{}) })
	broken := 0
	for _, f := range failures {
		if strings.Contains(f.Reason, "no rule for ") {
			broken++
		}
		if strings.HasSuffix(f.Name, "3.html") != strings.Contains(f.Reason, "no rule for "+f.Name) {
			t.Errorf("%+v", f)
		}
	}
	if n := bytes.Count(files[0], []byte("\n")); broken < total/20 || n+len(failures) != total || counts["converted"] != int64(n) {
		t.Errorf("%d articles, %d failures, %d of them of the rule; counted %v", n, len(failures), broken, counts)
	}
	if bytes.Contains(files[0], []byte("?utm_source=feed)")) || !bytes.Contains(files[0], []byte("](https://e.example/")) {
		t.Error("the rule was not asked: links are as they were")
	}
}

// writeWARC writes a web archive of gzip members, one of which is cut off and one of
// which is none.
func writeWARC(t *testing.T) (name string) {
	t.Helper()
	var b bytes.Buffer
	for i := range 300 {
		body := "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + contents(i)
		var member bytes.Buffer
		z := gzip.NewWriter(&member)
		fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://blog.example/%d\r\nWARC-Date: 2024-05-01T00:00:00Z\r\n"+
			"Content-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", i, len(body), body)
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if i == 100 {
			member.Truncate(member.Len() / 2)
		}
		if i == 200 {
			b.WriteString("no member at all")
		}
		b.Write(member.Bytes())
	}
	name = filepath.Join(t.TempDir(), "a.warc.gz")
	if err := os.WriteFile(name, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestWARC: a web archive gives the same bytes, and the same dead letters, in parts of
// any size as in one, and as the command.
func TestWARC(t *testing.T) {
	name := writeWARC(t)
	want, wantFailed := byCommand(t, "--from", "warc", name)
	for _, size := range []int64{1 << 30, 20_000, 1_000} {
		files, failures, _ := run(t, 1, Options{}, func(s beam.Scope) (_, _ beam.PCollection) { return readWARC(s, name, ReadOptions{}, size) })
		if !bytes.Equal(files[0], want) {
			t.Errorf("parts of %d bytes: %d bytes in %d lines, want the %d in %d of the command", size, len(files[0]), bytes.Count(files[0], []byte("\n")), len(want), bytes.Count(want, []byte("\n")))
		}
		var failed []string
		for _, f := range failures {
			failed = append(failed, fmt.Sprint(f.Offset))
		}
		if slices.Sort(failed); !slices.Equal(failed, slices.Sorted(slices.Values(wantFailed))) {
			t.Errorf("parts of %d bytes: dead letters at %v, want %v", size, failed, wantFailed)
		}
	}
}

// TestConfig: an artx.yaml that is given as text has its flags and rules in force.
func TestConfig(t *testing.T) {
	name := filepath.Join(t.TempDir(), "in.jsonl")
	if err := os.WriteFile(name, []byte(`{"path":"a.html","content":"<p>a</p><p class=advert>Buy</p>"}`+"\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	opt := Options{ConfigName: "artx.yaml", Config: []byte("convert: {fields: markdown}\ndrop: [.advert]\n")}
	files, _, _ := run(t, 1, opt, func(s beam.Scope) (_, _ beam.PCollection) { return ReadJSONL(s, name, ReadOptions{}) })
	if got := string(files[0]); !strings.Contains(got, `"markdown":"a\n"`) || strings.Contains(got, "Buy") || strings.Contains(got, `"words"`) {
		t.Errorf("got %s", got)
	}
	for _, flags := range [][]string{{"--rules", "x.yaml"}, {"-o", "x"}, {"--preset", "none"}, {"post.md"}, {"--nonsense"}} {
		if err := (Options{Flags: flags}).Check(); err == nil {
			t.Errorf("%q is taken", flags)
		}
	}
}
