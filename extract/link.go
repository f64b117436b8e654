package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/note"
)

// link cleans an a whose contents are clean; held tells whether they were more
// than text.
func (c *cleaner) link(n *html.Node, held bool) {
	href, ok := findAttr(n, "href")
	if !ok {
		if n.FirstChild == nil && c.preformatted == 0 && !c.isTarget(n) {
			n.Parent.RemoveChild(n)
		}
		return
	}
	if href == "" && c.opt.Origin == Authored {
		c.article.Links = append(c.article.Links, Link{Text: textOf(n)})
		return
	}
	if isDeadLink(href) {
		if isDangerous(href) && !isIdleScript(href) {
			c.notes.add("link.dangerous", note.Warning, "links that could run code became their text", textOf(n))
		}
		c.unlink(n)
		return
	}
	if c.isHeadingAnchor(n, href) && !c.keep[n] {
		c.removeNoise(n, "anchor")
		return
	}
	addr, via := c.linkAddress(href)
	if isDeadLink(addr) {
		c.unlink(n)
		return
	}
	if c.imageLink(n, addr) {
		return
	}
	c.joinText(n, addr)
	if held {
		c.labelLink(n)
	}
	link := Link{URL: addr, Via: via, Text: textOf(n)}
	if addr != href {
		link.Original = href
		setAttr(n, "href", addr)
	}
	if via != "" {
		c.notes.add("link.unwrapped", note.Info, "links lead to their destination instead of a redirector", addr)
	}
	c.article.Links = append(c.article.Links, link)
	if addr[0] != '#' && schemeOf(addr) == "" {
		c.notes.add("link.relative", note.Info, "link addresses stay relative, since the article's own address is not known", addr)
	}
}

// isDeadLink tells whether an address leads nowhere.
func isDeadLink(href string) bool {
	switch s := strings.TrimSpace(href); s {
	case "", "#", "undefined", "/undefined", "null", "/null", "about:blank", "http://", "https://", "#undefined", "javascript:", "http:///", "https:///":
		return true
	default:
		return isDangerous(s) || strings.HasSuffix(s, "/undefined") && strings.Count(s, "/") <= 3
	}
}

// isIdleScript tells whether a javascript: address does nothing, as pages have
// it on links that a script handles.
func isIdleScript(href string) bool {
	_, script, _ := strings.Cut(href, ":")
	switch strings.Trim(strings.ToLower(strings.ReplaceAll(script, " ", "")), ";/") {
	case "", "void(0)", "void(null)", "void()", "void0", "null", "undefined", "false", "returnfalse":
		return true
	}
	return false
}

// unlink leaves the text of a link; what leads to the element itself still
// finds it.
func (c *cleaner) unlink(n *html.Node) {
	if c.isTarget(n) {
		removeAttr(n, "href")
		return
	}
	c.unwrap(n)
}

// linkAddress returns the real, absolute address of a link, and the rule that
// found it.
func (c *cleaner) linkAddress(raw string) (addr, via string) {
	if raw[0] == '#' {
		return raw, ""
	}
	addr = tidyAddress(raw)
	if addr == "" {
		return raw, ""
	}
	addr = c.base.resolve(addr)
	for range maxWrapped {
		inner, name, ok := c.rules.redirectors.unwrap(addr, c.site, c.opt.Unarchive)
		if !ok || inner == addr {
			break
		}
		addr, via = inner, "redirector:"+name
	}
	if c.opt.CleanLinks {
		addr = c.rules.cleanQuery(addr)
	}
	return addr, via
}

// cleanQuery removes tracking parameters from an http(s) or relative address.
func (r *ruleset) cleanQuery(s string) string {
	if scheme := schemeOf(s); scheme != "" && scheme != "http" && scheme != "https" {
		return s
	}
	before, fragment := s, ""
	if i := strings.IndexByte(s, '#'); i >= 0 {
		before, fragment = s[:i], s[i:]
	}
	before, query, ok := strings.Cut(before, "?")
	if !ok {
		return s
	}
	var kept []string
	changed := false
	for pair := range strings.SplitSeq(query, "&") {
		key, _, _ := strings.Cut(pair, "=")
		if r.isTracker(strings.ToLower(key)) {
			changed = true
			continue
		}
		kept = append(kept, pair)
	}
	if !changed {
		return s
	}
	if len(kept) > 0 {
		before += "?" + strings.Join(kept, "&")
	}
	return before + fragment
}

// isTracker tells whether a parameter, in lower case, only counts clicks.
func (r *ruleset) isTracker(key string) bool {
	if r.trackers[key] {
		return true
	}
	for _, stem := range r.trackStems {
		if strings.HasPrefix(key, stem) {
			return true
		}
	}
	return false
}

// imageLink takes a link away that only leads to the picture it shows. The
// larger file of the two becomes the image.
func (c *cleaner) imageLink(n *html.Node, addr string) bool {
	img := onlyImage(n)
	if img == nil || !hasImageExtension(addr) || len(c.imageNodes) == 0 || c.imageNodes[len(c.imageNodes)-1] != img {
		return false
	}
	target, how := c.imageAddress(addr)
	target = strings.Replace(target, "-h/", "/", strings.Count(target, "/s1600-h/")) // Blogger's page about a picture
	taken := &c.article.Images[len(c.article.Images)-1]
	if isDangerous(target) || judgeImage(target) != looksReal || !samePicture(target, taken.URL) {
		return false
	}
	if target != taken.URL {
		if how != "" {
			how = "+" + how
		}
		taken.Alternates = append(taken.Alternates, taken.URL)
		taken.URL, taken.Via = target, "link"+how
		setAttr(img, "src", target)
		removeAttr(img, "width") // they are the small picture's
		removeAttr(img, "height")
		taken.Width, taken.Height = 0, 0
	}
	c.unwrap(n)
	return true
}

// onlyImage returns the image that is all a link shows, or nil.
func onlyImage(n *html.Node) *html.Node {
	var img *html.Node
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && !isWhite(d.Data):
			return nil
		case d.Type == html.ElementNode && d.DataAtom == atom.Img:
			if img != nil {
				return nil
			}
			img = d
		}
	}
	return img
}

// labelLink gives a link that shows nothing any more, since an icon was all it
// showed, its label.
func (c *cleaner) labelLink(n *html.Node) {
	if label := firstLabel(n); label != "" && measure(n) == (size{}) && !holdsContent(n) {
		n.AppendChild(newText(label))
		c.notes.add("link.labelled", note.Info, "links whose icons were removed show their labels", label)
	}
}

func holdsElement(n *html.Node) bool {
	for child := range n.ChildNodes() {
		if child.Type == html.ElementNode {
			return true
		}
	}
	return false
}

func firstLabel(n *html.Node) string {
	if label := collapse(attr(n, "aria-label")); label != "" {
		return label
	}
	return collapse(attr(n, "title"))
}

// joinText makes one text of a link's address that a page shows in parts, some
// of them invisible.
func (c *cleaner) joinText(n *html.Node, addr string) {
	split := false
	for child := n.FirstChild; child != nil && !split; child = child.NextSibling {
		split = child.DataAtom == atom.Span && (hasClass(child, "invisible") || hasClass(child, "ellipsis"))
	}
	if !split {
		return
	}
	text := strings.ReplaceAll(textOf(n), " ", "")
	if !strings.Contains(addr, strings.TrimSuffix(text, "/")) {
		return
	}
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	n.AppendChild(newText(text))
}
