package page

import (
	"slices"

	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
	"github.com/artx-cli/artx/extract/metadata"
)

// parts makes whole parts of what the model says of single blocks: the model
// gives evidence, the structure of the page decides. Each step goes over boxes
// and what stands directly in them.
type parts struct {
	l      *pageLayout
	kind   string
	thread bool // surely a forum's: what it calls comments is what it is for
	scores []float32
	kept   []bool
	junk   []string  // of each box, see findJunk
	even   bool      // the page is one text, not posts or cards, see isEven
	before []float32 // what was kept before each block when that was found
	first  int       // kept block then
}

// part is what stands directly in a box: a box with text in it, or a block.
type part struct {
	from, to int32 // its blocks
	box      int32 // -1 for a block
}

// evenShare is the share of the kept words that stand in one box where a page is
// one text, whatever kind it was taken for, unless it sells something.
const evenShare = 0.6

// isEven reports whether a page is one text: an article or documentation by its
// kind, or by its paragraphs, which stand in one box.
func (s *parts) isEven() bool {
	if s.kind == pagetype.Article || s.kind == pagetype.Documentation {
		return true
	}
	if (s.kind == pagetype.Collection || s.kind == pagetype.Product) && slices.ContainsFunc(s.l.Blocks, func(b layout.Block) bool { return b.Price }) {
		return false
	}
	all, most, in := float32(0), float32(0), map[int32]float32{}
	tables := s.l.dataTables()
	for k, keep := range s.kept {
		if keep {
			i := s.l.textBox(k)
			if t := tables[max(i, 0)]; t > 0 {
				i = s.l.Boxes[t].Parent
			}
			in[i] += s.l.Blocks[k].Words
			all += s.l.Blocks[k].Words
			most = max(most, in[i])
		}
	}
	return most >= evenShare*all
}

// dataTables is, for each box, the table of data that it is in, or is; 0 for none.
func (l *pageLayout) dataTables() []int32 {
	in := make([]int32, len(l.Boxes))
	for i := range l.Boxes {
		if l.Boxes[i].Node.DataAtom != atom.Table || !l.isDataTable(int32(i)) { // which holds no other
			continue
		}
		for k := int32(i); k < l.Boxes[i].End; k++ {
			in[k] = int32(i)
		}
	}
	return in
}

// textBox is the box that the text of block k is a paragraph, or an item of a
// list, of.
func (l *pageLayout) textBox(k int) int32 {
	i := l.outer(k)
	for i > 0 && l.Boxes[i].Traits&(layout.InList|layout.InItem|layout.InDefinition|layout.InQuote|layout.InFigure) != 0 {
		i = l.Boxes[i].Parent
	}
	return i
}

// partsOf lists the parts of box i in document order.
func (l *pageLayout) partsOf(i int32) []part {
	x := &l.Boxes[i]
	out := make([]part, 0, min(2*x.Kids+1, x.To-x.From))
	at := x.From
	for k := i + 1; k < x.End; k = l.Boxes[k].End {
		c := &l.Boxes[k]
		if c.From == c.To {
			continue
		}
		for ; at < c.From; at++ {
			out = append(out, part{at, at + 1, -1})
		}
		out = append(out, part{c.From, c.To, k})
		at = c.To
	}
	for ; at < x.To; at++ {
		out = append(out, part{at, at + 1, -1})
	}
	return out
}

// has reports whether anything of a part is kept.
func (s *parts) has(p part) bool {
	for k := p.from; k < p.to; k++ {
		if s.kept[k] {
			return true
		}
	}
	return false
}

// keep keeps all of a part but for what is known to be none of the article.
func (s *parts) keep(p part) {
	for k := p.from; k < p.to; k++ {
		if s.junk[s.l.Blocks[k].Box] == "" {
			s.kept[k] = true
		}
	}
}

// words counts the words of a part, those in links, and the mean of what the
// model says of them.
func (s *parts) words(p part) (all, linked, score float32) {
	for k := p.from; k < p.to; k++ {
		b := &s.l.Blocks[k]
		all += b.Words
		linked += b.LinkWords
		score += b.Words * max(-maxScore, min(maxScore, s.scores[k]))
	}
	return all, linked, boost.Ratio(score, all)
}

// maxScore bounds what the model's word on a single block counts for a part.
const maxScore = 5

// dropJunk cuts what is known to be none of the article.
func (s *parts) dropJunk(why []string) {
	for k := range s.kept {
		if rule := s.junk[s.l.Blocks[k].Box]; rule != "" {
			s.kept[k], why[k] = false, rule
		}
	}
}

// wholeTags are elements whose parts are nothing without one another.
var wholeTags = map[atom.Atom]bool{
	atom.Figure: true, atom.Details: true, atom.Table: true, atom.Dl: true, atom.Ul: true, atom.Ol: true, atom.Blockquote: true,
}

// Shares of the words of a list or table that are kept where all of it is to
// be; of pages that are lists themselves, nearly all.
const (
	wholeShare = 0.4
	headShare  = 0.2 // of a table whose head is kept
	listShare  = 0.8
)

// keepWholes keeps all of a list, a table, a figure or the like of which most is
// kept, and of a listing or a figure of which anything is.
func (s *parts) keepWholes() {
	l := s.l
	before := l.keptBefore(s.kept)
	for i := int32(1); i < int32(len(l.Boxes)); i++ {
		x := &l.Boxes[i]
		inside := before[x.To] - before[x.From]
		if inside == 0 || inside == x.Words || !wholeTags[x.Node.DataAtom] || x.Around&aroundArticle != 0 || s.junk[i] != "" {
			continue
		}
		if inside >= s.wholeShare(i)*x.Words {
			s.keep(part{x.From, x.To, i})
		}
	}
}

// wholeShare is the share of box i that must be kept for all of it to be; above
// 1 for boxes that are no wholes.
func (s *parts) wholeShare(i int32) float32 {
	l := s.l
	x := &l.Boxes[i]
	switch a := x.Node.DataAtom; {
	case a == atom.Details, l.holdsPre(x), a == atom.Figure && x.Imgs > 0:
		return 0
	case a == atom.Table && !l.isDataTable(i), a == atom.Figure:
		return 2
	case a == atom.Table && l.keepsHead(i, s.kept):
		return headShare
	case a == atom.Ul || a == atom.Ol:
		if l.holdsHeadings(x) || float32(x.To-x.From) > maxItemBlocks*float32(x.Kids) {
			return 2
		}
		if isShop(s.kind) {
			return listShare
		}
	case !s.even:
		return listShare
	}
	return wholeShare
}

// keepsHead reports whether a header cell of a table is kept.
func (l *pageLayout) keepsHead(i int32, kept []bool) bool {
	x := &l.Boxes[i]
	for k := x.From; k < x.To; k++ {
		if kept[k] && l.Boxes[l.Blocks[k].Box].Node.DataAtom == atom.Th {
			return true
		}
	}
	return false
}

// maxItemBlocks is how many blocks the items of a list have in the mean; those of
// threads and cards have more.
const maxItemBlocks = 2.5

// aroundArticle are the places that hold no part of an article, however like one it looks.
const aroundArticle = layout.InNav | layout.InFooter | layout.InHidden | layout.InDialog | layout.InForm

func (l *pageLayout) holdsHeadings(x *layout.Box) bool {
	return l.before[x.To].headings > l.before[x.From].headings
}

// maxCellWords is the mean number of words in a cell up to which a table holds data and
// does not merely set things side by side.
const maxCellWords = 40

// isDataTable tells tables of data from those that lay a page out: rows of
// several short cells, with no table, heading or form inside.
func (l *pageLayout) isDataTable(i int32) bool {
	rows, cells := 0, 0
	x := &l.Boxes[i]
	for k := i + 1; k < x.End; k++ {
		switch l.Boxes[k].Node.DataAtom {
		case atom.Tr:
			rows++
		case atom.Td, atom.Th:
			cells++
		case atom.Table, atom.Form, atom.H1, atom.H2, atom.H3:
			return false
		}
	}
	return rows > 0 && cells > rows && x.Words <= maxCellWords*float32(cells)
}

// fill keeps what stands between two kept parts of one box, unless it is known
// to be something else or the model is sure that it is. In a box that itself
// stands between kept ones, that is all of it.
func (s *parts) fill() {
	l := s.l
	before := l.keptBefore(s.kept)
	after, ahead := make([]bool, len(l.Boxes)), make([]bool, len(l.Boxes)) // kept parts stand before or behind
	for i := int32(0); i < int32(len(l.Boxes)); i++ {
		x := &l.Boxes[i]
		inside := before[x.To] - before[x.From]
		if inside == 0 || x.To-x.From < 2 || s.junk[i] != "" {
			continue
		}
		list := l.partsOf(i)
		first, last := s.keptEnds(list, before)
		share := inside / x.Words
		for k, p := range list {
			behind, front := after[i] || k > first, ahead[i] || k < last
			if before[p.to] == before[p.from] {
				if behind && front && s.belongs(p, share) {
					s.keep(p)
				}
			} else if p.box >= 0 && share >= denseShare {
				after[p.box], ahead[p.box] = behind, front
			}
		}
	}
}

// keptEnds are the first and the last of the parts that hold anything kept.
func (s *parts) keptEnds(list []part, before []float32) (first, last int) {
	first = -1
	for k, p := range list {
		if before[p.to] > before[p.from] {
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	return first, last
}

// What the model must say at least of a part between kept ones. Of what it
// says less of, less than one word in ten was an article's, on domains that it
// was not learned from.
const (
	atomScore  = -maxScore // of a listing, a table, a picture with its caption
	shortScore = -2
	linksScore = -1   // of a list of links
	proseScore = -0.5 // of longer text, which it knows well
)

const (
	shortPart   = 12  // words
	mainlyLinks = 0.6 // share of the words of a list of links
	denseShare  = 0.6 // share of a box's words that is kept where what is between belongs
)

// besideArticle are elements whose text is none of what stands around them.
const besideArticle = aroundArticle | layout.InHeader | layout.InAside | layout.InComplement | layout.InFixed | layout.InButton | layout.InComment

// belongs tells whether a part between kept ones is of the article. share of the
// words of the box around is kept.
func (s *parts) belongs(p part, share float32) bool {
	x := &s.l.Boxes[s.l.boxOf(p)]
	if p.box >= 0 && x.Traits&besideArticle != 0 || x.Around&(aroundArticle&^layout.InForm) != 0 || s.junk[s.l.boxOf(p)] != "" {
		return false
	}
	words, linked, score := s.words(p)
	switch {
	case linked > 0 && closingJunk()[metadata.LooseKey(s.l.Blocks[p.from].Text())]:
		return false
	case s.l.isAtomic(p) && linked < mainlyLinks*words, p.box >= 0 && x.Node.DataAtom == atom.Figure:
		return score >= atomScore
	case share < denseShare || !s.even && s.l.headingOf(p) < 0:
		return score > proseScore
	case p.to-p.from > 1 && linked >= mainlyLinks*words:
		return score > linksScore
	case words <= shortPart || s.l.headingOf(p) >= 0 || p.box >= 0 && wholeTags[x.Node.DataAtom]:
		return score > shortScore
	}
	return score > proseScore
}

// boxOf is the box of a part, or that which it stands in.
func (l *pageLayout) boxOf(p part) int32 {
	if p.box >= 0 {
		return p.box
	}
	return l.Blocks[p.from].Box
}

// isAtomic tells parts that are one piece, of which the model knows little:
// listings, formulas that stand alone, tables of data, definitions, details.
func (l *pageLayout) isAtomic(p part) bool {
	if b := &l.Blocks[p.from]; p.to == p.from+1 && b.IsFormula() {
		return true
	}
	if p.box < 0 {
		return false
	}
	x := &l.Boxes[p.box]
	switch x.Node.DataAtom {
	case atom.Pre, atom.Details, atom.Blockquote, atom.Dl:
		return true
	case atom.Table:
		return l.isDataTable(p.box) || l.holdsPre(x)
	}
	return l.holdsPre(x) && l.Blocks[x.From].Heading == 0
}

// holdsPre reports whether most of a box is a listing.
func (l *pageLayout) holdsPre(x *layout.Box) bool {
	return (l.before[x.To].listings-l.before[x.From].listings)*2 > x.Words
}
