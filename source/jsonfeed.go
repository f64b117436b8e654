package source

import (
	"cmp"
	"encoding/json"
	"errors"

	"github.com/artx-cli/artx/source/internal/jsontext"
)

// jsonFeed is what a JSON Feed says of itself (jsonfeed.org, versions 1 and 1.1).
type jsonFeed struct {
	Title    string       `json:"title"`
	HomePage string       `json:"home_page_url"`
	Language string       `json:"language"`
	Author   *jsonAuthor  `json:"author"`
	Authors  []jsonAuthor `json:"authors"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

type jsonItem struct {
	ID        any          `json:"id"`
	URL       string       `json:"url"`
	Title     string       `json:"title"`
	HTML      string       `json:"content_html"`
	Text      string       `json:"content_text"`
	Summary   string       `json:"summary"`
	Image     string       `json:"image"`
	Banner    string       `json:"banner_image"`
	Published string       `json:"date_published"`
	Modified  string       `json:"date_modified"`
	Author    *jsonAuthor  `json:"author"`
	Authors   []jsonAuthor `json:"authors"`
	Tags      []string     `json:"tags"`
	Language  string       `json:"language"`
	Files     []struct {
		URL   string  `json:"url"`
		Type  string  `json:"mime_type"`
		Title string  `json:"title"`
		Size  float64 `json:"size_in_bytes"`
	} `json:"attachments"`
}

// readJSONFeed reads a JSON Feed. What stands behind the items is not known
// while they are read.
func readJSONFeed(c *container) {
	s := jsontext.NewStream(c.stream, c.opt.MaxSize)
	var f jsonFeed
	err := s.Members(func(key string) error {
		if key == "items" {
			return s.Elements(func() error { return c.jsonRecord(s, f.record) })
		}
		raw, err := s.Value()
		if err != nil {
			return err
		}
		quoted, _ := json.Marshal(key)
		// A wrong type of what the feed says of itself is no reason to refuse it.
		_ = json.Unmarshal([]byte("{"+string(quoted)+":"+string(raw)+"}"), &f)
		return nil
	})
	c.endJSON(s, err)
}

// errStopped ends a walk when the consumer wants no more.
var errStopped = errors.New("stopped")

// endJSON reports what ended a walk before its end.
func (c *container) endJSON(s *jsontext.Stream, err error) {
	if err != nil && !errors.Is(err, errStopped) {
		c.end(s.Pos, err)
	}
}

// jsonRecord reads the value at which s stands and emits what make makes of it;
// nil is no article.
func (c *container) jsonRecord(s *jsontext.Stream, make func(raw []byte) (*Record, error)) error {
	if _, err := s.Peek(); err != nil {
		return err
	}
	offset := s.Pos
	raw, err := s.Value()
	if errors.Is(err, ErrTruncated) {
		return err
	}
	if !c.begin(offset) {
		return nil
	}
	var rec *Record
	if err == nil {
		rec, err = make(raw)
	}
	goOn := true
	switch {
	case err != nil:
		goOn = c.fail(offset, "", err)
	case rec != nil:
		rec.Offset = offset
		goOn = c.emit(rec)
	}
	if !goOn {
		return errStopped
	}
	return nil
}

func (f *jsonFeed) record(raw []byte) (*Record, error) {
	var it jsonItem
	if err := json.Unmarshal(raw, &it); err != nil {
		return nil, jsontext.TypeError(err)
	}
	rec := &Record{URL: it.URL, Kind: HTML, Content: []byte(it.HTML)}
	if it.HTML == "" && it.Text != "" {
		rec.Kind, rec.Content = Text, []byte(it.Text)
	}
	if id, ok := it.ID.(string); ok && rec.URL == "" && isWebAddress(id) {
		rec.URL = id
	}
	rec.URL = absolute(f.HomePage, rec.URL)
	if rec.URL == f.HomePage {
		rec.URL, rec.Base = it.URL, f.HomePage
	}
	rec.Header = Header{
		Title: it.Title, Published: isoDate(it.Published), Updated: isoDate(it.Modified), Tags: it.Tags, Excerpt: it.Summary,
		Language: cmp.Or(it.Language, f.Language), Site: f.Title, Cover: cmp.Or(it.Image, it.Banner),
		Authors: authorNames(it.Authors, it.Author),
	}
	if rec.Header.Authors == nil {
		rec.Header.Authors = authorNames(f.Authors, f.Author)
	}
	for _, a := range it.Files {
		rec.Header.addEnclosure(Enclosure{URL: a.URL, Type: a.Type, Title: a.Title, Length: int64(a.Size)})
	}
	return rec, nil
}

func authorNames(list []jsonAuthor, one *jsonAuthor) (names []string) {
	if one != nil && len(list) == 0 {
		list = []jsonAuthor{*one}
	}
	for _, a := range list {
		names = addName(names, a.Name)
	}
	return names
}
