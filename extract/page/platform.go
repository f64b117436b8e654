package page

import (
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/weburl"
	"github.com/artx-cli/artx/extract/metadata"
	"github.com/artx-cli/artx/extract/rules"
)

// Pages of known software: where rows of rules.Platforms say that title, author
// and date stand, and which parts are the article.

// statedFields are what a platform's row finds in a page. Empty values say
// nothing.
type statedFields struct {
	platform    string
	title, date string
	authors     []string
	tags        []string
	article     []*html.Node
}

// platformRows lists the rows for the page.
func (p *pageRun) platformRows() ([]rules.PlatformSet, error) {
	return rules.Platforms(p.opt.Rules, weburl.Site(dom.FirstNonEmpty(p.opt.URL, p.res.Metadata.URL)))
}

// fits reports whether the page is of a row's software: of a row that names
// neither generator nor mark, every page of its sites is.
func (p *pageRun) fits(row *rules.PlatformSet) bool {
	if row.Generator != "" && !strings.HasPrefix(strings.ToLower(p.head.First("generator")), strings.ToLower(row.Generator)) {
		return false
	}
	return row.Mark == nil || cascadia.Query(p.doc, row.Mark) != nil
}

// readStated reads what the first row that fits says of the page.
func (p *pageRun) readStated(rows []rules.PlatformSet) {
	for i := range rows {
		row := &rows[i]
		if row.Title == nil && row.Author == nil && row.Date == nil && row.Tags == nil && row.Article == nil || !p.fits(row) {
			continue
		}
		s := &p.stated
		s.platform = row.Name
		s.title = onlyText(p.doc, row.Title)
		s.date = p.dateAt(row.Date)
		for _, text := range textsAt(p.doc, row.Author) {
			s.authors = appendNew(s.authors, metadata.CleanNames(text)...)
		}
		s.tags = appendNew(nil, textsAt(p.doc, row.Tags)...)
		if row.Article != nil {
			s.article = matchAll(p.doc, []cascadia.SelectorGroup{row.Article})
		}
		return
	}
}

// state puts what a platform's row has found in the place of what was weighed.
func (p *pageRun) state() {
	m, s := &p.res.Metadata, &p.stated
	if s.title != "" {
		m.Title, m.Origins["title"] = s.title, s.platform
	}
	if len(s.authors) > 0 {
		m.Authors, m.Origins["authors"] = s.authors, s.platform
	}
	if s.date != "" {
		m.Published, m.Origins["published"] = s.date, s.platform
	}
	if len(s.tags) > 0 {
		m.Tags = s.tags
	}
}

// takeStated takes the parts that a platform's row calls the article, without
// the heading that repeats the title.
func (p *pageRun) takeStated() {
	p.res.Account.Source = p.stated.platform
	p.score()
	p.res.Root = gather(p.stated.article)
	title := metadata.LooseKey(p.res.Metadata.Title)
	for n := range p.res.Root.Descendants() {
		if title != "" && dom.Headings[n.DataAtom] && metadata.LooseKey(dom.NodeText(n, maxStated)) == title {
			detach(n)
			return
		}
	}
}

// onlyText is the text of the one element that fits, "" if there are none or
// several.
func onlyText(doc *html.Node, group cascadia.SelectorGroup) string {
	if texts := textsAt(doc, group); len(texts) == 1 {
		return texts[0]
	}
	return ""
}

// textsAt are the texts of the elements that fit, on one line each.
func textsAt(doc *html.Node, group cascadia.SelectorGroup) (texts []string) {
	if group == nil {
		return nil
	}
	for _, n := range cascadia.QueryAll(doc, group) {
		if text := dom.NodeText(n, maxStated); text != "" && len(texts) < maxStatedValues {
			texts = append(texts, text)
		}
	}
	return texts
}

// Bounds on what is read by a platform's row.
const (
	maxStated       = 500 // bytes of a value
	maxStatedValues = 50
)

// dateAt is the date of the first element that fits, by its attributes or text.
func (p *pageRun) dateAt(group cascadia.SelectorGroup) string {
	if group == nil {
		return ""
	}
	if n := cascadia.Query(p.doc, group); n != nil {
		return metadata.DateOf(n, p.res.Metadata.Lang)
	}
	return ""
}

func appendNew(list []string, more ...string) []string {
	for _, s := range more {
		known := false
		for _, t := range list {
			known = known || t == s
		}
		if !known {
			list = append(list, s)
		}
	}
	return list
}
