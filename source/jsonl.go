package source

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/artx-cli/artx/internal/jsonobject"
	"github.com/artx-cli/artx/note"
	"github.com/artx-cli/artx/source/internal/limit"
)

// isJSONL tells whether the first line is a JSON object with a key that holds an
// article. A JSON header of an article is an object over several lines, or has
// no such key.
func isJSONL(h *head) bool {
	line, _, _ := bytes.Cut(bytes.TrimLeft(h.text(), " \t\r\n"), []byte("\n"))
	for key := range jsonKeys(line) {
		if holdsArticle(key) {
			return true
		}
	}
	return false
}

// isJSONFeed looks for the version, which is the address of the specification.
func isJSONFeed(h *head) bool {
	for key, value := range jsonKeys(h.text()) {
		if key == "version" && strings.Contains(value, "jsonfeed.org/version/") {
			return true
		}
	}
	return false
}

// isGhost tells whether the object is an export of Ghost: {"db": [{"meta", "data"}]},
// or that within.
func isGhost(h *head) bool {
	text := bytes.TrimLeft(h.text(), " \t\r\n")
	first := ""
	for key := range jsonKeys(text) {
		first = key
		break
	}
	switch first {
	case "db", "meta", "data":
	default:
		return false
	}
	squeezed := bytes.Join(bytes.Fields(text), nil)
	return bytes.HasPrefix(squeezed, []byte(`{"db":[{`)) && (bytes.Contains(squeezed, []byte(`"data":{`)) || bytes.Contains(squeezed, []byte(`"exported_on"`))) ||
		bytes.Contains(squeezed, []byte(`"exported_on"`)) || bytes.Contains(squeezed, []byte(`"data":{"posts":[`))
}

// jsonKeys are the keys of the object at the start of b, which may be cut off,
// with their values if those are strings.
func jsonKeys(b []byte) func(yield func(key, value string) bool) {
	return func(yield func(key, value string) bool) {
		dec := json.NewDecoder(bytes.NewReader(b))
		if t, err := dec.Token(); err != nil || t != json.Delim('{') {
			return
		}
		for {
			key, err := dec.Token()
			name, ok := key.(string)
			if err != nil || !ok {
				return
			}
			value, err := dec.Token()
			if err != nil {
				yield(name, "") // it is cut off
				return
			}
			if text, _ := value.(string); !yield(name, text) {
				return
			}
			if _, nested := value.(json.Delim); nested && skipJSON(dec) != nil {
				return
			}
		}
	}
}

// skipJSON reads to the end of the list or object that was just opened.
func skipJSON(dec *json.Decoder) error {
	for depth := 1; depth > 0; {
		t, err := dec.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

// readJSONL reads JSON Lines: an object a line. Its article is the value of
// "content", which is as a file would hold it, of "markdown" or of "html"; the
// output of --to jsonl is such a stream.
func readJSONL(c *container) {
	lines := &lineReader{r: c.stream, limit: int(c.opt.MaxSize)}
	for !c.stopped {
		c.line++
		offset := lines.pos
		line, tooLong, err := lines.next()
		if err != nil && !errors.Is(err, io.EOF) {
			c.end(offset, err)
			return
		}
		text := bytes.TrimSpace(bytes.TrimPrefix(line, []byte("\xef\xbb\xbf")))
		if (tooLong || len(text) > 0) && c.begin(offset) {
			c.jsonLine(offset, text, tooLong)
		}
		if err != nil {
			return
		}
	}
}

func (c *container) jsonLine(offset int64, text []byte, tooLong bool) {
	var rec *Record
	err := limit.TooLarge(c.opt.MaxSize)
	if !tooLong {
		rec, err = parseLine(text)
	}
	if err != nil {
		c.fail(offset, "", err)
		return
	}
	rec.Offset = offset
	if !utf8.Valid(text) {
		rec.Notes = append(rec.Notes, note.Note{Code: "encoding.invalid", Level: note.Warning, Line: c.line,
			Message: "bytes that are no UTF-8 became \uFFFD"})
	}
	c.emit(rec)
}

// lineReader reads lines up to a limit. Of longer ones it keeps nothing.
type lineReader struct {
	r     *bufio.Reader
	pos   int64
	limit int
}

func (l *lineReader) next() (line []byte, tooLong bool, err error) {
	for {
		part, err := l.r.ReadSlice('\n')
		l.pos += int64(len(part))
		if len(line)+len(part) > l.limit+1 {
			tooLong, line = true, nil
		}
		if !tooLong {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, tooLong, err
		}
	}
}

// lineRecord are the keys of a line that have a place in a record. Those of
// artx's own output are in its schema, docs/artx-1.schema.json.
type lineRecord struct {
	Content     *string  `json:"content"`
	Markdown    *string  `json:"markdown"`
	HTML        *string  `json:"html"`
	Path        string   `json:"path"`
	URL         string   `json:"url"`
	Title       string   `json:"title"`
	Authors     []string `json:"authors"`
	Published   string   `json:"published"`
	Updated     string   `json:"updated"`
	Site        string   `json:"site"`
	Lang        string   `json:"lang"`
	Description string   `json:"description"`
	Categories  []string `json:"categories"`
	Tags        []string `json:"tags"`
	Cover       string   `json:"cover"`
	Slug        string   `json:"slug"`
	Source      struct {
		Path string `json:"path"`
	} `json:"source"`
}

// contentKeys are the keys that hold the article, and the reading of each.
var contentKeys = []struct {
	key  string
	kind Kind
	get  func(l *lineRecord) *string
}{
	{"content", Article, func(l *lineRecord) *string { return l.Content }},
	{"markdown", Markdown, func(l *lineRecord) *string { return l.Markdown }},
	{"html", HTML, func(l *lineRecord) *string { return l.HTML }},
}

func parseLine(text []byte) (*Record, error) {
	l, err := readLine(text)
	if err != nil {
		return nil, err
	}
	for _, k := range contentKeys {
		if content := k.get(l); content != nil {
			return l.record(k.kind, *content, members(text))
		}
	}
	return nil, errors.New(`no "content", no "markdown" and no "html"; one of them has to hold the article`)
}

// readLine reads the keys that have a place in a record.
func readLine(text []byte) (*lineRecord, error) {
	l := &lineRecord{}
	if len(text) > 0 && text[0] != '{' {
		return nil, errors.New(`not a JSON object; write one object a line, such as {"path": "a.html", "content": "…"}`)
	}
	err := json.Unmarshal(text, l)
	var wrong *json.UnmarshalTypeError
	if err == nil || !errors.As(err, &wrong) {
		return l, lineError(err)
	}
	// Keys that other programs fill in their own way stay among the members.
	l = &lineRecord{}
	for key, value := range jsonobject.Members(text) {
		quoted, _ := json.Marshal(key)
		err := json.Unmarshal(bytes.Join([][]byte{{'{'}, quoted, {':'}, value, {'}'}}, nil), l)
		if err != nil && holdsArticle(key) {
			return nil, fmt.Errorf("%q is no string; it has to hold the article", key)
		}
	}
	return l, nil
}

func holdsArticle(key string) bool { return key == "content" || key == "markdown" || key == "html" }

func lineError(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("not valid JSON (%w); write one object a line", err)
}

func (l *lineRecord) record(kind Kind, content string, list []Member) (*Record, error) {
	rec := &Record{Name: safePath(cmp.Or(l.Path, l.Source.Path)), URL: l.URL, Kind: kind, Content: []byte(content), Members: list}
	rec.Header = Header{Title: l.Title, Authors: l.Authors, Published: l.Published, Updated: l.Updated, Site: l.Site, Language: l.Lang,
		Excerpt: l.Description, Categories: l.Categories, Tags: l.Tags, Cover: l.Cover, Slug: l.Slug}
	return rec, nil
}

// members are the keys of an object but those that hold the article. Their values
// are copies, so that a record does not keep its line.
func members(text []byte) (list []Member) {
	for key, value := range jsonobject.Members(text) {
		if !holdsArticle(key) {
			list = append(list, Member{Key: key, Value: bytes.Clone(value)})
		}
	}
	return list
}
