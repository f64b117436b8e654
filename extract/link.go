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

// link cleans an a whose contents are clean; label is what icons and images in it
// were called, held whether there were elements in it at all.
func (c *cleaner) link(n *html.Node, label string, held bool) {
	href, ok := dom.FindAttr(n, "href")
	if !ok {
		if n.FirstChild == nil && c.preformatted == 0 && !c.IsTarget(n) {
			n.Parent.RemoveChild(n)
		}
		return
	}
	if href == "" && c.opt.Origin == Authored {
		c.article.Links = append(c.article.Links, Link{Text: dom.TextOf(n)})
		return
	}
	if isDeadLink(href) {
		if weburl.IsDangerous(href) && !isIdleScript(href) {
			c.notes.Add("link.dangerous", note.Warning, "links that could run code became their text", dom.TextOf(n))
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
	if (held || c.opt.Origin != Authored) && c.labelLink(n, label) {
		return
	}
	link := Link{URL: addr, Via: via, Text: dom.TextOf(n)}
	if addr != href {
		link.Original = href
		dom.SetAttr(n, "href", addr)
	}
	if via != "" {
		c.notes.Add("link.unwrapped", note.Info, "links lead to their destination instead of a redirector", addr)
	}
	c.article.Links = append(c.article.Links, link)
	if addr[0] != '#' && weburl.Scheme(addr) == "" {
		c.notes.Add("link.relative", note.Info, "link addresses stay relative, since the article's own address is not known", addr)
	}
}

// isDeadLink tells whether an address leads nowhere.
func isDeadLink(href string) bool {
	switch s := strings.TrimSpace(href); s {
	case "", "#", "undefined", "/undefined", "null", "/null", "about:blank", "http://", "https://", "#undefined", "javascript:", "http:///", "https:///":
		return true
	default:
		return weburl.IsDangerous(s) || strings.HasSuffix(s, "/undefined") && strings.Count(s, "/") <= 3
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
	if c.IsTarget(n) {
		dom.RemoveAttr(n, "href")
		return
	}
	dom.Unwrap(n)
}

// linkAddress returns the real, absolute address of a link, and the rule that
// found it.
func (c *cleaner) linkAddress(raw string) (addr, via string) {
	if raw[0] == '#' {
		return raw, ""
	}
	addr = weburl.Tidy(raw)
	if addr == "" {
		return raw, ""
	}
	addr = c.base.Resolve(addr)
	if place := c.placeHere(addr); place != "" {
		return place, ""
	}
	for range maxWrapped {
		inner, name, ok := c.rules.Redirectors.Unwrap(addr, c.site, c.opt.Unarchive)
		if !ok || inner == addr {
			break
		}
		addr, via = inner, "redirector:"+name
	}
	if c.opt.CleanLinks {
		addr = c.rules.CleanQuery(addr)
	}
	return addr, via
}

// placeHere is the fragment of an address that leads to an element of the article
// itself by the whole address of its page; "" if it does not.
func (c *cleaner) placeHere(addr string) string {
	page, fragment, ok := strings.Cut(addr, "#")
	if !ok || fragment == "" || c.site == "" || strings.TrimSuffix(weburl.Site(page), "/") != strings.TrimSuffix(c.site, "/") || c.ByID(fragment) == nil {
		return ""
	}
	return "#" + fragment
}

// imageLink takes a link away that only leads to the picture it shows. The
// larger file of the two becomes the image.
func (c *cleaner) imageLink(n *html.Node, addr string) bool {
	img := onlyImage(n)
	if img == nil || !rules.HasImageExtension(addr) || len(c.imageNodes) == 0 || c.imageNodes[len(c.imageNodes)-1] != img {
		return false
	}
	target, how := c.imageAddress(addr)
	target = strings.Replace(target, "-h/", "/", strings.Count(target, "/s1600-h/")) // Blogger's page about a picture
	taken := &c.article.Images[len(c.article.Images)-1]
	if weburl.IsDangerous(target) || rules.JudgeImage(target) != rules.LooksReal || !rules.SamePicture(target, taken.URL) {
		return false
	}
	if target != taken.URL {
		if how != "" {
			how = "+" + how
		}
		taken.Alternates = append(taken.Alternates, taken.URL)
		taken.URL, taken.Via = target, "link"+how
		dom.SetAttr(img, "src", target)
		dom.RemoveAttr(img, "width") // they are the small picture's
		dom.RemoveAttr(img, "height")
		taken.Width, taken.Height = 0, 0
	}
	c.Making(atom.Img, shallowCopy(n))
	dom.Unwrap(n)
	return true
}

// onlyImage returns the image that is all a link shows, or nil.
func onlyImage(n *html.Node) *html.Node {
	var img *html.Node
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && !dom.IsWhite(d.Data):
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

// labelLink gives a link that shows nothing its label, and removes it for want of
// one, which it tells.
func (c *cleaner) labelLink(n *html.Node, inner string) (removed bool) {
	if c.preformatted > 0 || !dom.IsHollow(n) {
		return false
	}
	label := dom.FirstNonEmpty(firstLabel(n), inner, dom.Collapse(dom.Attr(n, "data-text")))
	href := dom.Attr(n, "href")
	if label != "" && href[0] != '#' {
		n.AppendChild(dom.NewText(label))
		c.notes.Add("link.labelled", note.Info, "links that showed nothing, or an icon, show their labels", label)
		return false
	}
	if c.IsTarget(n) {
		dom.RemoveAttr(n, "href")
		return true
	}
	if c.opt.Origin == Authored {
		return false
	}
	c.notes.Add("link.empty", note.Info, "links that showed nothing and have no label removed", href)
	c.addRemoval(n, "link")
	if n.FirstChild != nil {
		n.Parent.InsertBefore(dom.NewText(" "), n)
	}
	n.Parent.RemoveChild(n)
	return true
}

func firstLabel(n *html.Node) string {
	return dom.FirstNonEmpty(dom.Collapse(dom.Attr(n, "aria-label")), dom.Collapse(dom.Attr(n, "title")))
}

// innerLabel is what an icon or image is called that a link holds beside no text.
func innerLabel(n *html.Node) (label string, held bool) {
	if !holdsElement(n) {
		return "", false
	}
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && d.Parent.Data == "title": // of a drawing
			label = dom.FirstNonEmpty(label, dom.Collapse(d.Data))
		case d.Type == html.TextNode && !dom.IsWhite(d.Data):
			return label, true
		case d.Type == html.ElementNode:
			label = dom.FirstNonEmpty(label, dom.Collapse(dom.Attr(d, "alt")), firstLabel(d))
		}
	}
	return label, true
}

func holdsElement(n *html.Node) bool {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type == html.ElementNode {
			return true
		}
	}
	return false
}

// joinText makes one text of a link's address that a page shows in parts, some
// of them invisible.
func (c *cleaner) joinText(n *html.Node, addr string) {
	split := false
	for child := n.FirstChild; child != nil && !split; child = child.NextSibling {
		split = child.DataAtom == atom.Span && (dom.HasClass(child, "invisible") || dom.HasClass(child, "ellipsis"))
	}
	if !split {
		return
	}
	text := strings.ReplaceAll(dom.TextOf(n), " ", "")
	if !strings.Contains(addr, strings.TrimSuffix(text, "/")) {
		return
	}
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	n.AppendChild(dom.NewText(text))
}
