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

// pageShortcodes are shortcodes of WordPress and its plugins that show what is at an
// address, and where that is if they but give an id, as they stand for it ("*").
// https://wordpress.com/support/shortcodes/
var pageShortcodes = map[string]string{
	"embed": "", "ted": "", "slideshare": "", "soundcloud": "", "instagram": "", "twitter": "", "tweet": "",
	"youtube": "https://www.youtube.com/watch?v=*", "vimeo": "https://vimeo.com/*", "dailymotion": "https://www.dailymotion.com/video/*",
	"gist": "https://gist.github.com/*",
}

// fileShortcodes are those that play a file, by attributes that may name it.
// https://wordpress.org/documentation/article/video-shortcode/
var fileShortcodes = map[string][]string{
	"audio": {"src", "mp3", "m4a", "ogg", "wav", "wma", ""},
	"video": {"src", "mp4", "m4v", "webm", "ogv", "wmv", "flv", ""},
}

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
			if markup, n = shortcodeAt(src, i, noClose); n > 0 {
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
		markup, n := shortcodeAt(body, at, noClose)
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

// shortcodeAt is [shortcode] for what begins at an offset. One that shows a page or
// plays a file has to stand alone in its line, or in its element; else it is a word
// about shortcodes.
func shortcodeAt(src []byte, at int, noClose *missing) (markup string, n int) {
	markup, n = shortcode(src[at:], noClose)
	if !strings.HasPrefix(markup, "<p>") {
		return markup, n
	}
	before, after := bytes.TrimRight(src[:at], " \t"), bytes.TrimLeft(src[at+n:], " \t")
	if len(before) > 0 && bytes.IndexByte([]byte("\n\r>"), before[len(before)-1]) < 0 || len(after) > 0 && bytes.IndexByte([]byte("\n\r<"), after[0]) < 0 {
		return "", 0
	}
	return markup, n
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
	case fileShortcodes[name] != nil:
		return fileMarkup(name, attrs, n+emptyRest(t[n:], name))
	}
	rest := emptyRest(t[n:], name)
	address := dom.FirstNonEmpty(attrs[""], attrs["url"], attrs["src"], attrs["id"], attrs["="])
	if end := []byte("[/" + name + "]"); address == "" && rest == 0 {
		content := t[n:min(len(t), n+maxShortcode)]
		i := bytes.Index(content, end)
		if i < 0 {
			return "", 0
		}
		address, rest = string(bytes.TrimSpace(content[:i])), i+len(end)
	}
	if address = pageAddress(name, html.UnescapeString(address)); address == "" {
		return "", 0
	}
	return "<p>" + html.EscapeString(address) + "</p>", n + rest
}

// emptyRest is the length of the end tag that directly follows a shortcode.
func emptyRest(t []byte, name string) int {
	if end := "[/" + name + "]"; bytes.HasPrefix(t, []byte(end)) {
		return len(end)
	}
	return 0
}

// idLetters are what ids of videos and gists are made of.
const idLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// pageAddress is the address that a shortcode gives, or gives the id of.
func pageAddress(name, given string) string {
	switch page := pageShortcodes[name]; {
	case strings.ContainsAny(given, " <>\"[]"):
		return ""
	case strings.HasPrefix(given, "http://"), strings.HasPrefix(given, "https://"):
		return given
	case page != "" && given != "" && strings.Trim(given, idLetters) == "":
		return strings.Replace(page, "*", given, 1)
	}
	return ""
}

// fileMarkup is the player of a file.
func fileMarkup(name string, attrs map[string]string, n int) (markup string, length int) {
	for _, key := range fileShortcodes[name] {
		src := html.UnescapeString(attrs[key])
		if !strings.ContainsAny(src, "/.") {
			continue
		}
		markup = "<" + name + ` src="` + html.EscapeString(src) + `"`
		if poster := html.UnescapeString(attrs["poster"]); poster != "" {
			markup += ` poster="` + html.EscapeString(poster) + `"`
		}
		return "<p>" + markup + "></" + name + "></p>", n
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
		end := captionStart(content)
		content, caption = content[:end], content[end:]
	} else {
		caption = html.UnescapeString(caption)
	}
	if caption = strings.TrimSpace(caption); caption == "" {
		return content
	}
	return "<figure>" + content + "<figcaption>" + caption + "</figcaption></figure>"
}

// captionStart is where the text begins behind an image and the link around it.
func captionStart(content string) int {
	at := strings.Index(content, "<img")
	if at < 0 {
		return strings.LastIndexByte(content, '>') + 1
	}
	n, _, _ := tagAt([]byte(content[at:]))
	if at += n; n <= 0 {
		return len(content)
	}
	rest := strings.TrimLeft(content[at:], " \t\r\n")
	if strings.HasPrefix(rest, "</a>") {
		return len(content) - len(rest) + len("</a>")
	}
	return at
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
	name = string(t[1:i])
	_, isCode := sourceCodeShortcodes[name]
	if _, isPage := pageShortcodes[name]; !isCode && !isPage && name != "caption" && fileShortcodes[name] == nil {
		return "", nil, 0
	}
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
