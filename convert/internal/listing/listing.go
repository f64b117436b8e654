// Package listing finds code in HTML: which elements hold it, its text without what
// highlighters put around it, and its language.
package listing

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// HoldsMoreThanCode tells whether a pre holds what code cannot: an image, a table,
// paragraphs with links, or another pre beside other blocks. Such a pre was left
// open by mistake and swallowed a part of the article.
func HoldsMoreThanCode(n *html.Node) bool {
	paragraphs, links, blocks, nested := false, false, false, false
	wrapper := dom.HasAnyClass(n, codeWrappers)
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.Img:
			if !wrapper {
				return true
			}
		case atom.Table:
			if !wrapper && !dom.HasAnyClass(d, codeWrappers) && !isCodeGrid(d) {
				return true
			}
		case atom.Pre:
			nested = nested || !wrapper && !isInGrid(d, n)
		case atom.P:
			paragraphs = true
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote:
			blocks = true
		case atom.A:
			links = links || dom.Attr(d, "href") != ""
		}
	}
	return paragraphs && links || nested && (paragraphs || blocks)
}

// isInGrid tells whether a pre in a pre stands in a table with the line numbers.
func isInGrid(pre, box *html.Node) bool {
	for p := pre.Parent; p != nil && p != box; p = p.Parent {
		if p.DataAtom == atom.Table {
			return true
		}
	}
	return false
}

// isCodeGrid tells whether a table in a pre has line numbers in its first column
// and code in the second.
func isCodeGrid(table *html.Node) bool {
	rows := 0
	for d := range table.Descendants() {
		if d.DataAtom != atom.Tr {
			continue
		}
		var cells []*html.Node
		for c := d.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
				cells = append(cells, c)
			}
		}
		if len(cells) != 2 || strings.Trim(dom.TextOf(cells[0]), "0123456789 \t\r\n") != "" {
			return false
		}
		rows++
	}
	return rows > 0
}

// codeWrappers are classes of elements around code that add line numbers, a
// toolbar or a caption, and who writes them.
var codeWrappers = map[string]bool{
	"syntaxhighlighter":      true, // SyntaxHighlighter 3
	"CodeRay":                true, // CodeRay
	"highlighttable":         true, // Pygments, Hexo
	"codehilitetable":        true, // Python-Markdown
	"rouge-table":            true, // Rouge
	"lntable":                true, // Hugo's Chroma
	"js-file-line-container": true, // gist
}

// IsWrapper tells whether n is a block that holds nothing but code.
func IsWrapper(n *html.Node) bool {
	return n.DataAtom == atom.Figure && dom.HasClass(n, "highlight") || dom.HasAnyClass(n, codeWrappers) || hasPreLines(n)
}

// Caption is the caption in a code wrapper, nil if there is none.
func Caption(n *html.Node) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == atom.Figcaption || d.DataAtom == atom.Caption {
			return d
		}
	}
	return nil
}

// hasPreLines tells whether n holds a listing with a pre for each line, as
// plugins of Windows Live Writer write it: with the class csharpcode, or with an
// element for the number that each line begins with:
// <div><pre><span>   1:</span> code</pre><pre><span>   2:</span> …
func hasPreLines(n *html.Node) bool {
	first := n.FirstChild
	for first != nil && first.Type != html.ElementNode {
		first = first.NextSibling
	}
	if first == nil || first.DataAtom != atom.Pre {
		return false
	}
	lines, numbered := 0, true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && c.DataAtom == atom.Pre:
			if HoldsMoreThanCode(c) {
				return false
			}
			lines++
			if numbered = numbered && lineNumber(c.FirstChild) == lines; !numbered && !dom.HasClass(n, "csharpcode") {
				return false
			}
		case c.Type == html.ElementNode, c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			return false
		}
	}
	return lines > 1
}

// lineNumber is the number in an element such as <span>   1:</span>, 0 if it
// holds anything else.
func lineNumber(n *html.Node) int {
	if n == nil || n.DataAtom != atom.Span || n.FirstChild == nil || n.FirstChild != n.LastChild {
		return 0
	}
	digits, ok := strings.CutSuffix(strings.TrimSpace(n.FirstChild.Data), ":")
	number, err := strconv.Atoi(digits)
	if !ok || err != nil {
		return 0
	}
	return number
}

// NumberColumns are classes of what stands beside code: its line numbers.
var NumberColumns = map[string]bool{
	"gutter":                               true, // Hexo, SyntaxHighlighter, Rouge
	"line-numbers":                         true, // CodeRay
	"linenos":                              true, // Pygments
	"lineno":                               true, // Pygments
	"lnum":                                 true, // csharpcode
	"rouge-gutter":                         true, // Rouge
	"blob-num":                             true, // gist
	"line-numbers-rows":                    true, // Prism
	"hljs-ln-numbers":                      true, // highlightjs-line-numbers
	"ln":                                   true, // Chroma
	"lnt":                                  true, // Chroma
	"enlighter-toolbar":                    true, // EnlighterJS
	"toolbar":                              true, // SyntaxHighlighter
	"copy-btn":                             true, // copy buttons of many themes
	"crayon-nums":                          true, // Crayon
	"crayon-toolbar":                       true, // Crayon
	"line-number":                          true, // various
	"code-toolbar-button":                  true, // various
	"linenumber":                           true, // react-syntax-highlighter
	"linenodiv":                            true, // Pygments, a table
	"hljs-ln-n":                            true, // highlightjs-line-numbers
	"react-syntax-highlighter-line-number": true, // react-syntax-highlighter
	"line-numbers-wrapper":                 true, // VitePress
	"code-snippet__line-index":             true, // WeChat
	"pre-numbering":                        true, // CSDN
}

// Source is the part of n that holds the code, without line numbers.
func Source(n *html.Node) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.Td && dom.HasClass(d, "code") {
			return d
		}
	}
	return n
}

// WriteText writes the text of the code that n holds.
func WriteText(b *bytes.Buffer, n *html.Node) {
	if !hasPreLines(n) {
		preText(b, n.FirstChild)
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Pre {
			preLine(b, c.FirstChild)
			b.WriteByte('\n')
		}
	}
}

// preLine writes a line without its number and the space that parts the two.
func preLine(b *bytes.Buffer, first *html.Node) {
	if lineNumber(first) == 0 {
		preText(b, first)
		return
	}
	var line bytes.Buffer
	preText(&line, first.NextSibling)
	code := line.Bytes()
	if strings.HasSuffix(first.FirstChild.Data, ":") {
		code = bytes.TrimPrefix(code, []byte(" "))
	}
	b.Write(code)
}

// preText writes the text of code from node c on: line numbers left out, a br
// is a line break, and so are the edges of lines that are elements of their own.
func preText(b *bytes.Buffer, c *html.Node) {
	for ; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode, c.Type == html.RawNode:
			if !isTablePart(c.Parent) && !isAroundPre(c) {
				b.WriteString(c.Data)
			}
		case c.Type != html.ElementNode || isNumberColumn(c):
		case c.DataAtom == atom.Br:
			b.WriteByte('\n')
			if s := c.NextSibling; s != nil && s.Type == html.TextNode && strings.HasPrefix(s.Data, "\n") {
				b.WriteString(s.Data[1:]) // importers write "<br>\n" for one line break
				c = s
			}
		case c.DataAtom == atom.Script || c.DataAtom == atom.Style || c.DataAtom == atom.Button || c.DataAtom == atom.Svg:
		case c.DataAtom == atom.Figcaption || c.DataAtom == atom.Caption:
		case IsLineElement(c):
			endLine(b)
			start := b.Len()
			preText(b, c.FirstChild)
			if b.Len() == start && dom.HasAnyClass(c, LineClasses) {
				b.WriteByte('\n')
			}
			if c.NextSibling != nil {
				endLine(b)
			}
		default:
			preText(b, c.FirstChild)
		}
	}
}

// isTablePart tells whether text in n is but white space between cells.
func isTablePart(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Colgroup:
		return true
	}
	return false
}

// isAroundPre tells whether text is white space beside a pre in a cell.
func isAroundPre(text *html.Node) bool {
	if text.Parent.DataAtom != atom.Td || strings.TrimSpace(text.Data) != "" {
		return false
	}
	for s := text.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s.DataAtom == atom.Pre {
			return true
		}
	}
	return text.PrevSibling == nil && text.NextSibling == nil
}

// endLine ends the line that b holds the beginning of, if any.
func endLine(b *bytes.Buffer) {
	if text := b.Bytes(); len(text) > 0 && text[len(text)-1] != '\n' {
		b.WriteByte('\n')
	}
}

// IsLineElement tells whether n is one line of code: a block, or one of several of
// their kind side by side.
func IsLineElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.P, atom.Li, atom.Tr, atom.Pre:
		return true
	case atom.Code:
		return n.Parent != nil && n.Parent.DataAtom == atom.Pre && isCodeLine(n)
	case atom.Td:
		return false
	}
	if style := dom.Attr(n, "style"); style != "" && strings.Contains(strings.ReplaceAll(style, " ", ""), "display:block") {
		return true
	}
	return dom.HasAnyClass(n, LineClasses) && beside(n, func(s *html.Node) bool { return dom.HasAnyClass(s, LineClasses) })
}

// LineClasses are classes of elements that hold a line of code each, without the
// line end.
var LineClasses = map[string]bool{
	"line":                          true, // Shiki, Hexo, rehype-pretty-code
	"token-line":                    true, // prism-react-renderer
	"code-line":                     true, // various
	"view-line":                     true, // Monaco
	"hljs-ln-line":                  true, // highlightjs-line-numbers
	"code-block-extension-codeLine": true, // Juejin
}

// isCodeLine tells whether a code is one of several in a pre that hold a line each
// (WeChat): nothing stands between them.
func isCodeLine(n *html.Node) bool {
	for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s.Type == html.TextNode && s.Data != "" || s.Type == html.ElementNode && s.DataAtom != atom.Code {
			return false
		}
	}
	return n.Parent.FirstChild != n.Parent.LastChild
}

// beside tells whether the element before or behind n is one that is looked for,
// with no text between them.
func beside(n *html.Node, is func(*html.Node) bool) bool {
	for _, s := range [2]*html.Node{n.PrevSibling, n.NextSibling} {
		if s != nil && s.Type == html.ElementNode && is(s) {
			return true
		}
	}
	return false
}

// isNumberColumn tells whether n is what stands beside code: by its class, or
// since it is a number that nobody can select.
func isNumberColumn(n *html.Node) bool {
	if len(n.Attr) == 0 {
		return false
	}
	if dom.HasAnyClass(n, NumberColumns) {
		return true
	}
	if !strings.Contains(dom.Attr(n, "style"), "user-select") && !strings.Contains(dom.Attr(n, "class"), "line") && !dom.HasAttr(n, "data-line-number") {
		return false
	}
	text := strings.TrimSpace(dom.TextOf(n))
	return strings.Trim(text, "0123456789") == "" && (text != "" || !dom.HasAnyClass(n, LineClasses) && n.FirstChild == nil)
}

// In is the element with the code if n is a listing, a pre or a wrapper of
// one, and its caption if it has one; nil if n is none.
func In(n *html.Node) (source, caption *html.Node) {
	switch {
	case n.DataAtom == atom.Pre:
		if HoldsMoreThanCode(n) {
			return nil, nil
		}
		return n, nil
	case n.DataAtom == atom.Table:
		return Table(n), nil
	case dom.IsGroup(n.DataAtom) && len(n.Attr) > 0 && IsWrapper(n):
		return n, Caption(n)
	}
	return nil, nil
}

// Text is the code of a listing, without the line end at its end.
func Text(source *html.Node) string {
	var b bytes.Buffer
	WriteText(&b, Source(source))
	return string(bytes.TrimSuffix(NormalCode(b.Bytes()), []byte("\n")))
}

// Table is the cell that holds code, of a table that puts line numbers
// beside it; nil if n is none.
func Table(n *html.Node) *html.Node {
	if dom.HasAnyClass(n, codeWrappers) || n.Parent != nil && dom.HasAnyClass(n.Parent, codeWrappers) || isCodeGrid(n) && holdsNumberCell(n) {
		return n
	}
	return nil
}

// holdsNumberCell tells whether a cell of a table is for line numbers.
func holdsNumberCell(table *html.Node) bool {
	for d := range table.Descendants() {
		if d.DataAtom == atom.Td && dom.HasAnyClass(d, NumberColumns) {
			return true
		}
	}
	return false
}

// CodeSpaces turns the white space of code into that of a text file.
var CodeSpaces = strings.NewReplacer("\u00a0", " ", "\r\n", "\n", "\r", "\n")

// NormalCode is text with that white space; itself where there is none other.
func NormalCode(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 && !bytes.Contains(text, []byte("\u00a0")) {
		return text
	}
	return []byte(CodeSpaces.Replace(string(text)))
}
