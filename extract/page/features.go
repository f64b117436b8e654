package page

import (
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/pagetype"
)

// pageContext is what the features of every block share.
type pageContext struct {
	l          *pageLayout
	typeScores pagetype.Scores
	prose      []float32 // prose[i] is the prose of blocks before i
	words      []float32 // likewise all words
	linkWords  []float32
	under      []int32 // index of the last heading at or before a block, -1 for none
	repeats    map[uint64]int32
	earlier    []int32   // how many blocks before have the same words
	h1         int32     // block of the main headline, -1 for none
	core       int32     // smallest box with most of the prose
	outer      []int32   // index of the heading above that one, -1 for none
	intro      []float32 // of each box: sum of what the headings that begin the boxes around it speak for
	introMin   []float32 // and the least
	toH1       []int32   // of each box: steps out to the box that holds the main headline too
	firstProse int32
	lastProse  int32

	// What is usual on the page: languages differ in both.
	wordLength float32 // characters
	caps       float32 // share of words that begin with a capital
}

func newPageContext(l *pageLayout) *pageContext {
	c := &pageContext{l: l, h1: -1, firstProse: -1}
	n := len(l.blocks)
	c.prose, c.words, c.linkWords = make([]float32, n+1), make([]float32, n+1), make([]float32, n+1)
	c.under, c.outer, c.earlier = make([]int32, n), make([]int32, n), make([]int32, n)
	path := newHeadingPath()
	c.repeats = make(map[uint64]int32, n)
	last := int32(-1)
	bestTitle := float32(0)
	for i := range l.blocks {
		b := &l.blocks[i]
		p := float32(0)
		around := l.boxes[b.box].around
		if b.isProse() && around&(inNav|inFooter|inHidden|inDialog|inAside) == 0 {
			p = b.words
			if c.firstProse < 0 {
				c.firstProse = int32(i)
			}
			c.lastProse = int32(i)
		}
		c.prose[i+1], c.words[i+1], c.linkWords[i+1] = c.prose[i]+p, c.words[i]+b.words, c.linkWords[i]+b.linkWords
		if b.heading > 0 {
			last = int32(i)
			path.add(last, b.heading)
		}
		c.under[i], c.outer[i] = last, path.outer()
		c.earlier[i] = c.repeats[b.key]
		c.repeats[b.key]++
		if b.heading == 1 {
			if s := c.titleShare(b) + 0.1; s > bestTitle {
				bestTitle, c.h1 = s, int32(i)
			}
		}
	}
	chars, caps := float32(0), float32(0)
	for i := range l.blocks {
		chars += l.blocks[i].chars
		caps += l.blocks[i].capWords
	}
	c.wordLength, c.caps = boost.Ratio(chars, l.words), boost.Ratio(caps, l.words)
	c.core = c.findCore(0.6)
	c.readIntros()
	c.measureToH1()
	return c
}

// headingPath is the last heading of each level, without those that a higher
// one has closed; -1 for none.
type headingPath [7]int32

func newHeadingPath() headingPath { return headingPath{-1, -1, -1, -1, -1, -1, -1} }

func (p *headingPath) add(i int32, level int8) {
	p[level] = i
	for l := level + 1; int(l) < len(p); l++ {
		p[l] = -1
	}
}

// outer is the heading one level above the innermost.
func (p *headingPath) outer() int32 {
	seen := false
	for k := len(p) - 1; k > 0; k-- {
		if p[k] < 0 {
			continue
		}
		if seen {
			return p[k]
		}
		seen = true
	}
	return -1
}

// readIntros adds up, for each box, what the headings speak for that the boxes
// around it begin with: a shelf of other products is introduced as such.
func (c *pageContext) readIntros() {
	l := c.l
	c.intro, c.introMin = make([]float32, len(l.boxes)), make([]float32, len(l.boxes))
	for i := range l.boxes {
		x := &l.boxes[i]
		if x.parent >= 0 {
			c.intro[i], c.introMin[i] = c.intro[x.parent], c.introMin[x.parent]
		}
		if x.to-x.from < 3 {
			continue
		}
		for k := x.from; k < x.from+2; k++ {
			b := &l.blocks[k]
			if b.heading > 1 || b.words < 8 && l.boxes[b.box].words == b.words {
				c.intro[i] += b.score.under
				c.introMin[i] = min(c.introMin[i], b.score.under)
				break
			}
		}
	}
}

// measureToH1 counts, for each box, how far out the main headline is reached.
func (c *pageContext) measureToH1() {
	l := c.l
	c.toH1 = make([]int32, len(l.boxes))
	for i := range l.boxes {
		x := &l.boxes[i]
		switch {
		case c.h1 < 0:
			c.toH1[i] = -1
		case x.from > c.h1 || c.h1 >= x.to:
			c.toH1[i] = c.toH1[x.parent] + 1
		}
	}
}

// titleShare is the share of the title's words that the block's beginning holds.
func (c *pageContext) titleShare(b *block) float32 {
	if len(c.l.title) == 0 {
		return 0
	}
	return float32(b.titleWords) / float32(len(c.l.title))
}

// findCore goes inwards while one box holds the given share of the prose.
func (c *pageContext) findCore(share float32) int32 {
	l := c.l
	in := func(i int32) float32 { return c.prose[l.boxes[i].to] - c.prose[l.boxes[i].from] }
	all := in(0)
	core := int32(0)
	for {
		next := int32(-1)
		for i := core + 1; i < l.boxes[core].end; i = l.boxes[i].end {
			if in(i) >= share*all {
				next = i
				break
			}
		}
		if next < 0 || all == 0 {
			return core
		}
		core = next
	}
}

// tagGroups numbers the tags a block can stand in for the trees: near numbers
// behave alike.
var tagGroups = map[atom.Atom]float32{
	atom.P: 1, atom.Pre: 2, atom.Blockquote: 3, atom.Dd: 4, atom.Dt: 5, atom.Li: 6,
	atom.Td: 7, atom.Th: 8, atom.Figcaption: 9, atom.Caption: 9,
	atom.H1: 10, atom.H2: 11, atom.H3: 12, atom.H4: 13, atom.H5: 14, atom.H6: 15,
	atom.Article: 16, atom.Section: 17, atom.Main: 18, atom.Div: 20, atom.Span: 21, atom.A: 22,
	atom.Header: 23, atom.Footer: 24, atom.Aside: 25, atom.Nav: 26, atom.Button: 27, atom.Form: 28, atom.Label: 29,
	atom.Summary: 30, atom.Details: 31, atom.Address: 32, atom.Legend: 33,
}

func bit(t boxTraits, mask boxTraits) float32 {
	if t&mask != 0 {
		return 1
	}
	return 0
}

// blockFeatures describes block i: its own form and wording, the boxes around
// it, its neighbours, its place, and the page.
func (c *pageContext) blockFeatures(i int, f *boost.Features) {
	b := &c.l.blocks[i]
	c.ownFeatures(b, f)
	f.Add("earlier", float32(c.earlier[i]))
	c.boxFeatures(b, f)
	c.neighbourFeatures(i, f)
	c.placeFeatures(i, f)
	c.pageFeatures(f)
}

func (c *pageContext) ownFeatures(b *block, f *boost.Features) {
	x := &c.l.boxes[b.box]
	f.Add("words", b.words)
	f.Add("linkShare", boost.Ratio(b.linkWords, b.words))
	f.Add("links", b.links)
	f.Add("stops", b.stops)
	f.Add("commas", b.commas)
	f.Add("stopShare", boost.Ratio(b.stops+b.commas, b.words))
	f.Add("wordLength", boost.Ratio(boost.Ratio(b.chars, b.words), c.wordLength))
	f.Add("caps", boost.Ratio(b.capWords, b.words)-c.caps)
	f.Add("digits", boost.Ratio(b.digits, b.chars))
	f.Add("bold", boost.Ratio(b.boldChars, b.chars))
	f.Add("imgs", b.imgs)
	f.Add("brs", b.brs)
	f.Add("price", boost.Bool(b.price))
	f.Add("endsStop", boost.Bool(b.endsStop))
	f.Add("endsColon", boost.Bool(b.endsColon))
	f.Add("heading", float32(b.heading))
	f.Add("tag", tagGroups[x.node.DataAtom])
	f.Add("repeats", float32(c.repeats[b.key]))
	f.Add("titleShare", c.titleShare(b))
	f.Add("titleWords", boost.Ratio(float32(b.titleWords), b.words))
	f.Add("textMean", b.score.mean)
	f.Add("textMin", b.score.min)
	f.Add("textMax", b.score.max)
	f.Add("textWhole", b.score.whole)
	for i := range b.said {
		f.Prefix = saidNames[i]
		f.Add("share", boost.Ratio(b.said[i], b.phrases))
		f.Add("all", b.said[i])
	}
	f.Prefix = ""
}

var saidNames = [saidKinds]string{"said.body.", "said.summary.", "said.reply."}

func (c *pageContext) boxFeatures(b *block, f *boost.Features) {
	l := c.l
	x := &l.boxes[b.box]
	a := x.around
	for _, t := range traitFeatures {
		f.Add(t.name, bit(a, t.mask))
	}
	f.Add("depth", float32(x.depth))
	f.Add("chainMin", x.chainMin)
	f.Add("chainMax", x.chainMax)
	f.Add("chainSum", x.chainSum)
	f.Add("chainShop", x.chainShop)
	f.Add("chainForum", x.chainForum)
	f.Add("intro", c.intro[b.box])
	f.Add("introMin", c.introMin[b.box])
	i := b.box
	total := l.words
	allProse := c.prose[len(c.prose)-1]
	for up := 0; up < 5; up++ {
		x := &l.boxes[i]
		f.Prefix = upNames[up]
		prose := c.prose[x.to] - c.prose[x.from]
		f.Add("class", x.class.sum)
		f.Add("shop", x.class.shop)
		f.Add("forum", x.class.forum)
		f.Add("words", x.words)
		f.Add("share", boost.Ratio(x.words, total))
		f.Add("linkShare", boost.Ratio(x.linkWords, x.words))
		f.Add("proseShare", boost.Ratio(prose, allProse))
		f.Add("proseDensity", boost.Ratio(x.prose, x.words))
		f.Add("blockWords", boost.Ratio(x.words, float32(x.to-x.from)))
		f.Add("sameKind", float32(x.sameKind))
		f.Add("kids", float32(x.kids))
		f.Add("imgs", boost.Ratio(float32(x.imgs), float32(x.to-x.from)))
		if x.parent >= 0 {
			i = x.parent
		}
	}
	f.Prefix = "card."
	x = &l.boxes[l.card(b.box)]
	f.Add("words", x.words)
	f.Add("linkShare", boost.Ratio(x.linkWords, x.words))
	f.Add("sameKind", float32(x.sameKind))
	f.Add("class", x.class.sum)
	f.Add("tag", tagGroups[x.node.DataAtom])
	f.Add("listShare", boost.Ratio(l.boxes[max(x.parent, 0)].words, total))
	f.Add("listProse", boost.Ratio(l.boxes[max(x.parent, 0)].prose, l.boxes[max(x.parent, 0)].words))
	f.Add("imgs", float32(x.imgs))
	f.Prefix = ""
}

// card is the nearest box at or around box i that repeats: a card, a row or a
// post. Without one it is some box far out.
func (l *pageLayout) card(i int32) int32 {
	for up := 0; up < maxCardSteps && l.boxes[i].parent > 0 && (l.boxes[i].sameKind < 3 || l.boxes[i].to-l.boxes[i].from < 2); up++ {
		i = l.boxes[i].parent
	}
	return i
}

const maxCardSteps = 100

var upNames = [...]string{"p0.", "p1.", "p2.", "p3.", "p4."}

// traitFeatures are the facts about surrounding boxes that the model sees.
var traitFeatures = []struct {
	name string
	mask boxTraits
}{
	{"article", inArticle}, {"main", inMain}, {"section", inSection}, {"nav", inNav}, {"header", inHeader},
	{"footer", inFooter}, {"aside", inAside}, {"form", inForm}, {"table", inTable}, {"list", inList},
	{"figure", inFigure}, {"dialog", inDialog}, {"pre", inPre}, {"quote", inQuote}, {"details", inDetails},
	{"button", inButton}, {"label", inLabel}, {"definition", inDefinition}, {"hidden", inHidden},
	{"noscript", inNoscript}, {"articleBody", inArticleBody}, {"comment", inComment}, {"product", inProduct},
	{"complement", inComplement}, {"address", inAddress}, {"fixed", inFixed}, {"tabPanel", inTabPanel}, {"blockLink", inLink},
}

func (c *pageContext) neighbourFeatures(i int, f *boost.Features) {
	l := c.l
	for k, d := range [...]int{-2, -1, 1, 2} {
		f.Prefix = nearNames[k]
		if j := i + d; j >= 0 && j < len(l.blocks) {
			b := &l.blocks[j]
			x := &l.boxes[b.box]
			f.Add("words", b.words)
			f.Add("linkShare", boost.Ratio(b.linkWords, b.words))
			f.Add("text", b.score.mean+b.score.whole)
			f.Add("chain", x.chainSum)
			f.Add("tag", tagGroups[x.node.DataAtom])
		} else {
			for _, m := range [...]string{"words", "linkShare", "text", "chain", "tag"} {
				f.Add(m, -1)
			}
		}
	}
	for k, d := range [...]int{4, 12} {
		from, to := max(0, i-d), min(len(l.blocks), i+d+1)
		f.Prefix = windowNames[k]
		f.Add("proseBefore", boost.Ratio(c.prose[i]-c.prose[from], c.words[i]-c.words[from]))
		f.Add("proseAfter", boost.Ratio(c.prose[to]-c.prose[i+1], c.words[to]-c.words[i+1]))
		f.Add("links", boost.Ratio(c.linkWords[to]-c.linkWords[from], c.words[to]-c.words[from]))
		f.Add("words", boost.Ratio(c.words[to]-c.words[from], float32(to-from)))
	}
	f.Prefix = ""
}

var (
	nearNames   = [...]string{"before2.", "before1.", "after1.", "after2."}
	windowNames = [...]string{"near.", "far."}
)

func (c *pageContext) placeFeatures(i int, f *boost.Features) {
	l := c.l
	n := float32(len(l.blocks))
	all := c.words[len(l.blocks)]
	f.Add("place", float32(i)/n)
	f.Add("wordPlace", boost.Ratio(c.words[i], all))
	if c.h1 >= 0 {
		f.Add("fromH1", float32(int32(i)-c.h1))
		f.Add("wordsFromH1", c.words[i]-c.words[c.h1])
	} else {
		f.Add("fromH1", -9999)
		f.Add("wordsFromH1", -99999)
	}
	f.Add("toH1", float32(c.toH1[l.blocks[i].box]))
	if up := c.toH1[l.blocks[i].box]; up >= 0 {
		x := l.blocks[i].box
		for ; up > 0; up-- {
			x = l.boxes[x].parent
		}
		f.Add("h1.depth", float32(l.boxes[l.blocks[c.h1].box].depth-l.boxes[x].depth))
		f.Add("h1.share", boost.Ratio(l.boxes[x].words, all))
	} else {
		f.Add("h1.depth", -1)
		f.Add("h1.share", -1)
	}
	f.Add("fromFirstProse", float32(int32(i)-c.firstProse))
	f.Add("toLastProse", float32(c.lastProse-int32(i)))
	f.Add("prosePlace", boost.Ratio(c.prose[i], c.prose[len(l.blocks)]))
	f.Add("proseLeft", c.prose[len(l.blocks)]-c.prose[i])
	core := &l.boxes[c.core]
	b := &l.blocks[i]
	f.Add("inCore", boost.Bool(b.box >= c.core && b.box < core.end))
	f.Add("afterCore", float32(int32(i)-core.to))
	f.Add("beforeCore", float32(core.from-int32(i)))
	f.Add("coreShare", boost.Ratio(core.words, all))
	f.Add("underCore", float32(l.boxes[b.box].depth-core.depth))
	f.Prefix = "heading."
	if h := c.under[i]; h >= 0 {
		hb := &l.blocks[h]
		f.Add("level", float32(hb.heading))
		f.Add("under", hb.score.under)
		f.Add("text", hb.score.mean+hb.score.whole)
		f.Add("distance", float32(int32(i)-h))
		f.Add("words", c.words[i]-c.words[h])
		f.Add("chain", l.boxes[hb.box].chainSum)
		f.Add("sameBox", float32(l.boxes[b.box].depth-l.boxes[hb.box].depth))
	} else {
		for _, m := range [...]string{"level", "under", "text", "distance", "words", "chain", "sameBox"} {
			f.Add(m, -99)
		}
	}
	f.Prefix = "outer."
	if h := c.outer[i]; h >= 0 {
		hb := &l.blocks[h]
		f.Add("level", float32(hb.heading))
		f.Add("under", hb.score.under)
		f.Add("text", hb.score.mean+hb.score.whole)
		f.Add("distance", float32(int32(i)-h))
	} else {
		for _, m := range [...]string{"level", "under", "text", "distance"} {
			f.Add(m, -99)
		}
	}
	f.Prefix = ""
}

func (c *pageContext) pageFeatures(f *boost.Features) {
	n := len(c.l.blocks)
	f.Add("page.words", c.words[n])
	f.Add("page.prose", c.prose[n])
	f.Add("page.proseShare", boost.Ratio(c.prose[n], c.words[n]))
	f.Add("page.linkShare", boost.Ratio(c.linkWords[n], c.words[n]))
	f.Add("page.blocks", float32(n))
	c.typeScores.Features(f)
}
