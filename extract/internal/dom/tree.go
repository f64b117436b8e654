package dom

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Boxes only group what they hold, in a heading or list: page builders put them
// everywhere.
var Boxes = AtomSet(atom.P, atom.Div, atom.Section, atom.Article, atom.Header, atom.Footer, atom.Aside, atom.Main, atom.Center, atom.Hgroup,
	atom.Figure, atom.Figcaption, atom.Address, atom.Nav)

// Replace puts a node in place of another, which must have a parent.
func Replace(old, n *html.Node) {
	old.Parent.InsertBefore(n, old)
	old.Parent.RemoveChild(old)
}

// Unwrap puts what n holds in its place.
func Unwrap(n *html.Node) {
	for child := n.FirstChild; child != nil; child = n.FirstChild {
		n.RemoveChild(child)
		n.Parent.InsertBefore(child, n)
	}
	n.Parent.RemoveChild(n)
}

// Enclose puts inner, which has no parent, behind what outer holds, and returns
// outer.
func Enclose(outer, inner *html.Node) *html.Node {
	outer.AppendChild(inner)
	return outer
}

// NextWithin is the node after n in document order under root, with skip the
// one after all of n; nil at the end.
func NextWithin(n, root *html.Node, skip bool) *html.Node {
	if !skip && n.FirstChild != nil {
		return n.FirstChild
	}
	for n != root && n.NextSibling == nil {
		n = n.Parent
	}
	if n == root {
		return nil
	}
	return n.NextSibling
}

// IsWithin tells whether n, which may be nil, is box or stands in it.
func IsWithin(n, box *html.Node) bool {
	for n != nil && n != box {
		n = n.Parent
	}
	return n == box
}

// IsBlank tells whether n is nothing but white space.
func IsBlank(n *html.Node) bool {
	return (n.Type == html.TextNode || n.Type == html.RawNode) && IsWhite(n.Data)
}

// SkipBlank returns the first of n and its next siblings that is more than
// white space or a comment; nil if there is none.
func SkipBlank(n *html.Node) *html.Node {
	for n != nil && (n.Type == html.CommentNode || IsBlank(n)) {
		n = n.NextSibling
	}
	return n
}

// LastShown is the last child of n that is more than white space, nil if there is
// none.
func LastShown(n *html.Node) *html.Node {
	last := n.LastChild
	for last != nil && IsBlank(last) {
		last = last.PrevSibling
	}
	return last
}

// HoldsContent tells whether n holds more than text.
func HoldsContent(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch d.DataAtom {
		case atom.Img, atom.Picture, atom.Iframe, atom.Video, atom.Audio, atom.Math, atom.Object, atom.Embed, atom.Input, atom.Table, atom.Hr:
			return true
		}
	}
	return false
}

// IsHollow tells whether n shows nothing.
func IsHollow(n *html.Node) bool {
	for d := range n.Descendants() {
		switch d.Type {
		case html.TextNode, html.RawNode:
			if !IsWhite(d.Data) {
				return false
			}
		case html.ElementNode:
			if d.DataAtom == atom.Script || d.DataAtom == atom.A && HasAttr(d, "id") {
				return false
			}
		}
	}
	return !HoldsContent(n)
}

// EndsText and StartsText tell whether n, or what is nearest before or behind the
// white space at n, is part of a line of text.
func EndsText(n *html.Node) bool {
	for n != nil && IsBlank(n) {
		n = n.PrevSibling
	}
	return IsLineContent(n)
}

// StartsText looks behind n as [EndsText] does before it.
func StartsText(n *html.Node) bool {
	for n != nil && IsBlank(n) {
		n = n.NextSibling
	}
	return IsLineContent(n)
}

// IsLineContent tells whether n, which may be nil, is part of a line of text.
func IsLineContent(n *html.Node) bool {
	return n != nil && (n.Type == html.TextNode || n.Type == html.RawNode && n.Namespace != VerbatimBlock || n.Type == html.ElementNode && InlineElements[n.DataAtom])
}
