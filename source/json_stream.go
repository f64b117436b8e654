package source

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// jsonStream walks through a JSON document of any size and takes single values
// out of it. encoding/json keeps a value in memory whatever its size, and stops
// at the first that is broken.
type jsonStream struct {
	r     *bufio.Reader
	pos   int64
	limit int
}

func newJSONStream(c *container) *jsonStream {
	return &jsonStream{r: c.stream, limit: int(c.opt.MaxSize)}
}

func (s *jsonStream) readByte() (byte, error) {
	b, err := s.r.ReadByte()
	if err == nil {
		s.pos++
	} else if errors.Is(err, io.EOF) {
		err = ErrTruncated
	}
	return b, err
}

// peek returns the next byte that is no white space or byte order mark.
func (s *jsonStream) peek() (byte, error) {
	for {
		b, err := s.readByte()
		if err != nil {
			return 0, err
		}
		switch b {
		case ' ', '\t', '\r', '\n', 0xef, 0xbb, 0xbf:
			continue
		}
		s.pos--
		return b, s.r.UnreadByte()
	}
}

// expect reads one byte.
func (s *jsonStream) expect(want byte) error {
	b, err := s.peek()
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
func (s *jsonStream) more(closing byte) (bool, error) {
	b, err := s.peek()
	if err != nil {
		return false, err
	}
	if b == ',' || b == closing {
		if _, err = s.readByte(); err != nil {
			return false, err
		}
	}
	if b == ',' {
		b, err = s.peek()
		return b != closing, err
	}
	return b != closing, nil
}

// members calls f for each key of an object, which has to read or skip its
// value.
func (s *jsonStream) members(f func(key string) error) error {
	if err := s.expect('{'); err != nil {
		return err
	}
	for {
		more, err := s.more('}')
		if err != nil || !more {
			return err
		}
		raw, err := s.value()
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

// elements calls f at each element of a list, which has to read or skip it.
func (s *jsonStream) elements(f func() error) error {
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

// value reads a value of any kind. One larger than the limit is read over, and
// the error is [ErrTooLarge].
func (s *jsonStream) value() ([]byte, error) {
	var b []byte
	n, err := s.scan(func(c byte) {
		if len(b) <= s.limit {
			b = append(b, c)
		}
	})
	if err == nil && n > s.limit {
		return nil, tooLarge(int64(s.limit))
	}
	return b, err
}

// skip reads over a value.
func (s *jsonStream) skip() error {
	_, err := s.scan(func(byte) {})
	return err
}

// scan reads a value byte by byte. Only brackets and strings are minded.
func (s *jsonStream) scan(take func(byte)) (n int, err error) {
	if _, err := s.peek(); err != nil {
		return 0, err
	}
	depth, inString, escaped := 0, false, false
	for {
		b, err := s.readByte()
		if err != nil {
			return n, err
		}
		if !inString && depth == 0 && n > 0 && endsScalar(b) {
			s.pos--
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

// jsonTypeError names the key whose value has another type than it should.
func jsonTypeError(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%q is %s; it has to be %s", wrong.Field, wrong.Value, wrong.Type)
	}
	return fmt.Errorf("not valid JSON: %w", err)
}
