package frontmatter

import (
	"strings"
	"unicode/utf8"

	"github.com/artx-cli/artx/frontmatter/internal/plain"
)

// scanYAML fills d from a header of the plainest kind, which most are: keys at
// the left margin, each with a scalar on its line, or a list or mapping of such
// below it. It reports false, and leaves d alone, for everything else; what it reads is what the
// general reader reads, and a fuzz test holds the two together.
func (d *Document) scanYAML(text string, first int) bool {
	s := scanner{text: text, line: first}
	lines := strings.Count(text, "\n") + 1
	if lines > maxKeys || !scannable(text) {
		return false
	}
	s.fields, s.nodes = make([]field, 0, lines), make([]node, 0, lines)
	if !s.scan() || len(s.fields) == 0 {
		return false
	}
	d.fields = make([]*field, len(s.fields))
	for i := range s.fields {
		d.fields[i] = &s.fields[i]
	}
	d.tail = text[s.done:]
	return true
}

// scannable reports whether text holds only characters that YAML has no rules
// for, or none but those that the scanner knows.
func scannable(text string) bool {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(text[i:])
			if !plain.PrintableRune(r) || r == utf8.RuneError {
				return false
			}
			i += size - 1
		case c == '\n' || c >= ' ' && c < 0x7f:
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
		default:
			return false
		}
	}
	return true
}

// scanner holds the state of scanYAML. Its slices never grow, so that pointers
// into them stay good.
type scanner struct {
	text   string
	at     int // start of the line to read
	done   int // end of the last line that belongs to a field
	line   int // number of the line at at
	fields []field
	nodes  []node
	below  *node // the list or mapping that lines may be added to, null before the first
	shape  shape // of the key read last
}

// scan reads all lines.
func (s *scanner) scan() bool {
	for s.at < len(s.text) {
		line, next := s.text[s.at:], len(s.text)
		if i := strings.IndexByte(line, '\n'); i >= 0 {
			line, next = line[:i], s.at+i+1
		}
		line = strings.TrimRight(line, " \r")
		if line != "" && line[0] != '#' {
			if !s.content(line, next) {
				return false
			}
			s.done = next
		}
		s.at = next
		s.line++
	}
	return true
}

// content reads a line that is neither blank nor a comment.
func (s *scanner) content(line string, next int) bool {
	if c := line[0]; c == ' ' || c == '-' {
		return s.inner(line, next)
	}
	n := keyLen(line)
	if n == 0 {
		return false
	}
	s.below, s.shape = nil, shapeOf(line[:n])
	s.fields = append(s.fields, field{key: line[:n], line: s.line, lead: s.text[s.done:s.at], raw: s.text[s.at:next]})
	f := &s.fields[len(s.fields)-1]
	if f.value = s.value(line[n+1:]); n+1 == len(line) {
		s.below = f.value
	}
	return f.value != nil
}

// keyLen returns the length of the plain key that line opens with, or 0.
func keyLen(line string) int {
	n := 0
	for n < len(line) && (line[n]|0x20 >= 'a' && line[n]|0x20 <= 'z' || line[n] >= '0' && line[n] <= '9' || line[n] == '_' || line[n] == '-' && n > 0) {
		n++
	}
	if n > 64 || n == len(line) || line[n] != ':' || n+1 < len(line) && line[n+1] != ' ' {
		return 0
	}
	return n
}

// value reads what stands behind the colon of a key, or returns nil.
func (s *scanner) value(v string) *node {
	v = strings.TrimLeft(v, " ")
	switch {
	case v == "":
		return s.node(node{kind: kindNull, indent: -1})
	case v[0] == '[':
		return s.flow(v)
	}
	return s.scalar(v)
}

// node puts n into the slab.
func (s *scanner) node(n node) *node {
	if len(s.nodes) == cap(s.nodes) {
		return &n
	}
	s.nodes = append(s.nodes, n)
	return &s.nodes[len(s.nodes)-1]
}

// inner reads a line below a key: an item of a list or a key of a mapping.
func (s *scanner) inner(line string, next int) bool {
	rest := strings.TrimLeft(line, " ")
	indent := len(line) - len(rest)
	// A comment between the lines belongs to the one below it.
	if s.below == nil || indent > 8 || strings.IndexByte(s.text[s.done:s.at], '#') >= 0 {
		return false
	}
	kind := kindMap
	if rest[0] == '-' {
		kind = kindList
	}
	if s.below.kind == kindNull {
		s.below.kind, s.below.indent = kind, int8(indent)
	}
	if s.below.kind != kind || int(s.below.indent) != indent || kind == kindList && !s.item(rest) || kind == kindMap && !s.pair(rest) {
		return false
	}
	f := &s.fields[len(s.fields)-1]
	f.raw = s.text[s.done-len(f.raw) : next]
	return true
}

// item reads an item of a list.
func (s *scanner) item(line string) bool {
	if len(line) < 3 || line[1] != ' ' {
		return false
	}
	v := s.scalar(strings.TrimLeft(line[1:], " "))
	if v != nil {
		s.below.items = append(s.below.items, v)
	}
	return v != nil
}

// pair reads a key of a mapping.
func (s *scanner) pair(line string) bool {
	n := keyLen(line)
	if n == 0 || s.below.get(line[:n]) != nil {
		return false
	}
	s.shape = shapeAny
	v := s.value(line[n+1:])
	if v != nil {
		s.below.pairs = append(s.below.pairs, pair{line[:n], v})
	}
	return v != nil
}

// scalar reads a scalar that fills the rest of its line, or returns nil.
func (s *scanner) scalar(v string) *node {
	switch v[0] {
	case '\'':
		return s.quoted(v, styleSingle)
	case '"':
		return s.quoted(v, styleDouble)
	}
	if !plainText(v) {
		return nil
	}
	k := resolveScalar(v)
	if s.isText() && (k != kindText || yaml11(v)) {
		return nil // to be repaired
	}
	return s.node(node{kind: k, text: v, indent: -1})
}

// isText reports whether the key's value is text by meaning.
func (s *scanner) isText() bool {
	return s.shape == shapeText || s.shape == shapeWord || s.shape == shapeName || s.shape == shapeLabels
}

// quoted reads a scalar in quotes, of which the only escape is a doubled single
// quote.
func (s *scanner) quoted(v string, st style) *node {
	quote := v[:1]
	if len(v) < 2 || v[len(v)-1:] != quote || st == styleDouble && strings.IndexByte(v, '\\') >= 0 {
		return nil
	}
	text := v[1 : len(v)-1]
	if strings.Contains(text, quote) {
		if st == styleDouble || strings.Contains(strings.ReplaceAll(text, "''", ""), quote) {
			return nil
		}
		text = strings.ReplaceAll(text, "''", quote)
	}
	return s.node(node{kind: kindText, style: st, text: text, indent: -1})
}

// plainText reports whether v is a plain scalar and nothing else.
func plainText(v string) bool {
	if strings.IndexByte("-?:,[]{}#&*!|>'\"%@`", v[0]) >= 0 || v[len(v)-1] == ':' {
		return false
	}
	for i := 1; i < len(v); i++ {
		if c := v[i]; c == '#' && v[i-1] == ' ' || c == ' ' && v[i-1] == ':' {
			return false
		}
	}
	return true
}

// flow reads a list of plain scalars in brackets.
func (s *scanner) flow(v string) *node {
	if v[len(v)-1] != ']' || s.shape == shapeText {
		return nil
	}
	list := s.node(node{kind: kindList, style: styleFlow, indent: -1})
	inner := strings.Trim(v[1:len(v)-1], " ")
	for inner != "" {
		item, rest, more := strings.Cut(inner, ",")
		item = strings.Trim(item, " ")
		if item == "" || strings.ContainsAny(item, "[]{}:?#'\"") || !plainText(item) {
			return nil
		}
		n := s.scalar(item)
		if n == nil {
			return nil
		}
		list.items = append(list.items, n)
		if inner = strings.TrimLeft(rest, " "); more && inner == "" {
			return nil
		}
	}
	return list
}
