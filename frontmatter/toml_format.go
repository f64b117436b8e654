package frontmatter

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"
	"github.com/pelletier/go-toml/v2/unstable"
)

// readTOML fills d from a TOML header, whose first line is line first of the
// file.
func (d *Document) readTOML(header []byte, first int) error {
	r := tomlReader{d: d, first: first, root: &node{kind: kindMap, indent: -1}}
	r.table = r.root
	r.p.Reset(header)
	for r.p.NextExpression() {
		if err := r.expression(r.p.Expression()); err != nil {
			return &Error{Line: first, Msg: err.Error()}
		}
	}
	// Only the strict parser knows which keys may not stand twice; it comes
	// second, for its time grows with the square of their number.
	var strict map[string]any
	if err := toml.Unmarshal(header, &strict); err != nil {
		var at *toml.DecodeError
		if errors.As(err, &at) {
			row, col := at.Position()
			return &Error{Line: first + row - 1, Column: col, Msg: "the TOML header cannot be read: " + strings.TrimPrefix(at.Error(), "toml: ")}
		}
		return &Error{Line: first, Msg: "the TOML header cannot be read: " + err.Error()}
	}
	for _, p := range r.root.pairs {
		d.fields = append(d.fields, &field{key: p.key, value: p.value})
	}
	d.whole = string(header)
	r.cut(string(header))
	return nil
}

// tomlPart is a run of lines that belong to one key at the top.
type tomlPart struct {
	key  string
	line int // from 0
}

// cut gives every field its bytes. A key whose lines stand apart keeps none, so
// that a changed header is written anew as a whole.
func (r *tomlReader) cut(text string) {
	lines := strings.SplitAfter(text, "\n")
	parts := r.parts
	if len(parts) != len(r.root.pairs) {
		return
	}
	lead := 0
	for i, part := range parts {
		end := len(lines)
		if i+1 < len(parts) {
			end = parts[i+1].line
		}
		next := leadStart(lines, part.line+1, end, styleAuto)
		f := r.d.field(part.key)
		f.line = r.first + part.line
		f.lead, f.raw = strings.Join(lines[lead:part.line], ""), strings.Join(lines[part.line:next], "")
		if lead = next; i+1 == len(parts) {
			r.d.tail = strings.Join(lines[next:], "")
		}
	}
}

// tomlReader builds nodes in the order of a TOML document, whatever becomes of
// them if the document is wrong.
type tomlReader struct {
	d     *Document
	p     unstable.Parser
	first int
	root  *node
	table *node // that keys go to
	parts []tomlPart
	count int
}

// expression takes one line, or a table header.
func (r *tomlReader) expression(e *unstable.Node) error {
	switch e.Kind {
	case unstable.Table, unstable.ArrayTable:
		return r.open(e)
	case unstable.KeyValue:
		return r.keyValue(r.table, e, 0)
	}
	return nil
}

// open makes the table of a header the current one.
func (r *tomlReader) open(e *unstable.Node) error {
	t := r.root
	depth := 0
	if r.count++; r.count > maxNodes {
		return errNodes
	}
	for it := e.Key(); it.Next(); depth++ {
		if depth > maxDepth {
			return errDepth
		}
		key := string(it.Node().Data)
		if t == r.root {
			r.top(key, it.Node())
		}
		if len(t.pairs) == maxKeys {
			return errKeys
		}
		v := t.get(key)
		last := it.IsLast()
		switch {
		case last && e.Kind == unstable.ArrayTable:
			if v == nil {
				v = listNode()
				t.pairs = append(t.pairs, pair{key, v})
			} else if v.kind != kindList {
				return nil // which the strict parser refuses
			}
			item := &node{kind: kindMap, indent: -1}
			v.items = append(v.items, item)
			v = item
		case v == nil:
			v = &node{kind: kindMap, indent: -1}
			t.pairs = append(t.pairs, pair{key, v})
		case v.kind == kindList && len(v.items) > 0:
			v = v.items[len(v.items)-1]
		}
		t = v
	}
	r.table = t
	return nil
}

// top remembers where the lines of a key at the top begin.
func (r *tomlReader) top(key string, k *unstable.Node) {
	if n := len(r.parts); n > 0 && r.parts[n-1].key == key {
		return
	}
	r.parts = append(r.parts, tomlPart{key, r.p.Shape(k.Raw).Start.Line - 1})
}

// keyValue puts a key, perhaps a dotted one, into t.
func (r *tomlReader) keyValue(t *node, e *unstable.Node, depth int) error {
	v, err := r.value(e.Value(), depth)
	if err != nil {
		return err
	}
	for it := e.Key(); it.Next(); depth++ {
		if depth > maxDepth {
			return errDepth
		}
		key := string(it.Node().Data)
		if t == r.root {
			r.top(key, it.Node())
		}
		if len(t.pairs) == maxKeys {
			return errKeys
		}
		if it.IsLast() {
			t.pairs = append(t.pairs, pair{key, v})
			break
		}
		next := t.get(key)
		if next == nil {
			next = &node{kind: kindMap, indent: -1}
			t.pairs = append(t.pairs, pair{key, next})
		}
		t = next
	}
	return nil
}

// value converts a value.
func (r *tomlReader) value(v *unstable.Node, depth int) (*node, error) {
	if r.count++; r.count > maxNodes {
		return nil, errNodes
	}
	if depth > maxDepth {
		return nil, errDepth
	}
	switch v.Kind {
	case unstable.Array:
		n := listNode()
		for it := v.Children(); it.Next(); {
			if it.Node().Kind == unstable.Comment {
				continue
			}
			item, err := r.value(it.Node(), depth+1)
			if err != nil {
				return nil, err
			}
			n.items = append(n.items, item)
		}
		return n, nil
	case unstable.InlineTable:
		n := &node{kind: kindMap, style: styleFlow, indent: -1}
		for it := v.Children(); it.Next(); {
			if it.Node().Kind == unstable.Comment {
				continue
			}
			if err := r.keyValue(n, it.Node(), depth+1); err != nil {
				return nil, err
			}
		}
		return n, nil
	}
	return tomlScalar(v), nil
}

// tomlScalar converts a scalar.
func tomlScalar(v *unstable.Node) *node {
	n := textNode(string(v.Data))
	switch v.Kind {
	case unstable.Bool:
		n.kind = kindBool
	case unstable.Integer:
		n.kind = kindInt
	case unstable.Float:
		n.kind = kindFloat
		if strings.Trim(n.text, "+-0123456789.") != "" {
			n.text = yamlFloat(n.float()) // exponents and infinities are written otherwise
		}
	case unstable.LocalDate, unstable.LocalDateTime, unstable.DateTime:
		n.kind = kindTime
	}
	return n
}

// toml writes the header as TOML. Keys with scalars and lists come first, for
// they would belong to a table above them.
func (w *writer) toml() []byte {
	open, shut := w.fences("+++", "+++")
	b := append([]byte(open), '\n')
	if w.d.whole != "" && w.untouched() {
		b = appendLines(b, w.d.whole, "\n")
	} else {
		for _, tables := range []bool{false, true} {
			for _, f := range w.fields {
				if w.tomlBelow(f) == tables {
					b = w.tomlField(b, f)
				}
			}
		}
		if w.native {
			b = appendLines(b, w.d.tail, "\n")
		}
	}
	b = append(append(b, shut...), '\n')
	return w.d.endLines(b)
}

// tomlBelow reports whether f is written as a table of its own.
func (w *writer) tomlBelow(f *field) bool {
	if w.native && !f.changed && f.raw != "" {
		return strings.HasPrefix(strings.TrimLeft(f.raw, " \t"), "[")
	}
	return tomlTable(f.value)
}

// tomlField writes one field.
func (w *writer) tomlField(b []byte, f *field) []byte {
	switch {
	case w.native && !f.changed && f.raw != "":
		return appendLines(append(b, f.lead...), f.raw, "\n")
	case w.native:
		b = append(b, f.lead...)
	default:
		b = append(b, comments(f.lead)...)
	}
	if tomlTable(f.value) {
		if len(b) > 0 && !strings.HasSuffix(string(b[max(0, len(b)-2):]), "\n\n") {
			b = append(b, '\n')
		}
		return appendTOMLTable(b, appendTOMLName(nil, f.key), f.value)
	}
	return appendTOMLKey(b, f.key, f.value)
}

// tomlTable reports whether n is written below a header of its own.
func tomlTable(n *node) bool {
	return n.kind == kindMap && n.style != styleFlow
}

// appendTOMLKey writes one line, below its comments.
func appendTOMLKey(b []byte, key string, n *node) []byte {
	b = appendComment(b, n.above, 0)
	b = append(appendTOMLName(b, key), " = "...)
	return append(appendTOMLValue(b, n), '\n')
}

// appendTOMLTable writes the table called path.
func appendTOMLTable(b, path []byte, n *node) []byte {
	b = append(append(append(b, '['), path...), "]\n"...)
	for _, p := range n.pairs {
		if !tomlTable(p.value) {
			b = appendTOMLKey(b, p.key, p.value)
		}
	}
	for _, p := range n.pairs {
		if tomlTable(p.value) {
			b = appendComment(append(b, '\n'), p.value.above, 0)
			sub := appendTOMLName(append(append([]byte(nil), path...), '.'), p.key)
			b = appendTOMLTable(b, sub, p.value)
		}
	}
	return b
}

// appendTOMLName writes a key.
func appendTOMLName(b []byte, key string) []byte {
	bare := key != ""
	for i := 0; i < len(key) && bare; i++ {
		c := key[i]
		bare = c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-'
	}
	if bare {
		return append(b, key...)
	}
	return appendTOMLString(b, key)
}

// appendTOMLValue writes a value on one line. TOML has no null: it becomes an
// empty text.
func appendTOMLValue(b []byte, n *node) []byte {
	switch n.kind {
	case kindNull:
		return append(b, `""`...)
	case kindBool:
		return strconv.AppendBool(b, n.boolean())
	case kindInt:
		if s, ok := n.integer(); ok {
			if _, err := strconv.ParseInt(s, 10, 64); err == nil {
				return append(b, s...)
			}
		}
	case kindFloat:
		if strings.Trim(n.text, "0123456789_+-") != "" { // a whole number of this size has no form in TOML
			return append(b, tomlFloat(n)...)
		}
	case kindTime:
		if s, ok := tomlTime(n.text); ok {
			return append(b, s...)
		}
	case kindList:
		b = append(b, '[')
		for i, item := range n.items {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = appendTOMLValue(b, item)
		}
		return append(b, ']')
	case kindMap:
		if len(n.pairs) == 0 {
			return append(b, "{}"...)
		}
		b = append(b, '{')
		for i, p := range n.pairs {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendTOMLName(append(b, ' '), p.key), " = "...)
			b = appendTOMLValue(b, p.value)
		}
		return append(b, " }"...)
	}
	return appendTOMLString(b, n.text)
}

// tomlFloat returns the TOML form of a float, as it stood if it is one.
func tomlFloat(n *node) string {
	f := n.float()
	whole, fraction, _ := strings.Cut(n.text, ".")
	switch {
	case fraction != "" && strings.Trim(fraction, "0123456789") == "" && strings.Trim(whole, "123456789") == "" && whole != "":
		return n.text
	case math.IsNaN(f):
		return "nan"
	case math.IsInf(f, 0):
		return strings.Replace(yamlFloat(f), ".", "", 1)
	}
	return yamlFloat(f)
}

// tomlTime returns the TOML form of a date.
func tomlTime(text string) (string, bool) {
	d, err := ParseDate(text)
	if err != nil || d.t.Year() > 9999 {
		return "", false
	}
	return d.String(), true
}

// appendTOMLString writes s in double quotes.
func appendTOMLString(b []byte, s string) []byte {
	return appendQuoted(b, s, func(b []byte, r rune) []byte {
		if r < ' ' || r == 0x7f {
			return appendHex(append(b, `\u`...), uint32(r), 4)
		}
		return utf8.AppendRune(b, r)
	})
}
