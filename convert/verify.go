package convert

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/internal/htmltree"
	"github.com/artx-cli/artx/note"
)

// verifier renders Markdown as GitHub does; raw HTML passes, since convert
// writes none that could do harm.
var verifier = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote),
		goldmark.WithRendererOptions(gmhtml.WithUnsafe()))
})

// Verify renders markdown, which was made of the tree under root, and compares
// the two: the words in order, and the addresses of links and images and the
// text of code blocks each as often as it stands in the tree. Every difference
// is a warning that shows both sides: "verify.text", "verify.link",
// "verify.image" or "verify.code". It returns nil if nothing was lost.
//
// Of formulas the letters of their TeX are compared. The marks of footnotes and
// Markdown that was kept verbatim are not: they are not rendered as written. The
// words between such Markdown must come in their order.
func Verify(root *html.Node, markdown []byte) []note.Note {
	return VerifyAs(root, markdown, Options{}, nil)
}

// VerifyAs is [Verify] for Markdown that was written with options that change the
// words that are seen: Options.Callouts. position tells where in the source a node of
// the tree begins, as notes say then, with the meaning that [note.Note] has; it may be
// nil.
func VerifyAs(root *html.Node, markdown []byte, opt Options, position func(*html.Node) (line, column int)) []note.Note {
	var rendered bytes.Buffer
	if err := verifier().Convert(markdown, &rendered); err != nil {
		return []note.Note{{Code: "verify.text", Level: note.Warning, Message: "the Markdown cannot be rendered: " + err.Error()}}
	}
	back, err := htmltree.Parse(rendered.Bytes(), htmltree.Options{MaxDepth: maxRenderedDepth})
	if err != nil {
		return []note.Note{{Code: "verify.text", Level: note.Warning, Message: "the rendered Markdown cannot be parsed: " + err.Error()}}
	}
	want, got := takeInventory(root, opt.Callouts), takeInventory(back.Root, opt.Callouts)
	notes := want.compareText(got, position)
	for _, kind := range []struct {
		code, name string
		want, got  finds
	}{
		{"verify.link", "link", want.links, got.links},
		{"verify.image", "image", want.images, got.images},
		{"verify.code", "code block", want.code, got.code},
	} {
		instead := missingFrom(kind.got, kind.want)
		for i, lost := range missingFrom(kind.want, kind.got) {
			found := "nothing like it"
			if i < len(instead) {
				found = fmt.Sprintf("%q", shorten(instead[i].value))
			}
			n := note.Note{Code: kind.code, Level: note.Warning,
				Message: fmt.Sprintf("a %s differs: %q in the article, %s in the rendered Markdown", kind.name, shorten(lost.value), found)}
			notes = append(notes, placed(n, lost.node, position))
		}
	}
	return notes
}

// placed is a note with the place of a node or, where that is not known, of the
// nearest around it.
func placed(n note.Note, at *html.Node, position func(*html.Node) (line, column int)) note.Note {
	for ; at != nil && position != nil && n.Line == 0; at = at.Parent {
		n.Line, n.Column = position(at)
	}
	return n
}

// maxRenderedDepth bounds the depth of the tree of rendered Markdown. What nests
// deeper in it has the same words, links and images.
const maxRenderedDepth = 512

// verbatimGap stands in the words for Markdown that was kept as it stood.
const verbatimGap = "\x00"

// inventory is what a tree shows, as far as it is compared.
type inventory struct {
	words               string // letters, digits and marks, without what is between them
	texts               []textStart
	links, images, code finds
	footnotes           footnotes
	callouts            string // how they are written
}

// finds are what stands in a tree, in order.
type finds []find

type find struct {
	value string
	node  *html.Node
}

// textStart tells where in the words those of a node begin.
type textStart struct {
	offset int
	node   *html.Node
}

// nodeAt is the node of the word at an offset; nil if there is none.
func (inv *inventory) nodeAt(offset int) *html.Node {
	i := sort.Search(len(inv.texts), func(i int) bool { return inv.texts[i].offset > offset })
	if i == 0 {
		return nil
	}
	return inv.texts[i-1].node
}

// compareText compares the words.
func (inv *inventory) compareText(got *inventory, position func(*html.Node) (line, column int)) []note.Note {
	compare := compareWords
	if strings.Contains(inv.words, verbatimGap) {
		compare = comparePieces
	}
	message, offset := compare(inv.words, got.words)
	if message == "" {
		return nil
	}
	return []note.Note{placed(note.Note{Code: "verify.text", Level: note.Warning, Message: message}, inv.nodeAt(offset), position)}
}

func takeInventory(root *html.Node, callouts string) *inventory {
	inv := &inventory{callouts: callouts}
	var words strings.Builder
	inv.footnotes.find(root)
	inv.take(root, &words)
	for i := 0; i < len(inv.footnotes.order); i++ { // one may refer to others
		inv.take(inv.footnotes.definitions[inv.footnotes.order[i]], &words)
	}
	inv.words = words.String()
	return inv
}

// notCompared are elements that do not come back as they were.
func notCompared(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script:
		return !strings.HasPrefix(attr(n, "type"), "math/tex")
	}
	return isUnseen(n.DataAtom) || hasClass(n, "katex-html") || hasClass(n, "MathJax") || hasClass(n, "MathJax_Preview") ||
		hasAnyClass(n, numberColumns)
}

func (inv *inventory) take(n *html.Node, words *strings.Builder) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			inv.texts = append(inv.texts, textStart{words.Len(), c})
			inv.text(c.Data, words)
		case html.RawNode:
			if strings.HasPrefix(c.Data, "{") && !strings.ContainsAny(c.Data, "<>&[]`\n") { // a template tag shows as it stands
				inv.text(c.Data, words)
			} else {
				words.WriteString(verbatimGap)
			}
		case html.DocumentNode:
			inv.take(c, words)
		case html.ElementNode:
			inv.element(c, words)
		}
	}
}

// text takes text with formulas as they are written.
func (inv *inventory) text(s string, words *strings.Builder) {
	s = shownByGenerator(s)
	for {
		before, _, formula, after, ok := cutFormula(s)
		if !ok {
			break
		}
		appendWords(words, before)
		appendWords(words, formulaText.Replace(formula))
		s = after
	}
	appendWords(words, s)
}

func (inv *inventory) element(n *html.Node, words *strings.Builder) {
	f := &inv.footnotes
	if id := f.ids[n]; id != "" {
		f.label(id) // its words come last
		return
	}
	if notCompared(n) || f.isMark(n) {
		return
	}
	if isGroup(n.DataAtom) && isCodeWrapper(n) {
		inv.wrappedCode(n, words)
		return
	}
	if kind := alertOf(n); kind != "" {
		inv.callout(n, kind, words)
		return
	}
	switch n.DataAtom {
	case atom.Math:
		appendWords(words, formulaText.Replace(texOf(n)))
		return
	case atom.A:
		if id := f.references[n]; id != "" {
			f.label(id)
			return
		}
		if href := attr(n, "href"); href != "" && !Dangerous(href) && showsText(n) && !strings.HasPrefix(href, "#") {
			inv.links = append(inv.links, find{comparableAddress(href), n})
		}
	case atom.Img:
		if src := attr(n, "src"); src != "" && !Dangerous(src) {
			inv.images = append(inv.images, find{comparableAddress(src), n})
		}
	case atom.Pre:
		if !holdsMoreThanCode(n) {
			inv.codeBlock(n)
		}
	}
	inv.take(n, words)
}

// callout takes a callout with its kind as its mark shows it, whose label stands
// for it.
func (inv *inventory) callout(n *html.Node, kind string, words *strings.Builder) {
	title, label := alertTitle(n, kind)
	switch inv.callouts {
	case CalloutAlert:
		appendWords(words, alertKinds[kind])
	case CalloutObsidian:
		appendWords(words, kind)
	case CalloutQuote:
		label = false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c == title && label:
		case c.Type == html.ElementNode:
			inv.element(c, words)
		case c.Type == html.TextNode:
			inv.text(c.Data, words)
		}
	}
}

// wrappedCode takes code with the caption, links and images beside it.
func (inv *inventory) wrappedCode(n *html.Node, words *strings.Builder) {
	if caption := codeCaption(n); caption != nil {
		inv.take(caption, words)
	}
	inv.codeBlock(n)
	appendWords(words, inv.code[len(inv.code)-1].value)
	for d := range n.Descendants() {
		if d.DataAtom == atom.Img {
			inv.element(d, words)
		}
	}
}

func (inv *inventory) codeBlock(n *html.Node) {
	var b bytes.Buffer
	codeText(&b, codeSource(n))
	inv.code = append(inv.code, find{strings.TrimSpace(shownByGenerator(codeSpaces.Replace(b.String()))), n})
}

// comparableAddress evens out how renderers spell an address.
func comparableAddress(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>[\\]^`{|}", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// appendWords keeps what words are made of.
func appendWords(b *strings.Builder, s string) {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			b.WriteRune(r)
		}
	}
}

// comparePieces shows the first piece of want that does not come behind the ones
// before it in got, and where in want it begins; "" if there is none.
func comparePieces(want, got string) (message string, offset int) {
	for piece := range strings.SplitSeq(want, verbatimGap) {
		_, rest, ok := strings.Cut(got, piece)
		if !ok {
			return fmt.Sprintf("the text differs: %q in the article is not in the rendered Markdown, where %q was expected", shorten(piece), shorten(got)), offset
		}
		got = rest
		offset += len(piece) + len(verbatimGap)
	}
	return "", 0
}

// compareWords shows the first place where two texts part, and its offset in want;
// "" if they do not.
func compareWords(want, got string) (message string, offset int) {
	if want == got {
		return "", 0
	}
	w, g := []rune(want), []rune(got)
	i := 0
	for i < len(w) && i < len(g) && w[i] == g[i] {
		offset += utf8.RuneLen(w[i])
		i++
	}
	const before, after = 20, 30
	show := func(s []rune) string { return string(s[max(0, min(i, len(s))-before):min(len(s), i+after)]) }
	return fmt.Sprintf("the text differs: %q in the article, %q in the rendered Markdown", show(w), show(g)), offset
}

// missingFrom lists what want holds more often than got does.
func missingFrom(want, got finds) (lost finds) {
	count := make(map[string]int)
	for _, s := range got {
		count[s.value]++
	}
	for _, s := range want {
		if count[s.value] == 0 {
			lost = append(lost, s)
		}
		count[s.value]--
	}
	return lost
}

func shorten(s string) string {
	const limit = 80
	if r := []rune(s); len(r) > limit {
		return string(r[:limit]) + "…"
	}
	return s
}
