package page

import (
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
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
	for k := head + 1; k < len(l.Blocks) && k <= head+maxBylineBlocks; k++ {
		b := &l.Blocks[k]
		x := &l.Boxes[b.Box]
		if x.Around&(aroundArticle|layout.InAside) != 0 || b.Words > maxLead || blocks[k] && x.Around&layout.InHeader == 0 && b.Words >= proseWords {
			return
		}
		if l.isLead(b, &l.Boxes[l.Blocks[head].Box]) && !p.isByline(b.Text()) {
			blocks[k] = true
			return
		}
	}
}

// isLead reports whether a block is named a lead, and stands in a box with the
// headline.
func (l *pageLayout) isLead(b *layout.Block, head *layout.Box) bool {
	if b.LinkWords*2 > b.Words {
		return false
	}
	named := false
	for i := b.Box; i > 0; i = l.Boxes[i].Parent {
		x := &l.Boxes[i]
		if i == head.Parent || x.To-x.From > 3 {
			return named && (i == head.Parent || i == l.Boxes[head.Parent].Parent || head.Parent >= i && head.Parent < x.End)
		}
		layout.EachClassWord(dom.AttrOnce(x.Node, "class"), func(w []byte) { named = named || leadWords[string(w)] })
	}
	return false
}

// headline is the block of the page's main headline: the first of the highest
// rank that has the title's words, or the only h1; -1 for none.
func (l *pageLayout) headline() int {
	best, only, n := -1, -1, 0
	for k := range l.Blocks {
		b := &l.Blocks[k]
		if b.Heading == 0 {
			continue
		}
		if l.Boxes[b.Box].Node.DataAtom == atom.H1 {
			only, n = k, n+1
		}
		if float32(b.TitleWords)*2 > float32(len(l.Title)) && (best < 0 || b.Heading < l.Blocks[best].Heading) {
			best = k
		}
	}
	if best < 0 && n == 1 {
		return only
	}
	return best
}
