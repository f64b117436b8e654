// Package dom answers what the packages of convert ask of nodes and characters.
package dom

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HasClass tells whether an element has a class.
func HasClass(n *html.Node, name string) bool {
	for c := range strings.FieldsSeq(Attr(n, "class")) {
		if c == name {
			return true
		}
	}
	return false
}

// HasAnyClass tells whether an element has one of some classes.
func HasAnyClass(n *html.Node, names map[string]bool) bool {
	for c := range strings.FieldsSeq(Attr(n, "class")) {
		if names[c] {
			return true
		}
	}
	return false
}

// IsGroup tells whether an element does no more than to group others.
func IsGroup(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Address,
		atom.Center, atom.Form, atom.Fieldset, atom.Legend, atom.Body, atom.Html, atom.Hgroup, atom.Dialog, atom.Menu, atom.Figure,
		atom.Caption, atom.Figcaption, atom.Summary, atom.Li, atom.Dt, atom.Dd, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Td, atom.Th, atom.Optgroup:
		return true
	}
	return false
}

// IsFlow tells whether an element begins and ends a block.
func IsFlow(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Address,
		atom.Center, atom.Form, atom.Fieldset, atom.Legend, atom.Body, atom.Html, atom.Hgroup, atom.Dialog, atom.Menu,
		atom.Caption, atom.Figure, atom.Figcaption, atom.Summary, atom.Details, atom.Li, atom.Dl, atom.Dt, atom.Dd, atom.Ul, atom.Ol,
		atom.Table, atom.Tr, atom.Tbody, atom.Thead, atom.Tfoot, atom.Td, atom.Th, atom.Blockquote, atom.Pre, atom.Textarea, atom.Hr,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Noscript:
		return true
	}
	return false
}

// Collapse makes one space of each run of white space.
func Collapse(s string) string {
	var b strings.Builder
	space := false
	for i := range len(s) {
		if IsHTMLSpace(s[i]) {
			if !space {
				b.WriteByte(' ')
			}
			space = true
			continue
		}
		space = false
		b.WriteByte(s[i])
	}
	return b.String()
}

// IsVoid tells whether an element has no content, of those that are written as HTML.
func IsVoid(a atom.Atom) bool {
	return a == atom.Br || a == atom.Hr || a == atom.Img || a == atom.Wbr || a == atom.Input
}

// TextOf is the text in n, of raw nodes too.
func TextOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode || d.Type == html.RawNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// IsASCIIWord tells whether c is a letter or digit.
func IsASCIIWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// Unspaced tells whether r belongs to a script that does not put spaces
// between words (UAX #29 leaves these to dictionaries). Hangul has spaces.
func Unspaced(r rune) bool {
	switch {
	case r < 0x0E00, 0x2000 <= r && r < 0x2E80: // the first of them is Thai; marks and signs
		return false
	case 0x4E00 <= r && r <= 0x9FFF: // the ideographs that most texts are of
		return true
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}

// IsHeading tells whether an element is a heading.
func IsHeading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// NameSet is the set of the words in names.
func NameSet(names string) map[string]bool {
	set := make(map[string]bool)
	for name := range strings.FieldsSeq(names) {
		set[name] = true
	}
	return set
}

// IsLetterASCII tells whether c is a letter.
func IsLetterASCII(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// HasControl tells whether s holds a control character.
func HasControl(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] == 0x7f {
			return true
		}
	}
	return false
}

// IsASCIIPunct tells whether c is punctuation that a backslash escapes (CommonMark, section 2.4).
func IsASCIIPunct(c byte) bool {
	return c >= '!' && c <= '/' || c >= ':' && c <= '@' || c >= '[' && c <= '`' || c >= '{' && c <= '~'
}

// Attr is the value of an attribute, "" if there is none.
func Attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// HasAttr tells whether an element has an attribute.
func HasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// IsHTMLSpace tells whether c is ASCII whitespace (HTML Standard, Infra).
func IsHTMLSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }
