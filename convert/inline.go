package convert

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/danger"
	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/template"
)

// tokenKind is what a piece of inline content is.
type tokenKind uint8

const (
	tokenText     tokenKind = iota // text to escape
	tokenSpace                     // white space, one space when written
	tokenCode                      // text of a code span; several in a row are one span
	tokenVerbatim                  // Markdown as it stands
	tokenHTML                      // a raw HTML tag
	tokenImage                     // ![…](…), complete
	tokenBreak                     // a hard line break
	tokenOpen                      // emphasis or a link begins
	tokenClose                     // and ends
)

type token struct {
	kind   tokenKind
	class  charClass // of tokenText: all that its bytes may be
	text   string
	format *format // of tokenOpen and tokenClose
}

// formatKind is what a stretch of inline content is wrapped in.
type formatKind uint8

const (
	emphasis formatKind = iota
	strong
	strikethrough
	link
	code
	rawElement
)

// format is one stretch of emphasis, link, code or raw element.
type format struct {
	kind        formatKind
	delim       string  // of emphasis: "*", "_", "**", "__", "~~", or "" for raw tags
	name        string  // of rawElement and of emphasis as raw tags: the element
	attrs       string  // of rawElement: its attributes, each with a space before it
	href, title string  // of link
	tried       bool    // of emphasis: the other delimiter was not read as meant
	paired      pairing // of emphasis: how its delimiters were matched
	resumed     bool    // a part of it stands in the block before
}

// inlineState is the inline content that waits for its block to end.
type inlineState struct {
	run         []token
	pending     bool      // white space came that is not in run yet
	formats     []*format // open ones, outermost first
	noBreak     int       // above 0: a line break cannot be written as one (headings)
	inCell      bool      // in a table's cell
	inParagraph int       // above 0: in a p, whose line ends are white space
	figure      int       // above 0: in a figure, where an image is a block of its own
	taskItem    bool      // the next inline content begins a task list item
	inTerm      bool      // in a term of a definition list, which is bold
	late        []token   // to write at the end of the block
	quotations  int       // open q
	renderer    renderer
}

// push adds a token with the white space before it.
func (w *writer) push(t token) {
	w.pushSpace()
	w.run = append(w.run, t)
}

// pushSpace adds the pending white space. It goes before the delimiters that
// were opened last, since emphasis and links cannot begin with white space.
func (w *writer) pushSpace() {
	if !w.pending {
		return
	}
	w.pending = false
	i := w.beforeOpen()
	if i == 0 || w.run[i-1].kind == tokenBreak || w.run[i-1].kind == tokenSpace ||
		w.run[i-1].kind == tokenVerbatim && strings.HasSuffix(w.run[i-1].text, "\n") {
		return
	}
	w.run = append(w.run, token{})
	copy(w.run[i+1:], w.run[i:])
	w.run[i] = token{kind: tokenSpace}
}

// text adds text with its white space collapsed (HTML white space alone:
// no-break and ideographic spaces stay).
func (w *writer) text(s string) {
	if w.inFormat(code) {
		w.codeText(s)
		return
	}
	mayHoldFormula := strings.IndexByte(s, '\\') >= 0 || strings.IndexByte(s, '$') >= 0
	for mayHoldFormula {
		before, mark, formula, after, ok := w.cutFormula(s)
		if !ok {
			break
		}
		w.plainText(before)
		w.formula(formula, mark == "$$")
		s = after
	}
	w.plainText(s)
}

// plainText adds text without formulas. What needs no change is taken as it is,
// single spaces included.
func (w *writer) plainText(s string) {
	for len(s) > 0 {
		if dom.IsHTMLSpace(s[0]) {
			n := 1
			for n < len(s) && dom.IsHTMLSpace(s[n]) {
				n++
			}
			w.space(s[:n])
			s = s[n:]
			continue
		}
		n := 0
		var class charClass
		for ; n < len(s); n++ {
			c := classes[s[n]]
			if c == 0 {
				continue
			}
			if c&spaceChar != 0 && (s[n] != ' ' || n+1 == len(s) || dom.IsHTMLSpace(s[n+1])) {
				break
			}
			class |= c
		}
		w.pushText(s[:n], class)
		s = s[n:]
	}
}

// space adds white space, which may stand for more in bare text.
func (w *writer) space(s string) {
	w.pending = true
	if !w.opt.BlankLineParagraphs || w.inParagraph > 0 || w.noBreak > 0 || w.inCell {
		return
	}
	switch ends := strings.Count(s, "\n"); {
	case ends > 1:
		w.flush()
	case ends == 1 && w.opt.LineBreaks && len(w.run) > 0 && w.run[len(w.run)-1].kind != tokenBreak:
		w.lineBreak()
	}
}

// maxJoin bounds how long a text grows by joining, which copies it.
const maxJoin = 256

// pushText adds text, joined to text right before it, so that what would be
// markup only together is seen.
func (w *writer) pushText(s string, class charClass) {
	if s[0] >= utf8.RuneSelf && len(w.run) > 0 && w.run[len(w.run)-1].kind == tokenOpen {
		if s = w.pushBlanks(s); s == "" {
			return
		}
	}
	if n := len(w.run); !w.pending && n > 0 && w.run[n-1].kind == tokenText && len(w.run[n-1].text) < maxJoin {
		w.run[n-1].text += s
		w.run[n-1].class |= class
		return
	}
	w.push(token{kind: tokenText, text: s, class: class})
}

// pushBlanks puts no-break and other wide spaces that s begins with before the
// delimiters that were opened last, as pushSpace does with a space, and returns
// the rest.
func (w *writer) pushBlanks(s string) string {
	rest := strings.TrimLeftFunc(s, isAnySpace)
	if len(rest) == len(s) {
		return s
	}
	w.pushSpace()
	i := w.beforeOpen()
	if i == len(w.run) {
		return s
	}
	w.run = slices.Insert(w.run, i, token{kind: tokenText, text: s[:len(s)-len(rest)]})
	return rest
}

// isWideSpace tells whether r is a space that HTML does not collapse.
func isWideSpace(r rune) bool { return r >= utf8.RuneSelf && unicode.Is(unicode.Zs, r) }

// isAnySpace tells whether r is a wide space, or one that may stand between them.
func isAnySpace(r rune) bool { return r == ' ' || isWideSpace(r) }

// beforeOpen is the index of the delimiters at the end of the run that nothing
// was put behind yet.
func (w *writer) beforeOpen() int {
	i := len(w.run)
	for i > 0 && w.run[i-1].kind == tokenOpen && w.run[i-1].format.kind != rawElement {
		i--
	}
	return i
}

// charClass is what a byte of text may be.
type charClass uint8

const (
	spaceChar  charClass = 1 << iota // ASCII whitespace (HTML Standard, Infra)
	markChar                         // escaped where it could be read as markup
	pairedChar                       // one of them that works in pairs, so that a lone one is not escaped
)

var classes = func() (set [256]charClass) {
	for class, chars := range map[charClass]string{spaceChar: " \n\t\r\f", markChar: "\\[]<&!|:@.{%#", markChar | pairedChar: "`*_~$"} {
		for _, c := range []byte(chars) {
			set[c] = class
		}
	}
	return set
}()

var lineBreaksToSpaces = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ")

// codeText adds text of a code span: its spaces stay, its line breaks are
// spaces.
func (w *writer) codeText(s string) {
	if strings.IndexByte(s, '\n') >= 0 || strings.IndexByte(s, '\r') >= 0 {
		s = lineBreaksToSpaces.Replace(s)
	}
	if w.beginsCodeLine() {
		s = strings.TrimLeft(s, " ")
	}
	if s == "" {
		return
	}
	w.push(token{kind: tokenCode, text: s})
}

// beginsCodeLine tells whether code that is written now stands behind a line break in
// its element.
func (w *writer) beginsCodeLine() bool {
	for i := len(w.run) - 1; i >= 0; i-- {
		if w.run[i].kind != tokenOpen {
			return w.run[i].kind == tokenBreak
		}
	}
	return slices.ContainsFunc(w.formats, func(f *format) bool { return f.kind == code && f.resumed })
}

// endCodeLine cuts the blanks at the end of a line of code. Each line of a code element
// is a code span, as those hold no line breaks.
func (w *writer) endCodeLine() {
	for last := len(w.run) - 1; last >= 0 && w.run[last].kind == tokenCode; last-- {
		if w.run[last].text = strings.TrimRight(w.run[last].text, " "); w.run[last].text != "" {
			return
		}
		w.run = w.run[:last]
	}
}

// Namespaces of a [html.RawNode] that is whole lines of Markdown, blocks of their
// own, and of one that stands behind tags in its block, so that it begins none;
// others are parts of a line.
const (
	verbatimBlock = "block"
	verbatimRest  = "rest"
)

// breakTag is a line break among Markdown, which stays a tag: another one would
// end a heading or the row of a table.
const breakTag = "<br>"

// verbatimBlock writes whole lines of Markdown as they stand. Where only a line
// can be, they are parts of it.
func (w *writer) verbatimBlock(s string) {
	if w.noBreak > 0 || w.inCell || w.inFormat(code) {
		w.verbatim(s, false)
		return
	}
	w.flush()
	if s == "" {
		return // it but parts what is around it
	}
	if w.last >= blockBulletList && w.last <= blockParenList && w.continuesList(s) && w.writesHTML() {
		w.rawLine("<!-- -->") // or the list before would go on
	} else if w.last == blockVerbatim && w.behindCode && isIndentedCode(s) && w.writesHTML() {
		w.rawLine("<!-- -->") // or the code before would
	}
	kind := blockVerbatim
	if w.tight { // as the text of a tight list item
		kind = blockParagraph
	}
	w.begin(kind)
	w.lines([]byte(s))
	w.behindCode = isIndentedCode(s[strings.LastIndexByte(s, '\n')+1:])
	if list := w.endingList(s); list != blockNone && !w.tight {
		w.last = list
	}
}

// continuesList tells whether Markdown would be a part of the list before it.
func (w *writer) continuesList(markdown string) bool {
	return strings.HasPrefix(markdown, "  ") || strings.HasPrefix(markdown, "\t") || w.listKind(markdown) == w.last
}

// isIndentedCode tells whether a line is indented as code is.
func isIndentedCode(line string) bool {
	indent := len(line) - len(strings.TrimLeft(line, " "))
	return indent > 3 || strings.HasPrefix(line[indent:], "\t")
}

// endingList is the kind of the list that Markdown ends in, blockNone if it ends
// in none: that of the outermost of its last items.
func (w *writer) endingList(markdown string) (list blockKind) {
	outer := 0 // the indentation of the item that was found
	for markdown != "" {
		at := strings.LastIndexByte(strings.TrimRight(markdown, "\n"), '\n') + 1
		line := markdown[at:]
		markdown = markdown[:at]
		t := strings.TrimLeft(line, " \t")
		indent := len(line) - len(t)
		if strings.TrimSpace(t) == "" || isIndentedCode(line) {
			continue
		}
		kind, digits := w.listKind(t), len(t)-len(strings.TrimLeft(t, "0123456789"))
		switch {
		case kind != blockNone && list != blockNone && (indent+digits+len("- ") > outer || strings.TrimSpace(t[digits+1:]) == ""): // a list before it
			return list
		case kind != blockNone:
			if list, outer = kind, indent; indent == 0 {
				return list
			}
		case indent < 2 && (strings.IndexByte("#`~<>", t[0]) >= 0 || !strings.HasSuffix(markdown, "\n") || strings.HasSuffix(markdown, "\n\n")):
			return list // which is no line that goes on with an item
		}
	}
	return list
}

// listKind is the kind of the list that a line begins with, blockNone if it
// begins with none.
func (w *writer) listKind(line string) blockKind {
	line = strings.TrimLeft(line, " ")
	t := strings.TrimLeft(line, "0123456789")
	if t == "" || len(t) > 1 && t[1] != ' ' && t[1] != '\t' && t[1] != '\n' || (len(t) < len(line)) != (t[0] == '.' || t[0] == ')') || strings.Trim(t, t[:1]+" \t\n") == "" && strings.Count(t, t[:1]) > 2 {
		return blockNone
	}
	first, second := w.opt.Style.bullet()
	switch t[:1] {
	case first:
		return blockBulletList
	case second:
		return blockOtherBulletList
	case ".":
		return blockDotList
	case ")":
		return blockParenList
	}
	return blockNone
}

// verbatim adds a part of a line of Markdown as it stands.
func (w *writer) verbatim(s string, behindTags bool) {
	if w.inFormat(code) {
		w.codeText(s)
		return
	}
	if w.templates.IsText(s) {
		if rest, ok := w.codeOfTag(s); !ok {
			w.plainText(s)
		} else if rest = strings.TrimLeft(rest, " \t\r\n"); rest != "" {
			w.verbatim(rest, true)
		}
		return
	}
	if s == breakTag && w.lastShown() < 0 {
		return // nothing is before it
	}
	if w.lastShown() < 0 {
		s = withoutIndent(s, behindTags)
	}
	if behindTags {
		s = w.withoutEmptyLine(s)
	}
	if last := len(w.run) - 1; last >= 0 && s != "" && !(w.run[last].kind == tokenVerbatim && !w.pending && strings.HasSuffix(w.run[last].text, "\n")) {
		trimmed := strings.TrimLeft(s, " ")
		switch spaces := len(s) - len(trimmed); {
		case !strings.HasPrefix(trimmed, "\n"):
			s, w.pending = trimmed, w.pending || spaces > 0
		case spaces < 2: // two would be a line break
			s, w.pending = trimmed, false
		default:
			w.pending = false
		}
	}
	if s != "" {
		w.push(token{kind: tokenVerbatim, text: s})
	}
}

// withoutIndent cuts the line ends and the indentation that Markdown begins with
// where tags before it showed nothing: at the start of a block it would be code.
// What stood behind them and would begin a block there is escaped.
func withoutIndent(s string, behindTags bool) string {
	t := strings.TrimLeft(s, " \t\n")
	cut := s[:len(s)-len(t)]
	if line, rest, _ := strings.Cut(t, "\n"); behindTags && isUnderline(line) && strings.IndexByte(cut, '\n') >= 0 {
		return rest // of a heading that showed nothing
	}
	sameLine := behindTags && strings.IndexByte(cut, '\n') < 0
	if behindTags {
		indent := cut[strings.LastIndexByte(cut, '\n')+1:]
		if n := blockStart(t, sameLine || len(indent) > 3 || strings.IndexByte(indent, '\t') >= 0); n >= 0 {
			return t[:n] + `\` + t[n:]
		}
	}
	if sameLine || len(cut) > 3 || strings.ContainsAny(cut, "\t\n") {
		return t
	}
	return s
}

// isUnderline tells whether a line makes a heading of the one before it.
func isUnderline(line string) bool {
	line = strings.TrimSpace(line)
	return line != "" && (strings.Trim(line, "-") == "" || strings.Trim(line, "=") == "")
}

// blockStart is where a backslash keeps the first line of Markdown from beginning a
// block, -1 if it needs none: all blocks, or those alone that do not begin within
// a paragraph.
func blockStart(s string, all bool) int {
	line, _, _ := strings.Cut(s, "\n")
	line = strings.TrimRight(line, " \t")
	word, _, _ := strings.Cut(line, " ")
	digits := len(word) - len(strings.TrimLeft(word, "0123456789"))
	switch {
	case word == "":
	case word[0] == '[' && definitionLabel(s[:min(len(s), maxJoin)]) > 0:
		return definitionLabel(s[:min(len(s), maxJoin)])
	case digits > 0 && digits <= 9 && (word[digits:] == "." || word[digits:] == ")") && (all || word[:digits] != "1" || word == line):
		return digits
	case len(word) == 1 && strings.IndexByte("-+*", word[0]) >= 0 && (all || word == line):
		return 0
	case !all:
	case word[0] == '>', strings.Trim(word, "#") == "" && len(word) <= 6, strings.HasPrefix(word, "```"), strings.HasPrefix(word, "~~~"),
		len(line) > 2 && strings.IndexByte("-_*=", line[0]) >= 0 && strings.Trim(line, line[:1]+" \t") == "", isDelimiterRow(line):
		return 0
	}
	return -1
}

// withoutEmptyLine cuts the line end that s begins with if a tag that was all of
// its line stood before it: the line would be blank.
func (w *writer) withoutEmptyLine(s string) string {
	last := len(w.run) - 1
	if last < 0 || w.run[last].kind != tokenVerbatim || w.pending {
		return s
	}
	at := strings.LastIndexByte(w.run[last].text, '\n') + 1
	begins := at > 0 || last > 0 && w.run[last-1].kind == tokenVerbatim && strings.HasSuffix(w.run[last-1].text, "\n")
	line, rest, ok := strings.Cut(s, "\n")
	if !begins || !ok || strings.Trim(w.run[last].text[at:]+line, " \t") != "" {
		return s
	}
	w.run[last].text = w.run[last].text[:at]
	indented := isIndentedCode(rest)
	if indented {
		rest = strings.TrimLeft(rest, " \t")
	}
	if n := blockStart(rest, indented); n >= 0 && !isUnderline(rest[:strings.IndexByte(rest+"\n", '\n')]) {
		rest = rest[:n] + `\` + rest[n:]
	}
	if strings.Trim(rest, " \t") == "" { // the next line may be blank as well
		w.run[last].text += rest
		rest = ""
	}
	if w.run[last].text == "" {
		w.run = w.run[:last]
	}
	return rest
}

// definitionLabel is the length of the label that s begins with if it is one of a link
// reference definition; else 0.
func definitionLabel(s string) int {
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '[':
			return 0
		case ']':
			if i > 1 && i+1 < len(s) && s[i+1] == ':' {
				return i + 1
			}
			return 0
		}
	}
	return 0
}

func (w *writer) inFormat(kind formatKind) bool { return w.countFormat(kind) > 0 }

func (w *writer) countFormat(kind formatKind) (n int) {
	for _, f := range w.formats {
		if f.kind == kind {
			n++
		}
	}
	return n
}

// open begins a format, unless it is open already and cannot stand in itself.
func (w *writer) open(f format) bool {
	limit := 1
	if f.kind <= strong && !(w.inTerm && f.kind == strong) && !w.opt.NoRawHTML { // without tags, one would be in the other's way
		limit = 3 // deeper emphasis is an accident of unclosed tags
	}
	if f.kind != rawElement && w.countFormat(f.kind) >= limit {
		return false
	}
	opened := w.newFormat(f)
	w.formats = append(w.formats, opened)
	if f.kind == code {
		return true
	}
	if n := len(w.run); f.kind < link && !w.pending && n > 0 && w.run[n-1].kind == tokenClose && w.run[n-1].format.kind == f.kind {
		w.formats[len(w.formats)-1] = w.run[n-1].format // two runs side by side are one
		w.run = slices.Delete(w.run, n-1, n)
		return true
	}
	if f.kind == rawElement {
		w.pushSpace()
	}
	if n := len(w.run); f.kind == emphasis && n > 0 && w.run[n-1].kind == tokenOpen && w.run[n-1].format.delim == f.delim {
		opened.delim = otherDelimiter(f.delim) // emphasis right in emphasis
	}
	w.run = append(w.run, token{kind: tokenOpen, format: opened})
	return true
}

// newFormat allocates a format; many at once, since there are many.
func (w *writer) newFormat(f format) *format {
	if len(w.formatSlab) == cap(w.formatSlab) {
		w.formatSlab = make([]format, 0, 16)
	}
	w.formatSlab = append(w.formatSlab, f)
	return &w.formatSlab[len(w.formatSlab)-1]
}

// close ends the innermost open format of a kind.
func (w *writer) close(kind formatKind) {
	i := len(w.formats) - 1
	f := w.formats[i]
	w.formats = w.formats[:i]
	if kind != code {
		w.endFormat(f)
	}
}

// endFormat writes the end of a format. One that holds nothing is taken back,
// but for a link, which a person may have meant to be found.
func (w *writer) endFormat(f *format) {
	if i := w.lastShown(); i >= 0 && w.run[i].kind == tokenOpen && w.run[i].format == f && (f.kind != link || f.resumed) {
		w.run = slices.Delete(w.run, i, i+1)
		return
	}
	end := len(w.run) // line breaks and wide spaces at the end go behind the mark
	for end > 0 && f.kind != rawElement && w.run[end-1].kind == tokenBreak {
		end--
	}
	w.run = slices.Insert(w.run, end, token{kind: tokenClose, format: f})
	if end > 0 && f.kind != rawElement && w.run[end-1].kind == tokenText {
		text := w.run[end-1].text
		switch kept := strings.TrimRightFunc(text, isAnySpace); {
		case kept == "":
			w.run[end-1], w.run[end] = w.run[end], w.run[end-1]
		case len(kept) < len(text):
			w.run[end-1].text = kept
			w.run = slices.Insert(w.run, end+1, token{kind: tokenText, text: text[len(kept):]})
		}
	}
}

// lastShown is the index of the last token that is more than white space, -1 if
// there is none.
func (w *writer) lastShown() int {
	i := len(w.run) - 1
	for i >= 0 && w.run[i].isBlank() {
		i--
	}
	return i
}

// isBlank tells whether a token is white space, no-break spaces included.
func (t *token) isBlank() bool {
	return t.kind == tokenSpace || t.kind == tokenText && trimSpaces(t.text) == "" || t.kind == tokenVerbatim && t.text == breakTag
}

// trimSpaces cuts the spaces and no-break spaces at the end of s.
func trimSpaces(s string) string {
	for {
		t := strings.TrimSuffix(strings.TrimRight(s, " "), "\u00a0")
		if len(t) == len(s) {
			return s
		}
		s = t
	}
}

// inline writes an inline element.
func (w *writer) inline(n *html.Node) {
	switch n.DataAtom {
	case atom.Br:
		w.lineBreak()
	case atom.Img:
		w.image(n)
	case atom.Input:
		if dom.Attr(n, "type") == "checkbox" && w.taskItem {
			w.taskItem = false
			box := "[ ]"
			if dom.HasAttr(n, "checked") {
				box = "[x]"
			}
			w.push(token{kind: tokenVerbatim, text: box})
			w.pending = true
		}
	case atom.B, atom.Strong:
		w.wrap(n, format{kind: strong, delim: "**", name: "strong"})
	case atom.I, atom.Em, atom.Cite, atom.Dfn, atom.Var:
		w.wrap(n, format{kind: emphasis, delim: "*", name: "em"})
	case atom.Del, atom.S, atom.Strike:
		if w.isStruckBlock(n) {
			w.struckBlock(n)
			return
		}
		w.wrap(n, format{kind: strikethrough, delim: "~~", name: "del"})
	case atom.Code, atom.Tt, atom.Samp:
		w.wrap(n, format{kind: code})
	case atom.A:
		w.anchor(n)
	case atom.Q:
		w.quotation(n)
	case atom.Wbr:
	case atom.Math:
		w.math(n)
	case atom.Span:
		if !w.mathSpan(n) && !w.footnotes.isMark(n) {
			w.children(n)
		}
	case atom.Sup:
		if !w.footnoteReference(n) && !w.footnotes.isMark(n) {
			w.raw(n)
		}
	default:
		w.raw(n)
	}
}

// quotation writes a q between quotation marks, single ones in another.
func (w *writer) quotation(n *html.Node) {
	if n.FirstChild == nil {
		return
	}
	opening, closing := quotationMarks(w.quotations)
	w.quotations++
	w.pushText(opening, 0)
	w.children(n)
	w.pushText(closing, 0)
	w.quotations--
}

// quotationMarks are those of a q that stands in depth others.
func quotationMarks(depth int) (opening, closing string) {
	if depth%2 == 1 {
		return "‘", "’"
	}
	return "“", "”"
}

func (w *writer) wrap(n *html.Node, f format) {
	opened := w.open(f)
	depth := len(w.formats)
	w.children(n)
	if opened && len(w.formats) == depth {
		w.close(f.kind)
	}
	if f.kind == link && w.figure > 0 && len(w.formats) == 0 && !w.inCell && len(w.run) > 1 && w.run[len(w.run)-2].kind == tokenImage {
		w.flush()
	}
}

// anchor writes a link. Without an address, or with one that a browser would
// run, it is its text.
func (w *writer) anchor(n *html.Node) {
	if w.footnoteReference(n) || w.footnotes.isMark(n) {
		return
	}
	href := dom.Attr(n, "href")
	if !dom.HasAttr(n, "href") || danger.Runs(href) || isHeadingAnchor(n) {
		w.children(n)
		return
	}
	if w.anchors.places != nil && len(href) > 1 && href[0] == '#' {
		place := w.anchors.places[href[1:]]
		if place == "" {
			w.children(n)
			return
		}
		href = "#" + place
	}
	w.wrap(n, format{kind: link, href: w.address("a", href), title: dom.Attr(n, "title")})
}

// isHeadingAnchor tells whether a link is the mark that generators put beside
// a heading, to link to it.
func isHeadingAnchor(n *html.Node) bool {
	if n.Parent == nil || len(n.Parent.Data) != 2 || n.Parent.Data[0] != 'h' || !strings.HasPrefix(dom.Attr(n, "href"), "#") {
		return false
	}
	return !showsText(n)
}

// lineBreak adds a hard break; the second in a row ends the paragraph.
func (w *writer) lineBreak() {
	w.pending = false
	if w.inFormat(code) {
		if w.noBreak > 0 {
			w.codeText(" ")
			return
		}
		w.endCodeLine()
	}
	i := len(w.run)
	for i > 0 && (w.run[i-1].kind == tokenOpen || w.run[i-1].kind == tokenClose && w.run[i-1].format.kind < link) {
		i--
	}
	if i > 0 && w.run[i-1].kind == tokenBreak {
		if w.noBreak == 0 && !w.inCell {
			w.flush()
		}
		return
	}
	if i > 0 {
		at := len(w.run) // before what begins behind it
		for at > i && w.run[at-1].kind == tokenOpen {
			at--
		}
		w.run = slices.Insert(w.run, at, token{kind: tokenBreak})
	}
}

func (w *writer) image(n *html.Node) {
	src := dom.Attr(n, "src")
	if danger.Runs(src) && !strings.HasPrefix(strings.ToLower(src), "data:image/") || !dom.HasAttr(n, "src") {
		w.text(dom.Attr(n, "alt"))
		return
	}
	alt := w.templates.Part(escapeLabel(strings.Join(strings.Fields(dom.Attr(n, "alt")), " ")), template.PartMarkdown)
	w.push(token{kind: tokenImage, text: "![" + alt + "](" + w.templates.Part(w.destination(w.address("img", src), dom.Attr(n, "title")), template.PartMarkdown) + ")"})
	if w.figure > 0 && len(w.formats) == 0 && !w.inCell {
		w.flush() // a credit beside it is no part of its line
	}
}

// flush writes the inline content that waits as a paragraph.
func (w *writer) flush() {
	raw := slices.ContainsFunc(w.run, func(t token) bool { return t.kind == tokenVerbatim })
	first := len(w.run) > 0 && w.run[0].kind == tokenVerbatim && w.noBreak == 0 && !w.inCell
	content := w.takeRun(true)
	if len(content) == 0 {
		return
	}
	if first && w.last >= blockBulletList && w.last <= blockParenList && w.continuesList(string(content)) && w.writesHTML() {
		w.rawLine("<!-- -->")
	}
	w.begin(blockParagraph)
	w.lines(content)
	if raw && !w.tight {
		if list := w.endingList(string(content)); list != blockNone {
			w.last = list
		}
	}
}

// takeRun renders the inline content that waits and begins anew, with the same
// formats open. A paragraph's start is escaped like that of a block.
func (w *writer) takeRun(paragraph bool) []byte {
	w.pending = false
	run := w.run
	if !showsAnything(run) {
		w.restart(false)
		return nil
	}
	w.taskItem = false
	w.run, w.late = append(w.run, w.late...), w.late[:0]
	for i := len(w.formats) - 1; i >= 0; i-- {
		if f := w.formats[i]; f.kind != code {
			w.endFormat(f)
		}
	}
	w.renderer.reset(w, trimRun(w.run))
	w.renderer.paragraph, w.renderer.itemStart, w.renderer.documentStart = paragraph, paragraph && w.atItemStart(), len(w.out) == 0
	content := bytes.TrimRight(w.renderer.render(), " \t\r\n")
	w.restart(true)
	return content
}

// restart empties the run and opens the formats again that are still open.
func (w *writer) restart(resumed bool) {
	clear(w.run) // so that the buffer keeps no tree alive
	w.run = w.run[:0]
	for i, f := range w.formats {
		if f.kind == code {
			f.resumed = f.resumed || resumed
			continue
		}
		again := w.newFormat(*f)
		again.resumed = f.resumed || resumed
		w.formats[i] = again
		w.run = append(w.run, token{kind: tokenOpen, format: again})
	}
}

func showsAnything(run []token) bool {
	for _, t := range run {
		switch t.kind {
		case tokenOpen:
		case tokenClose:
			if t.format.kind == link {
				return true
			}
		case tokenBreak:
		default:
			if !t.isBlank() {
				return true
			}
		}
	}
	return false
}

// trimRun cuts the breaks and spaces at the end, before the closing marks:
// no-break spaces too, which show nothing there.
func trimRun(run []token) []token {
	end := len(run)
	for end > 0 && run[end-1].kind == tokenClose {
		end--
	}
	cut := end
	for cut > 0 && (run[cut-1].kind == tokenBreak || run[cut-1].isBlank() || run[cut-1].kind == tokenVerbatim && strings.TrimSpace(run[cut-1].text) == "") {
		cut--
	}
	if cut > 0 && run[cut-1].kind == tokenText {
		run[cut-1].text = trimSpaces(run[cut-1].text)
	}
	return append(run[:cut], run[end:]...)
}

// showsText tells whether n holds a letter or digit.
func showsText(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			for _, r := range d.Data {
				if r >= utf8.RuneSelf && r != '¶' && r != '§' && r != '\u00a0' && r != '\u200b' || dom.IsASCIIWord(byte(r)) && r < utf8.RuneSelf {
					return true
				}
			}
		}
		if d.Type == html.ElementNode && d.DataAtom == atom.Img {
			return true
		}
	}
	return false
}
