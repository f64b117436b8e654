package metrics_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/artx-cli/artx/internal/metrics"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// run is one with a few records.
func run() *metrics.Run {
	r := metrics.New()
	r.Record(&report.File{Status: report.Converted, BytesIn: 100, BytesOut: 40, Millis: 3, Notes: []note.Note{{Code: "image.placeholder", Level: note.Warning}}})
	r.Record(&report.File{Status: report.Converted, BytesIn: 1, BytesOut: 1, Millis: 90_000})
	r.Record(&report.File{Status: report.Failed, BytesIn: 5})
	r.Kill("memory")
	return r
}

// sample is a line of Prometheus's text format.
var sample = regexp.MustCompile(`^[a-z_]+(\{[a-z]+="[^"\\]*"(,[a-z]+="[^"\\]*")*\})? [0-9.e+-]+$`)

// TestText: every line is one of the format, each metric has its head before it, and
// the buckets of the histogram grow to its count.
func TestText(t *testing.T) {
	var b strings.Builder
	if err := run().WriteText(&b); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for line := range strings.Lines(b.String()) {
		line = strings.TrimSuffix(line, "\n")
		if fields := strings.Fields(line); fields[0] == "#" {
			kinds[fields[2]] = true
			continue
		}
		name, _, _ := strings.Cut(strings.Fields(line)[0], "{")
		for _, suffix := range []string{"_bucket", "_sum", "_count"} {
			if base, ok := strings.CutSuffix(name, suffix); ok && kinds[base] {
				name = base
			}
		}
		if !sample.MatchString(line) || !kinds[name] {
			t.Errorf("no sample of a metric that was named: %s", line)
		}
	}
	for _, want := range []string{
		`artx_records_total{status="converted"} 2`, `artx_records_total{status="failed"} 1`, `artx_records_total{status="skipped"} 0`,
		`artx_notes_total{code="image.placeholder",level="warning"} 1`, `artx_worker_kills_total{reason="memory"} 1`,
		`artx_read_bytes_total 106`, `artx_written_bytes_total 41`,
		`artx_record_duration_seconds_bucket{le="0.0025"} 1`, `artx_record_duration_seconds_bucket{le="0.005"} 2`,
		`artx_record_duration_seconds_bucket{le="60"} 2`, `artx_record_duration_seconds_bucket{le="+Inf"} 3`, `artx_record_duration_seconds_count 3`,
	} {
		if !strings.Contains(b.String(), "\n"+want+"\n") {
			t.Errorf("%q is not in\n%s", want, b.String())
		}
	}
}

// TestServe: on loopback unless a host is named, and nothing but the counts.
func TestServe(t *testing.T) {
	for _, place := range []string{":0", "0"} {
		where, stop, err := run().Publish(place)
		if err != nil {
			t.Fatal(err)
		}
		defer stop()
		host, _, err := net.SplitHostPort(strings.TrimSuffix(strings.TrimPrefix(where, "http://"), "/metrics"))
		if err != nil || !net.ParseIP(host).IsLoopback() {
			t.Errorf("%s is at %s", place, where)
		}
		resp, err := http.Get(where)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusOK || !strings.Contains(string(body), "artx_read_bytes_total 106\n") {
			t.Errorf("%d, %v: %s", resp.StatusCode, err, body)
		}
		if other, err := http.Get(strings.TrimSuffix(where, "metrics")); err != nil || other.StatusCode != http.StatusNotFound {
			t.Errorf("beside the metrics: %v, %v", other, err)
		}
	}
	if _, _, err := run().Publish("no such host:1"); err == nil {
		t.Error("a bad address is taken")
	}
}

// TestLines: a line at the end, behind those of other runs.
func TestLines(t *testing.T) {
	name := filepath.Join(t.TempDir(), "counts.jsonl")
	for range 2 {
		_, stop, err := run().Publish(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := stop(); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		var got struct {
			Records map[string]int `json:"records"`
			In      int            `json:"bytes_in"`
		}
		if err := json.Unmarshal(lines.Bytes(), &got); err != nil || got.In != 106 || got.Records["converted"] != 2 {
			t.Errorf("%s: %v", lines.Bytes(), err)
		}
	}
	if n != 2 {
		t.Errorf("%d lines", n)
	}
}
