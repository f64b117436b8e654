package extract

import (
	"strings"
)

// titleSeparators stand between a headline and the site's name or section.
var titleSeparators = []string{" | ", " – ", " — ", " - ", " · ", " • ", " » ", " « ", " :: ", " / ", " > ", " ~ ", "|", "｜", " ‹ ", " › ", " ‣ ", "_", " – "}

// headline weighs <title>, og:title, JSON-LD and the h1 elements.
func (h *pageHead) headline(site, address string) string {
	names := h.siteNames(site, address)
	var written []string
	for _, t := range []string{h.ldHeadline(), h.first("og:title"), h.first("twitter:title"), h.title, h.first("dc.title", "title", "headline", "citation_title")} {
		if t = oneLine(t); t != "" {
			written = append(written, t)
		}
	}
	best, bestScore := "", 0.0
	for i, head := range h.headings {
		score := 0.0
		for _, w := range written {
			score = max(score, titleOverlap(head.text, stripSite(w, names, "")))
		}
		score -= 0.02 * float64(i)
		if score > bestScore {
			best, bestScore = head.text, score
		}
	}
	if bestScore >= 0.5 {
		return stripSite(best, names, "")
	}
	if len(written) == 0 {
		if len(h.headings) > 0 {
			return h.headings[0].text
		}
		return ""
	}
	short := ""
	if len(h.headings) > 0 {
		short = h.headings[0].text
	}
	if t := oneLine(h.first("og:title")); t != "" {
		return stripSite(t, names, short)
	}
	return stripSite(written[0], names, short)
}

func (h *pageHead) ldHeadline() string {
	return firstNonEmpty(h.ld.main.text("headline"), h.ld.main.text("name"))
}

// siteNames are the folded names that the site goes by.
func (h *pageHead) siteNames(site, address string) []string {
	host := hostOf(address)
	label, _, _ := strings.Cut(host, ".")
	var out []string
	for _, s := range []string{site, h.ld.site, h.ld.publisher, h.first("og:site_name"), h.first("application-name"), h.first("apple-mobile-web-app-title"), host, label} {
		if f := foldName(s); f != "" {
			out = appendNew(out, f)
		}
	}
	if i := strings.LastIndexByte(host, '.'); i > 0 {
		registered := host[:i]
		out = appendNew(out, foldName(registered[strings.LastIndexByte(registered, '.')+1:]))
	}
	return out
}

// foldName keeps a name's letters and digits, lower-cased.
func foldName(s string) string {
	var b strings.Builder
	eachWord(s, func(w string) bool { b.WriteString(w); return true })
	return b.String()
}

// stripSite cuts the site's name from an end of title; if short is given, a
// title that begins with it and a separator is cut to it.
func stripSite(title string, names []string, short string) string {
	for range 3 {
		cut := false
		for _, sep := range titleSeparators {
			if i := strings.LastIndex(title, sep); i > 0 && isSiteName(title[i+len(sep):], names) {
				title, cut = strings.TrimSpace(title[:i]), true
				break
			}
			if i := strings.Index(title, sep); i > 0 && isSiteName(title[:i], names) {
				title, cut = strings.TrimSpace(title[i+len(sep):]), true
				break
			}
		}
		if !cut {
			break
		}
	}
	return title
}

func isSiteName(part string, names []string) bool {
	f := foldName(part)
	if f == "" {
		return true
	}
	for _, n := range names {
		if f == n || len(n) > 3 && len(f) > 3 && (strings.HasPrefix(f, n) || strings.HasPrefix(n, f)) {
			return true
		}
	}
	return false
}

// titleOverlap is the share of words that two titles have in common, from 0 to 1.
func titleOverlap(a, b string) float64 {
	wa, wb := titleWords(a), titleWords(b)
	if len(wa) == 0 || len(wb) == 0 {
		return 0
	}
	common := 0
	for w := range wa {
		if wb[w] {
			common++
		}
	}
	return 2 * float64(common) / float64(len(wa)+len(wb))
}

func titleWords(s string) map[string]bool {
	words := map[string]bool{}
	eachWord(s, func(w string) bool {
		words[w] = true
		return len(words) < 100
	})
	return words
}
