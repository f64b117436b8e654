package dom

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Shorten is s up to n bytes, whole characters.
func Shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// IndexFold is strings.Index without regard to the case of ASCII letters.
func IndexFold(s, part string) int {
	for i := 0; i+len(part) <= len(s); i++ {
		if s[i]|0x20 == part[0]|0x20 && strings.EqualFold(s[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}

// IsDigit tells whether c is one of 0 to 9.
func IsDigit(c byte) bool { return c >= '0' && c <= '9' }

// AttrOnce returns the value of n's attribute key, "" if it has none.
func AttrOnce(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// OneLine trims s and turns each run of white space into one space.
func OneLine(s string) string {
	return strings.Join(strings.Fields(s), " ")
}

// NodeText is the text under n on one line, at most limit bytes of it (and
// the rest of the last text node); scripts and styles are left out. It looks at
// a bounded number of nodes, so that asking every element stays linear.
func NodeText(n *html.Node, limit int) string {
	var b strings.Builder
	end := NextAfter(n)
	steps := 0
	for m := n; m != nil && m != end && b.Len() < limit && steps < maxTextSteps; {
		steps++
		if m.Type == html.TextNode {
			b.WriteString(m.Data)
		} else if m.Type == html.ElementNode {
			if IsUnseen(m) {
				m = NextAfter(m)
				continue
			}
			if !IsInline(m) {
				b.WriteByte(' ')
			}
		}
		m = NextNode(m)
	}
	return OneLine(b.String())
}

const maxTextSteps = 500

// NextNode is the node after n in document order.
func NextNode(n *html.Node) *html.Node {
	if n.FirstChild != nil {
		return n.FirstChild
	}
	return NextAfter(n)
}

// NextAfter is the first node in document order after the whole of n.
func NextAfter(n *html.Node) *html.Node {
	for n != nil && n.NextSibling == nil {
		n = n.Parent
	}
	if n == nil {
		return nil
	}
	return n.NextSibling
}

// EachWord calls f with every run of letters and digits in s, lower-cased.
// f returns false to stop.
func EachWord(s string, f func(string) bool) {
	start := -1
	for i, r := range s {
		if IsWordRune(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			if !f(strings.ToLower(s[start:i])) {
				return
			}
			start = -1
		}
	}
	if start >= 0 {
		f(strings.ToLower(s[start:]))
	}
}

// IsWordRune tells whether r is part of a word.
func IsWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return isCommonLetter(r) || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// isCommonLetter tells of the letters that most texts consist of what a search
// in Unicode's tables would tell later.
func isCommonLetter(r rune) bool {
	switch {
	case r < 0x2000: // Latin, Cyrillic, Hebrew, Arabic
		return r >= 0xc0 && r <= 0x24f && r != 0xd7 && r != 0xf7 || r >= 0x400 && r <= 0x481 ||
			r >= 0x5d0 && r <= 0x5ea || r >= 0x620 && r <= 0x65f
	case r < 0x4e00: // Kana
		return r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fa
	}
	return r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 // Han, Hangul
}

// IsWide reports whether r belongs to a script that is written without
// spaces between words.
func IsWide(r rune) bool {
	switch {
	case r < 0x0e00:
		return false
	case r <= 0x0eff: // Thai, Lao
		return true
	case r >= 0x1000 && r <= 0x109f, r >= 0x1780 && r <= 0x17ff: // Myanmar, Khmer
		return true
	case r >= 0x3040 && r <= 0x30ff, r >= 0x3400 && r <= 0x9fff, r >= 0xf900 && r <= 0xfaff, r >= 0x20000 && r <= 0x3ffff:
		return true
	}
	return false
}
