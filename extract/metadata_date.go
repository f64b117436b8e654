package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageTime is a time element or another one that is marked as a date.
type pageTime struct {
	value, text, hint string
	at                int
}

func (h *pageHead) visibleTime(n *html.Node, at int) {
	if n.DataAtom == atom.Time && len(h.times) < 50 {
		h.times = append(h.times, pageTime{pageAttr(n, "datetime"), nodeText(n, 100), pageAttr(n, "itemprop") + " " + pageAttr(n, "class"), at})
	}
}

func (h *pageHead) dates(address string) (published, updated string) {
	published = firstNonEmpty(h.ld.main.text("datePublished"), h.ld.main.text("dateCreated"),
		h.first("article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "parsely-pub-date", "pubdate", "publish_date", "sailthru.date"))
	updated = firstNonEmpty(h.ld.main.text("dateModified"), h.first("article:modified_time", "og:updated_time", "datemodified", "last-modified"))
	if published == "" && len(h.times) > 0 {
		published = h.times[0].value
	}
	return strings.TrimSpace(published), strings.TrimSpace(updated)
}
