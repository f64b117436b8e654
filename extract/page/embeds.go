package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/metadata"
)

// dropPostDates removes from embedded posts of other sites when they were
// written: that is their page's to say. A link that only the date has goes to the
// author's name before it; without one, the date stays.
func dropPostDates(root *html.Node, lang string) {
	for n := root.FirstChild; n != nil; n = dom.NextWithin(n, root, false) {
		if n.Type == html.ElementNode && metadata.IsEmbed(n) {
			dropPostDate(n, lang)
		}
	}
}

func dropPostDate(post *html.Node, lang string) {
	for n := post.FirstChild; n != nil; {
		next := dom.NextWithin(n, post, false)
		if (n.DataAtom == atom.A || n.DataAtom == atom.Time) && isDateOnly(dom.NodeText(n, maxPostDate), lang) {
			next = dom.NextWithin(n, post, true)
			moveLink(n)
		}
		n = next
	}
}

const maxPostDate = 60 // bytes

// isDateOnly reports whether a text is a date, with or without a time, and no more.
func isDateOnly(text, lang string) bool {
	if _, ok := metadata.FindDate(text, lang); !ok {
		return false
	}
	other := false
	dom.EachWord(text, func(w string) bool {
		other = !bylineWords()[w] && !dom.IsDigit(w[0]) && metadata.MonthOf(w) == 0
		return !other
	})
	return !other
}

// moveLink removes a date, and gives its link to the name before it: the text
// right before, or a link that it stands behind.
func moveLink(date *html.Node) {
	before := date.PrevSibling
	for before != nil && before.Type == html.TextNode && isBetween(before.Data) {
		before = before.PrevSibling
	}
	if before == nil || before.Type != html.TextNode && before.DataAtom != atom.A {
		return
	}
	for n := before.NextSibling; n != nil && n != date; n = before.NextSibling {
		detach(n)
	}
	detach(date)
	switch {
	case before.Type == html.TextNode && date.DataAtom == atom.A:
		linkName(before, date)
	case before.Type == html.TextNode:
		before.Data = cutOn(before.Data)
	case date.DataAtom == atom.A:
		before.Attr = date.Attr
	}
}

// cutOn cuts from the end of a text what leads on to a date.
func cutOn(text string) string {
	text = strings.TrimRight(text, " \t\r\n\u00a0")
	for _, on := range []string{"on", "am", "el", "le", "em", "il", "op"} {
		if before, ok := strings.CutSuffix(text, " "+on); ok {
			return before
		}
	}
	return text
}

// isBetween reports whether a text is only what joins a name and a date.
func isBetween(text string) bool {
	text = strings.Trim(text, " \t\r\n\u00a0,·|-–—")
	return cutOn(" "+text) == ""
}

// linkName puts a link like that of date around the name that a text ends with:
// what is behind a dash.
func linkName(text, date *html.Node) {
	name := strings.TrimLeft(text.Data, " \t\r\n\u00a0-–—")
	lead := text.Data[:len(text.Data)-len(name)]
	link := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: date.Attr}
	link.AppendChild(&html.Node{Type: html.TextNode, Data: strings.TrimSpace(name)})
	text.Data = lead
	text.Parent.InsertBefore(link, text.NextSibling)
}
