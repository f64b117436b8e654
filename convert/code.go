package convert

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/internal/listing"
	"github.com/artx-cli/artx/convert/template"
)

// codeSpan writes inline code between as many backticks as it takes.
func codeSpan(s string, inCell bool) string {
	fence := "`"
	if strings.Contains(s, "`") {
		fence = shortestFence(s)
	} else if s != "" && (dom.IsHTMLSpace(s[0]) || s[0] == '\v') {
		fence = "``" // kramdown takes a lone one with blanks around it for text
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") ||
		strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ") && strings.Trim(s, " ") != "" {
		s = " " + s + " "
	}
	if inCell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	return fence + s + fence
}

// shortestFence is the shortest run of backticks that s does not hold.
func shortestFence(s string) string {
	held := make(map[int]bool)
	for run, i := 0, 0; i <= len(s); i++ {
		if i < len(s) && s[i] == '`' {
			run++
			continue
		}
		held[run] = true
		run = 0
	}
	n := 1
	for held[n] {
		n++
	}
	return strings.Repeat("`", n)
}

// codeBlock writes a pre, or a wrapper known to hold code, as a fenced block.
func (w *writer) codeBlock(n *html.Node) {
	source := listing.Source(n)
	w.code.Reset()
	listing.WriteText(&w.code, source)
	text := bytes.TrimSuffix(listing.NormalCode(w.code.Bytes()), []byte("\n"))
	if source != n && len(bytes.TrimSpace(text)) == 0 {
		return
	}
	w.writeCode(text, listing.Language(n))
}

// codeOfTag writes the listing that a text begins with which the tags of a template
// language hold, as a fenced block, and returns what is behind it.
func (w *writer) codeOfTag(s string) (rest string, ok bool) {
	if w.noBreak > 0 || w.inCell || len(w.formats) > 0 {
		return s, false
	}
	language, code, rest, ok := template.Listing(s)
	if ok {
		w.flush()
		w.writeCode([]byte(strings.Trim(code, "\r\n")), language)
	}
	return rest, ok
}

// writeCode writes a fenced block.
func (w *writer) writeCode(text []byte, language string) {
	fence := fenceFor(text)
	if w.opt.Template != "" {
		written, raw := w.templates.Code(string(text))
		text = []byte(written)
		if raw {
			w.rawLine(template.BeginRaw)
			defer w.rawLine(template.EndRaw)
		}
	}
	w.begin(blockCode)
	w.out = append(append(w.out, fence...), language...)
	w.out = append(w.out, '\n')
	if len(text) > 0 {
		w.startLine()
		w.lines(text)
	}
	w.startLine()
	w.out = append(append(w.out, fence...), '\n')
}

// fenceFor is longer than any run of backticks that begins a line of text, behind
// tabs too: how deep one indents depends on what the block stands in.
func fenceFor(text []byte) string {
	n := 3
	if !bytes.Contains(text, []byte("```")) {
		return "```"
	}
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		line = bytes.TrimLeft(line, " \t\v\f")
		n = max(n, len(line)-len(bytes.TrimLeft(line, "`"))+1)
	}
	return strings.Repeat("`", n)
}
