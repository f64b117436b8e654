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
	if !mayBeLive(markdown) {
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
	if !mayBeLive(markdown) {
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

// codeParts are the listings and code spans of Markdown, in order.
func codeParts(markdown []byte) []commonmark.Part {
	parts := commonmark.PartsOf(markdown)
	code := parts[:0]
	for _, p := range parts {
		if p.Kind != commonmark.HTML {
			code = append(code, p)
		}
	}
	return code
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
		case markdown[i] == '\\' && len(rest) > 0 && dom.IsASCIIPunct(rest[0]) && !(all && rest[0] == '<'):
			i++
		case markdown[i] == '<':
			what = dangerousTag(rest, &budget)
		case markdown[i] == ']' && len(rest) > 0 && (rest[0] == '(' || rest[0] == ':'):
			what = dangerousAddress(rest[1:])
		}
		if what != "" {
			found = append(found, danger{i, what})
		}
	}
	return found
}

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
	t := z.Token()
	if found := liveIn(&t); len(found) > 0 && t.Type != html.EndTagToken {
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
