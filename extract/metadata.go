package extract

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Metadata is what a page says of itself. What it does not say is empty.
type Metadata struct {
	Title       string   // the headline, without the site's name
	Authors     []string // names alone
	Published   string   // RFC 3339; a source without a zone or a time stays so
	Updated     string   // as Published
	URL         string   // canonical address
	Site        string   // the site's name
	Lang        string   // BCP 47
	Description string
	Cover       string // address of the picture that stands for the page
	Tags        []string
	NextPages   []string // addresses of the further pages of the same article

	// Origins tells where title, authors and published, by these names, were
	// found: all places that agree, such as "JSON-LD, <h1>".
	Origins map[string]string
}

// pageHead is everything a page holds that may become metadata, gathered in
// one walk over the tree.
type pageHead struct {
	lang, base, title string
	meta              map[string][]string // by lower-cased name, property or itemprop
	links             map[string][]string // href by lower-cased rel
	ld                linkedData
	ldScripts         []string
	headings          []pageHeading
	paged             []string // links to what may be the page's further parts
	bylines           []pageByline
	classPlaces       map[string]int // what class names say of bylines, see bylinePlace
	dates             []pageDate
	label             string // the last text, if it may name a date; see noteLabel
	labelAt           int
	timeCount         int  // time elements
	thread            bool // an element says that the page is a thread
}

// pageHeading is an h1, or what stands for one.
type pageHeading struct {
	node *html.Node
	text string
	at   int // position among the page's elements
}

func readHead(doc *html.Node) *pageHead {
	h := &pageHead{
		meta:        map[string][]string{},
		links:       map[string][]string{},
		classPlaces: map[string]int{},
	}
	at := 0
	for n := doc; n != nil; {
		if n.Type == html.ElementNode {
			at++
			h.element(n, at)
			if isUnseen(n) && n.DataAtom != atom.Head {
				n = nextAfter(n)
				continue
			}
		} else if n.Type == html.TextNode {
			h.visibleDate(n, at)
			h.visibleByline(n, at)
			h.noteLabel(n.Data, at)
		}
		n = nextNode(n)
	}
	h.ld = parseLinkedData(h.ldScripts)
	return h
}

func (h *pageHead) element(n *html.Node, at int) {
	switch n.DataAtom {
	case atom.Html:
		h.lang = firstNonEmpty(pageAttr(n, "lang"), pageAttr(n, "xml:lang"))
	case atom.Base:
		h.base = firstNonEmpty(h.base, pageAttr(n, "href"))
	case atom.Title:
		if h.title == "" && n.Namespace == "" && n.FirstChild != nil {
			h.title = oneLine(shorten(n.FirstChild.Data, maxTitleBytes))
		}
	case atom.Meta:
		h.addMeta(n)
	case atom.Link:
		h.addLink(n)
	case atom.A:
		if href := pageAttr(n, "href"); len(h.paged) < 50 && pageNumber(href) > 1 {
			h.paged = append(h.paged, href)
		}
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(pageAttr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			h.ldScripts = append(h.ldScripts, n.FirstChild.Data)
		}
	case atom.H1:
		if text := nodeText(n, 500); text != "" && len(h.headings) < 20 {
			h.headings = append(h.headings, pageHeading{n, text, at})
		}
	}
	if n.DataAtom == atom.Time {
		h.timeCount++
	}
	h.thread = h.thread || marksThread(n)
	if n.DataAtom != atom.Meta && n.DataAtom != atom.Link && n.DataAtom != atom.Script {
		h.visibleDate(n, at)
		h.visibleByline(n, at)
	}
}

func (h *pageHead) addMeta(n *html.Node) {
	content := strings.TrimSpace(shorten(pageAttr(n, "content"), maxMetaBytes))
	if content == "" {
		return
	}
	if pageAttr(n, "name") == "script:ld+json" { // Remix writes JSON-LD so where its version is too old for it
		h.ldScripts = append(h.ldScripts, content)
		return
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		if name := strings.ToLower(strings.TrimSpace(pageAttr(n, key))); name != "" {
			if len(h.meta[name]) < maxMetaValues {
				h.meta[name] = append(h.meta[name], html.UnescapeString(content))
			}
		}
	}
}

func (h *pageHead) addLink(n *html.Node) {
	href := strings.TrimSpace(pageAttr(n, "href"))
	if href == "" {
		return
	}
	for _, rel := range strings.Fields(strings.ToLower(pageAttr(n, "rel"))) {
		if len(h.links[rel]) < 20 {
			h.links[rel] = append(h.links[rel], href)
		}
	}
}

// Bounds on what is read of hostile heads.
const (
	maxTitleBytes = 2000
	maxMetaBytes  = 10_000
	maxMetaValues = 100
)

// shorten is s up to n bytes, whole characters.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// first is the first value of the first of the names that has one.
func (h *pageHead) first(names ...string) string {
	for _, name := range names {
		if v := h.meta[name]; len(v) > 0 {
			return oneLine(v[0])
		}
	}
	return ""
}

// metadata reads what needs no weighing; [pageHead.rank] adds the rest.
func (h *pageHead) metadata(pageURL string) Metadata {
	m := Metadata{
		URL:         h.address(pageURL),
		Lang:        h.language(),
		Description: h.description(),
		Tags:        h.tags(),
	}
	base := h.baseURL(firstNonEmpty(pageURL, m.URL))
	m.Site = h.site(m.URL)
	m.Cover = absolute(base, h.cover())
	m.NextPages = h.nextPages(base)
	return m
}

// rank fills in title, authors and dates: the likeliest of the candidates,
// given what kind of page it is.
func (h *pageHead) rank(m *Metadata, pageURL string, kinds typeScores, trees fieldTrees) {
	address := firstNonEmpty(pageURL, m.URL)
	m.Origins = map[string]string{}
	if c := pick(h.titleCandidates(m.Site, address, kinds), trees.titles, noBar); c != nil {
		m.Title, m.Origins["title"] = c.text, c.origin(titlePlaceNames[:])
	}
	if c := h.chooseAuthors(h.authorCandidates(m.Site, kinds), trees.authors); c != nil {
		m.Authors, m.Origins["authors"] = c.names, c.origin(authorPlaceNames[:])
	}
	h.gatherDates(address)
	if c := h.chooseDate(h.dateCandidates(address, kinds), trees.dates); c != nil {
		m.Published, m.Origins["published"] = c.text, c.origin(dateSourceNames[:])
	}
	m.Updated = h.updated()
}

func (h *pageHead) address(pageURL string) string {
	base := h.baseURL(pageURL)
	for _, a := range append(h.links["canonical"], h.first("og:url"), pageURL) {
		if u := absolute(base, a); strings.HasPrefix(u, "http") {
			return u
		}
	}
	return ""
}

func (h *pageHead) baseURL(page string) *url.URL {
	base, err := url.Parse(page)
	if err != nil {
		base = &url.URL{}
	}
	if h.base != "" {
		if b, err := base.Parse(h.base); err == nil {
			return b
		}
	}
	return base
}

// absolute resolves ref against base; an unusable one becomes "".
func absolute(base *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return ""
	}
	u, err := base.Parse(ref)
	if err != nil || u.Scheme == "javascript" || u.Scheme == "data" {
		return ""
	}
	return u.String()
}

// nextPages are the addresses of the article's further pages: those named as
// next, and links, that differ from the page's own by a page number alone.
// Neighbouring posts and chapters, which are often called next, are not.
func (h *pageHead) nextPages(page *url.URL) []string {
	own := *page
	own.Fragment = ""
	stem := pageStem(&own)
	var out []string
	if own.Host == "" {
		return nil // without the page's own address there is nothing to compare
	}
	for _, ref := range append(slices.Clone(h.links["next"]), h.paged...) {
		u, err := page.Parse(strings.TrimSpace(ref))
		if err != nil || len(out) >= 20 {
			continue
		}
		u.Fragment = ""
		if pageNumber(u.String()) > max(1, pageNumber(own.String())) && pageStem(u) == stem {
			out = appendNew(out, u.String())
		}
	}
	return out
}

// pageKeys are the query parameters that number pages.
var pageKeys = []string{"page", "p", "paged", "pg", "seite", "pagina", "pn"}

// pageNumber is the page number in an address: ?page=2, /page/2, /2 or
// /page-2 at its end; 0 without one.
func pageNumber(address string) int {
	path, query, _ := strings.Cut(address, "?")
	query, _, _ = strings.Cut(query, "#")
	for part := range strings.SplitSeq(query, "&") {
		key, value, _ := strings.Cut(part, "=")
		if slices.Contains(pageKeys, key) {
			return smallNumber(value)
		}
	}
	path, _, _ = strings.Cut(path, "#")
	path = strings.TrimSuffix(path, "/")
	last := path[strings.LastIndexByte(path, '/')+1:]
	return smallNumber(strings.TrimPrefix(last, "page-"))
}

// smallNumber reads one to three digits; 0 for anything else.
func smallNumber(s string) int {
	if len(s) == 0 || len(s) > 3 {
		return 0
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// pageStem is an address without its page number.
func pageStem(u *url.URL) string {
	path := strings.TrimSuffix(u.Path, "/")
	if i := strings.LastIndexByte(path, '/'); i >= 0 && smallNumber(strings.TrimPrefix(path[i+1:], "page-")) > 0 {
		path = strings.TrimSuffix(path[:i], "/page")
	}
	query := u.Query()
	for _, key := range pageKeys {
		query.Del(key)
	}
	return u.Host + path + "?" + query.Encode()
}

func (h *pageHead) language() string {
	lang := firstNonEmpty(h.lang, h.first("content-language", "og:locale", "dc.language", "language"), h.ld.main.text("inLanguage"))
	lang, _, _ = strings.Cut(strings.TrimSpace(lang), ",")
	return strings.ReplaceAll(lang, "_", "-")
}

func (h *pageHead) description() string {
	return firstNonEmpty(h.first("description", "og:description", "twitter:description", "dc.description"),
		oneLine(h.ld.main.text("description")))
}

func (h *pageHead) cover() string {
	return firstNonEmpty(h.first("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"),
		h.ld.main.address("image"), h.ld.main.address("thumbnailUrl"))
}

func (h *pageHead) tags() []string {
	var tags []string
	add := func(list string) {
		for _, t := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '、' || r == '，' || r == ';' }) {
			if t = oneLine(t); t != "" && len(tags) < 50 {
				tags = appendNew(tags, t)
			}
		}
	}
	for _, t := range h.meta["article:tag"] {
		add(t)
	}
	if len(tags) == 0 {
		for _, t := range h.ld.main.texts("keywords") {
			add(t)
		}
	}
	if len(tags) == 0 {
		add(h.first("keywords", "news_keywords"))
	}
	return tags
}

// site is the name that the page gives its site, or the host's.
func (h *pageHead) site(address string) string {
	if s := firstNonEmpty(h.first("og:site_name", "application-name", "al:ios:app_name"), h.ld.site, h.ld.publisher); s != "" {
		return s
	}
	host := hostOf(address)
	return firstNonEmpty(h.siteInTitle(host), host)
}

// siteInTitle is the part at an end of the title that is the host's name as
// people write it.
func (h *pageHead) siteInTitle(host string) string {
	label, _, _ := strings.Cut(host, ".")
	for _, sep := range titleSeparators {
		if i := strings.LastIndex(h.title, sep); i > 0 && foldName(h.title[i+len(sep):]) == foldName(label) {
			return strings.TrimSpace(h.title[i+len(sep):])
		}
		if i := strings.Index(h.title, sep); i > 0 && foldName(h.title[:i]) == foldName(label) {
			return strings.TrimSpace(h.title[:i])
		}
	}
	return ""
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

func firstNonEmpty(list ...string) string {
	for _, s := range list {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}

func appendNew(list []string, s string) []string {
	for _, t := range list {
		if t == s {
			return list
		}
	}
	return append(list, s)
}
