package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/weburl"
	"github.com/artx-cli/artx/extract/rules"
)

// facadePlayer returns what an element stands for by a row.
func (c *cleaner) facadePlayer(n *html.Node, row *rules.Facade) (Embed, bool) {
	if len(row.Site) > 0 && !rules.MatchesSite(row.Site, c.site) {
		return Embed{}, false
	}
	if row.To == "" {
		e := c.lastPlayerLink(n)
		return e, e.URL != ""
	}
	addr, ok := row.Player(n)
	if addr = c.base.Resolve(weburl.Tidy(addr)); !ok || !isPlayable(addr) || c.rules.AdFrames.Has(addr) {
		return Embed{}, false
	}
	return c.embedOf(addr), true
}

// quotePost records the post of a social network that an element quotes. The
// text stays, with a link to the post.
func (c *cleaner) quotePost(n *html.Node, e Embed) {
	e.Title = frameTitle(n)
	c.article.Embeds = append(c.article.Embeds, e)
	if c.leadsTo(n, e) {
		return
	}
	link := dom.NewElement(atom.A, "href", e.URL)
	link.AppendChild(dom.NewText(c.embedName(e)))
	if n.DataAtom == atom.P {
		n.AppendChild(dom.NewText(" "))
		n.AppendChild(link)
		return
	}
	p := dom.NewElement(atom.P)
	p.AppendChild(link)
	n.AppendChild(p)
}

// lastPlayerLink returns what the last link to a player in n leads to; that of a
// quoted post is its date.
func (c *cleaner) lastPlayerLink(n *html.Node) (last Embed) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.A {
			if e, ok := c.rules.Players.Find(c.base.Resolve(weburl.Tidy(dom.Attr(d, "href"))), c.site, false); ok {
				last = e
			}
		}
	}
	return last
}

// leadsTo tells whether a link in n leads to the page of a player.
func (c *cleaner) leadsTo(n *html.Node, e Embed) bool {
	for d := range n.Descendants() {
		if d.Type != html.ElementNode || d.DataAtom != atom.A {
			continue
		}
		if c.leadsToPage(d, e) {
			return true
		}
	}
	return false
}

// leadsToPage tells whether a link leads to the page of a player.
func (c *cleaner) leadsToPage(a *html.Node, e Embed) bool {
	href := c.base.Resolve(weburl.Tidy(dom.Attr(a, "href")))
	if href == e.URL || href == e.Original {
		return true
	}
	page, ok := c.rules.Players.Find(href, c.site, false)
	return ok && page.ID == e.ID && page.Provider == e.Provider
}

// posterAttributes hold the picture that stands for a player: of video, Plyr,
// WeChat and Complianz.
var posterAttributes = []string{"poster", "data-poster", "data-thumbnail", "data-cover", "data-placeholder-image"}

// posterOf returns the address of the picture that stands for a player.
func posterOf(n *html.Node) string {
	for _, key := range posterAttributes {
		if s := dom.Attr(n, key); s != "" {
			if strings.Contains(s, "%3A") {
				return weburl.PercentDecode(s)
			}
			return s
		}
	}
	img := findImage(n)
	if img == nil {
		return ""
	}
	for _, key := range []string{"data-lazy-src", "data-src", "src"} {
		if s := dom.Attr(img, key); rules.JudgeImage(weburl.Tidy(s)) == rules.LooksReal {
			return s
		}
	}
	return ""
}

// looksBare tells whether a text begins with an address.
func looksBare(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] > ' ' {
			return strings.HasPrefix(s[i:], "http")
		}
	}
	return false
}

// barePlayer turns the address of a player that stands alone in its line, from
// which a site generator or WordPress would make the player, into a link to it.
func (c *cleaner) barePlayer(n *html.Node) {
	text := strings.TrimSpace(n.Data)
	if len(text) > maxBareAddress || strings.ContainsAny(text, " \t\n<>\"") || c.links+c.preformatted+c.formula > 0 || !standsAlone(n) {
		return
	}
	if e, ok := c.rules.Players.Find(weburl.Tidy(text), c.site, false); ok {
		c.Making(atom.A, n)
		c.takeEmbed(n, e, "")
	}
}

// maxBareAddress bounds the length of an address that is looked up.
const maxBareAddress = 300

// standsAlone tells whether n is all that its line shows.
func standsAlone(n *html.Node) bool {
	return !dom.InlineElements[n.Parent.DataAtom] && !dom.Headings[n.Parent.DataAtom] && endsLine(n.NextSibling) && endsLine(n.PrevSibling)
}

func endsLine(n *html.Node) bool {
	return n == nil || n.Type == html.ElementNode && (n.DataAtom == atom.Br || !dom.InlineElements[n.DataAtom])
}

// posterIn is posterOf for an element whose style may name the picture.
func posterIn(n *html.Node, background string) string {
	if rules.HasImageExtension(background) {
		return background
	}
	return posterOf(n)
}
