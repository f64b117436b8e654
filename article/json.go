package article

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

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
	HTML        string          `json:"html,omitempty"` // only with Options.Fields
	Words       int             `json:"words"`          // of the text; see [convert.Words]
	Images      []extract.Image `json:"images,omitempty"`
	Links       []extract.Link  `json:"links,omitempty"`
	Embeds      []rules.Embed   `json:"embeds,omitempty"`
	Comments    []Comment       `json:"comments,omitempty"`     // of a whole page, only with Options.Comments
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
		Images: a.Images, Links: a.Links, Embeds: a.Embeds, Comments: a.Comments, Notes: a.Notes,
	}
	if (len(a.block.Raw) > 0 || a.filled) && a.Header != nil {
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
	var value any = doc
	if a.opt.Fields != nil {
		if slices.Contains(a.opt.Fields, "html") {
			html, err := a.HTML()
			if err != nil {
				return nil, err
			}
			doc.HTML = string(html)
		}
		value = picked{doc, a.opt.Fields}
	}
	var b bytes.Buffer
	if err := encodeValue(&b, value, indent); err != nil {
		return nil, withPlace(err)
	}
	return b.Bytes(), nil
}

// encodeValue writes JSON with a newline at the end and text as it stands.
func encodeValue(b *bytes.Buffer, value any, indent string) error {
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(value)
}

// Fields lists the keys of a [Document], which Options.Fields may hold.
func Fields() []string {
	t := reflect.TypeFor[Document]()
	names := make([]string, t.NumField())
	for i := range names {
		names[i] = keyOf(t.Field(i))
	}
	return names
}

// keyOf is the key of a field in JSON.
func keyOf(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// picked is some fields of a document.
type picked struct {
	doc    *Document
	fields []string
}

// MarshalJSON writes the fields in the order in which they were asked for; absent
// ones are left out.
func (p picked) MarshalJSON() ([]byte, error) {
	v := reflect.ValueOf(p.doc).Elem()
	var b bytes.Buffer
	b.WriteByte('{')
	for at, name := range p.fields {
		i := slices.Index(Fields(), name)
		if i < 0 {
			return nil, fmt.Errorf("there is no field %q", name)
		}
		if v.Field(i).IsZero() && strings.Contains(v.Type().Field(i).Tag.Get("json"), "omitempty") || slices.Index(p.fields, name) < at {
			continue
		}
		if b.Len() > 1 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "%q:", name)
		if err := encodeValue(&b, v.Field(i).Interface(), ""); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
