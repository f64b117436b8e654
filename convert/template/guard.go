package template

import (
	"bytes"
	"strings"

	"github.com/artx-cli/artx/internal/commonmark"
)

// Guard writes Markdown so that a site generator leaves alone what only looks
// like tags of its template language ("liquid", "nunjucks", "tera" or "hugo"), in the ways that
// docs/markdown.md has for articles: parted in text, as it is in code. Tags that
// the generator has to run stay, and so does what stands in a raw tag already,
// so that guarding twice changes nothing. Without a template language, or
// without its marks, the result is markdown itself.
func Guard(markdown []byte, template string) []byte {
	if template == "" || !mayHoldTags(markdown) {
		return markdown
	}
	g := guard{Tags: NewTags(template), src: markdown, text: string(markdown), parts: commonmark.PartsOf(markdown)}
	g.findIn(g.text)
	return g.write()
}

func mayHoldTags(markdown []byte) bool {
	return bytes.Contains(markdown, []byte("{{")) || bytes.Contains(markdown, []byte("{%")) || bytes.Contains(markdown, []byte("{#"))
}

// guard is a run over Markdown.
type guard struct {
	*Tags
	src   []byte
	text  string            // src again
	parts []commonmark.Part // code and raw HTML, in order
	out   bytes.Buffer
}

// write copies src, and guards the tags in it.
func (g *guard) write() []byte {
	for at := 0; at < len(g.src); {
		if len(g.parts) > 0 && g.parts[0].Start <= at {
			p := g.parts[0]
			g.parts = g.parts[1:]
			if p.Start == at {
				g.writePart(p)
				at = p.End
			}
			continue
		}
		end := len(g.src)
		if len(g.parts) > 0 {
			end = g.parts[0].Start
		}
		at = g.writeText(at, end, PartMarkdown)
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
		case len(rest) > 1 && g.Begins(rest[1:]):
			g.out.WriteByte('{')
			if between, same := strings.CutSuffix(part(rest[1]), rest[1:2]); same { // which may begin a tag itself: {{%
				g.out.WriteString(between)
				at++
			} else {
				g.out.WriteString(part(rest[1]))
				at += len("{{")
			}
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
	n, runs := g.runs(s)
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
func (g *guard) writePart(p commonmark.Part) {
	piece := g.text[p.Start:p.End]
	if p.Kind == commonmark.HTML {
		g.writeText(p.Start, p.End, PartHTML)
		return
	}
	written, raw := piece, false
	if !g.onlyRuns(piece) {
		written, raw = g.Code(piece)
	}
	if !raw {
		g.out.WriteString(written)
		return
	}
	if p.Kind != commonmark.Fence {
		end := len(strings.TrimRight(written, "\n"))
		if text := beforeBrace(g.out.Bytes()); len(text) < g.out.Len() {
			g.out.Truncate(len(text))
			g.out.WriteString(PartHTML('{'))
		}
		g.out.WriteString(BeginRaw + written[:end] + EndRaw + written[end:])
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
	g.out.WriteString(prefix + BeginRaw + "\n" + strings.TrimRight(behind, " ") + "\n" + behind + strings.TrimRight(written[len(prefix):], "\n") +
		"\n" + strings.TrimRight(behind, " ") + "\n" + behind + EndRaw + "\n")
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
		case g.Begins(code[1:]):
			return false
		default:
			code = code[1:]
		}
	}
}
