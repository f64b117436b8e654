package convert

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// codeSpan writes inline code between as many backticks as it takes.
func codeSpan(s string, inCell bool) string {
	fence := "`"
	if strings.Contains(s, "`") {
		fence = shortestFence(s)
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") ||
		strings.HasPrefix(s, " ") && strings.HasSuffix(s, " ") && strings.Trim(s, " ") != "" {
		s = " " + s + " "
	}
	if inCell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	return fence + s + fence
}

// shortestFence is the shortest run of backticks that s does not hold.
func shortestFence(s string) string {
	held := make(map[int]bool)
	for run, i := 0, 0; i <= len(s); i++ {
		if i < len(s) && s[i] == '`' {
			run++
			continue
		}
		held[run] = true
		run = 0
	}
	n := 1
	for held[n] {
		n++
	}
	return strings.Repeat("`", n)
}

// codeSpaces turns the white space of code into that of a text file.
var codeSpaces = strings.NewReplacer("\u00a0", " ", "\r\n", "\n", "\r", "\n")

// normalCode is text with that white space; itself where there is none other.
func normalCode(text []byte) []byte {
	if bytes.IndexByte(text, '\r') < 0 && !bytes.Contains(text, []byte("\u00a0")) {
		return text
	}
	return []byte(codeSpaces.Replace(string(text)))
}

// codeBlock writes a pre, or a wrapper known to hold code, as a fenced block.
func (w *writer) codeBlock(n *html.Node) {
	source := codeSource(n)
	w.code.Reset()
	codeText(&w.code, source)
	text := bytes.TrimSuffix(normalCode(w.code.Bytes()), []byte("\n"))
	if source != n && len(bytes.TrimSpace(text)) == 0 {
		return
	}
	fence := fenceFor(text)
	if w.opt.Template != "" {
		written, raw := w.templateCode(string(text))
		text = []byte(written)
		if raw {
			w.rawLine(beginRaw)
			defer w.rawLine(endRaw)
		}
	}
	w.begin(blockCode)
	w.out = append(append(w.out, fence...), language(n)...)
	w.out = append(w.out, '\n')
	if len(text) > 0 {
		w.startLine()
		w.lines(text)
	}
	w.startLine()
	w.out = append(append(w.out, fence...), '\n')
}

// holdsMoreThanCode tells whether a pre holds what code cannot: an image,
// another pre, or paragraphs with links. Such a pre was left open by mistake
// and swallowed a part of the article.
func holdsMoreThanCode(n *html.Node) bool {
	paragraphs, links := false, false
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.Img, atom.Pre, atom.Table:
			if !hasAnyClass(n, codeWrappers) && (d.DataAtom != atom.Table || !hasAnyClass(d, codeWrappers)) {
				return true
			}
		case atom.P:
			paragraphs = true
		case atom.A:
			links = links || attr(d, "href") != ""
		}
	}
	return paragraphs && links
}

// fenceFor is longer than any run of backticks that begins a line of text.
func fenceFor(text []byte) string {
	n := 3
	if !bytes.Contains(text, []byte("```")) {
		return "```"
	}
	for line := range bytes.SplitSeq(text, []byte("\n")) {
		line = bytes.TrimLeft(line, " ")
		n = max(n, len(line)-len(bytes.TrimLeft(line, "`"))+1)
	}
	return strings.Repeat("`", n)
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

// isCodeWrapper tells whether n is a block that holds nothing but code.
func isCodeWrapper(n *html.Node) bool {
	return n.DataAtom == atom.Figure && hasClass(n, "highlight") || hasAnyClass(n, codeWrappers) || hasPreLines(n)
}

// codeCaption is the caption in a code wrapper, nil if there is none.
func codeCaption(n *html.Node) *html.Node {
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
			if holdsMoreThanCode(c) {
				return false
			}
			lines++
			if numbered = numbered && lineNumber(c.FirstChild) == lines; !numbered && !hasClass(n, "csharpcode") {
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

// numberColumns are classes of what stands beside code: its line numbers.
var numberColumns = map[string]bool{
	"gutter":              true, // Hexo, SyntaxHighlighter, Rouge
	"line-numbers":        true, // CodeRay
	"linenos":             true, // Pygments
	"lineno":              true, // Pygments
	"lnum":                true, // csharpcode
	"rouge-gutter":        true, // Rouge
	"blob-num":            true, // gist
	"line-numbers-rows":   true, // Prism
	"hljs-ln-numbers":     true, // highlightjs-line-numbers
	"ln":                  true, // Chroma
	"lnt":                 true, // Chroma
	"enlighter-toolbar":   true, // EnlighterJS
	"toolbar":             true, // SyntaxHighlighter
	"copy-btn":            true, // copy buttons of many themes
	"crayon-nums":         true, // Crayon
	"crayon-toolbar":      true, // Crayon
	"line-number":         true, // various
	"code-toolbar-button": true, // various
}

// codeSource is the part of n that holds the code, without line numbers.
func codeSource(n *html.Node) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == atom.Td && hasClass(d, "code") {
			return d
		}
	}
	return n
}

// codeText writes the text of the code that n holds.
func codeText(b *bytes.Buffer, n *html.Node) {
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
// is a line break, and so are the ends of lines that are elements of their own.
func preText(b *bytes.Buffer, c *html.Node) {
	for ; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode, c.Type == html.RawNode:
			b.WriteString(c.Data)
		case c.Type != html.ElementNode || hasAnyClass(c, numberColumns):
		case c.DataAtom == atom.Br:
			b.WriteByte('\n')
			if s := c.NextSibling; s != nil && s.Type == html.TextNode && strings.HasPrefix(s.Data, "\n") {
				b.WriteString(s.Data[1:]) // importers write "<br>\n" for one line break
				c = s
			}
		case c.DataAtom == atom.Script || c.DataAtom == atom.Style:
		case c.DataAtom == atom.Figcaption || c.DataAtom == atom.Caption:
		default:
			preText(b, c.FirstChild)
			if isLineElement(c) && c.NextSibling != nil && !bytes.HasSuffix(b.Bytes(), []byte("\n")) {
				b.WriteByte('\n')
			}
		}
	}
}

// isLineElement tells whether n is one line of code.
func isLineElement(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Div, atom.P, atom.Li, atom.Tr:
		return true
	}
	return strings.Contains(strings.ReplaceAll(attr(n, "style"), " ", ""), "display:block")
}

// languagePrefixes stand before the language in a class.
var languagePrefixes = []string{
	"language-",         // HTML Standard, section 4.5.15; Prism, highlight.js
	"lang-",             // google-code-prettify
	"highlight-source-", // GitHub
	"brush:",            // SyntaxHighlighter
	"lang:",             // Crayon
	"sourceCode-",       // pandoc
}

// languageAttributes hold the language as their value.
var languageAttributes = []string{
	"data-lang",               // Hugo, Rouge
	"data-language",           // Docusaurus, Gatsby
	"data-enlighter-language", // EnlighterJS
	"data-code-language",      // Notion exports
}

// language finds the language of code on the block, what it holds or the
// wrappers around it.
func language(n *html.Node) string {
	for c := range n.Descendants() {
		if c.DataAtom == atom.Code || c.DataAtom == atom.Pre {
			if l := languageOf(c); l != "" {
				return l
			}
		}
	}
	const wrappers = 6 // Rouge's table in code in pre in two divs
	for i := 0; n != nil && i < wrappers; i, n = i+1, n.Parent {
		if l := languageOf(n); l != "" && (i < 3 || hasClass(n, "highlighter-rouge")) {
			return l
		}
		if n.Parent == nil || n.Parent.FirstChild != n || n.Parent.LastChild != n {
			if n.Parent == nil || !hasClass(n.Parent, "highlight") {
				break
			}
		}
	}
	return ""
}

// notLanguages are classes beside a language on the same element.
var notLanguages = map[string]bool{
	"highlight": true, "hljs": true, "code": true, "prettyprint": true, "prettyprinted": true, "linenums": true,
	"sourceCode": true, "syntaxhighlighter": true, "notranslate": true, "nogutter": true, "collapsed": true, "highlighter-rouge": true, "none": true, "plaintext": true, "text": true, "plain": true, "nohighlight": true,
}

func languageOf(n *html.Node) string {
	for _, key := range languageAttributes {
		if l := cleanLanguage(attr(n, key)); l != "" {
			return l
		}
	}
	isCode := n.DataAtom == atom.Pre || n.DataAtom == atom.Code || n.DataAtom == atom.Textarea
	class := strings.ReplaceAll(attr(n, "class"), "brush: ", "brush:")
	for c := range strings.FieldsSeq(class) {
		for _, prefix := range languagePrefixes {
			l, ok := strings.CutPrefix(c, prefix)
			switch {
			case !ok:
				continue
			case prefix == "brush:":
				l, _, _ = strings.Cut(l, ";")
			case prefix == "lang-" && !isCode && !isProgrammingLanguage(l):
				return "" // that of the text around the code
			}
			return cleanLanguage(l)
		}
	}
	if n.DataAtom == atom.Pre && isProgrammingLanguage(attr(n, "lang")) {
		return cleanLanguage(attr(n, "lang"))
	}
	if isCode && attr(n, "name") == "code" { // SyntaxHighlighter 1
		class, _, _ = strings.Cut(strings.TrimSpace(class), ":")
		return cleanLanguage(class)
	}
	if hasClass(n, "hljs") || hasClass(n, "highlight") || hasClass(n, "sourceCode") || hasClass(n, "syntaxhighlighter") {
		for c := range strings.FieldsSeq(class) {
			if !notLanguages[c] && !strings.Contains(c, "-") {
				return cleanLanguage(c)
			}
		}
	}
	return ""
}

// isProgrammingLanguage tells whether a lang attribute or class names one, rather
// than a language that people speak, such as en, eng or zh-CN.
func isProgrammingLanguage(lang string) bool {
	switch len(lang) {
	case 0:
		return false
	case 1, 2:
		return shortLanguages[lang]
	case 3:
		return !spokenLanguages[lang]
	}
	return !strings.ContainsAny(lang, "-_")
}

// shortLanguages are names of programming languages that are no longer than the
// codes of spoken ones (ISO 639-1), and spokenLanguages the usual ones of the
// longer codes of these (ISO 639-2).
var (
	shortLanguages  = nameSet("c r d js ts py rb go sh vb cs fs hs ml md ps rs kt jl tf")
	spokenLanguages = nameSet("eng deu ger fra fre spa ita por rus ukr pol nld dut swe tur ara heb hin jpn kor zho chi vie tha ind")
)

// cleanLanguage keeps what can stand behind a fence.
func cleanLanguage(s string) string {
	s = strings.TrimSpace(s)
	if notLanguages[s] || strings.ContainsAny(s, " \t\r\n\f`\\&<>\"'{}") || hasControl(s) {
		return ""
	}
	return s
}

func hasClass(n *html.Node, name string) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if c == name {
			return true
		}
	}
	return false
}

func hasAnyClass(n *html.Node, names map[string]bool) bool {
	for c := range strings.FieldsSeq(attr(n, "class")) {
		if names[c] {
			return true
		}
	}
	return false
}
