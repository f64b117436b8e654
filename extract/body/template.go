package body

import "bytes"

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

// verbatimTemplateBlocks are template tags whose content up to their end tag
// is code or comment, never the article's HTML.
var verbatimTemplateBlocks = map[string]string{
	"highlight": "endhighlight", // Jekyll
	"raw":       "endraw",       // Liquid, Nunjucks
	"codeblock": "endcodeblock", // Hexo, Octopress
	"comment":   "endcomment",   // Liquid
	"math":      "endmath",      // jekyll-katex
}

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
		if m.open == "{%" {
			n += verbatimContent(inner, t[n:], noClose)
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

// verbatimContent is the length of what follows a block tag up to and with its
// end tag, 0 if inner begins no verbatim block or it never ends.
func verbatimContent(inner, rest []byte, noClose *missing) int {
	fields := bytes.Fields(bytes.Trim(inner, "- \t\n"))
	if len(fields) == 0 {
		return 0
	}
	endName, ok := verbatimTemplateBlocks[string(fields[0])]
	if !ok || noClose.has(endName) {
		return 0
	}
	for from := 0; ; {
		i := bytes.Index(rest[from:], []byte("{%"))
		if i < 0 {
			noClose.add(endName)
			return 0
		}
		from += i
		tag := bytes.TrimLeft(rest[from+2:], "- \t\n")
		if bytes.HasPrefix(tag, []byte(endName)) {
			if end := bytes.Index(rest[from:], []byte("%}")); end >= 0 {
				return from + end + 2
			}
			return 0
		}
		from += 2
	}
}
