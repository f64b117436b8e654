package preview

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxPane is how much is shown of a source or result, in bytes of HTML.
const maxPane = 8 << 20

// writer writes a tree as HTML that is safe to look at.
type writer struct {
	out    bytes.Buffer
	offset func(*html.Node) int // nil if there are no marks
	kept   reading              // of the result; nil if nothing can be cut
	images fates
	marks  []mark // that are still to be written
	marked []int  // indices of those that were
	blocks map[*html.Node]bool
}

// write writes what is under root.
func (w *writer) write(root *html.Node) template.HTML {
	w.blocks = make(map[*html.Node]bool)
	w.findBlocks(root)
	w.children(root)
	if w.out.Len() < maxPane && w.offset != nil {
		w.marksBefore(int(^uint(0) >> 1))
	}
	return template.HTML(w.out.String())
}

// findBlocks tells whether n is a block or holds one.
func (w *writer) findBlocks(n *html.Node) bool {
	is := n.Type == html.ElementNode && n.Namespace == "" && isBlock(n.DataAtom)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		is = w.findBlocks(c) || is
	}
	if is {
		w.blocks[n] = true
	}
	return is
}

// children writes blocks, and the runs of text between them, of which each was cut
// or not.
func (w *writer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		if w.blocks[c] {
			w.node(c)
			c = c.NextSibling
			continue
		}
		first := c
		for c != nil && !w.blocks[c] {
			c = c.NextSibling
		}
		cut := w.isCut(first, c)
		if cut {
			w.out.WriteString(`<span class="cut" role="deletion" title="not in the result">`)
		}
		for ; first != c; first = first.NextSibling {
			w.node(first)
		}
		if cut {
			w.out.WriteString("</span>")
		}
	}
}

// isCut tells whether the text from first to end, which is left out, is not in the
// result.
func (w *writer) isCut(first, end *html.Node) bool {
	if w.kept == nil {
		return false
	}
	var words []uint64
	for ; first != end; first = first.NextSibling {
		words = appendShown(words, first)
	}
	return w.kept.lacks(words)
}

// appendShown appends the words of the text that is shown of n.
func appendShown(words []uint64, n *html.Node) []uint64 {
	if n.Type == html.TextNode {
		return appendWords(words, n.Data)
	}
	if f := forms[n.DataAtom]; n.Type != html.ElementNode || n.Namespace != "" || f != formContent && f != formSame && f != formBlock {
		return words
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		words = appendShown(words, c)
	}
	return words
}

func (w *writer) node(n *html.Node) {
	if w.out.Len() >= maxPane {
		return
	}
	if w.offset != nil {
		w.marksBefore(w.offset(n))
	}
	switch n.Type {
	case html.TextNode, html.RawNode:
		w.out.WriteString(html.EscapeString(n.Data))
	case html.DocumentNode:
		w.children(n)
	case html.ElementNode:
		w.element(n)
	}
	if w.out.Len() >= maxPane {
		w.out.WriteString(`<p class="error" lang="en">Too long: the rest is not shown.</p>`)
	}
}

// marksBefore writes the marks of notes on what stands in the source up to there.
func (w *writer) marksBefore(at int) {
	for ; len(w.marks) > 0 && w.marks[0].at <= at; w.marks = w.marks[1:] {
		w.out.WriteString(w.marks[0].String())
		w.marked = append(w.marked, w.marks[0].index)
	}
}

func (w *writer) element(n *html.Node) {
	switch n.Namespace {
	case "math":
		if mathElements[n.Data] {
			w.named(n, n.Data)
		}
		return
	case "svg":
		w.box("drawing", "drawing", "", attribute(n, "aria-label"))
		return
	}
	switch forms[n.DataAtom] {
	case formSame:
		w.named(n, n.Data)
	case formBlock:
		w.named(n, "div")
	case formNothing:
	case formImage:
		w.image(n)
	case formPlayer:
		w.box("player", n.Data, firstOf(attribute(n, "src"), attribute(n, "data-src"), attribute(n, "data")), attribute(n, "title"))
	case formDrawing:
		w.box("drawing", "drawing", "", attribute(n, "aria-label"))
	case formInput:
		w.input(n)
	default:
		w.named(n, "span")
	}
}

// named writes n as an element of that name.
func (w *writer) named(n *html.Node, name string) {
	if name == "span" && w.blocks[n] {
		name = "div"
	}
	w.out.WriteString("<" + name)
	w.attributes(n, name)
	w.out.WriteString(">")
	if isVoid(n.DataAtom) {
		return
	}
	if w.blocks[n] {
		w.children(n)
	} else {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			w.node(c)
		}
	}
	w.out.WriteString("</" + name + ">")
}

func (w *writer) attributes(n *html.Node, name string) {
	for _, list := range [][]string{attributes[""], attributes[name]} {
		for _, key := range list {
			if value, ok := lookup(n, key); ok {
				w.attribute(key, shortened(value))
			}
		}
	}
	if id := firstOf(attribute(n, "id"), anchorName(n)); id != "" {
		w.attribute("id", idPrefix+id)
	}
	if name == "math" {
		w.attribute("display", attribute(n, "display"))
	}
	classes := stylesOf(n)
	if href, ok := lookup(n, "href"); ok && n.DataAtom == atom.A {
		if place, within := strings.CutPrefix(href, "#"); within {
			w.attribute("href", "#"+idPrefix+place)
		} else {
			classes = append(classes, "link")
			w.attribute("data-to", shortened(href))
		}
	}
	if len(classes) > 0 {
		w.attribute("class", strings.Join(classes, " "))
	}
}

// idPrefix keeps the ids of articles apart from those of marks.
const idPrefix = "at-"

func anchorName(n *html.Node) string {
	if n.DataAtom != atom.A {
		return ""
	}
	return attribute(n, "name")
}

func (w *writer) attribute(key, value string) {
	w.out.WriteString(" " + key + `="` + html.EscapeString(value) + `"`)
}

// stylesOf are the classes for the style attribute of n, and for being hidden.
func stylesOf(n *html.Node) (classes []string) {
	if _, hidden := lookup(n, "hidden"); hidden {
		classes = append(classes, "hidden")
	}
	for rule := range strings.SplitSeq(strings.ToLower(attribute(n, "style")), ";") {
		key, value, _ := strings.Cut(strings.TrimSuffix(strings.TrimSpace(rule), "!important"), ":")
		if class := styles[strings.TrimSpace(key)+":"+strings.TrimSpace(value)]; class != "" {
			classes = append(classes, class)
		}
	}
	return classes
}

func (w *writer) input(n *html.Node) {
	if kind := strings.ToLower(attribute(n, "type")); kind != "checkbox" && kind != "radio" {
		return
	}
	_, checked := lookup(n, "checked")
	w.out.WriteString(map[bool]string{true: "☑ ", false: "☐ "}[checked])
}

// image writes a picture: one that stands in its address as it is, others as a box.
func (w *writer) image(n *html.Node) {
	address := firstOf(attribute(n, "src"), attribute(n, "data-src"), attribute(n, "data-original"))
	fate := w.images.of(n)
	class := "image"
	if fate.gone {
		class += " gone"
	}
	alt := attribute(n, "alt")
	if isPicture(address) && len(address) < maxPane/8 {
		w.out.WriteString("<img")
		w.attribute("class", class)
		w.attribute("src", address)
		w.attribute("alt", alt)
		w.out.WriteString(">")
		return
	}
	if fate.became != "" && fate.became != address {
		address += " → " + fate.became
	}
	w.box(class, "image", address, alt)
}

func isPicture(address string) bool {
	for _, start := range pictures {
		if strings.HasPrefix(address, start) {
			return true
		}
	}
	return false
}

// box stands for what is not shown.
func (w *writer) box(class, what, address, label string) {
	spoken := what
	if label != "" {
		spoken += ": " + label
	}
	if strings.Contains(class, "gone") {
		what += ", not in the result"
		spoken += ", not in the result"
	}
	w.out.WriteString("<span")
	w.attribute("class", "box "+class)
	w.attribute("role", "img")
	w.attribute("aria-label", shortened(spoken))
	w.out.WriteString(">")
	for _, part := range [][2]string{{"b", what}, {"span", label}, {"i", shortened(address)}} {
		if part[1] != "" {
			w.out.WriteString("<" + part[0] + ">" + html.EscapeString(part[1]) + "</" + part[0] + "> ")
		}
	}
	w.out.WriteString("</span>")
}

// shortened keeps addresses that hold data from filling a pane.
func shortened(s string) string {
	const most = 300
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "… (" + strconv.Itoa(len(s)) + " bytes)"
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

func attribute(n *html.Node, key string) string {
	value, _ := lookup(n, key)
	return value
}

func lookup(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val, true
		}
	}
	return "", false
}
