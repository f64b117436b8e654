package convert

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/internal/listing"
	"github.com/artx-cli/artx/convert/internal/tex"
)

// Text writes the tree under root as plain text: the body alone, paragraphs
// parted by blank lines, list items and table rows on lines of their own,
// cells parted by tabs. No-break spaces are spaces. Alternative texts of images
// are left out. It does not change the tree. The result ends in one newline, or is empty.
func Text(root *html.Node) ([]byte, error) { return TextWithout(root, nil) }

// TextWithout is [Text] without the links for which leaveOut is true, such as one
// to a player that is called by the name of its service for want of a title. A nil
// leaveOut leaves none out.
func TextWithout(root *html.Node, leaveOut func(link *html.Node) bool) ([]byte, error) {
	t := textWriter{leaveOut: leaveOut}
	t.children(root)
	out := bytes.TrimSpace(t.out)
	if len(out) == 0 {
		return nil, nil
	}
	return append(out, '\n'), nil
}

type textWriter struct {
	leaveOut func(link *html.Node) bool
	out      []byte
	pending  bool // white space came that is not written yet
	gap      int  // line breaks to write before the next text
	pre      int
	quotes   int // open q
}

func (t *textWriter) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode, html.RawNode:
			t.text(c.Data)
		case html.ElementNode:
			t.element(c)
		case html.DocumentNode:
			t.children(c)
		}
	}
}

// breakLine asks for n line breaks before the next text.
func (t *textWriter) breakLine(n int) {
	t.pending = false
	t.gap = max(t.gap, n)
}

func (t *textWriter) element(n *html.Node) {
	if isUnseen(n.DataAtom) || strings.HasPrefix(dom.Attr(n, "class"), "MathJax_Preview") {
		return
	}
	if source, caption := listing.In(n); source != nil {
		t.breakLine(2)
		if caption != nil {
			t.children(caption)
			t.breakLine(2)
		}
		t.write(listing.Text(source))
		t.breakLine(2)
		return
	}
	breaks := 0
	switch n.DataAtom {
	case atom.Br:
		if t.gap == 0 {
			t.breakLine(1)
		} else {
			t.breakLine(2)
		}
		return
	case atom.A:
		if t.leaveOut != nil && t.leaveOut(n) {
			return
		}
	case atom.Rp:
		return
	case atom.Rt:
		t.reading(n)
		return
	case atom.Math:
		t.text(tex.Of(n))
		return
	case atom.Q:
		t.quotation(n)
		return
	case atom.Td, atom.Th:
		if n.PrevSibling != nil && t.gap == 0 {
			t.write("\t")
		}
	case atom.Li, atom.Tr, atom.Dt, atom.Dd, atom.Caption, atom.Figcaption, atom.Summary:
		breaks = 1
	case atom.Pre, atom.Textarea:
		t.pre++
		defer func() { t.pre-- }()
		breaks = 2
	default:
		if dom.IsFlow(n.DataAtom) && n.DataAtom != atom.Tbody && n.DataAtom != atom.Thead && n.DataAtom != atom.Tfoot {
			breaks = 2
		}
	}
	if breaks > 0 {
		t.breakLine(breaks)
	}
	t.children(n)
	if breaks > 0 {
		t.breakLine(breaks)
	}
}

// quotation writes a q between the quotation marks that browsers draw.
func (t *textWriter) quotation(n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	opening, closing := quotationMarks(t.quotes)
	t.quotes++
	t.text(opening)
	t.children(n)
	t.write(closing)
	t.quotes--
}

// reading writes how the characters before it are read in parentheses: wide ones
// behind Chinese and Japanese.
func (t *textWriter) reading(n *html.Node) {
	opening, closing := "(", ")"
	if last, _ := utf8.DecodeLastRune(t.out); last >= 0x2e80 {
		opening, closing = "（", "）"
	}
	t.pending = false
	t.write(opening)
	t.children(n)
	t.pending = false
	t.write(closing)
}

func (t *textWriter) text(s string) {
	if strings.Contains(s, "\u00a0") { // what reads text looks for words between spaces
		s = strings.ReplaceAll(s, "\u00a0", " ")
	}
	if t.pre > 0 {
		t.write(s)
		return
	}
	for len(s) > 0 {
		if n := spacedOnce(s); n > 0 {
			t.write(s[:n])
			s = s[n:]
			continue
		}
		t.pending = t.gap == 0
		s = s[1:]
	}
}

// spacedOnce is the length of the words that s begins with, a space between any
// two: what stands in a text as it is.
func spacedOnce(s string) int {
	for i := range len(s) {
		if dom.IsHTMLSpace(s[i]) && (s[i] != ' ' || i == 0 || i+1 == len(s) || dom.IsHTMLSpace(s[i+1])) {
			return i
		}
	}
	return len(s)
}

func (t *textWriter) write(s string) {
	if s == "" {
		return
	}
	if t.gap > 0 && len(t.out) > 0 {
		t.out = append(t.out, "\n\n"[:t.gap]...)
	} else if t.pending && len(t.out) > 0 {
		t.out = append(t.out, ' ')
	}
	t.gap, t.pending = 0, false
	t.out = append(t.out, s...)
}
