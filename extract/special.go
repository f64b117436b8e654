package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/formula"
	"github.com/artx-cli/artx/extract/internal/weburl"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/note"
)

// special handles elements that become something else, and tells whether n was
// one.
func (c *cleaner) special(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script:
		c.script(n)
	case atom.Img:
		if c.preformatted == 0 && c.takeFormulaImage(n) || c.isNoImage(n) {
			return true
		}
		c.image(n)
	case atom.Image: // the parser makes img of it; what is left is SVG's
		n.Parent.RemoveChild(n)
	case atom.Picture:
		c.pictureElement(n)
	case atom.Noscript:
		c.noscript(n)
	case atom.Iframe, atom.Embed:
		c.frame(n, dom.Attr(n, "src"))
	case atom.Object, atom.Applet:
		c.object(n)
	case atom.Video, atom.Audio:
		c.media(n)
	case atom.Source: // whose player is gone
		if dom.Attr(n, "src") == "" {
			n.Parent.RemoveChild(n)
			break
		}
		n.Data, n.DataAtom = "video", atom.Video
		c.media(n)
	case atom.Input:
		c.input(n)
	case atom.Textarea:
		c.textarea(n)
	case atom.Button, atom.Select:
		c.control(n)
	case atom.Svg:
		if !c.takeFormula(n) {
			c.drawing(n)
		}
	case atom.Canvas:
		c.canvas(n)
	case atom.Xmp, atom.Listing, atom.Plaintext:
		n.Data, n.DataAtom = "pre", atom.Pre // their text would be markup when written again
		return false
	case atom.Acronym:
		n.Data, n.DataAtom = "abbr", atom.Abbr
		return false
	case atom.Area:
		return c.area(n)
	case atom.Map:
		c.children(n)
		dom.Unwrap(n)
	case atom.Form, atom.Fieldset, atom.Dialog:
		n.Data, n.DataAtom = "div", atom.Div
		dom.RemoveAttr(n, "action")
		return false
	case 0:
		if n.Data == "en-todo" { // Evernote
			c.children(n)
			c.lists.LooseTask(n)
			return true
		}
		return strings.HasPrefix(n.Data, "amp-") && c.amp(n)
	default:
		return false
	}
	return true
}

// isNoImage removes an img that a noise rule, a hidden style or a selector
// takes away.
func (c *cleaner) isNoImage(n *html.Node) bool {
	if c.keep != nil && c.keep[n] {
		return false
	}
	if style := dom.Attr(n, "style"); c.hides(style) && !c.isLazy(n) {
		c.removeNoise(n, "hidden")
		return true
	}
	return false
}

func (c *cleaner) hides(style string) bool {
	var t traits
	c.style(nil, style, &t)
	return t.hidden
}

func (c *cleaner) isLazy(n *html.Node) bool {
	for i := range n.Attr {
		if c.rules.Lazy.Find(n.Attr[i].Key, c.site) >= 0 {
			return true
		}
	}
	return false
}

// script keeps TeX, turns a script that writes a player into a link, and
// removes any other.
func (c *cleaner) script(n *html.Node) {
	if formula.IsScript(n) {
		dom.Replace(n, formula.New(strings.TrimSpace(textContent(n)), strings.Contains(dom.Attr(n, "type"), "display")))
		return
	}
	if c.isListed(n, "") {
		return
	}
	src := dom.Attr(n, "src")
	if src == "" {
		n.Parent.RemoveChild(n)
		return
	}
	embed, ok := c.rules.Players.Find(c.base.Resolve(weburl.Tidy(src)), c.site, true)
	if !ok {
		n.Parent.RemoveChild(n)
		return
	}
	c.takeEmbed(n, embed, c.noscriptTitle(n, embed))
}

// noscriptTitle returns the text of the link that stands for a player behind
// its script, for want of scripts.
func (c *cleaner) noscriptTitle(script *html.Node, e Embed) string {
	next := dom.SkipBlank(script.NextSibling)
	if next == nil || next.DataAtom != atom.Noscript {
		return ""
	}
	for d := range next.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.A && c.leadsToPage(d, e) {
			return dom.TextOf(d)
		}
	}
	return ""
}

// textContent is the text in a script.
func textContent(n *html.Node) string {
	if n.FirstChild == nil {
		return ""
	}
	return n.FirstChild.Data
}

// pictureElement leaves the img of a picture, with its sources as candidates.
func (c *cleaner) pictureElement(n *html.Node) {
	var img *html.Node
	var sources []pictureSource
	for d := range n.Descendants() {
		if d.Type != html.ElementNode {
			continue
		}
		switch d.DataAtom {
		case atom.Img:
			if img == nil {
				img = d
			}
		case atom.Source:
			sources = append(sources, c.pictureSource(d))
		}
	}
	slices.SortStableFunc(sources, func(a, b pictureSource) int { return a.order - b.order })
	var set, lazySet []string
	for _, s := range sources {
		if s.set != "" {
			set = append(set, s.set)
		}
		if s.lazySet != "" {
			lazySet = append(lazySet, s.lazySet)
		}
	}
	if img == nil {
		if len(set)+len(lazySet) == 0 {
			c.children(n)
			dom.Unwrap(n)
			return
		}
		img = dom.NewElement(atom.Img, "alt", dom.Attr(n, "data-alt")) // lozad makes it
	} else {
		img.Parent.RemoveChild(img)
	}
	addSets(img, "srcset", set)
	addSets(img, "data-srcset", lazySet)
	dom.Replace(n, img)
	if !c.isNoImage(img) {
		c.image(img)
	}
}

// pictureSource is what a source of a picture offers. Of equal candidates that
// of the lowest order is taken: for large screens rather than small ones, and
// in a format that every viewer shows.
type pictureSource struct {
	set, lazySet string
	order        int
}

func (c *cleaner) pictureSource(n *html.Node) (s pictureSource) {
	for i := range n.Attr {
		switch key, value := n.Attr[i].Key, n.Attr[i].Val; key {
		case "srcset":
			s.set = value
		case "media":
			if strings.Contains(value, "max-width") && !strings.Contains(value, "min-width") {
				s.order += 2
			}
		case "type":
			if strings.Contains(value, "webp") || strings.Contains(value, "avif") {
				s.order++
			}
		default:
			if row := c.rules.Lazy.Find(key, c.site); row >= 0 && c.rules.Lazy.Rows[row].Kind == rules.LazySet {
				s.lazySet = value
			}
		}
	}
	return s
}

// addSets puts candidates behind those that an img has itself.
func addSets(img *html.Node, key string, sets []string) {
	if len(sets) == 0 {
		return
	}
	if own := dom.Attr(img, key); own != "" {
		sets = append([]string{own}, sets...)
	}
	dom.SetAttr(img, key, strings.Join(sets, ", "))
}

// noscript puts what scripts would have shown in its place, unless it repeats
// the image beside it or asks for JavaScript.
func (c *cleaner) noscript(n *html.Node) {
	if n.Parent.DataAtom == atom.Head {
		n.Parent.RemoveChild(n)
		return
	}
	img := findImage(n)
	if img == nil {
		if dom.TextOf(n) == "" && !dom.HoldsContent(n) {
			n.Parent.RemoveChild(n)
			return
		}
		if asksForScripts(n) {
			c.removeNoise(n, "noscript")
			return
		}
		if c.repeatsPlayer(n) {
			n.Parent.RemoveChild(n)
			return
		}
		c.children(n)
		dom.Unwrap(n)
		return
	}
	if lazy := c.neighbour(n); lazy != nil && dom.IsWhite(dom.TextOf(n)) {
		// The twin joins the lazy image as one more place to look at.
		if src := dom.Attr(img, "src"); src != "" {
			lazy.Attr = append(lazy.Attr, html.Attribute{Key: "data-src", Val: src})
		}
		if alt := dom.Attr(img, "alt"); alt != "" && dom.Attr(lazy, "alt") == "" {
			dom.SetAttr(lazy, "alt", alt)
		}
		n.Parent.RemoveChild(n)
		return
	}
	if c.repeatsImage(n, img) {
		n.Parent.RemoveChild(n)
		return
	}
	c.children(n)
	dom.Unwrap(n)
}

// asksForScripts tells whether a noscript only says that a page needs scripts.
func asksForScripts(n *html.Node) bool {
	text := strings.ToLower(dom.TextOf(n))
	if !strings.Contains(text, "javascript") && !strings.Contains(text, "disqus") {
		return false
	}
	var s size
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		s.add(child, 0)
	}
	return s.letters <= maxShort
}

// repeatsPlayer tells whether a noscript holds the player that was just taken
// from the facade or script before it, or nothing but a link to it.
func (c *cleaner) repeatsPlayer(n *html.Node) bool {
	if len(c.article.Embeds) == 0 {
		return false
	}
	last := c.article.Embeds[len(c.article.Embeds)-1]
	for d := range n.Descendants() {
		switch {
		case d.Type != html.ElementNode:
		case d.DataAtom == atom.Iframe:
			return c.embedOf(c.base.Resolve(weburl.Tidy(dom.Attr(d, "src")))).URL == last.URL
		case d.DataAtom == atom.A:
			return c.leadsToPage(d, last) && dom.TextOf(d) == dom.TextOf(n) && (last.Title == dom.TextOf(d) || looksBare(dom.TextOf(d)))
		}
	}
	return false
}

// findImage returns the first img under n.
func findImage(n *html.Node) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (d.DataAtom == atom.Img || d.Data == "amp-img") {
			return d
		}
	}
	return nil
}

// neighbour returns the lazy image that follows n directly and is not cleaned
// yet.
func (c *cleaner) neighbour(n *html.Node) *html.Node {
	next := dom.SkipBlank(n.NextSibling)
	if next == nil || next.Type != html.ElementNode || next.DataAtom != atom.Img {
		return nil
	}
	if c.isLazy(next) || rules.JudgeImage(weburl.Tidy(dom.Attr(next, "src"))) != rules.LooksReal {
		return next
	}
	return nil
}

// repeatsImage tells whether the image in a noscript is the one that was just
// taken, in the same box.
func (c *cleaner) repeatsImage(n, img *html.Node) bool {
	if len(c.imageNodes) == 0 {
		return false
	}
	last := c.imageNodes[len(c.imageNodes)-1]
	if c.isStandIn(last) {
		return false
	}
	box := n.Parent
	if box.DataAtom != atom.Figure && box.Parent != nil && box.Parent.DataAtom == atom.Figure {
		box = box.Parent
	}
	within := false
	for p := last.Parent; p != nil && !within; p = p.Parent {
		within = p == box
	}
	if !within {
		return false
	}
	p := picture{}
	c.collect(&p, img)
	best := p.best()
	taken := c.article.Images[len(c.article.Images)-1]
	if best < 0 || rules.SamePicture(p.candidates[best].url, taken.URL) {
		return true
	}
	// A lazy image directly before its twin may be another size of it.
	return previousElement(n) == last && taken.Via != "src"
}

func previousElement(n *html.Node) *html.Node {
	p := n.PrevSibling
	for p != nil && p.Type == html.TextNode && dom.IsWhite(p.Data) {
		p = p.PrevSibling
	}
	return p
}

// input keeps the check boxes of task lists and takes images for images.
func (c *cleaner) input(n *html.Node) {
	switch strings.ToLower(dom.Attr(n, "type")) {
	case "checkbox":
		for p := n.Parent; p != nil; p = p.Parent {
			if p.DataAtom == atom.Li {
				c.attributes(n)
				return
			}
		}
	case "image":
		c.image(n)
		return
	}
	n.Parent.RemoveChild(n)
}

// textarea keeps code that an old highlighter read from it.
func (c *cleaner) textarea(n *html.Node) {
	if text := dom.TextOf(n); text != "" && (dom.Attr(n, "name") == "code" || strings.Contains(n.FirstChild.Data, "\n")) {
		n.Data, n.DataAtom = "pre", atom.Pre
		c.attributes(n)
		return
	}
	c.control(n)
}

// control removes a form control, with a note if it showed text.
func (c *cleaner) control(n *html.Node) {
	if c.keep != nil && c.keep[n] {
		n.Data, n.DataAtom = "span", atom.Span
		n.Attr = nil
		c.children(n)
		return
	}
	if img := findImage(n); img != nil && n.DataAtom == atom.Button {
		n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil // a button around a picture opens it
		c.children(n)
		return
	}
	if n.DataAtom == atom.Button && (inSentence(n) || isHeadingText(n)) {
		n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
		c.children(n)
		return
	}
	if dom.TextOf(n) != "" {
		c.removeNoise(n, "control")
		return
	}
	c.remove(n)
}

// isHeadingText tells whether a button is all of a heading or a term: it opens what
// stands below. Origins: Bootstrap's accordions, the ARIA Authoring Practices.
func isHeadingText(n *html.Node) bool {
	for dom.InlineElements[n.Parent.DataAtom] && dom.SkipBlank(n.Parent.FirstChild) == n && dom.LastShown(n.Parent) == n {
		n = n.Parent
	}
	if p := n.Parent; !dom.Headings[p.DataAtom] && p.DataAtom != atom.Dt {
		return false
	}
	return dom.SkipBlank(n.Parent.FirstChild) == n && dom.LastShown(n.Parent) == n
}

// minSentence is how many letters beside a button make it the end or the beginning
// of a sentence.
const minSentence = 12

// inSentence tells whether words of the same line stand on both sides of a button,
// or enough of them on one.
func inSentence(n *html.Node) bool {
	if dom.TextOf(n) == "" {
		return false
	}
	for dom.InlineElements[n.Parent.DataAtom] && n.Parent.DataAtom != atom.A && dom.SkipBlank(n.Parent.FirstChild) == n && dom.LastShown(n.Parent) == n {
		n = n.Parent
	}
	if box := n.Parent.DataAtom; dom.Boxes[box] && box != atom.P || box == atom.Ul || box == atom.Ol || box == atom.Body || box == atom.A {
		return false
	}
	before, behind := lineText(n, false), lineText(n, true)
	if before != "" && behind != "" {
		return true
	}
	return countLetters(before) >= minSentence && !strings.HasSuffix(before, ":") && !strings.HasSuffix(before, "：") ||
		countLetters(behind) >= minSentence
}

// lineText is the text beside n on its line.
func lineText(n *html.Node, behind bool) string {
	step := func(s *html.Node) *html.Node {
		if behind {
			return s.NextSibling
		}
		return s.PrevSibling
	}
	var text string
	for s := step(n); s != nil && dom.IsLineContent(s) && len(text) < dom.MaxTitle; s = step(s) {
		shown := s.Data
		if s.Type == html.ElementNode {
			shown = dom.TextOf(s)
		}
		if text += shown; !behind {
			text = shown + strings.TrimSuffix(text, shown)
		}
	}
	return strings.TrimSpace(text)
}

// area makes a link of a part of a picture that leads somewhere.
func (c *cleaner) area(n *html.Node) bool {
	href := dom.Attr(n, "href")
	label := dom.FirstNonEmpty(dom.Collapse(dom.Attr(n, "alt")), firstLabel(n))
	if isDeadLink(href) || label == "" {
		n.Parent.RemoveChild(n)
		return true
	}
	for s := n.PrevSibling; s != nil; s = s.PrevSibling { // one link may have many shapes
		if s.DataAtom == atom.A && dom.TextOf(s) == label {
			n.Parent.RemoveChild(n)
			return true
		}
	}
	n.Parent.InsertBefore(dom.NewText(" "), n)
	n.Data, n.DataAtom, n.Attr = "a", atom.A, []html.Attribute{{Key: "href", Val: href}}
	n.AppendChild(dom.NewText(label))
	c.link(n, "", false)
	return true
}

// drawing handles inline SVG: an image inside it is taken; an icon goes, with
// text in it only under a note.
func (c *cleaner) drawing(n *html.Node) {
	for d := range n.Descendants() {
		if d.Type != html.ElementNode || d.Data != "image" {
			continue
		}
		for i := range d.Attr {
			if d.Attr[i].Key == "href" {
				d.Attr[i].Namespace = ""
			}
		}
		d.Parent.RemoveChild(d)
		dom.Replace(n, d)
		c.image(d)
		return
	}
	if text := dom.TextOf(n); text != "" {
		c.notes.Add("image.drawing", note.Warning, "inline drawings (SVG) removed", text)
	} else if pixelCount(dom.Attr(n, "width")) > 100 {
		c.notes.Add("image.drawing", note.Warning, "inline drawings (SVG) removed", dom.Attr(n, "class"))
	}
	n.Parent.RemoveChild(n)
}

// canvas keeps what it shows to browsers that cannot draw.
func (c *cleaner) canvas(n *html.Node) {
	c.children(n)
	dom.Unwrap(n)
}

// backgroundImage adds the picture of an element that holds no text and no
// image of its own.
func (c *cleaner) backgroundImage(n *html.Node, addr string) {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && !dom.IsWhite(d.Data) || d.Type == html.ElementNode && (d.DataAtom == atom.Img || d.DataAtom == atom.A && dom.Attr(d, "href") != "") {
			return
		}
	}
	if rules.JudgeImage(weburl.Tidy(addr)) != rules.LooksReal || !rules.HasImageExtension(addr) && !namesImageFormat(addr) && !isPictureClass(dom.Attr(n, "class")) {
		return
	}
	img := dom.NewElement(atom.Img, "src", addr, "alt", dom.Attr(n, "aria-label"))
	n.AppendChild(img)
	if c.image(img) {
		c.article.Images[len(c.article.Images)-1].Via = "background"
	}
}

// namesImageFormat tells whether a parameter of an address is the format of an
// image, such as wx_fmt=png.
func namesImageFormat(s string) bool {
	_, query, _ := strings.Cut(s, "?")
	for pair := range strings.SplitSeq(query, "&") {
		if _, value, _ := strings.Cut(pair, "="); rules.ImageExtensions[value] {
			return true
		}
	}
	return false
}

// isPictureClass tells whether a class says that an element shows a picture.
func isPictureClass(class string) bool {
	for _, word := range []string{"img", "image", "pic", "photo", "thumb", "cover", "poster"} {
		if strings.Contains(class, word) {
			return true
		}
	}
	return false
}
