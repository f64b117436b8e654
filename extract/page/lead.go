package page

import (
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// leadWords are words of the class names of the text below a headline that says
// what the article is about. Origins: newspapers' own terms, common use.
var leadWords = dom.NameSet(`subtitle sub_title subheading subheadline sub_headline standfirst dek deck excerpt lead lede leadin lead_text teaser_text
	summary article_summary tagline intro article_intro kicker_text chapo vorspann untertitel`)

const maxLead = 80 // words

// keepLead keeps the text below the headline that is named so, wherever the
// page has its headline: in the article's box or in a banner above.
func (p *pageRun) keepLead(blocks []bool) {
	l := p.layout
	head := l.headline()
	if head < 0 {
		return
	}
	for k := head + 1; k < len(l.blocks) && k <= head+maxBylineBlocks; k++ {
		b := &l.blocks[k]
		x := &l.boxes[b.box]
		if x.around&(aroundArticle|inAside) != 0 || b.words > maxLead || blocks[k] && x.around&inHeader == 0 && b.words >= proseWords {
			return
		}
		if l.isLead(b, &l.boxes[l.blocks[head].box]) && !p.isByline(b.text()) {
			blocks[k] = true
			return
		}
	}
}

// isLead reports whether a block is named a lead, and stands in a box with the
// headline.
func (l *pageLayout) isLead(b *block, head *box) bool {
	if b.linkWords*2 > b.words {
		return false
	}
	named := false
	for i := b.box; i > 0; i = l.boxes[i].parent {
		x := &l.boxes[i]
		if i == head.parent || x.to-x.from > 3 {
			return named && (i == head.parent || i == l.boxes[head.parent].parent || head.parent >= i && head.parent < x.end)
		}
		eachClassWord(dom.AttrOnce(x.node, "class"), func(w []byte) { named = named || leadWords[string(w)] })
	}
	return false
}

// headline is the block of the page's main headline: the first of the highest
// rank that has the title's words, or the only h1; -1 for none.
func (l *pageLayout) headline() int {
	best, only, n := -1, -1, 0
	for k := range l.blocks {
		b := &l.blocks[k]
		if b.heading == 0 {
			continue
		}
		if l.boxes[b.box].node.DataAtom == atom.H1 {
			only, n = k, n+1
		}
		if float32(b.titleWords)*2 > float32(len(l.title)) && (best < 0 || b.heading < l.blocks[best].heading) {
			best = k
		}
	}
	if best < 0 && n == 1 {
		return only
	}
	return best
}
