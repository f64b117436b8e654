package extract

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// codeBox makes a pre of an element that is shown like one.
func (c *cleaner) codeBox(n *html.Node) {
	switch {
	case c.preformatted > 0 || n.DataAtom == atom.Pre || n.DataAtom == atom.Body:
	case dom.HasClass(n, "crayon-syntax"):
		c.crayon(n)
	case n.DataAtom == atom.Code && findBreak(n) == nil: // SMF writes inline code so too
	default:
		c.Making(atom.Pre, n)
		dropBetweenLines(n)
		n.Data, n.DataAtom = "pre", atom.Pre
	}
}

// dropBetweenLines removes the white space between the lines of a box of code that
// are blocks: it did not show there, and would be lines in a pre.
func dropBetweenLines(box *html.Node) {
	for child := box.FirstChild; child != nil; {
		next := child.NextSibling
		before := child.PrevSibling
		if dom.IsBlank(child) && (before == nil || before.DataAtom == atom.Div) && (next == nil || next.DataAtom == atom.Div) && before != next {
			box.RemoveChild(child)
		}
		child = next
	}
}

// isBlockOfCode tells whether a code of several lines is all that the element around
// it holds: a listing without a pre (phpBB). What is to hold text alone holds none.
func isBlockOfCode(n *html.Node) bool {
	if n.Parent == nil || dom.InlineElements[n.Parent.DataAtom] || textHolders[n.Parent.DataAtom] || findBreak(n) == nil {
		return false
	}
	for s := range n.Parent.ChildNodes() {
		if s != n && !dom.IsBlank(s) {
			return false
		}
	}
	if first := n.FirstChild; first.Type == html.TextNode { // a pre has no line end at its beginning
		first.Data = strings.TrimPrefix(first.Data, "\n")
	}
	return true
}

// textHolders hold no listing, in Markdown at least.
var textHolders = map[atom.Atom]bool{atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Td: true, atom.Th: true, atom.Dt: true, atom.Caption: true, atom.Figcaption: true, atom.Summary: true}

// dropButtons takes away what copies the code of a listing when it is clicked.
func (c *cleaner) dropButtons(pre *html.Node) {
	var found []*html.Node
	for d := range pre.Descendants() {
		if d.Type == html.ElementNode && dom.HasAttr(d, "onclick") && isCodeLabel(dom.TextOf(d)) {
			found = append(found, d)
		}
	}
	for _, d := range found {
		c.removeNoise(d, "copy")
	}
}

func findBreak(n *html.Node) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == atom.Br {
			return d
		}
	}
	return nil
}

// crayon makes one listing of what Crayon writes twice, as a table and, for
// copying, in a textarea.
func (c *cleaner) crayon(n *html.Node) {
	var plain *html.Node
	language := ""
	for d := range n.Descendants() {
		switch {
		case d.Type != html.ElementNode:
		case d.DataAtom == atom.Textarea && dom.HasClass(d, "crayon-plain"):
			plain = d
		case dom.HasClass(d, "crayon-language"):
			language = strings.ToLower(dom.TextOf(d))
		}
	}
	if plain == nil || dom.IsHollow(plain) {
		return
	}
	plain.Parent.RemoveChild(plain)
	plain.Data, plain.DataAtom, plain.Attr = "pre", atom.Pre, nil
	if language != "" && !strings.ContainsAny(language, " \t") && language != "default" {
		dom.SetAttr(plain, "data-lang", language)
	}
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	n.Attr = nil
	n.AppendChild(plain)
}

// monospaceFonts are names in the style of an element that shows code.
var monospaceFonts = []string{"monospace", "courier", "consolas", "menlo", "monaco", "lucida console", "source code pro", "fira code", "sfmono"}

// keepLines makes a pre of a block whose white space counts and whose font is that
// of code, and line breaks of the line ends of any other.
func (c *cleaner) keepLines(n *html.Node) {
	style := dom.Attr(n, "style")
	if strings.Contains(style, "en-codeblock") { // Evernote
		c.codeBox(n)
		return
	}
	i := strings.Index(style, "white-space")
	if i < 0 || dom.InlineElements[n.DataAtom] || n.DataAtom == atom.Pre || n.DataAtom == atom.Body || c.preformatted > 0 {
		return
	}
	value := strings.TrimLeft(style[i+len("white-space"):], ": ")
	if !strings.HasPrefix(value, "pre") && !strings.HasPrefix(value, "break-spaces") {
		return
	}
	font := strings.ToLower(style)
	for _, name := range monospaceFonts {
		if strings.Contains(font, name) && !holdsBlock(n) {
			c.Making(atom.Pre, n)
			n.Data, n.DataAtom = "pre", atom.Pre
			return
		}
	}
	c.breakLines(n)
}

func holdsBlock(n *html.Node) bool {
	for d := range n.Descendants() {
		if ownBlocks[d.DataAtom] || d.DataAtom == atom.P || d.DataAtom == atom.Img {
			return true
		}
	}
	return false
}

// breakLines puts a br for each line end in the text of n.
func (c *cleaner) breakLines(n *html.Node) {
	var texts []*html.Node
	for d := range n.Descendants() {
		if d.Type == html.TextNode && strings.Contains(d.Data, "\n") && !dom.IsWhite(d.Data) && d.Parent.DataAtom != atom.Pre && d.Parent.DataAtom != atom.Script && d.Parent.DataAtom != atom.Style {
			texts = append(texts, d)
		}
	}
	for _, text := range texts {
		lines := strings.Split(text.Data, "\n")
		for i, line := range lines {
			if i > 0 {
				text.Parent.InsertBefore(dom.NewElement(atom.Br), text)
			}
			if line != "" {
				text.Parent.InsertBefore(dom.NewText(line), text)
			}
		}
		text.Parent.RemoveChild(text)
	}
}

// tidyListing takes out of a pre what its page put there beside the code: if it
// holds a code element, all blocks around that.
func (c *cleaner) tidyListing(pre *html.Node) {
	var code *html.Node
	if pre.FirstChild != pre.LastChild || pre.FirstChild != nil && pre.FirstChild.DataAtom != atom.Code {
		code = onlyCode(pre)
	}
	for n := code; n != nil && n != pre; n = n.Parent {
		for s := n.Parent.FirstChild; s != nil; {
			next := s.NextSibling
			if s != n && s.Type == html.ElementNode {
				c.takeLabel(s, pre)
			}
			s = next
		}
	}
	c.dropGutter(pre)
}

// onlyCode is the code element that holds all the text of a pre but labels in
// elements of their own, nil if there is none.
func onlyCode(pre *html.Node) (code *html.Node) {
	for d := range pre.Descendants() {
		switch {
		case d.DataAtom == atom.Code && d.Parent.DataAtom != atom.Code:
			if code != nil {
				return nil
			}
			code = d
		}
	}
	if code == nil {
		return nil
	}
	for n := code; n != pre; n = n.Parent {
		for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
			if s.Type == html.TextNode && !dom.IsWhite(s.Data) {
				return nil
			}
		}
	}
	return code
}

// takeLabel removes a label of a listing, beside its code; one that names its
// language is kept as such.
func (c *cleaner) takeLabel(label, pre *html.Node) {
	text := dom.TextOf(label)
	inline := dom.InlineElements[label.DataAtom]
	switch {
	case text == "" || inline && !isCodeLabel(text) || len(text) > maxLabel:
		return
	case dom.Attr(pre, "data-lang") == "":
		if language := languageIn(text); language != "" {
			dom.SetAttr(pre, "data-lang", language)
		}
	}
	c.removeNoise(label, "copy")
}

// maxLabel bounds the text of a label beside code, in bytes.
const maxLabel = 80

// labelWords are what the bars of listings say beside the name of a language.
var labelWords = dom.NameSet(`copy copied copied! code code: copy! to clipboard select all view raw expand collapse wrap toggle word run download
	plain text edit explain hide show lines line numbers open in new window fullscreen reload hosted with ❤ by github
	复制 复制代码 代码 复制成功 已复制 解读 运行 展开 收起 折叠 拷贝 拷贝代码 登录后复制 自动换行 代码解读 ai写代码 コピー コードをコピー 복사 코드 kopieren kopiert copier copié copiar copiado копировать скопировать код`)

// isCodeLabel tells whether all words of a text are those of a listing's bar.
func isCodeLabel(text string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		word = strings.Trim(word, "[](){}|·•:：…")
		if word != "" && !labelWords[word] && !listingLanguages[word] {
			return false
		}
	}
	return true
}

// languageIn is the language that a label names first, "" for none.
func languageIn(text string) string {
	word, _, _ := strings.Cut(strings.TrimSpace(strings.ToLower(text)), " ")
	if word = strings.Trim(word, "[](){}|·:"); listingLanguages[word] {
		return word
	}
	return ""
}

// listingLanguages are names of languages as the bars of listings show them.
var listingLanguages = dom.NameSet(`ada apache asm assembly awk bash basic batch c clojure cmake cobol console cpp c++ csharp c# css csv cuda d dart
	delphi diff django docker dockerfile elixir elm erlang fortran fsharp f# git go golang gradle graphql groovy haskell hcl html http ini java
	javascript jinja jinja2 js json json5 jsonc jsx julia kotlin latex less lisp log lua makefile markdown matlab mdx mermaid nginx nix objc objective-c
	objectivec ocaml pascal perl php plaintext postgresql powershell prisma prolog properties protobuf ps1 py python r rb regex ruby rust sass scala
	scheme scss sh shell solidity sql svelte swift tcl terminal terraform tex text toml ts tsx txt typescript vb vba verilog vhdl vim vue wasm xml
	yaml yml zig zsh`)

// listingBox takes the labels away that stand beside the only listing of a box.
func (c *cleaner) listingBox(box *html.Node) {
	var around *html.Node
	for child := range box.ChildNodes() {
		if child.Type == html.ElementNode && (child.DataAtom == atom.Pre || findPre(child) != nil) {
			if around != nil {
				return
			}
			around = child
		}
	}
	pre := findPre(box)
	if around == nil || pre == nil {
		return
	}
	for s := box.FirstChild; s != nil; {
		next := s.NextSibling
		if s != around && s.Type == html.ElementNode && !ownBlocks[s.DataAtom] && (s.DataAtom != atom.P || saysCopy(s)) {
			if text := dom.TextOf(s); text != "" && len(text) <= maxLabel && isCodeLabel(text) && !dom.HoldsContent(s) {
				c.takeLabel(s, pre)
			}
		}
		s = next
	}
}

// saysCopy tells whether a paragraph is a bar: it holds a link or button.
func saysCopy(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && (d.DataAtom == atom.A || d.DataAtom == atom.Button || dom.HasClass(d, "copy")) {
			return true
		}
	}
	return strings.Count(dom.TextOf(n), " ") > 0 && languageIn(dom.TextOf(n)) == ""
}

func findPre(n *html.Node) *html.Node {
	if n.DataAtom == atom.Pre {
		return n
	}
	for d := range n.Descendants() {
		if d.DataAtom == atom.Pre {
			return d
		}
	}
	return nil
}

// dropGutter removes a pre of line numbers that stands before the one with the
// code, in the same box or row.
func (c *cleaner) dropGutter(pre *html.Node) {
	gutter, lines := c.gutter, c.gutterLines
	c.gutter = nil
	if gutter == nil && !beginsWithDigit(pre) {
		return
	}
	text := fullText(pre)
	if n := countNumbers(text); n > 0 {
		c.gutter, c.gutterLines = pre, n
		return
	}
	if gutter == nil || gutter.Parent == nil {
		return
	}
	count := strings.Count(strings.TrimRight(text, "\n"), "\n") + 1
	if count < lines-1 || count > lines+1 && lines > 1 || !isGutterOf(gutter, pre) {
		return
	}
	c.removeNoise(gutter, "lines")
}

// beginsWithDigit tells whether the text of n does.
func beginsWithDigit(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			if text := strings.TrimSpace(d.Data); text != "" {
				return text[0] >= '0' && text[0] <= '9'
			}
		}
	}
	return false
}

// isGutterOf tells whether a pre of numbers stands in the same row as the code, or
// in a box of their own that says what it is.
func isGutterOf(gutter, pre *html.Node) bool {
	const up = 5
	for g, i := gutter, 0; g != nil && i < up; g, i = g.Parent, i+1 {
		if g.DataAtom == atom.Tr {
			return dom.IsWithin(pre, g)
		}
		class := strings.ToLower(dom.Attr(g, "class"))
		if strings.Contains(class, "line") || strings.Contains(class, "gutter") || strings.Contains(class, "number") || strings.Contains(class, "lnt") {
			return g.Parent != nil && dom.IsWithin(pre, g.Parent)
		}
	}
	return false
}

// countNumbers tells how many lines a text has if they are numbers in a row, from
// any one on; 0 if it is anything else.
func countNumbers(text string) int {
	count, last := 0, 0
	for word := range strings.FieldsSeq(text) {
		n, err := strconv.Atoi(word)
		if err != nil || count > 0 && n != last+1 {
			return 0
		}
		last = n
		count++
	}
	return count
}

// fullText is all text under n, with line breaks for br.
func fullText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode || d.Type == html.RawNode:
			b.WriteString(d.Data)
		case d.DataAtom == atom.Br:
			b.WriteByte('\n')
		}
	}
	return b.String()
}
