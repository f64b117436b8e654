package convert

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/internal/listing"
	"github.com/artx-cli/artx/convert/template"
)

// writer writes one document. Blocks go to out at once; inline content waits
// in run until the block that it belongs to ends.
type writer struct {
	opt          Options
	resolve      func(tag, address string) string // makes relative addresses absolute; nil leaves them
	root         *html.Node
	out          []byte
	roomy        bool         // out was given room for all of the tree
	containers   []container  // open quotes and list items, outermost first
	last         blockKind    // the block before this place, in the same container
	tight        bool         // blocks follow each other without a blank line where Markdown allows it
	rawHTML      bool         // a tag was written
	code         bytes.Buffer // of the code block being written
	formatSlab   []format     // where the next formats are allocated
	cellRun      []token      // buffers for the content of cells
	cellRenderer renderer
	footnotes    footnotes
	anchors      anchors
	templates    *template.Tags
	marks        []string // ends of excerpts in a heading or table, to be written behind it
	behindCode   bool     // the Markdown that was written last ends in indented code
	references   bool     // the Markdown among the tree defines links, so that text in brackets may be one
	detailsAt    []int    // where the details elements being written begin
	inlineState
}

// container is a quote or list item: what begins its first line, and what the
// others.
type container struct {
	first, rest string
	used        bool // the first line is written
}

// blockKind is what a block is, as far as it matters to the one behind it.
type blockKind int

const (
	blockNone blockKind = iota
	blockParagraph
	blockHeading
	blockCode
	blockQuote
	blockBulletList
	blockOtherBulletList // right behind a bullet list, with another marker
	blockDotList         // "1."
	blockParenList       // "1)"
	blockTable
	blockHTML
	blockRule
	blockAlert    // the mark of a callout
	blockVerbatim // Markdown as it stands
)

// maxDepth bounds nested quotes and lists: each line carries the prefixes of
// all, so that deep ones cost depth times lines. Deeper ones are flattened.
const maxDepth = 64

// writers keeps the buffers of finished writers for the next document.
var writers = sync.Pool{New: func() any { return new(writer) }}

// maxKept bounds the output buffer that is kept for the next document.
const maxKept = 1 << 20

// writeMarkdown returns the Markdown of the tree, nil if it shows nothing, and
// tells whether there is raw HTML of elements in it. resolve makes relative
// addresses of elements absolute; nil leaves them.
func writeMarkdown(root *html.Node, opt Options, resolve func(tag, address string) string) (markdown []byte, rawHTML bool) {
	w := writers.Get().(*writer)
	w.opt, w.resolve, w.root = opt, resolve, root
	w.footnotes.find(root)
	if opt.Places {
		w.anchors.find(root, opt, &w.footnotes)
	}
	w.templates = template.NewTags(opt.Template)
	if opt.Template != "" {
		w.templates.Find(root)
	}
	w.references = holdsReferences(root)
	w.node(root)
	w.flush()
	w.writeFootnotes()
	if out := bytes.TrimRight(w.out, "\n"); len(out) > 0 {
		markdown = append(out, '\n')
	}
	rawHTML = w.rawHTML
	if cap(w.out) <= maxKept { // a larger buffer is the result's
		markdown = bytes.Clone(markdown)
		w.recycle()
		writers.Put(w)
	}
	return markdown, rawHTML
}

// holdsReferences tells whether Markdown that was kept defines links.
func holdsReferences(n *html.Node) bool {
	if n.Type == html.RawNode && n.Namespace == verbatimBlock && strings.Contains(n.Data, "]:") {
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if holdsReferences(c) {
			return true
		}
	}
	return false
}

// writesHTML tells whether a tag may be written, which the caller then does.
func (w *writer) writesHTML() bool {
	w.rawHTML = w.rawHTML || !w.opt.NoRawHTML
	return !w.opt.NoRawHTML
}

// recycle makes w a new writer with the buffers of the old one.
func (w *writer) recycle() {
	clear(w.run)
	clear(w.formatSlab) // so that no tree is kept alive
	*w = writer{out: w.out[:0], containers: w.containers[:0], inlineState: inlineState{run: w.run[:0], renderer: w.renderer.empty()},
		code: w.code, formatSlab: w.formatSlab[:0], cellRun: w.cellRun[:0], cellRenderer: w.cellRenderer.empty()}
}

// begin starts a block: it separates it from the one before, and writes the
// prefix of its first line.
func (w *writer) begin(kind blockKind) {
	w.separate(kind)
	w.last = kind
	w.startLine()
}

// separate writes the blank line between two blocks.
func (w *writer) separate(next blockKind) {
	if w.last == blockNone || w.last == blockAlert && next == blockParagraph || w.tight && !needBlank(w.last, next) {
		return
	}
	w.out = append(w.out, bytes.TrimRight(w.prefix(true), " ")...)
	w.out = append(w.out, '\n')
	w.last = blockNone
}

// needBlank tells whether next would become a part of last without a blank
// line between them (lazy continuation, a setext underline, an HTML block).
func needBlank(last, next blockKind) bool {
	switch last {
	case blockHTML, blockVerbatim:
		return true
	case blockParagraph:
		return next == blockParagraph || next == blockTable || next == blockHTML || next == blockRule
	case blockQuote, blockTable, blockBulletList, blockOtherBulletList, blockDotList, blockParenList:
		return next == blockParagraph || next == blockTable || next == blockQuote
	}
	return false
}

// prefix is what begins a line: all containers, or those alone whose first
// line is written.
func (w *writer) prefix(usedOnly bool) []byte {
	var b []byte
	for i := range w.containers {
		c := &w.containers[i]
		switch {
		case c.used:
			b = append(b, c.rest...)
		case !usedOnly:
			b = append(b, c.first...)
		}
	}
	return b
}

func (w *writer) startLine() {
	for i := range w.containers {
		c := &w.containers[i]
		if c.used {
			w.out = append(w.out, c.rest...)
		} else {
			w.out = append(w.out, c.first...)
			c.used = true
		}
	}
}

// endLine ends a line without trailing spaces.
func (w *writer) endLine() {
	w.out = append(bytes.TrimRight(w.out, " "), '\n')
}

// lines writes the lines of a block behind their prefixes; the first one's is
// there already. A blank line gets no trailing space.
func (w *writer) lines(s []byte) {
	w.makeRoom(len(s))
	if len(w.containers) == 0 {
		w.out = append(append(w.out, s...), '\n')
		return
	}
	for first := true; ; first = false {
		line, rest, more := bytes.Cut(s, []byte{'\n'})
		if !first {
			w.startLine()
		}
		if len(line) > 0 {
			w.out = append(append(w.out, line...), '\n')
		} else {
			w.endLine()
		}
		if !more {
			return
		}
		s = rest
	}
}

// makeRoom has a result that turns out to be large grow once instead of many
// times, by what its whole tree will come to, for each time takes memory twice.
func (w *writer) makeRoom(n int) {
	if cap(w.out)-len(w.out) < n+1 && len(w.out) > maxKept && !w.roomy {
		w.roomy = true
		w.out = slices.Grow(w.out, max(sizeOf(w.root)-len(w.out), n+1))
	}
}

// sizeOf is about as many bytes as a tree takes when it is written.
func sizeOf(root *html.Node) (size int) {
	for n := range root.Descendants() {
		size += 2
		if n.Type != html.ElementNode {
			size += len(n.Data)
		}
		for _, a := range n.Attr {
			size += len(a.Val)
		}
	}
	return size
}

// within writes the blocks of a container.
func (w *writer) within(first, rest string, write func()) {
	if len(w.containers) >= maxDepth {
		write()
		w.flush()
		return
	}
	last := w.last
	w.containers = append(w.containers, container{first: first, rest: rest})
	w.last = blockNone
	write()
	w.flush()
	end := len(w.containers) - 1
	if w.containers[end].used {
		last = blockNone
	}
	w.containers = w.containers[:end]
	w.last = last
}

func (w *writer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

func (w *writer) node(n *html.Node) {
	if w.opt.Step != nil {
		w.opt.Step(len(w.out))
	}
	if len(w.anchors.kept) > 0 {
		w.keptAnchor(n)
	}
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
	case html.RawNode:
		if n.Namespace == verbatimBlock {
			w.verbatimBlock(n.Data)
		} else {
			w.verbatim(n.Data, n.Namespace == verbatimRest)
		}
	case html.CommentNode:
		w.comment(n.Data)
	case html.ElementNode:
		w.element(n)
	case html.DocumentNode:
		w.children(n)
	}
}

// keptAnchor writes the id of an element that a link leads to.
func (w *writer) keptAnchor(n *html.Node) {
	id, ok := w.anchors.kept[n]
	if !ok || w.inFormat(code) || !w.writesHTML() {
		return
	}
	if n.Type == html.ElementNode && dom.IsFlow(n.DataAtom) {
		w.flush()
	}
	tag := token{kind: tokenHTML, text: `<a id="` + w.templates.Part(html.EscapeString(id), template.PartHTML) + `"></a>`}
	if end := len(w.containers) - 1; end >= 0 && w.containers[end].used && len(w.run) == 0 {
		w.late = append(w.late, tag) // a tag that begins a later paragraph of an item would begin HTML
		return
	}
	if n.Type == html.TextNode && n.Data != "" && dom.IsHTMLSpace(n.Data[0]) {
		w.pending = true
	}
	w.push(tag)
}

// element writes an element by its kind.
func (w *writer) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Head, atom.Style, atom.Template, atom.Title, atom.Meta, atom.Link, atom.Base, atom.Noframes, atom.Iframe, atom.Object, atom.Embed,
		atom.Select, atom.Button, atom.Svg, atom.Canvas, atom.Source, atom.Track, atom.Param, atom.Audio, atom.Video:
		w.unwritable(n)
	case atom.Script:
		w.mathScript(n)
	case atom.Figure:
		w.figure++
		w.flow(n)
		w.figure--
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.heading(n)
	case atom.Hr:
		w.flush()
		w.thematicBreak()
	case atom.Blockquote:
		w.flush()
		if kind := alertOf(n); kind != "" {
			w.alert(n, kind)
		} else {
			w.quote(n)
		}
	case atom.Ul, atom.Ol:
		w.flush()
		w.list(n)
	case atom.Dl:
		w.flush()
		w.definitionList(n)
	case atom.Pre, atom.Listing, atom.Xmp, atom.Plaintext, atom.Textarea:
		w.flush()
		if listing.HoldsMoreThanCode(n) {
			w.children(n)
			w.flush()
			return
		}
		w.codeBlock(n)
	case atom.Table:
		w.flush()
		w.table(n)
	case atom.Details:
		w.flush()
		w.details(n)
	default:
		if dom.IsGroup(n.DataAtom) {
			w.flow(n)
		} else {
			w.inline(n)
		}
	}
}

// flow writes an element that only groups others. Footnotes come at the end,
// where they are found again.
func (w *writer) flow(n *html.Node) {
	if w.footnotes.isDefinitions(n) {
		return
	}
	w.flush()
	if w.footnoteHere(n) {
		return
	}
	if kind := alertOf(n); kind != "" {
		w.alert(n, kind)
		return
	}
	if listing.IsWrapper(n) {
		if caption := listing.Caption(n); caption != nil {
			w.children(caption)
			w.flush()
		}
		w.codeBlock(n)
		return
	}
	if n.DataAtom == atom.P || n.DataAtom == atom.Td || n.DataAtom == atom.Li {
		w.inParagraph++
		defer func() { w.inParagraph-- }()
	}
	w.children(n)
	w.flush()
}

func (w *writer) heading(n *html.Node) {
	w.flush()
	w.noBreak++
	w.children(n)
	content := w.takeRun(false)
	w.noBreak--
	if len(content) == 0 && n.FirstChild != nil && !hasOnlySpace(n) {
		w.lateMarks()
		return
	}
	w.begin(blockHeading)
	w.out = append(w.out, "######"[:n.Data[1]-'0']...)
	w.out = append(w.out, ' ')
	w.out = append(w.out, escapeClosingHashes(content)...)
	w.endLine()
	w.lateMarks()
}

func hasOnlySpace(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.TextNode || len(bytes.TrimSpace([]byte(c.Data))) > 0 {
			return false
		}
	}
	return true
}

// escapeClosingHashes keeps hashes at the end of a heading from closing it.
func escapeClosingHashes(s []byte) []byte {
	t := bytes.TrimRight(s, "#")
	if len(t) == len(s) || len(t) > 0 && t[len(t)-1] != ' ' {
		return s
	}
	return append(append(append([]byte{}, t...), '\\'), s[len(t):]...)
}

// thematicBreak writes "---", or "***" where dashes could be something else:
// the fence of a header at the very beginning, or a part of a list.
func (w *writer) thematicBreak() {
	rule := "---"
	switch n := len(w.containers) - 1; {
	case n >= 0 && !w.containers[n].used && w.containers[n].first == "* ":
		rule = "___" // stars would be one rule with the bullet
	case len(w.out) == 0 || n >= 0:
		rule = "***"
	}
	w.begin(blockRule)
	w.out = append(w.out, rule...)
	w.endLine()
}

// quoteMark begins each line of a quote.
const quoteMark = "> "

func (w *writer) quote(n *html.Node) {
	start, last := len(w.out), w.last
	w.separate(blockQuote)
	empty := len(w.out)
	tight := w.tight
	w.tight = false
	w.within(quoteMark, quoteMark, func() {
		w.children(n)
		if n.FirstChild == nil || hasOnlySpace(n) {
			w.startLine()
			w.endLine()
		}
	})
	w.tight = tight
	w.last = blockQuote
	if len(w.out) == empty {
		w.out, w.last = w.out[:start], last
	}
}
