package convert

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// codeSpan writes inline code between as many backticks as it takes.
func codeSpan(s string, inCell bool) string {
	fence := "`"
	if strings.Contains(s, "`") {
		fence = shortestFence(s)
	} else if s != "" && (isHTMLSpace(s[0]) || s[0] == '\v') {
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

// codeSpaces turns the white space of code into that of a text file.
var codeSpaces = strings.NewReplacer("\u00a0", " ", "\r\n", "\n", "\r", "\n")

// normalCode is text with that white space; itself where there is none other.
func normalCode(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 && !bytes.Contains(text, []byte("\u00a0")) {
		return text
	}
	return []byte(codeSpaces.Replace(string(text)))
}

// codeBlock writes a pre, or a wrapper known to hold code, as a fenced block.
func (w *writer) codeBlock(n *html.Node) {
	source := codeSource(n)
	w.code.Reset()
	codeText(&w.code, source)
	text := bytes.TrimSuffix(normalCode(w.code.Bytes()), []byte("\n"))
	if source != n && len(bytes.TrimSpace(text)) == 0 {
		return
	}
	fence := fenceFor(text)
	if w.opt.Template != "" {
		written, raw := w.templateCode(string(text))
		text = []byte(written)
		if raw {
			w.rawLine(beginRaw)
			defer w.rawLine(endRaw)
		}
	}
	w.begin(blockCode)
	w.out = append(append(w.out, fence...), language(n)...)
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

func hasClass(n *html.Node, name string) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if c == name {
			return true
		}
	}
	return false
}

func hasAnyClass(n *html.Node, names map[string]bool) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if names[c] {
			return true
		}
	}
	return false
}
