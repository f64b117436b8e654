package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// Elements yields the elements of a block in document order.
func (b *Block) Elements(f func(*html.Node) bool) {
	for n := b.First; n != nil; n = n.NextSibling {
		for c := n; c != nil; c = dom.NextWithin(c, n, false) {
			if c.Type == html.ElementNode && !f(c) {
				return
			}
		}
		if n == b.Last {
			return
		}
	}
}

// Marks adds the ids that short links of a block lead to: a number, a star, a
// letter in brackets or what stands raised.
func (b *Block) Marks(wanted map[string]bool) {
	for n := range b.Elements {
		if n.DataAtom != atom.A {
			continue
		}
		if href := dom.AttrOnce(n, "href"); len(href) > 1 && href[0] == '#' && isNoteMark(n) {
			wanted[href[1:]] = true
		}
	}
}

// maxMarkRunes bounds what a mark shows.
const maxMarkRunes = 6

// isNoteMark reports whether a link shows no more than the mark of a footnote
// or reference.
func isNoteMark(n *html.Node) bool {
	text := strings.Trim(dom.OneLine(dom.NodeText(n, 40)), "[](){}†‡*. ")
	if utf8.RuneCountInString(text) > maxMarkRunes {
		return false
	}
	letters := 0
	for _, r := range text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	if letters <= 1 {
		return true
	}
	return n.Parent != nil && n.Parent.DataAtom == atom.Sup
}

// HoldsTarget reports whether an element in a block has a wanted id or name.
func (b *Block) HoldsTarget(wanted map[string]bool) bool {
	for n := range b.Elements {
		for i := range n.Attr {
			if k := n.Attr[i].Key; (k == "id" || k == "name" && n.DataAtom == atom.A) && wanted[n.Attr[i].Val] {
				return true
			}
		}
	}
	return false
}
