package convert

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/internal/tex"
	"github.com/artx-cli/artx/convert/template"
)

// mathMarks are how formulas stand in text, and how they are written.
// https://docs.mathjax.org/en/latest/input/tex/delimiters.html
var mathMarks = []struct{ open, end, mark string }{
	{`\(`, `\)`, "$"},
	{`\[`, `\]`, "$$"},
	{"$$", "$$", "$$"},
}

// cutFormula cuts s around the first formula in it.
func (w *writer) cutFormula(s string) (before, mark, formula, after string, ok bool) {
	if !w.opt.Dollars {
		return cutFormula(s)
	}
	for i := 0; ; i++ {
		j := strings.IndexByte(s[i:], '$')
		if j < 0 {
			return cutFormula(s)
		}
		i += j
		inner, ok := dollarFormula(s[i:])
		if !ok || i > 0 && (s[i-1] == '$' || s[i-1] == '\\') {
			continue
		}
		before, after := s[:i], s[i+len(inner)+len("$$"):]
		if b, mark, formula, a, first := cutFormula(before); first {
			return b, mark, formula, a + s[i:], true
		}
		return before, "$", inner, after, true
	}
}

// dollarFormula is the formula between the dollar sign that s begins with and the
// next, as pandoc reads it: no blank within the two, no digit behind the second.
func dollarFormula(s string) (inner string, ok bool) {
	rest := s[1:min(len(s), maxFormula)]
	end := strings.IndexByte(rest, '$')
	if end <= 0 || dom.IsHTMLSpace(rest[0]) || dom.IsHTMLSpace(rest[end-1]) || rest[end-1] == '\\' {
		return "", false
	}
	if behind := rest[end+1:]; behind != "" && (behind[0] == '$' || behind[0] >= '0' && behind[0] <= '9') {
		return "", false
	}
	return rest[:end], true
}

// cutFormula cuts s around the first formula in it that stands between marks which
// always mean one.
func cutFormula(s string) (before, mark, formula, after string, ok bool) {
	for i := 0; ; i++ {
		j := strings.IndexAny(s[i:], `\$`)
		if j < 0 {
			return "", "", "", "", false
		}
		i += j
		if n := environmentEnd(s[i:]); n > 0 {
			return s[:i], "$$", s[i : i+n], s[i+n:], true
		}
		for _, m := range mathMarks {
			rest, found := strings.CutPrefix(s[i:], m.open)
			if !found {
				continue
			}
			end := strings.Index(rest[:min(len(rest), maxFormula)], m.end)
			if end > 0 && !strings.Contains(rest[:end], "$") && !strings.HasPrefix(rest[end+len(m.end):], "$") {
				return s[:i], m.mark, rest[:end], rest[end+len(m.end):], true
			}
		}
	}
}

// mathEnvironments are those that begin a formula without other marks, by the rule
// of MathJax; a star may stand behind the name.
// https://docs.mathjax.org/en/latest/input/tex/delimiters.html
var mathEnvironments = []string{"equation", "align", "alignat", "gather", "multline", "eqnarray", "flalign"}

// environmentEnd is where the environment ends that s begins with, 0 if it does not.
func environmentEnd(s string) int {
	rest, ok := strings.CutPrefix(s, `\begin{`)
	if !ok {
		return 0
	}
	name, rest, ok := strings.Cut(rest[:min(len(rest), maxFormula)], "}")
	if !ok || !slices.Contains(mathEnvironments, strings.TrimSuffix(name, "*")) {
		return 0
	}
	mark := `\end{` + name + "}"
	end := strings.Index(rest, mark)
	if end <= 0 || strings.Contains(rest[:end], "$") || strings.Contains(rest[:end], `\begin{`+name) {
		return 0
	}
	return len(`\begin{}`) + len(name) + end + len(mark)
}

// maxFormula bounds how far the end of a formula is looked for, so that stray
// marks cost little.
const maxFormula = 5000

// mathScript writes a formula that MathJax 2 keeps in a script.
func (w *writer) mathScript(n *html.Node) {
	kind := dom.Attr(n, "type")
	if !strings.HasPrefix(kind, "math/tex") {
		return
	}
	w.formula(dom.TextOf(n), strings.Contains(kind, "display"))
}

// mathSpan writes the formula of KaTeX, MathJax 3 or pandoc markup.
func (w *writer) mathSpan(n *html.Node) bool {
	switch class := dom.Attr(n, "class"); {
	case !strings.Contains(class, "ath") && !strings.Contains(class, "katex"):
		return false
	case dom.HasClass(n, "MathJax_Preview"), dom.HasClass(n, "katex-html"), dom.HasClass(n, "MathJax"):
		return true // the formula stands beside it
	case dom.HasClass(n, "katex"), dom.HasClass(n, "katex-display"):
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && d.Data == "annotation" {
				w.formula(dom.TextOf(d), dom.HasClass(n, "katex-display"))
				return true
			}
		}
	case dom.HasClass(n, "math"):
		tex := strings.TrimSpace(dom.TextOf(n))
		for _, m := range mathMarks {
			if s, ok := strings.CutPrefix(tex, m.open); ok && strings.HasSuffix(s, m.end) {
				w.formula(strings.TrimSuffix(s, m.end), m.mark == "$$")
				return true
			}
		}
	}
	return false
}

// math writes MathML.
func (w *writer) math(n *html.Node) {
	w.formula(tex.Of(n), dom.Attr(n, "display") == "block")
}

// formulaText keeps a formula from being more where renderers know of none: a tag,
// a link, an attribute list of kramdown. TeX reads all as before.
var formulaText = strings.NewReplacer("<", `\lt `, "](", "]{}(", "{:", "{ :")

func (w *writer) formula(tex string, display bool) {
	tex = w.templates.Part(strings.Join(strings.Fields(formulaText.Replace(tex)), " "), template.PartTeX)
	if tex == "" {
		return
	}
	switch {
	case w.inCell:
		tex = strings.ReplaceAll(tex, "|", `\|`)
	case w.opt.Kramdown:
		tex = strings.ReplaceAll(tex, "|", `\vert `)
	}
	mark := "$"
	if display {
		mark = "$$"
	}
	w.push(token{kind: tokenVerbatim, text: mark + tex + mark})
}
