package commonmark

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxFootnoteSteps bounds how many footnotes are looked at in all: goldmark looks for
// that of a mark from the first on. It is enough for 8,000 marks of 8,000 notes.
const maxFootnoteSteps = 64 << 20

// Footnote is goldmark's extension for footnotes, with a bound on what marks can
// cost. Marks beyond it are text.
var Footnote goldmark.Extender = footnotes{}

type footnotes struct{}

// Extend implements [goldmark.Extender].
func (footnotes) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(util.Prioritized(noteParser{extension.NewFootnoteBlockParser()}, 999)),
		parser.WithInlineParsers(util.Prioritized(markParser{extension.NewFootnoteParser()}, 101)),
		parser.WithASTTransformers(util.Prioritized(extension.NewFootnoteASTTransformer(), 999)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(extension.NewFootnoteHTMLRenderer(), 500)))
}

// footnoteCount is what the footnotes of a document have cost.
type footnoteCount struct{ notes, steps int }

var footnoteKey = parser.NewContextKey()

func countOf(pc parser.Context) *footnoteCount {
	return pc.ComputeIfAbsent(footnoteKey, func() any { return new(footnoteCount) }).(*footnoteCount)
}

// noteParser counts the notes.
type noteParser struct{ parser.BlockParser }

// Open implements [parser.BlockParser].
func (p noteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n != nil {
		countOf(pc).notes++
	}
	return n, state
}

// markParser counts what marks cost.
type markParser struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (p markParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 2 || line[1] != '^' && !(line[0] == '!' && len(line) > 2 && line[2] == '^') {
		return nil
	}
	count := countOf(pc)
	if count.steps += count.notes; count.steps > maxFootnoteSteps {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}
