package article

import (
	"bytes"
	"encoding/json"

	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/note"
)

// Schema names the form of a [Document] in JSON. It changes only when a
// reader of the old form could be misled.
const Schema = "artx/1"

// Document is one article as data. Absent values are left out of its JSON,
// never null. Dates are RFC 3339; one whose source has no zone has none.
// The JSON Schema in docs/artx-1.schema.json describes it.
type Document struct {
	Schema      string          `json:"schema"`
	Source      Source          `json:"source"`
	Title       string          `json:"title,omitempty"`
	Authors     []string        `json:"authors,omitempty"`
	Published   string          `json:"published,omitempty"`
	Updated     string          `json:"updated,omitempty"`
	URL         string          `json:"url,omitempty"`
	Site        string          `json:"site,omitempty"`
	Lang        string          `json:"lang,omitempty"`
	Description string          `json:"description,omitempty"`
	Categories  []string        `json:"categories,omitempty"`
	Tags        []string        `json:"tags,omitempty"`
	Cover       string          `json:"cover,omitempty"`
	PageType    string          `json:"page_type,omitempty"` // kind of a whole page, such as "article" or "forum"
	Markdown    string          `json:"markdown,omitempty"`
	Text        string          `json:"text,omitempty"`
	Words       int             `json:"words"` // of the text; see [convert.Words]
	Images      []extract.Image `json:"images,omitempty"`
	Links       []extract.Link  `json:"links,omitempty"`
	Embeds      []rules.Embed   `json:"embeds,omitempty"`
	FrontMatter json.Marshaler  `json:"front_matter,omitempty"` // every original key, in order
	Notes       []note.Note     `json:"notes,omitempty"`
}

// Source tells where a [Document] came from.
type Source struct {
	Path     string `json:"path,omitempty"`
	Format   string `json:"format"`   // article, page, markdown or mixed
	Encoding string `json:"encoding"` // WHATWG name, such as "utf-8"
}

// Document is the article as data, for programs that add to it or write it in
// another notation. The error is an [*Error]; there is none to expect after a
// conversion.
func (a *Article) Document() (*Document, error) {
	text, err := a.Text()
	if err != nil {
		return nil, err
	}
	doc := &Document{
		Schema: Schema,
		Source: Source{Path: a.opt.Name, Format: string(a.Kind), Encoding: a.Encoding},
		Title:  a.Title, Authors: a.Authors,
		Published: a.Published.String(), Updated: a.Updated.String(),
		URL: a.URL, Site: a.Site, Lang: a.Lang, Description: a.Description,
		Categories: a.Categories, Tags: a.Tags, Cover: a.Cover, PageType: a.PageType,
		Markdown: string(a.Markdown), Text: string(text), Words: convert.Words(string(text)),
		Images: a.Images, Links: a.Links, Embeds: a.Embeds, Notes: a.Notes,
	}
	if len(a.block.Raw) > 0 && a.Header != nil {
		doc.FrontMatter = a.Header
	}
	return doc, nil
}

// JSON is the article as indented JSON with a newline at the end, by the schema
// in docs/artx-1.schema.json. Text stands as it is: <, > and & are not escaped.
// The error is that of Document.
func (a *Article) JSON() ([]byte, error) { return a.encodeJSON("  ") }

// JSONLine is the article as one line of JSON with a newline at the end, as JSON
// Lines (jsonlines.org) have it. The error is that of Document.
func (a *Article) JSONLine() ([]byte, error) { return a.encodeJSON("") }

func (a *Article) encodeJSON(indent string) ([]byte, error) {
	doc, err := a.Document()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(doc); err != nil {
		return nil, withPlace(err)
	}
	return b.Bytes(), nil
}
