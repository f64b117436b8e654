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
		// The brace takes the place of nothing, so that offsets are one too high.
		src = braced(header)
		first = max(first, 1)
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
	for r.dec.More() {
		tok, err := r.dec.Token()
		if err != nil {
			return err
		}
		line := first + bytes.Count(src[:r.dec.InputOffset()], lf)
		v, err := r.value(0)
		if err != nil {
			return err
		}
		d.fields = append(d.fields, &field{key: tok.(string), value: v, line: line})
	}
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
		return nil, fmt.Errorf("more than %d values", maxNodes)
	}
	if depth > maxDepth {
		return nil, fmt.Errorf("nested deeper than %d levels", maxDepth)
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
		at[key] = len(n.pairs)
		n.pairs = append(n.pairs, pair{key, v})
	}
	_, err := r.dec.Token()
	return n, err
}

// json writes the header as JSON.
func (w *writer) json() []byte {
	var members []byte
	for i, f := range w.fields {
		if i > 0 {
			members = append(members, ",\n"...)
		}
		members = append(append(members, "  "...), appendJSONString(nil, f.key)...)
		members = append(members, ": "...)
		members = appendJSONIndent(members, f.value, 1)
	}
	return w.jsonFrame(members)
}

// jsonFrame puts braces and fences around the members.
func (w *writer) jsonFrame(members []byte) []byte {
	d := w.d
	open, shut := "", ""
	if w.native {
		open, shut = d.open, d.shut
	}
	body := "{\n" + string(members) + "\n}"
	if len(members) == 0 {
		body = "{}"
	}
	if w.native && d.whole != "" {
		if w.untouched() {
			body = strings.TrimRight(d.whole, "\r\n")
		} else if !strings.HasPrefix(strings.TrimSpace(d.whole), "{") {
			body = string(members)
		}
	}
	out := body + "\n"
	if open != "" {
		out = open + "\n" + out
	}
	if shut = strings.TrimPrefix(shut, "\n"); shut != "" {
		out += shut + "\n"
	}
	if d.newline != "\n" {
		out = strings.ReplaceAll(strings.ReplaceAll(out, "\r\n", "\n"), "\n", d.newline)
	}
	return []byte(out)
}

// appendJSONIndent writes n with two spaces a level; lists of scalars stay on
// one line.
func appendJSONIndent(b []byte, n *node, level int) []byte {
	newline := func() { b = appendIndent(append(b, '\n'), 2*level+2) }
	switch {
	case n.kind == kindMap && len(n.pairs) > 0:
		b = append(b, '{')
		for i, p := range n.pairs {
			if i > 0 {
				b = append(b, ',')
			}
			newline()
			b = append(appendJSONString(b, p.key), ": "...)
			b = appendJSONIndent(b, p.value, level+1)
		}
		b = appendIndent(append(b, '\n'), 2*level)
		return append(b, '}')
	case n.kind == kindList && len(n.items) > 0:
		b = append(b, '[')
		for i, item := range n.items {
			if i > 0 {
				b = append(b, ',')
			}
			newline()
			b = appendJSONIndent(b, item, level+1)
		}
		b = appendIndent(append(b, '\n'), 2*level)
		return append(b, ']')
	}
	return appendJSON(b, n)
}
