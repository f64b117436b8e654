package formula

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/rules"
)

// IsAttribute tells whether an attribute may say that its element is a formula.
func IsAttribute(key string) bool { return texAttributes[key] || key == "data-math-style" }

// texAttributes hold the TeX of a formula.
var texAttributes = dom.NameSet(`
	data-tex
	data-latex
	data-math
	data-katex
	data-formula
	data-equation-content
	data-value`)

// data-tex is Zhihu's; data-latex that of MathJax 4, Notion's exports and MathQuill;
// data-math and data-katex those of editors; data-formula that of WeChat's;
// data-equation-content Canvas'; data-value Quill's, with the class ql-formula.

// texHosts are the elements that may carry such an attribute.
var texHosts = dom.AtomSet(atom.Span, atom.Div, atom.P, atom.Img, atom.Math, atom.Section, atom.Figure, atom.Svg, 0)

// writtenTeX is the TeX that n holds as its text, "" if it is none that a script
// has yet to draw: GitHub's math-renderer, GitLab's code of the class js-render-math.
func writtenTeX(n *html.Node) string {
	isCode := n.DataAtom == atom.Code || n.DataAtom == atom.Pre
	if n.Data != "math-renderer" && !(isCode && dom.HasClass(n, "js-render-math")) || !isTextOnly(n) {
		return ""
	}
	return bareTeX(dom.TextOf(n))
}

func isTextOnly(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if c.Type != html.TextNode {
			return false
		}
	}
	return true
}

// attributeTeX is the TeX in the attributes of n, "" if there is none.
func attributeTeX(n *html.Node) string {
	if !texHosts[n.DataAtom] {
		return ""
	}
	for _, a := range n.Attr {
		switch {
		case !strings.HasPrefix(a.Key, "data-") || !texAttributes[a.Key], a.Key == "data-value" && !dom.HasClass(n, "ql-formula"):
		case isTeX(a.Val) || a.Key == "data-tex" && strings.TrimSpace(a.Val) != "":
			return bareTeX(a.Val)
		}
	}
	return ""
}

// isTeX tells whether s is more likely TeX than the value of a setting.
func isTeX(s string) bool {
	s = strings.TrimSpace(s)
	switch s {
	case "", "true", "false", "inline", "block", "display":
		return false
	}
	return !strings.HasPrefix(s, `{"`) && (len(s) <= 3 || strings.ContainsAny(s, `\^_{=+-*/<>()|`))
}

// texMarks are what stands around TeX in attributes.
var texMarks = [][2]string{{`\(`, `\)`}, {`\[`, `\]`}, {"$$", "$$"}, {"$", "$"}}

// bareTeX is TeX without the marks around it.
func bareTeX(s string) string {
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(s), "LaTeX:"))
	for _, marks := range texMarks {
		if inner, ok := strings.CutPrefix(s, marks[0]); ok && strings.HasSuffix(inner, marks[1]) {
			return strings.TrimSpace(strings.TrimSuffix(inner, marks[1]))
		}
	}
	return s
}

// New is a math element annotated with its TeX.
func New(tex string, display bool) *html.Node {
	annotation := dom.NewElement(atom.Annotation, "encoding", "application/x-tex")
	annotation.AppendChild(dom.NewText(tex))
	return dom.Enclose(asDisplay(dom.NewElement(atom.Math), display), annotation)
}

func asDisplay(math *html.Node, display bool) *html.Node {
	if display {
		dom.SetAttr(math, "display", "block")
	}
	return math
}

// formulaClasses are the classes of what KaTeX, MathJax and MediaWiki draw.
var formulaClasses = dom.NameSet(`katex katex-display katex-mathml katex-html
	MathJax MathJax_Preview MathJax_Display MathJax_SVG MathJax_SVG_Display MathJax_CHTML MathJax_MathML MJXc-display mjx-chtml mwe-math-element`)

// formulaClass is the first of formulaClasses that n bears, "" if none.
func formulaClass(n *html.Node) string {
	for class := range strings.FieldsSeq(dom.Attr(n, "class")) {
		if formulaClasses[class] {
			return class
		}
	}
	if n.DataAtom == 0 && n.Data == "mjx-container" {
		return n.Data
	}
	return ""
}

// MayHaveClass tells whether a class may be one of KaTeX, MathJax or MediaWiki, whose
// markup is not to be touched.
func MayHaveClass(class string) bool {
	return strings.Contains(class, "katex") || strings.Contains(class, "MathJax") || strings.Contains(class, "MJX") || strings.Contains(class, "mwe-math")
}

// IsScript tells whether a script holds the TeX of a formula (MathJax 2).
func IsScript(n *html.Node) bool {
	return strings.HasPrefix(strings.ToLower(dom.Attr(n, "type")), "math/tex")
}

// Take puts a math element in place of n, or of a block in its place, if n is a
// formula, and tells whether it was. What cannot be read becomes the text that is
// left of it: lost, nil if all was read.
func Take(n *html.Node) (taken bool, lost *html.Node) {
	if strings.HasSuffix(n.Data, ":math") {
		unprefix(n)
		return false, nil
	}
	if tex := dom.FirstNonEmpty(attributeTeX(n), writtenTeX(n)); tex != "" {
		putFormula(n, New(tex, isDisplay(n)))
		return true, nil
	}
	class := formulaClass(n)
	switch {
	case class == "":
		return false, nil
	case class == "MathJax_Preview":
		if next := dom.SkipBlank(n.NextSibling); next != nil && (IsScript(next) || formulaClass(next) != "") {
			n.Parent.RemoveChild(n)
			return true, nil
		}
		return false, nil
	case isScriptNext(n):
		n.Parent.RemoveChild(n) // the script holds the TeX
		return true, nil
	}
	if found := formulaUnder(n); found != nil {
		if found.Parent != nil {
			found.Parent.RemoveChild(found)
		}
		if found.DataAtom == atom.Math {
			asDisplay(found, isDisplay(n))
		}
		putFormula(n, found)
		return true, nil
	}
	return takeDrawn(n)
}

// putFormula puts a formula in place of n, in a block if n was one.
func putFormula(n, formula *html.Node) {
	if dom.IsInline(n) || n.DataAtom == 0 || n.DataAtom == atom.Svg {
		dom.Replace(n, formula)
		return
	}
	block := dom.NewElement(atom.Div)
	dom.Replace(n, block)
	block.AppendChild(formula)
}

// unprefix takes the prefix of a namespace from the elements of a formula, as
// XHTML has it.
func unprefix(n *html.Node) {
	prefix, _, _ := strings.Cut(n.Data, ":")
	for d := range n.Descendants() {
		if d.Type == html.ElementNode {
			d.Data = strings.TrimPrefix(d.Data, prefix+":")
		}
	}
	n.Data, n.DataAtom = "math", atom.Math
}

// isDisplay tells whether a formula stands in a line of its own.
func isDisplay(n *html.Node) bool {
	class := dom.Attr(n, "class")
	return n.DataAtom == atom.Div || n.DataAtom == atom.P || n.DataAtom == atom.Section || n.DataAtom == atom.Figure ||
		strings.Contains(class, "isplay") || strings.Contains(class, "math-block") ||
		dom.Attr(n, "data-math-style") == "display" || dom.HasClass(n, "js-display-math") ||
		dom.Attr(n, "display") == "true" || dom.Attr(n, "display") == "block" || dom.Attr(n, "data-display") == "block" || dom.Attr(n, "data-display") == "true"
}

// isScriptNext tells whether MathJax' script with the TeX stands behind n.
func isScriptNext(n *html.Node) bool {
	for next := dom.SkipBlank(n.NextSibling); next != nil; next = dom.SkipBlank(next.NextSibling) {
		if next.DataAtom == atom.Script {
			return IsScript(next)
		}
		if next.Type != html.ElementNode || formulaClass(next) == "" {
			return false
		}
	}
	return false
}

// formulaUnder is what under n says a formula without loss: the script of MathJax 2,
// MathML, if only in an attribute, or an attribute with TeX. nil if nothing does.
func formulaUnder(n *html.Node) *html.Node {
	var mathml string
	for d := n; d != nil; d = dom.NextWithin(d, n, false) {
		if d.Type != html.ElementNode {
			continue
		}
		switch {
		case d.DataAtom == atom.Math && d.FirstChild != nil, IsScript(d) && d.DataAtom == atom.Script:
			return d
		case d.Data == "mjx-math" || d.Data == "mjx-container":
			if tex := dom.Attr(d, "data-latex"); tex != "" {
				return New(tex, false)
			}
		}
		if mathml == "" {
			mathml = dom.Attr(d, "data-mathml")
		}
	}
	return parseMathML(mathml)
}

// parseMathML reads the MathML in an attribute.
func parseMathML(src string) *html.Node {
	if src == "" {
		return nil
	}
	nodes, err := html.ParseFragment(strings.NewReader(src), dom.NewElement(atom.Body))
	if err != nil {
		return nil
	}
	for _, n := range nodes {
		for d := n; d != nil; d = dom.NextWithin(d, n, false) {
			if d.DataAtom == atom.Math {
				return d
			}
		}
	}
	return nil
}

// takeDrawn is [Take] for a formula of which there is nothing but what is drawn.
func takeDrawn(n *html.Node) (taken bool, lost *html.Node) {
	if math := readDrawing(n); math != nil {
		putFormula(n, asDisplay(math, isDisplay(n)))
		return true, nil
	}
	for d := range n.Descendants() {
		if img := d; img.DataAtom == atom.Img { // MediaWiki's picture
			if tex := bareTeX(dom.Attr(img, "alt")); tex != "" {
				dom.Replace(n, New(tex, isDisplay(n)))
				return true, nil
			}
			return false, nil
		}
	}
	text := strings.Map(keepVisible, dom.TextOf(n))
	if text == "" {
		text = dom.Collapse(dom.FirstNonEmpty(dom.Attr(n, "aria-label"), dom.Attr(n, "data-semantic-speech")))
	}
	lost = dom.NewText(text)
	dom.Replace(n, lost)
	return true, lost
}

func keepVisible(r rune) rune {
	if r == '\u200b' || r == '\u2061' || r == '\u2062' || r == '\u2063' || r == '\ufeff' {
		return -1
	}
	return r
}

// TakeImage puts a math element in place of n if n is the picture of a formula,
// and tells whether it was.
func TakeImage(n *html.Node) bool {
	if tex := attributeTeX(n); tex != "" {
		dom.Replace(n, New(tex, false))
		return true
	}
	class := dom.Attr(n, "class")
	alt := bareTeX(dom.Attr(n, "alt"))
	tex := ""
	switch drawn, ok := rules.TeXPicture(dom.Attr(n, "src")); {
	case ok && isTeX(drawn):
		tex = bareTeX(drawn)
	case ok, dom.Attr(n, "eeimg") != "", dom.HasClass(n, "mwe-math-fallback-image-inline"), dom.HasClass(n, "mwe-math-fallback-image-display"):
		tex = alt
	case dom.HasClass(n, "latex"), dom.HasClass(n, "tex"), dom.HasClass(n, "texhtml"), dom.HasClass(n, "equation_image"), strings.Contains(class, "quicklatex"):
		if tex = alt; !isTeX(alt) {
			tex = ""
		}
	}
	if tex == "" {
		return false
	}
	dom.Replace(n, New(tex, strings.Contains(class, "display")))
	return true
}
