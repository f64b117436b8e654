package convert

import (
	"bytes"
	"encoding/json"

	"github.com/artx-cli/artx/note"
)

// Schema names the form of a [Document] in JSON. It changes only when a
// reader of the old form could be misled.
const Schema = "artx/1"

// Document is one article as data. Absent values are left out of its JSON,
// never null. Dates are RFC 3339; one whose source has no zone has none.
// The JSON Schema in docs/artx-1.schema.json describes it.
type Document struct {
	Schema      string         `json:"schema"`
	Source      Source         `json:"source"`
	Title       string         `json:"title,omitempty"`
	Authors     []string       `json:"authors,omitempty"`
	Published   string         `json:"published,omitempty"`
	Updated     string         `json:"updated,omitempty"`
	URL         string         `json:"url,omitempty"`
	Site        string         `json:"site,omitempty"`
	Lang        string         `json:"lang,omitempty"`
	Description string         `json:"description,omitempty"`
	Categories  []string       `json:"categories,omitempty"`
	Tags        []string       `json:"tags,omitempty"`
	Cover       string         `json:"cover,omitempty"`
	PageType    string         `json:"page_type,omitempty"` // kind of a whole page, such as "article" or "forum"
	Markdown    string         `json:"markdown,omitempty"`
	Text        string         `json:"text,omitempty"`
	Words       int            `json:"words"` // see [Words]
	Images      []Image        `json:"images,omitempty"`
	Links       []Link         `json:"links,omitempty"`
	Embeds      []Embed        `json:"embeds,omitempty"`
	FrontMatter json.Marshaler `json:"front_matter,omitempty"` // every original key, in order
	Notes       []note.Note    `json:"notes,omitempty"`
}

// Source tells where a [Document] came from.
type Source struct {
	Path     string `json:"path,omitempty"`
	Format   string `json:"format"`   // article, page, markdown or mixed
	Encoding string `json:"encoding"` // WHATWG name, such as "utf-8"
}

// Image is one image of a [Document].
type Image struct {
	URL        string   `json:"url"`
	Original   string   `json:"original,omitempty"` // the address that src held
	Via        string   `json:"via,omitempty"`      // how URL was found
	Alt        string   `json:"alt,omitempty"`
	Title      string   `json:"title,omitempty"`
	Width      int      `json:"width,omitempty"`
	Height     int      `json:"height,omitempty"`
	Alternates []string `json:"alternates,omitempty"`
}

// Link is one hyperlink of a [Document].
type Link struct {
	URL      string `json:"url"`
	Original string `json:"original,omitempty"` // as written, if it was changed
	Via      string `json:"via,omitempty"`      // the rule that changed it
	Text     string `json:"text,omitempty"`
}

// Embed is a player or other embedded document of a [Document].
type Embed struct {
	Provider string `json:"provider,omitempty"`
	ID       string `json:"id,omitempty"`
	URL      string `json:"url"`
	Title    string `json:"title,omitempty"`
	Original string `json:"original,omitempty"` // the address of the player
}

// JSON writes doc as indented JSON with a newline at the end. Text stands as
// it is: <, > and & are not escaped.
func JSON(doc *Document) ([]byte, error) { return encodeJSON(doc, "  ") }

// JSONLine writes doc as one line of JSON with a newline at the end, as JSON
// Lines (jsonlines.org) have it.
func JSONLine(doc *Document) ([]byte, error) { return encodeJSON(doc, "") }

func encodeJSON(doc *Document, indent string) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(doc); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
