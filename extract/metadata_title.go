package extract

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"
)

// titleSeparators stand between a headline and the site's name or section.
var titleSeparators = []string{" | ", " – ", " — ", " - ", " · ", " • ", " » ", " « ", " :: ", " : ", " / ", " > ", " ~ ", " ‹ ", " › ", " ‣ ", " ⋆ ", "｜", "|", "_", ": "}

// Places that give a title.
const (
	inTitle = iota
	inTitleSite
	inTitleFirst
	inTitleLast
	inTitleMore
	inOG
	inOGSite
	inOGFirst
	inLD
	inLDSite
	inH1
	inH1Site
	inOtherMeta
	titlePlaces
)

// titlePlaceNames are the places as a person knows them; part of a title is one
// too.
var titlePlaceNames = [titlePlaces]string{"<title>", "<title>", "<title>", "<title>", "<title>", "og:title", "og:title", "og:title",
	"JSON-LD", "JSON-LD", "<h1>", "<h1>", "<meta>"}

// separatorBytes are the bytes, beside spaces, that titleSeparators begin with.
var separatorBytes = func() (starts [256]bool) {
	for _, sep := range titleSeparators {
		starts[strings.TrimLeft(sep, " ")[0]] = true
	}
	return starts
}()

// mayBeSeparated tells whether there can be a separator in title. Most have
// none, and need not be searched for each.
func mayBeSeparated(title string) bool {
	for i := range len(title) {
		if separatorBytes[title[i]] {
			return true
		}
	}
	return false
}

// unseen are characters that do not show.
var unseen = strings.NewReplacer("\u200b", "", "\ufeff", "", "\u00ad", "", "\u2060", "")

// withoutUnseen removes characters that do not show from s.
func withoutUnseen(s string) string {
	if isASCII(s) {
		return s
	}
	return unseen.Replace(s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// titleEdges are left at the ends of a title when what they parted is gone.
const titleEdges = " |·•⋆»«"

// titleCandidates gathers what may be the headline.
func (h *pageHead) titleCandidates(site, address string, kinds typeScores) []candidate {
	names := h.siteNames(site, address)
	t := newValueTally(titlePlaces)
	var out []candidate
	add := func(text string, place int) {
		text = strings.Trim(oneLine(withoutUnseen(text)), titleEdges)
		key := looseKey(text)
		if key == "" || len(text) > 400 {
			return
		}
		c, isNew := t.at(key)
		if isNew {
			if len(out) >= 30 {
				return
			}
			out = append(out, candidate{text: text, key: key})
		}
		c.places[place]++
	}
	ld, og := oneLine(unescape(h.ldHeadline())), h.first("og:title")
	add(h.title, inTitle)
	add(stripSite(h.title, names), inTitleSite)
	first, last, second := cutTitle(h.title)
	add(first, inTitleFirst)
	add(last, inTitleLast)
	add(second, inTitleMore)
	add(og, inOG)
	add(stripSite(og, names), inOGSite)
	first, _, _ = cutTitle(og)
	add(first, inOGFirst)
	add(ld, inLD)
	add(stripSite(ld, names), inLDSite)
	for i, head := range h.headings {
		if i < 5 {
			add(head.text, inH1)
			add(stripSite(head.text, names), inH1Site)
		}
	}
	add(h.first("twitter:title"), inOtherMeta)
	add(h.first("dc.title", "citation_title", "headline", "title"), inOtherMeta)
	page := h.titleWordsOf(og, ld, address)
	for i := range out {
		c, _ := t.at(out[i].key)
		out[i].places = c.places
		h.titleFeatures(&out[i], c.first, names, page)
		kinds.features(&out[i].features)
	}
	return out
}

// pageTitles are the words of what a page calls itself, to compare candidates
// with.
type pageTitles struct {
	key                    string   // of the title element
	headings               []string // keys
	h1, title, og, ld, url map[string]bool
}

func (h *pageHead) titleWordsOf(og, ld, address string) *pageTitles {
	p := &pageTitles{key: looseKey(h.title), title: titleWords(h.title), og: titleWords(og), ld: titleWords(ld), url: slugWords(address)}
	for i, head := range h.headings {
		p.headings = append(p.headings, looseKey(head.text))
		if i == 0 {
			p.h1 = titleWords(head.text)
		}
	}
	return p
}

func (h *pageHead) titleFeatures(c *candidate, order int, names []string, page *pageTitles) {
	f := &c.features
	agree := float32(0)
	for _, n := range c.places {
		f.add("place", min(n, 2))
		agree += b2f(n > 0)
	}
	f.add("agree", agree)
	words := titleWords(c.text)
	f.add("order", float32(order))
	f.add("heading", float32(slices.Index(page.headings, c.key)))
	f.add("headings", float32(len(h.headings)))
	f.add("overlapH1", float32(wordOverlap(words, page.h1)))
	f.add("overlapTitle", float32(wordOverlap(words, page.title)))
	f.add("overlapOG", float32(wordOverlap(words, page.og)))
	f.add("overlapLD", float32(wordOverlap(words, page.ld)))
	f.add("h1Title", float32(wordOverlap(page.h1, page.title)))
	f.add("begins", b2f(c.key != "" && strings.HasPrefix(page.key, c.key)))
	f.add("site", b2f(isSiteName(c.text, names)))
	f.add("words", float32(len(words)))
	f.add("chars", float32(len([]rune(c.text))))
	f.add("longer", float32(len(words)-len(page.h1)))
	_, _, more := cutTitle(c.text)
	f.add("separated", b2f(more != ""))
	common := 0
	for w := range words {
		if page.url[w] {
			common++
		}
	}
	f.add("slug", ratio(float32(common), float32(len(words))))
	f.add("slugCovered", ratio(float32(common), float32(len(page.url))))
	f.add("slugWords", float32(len(page.url)))
	f.add("article", b2f(strings.Contains(h.first("og:type"), "article")))
	f.add("ldArticle", b2f(h.ld.main.is("Article", "NewsArticle", "BlogPosting", "TechArticle")))
	f.add("ldProduct", b2f(h.ld.main.is("Product", "ProductGroup")))
	f.add("ldQuestion", b2f(h.ld.main.is("Question", "FAQPage")))
	f.add("ldPage", b2f(h.ld.main.is("WebPage", "CollectionPage")))
}

var apostrophes = strings.NewReplacer("'", "", "’", "")

// looseKey is a title's letters and digits with single spaces between words.
func looseKey(s string) string {
	var b strings.Builder
	if strings.IndexByte(s, '\'') >= 0 || !isASCII(s) {
		s = apostrophes.Replace(s)
	}
	eachWord(s, func(w string) bool {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w)
		return true
	})
	return b.String()
}

// cutTitle is title up to its first separator, up to its last, and what
// follows the first; without a separator title itself, and "".
func cutTitle(title string) (first, last, more string) {
	if !mayBeSeparated(title) {
		return title, title, ""
	}
	from, to := len(title), -1
	for _, sep := range titleSeparators {
		if i := strings.Index(title, sep); i > 0 && i < from {
			from, more = i, title[i+len(sep):]
		}
		if i := strings.LastIndex(title, sep); i > to {
			to = i
		}
	}
	if to < 0 {
		return title, title, ""
	}
	return title[:from], title[:to], more
}

func slugWords(address string) map[string]bool {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	path := strings.Trim(u.Path, "/")
	slug := path[strings.LastIndexByte(path, '/')+1:]
	slug = strings.TrimSuffix(strings.TrimSuffix(slug, ".html"), ".htm")
	return titleWords(slug)
}

// roughTitle is what the head calls the page, without the site's name.
func (h *pageHead) roughTitle(site, address string) string {
	return stripSite(firstNonEmpty(h.first("og:title"), h.title, h.ldHeadline()), h.siteNames(site, address))
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

// stripSite cuts the site's name from the ends of a title.
func stripSite(title string, names []string) string {
	for range 3 {
		if !mayBeSeparated(title) {
			break
		}
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

// wordOverlap is the share of words that two titles have in common, from 0 to 1.
func wordOverlap(wa, wb map[string]bool) float64 {
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
