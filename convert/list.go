package convert

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// list writes an ordered or bullet list. Two lists in a row take different
// markers, which keeps them two.
func (w *writer) list(n *html.Node) {
	if w.footnotes.isDefinitions(n) {
		return
	}
	ordered := n.DataAtom == atom.Ol
	kind, mark := w.listMarker(n, ordered)
	w.separate(kind)
	w.last = blockNone
	outer := w.tight
	w.tight = isTight(n)
	number := listStart(n)
	written := false
	for c := n.FirstChild; c != nil; {
		item := []*html.Node{c}
		next := c.NextSibling
		if !isItem(c) { // invalid, common: text and lists between the items
			if c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode {
				c = next
				continue
			}
			for next != nil && !isItem(next) {
				item = append(item, next)
				next = next.NextSibling
			}
		} else {
			for next != nil && !isItem(next) { // a list behind an item belongs to it
				item = append(item, next)
				next = next.NextSibling
			}
		}
		marker, interrupts := mark, true
		if ordered {
			if v, ok := listNumber(dom.Attr(c, "value")); ok && v != number {
				number = v
				if written { // only a list of its own can begin with another number
					w.last, w.tight = kind, outer
					kind, mark = w.listMarker(n, ordered)
					w.separate(kind)
					w.last, w.tight = blockNone, isTight(n)
					written = false
				}
			}
			marker, interrupts = strconv.Itoa(number)+mark, number == 1
			number++
		}
		if written && !w.tight {
			w.last = blockParagraph
		}
		if !written && len(w.containers) < maxDepth && (outer && !interrupts || w.tight && showsNothing(item)) {
			w.partFromText()
		}
		w.item(marker, item)
		written = true
		c = next
	}
	w.tight = outer
	if written {
		w.last = kind
	}
}

// showsNothing tells whether an item has neither text nor anything to see.
func showsNothing(item []*html.Node) bool {
	for _, n := range item {
		for d := range n.Descendants() {
			switch {
			case d.Type == html.TextNode || d.Type == html.RawNode:
				if strings.TrimSpace(d.Data) != "" {
					return false
				}
			case d.DataAtom == atom.Img || d.DataAtom == atom.Input || d.DataAtom == atom.Hr || d.DataAtom == atom.Pre || d.DataAtom == atom.Math:
				return false
			}
		}
	}
	return true
}

// partFromText writes a blank line before an empty item: below text its lone dash
// would make that a heading (CommonMark 4.3). Neither it nor an item with a number
// other than 1 interrupts a paragraph (5.2).
func (w *writer) partFromText() {
	if len(w.containers) == 0 || bytes.HasSuffix(w.out, []byte("\n\n")) || !w.containers[len(w.containers)-1].used {
		return
	}
	w.out = append(w.out, bytes.TrimRight(w.prefix(true), " ")...)
	w.out = append(w.out, '\n')
}

func isItem(n *html.Node) bool { return n.Type == html.ElementNode && n.DataAtom == atom.Li }

// listMarker picks the marker that the list before, if any, does not have. kramdown
// knows no parentheses: what would run code where such a list is read as text gets a
// list with dots behind a comment.
func (w *writer) listMarker(n *html.Node, ordered bool) (blockKind, string) {
	first, second := w.opt.Style.bullet()
	switch {
	case ordered && w.last == blockDotList && holds(n, "<", "](", "{:"):
		if w.writesHTML() {
			w.rawLine("<!-- -->")
		}
		return blockDotList, "."
	case ordered && w.last == blockDotList:
		return blockParenList, ")"
	case ordered:
		return blockDotList, "."
	case w.last == blockBulletList:
		return blockOtherBulletList, second
	}
	return blockBulletList, first
}

// listStart is the number of the first item.
func listStart(n *html.Node) int {
	if v, ok := listNumber(dom.Attr(n, "start")); ok {
		return v
	}
	return 1
}

// listNumber reads the number of an item: at most nine digits, with room to
// count on, which is what CommonMark takes for a list.
func listNumber(s string) (n int, ok bool) {
	if s == "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil && n >= 0 && n < 900_000_000
}

// item writes one list item; more nodes than the li are what stood behind it.
func (w *writer) item(marker string, nodes []*html.Node) {
	first := marker + " "
	indent := strings.Repeat(" ", len(first))
	w.separate(w.last)
	deep := len(w.containers) >= maxDepth
	w.within(first, indent, func() {
		for i, n := range nodes {
			switch {
			case isItem(n):
				w.taskItem = startsWithCheckbox(n)
				w.children(n)
			case i == 1:
				w.lineBreak() // text behind an item begins a line
				w.node(n)
			default:
				w.node(n)
			}
		}
		w.flush()
		if !deep && !w.containers[len(w.containers)-1].used { // an empty item
			w.startLine()
			w.endLine()
		}
	})
	if w.tight {
		w.last = blockNone
	}
}

// atItemStart tells whether the next block begins a list item.
func (w *writer) atItemStart() bool {
	n := len(w.containers) - 1
	return n >= 0 && !w.containers[n].used && w.containers[n].rest != quoteMark
}

// inItem tells whether what is written stands in an item, and in no quotation in it.
func (w *writer) inItem() bool {
	n := len(w.containers) - 1
	return n >= 0 && w.containers[n].rest != quoteMark && w.containers[n].first[0] != '['
}

// isTight tells whether the items of a list hold no paragraphs: then there are
// no blank lines between them (CommonMark 5.3).
func isTight(n *html.Node) bool {
	for li := n.FirstChild; li != nil; li = li.NextSibling {
		if !isItem(li) {
			continue
		}
		for c := li.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && c.DataAtom == atom.P {
				return false
			}
		}
	}
	return true
}

// startsWithCheckbox tells whether the first thing in a list item is a
// checkbox: a task.
func startsWithCheckbox(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		case c.Type != html.ElementNode:
			return false
		case c.DataAtom == atom.Input:
			return dom.Attr(c, "type") == "checkbox"
		case c.DataAtom == atom.P || c.DataAtom == atom.Label || c.DataAtom == atom.Span || c.DataAtom == atom.Div:
			return startsWithCheckbox(c)
		default:
			return false
		}
	}
	return false
}

// definitionList writes terms in bold and their definitions below them.
func (w *writer) definitionList(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && c.DataAtom == atom.Dt:
			w.flush()
			w.term(c)
		case c.Type == html.ElementNode && c.DataAtom == atom.Dl:
			w.definitionList(c)
		case c.Type == html.ElementNode && c.DataAtom == atom.Div:
			w.definitionList(c)
		default:
			w.node(c)
		}
	}
	w.flush()
}

// term writes a term in bold, once.
func (w *writer) term(n *html.Node) {
	opened, outer := w.open(format{kind: strong, delim: "**", name: "strong"}), w.inTerm
	w.inTerm = true
	w.children(n)
	w.inTerm = outer
	if opened {
		w.close(strong)
	}
	w.flush()
}
