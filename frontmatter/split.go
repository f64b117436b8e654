package frontmatter

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
)

// Block is a file cut into header and body. Its slices share the memory of the
// source.
type Block struct {
	Format     Format // None when the file has no header
	Raw        []byte // the header with its fences and the line end behind them
	Header     []byte // what stands between the fences; of JSON the object itself
	Body       []byte // everything behind Raw
	HeaderLine int    // 1-based line of the first byte of Header; 0 without a header
	BodyLine   int    // 1-based line of the first byte of Body

	open, shut string // the fences as they stood, without their line ends
}

// Split finds the header at the start of src. A byte order mark and blank lines
// before it are skipped and belong to neither part; white space behind a fence
// does not matter, nor which line ends are used.
//
// Headers are YAML from a line "---" to a line "---" or "...", TOML between
// lines "+++", a JSON object that nothing follows on its last line, the same
// between "---json" and "---" (or "---yaml", "---toml"), and JSON that ends in
// a line ";;;", with or without its braces.
//
// "---" is a thematic break in Markdown too. It opens a header only if the
// first line that is no comment reads "key:" or closes the header again. With
// a blank line directly behind "---", as Markdown is written, that key has to
// be one that site generators know, the header has to be closed, and unless a
// second known key follows it may hold no other blank line. Likewise "+++"
// needs "key =" or "[table]" behind it and "{" a whole JSON object.
//
// The error is an [*Error] and says that a header is opened and never closed,
// or larger than 1 MiB.
func Split(src []byte) (Block, error) {
	rest := bytes.TrimPrefix(src, []byte("\ufeff"))
	none := Block{Format: None, Body: rest, BodyLine: 1}
	start, line := skipBlank(rest, 1)
	if len(start) == 0 {
		return none, nil
	}
	first, after := cutLine(start)
	s := splitter{open: trimRight(first), rest: start, after: after, line: line}
	switch fence := string(s.open); {
	case fence == "---" || fence == "---yaml" || fence == "--- yaml":
		return s.fenced(YAML, none)
	case fence == "---toml" || fence == "+++":
		return s.fenced(TOML, none)
	case fence == "---json" || fence == ";;;":
		return s.fenced(JSON, none)
	case start[0] == '{':
		return s.object(none)
	case start[0] == '"':
		return s.members(none)
	}
	return none, nil
}

// splitter holds what is known once the first line has been looked at.
type splitter struct {
	open  []byte // the first line, trimmed
	rest  []byte // from the first line on
	after []byte // from the second line on
	line  int    // the number of the first line
}

// fenced splits a header between two fence lines.
func (s splitter) fenced(f Format, none Block) (Block, error) {
	if !looksLike(f, s.after) {
		return none, nil
	}
	end, shut := findEnd(f, string(s.open), s.after)
	if f == YAML && startsBlank(s.after) && (end < 0 || !surelyYAML(s.after[:end])) {
		return none, nil
	}
	if end < 0 {
		if len(s.after) > maxBytes {
			return none, &Error{Line: s.line, Msg: fmt.Sprintf("the header opened by %q does not end within %d bytes", s.open, maxBytes)}
		}
		return none, &Error{Line: s.line, Msg: fmt.Sprintf("the header opened by %q is never closed", s.open)}
	}
	header := s.after[:end]
	_, body := cutLine(s.after[end:])
	if len(s.rest)-len(body) > maxBytes {
		return none, &Error{Line: s.line, Msg: fmt.Sprintf("the header is larger than %d bytes", maxBytes)}
	}
	block := s.block(f, header, body, shut)
	block.open = string(s.open)
	block.HeaderLine++
	return block, nil
}

// looksLike tells whether what stands behind a fence is a header of that format.
func looksLike(f Format, after []byte) bool {
	switch f {
	case TOML:
		return looksTOML(after)
	case JSON:
		return looksJSON(after)
	}
	return looksYAML(after)
}

// object splits a bare JSON object off.
func (s splitter) object(none Block) (Block, error) {
	n := objectEnd(s.rest)
	if n <= 0 || !json.Valid(s.rest[:n]) || len(bytes.TrimSpace(s.rest[1:n-1])) == 0 {
		return none, nil
	}
	tail, body := cutLine(s.rest[n:])
	shut := string(trimRight(tail))
	switch {
	case shut == ";;;":
	case len(bytes.TrimSpace(tail)) != 0:
		return none, nil
	default:
		// Hexo closes its JSON by a line of semicolons.
		if next, more := cutLine(body); string(trimRight(next)) == ";;;" {
			body, shut = more, "\n;;;"
		}
	}
	return s.block(JSON, s.rest[:n], body, shut), nil
}

// members splits Hexo's JSON off, which leaves the braces out.
func (s splitter) members(none Block) (Block, error) {
	end, shut := findEnd(JSON, ";;;", s.rest)
	if end < 0 || !json.Valid(braced(s.rest[:end])) {
		return none, nil
	}
	_, body := cutLine(s.rest[end:])
	return s.block(JSON, s.rest[:end], body, shut), nil
}

// block builds the Block of a header whose first line is s.line.
func (s splitter) block(f Format, header, body []byte, shut string) Block {
	raw := s.rest[:len(s.rest)-len(body)]
	return Block{
		Format: f, Raw: raw, Header: header, Body: body,
		HeaderLine: s.line, BodyLine: s.line + bytes.Count(raw, lf), shut: shut,
	}
}

var lf = []byte{'\n'}

// braced returns the JSON members b as an object.
func braced(b []byte) []byte {
	return append(append([]byte{'{'}, b...), '}')
}

// cutLine returns the first line of b without its line end, and what follows.
func cutLine(b []byte) (line, rest []byte) {
	i := bytes.IndexByte(b, '\n')
	if i < 0 {
		return b, nil
	}
	if i > 0 && b[i-1] == '\r' {
		return b[:i-1], b[i+1:]
	}
	return b[:i], b[i+1:]
}

// trimRight cuts white space behind a line, no-break spaces included.
func trimRight(line []byte) []byte {
	return bytes.TrimRightFunc(line, unicode.IsSpace)
}

// skipBlank cuts blank lines before b and counts them.
func skipBlank(b []byte, line int) ([]byte, int) {
	for len(b) > 0 {
		first, rest := cutLine(b)
		if len(bytes.TrimSpace(first)) > 0 {
			break
		}
		b, line = rest, line+1
	}
	return b, line
}

// findEnd returns the offset in b of the line that closes a header, or -1, and
// that line.
func findEnd(f Format, open string, b []byte) (int, string) {
	var text tomlString
	var quote yamlQuote
	for at := 0; at < min(len(b), maxBytes); {
		line, rest := cutLine(b[at:])
		if closesHeader(f, open, line) && text == 0 && !quote.holdsFence(b[at:]) {
			return at, string(trimRight(line))
		}
		switch f {
		case TOML:
			text = text.next(line)
		case YAML:
			quote = quote.next(line)
		}
		at = len(b) - len(rest)
	}
	return -1, ""
}

// closesHeader reports whether line is the fence that ends a header of format f.
func closesHeader(f Format, open string, line []byte) bool {
	if len(line) < 3 {
		return false
	}
	if c := line[0]; c != '-' && c != '.' && c != '+' && c != ';' {
		return false
	}
	switch fence := string(trimRight(line)); {
	case open == "+++" || open == ";;;":
		return fence == open
	case fence == "...":
		return f == YAML
	default: // Hugo takes more dashes as well
		return len(fence) >= 3 && strings.Trim(fence, "-") == ""
	}
}

// looksYAML reports whether b reads like the inside of a YAML header.
func looksYAML(b []byte) bool {
	blank := false
	for first := true; len(b) > 0; first = false {
		line, rest := cutLine(b)
		text := bytes.TrimSpace(line)
		switch {
		case len(text) == 0:
			blank = blank || first
		case text[0] == '#' && !blank:
		case closesHeader(YAML, "---", line):
			return !blank
		default:
			return looksKey(text, blank)
		}
		b = rest
	}
	return false
}

// startsBlank reports whether the first line of b is blank.
func startsBlank(b []byte) bool {
	line, _ := cutLine(b)
	return len(bytes.TrimSpace(line)) == 0
}

// surelyYAML reports whether b, which begins with a blank line and a known key,
// is a header and not prose between two thematic breaks.
func surelyYAML(b []byte) bool {
	b, _ = skipBlank(b, 0)
	known, blank := 0, false
	for len(b) > 0 && known < 2 {
		line, rest := cutLine(b)
		if key, _, ok := cutKey(string(line)); ok && knownKey(key) {
			known++
		}
		blank = blank || len(bytes.TrimSpace(line)) == 0
		b = rest
	}
	return known > 1 || !blank
}

// looksKey reports whether the YAML line text opens with a key. A key that
// stands after a blank line, or whose colon has no space behind it, has to be
// known: "Note: …" and "http://…" are prose.
func looksKey(text []byte, known bool) bool {
	switch text[0] {
	case '{':
		return text[len(text)-1] == '}' || text[len(text)-1] == ',' || len(text) == 1
	case '?':
		return len(text) > 1 && text[1] == ' '
	}
	key, value, ok := cutKey(string(text))
	if !ok {
		return false
	}
	if value != "" && value[0] != ' ' && value[0] != '\t' {
		known = true
	}
	return !known || knownKey(key)
}

// cutKey cuts a YAML line at the colon behind its key. It takes quoted keys and
// plain ones of up to four words; value keeps the white space before it.
func cutKey(line string) (key, value string, ok bool) {
	if line == "" {
		return "", "", false
	}
	if line[0] == '"' || line[0] == '\'' {
		end := quotedEnd(line)
		rest := strings.TrimLeft(line[end:], " \t")
		if end == 0 || !strings.HasPrefix(rest, ":") {
			return "", "", false
		}
		return line[1 : end-1], rest[1:], true
	}
	words := 1
	for i, r := range line {
		switch {
		case r == ':':
			key = strings.TrimRight(line[:i], " \t")
			return key, line[i+1:], key != ""
		case r == ' ':
			if words++; words > 4 || i == 0 {
				return "", "", false
			}
		case unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '_' || r == '$' || r == '<':
		case i > 0 && strings.ContainsRune("-./()+@\u200c\u200d", r):
		default:
			return "", "", false
		}
		if i > 128 {
			break
		}
	}
	return "", "", false
}

// looksTOML reports whether b reads like the inside of a TOML header.
func looksTOML(b []byte) bool {
	for len(b) > 0 {
		line, rest := cutLine(b)
		text := bytes.TrimSpace(line)
		switch {
		case len(text) == 0 || text[0] == '#':
		case text[0] == '[' || closesHeader(TOML, "+++", line):
			return true
		default:
			return bytes.IndexByte(text, '=') > 0
		}
		b = rest
	}
	return false
}

// looksJSON reports whether b reads like the inside of a fenced JSON header.
func looksJSON(b []byte) bool {
	b = bytes.TrimSpace(b[:min(len(b), 4096)])
	return len(b) > 0 && (b[0] == '{' || b[0] == '"')
}

// yamlQuote is the quote that a YAML line starts inside of: '"', '\” or 0.
type yamlQuote byte

// next returns the state behind line.
func (in yamlQuote) next(line []byte) yamlQuote {
	if bytes.IndexByte(line, '"') < 0 && bytes.IndexByte(line, '\'') < 0 {
		return in
	}
	if _, value, ok := cutKey(string(line)); ok {
		value = strings.Trim(value, " \t")
		if value == "" || value[0] != '"' && value[0] != '\'' || quotedEnd(value) > 0 {
			return 0
		}
		return yamlQuote(value[0])
	}
	if text := trimRight(line); in != 0 && text[len(text)-1] == byte(in) && bytes.Count(text, []byte{byte(in)})%2 == 1 {
		return 0
	}
	return in
}

// quotedEnd returns the length of the quoted scalar that s starts with, or 0 if
// it does not end.
func quotedEnd(s string) int {
	quote := s[0]
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quote == '"':
			i++
		case s[i] != quote:
		case quote == '\'' && i+1 < len(s) && s[i+1] == quote:
			i++
		default:
			return i + 1
		}
	}
	return 0
}

// holdsFence reports whether the fence at the start of tail is text of a value
// that the quote in opened further up. It is if the quote ends a line further
// down, only keys stand between there and the next fence, and there is one:
// otherwise the quote is a naive writer's and the fence is real.
func (in yamlQuote) holdsFence(tail []byte) bool {
	if in == 0 {
		return false
	}
	_, tail = cutLine(tail)
	for n := 0; n < 64 && len(tail) > 0; n++ {
		line, rest := cutLine(tail)
		if in == 0 {
			if closesHeader(YAML, "---", line) {
				return true
			}
			if _, _, ok := cutKey(string(line)); !ok && !belongsToKey(line) {
				return false
			}
		}
		in = in.next(line)
		tail = rest
	}
	return false
}

// belongsToKey reports whether a line of YAML goes on with the key above it: it
// is blank, indented, a comment or an item.
func belongsToKey(line []byte) bool {
	text := trimRight(line)
	return len(text) == 0 || bytes.IndexByte([]byte(" \t#"), text[0]) >= 0 || bytes.HasPrefix(text, []byte("- "))
}

// objectEnd returns the length of the JSON object that b starts with, going by
// braces and strings only, or 0 if it does not end in time.
func objectEnd(b []byte) int {
	depth, quoted := 0, false
	for i := 0; i < len(b) && i < maxBytes; i++ {
		switch c := b[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// tomlString is the delimiter of the TOML multi-line string that a line starts
// in: '"', '\” or 0.
type tomlString byte

// next returns the state behind line.
func (in tomlString) next(line []byte) tomlString {
	for len(line) > 0 {
		if in != 0 {
			end := tomlStringEnd(line, byte(in), 3)
			if end < 0 {
				return in
			}
			line, in = line[end:], 0
			continue
		}
		i := bytes.IndexAny(line, "\"'#")
		if i < 0 || line[i] == '#' {
			return 0
		}
		quote := line[i]
		if bytes.HasPrefix(line[i:], bytes.Repeat([]byte{quote}, 3)) {
			in, line = tomlString(quote), line[i+3:]
			continue
		}
		end := tomlStringEnd(line[i+1:], quote, 1)
		if end < 0 {
			return 0
		}
		line = line[i+1+end:]
	}
	return in
}

// tomlStringEnd returns the offset behind the n quotes that end a TOML string,
// or -1.
func tomlStringEnd(line []byte, quote byte, n int) int {
	for i, run := 0, 0; i < len(line); i++ {
		switch {
		case line[i] == '\\' && quote == '"':
			i, run = i+1, 0
		case line[i] != quote:
			run = 0
		default:
			if run++; run == n {
				return i + 1
			}
		}
	}
	return -1
}
