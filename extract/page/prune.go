package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
)

// keeping is how Page decides; chosen by cross-validation, see TestPageCrossValidation.
var keeping = keepOptions{border: 0.3, leaf: 0.3, power: 0.3}

// keepingFor is keeping for a kind of page. A product stands among reviews and
// other products, long and doubtful, which would draw the cut too low. Threads
// and collections are wanted whole: every post, every card.
func keepingFor(kind string) keepOptions {
	opt := keeping
	switch kind {
	case pagetype.Product:
		opt.floor = -0.4
	case pagetype.Forum, pagetype.Collection:
		opt.kinds = 1.5
	}
	return opt
}

func (l *pageLayout) keptWords(blocks []bool) float32 {
	n := float32(0)
	for i, keep := range blocks {
		if keep {
			n += l.Blocks[i].Words
		}
	}
	return n
}

// keepCore keeps the part of the page that holds most of its text, for pages
// where nothing looks like an article.
func (l *pageLayout) keepCore() (boxes, blocks []bool) {
	boxes, blocks = make([]bool, len(l.Boxes)), make([]bool, len(l.Blocks))
	core := int32(0)
	if !l.isTiny() {
		core = newPageContext(l).core
	}
	for i := core; i < l.Boxes[core].End; i++ {
		around := l.Boxes[i].Around
		boxes[i] = around&(layout.InNav|layout.InFooter|layout.InHidden|layout.InDialog) == 0 && (around&layout.InHeader == 0 || around&layout.InArticle != 0)
	}
	for i := range l.Blocks {
		blocks[i] = boxes[l.Blocks[i].Box]
	}
	return boxes, blocks
}

// tinyPage is the number of words outside menus, headers and footers up to which
// a page is too small for the model to tell its parts apart.
const tinyPage = 40

// isTiny reports whether the page, or its article element or main part, has only
// a few words.
func (l *pageLayout) isTiny() bool {
	words, own := float32(0), false
	for k := range l.Blocks {
		b := &l.Blocks[k]
		if around := l.Boxes[b.Box].Around; around&(layout.InNav|layout.InFooter|layout.InDialog|layout.InForm) == 0 {
			words += b.Words
			own = own || around&(layout.InArticle|layout.InMain) != 0
		}
	}
	return words <= tinyPage && (own || l.Words <= tinyPage)
}

// keepWhole completes the quotes, and on the pages of products the tabs, that
// are kept in part: whom a quote is from belongs to it, and so does what the
// next tab has to say, unless it is what buyers wrote.
func (l *pageLayout) keepWhole(kind string, blocks []bool) {
	done := map[int32]bool{} // what holds the tabs
	for i := int32(1); i < int32(len(l.Boxes)); i++ {
		x := &l.Boxes[i]
		switch {
		case x.Node.DataAtom == atom.Blockquote && kind != pagetype.Forum && l.keptIn(i, blocks) > 0:
			l.keepAll(x, blocks)
		case kind == pagetype.Product && x.Traits&layout.InTabPanel != 0 && x.Words > 0 && !done[x.Parent] && l.keptIn(i, blocks)*2 >= x.Words:
			done[x.Parent] = true
			for k := l.Boxes[x.Parent].From; k < l.Boxes[x.Parent].To; k++ {
				if b := &l.Boxes[l.Blocks[k].Box]; b.Around&layout.InTabPanel != 0 && b.Around&(layout.InComment|layout.InForm|layout.InButton|layout.InNav) == 0 && !l.isReview(l.Blocks[k].Box, i) {
					blocks[k] = true
				}
			}
		}
	}
}

// isReview reports whether a box, or one around it up to those beside tab,
// is named after what buyers write.
func (l *pageLayout) isReview(box, tab int32) bool {
	for outer := l.Boxes[tab].Parent; box != outer && box > 0; box = l.Boxes[box].Parent {
		n := l.Boxes[box].Node
		if namesReviews(n) {
			return true
		}
		for _, name := range []string{dom.AttrOnce(n, "class"), dom.AttrOnce(n, "id")} {
			for _, part := range othersNames {
				if dom.IndexFold(name, part) >= 0 {
					return true
				}
			}
		}
	}
	return false
}

// othersNames are parts of class names and ids of what others say of a product,
// beside reviews, and of other products.
var othersNames = []string{"comment", "question", "related", "recommend"}

func (l *pageLayout) keepAll(x *layout.Box, blocks []bool) {
	for b := x.From; b < x.To; b++ {
		blocks[b] = true
	}
}

// dropLoneHeadings cuts the headings under which everything is cut: of a shelf
// of other products, of comments, of a form.
func (l *pageLayout) dropLoneHeadings(blocks []bool) {
	for i := len(l.Blocks) - 1; i >= 0; i-- { // inner ones first
		b := &l.Blocks[i]
		if !blocks[i] || b.Heading == 0 {
			continue
		}
		below, kept := float32(0), false
		for k := i + 1; k < len(l.Blocks) && !kept; k++ {
			n := &l.Blocks[k]
			if n.Heading > 0 && n.Heading <= b.Heading {
				break
			}
			below += n.Words
			kept = blocks[k]
		}
		if below > 0 && !kept && !l.showsBelow(i) {
			blocks[i] = false
		}
	}
}

// shown are the elements without text that a heading can stand above.
var shown = dom.AtomSet(atom.Img, atom.Picture, atom.Video, atom.Audio, atom.Iframe, atom.Object, atom.Svg)

// showsBelow reports whether a picture or a player stands between block i and the next.
func (l *pageLayout) showsBelow(i int) bool {
	var end *html.Node
	if i+1 < len(l.Blocks) {
		end = l.Blocks[i+1].First
	}
	for n := dom.NextAfter(l.Blocks[i].Last); n != nil && n != end; n = dom.NextNode(n) {
		if shown[n.DataAtom] {
			return true
		}
	}
	return false
}

// settleBoxes keeps the boxes whose text is kept for the most part, and the
// boxes without text in them: pictures and players between paragraphs.
func (l *pageLayout) settleBoxes(boxes, blocks []bool) {
	kept := make([]float32, len(blocks)+1) // words before each block
	for i, keep := range blocks {
		kept[i+1] = kept[i]
		if keep {
			kept[i+1] += l.Blocks[i].Words
		}
	}
	for i := 1; i < len(boxes); i++ {
		x := &l.Boxes[i]
		switch {
		case x.Around&(layout.InNav|layout.InFooter|layout.InAside|layout.InHidden|layout.InDialog|layout.InForm) != 0:
		case x.To == x.From:
			boxes[i] = boxes[i] || boxes[x.Parent]
		case (kept[x.To]-kept[x.From])*3 >= x.Words*2:
			boxes[i] = true
		}
	}
}

// keepFigures keeps the captions of figures that stand among what is kept.
func (l *pageLayout) keepFigures(boxes, blocks []bool) {
	first, last := slices.Index(blocks, true), len(blocks)-1
	for last >= 0 && !blocks[last] {
		last--
	}
	for i := range l.Boxes {
		x := &l.Boxes[i]
		if x.Node.DataAtom != atom.Figure || x.Imgs == 0 || x.To == x.From || !boxes[x.Parent] || int(x.From) < first || int(x.To) > last {
			continue
		}
		l.keepAll(x, blocks)
	}
}

// prune removes all that is not kept from the tree and returns the container
// of the rest.
func (l *pageLayout) prune(boxes, blocks []bool) *html.Node {
	filled := l.filled(blocks)
	root := l.smallest(filled)
	for i := range l.Blocks {
		if !blocks[i] {
			removeRun(l.Blocks[i].First, l.Blocks[i].Last)
		}
	}
	for i := int32(0); i < int32(len(l.Boxes)); {
		x := &l.Boxes[i]
		switch {
		case filled[i] && !boxes[i]:
			removeBare(x.Node, l.boxNodes(i, blocks))
			i++
		case !filled[i] && (!boxes[i] || x.To > x.From):
			detach(x.Node)
			i = x.End
		default:
			i++
		}
	}
	if isContainer(l.Boxes[root].Node) {
		return l.Boxes[root].Node
	}
	return gather([]*html.Node{l.Boxes[root].Node})
}

// filled marks the boxes that hold a kept block.
func (l *pageLayout) filled(blocks []bool) []bool {
	filled := make([]bool, len(l.Boxes))
	for i, keep := range blocks {
		if keep {
			filled[l.Blocks[i].Box] = true
		}
	}
	for i := len(l.Boxes) - 1; i > 0; i-- {
		if filled[i] {
			filled[l.Boxes[i].Parent] = true
		}
	}
	return filled
}

// smallest is the innermost box that holds all filled ones.
func (l *pageLayout) smallest(filled []bool) int32 {
	at := int32(0)
	for {
		x := &l.Boxes[at]
		next, n := int32(-1), 0
		for i := at + 1; i < x.End; i = l.Boxes[i].End {
			if filled[i] {
				next = i
				n++
			}
		}
		if n != 1 || l.holdsBlock(at) {
			return at
		}
		at = next
	}
}

// holdsBlock reports whether a block stands directly in the box.
func (l *pageLayout) holdsBlock(i int32) bool {
	for b := l.Boxes[i].From; b < l.Boxes[i].To; b++ {
		if l.Blocks[b].Box == i {
			return true
		}
	}
	return false
}

// boxNodes are the nodes directly in box i that stay though the box is cut:
// its kept blocks and the boxes in it.
func (l *pageLayout) boxNodes(i int32, blocks []bool) map[*html.Node]bool {
	stay := map[*html.Node]bool{}
	x := &l.Boxes[i]
	for k := i + 1; k < x.End; k = l.Boxes[k].End {
		stay[l.Boxes[k].Node] = true
	}
	for b := x.From; b < x.To; b++ {
		if l.Blocks[b].Box == i && blocks[b] {
			for n := l.Blocks[b].First; n != nil; n = n.NextSibling {
				stay[n] = true
				if n == l.Blocks[b].Last {
					break
				}
			}
		}
	}
	return stay
}

// removeBare removes n's elements that are not among those that stay: the
// pictures and players of a box whose text is cut.
func removeBare(n *html.Node, stay map[*html.Node]bool) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode && !stay[c] {
			n.RemoveChild(c)
		}
		c = next
	}
}

func removeRun(first, last *html.Node) {
	for n := first; n != nil; {
		next := n.NextSibling
		end := n == last
		detach(n)
		if end {
			return
		}
		n = next
	}
}

// isContainer reports whether an element's children make sense without it.
func isContainer(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Body, atom.Div, atom.Article, atom.Main, atom.Section, 0:
		return true
	}
	return n.Type == html.DocumentNode
}

// editLabels are what links without text that edit the page call themselves.
// Origins: Material for MkDocs, Docusaurus, VitePress, GitBook.
var editLabels = dom.PhraseSet("edit this page", "edit page", "edit on github", "edit this page on github", "improve this page", "view source of this page", "view source", "suggest edits")

// dropEditLinks removes the links without text that say, by their relation
// (rel=edit, a microformat) or their label, that they edit the page.
func dropEditLinks(root *html.Node) {
	for n := root.FirstChild; n != nil; {
		next := dom.NextWithin(n, root, false)
		if n.DataAtom == atom.A && isEditLink(n) && strings.TrimSpace(dom.NodeText(n, 10)) == "" {
			next = dom.NextWithin(n, root, true)
			detach(n)
		}
		n = next
	}
}

func isEditLink(n *html.Node) bool {
	return slices.Contains(strings.Fields(dom.AttrOnce(n, "rel")), "edit") ||
		editLabels[strings.ToLower(strings.TrimSpace(dom.FirstNonEmpty(dom.AttrOnce(n, "title"), dom.AttrOnce(n, "aria-label"))))]
}
