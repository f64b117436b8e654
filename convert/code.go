package convert

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert/danger"
	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/internal/listing"
	"github.com/artx-cli/artx/convert/template"
)

// codeSpan writes inline code between as many backticks as it takes.
func codeSpan(s string, inCell bool) string {
	fence := "`"
	if strings.Contains(s, "`") {
		fence = longerFence(s)
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

// code writes inline code: character by character if it holds the end of a link that runs
// code, or tags beside such an end or right behind an address, since marked does not look
// for code in these.
// Where no HTML may be it is no code then. In rows of tables kramdown begins no code
// with a blank.
func (r *renderer) code(s string) string {
	if s != "" && dom.IsHTMLSpace(s[0]) && r.inRow() {
		s = strings.TrimLeft(s, " \t\n\r\f")
	}
	tags := strings.IndexByte(s, '<') >= 0
	if !danger.EndsLink(s) && !(tags && (danger.InAddress(r.scratch) || r.inMail(s))) && !(tags && strings.Contains(s, "`") && strings.Contains(s, "](")) {
		return codeSpan(s, r.w.inCell)
	}
	var b strings.Builder
	html := r.w.writesHTML()
	if html {
		b.WriteString("<code>")
	}
	for i := range len(s) {
		if dom.IsASCIIPunct(s[i]) {
			fmt.Fprintf(&b, "&#%d;", s[i])
		} else {
			b.WriteByte(s[i])
		}
	}
	if html {
		b.WriteString("</code>")
	}
	return b.String()
}

// inMail tells whether goldmark would take the backtick before code for a part of a mail
// address that begins in the word before it.
func (r *renderer) inMail(s string) bool {
	at := strings.IndexAny(s, "@< ")
	return at >= 0 && s[at] == '@' && len(r.scratch) > 0 && !dom.IsHTMLSpace(r.scratch[len(r.scratch)-1])
}

// longerFence is longer than any run of backticks in s: kramdown ends code with
// the first run that is long enough.
func longerFence(s string) string {
	longest := 0
	for run, i := 0, 0; i < len(s); i++ {
		if s[i] != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return strings.Repeat("`", longest+1)
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
	fence, asHTML := fenceFor(text), false
	if w.inItem() && (w.opt.Kramdown || len(danger.Find(text)) > 0) {
		text, asHTML = w.codeInItem(text)
	}
	if w.opt.Template != "" {
		written, raw := w.templates.Code(string(text))
		text = []byte(written)
		if raw {
			w.rawLine(template.BeginRaw)
			defer w.rawLine(template.EndRaw)
		}
	}
	if asHTML {
		w.htmlCode(text, language)
		return
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

// codeInItem makes code one that kramdown does not end within an item of a list: it
// would where a line looks like an item, if the item goes on without a blank line, and
// where one behind a blank line looks like a rule
// (Kramdown::Parser::Kramdown#parse_list). The latter has to be HTML, or the blank line goes.
func (w *writer) codeInItem(text []byte) (changed []byte, asHTML bool) {
	rule := false
	lines := bytes.Split(text, []byte("\n"))
	kept := lines[:0]
	for i, line := range lines {
		if i > 0 && danger.IsRule(lineMark(line)) {
			for len(kept) > 0 && len(bytes.TrimSpace(kept[len(kept)-1])) == 0 {
				kept, rule = kept[:len(kept)-1], true
			}
		}
		kept = append(kept, line)
	}
	if rule && w.writesHTML() {
		return text, true
	}
	if !w.atItemStart() || holdsItem(text) {
		w.partFromItem()
	}
	if rule {
		text = bytes.Join(kept, []byte("\n"))
	}
	return text, false
}

// lineMark is a line of code without an indent that Markdown passes over; nil if the indent is deeper.
func lineMark(line []byte) []byte {
	if mark := bytes.TrimLeft(line, " "); len(line)-len(mark) <= 3 {
		return mark
	}
	return nil
}

// htmlCode writes a listing as HTML, in which no line looks like an item or a rule.
func (w *writer) htmlCode(text []byte, language string) {
	var b bytes.Buffer
	b.WriteString("<pre><code")
	if language != "" {
		b.WriteString(` class="language-` + html.EscapeString(language) + `"`)
	}
	b.WriteByte('>')
	for i, line := range bytes.Split(text, []byte("\n")) {
		if i > 0 {
			b.WriteByte('\n')
		}
		mark := bytes.TrimLeft(line, " ")
		b.Write(line[:len(line)-len(mark)])
		if len(mark) > 0 && bytes.IndexByte([]byte("-*_+"), mark[0]) >= 0 {
			fmt.Fprintf(&b, "&#%d;", mark[0])
			mark = mark[1:]
		}
		b.WriteString(html.EscapeString(string(mark)))
	}
	b.WriteString("</code></pre>")
	w.begin(blockHTML)
	w.lines(b.Bytes())
}

// holdsItem tells whether a line of code looks like an item of a list.
func holdsItem(text []byte) bool {
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		if danger.IsItem(lineMark(line)) {
			return true
		}
	}
	return false
}

// partFromItem writes a blank line before code in an item, below a comment (a
// blank, where no HTML may be) if the code would begin the item: without one kramdown ends the code where a line of it
// looks like an item (Kramdown::Parser::Kramdown#parse_list).
func (w *writer) partFromItem() {
	switch {
	case !w.atItemStart():
	case w.writesHTML():
		w.rawLine("<!-- -->")
	default:
		w.begin(blockParagraph)
		w.lines([]byte("&nbsp;"))
	}
	tight := w.tight
	w.tight = false
	w.separate(blockCode)
	w.tight = tight
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
