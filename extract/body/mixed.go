package body

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
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
			body = LineFeeds(body)
		}
		p.mixed(expandShortcodes(body), 0, true)
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
	for i := range t.Notes { // whose places are not the body's
		t.Notes[i].Line, t.Notes[i].Column = 0, 0
	}
	if t.src != nil && !bytes.Equal(t.src, body) { // else it was mended
		t.src = nil
	}
	if len(p.raw) > 0 {
		p.restore(t.Root, p.pieces())
	}
	t.Notes = append(t.Notes, p.notes(kind, body)...)
	return t, nil
}

// LineFeeds is body with a line feed at the end of each line, as CommonMark and HTML
// read it.
func LineFeeds(body []byte) []byte {
	body = bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))
	return bytes.ReplaceAll(body, []byte("\r"), []byte("\n"))
}

// protector writes HTML in which an empty element stands for each verbatim piece.
type protector struct {
	out       bytes.Buffer
	element   string      // what begins the names of the elements that stand for pieces
	raw       [][]byte    // the pieces; the rest of the element's name is the index
	kinds     []pieceKind // by piece
	rawEnd    int         // length of out behind the last piece
	templates kept        // pieces that are template tags
	markdown  kept        // pieces that are Markdown
	carried   []string    // inline elements that HTML blocks left open, and that end later
	late      []byte      // comments that wait for the end of the lines: in a heading, table, quote or list they would end it
}

// kept counts pieces of one sort.
type kept struct {
	n     int
	first []byte
}

func (k *kept) add(piece []byte) {
	if k.n++; k.n == 1 {
		k.first = piece
	}
}

// placed is a note with the place of the first piece in the body, 0 if it does not
// stand there as it is.
func (k *kept) placed(body []byte, n note.Note) note.Note {
	if at := bytes.Index(body, k.first); at >= 0 {
		n.Line, n.Column = placeAt(body, at)
	}
	return n
}

// pieceKind is where a verbatim piece stands.
type pieceKind byte

const (
	pieceLine  pieceKind = iota // in a line
	pieceRest                   // in a line or more, behind tags in its block
	pieceBlock                  // it is whole blocks
)

// protectors keeps what finished protectors hold for the next body; what they
// wrote is the tree's.
var protectors = sync.Pool{New: func() any { return new(protector) }}

func (p *protector) recycle() {
	clear(p.raw)
	*p = protector{raw: p.raw[:0], kinds: p.kinds[:0]}
	protectors.Put(p)
}

// verbatimMark is in the names of the elements that stand for verbatim pieces.
const verbatimMark = 0x01

// isStandIn tells whether the tag that code begins with is that of an element
// which stands for a verbatim piece.
func isStandIn(code []byte) bool {
	name := bytes.TrimPrefix(code[1:], []byte{'/'})
	return len(name) > 1 && name[0] == 'z' && name[1] == verbatimMark
}

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

// verbatim keeps a part of a line.
func (p *protector) verbatim(piece []byte) { p.part(piece, pieceLine) }

// part keeps a part of a line, which goes on with the piece before if nothing is
// between them.
func (p *protector) part(piece []byte, kind pieceKind) {
	if len(piece) == 0 {
		return
	}
	if last := len(p.raw) - 1; last >= 0 && p.rawEnd == p.out.Len() && p.kinds[last] != pieceBlock && continues(p.raw[last], piece) {
		p.raw[last] = p.raw[last][:len(p.raw[last])+len(piece)]
		return
	}
	p.piece(piece, kind)
}

// verbatimBlocks keeps whole lines, without the blank ones around them.
func (p *protector) verbatimBlocks(lines []byte) {
	if lines = trimBlankLines(lines); len(lines) > 0 {
		p.markdown.add(lines)
		p.piece(lines, pieceBlock)
	}
}

// piece writes the element that stands for a piece.
func (p *protector) piece(piece []byte, kind pieceKind) {
	tag := append(p.out.AvailableBuffer(), '<')
	tag = strconv.AppendInt(append(tag, p.element...), int64(len(p.raw)), 10)
	tag = append(tag, "></"...)
	tag = strconv.AppendInt(append(tag, p.element...), int64(len(p.raw)), 10)
	p.out.Write(append(tag, '>'))
	p.raw, p.kinds = append(p.raw, piece), append(p.kinds, kind)
	p.rawEnd = p.out.Len()
}

// trimBlankLines cuts the blank lines at both ends of lines, and the line end of
// the last.
func trimBlankLines(lines []byte) []byte {
	for {
		line := firstLine(lines)
		if len(line) == 0 || !isBlankText(line) {
			break
		}
		lines = lines[len(line):]
	}
	trimmed := bytes.TrimRight(lines, " \t\n")
	return lines[:len(trimmed)+len(bytes.TrimRight(firstLine(lines[len(trimmed):]), "\n"))]
}

// continues tells whether next directly follows piece in the body that both are
// parts of.
func continues(piece, next []byte) bool {
	return cap(piece)-len(piece) >= len(next) && &piece[:len(piece)+1][len(piece)] == &next[0]
}

// mixed writes Markdown with HTML among it. Blocks without HTML go through as
// they are; of lines of text with tags in them the tags are written, and what is
// between goes through. paragraphs tells whether such lines are paragraphs, which
// they are not in tight lists; depth, in how many quotes and lists src stands.
func (p *protector) mixed(src []byte, depth int, paragraphs bool) {
	m := readMarkdown(src)
	m.markHTML()
	for i, from := 0, 0; i < len(m.blocks); i++ {
		b := &m.blocks[i]
		switch {
		case b.end <= from:
			continue // was taken by the HTML before it
		case b.start < from && depth < maxNesting: // which ends within it
			p.mixed(src[from:], depth+1, paragraphs)
			return
		}
		b.start = max(b.start, from)
		switch {
		case m.partsLists(i):
			p.verbatimBlocks(src[b.start:b.end])
		case b.html && m.isNamed(b):
			p.named(m, b, depth, paragraphs)
			from = m.htmlEnd(b)
		case b.html && m.swallowLength(b) > 0:
			from = m.htmlEnd(b)
			p.swallower(m, b, depth, paragraphs)
		case b.html:
			from = m.htmlEnd(b)
			p.htmlBlock(m, b.start, from)
		case b.nested && depth < maxNesting:
			p.container(m, b, depth)
		default:
			last := m.run(i)
			p.lines(m, m.blocks[i:last+1], paragraphs)
			i = last
		}
	}
}

// maxNesting bounds the quotes and lists whose content is read for itself, and
// how often the rest of a text is read anew.
const maxNesting = 16

// named writes an HTML block that begins with a tag which the text but names.
func (p *protector) named(m *markdown, b *markdownBlock, depth int, paragraphs bool) {
	block := m.src[b.start:m.htmlEnd(b)]
	if depth >= maxNesting {
		p.verbatimBlocks(block)
		return
	}
	indent := indentOf(block)
	escaped := append(bytes.Clone(block[:indent]), '\\')
	p.mixed(append(escaped, block[indent:]...), depth+1, paragraphs)
}

// swallower writes an HTML block that begins with the tag of an element of text
// alone which nothing ends: what is behind the tag is read for itself.
func (p *protector) swallower(m *markdown, b *markdownBlock, depth int, paragraphs bool) {
	tag := m.swallowLength(b)
	block := m.src[b.start:m.htmlEnd(b)]
	if depth >= maxNesting {
		p.verbatimBlocks(block)
		return
	}
	p.htmlBlock(m, b.start, b.start+tag)
	p.mixed(block[tag:], depth+1, paragraphs)
}

// container writes a quote or list as HTML with what stands in it.
func (p *protector) container(m *markdown, b *markdownBlock, depth int) {
	list, ok := b.node.(*ast.List)
	if !ok {
		p.out.WriteString("<blockquote>")
		p.mixed(unquote(m.src[b.start:b.end]), depth+1, true)
		p.out.WriteString("</blockquote>")
		return
	}
	name := "ul"
	if list.IsOrdered() {
		name = "ol"
		fmt.Fprintf(&p.out, `<ol start="%d">`, list.Start)
	} else {
		p.out.WriteString("<ul>")
	}
	for n := list.FirstChild(); n != nil; n = n.NextSibling() {
		start, end := m.lineStart(n.Pos()), b.end
		if next := n.NextSibling(); next != nil {
			end = m.lineStart(next.Pos())
		}
		p.out.WriteString("<li>")
		p.mixed(unindent(m.src[max(start, b.start):end], n.(*ast.ListItem).Offset), depth+1, !list.IsTight)
		p.out.WriteString("</li>")
	}
	p.out.WriteString("</" + name + ">")
}

// unquote takes the marks of a quote off its lines.
func unquote(lines []byte) []byte {
	out := make([]byte, 0, len(lines))
	for line := range bytes.Lines(lines) {
		if t := bytes.TrimLeft(line, " "); len(t) > 0 && t[0] == '>' && len(line)-len(t) <= 3 {
			line = t[1:]
			if len(line) > 0 && line[0] == '\t' { // two columns of it are left
				out = append(out, ' ')
			}
			if len(line) > 0 && (line[0] == ' ' || line[0] == '\t') {
				line = line[1:]
			}
		} else {
			out = appendLazy(out, line, line)
			continue
		}
		out = append(out, line...)
	}
	return out
}

// appendLazy appends a line that goes on with a paragraph of a quote or list item
// without the marks of that, and keeps it from being more than text with them; whole
// is the line with all its indentation.
func appendLazy(out, line, whole []byte) []byte {
	t := bytes.TrimLeft(line, " \t")
	mark := -1 // where a backslash belongs
	switch {
	case len(bytes.Trim(t, "= \t\r\n")) == 0 && len(bytes.TrimSpace(t)) > 0, isIndented(whole) && (isFence(t) || listMarkerLength(t) == 2 || len(t) > 0 && (t[0] == '#' || t[0] == '>')):
		mark = 0
	case isIndented(whole) && listMarkerLength(t) > 0:
		mark = listMarkerLength(t) - len(". ")
	}
	if mark >= 0 {
		out = append(append(out, t[:mark]...), '\\')
		line = t[mark:]
	}
	return append(out, line...)
}

// isIndented tells whether a line would be indented code if it began a block.
func isIndented(line []byte) bool {
	return bytes.HasPrefix(line, []byte("    ")) || bytes.HasPrefix(line[:min(len(line), 4)], []byte("\t"))
}

// unindent takes the mark of a list item off its first line, and as many columns
// of white space off the others.
func unindent(lines []byte, columns int) []byte {
	out := make([]byte, 0, len(lines))
	first := true
	for line := range bytes.Lines(lines) {
		column, whole := 0, line
		for len(line) > 0 && column < columns && line[0] != '\n' && (first || line[0] == ' ' || line[0] == '\t') {
			if column++; line[0] == '\t' {
				column += (4 - column%4) % 4
			}
			line = line[1:]
		}
		for ; column > columns; column-- { // the rest of a tab
			out = append(out, ' ')
		}
		if column < columns {
			out = appendLazy(out, line, whole)
		} else {
			out = append(out, line...)
		}
		first = false
	}
	return out
}

// lines writes blocks that stand in quotes, lists or by themselves and have no
// HTML but inline.
func (p *protector) lines(m *markdown, blocks []markdownBlock, paragraphs bool) {
	start, end := blocks[0].start, blocks[len(blocks)-1].end
	var tags []tag
	for _, b := range blocks {
		for _, t := range b.tags {
			if t.start >= start {
				tags = append(tags, t)
			}
		}
	}
	open, close := "<p>", "</p>"
	if !paragraphs {
		open, close = "", ""
	}
	p.out.WriteString(open)
	if len(tags) == 0 {
		p.verbatimBlocks(m.src[start:end])
	} else {
		text := m.src[:start+len(trimBlankEnd(m.src[start:end]))]
		p.markdown.add(text[start:])
		p.inline(m, text, start, tags)
	}
	p.out.WriteString(close)
}

// inline writes src from an offset on, the tags in it as HTML. An inline element
// that is still open at the end of its block ends with it.
func (p *protector) inline(m *markdown, src []byte, at int, tags []tag) {
	var open []string
	leaf, closed := tags[0].leaf, m.lineEndTags(tags)
	kind := pieceLine
	for i, t := range tags {
		if t.start < at {
			continue // in an element that is written
		}
		if t.leaf != leaf {
			at = p.endLeaf(m, src[:t.start], at, tags[i-1], open)
			leaf, closed, open, kind = t.leaf, m.lineEndTags(tags[i:]), nil, pieceLine
		}
		p.part(src[at:t.start], kind)
		kind = pieceRest
		text := src[t.start:t.end]
		switch end := m.rawEnd(tags[i:], closed); {
		case m.beginsAddress(t):
			p.verbatim(text)
			at = t.end
		case end > 0:
			p.html(src[t.start:end])
			p.closeAll(m.masked[t.start:end])
			at = end
		case m.names(t, closed):
			p.verbatim(escapedTag(text))
			at = t.end
		case m.isUnclosedCode(t, closed) && m.holdsMarkup(t):
			at = t.end
		case bytes.HasPrefix(text, []byte("<!--")) && (isContained(t.node) || t.node.Kind() == ast.KindHeading):
			p.late = append(p.late, text...)
			at = t.end
		default:
			open = p.inlineTag(text, isTable(t.node), open)
			at = t.end
		}
	}
	at = p.endLeaf(m, src, at, tags[len(tags)-1], open)
	p.part(src[at:], pieceLine)
	p.out.Write(p.late)
	p.late = p.late[:0]
}

// closeAll ends what is open behind an element whose content is no Markdown: such
// elements in it of the same name that nothing ends.
func (p *protector) closeAll(element []byte) {
	_, tagName, _ := tagAt(element)
	name := string(tagName)
	open := 0
	for at := 0; at >= 0; {
		element = element[at:]
		n, tagName, closing := tagAt(element)
		if string(tagName) == name && closing {
			open--
		} else if string(tagName) == name {
			open++
		}
		if at = bytes.IndexByte(element[max(n, 1):], '<'); at >= 0 {
			at += max(n, 1)
		}
	}
	for range open {
		p.out.WriteString("</" + name + ">")
	}
}

// endLeaf writes the rest of the leaf block whose last tag is t, closes the inline
// elements that are open in it, and returns where the next line begins.
func (p *protector) endLeaf(m *markdown, src []byte, at int, t tag, open []string) (next int) {
	leaf := max(at, min(t.leaf, len(src)))
	p.part(src[at:leaf], pieceRest)
	for _, name := range slices.Backward(open) {
		fmt.Fprintf(&p.out, "</%s>", name)
	}
	next = leaf + len(firstLine(src[leaf:]))
	if isSetext(m, t) {
		next += len(firstLine(src[next:]))
	}
	p.part(src[leaf:next], pieceRest)
	if next > 0 && src[next-1] == '\n' {
		p.rawEnd = -1 // another block begins, which is no rest of one
	}
	return next
}

// isSetext tells whether a tag stands in a heading that a line under it makes one.
func isSetext(m *markdown, t tag) bool {
	n := t.node.Lines().Len()
	return t.node.Kind() == ast.KindHeading && n > 0 && bytes.IndexByte(m.masked[m.lineStart(t.node.Lines().At(0).Start):t.node.Lines().At(0).Start], '#') < 0
}

// escapedTag is a tag as text of Markdown. One without attributes is that with its
// first character escaped.
func escapedTag(tag []byte) []byte {
	out := []byte{'\\'}
	for i, c := range tag {
		if i > 0 && bytes.IndexByte([]byte("\\`*_[]<&~"), c) >= 0 {
			out = append(out, '\\')
		}
		out = append(out, c)
	}
	return out
}

// inlineTag writes a tag that stands in a line of text. Line breaks stay as they
// are, since a Markdown one would end a table's row or a heading.
func (p *protector) inlineTag(tag []byte, inTable bool, open []string) []string {
	_, tagName, closing := tagAt(tag)
	name := string(tagName)
	switch {
	case name == "br":
		p.verbatim([]byte("<br>"))
	case htmlBlockTags[name] && inTable && !partTags[name]:
		if closing {
			name = "/" + name
		}
		p.verbatim([]byte("<" + name + ">"))
	case swallowingTags[name] && !closing: // nothing closes it
		p.html(tag)
		p.out.WriteString("</" + name + ">")
	case name == "" || htmlBlockTags[name] || voidInline[name]:
		p.html(tag)
	case !closing:
		p.html(tag)
		open = append(open, name)
	case len(open) > 0 && open[len(open)-1] == name:
		p.html(tag)
		open = open[:len(open)-1]
	default:
		if i := slices.Index(p.carried, name); i >= 0 {
			p.html(tag)
			p.carried = slices.Delete(p.carried, i, i+1)
		}
	}
	return open
}

// partTags show nothing by themselves.
var partTags = dom.NameSet("base basefont col colgroup frame link meta param source track")

// voidInline are the inline elements without an end tag.
var voidInline = dom.NameSet("area br embed img input source wbr")

// htmlBlock writes an HTML block. What it leaves open that would swallow the
// blocks behind it is closed: tags without an end, comments, elements that hold
// text alone, and inline elements that nothing closes later either.
func (p *protector) htmlBlock(m *markdown, from, to int) {
	if from < to && m.src[from] == '>' {
		from++
	}
	b := htmlBlock{protector: p, block: m.src[from:to], masked: m.masked[from:to]}
	for i := 0; i < len(b.masked); i++ {
		next := bytes.IndexByte(b.masked[i:], '<')
		if next < 0 {
			break
		}
		i += next
		i += b.tag(i)
	}
	p.html(b.block[b.start:])
	for _, name := range slices.Backward(b.open) {
		if m.endsLater(name, to) {
			p.carried = append(p.carried, name)
		} else {
			p.out.WriteString("</" + name + ">")
		}
	}
	if endsInText(b.block) { // and a blank line behind it ends a paragraph
		p.piece(nil, pieceBlock)
	}
}

// htmlBlock is an HTML block that is written.
type htmlBlock struct {
	*protector
	block, masked []byte
	start         int // of what is not written yet
	dangling      int // tags without an end
	noClose       missing
	open          []string // inline elements
}

// writeTo writes what comes before an offset, and something of our own behind it.
func (b *htmlBlock) writeTo(end int, ours string) {
	b.html(b.block[b.start:end])
	b.out.WriteString(ours)
	b.start = end
}

// tag looks at the less-than sign at index i, and returns how much behind it belongs
// to what it begins.
func (b *htmlBlock) tag(i int) (length int) {
	t := b.masked[i:]
	n, name, closing := tagAt(t)
	switch {
	case bytes.HasPrefix(t, []byte("<!--")):
		if end := closingIndex(t, "-->", &b.noClose); end >= 0 {
			return end
		}
		b.escape(i)
	case (bytes.HasPrefix(t, []byte("<!")) || bytes.HasPrefix(t, []byte("<?"))) && bytes.IndexByte(t, '>') < 0:
		b.writeTo(len(b.block), ">") // or it would go on in what comes
		return len(t)
	case n < 0 || n > 0 && endsInQuote(t[:n]) && bytes.IndexByte(t[n:], '"') < 0:
		if b.escape(i); b.dangling > maxDangling {
			b.html(bytes.ReplaceAll(b.block[b.start:], []byte{'<'}, []byte("&lt;")))
			b.start = len(b.block)
			return len(t)
		}
		b.dangling++
	case n > 0 && swallowingTags[string(name)] && !closing:
		if end := textEnd(t[n:], string(name), &b.noClose); end >= 0 && t[n-2] != '/' {
			return n - 1 + end
		}
		b.writeTo(i+n, "</"+string(name)+">")
		return n - 1
	case n > 0:
		b.inline(i, string(name), closing)
		return n - 1
	}
	return 0
}

// escape makes text of the less-than sign at index i.
func (b *htmlBlock) escape(i int) {
	b.writeTo(i, "&lt;")
	b.start++
}

// inline notes which inline elements are open behind a tag. Code that nothing ends
// ends before a block in it.
func (b *htmlBlock) inline(i int, name string, closing bool) {
	last := len(b.open) - 1
	switch {
	case htmlBlockTags[name]:
		if !closing && last >= 0 && codeElements[b.open[last]] && closingIndex(b.masked[i:], "</"+b.open[last], &b.noClose) < 0 {
			b.writeTo(i, "</"+b.open[last]+">")
			b.open = b.open[:last]
		}
	case voidInline[name] || rawInline[name] && !codeElements[name] && name != "pre":
	case !closing: // also <a/>, which begins an element in HTML
		b.open = append(b.open, name)
	default:
		for i := last; i >= 0; i-- {
			if b.open[i] == name {
				b.open = slices.Delete(b.open, i, i+1)
				return
			}
		}
	}
}

// endsInText tells whether HTML ends in text, or the end of an inline element.
func endsInText(block []byte) bool {
	block = bytes.TrimRight(block, " \t\r\n")
	if !bytes.HasSuffix(block, []byte{'>'}) {
		return len(block) > 0
	}
	_, name, closing := tagAt(block[max(0, bytes.LastIndexByte(block, '<')):])
	return len(name) > 0 && !htmlBlockTags[string(name)] && string(name) != "pre" && (closing || !knownElements[string(name)])
}

// endsInQuote tells whether the value of an attribute does not end in a tag.
func endsInQuote(tag []byte) bool {
	var quote byte
	for i, c := range tag {
		switch {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\'') && lastNonSpace(tag[:i]) == '=':
			quote = c
		}
	}
	return quote != 0
}

// endsLater tells whether an element that is open at an offset ends behind it: it
// has an end tag there that belongs to no other element.
func (m *markdown) endsLater(name string, at int) bool {
	if m.lastEndTag(name) < at {
		return false
	}
	const far = 64 << 10
	rest := m.masked[at:min(len(m.masked), at+far)]
	if next := indexTag(rest, 0, "<"+name); next >= 0 {
		rest = rest[:next]
	}
	return indexTag(rest, 0, "</"+name) >= 0
}

// textEnd is where an element of text alone ends that has begun before t, -1 if
// none of its name ends, or another begins before.
func textEnd(t []byte, name string, noClose *missing) int {
	if next := closingIndex(t, "<"+name, noClose); next >= 0 {
		return indexTagFold(t[:next], "</"+name)
	}
	return closingIndex(t, "</"+name, noClose)
}

// maxDangling bounds how many tags without an end are looked at.
const maxDangling = 16

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
			if n = p.tagWithTemplates(block[start:], i-start, noClose); n > 0 {
				start = i + n
			} else {
				n = skipHTML(block[i:], noClose)
			}
		case '{':
			if n = templateTag(block[i:], noClose); n > 0 && !inFormula(block, i, n) {
				p.out.Write(block[start:i])
				keep := block[i : i+n]
				if keep[1] == ':' { // of each list it is asked what it sets
					p.piece(keep, pieceLine)
				} else {
					p.verbatim(keep)
				}
				p.templates.add(keep)
				start = i + n
			}
		case '[':
			var markup string
			if markup, n = shortcodeAt(block, i, noClose); n > 0 {
				p.out.Write(block[start:i])
				p.out.WriteString(markup)
				start = i + n
			}
		}
		i += max(n, 1)
	}
}

// tagWithTemplates writes block and the tag in it at index i if template tags
// are in the tag's attributes, where their quotes and angle brackets are none of
// HTML's. It is the tag's length, 0 if nothing was written.
func (p *protector) tagWithTemplates(block []byte, i int, noClose *missing) int {
	t := block[i:min(len(block), i+maxTagWithTemplates)]
	if n, name, _ := tagAt(t); n <= 0 || bytes.IndexByte(t[:n], '{') < 0 || noTemplate[string(name)] {
		return 0
	}
	var written []byte
	found, quote := false, byte(0)
	for at := 0; at < len(t); at++ {
		switch c := t[at]; {
		case c == '{':
			if n := templateTag(t[at:], noClose); n > 0 {
				written = fmt.Appendf(written, "%s%d;", p.element, len(p.raw))
				p.raw, p.kinds = append(p.raw, t[at:at+n]), append(p.kinds, pieceLine)
				found = true
				at += n - 1
				continue
			}
		case c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\'') && lastNonSpace(t[:at]) == '=':
			quote = c
		case quote == 0 && c == '>':
			if !found {
				return 0
			}
			p.out.Write(block[:i])
			p.out.Write(append(written, '>'))
			return at + 1
		}
		written = append(written, t[at])
	}
	return 0
}

// maxTagWithTemplates bounds the length of a tag that template tags are looked
// for in.
const maxTagWithTemplates = 8000

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
// them. Where the parser takes tags for text, as in a textarea, the pieces are text
// too.
func (p *protector) restore(root *html.Node, pieces []string) {
	for c := root.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			c.Data = p.restoreText(c.Data, pieces)
			continue
		}
		p.restoreAttributes(c, pieces)
		if c.DataAtom == 0 && strings.HasPrefix(c.Data, p.element) {
			p.restoreNode(c, pieces) // what was in it now follows it
			continue
		}
		p.restore(c, pieces)
	}
}

// restoreText puts the pieces in the place of the tags, or marks of attributes,
// that stand for them in text.
func (p *protector) restoreText(s string, pieces []string) string {
	if !strings.Contains(s, p.element) {
		return s
	}
	var b strings.Builder
	for {
		before, mark, ok := strings.Cut(s, p.element)
		if !ok {
			b.WriteString(s)
			return b.String()
		}
		end := 0
		for end < len(mark) && mark[end] >= '0' && mark[end] <= '9' {
			end++
		}
		index, err := strconv.Atoi(mark[:end])
		s = mark[end:]
		if rest, ok := strings.CutPrefix(s, ">"); ok {
			s = rest
			before = strings.TrimSuffix(before, "<")
			if opened, closing := strings.CutSuffix(before, "</"); closing {
				before, err = opened, strconv.ErrSyntax // the piece is there already
			}
		} else {
			s = strings.TrimPrefix(s, ";")
		}
		b.WriteString(before)
		if err == nil && index < len(pieces) {
			b.WriteString(pieces[index])
		}
	}
}

// restoreAttributes puts template tags back into the attributes that they stood
// in. One that stood for an attribute of its own cannot be kept.
func (p *protector) restoreAttributes(n *html.Node, pieces []string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return strings.Contains(a.Key, p.element) })
	for i := range n.Attr {
		var b strings.Builder
		rest := n.Attr[i].Val
		for {
			before, mark, ok := strings.Cut(rest, p.element)
			b.WriteString(before)
			number, after, ended := strings.Cut(mark, ";")
			index, err := strconv.Atoi(number)
			if !ok || !ended || err != nil || index >= len(pieces) {
				b.WriteString(rest[len(before):])
				break
			}
			b.WriteString(pieces[index])
			rest = after
		}
		n.Attr[i].Val = b.String()
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
		switch p.kinds[index] {
		case pieceBlock:
			n.Namespace = dom.VerbatimBlock
		case pieceRest:
			n.Namespace = dom.VerbatimRest
		}
	}
}

func (p *protector) notes(kind Kind, body []byte) []note.Note {
	var notes []note.Note
	if kind == KindMixed && p.markdown.n > 0 {
		notes = append(notes, p.markdown.placed(body, note.Note{Code: "body.mixed", Level: note.Info,
			Message: "the body mixes Markdown and HTML; its Markdown was kept as it stood"}))
	}
	if p.templates.n > 0 {
		notes = append(notes, p.templates.placed(body, note.Note{Code: "body.template", Level: note.Info,
			Message: note.Plural(p.templates.n, "template tag") + " kept as written"}))
	}
	return notes
}
