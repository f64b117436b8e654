package page

import (
	_ "embed"
	"math"
	"sync"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
	"github.com/artx-cli/artx/extract/metadata"
)

// pageModel is what was learned from pages whose article is known.
type pageModel struct {
	layout.Lexicon
	types  [len(pagetype.All)][]boost.Node
	blocks []boost.Node // first look at each block
	second []boost.Node // second look, see secondLook

	fields metadata.Trees // of candidates
}

// pageLayout is the layout of a page, and what was found of it since.
type pageLayout struct {
	layout.Layout
	kinds  []int32  // of the blocks, see secondLook; nil until scored
	before []counts // of each block, and behind the last
}

// layPage lays a page out, with the words that the model knows.
func layPage(root *html.Node, told layout.Hints, model *pageModel) *pageLayout {
	l := &pageLayout{Layout: *layout.New(root, told, &model.Lexicon)}
	l.count()
	return l
}

// counts are what stands before a block.
type counts struct {
	headings int32   // blocks
	wordy    int32   // other blocks, too long to stand beside a heading
	listings float32 // words
	next     int32   // the first heading from the block on, -1 for none
}

// count counts before each block, and behind the last, so that what is asked of box
// after box is not counted again in each.
func (l *pageLayout) count() {
	n := len(l.Blocks)
	l.before = make([]counts, n+1)
	for k := range l.Blocks {
		b, next := &l.Blocks[k], &l.before[k+1]
		*next = l.before[k]
		if b.Heading > 0 {
			next.headings++
		} else if b.Words > maxBesideHeading {
			next.wordy++
		}
		if l.Boxes[b.Box].Around&layout.InPre != 0 {
			next.listings += b.Words
		}
	}
	l.before[n].next = -1
	for k := n - 1; k >= 0; k-- {
		if l.before[k].next = l.before[k+1].next; l.Blocks[k].Heading > 0 {
			l.before[k].next = int32(k)
		}
	}
}

// kinds tells what kind of page it is.
func (m *pageModel) kinds(c *pageContext, h *metadata.Head, pageURL string) pagetype.Scores {
	var f boost.Features
	typeFeatures(c, h, pageURL, &f)
	var out pagetype.Scores
	for i := range out {
		out[i] = boost.Sum(m.types[i], f.Values)
	}
	stated := h.StatedKind()
	if best := out.Best(); stated != "" && (stated != pagetype.Article || pagetype.All[best] != pagetype.Documentation) {
		i := pagetype.Index(stated)
		out[i] = max(out[best], out[i]) + 0.5
	}
	return out
}

// blockScores is each block's log-odds for being of the article.
func (m *pageModel) blockScores(c *pageContext) []float32 {
	n := len(c.l.Blocks)
	out := make([]float32, n)
	if n == 0 {
		return out
	}
	var x boost.Features
	c.blockFeatures(0, &x)
	width := len(x.Values)
	var all []float32 // the features of every block, while that is not too much
	if n*width <= maxFeatures {
		all = make([]float32, 0, n*width)
	}
	for i := range n {
		if c.l.goesOn(i) {
			out[i] = out[i-1]
			continue
		}
		x.Values = x.Values[:0]
		c.blockFeatures(i, &x)
		out[i] = boost.Sum(m.blocks, x.Values)
		if all != nil {
			all = append(all, x.Values...)
		}
	}
	if len(m.second) == 0 {
		return out
	}
	s := newSecondLook(c, out)
	for i := range n {
		if c.l.goesOn(i) {
			out[i] = out[i-1]
			continue
		}
		x.Values = x.Values[:0]
		if all != nil {
			x.Values = append(x.Values, all[i*width:(i+1)*width]...)
		} else {
			c.blockFeatures(i, &x)
		}
		s.features(i, &x)
		out[i] = boost.Sum(m.second, x.Values)
	}
	return s.alike(out, alikeShare)
}

// goesOn tells whether block i of a huge page only goes on with a run of blocks that
// are all made alike, and neither begins nor ends it. The one before speaks for it, since
// their places are all that differs; some are looked at again, as places add up.
func (l *pageLayout) goesOn(i int) bool {
	const again = 64
	return len(l.Blocks) >= hugePage && i%again != 0 && i+1 < len(l.Blocks) && l.isLikeNext(i-1) && l.isLikeNext(i)
}

// isLikeNext tells whether block i is made as the next one is, as far as counts tell.
func (l *pageLayout) isLikeNext(i int) bool {
	a, b := &l.Blocks[i], &l.Blocks[i+1]
	x, y := &l.Boxes[a.Box], &l.Boxes[b.Box]
	return a.Chars == b.Chars && a.Words == b.Words && a.LinkWords == b.LinkWords && a.Imgs == b.Imgs && a.Heading == 0 && b.Heading == 0 &&
		x.Depth == y.Depth && (a.Box == b.Box || x.Parent == y.Parent && x.Node.DataAtom == y.Node.DataAtom && x.Traits == y.Traits)
}

// hugePage is how many blocks a page has of which runs are looked at once; of 2,327
// real pages none has an eighth of it.
const hugePage = 1 << 16

// alikeShare is how far the scores of like blocks are drawn together; from
// 0.15 to 0.45 measures improve a little, most for forums and listings.
const alikeShare = 0.45

// maxFeatures bounds the memory for features (4 bytes each); pages with more
// have them worked out twice.
const maxFeatures = 1 << 20

func probability(logOdds float32) float32 {
	return float32(1 / (1 + math.Exp(-float64(logOdds))))
}

//go:embed weights.txt
var weights string

// shippedModel is the model in weights.txt, read when the first page is met.
var shippedModel = sync.OnceValue(func() *pageModel { return readModel(weights) })

func readModel(text string) *pageModel {
	w := boost.ReadWeights(text)
	m := &pageModel{
		Lexicon: layout.Lexicon{ClassWords: map[string]layout.ClassWeight{}, TextWords: wordWeights(w, "text words"), UnderWords: wordWeights(w, "heading words")},
		blocks:  w.Trees("block trees"),
		second:  w.Trees("second trees"),
		fields:  metadata.Trees{Titles: w.Trees("title trees"), Authors: w.Trees("author trees"), Dates: w.Trees("date trees")},
	}
	w.Words("class words", 3, func(word string, v []float32) {
		m.ClassWords[word] = layout.ClassWeight{All: v[0], Shop: v[1], Forum: v[2]}
	})
	for i, kind := range pagetype.All {
		m.types[i] = w.Trees(kind + " trees")
	}
	return m
}

func wordWeights(w boost.Weights, section string) map[string]float32 {
	m := map[string]float32{}
	w.Words(section, 1, func(word string, v []float32) { m[word] = v[0] })
	return m
}
