package source

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/artx-cli/artx/source/internal/jsontext"
	"github.com/artx-cli/artx/source/internal/limit"
)

// ghost holds the tables of a Ghost export that its posts refer to. They stand
// in the order of the alphabet, "tags" and "users" behind "posts".
type ghost struct {
	c          *container
	users      map[ghostID]string
	tags       map[ghostID]ghostTag
	postTags   map[ghostID][]ghostLink
	postAuthor map[ghostID][]ghostLink
	metas      map[ghostID]ghostMeta
	site       map[string]string
	size       int64 // of the rows that are kept
}

// ghostID is a key of a table: a number until Ghost 0.11, a text since 1.0.
type ghostID string

// UnmarshalJSON takes both.
func (id *ghostID) UnmarshalJSON(b []byte) error {
	if s, err := strconv.Unquote(string(b)); err == nil {
		*id = ghostID(s)
	} else if string(b) != "null" {
		*id = ghostID(b)
	}
	return nil
}

type ghostTag struct{ Name, Visibility string }

// ghostLink joins a post to a tag or an author.
type ghostLink struct {
	id    ghostID
	order int
}

type ghostMeta struct {
	Description string `json:"meta_description"`
}

type ghostPost struct {
	ID        ghostID `json:"id"`
	Title     string  `json:"title"`
	Slug      string  `json:"slug"`
	HTML      string  `json:"html"`
	Markdown  string  `json:"markdown"` // Ghost 0.x
	Lexical   string  `json:"lexical"`
	Mobiledoc string  `json:"mobiledoc"`
	Plaintext string  `json:"plaintext"`
	Image     string  `json:"feature_image"`
	OldImage  string  `json:"image"` // Ghost 0.x
	Type      string  `json:"type"`
	Page      any     `json:"page"` // Ghost before 3.0
	Status    string  `json:"status"`
	Locale    string  `json:"locale"`
	Excerpt   string  `json:"custom_excerpt"`
	Canonical string  `json:"canonical_url"`
	AuthorID  ghostID `json:"author_id"`
	Published any     `json:"published_at"`
	Updated   any     `json:"updated_at"`
	Created   any     `json:"created_at"`
}

// readGhost reads an export of Ghost 0.x to 6: what Ghost itself writes, and the
// description of its import format. It passes over the file twice.
func readGhost(c *container) {
	g := &ghost{c: c, users: map[ghostID]string{}, tags: map[ghostID]ghostTag{}, metas: map[ghostID]ghostMeta{},
		postTags: map[ghostID][]ghostLink{}, postAuthor: map[ghostID][]ghostLink{}, site: map[string]string{}}
	first := jsontext.NewStream(c.again().stream, c.opt.MaxSize)
	if err := g.walk(first, func(table string) error { return g.readTable(first, table) }); errors.Is(err, ErrTooLarge) {
		c.end(first.Pos, fmt.Errorf("the tables that posts refer to are %w", err))
		return
	} // anything else, the second pass meets too
	s := jsontext.NewStream(c.stream, c.opt.MaxSize)
	err := g.walk(s, func(table string) error {
		if table != "posts" {
			return s.Skip()
		}
		return s.Elements(func() error { return c.jsonRecord(s, g.record) })
	})
	c.endJSON(s, err)
}

// walk finds the tables: {"db":[{"data":{…}}]}, or {"data":{…}} without db.
func (g *ghost) walk(s *jsontext.Stream, table func(name string) error) error {
	data := func(key string) error {
		if key != "data" {
			return s.Skip()
		}
		return s.Members(table)
	}
	return s.Members(func(key string) error {
		if key == "db" {
			return s.Elements(func() error { return s.Members(data) })
		}
		return data(key)
	})
}

// readTable reads a table that posts refer to, row by row.
func (g *ghost) readTable(s *jsontext.Stream, name string) error {
	add := g.adder(name)
	if add == nil {
		return s.Skip()
	}
	return s.Elements(func() error {
		raw, err := s.Value()
		if err != nil {
			return err
		}
		if g.size += int64(len(raw)); g.size > g.c.opt.MaxSize {
			return limit.TooLarge(g.c.opt.MaxSize)
		}
		add(raw)
		return nil
	})
}

// adder returns what keeps the rows of a table, nil for those that are not
// needed.
func (g *ghost) adder(table string) func(raw []byte) {
	switch table {
	case "users":
		return rowAdder(func(row struct {
			ID   ghostID
			Name string
		}) {
			g.users[row.ID] = row.Name
		})
	case "tags":
		return rowAdder(func(row struct {
			ID ghostID
			ghostTag
		}) {
			g.tags[row.ID] = row.ghostTag
		})
	case "posts_meta":
		return rowAdder(func(row struct {
			Post ghostID `json:"post_id"`
			ghostMeta
		}) {
			g.metas[row.Post] = row.ghostMeta
		})
	case "posts_tags":
		return linkAdder(g.postTags, "tag_id")
	case "posts_authors":
		return linkAdder(g.postAuthor, "author_id")
	case "settings":
		return g.addSetting
	}
	return nil
}

// rowAdder keeps rows by add. A row of other types than expected is left out.
func rowAdder[T any](add func(T)) func(raw []byte) {
	return func(raw []byte) {
		var row T
		if json.Unmarshal(raw, &row) == nil {
			add(row)
		}
	}
}

func (g *ghost) addSetting(raw []byte) {
	var row struct{ Key, Value string }
	if json.Unmarshal(raw, &row) == nil && (row.Key == "title" || row.Key == "locale" || row.Key == "lang") {
		g.site[row.Key] = row.Value
	}
}

func linkAdder(links map[ghostID][]ghostLink, key string) func(raw []byte) {
	return func(raw []byte) {
		var row map[string]json.RawMessage
		if json.Unmarshal(raw, &row) != nil {
			return
		}
		var post ghostID
		var link ghostLink
		if json.Unmarshal(row["post_id"], &post) != nil || json.Unmarshal(row[key], &link.id) != nil {
			return
		}
		_ = json.Unmarshal(row["sort_order"], &link.order) // 0 where there is none
		list := links[post]
		i := len(list)
		for i > 0 && list[i-1].order > link.order {
			i--
		}
		links[post] = append(list[:i], append([]ghostLink{link}, list[i:]...)...)
	}
}

func (g *ghost) record(raw []byte) (*Record, error) {
	var p ghostPost
	if err := json.Unmarshal(raw, &p); err != nil {
		return nil, jsontext.TypeError(err)
	}
	rec := &Record{URL: p.Canonical, Kind: HTML, Content: []byte(siteless(p.HTML))}
	h := &rec.Header
	*h = Header{Title: p.Title, Slug: p.Slug, Excerpt: p.Excerpt, Cover: siteless(cmp.Or(p.Image, p.OldImage)), Site: g.site["title"],
		Language:  cmp.Or(p.Locale, g.site["locale"], g.site["lang"]),
		Published: ghostDate(p.Published), Updated: ghostDate(p.Updated)}
	if h.Published == "" {
		h.Published = ghostDate(p.Created)
	}
	if p.Status != "published" && p.Status != "sent" {
		h.Status = p.Status
	}
	if p.Type == "page" || p.Page == true || p.Page == 1.0 {
		h.Type = "page"
	}
	h.Excerpt = cmp.Or(h.Excerpt, g.metas[p.ID].Description)
	g.names(p, h)
	return rec, g.content(p, rec)
}

// siteless makes addresses of the site relative: Ghost exports a placeholder for
// its own address.
func siteless(s string) string { return strings.ReplaceAll(s, "__GHOST_URL__", "") }

// names adds the authors and tags of a post. Internal tags, "#name", are for
// themes.
func (g *ghost) names(p ghostPost, h *Header) {
	for _, l := range g.postAuthor[p.ID] {
		h.Authors = addName(h.Authors, g.users[l.id])
	}
	if len(h.Authors) == 0 {
		h.Authors = addName(h.Authors, g.users[p.AuthorID])
	}
	for _, l := range g.postTags[p.ID] {
		if t := g.tags[l.id]; t.Visibility != "internal" && !strings.HasPrefix(t.Name, "#") {
			h.Tags = addName(h.Tags, t.Name)
		}
	}
}

// content takes the best form that a post has. Ghost renders all it stores to
// HTML; only drafts that were never shown may lack it.
func (g *ghost) content(p ghostPost, rec *Record) error {
	switch {
	case p.HTML != "":
	case p.Markdown != "":
		rec.Kind, rec.Content = Markdown, []byte(p.Markdown)
	case p.Plaintext != "":
		rec.Kind, rec.Content = Text, []byte(p.Plaintext)
	case len(p.Lexical)+len(p.Mobiledoc) > 0:
		if text := editorText(cmp.Or(p.Lexical, p.Mobiledoc)); text != "" {
			return fmt.Errorf("%q has no HTML, only the document of Ghost's editor; open and save it in Ghost, then export again", p.Title)
		}
	}
	return nil
}

// editorText finds out whether a document of Ghost's editors, Lexical or
// Mobiledoc, holds any text.
func editorText(doc string) string {
	var v any
	if json.Unmarshal([]byte(doc), &v) != nil {
		return ""
	}
	return anyText(v, 0)
}

func anyText(v any, depth int) string {
	if depth > 100 {
		return ""
	}
	switch v := v.(type) {
	case map[string]any:
		if s, ok := v["text"].(string); ok && s != "" {
			return s
		}
		for _, key := range []string{"root", "children", "sections", "cards"} {
			if s := anyText(v[key], depth+1); s != "" {
				return s
			}
		}
	case []any:
		if s, ok := markerText(v); ok {
			return s
		}
		for _, e := range v {
			if s := anyText(e, depth+1); s != "" {
				return s
			}
		}
	}
	return ""
}

// markerText is the text of a marker of Mobiledoc, [0, [], 0, "text"].
func markerText(v []any) (string, bool) {
	if len(v) != 4 {
		return "", false
	}
	s, ok := v[3].(string)
	return s, ok && s != ""
}

// ghostDate reads a date: a text, or milliseconds in Ghost 0.x.
func ghostDate(v any) string {
	switch v := v.(type) {
	case string:
		return isoDate(v)
	case float64:
		return time.UnixMilli(int64(v)).UTC().Format(time.RFC3339)
	}
	return ""
}
