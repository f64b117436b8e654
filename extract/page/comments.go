package page

import (
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/pagetype"
	"github.com/artx-cli/artx/extract/internal/post"
)

// Comment is what a reader wrote below an article.
type Comment = post.Comment

// addComments puts the comments behind the article: a rule, then for each who
// wrote it and when, and the text; answers are quotes in their quotes.
func (p *pageRun) addComments() {
	if p.res.Type == pagetype.Forum { // what would be comments are the posts
		p.res.Comments = nil
		return
	}
	for _, n := range p.commentItems { // that were taken for the article's
		if n.Parent != nil && dom.IsWithin(n, p.res.Root) {
			detach(n)
		}
	}
	if len(p.res.Comments) == 0 {
		return
	}
	p.res.Root.AppendChild(dom.NewElement(atom.Hr))
	for i := range p.res.Comments {
		c := &p.res.Comments[i]
		in := p.res.Root
		for range min(c.Depth, maxQuotes) {
			quote := dom.NewElement(atom.Blockquote)
			in.AppendChild(quote)
			in = quote
		}
		if line := c.Byline(); line != nil {
			in.AppendChild(line)
		}
		box := dom.NewElement(atom.Div)
		c.CopyTo(box)
		in.AppendChild(box)
	}
}

// maxQuotes bounds how deep answers are quoted.
const maxQuotes = 6
