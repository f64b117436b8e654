package listing

import (
	"cmp"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// languagePrefixes stand before the language in a class.
var languagePrefixes = []string{
	"language-",         // HTML Standard, section 4.5.15; Prism, highlight.js
	"lang-",             // google-code-prettify
	"highlight-source-", // GitHub
	"brush:",            // SyntaxHighlighter
	"lang:",             // Crayon
	"sourceCode-",       // pandoc
	"src-",              // Org mode, beside the class src
	"code-snippet__",    // WeChat
	"highlight-",        // Sphinx, beside the class notranslate
}

// languageAttributes hold the language as their value.
var languageAttributes = []string{
	"data-lang",                     // Hugo, Rouge
	"data-language",                 // Docusaurus, Gatsby
	"data-enlighter-language",       // EnlighterJS
	"data-code-language",            // Notion exports
	"data-ke-language",              // Tistory
	"language",                      // Medium's editors
	"data-syntaxhighlighter-params", // Confluence: brush: bash; gutter: false
	"data-lang-name",                // various
}

// Language finds the language of code on the block, what it holds or the
// wrappers around it.
func Language(n *html.Node) string {
	for c := range n.Descendants() {
		if c.DataAtom == atom.Code || c.DataAtom == atom.Pre {
			if l := LanguageOf(c); l != "" {
				return l
			}
		}
	}
	const wrappers = 6 // Rouge's table in code in pre in two divs
	named := ""
	for i := 0; n != nil && i < wrappers; i, n = i+1, n.Parent {
		if l := LanguageOf(n); l != "" && (i < 3 || dom.HasClass(n, "highlighter-rouge")) {
			return l
		}
		for _, key := range fileAttributes {
			named = cmp.Or(named, fileLanguage(dom.Attr(n, key)))
		}
		box, caption := isOnlyListing(n)
		if named = cmp.Or(named, fileLanguage(caption)); !box {
			break
		}
	}
	return named
}

// fileAttributes hold the name of the file that a listing shows.
var fileAttributes = []string{"data-title", "data-file", "data-filename", "data-file-name", "title"}

// maxCaption bounds what may stand beside a listing in a box of its own, in bytes.
const maxCaption = 120

// isOnlyListing tells whether the element around n is a box for it, with a caption
// at most beside it, and returns that.
func isOnlyListing(n *html.Node) (box bool, caption string) {
	if n.Parent == nil || n.Parent.Type != html.ElementNode || n.Parent.DataAtom == atom.Body {
		return false, ""
	}
	for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s == n || s.Type == html.CommentNode {
			continue
		}
		if s.DataAtom == atom.P || s.DataAtom == atom.Pre || isListed(s.DataAtom) || holdsPre(s) {
			return false, caption
		}
		text := dom.TextOf(s)
		if s.Type == html.TextNode {
			text = s.Data
		}
		if caption += strings.TrimSpace(text); len(caption) > maxCaption {
			return false, ""
		}
	}
	return true, caption
}

// isListed tells whether an element is a block that no caption is.
func isListed(a atom.Atom) bool {
	switch a {
	case atom.Ul, atom.Ol, atom.Dl, atom.Blockquote, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr:
		return true
	}
	return false
}

func holdsPre(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.Pre {
			return true
		}
	}
	return false
}

// notLanguages are classes beside a language on the same element.
var notLanguages = sync.OnceValue(func() map[string]bool {
	return map[string]bool{
		"highlight": true, "hljs": true, "code": true, "prettyprint": true, "prettyprinted": true, "linenums": true,
		"sourceCode": true, "default": true, "auto": true, "undefined": true, "numberLines": true, "line-numbers": true, "copyable": true, "src": true, "syntaxhighlighter": true, "notranslate": true, "nogutter": true, "collapsed": true, "highlighter-rouge": true, "none": true, "plaintext": true, "text": true, "plain": true, "nohighlight": true,
	}
})

// LanguageOf is the language that the attributes of an element name, "" if none do.
func LanguageOf(n *html.Node) string {
	if len(n.Attr) == 0 {
		return ""
	}
	for _, key := range languageAttributes {
		value := dom.Attr(n, key)
		if _, brush, ok := strings.Cut(value, "brush:"); ok {
			value, _, _ = strings.Cut(brush, ";")
		}
		if l := cleanLanguage(value); l != "" {
			return l
		}
	}
	isCode := n.DataAtom == atom.Pre || n.DataAtom == atom.Code || n.DataAtom == atom.Textarea
	class := strings.ReplaceAll(dom.Attr(n, "class"), "brush: ", "brush:")
	for c := range strings.FieldsSeq(class) {
		for _, prefix := range languagePrefixes {
			l, ok := strings.CutPrefix(c, prefix)
			switch {
			case !ok:
				continue
			case prefix == "brush:":
				l, _, _ = strings.Cut(l, ";")
			case prefix == "src-" && !dom.HasClass(n, "src"), prefix == "highlight-" && !dom.HasClass(n, "notranslate"),
				prefix == "code-snippet__" && !isCode:
				continue
			case prefix == "lang-" && !isCode && !isProgrammingLanguage(l):
				return "" // that of the text around the code
			}
			return cleanLanguage(l)
		}
	}
	if isCode && isProgrammingLanguage(dom.Attr(n, "lang")) {
		return cleanLanguage(dom.Attr(n, "lang"))
	}
	if isCode && dom.Attr(n, "name") == "code" { // SyntaxHighlighter 1
		class, _, _ = strings.Cut(strings.TrimSpace(class), ":")
		return cleanLanguage(class)
	}
	if n.DataAtom == atom.Pre && knownLanguages()[class] { // GeSHi, Tistory
		return class
	}
	if dom.HasClass(n, "hljs") || dom.HasClass(n, "highlight") || dom.HasClass(n, "sourceCode") || dom.HasClass(n, "syntaxhighlighter") {
		for c := range strings.FieldsSeq(class) {
			if !notLanguages()[c] && !strings.Contains(c, "-") {
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
	shortLanguages  = dom.NameSet("c r d js ts py rb go sh vb cs fs hs ml md ps rs kt jl tf")
	spokenLanguages = dom.NameSet("eng deu ger fra fre spa ita por rus ukr pol nld dut swe tur ara heb hin jpn kor zho chi vie tha ind")
)

// cleanLanguage keeps what can stand behind a fence.
func cleanLanguage(s string) string {
	s = strings.TrimSpace(s)
	if notLanguages()[s] || strings.ContainsAny(s, " \t\r\n\f`\\&<>\"'{}") || dom.HasControl(s) {
		return ""
	}
	return s
}

// knownLanguages are names that are a language even where nothing but their place
// says so.
var knownLanguages = sync.OnceValue(func() map[string]bool {
	return dom.NameSet(`actionscript ada apache applescript arduino asm assembly autohotkey awk bash basic bat batch c clojure cmake cobol
		coffeescript console cpp crystal csharp css cuda d dart delphi diff django dockerfile elixir elm erlang fortran fsharp gherkin glsl go golang
		gradle graphql groovy haml handlebars haskell html http ini java javascript js json jsx julia kotlin latex less lisp lua makefile markdown
		matlab mermaid nginx nim nix objc objectivec ocaml pascal perl php plsql postgresql powershell prolog properties protobuf puppet python
		python3 r rails ruby rust sass scala scheme scss shell sh smalltalk solidity sql svelte swift tcl terraform tex toml ts tsx typescript vb vba
		vbnet verilog vhdl vim vue wasm xml yaml yml zig zsh`)
})

// fileLanguages are the languages of file names by their ending.
var fileLanguages = map[string]string{"sh": "bash", "py": "python", "rb": "ruby", "rs": "rust", "kt": "kotlin", "cs": "csharp", "h": "c", "hpp": "cpp", "cc": "cpp",
	"yml": "yaml", "md": "markdown", "pl": "perl", "hs": "haskell", "ex": "elixir", "ps1": "powershell", "tf": "terraform", "m": "objectivec", "jl": "julia"}

// fileLanguage is the language of a file that a caption names, "" if it names none.
func fileLanguage(caption string) string {
	caption = strings.TrimSpace(caption)
	dot := strings.LastIndexByte(caption, '.')
	if dot < 0 || strings.ContainsAny(caption, " \t\n") {
		return ""
	}
	ending := strings.ToLower(caption[dot+1:])
	if l := fileLanguages[ending]; l != "" {
		return l
	}
	if knownLanguages()[ending] {
		return ending
	}
	return ""
}
