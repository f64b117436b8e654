package article

import (
	"errors"

	"github.com/artx-cli/artx/frontmatter"
)

// ErrNotText is the reason of an [Error] for input that is no text, such as an
// image.
var ErrNotText = errors.New("not text")

// Error says why an input cannot be converted: it is no text ([ErrNotText]), its
// header cannot be read (a [*frontmatter.Error]), its markup cannot be parsed
// ([extract.ErrMarkup]), it goes beyond Options.Limits (a [*LimitError]), or an option makes no sense.
type Error struct {
	Line   int   // 1-based line in the input; 0 if unknown
	Column int   // 1-based, in bytes; 0 if unknown
	Err    error // what is wrong; its text begins with the place where one is known
}

// Error returns the place, where one is known, and what is wrong.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap returns the reason.
func (e *Error) Unwrap() error { return e.Err }

// withPlace makes an [*Error] of err; nil stays nil.
func withPlace(err error) error {
	if err == nil {
		return nil
	}
	e := &Error{Err: err}
	var header *frontmatter.Error
	if errors.As(err, &header) {
		e.Line, e.Column = header.Line, header.Column
	}
	return e
}
