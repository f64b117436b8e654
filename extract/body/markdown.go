package body

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/artx-cli/artx/internal/commonmark"
)

// markdownReader tells what CommonMark with the tables of GFM takes for HTML.
// Footnotes are paragraphs to it: where they stand is where they stay.
var markdownReader = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(commonmark.BlockParsers()...),
		parser.WithInlineParsers(commonmark.InlineParsers()...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
	)
})

// markdown is a text with what stands where in it. Its masked form is as long,
// with what is opaque to Markdown overwritten; see [Mask].
type markdown struct {
	src, masked []byte
	lines       []int // where the lines begin
	blocks      []markdownBlock
	parts       [][2]int         // where HTML blocks in quotes and lists begin and end
	firstStart  map[string]int   // where the first start tag of a name stands; nil until it is asked for
	lastEnd     map[string]int   // and the last end tag
	lastMarkup  map[ast.Node]int // by block, as far as they were asked for
}

// markdownBlock is a block of the outermost level: whole lines of the text, up
// to the next block. The blank lines behind it are part of it.
type markdownBlock struct {
	node       ast.Node
	start, end int
	tags       []tag // inline HTML in it, in order
	nested     bool  // a quote or list that holds HTML which is more than inline
	html       bool  // it is HTML
}

// tag is a tag or the like among the inline content of a block.
type tag struct {
	start, end int
	node       ast.Node // the block that it stands in
	leaf       int      // where that ends
}

// readMarkdown reads src as CommonMark does.
func readMarkdown(src []byte) *markdown {
	m := &markdown{src: src, masked: Mask(src), lines: lineStarts(src)}
	doc := markdownReader().Parse(text.NewReader(m.masked))
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		start := m.lineStart(n.Pos())
		if last := len(m.blocks) - 1; last >= 0 {
			if start = max(start, m.blocks[last].start); start == m.blocks[last].start {
				m.findHTML(&m.blocks[last], n) // a table under lines of text
				continue
			}
			m.blocks[last].end = start
		} else {
			start = 0
		}
		m.blocks = append(m.blocks, markdownBlock{node: n, start: start, end: len(src)})
		m.findHTML(&m.blocks[len(m.blocks)-1], n)
	}
	return m
}

// lineStart is where the line of an offset begins.
func (m *markdown) lineStart(at int) int {
	i, found := slices.BinarySearch(m.lines, at)
	if !found {
		i--
	}
	return m.lines[max(0, i)]
}

func lineStarts(src []byte) []int {
	starts := make([]int, 1, 1+bytes.Count(src, []byte{'\n'}))
	for at := 0; ; {
		i := bytes.IndexByte(src[at:], '\n')
		if i < 0 {
			return starts
		}
		at += i + 1
		starts = append(starts, at)
	}
}

// isContainer tells whether a block holds others behind marks of its own.
func isContainer(n ast.Node) bool {
	return n.Kind() == ast.KindBlockquote || n.Kind() == ast.KindList
}

// findHTML sets the tags and nested of a block that node is or belongs to.
func (m *markdown) findHTML(b *markdownBlock, node ast.Node) {
	container := isContainer(node)
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Image: // tags in its description show nothing, and stay
			return ast.WalkSkipChildren, nil
		case *ast.HTMLBlock:
			if b.nested = b.nested || container; n.Lines().Len() > 0 {
				last := n.Lines().At(n.Lines().Len() - 1).Stop
				if n.HasClosure() {
					last = max(last, n.ClosureLine.Stop)
				}
				m.parts = append(m.parts, [2]int{n.Lines().At(0).Start, last})
			}
		case *ast.RawHTML:
			last := n.Segments.Len() - 1
			t := tag{start: n.Segments.At(0).Start, end: n.Segments.At(last).Stop, node: blockOf(n)}
			lines := t.node.Lines()
			t.leaf = max(t.end, lines.At(lines.Len()-1).Stop)
			b.nested = b.nested || container && (last > 0 && isQuoted(n) || m.isBlockTag(t))
			b.tags = append(b.tags, t)
		}
		return ast.WalkContinue, nil
	})
}

// isBlockTag tells whether a tag in a line of text is that of an element which
// ends the line.
func (m *markdown) isBlockTag(t tag) bool {
	_, name, _ := tagAt(m.masked[t.start:t.end])
	return htmlBlockTags[string(name)] || string(name) == "pre"
}

// blockOf is the block that inline content stands in.
func blockOf(n ast.Node) ast.Node {
	for n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	return n
}

// isQuoted tells whether n stands in a quote, whose marks are then in what goes
// over several lines.
func isQuoted(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n.Kind() == ast.KindBlockquote {
			return true
		}
	}
	return false
}

// isTable tells whether a block is a cell of a table.
func isTable(n ast.Node) bool { return n.Kind() == extast.KindTableCell }

// isContained tells whether a block of text stands in a table, quote or list.
func isContained(n ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if isTable(n) || isContainer(n) {
			return true
		}
	}
	return false
}

// markHTML sets which blocks are HTML: those that CommonMark takes for it, and
// indented lines that begin with a tag of HTML within an element that HTML before
// them left open or behind HTML that was indented as deep.
func (m *markdown) markHTML() {
	var open openElements
	behindIndented := false
	for i := range m.blocks {
		b := &m.blocks[i]
		lines := m.masked[b.start:b.end]
		switch b.node.Kind() {
		case ast.KindBlockquote:
			b.html = m.isRawMark(b)
		case ast.KindHTMLBlock:
			b.html = true
		case ast.KindCodeBlock:
			t := bytes.TrimLeft(lines, " \t\n")
			b.html = len(t) > 0 && t[0] == '<' && isKnownTag(t) && (behindIndented || open.count() > 0)
		}
		if behindIndented = b.html && endsIndented(lines); b.html {
			open.blocks = append(open.blocks, lines)
		}
	}
}

// isRawMark tells whether a quote is but the mark before HTML that goes on behind
// it, as Hatena writes it: "><ul>".
func (m *markdown) isRawMark(b *markdownBlock) bool {
	line := firstLine(m.masked[b.start:])
	if !bytes.HasPrefix(line, []byte("><")) || bytes.HasPrefix(m.masked[b.start+len(line):], []byte(">")) {
		return false
	}
	at, _ := openRawText(line)
	return at >= 0 || openDelta(line) > 0
}

// htmlEnd is where an HTML block ends. Where CommonMark would end it within code
// or a comment, it goes on to the end of the line in which they end, as its author
// did.
func (m *markdown) htmlEnd(b *markdownBlock) int {
	if b.node.Kind() == ast.KindBlockquote {
		return min(b.start+lengthToBlank(m.masked[b.start:], 0), len(m.src))
	}
	from, end := b.start, b.start+len(trimBlankEnd(m.masked[b.start:b.end]))
	for failed := 0; failed <= maxDangling; {
		at, mark := openRawText(m.masked[from:end])
		if at < 0 {
			break
		}
		closing := indexTagFold(m.masked[end:], mark)
		if closing < 0 || beginsAgain(m.masked[from+at+1:end+closing], mark) { // which may be one that the text but names
			from += at + 1
			failed++
			continue
		}
		from = end + closing
		end = from + len(firstLine(m.masked[from:]))
	}
	return min(end, len(m.src))
}

// beginsAgain tells whether text holds the start tag of an element of text alone whose
// end is mark: the one before it has no end.
func beginsAgain(text []byte, mark string) bool {
	name, ok := strings.CutPrefix(mark, "</")
	return ok && name != "pre" && indexTag(text, 0, "<"+name) >= 0
}

// trimBlankEnd cuts the blank lines at the end of lines.
func trimBlankEnd(lines []byte) []byte {
	end := len(bytes.TrimRight(lines, " \t\n"))
	return lines[:end+len(firstLine(lines[end:]))]
}

// run is the index of the last block of the run that block i begins: blocks
// that no blank line parts, up to indented code; and as long as there are no tags in any, also those
// that one does.
func (m *markdown) run(i int) (last int) {
	group := func(i int) (end int, tags bool) {
		for end = i; ; end++ {
			b := &m.blocks[end]
			tags = tags || len(b.tags) > 0
			if end+1 == len(m.blocks) || b.node.Kind() == ast.KindCodeBlock || !m.blocks[end+1].isLines() || len(trimBlankEnd(m.src[b.start:b.end])) < b.end-b.start {
				return end, tags
			}
		}
	}
	last, tags := group(i)
	for !tags && last+1 < len(m.blocks) && m.blocks[last+1].isLines() {
		next, more := group(last + 1)
		if more {
			break
		}
		last = next
	}
	return last
}

// isLines tells whether a block has no HTML but inline.
func (b *markdownBlock) isLines() bool { return !b.html && !b.nested }

// Mask is src with what is opaque to Markdown made a word, byte for byte: the
// tags of template languages with the code between them, shortcodes with code
// within a line, and formulas set off by $$. Without any it is src itself.
func Mask(src []byte) []byte {
	masked := maskShortcodes(src, MaskTemplates(src))
	for i := bytes.Index(masked, []byte("$$")); i >= 0; {
		n := displayFormula(masked[i:])
		if n > 0 {
			if &masked[0] == &src[0] {
				masked = bytes.Clone(src)
			}
			overwrite(masked[i : i+n])
		}
		i += max(n, len("$$"))
		next := bytes.Index(masked[min(i, len(masked)):], []byte("$$"))
		if next < 0 {
			break
		}
		i += next
	}
	return masked
}

// MaskTemplates is [Mask] for the tags of template languages alone.
func MaskTemplates(src []byte) []byte {
	masked := src
	noClose := new(missing)
	for i := bytes.IndexByte(src, '{'); i >= 0; {
		n := templateTag(src[i:], noClose)
		if n > 0 {
			if &masked[0] == &src[0] {
				masked = bytes.Clone(src)
			}
			overwrite(masked[i : i+n])
		}
		i += max(n, 1)
		next := bytes.IndexByte(src[min(i, len(src)):], '{')
		if next < 0 {
			break
		}
		i += next
	}
	return masked
}

func overwrite(b []byte) {
	for i := range b {
		b[i] = opaqueByte
	}
}

// opaqueByte is a letter, so that what is opaque reads like a word.
const opaqueByte = 'x'

// displayFormula is the length of the $$…$$ that t begins with, 0 if it begins
// with none. A formula has no blank line in it.
func displayFormula(t []byte) int {
	const mark = "$$"
	if !bytes.HasPrefix(t, []byte(mark)) {
		return 0
	}
	within := t[len(mark):min(len(t), maxTemplateTag)]
	end := bytes.Index(within, []byte(mark))
	if end <= 0 || bytes.Contains(within[:end], []byte("\n\n")) {
		return 0
	}
	return end + 2*len(mark)
}

// isOpaque tells whether all of s was overwritten by [Mask].
func isOpaque(s []byte) bool { return len(s) > 3 && len(bytes.Trim(s, string(rune(opaqueByte)))) == 0 }

// IsHTML tells whether CommonMark takes the block at an offset of Markdown for
// HTML.
func IsHTML(markdown []byte, at int) bool {
	for _, b := range readMarkdown(markdown).blocks {
		if at >= b.start && at < b.end {
			return b.node.Kind() == ast.KindHTMLBlock
		}
	}
	return false
}
