package article

import (
	"fmt"

	"golang.org/x/net/html"
)

// Limits bound what a conversion may cost. They are counted, not measured: the same
// input goes beyond them on every machine, or on none. 0 is no limit.
type Limits struct {
	Bytes int64 // of the input, and of the Markdown
	Nodes int64 // of the tree that the input is parsed to
	Steps int64 // nodes that the passes over the tree look at, each time that they do
}

// LimitError is the reason of an [Error] for an input that went beyond one of
// Options.Limits.
type LimitError struct {
	What  string // "bytes", "nodes" or "steps"
	Limit int64
}

// Error says which limit it was.
func (e *LimitError) Error() string {
	return fmt.Sprintf("takes more than %d %s, which is the limit", e.Limit, e.What)
}

// spend takes n from what is left of a limit. Beyond it, the conversion is given up
// by a panic, which passes are left by wherever they are.
func spend(spent *int64, n, limit int64, what string) {
	if *spent += n; limit > 0 && *spent > limit {
		panic(&LimitError{what, limit})
	}
}

// giveUp makes the error of a conversion of a panic of spend.
func (c *conversion) giveUp(err *error) {
	switch v := recover().(type) {
	case nil:
	case *LimitError:
		*err = v
	default:
		panic(v)
	}
}

func (c *conversion) spendBytes(n int) {
	spend(&c.spent.Bytes, int64(n), c.opt.Limits.Bytes, "bytes")
}

// spendNodes counts the nodes of a tree, and the pass that made it.
func (c *conversion) spendNodes(root *html.Node) {
	if c.opt.Limits.Nodes == 0 && c.opt.Limits.Steps == 0 {
		return
	}
	for range root.Descendants() {
		spend(&c.spent.Nodes, 1, c.opt.Limits.Nodes, "nodes")
		spend(&c.spent.Steps, 1, c.opt.Limits.Steps, "steps")
	}
}

// step counts a node that cleaning looks at; nil if nothing is to be counted.
func (c *conversion) step() func() {
	if c.opt.Limits.Steps == 0 {
		return nil
	}
	return func() { spend(&c.spent.Steps, 1, c.opt.Limits.Steps, "steps") }
}

// writeStep counts a node that is written, and looks at how much is; nil if nothing
// is to be counted.
func (c *conversion) writeStep() func(written int) {
	limits := c.opt.Limits
	if limits.Steps == 0 && limits.Bytes == 0 {
		return nil
	}
	return func(written int) {
		spend(&c.spent.Steps, 1, limits.Steps, "steps")
		if limits.Bytes > 0 && int64(written) > limits.Bytes {
			panic(&LimitError{"bytes", limits.Bytes})
		}
	}
}
