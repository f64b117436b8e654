package cli

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"

	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/frontmatter"
)

// writeOutput sets output, and document where it is asked for.
func (j *job) writeOutput() error {
	switch j.opt.To {
	case "json", "jsonl":
		return j.writeJSON()
	case "html":
		return j.writeRendered(convert.HTML, true)
	case "text":
		return j.writeRendered(convert.Text, false)
	}
	header, err := j.encodeHeader()
	if err != nil {
		return err
	}
	j.output = joinHeader(header, j.markdown)
	if j.kind == extract.KindMarkdown && header != nil && bytes.Equal(header, j.block.Raw) {
		j.output = append(header, j.markdown...) // with whatever stood between them
	}
	return nil
}

// joinHeader puts one blank line between a header and what follows it.
func joinHeader(header, body []byte) []byte {
	if len(header) == 0 {
		return body
	}
	body = bytes.TrimLeft(body, "\r\n")
	if len(body) == 0 {
		return header
	}
	out := make([]byte, 0, len(header)+1+len(body))
	return append(append(append(out, header...), '\n'), body...)
}

// encodeHeader is the header with its fences, nil if none is to be written.
func (j *job) encodeHeader() ([]byte, error) {
	if j.header == nil || j.opt.FrontMatter == "none" {
		return nil, nil
	}
	untouched := j.kind == extract.KindMarkdown && j.opt.FrontMatter == "" && j.opt.Preset == "" && !j.repaired
	if (untouched || j.opt.FrontMatter == "source") && len(j.block.Raw) > 0 {
		return j.block.Raw, nil
	}
	format := frontmatter.Source
	if j.opt.FrontMatter != "" {
		var err error
		if format, err = frontmatter.ParseFormat(j.opt.FrontMatter); err != nil {
			return nil, err
		}
	}
	out, err := j.header.Encode(frontmatter.EncodeOptions{Format: format, Preset: j.opt.Preset})
	if err != nil {
		return nil, err
	}
	if j.kind != extract.KindMarkdown && bytes.IndexByte(out, '\r') >= 0 { // the body will have these line ends
		out = bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n"))
	}
	if j.repaired {
		out = settle(out)
	}
	return out, nil
}

// settle reads a repaired header until nothing is left to repair, so that
// converting it again changes nothing.
func settle(header []byte) []byte {
	const rounds = 4
	for range rounds {
		block, err := frontmatter.Split(header)
		if err != nil {
			return header
		}
		doc, err := frontmatter.Parse(block)
		if err != nil || len(doc.Notes()) == 0 {
			return header
		}
		again, err := doc.Encode(frontmatter.EncodeOptions{})
		if err != nil {
			return header
		}
		header = again
	}
	return header
}

// writeRendered writes the article as HTML or text.
func (j *job) writeRendered(render func(*xhtml.Node) ([]byte, error), withHeader bool) error {
	if err := j.needArticle(); err != nil {
		return err
	}
	body, err := render(j.article.Root)
	if err != nil {
		return err
	}
	if j.output = body; !withHeader {
		return nil
	}
	header, err := j.encodeHeader()
	if err != nil {
		return err
	}
	j.output = joinHeader(header, body)
	return nil
}

// markdownRenderer is what Markdown bodies are read with where another format
// is asked for. Raw HTML passes, since cleaning follows.
var markdownRenderer = goldmark.New(
	goldmark.WithExtensions(extension.GFM, extension.Footnote),
	goldmark.WithRendererOptions(html.WithUnsafe()),
)

// needArticle sets article from the Markdown where the body is not pure HTML.
func (j *job) needArticle() error {
	if j.kind != extract.KindMarkdown && j.kind != extract.KindMixed {
		return nil
	}
	root, err := renderMarkdown(j.markdown)
	if err != nil {
		return err
	}
	opt := j.opt.Extract
	if opt.BaseURL == "" {
		opt.BaseURL = j.address()
	}
	found := j.article // of a mixed body: what its HTML held
	if j.article, err = extract.Clean(root, opt); err != nil {
		return err
	}
	if found != nil {
		mergeFound(j.article, found)
	}
	return nil
}

// renderMarkdown is the tree that Markdown stands for, with its raw HTML.
func renderMarkdown(markdown []byte) (*xhtml.Node, error) {
	var rendered bytes.Buffer
	if err := markdownRenderer.Convert(markdown, &rendered); err != nil {
		return nil, fmt.Errorf("the Markdown cannot be rendered: %w", err)
	}
	root, _, err := extract.Parse(rendered.Bytes())
	return root, err
}

// mergeFound takes over what is known of an article from before it was written
// as Markdown: how the addresses of images and links were resolved, the players,
// and the account of what was looked at and removed.
func mergeFound(article, found *extract.Article) {
	images := make(map[string]extract.Image, len(found.Images))
	for _, img := range found.Images {
		images[img.URL] = img
	}
	at := make(map[string]int, len(article.Images))
	for i, img := range article.Images {
		at[img.URL] = i
		if f, ok := images[img.URL]; ok {
			article.Images[i] = f
		}
	}
	links := make(map[string]extract.Link, len(found.Links))
	for _, link := range found.Links {
		links[link.URL] = link
	}
	for i, link := range article.Links {
		if f, ok := links[link.URL]; ok {
			article.Links[i].Original, article.Links[i].Via = f.Original, f.Via
		}
	}
	article.Embeds = found.Embeds
	article.Removed = append(found.Removed, article.Removed...)
	article.Sources = mergeSources(article.Sources, found, images, at)
}

// mergeSources puts the account of a mixed body's own images before that of the
// images in its Markdown.
func mergeSources(sources []extract.Source, found *extract.Article, images map[string]extract.Image, at map[string]int) (merged []extract.Source) {
	for _, s := range found.Sources {
		if s.Image >= 0 {
			i, ok := at[found.Images[s.Image].URL]
			if s.Image = i; !ok {
				s.Image = -1
			}
		}
		merged = append(merged, s)
	}
	for _, s := range sources {
		taken := false
		for _, candidate := range s.Candidates {
			_, known := images[candidate.URL]
			taken = taken || candidate.Taken && known
		}
		if !taken {
			merged = append(merged, s)
		}
	}
	return merged
}

func (j *job) writeJSON() error {
	if err := j.needArticle(); err != nil {
		return err
	}
	text, err := convert.Text(j.article.Root)
	if err != nil {
		return err
	}
	doc := &convert.Document{
		Schema:   convert.Schema,
		Source:   convert.Source{Path: j.name, Format: string(j.kind), Encoding: j.encoding},
		Markdown: string(j.markdown),
		Text:     string(text),
		Words:    convert.Words(string(text)),
		Notes:    j.notes,
	}
	j.describe(doc)
	for _, img := range j.article.Images {
		doc.Images = append(doc.Images, convert.Image(img))
	}
	for _, link := range j.article.Links {
		doc.Links = append(doc.Links, convert.Link(link))
	}
	for _, embed := range j.article.Embeds {
		doc.Embeds = append(doc.Embeds, convert.Embed(embed))
	}
	j.document = doc
	if j.opt.To == "jsonl" {
		j.output, err = convert.JSONLine(doc)
	} else {
		j.output, err = convert.JSON(doc)
	}
	return err
}

// describe fills doc with what the header says.
func (j *job) describe(doc *convert.Document) {
	if j.page != nil {
		doc.PageType = j.page.Type
		doc.Site = j.page.Metadata.Site
	}
	if j.header == nil {
		return
	}
	meta := j.header.Meta()
	doc.Title, doc.Authors = meta.Title, meta.Authors
	doc.Published, doc.Updated = meta.Published.String(), meta.Updated.String()
	doc.URL, doc.Lang, doc.Description = meta.URL, meta.Lang, meta.Description
	doc.Categories, doc.Tags, doc.Cover = meta.Categories, meta.Tags, meta.Cover
	doc.Site = firstNonEmpty(meta.Site, doc.Site)
	if len(j.block.Raw) > 0 {
		doc.FrontMatter = j.header
	}
}

func firstNonEmpty(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// pageHeader is the header for a page, which has none of its own; nil if the
// page says nothing of itself.
func pageHeader(m extract.Metadata) *frontmatter.Document {
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
