package body

import (
	"bytes"
	"strings"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// templateMarks are how the tags of template languages begin and end, and who
// writes them into posts. Longer openings stand before their prefixes.
var templateMarks = []struct{ open, end string }{
	{"{{<", ">}}"}, // Hugo shortcode
	{"{{%", "%}}"}, // Hugo shortcode with Markdown in it
	{"{{", "}}"},   // Liquid (Jekyll), Nunjucks (Hexo, Eleventy), Jinja
	{"{%", "%}"},   // the same
	{"{:", "}"},    // kramdown attribute list (Jekyll)
}

// maxTemplateTag bounds the length of a template tag, so that a stray opening
// costs little.
const maxTemplateTag = 2000

// verbatimTags are the tags whose content up to their end tag is code, data or a
// comment, never the article's HTML or Markdown, by the mark that they begin with.
var verbatimTags = map[string]map[string]bool{
	"{%": dom.NameSet(strings.Join([]string{
		"raw comment",                           // Liquid, Nunjucks, Tera
		"verbatim",                              // Twig, Nunjucks, Django
		"highlight",                             // Jekyll
		"javascript stylesheet schema style",    // Shopify
		"codeblock code",                        // Hexo, Octopress
		"math katex katexmm latex tex",          // jekyll-katex, hexo-math
		"mermaid plantuml graphviz dot ditaa",   // jekyll-mermaid, jekyll-plantuml, hexo-filter-mermaid, jekyll-graphviz
		"prism prettify geshi pygments",         // jekyll-prism, Octopress, Drupal
		"wavedrom vega vegalite nomnoml svgbob", // jekyll-diagrams
	}, " ")),
	"{{<": hugoVerbatim,
	"{{%": hugoVerbatim,
}

// hugoVerbatim are shortcodes of Hugo and its themes.
var hugoVerbatim = dom.NameSet(strings.Join([]string{
	"highlight",                       // Hugo
	"raw rawhtml raw-html html",       // various: HTML for the result alone
	"code code-block codeblock prism", // various
	"math katex latex mermaid plantuml chart echarts diagram graphviz dot", // Docsy, hugo-book, LoveIt
	"comment", // Docsy
}, " "))

// templateTag is the length of the template tag that t begins with, together
// with its content if that is code; 0 if t begins with none. noClose remembers
// the end tags that do not come any more.
func templateTag(t []byte, noClose *missing) int {
	for _, m := range templateMarks {
		if !bytes.HasPrefix(t, []byte(m.open)) {
			continue
		}
		end := bytes.Index(t[len(m.open):min(len(t), maxTemplateTag)], []byte(m.end))
		if end < 0 {
			continue
		}
		inner := t[len(m.open) : len(m.open)+end]
		if !templateContent(inner, m.open) {
			continue
		}
		n := len(m.open) + end + len(m.end)
		if names := verbatimTags[m.open]; names != nil {
			n += verbatimContent(m.open, m.end, names, inner, t[n:], noClose)
		}
		return n
	}
	return 0
}

// inFormula tells whether the braces at text[i:i+n] are an argument of TeX:
// \frac{{a}}{b}, x^{{2}}, \({{x}}\).
func inFormula(text []byte, i, n int) bool {
	before, tag := text[:i], text[i:i+n]
	if len(before) < 2 || tag[1] == '%' {
		return false // in TeX a percent sign would hide the end of it
	}
	last, second := before[len(before)-1], before[len(before)-2]
	switch {
	case (last == '(' || last == '[') && second == '\\':
		return true
	case last == '^' || last == '_' || last == '$' || last == '}' && second != '}' && second != '%':
		// Prices, emphasis and other braces end so as well.
		return !looksLikeVariable(tag) && (bytes.ContainsAny(before[max(0, i-maxFormula):i-1], "$\\") || bytes.IndexByte(text[i+n:min(len(text), i+n+maxFormula)], '$') >= 0)
	}
	command := bytes.TrimRight(before[max(0, len(before)-20):], "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	return len(command) < len(before) && bytes.HasSuffix(command, []byte("\\"))
}

// looksLikeVariable tells whether a template tag reads like the name of a
// variable with members, a filter or white space around it, or like a string:
// {{ page.title }}, {{ name }}, {{ "a" | upcase }}.
func looksLikeVariable(tag []byte) bool {
	inner, ok := bytes.CutPrefix(tag, []byte("{{"))
	if !ok {
		return false
	}
	inner = bytes.Trim(bytes.TrimSuffix(inner, []byte("}}")), "-")
	padded := len(inner) > 0 && inner[0] == ' '
	inner = bytes.TrimSpace(inner)
	if len(inner) == 0 || inner[0] == '"' || inner[0] == '\'' {
		return true
	}
	rest := bytes.TrimLeft(inner, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
	if len(rest) > 1 && rest[0] == '.' && isLetter(rest[1]) {
		return true
	}
	return padded && len(inner)-len(rest) > 2 && (len(rest) == 0 || bytes.HasPrefix(bytes.TrimSpace(rest), []byte("|")))
}

// maxFormula bounds how far from a template tag the signs of a formula around it
// are looked for.
const maxFormula = 1000

// templateContent tells whether inner can be what stands in a tag of this
// mark: not the braces of a program or formula.
func templateContent(inner []byte, open string) bool {
	inner = bytes.TrimLeft(inner, " \t\n-")
	if len(inner) == 0 {
		return false
	}
	switch open {
	case "{:":
		return inner[0] == '.' || inner[0] == '#' || inner[0] == ':' || isLetter(inner[0]) && bytes.IndexByte(inner, '=') > 0
	case "{{":
		return isLetter(inner[0]) || inner[0] == '_' || inner[0] == '"' || inner[0] == '\''
	}
	return isLetter(inner[0]) || inner[0] == '/' || inner[0] == '_'
}

// verbatimContent is the length of what follows a tag up to and with its end tag,
// 0 if inner begins no verbatim content or that never ends.
func verbatimContent(open, end string, names map[string]bool, inner, rest []byte, noClose *missing) int {
	words := bytes.Fields(bytes.Trim(inner, "- \t\n"))
	if len(words) == 0 || !names[string(words[0])] || bytes.HasSuffix(inner, []byte("/")) {
		return 0
	}
	endName := "end" + string(words[0])
	if open != "{%" {
		endName = "/" + string(words[0])
	}
	if noClose.has(open + endName) {
		return 0
	}
	for from := 0; ; {
		i := bytes.Index(rest[from:], []byte(open))
		if i < 0 {
			noClose.add(open + endName)
			return 0
		}
		from += i + len(open)
		if n := endTagLength(rest[from:], endName, end); n > 0 {
			return from + n
		}
	}
}

// endTagLength is the length of an end tag behind its opening mark, 0 if it is
// another tag.
func endTagLength(t []byte, name, end string) int {
	inner, _, ok := bytes.Cut(t[:min(len(t), maxTemplateTag)], []byte(end))
	words := bytes.Fields(bytes.Trim(inner, "- \t\n"))
	if !ok || len(words) == 0 {
		return 0
	}
	if word := words[0]; string(word) == name || string(word) == "/" && len(words) > 1 && "/"+string(words[1]) == name {
		return len(inner) + len(end)
	}
	return 0
}
