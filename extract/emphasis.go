package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// look is how text is set off from the text around it. Editors say it by an
// element, by the style of a span, or by both; what a reader sees is kept.
type look uint8

const (
	bold look = 1 << iota
	italic
	struck
	monospace
	inHeading // where bold is nothing that a style adds
)

// looks are what elements look like by themselves (HTML Standard, section
// 15.3.4).
var looks = map[atom.Atom]look{
	atom.B: bold, atom.Strong: bold,
	atom.I: italic, atom.Em: italic, atom.Cite: italic, atom.Dfn: italic, atom.Var: italic,
	atom.Del: struck, atom.S: struck, atom.Strike: struck,
	atom.H1: inHeading, atom.H2: inHeading, atom.H3: inHeading, atom.H4: inHeading, atom.H5: inHeading, atom.H6: inHeading, atom.Th: inHeading,
}

// lookElements are the elements that say a look, outermost first.
var lookElements = []struct {
	look
	element atom.Atom
}{{bold, atom.Strong}, {italic, atom.Em}, {struck, atom.Del}}

// styled is what the style of an element gives to its text, or takes from it.
type styled struct{ gives, takes look }

// readStyle reads the declarations of a style attribute that are about emphasis.
func (s *styled) readStyle(style string) {
	for declaration := range strings.SplitSeq(strings.ToLower(style), ";") {
		key, value, _ := strings.Cut(declaration, ":")
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		switch strings.TrimSpace(key) {
		case "font-weight":
			s.set(bold, isBoldWeight(value), value == "normal" || value == "lighter" || value != "" && value[0] >= '1' && value[0] <= '5')
		case "font-style":
			s.set(italic, value == "italic" || strings.HasPrefix(value, "oblique"), value == "normal")
		case "text-decoration", "text-decoration-line":
			s.set(struck, strings.Contains(value, "line-through"), value == "none")
		case "font-family":
			s.set(monospace, isMonospace(value), false)
		case "font":
			for word := range strings.FieldsSeq(value) {
				s.set(bold, word == "bold" || word == "bolder", false)
				s.set(italic, word == "italic" || word == "oblique", false)
			}
		}
	}
}

func (s *styled) set(l look, given, taken bool) {
	if given {
		s.gives, s.takes = s.gives|l, s.takes&^l
	} else if taken {
		s.gives, s.takes = s.gives&^l, s.takes|l
	}
}

func isBoldWeight(value string) bool {
	weight, err := strconv.Atoi(value)
	return value == "bold" || value == "bolder" || err == nil && weight >= 600
}

// monospaced are families of fonts for code, as the editors of Google Docs,
// Blogger and mail programs write them, and the stacks of GitHub and Bootstrap.
var monospaced = dom.NameSet(`courier courier-new consolas monaco menlo monospace ui-monospace sfmono-regular sf-mono lucida-console andale-mono
	source-code-pro fira-code fira-mono roboto-mono jetbrains-mono ubuntu-mono dejavu-sans-mono liberation-mono droid-sans-mono inconsolata
	cascadia-code cascadia-mono ibm-plex-mono space-mono noto-sans-mono operator-mono hack lucida-sans-typewriter`)

// isMonospace tells whether the first of some families is one for code.
func isMonospace(families string) bool {
	first, _, _ := strings.Cut(families, ",")
	first = strings.ReplaceAll(first, "&quot", "")
	return monospaced[strings.ReplaceAll(strings.Trim(first, `"' `), " ", "-")]
}

// saysLook tells whether a style could say anything about emphasis.
func saysLook(style string) bool {
	return strings.Contains(style, "font") || strings.Contains(style, "FONT") || strings.Contains(style, "decoration")
}

// emphasis cleans n, which has a look. It makes elements of what the style gives,
// and a mere span of an emphasis that shows nothing: one in its like, or one whose
// style takes it back.
func (c *cleaner) emphasis(n *html.Node, own look, t traits) {
	s := t.styled
	if own&s.takes != 0 || own&c.look&^inHeading != 0 && c.opt.Origin != Authored {
		n.Data, n.DataAtom = "span", atom.Span
		own = 0
	}
	gives := s.gives &^ (c.look | own)
	if n.DataAtom != atom.Span && n.DataAtom != atom.Font {
		gives = 0
	}
	if c.look&inHeading != 0 {
		gives &^= bold
	}
	if gives&monospace != 0 && isCodeSpan(n) {
		n.Data, n.DataAtom = "code", atom.Code
	}
	if s.takes&c.look&(bold|italic|struck) != 0 && dom.InlineElements[n.DataAtom] {
		c.plain = append(c.plain, plainPart{n, s.takes & c.look})
	}
	outer := c.look
	c.look = (outer | own | gives) &^ s.takes
	c.inside(n, t)
	c.look = outer
	if n.Parent == nil || n.FirstChild == nil {
		return
	}
	for _, row := range lookElements {
		if gives&row.look != 0 {
			c.Making(row.element, n)
			wrapContent(n, row.element)
		}
	}
}

// isCodeSpan tells whether a span in a font for code is code in a sentence: text
// alone, beside text in another font.
func isCodeSpan(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom != atom.Span && d.DataAtom != atom.Font {
			return false
		}
	}
	block := n.Parent
	for block != nil && dom.InlineElements[block.DataAtom] {
		block = block.Parent
	}
	return block != nil && dom.TextOf(n) != "" && dom.TextOf(n) != dom.TextOf(block)
}

// wrapContent puts what n holds into an element of its own.
func wrapContent(n *html.Node, element atom.Atom) {
	inner := dom.NewElement(element)
	for child := n.FirstChild; child != nil; child = n.FirstChild {
		n.RemoveChild(child)
		inner.AppendChild(child)
	}
	n.AppendChild(inner)
}

// plainPart is an element in an emphasis that its style takes back.
type plainPart struct {
	node  *html.Node
	takes look
}

// liftPlain takes the part out of the emphasis around it, which then ends before
// it and begins again behind it.
func (p plainPart) liftPlain() {
	var outer *html.Node
	for a := p.node.Parent; a != nil && dom.InlineElements[a.DataAtom] && a.DataAtom != atom.A; a = a.Parent {
		if looks[a.DataAtom]&p.takes != 0 {
			outer = a
		}
	}
	if outer == nil {
		return
	}
	end := outer.Parent
	for n := p.node; n.Parent != end; {
		around := n.Parent
		splitBefore(n)
		end := around.Parent
		around.RemoveChild(n)
		if looks[around.DataAtom]&p.takes == 0 {
			n = dom.Enclose(shallowCopy(around), n)
		}
		end.InsertBefore(n, around)
		if around.FirstChild == nil {
			end.RemoveChild(around)
		}
	}
}

// splitBefore moves what stands before n in its parent into a copy of the parent
// before it.
func splitBefore(n *html.Node) {
	parent := n.Parent
	if parent.FirstChild == n {
		return
	}
	before := shallowCopy(parent)
	for child := parent.FirstChild; child != n; child = parent.FirstChild {
		parent.RemoveChild(child)
		before.AppendChild(child)
	}
	parent.Parent.InsertBefore(before, parent)
}

func shallowCopy(n *html.Node) *html.Node {
	return &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: n.Attr}
}
