package page

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
	at := func(k int) *block { return &l.blocks[order[k]] }
	for k := 0; k < len(order); k++ {
		b := at(k)
		j, again := first[b.key]
		if !again {
			if b.words >= minTwinBlock {
				first[b.key] = k
			}
			continue
		}
		x := &l.boxes[b.box]
		if x.around&(inQuote|inPre|inTable) != 0 || x.parent == l.boxes[at(j).box].parent {
			continue
		}
		n, words := 0, float32(0)
		for k+n < len(order) && j+n < k && at(k+n).key == at(j+n).key {
			words += at(k + n).words
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
