package page

import (
	"github.com/artx-cli/artx/extract/internal/call"
	"github.com/artx-cli/artx/extract/internal/layout"
)

// dropCalls cuts what package call knows as none of an article.
func (l *pageLayout) dropCalls(kept []bool) {
	for i := range l.Blocks {
		b := &l.Blocks[i]
		if kept[i] && b.Words <= call.MaxLine && b.Heading == 0 && l.Boxes[b.Box].Around&(layout.InPre|layout.InTable|layout.InQuote) == 0 && call.Is(b) {
			kept[i] = false
		}
	}
}

const maxPleaWords = 45

// dropPleas cuts the pleas that stand for themselves, and those that are a heading
// with the one short text below it.
func (p *pageRun) dropPleas(kept []bool) {
	l, author := p.layout, ""
	if len(p.res.Metadata.Authors) > 0 {
		author = p.res.Metadata.Authors[0]
	}
	r := call.NewPleader(l.Title, p.even && !isShop(p.res.Type), p.res.Metadata.Site, author)
	for i := range l.Blocks {
		b := &l.Blocks[i]
		if !kept[i] || b.Words > maxPleaWords || l.Boxes[b.Box].Around&(layout.InPre|layout.InTable|layout.InQuote) != 0 {
			continue
		}
		if b.Words <= minPlea || !r.IsPlea(b.Text()) {
			continue
		}
		kept[i] = b.Heading > 0
		if b.Heading > 0 {
			l.dropSection(i, kept)
		}
	}
}

const minPlea = 2 // words

// dropSection cuts the heading i and what is kept below it, if that is no more
// than one short text.
func (l *pageLayout) dropSection(i int, kept []bool) {
	below, end, level := 0, i+1, l.Blocks[i].Heading
	for k := i + 1; k < len(l.Blocks) && (!kept[k] || l.Blocks[k].Heading == 0 || l.Blocks[k].Heading > level); k++ {
		if kept[k] {
			below, end = below+1, k+1
		}
	}
	if below > 1 || l.Blocks[end-1].Words > maxPleaWords {
		return
	}
	kept[i], kept[end-1] = false, false
}
