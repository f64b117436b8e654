package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/net/html/charset"
)

// Exports are read by a lexer of our own instead of encoding/xml for three
// reasons: it goes on behind a record that is broken, where encoding/xml stays
// at its first error; it knows where in the file each record is; and it passes
// over gigabytes of CDATA as fast as they can be searched. It never expands an
// entity that a document defines, so there is no bomb to guard against.

// xmlStream finds the records of an XML document, such as the <item>s of a
// feed. Records do not nest.
type xmlStream struct {
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
	err    error  // of reading, other than the end
	root   string // name of the document's element
	closed bool   // its end tag was read
	prolog []byte // the start of the document up to the first record
}

// xmlChunk is how much is read at a time.
const xmlChunk = 64 << 10

// newXMLStream reads r, which is decoded by what its first bytes say. The names
// are those of the elements that are records.
func newXMLStream(c *container, names ...string) *xmlStream {
	s := &xmlStream{limit: int(c.opt.MaxSize), hold: -1, record: map[string]bool{}}
	for _, n := range names {
		s.record[n] = true
	}
	head, _ := c.stream.Peek(1024)
	s.r = c.stream
	if label := xmlEncoding(head); label != "" {
		if enc, name := charset.Lookup(label); enc != nil && name != "utf-8" {
			s.r = enc.NewDecoder().Reader(c.stream)
		}
	}
	return s
}

// fill reads more. It reports false at the end. What is neither part of the
// current record nor still to be read is let go.
func (s *xmlStream) fill() bool {
	if s.eof {
		return false
	}
	s.letGo(s.kept())
	// Reading as much again as is held keeps long records from being copied often.
	s.buf = grow(s.buf, max(xmlChunk, len(s.buf)))
	n, err := s.r.Read(s.buf[len(s.buf):cap(s.buf)])
	s.buf = s.buf[:len(s.buf)+n]
	if err != nil {
		s.eof = true
		if !errors.Is(err, io.EOF) {
			s.err = err
		}
	}
	return n > 0 || !s.eof
}

// kept is where in buf that begins which is still needed.
func (s *xmlStream) kept() int {
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
func (s *xmlStream) letGo(n int) {
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
func (s *xmlStream) need(n int) bool {
	for len(s.buf)-s.pos < n {
		if !s.fill() {
			return false
		}
	}
	return true
}

// until moves behind the next term. It reports false, and moves to the end, if
// there is none.
func (s *xmlStream) until(term string) bool {
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
func (s *xmlStream) tag() (name string, selfClosing, ok bool) {
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
		case isXMLSpace(ch) || ch == '/' && i > 0:
			reading = false
		}
		if reading && len(b) < maxXMLName {
			b = append(b, ch)
		}
		if !isXMLSpace(ch) {
			last = ch
		}
	}
}

// maxXMLName is longer than any name of an element that is looked for.
const maxXMLName = 64

func isXMLSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// xmlRecord is one record as it stands in the document.
type xmlRecord struct {
	offset int64
	raw    []byte // from < to >; only until the next one is read
	err    error  // it is too large, or does not end
}

// next returns the next record. It reports false at the end of the document.
func (s *xmlStream) next() (xmlRecord, bool) {
	var begin int64
	for {
		start, kind, name := s.token()
		switch {
		case kind == xmlEnd:
			if open := s.open; open != "" {
				s.open = ""
				return xmlRecord{offset: begin, err: fmt.Errorf("<%s> does not end: the file is %w", open, ErrTruncated)}, true
			}
			return xmlRecord{}, false
		case kind == xmlOpen && s.record[local(name)]:
			if open := s.open; open != "" {
				s.pos, s.mark, s.open = int(start-s.base), -1, ""
				return xmlRecord{offset: begin, err: fmt.Errorf("<%s> does not end before the next one", open)}, true
			}
			s.keepProlog(start)
			begin, s.open = start, name
			s.mark, s.over = int(start-s.base), false
		case kind == xmlEmpty && s.record[local(name)] && s.open == "":
			s.keepProlog(start)
		case kind == xmlClose && name == s.open && name != "":
			return s.take(begin), true
		case kind == xmlOpen && s.root == "":
			s.root = name
		case kind == xmlClose && name == s.root && s.open != "":
			open := s.open
			s.closed, s.mark, s.open = true, -1, ""
			return xmlRecord{offset: begin, err: fmt.Errorf("<%s> does not end", open)}, true
		case kind == xmlClose && name == s.root:
			s.closed = true
		}
	}
}

// take ends the current record.
func (s *xmlStream) take(begin int64) xmlRecord {
	rec := xmlRecord{offset: begin}
	if s.over || s.pos-s.mark > s.limit {
		rec.err = tooLarge(int64(s.limit))
	} else {
		rec.raw = s.buf[s.mark:s.pos]
	}
	s.mark, s.over, s.open = -1, false, ""
	return rec
}

// keepProlog remembers what stands before the first record.
func (s *xmlStream) keepProlog(end int64) {
	if s.prolog == nil {
		s.prolog = []byte{}
		if !s.over && s.mark >= 0 {
			s.prolog = bytes.Clone(s.buf[s.mark:int(end-s.base)])
		}
		s.mark, s.over = -1, false
	}
}

// What token finds.
const (
	xmlEnd = iota
	xmlOpen
	xmlEmpty
	xmlClose
	xmlOther
)

// token moves behind the next piece of markup and tells where it begins.
func (s *xmlStream) token() (start int64, kind int, name string) {
	if !s.until("<") {
		return 0, xmlEnd, ""
	}
	start = s.base + int64(s.pos) - 1
	if !s.need(1) {
		return start, xmlEnd, ""
	}
	ok := true
	switch ch := s.buf[s.pos]; {
	case ch == '!':
		ok = s.declaration()
		kind = xmlOther
	case ch == '?':
		ok = s.until("?>")
		kind = xmlOther
	case ch == '/':
		s.pos++
		name, _, ok = s.tag()
		kind = xmlClose
	case isNameStart(ch):
		kind, name, ok = s.startTag()
	default:
		kind = xmlOther // a < that should have been escaped
	}
	if !ok {
		kind = xmlEnd
	}
	return start, kind, name
}

// startTag moves behind the start tag at pos. Of one larger than
// a record nothing is left; it is passed over.
func (s *xmlStream) startTag() (kind int, name string, ok bool) {
	s.hold = s.pos - 1
	name, empty, ok := s.tag()
	lost := s.hold < 0
	s.hold = -1
	switch {
	case lost:
		return xmlOther, "", ok
	case empty:
		return xmlEmpty, name, ok
	}
	return xmlOpen, name, ok
}

func isNameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
}

// declaration moves behind a comment, a CDATA section or a document type.
func (s *xmlStream) declaration() bool {
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
func (s *xmlStream) cdata() bool {
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

// local is a name without its prefix.
func local(name string) string {
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
func (s *xmlStream) doctype() bool {
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
