package cli

import (
	"strings"

	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/source"
)

// knownHeader is the header of what a container says of a record.
func knownHeader(rec *source.Record, address string) *frontmatter.Document {
	doc := frontmatter.NewDocument()
	h := &rec.Header
	for _, field := range []struct {
		key   string
		value any
	}{
		{"title", h.Title}, {"author", oneOrMore(h.Authors)}, {"date", dateOf(h.Published)}, {"updated", dateOf(h.Updated)},
		{"captured", dateOf(h.Captured)}, {"url", address}, {"site", h.Site}, {"lang", h.Language},
		{"categories", h.Categories}, {"tags", h.Tags}, {"slug", h.Slug}, {"draft", h.Status != ""}, {"status", statusOf(h)}, {"type", h.Type},
		{"description", h.Excerpt}, {"cover", h.Cover}, {"enclosures", enclosures(h.Enclosures)}, {"comments", comments(h.Comments)},
	} {
		if !isEmpty(field.value) {
			doc.Set(field.key, field.value)
		}
	}
	return doc
}

func isEmpty(value any) bool {
	switch v := value.(type) {
	case bool:
		return !v
	case string:
		return strings.TrimSpace(v) == ""
	case []string:
		return len(v) == 0
	case []any:
		return len(v) == 0
	}
	return value == nil
}

// statusOf is the status of what is not public for another reason than that it is a
// draft, which has a key of its own that generators know.
func statusOf(h *source.Header) string {
	if h.Status == "draft" {
		return ""
	}
	return h.Status
}

// oneOrMore is one name as text, several as a list.
func oneOrMore(names []string) any {
	if len(names) == 1 {
		return names[0]
	}
	return names
}

// dateOf is a date, which stands in a header without quotes, or the text as it is.
func dateOf(text string) any {
	if date, err := frontmatter.ParseDate(text); err == nil {
		return date
	}
	return text
}

// enclosures are the addresses of files, with what is known of each.
func enclosures(files []source.Enclosure) (list []any) {
	for _, f := range files {
		m := map[string]any{"url": f.URL}
		setText(m, "type", f.Type)
		setText(m, "title", f.Title)
		if f.Length > 0 {
			m["length"] = f.Length
		}
		list = append(list, m)
	}
	return list
}

func comments(all []source.Comment) (list []any) {
	for _, c := range all {
		m := map[string]any{"content": c.Content}
		for key, value := range map[string]string{"id": c.ID, "parent": c.Parent, "author": c.Author, "url": c.URL, "date": c.Date} {
			setText(m, key, value)
		}
		list = append(list, m)
	}
	return list
}

func setText(m map[string]any, key, value string) {
	if value != "" {
		m[key] = value
	}
}
