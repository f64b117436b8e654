package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/weburl"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/note"
)

// frame turns an iframe or embed into a link to what it shows.
func (c *cleaner) frame(n *html.Node, src string) {
	if c.keep == nil || !c.keep[n] {
		if style := dom.Attr(n, "style"); c.hides(style) || dom.HasAttr(n, "hidden") {
			c.removeNoise(n, "hidden")
			return
		}
	}
	for _, key := range []string{"data-src", "data-lazy-src", "data-original", "data-litespeed-src", "data-cookieblock-src", "data-cmp-src", "data-src-cmplz", "data-wf-src", "data-ezsrc", "data-lazyload", "data-iframe-src", "_src"} {
		if weburl.Scheme(src) != "" && !strings.HasPrefix(weburl.Scheme(src), "http") || src == "" {
			src = dom.Attr(n, key)
		}
	}
	addr := c.base.Resolve(weburl.Tidy(src))
	if !isPlayable(addr) {
		if src != "" || dom.HasAttr(n, "srcdoc") {
			c.notes.Add("embed.dropped", note.Warning, "frames without a usable address removed", src)
		}
		c.remove(n)
		return
	}
	switch {
	case c.rules.AdFrames.Has(addr):
		c.removeNoise(n, "ad")
	case dom.HasClass(n, "wp-embedded-content") && previousElement(n) != nil && dom.HasClass(previousElement(n), "wp-embedded-content"):
		c.remove(n) // the quote before it is the same post, without scripts
	default:
		c.dropFallback(n, frameText(n), dom.NewElement(atom.Div))
		c.takePlayer(n, c.embedOf(addr), frameTitle(n), posterOf(n))
	}
}

// frameText is what a frame holds for browsers without frames, which is text to the
// parser.
func frameText(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	box := dom.NewElement(atom.Div)
	nodes, err := html.ParseFragment(strings.NewReader(n.FirstChild.Data), box)
	if err != nil {
		return dom.Collapse(n.FirstChild.Data)
	}
	for _, child := range nodes {
		box.AppendChild(child)
	}
	return dom.TextOf(box)
}

// isPlayable tells whether a link to an address would lead anywhere.
func isPlayable(addr string) bool {
	switch weburl.Scheme(addr) {
	case "about", "blob", "data":
		return false
	}
	return !isDeadLink(addr) && addr[0] != '#'
}

// embedOf returns the page for the address of a player. A player that no rule
// knows is its own page.
func (c *cleaner) embedOf(addr string) Embed {
	if e, ok := c.rules.Players.Find(addr, c.site, false); ok {
		return e
	}
	if c.opt.KeepProxy {
		return Embed{URL: addr, Original: addr}
	}
	if inner, _, ok := c.rules.Proxies.Unwrap(addr, c.site, c.opt.Unarchive); ok {
		if e, ok := c.rules.Players.Find(inner, c.site, false); ok {
			e.Original = addr
			return e
		}
	}
	return Embed{URL: addr, Original: addr}
}

// dullTitles say nothing about what a player shows.
var dullTitles = map[string]bool{"youtube video player": true, "video player": true, "youtube": true, "vimeo": true, "embedded content": true,
	"embedded video": true, "iframe": true, "embed": true, "video": true, "player": true, "untitled": true, "widget": true, "vimeo video player": true, "vimeo-player": true, "embedded youtube video": true,
	"dailymotion video player": true, "x post": true, "twitter tweet": true, "tweet": true, "embedded post": true, "instagram post": true, "facebook post": true, "google map": true, "google maps": true,
	"youtube embed": true, "spotify embed": true, "soundcloud embed": true}

func frameTitle(n *html.Node) string {
	if strings.HasPrefix(n.Data, "mp") && n.DataAtom == 0 { // WeChat's own elements; frames have a name for scripts
		if t := dom.Collapse(dom.Attr(n, "name")); t != "" {
			return t
		}
	}
	for _, key := range []string{"title", "aria-label", "data-title", "videotitle", "playlabel", "music_name", "alt", "data-alt"} {
		t := strings.TrimPrefix(dom.Collapse(dom.Attr(n, key)), "Spotify Embed: ")
		if t != "" && !dullTitles[strings.ToLower(t)] {
			return t
		}
	}
	return ""
}

// takeEmbed puts a link to the page in place of a player.
func (c *cleaner) takeEmbed(n *html.Node, e Embed, title string) {
	if title == "" {
		title = c.takeCaption(n)
	}
	if title != "" {
		e.Title = title
	}
	if e.Provider == "" {
		c.notes.Add("embed.unknown", note.Info, "frames of unknown services became links", e.URL)
	}
	if weburl.Scheme(e.URL) == "" {
		c.notes.Add("link.relative", note.Warning, "link addresses stay relative, since the article's own address is not known", e.URL)
	}
	e.Shown = c.embedName(e)
	c.article.Embeds = append(c.article.Embeds, e)
	link := dom.NewElement(atom.A, "href", e.URL)
	link.AppendChild(dom.NewText(e.Shown))
	c.placeLink(n, link)
}

// embedName is the text of a link to a player: its title, the name of its
// service, or its host.
func (c *cleaner) embedName(e Embed) string {
	if e.Title != "" {
		return e.Title
	}
	if name := c.providerName(e.Provider); name != "" {
		return name
	}
	if a, ok := weburl.Split(e.URL); ok {
		return strings.TrimPrefix(a.Host, "www.")
	}
	return e.URL
}

// placeLink puts a link where a player stood: in a paragraph of its own between
// boxes, with spaces around it in a line of text.
func (c *cleaner) placeLink(n, link *html.Node) {
	if c.links > 0 {
		link = c.placeBehindLink(n, link)
	}
	parent := n.Parent
	if dom.InlineElements[parent.DataAtom] || parent.DataAtom == atom.P || dom.Headings[parent.DataAtom] || dom.EndsText(n.PrevSibling) || dom.StartsText(n.NextSibling) {
		if p := n.PrevSibling; p != nil && (p.DataAtom == atom.A || p.Type == html.TextNode && p.Data != "" && p.Data[len(p.Data)-1] > ' ') {
			parent.InsertBefore(dom.NewText(" "), n)
		}
		if next := n.NextSibling; next != nil && (next.DataAtom == atom.A || next.Type == html.TextNode && next.Data != "" && next.Data[0] > ' ') {
			parent.InsertBefore(dom.NewText(" "), next)
		}
		dom.Replace(n, link)
		return
	}
	p := dom.NewElement(atom.P)
	p.AppendChild(link)
	dom.Replace(n, p)
}

// placeBehindLink puts a link behind the one that n stands in, which cannot hold
// it and leads elsewhere, and returns what it shows for the place of n.
func (c *cleaner) placeBehindLink(n, link *html.Node) *html.Node {
	shown := dom.NewElement(atom.Span)
	for child := link.FirstChild; child != nil; child = link.FirstChild {
		link.RemoveChild(child)
		shown.AppendChild(child)
	}
	around := n.Parent
	for around.DataAtom != atom.A && around.Parent != nil {
		around = around.Parent
	}
	if around.Parent == nil {
		return shown
	}
	href := dom.Attr(around, "href")
	if isDeadLink(href) {
		dom.SetAttr(around, "href", dom.Attr(link, "href"))
		return shown
	}
	if addr, _ := c.linkAddress(href); addr == dom.Attr(link, "href") {
		return shown
	}
	text := dom.TextOf(shown)
	if text == "" {
		text = dom.Attr(link, "href")
	}
	link.AppendChild(dom.NewText(text))
	last := around
	if c.behind != nil && c.behind.Parent == around.Parent {
		last = c.behind
	}
	around.Parent.InsertBefore(dom.NewText(" "), last.NextSibling)
	around.Parent.InsertBefore(link, last.NextSibling.NextSibling)
	c.behind = link
	return shown
}

// maxFigure bounds the children of a figure among which a caption is looked for.
const maxFigure = 64

// takeCaption returns the plain text of the figcaption beside a player, which
// becomes the text of its link.
func (c *cleaner) takeCaption(n *html.Node) string {
	figure := n.Parent
	for range 3 {
		if figure == nil || figure.DataAtom == atom.Figure {
			break
		}
		figure = figure.Parent
	}
	if figure == nil || figure.DataAtom != atom.Figure {
		return ""
	}
	child := figure.FirstChild
	for at := 0; child != nil && at < maxFigure; child, at = child.NextSibling, at+1 {
		if child.DataAtom != atom.Figcaption {
			continue
		}
		if dom.HoldsContent(child) || holdsLink(child) {
			return ""
		}
		text := dom.TextOf(child)
		if text == "" || len(text) >= dom.MaxTitle {
			return ""
		}
		// Emptied, not taken out: the walk may stand before it.
		for child.FirstChild != nil {
			child.RemoveChild(child.FirstChild)
		}
		return text
	}
	return ""
}

func holdsLink(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// providerName returns the name of a service in the article's language.
func (c *cleaner) providerName(id string) string {
	p := c.rules.Providers[id]
	if p == nil {
		return id
	}
	if len(p.Local) > 0 {
		lang, _, _ := strings.Cut(strings.ToLower(c.language()), "-")
		if local := p.Local[lang]; local != "" {
			return local
		}
	}
	return p.Name
}

// object turns a plug-in's element into a link to its player, into the picture
// it shows, or into what stands inside it for want of the plug-in.
func (c *cleaner) object(n *html.Node) {
	addr, inner := dom.Attr(n, "data"), ""
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch name := strings.ToLower(dom.Attr(d, "name")); {
		case d.DataAtom == atom.Param && (name == "movie" || name == "src" || name == "url" || name == "filename") && addr == "":
			addr = dom.Attr(d, "value")
		case d.DataAtom == atom.Embed || d.DataAtom == atom.Iframe:
			if inner = dom.Attr(d, "src"); addr == "" {
				addr = inner
			}
		}
	}
	addr = c.base.Resolve(weburl.Tidy(addr))
	if !isPlayable(addr) {
		c.fallback(n)
		return
	}
	if inner != "" {
		if _, known := c.rules.Players.Find(addr, c.site, false); !known {
			if other := c.base.Resolve(weburl.Tidy(inner)); isPlayable(other) {
				if _, known = c.rules.Players.Find(other, c.site, false); known {
					addr = other
				}
			}
		}
	}
	if e, ok := c.rules.Players.Find(addr, c.site, false); ok {
		c.keepFallback(n)
		c.takePlayer(n, e, frameTitle(n), posterOf(n))
		return
	}
	if strings.HasPrefix(dom.Attr(n, "type"), "image/") || rules.HasImageExtension(addr) {
		img := dom.NewElement(atom.Img, "src", addr, "alt", dom.TextOf(n))
		dom.Replace(n, img)
		c.image(img)
		return
	}
	if showsFallback(n) {
		c.fallback(n)
		return
	}
	c.takeEmbed(n, Embed{URL: addr, Original: addr}, frameTitle(n))
}

// keepFallback puts what a player holds for want of it behind it, if that is more
// than a line about browsers: then it is the article's.
func (c *cleaner) keepFallback(n *html.Node) {
	blocks := 0
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && dom.TextOf(d) != "" && (d.DataAtom == atom.P || ownBlocks[d.DataAtom]) {
			blocks++
		}
	}
	box := dom.NewElement(atom.Div)
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		if child.DataAtom != atom.Source && child.DataAtom != atom.Track && child.DataAtom != atom.Param && child.DataAtom != atom.Embed {
			n.RemoveChild(child)
			box.AppendChild(child)
		}
		child = next
	}
	if blocks < 2 && measure(box).letters <= maxShort {
		c.dropFallback(n, shownText(box), box)
		return
	}
	n.Parent.InsertBefore(box, n.NextSibling)
	c.node(box)
}

// dropFallback says what is left out that a player holds for want of it.
func (c *cleaner) dropFallback(n *html.Node, text string, box *html.Node) {
	if text == "" {
		return
	}
	c.notes.Add("embed.fallback", note.Info, "text that players hold for browsers without them left out", text)
	if c.opt.Explain {
		c.article.Removed = append(c.article.Removed, Removal{Rule: "fallback", Element: describe(n), Text: text, Images: measure(box).images, Markup: markup(box), Addresses: addressesIn(box)})
	}
}

// shownText is what a node shows, Markdown included.
func shownText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode || d.Type == html.RawNode {
			b.WriteString(d.Data)
		}
	}
	return dom.Collapse(b.String())
}

// showsFallback tells whether an object holds anything to show in its place.
func showsFallback(n *html.Node) bool {
	for d := range n.Descendants() {
		if (d.Type == html.TextNode || d.Type == html.RawNode) && !dom.IsWhite(d.Data) || d.Type == html.ElementNode && (d.DataAtom == atom.Img || d.DataAtom == atom.Video || d.DataAtom == atom.Iframe || d.DataAtom == atom.Object) {
			return true
		}
	}
	return false
}

func (c *cleaner) fallback(n *html.Node) {
	c.children(n)
	dom.Unwrap(n)
}

// media turns a video or audio element into a link to its file, around its
// poster if it has one.
func (c *cleaner) media(n *html.Node) {
	src := firstSource(n)
	addr := c.base.Resolve(weburl.Tidy(src))
	poster := posterOf(n)
	usable := isPlayable(addr)
	if !usable && poster == "" {
		c.notes.Add("embed.dropped", note.Warning, "players without a usable address removed", src)
		for d := n.FirstChild; d != nil; {
			next := d.NextSibling
			if d.DataAtom == atom.Source || d.DataAtom == atom.Track {
				n.RemoveChild(d)
			}
			d = next
		}
		c.fallback(n)
		return
	}
	c.keepFallback(n)
	title := frameTitle(n)
	if poster != "" {
		c.poster(n, addr, poster, title, usable)
		return
	}
	e := c.embedOf(addr)
	if e.Provider == "" {
		if title == "" {
			title = c.takeCaption(n)
		}
		if title == "" {
			title = fileName(addr)
		}
		c.article.Embeds = append(c.article.Embeds, Embed{Provider: n.Data, URL: addr, Title: title, Original: src})
		link := dom.NewElement(atom.A, "href", addr)
		link.AppendChild(dom.NewText(title))
		c.placeLink(n, link)
		return
	}
	c.takeEmbed(n, e, title)
}

func firstSource(n *html.Node) string {
	for _, key := range []string{"src", "data-src", "data-url"} {
		if s := dom.Attr(n, key); s != "" && weburl.Scheme(s) != "blob" {
			return s
		}
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.Source {
			if s := dom.Attr(d, "src"); s != "" {
				return s
			}
			if s := dom.Attr(d, "data-src"); s != "" {
				return s
			}
		}
	}
	return dom.Attr(n, "src")
}

// poster puts the poster in place of a player, in a link to its file.
func (c *cleaner) poster(n *html.Node, addr, poster, title string, usable bool) {
	img := dom.NewElement(atom.Img, "src", poster, "alt", title)
	if !usable {
		dom.Replace(n, img)
		c.image(img)
		c.notes.Add("embed.dropped", note.Warning, "players without a usable address: only their poster is left", poster)
		return
	}
	e := c.embedOf(addr)
	if e.Provider == "" {
		e.Provider = n.Data
		if title == "" {
			title = fileName(addr)
		}
	}
	c.takePlayer(n, e, title, poster)
}

// takePlayer puts a link to the page in place of a player, around its poster if
// it has one.
func (c *cleaner) takePlayer(n *html.Node, e Embed, title, poster string) {
	if poster == "" {
		c.takeEmbed(n, e, title)
		return
	}
	if title != "" { // a caption stays: nobody sees the text of a picture
		e.Title = title
	}
	link := dom.NewElement(atom.A, "href", e.URL)
	img := dom.NewElement(atom.Img, "src", poster, "alt", c.embedName(e))
	link.AppendChild(img)
	if !c.image(img) && link.FirstChild == nil {
		link.AppendChild(dom.NewText(c.embedName(e)))
	}
	c.article.Embeds = append(c.article.Embeds, e)
	c.placeLink(n, link)
}

// fileName is the last segment of an address's path, decoded; its host if
// there is none.
func fileName(addr string) string {
	path := addr
	if a, ok := weburl.Split(addr); ok {
		if path = strings.TrimRight(a.Path, "/"); path == "" {
			return a.Host
		}
	} else if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	return dom.Collapse(weburl.PercentDecode(path[strings.LastIndexByte(path, '/')+1:]))
}

// amp handles the elements of AMP pages that have a counterpart in HTML, and
// tells whether n was one; what stands for a player is in the table of facades.
func (c *cleaner) amp(n *html.Node) bool {
	switch n.Data {
	case "amp-img", "amp-anim":
		for child := n.FirstChild; child != nil; child = n.FirstChild {
			n.RemoveChild(child)
		}
		c.image(n)
	case "amp-video", "amp-audio":
		n.Data = strings.TrimPrefix(n.Data, "amp-")
		c.media(n)
	default:
		return false
	}
	return true
}

// scriptFilled tells whether n is an element of AMP or WeChat that shows
// something of the article once its script ran, and nothing before.
func scriptFilled(n *html.Node) bool {
	if n.FirstChild != nil || len(n.Attr) == 0 || !strings.HasPrefix(n.Data, "amp-") && !strings.HasPrefix(n.Data, "mp-") {
		return false
	}
	return !silentElements[n.Data]
}

// silentElements of AMP show nothing, or nothing of the article.
var silentElements = dom.NameSet(`amp-ad amp-embed amp-analytics amp-pixel amp-social-share amp-auto-ads amp-sticky-ad amp-consent amp-state amp-font
	amp-install-serviceworker amp-animation amp-position-observer amp-geo amp-call-tracking amp-experiment amp-date-display amp-bind-macro`)
