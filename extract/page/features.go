package page

import (
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/layout"
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
	withH1     []int32   // and that box
	firstProse int32
	lastProse  int32

	// What is usual on the page: languages differ in both.
	wordLength float32 // characters
	caps       float32 // share of words that begin with a capital
}

func newPageContext(l *pageLayout) *pageContext {
	c := &pageContext{l: l, h1: -1, firstProse: -1}
	n := len(l.Blocks)
	c.prose, c.words, c.linkWords = make([]float32, n+1), make([]float32, n+1), make([]float32, n+1)
	c.under, c.outer, c.earlier = make([]int32, n), make([]int32, n), make([]int32, n)
	path := newHeadingPath()
	c.repeats = make(map[uint64]int32, n)
	last := int32(-1)
	bestTitle := float32(0)
	for i := range l.Blocks {
		b := &l.Blocks[i]
		p := float32(0)
		around := l.Boxes[b.Box].Around
		if b.IsProse() && around&(layout.InNav|layout.InFooter|layout.InHidden|layout.InDialog|layout.InAside) == 0 {
			p = b.Words
			if c.firstProse < 0 {
				c.firstProse = int32(i)
			}
			c.lastProse = int32(i)
		}
		c.prose[i+1], c.words[i+1], c.linkWords[i+1] = c.prose[i]+p, c.words[i]+b.Words, c.linkWords[i]+b.LinkWords
		if b.Heading > 0 {
			last = int32(i)
			path.add(last, b.Heading)
		}
		c.under[i], c.outer[i] = last, path.outer()
		c.earlier[i] = c.repeats[b.Key]
		c.repeats[b.Key]++
		if b.Heading == 1 {
			if s := c.titleShare(b) + 0.1; s > bestTitle {
				bestTitle, c.h1 = s, int32(i)
			}
		}
	}
	chars, caps := float32(0), float32(0)
	for i := range l.Blocks {
		chars += l.Blocks[i].Chars
		caps += l.Blocks[i].CapWords
	}
	c.wordLength, c.caps = boost.Ratio(chars, l.Words), boost.Ratio(caps, l.Words)
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
	c.intro, c.introMin = make([]float32, len(l.Boxes)), make([]float32, len(l.Boxes))
	for i := range l.Boxes {
		x := &l.Boxes[i]
		if x.Parent >= 0 {
			c.intro[i], c.introMin[i] = c.intro[x.Parent], c.introMin[x.Parent]
		}
		if x.To-x.From < 3 {
			continue
		}
		for k := x.From; k < x.From+2; k++ {
			b := &l.Blocks[k]
			if b.Heading > 1 || b.Words < 8 && l.Boxes[b.Box].Words == b.Words {
				c.intro[i] += b.Score.Under
				c.introMin[i] = min(c.introMin[i], b.Score.Under)
				break
			}
		}
	}
}

// measureToH1 finds, for each box, where and how far out the main headline is reached.
func (c *pageContext) measureToH1() {
	l := c.l
	c.toH1, c.withH1 = make([]int32, len(l.Boxes)), make([]int32, len(l.Boxes))
	for i := range l.Boxes {
		x := &l.Boxes[i]
		switch {
		case c.h1 < 0:
			c.toH1[i] = -1
		case x.From > c.h1 || c.h1 >= x.To:
			c.toH1[i], c.withH1[i] = c.toH1[x.Parent]+1, c.withH1[x.Parent]
		default:
			c.withH1[i] = int32(i)
		}
	}
}

// titleShare is the share of the title's words that the block's beginning holds.
func (c *pageContext) titleShare(b *layout.Block) float32 {
	if len(c.l.Title) == 0 {
		return 0
	}
	return float32(b.TitleWords) / float32(len(c.l.Title))
}

// findCore goes inwards while one box holds the given share of the prose.
func (c *pageContext) findCore(share float32) int32 {
	l := c.l
	in := func(i int32) float32 { return c.prose[l.Boxes[i].To] - c.prose[l.Boxes[i].From] }
	all := in(0)
	core := int32(0)
	for {
		next := int32(-1)
		for i := core + 1; i < l.Boxes[core].End; i = l.Boxes[i].End {
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

func bit(t layout.Traits, mask layout.Traits) float32 {
	if t&mask != 0 {
		return 1
	}
	return 0
}

// blockFeatures describes block i: its own form and wording, the boxes around
// it, its neighbours, its place, and the page.
func (c *pageContext) blockFeatures(i int, f *boost.Features) {
	b := &c.l.Blocks[i]
	c.ownFeatures(b, f)
	f.Add("earlier", float32(c.earlier[i]))
	c.boxFeatures(b, f)
	c.neighbourFeatures(i, f)
	c.placeFeatures(i, f)
	c.pageFeatures(f)
}

func (c *pageContext) ownFeatures(b *layout.Block, f *boost.Features) {
	x := &c.l.Boxes[b.Box]
	f.Add("words", b.Words)
	f.Add("linkShare", boost.Ratio(b.LinkWords, b.Words))
	f.Add("links", b.Links)
	f.Add("stops", b.Stops)
	f.Add("commas", b.Commas)
	f.Add("stopShare", boost.Ratio(b.Stops+b.Commas, b.Words))
	f.Add("wordLength", boost.Ratio(boost.Ratio(b.Chars, b.Words), c.wordLength))
	f.Add("caps", boost.Ratio(b.CapWords, b.Words)-c.caps)
	f.Add("digits", boost.Ratio(b.Digits, b.Chars))
	f.Add("bold", boost.Ratio(b.BoldChars, b.Chars))
	f.Add("imgs", b.Imgs)
	f.Add("brs", b.Brs)
	f.Add("price", boost.Bool(b.Price))
	f.Add("endsStop", boost.Bool(b.EndsStop))
	f.Add("endsColon", boost.Bool(b.EndsColon))
	f.Add("heading", float32(b.Heading))
	f.Add("tag", tagGroups[x.Node.DataAtom])
	f.Add("repeats", float32(c.repeats[b.Key]))
	f.Add("titleShare", c.titleShare(b))
	f.Add("titleWords", boost.Ratio(float32(b.TitleWords), b.Words))
	f.Add("textMean", b.Score.Mean)
	f.Add("textMin", b.Score.Min)
	f.Add("textMax", b.Score.Max)
	f.Add("textWhole", b.Score.Whole)
	for i := range b.Said {
		f.Prefix = saidNames[i]
		f.Add("share", boost.Ratio(b.Said[i], b.Phrases))
		f.Add("all", b.Said[i])
	}
	f.Prefix = ""
}

var saidNames = [layout.SaidKinds]string{"said.body.", "said.summary.", "said.reply."}

func (c *pageContext) boxFeatures(b *layout.Block, f *boost.Features) {
	l := c.l
	x := &l.Boxes[b.Box]
	a := x.Around
	for _, t := range traitFeatures {
		f.Add(t.name, bit(a, t.mask))
	}
	f.Add("depth", float32(x.Depth))
	f.Add("chainMin", x.ChainMin)
	f.Add("chainMax", x.ChainMax)
	f.Add("chainSum", x.ChainSum)
	f.Add("chainShop", x.ChainShop)
	f.Add("chainForum", x.ChainForum)
	f.Add("intro", c.intro[b.Box])
	f.Add("introMin", c.introMin[b.Box])
	i := b.Box
	total := l.Words
	allProse := c.prose[len(c.prose)-1]
	for up := 0; up < 5; up++ {
		x := &l.Boxes[i]
		f.Prefix = upNames[up]
		prose := c.prose[x.To] - c.prose[x.From]
		f.Add("class", x.Class.Sum)
		f.Add("shop", x.Class.Shop)
		f.Add("forum", x.Class.Forum)
		f.Add("words", x.Words)
		f.Add("share", boost.Ratio(x.Words, total))
		f.Add("linkShare", boost.Ratio(x.LinkWords, x.Words))
		f.Add("proseShare", boost.Ratio(prose, allProse))
		f.Add("proseDensity", boost.Ratio(x.Prose, x.Words))
		f.Add("blockWords", boost.Ratio(x.Words, float32(x.To-x.From)))
		f.Add("sameKind", float32(x.SameKind))
		f.Add("kids", float32(x.Kids))
		f.Add("imgs", boost.Ratio(float32(x.Imgs), float32(x.To-x.From)))
		if x.Parent >= 0 {
			i = x.Parent
		}
	}
	f.Prefix = "card."
	x = &l.Boxes[l.card(b.Box)]
	f.Add("words", x.Words)
	f.Add("linkShare", boost.Ratio(x.LinkWords, x.Words))
	f.Add("sameKind", float32(x.SameKind))
	f.Add("class", x.Class.Sum)
	f.Add("tag", tagGroups[x.Node.DataAtom])
	f.Add("listShare", boost.Ratio(l.Boxes[max(x.Parent, 0)].Words, total))
	f.Add("listProse", boost.Ratio(l.Boxes[max(x.Parent, 0)].Prose, l.Boxes[max(x.Parent, 0)].Words))
	f.Add("imgs", float32(x.Imgs))
	f.Prefix = ""
}

// card is the nearest box at or around box i that repeats: a card, a row or a
// post. Without one it is some box far out.
func (l *pageLayout) card(i int32) int32 {
	for up := 0; up < maxCardSteps && l.Boxes[i].Parent > 0 && (l.Boxes[i].SameKind < 3 || l.Boxes[i].To-l.Boxes[i].From < 2); up++ {
		i = l.Boxes[i].Parent
	}
	return i
}

const maxCardSteps = 100

var upNames = [...]string{"p0.", "p1.", "p2.", "p3.", "p4."}

// traitFeatures are the facts about surrounding boxes that the model sees.
var traitFeatures = []struct {
	name string
	mask layout.Traits
}{
	{"article", layout.InArticle}, {"main", layout.InMain}, {"section", layout.InSection}, {"nav", layout.InNav}, {"header", layout.InHeader},
	{"footer", layout.InFooter}, {"aside", layout.InAside}, {"form", layout.InForm}, {"table", layout.InTable}, {"list", layout.InList},
	{"figure", layout.InFigure}, {"dialog", layout.InDialog}, {"pre", layout.InPre}, {"quote", layout.InQuote}, {"details", layout.InDetails},
	{"button", layout.InButton}, {"label", layout.InLabel}, {"definition", layout.InDefinition}, {"hidden", layout.InHidden},
	{"noscript", layout.InNoscript}, {"articleBody", layout.InArticleBody}, {"comment", layout.InComment}, {"product", layout.InProduct},
	{"complement", layout.InComplement}, {"address", layout.InAddress}, {"fixed", layout.InFixed}, {"tabPanel", layout.InTabPanel}, {"blockLink", layout.InLink},
}

func (c *pageContext) neighbourFeatures(i int, f *boost.Features) {
	l := c.l
	for k, d := range [...]int{-2, -1, 1, 2} {
		f.Prefix = nearNames[k]
		if j := i + d; j >= 0 && j < len(l.Blocks) {
			b := &l.Blocks[j]
			x := &l.Boxes[b.Box]
			f.Add("words", b.Words)
			f.Add("linkShare", boost.Ratio(b.LinkWords, b.Words))
			f.Add("text", b.Score.Mean+b.Score.Whole)
			f.Add("chain", x.ChainSum)
			f.Add("tag", tagGroups[x.Node.DataAtom])
		} else {
			for _, m := range [...]string{"words", "linkShare", "text", "chain", "tag"} {
				f.Add(m, -1)
			}
		}
	}
	for k, d := range [...]int{4, 12} {
		from, to := max(0, i-d), min(len(l.Blocks), i+d+1)
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
	n := float32(len(l.Blocks))
	all := c.words[len(l.Blocks)]
	f.Add("place", float32(i)/n)
	f.Add("wordPlace", boost.Ratio(c.words[i], all))
	if c.h1 >= 0 {
		f.Add("fromH1", float32(int32(i)-c.h1))
		f.Add("wordsFromH1", c.words[i]-c.words[c.h1])
	} else {
		f.Add("fromH1", -9999)
		f.Add("wordsFromH1", -99999)
	}
	f.Add("toH1", float32(c.toH1[l.Blocks[i].Box]))
	if c.h1 >= 0 {
		x := c.withH1[l.Blocks[i].Box]
		f.Add("h1.depth", float32(l.Boxes[l.Blocks[c.h1].Box].Depth-l.Boxes[x].Depth))
		f.Add("h1.share", boost.Ratio(l.Boxes[x].Words, all))
	} else {
		f.Add("h1.depth", -1)
		f.Add("h1.share", -1)
	}
	f.Add("fromFirstProse", float32(int32(i)-c.firstProse))
	f.Add("toLastProse", float32(c.lastProse-int32(i)))
	f.Add("prosePlace", boost.Ratio(c.prose[i], c.prose[len(l.Blocks)]))
	f.Add("proseLeft", c.prose[len(l.Blocks)]-c.prose[i])
	core := &l.Boxes[c.core]
	b := &l.Blocks[i]
	f.Add("inCore", boost.Bool(b.Box >= c.core && b.Box < core.End))
	f.Add("afterCore", float32(int32(i)-core.To))
	f.Add("beforeCore", float32(core.From-int32(i)))
	f.Add("coreShare", boost.Ratio(core.Words, all))
	f.Add("underCore", float32(l.Boxes[b.Box].Depth-core.Depth))
	f.Prefix = "heading."
	if h := c.under[i]; h >= 0 {
		hb := &l.Blocks[h]
		f.Add("level", float32(hb.Heading))
		f.Add("under", hb.Score.Under)
		f.Add("text", hb.Score.Mean+hb.Score.Whole)
		f.Add("distance", float32(int32(i)-h))
		f.Add("words", c.words[i]-c.words[h])
		f.Add("chain", l.Boxes[hb.Box].ChainSum)
		f.Add("sameBox", float32(l.Boxes[b.Box].Depth-l.Boxes[hb.Box].Depth))
	} else {
		for _, m := range [...]string{"level", "under", "text", "distance", "words", "chain", "sameBox"} {
			f.Add(m, -99)
		}
	}
	f.Prefix = "outer."
	if h := c.outer[i]; h >= 0 {
		hb := &l.Blocks[h]
		f.Add("level", float32(hb.Heading))
		f.Add("under", hb.Score.Under)
		f.Add("text", hb.Score.Mean+hb.Score.Whole)
		f.Add("distance", float32(int32(i)-h))
	} else {
		for _, m := range [...]string{"level", "under", "text", "distance"} {
			f.Add(m, -99)
		}
	}
	f.Prefix = ""
}

func (c *pageContext) pageFeatures(f *boost.Features) {
	n := len(c.l.Blocks)
	f.Add("page.words", c.words[n])
	f.Add("page.prose", c.prose[n])
	f.Add("page.proseShare", boost.Ratio(c.prose[n], c.words[n]))
	f.Add("page.linkShare", boost.Ratio(c.linkWords[n], c.words[n]))
	f.Add("page.blocks", float32(n))
	c.typeScores.Features(f)
}
