package source

import (
	"bytes"
	"errors"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// isMedium tells whether a file is a story of Medium's export, whose markup has
// the classes of the h-entry microformat.
func isMedium(h *head) bool {
	return h.has(`<article class="h-entry">`) && (h.has(`data-field="body"`) || h.has(`data-field="subtitle"`))
}

// readMedium reads a story of Medium's export. The zip archive of all stories is
// a folder of them.
func readMedium(c *container) {
	if head, _ := c.stream.Peek(2); string(head) == "PK" {
		if c.file == nil {
			c.end(0, ErrNeedsFile)
			return
		}
		readZip(c)
		return
	}
	c = c.single()
	if !c.begin(c.offset) {
		return
	}
	data, err := c.readAll(c.stream)
	if err != nil {
		c.fail(c.offset, c.recordName(), err)
		return
	}
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		c.fail(c.offset, c.recordName(), err)
		return
	}
	rec := &Record{Name: c.recordName(), Offset: c.offset, Kind: HTML, assets: c.assets}
	readStory(rec, doc)
	if rec.Content == nil && rec.Header.Title == "" {
		c.fail(c.offset, c.recordName(), errors.New("no story of Medium: it has neither a title nor a body of one"))
		return
	}
	if strings.HasPrefix(path.Base(rec.Name), "draft_") {
		rec.Header.Status = "draft"
	}
	c.emit(rec)
}

// readStory takes a story apart.
func readStory(rec *Record, doc *html.Node) {
	h := &rec.Header
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch {
		case hasClass(n, "p-name") && h.Title == "":
			h.Title = nodeText(n)
		case attribute(n, "data-field") == "subtitle":
			h.Excerpt = nodeText(n)
		case attribute(n, "data-field") == "body" && rec.Content == nil:
			rec.Content = innerHTML(n)
		case hasClass(n, "dt-published"):
			h.Published = isoDate(attribute(n, "datetime"))
		case hasClass(n, "p-canonical"):
			rec.URL = attribute(n, "href")
		case hasClass(n, "p-author"):
			h.Authors = addName(h.Authors, nodeText(n))
		}
	}
	if rec.URL == "" {
		return
	}
	// The address ends with the number of the story: "a-title-0123456789ab".
	slug := path.Base(rec.URL)
	if i := strings.LastIndexByte(slug, '-'); i > 0 {
		slug = slug[:i]
	}
	h.Slug = slug
}

func innerHTML(n *html.Node) []byte {
	var b bytes.Buffer
	for child := range n.ChildNodes() {
		_ = html.Render(&b, child) // a buffer takes all
	}
	return bytes.TrimSpace(b.Bytes())
}

func nodeText(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	for name := range strings.FieldsSeq(attribute(n, "class")) {
		if name == class {
			return true
		}
	}
	return false
}
