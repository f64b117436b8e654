package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
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
			n += l.blocks[i].words
		}
	}
	return n
}

// keepCore keeps the part of the page that holds most of its text, for pages
// where nothing looks like an article.
func (l *pageLayout) keepCore() (boxes, blocks []bool) {
	boxes, blocks = make([]bool, len(l.boxes)), make([]bool, len(l.blocks))
	core := int32(0)
	if !l.isTiny() {
		core = newPageContext(l).core
	}
	for i := core; i < l.boxes[core].end; i++ {
		around := l.boxes[i].around
		boxes[i] = around&(inNav|inFooter|inHidden|inDialog) == 0 && (around&inHeader == 0 || around&inArticle != 0)
	}
	for i := range l.blocks {
		blocks[i] = boxes[l.blocks[i].box]
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
	for k := range l.blocks {
		b := &l.blocks[k]
		if around := l.boxes[b.box].around; around&(inNav|inFooter|inDialog|inForm) == 0 {
			words += b.words
			own = own || around&(inArticle|inMain) != 0
		}
	}
	return words <= tinyPage && (own || l.words <= tinyPage)
}

// keepWhole completes the quotes, and on the pages of products the tabs, that
// are kept in part: whom a quote is from belongs to it, and so does what the
// next tab has to say, unless it is what buyers wrote.
func (l *pageLayout) keepWhole(kind string, blocks []bool) {
	done := map[int32]bool{} // what holds the tabs
	for i := int32(1); i < int32(len(l.boxes)); i++ {
		x := &l.boxes[i]
		switch {
		case x.node.DataAtom == atom.Blockquote && kind != pagetype.Forum && l.keptIn(i, blocks) > 0:
			l.keepAll(x, blocks)
		case kind == pagetype.Product && x.traits&inTabPanel != 0 && x.words > 0 && !done[x.parent] && l.keptIn(i, blocks)*2 >= x.words:
			done[x.parent] = true
			for k := l.boxes[x.parent].from; k < l.boxes[x.parent].to; k++ {
				if b := &l.boxes[l.blocks[k].box]; b.around&inTabPanel != 0 && b.around&(inComment|inForm|inButton|inNav) == 0 && !l.isReview(l.blocks[k].box, i) {
					blocks[k] = true
				}
			}
		}
	}
}

// isReview reports whether a box, or one around it up to those beside tab,
// is named after what buyers write.
func (l *pageLayout) isReview(box, tab int32) bool {
	for outer := l.boxes[tab].parent; box != outer && box > 0; box = l.boxes[box].parent {
		n := l.boxes[box].node
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

func (l *pageLayout) keepAll(x *box, blocks []bool) {
	for b := x.from; b < x.to; b++ {
		blocks[b] = true
	}
}

// dropLoneHeadings cuts the headings under which everything is cut: of a shelf
// of other products, of comments, of a form.
func (l *pageLayout) dropLoneHeadings(blocks []bool) {
	for i := len(l.blocks) - 1; i >= 0; i-- { // inner ones first
		b := &l.blocks[i]
		if !blocks[i] || b.heading == 0 {
			continue
		}
		below, kept := float32(0), false
		for k := i + 1; k < len(l.blocks) && !kept; k++ {
			n := &l.blocks[k]
			if n.heading > 0 && n.heading <= b.heading {
				break
			}
			below += n.words
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
	if i+1 < len(l.blocks) {
		end = l.blocks[i+1].first
	}
	for n := dom.NextAfter(l.blocks[i].last); n != nil && n != end; n = dom.NextNode(n) {
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
			kept[i+1] += l.blocks[i].words
		}
	}
	for i := 1; i < len(boxes); i++ {
		x := &l.boxes[i]
		switch {
		case x.around&(inNav|inFooter|inAside|inHidden|inDialog|inForm) != 0:
		case x.to == x.from:
			boxes[i] = boxes[i] || boxes[x.parent]
		case (kept[x.to]-kept[x.from])*3 >= x.words*2:
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
	for i := range l.boxes {
		x := &l.boxes[i]
		if x.node.DataAtom != atom.Figure || x.imgs == 0 || x.to == x.from || !boxes[x.parent] || int(x.from) < first || int(x.to) > last {
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
	for i := range l.blocks {
		if !blocks[i] {
			removeRun(l.blocks[i].first, l.blocks[i].last)
		}
	}
	for i := int32(0); i < int32(len(l.boxes)); {
		x := &l.boxes[i]
		switch {
		case filled[i] && !boxes[i]:
			removeBare(x.node, l.boxNodes(i, blocks))
			i++
		case !filled[i] && (!boxes[i] || x.to > x.from):
			detach(x.node)
			i = x.end
		default:
			i++
		}
	}
	if isContainer(l.boxes[root].node) {
		return l.boxes[root].node
	}
	return gather([]*html.Node{l.boxes[root].node})
}

// filled marks the boxes that hold a kept block.
func (l *pageLayout) filled(blocks []bool) []bool {
	filled := make([]bool, len(l.boxes))
	for i, keep := range blocks {
		if keep {
			filled[l.blocks[i].box] = true
		}
	}
	for i := len(l.boxes) - 1; i > 0; i-- {
		if filled[i] {
			filled[l.boxes[i].parent] = true
		}
	}
	return filled
}

// smallest is the innermost box that holds all filled ones.
func (l *pageLayout) smallest(filled []bool) int32 {
	at := int32(0)
	for {
		x := &l.boxes[at]
		next, n := int32(-1), 0
		for i := at + 1; i < x.end; i = l.boxes[i].end {
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
	for b := l.boxes[i].from; b < l.boxes[i].to; b++ {
		if l.blocks[b].box == i {
			return true
		}
	}
	return false
}

// boxNodes are the nodes directly in box i that stay though the box is cut:
// its kept blocks and the boxes in it.
func (l *pageLayout) boxNodes(i int32, blocks []bool) map[*html.Node]bool {
	stay := map[*html.Node]bool{}
	x := &l.boxes[i]
	for k := i + 1; k < x.end; k = l.boxes[k].end {
		stay[l.boxes[k].node] = true
	}
	for b := x.from; b < x.to; b++ {
		if l.blocks[b].box == i && blocks[b] {
			for n := l.blocks[b].first; n != nil; n = n.NextSibling {
				stay[n] = true
				if n == l.blocks[b].last {
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
