package source

import (
	"errors"
	"fmt"

	"github.com/artx-cli/artx/source/internal/limit"
)

// Error is about one record, or about a container that cannot be read further.
// Iteration goes on behind it if anything more can be read.
type Error struct {
	Container string // path of the container, see [Record]
	Record    int    // number of the record; 0 if the error is about the container
	Line      int    // of the record in JSON Lines; 0 for other formats
	Offset    int64  // where the record, or what is broken, begins
	Name      string // of the record, if that is known
	Err       error
}

// Error names the container, the record and its place: `export.xml: record 12
// at byte 3456 ("Title"): …`, or `records.jsonl:12: …`.
func (e *Error) Error() string {
	place := e.Container
	if e.Line > 0 {
		return fmt.Sprintf("%s:%d: %v", place, e.Line, e.Err)
	}
	if e.Record > 0 {
		place += fmt.Sprintf(": record %d at byte %d", e.Record, e.Offset)
	} else if e.Offset > 0 {
		place += fmt.Sprintf(": byte %d", e.Offset)
	}
	if e.Name != "" {
		place += fmt.Sprintf(" (%q)", e.Name)
	}
	return place + ": " + e.Err.Error()
}

// Unwrap returns what is wrong, without the place.
func (e *Error) Unwrap() error { return e.Err }

// Errors that callers can tell apart by [errors.Is].
var (
	// ErrTooLarge is about a record over [Options].MaxSize.
	ErrTooLarge = limit.ErrTooLarge

	// ErrTruncated is about a container that ends in the middle of a record or
	// before its own end.
	ErrTruncated = limit.ErrTruncated

	// ErrNeedsFile is about a container that cannot be read from a stream.
	ErrNeedsFile = errors.New("cannot be read from a stream; give a file")

	// ErrBomb is about data that grows beyond reason when it is unpacked.
	ErrBomb = limit.ErrBomb
)

// UnsupportedError is about a file that artx knows but does not read.
type UnsupportedError struct {
	Format string // such as "a PDF"
	Advice string // what to do instead
}

// Error names the format and what to do.
func (e *UnsupportedError) Error() string {
	return fmt.Sprintf("this is %s, which artx does not read; %s", e.Format, e.Advice)
}
