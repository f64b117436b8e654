package source

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/artx-cli/artx/source/internal/limit"
)

// readSubstack reads an export of Substack: posts.csv, whose columns are found
// by their names, and the HTML of each post in posts/ID.html. Of a thread, and
// of an episode without a text, there is none.
func readSubstack(z *zipFile) {
	c := z.c
	r, err := z.open(z.find("posts.csv"))
	if err != nil {
		c.end(0, err)
		return
	}
	defer func() { _ = r.Close() }() // it was only read
	rows := csv.NewReader(&capped{r, c.opt.MaxSize, c.opt.MaxSize})
	rows.FieldsPerRecord, rows.LazyQuotes = -1, true
	names, err := rows.Read()
	if err != nil {
		c.end(0, fmt.Errorf("posts.csv: %w", err))
		return
	}
	for !c.stopped && !z.exhausted() {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		offset := rows.InputOffset()
		if !c.begin(offset) {
			continue
		}
		if err != nil {
			c.fail(offset, "", fmt.Errorf("posts.csv: %w", err))
			var parse *csv.ParseError
			if errors.As(err, &parse) {
				continue
			}
			return
		}
		z.substackPost(offset, columns(names, row))
	}
}

// capped fails where a reader gives more than left.
type capped struct {
	r           io.Reader
	left, limit int64
}

func (l *capped) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	if l.left -= int64(n); l.left < 0 {
		return 0, limit.TooLarge(l.limit)
	}
	return n, err
}

// columns are the values of a row by the names of their columns.
func columns(names, row []string) map[string]string {
	values := map[string]string{}
	for i, name := range names {
		if i < len(row) {
			values[strings.TrimSpace(strings.TrimPrefix(name, "\uFEFF"))] = strings.TrimSpace(row[i])
		}
	}
	return values
}

func (z *zipFile) substackPost(offset int64, row map[string]string) {
	c, id := z.c, row["post_id"]
	name := "posts/" + id + ".html"
	f := z.find(name)
	if f == nil {
		c.skip(offset, cmp.Or(row["title"], id), "no text: "+cmp.Or(row["type"], "post"))
		return
	}
	data, err := z.bytes(f)
	if err != nil {
		c.fail(offset, name, err)
		return
	}
	rec := &Record{Name: name, Offset: offset, Kind: HTML, Content: data, assets: z.beside(safePath(f.Name))}
	h := &rec.Header
	h.Title, h.Excerpt, h.Published = row["title"], row["subtitle"], isoDate(row["post_date"])
	if _, slug, ok := strings.Cut(id, "."); ok {
		h.Slug = slug
	}
	if kind := row["type"]; kind != "newsletter" {
		h.Type = kind
	}
	if !strings.EqualFold(row["is_published"], "true") {
		h.Status = "draft"
	}
	h.addEnclosure(Enclosure{URL: row["podcast_url"]})
	c.emit(rec)
}
