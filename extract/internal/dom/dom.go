package dom

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Headings are the elements h1 to h6.
var Headings = AtomSet(atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6)

// FirstNonEmpty is the first string that is more than white space, without that
// around it; "" if there is none.
func FirstNonEmpty(list ...string) string {
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

// NameSet is the set of the names that white space divides.
func NameSet(names string) map[string]bool {
	set := make(map[string]bool)
	for name := range strings.FieldsSeq(names) {
		set[name] = true
	}
	return set
}

// InlineElements are those that stand in a line of text.
var InlineElements = AtomSet(atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small,
	atom.Span, atom.Strike, atom.Strong, atom.Tt, atom.U, atom.Sub, atom.Sup, atom.Mark, atom.Del, atom.Ins, atom.Abbr, atom.Acronym,
	atom.Cite, atom.Q, atom.Kbd, atom.Samp, atom.Var, atom.Label, atom.Bdo, atom.Bdi, atom.Ruby, atom.Rt, atom.Rp, atom.Time, atom.Data,
	atom.Dfn, atom.Img, atom.Wbr, atom.Input)

// PhraseSet is the set of the phrases.
func PhraseSet(phrases ...string) map[string]bool {
	set := make(map[string]bool, len(phrases))
	for _, phrase := range phrases {
		set[phrase] = true
	}
	return set
}

// AtomSet is the set of the atoms.
func AtomSet(atoms ...atom.Atom) map[atom.Atom]bool {
	set := make(map[atom.Atom]bool, len(atoms))
	for _, a := range atoms {
		set[a] = true
	}
	return set
}

// Attr returns an attribute's value, "" if it is absent.
func Attr(n *html.Node, key string) string {
	v, _ := FindAttr(n, key)
	return v
}

// FindAttr is the value of an attribute, and whether there is one.
func FindAttr(n *html.Node, key string) (string, bool) {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			return n.Attr[i].Val, true
		}
	}
	return "", false
}

// HasAttr tells whether n has an attribute, be it empty.
func HasAttr(n *html.Node, key string) bool {
	_, ok := FindAttr(n, key)
	return ok
}

// SetAttr changes the value of an attribute, or adds it.
func SetAttr(n *html.Node, key, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key && n.Attr[i].Namespace == "" {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

// RemoveAttr removes an attribute, if there is one.
func RemoveAttr(n *html.Node, key string) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		if a.Key != key {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
}

// HasClass tells whether an element bears a class, in the case given.
func HasClass(n *html.Node, class string) bool {
	value := Attr(n, "class")
	if !strings.Contains(value, class) {
		return false
	}
	for name := range strings.FieldsSeq(value) {
		if name == class {
			return true
		}
	}
	return false
}

// NewElement makes an element with attributes given as key, value, ….
func NewElement(a atom.Atom, keyValues ...string) *html.Node {
	n := &html.Node{Type: html.ElementNode, DataAtom: a, Data: a.String()}
	for i := 0; i+1 < len(keyValues); i += 2 {
		if keyValues[i+1] != "" {
			n.Attr = append(n.Attr, html.Attribute{Key: keyValues[i], Val: keyValues[i+1]})
		}
	}
	return n
}

// MoveChildren appends the children of from to those of to.
func MoveChildren(to, from *html.Node) {
	for c := from.FirstChild; c != nil; c = from.FirstChild {
		from.RemoveChild(c)
		to.AppendChild(c)
	}
}

// NewText is a text node without a parent.
func NewText(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

// MaxTitle bounds the text of links and titles in the account, in bytes.
const MaxTitle = 500

// TextOf returns what n shows as text, white space collapsed, cut at a bound.
func TextOf(n *html.Node) string {
	// Most elements hold one text node.
	if c := n.FirstChild; c != nil && c == n.LastChild && c.Type == html.TextNode {
		return Collapse(c.Data)
	}
	var b strings.Builder
	addText(&b, n)
	return Collapse(b.String())
}

func addText(b *strings.Builder, n *html.Node) {
	for c := n.FirstChild; c != nil && b.Len() <= MaxTitle; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type == html.ElementNode && c.DataAtom == atom.Br:
			b.WriteByte(' ')
		case c.Type == html.ElementNode && c.DataAtom != atom.Script && c.DataAtom != atom.Style:
			block := !InlineElements[c.DataAtom]
			if block {
				b.WriteByte(' ')
			}
			addText(b, c)
			if block {
				b.WriteByte(' ')
			}
		}
	}
}

// Collapse trims s, makes any white space inside it one space, and bounds it.
func Collapse(s string) string {
	if !needsCollapse(s) {
		return s
	}
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > MaxTitle {
		s = s[:MaxTitle]
		for !utf8.ValidString(s[max(0, len(s)-4):]) && len(s) > 0 {
			s = s[:len(s)-1]
		}
	}
	return s
}

func needsCollapse(s string) bool {
	if len(s) > MaxTitle || s != "" && (s[0] <= ' ' || s[len(s)-1] <= ' ') {
		return true
	}
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c == 0xc2 || c == ' ' && s[i-1] == ' ' {
			return true
		}
	}
	return false
}

// IsWhite tells whether s shows nothing: white space, no-break and zero-width
// spaces.
func IsWhite(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c > ' ' {
			if c < utf8.RuneSelf {
				return false
			}
			return strings.TrimFunc(s[i:], isInvisible) == ""
		}
	}
	return true
}

func isInvisible(r rune) bool {
	return r <= ' ' || r == '\u200b' || r == '\ufeff' || r == '\u2060' || unicode.IsSpace(r)
}

// IsWordLetter tells whether r is a letter or a digit.
func IsWordLetter(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// ScriptLanguage guesses the language of a text from its script: "ja", "ko",
// "zh" or "".
func ScriptLanguage(root *html.Node) string {
	var han, kana, hangul, other int
	seen := 0
	for n, end := root, NextAfter(root); n != end; n = NextNode(n) {
		if n.Type != html.TextNode {
			continue
		}
		for _, r := range n.Data {
			switch {
			case r < 0x80:
				if r > ' ' {
					other++
				}
			case r >= 0x3041 && r <= 0x30ff:
				kana++
			case r >= 0xac00 && r <= 0xd7a3:
				hangul++
			case r >= 0x4e00 && r <= 0x9fff:
				han++
			}
		}
		if seen += len(n.Data); seen > 4096 {
			break
		}
	}
	switch {
	case kana*8 > han && kana > 4 && (kana+han)*2 > other:
		return "ja"
	case hangul*2 > other && hangul > han:
		return "ko"
	case han*3 > other && han > 0:
		return "zh"
	}
	return ""
}
