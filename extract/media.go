package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// adFrames are hosts of frames that show advertisements or count readers.
var adFrames = []string{"doubleclick.net", "googlesyndication.com", "amazon-adsystem.com", "rcm.amazon.com", "ad.atdmt.com", "adnxs.com", "taboola.com",
	"outbrain.com", "googletagmanager.com", "facebook.com/plugins/like", "platform.twitter.com/widgets/tweet_button", "platform.twitter.com/widgets/follow_button",
	"apis.google.com/_/+1", "b.hatena.ne.jp/entry/button", "widgets.getpocket.com", "tumblr.com/assistant_iframe", "addthis.com", "ghbtns.com", "buttons.github.io"}

// frame turns an iframe or embed into a link to what it shows.
func (c *cleaner) frame(n *html.Node, src string) {
	if c.keep == nil || !c.keep[n] {
		if style := attr(n, "style"); c.hides(style) || hasAttr(n, "hidden") {
			c.removeNoise(n, "hidden")
			return
		}
	}
	for _, key := range []string{"data-src", "data-lazy-src", "data-original", "data-litespeed-src", "data-cookieblock-src", "data-cmp-src", "data-wf-src", "_src"} {
		if schemeOf(src) != "" && !strings.HasPrefix(schemeOf(src), "http") || src == "" {
			src = attr(n, key)
		}
	}
	addr := c.base.resolve(tidyAddress(src))
	if !isPlayable(addr) {
		if src != "" || hasAttr(n, "srcdoc") {
			c.notes.add("embed.dropped", LevelWarning, "frames without a usable address removed", src)
		}
		c.remove(n)
		return
	}
	for _, ad := range adFrames {
		if strings.Contains(addr, ad) {
			c.removeNoise(n, "ad")
			return
		}
	}
	c.takeEmbed(n, c.embedOf(addr), frameTitle(n))
}

// isPlayable tells whether a link to an address would lead anywhere.
func isPlayable(addr string) bool {
	switch schemeOf(addr) {
	case "about", "blob", "data":
		return false
	}
	return !isDeadLink(addr) && addr[0] != '#'
}

func hasAttr(n *html.Node, key string) bool {
	_, ok := findAttr(n, key)
	return ok
}

// embedOf returns the page for the address of a player. A player that no rule
// knows is its own page.
func (c *cleaner) embedOf(addr string) Embed {
	if e, ok := c.rules.players.find(addr, c.site, false); ok {
		return e
	}
	if c.opt.KeepProxy {
		return Embed{URL: addr, Original: addr}
	}
	if inner, _, ok := c.rules.proxies.unwrap(addr, c.site, c.opt.Unarchive); ok {
		if e, ok := c.rules.players.find(inner, c.site, false); ok {
			e.Original = addr
			return e
		}
	}
	return Embed{URL: addr, Original: addr}
}

// dullTitles say nothing about what a player shows.
var dullTitles = map[string]bool{"youtube video player": true, "video player": true, "youtube": true, "vimeo": true, "embedded content": true,
	"embedded video": true, "iframe": true, "embed": true, "video": true, "player": true, "untitled": true, "widget": true, "vimeo video player": true, "embedded youtube video": true,
	"youtube embed": true, "spotify embed": true, "soundcloud embed": true}

func frameTitle(n *html.Node) string {
	for _, key := range []string{"title", "aria-label", "data-title", "alt"} {
		if t := collapse(attr(n, key)); t != "" && !dullTitles[strings.ToLower(t)] {
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
	e.Title = title
	text := title
	if text == "" {
		text = c.providerName(e.Provider)
	}
	if text == "" {
		text = e.URL
		if a, ok := splitAddress(e.URL); ok {
			text = strings.TrimPrefix(a.host, "www.")
		}
	}
	if e.Provider == "" {
		c.notes.add("embed.unknown", LevelInfo, "frames of unknown services became links", e.URL)
	}
	if schemeOf(e.URL) == "" {
		c.notes.add("link.relative", LevelWarning, "link addresses stay relative, since the article's own address is not known", e.URL)
	}
	c.article.Embeds = append(c.article.Embeds, e)
	link := newElement(atom.A, "href", e.URL)
	link.AppendChild(newText(text))
	c.placeLink(n, link)
}

// placeLink puts a link where a player stood: in a paragraph of its own between
// boxes, with spaces around it in a line of text.
func (c *cleaner) placeLink(n, link *html.Node) {
	if c.links > 0 { // a link cannot hold another
		span := newElement(atom.Span)
		for child := link.FirstChild; child != nil; child = link.FirstChild {
			link.RemoveChild(child)
			span.AppendChild(child)
		}
		link = span
	}
	parent := n.Parent
	if inlineElements[parent.DataAtom] || parent.DataAtom == atom.P || headings[parent.DataAtom] || endsText(n.PrevSibling) || startsText(n.NextSibling) {
		if p := n.PrevSibling; p != nil && p.Type == html.TextNode && p.Data != "" && p.Data[len(p.Data)-1] > ' ' {
			parent.InsertBefore(newText(" "), n)
		}
		if next := n.NextSibling; next != nil && next.Type == html.TextNode && next.Data != "" && next.Data[0] > ' ' {
			parent.InsertBefore(newText(" "), next)
		}
		replace(n, link)
		return
	}
	p := newElement(atom.P)
	p.AppendChild(link)
	replace(n, p)
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
		if holdsContent(child) || holdsLink(child) {
			return ""
		}
		text := textOf(child)
		if text == "" || len(text) >= maxTitle {
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
	p := c.rules.providers[id]
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
	addr := attr(n, "data")
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch name := strings.ToLower(attr(d, "name")); {
		case d.DataAtom == atom.Param && (name == "movie" || name == "src" || name == "url" || name == "filename") && addr == "":
			addr = attr(d, "value")
		case (d.DataAtom == atom.Embed || d.DataAtom == atom.Iframe) && addr == "":
			addr = attr(d, "src")
		}
	}
	addr = c.base.resolve(tidyAddress(addr))
	if !isPlayable(addr) {
		c.fallback(n)
		return
	}
	if e, ok := c.rules.players.find(addr, c.site, false); ok {
		c.takeEmbed(n, e, frameTitle(n))
		return
	}
	if strings.HasPrefix(attr(n, "type"), "image/") || hasImageExtension(addr) {
		img := newElement(atom.Img, "src", addr, "alt", textOf(n))
		replace(n, img)
		c.image(img)
		return
	}
	if showsFallback(n) {
		c.fallback(n)
		return
	}
	c.takeEmbed(n, Embed{URL: addr, Original: addr}, frameTitle(n))
}

// showsFallback tells whether an object holds anything to show in its place.
func showsFallback(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !isWhite(d.Data) || d.Type == html.ElementNode && (d.DataAtom == atom.Img || d.DataAtom == atom.Video || d.DataAtom == atom.Iframe || d.DataAtom == atom.Object) {
			return true
		}
	}
	return false
}

func (c *cleaner) fallback(n *html.Node) {
	c.children(n)
	c.unwrap(n)
}

// media turns a video or audio element into a link to its file, around its
// poster if it has one.
func (c *cleaner) media(n *html.Node) {
	src := firstSource(n)
	addr := c.base.resolve(tidyAddress(src))
	poster := attr(n, "poster")
	if poster == "" {
		poster = attr(n, "data-poster")
	}
	usable := isPlayable(addr)
	if !usable && poster == "" {
		c.notes.add("embed.dropped", LevelWarning, "players without a usable address removed", src)
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
		link := newElement(atom.A, "href", addr)
		link.AppendChild(newText(title))
		c.placeLink(n, link)
		return
	}
	c.takeEmbed(n, e, title)
}

func firstSource(n *html.Node) string {
	for _, key := range []string{"src", "data-src", "data-url"} {
		if s := attr(n, key); s != "" && schemeOf(s) != "blob" {
			return s
		}
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.Source {
			if s := attr(d, "src"); s != "" {
				return s
			}
			if s := attr(d, "data-src"); s != "" {
				return s
			}
		}
	}
	return attr(n, "src")
}

// poster puts the poster in place of a player, in a link to its file.
func (c *cleaner) poster(n *html.Node, addr, poster, title string, usable bool) {
	img := newElement(atom.Img, "src", poster, "alt", title)
	if !usable {
		replace(n, img)
		c.image(img)
		c.notes.add("embed.dropped", LevelWarning, "players without a usable address: only their poster is left", poster)
		return
	}
	e := c.embedOf(addr)
	if e.Provider == "" {
		e.Provider = n.Data
	}
	e.Title = title
	link := newElement(atom.A, "href", e.URL)
	link.AppendChild(img)
	if !c.image(img) && link.FirstChild == nil {
		if title == "" {
			title = fileName(addr)
		}
		link.AppendChild(newText(title))
	}
	c.article.Embeds = append(c.article.Embeds, e)
	c.placeLink(n, link)
}

// fileName is the last segment of an address's path, decoded; its host if
// there is none.
func fileName(addr string) string {
	path := addr
	if a, ok := splitAddress(addr); ok {
		if path = strings.TrimRight(a.path, "/"); path == "" {
			return a.host
		}
	} else if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	return collapse(percentDecode(path[strings.LastIndexByte(path, '/')+1:]))
}

// AMP is a rule for an AMP element: its identifier goes into To.
type AMP struct {
	Tag, Attr, Provider, To string
}

var ampElements = []AMP{
	{"amp-youtube", "data-videoid", "youtube", "https://www.youtube.com/watch?v={id}"},
	{"amp-vimeo", "data-videoid", "vimeo", "https://vimeo.com/{id}"},
	{"amp-dailymotion", "data-videoid", "dailymotion", "https://www.dailymotion.com/video/{id}"},
	{"amp-twitter", "data-tweetid", "twitter", "https://x.com/i/status/{id}"},
	{"amp-instagram", "data-shortcode", "instagram", "https://www.instagram.com/p/{id}/"},
	{"amp-tiktok", "data-src", "tiktok", "https://www.tiktok.com/@/video/{id}"},
	{"amp-gist", "data-gistid", "gist", "https://gist.github.com/{id}"},
	{"amp-facebook", "data-href", "facebook", "{id}"},
	{"amp-soundcloud", "data-trackid", "soundcloud", "https://api.soundcloud.com/tracks/{id}"},
	{"amp-reddit", "data-src", "reddit", "{id}"},
	{"amp-imgur", "data-imgur-id", "imgur", "https://imgur.com/{id}"},
	{"amp-iframe", "src", "", ""},
	{"amp-video-iframe", "src", "", ""},
}

// amp handles the elements of AMP pages, and tells whether n was one.
func (c *cleaner) amp(n *html.Node) bool {
	switch n.Data {
	case "amp-img", "amp-anim":
		for child := n.FirstChild; child != nil; child = n.FirstChild {
			n.RemoveChild(child)
		}
		c.image(n)
		return true
	case "amp-video", "amp-audio":
		n.Data = strings.TrimPrefix(n.Data, "amp-")
		c.media(n)
		return true
	}
	for _, row := range ampElements {
		if row.Tag != n.Data {
			continue
		}
		id := attr(n, row.Attr)
		if row.To == "" {
			c.frame(n, id)
			return true
		}
		page, ok := fillTemplate(row.To, []variable{{"id", id}})
		if id == "" || !ok {
			return false
		}
		c.takeEmbed(n, Embed{Provider: row.Provider, ID: id, URL: page, Original: id}, frameTitle(n))
		return true
	}
	return false
}
