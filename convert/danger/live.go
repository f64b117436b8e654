package danger

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/internal/commonmark"
)

// live lists what in Markdown a browser would run if its raw HTML and its
// addresses were rendered as they are: the names of elements and attributes, and
// dangerous addresses, each once, in order. Nil is nothing. See [liveHTML].
func live(markdown []byte) []string {
	if !MayRun(markdown) {
		return nil
	}
	var rendered bytes.Buffer
	if err := commonmark.Renderer().Convert(markdown, &rendered); err != nil {
		return []string{err.Error()}
	}
	return liveHTML(rendered.Bytes())
}

// liveHTML lists what in HTML a browser would run: scripts, event handlers, frames
// with content of their own, plugins, and dangerous addresses.
// https://html.spec.whatwg.org/multipage/indices.html#attributes-3
func liveHTML(src []byte) (found []string) {
	seen := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(src))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return found
		case html.StartTagToken, html.SelfClosingTagToken:
			z.NextIsNotRawText() // what holds text alone may not do so where it stands
			t := z.Token()
			for _, what := range liveIn(&t) {
				if !seen[what] {
					seen[what] = true
					found = append(found, what)
				}
			}
		}
	}
}

// liveElements run code, or show what is none of the article's.
var liveElements = dom.NameSet("script object embed applet frame frameset base portal fencedframe")

// addressAttributes are the attributes that a browser follows, and those by which
// SVG sets such attributes.
var addressAttributes = dom.NameSet("href xlink:href src action formaction data poster background cite manifest ping longdesc classid codebase from to by values content")

func liveIn(t *html.Token) (found []string) {
	if liveElements[t.Data] {
		found = append(found, "<"+t.Data+">")
	}
	for _, a := range t.Attr {
		key := strings.ToLower(a.Key)
		switch {
		case len(key) > 2 && strings.HasPrefix(key, "on"), key == "srcdoc":
			found = append(found, key)
		case key == "src" && t.Data == "img", !addressAttributes[key]: // pictures run nothing
		case key == "values" || key == "content":
			if _, address, ok := strings.Cut(strings.ToLower(a.Val), "script:"); ok {
				found = append(found, "script:"+address)
			}
		case Runs(a.Val):
			found = append(found, a.Val)
		}
	}
	return found
}

// MayRun tells whether anything in Markdown could run code, be it read as Markdown or,
// with the text of the article, as HTML. Hardly any does: it holds the end of a
// dangerous scheme, a character reference that could hide one, or a tag of those that
// [liveHTML] looks for.
func MayRun(markdown []byte) bool {
	for i, c := range markdown {
		if c > '=' || c < '&' { // as most are
			continue
		}
		switch c {
		case ':':
			if isDangerousEnd(markdown[:i]) {
				return true
			}
		case '&':
			if i+1 < len(markdown) && hidesScheme(markdown[i+1:]) {
				return true
			}
		case '<':
			if i+1 < len(markdown) && strings.IndexByte("soeafbp", markdown[i+1]|0x20) >= 0 && liveElements[tagName(markdown[i+1:])] {
				return true
			}
		case '=':
			if isLiveKey(bytes.TrimRight(markdown[:i], " \t\r\n")) {
				return true
			}
		}
	}
	return false
}

// hidesScheme tells whether a character reference is one of those that an address
// could be hidden with: the number of an ASCII character, or the name of what stands
// in a scheme.
func hidesScheme(behind []byte) bool {
	if behind[0] == '#' {
		number, ok := referenceNumber(behind[1:])
		return ok && number <= unicode.MaxASCII
	}
	for _, name := range []string{"colon", "tab", "newline"} {
		if len(behind) >= len(name) && strings.EqualFold(string(behind[:len(name)]), name) {
			return true
		}
	}
	return false
}

// referenceNumber is the number of a character reference behind "&#", which need not
// end in a semicolon in HTML; not ok if there is none.
// https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-state
func referenceNumber(behind []byte) (number int, ok bool) {
	base := 10
	if len(behind) > 0 && behind[0]|0x20 == 'x' {
		base, behind = 16, behind[1:]
	}
	for _, c := range behind {
		digit, err := strconv.ParseUint(string(c), base, 8)
		if err != nil {
			break
		}
		number, ok = min(number*base+int(digit), unicode.MaxRune+1), true
	}
	return number, ok
}

// isDangerousEnd tells whether text ends in the last letters of a scheme that runs
// code. What browsers leave out of a scheme, what begins a line in a quotation, and
// backslashes may stand among them.
func isDangerousEnd(text []byte) bool {
	var last [4]byte
	at := len(last)
	for i := len(text) - 1; i >= max(0, len(text)-maxSchemeEnd) && at > 0; i-- {
		switch c := text[i]; {
		case c <= ' ' || c == '\\' || c == '>' || c == 0x7f:
		case at == len(last) && c|0x20 != 't' && c|0x20 != 'a': // as nearly all end in
			return false
		default:
			at--
			last[at] = c | 0x20
		}
	}
	switch string(last[:]) {
	case "ript", "data", "ocha":
		return true
	}
	return false
}

// maxSchemeEnd bounds how far the last letters of a scheme may stand before its colon.
const maxSchemeEnd = 200

// isLiveKey tells whether text ends in the name of an attribute that runs code.
func isLiveKey(text []byte) bool {
	key := text[max(0, len(text)-maxKey):]
	at := bytes.LastIndexAny(key, " \t\r\n\f/\"'<{:") + 1
	name := strings.ToLower(string(key[at:]))
	return strings.HasPrefix(name, "on") || name == "srcdoc"
}

// maxKey bounds the length of an attribute's name.
const maxKey = 40

// tagName is the name that a start tag has, in lower case.
func tagName(behind []byte) string {
	n := 0
	for n < len(behind) && n < maxKey && dom.IsASCIIWord(behind[n]) {
		n++
	}
	return strings.ToLower(string(behind[:n]))
}
