package frontmatter

import (
	"math"
	"strconv"
	"strings"
)

// kind is the type of a node.
type kind uint8

const (
	kindNull kind = iota
	kindBool
	kindInt
	kindFloat
	kindTime // a date of YAML or TOML that no quotes surround
	kindText
	kindList
	kindMap
)

// style is how a YAML node was written, so that a changed one stays alike.
type style uint8

const (
	styleAuto style = iota // plain, or quoted if it has to be
	styleSingle
	styleDouble
	styleLiteral
	styleFolded
	styleFlow // of lists and mappings
)

// node is a value of any of the three formats.
type node struct {
	kind   kind
	style  style
	indent int8    // column of a block list or mapping below a key at the margin; -1 if unknown
	text   string  // of text its content, of other scalars the literal as it stood
	items  []*node // of a list
	pairs  []pair  // of a mapping, in order
	above  string  // comment lines above a list item or a key, without line end
	beside string  // comment behind it
	below  string  // comment lines below it
}

// pair is one key of a mapping.
type pair struct {
	key   string
	value *node
}

func textNode(s string) *node { return &node{kind: kindText, text: s, indent: -1} }

func listNode(items ...string) *node {
	n := &node{kind: kindList, indent: -1}
	for _, s := range items {
		n.items = append(n.items, textNode(s))
	}
	return n
}

// get returns the value of key in a mapping, or nil.
func (n *node) get(key string) *node {
	if n == nil || n.kind != kindMap {
		return nil
	}
	for _, p := range n.pairs {
		if p.key == key {
			return p.value
		}
	}
	return nil
}

// put sets key in a mapping.
func (n *node) put(key string, v *node) {
	for i := range n.pairs {
		if n.pairs[i].key == key {
			n.pairs[i].value = v
			return
		}
	}
	n.pairs = append(n.pairs, pair{key, v})
}

// putBeside adds key to a mapping that may hold it already, with another value
// that is not to be lost; it then gets another name.
func (n *node) putBeside(key string, v *node) {
	for old := n.get(key); old != nil && !old.equal(v); old = n.get(key) {
		key += "_"
	}
	n.put(key, v)
}

// keepBelow drops the comments below n and its parts that do not stand in raw:
// those at the left margin belong to the next key.
func (n *node) keepBelow(raw string) {
	if line, _, _ := strings.Cut(n.below, "\n"); line != "" && !strings.Contains(raw, line) {
		n.below = ""
	}
	for _, item := range n.items {
		item.keepBelow(raw)
	}
	for _, p := range n.pairs {
		p.value.keepBelow(raw)
	}
}

// scalar reports whether n is neither a list nor a mapping.
func (n *node) scalar() bool { return n.kind < kindList }

// empty reports whether n says nothing: null, blank text, no items, no keys.
func (n *node) empty() bool {
	switch n.kind {
	case kindNull:
		return true
	case kindText:
		return strings.TrimSpace(n.text) == ""
	case kindList:
		return len(n.items) == 0
	case kindMap:
		return len(n.pairs) == 0
	}
	return false
}

// boolean returns the value of a kindBool node.
func (n *node) boolean() bool {
	return n.text != "" && (n.text[0] == 't' || n.text[0] == 'T')
}

// integer returns the decimal digits of a kindInt node, which may be written
// in any base of YAML or TOML and be larger than 64 bits.
func (n *node) integer() (string, bool) {
	s := strings.TrimPrefix(strings.ReplaceAll(n.text, "_", ""), "+")
	if v, err := strconv.ParseInt(s, 0, 64); err == nil {
		return strconv.FormatInt(v, 10), true
	}
	if v, err := strconv.ParseUint(s, 0, 64); err == nil {
		return strconv.FormatUint(v, 10), true
	}
	return "", false
}

// float returns the value of a kindFloat node.
func (n *node) float() float64 {
	s := strings.ReplaceAll(n.text, "_", "")
	sign := 1.0
	if t := strings.TrimLeft(s, "+-"); len(t) == 4 && t[0] == '.' || len(t) == 3 && (t[0] == 'i' || t[0] == 'n') {
		if s[0] == '-' {
			sign = -1
		}
		if strings.EqualFold(strings.TrimPrefix(t, "."), "inf") {
			return math.Inf(int(sign))
		}
		if strings.EqualFold(strings.TrimPrefix(t, "."), "nan") {
			return math.NaN()
		}
	}
	v, _ := strconv.ParseFloat(s, 64) // out of range gives an infinity, which is what YAML reads too
	return v
}

// equal reports whether two nodes hold the same value, however written.
func (n *node) equal(m *node) bool {
	if n.kind != m.kind {
		return false
	}
	switch n.kind {
	case kindList:
		if len(n.items) != len(m.items) {
			return false
		}
		for i := range n.items {
			if !n.items[i].equal(m.items[i]) {
				return false
			}
		}
		return true
	case kindMap:
		if len(n.pairs) != len(m.pairs) {
			return false
		}
		for i := range n.pairs {
			if n.pairs[i].key != m.pairs[i].key || !n.pairs[i].value.equal(m.pairs[i].value) {
				return false
			}
		}
		return true
	case kindNull:
		return true
	case kindBool:
		return n.boolean() == m.boolean()
	case kindInt:
		a, _ := n.integer()
		b, _ := m.integer()
		return a == b
	case kindFloat:
		a, b := n.float(), m.float()
		return a == b || math.IsNaN(a) && math.IsNaN(b)
	}
	return n.text == m.text
}
