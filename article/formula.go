package article

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/frontmatter"
)

// formulaKeys are the header keys by which themes and plugins load MathJax or KaTeX.
var formulaKeys = map[string]bool{
	"math":       true, // Hugo (PaperMod, LoveIt), Hexo (NexT), Chirpy
	"mathjax":    true, // Hexo (NexT, Fluid), Jekyll, Hugo (Even)
	"katex":      true, // Hexo, Hugo, Zola
	"use_math":   true, // Jekyll (Minimal Mistakes)
	"usemathjax": true, // Jekyll
	"use_katex":  true, // Jekyll
	"latex":      true, // Hugo
}

// loadsFormulas tells whether something turns $…$ in the article into formulas: the
// header says so, or the body loads MathJax or KaTeX.
func (c *conversion) loadsFormulas() bool {
	if i := bytes.IndexByte(c.block.Body, '$'); i < 0 || bytes.IndexByte(c.block.Body[i+1:], '$') < 0 {
		return false
	}
	if c.header != nil && asksForFormulas(c.header) {
		return true
	}
	if !namesFormulas(c.block.Body) {
		return false
	}
	for n := range c.root.Descendants() {
		if n.Type == html.ElementNode && (n.DataAtom == atom.Script || n.DataAtom == atom.Link) && namesFormulaScript(n) {
			return true
		}
	}
	return false
}

// namesFormulas tells whether MathJax or KaTeX is named anywhere.
func namesFormulas(src []byte) bool {
	return holdsName(src, "MathJax", 'J') || holdsName(src, "mathjax", 'j') || holdsName(src, "katex", 'x') || holdsName(src, "renderMathInElement", 'I')
}

// holdsName tells whether a name with a rare letter in it, which is what is looked
// for, stands anywhere.
func holdsName(src []byte, name string, rare byte) bool {
	at := strings.IndexByte(name, rare)
	for i := at; i < len(src); i++ {
		k := bytes.IndexByte(src[i:], rare)
		if k < 0 {
			return false
		}
		if i += k; bytes.HasPrefix(src[i-at:], []byte(name)) {
			return true
		}
	}
	return false
}

func asksForFormulas(header *frontmatter.Document) bool {
	for _, key := range header.Keys() {
		if !formulaKeys[strings.ToLower(key)] {
			continue
		}
		switch value, _ := header.Get(key); v := value.(type) {
		case bool:
			return v
		case string:
			return v != "" && v != "false"
		}
	}
	return false
}

// namesFormulaScript tells whether a script or style sheet is one of MathJax or
// KaTeX, or sets them up.
func namesFormulaScript(n *html.Node) bool {
	if strings.HasPrefix(attribute(n, "type"), "math/tex") {
		return false // a formula
	}
	address := strings.ToLower(attribute(n, "src") + attribute(n, "href"))
	text := textContent(n)
	return strings.Contains(address, "mathjax") || strings.Contains(address, "katex") ||
		strings.Contains(text, "MathJax") || strings.Contains(text, "renderMathInElement")
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
