package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/rules"
)

// Bounds of the guards.
const (
	maxShort      = 240 // characters of text
	linkShare     = 2   // text in links must be at least 1/linkShare of all
	articleShare  = 2   // what is removed must be less than 1/articleShare of the article
	maxMarkLength = 8   // bytes
)

// allowsNoise applies the guard of a rule to an element.
func (c *cleaner) allowsNoise(n *html.Node, row *rules.Noise) bool {
	if len(row.Site) > 0 && !rules.MatchesSite(row.Site, c.site) {
		return false
	}
	size, ok := c.measureNoise(n)
	if !ok {
		return false
	}
	switch row.Guard {
	case rules.GuardShort:
		return size.letters <= maxShort
	case rules.GuardLinks:
		return size.linkLetters*linkShare >= size.letters
	case rules.GuardButtons:
		return size.letters <= maxShort && size.bareImages == 0 && (size.linkLetters+size.buttonLetters)*linkShare >= size.letters
	case rules.GuardListing:
		return size.letters <= maxShort && size.images == 0 && (isBesidePre(n) || isBesidePre(n.Parent))
	case rules.GuardEmpty:
		return size.letters == 0 && size.images == 0
	case rules.GuardTags:
		return size.letters <= maxShort && size.images == 0 && holdsTagLink(n)
	case rules.GuardMark:
		return size.images == 0 && isMark(dom.TextOf(n))
	}
	return true
}

// isBesidePre tells whether the element around n holds a pre.
func isBesidePre(n *html.Node) bool {
	if n.Parent == nil {
		return false
	}
	for sibling := range n.Parent.ChildNodes() {
		if sibling.DataAtom == atom.Pre {
			return true
		}
	}
	return false
}

// headingMarks are the texts of links from a heading to itself.
var headingMarks = map[string]bool{"": true, "#": true, "¶": true, "§": true, "🔗": true, "🔗\ufe0e": true, "🔗\ufe0f": true, "⚓": true, "\u200b": true}

// isHeadingAnchor tells whether a link in a heading shows only a mark and leads
// to that heading, or to nothing that is left of the page.
func (c *cleaner) isHeadingAnchor(n *html.Node, href string) bool {
	heading := n.Parent
	if !dom.Headings[heading.DataAtom] || !strings.HasPrefix(href, "#") || !headingMarks[dom.TextOf(n)] || dom.HoldsContent(n) {
		return false
	}
	target := c.ByID(href[1:])
	return !dom.IsWithin(target, c.article.Root) || dom.IsWithin(target, heading) || dom.IsWithin(heading, target) || isBefore(target, heading)
}

// isBefore tells whether n, which shows nothing, is what comes before next.
func isBefore(n, next *html.Node) bool {
	return dom.SkipBlank(n.NextSibling) == next && dom.TextOf(n) == "" && !dom.HoldsContent(n)
}

// isTechnoratiTags tells whether a line is only a list of tags at Technorati,
// as blog editors put it below a post.
func (c *cleaner) isTechnoratiTags(n *html.Node) bool {
	if n.DataAtom != atom.P && n.DataAtom != atom.Div {
		return false
	}
	first := dom.SkipBlank(n.FirstChild)
	if first == nil || first.Type != html.TextNode || !strings.HasPrefix(strings.TrimSpace(first.Data), "Technorati") {
		return false
	}
	return c.allowsNoise(n, &rules.Noise{Guard: rules.GuardTags}) && !c.keep[n]
}

func holdsTagLink(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "a" && strings.Contains(dom.Attr(d, "rel"), "tag") {
			return true
		}
	}
	return false
}

// maxWasted bounds the text that is counted in vain, in articles: elements that
// hold one another and look like noise, each too large to be some, would
// otherwise be counted over and over.
const maxWasted = 40

// measureNoise measures an element that looks like noise; it is not ok if it
// holds so much of the article that it is none.
func (c *cleaner) measureNoise(n *html.Node) (size, bool) {
	if c.wasted > maxWasted*(c.articleLetters()+1000) {
		return size{}, false
	}
	s := measure(n)
	if s.letters > 0 && s.letters*articleShare >= c.articleLetters() {
		c.wasted += s.letters
		return s, false
	}
	return s, true
}

// isMark tells whether s is at most a sign that stands for a link.
func isMark(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) <= maxMarkLength && !strings.ContainsFunc(s, dom.IsWordLetter)
}

// size counts what an element shows.
type size struct {
	letters       int // characters that are no white space
	linkLetters   int // those in links
	buttonLetters int // those in buttons
	images        int // images and players
	bareImages    int // those in no link or button
}

func measure(n *html.Node) size {
	var s size
	s.add(n, 0)
	return s
}

// add counts n; within is the link or button that it stands in, 0 for none.
func (s *size) add(n *html.Node, within atom.Atom) {
	switch n.Type {
	case html.TextNode, html.RawNode:
		k := countLetters(n.Data)
		s.letters += k
		switch within {
		case atom.A:
			s.linkLetters += k
		case atom.Button:
			s.buttonLetters += k
		}
		return
	case html.ElementNode:
		switch n.Data {
		case "script", "style", "template", "noscript":
			return
		case "img", "iframe", "video", "audio", "object", "embed", "picture", "amp-img":
			s.images++
			if within == 0 {
				s.bareImages++
			}
		case "a":
			within = atom.A
		case "button":
			if within == 0 {
				within = atom.Button
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.add(c, within)
	}
}

// articleLetters counts the text of the whole article, once.
func (c *cleaner) articleLetters() int {
	if c.letters < 0 {
		c.letters = measure(c.article.Root).letters
	}
	return c.letters
}

func countLetters(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if b := s[i]; b > ' ' && b&0xc0 != 0x80 { // neither white space nor a continuation byte
			n++
		}
	}
	return n
}
