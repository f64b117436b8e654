package page

import (
	"github.com/artx-cli/artx/extract/internal/hidden"
	"github.com/artx-cli/artx/note"
)

// useHidden takes the article from a hidden source when the visible one is
// missing or a fragment of it, and reports whether it did.
func (p *pageRun) useHidden(kept float32) bool {
	s := hidden.Article(p.doc, p.head, kept)
	if s.Root == nil {
		return false
	}
	p.res.Root, p.res.Account.Source = s.Root, s.Name
	p.note("page.hidden-article", note.Info, "the article was taken from the page's "+s.Name+": the visible one is missing or a fragment")
	return true
}

// missingDescription is the description of a product that the page does not show.
func (p *pageRun) missingDescription(blocks []bool, kept float32) hidden.Source {
	said := float32(0)
	for i := range blocks {
		if blocks[i] {
			said += p.layout.Blocks[i].Said[0]
		}
	}
	s := hidden.Description(p.head, kept, said)
	if s.Root != nil {
		p.note("page.hidden-article", note.Info, "the product's description was taken from the page's "+s.Name+": the page does not show it")
	}
	return s
}
