package convert

import (
	"strings"
	"unicode/utf8"
)

// renderer turns the inline content of one block into Markdown.
type renderer struct {
	w             *writer
	run           []token
	pieces        []string // each token as written; emphasis is "" until it is settled
	paragraph     bool     // block starts (lists, headings, …) must be escaped
	task          bool     // in a list item, where [ ] would be a checkbox
	documentStart bool     // where a header's fence would be one
	linked        []bool   // by token: in the text of a link
	delimiters    counts
}

// counts tells how often characters that work in pairs occur, so that a lone
// one is not escaped.
type counts struct{ star, underscore, backtick, tilde, dollar int }

func (r *renderer) render() []byte {
	r.count()
	r.pieces = make([]string, len(r.run))
	lineStart := r.paragraph
	hasEmphasis := false
	for i := range r.run {
		t := &r.run[i]
		switch t.kind {
		case tokenText:
			r.pieces[i] = r.escape(i, lineStart)
		case tokenSpace:
			r.pieces[i] = " "
		case tokenCode:
			r.pieces[i] = codeSpan(t.text, r.w.inCell)
		case tokenVerbatim, tokenHTML, tokenImage:
			r.pieces[i] = t.text
		case tokenBreak:
			r.pieces[i] = r.breakMark()
		case tokenOpen, tokenClose:
			r.pieces[i] = r.formatMark(i)
			hasEmphasis = hasEmphasis || t.format.kind < link
		}
		lineStart = t.kind == tokenBreak && r.paragraph || lineStart && r.pieces[i] == ""
	}
	if hasEmphasis {
		r.settleDelimiters()
	}
	return r.join()
}

// breakMark is how a line break is written here.
func (r *renderer) breakMark() string {
	switch {
	case r.w.noBreak == 0 && !r.w.inCell:
		return "\\\n"
	case r.w.opt.NoRawHTML:
		return " "
	}
	return "<br>"
}

// formatMark is the mark of a link or raw element; emphasis comes later.
func (r *renderer) formatMark(i int) string {
	t := &r.run[i]
	f := t.format
	switch {
	case f.kind == link && r.isAutolink(i):
		r.run[i].text = "<"
		return ""
	case f.kind == link && t.kind == tokenOpen:
		return "["
	case f.kind == link:
		return "](" + destination(f.href, f.title, r.w.inCell) + ")"
	case f.kind != rawElement || r.w.opt.NoRawHTML:
		return ""
	case t.kind == tokenOpen:
		return "<" + f.name + f.attrs + ">"
	}
	return "</" + f.name + ">"
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
	if r.run[open].format != f || end.format != f || text.kind != tokenText || end.kind != tokenClose || f.title != "" || r.w.opt.NoRawHTML && false {
		return false
	}
	if f.href != text.text && f.href != "mailto:"+text.text || !isAutolinkAddress(text.text) {
		return false
	}
	return true
}

// isAutolinkAddress follows CommonMark 6.5.
func isAutolinkAddress(s string) bool {
	if strings.ContainsAny(s, "<> \t\n\\") {
		return false
	}
	scheme, _, ok := strings.Cut(s, ":")
	if ok && len(scheme) >= 2 && len(scheme) <= 32 && isLetterASCII(scheme[0]) && strings.Trim(strings.ToLower(scheme), "abcdefghijklmnopqrstuvwxyz0123456789+.-") == "" {
		return true
	}
	return !ok && isEmail(s)
}

func isLetterASCII(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// isEmail is a plain subset of what CommonMark takes for an e-mail address.
func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	if !ok || local == "" || !strings.Contains(domain, ".") || strings.HasPrefix(domain, ".") || strings.HasSuffix(domain, ".") || strings.Contains(domain, "..") {
		return false
	}
	const word = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	return strings.Trim(local, word+".!#$%&'*+/=?^_{|}~-") == "" && strings.Trim(domain, word+".-") == ""
}

// runeBefore is the last character written before token i, 0 at the start of
// the block or of a line.
func (r *renderer) runeBefore(i int) rune {
	for i--; i >= 0; i-- {
		if s := r.piece(i); s != "" {
			c, _ := utf8.DecodeLastRuneInString(s)
			return c
		}
	}
	return 0
}

// runeAfter is the first character written at or behind token i.
func (r *renderer) runeAfter(i int) rune {
	for ; i < len(r.run); i++ {
		if s := r.piece(i); s != "" {
			c, _ := utf8.DecodeRuneInString(s)
			return c
		}
	}
	return 0
}

// piece is how token i is written by what is settled so far.
func (r *renderer) piece(i int) string {
	t := &r.run[i]
	if (t.kind == tokenOpen || t.kind == tokenClose) && t.format.kind < link {
		f := t.format
		switch {
		case f.delim != "":
			return f.delim
		case r.w.opt.NoRawHTML:
			return ""
		case t.kind == tokenOpen:
			return "<" + f.name + ">"
		}
		return "</" + f.name + ">"
	}
	if t.kind == tokenOpen && t.text == "<" {
		return "<"
	}
	if t.kind == tokenClose && t.text == "<" {
		return ">"
	}
	return r.pieces[i]
}

func (r *renderer) join() []byte {
	var b []byte
	for i := range r.run {
		b = append(b, r.piece(i)...)
	}
	return b
}
