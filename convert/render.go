package convert

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/template"
)

// renderer turns the inline content of one block into Markdown. Its buffers
// are used again for the next block.
type renderer struct {
	w             *writer
	run           []token
	scratch       []byte // the tokens as written, without emphasis
	pieces        []int  // where each token ends in scratch
	out           []byte
	paragraph     bool   // block starts (lists, headings, …) must be escaped
	itemStart     bool   // of a list item, where [ ] would be a checkbox
	documentStart bool   // where a header's fence would be one
	rawText       bool   // an element is in it in which kramdown reads no escapes
	linked        []bool // by token: in the text of a link
	runs          []delimiterRun
	owners        []delimiterOwner
	delimiters    counts
	disputed      bool // editions of CommonMark could differ about the delimiters
}

// empty is a renderer with the buffers of r alone.
func (r *renderer) empty() renderer {
	return renderer{scratch: r.scratch, pieces: r.pieces, out: r.out, linked: r.linked, runs: r.runs, owners: r.owners}
}

func (r *renderer) reset(w *writer, run []token) {
	r.w, r.run = w, run
	r.rawText = slices.ContainsFunc(run, func(t token) bool {
		return t.kind == tokenOpen && t.format.kind == rawElement && rawInKramdown[t.format.name]
	})
	r.scratch, r.pieces, r.out, r.linked = r.scratch[:0], r.pieces[:0], r.out[:0], r.linked[:0]
	r.delimiters = counts{}
}

// rawInKramdown are inline elements whose content kramdown does not read as
// Markdown. https://kramdown.gettalong.org/syntax.html#html-spans
var rawInKramdown = dom.NameSet("code kbd samp var tt")

// counts tells of characters that work in pairs where they occur, so that one that
// finds no other is not escaped.
type counts struct {
	backtick, dollar int
	formula          bool     // a formula, whose marks are dollar signs
	paired           [3]pairs // of * _ ~
	sought           bool     // where those could pair is known
	strike           bool     // a token other than text holds what ends struck text
	row, rowSought   bool     // kramdown could read the run as the row of a table, which is known
	closer           place    // the next dollar sign that could end a formula
	closerSought     searched // whether there is one
}

// render gives the Markdown, which is valid until the next reset.
func (r *renderer) render() []byte {
	r.count()
	lineStart := r.paragraph
	hasEmphasis := false
	for i := range r.run {
		t := &r.run[i]
		before := len(r.scratch)
		switch t.kind {
		case tokenText:
			r.escape(i, lineStart)
		case tokenSpace:
			r.scratch = append(r.scratch, ' ')
		case tokenCode:
			if i > 0 && r.run[i-1].kind == tokenCode {
				break // written with the one before
			}
			text, raw := r.w.templates.Code(r.codeFrom(i))
			span := r.code(text)
			if r.touchesVerbatim(i, r.endOfCode(i), '`') && r.w.writesHTML() {
				span = "<code>" + codeEntities.Replace(text) + "</code>"
			}
			if raw {
				r.partRaw(i)
				span = template.BeginRaw + span + template.EndRaw
			}
			r.scratch = append(r.scratch, span...)
		case tokenVerbatim, tokenHTML, tokenImage:
			r.scratch = append(r.scratch, t.text...)
		case tokenBreak:
			r.scratch = append(r.scratch, r.breakMark()...)
		case tokenOpen, tokenClose:
			r.formatMark(i)
			hasEmphasis = hasEmphasis || t.format.kind < link
		}
		r.pieces = append(r.pieces, len(r.scratch))
		lineStart = t.kind == tokenBreak && r.paragraph || lineStart && len(r.scratch) == before && !r.marksLine(t)
	}
	if !hasEmphasis {
		return r.scratch
	}
	r.settleStyle()
	r.settleDelimiters()
	for i := range r.run {
		r.out = append(r.out, r.mark(i)...)
		r.out = append(r.out, r.written(i)...)
	}
	return r.out
}

// partRaw parts a brace at the end of the text before token i from the raw tag that it begins with.
func (r *renderer) partRaw(i int) {
	if i > 0 && r.run[i-1].kind == tokenText {
		r.scratch = template.PartRaw(r.scratch)
		r.pieces[i-1] = len(r.scratch)
	}
}

// marksLine tells whether the line begins with the mark of emphasis, so that
// what follows begins no block.
func (r *renderer) marksLine(t *token) bool {
	return t.kind == tokenOpen && t.format.kind < link && !r.w.opt.NoRawHTML
}

// codeFrom is the text of the code span that begins with token i.
func (r *renderer) codeFrom(i int) string {
	if i+1 == len(r.run) || r.run[i+1].kind != tokenCode {
		return r.run[i].text
	}
	var b strings.Builder
	for _, t := range r.run[i:r.endOfCode(i)] {
		b.WriteString(t.text)
	}
	return b.String()
}

// endOfCode is the index behind the code span that begins with token i.
func (r *renderer) endOfCode(i int) int {
	for i < len(r.run) && r.run[i].kind == tokenCode {
		i++
	}
	return i
}

// codeEntities writes what could be Markdown in the text of a code element.
var codeEntities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "*", "&#42;", "_", "&#95;", "[", "&#91;", "]", "&#93;", "`", "&#96;", "~", "&#126;", `\`, "&#92;", "|", "&#124;", "$", "&#36;")

// touchesVerbatim tells whether Markdown as it stands, right before token i or from
// token next on, has a mark there that would be one with the same mark beside it.
func (r *renderer) touchesVerbatim(i, next int, mark byte) bool {
	if i > 0 && r.run[i-1].kind == tokenVerbatim {
		before := strings.TrimRight(r.run[i-1].text, string(rune(mark)))
		if backslashes := len(before) - len(strings.TrimRight(before, `\`)); len(before) < len(r.run[i-1].text) && (backslashes%2 == 0 || len(before)+1 < len(r.run[i-1].text)) {
			return true
		}
	}
	return next < len(r.run) && r.run[next].kind == tokenVerbatim && strings.HasPrefix(r.run[next].text, string(rune(mark)))
}

// written is what is in scratch of token i.
func (r *renderer) written(i int) []byte {
	if i == 0 {
		return r.scratch[:r.pieces[0]]
	}
	return r.scratch[r.pieces[i-1]:r.pieces[i]]
}

// breakMark is how a line break is written here.
func (r *renderer) breakMark() string {
	switch {
	case r.w.noBreak == 0 && !r.w.inCell && (r.w.opt.Style.Break == "spaces" || !bytes.HasSuffix(r.scratch, []byte{'\\'})): // where goldmark finds no break
		return r.w.opt.Style.breakMark()
	case r.w.writesHTML():
		return "<br>"
	case r.w.noBreak == 0 && !r.w.inCell:
		return "  \n"
	}
	return " "
}

// formatMark writes the mark of a link or raw element; emphasis comes later.
func (r *renderer) formatMark(i int) {
	t := &r.run[i]
	f := t.format
	b := r.scratch
	switch {
	case f.kind == link && r.isAutolink(i) && t.kind == tokenOpen:
		b = append(b, '<')
	case f.kind == link && r.isAutolink(i):
		b = append(b, '>')
	case f.kind == link && t.kind == tokenOpen:
		b = append(b, '[')
	case f.kind == link:
		b = append(append(append(b, "]("...), r.w.templates.Part(r.w.destination(f.href, f.title), template.PartMarkdown)...), ')')
	case f.kind != rawElement || !r.w.writesHTML():
	case t.kind == tokenOpen:
		b = append(append(append(append(b, '<'), f.name...), f.attrs...), '>')
	default:
		b = append(append(append(b, "</"...), f.name...), '>')
	}
	r.scratch = b
}

// isAutolink tells whether the link that token i opens or closes shows its own
// address and can be written as <address>. The text then is written as it is.
func (r *renderer) isAutolink(i int) bool {
	t := &r.run[i]
	open := i
	if t.kind == tokenClose {
		open = i - 2
	}
	if open < 0 || open+2 >= len(r.run) {
		return false
	}
	text, end := &r.run[open+1], &r.run[open+2]
	f := t.format
	if r.run[open].format != f || end.format != f || text.kind != tokenText || end.kind != tokenClose || f.title != "" {
		return false
	}
	if f.href != text.text && f.href != "mailto:"+text.text || !isAutolinkAddress(text.text) || r.w.templates.Part(f.href, template.PartMarkdown) != f.href {
		return false
	}
	return true
}

// isAutolinkAddress follows CommonMark 6.5.
func isAutolinkAddress(s string) bool {
	if strings.ContainsAny(s, "<> \t\n\\") || holdsEntity(s) {
		return false
	}
	scheme, _, ok := strings.Cut(s, ":")
	if ok && len(scheme) >= 2 && len(scheme) <= 32 && dom.IsLetterASCII(scheme[0]) && strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz0123456789+.-") == "" {
		return true
	}
	return !ok && isEmail(s)
}

// isEmail is a plain subset of what CommonMark takes for an e-mail address.
func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	if !ok || local == "" || !strings.Contains(domain, ".") || strings.HasPrefix(domain, ".") || strings.HasSuffix(domain, ".") || strings.Contains(domain, "..") ||
		strings.HasPrefix(domain, "-") || strings.HasSuffix(domain, "-") || strings.Contains(domain, "-.") || strings.Contains(domain, ".-") {
		return false
	}
	const word = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	return strings.Trim(local, word+".!#$%&'*+/=?^_{|}~-") == "" && strings.Trim(domain, word+".-") == ""
}

// runeBefore is the last character written before token i, leaving out those of
// skip; 0 at the start of the block.
func (r *renderer) runeBefore(i int, skip string) rune {
	for i--; i >= 0; i-- {
		if s := bytes.TrimRight(r.written(i), skip); len(s) > 0 {
			c, _ := utf8.DecodeLastRune(s)
			return c
		}
		if s := strings.TrimRight(r.mark(i), skip); s != "" {
			return rune(s[len(s)-1])
		}
	}
	return 0
}

// runeAfter is the first character written at or behind token i, leaving out
// those of skip; 0 at the end of the block.
func (r *renderer) runeAfter(i int, skip string) rune {
	for ; i < len(r.run); i++ {
		if s := bytes.TrimLeft(r.written(i), skip); len(s) > 0 {
			c, _ := utf8.DecodeRune(s)
			return c
		}
		if s := strings.TrimLeft(r.mark(i), skip); s != "" {
			return rune(s[0])
		}
	}
	return 0
}

// mark is how token i is written if it begins or ends emphasis, by what is
// settled so far.
func (r *renderer) mark(i int) string {
	t := &r.run[i]
	if t.kind != tokenOpen && t.kind != tokenClose || t.format.kind >= link {
		return ""
	}
	f := t.format
	switch {
	case f.delim != "":
		return f.delim
	case !r.w.writesHTML():
		return ""
	case t.kind == tokenOpen:
		return "<" + f.name + ">"
	}
	return "</" + f.name + ">"
}
