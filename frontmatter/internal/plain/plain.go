// Package plain makes what stands in a header plain text: without tags, entities,
// control characters and white space that say nothing.
package plain

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lines is Text for a text whose lines are meant to stay.
func Lines(s string) string {
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = Text(line)
	}
	return strings.Join(lines, "\n")
}

// Text makes the text of a field plain: tags stripped, entities decoded
// once, white space collapsed, control characters dropped.
func Text(s string) string {
	if strings.IndexByte(s, '<') >= 0 {
		s = stripTags(s)
	}
	if strings.IndexByte(s, '&') >= 0 {
		s = Decode(s)
	}
	return Collapse(s)
}

// Collapse makes runs of white space one space, trims s and drops control
// characters. An ideographic space that stands alone is typography and stays.
func Collapse(s string) string {
	if tidy(s) && utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	run, wide := 0, false
	for _, r := range Printable(s) {
		if unicode.IsSpace(r) {
			run, wide = run+1, r == '\u3000'
			continue
		}
		if run > 0 && b.Len() > 0 {
			if run == 1 && wide {
				b.WriteRune('\u3000')
			} else {
				b.WriteByte(' ')
			}
		}
		run = 0
		b.WriteRune(r)
	}
	return b.String()
}

// tidy reports whether Collapse has nothing to do.
func tidy(s string) bool {
	space := true
	for _, r := range s {
		blank := unicode.IsSpace(r)
		if blank && (space || r != ' ' && r != '\u3000') || !blank && !PrintableRune(r) {
			return false
		}
		space = blank
	}
	return !space || s == ""
}

// Decode decodes the entities of s that end in a semicolon. Those
// without one are left, for "&copy" may be the start of an address's
// "&copyright=".
func Decode(s string) string {
	var b strings.Builder
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		s = s[i:]
		n := entityLen(s)
		if n == 0 {
			b.WriteByte('&')
			s = s[1:]
			continue
		}
		b.WriteString(html.UnescapeString(s[:n]))
		s = s[n:]
	}
	b.WriteString(s)
	return b.String()
}

// entityLen returns the length of the entity that s starts with, or 0.
func entityLen(s string) int {
	for i := 1; i < len(s) && i < 34; i++ {
		switch c := s[i]; {
		case c == ';':
			if i > 1 {
				return i + 1
			}
			return 0
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '#' && i == 1:
		default:
			return 0
		}
	}
	return 0
}

// voidTags are elements that need no end tag; inlineTags are those that are
// stripped where both tags stand in the text. Other names in angle brackets
// are text: a title may speak of <meta> or of Vec<T>.
var (
	voidTags   = WordSet("br wbr img hr")
	inlineTags = WordSet(`a abbr acronym b bdi bdo big center cite code del dfn div em font h1 h2 h3 h4 h5 h6
		i ins kbd mark p q s samp small span strike strong sub sup tt u var`)
)

// WordSet is the set of the words of s.
func WordSet(s string) map[string]bool {
	m := make(map[string]bool)
	for word := range strings.FieldsSeq(s) {
		m[word] = true
	}
	return m
}

// tag is one HTML tag in a text.
type tag struct {
	name       string
	start, end int
	closing    bool
	drop       bool
}

// stripTags removes HTML tags from s; line breaks become spaces.
func stripTags(s string) string {
	tags := findTags(s)
	open := make(map[string][]int)
	for i, t := range tags {
		switch {
		case voidTags[t.name]:
			tags[i].drop = true
		case !t.closing:
			open[t.name] = append(open[t.name], i)
		default:
			if at := open[t.name]; len(at) > 0 {
				tags[i].drop, tags[at[len(at)-1]].drop = true, true
				open[t.name] = at[:len(at)-1]
			}
		}
	}
	var b strings.Builder
	at := 0
	for _, t := range tags {
		if !t.drop {
			continue
		}
		b.WriteString(s[at:t.start])
		if t.name == "br" || t.name == "hr" || t.name == "p" || t.name == "div" {
			b.WriteByte(' ')
		}
		at = t.end
	}
	b.WriteString(s[at:])
	return b.String()
}

// blockTags are elements that stand in the beginning of an article.
var blockTags = WordSet(`address article aside audio blockquote caption dd details dl dt figcaption figure footer header
	iframe li main nav noscript ol picture pre section source summary table tbody td th thead tr ul video`)

// CutTags removes the tags of elements from s, in pairs or not, and the beginning
// of one at its end.
func CutTags(s string) string {
	var b strings.Builder
	for {
		before, t, ok := strings.Cut(s, "<")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(t, "/"), ">")
		name = strings.ToLower(strings.TrimSuffix(name, "/"))
		if i := strings.IndexAny(name, " \t\r\n"); i >= 0 {
			name = name[:i]
		}
		_, rest, closed := strings.Cut(t, ">")
		switch {
		case !voidTags[name] && !inlineTags[name] && !blockTags[name]:
			b.WriteByte('<')
			s = t
		case !closed:
			return b.String()
		default:
			if blockTags[name] || name == "p" || name == "br" || name == "div" {
				b.WriteByte(' ')
			}
			s = rest
		}
	}
}

// findTags returns the tags of known elements in s.
func findTags(s string) []tag {
	var out []tag
	for i := 0; i < len(s); {
		n := strings.IndexByte(s[i:], '<')
		if n < 0 {
			break
		}
		i += n
		if t, ok := tagAt(s, i); ok {
			out = append(out, t)
			i = t.end
			continue
		}
		i++
	}
	return out
}

// tagAt returns the tag of a known element at s[i:].
func tagAt(s string, i int) (tag, bool) {
	t := tag{start: i}
	j := i + 1
	if j < len(s) && s[j] == '/' {
		t.closing = true
		j++
	}
	k := j
	for k < len(s) && k < j+12 && (s[k]|0x20 >= 'a' && s[k]|0x20 <= 'z' || s[k] >= '0' && s[k] <= '9') {
		k++
	}
	t.name = strings.ToLower(s[j:k])
	if !voidTags[t.name] && !inlineTags[t.name] {
		return t, false
	}
	for ; k < len(s) && s[k] != '<'; k++ {
		if s[k] == '>' {
			t.end = k + 1
			return t, true
		}
	}
	return t, false
}

// Printable drops control characters, turns line separators into spaces and
// bytes that are no UTF-8 into U+FFFD.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.IsControl(r) || r == '\ufeff':
			return -1
		}
		return r
	}, s)
}

// PrintableRune reports whether YAML takes r as it is, on one line.
func PrintableRune(r rune) bool {
	switch {
	case r < ' ', r >= 0x7f && r < 0xa0, r == '\ufeff', r == '\ufffe', r == '\uffff', r == '\u2028', r == '\u2029':
		return false
	}
	return true
}

// OnlyPrintable reports whether s can stand in single quotes.
func OnlyPrintable(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c >= 0x7f {
			return onlyPrintableRunes(s)
		}
	}
	return true
}

func onlyPrintableRunes(s string) bool {
	for _, r := range s {
		if !PrintableRune(r) {
			return false
		}
	}
	return utf8.ValidString(s)
}
