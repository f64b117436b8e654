package extract

import (
	_ "embed"
	"math"
	"sync"
)

// pageModel is what was learned from pages whose article is known.
type pageModel struct {
	classWords map[string]classWeight // of class and id attributes
	textWords  map[string]float32     // of short texts
	underWords map[string]float32     // of headings, for the text below them
	types      [len(pageTypes)][]treeNode
	blocks     []treeNode // first look at each block
	second     []treeNode // second look, see secondLook

	fields fieldTrees // of candidates
}

// treeNode is a node of a decision tree. Trees stand one behind the other,
// each node before its children, the left child right behind its parent.
type treeNode struct {
	feature int16   // index of the feature asked, -1 for a leaf
	right   int16   // distance to the right child; of a leaf: to the next tree
	value   float32 // go left if the feature is less or equal; of a leaf: what it adds
}

// sumTrees adds what each tree says of x.
func sumTrees(trees []treeNode, x []float32) float32 {
	sum := float32(0)
	for i := 0; i < len(trees); {
		n := &trees[i]
		if n.feature < 0 {
			sum += n.value
			i += int(n.right)
		} else if x[n.feature] <= n.value {
			i++
		} else {
			i += int(n.right)
		}
	}
	return sum
}

// typeScores is each kind's log-odds for a page.
type typeScores [len(pageTypes)]float32

func (scores typeScores) features(f *featureList) {
	f.prefix = "type."
	for i, s := range scores {
		f.add(pageTypes[i], s)
	}
	f.prefix = ""
}

// kinds tells what kind of page it is.
func (m *pageModel) kinds(c *pageContext, h *pageHead, pageURL string) typeScores {
	var f featureList
	typeFeatures(c, h, pageURL, &f)
	var out typeScores
	for i := range out {
		out[i] = sumTrees(m.types[i], f.values)
	}
	stated := h.statedKind()
	if best := out.best(); stated != "" && (stated != PageArticle || pageTypes[best] != PageDocumentation) {
		i := pageTypeIndex(stated)
		out[i] = max(out[best], out[i]) + 0.5
	}
	return out
}

// statedKind is the kind that the page's data says it is, "" if it says none
// that can be relied on. Of pages whose JSON-LD says article nineteen in twenty
// are one, or documentation; of those that say it of a posting in a forum, or
// bear the mark of a thread, all are; of those about one product that is for
// sale nine in ten.
func (h *pageHead) statedKind() string {
	switch main := h.ld.main; {
	case main.is("DiscussionForumPosting") || h.thread:
		return PageForum
	case h.isArticle():
		return PageArticle
	case main.is("Product", "ProductGroup") && main["offers"] != nil:
		return PageProduct
	}
	return ""
}

// best is the likeliest kind's index.
func (scores typeScores) best() int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}

// blockScores is each block's log-odds for being of the article.
func (m *pageModel) blockScores(c *pageContext) []float32 {
	n := len(c.l.blocks)
	out := make([]float32, n)
	if n == 0 {
		return out
	}
	var x featureList
	c.blockFeatures(0, &x)
	width := len(x.values)
	var all []float32 // the features of every block, while that is not too much
	if n*width <= maxFeatures {
		all = make([]float32, 0, n*width)
	}
	for i := range n {
		x.values = x.values[:0]
		c.blockFeatures(i, &x)
		out[i] = sumTrees(m.blocks, x.values)
		if all != nil {
			all = append(all, x.values...)
		}
	}
	if len(m.second) == 0 {
		return out
	}
	s := newSecondLook(c, out)
	for i := range n {
		x.values = x.values[:0]
		if all != nil {
			x.values = append(x.values, all[i*width:(i+1)*width]...)
		} else {
			c.blockFeatures(i, &x)
		}
		s.features(i, &x)
		out[i] = sumTrees(m.second, x.values)
	}
	return s.alike(out, alikeShare)
}

// alikeShare is how far the scores of like blocks are drawn together; from
// 0.15 to 0.45 measures improve a little, most for forums and listings.
const alikeShare = 0.45

// maxFeatures bounds the memory for features (4 bytes each); pages with more
// have them worked out twice.
const maxFeatures = 1 << 20

// forcedType are scores that leave no doubt of a page's kind.
func forcedType(kind string) typeScores {
	var out typeScores
	for i := range out {
		out[i] = -4
	}
	if i := pageTypeIndex(kind); i >= 0 {
		out[i] = 3
	}
	return out
}

func probability(logOdds float32) float32 {
	return float32(1 / (1 + math.Exp(-float64(logOdds))))
}

//go:embed weights.txt
var weights string

// shippedModel is the model in weights.txt, read when the first page is met.
var shippedModel = sync.OnceValue(func() *pageModel {
	w := readWeights(weights)
	m := &pageModel{
		classWords: map[string]classWeight{},
		textWords:  wordWeights(w, "text words"),
		underWords: wordWeights(w, "heading words"),
		blocks:     w.trees("block trees"),
		second:     w.trees("second trees"),
		fields:     fieldTrees{titles: w.trees("title trees"), authors: w.trees("author trees"), dates: w.trees("date trees")},
	}
	w.words("class words", 3, func(word string, v []float32) {
		m.classWords[word] = classWeight{v[0], v[1], v[2]}
	})
	for i, kind := range pageTypes {
		m.types[i] = w.trees(kind + " trees")
	}
	return m
})

func wordWeights(w weightFile, section string) map[string]float32 {
	m := map[string]float32{}
	w.words(section, 1, func(word string, v []float32) { m[word] = v[0] })
	return m
}
