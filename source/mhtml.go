package source

import (
	"cmp"
	"path"
	"strings"
)

// isMHTML tells a saved page from a message: browsers say so in From or by a
// field of their own, or nobody has sent it; its name decides where both may be.
func isMHTML(h *head) bool {
	f := mailFields(h.data)
	if !isMail(f) && f["content-location"] == "" {
		return false
	}
	switch {
	case f["snapshot-content-location"] != "", strings.HasPrefix(strings.ToLower(f["from"]), "<saved by"):
		return true
	case f["content-location"] != "" && f["mime-version"] != "":
		return true
	}
	ext := path.Ext(h.name)
	related := strings.HasPrefix(strings.ToLower(f["content-type"]), "multipart/related")
	return related && (ext == ".mht" || ext == ".mhtml" || f["to"] == "" && f["received"] == "" && f["message-id"] == "")
}

// readMHTML reads a page that a browser saved with what belongs to it: RFC 2557,
// and what Chromium and Internet Explorer write.
func readMHTML(c *container) {
	c = c.single()
	if !c.begin(c.offset) {
		return
	}
	header, m, err := c.readMessage(c.stream)
	if err != nil {
		c.fail(c.offset, "", err)
		return
	}
	start := m.start(header.Get("Snapshot-Content-Location"))
	if start == nil {
		c.fail(c.offset, "", firstError(m.err, errNoPage))
		return
	}
	rec := &Record{Offset: c.offset, Kind: Page, Content: start.content, assets: m.files}
	if rec.URL = cmp.Or(header.Get("Snapshot-Content-Location"), start.location); !isWebAddress(rec.URL) {
		rec.URL = ""
	}
	rec.Name = c.recordName()
	rec.Header.Title = decodeHeader(header.Get("Subject"))
	rec.Header.Captured = isoDate(header.Get("Date"))
	if m.err != nil && (!c.fail(c.offset, rec.Name, m.err) || start.broken) {
		return
	}
	c.emit(rec)
}

// start is the page itself among its frames: the part of its address, or else
// the first that is HTML (RFC 2387, 3.2).
func (m *mailParts) start(address string) *part {
	var first *part
	for i := range m.texts {
		p := &m.texts[i]
		if p.kind == "text/plain" {
			continue
		}
		if address != "" && p.location == address {
			return p
		}
		if first == nil {
			first = p
		}
	}
	return first
}
