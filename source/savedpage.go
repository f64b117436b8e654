package source

import (
	"bytes"
	"cmp"
	"errors"
	"html"
	"strings"

	"github.com/artx-cli/artx/source/internal/xmltext"
)

// savers are the programs that save a page as one HTML file, and what each
// leaves in it.
var savers = []struct {
	mark string // in the page
	read func(page []byte) (address, date string)
}{
	{"Page saved with SingleFile", readSingleFile}, // gildas-lormeau/SingleFile
	{"Archive processed by SingleFile", readSingleFile},
	{`name="savepage-url"`, readSavePage}, // Save Page WE
	{" using monolith ", readMonolith},    // Y2Z/monolith
	{"<!-- saved from url=(", readMark},   // the "mark of the web" of Internet Explorer, Edge and Chromium
}

func isSavedPage(h *head) bool {
	address, _ := savedBy(h.text())
	return address != ""
}

// insideMarkup tells whether the place i is in a comment or a tag.
func insideMarkup(text []byte, i int) bool {
	if bytes.HasPrefix(text[i:], []byte("<!--")) {
		return true
	}
	before := text[:i]
	if open := bytes.LastIndex(before, []byte("<!--")); open >= 0 && !bytes.Contains(before[open:], []byte("-->")) {
		return true
	}
	return bytes.LastIndexByte(before, '<') > bytes.LastIndexByte(before, '>')
}

// readSavedPage reads a page that a program saved as one file, its pictures in
// data: URLs.
func readSavedPage(c *container) {
	c = c.single()
	if !c.begin(c.offset) {
		return
	}
	page, err := c.readAll(c.stream)
	if err == nil && len(page) == 0 {
		err = errors.New("the file is empty")
	}
	if err != nil {
		c.fail(c.offset, c.recordName(), err)
		return
	}
	rec := &Record{Name: c.recordName(), Offset: c.offset, Kind: Page, Content: page, assets: c.assets}
	rec.saved()
	c.emit(rec)
}

// saved takes from a page what the program left in it that saved it.
func (r *Record) saved() {
	address, date := savedBy(r.Content)
	if address != "" {
		r.Kind, r.URL, r.Header.Captured = Page, address, isoDate(date)
	}
}

// savedBy returns the address and the date that a program left in a page, "" if
// none did.
func savedBy(text []byte) (address, date string) {
	if i := bytes.IndexByte(text, '<'); i < 0 || len(bytes.TrimSpace(text[:i])) > 0 {
		return "", ""
	}
	for _, s := range savers {
		if i := bytes.Index(text, []byte(s.mark)); i >= 0 && insideMarkup(text, i) {
			if address, date = s.read(text); address != "" {
				return address, date
			}
		}
	}
	return "", ""
}

// readSingleFile reads the comment behind <html>: lines "url: …" and "saved
// date: …".
func readSingleFile(page []byte) (address, date string) {
	i := bytes.Index(page, []byte("by SingleFile"))
	if j := bytes.Index(page, []byte("with SingleFile")); j >= 0 && (i < 0 || j < i) {
		i = j
	}
	if i < 0 {
		return "", ""
	}
	comment, _, _ := bytes.Cut(page[i:], []byte("-->"))
	for line := range strings.SplitSeq(string(comment), "\n") {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch key {
		case "url":
			address = strings.TrimSpace(value)
		case "saved date":
			date = strings.TrimSpace(value)
		}
	}
	return webAddress(address), date
}

// readSavePage reads <meta name="savepage-url"> and its like.
func readSavePage(page []byte) (address, date string) {
	return webAddress(cmp.Or(savePageMeta(page, "savepage-url"), savePageMeta(page, "savepage-from"))), savePageMeta(page, "savepage-date")
}

func savePageMeta(page []byte, name string) string {
	i := bytes.Index(page, []byte(`<meta name="`+name+`"`))
	if i < 0 {
		return ""
	}
	return xmltext.Element{Attrs: xmltext.TagAt(page, i).Body}.Attr("content")
}

// readMonolith reads "<!-- Saved from ADDRESS at DATE using monolith vN -->".
func readMonolith(page []byte) (address, date string) {
	_, rest, _ := bytes.Cut(page, []byte("<!-- Saved from "))
	comment, _, _ := bytes.Cut(rest, []byte("-->"))
	said, _, ok := strings.Cut(string(comment), " using monolith ")
	if !ok {
		return "", ""
	}
	i := strings.LastIndex(said, " at ")
	if i < 0 {
		return webAddress(said), ""
	}
	return webAddress(said[:i]), said[i+len(" at "):]
}

// readMark reads "<!-- saved from url=(0025)https://example.com/a -->", whose
// number is the length of the address.
func readMark(page []byte) (address, date string) {
	_, rest, _ := bytes.Cut(page, []byte("<!-- saved from url=("))
	comment, _, _ := bytes.Cut(rest, []byte("-->"))
	_, said, _ := strings.Cut(string(comment), ")")
	return webAddress(strings.TrimSpace(said)), ""
}

// webAddress is the address of a page on the web that is written in HTML, and ""
// for those of other kinds, such as "local source" or "about:internet".
func webAddress(s string) string {
	if s = html.UnescapeString(strings.TrimSpace(s)); isWebAddress(s) {
		return s
	}
	return ""
}
