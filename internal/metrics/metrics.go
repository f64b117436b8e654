// Package metrics counts what a run does while it goes on, for whoever watches it:
// as Prometheus's text, over HTTP, or as JSON lines.
package metrics

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"runtime/metrics"
	"slices"
	"sync"
	"time"

	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// buckets are the upper bounds of the histogram of how long records take, in
// seconds.
var buckets = [...]float64{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60}

// noteKey is what notes are counted by.
type noteKey struct {
	code  string
	level note.Level
}

// Run counts what becomes of the records of a run. Its methods may be called
// concurrently. The zero value is not ready; use [New].
type Run struct {
	mu       sync.Mutex
	start    time.Time
	records  map[report.Status]int64
	notes    map[noteKey]int64
	kills    map[string]int64
	in, out  int64
	slowness [len(buckets) + 1]int64 // records by the bucket of the time they took; the last is for longer ones
	seconds  float64
}

// New returns a run that has just begun.
func New() *Run {
	r := &Run{start: time.Now(), records: map[report.Status]int64{}, notes: map[noteKey]int64{}, kills: map[string]int64{}}
	for _, s := range []report.Status{report.Converted, report.Failed, report.Skipped, report.Unchanged} {
		r.records[s] = 0 // a rate needs its first zero
	}
	return r
}

// Record counts what became of one record.
func (r *Run) Record(f *report.File) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.records[f.Status]++
	r.in += f.BytesIn
	r.out += f.BytesOut
	for _, n := range f.Notes {
		r.notes[noteKey{n.Code, n.Level}]++
	}
	seconds := f.Millis / 1000
	r.seconds += seconds
	i, _ := slices.BinarySearch(buckets[:], seconds)
	r.slowness[i]++
}

// Kill counts a worker process that had to be replaced, by why: "time", "memory" or
// "crash".
func (r *Run) Kill(why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.kills[why]++
}

// heap is how many bytes the Go runtime holds from the operating system.
func heap() int64 {
	s := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(s)
	return int64(s[0].Value.Uint64() - s[1].Value.Uint64())
}

// WriteText writes the counts in Prometheus's text format, version 0.0.4.
func (r *Run) WriteText(w io.Writer) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := &text{w: w}
	t.head("artx_records_total", "counter", "Records by what became of them.")
	for _, s := range slices.Sorted(maps.Keys(r.records)) {
		t.line("artx_records_total{status=%q} %d", s, r.records[s])
	}
	t.head("artx_notes_total", "counter", "Notes on records by their code.")
	for _, k := range r.noteKeys() {
		t.line("artx_notes_total{code=%q,level=%q} %d", k.code, k.level, r.notes[k])
	}
	t.head("artx_worker_kills_total", "counter", "Worker processes that were replaced, by why.")
	for _, why := range slices.Sorted(maps.Keys(r.kills)) {
		t.line("artx_worker_kills_total{reason=%q} %d", why, r.kills[why])
	}
	t.single("artx_read_bytes_total", "counter", "Bytes of records read.", r.in)
	t.single("artx_written_bytes_total", "counter", "Bytes of results written.", r.out)
	t.single("artx_memory_bytes", "gauge", "Memory of this process, workers not included.", heap())
	t.single("artx_start_time_seconds", "gauge", "When the run began, in Unix time.", r.start.Unix())
	t.head("artx_record_duration_seconds", "histogram", "Time that a record took.")
	sum := int64(0)
	for i, le := range buckets {
		sum += r.slowness[i]
		t.line("artx_record_duration_seconds_bucket{le=\"%g\"} %d", le, sum)
	}
	sum += r.slowness[len(buckets)]
	t.line("artx_record_duration_seconds_bucket{le=\"+Inf\"} %d", sum)
	t.line("artx_record_duration_seconds_sum %g", r.seconds)
	t.line("artx_record_duration_seconds_count %d", sum)
	return t.err
}

func (r *Run) noteKeys() []noteKey {
	return slices.SortedFunc(maps.Keys(r.notes), func(a, b noteKey) int {
		return slices.Compare([]string{a.code, string(a.level)}, []string{b.code, string(b.level)})
	})
}

// text writes lines up to the first error.
type text struct {
	w   io.Writer
	err error
}

func (t *text) line(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format+"\n", args...)
	}
}

func (t *text) head(name, kind, help string) {
	t.line("# HELP %s %s", name, help)
	t.line("# TYPE %s %s", name, kind)
}

func (t *text) single(name, kind, help string, value int64) {
	t.head(name, kind, help)
	t.line("%s %d", name, value)
}

// line is a line of the JSON form.
type line struct {
	Time    string                  `json:"time"`
	Seconds float64                 `json:"seconds"`
	Records map[report.Status]int64 `json:"records"`
	Notes   map[string]int64        `json:"notes,omitempty"`
	Kills   map[string]int64        `json:"worker_kills,omitempty"`
	In      int64                   `json:"bytes_in"`
	Out     int64                   `json:"bytes_out"`
	Memory  int64                   `json:"memory_bytes"`
	Busy    float64                 `json:"record_seconds"`
}

// WriteJSON writes the counts as one line of JSON.
func (r *Run) WriteJSON(w io.Writer) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	l := line{Time: time.Now().UTC().Format(time.RFC3339), Seconds: time.Since(r.start).Seconds(), Records: r.records,
		Notes: make(map[string]int64), Kills: r.kills, In: r.in, Out: r.out, Memory: heap(), Busy: r.seconds}
	for k, n := range r.notes {
		l.Notes[k.code] += n
	}
	b, err := json.Marshal(l)
	if err != nil {
		return err
	}
	_, err = w.Write(append(b, '\n'))
	return err
}
