package convert

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mathMarks are how formulas stand in text, and how they are written.
// https://docs.mathjax.org/en/latest/input/tex/delimiters.html
var mathMarks = []struct{ open, end, mark string }{
	{`\(`, `\)`, "$"},
	{`\[`, `\]`, "$$"},
	{"$$", "$$", "$$"},
}

// math writes the formula that begins at pos as it is; false if none does.
func (e *escaper) math() bool {
	c := e.s[e.pos]
	if c != '\\' && c != '$' || e.r.w.inCell {
		return false
	}
	rest := e.s[e.pos:]
	for _, m := range mathMarks {
		if !strings.HasPrefix(rest, m.open) {
			continue
		}
		end := strings.Index(rest[len(m.open):], m.end)
		if end < 1 {
			return false
		}
		formula := rest[len(m.open) : len(m.open)+end]
		if strings.Contains(formula, "$") {
			return false
		}
		e.out = append(e.out, m.mark+formula+m.mark...)
		e.pos += len(m.open) + end + len(m.end)
		return true
	}
	return false
}

// mathScript writes a formula that MathJax 2 keeps in a script.
func (w *writer) mathScript(n *html.Node) {
	kind := attr(n, "type")
	if !strings.HasPrefix(kind, "math/tex") {
		return
	}
	w.formula(textOf(n), strings.Contains(kind, "display"))
}

// mathSpan writes the formula of KaTeX, MathJax 3 or pandoc markup.
func (w *writer) mathSpan(n *html.Node) bool {
	switch {
	case hasClass(n, "MathJax_Preview"), hasClass(n, "katex-html"), hasClass(n, "MathJax"):
		return true // the formula stands beside it
	case hasClass(n, "katex"), hasClass(n, "katex-display"):
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && d.Data == "annotation" {
				w.formula(textOf(d), hasClass(n, "katex-display"))
				return true
			}
		}
	case hasClass(n, "math"):
		tex := strings.TrimSpace(textOf(n))
		for _, m := range mathMarks {
			if s, ok := strings.CutPrefix(tex, m.open); ok && strings.HasSuffix(s, m.end) {
				w.formula(strings.TrimSuffix(s, m.end), m.mark == "$$")
				return true
			}
		}
	}
	return false
}

// math writes MathML by the TeX that it is annotated with, else as its text.
func (w *writer) math(n *html.Node) {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom != atom.Math && d.Data == "annotation" && strings.Contains(attr(d, "encoding"), "tex") {
			w.formula(textOf(d), attr(n, "display") == "block")
			return
		}
	}
	if tex := attr(n, "alttext"); tex != "" {
		w.formula(tex, attr(n, "display") == "block")
		return
	}
	w.text(textOf(n))
}

func (w *writer) formula(tex string, display bool) {
	tex = strings.Join(strings.Fields(strings.NewReplacer("<", `\lt `, "\n", " ").Replace(tex)), " ")
	if tex == "" {
		return
	}
	mark := "$"
	if display {
		mark = "$$"
	}
	w.push(token{kind: tokenVerbatim, text: mark + tex + mark})
}
