package report

import (
	"time"

	"github.com/artx-cli/artx/note"
)

// Status is what became of one input.
type Status string

// What can become of an input.
const (
	Converted Status = "converted"
	Unchanged Status = "unchanged"
	Skipped   Status = "skipped"
	Failed    Status = "failed"
	Differs   Status = "differs" // would be converted, if the run were not only comparing
)

// File is one input in reports and in JSON log lines.
type File struct {
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
	Earlier  []NoteCount `json:"earlier_notes,omitempty"`
	Images   []Host      `json:"images,omitempty"`
}

// Host counts the images of one host; "" stands for relative addresses.
type Host struct {
	Host     string `json:"host"`
	Images   int    `json:"images"`
	Resolved int    `json:"resolved"`
}

// NoteCount is how often an article has a note.
type NoteCount struct {
	Code  string     `json:"code"`
	Level note.Level `json:"level"`
	Count int        `json:"count"`
}

// Kind is one kind of note in reports.
type Kind struct {
	Code  string     `json:"code"`
	Level note.Level `json:"level"`
	Count int        `json:"count"`
	Files int        `json:"files"`
}

// Summary is what a run came to.
type Summary struct {
	Converted   int // written, or printed
	Unchanged   int // what is there is right already
	Skipped     int // not an article
	Failed      int
	Differ      int // with List, Diff or Check: would change, or did if InPlace is set too
	Pruned      int
	Warnings    int            // notes of level warning, those of unchanged files included
	Notes       map[string]int // notes by code, those of unchanged files included
	Bytes       int64          // read
	Elapsed     time.Duration
	Interrupted bool // the context ended before all was done
	DryRun      bool // nothing was done: the numbers are what would be
	Seen        int  // inputs that came to anything
	Copied      int  // assets
}

// Count takes in what became of one input, which differs tells of beside its status.
func (s *Summary) Count(f *File, differs bool) {
	switch f.Status {
	case Converted:
		s.Converted++
	case Unchanged:
		s.Unchanged++
	case Skipped:
		s.Skipped++
	case Failed:
		s.Failed++
	}
	s.Seen++
	if differs {
		s.Differ++
	}
	s.Bytes += f.BytesIn
	for _, n := range f.Notes {
		s.Notes[n.Code]++
		if n.Level == note.Warning {
			s.Warnings++
		}
	}
	for _, c := range f.Earlier {
		s.Notes[c.Code] += c.Count
		if c.Level == note.Warning {
			s.Warnings += c.Count
		}
	}
}

// Totals is a [Summary] in reports.
type Totals struct {
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

func totalsOf(s *Summary) Totals {
	return Totals{
		Files: s.Seen, Converted: s.Converted, Unchanged: s.Unchanged, Skipped: s.Skipped, Failed: s.Failed,
		Differ: s.Differ, Pruned: s.Pruned, Warnings: s.Warnings, Bytes: s.Bytes,
		Seconds: float64(s.Elapsed.Milliseconds()) / 1000, Stopped: s.Interrupted, DryRun: s.DryRun,
	}
}

// Pages are the source and the result of an article as a reader has them, in HTML or
// in whatever form of it the taker wants.
type Pages struct {
	Source, Result []byte
	Marks          []int // the notes that the source has a mark for, by their index
}
