package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// dropped are elements that go with all they hold: they show nothing, or
// nothing that an article can keep.
var dropped = atomSet(atom.Style, atom.Template, atom.Link, atom.Meta, atom.Title, atom.Base, atom.Head, atom.Button,
	atom.Select, atom.Textarea, atom.Datalist, atom.Option, atom.Svg, atom.Canvas, atom.Param, atom.Frameset, atom.Noframes, atom.Dialog)

// moreMarkers are comments that site generators read.
var moreMarkers = map[string]bool{"more": true, "truncate": true, "excerpt": true, "nextpage": true}

// Clean rewrites the tree under root in place.
func Clean(root *html.Node, opt Options) (*Article, error) {
	c := &cleaner{opt: opt, article: &Article{Root: root}}
	c.children(root)
	return c.article, nil
}

type cleaner struct {
	opt     Options
	article *Article
}

func (c *cleaner) children(parent *html.Node) {
	for n := parent.FirstChild; n != nil; {
		next := n.NextSibling
		c.node(n)
		n = next
	}
}

func (c *cleaner) node(n *html.Node) {
	switch n.Type {
	case html.CommentNode:
		if !moreMarkers[strings.TrimSpace(n.Data)] {
			n.Parent.RemoveChild(n)
		}
	case html.DoctypeNode:
		n.Parent.RemoveChild(n)
	case html.ElementNode:
		c.element(n)
	}
}

func (c *cleaner) element(n *html.Node) {
	switch {
	case dropped[n.DataAtom], n.DataAtom == atom.Script && !strings.HasPrefix(attr(n, "type"), "math/tex"),
		n.DataAtom == atom.Input && attr(n, "type") != "checkbox":
		n.Parent.RemoveChild(n)
		return
	case n.DataAtom == atom.Img:
		c.image(n)
		return
	case n.DataAtom == atom.Iframe:
		c.iframe(n)
		return
	}
	safeAttributes(n)
	c.children(n)
	switch {
	case n.DataAtom == atom.A:
		c.link(n)
	case (n.DataAtom == atom.P || n.DataAtom == atom.Div) && showsNothing(n):
		n.Parent.RemoveChild(n)
	}
}

// safeAttributes removes event handlers and dangerous addresses.
func safeAttributes(n *html.Node) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		if strings.HasPrefix(a.Key, "on") || (a.Key == "href" || a.Key == "src" || a.Key == "cite" || a.Key == "action") && dangerous(a.Val) {
			continue
		}
		kept = append(kept, a)
	}
	n.Attr = kept
}

// dangerous tells whether a browser would run what address names. Browsers
// ignore control characters and white space in a scheme.
func dangerous(address string) bool {
	var scheme strings.Builder
	for _, r := range address {
		switch {
		case r <= ' ':
			continue
		case r == ':':
			s := strings.ToLower(scheme.String())
			return s == "javascript" || s == "vbscript" || s == "data" && !strings.Contains(strings.ToLower(address), "image/")
		case r == '/' || r == '?' || r == '#' || scheme.Len() > 16:
			return false
		}
		scheme.WriteRune(r)
	}
	return false
}

func showsNothing(n *html.Node) bool {
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && strings.TrimFunc(d.Data, func(r rune) bool { return r == '\u00a0' || r <= ' ' }) != "",
			d.Type == html.RawNode, d.Type == html.CommentNode:
			return false
		case d.Type == html.ElementNode && (d.DataAtom == atom.Img || d.DataAtom == atom.Hr || d.DataAtom == atom.Input || d.DataAtom == atom.Script):
			return false
		}
	}
	return true
}

func (c *cleaner) link(n *html.Node) {
	href := attr(n, "href")
	if href == "" {
		return
	}
	c.article.Links = append(c.article.Links, Link{URL: href, Text: nodeText(n, 1000)})
}

func (c *cleaner) image(n *html.Node) {
	src := attr(n, "src")
	img := Image{URL: src, Via: "src", Alt: attr(n, "alt"), Title: attr(n, "title")}
	for _, key := range []string{"data-original", "data-src", "data-lazy-src", "data-actualsrc"} {
		if v := attr(n, key); strings.HasPrefix(v, "http") {
			img.URL, img.Via = v, key
			break
		}
	}
	img.URL, _, _ = ResolveImage(img.URL, c.opt)
	if src != img.URL {
		img.Original = src
	}
	if gif := attr(n, "data-gif-url"); gif != "" {
		img.Alternates = []string{gif}
	}
	if img.URL == "" || dangerous(img.URL) {
		n.Parent.RemoveChild(n)
		return
	}
	n.Attr = []html.Attribute{{Key: "src", Val: img.URL}}
	if img.Alt != "" {
		n.Attr = append(n.Attr, html.Attribute{Key: "alt", Val: img.Alt})
	}
	if img.Title != "" {
		n.Attr = append(n.Attr, html.Attribute{Key: "title", Val: img.Title})
	}
	c.article.Images = append(c.article.Images, img)
}

func (c *cleaner) iframe(n *html.Node) {
	src := attr(n, "src")
	if src == "" {
		n.Parent.RemoveChild(n)
		return
	}
	n.Data, n.DataAtom, n.Attr = "a", atom.A, []html.Attribute{{Key: "href", Val: src}}
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	n.AppendChild(&html.Node{Type: html.TextNode, Data: src})
}

// ResolveImage resolves an address.
func ResolveImage(addr string, opt Options) (resolved, via string, placeholder bool) {
	if i := strings.Index(addr, "?http"); i > 0 && !opt.KeepProxy {
		return addr[i+1:], "proxy", false
	}
	return addr, "", false
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
