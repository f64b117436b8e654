package source

import (
	"cmp"
	"errors"
	"io"
	"strings"
)

var errNoPage = errors.New("no part of it is HTML")

// readEML reads a message, such as a newsletter.
func readEML(c *container) {
	c = c.single()
	if c.begin(c.offset) {
		c.mail(c.offset, c.stream)
	}
}

// mail emits the message that was begun.
func (c *container) mail(offset int64, r io.Reader) bool {
	header, m, err := c.readMessage(r)
	if err != nil {
		if isEOF(err) {
			err = ErrTruncated
		}
		return c.fail(offset, "", err)
	}
	rec := &Record{Offset: offset}
	if len(m.files) > 0 {
		rec.assets = m.files
	}
	var broken bool
	rec.Content, rec.Kind, broken = m.text()
	h := &rec.Header
	h.Title = decodeHeader(header.Get("Subject"))
	h.Authors = addresses(header.Get("From"))
	h.Published = isoDate(header.Get("Date"))
	h.Language, _, _ = strings.Cut(header.Get("Content-Language"), ",")
	h.Site = listName(header.Get("List-Id"))
	// Where a newsletter can be read in a browser (RFC 5064; older ones have it
	// in X-Archived-At).
	if u := strings.Trim(cmp.Or(header.Get("Archived-At"), header.Get("X-Archived-At")), "<> "); isWebAddress(u) {
		rec.URL = u
	}
	// A text that was read whole is not lost with what follows it.
	if m.err != nil && (!c.fail(offset, h.Title, m.err) || broken || len(rec.Content) == 0) {
		return !c.stopped
	}
	if len(m.texts) == 0 {
		c.skip(offset, h.Title, "no text")
		return true
	}
	return c.emit(rec)
}

// listName is the phrase before the identifier in a List-Id (RFC 2919).
func listName(id string) string {
	name, _, _ := strings.Cut(decodeHeader(id), "<")
	return strings.Trim(strings.TrimSpace(name), `"`)
}
