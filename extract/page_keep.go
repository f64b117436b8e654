package extract

import "math"

// keepOptions steer how the scores of single blocks become a decision on
// whole boxes.
type keepOptions struct {
	bias   float32 // added to every block's log-odds
	border float32 // price of a border between kept and cut boxes
	leaf   float32 // price of a block that differs from its box
	power  float32 // a block's say grows with this power of its words
}

// keepBoxes chooses for every box and block whether it is kept, so that the
// sum of overruled scores and of borders between kept and cut is least. It is
// exact: each box's best price for either choice follows from those of the
// boxes in it. A lone doubtful paragraph thus goes with its neighbours.
func (l *layout) keepBoxes(scores []float32, opt keepOptions) (boxes, blocks []bool) {
	cost := make([][2]float32, len(l.boxes)) // price of cutting and of keeping
	own := make([]float32, len(l.blocks))
	for i := range l.blocks {
		b := &l.blocks[i]
		own[i] = (scores[i] + opt.bias) * pow(b.words, opt.power)
		cut, keep := max(0, own[i]), max(0, -own[i])
		c := &cost[b.box]
		c[0] += min(cut, keep+opt.leaf)
		c[1] += min(keep, cut+opt.leaf)
	}
	for i := len(l.boxes) - 1; i > 0; i-- {
		c, p := &cost[i], &cost[l.boxes[i].parent]
		p[0] += min(c[0], c[1]+opt.border)
		p[1] += min(c[1], c[0]+opt.border)
	}
	boxes, blocks = make([]bool, len(l.boxes)), make([]bool, len(l.blocks))
	boxes[0] = cost[0][1] < cost[0][0]
	for i := 1; i < len(l.boxes); i++ {
		c := cost[i]
		if boxes[l.boxes[i].parent] {
			boxes[i] = c[1] <= c[0]+opt.border
		} else {
			boxes[i] = c[1]+opt.border < c[0]
		}
	}
	for i := range l.blocks {
		cut, keep := max(0, own[i]), max(0, -own[i])
		if boxes[l.blocks[i].box] {
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
