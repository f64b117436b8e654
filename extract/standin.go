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

// standIn is an img that is shown until a script, or the reader, brings the
// picture itself: a blurred preview, or one without any address. Blur-up images
// (Medium, Gatsby, Next.js) come as several elements of one box.
type standIn struct {
	node    *html.Node // a preview that was taken for want of better; nil if it was removed
	parent  *html.Node
	box     *html.Node // the outermost element that shows nothing but the picture
	alt     string
	name    string // of the file it shows; "" if it is no file
	drawn   bool   // what stands in is for the eye alone
	example string // of the note, if nothing follows that it stands for
	at      *html.Node
}

// maxStandIns bounds how many elements stand in for one image.
const maxStandIns = 8

// isPreview tells whether a candidate looks like a preview of another image.
func isPreview(ch choice) bool {
	if ch.rank != rankPoorSrc {
		return false
	}
	if a, ok := weburl.Split(ch.url); ok {
		return rules.LooksLikePreview(a)
	}
	return weburl.Scheme(ch.url) == "data" && len(ch.url) < rules.MaxPreview
}

// standsIn remembers an img that may be explained by what follows it; best is
// the candidate that was taken for now, -1 for none.
func (c *cleaner) standsIn(n *html.Node, p *picture, best int) {
	s := standIn{name: pictureName(p.img.Original), parent: n.Parent, box: boxOf(n), alt: p.img.Alt, example: p.img.Original, at: c.notes.at,
		drawn: dom.Attr(n, "aria-hidden") == "true" || dom.Attr(n, "role") == "presentation"}
	if best >= 0 {
		s.node, s.name = n, pictureName(p.candidates[best].url)
	}
	if len(c.standIns) == maxStandIns || len(c.standIns) > 0 && c.standIns[0].box != s.box {
		c.flushStandIns()
	}
	c.standIns = append(c.standIns, s)
}

// isStandIn tells whether an image of the article is but a preview.
func (c *cleaner) isStandIn(n *html.Node) bool {
	for i := range c.standIns {
		if c.standIns[i].node == n {
			return true
		}
	}
	return false
}

// settleStandIns takes away what stood in for an image that is about to be
// taken, and notes the others.
func (c *cleaner) settleStandIns(n *html.Node, alt, addr string) {
	if len(c.standIns) == 0 {
		return
	}
	left := c.standIns[:0]
	for _, s := range c.standIns {
		if !s.standsFor(n, alt, addr) {
			left = append(left, s)
			continue
		}
		if s.node != nil {
			c.withdrawImage(s.node)
		}
		c.notes.AddAt("image.preview", note.Info, "previews removed beside the image itself", s.example, s.at)
	}
	c.standIns = left
	c.flushStandIns()
}

// flushStandIns notes images that had no address, now that none followed.
func (c *cleaner) flushStandIns() {
	for _, s := range c.standIns {
		if s.node == nil {
			c.notes.AddAt("image.placeholder", note.Warning, "images without a real address removed", s.example, s.at)
		}
	}
	c.standIns = c.standIns[:0]
}

// standsFor tells whether n, an image of that address, is the one that s stands
// for. A file stands for another size of itself; what it shows for want of
// scripts may have any name.
func (s *standIn) standsFor(n *html.Node, alt, addr string) bool {
	if s.alt != "" && alt != "" && s.alt != alt {
		return false
	}
	within, scriptless := false, false
	for p := n.Parent; p != nil && !within; p = p.Parent {
		within = p == s.box
		if p.DataAtom == atom.Noscript {
			scriptless = true
		}
	}
	return within && (scriptless || s.name == "" || s.name == pictureName(addr)) && (s.node != nil || s.drawn || scriptless || n.Parent != s.parent)
}

// withdrawImage takes back an image of the article.
func (c *cleaner) withdrawImage(n *html.Node) {
	at := len(c.imageNodes) - 1
	for at >= 0 && c.imageNodes[at] != n {
		at--
	}
	if at < 0 || n.Parent == nil {
		return
	}
	c.imageNodes = append(c.imageNodes[:at], c.imageNodes[at+1:]...)
	c.article.Images = append(c.article.Images[:at], c.article.Images[at+1:]...)
	for i := range c.article.Sources {
		switch source := &c.article.Sources[i]; {
		case source.Image == at:
			source.Image = -1
		case source.Image > at:
			source.Image--
		}
	}
	n.Parent.RemoveChild(n)
}

// maxBox bounds how many elements around an image are looked at, maxBoxNodes
// how much one of them may hold.
const (
	maxBox      = 4
	maxBoxNodes = 64
)

// boxOf returns the outermost of the elements around an image that show
// nothing else.
func boxOf(n *html.Node) *html.Node {
	box := n.Parent
	for range maxBox {
		p := box.Parent
		if box.DataAtom == atom.Figure || p == nil || !isImageBox(box) || !isImageBox(p) || holdsMore(p) {
			break
		}
		box = p
	}
	return box
}

func isImageBox(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Figure, atom.Div, atom.Span, atom.Picture, atom.A, atom.Noscript, atom.Button:
		return true
	case 0:
		return n.Type == html.ElementNode
	}
	return false
}

// holdsMore tells whether an element holds text beside the caption of an image,
// or more than the box of an image would.
func holdsMore(n *html.Node) bool {
	count := 0
	for d := range n.Descendants() {
		if count++; count > maxBoxNodes {
			return true
		}
		if d.Type == html.TextNode && !dom.IsWhite(d.Data) && !isCaption(d, n) {
			return true
		}
	}
	return false
}

// isCaption tells whether a text stands in a caption, style or script within box.
func isCaption(text, box *html.Node) bool {
	for p := text.Parent; p != box; p = p.Parent {
		if p.DataAtom == atom.Figcaption || p.DataAtom == atom.Style || p.DataAtom == atom.Script {
			return true
		}
	}
	return false
}

// pictureName is the name of an image's file without its extension, or the
// address of its folder if the file is only named by a size (60x-1.jpg); "" if
// the address is none of a file.
func pictureName(addr string) string {
	if addr == "" || weburl.Scheme(addr) == "data" {
		return ""
	}
	if i := strings.IndexAny(addr, "?#"); i >= 0 {
		addr = addr[:i]
	}
	dir, name := cutLast(strings.TrimRight(addr, "/"), "/")
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		name = name[:i]
	}
	if dir != "" && strings.Trim(name, "0123456789x-_") == "" {
		return dir
	}
	return name
}
