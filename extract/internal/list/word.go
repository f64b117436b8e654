package list

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// Word writes the items of its lists as paragraphs: the level stands in a style
// (mso-list:l0 level1 lfo1) or nowhere, the mark in text of its own
// (mso-list:Ignore).

// WordItem makes an item of a paragraph if it is one of Word's.
func (l *Lists) WordItem(n *html.Node) {
	level := wordLevel(dom.Attr(n, "style"))
	if level == 0 && !strings.HasPrefix(dom.Attr(n, "class"), "MsoListParagraph") {
		return
	}
	mark := wordMark(n, level == 0)
	if mark == "" {
		return
	}
	l.Article.Making(atom.Sup, dom.NewText(mark))
	kind := atom.Ul
	if strings.ContainsFunc(mark, dom.IsWordLetter) && mark != "o" && mark != "§" {
		kind = atom.Ol
	}
	l.appendWordItem(n, kind, max(level, 1), mark)
}

// wordLevel is the level in a style of Word's, from 1 on; 0 if there is none.
func wordLevel(style string) int {
	_, rest, ok := strings.Cut(style, "mso-list:")
	if !ok {
		return 0
	}
	_, rest, ok = strings.Cut(rest, "level")
	if !ok || rest == "" || rest[0] < '1' || rest[0] > '9' {
		return 0
	}
	return int(rest[0] - '0')
}

// wordMark takes the mark of an item out of it: what is in an element that the
// list gave to it, or a bullet or number before no-break spaces.
func wordMark(n *html.Node, strict bool) string {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && strings.Contains(strings.ReplaceAll(dom.Attr(d, "style"), " ", ""), "mso-list:Ignore") {
			mark := dom.TextOf(d)
			d.Parent.RemoveChild(d)
			return mark
		}
	}
	var first *html.Node
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !dom.IsWhite(d.Data) {
			first = d
			break
		}
	}
	if first == nil {
		return ""
	}
	text := strings.TrimLeft(first.Data, " \t\r\n")
	end := strings.IndexFunc(text, unicode.IsSpace)
	if end < 0 {
		end = len(text)
	}
	mark := text[:end]
	rest := text[end:]
	if !isWordMark(mark) || strict && !strings.HasPrefix(rest, "\u00a0") && !strings.HasPrefix(followingText(first), "\u00a0") && rest != "" {
		return ""
	}
	first.Data = strings.TrimLeft(rest, wordBlanks)
	for d := range n.Descendants() { // what parts the mark from the text
		if d.Type != html.TextNode {
			continue
		}
		if d.Data = strings.TrimLeft(d.Data, wordBlanks); d.Data != "" {
			break
		}
	}
	return mark
}

// wordBlanks stand between the mark of an item and its text.
const wordBlanks = " \t\r\n\u00a0"

// followingText is the text behind a text node in the same paragraph.
func followingText(n *html.Node) string {
	if s := n.NextSibling; s != nil && s.FirstChild != nil && s.FirstChild.Type == html.TextNode {
		return s.FirstChild.Data
	}
	return ""
}

// isWordMark tells whether s is a bullet, or a number or letter behind which a
// period or parenthesis stands.
func isWordMark(s string) bool {
	switch s {
	case "·", "•", "o", "§", "-", "–", "—", "v", "Ø", "ü", "q", "\uf0b7", "\uf0a7", "\uf0d8", "\uf0fc", "▪", "◦", "■", "●", "○", "□":
		return true
	}
	body := strings.TrimRight(strings.TrimPrefix(s, "("), ".)")
	return len(body) < len(s) && len(body) > 0 && len(body) <= 5 && strings.Trim(body, "0123456789.") == "" || len(body) < len(s) && len(body) > 0 && len(body) <= 4 && strings.Trim(strings.ToLower(body), "abcdefghijklmnopqrstuvwxyz") == ""
}

// appendWordItem puts an item of a level behind the ones before it.
func (l *Lists) appendWordItem(n *html.Node, kind atom.Atom, level int, mark string) {
	list := n.PrevSibling
	for list != nil && dom.IsBlank(list) {
		list = list.PrevSibling
	}
	if list == nil || !l.made[list] {
		if list = l.asItem(n, kind); kind == atom.Ol {
			setStart(list, mark)
		}
		return
	}
	for at := 1; at < level; at++ {
		item := list.LastChild
		inner := dom.LastShown(item)
		if inner == nil || inner.DataAtom != atom.Ul && inner.DataAtom != atom.Ol {
			inner = dom.NewElement(kind)
			item.AppendChild(inner)
			list = inner
			break
		}
		list = inner
	}
	if list.DataAtom != kind && list.Parent == n.Parent {
		l.asItem(n, kind) // another list behind it
		return
	}
	l.Article.Making(atom.Li, n)
	n.Parent.RemoveChild(n)
	n.DataAtom, n.Data, n.Attr = atom.Li, "li", nil
	list.AppendChild(n)
}

// setStart gives a list the number of its first item.
func setStart(list *html.Node, mark string) {
	if number := strings.Trim(mark, ".()"); number != "1" && strings.Trim(number, "0123456789") == "" {
		dom.SetAttr(list, "start", number)
	}
}
