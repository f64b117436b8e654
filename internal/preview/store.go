package preview

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"

	"github.com/artx-cli/artx/internal/report"
)

// Store keeps a preview for a server: panes in a temporary file that has no name
// where the system allows it, compressed; the index in memory.
type Store struct {
	collector
	file  *os.File
	size  int64
	panes map[string]span
}

// span is a part of a file.
type span struct{ at, size int64 }

// NewStore begins a preview by a program of that version.
func NewStore(version string) (*Store, error) {
	file, err := os.CreateTemp("", "artx-preview-")
	if err != nil {
		return nil, fmt.Errorf("no room for the preview: %w", err)
	}
	os.Remove(file.Name()) // nothing stays after a kill; where open files cannot be removed, Close does it
	s := &Store{collector: collector{version: version}, file: file, panes: make(map[string]span)}
	s.put = s.write
	return s, nil
}

func (s *Store) write(name string, page []byte) error {
	if _, err := s.file.Write(page); err != nil {
		return fmt.Errorf("no room for the preview: %w", err)
	}
	s.panes[name] = span{s.size, int64(len(page))}
	s.size += int64(len(page))
	return nil
}

// Prepare makes panes as a store holds them; it may be called concurrently.
func (s *Store) Prepare(p *report.Pages) {
	p.Source, p.Result = pack(p.Source), pack(p.Result)
}

func pack(page []byte) []byte {
	var out bytes.Buffer
	w, _ := gzip.NewWriterLevel(&out, gzip.BestSpeed) // a level that there is
	w.Write(page)                                     // a buffer takes all
	w.Close()
	return out.Bytes()
}

// Add takes what became of an input, and its panes, nil for none, in order.
func (s *Store) Add(f *report.File, pages *report.Pages) error { return s.add(f, pages) }

// Count is how many posts there are.
func (s *Store) Count() int { return s.count }

// Empty tells whether there is nothing to look at: no post has panes.
func (s *Store) Empty() bool { return len(s.panes) == 0 }

// Close removes what is kept.
func (s *Store) Close() {
	s.file.Close()
	os.Remove(s.file.Name())
}

// open reads a pane in its compressed form; nil if there is none of that name.
func (s *Store) open(name string) io.Reader {
	at, ok := s.panes[name]
	if !ok {
		return nil
	}
	return io.NewSectionReader(s.file, at.at, at.size)
}
