package page

import (
	"cmp"
	"math"
	"slices"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
)

// keepOptions steer how the scores of single blocks become a decision on
// whole boxes.
type keepOptions struct {
	bias   float32 // added to every block's log-odds above the best cut
	kinds  float32 // how far under the cut a block may be and still go with most of its kind
	floor  float32 // if negative, the best cut is at least this, while it leaves enough
	border float32 // price of a border between kept and cut boxes
	leaf   float32 // price of a block that differs from its box
	power  float32 // a block's say grows with this power of its words
}

// keepBoxes chooses for every box and block whether it is kept, so that the
// sum of overruled scores and of borders between kept and cut is least. It is
// exact: each box's best price for either choice follows from those of the
// boxes in it. A lone doubtful paragraph thus goes with its neighbours.
func (l *pageLayout) keepBoxes(scores []float32, opt keepOptions) (boxes, blocks []bool) {
	cut := l.bestCut(scores, opt.floor)
	scores = l.keepKinds(scores, opt.bias-cut, opt.kinds)
	cost := make([][2]float32, len(l.Boxes)) // price of cutting and of keeping
	own := make([]float32, len(l.Blocks))
	for i := range l.Blocks {
		b := &l.Blocks[i]
		own[i] = scores[i] * pow(b.Words, opt.power)
		cut, keep := max(0, own[i]), max(0, -own[i])
		c := &cost[b.Box]
		c[0] += min(cut, keep+opt.leaf)
		c[1] += min(keep, cut+opt.leaf)
	}
	for i := len(l.Boxes) - 1; i > 0; i-- {
		c, p := &cost[i], &cost[l.Boxes[i].Parent]
		p[0] += min(c[0], c[1]+opt.border)
		p[1] += min(c[1], c[0]+opt.border)
	}
	boxes, blocks = make([]bool, len(l.Boxes)), make([]bool, len(l.Blocks))
	boxes[0] = cost[0][1] < cost[0][0]
	for i := 1; i < len(l.Boxes); i++ {
		c := cost[i]
		if boxes[l.Boxes[i].Parent] {
			boxes[i] = c[1] <= c[0]+opt.border
		} else {
			boxes[i] = c[1]+opt.border < c[0]
		}
	}
	for i := range l.Blocks {
		cut, keep := max(0, own[i]), max(0, -own[i])
		if boxes[l.Blocks[i].Box] {
			blocks[i] = keep <= cut+opt.leaf
		} else {
			blocks[i] = keep+opt.leaf < cut
		}
	}
	return boxes, blocks
}

// pow is x to the power p for the few powers in use.
func pow(x, p float32) float32 {
	if p == 0 {
		return 1
	}
	return float32(math.Pow(float64(x), float64(p)))
}

// bestCut is the score above which blocks are best kept: where the expected
// F1 of the kept words, as the scores have it, is greatest. On a page of
// clear blocks it lies near even odds; where all is doubtful it goes lower,
// so that something is kept. It lies half way to the next lower score. A
// negative floor keeps it from going lower once enoughShare of the words that
// are to be expected is kept.
func (l *pageLayout) bestCut(scores []float32, floor float32) float32 {
	order := make([]int32, len(scores))
	for i := range order {
		order[i] = int32(i)
	}
	want := l.expectedWords(scores)
	slices.SortStableFunc(order, func(a, b int32) int { return cmp.Compare(scores[b], scores[a]) })
	right, kept := float32(0), float32(0)
	best, cut := float32(-1), float32(0)
	for k, i := range order {
		if floor < 0 && scores[i] < floor && k > 0 && kept >= enoughShare*want && scores[i] != scores[order[k-1]] {
			break
		}
		w := l.Blocks[i].Words
		right += probability(scores[i]) * w
		kept += w
		if k+1 < len(order) && scores[order[k+1]] == scores[i] {
			continue
		}
		if f := 2 * right / (kept + want); f > best {
			best, cut = f, scores[i]-1
			if k+1 < len(order) {
				cut = (scores[i] + scores[order[k+1]]) / 2
			}
		}
	}
	return min(cut, 0)
}

// enoughShare of the expected words is enough where what is left is doubtful.
// On products a share from 0.4 to 0.6 measures the same.
const enoughShare = 0.5

// expectedWords is how many words the article has, as the scores have it.
func (l *pageLayout) expectedWords(scores []float32) float32 {
	want := float32(0)
	for i, s := range scores {
		want += probability(s) * l.Blocks[i].Words
	}
	return want
}

// isEmpty tells whether a page has nothing that could be an article: fewer
// words are to be expected than a teaser has, those that would be kept are most
// likely none of it, and no text of its own stands where an article would. Such
// are pages that scripts would have to fill. A page that has no more than a
// teaser in all is taken as it is.
func (l *pageLayout) isEmpty(scores []float32, kept []bool) bool {
	if l.Words < minArticle || l.expectedWords(scores) >= minArticle {
		return false
	}
	right, words := float32(0), float32(0)
	for i, keep := range kept {
		if keep {
			right += probability(scores[i]) * l.Blocks[i].Words
			words += l.Blocks[i].Words
		}
		if l.isOwnText(i) {
			return false
		}
	}
	return right <= maxDoubt*words
}

const (
	// maxDoubt is how likely text can be the article's and still be none. Of
	// pages without one it is less than half as likely, of short articles twice.
	maxDoubt = 0.25

	minOwnWords = 4   // of a text that is no label
	shortPage   = 100 // words of a page whose menus leave no doubt of what is not one
)

// isOwnText tells whether a block has text of its own, beside links, where an
// article would stand: in an element for articles, or, on a short page, anywhere
// but in what is made for other things.
func (l *pageLayout) isOwnText(i int) bool {
	b := &l.Blocks[i]
	around := l.Boxes[b.Box].Around
	return b.Words-b.LinkWords >= minOwnWords &&
		around&(layout.InNav|layout.InHeader|layout.InFooter|layout.InHidden|layout.InDialog|layout.InNoscript|layout.InForm|layout.InButton) == 0 &&
		(around&(layout.InArticle|layout.InMain) != 0 || l.Words < shortPage)
}

// dropScriptNotes cuts the messages that ask a reader to turn JavaScript on.
func (l *pageLayout) dropScriptNotes(kept []bool) {
	for i := range l.Blocks {
		b := &l.Blocks[i]
		if kept[i] && l.Boxes[b.Box].Around&layout.InNoscript != 0 && b.Words < maxScriptNote && dom.IndexFold(b.Text(), "javascript") >= 0 {
			kept[i] = false
		}
	}
}

// maxScriptNote is longer than any such message, and shorter than an article.
const maxScriptNote = 60

// alike draws the scores of blocks that stand in the same kind of box, such as
// the posts of a thread or the cells of a list of prices, towards their mean:
// a short one among long ones of its kind is what they are. share is the
// mean's part; a kind counts for itself from two blocks on.
func (s *secondLook) alike(scores []float32, share float32) []float32 {
	sum, words := make([]float32, len(s.ofKind)), make([]float32, len(s.ofKind))
	for i, k := range s.kind {
		w := s.c.l.Blocks[i].Words
		sum[k] += max(-4, min(4, scores[i])) * w
		words[k] += w
	}
	out := make([]float32, len(scores))
	for i, k := range s.kind {
		out[i] = scores[i]
		if s.ofKind[k].n > 1 {
			out[i] += share * (sum[k]/words[k] - scores[i])
		}
	}
	return out
}

// keepKinds adds bias to the scores. Where most of the words in blocks of one
// kind are then to be kept, the others of the kind are kept as well, unless
// they lie more than reach below: the cut must not run through a list of
// cards or a thread of posts.
func (l *pageLayout) keepKinds(scores []float32, bias, reach float32) []float32 {
	out := make([]float32, len(scores))
	for i, s := range scores {
		out[i] = s + bias
	}
	if l.kinds == nil || reach <= 0 {
		return out
	}
	type sum struct{ kept, all float32 }
	sums := map[int32]sum{}
	for i, k := range l.kinds {
		s := sums[k]
		s.all += l.Blocks[i].Words
		if out[i] > 0 {
			s.kept += l.Blocks[i].Words
		}
		sums[k] = s
	}
	for i, k := range l.kinds {
		if s := sums[k]; out[i] > -reach && s.kept >= s.all/2 {
			out[i] = max(out[i], kindMargin)
		}
	}
	return out
}

// kindMargin lets a block of a kept kind stand against its surroundings.
const kindMargin = 0.6
