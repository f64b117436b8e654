package convert

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// count counts the characters that could pair up in the whole run.
func (r *renderer) count() {
	links := 0
	for i := range r.run {
		t := &r.run[i]
		if (t.kind == tokenOpen || t.kind == tokenClose) && t.format.kind == link {
			if links++; t.kind == tokenClose {
				links -= 2
			}
		}
		r.linked = append(r.linked, links > 0)
		switch t.kind {
		case tokenText:
			if t.class&pairedChar != 0 {
				r.delimiters.add(t.text)
			}
		case tokenCode:
			r.delimiters.backtick += 2
		case tokenVerbatim, tokenImage:
			r.delimiters.backtick += strings.Count(t.text, "`")
		case tokenOpen:
			if t.format.kind == link {
				r.delimiters.backtick += strings.Count(t.format.href+t.format.title, "`")
			} else if t.format.kind < link {
				r.delimiters.star++
				r.delimiters.underscore++
				r.delimiters.tilde++
			}
		}
	}
}

// add counts those in text.
func (c *counts) add(text string) {
	for i := range len(text) {
		switch text[i] {
		case '*':
			c.star++
		case '_':
			c.underscore++
		case '`':
			c.backtick++
		case '~':
			c.tilde++
		case '$':
			c.dollar++
		}
	}
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
	e := escaper{r: r, s: s, index: i, out: r.scratch}
	if lineStart {
		e.lineStart()
	}
	for e.pos < len(s) {
		plain := e.pos
		for plain < len(s) && classes[s[plain]]&markChar == 0 {
			plain++
		}
		e.out = append(e.out, s[e.pos:plain]...)
		if e.pos = plain; e.pos < len(s) {
			e.next()
		}
	}
	r.scratch = e.out
}

// escaper writes one text token.
type escaper struct {
	r     *renderer
	s     string
	index int // of the token
	pos   int
	out   []byte
}

// before is the character before the current one, in this token or the one
// before it.
func (e *escaper) before() rune {
	if e.pos > 0 {
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
	if c == '*' || c == '_' || c == '~' {
		e.delimiters(c)
		return
	}
	if e.mustEscape(c) {
		e.out = append(e.out, '\\')
	}
	e.out = append(e.out, c)
	e.pos++
}

// mustEscape tells whether the character at pos would be read as markup.
func (e *escaper) mustEscape(c byte) bool {
	d := &e.r.delimiters
	switch c {
	case '\\':
		next := e.after(1)
		return next < utf8.RuneSelf && isASCIIPunct(byte(next)) || next == 0 && e.pos+1 == len(e.s)
	case '`':
		return d.backtick > 1
	case '$':
		return d.dollar > 1 && e.dollarPairs()
	case '[':
		return e.r.inLink(e.index) || e.after(1) == '^' || e.r.itemStart && e.index == 0 && e.pos == 0 && e.isTaskBox()
	case ']':
		next := e.after(1)
		return e.r.inLink(e.index) || e.r.w.references || next == '(' || next == '[' || next == ':' && e.opensDefinition()
	case '!':
		return e.pos+1 == len(e.s) && e.after(1) == '['
	case '<':
		next := e.after(1)
		return next == '/' || next == '!' || next == '?' || next < utf8.RuneSelf && isLetterASCII(byte(next))
	case '&':
		return isEntity(e.s[e.pos:])
	case '|':
		return e.r.w.inCell
	case ':':
		return e.isScheme() || e.before() == '{' && (e.r.w.opt.Template == liquid || setsMore(e.s[e.pos:]))
	case '.':
		return e.isWWW()
	case '@':
		return e.isMail()
	case '{', '%', '#':
		return e.isTemplate()
	}
	return false
}

// delimiters writes a run of c, escaped if it could open or close emphasis.
func (e *escaper) delimiters(c byte) {
	n := len(e.s[e.pos:]) - len(strings.TrimLeft(e.s[e.pos:], string(c)))
	if e.pairs(c) && e.flanks(c, n) {
		for range n {
			e.out = append(e.out, '\\', c)
		}
	} else {
		e.out = append(e.out, e.s[e.pos:e.pos+n]...)
	}
	e.pos += n
}

// pairs tells whether there is another c that this one could pair with.
func (e *escaper) pairs(c byte) bool {
	switch d := &e.r.delimiters; c {
	case '*':
		return d.star > 1
	case '_':
		return d.underscore > 1
	default:
		return d.tilde > 1
	}
}

// flanks tells whether the run of n times c at pos could open or close
// emphasis.
func (e *escaper) flanks(c byte, n int) bool {
	before, after := e.before(), e.after(n)
	if before == '\n' {
		before = 0
	}
	canOpen, canClose := flanking(c, before, after, edition031)
	if !canOpen && !canClose && (isDisputed(before) || isDisputed(after)) {
		canOpen, canClose = flanking(c, before, after, edition029)
	}
	return canOpen || canClose
}

// dollarPairs tells whether the dollar sign at pos could begin or end a formula
// as renderers with math extensions read it: no white space inside it, no
// digit behind it.
func (e *escaper) dollarPairs() bool {
	before, after := e.before(), e.after(1)
	opens := !isFlankingSpace(after)
	closes := !isFlankingSpace(before) && (after < '0' || after > '9')
	return opens || closes
}

// isTaskBox tells whether the text begins like a task list item's box.
func (e *escaper) isTaskBox() bool {
	return strings.HasPrefix(e.s, "[x]") || strings.HasPrefix(e.s, "[X]") || strings.HasPrefix(e.s, "[ ]")
}

// opensDefinition tells whether the bracket at pos ends what begins a
// paragraph: a link reference definition.
func (e *escaper) opensDefinition() bool {
	if !e.r.paragraph {
		return false
	}
	for i := e.index - 1; i >= 0; i-- {
		if t := &e.r.run[i]; t.kind == tokenBreak {
			break
		} else if t.kind == tokenText && strings.HasPrefix(t.text, "[") {
			return true
		}
	}
	return strings.HasPrefix(e.s, "[")
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

// isScheme tells whether the colon at pos follows a scheme that GFM would make
// a link of (GFM 6.9), outside of a link.
func (e *escaper) isScheme() bool {
	if !strings.HasPrefix(e.s[e.pos:], "://") || e.r.inLink(e.index) {
		return false
	}
	head := strings.ToLower(e.s[:e.pos])
	return strings.HasSuffix(head, "http") || strings.HasSuffix(head, "https") || strings.HasSuffix(head, "ftp")
}

// isWWW tells whether the dot at pos is that of "www." where GFM would make a
// link of it. Some renderers do so behind any tag or link too.
func (e *escaper) isWWW() bool {
	if e.pos < 3 || !strings.EqualFold(e.s[e.pos-3:e.pos], "www") || e.r.inLink(e.index) {
		return false
	}
	at := e.pos
	e.pos -= 3
	before := e.before()
	e.pos = at
	return (at == len("www") || isFlankingSpace(before) || strings.ContainsRune("*_~(`", before)) && e.after(1) < utf8.RuneSelf && isASCIIWord(byte(e.after(1)))
}

// isMail tells whether the @ at pos stands in what GFM would take for an
// e-mail address.
func (e *escaper) isMail() bool {
	if e.pos == 0 || e.r.inLink(e.index) || !isASCIIWord(e.s[e.pos-1]) && !strings.ContainsRune("._-+", rune(e.s[e.pos-1])) {
		return false
	}
	domain := e.s[e.pos+1:]
	end := 0
	for end < len(domain) && (isASCIIWord(domain[end]) || domain[end] == '.' || domain[end] == '-' || domain[end] == '_') {
		end++
	}
	return strings.Contains(strings.Trim(domain[:end], "."), ".")
}

// isTemplate tells whether the brace, percent or number sign at pos is the
// second half of a mark that begins a tag of the template language that will
// run over the Markdown: between them the backslash parts the two.
func (e *escaper) isTemplate() bool {
	return e.r.w.opt.Template != "" && e.before() == '{' && e.r.w.beginsTag(e.s[e.pos:])
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
