package body

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// htmlBlockTags begin an HTML block that ends at a blank line (CommonMark 4.6,
// condition 6), and so do their end tags.
var htmlBlockTags = dom.NameSet(`address article aside base basefont blockquote body caption center col colgroup dd
	details dialog dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header
	hr html iframe legend li link main menu menuitem nav noframes ol optgroup option p param search section summary
	table tbody td tfoot th thead title tr track ul`)

// rawTextTags begin an HTML block that ends with their end tag (CommonMark 4.6,
// condition 1).
var rawTextTags = dom.NameSet("pre script style textarea")

// scanMarkdown splits body into blocks about as CommonMark would, for v to count
// the signs of Markdown in them. It costs a fraction of [readMarkdown]. Indented lines are taken for HTML
// while an element opened by an earlier HTML block is still open, and where
// they go on with HTML that was indented as deep.
func scanMarkdown(body []byte, v *signs) {
	var open openElements
	afterBlank := true    // the line before is blank, or there is none
	noTags := false       // an unterminated tag was met, which would take the rest
	indentedHTML := false // the block before is HTML and ends in an indented line
	start, at := 0, 0     // of the paragraph's first line, and of this one
	flush := func() {
		if start < at {
			v.paragraph(body[start:at])
		}
	}
	for at < len(body) && !v.enough() {
		rest := body[at:]
		line := firstLine(rest)
		indent := indentOf(line)
		t := line[indent:]
		if isBlankText(t) {
			at += len(line)
			flush()
			start, afterBlank = at, true
			continue
		}
		n, emit := 0, v.code
		inHTML := indentedHTML && t[0] == '<'
		indentedHTML = false
		switch {
		case indent <= 3 && isFence(t[marksLength(t):]):
			n = fenceLength(rest)
		case indent > 3 && afterBlank && !inHTML && open.count() == 0:
			n, emit = indentedLength(rest), v.indented
		case t[0] == '<' && !noTags && (indent <= 3 || inHTML || open.count() > 0):
			n, emit = htmlBlockLength(rest, indent, afterBlank), v.html
			noTags = n < 0
			if n > 0 {
				open.blocks = append(open.blocks, rest[:n])
				indentedHTML = endsIndented(rest[:n])
			}
		}
		afterBlank = false
		if n <= 0 {
			at += len(line)
			continue
		}
		flush()
		emit(rest[:n])
		at += n
		start = at
	}
	flush()
}

// indentOf is the number of spaces and tabs that line begins with.
func indentOf(line []byte) int {
	n := 0
	for n < len(line) && (line[n] == ' ' || line[n] == '\t') {
		n++
	}
	return n
}

// isBlankText tells whether text holds white space alone.
func isBlankText(text []byte) bool {
	for _, c := range text {
		if c >= utf8.RuneSelf {
			return len(bytes.TrimSpace(text)) == 0
		}
		if c > ' ' {
			return false
		}
	}
	return true
}

// endsIndented tells whether the last line of block is indented like code.
func endsIndented(block []byte) bool {
	end := len(block)
	for end > 0 && isSpace(block[end-1]) {
		end--
	}
	line := block[bytes.LastIndexByte(block[:end], '\n')+1:]
	return (bytes.HasPrefix(line, []byte("    ")) || bytes.HasPrefix(line, []byte("\t"))) && bytes.HasPrefix(line[indentOf(line):], []byte("<"))
}

// openElements counts the elements of htmlBlockTags that HTML blocks leave open,
// but for details, in which people write Markdown. They are counted when they are asked for: in most bodies, never.
type openElements struct {
	blocks [][]byte // not counted yet
	open   int
}

func (o *openElements) count() int {
	for _, block := range o.blocks {
		o.open = max(0, o.open+openDelta(block))
	}
	o.blocks = o.blocks[:0]
	return o.open
}

func firstLine(b []byte) []byte {
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return b[:i+1]
	}
	return b
}

func isFence(t []byte) bool {
	return bytes.HasPrefix(t, []byte("```")) && bytes.IndexByte(bytes.TrimLeft(firstLine(t), "`"), '`') < 0 ||
		bytes.HasPrefix(t, []byte("~~~"))
}

// marksLength is the length of the marks of quotes and lists that t begins with.
func marksLength(t []byte) int {
	for n := 0; ; {
		switch k := listMarkerLength(t[n:]); {
		case k > 0:
			n += k
		case n < len(t) && t[n] == '>':
			n++
		default:
			return n
		}
		n += len(t[n:]) - len(bytes.TrimLeft(t[n:], " \t"))
	}
}

// fenceLength is the length of the fenced block that rest begins with; one
// that never closes goes to the end.
func fenceLength(rest []byte) int {
	first := firstLine(rest)
	t := bytes.TrimLeft(first, " \t")
	t = t[marksLength(t):]
	mark := t[:len(t)-len(bytes.TrimLeft(t, string(t[:1])))]
	n := len(first)
	for n < len(rest) {
		line := firstLine(rest[n:])
		n += len(line)
		t := bytes.Trim(line, "> \t\r\n")
		if bytes.HasPrefix(t, mark) && len(bytes.Trim(t, string(mark[:1]))) == 0 {
			break
		}
	}
	return n
}

// indentedLength is the length of the run of indented and blank lines that
// rest begins with, without the blank lines at its end.
func indentedLength(rest []byte) int {
	n, end := 0, 0
	for n < len(rest) {
		line := firstLine(rest[n:])
		indent := indentOf(line)
		blank := isBlankText(line[indent:])
		if !blank && indent <= 3 && line[0] != '\t' {
			break
		}
		n += len(line)
		if !blank {
			end = n
		}
	}
	return end
}

// htmlBlockLength is the length of the HTML block that rest begins with, 0 if
// it begins with none, and -1 if it begins with a tag that never ends.
func htmlBlockLength(rest []byte, indent int, afterBlank bool) int {
	t := rest[indent:]
	if bytes.HasPrefix(t, []byte("<!--")) {
		return lengthThrough(rest, indent+4, "-->")
	}
	n, name, closing := tagAt(t)
	switch {
	case n <= 0:
		return n
	case rawTextTags[string(name)] && !closing:
		return lengthThrough(rest, indent, "</"+string(name))
	case htmlBlockTags[string(name)]:
		return lengthToBlank(rest, indent+n)
	case string(name) != "br" && afterBlank && isBlankText(firstLine(t[n:])):
		return lengthToBlank(rest, indent+n)
	}
	return 0
}

// lengthThrough is the length of rest up to the end of the line that holds end
// at or behind from; all of rest if none does.
func lengthThrough(rest []byte, from int, end string) int {
	i := indexTagFold(rest[from:], end)
	if i < 0 {
		return len(rest)
	}
	i += from
	return i + len(firstLine(rest[i:]))
}

// lengthToBlank is the length of rest up to the first blank line behind from
// that does not stand in a pre or another element of rawTextTags: there,
// CommonMark would end the HTML, but its author went on.
func lengthToBlank(rest []byte, from int) int {
	n := from + len(firstLine(rest[from:]))
	scanned := 0
	var noClose missing
	for n < len(rest) {
		line := firstLine(rest[n:])
		if !isBlankText(line) {
			n += len(line)
			continue
		}
		at, mark := openRawText(rest[scanned:n])
		if at < 0 {
			break
		}
		scanned += at + 1
		end := closingIndex(rest[scanned:], mark, &noClose)
		if end < 0 {
			continue // nothing closes it, which may be one that the text but names
		}
		scanned += end
		n = max(n, scanned+len(firstLine(rest[scanned:])))
	}
	return n
}

// openRawText finds the comment or element of rawTextTags that block leaves
// open, and what would close it; -1 if there is none.
func openRawText(block []byte) (at int, end string) {
	for i := 0; ; {
		j := bytes.IndexByte(block[i:], '<')
		if j < 0 {
			return -1, ""
		}
		i += j
		if bytes.HasPrefix(block[i:], []byte("<!--")) {
			n := bytes.Index(block[i:], []byte("-->"))
			if n < 0 {
				return i, "-->"
			}
			i += n
			continue
		}
		if !mayBeRawText(block[i+1:]) {
			i++
			continue
		}
		n, name, closing := tagAt(block[i:])
		if n > 0 && !closing && rawTextTags[string(name)] {
			end := indexTagFold(block[i+n:], "</"+string(name))
			if end < 0 {
				return i, "</" + string(name)
			}
			n += end
		}
		i += max(n, 1)
	}
}

// mayBeRawText tells by its first letters whether a tag's name can be one of
// rawTextTags.
func mayBeRawText(name []byte) bool {
	if len(name) < 2 {
		return false
	}
	switch second := name[1] | 0x20; name[0] | 0x20 {
	case 'p':
		return second == 'r'
	case 's':
		return second == 'c' || second == 't' && !begins(name, "str") // strong, strike
	case 't':
		return second == 'e'
	}
	return false
}

// openDelta is the number of block elements, details aside, that block opens less
// the number that it closes.
func openDelta(block []byte) (delta int) {
	for rest := block; ; {
		i := bytes.IndexByte(rest, '<')
		if i < 0 {
			return delta
		}
		rest = rest[i:]
		n, name, closing := tagAt(rest)
		switch {
		case n < 0:
			return delta
		case n == 0:
			n = 1
		case !htmlBlockTags[string(name)] || voidBlock[string(name)] || string(name) == "details":
		case closing:
			delta--
		default:
			delta++
		}
		rest = rest[n:]
	}
}

// voidBlock are members of htmlBlockTags that need no end tag.
var voidBlock = dom.NameSet("base basefont col frame hr link param track p li dd dt option optgroup tr td th tbody thead tfoot")

// inlineKind is what a piece of a paragraph is.
type inlineKind int

const (
	inlineText inlineKind = iota // Markdown
	inlineTag                    // an HTML tag or comment
	inlineCode                   // a code span or autolink
	inlineRaw                    // an element whose content is no Markdown, such as <code>…</code>
)

// rawInline are elements whose content is taken as HTML up to the end tag, so
// that code is not read as Markdown.
var rawInline = dom.NameSet("code script style textarea tt kbd samp noscript svg math pre")

// inlineMarks may begin what is no Markdown text.
var inlineMarks = [256]bool{'\\': true, '`': true, '{': true, '<': true}

// scanInline hands the pieces of a paragraph to visit, in order. It is linear:
// what was once looked for in vain is not looked for again.
func scanInline(text []byte, visit func(piece []byte, kind inlineKind)) {
	if bytes.IndexByte(text, '<') < 0 && bytes.IndexByte(text, '`') < 0 && bytes.IndexByte(text, '{') < 0 {
		if len(text) > 0 {
			visit(text, inlineText)
		}
		return
	}
	start := 0
	noTags := false
	var noClose missing
	leafEnd := 0          // of the leaf block that i stands in
	var noCodeEnd missing // in that block
	emit := func(from, to int, kind inlineKind) {
		if start < from {
			visit(text[start:from], inlineText)
		}
		visit(text[from:to], kind)
		start = to
	}
	for i := 0; ; {
		for i < len(text) && !inlineMarks[text[i]] {
			i++
		}
		if i >= len(text) {
			break
		}
		n := 1
		switch text[i] {
		case '\\':
			n = 2
		case '`':
			run := len(text[i:]) - len(bytes.TrimLeft(text[i:], "`"))
			n = run
			if i >= leafEnd {
				leafEnd, noCodeEnd = i+leafLength(text[i:]), noCodeEnd[:0]
			}
			if mark := text[i : i+run]; !noCodeEnd.has(string(mark)) {
				if end := codeSpanEnd(text[i+run:leafEnd], run); end > 0 {
					n = run + end
					emit(i, i+n, inlineCode)
				} else {
					noCodeEnd.add(string(mark))
				}
			}
		case '{':
			if end := templateTag(text[i:], &noClose); end > 0 && !inFormula(text, i, end) {
				n = end
			}
		case '<':
			if noTags {
				break
			}
			if end := autolinkLength(text[i:]); end > 0 {
				n = end
				emit(i, i+n, inlineCode)
			} else if i >= 2 && text[i-1] == '(' && text[i-2] == ']' {
				n = 1 // a link destination in angle brackets
			} else if end, kind := inlineHTML(text[i:], &noClose); end > 0 {
				n = end
				emit(i, i+n, kind)
			} else if end < 0 {
				noTags = true
			}
		}
		i += n
	}
	if start < len(text) {
		visit(text[start:], inlineText)
	}
}

// leafLength is the length of text up to the first line that begins another
// block without a blank line before it: a list item, heading or table row.
func leafLength(text []byte) int {
	for n := 0; ; {
		n += len(firstLine(text[n:]))
		if n >= len(text) {
			return n
		}
		if t := bytes.TrimLeft(text[n:], " \t>"); len(t) > 0 && (t[0] == '#' || t[0] == '|' || listMarkerLength(t) > 0) {
			return n
		}
	}
}

// listMarkerLength is the length of the list marker that t begins with, with the
// space behind it; 0 if it begins with none.
func listMarkerLength(t []byte) int {
	n := 0
	for n < len(t) && n < 9 && t[n] >= '0' && t[n] <= '9' {
		n++
	}
	switch {
	case n+1 >= len(t), !isSpace(t[n+1]):
	case n > 0 && (t[n] == '.' || t[n] == ')'), n == 0 && (t[0] == '-' || t[0] == '*' || t[0] == '+'):
		return n + 2
	}
	return 0
}

// inlineHTML is the length of the tag, comment or raw element that t begins
// with, 0 if it begins with none, -1 if a tag never ends.
func inlineHTML(t []byte, noClose *missing) (int, inlineKind) {
	if bytes.HasPrefix(t, []byte("<!--")) {
		if end := closingIndex(t, "-->", noClose); end > 0 {
			return end + len("-->"), inlineTag
		}
		return 0, inlineTag
	}
	n, name, closing := tagAt(t)
	if n > 0 && !closing && rawInline[string(name)] {
		if end := closingIndex(t[n:], "</"+string(name)+">", noClose); end >= 0 {
			return n + end + len("</>") + len(name), inlineRaw
		}
	}
	return n, inlineTag
}

// closingIndex is the index of mark in t, -1 if it is not there, which noClose
// then remembers.
func closingIndex(t []byte, mark string, noClose *missing) int {
	if noClose.has(mark) {
		return -1
	}
	i := indexTagFold(t, mark)
	if i < 0 {
		noClose.add(mark)
	}
	return i
}

// missing remembers what was looked for in vain, so that it is not looked for
// again.
type missing []string

func (m missing) has(mark string) bool { return slices.Contains(m, mark) }

func (m *missing) add(mark string) { *m = append(*m, mark) }

// codeSpanEnd is the index behind the run of exactly n backticks that closes a
// code span, 0 if there is none.
func codeSpanEnd(t []byte, n int) int {
	for i := 0; i < len(t); {
		j := bytes.IndexByte(t[i:], '`')
		if j < 0 {
			return 0
		}
		i += j
		run := len(t[i:]) - len(bytes.TrimLeft(t[i:], "`"))
		i += run
		if run == n {
			return i
		}
	}
	return 0
}

// autolinkLength is the length of the autolink (CommonMark 6.5) that t begins
// with, 0 if it begins with none.
func autolinkLength(t []byte) int {
	mark := 0 // where a scheme or a mailbox ends
	for i := 1; i < len(t); i++ {
		switch t[i] {
		case '>':
			if mark == 0 {
				return 0
			}
			return i + 1
		case ' ', '\t', '\n', '<':
			return 0
		case '=', '"', '\'', '/':
			if mark == 0 {
				return 0
			}
		case ':':
			if i > 2 && mark == 0 {
				mark = i
			}
		case '@':
			if i > 1 && mark == 0 {
				mark = i
			}
		}
	}
	return 0
}

// tagAt reads the HTML tag that t begins with: its length, its name in lower
// case and whether it is an end tag. The length is 0 if t begins with none, and
// -1 if the tag never ends. Quoted attribute values may hold any character.
func tagAt(t []byte) (n int, name []byte, closing bool) {
	i := 1
	if len(t) > 1 && t[1] == '/' {
		closing = true
		i = 2
	}
	start := i
	for i < len(t) && (isLetter(t[i]) || i > start && (t[i] >= '0' && t[i] <= '9' || t[i] == '-')) {
		i++
	}
	if i == start || i >= len(t) || !isSpace(t[i]) && t[i] != '>' && t[i] != '/' {
		return 0, nil, false
	}
	nameEnd := i
	for i < len(t) && t[i] != '>' {
		if (t[i] == '"' || t[i] == '\'') && lastNonSpace(t[:i]) == '=' {
			j := bytes.IndexByte(t[i+1:], t[i])
			if j < 0 {
				break
			}
			i += j + 1
		}
		i++
	}
	end := bytes.IndexByte(t[min(i, len(t)):], '>')
	if end < 0 {
		return -1, nil, false
	}
	return i + end + 1, lowerName(t[start:nameEnd]), closing
}

// lowerName is name in lower case; the usual one is so already.
func lowerName(name []byte) []byte {
	for _, c := range name {
		if c >= 'A' && c <= 'Z' {
			return bytes.ToLower(name)
		}
	}
	return name
}

func lastNonSpace(t []byte) byte {
	for i := len(t) - 1; i >= 0; i-- {
		if !isSpace(t[i]) {
			return t[i]
		}
	}
	return 0
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// indexTagFold is like bytes.Index, with the letters of the lower-case sep
// matching either case.
func indexTagFold(b []byte, sep string) int {
	first := sep[:1]
	for i := 0; ; {
		j := bytes.Index(b[i:], []byte(first))
		if j < 0 {
			return -1
		}
		i += j
		if hasPrefixFold(b[i:], sep) {
			return i
		}
		i++
	}
}
