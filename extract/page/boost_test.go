package page

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/artx-cli/artx/extract/internal/boost"
)

// boostOptions are the settings of one run of gradient boosting.
type boostOptions struct {
	trees, leaves int
	rate          float64 // how much of its step each tree takes
	columns, rows float64 // share of features and rows that a tree sees
	minWeight     float64 // least weight of rows in a leaf
	lambda        float64 // pull of leaf values towards zero
	seed          uint64
	rivals        bool // of a page's rows one is right, or none
}

// table is a training set: rows of features, a target from 0 to 1 and a
// weight for each.
type table struct {
	width  int
	x      []float32 // row after row
	y, w   []float32
	pages  []*samplePage // of each row; nil where that does not matter
	cuts   [][]float32   // of each feature, the values that split its bins
	binned [][]uint8     // by feature, then row
}

const maxBins = 96

// bin sorts every feature's values into at most maxBins bins of about equal size.
func (t *table) bin() {
	n := len(t.y)
	t.cuts, t.binned = make([][]float32, t.width), make([][]uint8, t.width)
	parallel(t.width, func(f int) {
		sample := make([]float32, 0, 20000)
		step := max(1, n/20000)
		for i := 0; i < n; i += step {
			sample = append(sample, t.x[i*t.width+f])
		}
		slices.Sort(sample)
		uniq := slices.Compact(slices.Clone(sample))
		var cuts []float32
		if len(uniq) <= maxBins {
			cuts = uniq[:max(0, len(uniq)-1)]
		} else {
			for k := 1; k < maxBins; k++ {
				v := sample[k*len(sample)/maxBins]
				if len(cuts) == 0 || v > cuts[len(cuts)-1] {
					cuts = append(cuts, v)
				}
			}
		}
		col := make([]uint8, n)
		for i := range col {
			k, _ := slices.BinarySearch(cuts, t.x[i*t.width+f])
			col[i] = uint8(k)
		}
		t.cuts[f], t.binned[f] = cuts, col
	})
}

func parallel(n int, f func(int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range 2 {
		wg.Go(func() {
			for i := range next {
				f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

type bucket struct{ g, h float64 }

type leaf struct {
	rows []int32
	hist [][]bucket // by chosen feature
	g, h float64
	gain float64
	feat int
	cut  int
	node int // index among the grown nodes
}

type grown struct {
	feature     int
	value       float64
	left, right int
}

// boostTrees fits trees to the log-odds of t.y. use chooses the rows to learn from;
// nil takes all.
func boostTrees(t *table, opt boostOptions, use func(row int) bool) []boost.Node {
	n := len(t.y)
	if t.binned == nil {
		t.bin()
	}
	rng := rand.New(rand.NewPCG(opt.seed, 1))
	score := make([]float32, n)
	g, h := make([]float32, n), make([]float32, n)
	var out []boost.Node
	sumW, sumY := 0.0, 0.0
	var used []int32
	for i := range n {
		if use != nil && !use(i) {
			continue
		}
		used = append(used, int32(i))
		sumW += float64(t.w[i])
		sumY += float64(t.w[i] * t.y[i])
	}
	base := math.Log((sumY + 1e-6) / (sumW - sumY + 1e-6))
	out = append(out, boost.Node{Feature: -1, Right: 1, Value: float32(base)})
	for i := range score {
		score[i] = float32(base)
	}
	for range opt.trees {
		var rows []int32
		for _, i := range used {
			if rng.Float64() >= opt.rows {
				continue
			}
			rows = append(rows, i)
		}
		t.steps(opt, used, score, g, h)
		feats := rng.Perm(t.width)[:max(1, int(opt.columns*float64(t.width)))]
		nodes := growTree(t, opt, rows, feats, g, h)
		tree := flatten(nodes)
		parallel(2, func(k int) {
			for _, i := range used[k*len(used)/2 : (k+1)*len(used)/2] {
				score[i] += boost.Sum(tree, t.x[int(i)*t.width:int(i+1)*t.width])
			}
		})
		out = append(out, tree...)
	}
	return out
}

// steps works out, for each row, the slope and the curvature of the loss.
func (t *table) steps(opt boostOptions, rows []int32, score, g, h []float32) {
	if opt.rivals {
		t.rivalSteps(rows, score, g, h)
		return
	}
	for _, i := range rows {
		p := 1 / (1 + math.Exp(-float64(score[i])))
		g[i] = float32(p-float64(t.y[i])) * t.w[i]
		h[i] = float32(p*(1-p)) * t.w[i]
	}
}

// rivalSteps does so where the rows of a page are rivals, of which one is right,
// or none: their chances, and that of none, whose score is 0, add up to one.
func (t *table) rivalSteps(rows []int32, score, g, h []float32) {
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && t.pages[rows[n]] == t.pages[rows[0]] {
			n++
		}
		sum, right := 1.0, float32(0)
		for _, i := range rows[:n] {
			sum += math.Exp(float64(score[i]))
			right += t.y[i]
		}
		for _, i := range rows[:n] {
			p := math.Exp(float64(score[i])) / sum
			g[i] = (float32(p) - t.y[i]/max(1, right)) * t.w[i]
			h[i] = float32(p*(1-p)) * t.w[i]
		}
		rows = rows[n:]
	}
}

func growTree(t *table, opt boostOptions, rows []int32, feats []int, g, h []float32) []grown {
	nodes := []grown{{feature: -1}}
	root := &leaf{rows: rows, node: 0}
	root.fill(t, feats, g, h)
	root.split(t, opt, feats)
	leaves := []*leaf{root}
	for len(leaves) < opt.leaves {
		best := -1
		for i, l := range leaves {
			if l.gain > 1e-9 && (best < 0 || l.gain > leaves[best].gain) {
				best = i
			}
		}
		if best < 0 {
			break
		}
		l := leaves[best]
		f := feats[l.feat]
		col := t.binned[f]
		var a, b []int32
		for _, r := range l.rows {
			if int(col[r]) <= l.cut {
				a = append(a, r)
			} else {
				b = append(b, r)
			}
		}
		left, right := &leaf{rows: a, node: len(nodes)}, &leaf{rows: b, node: len(nodes) + 1}
		nodes = append(nodes, grown{feature: -1}, grown{feature: -1})
		nodes[l.node] = grown{feature: f, value: float64(t.cuts[f][l.cut]), left: left.node, right: right.node}
		small, big := left, right
		if len(a) > len(b) {
			small, big = right, left
		}
		small.fill(t, feats, g, h)
		big.hist = l.hist
		for k := range feats {
			for i := range big.hist[k] {
				big.hist[k][i].g -= small.hist[k][i].g
				big.hist[k][i].h -= small.hist[k][i].h
			}
		}
		big.g, big.h = l.g-small.g, l.h-small.h
		left.split(t, opt, feats)
		right.split(t, opt, feats)
		leaves[best] = left
		leaves = append(leaves, right)
	}
	for _, l := range leaves {
		nodes[l.node].value = -opt.rate * l.g / (l.h + opt.lambda)
	}
	return nodes
}

func (l *leaf) fill(t *table, feats []int, g, h []float32) {
	l.hist = make([][]bucket, len(feats))
	each := parallel
	if len(l.rows) < 2000 { // less than what it takes to share the work out
		each = func(n int, f func(int)) {
			for i := range n {
				f(i)
			}
		}
	}
	each(len(feats), func(k int) {
		col := t.binned[feats[k]]
		hist := make([]bucket, len(t.cuts[feats[k]])+1)
		for _, r := range l.rows {
			b := &hist[col[r]]
			b.g += float64(g[r])
			b.h += float64(h[r])
		}
		l.hist[k] = hist
	})
	for _, r := range l.rows {
		l.g += float64(g[r])
		l.h += float64(h[r])
	}
}

func (l *leaf) split(t *table, opt boostOptions, feats []int) {
	score := func(g, h float64) float64 { return g * g / (h + opt.lambda) }
	whole := score(l.g, l.h)
	for k := range feats {
		g, h := 0.0, 0.0
		for c := 0; c < len(l.hist[k])-1; c++ {
			g += l.hist[k][c].g
			h += l.hist[k][c].h
			if h < opt.minWeight || l.h-h < opt.minWeight {
				continue
			}
			if gain := score(g, h) + score(l.g-g, l.h-h) - whole; gain > l.gain {
				l.gain, l.feat, l.cut = gain, k, c
			}
		}
	}
}

// flatten writes a tree as the model stores it.
func flatten(nodes []grown) []boost.Node {
	var out []boost.Node
	var write func(i int) int
	var leaves []int
	write = func(i int) int {
		at := len(out)
		n := nodes[i]
		if n.feature < 0 {
			out = append(out, boost.Node{Feature: -1, Value: float32(n.value)})
			leaves = append(leaves, at)
			return at
		}
		out = append(out, boost.Node{Feature: int16(n.feature), Value: float32(n.value)})
		write(n.left)
		out[at].Right = int16(write(n.right) - at)
		return at
	}
	write(0)
	for _, i := range leaves {
		out[i].Right = int16(len(out) - i)
	}
	return out
}
