package dom

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// PartNeighbours puts a space between links, and between spans, that stand side
// by side without any: style sheets part them where they are shown ("1d ago",
// "3 min read"). Letters that are styled one by one stay together, and so does
// writing without spaces between words.
func PartNeighbours(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || isPreformatted(c.DataAtom) {
			continue
		}
		PartNeighbours(c)
		if next := c.NextSibling; isParted(c, next) {
			n.InsertBefore(NewText(" "), next)
		}
	}
}

func isPreformatted(a atom.Atom) bool {
	switch a {
	case atom.Pre, atom.Code, atom.Kbd, atom.Samp, atom.Math, atom.Svg:
		return true
	}
	return false
}

// isParted tells whether a and b are elements of one kind that show words.
func isParted(a, b *html.Node) bool {
	if b == nil || b.Type != html.ElementNode || a.DataAtom != b.DataAtom || a.DataAtom != atom.A && a.DataAtom != atom.Span {
		return false
	}
	left, right := NodeText(a, maxNeighbour), NodeText(b, maxNeighbour)
	last, _ := utf8.DecodeLastRuneInString(left)
	first, _ := utf8.DecodeRuneInString(right)
	return len(left) > 1 && len(right) > 1 && endsSpacedWord(last) && endsSpacedWord(first)
}

// maxNeighbour bounds the text that is looked at; longer ones are cut somewhere,
// which leaves them as they are at worst.
const maxNeighbour = 1000

// endsSpacedWord tells whether r is part of a word in a script that puts spaces
// between words.
func endsSpacedWord(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
