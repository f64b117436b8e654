package commonmark

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Part is a stretch of Markdown that is no text: a code span, a code block with
// its lines, or raw HTML.
type Part struct {
	Start, End int
	Kind       PartKind
}

// PartKind is what a part is.
type PartKind int

// The parts of Markdown.
const (
	CodeSpan PartKind = iota
	Fence
	Indented
	HTML
)

// PartsOf are the parts of Markdown that are no text, in order.
func PartsOf(markdown []byte) []Part {
	g := partFinder{src: markdown}
	doc := Renderer().Parser().Parse(text.NewReader(markdown))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			if n.Lines().Len() > 0 {
				g.add(g.lineStart(g.lineStart(n.Lines().At(0).Start)-1), g.fenceEnd(n), Fence)
			}
		case *ast.CodeBlock:
			g.add(n.Lines().At(0).Start, n.Lines().At(n.Lines().Len()-1).Stop, Indented)
		case *ast.HTMLBlock:
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				g.add(line.Start, line.Stop, HTML)
			}
		case *ast.RawHTML:
			g.add(n.Segments.At(0).Start, n.Segments.At(n.Segments.Len()-1).Stop, HTML)
		case *ast.CodeSpan:
			if first, last, ok := textRange(n); ok {
				start := len(bytes.TrimRight(g.src[:first], " \n"))
				start = len(bytes.TrimRight(g.src[:start], "`"))
				rest := bytes.TrimLeft(bytes.TrimLeft(g.src[last:], " \n"), "`")
				g.add(start, len(g.src)-len(rest), CodeSpan)
			}
		}
		return ast.WalkContinue, nil
	})
	slices.SortFunc(g.parts, func(a, b Part) int { return a.Start - b.Start })
	return g.parts
}

// partFinder gathers parts.
type partFinder struct {
	src   []byte
	parts []Part
}

// textRange is where the text of a code span begins and ends.
func textRange(n ast.Node) (first, last int, ok bool) {
	a, okA := n.FirstChild().(*ast.Text)
	b, okB := n.LastChild().(*ast.Text)
	if !okA || !okB {
		return 0, 0, false
	}
	return a.Segment.Start, b.Segment.Stop, true
}

func (g *partFinder) add(start, end int, kind PartKind) {
	g.parts = append(g.parts, Part{max(0, start), min(end, len(g.src)), kind})
}

func (g *partFinder) lineStart(at int) int {
	return bytes.LastIndexByte(g.src[:max(0, at)], '\n') + 1
}

// fenceEnd is where a fenced block ends, behind its closing fence if it has one.
func (g *partFinder) fenceEnd(n *ast.FencedCodeBlock) int {
	end := n.Lines().At(n.Lines().Len() - 1).Stop
	line, _, _ := bytes.Cut(g.src[end:], []byte{'\n'})
	mark := bytes.TrimLeft(line, " \t>")
	if len(mark) > 2 && (len(bytes.Trim(mark, "` \t\r")) == 0 || len(bytes.Trim(mark, "~ \t\r")) == 0) {
		end = min(len(g.src), end+len(line)+1)
	}
	return end
}
