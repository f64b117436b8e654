package convert

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/danger"
	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/template"
)

// rawElements are inline elements that Markdown cannot say and that are kept as
// raw HTML, with the attributes that are kept; all other inline elements are
// their content. GitHub and the usual site generators show them.
var rawElements = map[atom.Atom][]string{
	atom.Sub:  nil,
	atom.Sup:  nil,
	atom.Kbd:  nil,
	atom.Mark: nil,
	atom.Ins:  nil,
	atom.U:    nil,
	atom.Ruby: nil,
	atom.Rt:   nil,
	atom.Rp:   nil,
	atom.Abbr: {"title"},
	atom.Bdo:  {"dir"},
	atom.Bdi:  nil,
}

// raw writes an inline element as raw HTML if it is one of rawElements,
// otherwise its content.
func (w *writer) raw(n *html.Node) {
	attrs, ok := rawElements[n.DataAtom]
	if !ok || w.inFormat(code) || n.DataAtom == atom.Abbr && dom.Attr(n, "title") == "" {
		w.children(n)
		return
	}
	w.wrap(n, format{kind: rawElement, name: n.Data, attrs: w.templates.Part(rawAttributes(n, attrs), template.PartHTML)})
}

func rawAttributes(n *html.Node, names []string) string {
	var b strings.Builder
	for _, name := range names {
		if v := dom.Attr(n, name); v != "" {
			b.WriteString(" " + name + `="` + html.EscapeString(strings.Join(strings.Fields(v), " ")) + `"`)
		}
	}
	return b.String()
}

// moreMarkers are comments that site generators read, kept as blocks of their
// own.
var moreMarkers = map[string]bool{
	"more":     true, // Hexo, Hugo, Zola, WordPress
	"truncate": true, // Docusaurus
	"excerpt":  true, // Gatsby, Jekyll plugins
	"nextpage": true, // WordPress
}

// comment writes such a comment. A heading or table, which it would end, is
// written before it.
func (w *writer) comment(s string) {
	if !moreMarkers[strings.TrimSpace(s)] || !w.writesHTML() {
		return
	}
	mark := "<!--" + s + "-->"
	if strings.TrimSpace(s) != "nextpage" && w.opt.More != "" {
		mark = w.opt.More
	}
	if w.inCell || w.noBreak > 0 {
		w.marks = append(w.marks, mark)
		return
	}
	w.flush()
	w.mark(mark)
}

func (w *writer) mark(mark string) {
	w.begin(blockHTML)
	w.out = append(w.out, mark+"\n"...)
}

// lateMarks writes the marks that waited for a heading or table.
func (w *writer) lateMarks() {
	if w.inCell || w.noBreak > 0 {
		return
	}
	for _, mark := range w.marks {
		w.mark(mark)
	}
	w.marks = w.marks[:0]
}

// details writes a details element: its tags on lines of their own, so that
// what is between them is Markdown.
func (w *writer) details(n *html.Node) {
	if !w.writesHTML() {
		w.children(n)
		w.flush()
		return
	}
	summary := ""
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom == atom.Summary {
			summary = escapeText.Replace(strings.Join(strings.Fields(dom.TextOf(c)), " "))
			break
		}
	}
	outermost := len(w.detailsAt) == 0
	w.separate(blockHTML)
	w.detailsAt = append(w.detailsAt, len(w.out))
	if summary == "" { // browsers have a word of their own for it
		w.rawLine("<details>")
	} else {
		w.rawLine("<details>\n<summary>" + w.templates.Part(summary, template.PartHTML) + "</summary>")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.DataAtom != atom.Summary {
			w.node(c)
		}
	}
	w.flush()
	w.rawLine("</details>")
	if outermost {
		w.markDetails()
	}
}

// escapeText escapes the text of an element, quotes left alone.
var escapeText = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// markDetails tells kramdown of the details elements that were written last, each in
// another, that there is Markdown in them, if that is for kramdown, or could run code as
// the HTML that kramdown would read it as.
func (w *writer) markDetails() {
	const tag, mark = "<details", ` markdown="1"`
	if w.opt.Kramdown || danger.MayRun(w.out[w.detailsAt[0]:]) {
		rest := slices.Clone(w.out[w.detailsAt[0]:])
		from := w.detailsAt[0]
		w.out = w.out[:from]
		for _, at := range w.detailsAt {
			at += bytes.Index(rest[at-w.detailsAt[0]:], []byte(tag)) + len(tag)
			w.out = append(append(w.out, rest[from-w.detailsAt[0]:at-w.detailsAt[0]]...), mark...)
			from = at
		}
		w.out = append(w.out, rest[from-w.detailsAt[0]:]...)
	}
	w.detailsAt = w.detailsAt[:0]
}

// holds tells whether the text or an attribute in an element has any of some marks.
func holds(n *html.Node, marks ...string) bool {
	in := func(s string) bool {
		return slices.ContainsFunc(marks, func(mark string) bool { return strings.Contains(s, mark) })
	}
	for d := range n.Descendants() {
		if d.Type != html.ElementNode && in(d.Data) || slices.ContainsFunc(d.Attr, func(a html.Attribute) bool { return in(a.Val) }) {
			return true
		}
	}
	return false
}

// isStruckBlock tells whether a del is alone in its block, with its tags on lines
// of their own: what CommonMark (section 4.6) takes for an HTML block, which
// strikes a part of the article rather than words in it.
func (w *writer) isStruckBlock(n *html.Node) bool {
	return n.FirstChild != nil && isLineEnd(n.FirstChild) && isLineEnd(n.LastChild) && isAlone(n) &&
		len(w.formats) == 0 && w.noBreak == 0 && !w.inCell && w.writesHTML()
}

// isLineEnd tells whether n is text with a line end where it meets a tag.
func isLineEnd(n *html.Node) bool {
	if n.Type != html.TextNode {
		return false
	}
	edge := strings.Trim(n.Data, " \t")
	if n.PrevSibling == nil {
		return strings.HasPrefix(edge, "\n")
	}
	return strings.HasSuffix(edge, "\n")
}

// isAlone tells whether nothing but white space stands beside n in its block.
func isAlone(n *html.Node) bool {
	beside := func(s *html.Node, next func(*html.Node) *html.Node) bool {
		for s != nil && (s.Type == html.CommentNode || s.Type == html.TextNode && strings.TrimSpace(s.Data) == "") {
			s = next(s)
		}
		return s != nil && (s.Type != html.ElementNode || !dom.IsFlow(s.DataAtom))
	}
	return n.Parent != nil && dom.IsFlow(n.Parent.DataAtom) &&
		!beside(n.PrevSibling, func(s *html.Node) *html.Node { return s.PrevSibling }) &&
		!beside(n.NextSibling, func(s *html.Node) *html.Node { return s.NextSibling })
}

// struckBlock writes the tags of a del on lines of their own.
func (w *writer) struckBlock(n *html.Node) {
	w.flush()
	w.rawLine("<del>")
	w.children(n)
	w.flush()
	w.rawLine("</del>")
}

// rawLine writes an HTML block.
func (w *writer) rawLine(s string) {
	w.begin(blockHTML)
	w.lines([]byte(s))
}

// unwritable is an element that has nothing to show in Markdown, unless it is
// a player that nobody turned into a link.
func (w *writer) unwritable(n *html.Node) {
	src := dom.Attr(n, "src")
	if n.DataAtom != atom.Iframe && n.DataAtom != atom.Video && n.DataAtom != atom.Audio && n.DataAtom != atom.Embed || src == "" || danger.Runs(src) {
		if n.DataAtom == atom.Object || n.DataAtom == atom.Video || n.DataAtom == atom.Audio {
			w.children(n)
		}
		return
	}
	src = w.address(n.Data, src)
	text := cmp.Or(dom.Attr(n, "title"), src)
	if !w.open(format{kind: link, href: src}) {
		return
	}
	w.text(text)
	w.close(link)
}
