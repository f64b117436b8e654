package page

import (
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/pagetype"
	"github.com/artx-cli/artx/extract/internal/platform"
	"github.com/artx-cli/artx/extract/internal/weburl"
	"github.com/artx-cli/artx/extract/metadata"
	"github.com/artx-cli/artx/extract/rules"
)

// Pages of known software, as package platform reads them.

// platformRows lists the rows for the page.
func (p *pageRun) platformRows() ([]rules.PlatformSet, error) {
	return rules.Platforms(p.opt.Rules, weburl.Site(dom.FirstNonEmpty(p.opt.URL, p.res.Metadata.URL)))
}

// state puts what a platform's row has found in the place of what was weighed.
func (p *pageRun) state() {
	m, s := &p.res.Metadata, &p.stated
	if s.Title != "" {
		m.Title, m.Origins["title"] = s.Title, s.Platform
	}
	if len(s.Authors) > 0 {
		m.Authors, m.Origins["authors"] = s.Authors, s.Platform
	}
	if s.Date != "" {
		m.Published, m.Origins["published"] = s.Date, s.Platform
	}
	if len(s.Tags) > 0 {
		m.Tags = s.Tags
	}
}

// takeStated takes the parts that a platform's row calls the article, without
// the heading that repeats the title.
func (p *pageRun) takeStated() {
	p.res.Account.Source = p.stated.Platform
	p.score()
	p.res.Root = gather(p.stated.Article)
	title := metadata.LooseKey(p.res.Metadata.Title)
	for n := range p.res.Root.Descendants() {
		if title != "" && dom.Headings[n.DataAtom] && metadata.LooseKey(dom.NodeText(n, platform.MaxText)) == title {
			detach(n)
			return
		}
	}
}

// isThread reports whether a platform's row has found posts, on a page that is not
// to be treated as anything but a thread.
func (p *pageRun) isThread() bool {
	return len(p.stated.Posts) > 0 && (p.opt.Type == "" || p.opt.Type == pagetype.Forum)
}

// takePosts takes the posts that a platform's row has found, each below a paragraph
// with its writer and the time.
func (p *pageRun) takePosts() {
	p.res.Account.Source = p.stated.Platform
	p.score()
	p.res.Type = pagetype.Forum
	p.res.Root = gather(nil)
	for i := range p.stated.Posts {
		t := &p.stated.Posts[i]
		if line := t.Byline(); line != nil {
			p.res.Root.AppendChild(line)
			p.res.Bylines = append(p.res.Bylines, line)
		}
		detach(t.Text)
		p.res.Root.AppendChild(t.Text)
	}
}
