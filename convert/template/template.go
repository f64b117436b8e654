// Package template tells the tags of a site generator's template language from text
// that merely looks like them, and writes such text so that it stays text.
package template

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert/danger"
	"github.com/artx-cli/artx/convert/internal/dom"
)

// The template languages that site generators run over Markdown.
const (
	Liquid   = "liquid"   // Jekyll, Eleventy
	nunjucks = "nunjucks" // Hexo
	tera     = "tera"     // Zola: of its tags, the calls of shortcodes alone
	hugo     = "hugo"     // shortcodes alone
)

// templateRoots are what the variables of a post begin with in the generators
// that run a template language over posts. {{ name }} of anything else is the
// article's text.
var templateRoots = dom.NameSet(`site page post layout theme config include paginator forloop loop content
	collections eleventy pkg jekyll url_for asset_path baseurl`)

// templateTags are the tags that the generators have, and the tag that must
// follow, if any: without it, {% if %} is the article's text.
var templateTags = map[string]string{
	// Liquid, https://shopify.github.io/liquid/, and Jekyll's own
	"assign": "", "break": "", "continue": "", "cycle": "", "decrement": "", "increment": "", "include": "", "include_relative": "",
	"include_cached": "", "render": "", "layout": "", "link": "", "post_url": "", "gist": "", "seo": "", "feed_meta": "", "avatar": "",
	"capture": "endcapture", "case": "endcase", "comment": "endcomment", "for": "endfor", "if": "endif", "ifchanged": "endifchanged",
	"raw": "endraw", "tablerow": "endtablerow", "unless": "endunless", "highlight": "endhighlight",
	"else": "endif", "elsif": "endif", "elseif": "endif", "elif": "endif", "when": "endcase",
	// Nunjucks, https://mozilla.github.io/nunjucks/templating.html, and Hexo's own, https://hexo.io/docs/tag-plugins
	"set": "", "extends": "", "import": "", "from": "", "block": "endblock", "macro": "endmacro", "call": "endcall", "filter": "endfilter",
	"verbatim": "endverbatim", "asset_img": "", "asset_path": "", "asset_link": "", "post_path": "", "post_link": "", "img": "", "iframe": "",
	"youtube": "", "vimeo": "", "jsfiddle": "", "include_code": "", "codepen": "", "blockquote": "endblockquote", "quote": "endquote",
	"codeblock": "endcodeblock", "code": "endcode", "pullquote": "endpullquote",
}

// Tags knows which tags of a template language in a document are the
// generator's to run; the others are text.
type Tags struct {
	language  string
	ends      map[string]bool // the end tags that there are
	variables map[string]bool // what the document's own tags define
}

// NewTags knows the tags of a language, and none of a document yet. "" is no language,
// of which nothing is a tag.
func NewTags(language string) *Tags {
	t := &Tags{language: language}
	if language != "" {
		t.ends, t.variables = map[string]bool{}, map[string]bool{}
	}
	return t
}

// Find looks at the tags of a tree that were kept verbatim.
func (t *Tags) Find(root *html.Node) {
	for n := range root.Descendants() {
		if n.Type == html.RawNode {
			t.findIn(n.Data)
		}
	}
}

func (t *Tags) findIn(s string) {
	for {
		_, tag, ok := strings.Cut(s, "{%")
		if !ok {
			return
		}
		switch fields := strings.Fields(strings.TrimLeft(within(tag), "- ")); {
		case len(fields) == 0:
		case strings.HasPrefix(fields[0], "end"):
			t.ends[strings.TrimRight(fields[0], "-%}")] = true
		case len(fields) > 1 && (fields[0] == "assign" || fields[0] == "capture" || fields[0] == "for" || fields[0] == "set"):
			t.variables[fields[1]] = true
		}
		s = tag
	}
}

// maxTag bounds how far the end of a tag is looked for, so that stray marks cost
// little.
const maxTag = 2000

func within(s string) string { return s[:min(len(s), maxTag)] }

// runs tells whether s begins with a tag that the generator has to run, and
// how long that is; 0 for an attribute list of kramdown.
func (t *Tags) runs(s string) (length int, ok bool) {
	mark, end := s[:min(2, len(s))], "}}"
	if mark == "{%" {
		end = "%}"
	} else if mark != "{{" {
		return 0, strings.HasPrefix(s, "{:") // kramdown's attributes
	}
	inner, _, closed := strings.Cut(within(s[2:]), end)
	if !closed {
		return 0, false
	}
	length = len(inner) + 4
	if strings.HasPrefix(inner, "<") || strings.HasPrefix(inner, "%") {
		return length, t.language == hugo // a shortcode
	}
	if t.language == tera {
		return length, strings.Contains(inner, "(") || strings.TrimSpace(inner) == "end"
	}
	inner = strings.TrimLeft(inner, "- \t\n")
	name := inner[:len(inner)-len(strings.TrimLeft(inner, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"))]
	quoted := strings.ContainsAny(inner, `"'`)
	if mark == "{{" {
		return length, templateRoots[name] || t.variables[name] || name == "" && quoted
	}
	follows, known := templateTags[name]
	known = known && (follows == "" || t.ends[follows]) || t.ends["end"+name]
	return length, known || strings.HasPrefix(name, "end") && t.ends[name] || quoted
}

// IsText tells whether s, which was kept verbatim, is one tag and the
// article's text: no generator is to run it.
// So is one that would run code where no generator reads it.
func (t *Tags) IsText(s string) bool {
	if strings.HasPrefix(s, "{") && strings.ContainsAny(s, "]<") && len(danger.Find([]byte(s[:strings.LastIndexByte(s, '}')+1]))) > 0 {
		return true
	}
	if strings.HasPrefix(s, "{") && beginsBlock(s) {
		return true
	}
	if strings.HasPrefix(s, "{:") {
		return strings.HasSuffix(s, "}") && (strings.HasPrefix(s, "{::") || SetsMore(s))
	}
	if t.language == "" || !strings.HasPrefix(s, "{") {
		return false
	}
	length, runs := t.runs(s)
	return !runs && length == len(s)
}

// codeTags are the tags that hold a listing, by their mark, and how those end.
var codeTags = map[string]struct {
	end   string
	names map[string]bool
}{
	"{%":  {"%}", dom.NameSet("highlight codeblock code prism prettify geshi pygments")}, // Jekyll, Hexo, Octopress and plugins
	"{{<": {">}}", dom.NameSet("highlight code code-block codeblock prism")},             // Hugo and its themes
	"{{%": {"%}}", dom.NameSet("highlight code code-block codeblock prism")},
}

// Listing is the code that a text begins with between two tags which hold a listing,
// its language, and what is behind it.
func Listing(s string) (language, code, rest string, ok bool) {
	for mark, tags := range codeTags {
		inner, isTag := strings.CutPrefix(s, mark)
		inner, code, closed := strings.Cut(inner, tags.end)
		fields := strings.Fields(strings.Trim(inner, "- "))
		if !isTag || !closed || len(fields) == 0 || !tags.names[fields[0]] {
			continue
		}
		end := strings.LastIndex(code, mark)
		if end < 0 {
			return "", "", s, false
		}
		ending, rest, _ := strings.Cut(code[end:], tags.end)
		if name := strings.Trim(ending[len(mark):], "-/ "); name != fields[0] && name != "end"+fields[0] {
			return "", "", s, false
		}
		for _, field := range fields[1:] {
			field = strings.TrimPrefix(strings.Trim(field, `"'`), "lang:")
			if !strings.ContainsAny(field, ".:=/`\"'<>") {
				language = field
				break
			}
		}
		return language, code[:end], rest, true
	}
	return "", "", s, false
}

// beginsBlock tells whether a line in a tag, but for the first, would begin a listing or
// HTML where no generator takes the tag.
func beginsBlock(s string) bool {
	s, _, _ = strings.Cut(s, "}")
	for at := strings.IndexByte(s, '\n'); at >= 0; at = strings.IndexByte(s, '\n') {
		s = strings.TrimLeft(s[at+1:], " \t\n")
		if strings.HasPrefix(s, "```") || strings.HasPrefix(s, "~~~") || strings.HasPrefix(s, "<") {
			return true
		}
	}
	return false
}

// attributeKeys are what attribute lists of kramdown may set. Jekyll writes them
// into the element before, so that any other key could run code.
// https://kramdown.gettalong.org/syntax.html#attribute-list-definitions
var attributeKeys = dom.NameSet(`class id title alt lang dir width height align valign target rel style
	start reversed type cite datetime loading role`)

// SetsMore tells whether s begins with an attribute list of kramdown that sets
// anything else, or hides what it sets.
func SetsMore(s string) bool {
	list, _, closed := strings.Cut(within(s), "}")
	if !closed || strings.HasSuffix(list, `\`) {
		return true // kramdown goes on behind \}, and in what follows the text
	}
	for attribute := range strings.FieldsSeq(strings.ToLower(strings.TrimLeft(list, "{:"))) {
		key, value, ok := strings.Cut(attribute, "=")
		if !ok || key == "" || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789-:_") != "" {
			continue
		}
		if !attributeKeys[key] && !strings.HasPrefix(key, "data-") && !strings.HasPrefix(key, "aria-") || strings.ContainsAny(value, `\&(<`) {
			return true
		}
	}
	return false
}

// Begins tells whether a brace and the characters behind it begin a tag of the
// template language.
func (t *Tags) Begins(behind string) bool {
	switch t.language {
	case Liquid, nunjucks:
		return behind[0] == '{' || behind[0] == '%' || behind[0] == '#' && t.language == nunjucks
	case hugo:
		return behind[0] == '{' && (len(behind) == 1 || behind[1] == '<' || behind[1] == '%')
	case tera:
		inner, _, _ := strings.Cut(within(behind), "}")
		return (behind[0] == '{' || behind[0] == '%') && (len(behind) == 1 || strings.Contains(inner, "("))
	}
	return false
}

// Part writes an address, title or alternative text so that the generator finds
// no tags in it but those that it has to run: between the two characters of a
// mark comes what part makes of the second.
func (t *Tags) Part(s string, part func(second byte) string) string {
	if t.language == "" || !strings.Contains(s, "{") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if n, ok := t.runs(s[i:]); ok && n > 0 {
			b.WriteString(s[i : i+n])
			i += n - 1
			continue
		}
		if i > 0 && s[i-1] == '{' && t.Begins(s[i:]) {
			b.WriteString(part(s[i]))
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// PartMarkdown keeps the second character of a mark from the first, in Markdown:
// there a backslash parts the two characters, in HTML a character
// reference, in TeX a space.
func PartMarkdown(c byte) string { return `\` + string(c) }

// PartTeX is [PartMarkdown] for TeX.
func PartTeX(c byte) string { return " " + string(c) }

// PartHTML is [PartMarkdown] for HTML.
func PartHTML(c byte) string {
	return map[byte]string{'{': "&#123;", '%': "&#37;", '#': "&#35;"}[c]
}

// PartRaw writes a brace that Markdown ends with as a character reference, where [BeginRaw] comes behind it: the two would
// be read as the mark "{{".
func PartRaw(markdown []byte) []byte {
	if text := beforeBrace(markdown); len(text) < len(markdown) {
		return append(text, PartHTML('{')...)
	}
	return markdown
}

// beforeBrace is what stands before the brace that Markdown ends with, and before the backslash of that.
func beforeBrace(markdown []byte) []byte {
	text, ok := bytes.CutSuffix(markdown, []byte("{"))
	if !ok {
		return markdown
	}
	slashes := len(text) - len(bytes.TrimRight(text, `\`))
	return text[:len(text)-slashes%2]
}

// Code writes code so that the generator shows it. A backslash would show there;
// Hugo and Zola have comments for shortcodes, Liquid and Nunjucks a raw tag,
// which the caller then writes around it.
func (t *Tags) Code(code string) (written string, raw bool) {
	switch t.language {
	case "":
		return code, false
	case hugo:
		return hugoShortcodes(code), false
	case tera:
		return teraShortcodes(code), false
	}
	if !strings.Contains(code, "{{") && !strings.Contains(code, "{%") && (t.language != nunjucks || !strings.Contains(code, "{#")) {
		return code, false
	}
	return leaveRaw(code), true
}

// BeginRaw and EndRaw stand around code that the generator must not read; see [Tags.Code].
const BeginRaw, EndRaw = "{% raw %}", "{% endraw %}"

// leaveRaw writes the end tags of a raw tag in code, which would end the one
// around it, as strings that the generator prints.
func leaveRaw(code string) string {
	var b strings.Builder
	for {
		before, tag, ok := strings.Cut(code, "{%")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		inner, _, closed := strings.Cut(within(tag), "%}")
		if closed && strings.Trim(inner, "- \t\n") == "endraw" {
			b.WriteString(EndRaw + `{{ "` + "{%" + inner + "%}" + `" }}` + BeginRaw)
			code = tag[len(inner)+len("%}"):]
			continue
		}
		b.WriteString("{%")
		code = tag
	}
}

// teraShortcodes writes calls of shortcodes so that Zola shows them.
// https://www.getzola.org/documentation/content/shortcodes/
func teraShortcodes(code string) string {
	isCall := func(inner string) bool { return strings.Contains(inner, "(") || strings.TrimSpace(inner) == "end" }
	return commentTags(commentTags(code, "{{", "}}", isCall), "{%", "%}", isCall)
}

// hugoShortcodes writes shortcodes so that Hugo shows them: it looks for them in
// code too. https://gohugo.io/content-management/shortcodes/
func hugoShortcodes(code string) string {
	any := func(string) bool { return true }
	return commentTags(commentTags(code, "{{<", ">}}", any), "{{%", "%}}", any)
}

// commentTags puts comment marks into the tags between open and end that isTag
// holds of.
func commentTags(code, open, end string, isTag func(inner string) bool) string {
	var b strings.Builder
	for {
		before, tag, ok := strings.Cut(code, open)
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		b.WriteString(open)
		code = tag
		if inner, _, closed := strings.Cut(within(tag), end); closed && isTag(inner) {
			b.WriteString("/*" + inner + "*/" + end)
			code = tag[len(inner)+len(end):]
		}
	}
}

// templateMarks are what keeps template languages from running what is text.
var templateMarks = strings.NewReplacer(
	EndRaw+`{{ "`+EndRaw+`" }}`+BeginRaw, "", BeginRaw, "", EndRaw, "",
	"{{</*", "{{<", "*/>}}", ">}}", "{{%/*", "{{%", "*/%}}", "%}}", "{{/*", "{{", "*/}}", "}}", "{%/*", "{%", "*/%}", "%}")

// Shown is text without the marks of templateMarks, which do not show
// in the generator's result.
func Shown(s string) string {
	if !strings.Contains(s, "{") {
		return s
	}
	return templateMarks.Replace(s)
}
