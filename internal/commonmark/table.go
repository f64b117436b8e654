package commonmark

import (
	"bytes"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// maxEmptyCells bounds the cells that rows shorter than the first are filled up
// with: a page of text can ask for millions of them. cmark-gfm has the same bound.
const maxEmptyCells = 0x80000

// Table is goldmark's extension for tables, with a bound on the cells that are
// nowhere written. What goes beyond is text.
var Table goldmark.Extender = tables{}

type tables struct{}

// Extend implements [goldmark.Extender].
func (tables) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(tableTransformer{extension.NewTableParagraphTransformer()}, 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)))
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(extension.NewTableHTMLRenderer(), 500)))
}

type tableTransformer struct{ parser.ParagraphTransformer }

// Transform implements [parser.ParagraphTransformer].
func (t tableTransformer) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if emptyCells(p.Lines(), reader.Source()) <= maxEmptyCells {
		t.ParagraphTransformer.Transform(p, reader, pc)
	}
}

// emptyCells is at least how many cells the rows of a paragraph would be filled up
// with if its widest line gave a table its columns.
func emptyCells(lines *text.Segments, source []byte) int {
	widest, written := 0, 0
	for _, line := range lines.Sliced(0, lines.Len()) {
		cells := bytes.Count(line.Value(source), []byte{'|'}) + 1
		widest = max(widest, cells)
		written += cells
	}
	return widest*lines.Len() - written
}
