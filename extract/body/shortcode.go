package body

import (
	"bytes"
	"html"
	"strings"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// sourceCodeShortcodes are shortcodes that hold code, of WordPress.com and the
// plugins SyntaxHighlighter, CodeColorer (cc) and Crayon; those named after a
// language need no attribute.
// https://wordpress.com/support/wordpress-editor/blocks/syntax-highlighter-code-block/
var sourceCodeShortcodes = map[string]string{
	"sourcecode": "", "code": "", "source-code": "", "cc": "", "crayon": "", "plain": "", "text": "",
	"actionscript": "actionscript", "bash": "bash", "shell": "bash", "c": "c", "clojure": "clojure", "coldfusion": "coldfusion", "cpp": "cpp",
	"csharp": "csharp", "css": "css", "delphi": "delphi", "diff": "diff", "erlang": "erlang", "fsharp": "fsharp", "go": "go", "groovy": "groovy",
	"haskell": "haskell", "html": "html", "java": "java", "javafx": "javafx", "javascript": "javascript", "jscript": "javascript", "js": "javascript",
	"matlab": "matlab", "objc": "objc", "perl": "perl", "php": "php", "powershell": "powershell", "py": "python", "python": "python", "r": "r",
	"rails": "ruby", "ruby": "ruby", "scala": "scala", "sql": "sql", "swift": "swift", "vb": "vb", "xml": "xml", "yaml": "yaml",
}

// videoShortcodes are shortcodes of WordPress.com that name a page to watch.
var videoShortcodes = map[string]bool{"youtube": true, "vimeo": true, "dailymotion": true, "ted": true, "slideshare": true}

// Expand writes the shortcodes that [Parse] reads as HTML as what they stand for.
// Without any it is src itself.
func Expand(src []byte, kind Kind) []byte {
	if kind == KindMixed {
		return expandShortcodes(src)
	}
	if !holdsShortcode(src) {
		return src
	}
	var out bytes.Buffer
	noClose := new(missing)
	done := 0
	for i := 0; i < len(src); {
		n := 0
		switch src[i] {
		case '<':
			n = skipHTML(src[i:], noClose)
		case '{':
			n = templateTag(src[i:], noClose)
		case '[':
			var markup string
			if markup, n = shortcode(src[i:], noClose); n > 0 {
				out.Write(src[done:i])
				out.WriteString(markup)
				done = i + n
			}
		}
		i += max(n, 1)
	}
	out.Write(src[done:])
	return out.Bytes()
}

// expandShortcodes writes the known shortcodes that begin a line of a mixed
// body as HTML blocks of their own; those in fenced code stay.
func expandShortcodes(body []byte) []byte {
	if !holdsShortcode(body) {
		return body
	}
	var out bytes.Buffer
	noClose := new(missing)
	done := 0
	eachShortcode(body, func(at int, beginsLine bool) (n int) {
		if !beginsLine {
			return codeShortcodeLength(body[at:], noClose)
		}
		markup, n := shortcode(body[at:], noClose)
		if n > 0 {
			out.Write(body[done:at])
			out.WriteString("\n" + markup + "\n\n")
			n += indentOf(body[at+n:])
			done = at + n
		}
		return n
	})
	out.Write(body[done:])
	return out.Bytes()
}

// maskShortcodes overwrites the shortcodes with code that stand within lines, in
// masked, which is src or a copy of it: they stay whole.
func maskShortcodes(src, masked []byte) []byte {
	if !holdsShortcode(src) {
		return masked
	}
	noClose := new(missing)
	eachShortcode(src, func(at int, beginsLine bool) (n int) {
		if n = codeShortcodeLength(src[at:], noClose); n > 0 && !beginsLine {
			if &masked[0] == &src[0] {
				masked = bytes.Clone(src)
			}
			overwrite(masked[at : at+n])
		}
		return n
	})
	return masked
}

// codeShortcodeLength is the length of the shortcode with code that t begins with,
// 0 if it begins with none.
func codeShortcodeLength(t []byte, noClose *missing) int {
	name, _, n := shortcodeTag(t)
	if _, isCode := sourceCodeShortcodes[name]; n == 0 || !isCode {
		return 0
	}
	end := "[/" + name + "]"
	i := closingIndex(t[n:], end, noClose)
	if i < 0 {
		return 0
	}
	return n + i + len(end)
}

// eachShortcode calls visit for what could be a shortcode outside of fenced code,
// and goes on behind as much as visit took of it. Behind one that begins a line
// another one begins.
func eachShortcode(body []byte, visit func(at int, beginsLine bool) (n int)) {
	within := false // a line
	for at := 0; at < len(body); {
		line := firstLine(body[at:])
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		if !within && isFence(line[indent:]) {
			at += fenceLength(body[at:])
			continue
		}
		i := bytes.IndexByte(line, '[')
		if i < 0 {
			at, within = at+len(line), false
			continue
		}
		beginsLine := !within && indent <= 3 && i == indent
		n := visit(at+i, beginsLine)
		at, within = at+i+max(n, 1), n == 0 || !beginsLine
	}
}

// holdsShortcode tells whether a line begins with what could be a shortcode.
func holdsShortcode(body []byte) bool {
	for at := 0; ; {
		i := bytes.IndexByte(body[at:], '[')
		if i < 0 {
			return false
		}
		at += i
		if _, _, n := shortcodeTag(body[at:]); n > 0 {
			return true
		}
		at++
	}
}

// shortcode is the HTML for the WordPress shortcode that t begins with, and
// its length; 0 if t begins with none that is known.
func shortcode(t []byte, noClose *missing) (markup string, n int) {
	name, attrs, n := shortcodeTag(t)
	if n == 0 {
		return "", 0
	}
	language, isCode := sourceCodeShortcodes[name]
	switch {
	case isCode, name == "caption":
		end := closingIndex(t[n:], "[/"+name+"]", noClose)
		if end < 0 {
			return "", 0
		}
		content := t[n : n+end]
		n += end + len(name) + len("[/]")
		if isCode {
			return codeMarkup(content, dom.FirstNonEmpty(attrs["language"], attrs["lang"], language)), n
		}
		return captionMarkup(string(content), attrs["caption"]), n
	case videoShortcodes[name]:
		address := dom.FirstNonEmpty(attrs[""], attrs["id"], attrs["="])
		if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
			return "", 0
		}
		address = html.EscapeString(html.UnescapeString(address))
		return `<p><a href="` + address + `">` + address + `</a></p>`, n
	}
	return "", 0
}

// typographicQuotes are what WordPress makes of the quotes around an attribute.
const typographicQuotes = "\"'“”„″‘’"

// codeMarkup is code as HTML. WordPress stores it escaped, other exports do not.
func codeMarkup(code []byte, language string) string {
	text := strings.Trim(html.UnescapeString(string(code)), "\r\n")
	class := ""
	if language = strings.Trim(html.UnescapeString(language), typographicQuotes); language != "" {
		class = ` class="language-` + html.EscapeString(language) + `"`
	}
	return "<pre><code" + class + ">" + html.EscapeString(text) + "</code></pre>"
}

// captionMarkup is a captioned image as HTML. The caption is an attribute
// (before WordPress 3.4) or the text behind the image.
func captionMarkup(content, caption string) string {
	if caption == "" {
		end := max(strings.LastIndex(content, "</a>")+len("</a>"), strings.LastIndexByte(content, '>')+1)
		if !strings.Contains(content, "</a>") {
			end = strings.LastIndexByte(content, '>') + 1
		}
		content, caption = content[:end], content[end:]
	} else {
		caption = html.UnescapeString(caption)
	}
	if caption = strings.TrimSpace(caption); caption == "" {
		return content
	}
	return "<figure>" + content + "<figcaption>" + caption + "</figcaption></figure>"
}

// maxShortcode bounds the length of a shortcode's opening tag.
const maxShortcode = 4000

// shortcodeTag reads an opening shortcode: its name, its attributes (an
// unnamed one under "", as in [youtube https://…], or under "=", as in
// [youtube=https://…]) and its length.
func shortcodeTag(t []byte) (name string, attrs map[string]string, n int) {
	i := 1
	for i < len(t) && (isLetter(t[i]) || t[i] == '-') {
		i++
	}
	if _, isCode := sourceCodeShortcodes[string(t[1:i])]; !isCode && string(t[1:i]) != "caption" && !videoShortcodes[string(t[1:i])] {
		return "", nil, 0
	}
	name = string(t[1:i])
	end := closingBracket(t[:min(len(t), maxShortcode)], i)
	if end < 0 {
		return "", nil, 0
	}
	return name, shortcodeAttrs(string(t[i:end])), end + 1
}

// closingBracket is the index of the ] that ends a tag, outside quotes.
func closingBracket(t []byte, from int) int {
	var quote byte
	for i := from; i < len(t); i++ {
		switch {
		case quote != 0:
			if t[i] == quote {
				quote = 0
			}
		case (t[i] == '"' || t[i] == '\'') && t[i-1] == '=':
			quote = t[i]
		case t[i] == ']':
			return i
		case t[i] == '[':
			return -1
		}
	}
	return -1
}

func shortcodeAttrs(s string) map[string]string {
	attrs := make(map[string]string)
	if rest, ok := strings.CutPrefix(s, "="); ok {
		attrs["="] = strings.Trim(strings.TrimSpace(rest), `"'`)
		return attrs
	}
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		key, rest, named := strings.Cut(s, "=")
		if !named || strings.ContainsAny(key, " \t\n/:") {
			value, after := cutSpace(s)
			attrs[""], s = value, after
			continue
		}
		if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
			value, after, _ := strings.Cut(rest[1:], rest[:1])
			attrs[strings.ToLower(key)], s = value, after
			continue
		}
		value, after := cutSpace(rest)
		attrs[strings.ToLower(key)], s = value, after
	}
	return attrs
}

// cutSpace cuts s at its first white space.
func cutSpace(s string) (before, after string) {
	if i := strings.IndexAny(s, " \t\n"); i >= 0 {
		return s[:i], s[i:]
	}
	return s, ""
}
