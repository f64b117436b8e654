package frontmatter

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/artx-cli/artx/frontmatter/internal/plain"
)

// nodeOf turns a Go value into a node.
func nodeOf(value any) *node {
	switch v := value.(type) {
	case nil:
		return &node{kind: kindNull, indent: -1}
	case string:
		return textNode(strings.ToValidUTF8(v, "\ufffd"))
	case bool:
		return &node{kind: kindBool, text: strconv.FormatBool(v), indent: -1}
	case Date:
		return dateNode(v)
	case time.Time:
		return dateNode(DateOf(v))
	case []string:
		return listNode(v...)
	case []any:
		n := listNode()
		for _, item := range v {
			n.items = append(n.items, nodeOf(item))
		}
		return n
	case map[string]any:
		n := &node{kind: kindMap, indent: -1}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			n.pairs = append(n.pairs, pair{key, nodeOf(v[key])})
		}
		return n
	}
	return numberNode(value)
}

// dateNode returns a date, null if it is none.
func dateNode(d Date) *node {
	if d.IsZero() {
		return &node{kind: kindNull, indent: -1}
	}
	return &node{kind: kindTime, text: d.String(), indent: -1}
}

// numberNode returns a number, or the text of anything else.
func numberNode(value any) *node {
	v := reflect.ValueOf(value)
	switch {
	case v.CanInt():
		return &node{kind: kindInt, text: strconv.FormatInt(v.Int(), 10), indent: -1}
	case v.CanUint():
		return &node{kind: kindInt, text: strconv.FormatUint(v.Uint(), 10), indent: -1}
	case v.CanFloat():
		return &node{kind: kindFloat, text: yamlFloat(v.Float()), indent: -1}
	}
	return textNode(strings.ToValidUTF8(fmt.Sprint(value), "\ufffd"))
}

// yamlFloat writes f so that YAML reads a float again.
func yamlFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return ".nan"
	case math.IsInf(f, 1):
		return ".inf"
	case math.IsInf(f, -1):
		return "-.inf"
	}
	s := strconv.FormatFloat(f, 'g', -1, 64)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return s
}

// plain returns the Go value of n.
func (n *node) plain() any {
	switch n.kind {
	case kindNull:
		return nil
	case kindBool:
		return n.boolean()
	case kindInt:
		if s, ok := n.integer(); ok {
			if v, err := strconv.ParseInt(s, 10, 64); err == nil {
				return v
			}
		}
	case kindFloat:
		return n.float()
	case kindList:
		out := make([]any, len(n.items))
		for i, item := range n.items {
			out[i] = item.plain()
		}
		return out
	case kindMap:
		out := make(map[string]any, len(n.pairs))
		for _, p := range n.pairs {
			out[p.key] = p.value.plain()
		}
		return out
	}
	return n.text
}

// root returns the whole header as a mapping.
func (d *Document) root() *node {
	n := &node{kind: kindMap, indent: -1, pairs: make([]pair, len(d.fields))}
	for i, f := range d.fields {
		n.pairs[i] = pair{f.key, f.value}
	}
	return n
}

// MarshalJSON returns every key in order with plain JSON values. Dates are
// strings as they stood, numbers that JSON does not have (.inf, .nan) too.
func (d *Document) MarshalJSON() ([]byte, error) {
	return appendJSON(nil, d.root()), nil
}

// appendJSON writes n as compact JSON.
func appendJSON(b []byte, n *node) []byte {
	switch n.kind {
	case kindNull:
		return append(b, "null"...)
	case kindBool:
		return strconv.AppendBool(b, n.boolean())
	case kindInt:
		if s, ok := n.integer(); ok {
			return append(b, s...)
		}
		if json.Valid([]byte(n.text)) {
			return append(b, n.text...)
		}
	case kindFloat:
		if s, ok := jsonFloat(n); ok {
			return append(b, s...)
		}
	case kindList:
		b = append(b, '[')
		for i, item := range n.items {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendJSON(b, item)
		}
		return append(b, ']')
	case kindMap:
		b = append(b, '{')
		for i, p := range n.pairs {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(appendJSONString(b, p.key), ':')
			b = appendJSON(b, p.value)
		}
		return append(b, '}')
	}
	return appendJSONString(b, n.text)
}

// jsonFloat returns the JSON number of a float: as it stood if it is one.
func jsonFloat(n *node) (string, bool) {
	if json.Valid([]byte(n.text)) {
		return n.text, true
	}
	f := n.float()
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return "", false
	}
	s := strconv.FormatFloat(f, 'g', -1, 64)
	if !strings.ContainsAny(s, ".e") {
		s += ".0"
	}
	return s, true
}

// appendJSONString writes s as a JSON string; angle brackets stay readable.
func appendJSONString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < 0x7f {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if plain.PrintableRune(r) && (r != utf8.RuneError || size != 1) {
				i += size
				continue
			}
			// YAML reads JSON, but ends lines at more characters.
			b = append(append(b, s[start:i]...), `\u`...)
			b = appendHex(b, uint32(r), 4)
			i += size
			start = i
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, `\n`...)
		case '\t':
			b = append(b, `\t`...)
		case '\r':
			b = append(b, `\r`...)
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		start = i
	}
	b = append(b, s[start:]...)
	return append(b, '"')
}

// flat returns n as one line for a message.
func (n *node) flat() string {
	if n.scalar() {
		return n.text
	}
	return string(appendFlow(nil, n))
}
