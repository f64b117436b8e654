// Package jsontext reads JSON documents of any size value by value.
package jsontext

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/artx-cli/artx/source/internal/limit"
)

// Stream walks through a JSON document of any size and takes single values
// out of it. encoding/json keeps a value in memory whatever its size, and stops
// at the first that is broken.
type Stream struct {
	r     *bufio.Reader
	Pos   int64
	limit int
}

// NewStream reads r. No value that is taken out may have more bytes than
// maxSize.
func NewStream(r *bufio.Reader, maxSize int64) *Stream {
	return &Stream{r: r, limit: int(maxSize)}
}

func (s *Stream) readByte() (byte, error) {
	b, err := s.r.ReadByte()
	if err == nil {
		s.Pos++
	} else if errors.Is(err, io.EOF) {
		err = limit.ErrTruncated
	}
	return b, err
}

// Peek returns the next byte that is no white space or byte order mark.
func (s *Stream) Peek() (byte, error) {
	for {
		b, err := s.readByte()
		if err != nil {
			return 0, err
		}
		switch b {
		case ' ', '\t', '\r', '\n', 0xef, 0xbb, 0xbf:
			continue
		}
		s.Pos--
		return b, s.r.UnreadByte()
	}
}

// expect reads one byte.
func (s *Stream) expect(want byte) error {
	b, err := s.Peek()
	if err != nil {
		return err
	}
	if b != want {
		return fmt.Errorf("not valid JSON: %q where %q was expected", b, want)
	}
	_, err = s.readByte()
	return err
}

// more stands behind a value, or behind the bracket that opens a list or an
// object, and tells whether another one follows. It reads the bracket that
// closes.
func (s *Stream) more(closing byte) (bool, error) {
	b, err := s.Peek()
	if err != nil {
		return false, err
	}
	if b == ',' || b == closing {
		if _, err = s.readByte(); err != nil {
			return false, err
		}
	}
	if b == ',' {
		b, err = s.Peek()
		return b != closing, err
	}
	return b != closing, nil
}

// Members calls f for each key of an object, which has to read or skip its
// value.
func (s *Stream) Members(f func(key string) error) error {
	if err := s.expect('{'); err != nil {
		return err
	}
	for {
		more, err := s.more('}')
		if err != nil || !more {
			return err
		}
		raw, err := s.Value()
		if err != nil {
			return err
		}
		var key string
		if err := json.Unmarshal(raw, &key); err != nil {
			return fmt.Errorf("not valid JSON: %w", err)
		}
		if err := s.expect(':'); err != nil {
			return err
		}
		if err := f(key); err != nil {
			return err
		}
	}
}

// Elements calls f at each element of a list, which has to read or skip it.
func (s *Stream) Elements(f func() error) error {
	if err := s.expect('['); err != nil {
		return err
	}
	for {
		more, err := s.more(']')
		if err != nil || !more {
			return err
		}
		if err := f(); err != nil {
			return err
		}
	}
}

// Value reads a value of any kind. One larger than the limit is read over, and
// the error is [limit.ErrTooLarge].
func (s *Stream) Value() ([]byte, error) {
	var b []byte
	n, err := s.scan(func(c byte) {
		if len(b) <= s.limit {
			b = append(b, c)
		}
	})
	if err == nil && n > s.limit {
		return nil, limit.TooLarge(int64(s.limit))
	}
	return b, err
}

// Skip reads over a value.
func (s *Stream) Skip() error {
	_, err := s.scan(func(byte) {})
	return err
}

// scan reads a value byte by byte. Only brackets and strings are minded.
func (s *Stream) scan(take func(byte)) (n int, err error) {
	if _, err := s.Peek(); err != nil {
		return 0, err
	}
	depth, inString, escaped := 0, false, false
	for {
		b, err := s.readByte()
		if err != nil {
			return n, err
		}
		if !inString && depth == 0 && n > 0 && endsScalar(b) {
			s.Pos--
			return n, s.r.UnreadByte()
		}
		take(b)
		n++
		switch {
		case escaped:
			escaped = false
		case inString:
			escaped, inString = b == '\\', b != '"'
		case b == '"':
			inString = true
		case b == '{' || b == '[':
			depth++
		case b == '}' || b == ']':
			depth--
		}
		if depth <= 0 && !inString && (b == '"' || b == '}' || b == ']') {
			return n, nil
		}
	}
}

func endsScalar(b byte) bool {
	switch b {
	case ',', ':', '}', ']', ' ', '\t', '\r', '\n', '{', '[', '"':
		return true
	}
	return false
}

// TypeError names the key whose value has another type than it should.
func TypeError(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%q is %s; it has to be %s", wrong.Field, wrong.Value, wrong.Type)
	}
	return fmt.Errorf("not valid JSON: %w", err)
}
