package convert

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Guard writes Markdown so that a site generator leaves alone what only looks
// like tags of its template language (see [Options.Template]), in the ways that
// docs/markdown.md has for articles: parted in text, as it is in code. Tags that
// the generator has to run stay, and so does what stands in a raw tag already,
// so that guarding twice changes nothing. Without a template language, or
// without its marks, the result is markdown itself.
func Guard(markdown []byte, template string) []byte {
	w := &writer{opt: Options{Template: template}}
	if template == "" || !mayHoldTags(markdown) {
		return markdown
	}
	w.templates = templates{ends: map[string]bool{}, variables: map[string]bool{}}
	w.templates.findIn(string(markdown))
	g := guard{writer: w, src: markdown, text: string(markdown)}
	g.findCode()
	return g.write()
}

func mayHoldTags(markdown []byte) bool {
	return bytes.Contains(markdown, []byte("{{")) || bytes.Contains(markdown, []byte("{%")) || bytes.Contains(markdown, []byte("{#"))
}

// guard is a run over Markdown.
type guard struct {
	*writer
	src   []byte
	text  string // src again
	parts []part // code and raw HTML, in order
	out   bytes.Buffer
}

// part is a stretch of Markdown that is no text: a code span, a code block with
// its lines, or raw HTML.
type part struct {
	start, end int
	kind       partKind
}

type partKind int

const (
	codeSpanPart partKind = iota
	fencePart
	indentedPart
	htmlPart
)

// findCode sets parts.
func (g *guard) findCode() {
	doc := verifier().Parser().Parse(text.NewReader(g.src))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			if n.Lines().Len() > 0 {
				g.add(g.lineStart(g.lineStart(n.Lines().At(0).Start)-1), g.fenceEnd(n), fencePart)
			}
		case *ast.CodeBlock:
			g.add(n.Lines().At(0).Start, n.Lines().At(n.Lines().Len()-1).Stop, indentedPart)
		case *ast.HTMLBlock:
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				g.add(line.Start, line.Stop, htmlPart)
			}
		case *ast.RawHTML:
			g.add(n.Segments.At(0).Start, n.Segments.At(n.Segments.Len()-1).Stop, htmlPart)
		case *ast.CodeSpan:
			if first, last, ok := textRange(n); ok {
				start := len(bytes.TrimRight(g.src[:first], " \n"))
				start = len(bytes.TrimRight(g.src[:start], "`"))
				rest := bytes.TrimLeft(bytes.TrimLeft(g.src[last:], " \n"), "`")
				g.add(start, len(g.src)-len(rest), codeSpanPart)
			}
		}
		return ast.WalkContinue, nil
	})
	slices.SortFunc(g.parts, func(a, b part) int { return a.start - b.start })
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

func (g *guard) add(start, end int, kind partKind) {
	g.parts = append(g.parts, part{max(0, start), min(end, len(g.src)), kind})
}

func (g *guard) lineStart(at int) int {
	return bytes.LastIndexByte(g.src[:max(0, at)], '\n') + 1
}

// fenceEnd is where a fenced block ends, behind its closing fence if it has one.
func (g *guard) fenceEnd(n *ast.FencedCodeBlock) int {
	end := n.Lines().At(n.Lines().Len() - 1).Stop
	line, _, _ := bytes.Cut(g.src[end:], []byte{'\n'})
	mark := bytes.TrimLeft(line, " \t>")
	if len(mark) > 2 && (len(bytes.Trim(mark, "` \t\r")) == 0 || len(bytes.Trim(mark, "~ \t\r")) == 0) {
		end = min(len(g.src), end+len(line)+1)
	}
	return end
}

// write copies src, and guards the tags in it.
func (g *guard) write() []byte {
	for at := 0; at < len(g.src); {
		if len(g.parts) > 0 && g.parts[0].start <= at {
			p := g.parts[0]
			g.parts = g.parts[1:]
			if p.start == at {
				g.writePart(p)
				at = p.end
			}
			continue
		}
		end := len(g.src)
		if len(g.parts) > 0 {
			end = g.parts[0].start
		}
		at = g.writeText(at, end, partMarkdown)
	}
	return g.out.Bytes()
}

// writeText copies text up to an offset, and further if a tag that runs goes on
// behind it; it returns where it stopped.
func (g *guard) writeText(at, end int, part func(second byte) string) int {
	for at < end {
		i := strings.IndexByte(g.text[at:end], '{')
		if i < 0 {
			break
		}
		g.out.WriteString(g.text[at : at+i])
		at += i
		rest := g.text[at:]
		switch n, runs := g.running(rest); {
		case runs && n > 0:
			g.out.WriteString(rest[:n])
			at += n
		case len(rest) > 1 && g.beginsTag(rest[1:]):
			g.out.WriteByte('{')
			g.out.WriteString(part(rest[1]))
			at += len("{{")
		default:
			g.out.WriteByte('{')
			at++
		}
	}
	if at < end {
		g.out.WriteString(g.text[at:end])
		at = end
	}
	return at
}

// running is the length of the tag that s begins with if the generator has to
// run it; of a raw tag, with what is in it.
func (g *guard) running(s string) (int, bool) {
	n, runs := g.runsTag(s)
	if name := strings.Trim(strings.TrimPrefix(s[:max(0, min(n, len(s)))], "{%"), "-%} \t\n"); name != "raw" && name != "verbatim" && name != "comment" {
		return n, runs
	} else if end := strings.Index(s, "end"+name); end >= 0 {
		if behind := strings.Index(s[end:], "%}"); behind >= 0 {
			return end + behind + len("%}"), true
		}
	}
	return n, runs
}

// writePart writes code or raw HTML.
func (g *guard) writePart(p part) {
	piece := g.text[p.start:p.end]
	if p.kind == htmlPart {
		g.writeText(p.start, p.end, partHTML)
		return
	}
	written, raw := piece, false
	if !g.onlyRuns(piece) {
		written, raw = g.templateCode(piece)
	}
	if !raw {
		g.out.WriteString(written)
		return
	}
	if p.kind != fencePart {
		end := len(strings.TrimRight(written, "\n"))
		g.out.WriteString(beginRaw + written[:end] + endRaw + written[end:])
		return
	}
	first, _, _ := strings.Cut(piece, "\n")
	prefix := first[:strings.IndexAny(first, "`~")]
	behind := strings.Map(func(r rune) rune {
		if r != '>' && r != '\t' {
			return ' '
		}
		return r
	}, prefix)
	g.out.WriteString(prefix + beginRaw + "\n" + strings.TrimRight(behind, " ") + "\n" + behind + strings.TrimRight(written[len(prefix):], "\n") +
		"\n" + strings.TrimRight(behind, " ") + "\n" + behind + endRaw + "\n")
}

// onlyRuns tells whether all tags in code are raw ones, with what is in them.
func (g *guard) onlyRuns(code string) bool {
	for {
		i := strings.IndexByte(code, '{')
		if i < 0 || i+1 == len(code) {
			return true
		}
		code = code[i:]
		switch n, _ := g.running(code); {
		case n > 0 && strings.HasSuffix(code[:n], "%}") && strings.Count(code[:n], "{%") > 1:
			code = code[n:]
		case g.beginsTag(code[1:]):
			return false
		default:
			code = code[1:]
		}
	}
}
