package htmltree

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inForeignContent tells whether the token is for the rules for foreign content
// (13.2.6, "tree construction dispatcher").
func (p *parser) inForeignContent() bool {
	n := p.adjustedCurrent()
	if n.Namespace == "" || p.tok.kind == tokenEOF {
		return false
	}
	start, text := p.tok.kind == tokenStartTag, p.tok.kind == tokenText
	switch {
	case isTextIntegrationPoint(n) && (text || start && p.tok.tag != tagMglyph && p.tok.tag != tagMalignmark):
		return false
	case n.Namespace == "math" && n.Data == "annotation-xml" && start && p.tok.tag == tagSvg:
		return false
	case (start || text) && isHTMLIntegrationPoint(n):
		return false
	}
	return true
}

// adjustedCurrent returns the "adjusted current node" (13.2.4.2).
func (p *parser) adjustedCurrent() *html.Node {
	if len(p.open) == 2 && p.context != nil {
		return p.context
	}
	return &p.top().node.Node
}

// isTextIntegrationPoint tells whether n is a "MathML text integration point".
func isTextIntegrationPoint(n *html.Node) bool {
	if n.Namespace != "math" {
		return false
	}
	switch n.Data {
	case "mi", "mo", "mn", "ms", "mtext":
		return true
	}
	return false
}

// isHTMLIntegrationPoint tells whether n is an "HTML integration point".
func isHTMLIntegrationPoint(n *html.Node) bool {
	switch n.Namespace {
	case "svg":
		return n.Data == "foreignObject" || n.Data == "desc" || n.Data == "title"
	case "math":
		if n.Data != "annotation-xml" {
			return false
		}
		for _, a := range n.Attr {
			if a.Key == "encoding" && (strings.EqualFold(a.Val, "text/html") || strings.EqualFold(a.Val, "application/xhtml+xml")) {
				return true
			}
		}
	}
	return false
}

// foreignContent is 13.2.6.5, "the rules for parsing tokens in foreign content".
func (p *parser) foreignContent() bool {
	switch p.tok.kind {
	case tokenText:
		if p.framesetOK {
			p.framesetOK = strings.TrimLeft(p.tok.data, whitespace+"\x00") == ""
		}
		if p.hasNUL {
			p.tok.data = strings.ReplaceAll(p.tok.data, "\x00", "\ufffd")
		}
		p.insertText(p.tok.data, p.tok.offset)
	case tokenComment:
		p.insertComment(p.top().node)
	case tokenStartTag:
		if p.breaksOut() {
			p.leaveForeign()
			return p.step(p.mode)
		}
		ns := p.adjustedCurrent().Namespace
		if ns == "svg" {
			if name := capitalized(svgTagNames, p.tok.tagName()); name != p.tok.tagName() {
				p.tok.name, p.tok.atom = name, atom.Lookup([]byte(name))
			}
		}
		p.insertForeign(ns)
		p.notRaw()
	case tokenEndTag:
		if i := p.highestOf(p.tok.tag, true); i >= len(p.open)-int(p.top().foreign) && i != 0 {
			p.popTo(i)
			return true
		}
		return p.step(p.mode)
	}
	return true
}

// breaksOut tells whether the token's start tag ends foreign content.
func (p *parser) breaksOut() bool {
	if rowTraits(p.tok.tag)&breakout != 0 {
		return true
	}
	if p.tok.tag == tagFont {
		for _, a := range p.tok.attr {
			if a.Key == "color" || a.Key == "face" || a.Key == "size" {
				return true
			}
		}
	}
	return false
}

// leaveForeign pops up to an HTML element or an integration point.
func (p *parser) leaveForeign() {
	i := len(p.open) - 1
	for ; i > 0; i-- {
		n := &p.open[i].node.Node
		if n.Namespace == "" || isHTMLIntegrationPoint(n) || isTextIntegrationPoint(n) {
			break
		}
	}
	p.popTo(i + 1)
}

// startForeign opens a math or an svg.
func (p *parser) startForeign() {
	p.reconstruct()
	p.insertForeign(p.tok.tagName())
}

// insertForeign inserts an element of a namespace for the token (13.2.6.1,
// "insert a foreign element").
func (p *parser) insertForeign(ns string) {
	adjustAttributes(p.tok.attr, ns)
	n := p.newNode(html.ElementNode, p.tok.tagName(), p.tok.offset)
	n.DataAtom, n.Attr = p.tok.atom, p.tok.attr
	p.insert(n)
	n.Namespace = ns
	if !p.tok.selfClosing {
		p.push(n, p.tok.tag, foreignTraits(&n.Node, p.tok.tag))
	}
}

// adjustAttributes gives attributes the names and namespaces that they have in
// a namespace (13.2.6.1, "adjust MathML attributes" and the like).
func adjustAttributes(attr []html.Attribute, ns string) {
	for i := range attr {
		a := &attr[i]
		switch {
		case ns == "svg":
			a.Key = capitalized(svgAttributeNames, a.Key)
		case a.Key == "definitionurl":
			a.Key = "definitionURL"
		}
		switch a.Key {
		case "xlink:actuate", "xlink:arcrole", "xlink:href", "xlink:role", "xlink:show",
			"xlink:title", "xlink:type", "xml:lang", "xml:space", "xmlns:xlink":
			a.Namespace, a.Key, _ = strings.Cut(a.Key, ":")
		}
	}
}
