package extract

import (
	"math"
	"strconv"
	"strings"
	"sync"
)

// pageModel is what was learned from pages whose article is known.
type pageModel struct {
	classWords map[string]float32 // of class and id attributes
	textWords  map[string]float32 // of short texts
	underWords map[string]float32 // of headings, for the text below them
	types      [len(pageTypes)][]treeNode
	blocks     []treeNode
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

// typeScores is each kind's log-odds for the page.
func (m *pageModel) typeScores(c *pageContext, h *pageHead, pageURL string) [len(pageTypes)]float32 {
	var f featureList
	typeFeatures(c, h, pageURL, &f)
	var out [len(pageTypes)]float32
	for i := range out {
		out[i] = sumTrees(m.types[i], f.values)
	}
	return out
}

func bestType(scores [len(pageTypes)]float32) int {
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
	out := make([]float32, len(c.l.blocks))
	var f featureList
	for i := range out {
		f.values = f.values[:0]
		c.blockFeatures(i, &f)
		out[i] = sumTrees(m.blocks, f.values)
	}
	return out
}

// forcedType are scores that leave no doubt of a page's kind.
func forcedType(kind string) [len(pageTypes)]float32 {
	var out [len(pageTypes)]float32
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

// shippedModel is the model in page_weights.go.
var shippedModel = sync.OnceValue(func() *pageModel {
	m := &pageModel{
		classWords: wordWeights(classWordList),
		textWords:  wordWeights(textWordList),
		underWords: wordWeights(underWordList),
		blocks:     blockTrees,
	}
	copy(m.types[:], typeTrees[:])
	return m
})

// wordWeights reads "word weight" pairs; weights are in fiftieths.
func wordWeights(list string) map[string]float32 {
	fields := strings.Fields(list)
	m := make(map[string]float32, len(fields)/2)
	for i := 0; i+1 < len(fields); i += 2 {
		if v, err := strconv.Atoi(fields[i+1]); err == nil {
			m[fields[i]] = float32(v) / 50
		}
	}
	return m
}
