package page

import "github.com/artx-cli/artx/extract/internal/layout"

// Pages hold passages twice: once for wide screens and once for narrow ones, in
// a dialog as well, or as a signature under every post of its writer.
const (
	minTwinBlock = 4  // words of the block that a passage can begin with
	minTwin      = 40 // words of a passage that is not said again for its own sake
)

// dropTwins cuts the passages that are kept a second time, word by word, in
// another part of the page. A refrain, which stands among the same verses,
// stays, and so do quotes, code and tables.
func (l *pageLayout) dropTwins(kept []bool) {
	first := map[uint64]int{}
	var order []int
	for i, keep := range kept {
		if keep {
			order = append(order, i)
		}
	}
	at := func(k int) *layout.Block { return &l.Blocks[order[k]] }
	for k := 0; k < len(order); k++ {
		b := at(k)
		j, again := first[b.Key]
		if !again {
			if b.Words >= minTwinBlock {
				first[b.Key] = k
			}
			continue
		}
		x := &l.Boxes[b.Box]
		if x.Around&(layout.InQuote|layout.InPre|layout.InTable) != 0 || x.Parent == l.Boxes[at(j).Box].Parent {
			continue
		}
		n, words := 0, float32(0)
		for k+n < len(order) && j+n < k && at(k+n).Key == at(j+n).Key {
			words += at(k + n).Words
			n++
		}
		if words < minTwin {
			continue
		}
		for _, i := range order[k : k+n] {
			kept[i] = false
		}
		k += n - 1
	}
}
