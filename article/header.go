package article

import (
	"cmp"

	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/extract/metadata"
	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/note"
)

// readHeader sets block and header.
func (c *conversion) readHeader(text []byte) error {
	var err error
	if c.block, c.header, err = splitHeader(text); err == nil || c.opt.From != FromArticle {
		return err
	}
	// The caller says that it is an article, header or not: keep all of it as text.
	c.block, c.header = frontmatter.Block{Body: text, BodyLine: 1}, nil
	c.note("frontmatter.kept-as-text", note.Warning, "the header cannot be read ("+err.Error()+") and stays in the text")
	return nil
}

// splitHeader splits and parses the header; without one, it is nil.
func splitHeader(text []byte) (frontmatter.Block, *frontmatter.Document, error) {
	block, err := frontmatter.Split(text)
	if err != nil || block.Format == frontmatter.None {
		return block, nil, err
	}
	header, err := frontmatter.Parse(block)
	return block, header, err
}

// Detect tells whether src looks like an article rather than any other text: it
// has front matter, if only one that cannot be read, or HTML tags. Markdown or
// plain text alone does not, and what is no text at all does not either.
func Detect(src []byte) bool {
	d, err := decode(src)
	if err != nil {
		return false
	}
	block, header, err := splitHeader(d.text)
	return err != nil || header != nil || body.Detect(block.Body, false) != body.KindMarkdown
}

// readMeta sets Meta by the header, or what a page says, alone.
func (c *conversion) readMeta(src []byte) (err error) {
	defer c.giveUp(&err)
	if err := c.read(src); err != nil {
		return err
	}
	if c.Kind == body.KindPage {
		if err := c.parseBody(); err != nil {
			return err
		}
	}
	c.makeHeader()
	if c.Header = c.header; c.header != nil {
		c.header.Clean(c.headerOptions())
		c.setKeys(c.header)
	}
	c.describe()
	return nil
}

// cleanHeader sets Header: what the header holds, cleaned by what is now known
// of the body. Markdown is the output of a conversion or needs none: its header
// is written as it is, but for repairs, so that nothing is decoded twice.
func (c *conversion) cleanHeader() error {
	c.makeHeader()
	c.Header = c.header
	if c.header == nil {
		return nil
	}
	c.repaired = len(c.header.Notes()) > 0 || c.filled
	c.repaired = c.renameKeys(c.header) || c.repaired
	c.repaired = c.addAliases(c.header) || c.repaired
	if c.refs != nil && c.Kind == body.KindMarkdown {
		c.repaired = c.header.MapCovers(func(address string) string { return c.referCover(address, address) }) || c.repaired
	}
	switch {
	case c.Kind != body.KindMarkdown:
		c.Header.Clean(c.headerOptions())
	case c.opt.wantsData(), c.opt.mayHeadTitle() && (c.opt.To == Text || c.opt.FrontMatter == frontmatter.None):
		header, err := frontmatter.Parse(c.block)
		if err != nil {
			return err
		}
		c.Header = header
		if c.opt.Known != nil {
			header.Fill(c.opt.Known)
		}
		c.renameKeys(header)
		c.addAliases(header)
		header.Clean(c.headerOptions())
	}
	c.Notes = append(c.Notes, c.Header.Notes()...)
	c.setKeys(c.header)
	if c.Header != c.header {
		c.setKeys(c.Header)
	}
	return nil
}

// makeHeader makes a header for the keys of Options.Set where there is none.
func (c *conversion) makeHeader() {
	if c.header == nil && (len(c.opt.Set) > 0 || c.opt.Aliases != "" && c.opt.OldPath != "") {
		c.header = frontmatter.NewDocument()
	}
}

// setKeys does what Options.Set and Options.Unset ask for.
func (c *conversion) setKeys(header *frontmatter.Document) {
	for _, key := range c.opt.Unset {
		header.Delete(key)
	}
	for _, field := range c.opt.Set {
		header.Set(field.Key, field.Value)
	}
}

// addKnown completes the header by what the caller knows.
func (c *conversion) addKnown() {
	if c.opt.Known == nil || c.opt.Known.Len() == 0 {
		return
	}
	if c.header == nil {
		c.header = frontmatter.NewDocument()
	}
	c.filled = c.header.Fill(c.opt.Known)
}

// renameKeys gives keys the names that the rules file maps them to, unless
// there is such a key already, and tells whether there were any.
func (c *conversion) renameKeys(header *frontmatter.Document) (renamed bool) {
	if c.opt.Rules == nil {
		return false
	}
	for _, key := range c.opt.Rules.Header.For(cmp.Or(c.opt.BaseURL, header.URL())) {
		renamed = header.Rename(key.From, key.To) || renamed
	}
	return renamed
}

func (c *conversion) headerOptions() frontmatter.CleanOptions {
	opt := frontmatter.CleanOptions{
		FileName: c.opt.Name,
		Plain:    c.page != nil && c.block.Format == frontmatter.None,
		ResolveImage: func(address string) (string, bool) {
			resolved, _, placeholder := extract.ResolveImage(address, c.opt.clean())
			if c.refs != nil && !placeholder {
				resolved = c.referCover(resolved, address)
			}
			return resolved, placeholder
		},
	}
	if c.body != nil {
		if len(c.body.Images) > 0 {
			opt.FirstImage = c.body.Images[0].URL
		}
		opt.FirstHeading = firstHeading(c.body.Root)
	}
	return opt
}

// pageHeader is the header for a page, which has none of its own; nil if the
// page says nothing of itself.
func pageHeader(m metadata.Metadata) *frontmatter.Document {
	doc := frontmatter.NewDocument()
	for _, field := range []struct {
		key   string
		value any
		empty bool
	}{
		{"title", m.Title, m.Title == ""},
		{"author", authorValue(m.Authors), len(m.Authors) == 0},
		{"date", dateValue(m.Published), m.Published == ""},
		{"updated", dateValue(m.Updated), m.Updated == ""},
		{"url", m.URL, m.URL == ""},
		{"site", m.Site, m.Site == ""},
		{"lang", m.Lang, m.Lang == ""},
		{"description", m.Description, m.Description == ""},
		{"cover", m.Cover, m.Cover == ""},
		{"tags", m.Tags, len(m.Tags) == 0},
	} {
		if !field.empty {
			doc.Set(field.key, field.value)
		}
	}
	if doc.Len() == 0 {
		return nil
	}
	return doc
}

// dateValue is a date, which stands in a header without quotes, or the text as
// it is.
func dateValue(text string) any {
	date, err := frontmatter.ParseDate(text)
	if err != nil {
		return text
	}
	return date
}

// authorValue is one name as text, several as a list.
func authorValue(names []string) any {
	if len(names) == 1 {
		return names[0]
	}
	return names
}
