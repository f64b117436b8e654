package extract

import (
	"strings"

	"golang.org/x/net/html"
)

// pageByline is an element that is marked as naming the author.
type pageByline struct {
	text string
	rank int
	at   int
}

// pageLine is a short visible text near the top of the page.
type pageLine struct {
	text string
	at   int
}

func (h *pageHead) visible(n *html.Node, at int) {
	h.visibleTime(n, at)
	if len(h.bylines) >= 40 {
		return
	}
	rank := 0
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "rel":
			if strings.Contains(a.Val, "author") {
				rank = max(rank, 3)
			}
		case "itemprop":
			if strings.Contains(a.Val, "author") {
				rank = max(rank, 4)
			}
		}
	}
	if rank > 0 && n.Data != "link" && n.Data != "meta" {
		if t := nodeText(n, 200); t != "" && len(t) < 200 {
			h.bylines = append(h.bylines, pageByline{t, rank, at})
		}
	}
}

// authors weighs JSON-LD, meta and marked bylines.
func (h *pageHead) authors(site string) []string {
	var names []string
	for _, a := range h.ld.list(h.ld.main["author"]) {
		names = appendNames(names, a.text("name"))
	}
	if len(names) > 0 {
		return names
	}
	for _, key := range []string{"author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "citation_author", "byl"} {
		for _, v := range h.meta[key] {
			names = appendNames(names, v)
		}
		if len(names) > 0 {
			return names
		}
	}
	for _, b := range h.bylines {
		if names = appendNames(names, b.text); len(names) > 0 {
			return names
		}
	}
	return nil
}

// appendNames adds the person names of a byline.
func appendNames(list []string, byline string) []string {
	s := oneLine(byline)
	for _, prefix := range []string{"written by ", "posted by ", "by ", "by: ", "author: ", "von "} {
		if len(s) > len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
			s = s[len(prefix):]
		}
	}
	if s == "" || len(s) > 120 || strings.Contains(s, "://") || strings.HasPrefix(s, "@") {
		return list
	}
	return appendNew(list, strings.TrimSpace(s))
}
