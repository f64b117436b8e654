// Package commonmark has goldmark's parsers with bounds on what hostile text can
// cost. Up to the bounds, which no article reaches, they read as goldmark does.
package commonmark

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// Bounds on what a reader would otherwise take quadratic time for. What goes
// beyond is text.
const (
	maxParentheses = 32   // within an address, as cmark has it
	maxDelimiters  = 4096 // runs of emphasis marks in a block
	maxDepth       = 100  // quotes and lists in one another
)

// Extension puts the bounded parsers in place of goldmark's own.
var Extension goldmark.Extender = bounds{}

type bounds struct{}

// Extend implements [goldmark.Extender].
func (bounds) Extend(m goldmark.Markdown) {
	m.SetParser(parser.NewParser(
		parser.WithBlockParsers(BlockParsers()...),
		parser.WithInlineParsers(InlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...)))
}

// BlockParsers are CommonMark's, as [parser.DefaultBlockParsers].
func BlockParsers() []util.PrioritizedValue {
	list := parser.DefaultBlockParsers()
	for i, p := range list {
		switch b := p.Value.(parser.BlockParser); {
		case bytes.Equal(b.Trigger(), []byte{'>'}), b == parser.NewListParser():
			list[i].Value = boundedBlock{b}
		case bytes.Equal(b.Trigger(), []byte{'<'}):
			list[i].Value = htmlBlockParser{b}
		}
	}
	return list
}

// InlineParsers are CommonMark's, as [parser.DefaultInlineParsers].
func InlineParsers() []util.PrioritizedValue {
	list := parser.DefaultInlineParsers()
	for i, p := range list {
		switch inline := p.Value.(parser.InlineParser); {
		case bytes.IndexByte(inline.Trigger(), ']') >= 0:
			list[i].Value = linkParser{inline}
		case bytes.IndexByte(inline.Trigger(), '*') >= 0:
			list[i].Value = emphasisParser{inline} // for its trigger
		case inline == parser.NewRawHTMLParser():
			list[i].Value = tagParser{inline}
		}
	}
	return list
}

// boundedBlock opens no container that stands too deep.
type boundedBlock struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (p boundedBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil && depth < maxDepth; n = n.Parent() {
		if n.Kind() != ast.KindListItem {
			depth++
		}
	}
	if depth == maxDepth {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// emphasisParser bounds the marks that may wait for their other half, and makes
// text of those that have none: goldmark keeps looking at them.
type emphasisParser struct{ parser.InlineParser }

var delimitersKey = parser.NewContextKey()

// Parse implements [parser.InlineParser].
func (emphasisParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	d := parser.ScanDelimiter(line, block.PrecendingCharacter(), 1, emphasis{})
	if d == nil {
		return nil
	}
	block.Advance(d.OriginalLength)
	d.Segment = segment.WithStop(segment.Start + d.OriginalLength)
	waiting := 0
	if pc.LastDelimiter() != nil {
		waiting, _ = pc.Get(delimitersKey).(int)
	}
	if waiting == maxDelimiters || !d.CanOpen && !d.CanClose {
		return ast.NewTextSegment(d.Segment)
	}
	pc.Set(delimitersKey, waiting+1)
	pc.PushDelimiter(d)
	return d
}

// emphasis tells goldmark what to make of emphasis marks.
type emphasis struct{}

func (emphasis) IsDelimiter(c byte) bool { return c == '*' || c == '_' }
func (emphasis) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}
func (emphasis) OnMatch(marks int) ast.Node { return ast.NewEmphasis(marks) }

// linkParser hides from goldmark's parser addresses that cannot end.
type linkParser struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if bytes.HasPrefix(line, []byte("](")) && !hasAddressEnd(line) {
		block = &bounded{Reader: block, end: segment.Start + len("](")}
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// CloseBlock implements [parser.CloseBlocker].
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}
