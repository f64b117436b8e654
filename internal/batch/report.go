package batch

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/artx-cli/artx/note"
)

// reportSchema names the form of the JSON report; docs/report.md describes it.
const reportSchema = "artx-report/1"

// fileEntry is one input in reports and in JSON log lines.
type fileEntry struct {
	Path     string      `json:"path"`
	Output   string      `json:"output,omitempty"`
	Status   Status      `json:"status"`
	Error    string      `json:"error,omitempty"`
	Reason   string      `json:"reason,omitempty"`
	Title    string      `json:"title,omitempty"`
	BytesIn  int64       `json:"bytes_in"`
	BytesOut int64       `json:"bytes_out"`
	Millis   float64     `json:"ms"`
	Notes    []note.Note `json:"notes,omitempty"`
	Earlier  []noteCount `json:"earlier_notes,omitempty"`
	Images   []hostEntry `json:"images,omitempty"`
}

// hostEntry counts the images of one host; "" stands for relative addresses.
type hostEntry struct {
	Host     string `json:"host"`
	Images   int    `json:"images"`
	Resolved int    `json:"resolved"`
}

func newFileEntry(j *job, output string) *fileEntry {
	rec := &j.rec
	e := &fileEntry{
		Path: j.src.path, Output: output, Status: rec.status, Reason: rec.why, Title: rec.title,
		BytesIn: rec.bytesIn, BytesOut: rec.bytesOut,
		Millis:  float64(rec.elapsed.Microseconds()) / 1000,
		Earlier: parseCounts(rec.counts),
	}
	if rec.err != nil {
		e.Error = rec.err.Error()
	}
	if rec.err != nil || rec.status == StatusSkipped {
		e.Output = ""
	}
	e.Notes = rec.notes
	e.Images = imagesByHost(rec.images)
	return e
}

func imagesByHost(images []Image) []hostEntry {
	var hosts []hostEntry
	for _, img := range images {
		i := slices.IndexFunc(hosts, func(h hostEntry) bool { return h.Host == img.Host })
		if i < 0 {
			i = len(hosts)
			hosts = append(hosts, hostEntry{Host: img.Host})
		}
		hosts[i].Images++
		if img.Resolved {
			hosts[i].Resolved++
		}
	}
	return hosts
}

// totals is a [Summary] in reports.
type totals struct {
	Files     int     `json:"files"`
	Converted int     `json:"converted"`
	Unchanged int     `json:"unchanged"`
	Skipped   int     `json:"skipped"`
	Failed    int     `json:"failed"`
	Differ    int     `json:"differ"`
	Pruned    int     `json:"pruned"`
	Warnings  int     `json:"warnings"`
	Bytes     int64   `json:"bytes"`
	Seconds   float64 `json:"seconds"`
	Stopped   bool    `json:"interrupted"`
	DryRun    bool    `json:"dry_run,omitempty"`
}

func newTotals(s *Summary) totals {
	return totals{
		Files: s.seen, Converted: s.Converted, Unchanged: s.Unchanged, Skipped: s.Skipped, Failed: s.Failed,
		Differ: s.Differ, Pruned: s.Pruned, Warnings: s.Warnings, Bytes: s.Bytes,
		Seconds: float64(s.Elapsed.Milliseconds()) / 1000, Stopped: s.Interrupted, DryRun: s.DryRun,
	}
}

// noteKind is one kind of note in reports.
type noteKind struct {
	Code  string     `json:"code"`
	Level note.Level `json:"level"`
	Count int        `json:"count"`
	Files int        `json:"files"`
}

// Bounds of what a report keeps in memory, whatever the archive is.
const (
	topFiles     = 10    // slowest, largest
	topFailures  = 100   // listed without JavaScript
	maxHosts     = 10000 // counted one by one
	otherHosts   = "(other hosts)"
	maxPageBytes = 64 << 20 // of entries in the HTML page; browsers take a second for them
)

// spool collects what reports say: the entries in a temporary file, the rest
// in memory. A nil spool collects nothing.
type spool struct {
	names    []string
	version  string
	file     *os.File
	w        *bufio.Writer
	entries  int
	size     int                     // of the entries, in bytes
	forPage  int                     // of the entries: the first ones, which the HTML page has room for
	room     int                     // of the page, in bytes
	kinds    map[noteCount]*noteKind // keyed by code and level
	hosts    map[string]*hostEntry
	slowest  []fileEntry
	largest  []fileEntry
	failures []fileEntry
}

func newSpool(names []string, version string) (*spool, error) {
	if len(names) == 0 {
		return nil, nil
	}
	for _, name := range names { // now, not when all the work is done
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return nil, fmt.Errorf("cannot write the report %s", reason(name, err))
		}
	}
	f, err := os.CreateTemp("", "artx-report-")
	if err != nil {
		return nil, fmt.Errorf("no room for the report: %w", err)
	}
	os.Remove(f.Name()) // nothing stays after a kill; where open files cannot be removed, finish does it
	return &spool{
		names: names, version: version, room: maxPageBytes, file: f, w: bufio.NewWriterSize(f, 64<<10),
		kinds: make(map[noteCount]*noteKind), hosts: make(map[string]*hostEntry),
	}, nil
}

// add takes one entry, in order.
func (s *spool) add(e *fileEntry) error {
	if s == nil {
		return nil
	}
	data, err := json.Marshal(e) // escapes <, > and &, so that it can stand in a script element
	if err != nil {
		return err
	}
	s.w.Write(data) // its error comes with Flush
	if s.size += len(data); s.size <= s.room {
		s.forPage++
	}
	s.entries++
	s.count(e)
	return s.w.WriteByte('\n')
}

func (s *spool) count(e *fileEntry) {
	seen := make(map[noteCount]bool)
	count := func(code string, level note.Level, n int) {
		key := noteCount{Code: code, Level: level}
		k := s.kinds[key]
		if k == nil {
			k = &noteKind{Code: code, Level: level}
			s.kinds[key] = k
		}
		k.Count += n
		if !seen[key] {
			seen[key] = true
			k.Files++
		}
	}
	for _, n := range e.Notes {
		count(n.Code, n.Level, 1)
	}
	for _, n := range e.Earlier {
		count(n.Code, n.Level, n.Count)
	}
	for _, h := range e.Images {
		s.countHost(h)
	}
	brief := fileEntry{Path: e.Path, Status: e.Status, Error: e.Error, BytesIn: e.BytesIn, Millis: e.Millis}
	s.slowest = keepTop(s.slowest, brief, func(e fileEntry) float64 { return e.Millis })
	s.largest = keepTop(s.largest, brief, func(e fileEntry) float64 { return float64(e.BytesIn) })
	if e.Status == StatusFailed && len(s.failures) < topFailures {
		s.failures = append(s.failures, brief)
	}
}

func (s *spool) countHost(h hostEntry) {
	name := h.Host
	if s.hosts[name] == nil {
		if len(s.hosts) >= maxHosts {
			name = otherHosts
		}
		if s.hosts[name] == nil {
			s.hosts[name] = &hostEntry{Host: name}
		}
	}
	s.hosts[name].Images += h.Images
	s.hosts[name].Resolved += h.Resolved
}

// keepTop adds e to a list of the topFiles entries with the highest values.
func keepTop(top []fileEntry, e fileEntry, value func(fileEntry) float64) []fileEntry {
	if value(e) <= 0 {
		return top
	}
	i, _ := slices.BinarySearchFunc(top, e, func(a, b fileEntry) int {
		return cmp.Or(cmp.Compare(value(b), value(a)), -1) // behind its equals
	})
	if i >= topFiles {
		return top
	}
	top = slices.Insert(top, i, e)
	return top[:min(len(top), topFiles)]
}

func (s *spool) sortedKinds() []noteKind {
	kinds := make([]noteKind, 0, len(s.kinds))
	for _, k := range s.kinds {
		kinds = append(kinds, *k)
	}
	slices.SortFunc(kinds, func(a, b noteKind) int {
		return cmp.Or(cmp.Compare(b.Level, a.Level), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Code, b.Code))
	})
	return kinds
}

func (s *spool) sortedHosts() []hostEntry {
	hosts := make([]hostEntry, 0, len(s.hosts))
	for _, h := range s.hosts {
		hosts = append(hosts, *h)
	}
	slices.SortFunc(hosts, func(a, b hostEntry) int {
		return cmp.Or(cmp.Compare(b.Images, a.Images), cmp.Compare(a.Host, b.Host))
	})
	return hosts
}

// drop removes the temporary file.
func (s *spool) drop() {
	if s != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}

// finish writes the reports and removes the temporary file.
func (s *spool) finish(sum *Summary) error {
	if s == nil {
		return nil
	}
	defer s.drop()
	if err := s.w.Flush(); err != nil {
		return fmt.Errorf("no room for the report: %w", err)
	}
	for _, name := range s.names {
		write := s.writeJSON
		if strings.EqualFold(filepath.Ext(name), ".html") {
			write = s.writeHTML
		}
		if _, err := writeStream(Look(name), func(w io.Writer) error { return write(w, sum) }); err != nil {
			return fmt.Errorf("cannot write the report %w", err)
		}
	}
	return nil
}

// writeStream is [Target.Write] for what need not be in memory at once.
func writeStream(t *Target, write func(io.Writer) error) ([]note.Note, error) {
	notes, err := t.writeFrom(func(w io.Writer) error {
		b := bufio.NewWriterSize(w, 64<<10)
		if err := write(b); err != nil {
			return err
		}
		return b.Flush()
	})
	if isSystem(err) {
		return nil, errors.New(reason(t.name, err))
	}
	return notes, err
}

// writeJSON writes the JSON report, one line a file.
func (s *spool) writeJSON(w io.Writer, sum *Summary) error {
	head, err := json.Marshal(struct {
		Schema  string      `json:"schema"`
		Version string      `json:"version,omitempty"`
		Totals  totals      `json:"totals"`
		Notes   []noteKind  `json:"notes"`
		Hosts   []hostEntry `json:"hosts"`
	}{reportSchema, s.version, newTotals(sum), s.sortedKinds(), s.sortedHosts()})
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, "%s,\"files\":[\n", head[:len(head)-1]); err != nil {
		return err
	}
	if err := s.writeEntries(w, s.entries); err != nil {
		return err
	}
	_, err = io.WriteString(w, "]}\n")
	return err
}

// writeEntries writes the first max entries, separated by commas.
func (s *spool) writeEntries(w io.Writer, max int) error {
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	r := bufio.NewReaderSize(s.file, 64<<10)
	for n := 0; n < min(max, s.entries); {
		part, err := r.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
		if err == nil { // the end of an entry, not only of the buffer
			if n++; n < min(max, s.entries) {
				part = append(part[:len(part)-1:len(part)-1], ",\n"...)
			}
		}
		if _, err := w.Write(part); err != nil {
			return err
		}
	}
	return nil
}
