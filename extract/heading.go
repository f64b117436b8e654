package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// ownBlocks are blocks that no heading can hold: they come before or behind it.
var ownBlocks = dom.AtomSet(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Pre, atom.Blockquote,
	atom.Hr, atom.Details)

// heading makes one line of the boxes in a heading, and puts blocks of their own
// behind it.
func (c *cleaner) heading(n *html.Node) {
	behind := n
	plain := true
	for d := n.FirstChild; d != nil && plain; d = d.NextSibling {
		plain = d.Type != html.ElementNode || dom.InlineElements[d.DataAtom] && d.FirstChild != nil && d.FirstChild == d.LastChild && d.FirstChild.Type == html.TextNode
	}
	if plain {
		return
	}
	var found []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (dom.Boxes[d.DataAtom] || ownBlocks[d.DataAtom]) && !standsInBlock(d, n) {
			found = append(found, d)
		}
	}
	for _, d := range found {
		if dom.Boxes[d.DataAtom] {
			c.dissolve(d)
			continue
		}
		if !c.leadsHeading(d, n) {
			d.Parent.InsertBefore(dom.NewText(" "), d)
			d.Parent.RemoveChild(d)
			n.Parent.InsertBefore(d, behind.NextSibling)
			behind = d
			continue
		}
		d.Parent.RemoveChild(d)
		n.Parent.InsertBefore(d, n)
	}
}

// standsInBlock tells whether a block around n goes out of the heading whole.
func standsInBlock(n, heading *html.Node) bool {
	for p := n.Parent; p != heading; p = p.Parent {
		if ownBlocks[p.DataAtom] {
			return true
		}
	}
	return false
}

// leadsHeading tells whether nothing of the heading stands before n.
func (c *cleaner) leadsHeading(n, heading *html.Node) bool {
	for p := n; p != heading; p = p.Parent {
		for s := p.PrevSibling; s != nil; s = s.PrevSibling {
			if !dom.IsBlank(s) && (s.Type == html.TextNode || dom.TextOf(s) != "" || dom.HoldsContent(s)) {
				return false
			}
		}
	}
	return true
}

// dissolve puts what a box holds in its place, apart from the words beside it.
func (c *cleaner) dissolve(n *html.Node) {
	for _, next := range []*html.Node{n, n.NextSibling} {
		n.Parent.InsertBefore(dom.NewText(" "), next)
	}
	dom.Unwrap(n)
}
