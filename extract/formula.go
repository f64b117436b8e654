package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/formula"
	"github.com/artx-cli/artx/note"
)

// takeFormula puts a math element in place of n if n is a formula.
func (c *cleaner) takeFormula(n *html.Node) bool {
	if c.formula > 0 || c.preformatted > 0 {
		return false
	}
	taken, lost := formula.Take(n)
	if lost != nil {
		c.notes.Add("formula.text", note.Warning, "formulas that cannot be read became the text that is left of them", lost.Data)
	}
	if !taken {
		return false
	}
	for d := range n.Descendants() { // of what was taken out of the tree
		if n.Parent == nil && d.DataAtom == atom.Img {
			c.Making(atom.Math, d)
		}
	}
	return true
}

// takeFormulaImage puts a formula in place of the picture of one.
func (c *cleaner) takeFormulaImage(n *html.Node) bool {
	if !formula.TakeImage(n) {
		return false
	}
	c.Making(atom.Math, n)
	return true
}
