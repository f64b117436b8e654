package layout

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/metadata"
)

// Layout is a page as a reader's eye takes it in: boxes within boxes, and in
// them blocks of text. It is built in one walk and holds no copies of text.
type Layout struct {
	Boxes  []Box           // in document order; Boxes[0] holds the whole page
	Blocks []Block         // in document order
	Words  float32         // of all blocks
	Title  map[string]bool // the words of the headline

	lexicon *Lexicon
	said    saidPhrases
}

// Box is an element that is not part of a line of text.
type Box struct {
	Node                  *html.Node
	Parent                int32 // index into Boxes, -1 for the first
	Depth                 int32
	From, To              int32  // its blocks: Layout.Blocks[From:To]
	End                   int32  // the boxes inside it: Layout.Boxes[self+1:End]
	Traits                Traits // its own
	Around                Traits // its own and those of all boxes around it
	Class                 classScore
	ChainMin              float32 // lowest class score here or further out
	ChainMax              float32
	ChainSum              float32
	ChainShop, ChainForum float32
	Words                 float32 // of all blocks inside
	LinkWords             float32
	Prose                 float32 // words in blocks that read like sentences
	SameKind              int32   // siblings with the same tag and class
	Kids                  int32   // boxes directly inside
	Imgs                  int32
}

// Block is one run of inline content: sibling nodes between two box borders.
type Block struct {
	Box         int32 // index of the box it stands directly in
	First, Last *html.Node

	Words, LinkWords float32 // a wide character counts as half a word
	Chars            float32
	CapWords         float32 // words that begin with a capital
	Digits           float32
	Stops, Commas    float32 // sentence ends and pauses of all scripts
	Links, Imgs, Brs float32
	BoldChars        float32
	Price            bool
	EndsStop         bool // ends as a sentence does
	EndsColon        bool
	Heading          int8   // level, 0 for none
	Key              uint64 // hash of its words
	TitleWords       int32  // of its first words, those in the headline
	Score            textScore

	Phrases float32            // of three words
	Said    [SaidKinds]float32 // of these, those that the page's data has too
}

// Traits are facts about an element that matter to what is inside.
type Traits uint64

// What an element is, by its name, its role, its classes or its style.
const (
	InArticle Traits = 1 << iota
	InMain
	InSection
	InNav
	InHeader
	InFooter
	InAside
	InForm
	InTable
	InList
	InItem
	InFigure
	InDialog
	InPre
	InQuote
	InDetails
	InButton
	InLabel
	InDefinition
	InHidden
	InNoscript
	InArticleBody // itemprop or data-… that names the article's text
	InComment     // itemprop or itemtype of comments and reviews
	InProduct     // itemtype Product or an offer
	InComplement  // role=complementary
	InAddress
	InFixed // role=alert, banner, search, dialog, menu…
	InLink
	InTabPanel
)

// tagTraits: what an element's name says.
var tagTraits = map[atom.Atom]Traits{
	atom.Article: InArticle, atom.Main: InMain, atom.Section: InSection, atom.Nav: InNav,
	atom.Header: InHeader, atom.Footer: InFooter, atom.Aside: InAside, atom.Form: InForm,
	atom.Table: InTable, atom.Ul: InList, atom.Ol: InList, atom.Menu: InNav, atom.Li: InItem,
	atom.Figure: InFigure, atom.Dialog: InDialog, atom.Pre: InPre, atom.Blockquote: InQuote,
	atom.Details: InDetails, atom.Button: InButton, atom.Label: InLabel, atom.Dl: InDefinition,
	atom.Noscript: InNoscript, atom.Address: InAddress, atom.A: InLink,
}

// roleTraits: what its ARIA role says (WAI-ARIA landmarks and widgets).
var roleTraits = map[string]Traits{
	"main": InMain, "article": InArticle, "navigation": InNav, "banner": InHeader | InFixed,
	"contentinfo": InFooter, "complementary": InComplement, "search": InForm, "form": InForm,
	"dialog": InDialog, "alertdialog": InDialog, "alert": InFixed, "menu": InNav, "menubar": InNav,
	"tablist": InNav, "tabpanel": InTabPanel, "tooltip": InHidden, "button": InButton,
	"toolbar": InFixed, "listbox": InForm, "status": InFixed, "list": InList, "listitem": InItem,
	"heading": 0, "feed": InMain,
}

// propTraits: what its itemprop says (schema.org).
var propTraits = map[string]Traits{
	"articleBody": InArticleBody, "text": InArticleBody, "mainContentOfPage": InArticleBody,
	"description": InArticleBody, "review": InComment, "comment": InComment, "reviewBody": InComment,
	"offers": InProduct,
}

// New walks the tree under root, leaving out what is never seen. A zero told or words
// says nothing.
func New(root *html.Node, told Hints, words *Lexicon) *Layout {
	lines := newLineReader(root)
	boxes, runs := lines.count(root)
	l := &Layout{lexicon: words, Title: metadata.TitleWords(told.Title), said: told.said, Boxes: make([]Box, 0, boxes), Blocks: make([]Block, 0, runs)}
	names := newClassReader(words.ClassWords)
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
			cur = l.Boxes[cur].Parent
		}
		for n.NextSibling == nil {
			closeRun(n)
			n = n.Parent
			l.close(cur)
			if n == root {
				n = nil
				break
			}
			cur = l.Boxes[cur].Parent
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

func (l *Layout) open(n *html.Node, parent int32, names *classReader) int32 {
	b := Box{Node: n, Parent: parent, From: int32(len(l.Blocks)), Traits: ownTraits(n), Class: names.score(n)}
	b.Around, b.ChainMin, b.ChainMax, b.ChainSum = b.Traits, b.Class.Sum, b.Class.Sum, b.Class.Sum
	b.ChainShop, b.ChainForum = b.Class.Shop, b.Class.Forum
	if parent >= 0 {
		p := &l.Boxes[parent]
		p.Kids++
		b.Depth = p.Depth + 1
		b.Around |= p.Around
		b.ChainMin = min(b.ChainMin, p.ChainMin)
		b.ChainMax = max(b.ChainMax, p.ChainMax)
		b.ChainSum += p.ChainSum
		b.ChainShop += p.ChainShop
		b.ChainForum += p.ChainForum
	}
	l.Boxes = append(l.Boxes, b)
	return int32(len(l.Boxes) - 1)
}

func (l *Layout) close(i int32) {
	l.Boxes[i].To, l.Boxes[i].End = int32(len(l.Blocks)), int32(len(l.Boxes))
}

func ownTraits(n *html.Node) Traits {
	t := tagTraits[n.DataAtom]
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "role":
			t |= roleTraits[a.Val]
		case "itemprop":
			t |= propTraits[a.Val]
		case "itemtype":
			if strings.HasSuffix(a.Val, "/Comment") || strings.HasSuffix(a.Val, "/Review") {
				t |= InComment
			} else if strings.HasSuffix(a.Val, "/Product") {
				t |= InProduct
			}
		case "hidden":
			t |= InHidden
		case "aria-hidden":
			if a.Val == "true" {
				t |= InHidden
			}
		case "aria-modal":
			t |= InDialog
		case "style":
			if HidesByStyle(a.Val) {
				t |= InHidden
			}
		case "class":
			for class := range strings.FieldsSeq(a.Val) {
				t |= classTraits[class]
			}
		}
	}
	if t&InTabPanel != 0 {
		t &^= InHidden // a reader opens it
	}
	return t
}

// classTraits: what the class names of parts say that open on a click.
// Origins: Bootstrap, Foundation, WooCommerce, Material.
var classTraits = map[string]Traits{
	"tab-pane": InTabPanel, "tabs-panel": InTabPanel, "tab-panel": InTabPanel, "tabpanel": InTabPanel, "woocommerce-Tabs-panel": InTabPanel,
	"tab-content": InTabPanel, "accordion-content": InTabPanel, "accordion-body": InTabPanel, "accordion-collapse": InTabPanel,
	"accordion__content": InTabPanel, "accordion-panel": InTabPanel, "panel-collapse": InTabPanel, "MuiAccordionDetails-root": InTabPanel,
}

// HidesByStyle reports whether a style attribute takes its element from view.
func HidesByStyle(style string) bool {
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
func (l *Layout) addBlock(boxIndex int32, first, last *html.Node) {
	b := Block{Box: boxIndex, First: first, Last: last, Key: 14695981039346656037}
	m := textMeter{block: &b, phrases: l.said}
	for n := first; ; n = n.NextSibling {
		m.measure(n)
		if n == last || n.NextSibling == nil {
			break
		}
	}
	l.Boxes[boxIndex].Imgs += int32(b.Imgs)
	m.finish()
	if b.Words == 0 {
		return
	}
	b.Heading = headingLevel(l, boxIndex)
	b.Score = m.scoreText(l.lexicon)
	for _, w := range m.head[:min(m.words, MaxScoredWords)] {
		if l.Title[w] {
			b.TitleWords++
		}
	}
	l.Blocks = append(l.Blocks, b)
}

func headingLevel(l *Layout, i int32) int8 {
	for up := 0; i >= 0 && up < 3; up++ {
		n := l.Boxes[i].Node
		switch n.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return int8(n.Data[1] - '0')
		}
		i = l.Boxes[i].Parent
	}
	return 0
}

// textMeter gathers the measures of one block.
type textMeter struct {
	block *Block
	head  [MaxScoredWords]string // its first words, lower-cased
	words int                    // alphabetic words so far
	wide  int
	last  rune

	phrases saidPhrases
	teach   uint8 // what phrases are, to be learned; 0 looks them up
	last2   [2]uint64
}

// MaxScoredWords is how far into a block its wording is looked at: labels and
// captions are short, and longer text is judged by its form.
const MaxScoredWords = 12

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
				m.block.Links++
			case atom.Img:
				m.block.Imgs++
			case atom.Br:
				m.block.Brs++
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
				b.Digits++
			}
			if r >= 0x0e00 && dom.IsWide(r) {
				m.wide++
				b.Words += 0.5
				if link {
					b.LinkWords += 0.5
				}
				b.Key = (b.Key ^ uint64(r)) * 1099511628211
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
			b.Stops++
		case r == ',' || r == ';' || r == '，' || r == '、' || r == '；' || r == '،':
			b.Commas++
		case r == '$' || r == '€' || r == '£' || r == '¥' || r == '₹':
			b.Price = true
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
	b.Chars += chars
	if bold {
		b.BoldChars += chars
	}
}

func (m *textMeter) word(w string, link bool) {
	b := m.block
	b.Words++
	if link {
		b.LinkWords++
	}
	if c := w[0]; c >= 'A' && c <= 'Z' || c >= 0x80 && unicode.IsUpper([]rune(w[:min(4, len(w))])[0]) {
		b.CapWords++
	}
	own := uint64(14695981039346656037)
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		own = (own ^ uint64(c)) * 1099511628211
	}
	b.Key = (b.Key ^ own) * 1099511628211
	if len(m.phrases) > 0 || m.teach != 0 {
		m.hear(own)
	}
	if m.words < MaxScoredWords {
		m.head[m.words] = strings.ToLower(w)
	}
	m.words++
}

func (m *textMeter) finish() {
	switch m.last {
	case '.', '!', '?', '。', '！', '？', '؟', '।', '…', '"', '”', '」', '』', ')':
		m.block.EndsStop = true
	case ':', '：':
		m.block.EndsColon = true
	}
}

// IsProse reports whether a block reads like sentences: long enough, with a
// pause or an end, and not mainly links.
func (b *Block) IsProse() bool {
	return b.Words >= 10 && b.LinkWords < 0.4*b.Words && (b.Stops+b.Commas > 0 || b.Words >= 25)
}

// sum adds up what the blocks hold along the boxes.
func (l *Layout) sum() {
	for i := range l.Blocks {
		b := &l.Blocks[i]
		x := &l.Boxes[b.Box]
		x.Words += b.Words
		x.LinkWords += b.LinkWords
		if b.IsProse() {
			x.Prose += b.Words
		}
		l.Words += b.Words
	}
	for i := len(l.Boxes) - 1; i > 0; i-- {
		x := &l.Boxes[i]
		p := &l.Boxes[x.Parent]
		p.Words += x.Words
		p.LinkWords += x.LinkWords
		p.Prose += x.Prose
		p.Imgs += x.Imgs
	}
	l.countKinds()
}

// countKinds counts for each box its siblings of the same tag and class.
func (l *Layout) countKinds() {
	type kind struct {
		parent int32
		tag    atom.Atom
		class  string
	}
	count := make(map[kind]int32, len(l.Boxes))
	for i := range l.Boxes {
		x := &l.Boxes[i]
		count[kind{x.Parent, x.Node.DataAtom, FirstClass(x.Node)}]++
	}
	for i := range l.Boxes {
		x := &l.Boxes[i]
		x.SameKind = count[kind{x.Parent, x.Node.DataAtom, FirstClass(x.Node)}]
	}
}

// FirstClass is the first of the classes of n, "" for none.
func FirstClass(n *html.Node) string {
	c := strings.TrimSpace(dom.AttrOnce(n, "class"))
	if i := strings.IndexByte(c, ' '); i > 0 {
		return c[:i]
	}
	return c
}

// Text is the block's text as it stands, br as a line break.
func (b *Block) Text() string {
	var s strings.Builder
	for n := b.First; n != nil; n = n.NextSibling {
		writeText(&s, n)
		if n == b.Last {
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

// Holds tells whether all blocks of y are of x too.
func (x *Box) Holds(y *Box) bool { return x.From <= y.From && y.To <= x.To }
