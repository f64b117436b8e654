package formula

import (
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// What MathJax and KaTeX draw, where nothing else is left of a formula, is read back
// to MathML: https://docs.mathjax.org/en/latest/output/ and
// https://katex.org/docs/api.

// drawnTokens and drawnScripts are the elements of MathML whose drawing by MathJax
// 3 and 4 can be read.
var (
	drawnTokens  = dom.NameSet("mi mn mo mtext ms")
	drawnScripts = dom.NameSet("msub msup msubsup munder mover munderover")
	drawnGroups  = dom.NameSet("math mrow mstyle mpadded texatom merror semantics")
	drawnTables  = dom.NameSet("mtable mtr mtd")
)

// readDrawing reads what MathJax drew, as SVG or by a font, or KaTeX in HTML, back
// to MathML. nil if a part of it cannot be read.
func readDrawing(n *html.Node) *html.Node {
	math := dom.NewElement(atom.Math)
	read := false
	for d := range n.Descendants() {
		if drawnKind(d) == "math" {
			read = readDrawn(d, math)
			break
		}
		if dom.HasClass(d, "katex-html") {
			read = readKaTeX(d, math)
			break
		}
	}
	if !read || math.FirstChild == nil {
		return nil
	}
	return math
}

// drawnKind is the element of MathML that an element draws, "" if none.
func drawnKind(n *html.Node) string {
	if n.Type != html.ElementNode {
		return ""
	}
	if kind := dom.Attr(n, "data-mml-node"); kind != "" {
		return strings.ToLower(kind)
	}
	if kind, ok := strings.CutPrefix(n.Data, "mjx-"); ok && (kind == "math" || drawnTokens[kind] || drawnScripts[kind] || drawnGroups[kind] || drawnTables[kind] || kind == "mfrac" || kind == "msqrt" || kind == "mroot") {
		return kind
	}
	return ""
}

// readDrawn appends what is drawn under n to parent, and tells whether it could be
// read.
func readDrawn(n, parent *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && !readOne(c, parent) {
			return false
		}
	}
	return true
}

// readOne appends what n draws to parent.
func readOne(n, parent *html.Node) bool {
	kind := drawnKind(n)
	switch {
	case n.Data == "mjx-assistive-mml":
		return true
	case kind == "", drawnGroups[kind]:
		return readDrawn(n, parent)
	case drawnTokens[kind]:
		parent.AppendChild(newToken(kind, drawnText(n)))
		return true
	case drawnTables[kind]:
		element := newMathML(kind)
		parent.AppendChild(element)
		return readDrawn(n, element)
	case drawnScripts[kind], kind == "mfrac", kind == "msqrt":
		element := newMathML(kind)
		parent.AppendChild(element)
		return readParts(n, element)
	}
	return false
}

// readParts reads the arguments of an element. The upper script is drawn before the
// lower one.
func readParts(n, element *html.Node) bool {
	if element.Data == "msqrt" {
		group := newMathML("mrow")
		return readDrawn(n, group) && moveRoot(group, element)
	}
	parts := limitParts(n)
	if parts == nil {
		if parts = drawnParts(n); len(parts) == 3 {
			parts[1], parts[2] = parts[2], parts[1]
		}
	}
	want := 2
	if element.Data == "msubsup" || element.Data == "munderover" {
		want = 3
	}
	if len(parts) != want {
		return false
	}
	for _, part := range parts {
		row := newMathML("mrow")
		element.AppendChild(row)
		if !readOne(part, row) {
			return false
		}
	}
	return true
}

// limitParts are the base, the lower and the upper limit that MathJax stacks by a
// font, nil if n is no stack.
func limitParts(n *html.Node) (parts []*html.Node) {
	for _, name := range []string{"mjx-base", "mjx-under", "mjx-over"} {
		for d := range n.Descendants() {
			if d.Data == name {
				parts = append(parts, d)
				break
			}
		}
	}
	return parts
}

// moveRoot moves the radicand of a root, which is drawn beside its sign.
func moveRoot(group, element *html.Node) bool {
	for c := group.FirstChild; c != nil; c = group.FirstChild {
		group.RemoveChild(c)
		if c.Data == "mo" && strings.HasPrefix(dom.TextOf(c), "√") {
			continue
		}
		element.AppendChild(c)
	}
	return true
}

// drawnParts are the nearest elements under n that draw one of MathML.
func drawnParts(n *html.Node) (parts []*html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if drawnKind(c) != "" {
			parts = append(parts, c)
		} else {
			parts = append(parts, drawnParts(c)...)
		}
	}
	return parts
}

// newMathML is an element of MathML.
func newMathML(name string) *html.Node { return &html.Node{Type: html.ElementNode, Data: name} }

// alphabets are the mathematical letters of Unicode as variants of plain ones.
var alphabets = []struct {
	first, last rune
	variant     string
}{
	{0x1d400, 0x1d433, "bold"}, {0x1d468, 0x1d49b, "bold-italic"}, {0x1d49c, 0x1d503, "script"}, {0x1d504, 0x1d537, "fraktur"},
	{0x1d538, 0x1d56b, "double-struck"}, {0x1d5a0, 0x1d5d3, "sans-serif"}, {0x1d670, 0x1d6a3, "monospace"}, {0x1d7ce, 0x1d7d7, "bold"},
	{0x2102, 0x2102, "double-struck"}, {0x210d, 0x210d, "double-struck"}, {0x2115, 0x2115, "double-struck"}, {0x2119, 0x211a, "double-struck"},
	{0x211d, 0x211d, "double-struck"}, {0x2124, 0x2124, "double-struck"}, {0x210b, 0x210b, "script"}, {0x2112, 0x2112, "script"}, {0x2130, 0x2131, "script"},
}

// newToken is a token of MathML; letters of mathematical alphabets become plain ones
// in a variant, as MathML has them.
func newToken(kind, text string) *html.Node {
	token := dom.Enclose(newMathML(kind), dom.NewText(norm.NFKC.String(text)))
	for _, r := range text {
		for _, alphabet := range alphabets {
			if r >= alphabet.first && r <= alphabet.last {
				dom.SetAttr(token, "mathvariant", alphabet.variant)
			}
		}
	}
	return token
}

// drawnText is the text of a drawn token: each character stands in a class such as
// mjx-c1D465, or in the data or the reference of a glyph.
func drawnText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.Type != html.ElementNode:
		case d.Data == "mjx-c":
			for class := range strings.FieldsSeq(dom.Attr(d, "class")) {
				if code, ok := strings.CutPrefix(class, "mjx-c"); ok {
					writeCode(&b, code)
				}
			}
		case d.Data == "use" || d.Data == "path":
			code := dom.Attr(d, "data-c")
			if code == "" {
				for _, a := range d.Attr {
					if a.Key == "href" || a.Key == "xlink:href" {
						code = a.Val[strings.LastIndexByte(a.Val, '-')+1:]
					}
				}
			}
			writeCode(&b, code)
		}
	}
	return b.String()
}

func writeCode(b *strings.Builder, hex string) {
	if code, err := strconv.ParseUint(hex, 16, 21); err == nil {
		b.WriteRune(rune(code))
	}
}

// katexTokens are the classes of what KaTeX writes as one symbol.
var katexTokens = sync.OnceValue(func() map[string]string {
	return map[string]string{"mord": "mi", "mbin": "mo", "mrel": "mo", "mopen": "mo", "mclose": "mo", "mpunct": "mo", "mop": "mi", "minner": "mo", "amsrm": "mi", "mathnormal": "mi"}
})

// katexVariants are its classes for fonts.
var katexVariants = sync.OnceValue(func() map[string]string {
	return map[string]string{"mathbf": "bold", "mathbb": "double-struck", "mathcal": "script", "mathfrak": "fraktur", "mathsf": "sans-serif", "mathtt": "monospace", "boldsymbol": "bold-italic", "mathrm": "normal"}
})

// readKaTeX appends what KaTeX drew under n to parent: symbols, scripts and
// fractions. It tells whether that was all.
func readKaTeX(n, parent *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		class := dom.Attr(c, "class")
		switch {
		case c.Type == html.TextNode:
			if !readSymbols(n, c.Data, parent) {
				return false
			}
		case dom.HasClass(c, "msupsub"):
			if !readKaTeXScripts(c, parent) {
				return false
			}
		case dom.HasClass(c, "mfrac"):
			rows := stackRows(c)
			if len(rows) != 3 { // denominator, line, numerator
				return false
			}
			fraction := newMathML("mfrac")
			parent.AppendChild(fraction)
			for _, row := range []*html.Node{rows[2], rows[0]} {
				group := newMathML("mrow")
				fraction.AppendChild(group)
				if !readKaTeX(row, group) {
					return false
				}
			}
		case dom.HasClass(c, "strut"), dom.HasClass(c, "mspace"), dom.HasClass(c, "pstrut"), dom.HasClass(c, "nulldelimiter"), dom.HasClass(c, "vlist-s"):
		case strings.Contains(class, "vlist"), strings.Contains(class, "sqrt"), strings.Contains(class, "accent"), strings.Contains(class, "op-limits"),
			strings.Contains(class, "mtable"), strings.Contains(class, "stretchy"), c.Data == "svg":
			return false
		case !readKaTeX(c, parent):
			return false
		}
	}
	return true
}

// readSymbols appends the text of an element of KaTeX as one token.
func readSymbols(n *html.Node, text string, parent *html.Node) bool {
	if text = strings.Map(keepVisible, text); strings.TrimSpace(text) == "" {
		return true
	}
	kind, variant := "mi", ""
	for class := range strings.FieldsSeq(dom.Attr(n, "class")) {
		if k, ok := katexTokens()[class]; ok {
			kind = k
		}
		variant += katexVariants()[class]
	}
	if dom.HasClass(n.Parent, "text") || dom.HasClass(n, "text") {
		kind = "mtext"
	}
	if strings.Trim(text, "0123456789.") == "" {
		kind = "mn"
	}
	token := newToken(kind, text)
	if variant != "" && variant != "normal" {
		dom.SetAttr(token, "mathvariant", variant)
	}
	parent.AppendChild(token)
	return true
}

// readKaTeXScripts makes the base of what parent holds last, and scripts of what is
// stacked behind it: from below, and with a second table if there is a lower one.
func readKaTeXScripts(n, parent *html.Node) bool {
	rows := stackRows(n)
	base := parent.LastChild
	if base == nil || len(rows) == 0 || len(rows) > 2 {
		return false
	}
	name := "msup"
	for d := range n.Descendants() {
		if dom.HasClass(d, "vlist-t2") {
			name = "msub"
			break
		}
	}
	if len(rows) == 2 {
		name = "msubsup"
	}
	element := newMathML(name)
	parent.RemoveChild(base)
	element.AppendChild(base)
	parent.AppendChild(element)
	for _, row := range rows {
		group := newMathML("mrow")
		element.AppendChild(group)
		if !readKaTeX(row, group) {
			return false
		}
	}
	return true
}

// stackRows are the rows of the first stack of KaTeX under n, from below.
func stackRows(n *html.Node) (rows []*html.Node) {
	for d := range n.Descendants() {
		if !dom.HasClass(d, "vlist") {
			continue
		}
		for row := range d.ChildNodes() {
			if row.Type == html.ElementNode {
				rows = append(rows, row)
			}
		}
		return rows
	}
	return nil
}
