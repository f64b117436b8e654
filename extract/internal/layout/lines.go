package layout

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// lineReader tells the elements that run on in a line of text from those that
// are boxes of their own.
type lineReader struct {
	boxes  map[*html.Node]bool // inline elements that hold a box, which makes them boxes too
	worded map[*html.Node]bool // of the parents of unknown elements: whether text stands directly in them
}

func newLineReader(root *html.Node) *lineReader {
	r := &lineReader{boxes: map[*html.Node]bool{}, worded: map[*html.Node]bool{}}
	for n := root.FirstChild; n != nil; {
		skip := false
		if n.Type == html.ElementNode {
			skip = dom.IsUnseen(n) || isAtom(n)
			if !skip && !r.isInline(n) {
				for p := n.Parent; p != nil && p != root && r.isInline(p) && !r.boxes[p]; p = p.Parent {
					r.boxes[p] = true
				}
			}
		}
		n = dom.NextWithin(n, root, skip)
	}
	return r
}

// count is how many boxes and, at most, blocks the tree makes: of a page of many,
// lists that grow as they are filled would take several times the memory.
func (r *lineReader) count(root *html.Node) (boxes, runs int) {
	boxes = 1
	inRun := false
	for n := root.FirstChild; n != nil; {
		skip := true
		switch {
		case n.Type == html.TextNode || n.Type == html.ElementNode && r.holds(n):
			if !inRun && (n.Type != html.TextNode || !dom.IsWhite(n.Data)) {
				runs++
				inRun = true
			}
		case n.Type == html.ElementNode && !dom.IsUnseen(n):
			boxes++
			if skip, inRun = n.DataAtom == atom.Pre, false; skip {
				runs++
			}
		}
		if n.NextSibling == nil && (skip || n.FirstChild == nil) {
			inRun = false // its box ends
		}
		n = dom.NextWithin(n, root, skip)
	}
	return boxes, runs
}

// holds reports whether an element is part of a line.
func (r *lineReader) holds(n *html.Node) bool { return isAtom(n) || r.isInline(n) && !r.boxes[n] }

// isInline tells inline elements by their name, and unknown ones and buttons by
// their place: among text they are a piece of the sentence.
func (r *lineReader) isInline(n *html.Node) bool {
	if dom.IsInline(n) {
		return true
	}
	if n.DataAtom != 0 && n.DataAtom != atom.Button || n.Parent == nil {
		return false
	}
	worded, known := r.worded[n.Parent]
	if !known {
		for c := n.Parent.FirstChild; c != nil && !worded; c = c.NextSibling {
			worded = c.Type == html.TextNode && strings.IndexFunc(c.Data, dom.IsWordRune) >= 0
		}
		r.worded[n.Parent] = worded
	}
	return worded
}

// isAtom reports whether an element is one piece of a line whatever is inside:
// a formula.
func isAtom(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Math:
		return true
	case atom.Span, atom.Div:
	case 0:
		return strings.HasPrefix(n.Data, "mjx-")
	default:
		return false
	}
	for i := range n.Attr {
		if n.Attr[i].Key == "class" {
			for class := range strings.FieldsSeq(n.Attr[i].Val) {
				if formulaClasses[class] {
					return true
				}
			}
		}
	}
	return false
}

// formulaClasses name the elements in which typesetters draw a formula.
// Origins: KaTeX, MathJax 2 and 3, MediaWiki's Math, pandoc, LaTeXML.
var formulaClasses = dom.NameSet(`
	katex katex-display MathJax MathJax_Display MathJax_SVG MathJax_CHTML MathJax_Preview MathJax_MathML mjx-chtml mjx-math
	mwe-math-element mwe-math-fallback-image-inline`)

// IsFormula reports whether a block is a formula and no more.
func (b *Block) IsFormula() bool {
	for n := b.First; n != nil; n = n.NextSibling {
		if n.Type == html.ElementNode && !isAtom(n) || n.Type == html.TextNode && strings.IndexFunc(n.Data, dom.IsWordRune) >= 0 {
			return false
		}
		if n == b.Last {
			break
		}
	}
	return true
}
