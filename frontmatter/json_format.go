package frontmatter

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// jsonReader reads a JSON header token by token, so that order survives.
type jsonReader struct {
	dec   *json.Decoder
	count int
}

// readJSON fills d from a JSON object, or from the members of one.
func (d *Document) readJSON(header []byte, first int) error {
	src := header
	if t := bytes.TrimSpace(src); len(t) == 0 || t[0] != '{' {
		src = braced(header)
	}
	r := jsonReader{dec: json.NewDecoder(bytes.NewReader(src))}
	r.dec.UseNumber()
	if err := r.object(d, src, first); err != nil {
		line := first + bytes.Count(src[:min(int(r.dec.InputOffset()), len(src))], lf)
		if err == io.EOF || err == io.ErrUnexpectedEOF {
			err = fmt.Errorf("the JSON header ends too early")
		}
		return &Error{Line: line, Msg: "the JSON header cannot be read: " + strings.TrimPrefix(err.Error(), "json: ")}
	}
	d.whole = string(header)
	return nil
}

// object reads the keys at the top.
func (r *jsonReader) object(d *Document, src []byte, first int) error {
	if tok, err := r.dec.Token(); err != nil || tok != json.Delim('{') {
		return fmt.Errorf("it is no object")
	}
	at, line := int(r.dec.InputOffset()), first
	for r.dec.More() {
		tok, err := r.dec.Token()
		if err != nil {
			return err
		}
		if len(d.fields) == maxKeys {
			return errKeys
		}
		start := at + bytes.IndexByte(src[at:], '"')
		line += bytes.Count(src[at:start], lf)
		v, err := r.value(0)
		if err != nil {
			return err
		}
		lead := strings.TrimLeft(string(src[at:start]), ", \t")
		at = int(r.dec.InputOffset())
		d.fields = append(d.fields, &field{key: tok.(string), value: v, line: line, lead: lead, raw: string(src[start:at])})
		line += bytes.Count(src[start:at], lf)
	}
	d.tail = string(src[at : len(src)-1])
	if _, err := r.dec.Token(); err != nil {
		return err
	}
	if len(bytes.TrimSpace(src[r.dec.InputOffset():])) > 0 {
		return fmt.Errorf("something follows the object")
	}
	return nil
}

// value reads one value.
func (r *jsonReader) value(depth int) (*node, error) {
	if r.count++; r.count > maxNodes {
		return nil, errNodes
	}
	if depth > maxDepth {
		return nil, errDepth
	}
	tok, err := r.dec.Token()
	if err != nil {
		return nil, err
	}
	switch t := tok.(type) {
	case json.Delim:
		if t == '[' {
			return r.list(depth)
		}
		return r.mapping(depth)
	case string:
		return textNode(t), nil
	case bool:
		return nodeOf(t), nil
	case json.Number:
		k := kindInt
		if strings.ContainsAny(t.String(), ".eE") || !(&node{text: t.String()}).whole() {
			k = kindFloat
		}
		return &node{kind: k, text: t.String(), indent: -1}, nil
	}
	return nodeOf(nil), nil
}

// whole reports whether the literal is a whole number within 64 bits.
func (n *node) whole() bool {
	_, ok := n.integer()
	return ok
}

func (r *jsonReader) list(depth int) (*node, error) {
	n := listNode()
	for r.dec.More() {
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		n.items = append(n.items, v)
	}
	_, err := r.dec.Token()
	return n, err
}

func (r *jsonReader) mapping(depth int) (*node, error) {
	n := &node{kind: kindMap, indent: -1}
	at := make(map[string]int)
	for r.dec.More() {
		tok, err := r.dec.Token()
		if err != nil {
			return nil, err
		}
		v, err := r.value(depth + 1)
		if err != nil {
			return nil, err
		}
		key := tok.(string)
		if i, twice := at[key]; twice {
			n.pairs[i].value = v
			continue
		}
		if len(at) == maxKeys {
			return nil, errKeys
		}
		at[key] = len(n.pairs)
		n.pairs = append(n.pairs, pair{key, v})
	}
	_, err := r.dec.Token()
	return n, err
}

// json writes the header as JSON.
func (w *writer) json() []byte {
	open, shut, bare := "", "", false
	switch {
	case w.preset != nil:
		open, shut, bare = w.preset.jsonOpen, w.preset.jsonShut, w.preset.jsonBare
	case w.native:
		open, shut, bare = w.d.open, strings.TrimPrefix(w.d.shut, "\n"), w.d.bare()
	}
	var b []byte
	if open != "" {
		b = append(append(b, open...), '\n')
	}
	if w.untouched() && w.d.whole != "" && bare == w.d.bare() {
		b = append(b, strings.TrimRight(w.d.whole, "\r\n")...)
	} else {
		b = w.jsonMembers(b, bare)
	}
	b = append(b, '\n')
	if shut != "" {
		b = append(append(b, shut...), '\n')
	}
	return w.d.endLines(b)
}

// bare reports whether the source is JSON without its braces.
func (d *Document) bare() bool {
	return d.format == JSON && d.whole != "" && !strings.HasPrefix(strings.TrimSpace(d.whole), "{")
}

// jsonMembers writes the object, or without braces what is in it.
func (w *writer) jsonMembers(b []byte, bare bool) []byte {
	start := len(b)
	lead := "\n  "
	if bare {
		lead = "\n"
	} else {
		b = append(b, '{')
		start++
	}
	for i, f := range w.fields {
		if i > 0 {
			b = append(b, ',')
		}
		kept := w.native && f.raw != "" && bare == w.d.bare()
		if kept && (f.lead != "" || i > 0) {
			lead = f.lead
		}
		b = append(b, lead...)
		if kept && !f.changed {
			b = append(b, f.raw...)
			continue
		}
		b = append(appendJSONString(b, f.key), ": "...)
		prefix := strings.TrimLeft(lead, "\r\n")
		unit := prefix
		if unit == "" {
			unit = "  "
		}
		b = appendJSONIndent(b, f.value, prefix, unit)
	}
	if bare {
		return append(b[:start], strings.TrimLeft(string(b[start:]), "\r\n")...)
	}
	if len(w.fields) > 0 && strings.Contains(lead, "\n") {
		b = append(b, '\n')
	}
	return append(b, '}')
}

// endLines gives b the line ends of the source.
func (d *Document) endLines(b []byte) []byte {
	if d.newline == "\n" {
		return b
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(b, []byte("\r\n"), lf), lf, []byte(d.newline))
}

// appendJSONIndent writes n over several lines, each below prefix and unit
// further in on every level.
func appendJSONIndent(b []byte, n *node, prefix, unit string) []byte {
	inner := "\n" + prefix + unit
	switch {
	case n.kind == kindMap && len(n.pairs) > 0:
		b = append(b, '{')
		for i, p := range n.pairs {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendJSONString(append(b, inner...), p.key), ": "...)
			b = appendJSONIndent(b, p.value, prefix+unit, unit)
		}
		return append(append(append(b, '\n'), prefix...), '}')
	case n.kind == kindList && len(n.items) > 0:
		b = append(b, '[')
		for i, item := range n.items {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSONIndent(append(b, inner...), item, prefix+unit, unit)
		}
		return append(append(append(b, '\n'), prefix...), ']')
	}
	return appendJSON(b, n)
}
