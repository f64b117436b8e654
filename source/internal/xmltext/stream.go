// Package xmltext reads the XML of exports and feeds, broken or not: the records
// of a stream, their elements, and XHTML as HTML.
package xmltext

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/artx-cli/artx/source/internal/limit"
)

// Exports are read by a lexer of our own instead of encoding/xml for three
// reasons: it goes on behind a record that is broken, where encoding/xml stays
// at its first error; it knows where in the file each record is; and it passes
// over gigabytes of CDATA as fast as they can be searched. It never expands an
// entity that a document defines, so there is no bomb to guard against.

// Stream finds the records of an XML document, such as the <item>s of a
// feed. Records do not nest.
type Stream struct {
	r      io.Reader
	limit  int             // bytes of a record
	record map[string]bool // names of elements, without prefixes
	open   string          // the name of the current record, with its prefix; "" outside

	buf    []byte
	pos    int   // where in buf the lexer stands
	base   int64 // offset of buf[0] in the document
	mark   int   // where in buf the current record begins; -1 outside
	hold   int   // where in buf the tag that is being read begins; -1 outside
	over   bool  // the current record is larger than limit and was let go
	eof    bool
	Err    error  // of reading, other than the end
	root   string // name of the document's element
	Closed bool   // its end tag was read
	Prolog []byte // the start of the document up to the first record
}

// chunk is how much is read at a time.
const chunk = 64 << 10

// NewStream reads r, which is decoded by what its first bytes say. No record
// may have more bytes than maxSize. The names are those of the elements that are
// records.
func NewStream(r *bufio.Reader, maxSize int64, names ...string) *Stream {
	s := &Stream{limit: int(maxSize), hold: -1, record: map[string]bool{}}
	for _, n := range names {
		s.record[n] = true
	}
	head, _ := r.Peek(1024)
	s.r = r
	if label := encodingOf(head); label != "" {
		if enc, name := charset.Lookup(label); enc != nil && name != "utf-8" {
			s.r = enc.NewDecoder().Reader(r)
		}
	}
	return s
}

// Offset is where in the document the stream stands.
func (s *Stream) Offset() int64 { return s.base + int64(s.pos) }

// fill reads more. It reports false at the end. What is neither part of the
// current record nor still to be read is let go.
func (s *Stream) fill() bool {
	if s.eof {
		return false
	}
	s.letGo(s.kept())
	// Reading as much again as is held keeps long records from being copied often.
	s.buf = grow(s.buf, max(chunk, len(s.buf)))
	n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
	s.buf = s.buf[:len(s.buf)+n]
	if err != nil {
		s.eof = true
		if !errors.Is(err, io.EOF) {
			s.Err = err
		}
	}
	return n > 0 || !s.eof
}

// kept is where in buf that begins which is still needed.
func (s *Stream) kept() int {
	keep := s.pos
	if s.hold >= 0 && s.pos-s.hold > s.limit {
		s.hold = -1
	}
	if s.hold >= 0 {
		keep = s.hold
	}
	if s.mark < 0 {
		return keep
	}
	if s.over = s.over || s.pos-s.mark > s.limit; s.over {
		s.mark = keep
	}
	return min(keep, s.mark)
}

// letGo drops the first n bytes of buf.
func (s *Stream) letGo(n int) {
	if n == 0 {
		return
	}
	s.buf = s.buf[:copy(s.buf, s.buf[n:])]
	s.base, s.pos = s.base+int64(n), s.pos-n
	s.mark, s.hold = max(s.mark-n, -1), max(s.hold-n, -1)
}

func grow(b []byte, n int) []byte {
	if cap(b)-len(b) >= n {
		return b
	}
	return append(make([]byte, 0, len(b)+n), b...)
}

// need makes n bytes available at pos, if there are that many.
func (s *Stream) need(n int) bool {
	for len(s.buf)-s.pos < n {
		if !s.fill() {
			return false
		}
	}
	return true
}

// until moves behind the next term. It reports false, and moves to the end, if
// there is none.
func (s *Stream) until(term string) bool {
	for {
		if i := bytes.Index(s.buf[s.pos:], []byte(term)); i >= 0 {
			s.pos += i + len(term)
			return true
		}
		s.pos = max(s.pos, len(s.buf)-len(term)+1)
		if !s.fill() {
			s.pos = len(s.buf)
			return false
		}
	}
}

// tag moves behind the > that ends the tag at pos, minding quotes, and returns
// the tag's name and whether it closes itself.
func (s *Stream) tag() (name string, selfClosing, ok bool) {
	var quote, last byte
	reading := true
	var b []byte
	for i := 0; ; i++ {
		if s.pos >= len(s.buf) && !s.fill() {
			return string(b), false, false
		}
		ch := s.buf[s.pos]
		s.pos++
		switch {
		case quote != 0:
			if ch == quote {
				quote = 0
			}
		case ch == '>':
			return string(b), last == '/', true
		case (ch == '"' || ch == '\'') && last == '=':
			quote, reading = ch, false
		case IsSpace(ch) || ch == '/' && i > 0:
			reading = false
		}
		if reading && len(b) < maxName {
			b = append(b, ch)
		}
		if !IsSpace(ch) {
			last = ch
		}
	}
}

// maxName is longer than any name of an element that is looked for.
const maxName = 64

// IsSpace tells whether c is white space of XML.
func IsSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// Record is one record as it stands in the document.
type Record struct {
	Offset int64
	Raw    []byte // from < to >; only until the next one is read
	Err    error  // it is too large, or does not end
}

// Next returns the next record. It reports false at the end of the document.
func (s *Stream) Next() (Record, bool) {
	var begin int64
	for {
		start, kind, name := s.token()
		switch {
		case kind == markupEnd:
			if open := s.open; open != "" {
				s.open = ""
				return Record{Offset: begin, Err: fmt.Errorf("<%s> does not end: the file is %w", open, limit.ErrTruncated)}, true
			}
			return Record{}, false
		case kind == markupOpen && s.record[Local(name)]:
			if open := s.open; open != "" {
				s.pos, s.mark, s.open = int(start-s.base), -1, ""
				return Record{Offset: begin, Err: fmt.Errorf("<%s> does not end before the next one", open)}, true
			}
			s.keepProlog(start)
			begin, s.open = start, name
			s.mark, s.over = int(start-s.base), false
		case kind == markupEmpty && s.record[Local(name)] && s.open == "":
			s.keepProlog(start)
		case kind == markupClose && name == s.open && name != "":
			return s.take(begin), true
		case kind == markupOpen && s.root == "":
			s.root = name
		case kind == markupClose && name == s.root && s.open != "":
			open := s.open
			s.Closed, s.mark, s.open = true, -1, ""
			return Record{Offset: begin, Err: fmt.Errorf("<%s> does not end", open)}, true
		case kind == markupClose && name == s.root:
			s.Closed = true
		}
	}
}

// take ends the current record.
func (s *Stream) take(begin int64) Record {
	rec := Record{Offset: begin}
	if s.over || s.pos-s.mark > s.limit {
		rec.Err = limit.TooLarge(int64(s.limit))
	} else {
		rec.Raw = s.buf[s.mark:s.pos]
	}
	s.mark, s.over, s.open = -1, false, ""
	return rec
}

// keepProlog remembers what stands before the first record.
func (s *Stream) keepProlog(end int64) {
	if s.Prolog == nil {
		s.Prolog = []byte{}
		if !s.over && s.mark >= 0 {
			s.Prolog = bytes.Clone(s.buf[s.mark:int(end-s.base)])
		}
		s.mark, s.over = -1, false
	}
}

// What token finds.
const (
	markupEnd = iota
	markupOpen
	markupEmpty
	markupClose
	markupOther
)

// token moves behind the next piece of markup and tells where it begins.
func (s *Stream) token() (start int64, kind int, name string) {
	if !s.until("<") {
		return 0, markupEnd, ""
	}
	start = s.base + int64(s.pos) - 1
	if !s.need(1) {
		return start, markupEnd, ""
	}
	ok := true
	switch ch := s.buf[s.pos]; {
	case ch == '!':
		ok = s.declaration()
		kind = markupOther
	case ch == '?':
		ok = s.until("?>")
		kind = markupOther
	case ch == '/':
		s.pos++
		name, _, ok = s.tag()
		kind = markupClose
	case isNameStart(ch):
		kind, name, ok = s.startTag()
	default:
		kind = markupOther // a < that should have been escaped
	}
	if !ok {
		kind = markupEnd
	}
	return start, kind, name
}

// startTag moves behind the start tag at pos. Of one larger than
// a record nothing is left; it is passed over.
func (s *Stream) startTag() (kind int, name string, ok bool) {
	s.hold = s.pos - 1
	name, empty, ok := s.tag()
	lost := s.hold < 0
	s.hold = -1
	switch {
	case lost:
		return markupOther, "", ok
	case empty:
		return markupEmpty, name, ok
	}
	return markupOpen, name, ok
}

func isNameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
}

// declaration moves behind a comment, a CDATA section or a document type.
func (s *Stream) declaration() bool {
	s.need(len("![CDATA["))
	rest := s.buf[s.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("!--")):
		s.pos += 3
		return s.until("-->")
	case bytes.HasPrefix(rest, []byte("![CDATA[")):
		return s.cdata()
	}
	return s.doctype()
}

// cdata moves behind a CDATA section. One that holds the end of a record, the
// start of another and a second CDATA section has lost its own end: what stands
// in CDATA sections is HTML, in which the three do not follow one another. Then
// it ends before the end of the record.
func (s *Stream) cdata() bool {
	s.pos += len("![CDATA[")
	begin := s.base + int64(s.pos)
	ok := s.until("]]>")
	i := int(begin - s.base)
	if i < 0 || s.mark < 0 {
		return ok // let go
	}
	inside := s.buf[i:s.pos]
	if end := lostEnd(inside, s.open); s.open != "" && end >= 0 {
		s.pos = i + end
		return true
	}
	return ok
}

// Local is a name without its prefix.
func Local(name string) string {
	if _, after, ok := strings.Cut(name, ":"); ok {
		return after
	}
	return name
}

func lostEnd(inside []byte, name string) int {
	end := bytes.Index(inside, []byte("</"+name+">"))
	if end < 0 {
		return -1
	}
	rest := inside[end:]
	open := bytes.Index(rest, []byte("<"+name))
	if open < 0 || !bytes.Contains(rest[open:], []byte("<![CDATA[")) {
		return -1
	}
	return end
}

// doctype moves behind a document type with its internal subset, of which
// nothing is used.
func (s *Stream) doctype() bool {
	depth := 0
	var quote byte
	for {
		if s.pos >= len(s.buf) && !s.fill() {
			return false
		}
		ch := s.buf[s.pos]
		s.pos++
		switch {
		case quote != 0:
			if ch == quote {
				quote = 0
			}
		case ch == '"' || ch == '\'':
			quote = ch
		case ch == '[':
			depth++
		case ch == ']':
			depth--
		case ch == '>' && depth <= 0:
			return true
		}
	}
}
