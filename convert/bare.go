package convert

import (
	"strings"
	"unicode/utf8"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// Bare addresses stand in Markdown as they stand in the text: readers with
// GitHub's extension (GFM, section 6.9) make links of them, the others do not,
// and both show the same. It is not the same where such a link would swallow a
// backslash or a mark that is not part of the address, since the extension goes
// on to the next blank: there the address is written as a link.

// maxBare bounds how long an address in text is, so that hostile ones cost little.
const maxBare = 2000

// bareAddress writes the bare address whose scheme or "www" ends at pos, and
// tells whether there is one.
func (e *escaper) bareAddress() bool {
	switch { // most colons and dots end a word
	case e.s[e.pos] == ':' && (e.pos+1 == len(e.s) || e.s[e.pos+1] != '/'), e.s[e.pos] == '.' && (e.pos == 0 || e.s[e.pos-1]|0x20 != 'w'):
		return false
	}
	head := e.addressHead()
	if head == 0 || e.pos-head < e.bracket {
		return false
	}
	start, written := e.pos-head, len(e.out)-head
	end := start + strings.IndexAny(e.s[start:]+" ", " \t\n\r\f")
	e.inAddress = true
	e.out = append(e.out, e.s[e.pos])
	e.pos++
	e.writeTo(end)
	e.inAddress = false
	if len(e.out)-written == end-start && (end < len(e.s) || e.endsAddress()) {
		return true
	}
	length := addressLength(e.s[start:end])
	if length <= head { // none, though cmark-gfm makes a link of it
		e.pos = start + head + 1
		e.out = append(e.out[:written], e.s[start:start+head]...)
		e.out = append(e.out, '\\', e.s[start+head])
		return true
	}
	e.out = e.out[:written]
	e.escapeBefore(start)
	e.linkedAddress(start, start+length)
	return true
}

// addressHead is the length of the scheme or "www" before pos, 0 if no address
// begins with it.
func (e *escaper) addressHead() int {
	if e.inAddress || e.r.inLink(e.index) {
		return 0
	}
	rest := e.s[e.pos:min(len(e.s), e.pos+4)]
	if rest[0] == '.' {
		if e.pos < 3 || len(rest) < 2 || dom.IsHTMLSpace(rest[1]) || !strings.EqualFold(e.s[e.pos-3:e.pos], "www") {
			return 0
		}
		if e.pos > 3 && !dom.IsHTMLSpace(e.s[e.pos-4]) && strings.IndexByte("*_~(", e.s[e.pos-4]) < 0 {
			return 0
		}
		return len("www")
	}
	if !strings.HasPrefix(rest, "://") || len(rest) < 4 || !dom.IsASCIIWord(rest[3]) && rest[3] < utf8.RuneSelf {
		return 0
	}
	for _, scheme := range [...]string{"https", "http", "ftp"} {
		if n := len(scheme); e.pos >= n && strings.EqualFold(e.s[e.pos-n:e.pos], scheme) {
			return n
		}
	}
	return 0
}

// endsAddress tells whether what comes behind this token parts it from an
// address at its end: a blank or a tag, if only behind closing marks of emphasis,
// which readers do not take for part of an address there.
func (e *escaper) endsAddress() bool {
	for _, t := range e.r.run[e.index+1:] {
		switch t.kind {
		case tokenClose:
			if t.format.kind >= link {
				return t.format.kind == rawElement && e.r.w.writesHTML()
			}
		case tokenOpen:
			return t.format.kind == rawElement && e.r.w.writesHTML()
		case tokenBreak:
			return e.r.w.noBreak > 0 || e.r.w.inCell
		default:
			return t.kind == tokenSpace || t.kind == tokenHTML
		}
	}
	return true
}

// addressLength is how much of s, which holds no blank, is an address: ASCII
// characters of URLs (RFC 3986) without square brackets, but for punctuation at the end and closing
// brackets that nothing opens.
func addressLength(s string) int {
	n := 0
	for n < len(s) && n < maxBare && s[n] < utf8.RuneSelf && (dom.IsASCIIWord(s[n]) || strings.IndexByte("-._~:/?#@!$&'()*+,;=%", s[n]) >= 0) {
		n++
	}
	for n > 0 {
		switch s[n-1] {
		case '?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '[':
		case ')':
			if strings.Count(s[:n], "(") >= strings.Count(s[:n], ")") {
				return n
			}
		default:
			return n
		}
		n--
	}
	return n
}

// escapeBefore escapes what stands right before a bracket that is to be written
// where start is: it was not to be escaped before a letter.
func (e *escaper) escapeBefore(start int) {
	const touched = `\*_~!`
	first := len(strings.TrimRight(e.s[:start], touched))
	if first == start {
		return
	}
	for len(e.out) > e.begin && strings.IndexByte(touched, e.out[len(e.out)-1]) >= 0 {
		e.out = e.out[:len(e.out)-1]
	}
	for i := first; i < start; i++ {
		e.out = append(e.out, '\\', e.s[i])
	}
}

// linkedAddress writes the address that ends at end as a link that shows it.
func (e *escaper) linkedAddress(start, end int) {
	address := e.s[start:end]
	switch {
	case strings.Contains(address, "://") && isAutolinkAddress(address):
		e.out = append(append(append(e.out, '<'), address...), '>')
	default:
		e.out = append(e.out, '[')
		e.pos, e.inAddress = start, true
		e.writeTo(end)
		e.inAddress = false
		if !strings.Contains(address, "://") {
			address = "http://" + address
		}
		e.out = append(append(append(e.out, "]("...), e.r.w.destination(address, "")...), ')')
	}
	e.pos, e.bracket = end, end
}
