package body

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// maxDepth bounds the open elements that flattenMarkup leaves. It is far below the
// parser's 512, since that opens some by itself: tbody and tr in tables, and
// formatting elements anew in each cell.
const maxDepth = 128

// rawTextElements hold text up to their end tag, whatever it looks like.
var rawTextElements = dom.AtomSet(atom.Script, atom.Style, atom.Textarea, atom.Title, atom.Iframe, atom.Noembed, atom.Noframes, atom.Xmp, atom.Plaintext)

// flattenMarkup writes src again with tags in pairs and at most depth elements open:
// what nests deeper loses its tags and keeps its content. It is linear, and
// its output parses whatever src was.
func flattenMarkup(src []byte, depth int) []byte {
	f := flattener{depth: depth, open: map[string]int{}, skipped: map[string]int{}}
	f.out.Grow(len(src))
	z := html.NewTokenizer(bytes.NewReader(src))
	for {
		kind := z.Next()
		raw := z.Raw()
		switch kind {
		case html.ErrorToken:
			f.closeTo(0)
			return f.out.Bytes()
		case html.StartTagToken, html.SelfClosingTagToken:
			raw = bytes.Clone(raw) // TagName lowers it in place
			name, _ := z.TagName()
			f.start(string(name), raw)
		case html.EndTagToken:
			name, _ := z.TagName()
			f.end(string(name))
		default:
			f.fresh = false
			f.out.Write(raw)
		}
	}
}

type flattener struct {
	out     bytes.Buffer
	depth   int
	stack   []string       // open elements
	open    map[string]int // how often each stands in stack
	skipped map[string]int // elements left out whose end tag is still to come
	fresh   bool           // a line break was just written in place of a tag
}

func (f *flattener) start(name string, raw []byte) {
	a := atom.Lookup([]byte(name))
	if dom.VoidElements[a] {
		f.fresh = false
		f.out.Write(raw)
		return
	}
	if strings.IndexByte(name, verbatimMark) >= 0 { // stands for text, however deep
		f.fresh = false
		f.out.Write(raw)
		f.out.WriteString("</" + name + ">")
		return
	}
	f.closeImplied(a)
	if len(f.stack) >= f.depth && !rawTextElements[a] && (a != atom.A || len(f.stack) > f.depth) {
		f.skipped[name]++
		f.separate(a)
		return
	}
	f.fresh = false
	f.out.Write(raw)
	f.stack = append(f.stack, name)
	f.open[name]++
}

// separate keeps the words around a tag that is left out apart.
func (f *flattener) separate(a atom.Atom) {
	if !f.fresh && !dom.InlineElements[a] {
		f.out.WriteString("<br>")
		f.fresh = true
	}
}

// closeImplied closes what a start tag ends by itself: a paragraph at a block,
// a list item at the next, a link at another.
func (f *flattener) closeImplied(a atom.Atom) {
	switch a {
	case atom.Li:
		f.closeWithin("li", "ul", "ol")
	case atom.Dt, atom.Dd:
		f.closeWithin("dt", "dl")
		f.closeWithin("dd", "dl")
	case atom.Td, atom.Th:
		f.closeWithin("td", "tr", "table")
		f.closeWithin("th", "tr", "table")
	case atom.Tr:
		f.closeWithin("tr", "table")
	case atom.A:
		f.closeWithin("a", "table", "td", "th")
	default:
		if !dom.InlineElements[a] && a != 0 {
			f.closeWithin("p", "table", "td", "th", "button", "object")
		}
	}
}

// maxLook bounds how far up the stack a start tag looks for what it ends.
const maxLook = 32

// closeWithin closes the nearest open element of a name, not beyond a border.
func (f *flattener) closeWithin(name string, borders ...string) {
	if f.open[name] == 0 {
		return
	}
	for i := len(f.stack) - 1; i >= max(0, len(f.stack)-maxLook); i-- {
		if f.stack[i] == name {
			f.closeTo(i)
			return
		}
		for _, b := range borders {
			if f.stack[i] == b {
				return
			}
		}
	}
}

func (f *flattener) end(name string) {
	if f.skipped[name] > 0 {
		f.skipped[name]--
		f.separate(atom.Lookup([]byte(name)))
		return
	}
	if f.open[name] == 0 {
		return
	}
	for i := len(f.stack) - 1; i >= 0; i-- {
		if f.stack[i] == name {
			f.closeTo(i)
			return
		}
	}
}

func (f *flattener) closeTo(i int) {
	for len(f.stack) > i {
		name := f.stack[len(f.stack)-1]
		f.stack = f.stack[:len(f.stack)-1]
		f.open[name]--
		f.fresh = false
		f.out.WriteString("</")
		f.out.WriteString(name)
		f.out.WriteByte('>')
	}
}
