package body

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/note"
)

// Parse parses a body of the given kind as [ParseHTML] does, and keeps what is
// no HTML in it verbatim, as [html.RawNode]s:
//
//   - the tags of template languages (Liquid, Nunjucks, Hugo shortcodes, kramdown
//     attribute lists) outside of code, with the code between such as
//     {% highlight %} and {% endhighlight %};
//   - in a [KindMixed] body all Markdown, which is what CommonMark takes for
//     Markdown there; see [Detect].
//
// The WordPress shortcodes [caption] and [sourcecode] become the HTML that
// WordPress makes of them.
func Parse(body []byte, kind Kind) (*html.Node, []note.Note, error) {
	t, err := ParseTree(body, kind)
	if err != nil {
		return nil, nil, err
	}
	return t.Root, t.Notes, nil
}

// ParseTree is [Parse] with the places of the nodes.
func ParseTree(body []byte, kind Kind) (*Tree, error) {
	if kind != KindMixed && bytes.IndexByte(body, '{') < 0 && bytes.IndexByte(body, '[') < 0 {
		return parseTree(body)
	}
	p := protectors.Get().(*protector)
	defer p.recycle()
	p.element = unusedName(body)
	if kind == KindMixed {
		p.out.Grow(len(body) + len(body)/4)
		if bytes.IndexByte(body, '\r') >= 0 {
			body = bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")) // as the HTML parser does with the rest
		}
		scanMarkdown(expandShortcodes(body), p)
	} else {
		start := p.protect(body)
		if start == 0 {
			return parseTree(body)
		}
		p.out.Write(body[start:])
	}
	t, err := parseTree(p.out.Bytes())
	if err != nil {
		return nil, err
	}
	t.body = body
	if t.src != nil && !bytes.Equal(t.src, body) { // else it was mended
		t.src = nil
	}
	if len(p.raw) > 0 {
		p.restore(t.Root, p.pieces())
	}
	t.Notes = append(t.Notes, p.notes(kind)...)
	return t, nil
}

// protector is a visitor of [scanMarkdown] that writes HTML in which an empty
// element stands for each verbatim piece.
type protector struct {
	out       bytes.Buffer
	element   string   // what begins the names of the elements that stand for pieces
	raw       [][]byte // the pieces; the rest of the element's name is the index
	rawEnd    int      // length of out behind the last piece
	templates int      // how many pieces are template tags
	markdown  int      // how many pieces are Markdown
	list      bool     // the paragraph before is a list or a part of one
}

// protectors keeps what finished protectors hold for the next body; what they
// wrote is the tree's.
var protectors = sync.Pool{New: func() any { return new(protector) }}

func (p *protector) recycle() {
	clear(p.raw)
	*p = protector{raw: p.raw[:0]}
	protectors.Put(p)
}

// verbatimMark is in the names of the elements that stand for verbatim pieces.
const verbatimMark = 0x01

// unusedName begins the names of elements that body does not hold. It is short,
// for the parser's sake, and has a character that hardly any body has.
func unusedName(body []byte) string {
	name := "z" + string(rune(verbatimMark))
	if bytes.IndexByte(body, verbatimMark) < 0 {
		return name
	}
	for bytes.Contains(body, []byte(name)) {
		name += string(rune(verbatimMark))
	}
	return name
}

func (p *protector) verbatim(piece []byte) {
	if len(piece) == 0 {
		return
	}
	p.markdown++
	if last := len(p.raw) - 1; last >= 0 && p.rawEnd == p.out.Len() && continues(p.raw[last], piece) {
		p.raw[last] = p.raw[last][:len(p.raw[last])+len(piece)]
		return
	}
	tag := append(p.out.AvailableBuffer(), '<')
	tag = strconv.AppendInt(append(tag, p.element...), int64(len(p.raw)), 10)
	tag = append(tag, "></"...)
	tag = strconv.AppendInt(append(tag, p.element...), int64(len(p.raw)), 10)
	p.out.Write(append(tag, '>'))
	p.raw = append(p.raw, piece)
	p.rawEnd = p.out.Len()
}

// continues tells whether next directly follows piece in the body that both are
// parts of.
func continues(piece, next []byte) bool {
	return cap(piece)-len(piece) >= len(next) && &piece[:len(piece)+1][len(piece)] == &next[0]
}

// endsBlank tells whether the last piece ends in a blank line, and nothing was
// written behind it.
func (p *protector) endsBlank() bool {
	return len(p.raw) > 0 && p.rawEnd == p.out.Len() && bytes.HasSuffix(p.raw[len(p.raw)-1], []byte("\n\n"))
}

func (p *protector) enough() bool { return false }

func (p *protector) code(block []byte) { p.verbatim(block) }

func (p *protector) indented(block []byte) { p.verbatim(block) }

// paragraph keeps Markdown and writes the tags among it. An inline element
// that the paragraph leaves open ends with it, as its author meant it.
func (p *protector) paragraph(text []byte) {
	if isBlankText(text) {
		if !p.endsBlank() {
			p.verbatim([]byte("\n"))
			p.markdown--
		}
		return
	}
	if p.list = continuesList(text, p.list); !p.list {
		text = dedent(text)
	}
	table, known := false, false
	isTable := func() bool {
		if !known {
			table, known = holdsDelimiterRow(text), true
		}
		return table
	}
	var open []string
	scanInline(text, func(piece []byte, kind inlineKind) {
		switch kind {
		case inlineRaw:
			p.out.Write(piece)
		case inlineTag:
			open = p.inlineTag(piece, isTable, open)
		default:
			p.verbatim(piece)
		}
	})
	for len(open) > 0 {
		fmt.Fprintf(&p.out, "</%s>", open[len(open)-1])
		open = open[:len(open)-1]
	}
}

// continuesList tells whether a paragraph is a list or, indented behind one, a
// part of it.
func continuesList(text []byte, behindList bool) bool {
	line := firstLine(bytes.TrimLeft(text, "\n"))
	t := bytes.TrimLeft(line, " \t")
	return listMarkerLength(t) > 0 || behindList && len(t) < len(line)
}

// dedent takes away the indentation that all lines of a paragraph share: that
// of the HTML around it, which would make code of it.
func dedent(text []byte) []byte {
	shared := len(text)
	for line := range bytes.Lines(text) {
		if t := bytes.TrimLeft(line, " \t"); len(bytes.TrimSpace(t)) > 0 {
			if shared = min(shared, len(line)-len(t)); shared == 0 {
				return text
			}
		}
	}
	out := make([]byte, 0, len(text))
	for line := range bytes.Lines(text) {
		t := bytes.TrimLeft(line, " \t")
		out = append(out, line[min(shared, len(line)-len(t)):]...)
	}
	return out
}

// inlineTag writes a tag that stands in a paragraph. Line breaks stay as they
// are, since a Markdown one would end a table's row or a heading.
func (p *protector) inlineTag(tag []byte, isTable func() bool, open []string) []string {
	_, tagName, closing := tagAt(tag)
	name := string(tagName)
	switch {
	case name == "br":
		p.verbatim([]byte("<br>"))
	case htmlBlockTags[name] && isTable():
		if closing {
			name = "/" + name
		}
		p.verbatim([]byte("<" + name + ">"))
	case name == "" || htmlBlockTags[name] || voidInline[name] || bytes.HasSuffix(tag, []byte("/>")):
		p.out.Write(tag)
	case !closing:
		p.out.Write(tag)
		open = append(open, name)
	case len(open) > 0 && open[len(open)-1] == name:
		p.out.Write(tag)
		open = open[:len(open)-1]
	}
	return open
}

// voidInline are the inline elements without an end tag.
var voidInline = dom.NameSet("area br embed img input source wbr")

func holdsDelimiterRow(text []byte) bool {
	for line := range bytes.Lines(text) {
		if isDelimiterRow(line) {
			return true
		}
	}
	return false
}

// html writes an HTML block with its template tags protected and its
// shortcodes written as HTML.
func (p *protector) html(block []byte) { p.out.Write(block[p.protect(block):]) }

// protect writes an HTML block up to its last template tag or shortcode, and
// returns where the rest begins, which stays as it is.
func (p *protector) protect(block []byte) (start int) {
	last := lastBracket(block)
	noClose := new(missing)
	for i := 0; ; {
		for i <= last && block[i] != '<' && block[i] != '{' && block[i] != '[' {
			i++
		}
		if i > last {
			return start
		}
		n := 1
		switch block[i] {
		case '<':
			n = skipHTML(block[i:], noClose)
		case '{':
			if n = templateTag(block[i:], noClose); n > 0 && !inFormula(block, i, n) {
				p.out.Write(block[start:i])
				p.verbatim(block[i : i+n])
				p.markdown--
				p.templates++
				start = i + n
			}
		case '[':
			var markup string
			if markup, n = shortcode(block[i:], noClose); n > 0 {
				p.out.Write(block[start:i])
				p.out.WriteString(markup)
				start = i + n
			}
		}
		i += max(n, 1)
	}
}

// lastBracket is the index of the last brace or bracket that could begin a
// template tag or a shortcode, -1 if there is none.
func lastBracket(block []byte) int {
	last := -1
	for _, c := range []byte("{[") {
		if bytes.IndexByte(block, c) >= 0 { // which is faster than from the end
			last = max(last, bytes.LastIndexByte(block, c))
		}
	}
	return last
}

// noTemplate are elements in which braces are the article's own text or code.
var noTemplate = dom.NameSet("pre code script style textarea title")

// skipHTML is the length of the tag or comment that t begins with; of the whole
// element for code. It is 1 if t begins with none.
func skipHTML(t []byte, noClose *missing) int {
	if bytes.HasPrefix(t, []byte("<!--")) {
		return max(1, closingIndex(t, "-->", noClose))
	}
	if noClose.has("<") {
		return 1
	}
	n, name, closing := tagAt(t)
	if n < 0 {
		noClose.add("<")
	}
	if n > 0 && !closing && noTemplate[string(name)] {
		if end := closingIndex(t[n:], "</"+string(name), noClose); end >= 0 {
			return n + end
		}
	}
	return max(n, 1)
}

// pieces are the verbatim pieces, parts of one string.
func (p *protector) pieces() []string {
	size := 0
	for _, piece := range p.raw {
		size += len(piece)
	}
	var all strings.Builder
	all.Grow(size)
	for _, piece := range p.raw {
		all.Write(piece)
	}
	rest := all.String()
	pieces := make([]string, len(p.raw))
	for i, piece := range p.raw {
		pieces[i], rest = rest[:len(piece)], rest[len(piece):]
	}
	return pieces
}

// restore puts the verbatim pieces in the place of the elements that stand for
// them. Where the parser put such an element into code, it becomes text.
func (p *protector) restore(root *html.Node, pieces []string) {
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if c.DataAtom == 0 && strings.HasPrefix(c.Data, p.element) {
			p.restoreNode(c, pieces) // what was in it now follows it
			continue
		}
		p.restore(c, pieces)
	}
}

func (p *protector) restoreNode(n *html.Node, pieces []string) {
	next := n.NextSibling
	for c := n.FirstChild; c != nil; c = n.FirstChild { // the parser may have put siblings into it
		n.RemoveChild(c)
		n.Parent.InsertBefore(c, next)
	}
	if index, err := strconv.Atoi(n.Data[len(p.element):]); err == nil && index < len(pieces) {
		n.Type, n.Data, n.Attr = html.RawNode, pieces[index], nil
	}
}

func (p *protector) notes(kind Kind) []note.Note {
	var notes []note.Note
	if kind == KindMixed && p.markdown > 0 {
		notes = append(notes, note.Note{Code: "body.mixed", Level: note.Info,
			Message: "the body mixes Markdown and HTML; its Markdown was kept as it stood"})
	}
	if p.templates > 0 {
		notes = append(notes, note.Note{Code: "body.template", Level: note.Info,
			Message: fmt.Sprintf("%d template tag%s kept as they stood", p.templates, strings.Repeat("s", min(1, p.templates-1)))})
	}
	return notes
}
