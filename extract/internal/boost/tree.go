package boost

// Node is a node of a decision tree. Trees stand one behind the other,
// each node before its children, the left child right behind its parent.
type Node struct {
	Feature int16   // index of the feature asked, -1 for a leaf
	Right   int16   // distance to the right child; of a leaf: to the next tree
	Value   float32 // go left if the feature is less or equal; of a leaf: what it adds
}

// Sum adds what each tree says of x.
func Sum(trees []Node, x []float32) float32 {
	sum := float32(0)
	for i := 0; i < len(trees); {
		n := &trees[i]
		if n.Feature < 0 {
			sum += n.Value
			i += int(n.Right)
		} else if x[n.Feature] <= n.Value {
			i++
		} else {
			i += int(n.Right)
		}
	}
	return sum
}
