package page

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/metadata"
)

// layout is a page as a reader's eye takes it in: boxes within boxes, and in
// them blocks of text. It is built in one walk and holds no copies of text.
type layout struct {
	boxes   []box   // in document order; boxes[0] holds the whole page
	blocks  []block // in document order
	words   float32 // of all blocks
	lexicon *lexicon
	title   map[string]bool
	said    saidPhrases
}

// box is an element that is not part of a line of text.
type box struct {
	node                  *html.Node
	parent                int32 // index into boxes, -1 for the first
	depth                 int32
	from, to              int32     // its blocks: layout.blocks[from:to]
	end                   int32     // the boxes inside it: layout.boxes[self+1:end]
	traits                boxTraits // its own
	around                boxTraits // its own and those of all boxes around it
	class                 classScore
	chainMin              float32 // lowest class score here or further out
	chainMax              float32
	chainSum              float32
	chainShop, chainForum float32
	words                 float32 // of all blocks inside
	linkWords             float32
	prose                 float32 // words in blocks that read like sentences
	sameKind              int32   // siblings with the same tag and class
	kids                  int32   // boxes directly inside
	imgs                  int32
}

// block is one run of inline content: sibling nodes between two box borders.
type block struct {
	box         int32 // index of the box it stands directly in
	first, last *html.Node

	words, linkWords float32 // a wide character counts as half a word
	chars            float32
	capWords         float32 // words that begin with a capital
	digits           float32
	stops, commas    float32 // sentence ends and pauses of all scripts
	links, imgs, brs float32
	boldChars        float32
	price            bool
	endsStop         bool // ends as a sentence does
	endsColon        bool
	heading          int8   // level, 0 for none
	key              uint64 // hash of its words
	titleWords       int32  // of its first words, those in the headline
	score            textScore

	phrases float32            // of three words
	said    [saidKinds]float32 // of these, those that the page's data has too
}

// boxTraits are facts about an element that matter to what is inside.
type boxTraits uint64

const (
	inArticle boxTraits = 1 << iota
	inMain
	inSection
	inNav
	inHeader
	inFooter
	inAside
	inForm
	inTable
	inList
	inItem
	inFigure
	inDialog
	inPre
	inQuote
	inDetails
	inButton
	inLabel
	inDefinition
	inHidden
	inNoscript
	inArticleBody // itemprop or data-… that names the article's text
	inComment     // itemprop or itemtype of comments and reviews
	inProduct     // itemtype Product or an offer
	inComplement  // role=complementary
	inAddress
	inFixed // role=alert, banner, search, dialog, menu…
	inLink
	inTabPanel
)

// tagTraits: what an element's name says.
var tagTraits = map[atom.Atom]boxTraits{
	atom.Article: inArticle, atom.Main: inMain, atom.Section: inSection, atom.Nav: inNav,
	atom.Header: inHeader, atom.Footer: inFooter, atom.Aside: inAside, atom.Form: inForm,
	atom.Table: inTable, atom.Ul: inList, atom.Ol: inList, atom.Menu: inNav, atom.Li: inItem,
	atom.Figure: inFigure, atom.Dialog: inDialog, atom.Pre: inPre, atom.Blockquote: inQuote,
	atom.Details: inDetails, atom.Button: inButton, atom.Label: inLabel, atom.Dl: inDefinition,
	atom.Noscript: inNoscript, atom.Address: inAddress, atom.A: inLink,
}

// roleTraits: what its ARIA role says (WAI-ARIA landmarks and widgets).
var roleTraits = map[string]boxTraits{
	"main": inMain, "article": inArticle, "navigation": inNav, "banner": inHeader | inFixed,
	"contentinfo": inFooter, "complementary": inComplement, "search": inForm, "form": inForm,
	"dialog": inDialog, "alertdialog": inDialog, "alert": inFixed, "menu": inNav, "menubar": inNav,
	"tablist": inNav, "tabpanel": inTabPanel, "tooltip": inHidden, "button": inButton,
	"toolbar": inFixed, "listbox": inForm, "status": inFixed, "list": inList, "listitem": inItem,
	"heading": 0, "feed": inMain,
}

// propTraits: what its itemprop says (schema.org).
var propTraits = map[string]boxTraits{
	"articleBody": inArticleBody, "text": inArticleBody, "mainContentOfPage": inArticleBody,
	"description": inArticleBody, "review": inComment, "comment": inComment, "reviewBody": inComment,
	"offers": inProduct,
}

// newLayout walks the tree under root, leaving out what is never seen.
// words weighs the words.
func newLayout(root *html.Node, told hints, words *lexicon) *layout {
	l := &layout{lexicon: words, title: metadata.TitleWords(told.title), said: told.said, boxes: make([]box, 0, 512), blocks: make([]block, 0, 512)}
	lines := newLineReader(root)
	names := newClassReader(words.classWords)
	l.open(root, -1, names)
	cur := int32(0)
	var run *html.Node // first node of the run of inline content being read
	closeRun := func(last *html.Node) {
		if run != nil {
			l.addBlock(cur, run, last)
			run = nil
		}
	}
	for n := root.FirstChild; n != nil; {
		switch {
		case n.Type == html.TextNode || n.Type == html.ElementNode && lines.holds(n):
			if run == nil {
				run = n
			}
		case n.Type == html.ElementNode && (!dom.IsUnseen(n)):
			closeRun(n.PrevSibling)
			cur = l.open(n, cur, names)
			if n.DataAtom == atom.Pre && n.FirstChild != nil {
				l.addBlock(cur, n.FirstChild, n.LastChild) // a listing is never cut inside
			} else if n.FirstChild != nil {
				n = n.FirstChild
				continue
			}
			l.close(cur)
			cur = l.boxes[cur].parent
		}
		for n.NextSibling == nil {
			closeRun(n)
			n = n.Parent
			l.close(cur)
			if n == root {
				n = nil
				break
			}
			cur = l.boxes[cur].parent
		}
		if n == nil {
			break
		}
		n = n.NextSibling
	}
	if root.FirstChild == nil {
		l.close(0)
	}
	l.sum()
	return l
}

func (l *layout) open(n *html.Node, parent int32, names *classReader) int32 {
	b := box{node: n, parent: parent, from: int32(len(l.blocks)), traits: ownTraits(n), class: names.score(n)}
	b.around, b.chainMin, b.chainMax, b.chainSum = b.traits, b.class.sum, b.class.sum, b.class.sum
	b.chainShop, b.chainForum = b.class.shop, b.class.forum
	if parent >= 0 {
		p := &l.boxes[parent]
		p.kids++
		b.depth = p.depth + 1
		b.around |= p.around
		b.chainMin = min(b.chainMin, p.chainMin)
		b.chainMax = max(b.chainMax, p.chainMax)
		b.chainSum += p.chainSum
		b.chainShop += p.chainShop
		b.chainForum += p.chainForum
	}
	l.boxes = append(l.boxes, b)
	return int32(len(l.boxes) - 1)
}

func (l *layout) close(i int32) {
	l.boxes[i].to, l.boxes[i].end = int32(len(l.blocks)), int32(len(l.boxes))
}

func ownTraits(n *html.Node) boxTraits {
	t := tagTraits[n.DataAtom]
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "role":
			t |= roleTraits[a.Val]
		case "itemprop":
			t |= propTraits[a.Val]
		case "itemtype":
			if strings.HasSuffix(a.Val, "/Comment") || strings.HasSuffix(a.Val, "/Review") {
				t |= inComment
			} else if strings.HasSuffix(a.Val, "/Product") {
				t |= inProduct
			}
		case "hidden":
			t |= inHidden
		case "aria-hidden":
			if a.Val == "true" {
				t |= inHidden
			}
		case "aria-modal":
			t |= inDialog
		case "style":
			if hidesByStyle(a.Val) {
				t |= inHidden
			}
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				t |= classTraits[class]
			}
		}
	}
	if t&inTabPanel != 0 {
		t &^= inHidden // a reader opens it
	}
	return t
}

// classTraits: what the class names of parts say that open on a click.
// Origins: Bootstrap, Foundation, WooCommerce, Material.
var classTraits = map[string]boxTraits{
	"tab-pane": inTabPanel, "tabs-panel": inTabPanel, "tab-panel": inTabPanel, "tabpanel": inTabPanel, "woocommerce-Tabs-panel": inTabPanel,
	"tab-content": inTabPanel, "accordion-content": inTabPanel, "accordion-body": inTabPanel, "accordion-collapse": inTabPanel,
	"accordion__content": inTabPanel, "accordion-panel": inTabPanel, "panel-collapse": inTabPanel, "MuiAccordionDetails-root": inTabPanel,
}

// hidesByStyle reports whether a style attribute takes its element from view.
func hidesByStyle(style string) bool {
	for rest := style; ; {
		i := strings.IndexByte(rest, ':')
		if i < 0 {
			return false
		}
		name := rest[:i]
		name = strings.TrimSpace(name[strings.LastIndexByte(name, ';')+1:])
		value, after, _ := strings.Cut(rest[i+1:], ";")
		value = strings.TrimSpace(value)
		switch {
		case strings.EqualFold(name, "display") && len(value) >= 4 && strings.EqualFold(value[:4], "none"),
			strings.EqualFold(name, "visibility") && len(value) >= 6 && strings.EqualFold(value[:6], "hidden"):
			return true
		}
		rest = after
	}
}

// addBlock measures the run of siblings from first to last and keeps it if it
// has text.
func (l *layout) addBlock(boxIndex int32, first, last *html.Node) {
	b := block{box: boxIndex, first: first, last: last, key: 14695981039346656037}
	m := textMeter{block: &b, phrases: l.said}
	for n := first; ; n = n.NextSibling {
		m.measure(n)
		if n == last || n.NextSibling == nil {
			break
		}
	}
	l.boxes[boxIndex].imgs += int32(b.imgs)
	m.finish()
	if b.words == 0 {
		return
	}
	b.heading = headingLevel(l, boxIndex)
	b.score = m.scoreText(l.lexicon)
	for _, w := range m.head[:min(m.words, maxScoredWords)] {
		if l.title[w] {
			b.titleWords++
		}
	}
	l.blocks = append(l.blocks, b)
}

func headingLevel(l *layout, i int32) int8 {
	for up := 0; i >= 0 && up < 3; up++ {
		n := l.boxes[i].node
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return int8(n.Data[1] - '0')
		}
		i = l.boxes[i].parent
	}
	return 0
}

// textMeter gathers the measures of one block.
type textMeter struct {
	block *block
	head  [maxScoredWords]string // its first words, lower-cased
	words int                    // alphabetic words so far
	wide  int
	last  rune

	phrases saidPhrases
	teach   uint8 // what phrases are, to be learned; 0 looks them up
	last2   [2]uint64
}

// maxScoredWords is how far into a block its wording is looked at: labels and
// captions are short, and longer text is judged by its form.
const maxScoredWords = 12

func (m *textMeter) measure(root *html.Node) {
	links, bold := 0, 0
	for n := root; n != nil; {
		enter := false
		switch n.Type {
		case html.TextNode:
			m.text(n.Data, links > 0, bold > 0)
		case html.ElementNode:
			switch n.DataAtom {
			case atom.A:
				m.block.links++
			case atom.Img:
				m.block.imgs++
			case atom.Br:
				m.block.brs++
			}
			enter = !dom.IsUnseen(n) && n.FirstChild != nil
		}
		if enter {
			if n.DataAtom == atom.A {
				links++
			} else if n.DataAtom == atom.B || n.DataAtom == atom.Strong {
				bold++
			}
			n = n.FirstChild
			continue
		}
		for n != root && n.NextSibling == nil {
			n = n.Parent
			if n.DataAtom == atom.A {
				links--
			} else if n.DataAtom == atom.B || n.DataAtom == atom.Strong {
				bold--
			}
		}
		if n == root {
			return
		}
		n = n.NextSibling
	}
}

func (m *textMeter) text(s string, link, bold bool) {
	b := m.block
	start := -1
	chars := float32(0)
	for i, r := range s {
		if r <= ' ' || r == 0xa0 || r == 0x200b {
			if start >= 0 {
				m.word(s[start:i], link)
				start = -1
			}
			continue
		}
		chars++
		m.last = r
		switch {
		case dom.IsWordRune(r):
			if r >= '0' && r <= '9' {
				b.digits++
			}
			if r >= 0x0e00 && dom.IsWide(r) {
				m.wide++
				b.words += 0.5
				if link {
					b.linkWords += 0.5
				}
				b.key = (b.key ^ uint64(r)) * 1099511628211
				if start >= 0 {
					m.word(s[start:i], link)
					start = -1
				}
				if len(m.phrases) > 0 || m.teach != 0 {
					m.hear(uint64(r))
				}
			} else if start < 0 {
				start = i
			}
			continue
		case r == '.' || r == '!' || r == '?' || r == '。' || r == '！' || r == '？' || r == '؟' || r == '।' || r == '…':
			b.stops++
		case r == ',' || r == ';' || r == '，' || r == '、' || r == '；' || r == '،':
			b.commas++
		case r == '$' || r == '€' || r == '£' || r == '¥' || r == '₹':
			b.price = true
		case r == '\'' || r == '’':
			if start >= 0 {
				continue
			}
		}
		if start >= 0 {
			m.word(s[start:i], link)
			start = -1
		}
	}
	if start >= 0 {
		m.word(s[start:], link)
	}
	b.chars += chars
	if bold {
		b.boldChars += chars
	}
}

func (m *textMeter) word(w string, link bool) {
	b := m.block
	b.words++
	if link {
		b.linkWords++
	}
	if c := w[0]; c >= 'A' && c <= 'Z' || c >= 0x80 && unicode.IsUpper([]rune(w[:min(4, len(w))])[0]) {
		b.capWords++
	}
	own := uint64(14695981039346656037)
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		own = (own ^ uint64(c)) * 1099511628211
	}
	b.key = (b.key ^ own) * 1099511628211
	if len(m.phrases) > 0 || m.teach != 0 {
		m.hear(own)
	}
	if m.words < maxScoredWords {
		m.head[m.words] = strings.ToLower(w)
	}
	m.words++
}

func (m *textMeter) finish() {
	switch m.last {
	case '.', '!', '?', '。', '！', '？', '؟', '।', '…', '"', '”', '」', '』', ')':
		m.block.endsStop = true
	case ':', '：':
		m.block.endsColon = true
	}
}

// isProse reports whether a block reads like sentences: long enough, with a
// pause or an end, and not mainly links.
func (b *block) isProse() bool {
	return b.words >= 10 && b.linkWords < 0.4*b.words && (b.stops+b.commas > 0 || b.words >= 25)
}

// sum adds up what the blocks hold along the boxes.
func (l *layout) sum() {
	for i := range l.blocks {
		b := &l.blocks[i]
		x := &l.boxes[b.box]
		x.words += b.words
		x.linkWords += b.linkWords
		if b.isProse() {
			x.prose += b.words
		}
		l.words += b.words
	}
	for i := len(l.boxes) - 1; i > 0; i-- {
		x := &l.boxes[i]
		p := &l.boxes[x.parent]
		p.words += x.words
		p.linkWords += x.linkWords
		p.prose += x.prose
		p.imgs += x.imgs
	}
	l.countKinds()
}

// countKinds counts for each box its siblings of the same tag and class.
func (l *layout) countKinds() {
	type kind struct {
		parent int32
		tag    atom.Atom
		class  string
	}
	count := make(map[kind]int32, len(l.boxes))
	for i := range l.boxes {
		x := &l.boxes[i]
		count[kind{x.parent, x.node.DataAtom, firstClass(x.node)}]++
	}
	for i := range l.boxes {
		x := &l.boxes[i]
		x.sameKind = count[kind{x.parent, x.node.DataAtom, firstClass(x.node)}]
	}
}

func firstClass(n *html.Node) string {
	c := strings.TrimSpace(dom.AttrOnce(n, "class"))
	if i := strings.IndexByte(c, ' '); i > 0 {
		return c[:i]
	}
	return c
}

// text is the block's text as it stands, br as a line break.
func (b *block) text() string {
	var s strings.Builder
	for n := b.first; n != nil; n = n.NextSibling {
		writeText(&s, n)
		if n == b.last {
			break
		}
	}
	return s.String()
}

func writeText(s *strings.Builder, root *html.Node) {
	for n := root; n != nil; {
		if n.Type == html.TextNode {
			s.WriteString(n.Data)
		} else if n.DataAtom == atom.Br {
			s.WriteByte('\n')
		}
		n = dom.NextWithin(n, root, n.Type == html.ElementNode && dom.IsUnseen(n))
	}
}

// holds tells whether all blocks of y are of x too.
func (x *box) holds(y *box) bool { return x.from <= y.from && y.to <= x.to }
