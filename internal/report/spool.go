package report

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

// Bounds of what a report keeps in memory, whatever the archive is.
const (
	topFiles     = 10    // slowest, largest
	topFailures  = 100   // listed without JavaScript
	maxHosts     = 10000 // counted one by one
	otherHosts   = "(other hosts)"
	maxPageBytes = 64 << 20 // of entries in the HTML page; browsers take a second for them
)

// Spool collects what reports say: the entries in a temporary file, the rest
// in memory. A nil Spool collects nothing.
type Spool struct {
	names    []string
	version  string
	file     *os.File
	w        *bufio.Writer
	entries  int
	size     int                 // of the entries, in bytes
	forPage  int                 // of the entries: the first ones, which the HTML page has room for
	room     int                 // of the page, in bytes
	kinds    map[NoteCount]*Kind // keyed by code and level
	hosts    map[string]*Host
	slowest  []File
	largest  []File
	failures []File
}

// NewSpool begins a spool for reports of those names, by a program of that version;
// nil if there are none.
func NewSpool(names []string, version string) (*Spool, error) {
	if len(names) == 0 {
		return nil, nil
	}
	f, err := os.CreateTemp("", "artx-report-")
	if err != nil {
		return nil, fmt.Errorf("no room for the report: %w", err)
	}
	os.Remove(f.Name()) // nothing stays after a kill; where open files cannot be removed, Finish does it
	return &Spool{
		names: names, version: version, room: maxPageBytes, file: f, w: bufio.NewWriterSize(f, 64<<10),
		kinds: make(map[NoteCount]*Kind), hosts: make(map[string]*Host),
	}, nil
}

// Add takes one entry, in order.
func (s *Spool) Add(e *File) error {
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

func (s *Spool) count(e *File) {
	seen := make(map[NoteCount]bool)
	count := func(code string, level note.Level, n int) {
		key := NoteCount{Code: code, Level: level}
		k := s.kinds[key]
		if k == nil {
			k = &Kind{Code: code, Level: level}
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
	brief := File{Path: e.Path, Status: e.Status, Error: e.Error, BytesIn: e.BytesIn, Millis: e.Millis}
	s.slowest = keepTop(s.slowest, brief, func(e File) float64 { return e.Millis })
	s.largest = keepTop(s.largest, brief, func(e File) float64 { return float64(e.BytesIn) })
	if e.Status == Failed && len(s.failures) < topFailures {
		s.failures = append(s.failures, brief)
	}
}

func (s *Spool) countHost(h Host) {
	name := h.Host
	if s.hosts[name] == nil {
		if len(s.hosts) >= maxHosts {
			name = otherHosts
		}
		if s.hosts[name] == nil {
			s.hosts[name] = &Host{Host: name}
		}
	}
	s.hosts[name].Images += h.Images
	s.hosts[name].Resolved += h.Resolved
}

// keepTop adds e to a list of the topFiles entries with the highest values.
func keepTop(top []File, e File, value func(File) float64) []File {
	if value(e) <= 0 {
		return top
	}
	i, _ := slices.BinarySearchFunc(top, e, func(a, b File) int {
		return cmp.Or(cmp.Compare(value(b), value(a)), -1) // behind its equals
	})
	if i >= topFiles {
		return top
	}
	top = slices.Insert(top, i, e)
	return top[:min(len(top), topFiles)]
}

func (s *Spool) sortedKinds() []Kind {
	kinds := make([]Kind, 0, len(s.kinds))
	for _, k := range s.kinds {
		kinds = append(kinds, *k)
	}
	slices.SortFunc(kinds, func(a, b Kind) int {
		return cmp.Or(cmp.Compare(b.Level, a.Level), cmp.Compare(b.Count, a.Count), cmp.Compare(a.Code, b.Code))
	})
	return kinds
}

func (s *Spool) sortedHosts() []Host {
	hosts := make([]Host, 0, len(s.hosts))
	for _, h := range s.hosts {
		hosts = append(hosts, *h)
	}
	slices.SortFunc(hosts, func(a, b Host) int {
		return cmp.Or(cmp.Compare(b.Images, a.Images), cmp.Compare(a.Host, b.Host))
	})
	return hosts
}

// Drop removes the temporary file.
func (s *Spool) Drop() {
	if s != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}

// Write puts what fill writes into the file called name, or leaves that as it is.
type Write func(name string, fill func(io.Writer) error) error

// Finish writes the reports and removes the temporary file.
func (s *Spool) Finish(sum *Summary, write Write) error {
	if s == nil {
		return nil
	}
	defer s.Drop()
	if err := s.w.Flush(); err != nil {
		return fmt.Errorf("no room for the report: %w", err)
	}
	for _, name := range s.names {
		fill := s.writeJSON
		if strings.EqualFold(filepath.Ext(name), ".html") {
			fill = s.writeHTML
		}
		if err := write(name, func(w io.Writer) error { return fill(w, sum) }); err != nil {
			return fmt.Errorf("cannot write the report %w", err)
		}
	}
	return nil
}

// writeJSON writes the JSON report, one line a file.
func (s *Spool) writeJSON(w io.Writer, sum *Summary) error {
	head, err := json.Marshal(struct {
		Schema  string `json:"schema"`
		Version string `json:"version,omitempty"`
		Totals  Totals `json:"totals"`
		Notes   []Kind `json:"notes"`
		Hosts   []Host `json:"hosts"`
	}{reportSchema, s.version, totalsOf(sum), s.sortedKinds(), s.sortedHosts()})
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
func (s *Spool) writeEntries(w io.Writer, max int) error {
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
