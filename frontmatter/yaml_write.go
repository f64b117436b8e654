package frontmatter

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/artx-cli/artx/frontmatter/internal/plain"
)

// appendYAML writes one key of a block mapping at column indent.
func appendYAML(b []byte, key string, n *node, indent int) []byte {
	b = appendComment(b, n.above, indent)
	b = appendIndent(b, indent)
	return appendValue(appendKeyMark(b, key, indent), n, indent)
}

// maxSimpleKey is how long a key may be that only a colon marks as one (YAML 1.2.2,
// 7.4.2).
const maxSimpleKey = 1024

// appendKeyMark writes a key at column indent and the colon behind it; one that is
// too long for that with a question mark, and the colon on the next line.
func appendKeyMark(b []byte, key string, indent int) []byte {
	start := len(b)
	if b = appendKey(b, key); len(b)-start <= maxSimpleKey {
		return append(b, ':')
	}
	b = append(slices.Insert(b, start, '?', ' '), '\n')
	return append(appendIndent(b, indent), ':')
}

// appendComment writes comment lines at column indent.
func appendComment(b []byte, comment string, indent int) []byte {
	for line := range strings.Lines(comments(comment)) {
		b = append(appendIndent(b, indent), line...)
	}
	return b
}

func appendIndent(b []byte, indent int) []byte {
	for range indent {
		b = append(b, ' ')
	}
	return b
}

// appendKey writes a key; one that YAML would not take for text is quoted.
func appendKey(b []byte, key string) []byte {
	if len(key) <= 128 && plainScalar(key, true) && !strings.HasPrefix(key, "---") && !strings.HasPrefix(key, "...") {
		return append(b, key...)
	}
	return appendDouble(b, key)
}

// appendValue writes what stands behind "key:" or "-" at column indent, line
// end included.
func appendValue(b []byte, n *node, indent int) []byte {
	switch {
	case n.kind == kindMap && len(n.pairs) > 0 && n.style != styleFlow:
		return appendBlockMap(appendBeside(b, n), n, indent)
	case n.kind == kindList && len(n.items) > 0 && (n.style != styleFlow || n.holdsNull()):
		return appendBlockList(appendBeside(b, n), n, indent)
	case !n.scalar():
		b = appendFlow(append(b, ' '), n)
	case n.kind == kindNull && (n.text == "" || n.beside != ""):
	case n.kind == kindText && literalFits(n):
		return appendLiteral(append(b, ' '), n.text, indent)
	case n.kind == kindText && n.style == styleAuto && n.beside != "":
		b = appendDouble(append(b, ' '), n.text) // or the comment would look like a part of the text
	default:
		b = appendScalar(append(b, ' '), n, false)
	}
	return appendBeside(b, n)
}

// holdsNull reports whether an item of the list n is null, which in brackets
// would have to be a word, and so look like a tag called "null".
func (n *node) holdsNull() bool {
	for _, item := range n.items {
		if item.kind == kindNull {
			return true
		}
	}
	return false
}

// appendBeside writes the comment behind a value and ends the line.
func appendBeside(b []byte, n *node) []byte {
	if n.beside != "" && !strings.ContainsAny(n.beside, "\r\n") {
		b = append(append(b, ' '), n.beside...)
	}
	return append(b, '\n')
}

// appendBlockMap writes the keys of n below the column indent.
func appendBlockMap(b []byte, n *node, indent int) []byte {
	below := indent + 2
	if n.indent > 0 && indent == 0 {
		below = int(n.indent)
	}
	for _, p := range n.pairs {
		b = appendYAML(b, p.key, p.value, below)
		b = appendComment(b, p.value.below, below)
	}
	return b
}

// appendBlockList writes the items of n; the dashes may stand right below the
// key, or further in.
func appendBlockList(b []byte, n *node, indent int) []byte {
	below := indent + 2
	if n.indent >= 0 && indent == 0 {
		below = int(n.indent)
	}
	for _, item := range n.items {
		b = appendComment(b, item.above, below)
		b = append(appendIndent(b, below), '-')
		switch {
		case item.kind == kindMap && len(item.pairs) > 0 && item.style != styleFlow:
			b = appendCompact(b, item, below)
		default:
			b = appendValue(b, item, below)
		}
		b = appendComment(b, item.below, below)
	}
	return b
}

// appendCompact writes a mapping whose first key stands behind a dash.
func appendCompact(b []byte, n *node, indent int) []byte {
	at := len(b)
	m := *n
	m.indent = -1
	for i, p := range m.pairs {
		v := *p.value
		if i == 0 {
			v.above = ""
		}
		b = appendYAML(b, p.key, &v, indent+2)
	}
	b[at+indent+1] = ' ' // the first key's own indentation makes room for the dash
	return append(b[:at], b[at+indent+1:]...)
}

// appendFlow writes n on one line.
func appendFlow(b []byte, n *node) []byte {
	switch n.kind {
	case kindList:
		b = append(b, '[')
		for i, item := range n.items {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = appendFlow(b, item)
		}
		return append(b, ']')
	case kindMap:
		b = append(b, '{')
		for i, p := range n.pairs {
			if i > 0 {
				b = append(b, ", "...)
			}
			if len(p.key) > maxSimpleKey {
				b = append(b, "? "...)
			}
			b = append(appendKey(b, p.key), ": "...)
			b = appendFlow(b, p.value)
		}
		return append(b, '}')
	}
	return appendScalar(b, n, true)
}

// appendScalar writes a scalar on one line.
func appendScalar(b []byte, n *node, flow bool) []byte {
	if n.kind == kindNull {
		return append(b, "null"...)
	}
	if n.kind != kindText {
		return append(b, n.text...)
	}
	single := plain.OnlyPrintable(n.text)
	switch {
	case n.style == styleSingle && single:
		return appendSingle(b, n.text)
	case n.style == styleDouble:
		return appendDouble(b, n.text)
	case plainScalar(n.text, flow):
		return append(b, n.text...)
	case single && strings.ContainsAny(n.text, `"\`):
		return appendSingle(b, n.text)
	}
	return appendDouble(b, n.text)
}

// appendSingle writes s in single quotes.
func appendSingle(b []byte, s string) []byte {
	b = append(b, '\'')
	b = append(b, strings.ReplaceAll(s, "'", "''")...)
	return append(b, '\'')
}

// appendDouble writes s in double quotes.
func appendDouble(b []byte, s string) []byte {
	return appendQuoted(b, s, func(b []byte, r rune) []byte {
		switch {
		case plain.PrintableRune(r):
			return utf8.AppendRune(b, r)
		case r < 0x100:
			return appendHex(append(b, `\x`...), uint32(r), 2)
		case r < 0x10000:
			return appendHex(append(b, `\u`...), uint32(r), 4)
		}
		return appendHex(append(b, `\U`...), uint32(r), 8)
	})
}

// appendQuoted writes s in double quotes, as YAML and TOML have them: the escapes that they share, and other characters
// by other. Bytes that are no UTF-8, which neither can say, become U+FFFD.
func appendQuoted(b []byte, s string, other func(b []byte, r rune) []byte) []byte {
	b = append(b, '"')
	for _, r := range s {
		switch r {
		case '"', '\\':
			b = append(b, '\\', byte(r))
		case '\n':
			b = append(b, `\n`...)
		case '\t':
			b = append(b, `\t`...)
		case '\r':
			b = append(b, `\r`...)
		default:
			b = other(b, r)
		}
	}
	return append(b, '"')
}

func appendHex(b []byte, v uint32, digits int) []byte {
	s := strconv.FormatUint(uint64(v), 16)
	for range digits - len(s) {
		b = append(b, '0')
	}
	return append(b, s...)
}

// literalFits reports whether n is best written as a block scalar: text of
// several lines, or one that was written so.
func literalFits(n *node) bool {
	if n.style == styleDouble || n.style == styleSingle {
		return false
	}
	s := n.text
	if !strings.Contains(s, "\n") || !utf8.ValidString(s) || strings.Trim(s, "\n") == "" || unicode.IsSpace(rune(s[0])) {
		return false
	}
	for line := range strings.Lines(s) {
		line = strings.TrimSuffix(line, "\n")
		if !plain.OnlyPrintable(line) && strings.ContainsFunc(line, func(r rune) bool { return r != '\t' && !plain.PrintableRune(r) }) {
			return false
		}
		if line != "" && strings.TrimSpace(line) == "" {
			return false // white space alone would be read as indentation
		}
	}
	return true
}

// appendLiteral writes s as a block scalar below the column indent.
func appendLiteral(b []byte, s string, indent int) []byte {
	body := strings.TrimRight(s, "\n")
	switch len(s) - len(body) {
	case 0:
		b = append(b, "|-\n"...)
	case 1:
		b = append(b, "|\n"...)
	default:
		b = append(b, "|+\n"...)
	}
	for line := range strings.Lines(s) {
		if line != "\n" {
			b = appendIndent(b, indent+2)
		}
		b = append(b, line...)
	}
	if b[len(b)-1] != '\n' {
		b = append(b, '\n')
	}
	return b
}

// plainScalar reports whether s can be written without quotes: YAML 1.2 as
// yaml.v3 reads it, and the older rules of Ruby, Python and JavaScript readers,
// all take it for this very text.
func plainScalar(s string, flow bool) bool {
	if s == "" || s[0] == ' ' || s[len(s)-1] == ' ' || s[len(s)-1] == ':' || !plain.OnlyPrintable(s) {
		return false
	}
	switch s[0] {
	case '-', '?', ':':
		if len(s) == 1 || s[1] == ' ' || flow && s[0] != '-' || flow && strings.IndexByte(",?[]{}", s[1]) >= 0 {
			return false
		}
	case ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`':
		return false
	}
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '#' && s[i-1] == ' ':
			return false
		case c == ':' && i+1 < len(s) && s[i+1] == ' ':
			return false
		case flow && strings.IndexByte(",?[]{}", c) >= 0: // yaml.v3 ends a scalar at "?" as well
			return false
		}
	}
	return resolveScalar(s) == kindText && !yaml11(s)
}

// words11 are the words that YAML 1.1 takes for booleans and the like.
var words11 = map[string]bool{
	"y": true, "Y": true, "yes": true, "Yes": true, "YES": true, "on": true, "On": true, "ON": true,
	"n": true, "N": true, "no": true, "No": true, "NO": true, "off": true, "Off": true, "OFF": true,
	"=": true, "<<": true, // tags of their own
}

// yaml11 reports whether YAML 1.1, as Ruby and Python read it, takes the plain
// scalar s for something other than text where yaml.v3 does not: yes and no,
// minutes and seconds (12:30 is 750), 1,000 and 0777, dates with spaces.
func yaml11(s string) bool {
	if len(s) <= 3 && words11[s] {
		return true
	}
	c := s[0]
	if c == '+' || c == '-' || c == '.' {
		if len(s) == 1 {
			return false
		}
		c = s[1]
		if c == '.' && len(s) > 2 {
			c = s[2]
		}
	}
	if c < '0' || c > '9' {
		return false
	}
	return number11(strings.TrimLeft(s, "+-")) || date11(s)
}

// number11 reports whether s is a number of YAML 1.1 without its sign.
func number11(s string) bool {
	if len(s) > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'b' || s[1] == 'o') {
		return strings.Trim(s[2:], "0123456789abcdefABCDEF_,") == ""
	}
	rest := strings.TrimLeft(s, "0123456789_,")
	for strings.HasPrefix(rest, ":") {
		group := strings.TrimLeft(rest[1:], "0123456789")
		if n := len(rest) - 1 - len(group); n < 1 || n > 2 {
			return false
		}
		rest = group
	}
	if strings.HasPrefix(rest, ".") {
		rest = strings.TrimLeft(rest[1:], "0123456789_,")
	}
	if rest != "" && (rest[0] == 'e' || rest[0] == 'E') {
		rest = strings.TrimLeft(strings.TrimLeft(rest[1:], "+-"), "0123456789")
	}
	return rest == ""
}

// date11 reports whether s is a timestamp of YAML 1.1, or one of the looser
// ones that Ruby takes.
func date11(s string) bool {
	if len(s) < 8 || s[4] != '-' {
		return false
	}
	return strings.Trim(s, "0123456789-:.+ \tTtZz") == "" && len(s) >= 8 && s[0] >= '0' && s[0] <= '9'
}
