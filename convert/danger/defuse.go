package danger

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/internal/commonmark"
)

// Defuse writes Markdown so that no renderer makes of it anything that a browser
// runs: tags, links and definitions of links that [Find] finds become the text
// that they are written with. What stands in code stays. Without such, the result
// is markdown itself; count is how many there were.
func Defuse(markdown []byte) (safe []byte, count int) {
	if !MayRun(markdown) {
		return markdown, 0
	}
	places := findDangers(markdown, codeParts(markdown), false)
	safe = defuse(markdown, places)
	if len(live(safe)) > 0 { // in HTML, where no backslash escapes, or in what is no code
		more := findDangers(safe, nil, true)
		safe, count = defuse(safe, more), len(more)
	}
	return safe, count + len(places)
}

// Find lists what in Markdown a browser would run once it is rendered: the names
// of elements and attributes, and dangerous addresses; also links that other
// renderers find where goldmark finds none. Nil is nothing.
func Find(markdown []byte) (found []string) {
	if !MayRun(markdown) {
		return nil
	}
	if found = live(markdown); len(found) > 0 {
		return found
	}
	for _, d := range findDangers(markdown, codeParts(markdown), false) {
		found = append(found, d.what)
	}
	return found
}

// danger is a character that makes something live of the text behind it.
type danger struct {
	at   int
	what string
}

// codeParts are the listings and code spans of Markdown that are code for every
// renderer, in order.
func codeParts(markdown []byte) []commonmark.Part {
	parts := commonmark.PartsOf(markdown)
	code := parts[:0]
	for _, p := range parts {
		if p.Kind == commonmark.Indented && !belowContainer(markdown, p) || p.Kind == commonmark.CodeSpan && isSpan(markdown, p) || p.Kind == commonmark.Fence && isFence(markdown, p) {
			code = append(code, p)
		}
	}
	return code
}

// isSpan tells whether kramdown takes a code span for one, too: it ends one with the
// first run of backticks that is long enough, and begins none with a lone backtick
// before a blank (Kramdown::Parser::Kramdown#parse_codespan). marked looks for the end
// of a link in code that stands behind brackets.
func isSpan(markdown []byte, p commonmark.Part) bool {
	span := markdown[p.Start:p.End]
	if before := markdown[max(0, p.Start-maxAddress):p.Start]; bytes.IndexByte(before[bytes.LastIndex(before, []byte("\n\n"))+1:], '[') >= 0 && EndsLink(string(span)) {
		return false
	}
	inner := bytes.TrimLeft(span, "`")
	n := len(span) - len(inner)
	inner = inner[:max(0, len(inner)-n)]
	if bytes.IndexByte(inner, '\n') >= 0 { // lines that begin a block end it
		return false
	}
	return (n > 1 || len(inner) > 0 && !dom.IsHTMLSpace(inner[0])) && !bytes.Contains(inner, span[:n])
}

// isFence tells whether kramdown takes a fenced listing for one, too: it has to end
// with a fence of just the same length, and in an item not to follow text if a line
// of it looks like an item.
func isFence(markdown []byte, p commonmark.Part) bool {
	lines := bytes.TrimRight(markdown[p.Start:p.End], "\n")
	first, _, _ := bytes.Cut(lines, []byte{'\n'})
	last := lines[bytes.LastIndexByte(lines, '\n')+1:]
	at := bytes.Index(first, []byte("```"))
	if tildes := bytes.Index(first, []byte("~~~")); at < 0 || tildes >= 0 && tildes < at {
		at = tildes
	}
	if at < 0 {
		return false
	}
	fence := first[at : len(first)-len(bytes.TrimLeft(first[at:], string(first[at])))]
	if !bytes.Equal(bytes.TrimSpace(bytes.TrimLeft(last, " \t>")), fence) {
		return false
	}
	if at == 0 && belowContainer(markdown, p) {
		return false
	}
	above := bytes.TrimSuffix(markdown[:p.Start], []byte{'\n'})
	above = above[bytes.LastIndexByte(above, '\n')+1:]
	inItem := at > 0 && (len(bytes.Trim(above, " \t>")) > 0 || len(bytes.Trim(first[:at], " \t>")) > 0)
	return (at == 0 || !holdsRule(lines)) && (!inItem || !holdsItem(lines))
}

// belowContainer tells whether code stands in or behind a quotation or a list, as part
// of which kramdown could take it: a fence right below one, or indented code behind one.
func belowContainer(markdown []byte, p commonmark.Part) bool {
	start := bytes.LastIndexByte(markdown[:p.Start], '\n') + 1
	if len(bytes.TrimSpace(markdown[start:p.Start])) > 0 {
		return true
	}
	above := markdown[:start]
	if p.Kind == commonmark.Indented {
		above = bytes.TrimRight(above, " \t\r\n")
	} else {
		above = bytes.TrimSuffix(above, []byte{'\n'})
	}
	above = above[bytes.LastIndexByte(above, '\n')+1:]
	return len(above) > 0 && strings.IndexByte(" \t>-*+:[", above[0]) >= 0 || len(above) > 1 && above[0] >= '0' && above[0] <= '9'
}

// holdsRule tells whether a line behind a blank one looks like a rule, behind any indent
// and marks of a quotation.
func holdsRule(lines []byte) bool {
	blank := false
	for line := range bytes.SplitSeq(lines, []byte{'\n'}) {
		line = bytes.TrimLeft(line, " \t>")
		if blank && IsRule(line) {
			return true
		}
		blank = len(bytes.TrimSpace(line)) == 0
	}
	return false
}

// holdsItem tells whether a line but for the first looks like an item of a list, behind
// any indent and marks of a quotation.
func holdsItem(lines []byte) bool {
	_, lines, _ = bytes.Cut(lines, []byte{'\n'})
	for line := range bytes.SplitSeq(lines, []byte{'\n'}) {
		if IsItem(bytes.TrimLeft(line, " \t>")) {
			return true
		}
	}
	return false
}

// IsRule tells whether a line, behind its indent, looks like a rule of Markdown.
func IsRule(line []byte) bool {
	return len(line) > 2 && strings.IndexByte("-*_", line[0]) >= 0 && len(bytes.Trim(line, " \t"+string(line[0]))) == 0 && bytes.Count(line, line[:1]) > 2
}

// IsItem tells whether a line, behind its indent, looks like an item of a list to kramdown.
func IsItem(line []byte) bool {
	mark := bytes.TrimLeft(line, "0123456789")
	marks := "-*+"
	if len(mark) < len(line) {
		marks = "."
	}
	return len(mark) > 1 && strings.IndexByte(marks, mark[0]) >= 0 && strings.IndexByte(" \t|", mark[1]) >= 0
}

// findDangers lists dangers outside code. A tag behind a backslash is one if all
// are asked for.
func findDangers(markdown []byte, code []commonmark.Part, all bool) (found []danger) {
	budget := tagBudget * (len(markdown) + maxAddress)
	for i := 0; i < len(markdown); i++ {
		for len(code) > 0 && code[0].End <= i {
			code = code[1:]
		}
		if len(code) > 0 && code[0].Start <= i {
			i = code[0].End - 1
			continue
		}
		what := ""
		switch rest := markdown[i+1:]; {
		case markdown[i] == '\\' && len(rest) > 0 && dom.IsASCIIPunct(rest[0]) && !(rest[0] == '<' && (all || InAddress(markdown[:i]))):
			i++
		case markdown[i] == '<':
			what = dangerousTag(rest, &budget)
		case markdown[i] == '{' && len(rest) > 0 && rest[0] == ':':
			what = dangerousList(rest[1:], &budget)
		case markdown[i] == ']' && len(rest) > 0 && (rest[0] == '(' || rest[0] == ':'):
			what = dangerousAddress(rest[1:])
		}
		if what != "" {
			found = append(found, danger{i, what})
		}
	}
	return found
}

// InAddress tells whether text ends in a word that could be an address: of one, marked
// takes all up to a less-than sign, a backslash before that too.
func InAddress(before []byte) bool {
	word := before[max(0, len(before)-maxWord):]
	word = bytes.ToLower(word[bytes.LastIndexAny(word, " \t\n")+1:])
	return len(word) == maxWord || bytes.Contains(word, []byte("www.")) || bytes.Contains(word, []byte("://"))
}

// maxWord bounds how much of a word is looked at.
const maxWord = 300

// Bounds on what is read of an address, and of all tags together, by the length of
// the text: beyond it any tag counts as dangerous.
const (
	maxAddress = 2000
	tagBudget  = 16
)

// dangerousAddress is the address that a link goes on with, as a browser gets it,
// if that is dangerous; else "".
func dangerousAddress(behind []byte) string {
	t := bytes.TrimLeft(behind[:min(len(behind), maxAddress)], " \t\r\n>")
	ends := " \t\r\n"
	if t = bytes.TrimLeft(t, "<"); len(t) > 0 && len(t) < len(behind) && bytes.HasPrefix(bytes.TrimLeft(behind, " \t\r\n>"), []byte{'<'}) {
		ends = "\r\n>"
	}
	if end := bytes.IndexAny(t, ends); end >= 0 {
		t = t[:end]
	}
	address := withoutEscapes(html.UnescapeString(string(t)))
	if !Runs(address) {
		return ""
	}
	return address
}

// EndsLink tells whether a text holds the end of a link to an address that runs code.
func EndsLink(text string) bool {
	for range maxLinks {
		_, behind, ok := strings.Cut(text, "](")
		if !ok {
			return false
		}
		if dangerousAddress([]byte(behind[:min(len(behind), maxAddress)])) != "" {
			return true
		}
		text = behind
	}
	return true
}

// maxLinks bounds how many links are looked at in one piece of code.
const maxLinks = 1000

// withoutEscapes takes Markdown's backslashes off punctuation.
func withoutEscapes(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && dom.IsASCIIPunct(s[i+1]) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// dangerousTag is what is dangerous about the tag or address that stands behind a
// less-than sign; "" if nothing is.
func dangerousTag(behind []byte, budget *int) string {
	if len(behind) == 0 || !dom.IsLetterASCII(behind[0]) && behind[0] != '&' && behind[0] != ' ' && behind[0] != '\t' && behind[0] >= ' ' {
		return ""
	}
	if address := dangerousAddress(behind); address != "" {
		return address
	}
	if !dom.IsLetterASCII(behind[0]) {
		return ""
	}
	if *budget < 0 {
		return "<" + tagName(behind) + ">"
	}
	z := html.NewTokenizer(bytes.NewReader(append([]byte{'<'}, behind[:min(len(behind), maxTagLength)]...)))
	kind := z.Next()
	*budget -= len(z.Raw())
	if kind == html.ErrorToken && len(behind) > maxTagLength {
		return "<" + tagName(behind) + ">"
	}
	if spansBlank(z.Raw()) { // no renderer of Markdown reads it as one tag: its quotes go on in what follows
		return "<" + tagName(behind) + ">"
	}
	t := z.Token()
	if found := liveIn(&t); len(found) > 0 && t.Type != html.EndTagToken {
		return found[0]
	}
	return ""
}

// spansBlank tells whether there is a blank line in a tag.
func spansBlank(tag []byte) bool {
	for i := bytes.IndexByte(tag, '\n'); i >= 0; i = bytes.IndexByte(tag, '\n') {
		tag = bytes.TrimLeft(tag[i+1:], " \t\r>")
		if len(tag) > 0 && tag[0] == '\n' {
			return true
		}
	}
	return false
}

// dangerousList is what is dangerous about an attribute list of kramdown, which
// stands behind "{:".
// https://kramdown.gettalong.org/syntax.html#attribute-list-definitions
func dangerousList(behind []byte, budget *int) string {
	if *budget < 0 {
		return "{:}"
	}
	end := 0
	for end < min(len(behind), maxAddress) && (behind[end] != '}' || end > 0 && behind[end-1] == '\\') {
		end++
	}
	*budget -= end
	if end == min(len(behind), maxAddress) {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader("<a " + strings.ReplaceAll(string(behind[:end]), ">", " ") + ">"))
	z.Next()
	t := z.Token()
	if found := liveIn(&t); len(found) > 0 {
		return found[0]
	}
	return ""
}

// maxTagLength bounds how much of a tag is read.
const maxTagLength = 1 << 16

// defuse makes text of what is dangerous.
func defuse(markdown []byte, places []danger) []byte {
	if len(places) == 0 {
		return markdown
	}
	out := make([]byte, 0, len(markdown)+4*len(places))
	at := 0
	for _, p := range places {
		out = append(out, markdown[at:p.at]...)
		if markdown[p.at] == '<' {
			out = append(out, "&lt;"...)
		} else {
			out = append(out, '\\', markdown[p.at])
		}
		at = p.at + 1
	}
	return append(out, markdown[at:]...)
}
