package rules

import (
	"fmt"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// CompileQueries compiles CSS selectors. goquery itself would take a bad one
// for one that matches nothing.
func CompileQueries(list []string) ([]goquery.Matcher, error) {
	compiled := make([]goquery.Matcher, 0, len(list))
	for _, s := range list {
		query, err := cascadia.Compile(s)
		if err != nil {
			return nil, fmt.Errorf("selector %q: %w", s, err)
		}
		compiled = append(compiled, query)
	}
	return compiled, nil
}

// selectorTable finds the rows for an element by its tag, id and classes, so that
// no row costs anything on elements that are unlike its selector.
type selectorTable struct {
	rows    []compound
	byClass map[string][]int
	byID    map[string][]int
	byTag   map[string][]int // rows without class or id, but with a tag
	byAttr  map[string][]int // rows with only an attribute
	idStart []int            // rows that only ask how an id begins
	inClass []int            // rows that only ask what a class holds
}

// compound is a compiled compound selector.
type compound struct {
	tag, id string
	classes []string
	attrs   []attrTest
}

type attrTest struct {
	name, value string
	op          byte // 0: present, '=', '^', '*'
}

func newSelectorTable() *selectorTable {
	return &selectorTable{byClass: map[string][]int{}, byID: map[string][]int{}, byTag: map[string][]int{}, byAttr: map[string][]int{}}
}

// add compiles a selector; its number is how many were added before.
func (t *selectorTable) add(selector string) error {
	c, err := parseCompound(selector)
	if err != nil {
		return fmt.Errorf("%q: %w", selector, err)
	}
	i := len(t.rows)
	t.rows = append(t.rows, c)
	switch {
	case len(c.classes) > 0:
		t.byClass[c.classes[0]] = append(t.byClass[c.classes[0]], i)
	case c.id != "":
		t.byID[c.id] = append(t.byID[c.id], i)
	case c.tag != "":
		t.byTag[c.tag] = append(t.byTag[c.tag], i)
	case c.attrs[0].name == "id" && c.attrs[0].op != 0:
		t.idStart = append(t.idStart, i)
	case c.attrs[0].name == "class" && c.attrs[0].op != 0:
		t.inClass = append(t.inClass, i)
	default:
		t.byAttr[c.attrs[0].name] = append(t.byAttr[c.attrs[0].name], i)
	}
	return nil
}

// parseCompound parses one compound selector.
func parseCompound(s string) (c compound, err error) {
	rest := strings.TrimSpace(s)
	if rest == "" || strings.ContainsAny(rest, " >+~,:") {
		return c, fmt.Errorf("want one compound selector of tag, #id, .class and [attribute]")
	}
	end := strings.IndexAny(rest, "#.[")
	if end < 0 {
		end = len(rest)
	}
	c.tag, rest = strings.ToLower(rest[:end]), rest[end:]
	if !isSelectorName(c.tag) {
		return c, fmt.Errorf("%q is not the name of an element", c.tag)
	}
	for rest != "" {
		kind := rest[0]
		if kind == '[' {
			inner, after, ok := strings.Cut(rest[1:], "]")
			if !ok || inner == "" {
				return c, fmt.Errorf("missing ]")
			}
			test := parseAttrTest(inner)
			if test.name == "" || !isSelectorName(test.name) {
				return c, fmt.Errorf("[%s]: want [name], [name=value], [name^=value] or [name*=value]", inner)
			}
			c.attrs, rest = append(c.attrs, test), after
			continue
		}
		rest = rest[1:]
		if end = strings.IndexAny(rest, "#.["); end < 0 {
			end = len(rest)
		}
		if end == 0 || !isSelectorName(rest[:end]) {
			return c, fmt.Errorf("missing name behind %q", kind)
		}
		if kind == '#' {
			c.id = rest[:end]
		} else {
			c.classes = append(c.classes, rest[:end])
		}
		rest = rest[end:]
	}
	return c, nil
}

// isSelectorName tells whether s could be a name in a selector, or nothing.
func isSelectorName(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool {
		return r < 0x80 && r != '-' && r != '_' && (r < '0' || r > '9' && r < 'A' || r > 'Z' && r < 'a' || r > 'z')
	}) < 0
}

func parseAttrTest(s string) attrTest {
	name, value, ok := strings.Cut(s, "=")
	t := attrTest{name: name, value: strings.Trim(value, `"'`)}
	if !ok {
		return t
	}
	t.op = '='
	if n := len(name) - 1; n > 0 && (name[n] == '^' || name[n] == '*') {
		t.op, t.name = name[n], name[:n]
	}
	return t
}

func (c *compound) matches(n *html.Node) bool {
	if c.tag != "" && c.tag != n.Data || c.id != "" && dom.Attr(n, "id") != c.id {
		return false
	}
	for _, class := range c.classes {
		if !dom.HasClass(n, class) {
			return false
		}
	}
	for _, t := range c.attrs {
		value, ok := dom.FindAttr(n, t.name)
		switch t.op {
		case '=':
			ok = ok && value == t.value
		case '^':
			ok = ok && strings.HasPrefix(value, t.value)
		case '*':
			ok = ok && strings.Contains(value, t.value)
		}
		if !ok {
			return false
		}
	}
	return true
}

// Find returns the number of the first selector that fits n and that allow lets
// pass, or -1.
func (t *selectorTable) Find(n *html.Node, allow func(int) bool) int {
	if row := t.try(t.byTag[n.Data], n, allow); row >= 0 {
		return row
	}
	for i := range n.Attr {
		row := -1
		switch key, value := n.Attr[i].Key, n.Attr[i].Val; key {
		case "class":
			row = t.byClasses(value, n, allow)
		case "id":
			if row = t.try(t.byID[value], n, allow); row < 0 {
				row = t.try(t.idStart, n, allow)
			}
		case "href", "src", "style", "alt", "title":
		default:
			row = t.try(t.byAttr[key], n, allow)
		}
		if row >= 0 {
			return row
		}
	}
	return -1
}

func (t *selectorTable) byClasses(class string, n *html.Node, allow func(int) bool) int {
	for name := range strings.FieldsSeq(class) {
		if row := t.try(t.byClass[name], n, allow); row >= 0 {
			return row
		}
	}
	return t.try(t.inClass, n, allow)
}

func (t *selectorTable) try(rows []int, n *html.Node, allow func(int) bool) int {
	for _, i := range rows {
		if t.rows[i].matches(n) && allow(i) {
			return i
		}
	}
	return -1
}
