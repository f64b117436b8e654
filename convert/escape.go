package convert

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert/danger"
	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/template"
)

// count finds what could pair up in the whole run.
func (r *renderer) count() {
	links := 0
	for i := range r.run {
		t := &r.run[i]
		r.delimiters.strike = r.delimiters.strike || t.hidesStrike()
		if (t.kind == tokenOpen || t.kind == tokenClose) && t.format.kind == link {
			if links++; t.kind == tokenClose {
				links -= 2
			}
		}
		r.linked = append(r.linked, links > 0)
		switch t.kind {
		case tokenText:
			if t.class&pairedChar != 0 {
				r.delimiters.countText(t.text)
			}
		case tokenCode:
			r.delimiters.backtick += 2
		case tokenVerbatim, tokenImage:
			r.delimiters.backtick += strings.Count(t.text, "`")
			r.delimiters.formula = r.delimiters.formula || strings.Contains(t.text, "$")
		case tokenOpen, tokenClose:
			if t.format.kind == link {
				r.delimiters.backtick += strings.Count(t.format.href+t.format.title, "`")
			} else if t.format.kind < link {
				for k := range r.delimiters.paired {
					r.delimiters.paired[k].count++
				}
			}
		}
	}
}

// hidesStrike tells whether a token other than text holds two tildes, with which
// kramdown ends what is struck, in code and addresses too
// (Kramdown::Parser::GFM#parse_strikethrough_gfm).
func (t *token) hidesStrike() bool {
	if t.kind == tokenClose && t.format.kind == link {
		return strings.Contains(t.format.href, "~~") || strings.Contains(t.format.title, "~~")
	}
	return t.kind != tokenText && strings.Contains(t.text, "~~")
}

// countText counts those in text.
func (c *counts) countText(text string) {
	for i := range len(text) {
		switch text[i] {
		case '*', '_', '~':
			c.paired[pairedIndex(text[i])].count++
		case '`':
			c.backtick++
		case '$':
			c.dollar++
		}
	}
}

// findPairs finds where in the run delimiters stand that could open and close
// emphasis.
func (r *renderer) findPairs() {
	r.delimiters.sought = true
	for i := range r.run {
		t := &r.run[i]
		switch {
		case t.kind == tokenText && t.class&pairedChar != 0:
			r.findTextPairs(i)
		case (t.kind == tokenOpen || t.kind == tokenClose) && t.format.kind < link:
			for k := range r.delimiters.paired {
				r.delimiters.paired[k].add(place{i, 0}, true, true)
			}
		}
	}
}

func (r *renderer) findTextPairs(i int) {
	e := escaper{r: r, s: r.run[i].text, index: i}
	for e.pos < len(e.s) {
		n := 1
		if c := e.s[e.pos]; c == '*' || c == '_' || c == '~' {
			n = e.runLength(c)
			opens, closes := e.flanks(c, n)
			r.delimiters.paired[pairedIndex(c)].add(place{i, e.pos}, opens, closes)
		}
		e.pos += n
	}
}

// place is where a character of the run stands.
type place struct{ token, pos int }

func (p place) before(q place) bool {
	return p.token < q.token || p.token == q.token && p.pos < q.pos
}

// pairs are the delimiter runs of a character: where the first stands that could
// open emphasis, and the last that could close it.
type pairs struct {
	count                   int
	opens, closes           bool
	firstOpener, lastCloser place
}

func (p *pairs) add(at place, opens, closes bool) {
	if opens && !p.opens {
		p.opens, p.firstOpener = true, at
	}
	if closes {
		p.closes, p.lastCloser = true, at
	}
}

func pairedIndex(c byte) int {
	switch c {
	case '*':
		return 0
	case '_':
		return 1
	}
	return 2
}

// escape writes the text of token i so that it stays text, and escapes no more
// than that.
func (r *renderer) escape(i int, lineStart bool) {
	s := r.run[i].text
	if r.run[i].class&markChar == 0 && !lineStart {
		r.scratch = append(r.scratch, s...)
		return
	}
	if i > 0 && r.run[i-1].kind == tokenOpen && r.run[i-1].format.kind == link && r.isAutolink(i-1) {
		r.scratch = append(r.scratch, s...)
		return
	}
	e := escaper{r: r, s: s, index: i, out: r.scratch, begin: len(r.scratch)}
	if lineStart {
		e.lineStart()
	}
	if r.run[i].class&markChar == 0 {
		r.scratch = append(e.out, s[e.pos:]...)
		return
	}
	e.writeTo(len(s))
	r.scratch = e.out
}

// writeTo writes the text up to a position, which is not within a run of
// delimiters.
func (e *escaper) writeTo(end int) {
	for e.pos < end {
		plain := e.pos
		for plain < end && classes[e.s[plain]]&markChar == 0 {
			plain++
		}
		e.out = append(e.out, e.s[e.pos:plain]...)
		if e.pos = plain; e.pos < end {
			e.next()
		}
	}
}

// escaper writes one text token.
type escaper struct {
	r     *renderer
	s     string
	index int // of the token
	pos   int
	out   []byte

	begin     int  // where the token begins in out
	inAddress bool // a bare one
	bracket   int  // the position right behind an address that was written in brackets
}

// before is the character before the current one, in this token or the one
// before it.
func (e *escaper) before() rune {
	if e.pos > 0 {
		if e.pos == e.bracket {
			return '>'
		}
		c, _ := utf8.DecodeLastRuneInString(e.s[:e.pos])
		return c
	}
	return e.r.neighbour(e.index-1, -1)
}

// after is the character n bytes behind the current one.
func (e *escaper) after(n int) rune {
	if e.pos+n < len(e.s) {
		c, _ := utf8.DecodeRuneInString(e.s[e.pos+n:])
		return c
	}
	return e.r.neighbour(e.index+1, 1)
}

// neighbour is the first or last character of another token, before all of
// them are written.
func (r *renderer) neighbour(i, step int) rune {
	for ; i >= 0 && i < len(r.run); i += step {
		t := &r.run[i]
		switch t.kind {
		case tokenText, tokenVerbatim, tokenHTML, tokenImage:
			if t.text == "" {
				continue
			}
			if step > 0 {
				c, _ := utf8.DecodeRuneInString(t.text)
				return c
			}
			c, _ := utf8.DecodeLastRuneInString(t.text)
			return c
		case tokenSpace:
			return ' '
		case tokenBreak:
			if step > 0 && r.w.noBreak == 0 && !r.w.inCell {
				return '\\'
			}
			return '\n'
		case tokenCode:
			return '`'
		case tokenOpen:
			if t.format.kind == link {
				return '['
			}
			if t.format.kind == rawElement {
				return '<'
			}
			return '*'
		case tokenClose:
			if t.format.kind == link {
				if step > 0 {
					return ']'
				}
				return ')'
			}
			if t.format.kind == rawElement {
				return '>'
			}
			return '*'
		}
	}
	return 0
}

func (e *escaper) next() {
	c := e.s[e.pos]
	switch {
	case c == '*' || c == '_' || c == '~':
		e.delimiters(c)
		return
	case (c == ':' || c == '.') && e.bareAddress():
		return
	}
	if e.mustEscape(c) {
		switch {
		case c == '<' && (e.r.rawText || danger.InAddress(e.out)):
			e.out = append(e.out, "&lt;"...)
			e.pos++
			return
		case c == '`' && e.r.inRow():
			e.out = append(e.out, "&#96;"...)
			e.pos++
			return
		}
		e.out = append(e.out, '\\')
	}
	e.out = append(e.out, c)
	e.pos++
}

// inRow tells whether kramdown could read the run as the row of a table, in which it
// looks for code before it looks for escapes (Kramdown::Parser::Kramdown#parse_table).
func (r *renderer) inRow() bool {
	d := &r.delimiters
	if !d.rowSought {
		d.rowSought = true
		d.row = r.w.inCell || slices.ContainsFunc(r.run, func(t token) bool { return strings.Contains(t.text, "|") })
	}
	return d.row
}

// mustEscape tells whether the character at pos would be read as markup.
func (e *escaper) mustEscape(c byte) bool {
	d := &e.r.delimiters
	switch c {
	case '\\':
		next := e.after(1)
		return next < utf8.RuneSelf && dom.IsASCIIPunct(byte(next)) || next == 0 && e.pos+1 == len(e.s)
	case '`':
		return d.backtick > 1
	case '$':
		return (d.dollar > 1 || d.formula) && e.opensFormula()
	case '[':
		return e.r.inLink(e.index) || e.after(1) == '^' || e.r.itemStart && e.index == 0 && e.pos == 0 && e.isTaskBox()
	case ']':
		next := e.after(1)
		return e.r.inLink(e.index) || e.r.w.references || next == '(' || next == '[' && e.after(2) != '/'
	case '!':
		return e.pos+1 == len(e.s) && e.after(1) == '['
	case '<':
		next := e.after(1)
		return next == '/' || next == '!' || next == '?' || next < utf8.RuneSelf && dom.IsLetterASCII(byte(next))
	case '&':
		return isEntity(e.s[e.pos:])
	case '|':
		return e.r.w.inCell || e.r.w.opt.Kramdown
	case ':':
		if e.before() == ']' {
			return e.opensDefinition()
		}
		return e.before() == '{' && (e.r.w.opt.Template == template.Liquid || e.after(1) == ':' || template.SetsMore(e.s[e.pos:]))
	case '{', '%', '#':
		return e.isTemplate()
	}
	return false
}

// delimiters writes a run of c, escaped if it could pair with another one.
func (e *escaper) delimiters(c byte) {
	n := e.runLength(c)
	p, at := &e.r.delimiters.paired[pairedIndex(c)], place{e.index, e.pos}
	if p.count == n && !(c == '~' && e.r.delimiters.strike) {
		e.out = append(e.out, e.s[e.pos:e.pos+n]...) // there is no other
		e.pos += n
		return
	}
	if !e.r.delimiters.sought {
		e.r.findPairs()
	}
	opens, closes := e.flanks(c, n)
	if c == '~' && n > 1 && e.r.delimiters.strike || opens && p.closes && at.before(p.lastCloser) || closes && p.opens && p.firstOpener.before(at) {
		for range n {
			e.out = append(e.out, '\\', c)
		}
	} else {
		e.out = append(e.out, e.s[e.pos:e.pos+n]...)
	}
	e.pos += n
}

// runLength is how often c stands at pos in a row.
func (e *escaper) runLength(c byte) int {
	n := 1
	for e.pos+n < len(e.s) && e.s[e.pos+n] == c {
		n++
	}
	return n
}

// flanks tells whether the run of n times c at pos could open and close
// emphasis, by either edition.
func (e *escaper) flanks(c byte, n int) (opens, closes bool) {
	if e.touchesMark(c, n) {
		return true, true
	}
	before, after := e.before(), e.after(n)
	if before == '\n' {
		before = 0
	}
	opens, closes = flanking(c, before, after, edition031)
	if isDisputed(before) || isDisputed(after) {
		opens029, closes029 := flanking(c, before, after, edition029)
		opens, closes = opens || opens029, closes || closes029
	}
	return opens, closes
}

// touchesMark tells whether a mark of emphasis is written right beside the run of
// n times c at pos, with which it would be one run.
func (e *escaper) touchesMark(c byte, n int) bool {
	marks := func(i int) bool {
		t := &e.r.run[i]
		return (t.kind == tokenOpen || t.kind == tokenClose) && t.format.kind < link && (t.format.kind == strikethrough) == (c == '~')
	}
	return e.pos == 0 && e.index > 0 && marks(e.index-1) || e.pos+n == len(e.s) && e.index+1 < len(e.r.run) && marks(e.index+1)
}

// isTaskBox tells whether the text begins like a task list item's box.
func (e *escaper) isTaskBox() bool {
	return strings.HasPrefix(e.s, "[x]") || strings.HasPrefix(e.s, "[X]") || strings.HasPrefix(e.s, "[ ]")
}

// opensDefinition tells whether the colon at pos, behind a bracket, ends what begins a
// paragraph: a link reference definition or, for kramdown, which does not look for
// escaped brackets there, an abbreviation.
func (e *escaper) opensDefinition() bool {
	if !e.r.paragraph {
		return false
	}
	opens := func(s string) bool { return strings.HasPrefix(strings.TrimPrefix(s, "*"), "[") }
	for i := e.index - 1; i >= 0; i-- {
		if t := &e.r.run[i]; t.kind == tokenBreak {
			break
		} else if t.kind == tokenText && opens(t.text) {
			return true
		}
	}
	return opens(e.s)
}

// inLink tells whether token i stands in the text of a link, where brackets
// must be balanced.
func (r *renderer) inLink(i int) bool { return r.linked[i] }

// isEntity tells whether s begins with what would be read as a character
// reference.
func isEntity(s string) bool {
	end := strings.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return false
	}
	name := s[1:end]
	if name[0] == '#' {
		digits := strings.TrimLeft(name[1:], "xX")
		return digits != "" && strings.Trim(strings.ToLower(digits), "0123456789abcdef") == ""
	}
	reference := s[:end+1]
	return strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == "" && html.UnescapeString(reference) != reference
}

// holdsEntity tells whether a reader could take a part of s for a character
// reference.
func holdsEntity(s string) bool {
	for i := range len(s) {
		if s[i] == '&' && isEntity(s[i:]) {
			return true
		}
	}
	return false
}

// isTemplate tells whether the brace, percent or number sign at pos is the
// second half of a mark that begins a tag of the template language that will
// run over the Markdown: between them the backslash parts the two.
func (e *escaper) isTemplate() bool {
	return e.r.w.opt.Template != "" && e.before() == '{' && e.r.w.templates.Begins(e.s[e.pos:])
}

// lineStart escapes what would begin another block at the start of a line.
func (e *escaper) lineStart() {
	s := e.s
	switch c := s[0]; {
	case c == '#':
		n := len(s) - len(strings.TrimLeft(s, "#"))
		if n <= 6 && e.endsWord(n) {
			e.out = append(e.out, '\\', '#')
			e.pos = 1
		}
	case c == '>':
		e.out = append(e.out, '\\', '>')
		e.pos = 1
	case (c == '-' || c == '+' || c == '*') && e.endsWord(1), c == '-' && e.isLineOf('-'), c == '=' && e.isLineOf('='),
		c == '+' && strings.HasPrefix(s, "+++") && e.r.documentStart,
		c == '*' && e.isLineOf('*'), c == '_' && e.isLineOf('_'):
		e.out = append(e.out, '\\', c)
		e.pos = 1
	case strings.HasPrefix(s, "```") && e.r.inRow():
		e.out = append(e.out, "&#96;"...)
		e.pos = 1
	case strings.HasPrefix(s, "~~~"), strings.HasPrefix(s, "```"):
		e.out = append(e.out, '\\', c)
		e.pos = 1
	case c == '{' && e.r.documentStart, (c == '|' || c == ':' || c == '-') && isDelimiterRow(s):
		e.out = append(e.out, '\\', c)
		e.pos = 1
	case c >= '0' && c <= '9':
		n := len(s) - len(strings.TrimLeft(s, "0123456789"))
		if n <= 9 && n < len(s) && (s[n] == '.' || s[n] == ')') && e.endsWord(n+1) {
			e.out = append(append(e.out, s[:n]...), '\\', s[n])
			e.pos = n + 1
		}
	}
}

// endsWord tells whether white space or the end of the line stands n bytes
// behind the start.
func (e *escaper) endsWord(n int) bool {
	next := e.after(n)
	return next == 0 || next == ' ' || next == '\n' || next == '\\' && n == len(e.s)
}

// isLineOf tells whether the line holds nothing but c and spaces.
func (e *escaper) isLineOf(c byte) bool {
	if strings.Trim(e.s, string(c)+" ") != "" {
		return false
	}
	for _, t := range e.r.run[e.index+1:] {
		switch {
		case t.kind == tokenBreak:
			return true
		case t.kind == tokenSpace:
		case t.kind == tokenText && strings.Trim(t.text, string(c)+" ") == "":
		default:
			return false
		}
	}
	return true
}

// isDelimiterRow tells whether s could be the second line of a table.
func isDelimiterRow(s string) bool {
	return strings.Contains(s, "-") && strings.Trim(s, "|-: ") == ""
}
