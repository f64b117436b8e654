package verify

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/danger"
	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/internal/listing"
)

// reading is what a person sees of HTML, as far as [Compare] compares it. It is
// read from the tokens, not from a tree: what a parser drops or moves is seen.
type reading struct {
	words         []word
	headings      []string             // their letters
	ranks         map[string]atom.Atom // of the last heading of these letters
	inCells       []string             // those of headings in tables
	emptyHeadings int
	links         []string          // where links that show something lead
	leads         map[string]string // by the first word of a link; "" for a word that begins several
	bareLinks     []string          // and those that show no word
	images        [][]string
	opaque        int        // words that stand for template tags
	alts          []string   // their descriptions, letters and digits alone
	players       [][]string // the addresses that each may be found under
	code          []codeListing
	counts        map[atom.Atom]int // of the elements of counted
	done, todo    int               // boxes of tasks
	open          around            // what is open at the end, and may not have been meant so
}

// word is a run of letters, digits and marks; of scripts without spaces, one.
type word struct {
	text       string
	breaks     bool // a block begins with it
	newLine    bool // a line break stands before it
	emphasised bool
	marked     bool // the mark of a footnote stands before it
	around
}

// around is what a word stands in.
type around struct {
	stressed bool  // strong or em, and no heading or cell
	quotes   int8  // open ones
	lists    int8  // likewise
	numbered int8  // of these
	start    int16 // what the list counts from that begins with the word, if that is not 1
	apart    bool  // a listing, a heading or a cell, whose lines are another matter
}

// codeListing is the text of a pre.
type codeListing struct {
	text   string
	lines  bool // its lines are elements
	breaks bool // its line ends are br, or may be both
	blocks bool // it holds blocks, each of which is a line
}

// counted are the blocks that a Markdown accident makes of text.
var counted = map[atom.Atom]bool{atom.Li: true, atom.Blockquote: true, atom.Pre: true, atom.Table: true}

// tokenReader makes a reading of tokens.
type tokenReader struct {
	reading
	src        []byte
	z          *html.Tokenizer
	at         int // offset behind the token
	word       string
	broken     bool   // a block began since the last word
	newLine    bool   // a line break stood there since
	emphasised bool   // of word, where it begins
	around            // likewise
	stress     []bool // of open elements of stressTags: whether they are emphasis
	inCode     int    // open ones
	starts     int16  // what the list counts from that has begun since the last word; 0 for 1
	emphasis   int
	marked     bool // the mark of a footnote stood there since
	item       bool // a list item began since the last word
	behindPre  bool // nothing stands behind the last listing yet
	cell       int
	flow       map[atom.Atom]int // open blocks
	noscript   int
	notes      bool  // the rest are footnotes, which are a list in Markdown alone
	media      int   // open players, whose text browsers do not show
	open       int   // open elements that Markdown does not make
	outerOpen  []int // as many when each quote and list item began
	markdown   bool
	outer      outside // as it was before the listing
	heading    *strings.Builder
	pre        *bytes.Buffer
	preLines   bool
	preBlocks  bool
	preBreaks  bool
	links      []openLink
	places     map[string]bool // addresses of places in the text
	unclosed   map[string]bool // elements that do not end any more
}

// outside is where a listing begins.
type outside struct {
	words             int
	broken, behindPre bool
	indented          bool // as Markdown renders indented code
}

type openLink struct {
	href   string
	shows  bool
	mark   bool // leads to a place in the text
	named  bool // a word of it has ended
	within int  // how much of a word stands before it
}

// emphasisTags are what is written as emphasis, or may be.
var emphasisTags = map[atom.Atom]bool{atom.B: true, atom.Strong: true, atom.I: true, atom.Em: true, atom.Cite: true, atom.Dfn: true, atom.Var: true,
	atom.Del: true, atom.S: true, atom.Strike: true, atom.Dt: true}

// stressTags are what is always written as emphasis.
var stressTags = map[atom.Atom]bool{atom.B: true, atom.Strong: true, atom.I: true, atom.Em: true}

// readTokens reads HTML, or what Markdown was rendered as.
func readTokens(src []byte, markdown bool) *reading {
	return readWithPlaces(src, markdown, nil)
}

// readWithPlaces is readTokens where some addresses lead to places in the text.
func readWithPlaces(src []byte, markdown bool, places map[string]bool) *reading {
	r := &tokenReader{broken: true, markdown: markdown, places: places}
	r.words = make([]word, 0, len(src)/bytesPerWord)
	r.counts, r.flow, r.ranks = map[atom.Atom]int{}, map[atom.Atom]int{}, map[string]atom.Atom{}
	r.read(src)
	r.endPre()
	if r.notes = false; r.cell == 0 {
		r.reading.open = r.surroundings()
	}
	return &r.reading
}

// bytesPerWord is about how much rendered text there is for a word.
const bytesPerWord = 8

func (r *tokenReader) read(src []byte) {
	r.src, r.z, r.at = src, html.NewTokenizer(bytes.NewReader(src)), 0
	for {
		kind := r.z.Next()
		r.at += len(r.z.Raw())
		switch kind {
		case html.ErrorToken:
			r.endWord()
			return
		case html.TextToken:
			r.text(string(r.z.Text()))
		case html.StartTagToken, html.SelfClosingTagToken:
			t := r.z.Token()
			r.start(&t, kind == html.SelfClosingTagToken)
		case html.EndTagToken:
			name, _ := r.z.TagName()
			r.end(atom.Lookup(name))
		}
	}
}

// closes tells whether an element that begins here ends, and does not begin anew
// before.
func (r *tokenReader) closes(name string) bool {
	if r.unclosed[name] {
		return false
	}
	rest := r.src[min(r.at, len(r.src)):]
	end := indexFold(rest, "</"+name)
	if end < 0 {
		if r.unclosed == nil {
			r.unclosed = map[string]bool{}
		}
		r.unclosed[name] = true
	}
	return end >= 0 && (!holdsTextAlone(name) || indexFold(rest[:end], "<"+name) < 0)
}

// skip passes over an element with all that is in it, if it ends.
func (r *tokenReader) skip(name string) {
	if !r.closes(name) {
		return
	}
	for depth := 1; depth > 0; {
		kind := r.z.Next()
		r.at += len(r.z.Raw())
		if kind == html.ErrorToken {
			return
		}
		tag, _ := r.z.TagName()
		switch {
		case string(tag) != name:
		case kind == html.StartTagToken:
			depth++
		case kind == html.EndTagToken:
			depth--
		}
	}
}

func (r *tokenReader) start(t *html.Token, selfClosing bool) {
	if t.DataAtom == atom.Noscript || holdsTextAlone(t.Data) && (selfClosing || !r.closes(t.Data)) {
		r.z.NextIsNotRawText() // or it would swallow what follows
	}
	n := &html.Node{Type: html.ElementNode, Data: t.Data, DataAtom: t.DataAtom, Attr: t.Attr}
	if strings.Contains(dom.Attr(n, "class"), "note") { // which may stand in the sentence
		r.endWord()
	}
	if r.pre != nil && t.DataAtom == atom.Code && bytes.HasSuffix(r.src[:r.at-len(r.z.Raw())], []byte("</code>")) { // each is a line
		r.endWord()
		r.preBlocks = true
	}
	if dom.HasAnyClass(n, listing.NumberColumns) || dom.HasAnyClass(n, noteMarks) || r.pre != nil && r.isLineNumber(n) || dom.HasClass(n, "katex-html") || dom.HasClass(n, "MathJax") || dom.HasClass(n, "MathJax_Preview") {
		if !selfClosing && !dom.IsVoid(t.DataAtom) {
			r.codeTable(t)
			r.skip(t.Data)
			return
		}
	}
	if r.isAstray(t.DataAtom) || r.whole(n, t, selfClosing) {
		return
	}
	r.surround(t)
	r.block(t.DataAtom)
	if dom.IsFlow(t.DataAtom) {
		r.flow[t.DataAtom]++
	}
	if t.DataAtom == atom.Li || t.DataAtom == atom.Blockquote {
		r.outerOpen, r.open = append(r.outerOpen, r.open), 0
	}
	r.contain(n, t)
}

// whole reads an element that is read at once, or passes over it, and tells
// whether it was one.
func (r *tokenReader) whole(n *html.Node, t *html.Token, selfClosing bool) bool {
	switch t.DataAtom {
	case atom.Script:
		r.script(n, selfClosing)
		return true
	case atom.Textarea: // its text may become a listing
		r.counts[atom.Pre]++
		if !selfClosing {
			r.skip(t.Data)
		}
		r.endWord()
		r.behindPre = true
		return true
	case atom.Style, atom.Title, atom.Select, atom.Button, atom.Svg, atom.Math, atom.Template, atom.Noframes, atom.Noembed, atom.Canvas, atom.Head:
		if !selfClosing {
			r.skip(t.Data)
		}
		return true
	case atom.Iframe, atom.Embed, atom.Video, atom.Audio:
		r.player(n)
		switch {
		case selfClosing:
		case t.DataAtom == atom.Iframe:
			r.skip(t.Data)
		case t.DataAtom != atom.Embed && r.closes(t.Data):
			r.media++
		}
		return true
	case atom.Source:
		if last := len(r.players) - 1; r.media > 0 && last >= 0 {
			r.players[last] = append(r.players[last], addresses(n)...)
		} else if r.media > 0 {
			r.player(n)
		}
		return true
	case atom.Img:
		r.image(n)
		return true
	case atom.Noscript:
		r.noscript++
	case atom.Div:
		r.notes = r.notes || r.markdown && dom.Attr(n, "role") == "doc-endnotes" // which come last
	case atom.A:
		href := dom.Attr(n, "href")
		r.links = append(r.links, openLink{href: href, mark: strings.HasPrefix(href, "#") || r.places[href], within: len(r.word)})
	}
	return false
}

// surround notes where an element begins that changes what is around it.
func (r *tokenReader) surround(t *html.Token) {
	switch {
	case t.DataAtom == atom.Li && r.flow[atom.Ul]+r.flow[atom.Ol] > 0:
		r.heading = nil // a list in a heading is a list
	case t.DataAtom == atom.Code && r.pre != nil && r.pre.Len() == 0:
		r.outer.indented = r.markdown && len(t.Attr) == 0
	case t.DataAtom == atom.Pre && r.pre != nil:
		r.open++ // the outer one ends somewhere else
	}
	if t.DataAtom == atom.Pre {
		r.endWord()
		r.outer = outside{words: len(r.words), broken: r.broken, behindPre: r.behindPre}
	}
}

// contain notes what stands in an element from here on.
func (r *tokenReader) contain(n *html.Node, t *html.Token) {
	if t.DataAtom == atom.Td || t.DataAtom == atom.Th {
		r.cell++
	}
	if emphasisTags[t.DataAtom] {
		r.emphasis++
	}
	switch {
	case t.DataAtom == atom.Code:
		r.inCode++
	case stressTags[t.DataAtom] && r.inCode == 0 && r.pre == nil: // in code it is none
		r.stress = append(r.stress, !isPlain(n))
	}
	switch {
	case rawBlocks[t.DataAtom]:
		r.open++
	case t.DataAtom == atom.Pre:
		rendered := r.markdown && bytes.HasPrefix(r.src[r.at:], []byte("<code"))
		r.broken = r.broken && (rendered || !r.behindPre) // each line may be a pre of its own
		r.pre, r.preLines, r.preBreaks, r.preBlocks = new(bytes.Buffer), false, false, false
	case dom.IsHeading(t.DataAtom):
		r.heading = new(strings.Builder)
	case r.pre != nil && (listing.IsLineElement(n) || t.DataAtom == atom.Img || t.DataAtom == atom.A || t.DataAtom == atom.Span && dom.HasAnyClass(n, listing.LineClasses)):
		r.preLines = true
	}
	switch {
	case t.DataAtom == atom.Li:
		r.item = true
	case t.DataAtom == atom.Input && r.item && dom.Attr(n, "type") == "checkbox":
		if dom.HasAttr(n, "checked") {
			r.done++
		} else {
			r.todo++
		}
	case t.DataAtom == atom.Ol:
		r.starts = 0
		if n, err := strconv.Atoi(strings.TrimSpace(dom.Attr(n, "start"))); err == nil && n > 1 && n <= maxStart && r.cell == 0 {
			r.starts = int16(n)
		}
	case counted[t.DataAtom] && !r.notes:
		r.counts[t.DataAtom]++
	}
}

// maxStart bounds the numbers that a list is known to count from.
const maxStart = 9999

// isPlain tells whether an element for emphasis has a style that takes it away, as that
// around all of a document of Google Docs.
func isPlain(n *html.Node) bool {
	style := strings.ReplaceAll(strings.ToLower(dom.Attr(n, "style")), " ", "")
	return strings.Contains(style, "font-weight:normal") || strings.Contains(style, "font-weight:400") || strings.Contains(style, "font-style:normal")
}

// noteMarks are classes of the numbers that notes begin with.
var noteMarks = map[string]bool{"ltx_note_mark": true, "ltx_tag_note": true, "sidenote-number": true, "footnote-definition-label": true}

// isLineNumber tells whether an element that begins here is the number of a line,
// which nobody can select.
func (r *tokenReader) isLineNumber(n *html.Node) bool {
	text, _, ok := bytes.Cut(r.src[r.at:], []byte("<"))
	text = bytes.TrimSpace(text)
	return ok && len(text) > 0 && isNumber(string(text)) && strings.Contains(dom.Attr(n, "style"), "user-select")
}

// codeTable counts the listing that a table is whose column of line numbers begins
// here, if it has no pre.
func (r *tokenReader) codeTable(t *html.Token) {
	if t.DataAtom != atom.Td {
		return
	}
	const far = 64 << 10
	table := r.src[r.at:min(len(r.src), r.at+far)]
	if end := indexFold(table, "</table"); end >= 0 && indexFold(table[:end], "<pre") < 0 {
		r.counts[atom.Pre]++
	}
}

// rawBlocks are blocks that Markdown has no form for, or whose content it does
// not take for code.
var rawBlocks = map[atom.Atom]bool{atom.Div: true, atom.Table: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Dl: true, atom.Center: true,
	atom.Article: true, atom.Figure: true, atom.Header: true, atom.Form: true}

func (r *tokenReader) end(a atom.Atom) {
	if r.isAstray(a) {
		return
	}
	if a != atom.P && dom.IsFlow(a) {
		if r.flow[a] == 0 {
			return // ends nothing
		}
		r.flow[a]--
	}
	r.block(a)
	if a == atom.Td || a == atom.Th {
		r.cell = max(0, r.cell-1)
	}
	switch {
	case a == atom.Video || a == atom.Audio:
		r.media = max(0, r.media-1)
	case a == atom.Noscript:
		r.noscript = max(0, r.noscript-1)
	case a == atom.A:
		if last := len(r.links) - 1; last >= 0 {
			r.endMark()
			if r.word != "" {
				r.nameLink(r.word)
			}
			switch l := r.links[last]; {
			case strings.Trim(l.href, "htps:/ ") == "" || l.mark || danger.Runs(l.href):
			case l.shows:
				r.reading.links = append(r.reading.links, l.href)
			default:
				r.bareLinks = append(r.bareLinks, l.href)
			}
			if r.item && !r.links[last].shows && !r.notes { // it is shown by its label
				r.counts[atom.Li]++
				r.item = false
			}
			r.links = r.links[:last]
		}
	case a == atom.Pre:
		r.endPre()
	case a == atom.Li || a == atom.Blockquote: // and what is left open in it
		r.item = r.item && a != atom.Li
		if last := len(r.outerOpen) - 1; last >= 0 {
			r.open, r.outerOpen = r.outerOpen[last], r.outerOpen[:last]
		}
	case rawBlocks[a]:
		r.open = max(0, r.open-1)
	case dom.IsHeading(a) && r.heading != nil:
		switch letters := r.heading.String(); {
		case letters == "":
			r.emptyHeadings++
		case r.cell > 0:
			r.inCells = append(r.inCells, letters)
		default:
			r.headings = append(r.headings, letters)
			r.ranks[letters] = a
		}
		r.heading = nil
		r.broken = r.broken || r.cell == 0 && r.pre == nil
	case emphasisTags[a]:
		r.emphasis = max(0, r.emphasis-1)
		if stressTags[a] && r.inCode == 0 && r.pre == nil {
			r.stress = r.stress[:max(0, len(r.stress)-1)]
		}
	case a == atom.Code:
		r.inCode = max(0, r.inCode-1)
	}
}

// block ends a word at the tag of a block, and notes that one begins.
func (r *tokenReader) block(a atom.Atom) {
	switch {
	case a == atom.Q: // quotation marks are written for it
		r.endWord()
	case a == atom.Br:
		r.endWord()
		r.newLine = true
		if r.pre != nil {
			r.pre.WriteByte('\n')
			r.preBreaks = true
		}
	case dom.IsFlow(a) && a != atom.Body && a != atom.Html:
		r.endWord()
		r.preBlocks = r.preBlocks || a != atom.Pre
		if r.heading == nil && (r.cell == 0 || a == atom.Td || a == atom.Th) && (r.pre == nil || a == atom.Pre) {
			r.broken = true
		}
	}
}

var tableParts = map[atom.Atom]bool{atom.Tr: true, atom.Td: true, atom.Th: true, atom.Tbody: true, atom.Thead: true, atom.Tfoot: true, atom.Caption: true, atom.Col: true, atom.Colgroup: true}

// isAstray tells whether a tag is that of a part of a table outside of any, which
// browsers pass over.
func (r *tokenReader) isAstray(a atom.Atom) bool { return tableParts[a] && r.flow[atom.Table] == 0 }

// holdsTextAlone tells whether the tokenizer takes all up to the end tag of an
// element for its text.
func holdsTextAlone(name string) bool {
	switch name {
	case "script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes", "plaintext":
		return true
	}
	return false
}

// text reads words, and the text of listings.
func (r *tokenReader) text(s string) {
	if r.media > 0 {
		return
	}
	if strings.Contains(s, "\xee\x80") {
		s = showMarks.Replace(s)
	}
	if r.pre != nil {
		r.pre.WriteString(s)
	}
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			end := i
			for end < len(s) && dom.IsASCIIWord(s[end]) {
				end++
			}
			if end > i {
				r.letters(s[i:end])
			} else {
				r.endWord()
				end++
			}
			i = end
			continue
		}
		c, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case dom.Unspaced(c):
			r.endWord()
			r.letters(s[i : i+size])
			r.endWord()
		case unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c):
			r.letters(s[i : i+size])
		case c == '\u00ad' || c == '\u200b' || c == '\u200c' || c == '\u200d' || c == '\ufeff':
		default:
			r.endWord()
		}
		i += size
	}
}

// letters adds to the word that has begun, or begins one.
func (r *tokenReader) letters(s string) {
	if r.word == "" {
		r.word, r.emphasised, r.around = s, r.emphasis > 0, r.surroundings()
	} else {
		r.word += s
	}
	if last := len(r.links) - 1; last >= 0 {
		r.links[last].shows = true
	}
}

// surroundings is what a word that begins here stands in. Cells hold no blocks; of
// footnotes anything may be true, which are made of lists, quotes and paragraphs.
func (r *tokenReader) surroundings() around {
	const most = 100
	switch {
	case r.notes:
		return around{stressed: true, quotes: most, lists: most, numbered: most, start: most}
	case r.cell > 0:
		return around{apart: true}
	}
	return around{
		apart:    r.pre != nil || r.heading != nil,
		stressed: slices.Contains(r.stress, true) && r.heading == nil,
		quotes:   int8(min(most, r.flow[atom.Blockquote])),
		lists:    int8(min(most, r.flow[atom.Ul]+r.flow[atom.Ol])),
		numbered: int8(min(most, r.flow[atom.Ol])),
	}
}

// endMark ends the word before a link that is but the number of a footnote, which
// is no part of it.
func (r *tokenReader) endMark() {
	l := r.links[len(r.links)-1]
	if l.mark && len(r.word) > l.within && isNumber(r.word[l.within:]) {
		r.word = r.word[:l.within]
		r.endWord()
		r.marked = true
	}
}

// isNumber tells whether s holds nothing but digits.
func isNumber(s string) bool { return strings.Trim(s, "0123456789") == "" }

func (r *tokenReader) endWord() {
	if r.word == "" {
		return
	}
	text := r.word
	r.word = ""
	for i := range r.links {
		r.links[i].within = 0
	}
	if last := len(r.links) - 1; last >= 0 && r.links[last].mark && isNumber(text) {
		r.marked = true
		return // the mark of a footnote, which is numbered anew
	}
	if isOpaqueWord(text) {
		r.broken = false
		r.opaque++
		return
	}
	r.nameLink(text)
	if r.heading != nil {
		r.heading.WriteString(text)
	}
	if r.item && !r.notes {
		r.counts[atom.Li]++
	}
	r.item, r.behindPre = false, false
	r.around.start, r.starts = max(r.around.start, r.starts), 0
	r.words = append(r.words, word{text, r.broken, r.newLine, r.emphasised, r.marked, r.around})
	r.broken, r.newLine, r.marked = false, false, false
}

// nameLink remembers the link that a word is the first of.
func (r *tokenReader) nameLink(text string) {
	last := len(r.links) - 1
	if last < 0 || r.links[last].named || !r.links[last].shows {
		return
	}
	l := &r.links[last]
	if l.named = true; r.leads == nil {
		r.leads = make(map[string]string)
	}
	if _, several := r.leads[text]; several {
		r.leads[text] = ""
	} else {
		r.leads[text] = l.href
	}
}

// beginsTag tells whether text begins with a tag of HTML or a comment.
func beginsTag(t []byte) bool {
	if len(t) < 2 || t[0] != '<' || t[1] == '!' {
		return len(t) > 1 && t[0] == '<'
	}
	t = bytes.TrimPrefix(t[1:], []byte{'/'})
	end := 0
	for end < len(t) && dom.IsASCIIWord(t[end]) {
		end++
	}
	return atom.Lookup(bytes.ToLower(t[:end])) != 0
}

// endPre ends a listing. What Markdown takes for code within an element is the
// HTML of that element, indented.
func (r *tokenReader) endPre() {
	if r.pre == nil {
		return
	}
	text := r.pre.Bytes()
	r.pre = nil
	if r.outer.indented && r.open > 0 && beginsTag(bytes.TrimSpace(text)) {
		r.words, r.broken, r.behindPre = r.words[:r.outer.words], r.outer.broken, r.outer.behindPre
		src, z, at := r.src, r.z, r.at
		r.read(text)
		r.src, r.z, r.at = src, z, at
		return
	}
	r.behindPre = true
	r.code = append(r.code, codeListing{string(text), r.preLines, r.preBreaks, r.preBlocks})
}

// addresses are the values of attributes that may hold the address of an element.
func addresses(n *html.Node) (list []string) {
	for _, a := range n.Attr {
		if a.Val != "" && (a.Key == "src" || strings.HasPrefix(a.Key, "data-") && strings.ContainsAny(a.Val, "/.") && !strings.ContainsAny(a.Val, " {<")) {
			list = append(list, a.Val)
		}
	}
	return list
}

func (r *tokenReader) image(n *html.Node) {
	if last := len(r.links) - 1; last >= 0 {
		r.links[last].shows = true
	}
	if r.pre != nil {
		r.preLines = true
	}
	if list := addresses(n); len(list) > 0 && r.noscript == 0 && !danger.Runs(list[0]) {
		r.images = append(r.images, list)
		r.alts = append(r.alts, strings.Map(lettersOnly, dom.Attr(n, "alt")))
	}
}

func lettersOnly(c rune) rune {
	if unicode.IsLetter(c) || unicode.IsDigit(c) {
		return c
	}
	return -1
}

func (r *tokenReader) player(n *html.Node) {
	if list := addresses(n); len(list) > 0 && r.noscript == 0 {
		r.players = append(r.players, list)
	}
}

// script passes over a script, but for a formula or a gist.
func (r *tokenReader) script(n *html.Node, selfClosing bool) {
	if src := dom.Attr(n, "src"); strings.Contains(src, "//gist.github.com/") {
		r.players = append(r.players, []string{src})
	}
	if !selfClosing {
		r.skip(n.Data)
	}
}

// indexFold is like bytes.Index, with ASCII letters of either case the same.
func indexFold(b []byte, sep string) int {
	for i := 0; ; i++ {
		j := bytes.IndexByte(b[i:], sep[0])
		if j < 0 {
			return -1
		}
		if i += j; len(b)-i >= len(sep) && strings.EqualFold(string(b[i:i+len(sep)]), sep) {
			return i
		}
	}
}

// isOpaqueWord tells whether a word stands for a template tag;
// see [Source].
func isOpaqueWord(s string) bool { return len(s) > 3 && strings.Trim(s, "x") == "" }
