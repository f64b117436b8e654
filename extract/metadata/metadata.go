package metadata

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/pagetype"
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

// Head is everything a page holds that may become metadata, gathered in
// one walk over the tree.
type Head struct {
	lang, base, Title string
	Meta              map[string][]string // by lower-cased name, property or itemprop
	Links             map[string][]string // href by lower-cased rel
	Ld                linkedData
	ldScripts         []string
	Headings          []Heading
	tagLinks          []tagLink
	marked            []string // texts of further headings that are marked as headlines
	paged             []string // links to what may be the page's further parts
	Bylines           []Byline
	classPlaces       map[string]int // what class names say of bylines, see bylinePlace
	Dates             []Date
	label             string // the last text, if it may name a date; see noteLabel
	labelAt           int
	TimeCount         int  // time elements
	Thread            bool // an element says that the page is a thread
}

// Heading is an h1, or what stands for one.
type Heading struct {
	node *html.Node
	text string
	at   int // position among the page's elements
}

// Read gathers what a page says of itself in one walk. The tree is not changed.
func Read(doc *html.Node) *Head {
	h := &Head{
		Meta:        map[string][]string{},
		Links:       map[string][]string{},
		classPlaces: map[string]int{},
	}
	at := 0
	for n := doc; n != nil; {
		if n.Type == html.ElementNode {
			at++
			h.element(n, at)
			if dom.IsUnseen(n) && n.DataAtom != atom.Head {
				n = dom.NextAfter(n)
				continue
			}
		} else if n.Type == html.TextNode {
			h.visibleDate(n, at)
			h.visibleByline(n, at)
			h.noteLabel(n.Data, at)
		}
		n = dom.NextNode(n)
	}
	h.Ld = ParseLinkedData(h.ldScripts)
	return h
}

func (h *Head) element(n *html.Node, at int) {
	switch n.DataAtom {
	case atom.Html:
		h.lang = dom.FirstNonEmpty(dom.AttrOnce(n, "lang"), dom.AttrOnce(n, "xml:lang"))
	case atom.Base:
		h.base = dom.FirstNonEmpty(h.base, dom.AttrOnce(n, "href"))
	case atom.Title:
		if h.Title == "" && n.Namespace == "" && n.FirstChild != nil {
			h.Title = dom.OneLine(dom.Shorten(n.FirstChild.Data, maxTitleBytes))
		}
	case atom.Meta:
		h.addMeta(n)
	case atom.Link:
		h.addLink(n)
	case atom.A:
		h.noteTag(n)
		if href := dom.AttrOnce(n, "href"); len(h.paged) < 50 && pageNumber(href) > 1 {
			h.paged = append(h.paged, href)
		}
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(dom.AttrOnce(n, "type")), "application/ld+json") && n.FirstChild != nil {
			h.ldScripts = append(h.ldScripts, n.FirstChild.Data)
		}
	case atom.H1:
		if text := dom.NodeText(n, 500); text != "" && len(h.Headings) < 20 {
			h.Headings = append(h.Headings, Heading{n, text, at})
		}
	}
	if dom.Headings[n.DataAtom] && n.DataAtom != atom.H1 {
		h.noteTitle(n)
	}
	if n.DataAtom == atom.Time {
		h.TimeCount++
	}
	h.Thread = h.Thread || marksThread(n)
	if n.DataAtom != atom.Meta && n.DataAtom != atom.Link && n.DataAtom != atom.Script {
		h.visibleDate(n, at)
		h.visibleByline(n, at)
	}
}

func (h *Head) addMeta(n *html.Node) {
	content := strings.TrimSpace(dom.Shorten(dom.AttrOnce(n, "content"), MaxMetaBytes))
	if content == "" {
		return
	}
	if dom.AttrOnce(n, "name") == "script:ld+json" { // Remix writes JSON-LD so where its version is too old for it
		h.ldScripts = append(h.ldScripts, content)
		return
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		if name := strings.ToLower(strings.TrimSpace(dom.AttrOnce(n, key))); name != "" {
			if len(h.Meta[name]) < maxMetaValues {
				h.Meta[name] = append(h.Meta[name], html.UnescapeString(content))
			}
		}
	}
}

func (h *Head) addLink(n *html.Node) {
	href := strings.TrimSpace(dom.AttrOnce(n, "href"))
	if href == "" {
		return
	}
	for _, rel := range strings.Fields(strings.ToLower(dom.AttrOnce(n, "rel"))) {
		if len(h.Links[rel]) < 20 {
			h.Links[rel] = append(h.Links[rel], href)
		}
	}
}

// Bounds on what is read of hostile heads.
const (
	maxTitleBytes = 2000
	MaxMetaBytes  = 10_000
	maxMetaValues = 100
)

// First is the first value of the first of the names that has one.
func (h *Head) First(names ...string) string {
	for _, name := range names {
		if v := h.Meta[name]; len(v) > 0 {
			return dom.OneLine(v[0])
		}
	}
	return ""
}

// Metadata reads what needs no weighing; [pageHead.rank] adds the rest.
func (h *Head) Metadata(pageURL string) Metadata {
	m := Metadata{
		URL:         h.Address(pageURL),
		Lang:        h.language(),
		Description: h.description(),
		Tags:        h.tags(),
	}
	base := h.baseURL(dom.FirstNonEmpty(pageURL, m.URL))
	m.Site = h.Site(m.URL)
	m.Cover = absolute(base, h.cover())
	m.NextPages = h.nextPages(base)
	return m
}

// Rank fills in title, authors and dates: the likeliest of the candidates,
// given what kind of page it is.
func (h *Head) Rank(m *Metadata, pageURL string, kinds pagetype.Scores, trees Trees) {
	address := dom.FirstNonEmpty(pageURL, m.URL)
	m.Origins = map[string]string{}
	if c := Pick(h.ofArticle(h.TitleCandidates(m.Site, address, kinds)), trees.Titles, NoBar); c != nil {
		m.Title, m.Origins["title"] = h.settleTitle(c.Text, m.Site, address), c.Origin(TitlePlaceNames[:])
	}
	if c := h.ChooseAuthors(h.AuthorCandidates(m.Site, kinds), trees.Authors); c != nil {
		m.Authors, m.Origins["authors"] = c.names, c.Origin(AuthorPlaceNames[:])
	}
	h.GatherDates(address)
	if c := h.ChooseDate(h.DateCandidates(address, kinds), trees.Dates); c != nil {
		m.Published, m.Origins["published"] = c.Text, c.Origin(DateSourceNames[:])
	}
	m.Updated = h.updated()
}

// Address is the canonical address of the page, or pageURL made absolute; "" if
// neither is known.
func (h *Head) Address(pageURL string) string {
	base := h.baseURL(pageURL)
	for _, a := range append(h.Links["canonical"], h.First("og:url"), pageURL) {
		if u := absolute(base, a); strings.HasPrefix(u, "http") {
			return u
		}
	}
	return ""
}

func (h *Head) baseURL(page string) *url.URL {
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
func (h *Head) nextPages(page *url.URL) []string {
	own := *page
	own.Fragment = ""
	stem := pageStem(&own)
	var out []string
	if own.Host == "" {
		return nil // without the page's own address there is nothing to compare
	}
	for _, ref := range append(slices.Clone(h.Links["next"]), h.paged...) {
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

func (h *Head) language() string {
	lang := dom.FirstNonEmpty(h.lang, h.First("content-language", "og:locale", "dc.language", "language"), h.Ld.Main.Text("inLanguage"))
	lang, _, _ = strings.Cut(strings.TrimSpace(lang), ",")
	return strings.ReplaceAll(lang, "_", "-")
}

func (h *Head) description() string {
	return dom.FirstNonEmpty(h.First("description", "og:description", "twitter:description", "dc.description"),
		dom.OneLine(h.Ld.Main.Text("description")))
}

func (h *Head) cover() string {
	return dom.FirstNonEmpty(h.First("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src"),
		h.Ld.Main.address("image"), h.Ld.Main.address("thumbnailUrl"))
}

// Site is the name that the page gives its site, or the host's.
func (h *Head) Site(address string) string {
	if s := dom.FirstNonEmpty(h.First("og:site_name", "application-name", "al:ios:app_name"), h.Ld.site, h.Ld.publisher); s != "" {
		return s
	}
	host := hostOf(address)
	return dom.FirstNonEmpty(h.siteInTitle(host), host)
}

// siteInTitle is the part at an end of the title that is the host's name as
// people write it.
func (h *Head) siteInTitle(host string) string {
	label, _, _ := strings.Cut(host, ".")
	for _, sep := range titleSeparators {
		if i := strings.LastIndex(h.Title, sep); i > 0 && foldName(h.Title[i+len(sep):]) == foldName(label) {
			return strings.TrimSpace(h.Title[i+len(sep):])
		}
		if i := strings.Index(h.Title, sep); i > 0 && foldName(h.Title[:i]) == foldName(label) {
			return strings.TrimSpace(h.Title[:i])
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

func appendNew(list []string, s string) []string {
	for _, t := range list {
		if t == s {
			return list
		}
	}
	return append(list, s)
}

// StatedKind is the kind that the page's data says it is, "" if it says none
// that can be relied on. Of pages whose JSON-LD says article nineteen in twenty
// are one, or documentation; of those that say it of a posting in a forum, or
// bear the mark of a thread, all are; of those about one product that is for
// sale nine in ten.
func (h *Head) StatedKind() string {
	switch main := h.Ld.Main; {
	case main.Is("DiscussionForumPosting") || h.Thread:
		return pagetype.Forum
	case h.isArticle():
		return pagetype.Article
	case main.Is("Product", "ProductGroup") && main["offers"] != nil:
		return pagetype.Product
	}
	return ""
}

// threadMarks are what forums write on the html or body element of a thread:
// a word of an attribute.
var threadMarks = []struct{ attribute, word string }{
	{"class", "section-viewtopic"},   // phpBB 3
	{"data-template", "thread_view"}, // XenForo 2
	{"class", "question-page"},       // Stack Exchange
	{"class", "pg_viewthread"},       // Discuz! X
	{"data-pagecontroller", "topic"}, // Invision Community 4
	{"class", "page-topic"},          // NodeBB
	{"class", "template-topic"},      // NodeBB 3
	{"class", "bbp-topic"},           // bbPress
	{"class", "single-topic"},        // bbPress
}

// marksThread reports whether an element says that the page is a thread.
func marksThread(n *html.Node) bool {
	if t := dom.AttrOnce(n, "itemtype"); strings.HasSuffix(t, "/DiscussionForumPosting") || strings.HasSuffix(t, "/QAPage") {
		return true
	}
	if n.DataAtom != atom.Html && n.DataAtom != atom.Body {
		return false
	}
	return slices.ContainsFunc(threadMarks, func(m struct{ attribute, word string }) bool {
		return slices.Contains(strings.Fields(dom.AttrOnce(n, m.attribute)), m.word)
	})
}
