package convert

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/danger"
	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/internal/listing"
	"github.com/artx-cli/artx/convert/internal/tex"
)

// htmlAttributes are the elements that HTML output has, with the attributes
// that are kept; of all other elements the content is.
var htmlAttributes = map[atom.Atom][]string{
	atom.P: nil, atom.H1: nil, atom.H2: nil, atom.H3: nil, atom.H4: nil, atom.H5: nil, atom.H6: nil,
	atom.Blockquote: {"cite"}, atom.Pre: nil, atom.Code: {"class"}, atom.Hr: nil, atom.Br: nil, atom.Wbr: nil,
	atom.Ul: nil, atom.Ol: {"start"}, atom.Li: {"value", "id"}, atom.Dl: nil, atom.Dt: nil, atom.Dd: nil,
	atom.Table: nil, atom.Caption: nil, atom.Thead: nil, atom.Tbody: nil, atom.Tfoot: nil, atom.Tr: nil,
	atom.Td: {"align", "colspan", "rowspan"}, atom.Th: {"align", "colspan", "rowspan"},
	atom.Figure: nil, atom.Figcaption: nil, atom.Details: nil, atom.Summary: nil,
	atom.A: {"href", "title"}, atom.Img: {"src", "alt", "title", "width", "height"},
	atom.B: nil, atom.Strong: nil, atom.I: nil, atom.Em: nil, atom.Del: nil, atom.S: nil, atom.Strike: nil, atom.Ins: nil, atom.U: nil,
	atom.Sub: nil, atom.Sup: {"id"}, atom.Kbd: nil, atom.Samp: nil, atom.Var: nil, atom.Mark: nil, atom.Small: nil, atom.Q: nil,
	atom.Cite: nil, atom.Abbr: {"title"}, atom.Dfn: nil, atom.Ruby: nil, atom.Rt: nil, atom.Rp: nil, atom.Bdo: {"dir"}, atom.Bdi: nil,
	atom.Time: {"datetime"}, atom.Input: {"type", "checked", "disabled"},
}

// globalAttributes are kept on every element: without them right-to-left text
// and foreign words lose what they mean.
var globalAttributes = []string{"dir", "lang"}

// unseen are elements that go with all they hold.
func isUnseen(a atom.Atom) bool {
	switch a {
	case atom.Head, atom.Script, atom.Style, atom.Template, atom.Title, atom.Meta, atom.Link, atom.Base, atom.Noframes,
		atom.Select, atom.Button, atom.Svg, atom.Canvas, atom.Source, atom.Track, atom.Param:
		return true
	}
	return false
}

// HTML writes the tree under root as clean HTML: elements and attributes of an
// allow list, safe addresses, no wrappers, a line a block. Bare text between
// blocks becomes paragraphs. It does not change the tree.
func HTML(root *html.Node) ([]byte, error) {
	h := htmlWriter{}
	h.children(root, true)
	h.endParagraph()
	out := bytes.TrimSpace(h.out.Bytes())
	if len(out) == 0 {
		return nil, nil
	}
	return append(out, '\n'), nil
}

type htmlWriter struct {
	out       bytes.Buffer
	paragraph bool // a paragraph for bare text is open
	pre       int
}

// children writes what n holds; in bare flow, text needs a paragraph.
func (h *htmlWriter) children(n *html.Node, bare bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			h.text(c.Data, bare)
		case html.CommentNode:
			if moreMarkers[strings.TrimSpace(c.Data)] {
				h.endParagraph()
				h.out.WriteString("<!--" + c.Data + "-->\n")
			}
		case html.ElementNode:
			h.element(c, bare)
		case html.DocumentNode:
			h.children(c, bare)
		}
	}
}

func (h *htmlWriter) text(s string, bare bool) {
	if bare && !h.paragraph {
		if strings.TrimSpace(s) == "" {
			return
		}
		s = strings.TrimLeft(s, " \t\r\n\f")
		h.beginParagraph()
	}
	if h.pre == 0 {
		s = dom.Collapse(s)
	}
	h.out.WriteString(html.EscapeString(s))
}

func (h *htmlWriter) beginParagraph() {
	h.out.WriteString("<p>")
	h.paragraph = true
}

func (h *htmlWriter) endParagraph() {
	if h.paragraph {
		h.trimSpace()
		h.out.WriteString("</p>\n")
		h.paragraph = false
	}
}

func (h *htmlWriter) trimSpace() {
	for n := h.out.Len(); n > 0 && h.out.Bytes()[n-1] == ' '; n-- {
		h.out.Truncate(n - 1)
	}
}

func (h *htmlWriter) element(n *html.Node, bare bool) {
	if isUnseen(n.DataAtom) {
		return
	}
	if source, caption := listing.In(n); source != nil {
		h.listing(source, caption)
		return
	}
	if n.DataAtom == atom.Math {
		h.formula(n, bare)
		return
	}
	attrs, known := htmlAttributes[n.DataAtom]
	if n.DataAtom == atom.A && (!dom.HasAttr(n, "href") || danger.Runs(dom.Attr(n, "href"))) ||
		n.DataAtom == atom.Img && danger.Runs(dom.Attr(n, "src")) && !strings.HasPrefix(strings.ToLower(dom.Attr(n, "src")), "data:image/") {
		known = false
	}
	flow := dom.IsFlow(n.DataAtom)
	around := bare && !flow && known && isAroundFlow(n) // <a> around headings and paragraphs
	if flow || around {
		h.endParagraph()
		if bytes.HasSuffix(h.out.Bytes(), []byte(" ")) {
			h.trimSpace()
		}
	} else if bare && !h.paragraph && known {
		h.beginParagraph()
	}
	if !known {
		h.children(n, bare)
		if flow {
			h.endParagraph()
		}
		return
	}
	h.open(n, attrs)
	switch {
	case dom.IsVoid(n.DataAtom):
	case n.DataAtom == atom.Pre:
		h.pre++
		h.children(n, false)
		h.pre--
	default:
		h.children(n, around || flow && holdsFlow(n) || n.DataAtom == atom.Blockquote)
		if flow || around {
			h.endParagraph()
		}
	}
	if !dom.IsVoid(n.DataAtom) {
		h.out.WriteString("</" + n.Data + ">")
	}
	if flow || around {
		h.out.WriteByte('\n')
	}
}

// listing writes code without what highlighters put around it.
func (h *htmlWriter) listing(source, caption *html.Node) {
	h.endParagraph()
	h.trimSpace()
	if caption != nil {
		h.beginParagraph()
		h.children(caption, false)
		h.endParagraph()
	}
	h.out.WriteString("<pre><code")
	if l := listing.Language(source); l != "" {
		h.out.WriteString(` class="language-` + html.EscapeString(l) + `"`)
	}
	h.out.WriteString(">" + html.EscapeString(listing.Text(source)) + "\n</code></pre>\n")
}

// formula writes a formula as the TeX that MathJax and KaTeX read in text.
func (h *htmlWriter) formula(n *html.Node, bare bool) {
	tex := strings.TrimSpace(tex.Of(n))
	switch {
	case tex == "":
	case dom.Attr(n, "display") == "block":
		h.text(`\[`+tex+`\]`, bare)
	default:
		h.text(`\(`+tex+`\)`, bare)
	}
}

// isAroundFlow tells whether an inline element holds blocks.
func isAroundFlow(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && dom.IsFlow(d.DataAtom) {
			return true
		}
	}
	return false
}

// holdsFlow tells whether a child of n is a block, so that text beside it
// needs a paragraph.
func holdsFlow(n *html.Node) bool {
	if n.DataAtom == atom.P || n.DataAtom == atom.Ul || n.DataAtom == atom.Ol || n.DataAtom == atom.Table || n.DataAtom == atom.Tr {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (c.DataAtom == atom.P || c.DataAtom == atom.Div) {
			return true
		}
	}
	return false
}

func (h *htmlWriter) open(n *html.Node, attrs []string) {
	h.out.WriteString("<" + n.Data)
	for _, list := range [2][]string{attrs, globalAttributes} {
		for _, key := range list {
			v := dom.Attr(n, key)
			switch {
			case !dom.HasAttr(n, key), v == "" && key != "alt" && key != "checked" && key != "disabled" && key != "href":
				continue
			case key == "class":
				l := listing.LanguageOf(n)
				if l == "" {
					continue
				}
				v = "language-" + l
			case (key == "cite" || key == "href") && danger.Runs(v):
				continue
			}
			h.out.WriteString(" " + key)
			if v != "" || key == "alt" || key == "href" {
				h.out.WriteString(`="` + html.EscapeString(v) + `"`)
			}
		}
	}
	h.out.WriteByte('>')
}
