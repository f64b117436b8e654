package metadata

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/pagetype"
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
	inH1Part
	inMarked
	inOtherMeta
	titlePlaces
)

// TitlePlaceNames are the places as a person knows them; part of a title is one
// too.
var TitlePlaceNames = [titlePlaces]string{"<title>", "<title>", "<title>", "<title>", "<title>", "og:title", "og:title", "og:title",
	"JSON-LD", "JSON-LD", "<h1>", "<h1>", "<h1>", "headline", "<meta>"}

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

// trimTitle takes off what is left at the ends of a title when what it parted is
// gone. Guillemets may be the title's quotes: only those without their pair go.
func trimTitle(s string) string {
	s = strings.Trim(s, " |·•⋆│")
	for _, sign := range []string{" -", " –", " —", " :", "›", "‹"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, sign))
	}
	if strings.Count(s, "»") != strings.Count(s, "«") {
		s = strings.Trim(s, " »«")
	}
	return s
}

// TitleCandidates gathers what may be the headline.
func (h *Head) TitleCandidates(site, address string, kinds pagetype.Scores) []Candidate {
	names := h.siteNames(site, address)
	t := newValueTally(titlePlaces)
	var out []Candidate
	spelled := map[string]string{}
	add := func(text string, place int) {
		text = trimTitle(dom.OneLine(withoutUnseen(text)))
		key := LooseKey(text)
		if key == "" || len(text) > 400 {
			return
		}
		c, isNew := t.at(key)
		if isNew {
			if len(out) >= 30 {
				return
			}
			out = append(out, Candidate{Text: text, key: key})
		}
		c.places[place]++
		if place >= inH1 && place <= inMarked && !isCapitals(text) {
			spelled[key] = text
		}
	}
	ld, og := dom.OneLine(unescape(h.ldHeadline())), h.First("og:title")
	add(h.Title, inTitle)
	add(stripSite(h.Title, names), inTitleSite)
	first, last, second := cutTitle(h.Title)
	add(first, inTitleFirst)
	add(last, inTitleLast)
	add(second, inTitleMore)
	add(og, inOG)
	add(stripSite(og, names), inOGSite)
	first, _, _ = cutTitle(og)
	add(first, inOGFirst)
	add(ld, inLD)
	add(stripSite(ld, names), inLDSite)
	for i, head := range h.Headings {
		if i < 5 {
			add(head.text, inH1)
			add(stripSite(head.text, names), inH1Site)
			for _, part := range headingParts(head.node) {
				add(part, inH1Part)
			}
		}
	}
	if len(h.marked) <= maxMarkedTitles {
		for _, text := range h.marked {
			add(text, inMarked)
			add(stripSite(text, names), inMarked)
		}
	}
	add(h.First("twitter:title"), inOtherMeta)
	add(h.First("dc.title", "citation_title", "headline", "title"), inOtherMeta)
	page := h.titleWordsOf(og, ld, address)
	for i := range out {
		c, _ := t.at(out[i].key)
		out[i].places = c.places
		h.titleFeatures(&out[i], c.first, names, page)
		kinds.Features(&out[i].Features)
		out[i].Text = dom.FirstNonEmpty(spelled[out[i].key], out[i].Text) // as readers see it: heads often lose quotes and dashes
	}
	return out
}

// isCapitals reports whether s has capitals alone, which is how a page sets it.
func isCapitals(s string) bool { return s == strings.ToUpper(s) && s != strings.ToLower(s) }

// settleTitle is a chosen title without the site's name behind a sign that
// Chinese and Japanese titles have before it.
func (h *Head) settleTitle(title, site, address string) string {
	return stripTight(title, h.siteNames(site, address))
}

// ofArticle lists the candidates that are not the site's own headline, unless
// there are no others or the page is called so altogether.
func (h *Head) ofArticle(list []Candidate) []Candidate {
	whole := LooseKey(h.Title)
	var out []Candidate
	for _, c := range list {
		if c.key == whole && len(h.marked) == 0 || !h.isSiteHeading(c.key) {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		return list
	}
	return out
}

func (h *Head) isSiteHeading(key string) bool {
	for i := range h.Headings {
		if head := &h.Headings[i]; namesSite(head.node) && LooseKey(head.text) == key {
			return true
		}
	}
	return false
}

// siteClasses are classes and ids of what holds the site's name.
// Origins: WordPress and Jekyll themes, mdBook (menu-title), Bootstrap.
var siteClasses = map[string]bool{
	"site-title": true, "sitetitle": true, "site-name": true, "sitename": true, "blog-title": true, "menu-title": true, "logo": true, "site-logo": true,
	"brand": true, "navbar-brand": true, "masthead-title": true, "site-branding": true,
}

// namesSite reports whether a heading is the site's name: it links to the site's
// first page, or it or its box is called so.
func namesSite(n *html.Node) bool {
	for p, up := n, 0; p != nil && up < 2 && p.DataAtom != atom.Body; p, up = p.Parent, up+1 {
		if siteClasses[dom.AttrOnce(p, "id")] {
			return true
		}
		for class := range strings.FieldsSeq(dom.AttrOnce(p, "class")) {
			if siteClasses[strings.ToLower(class)] {
				return true
			}
		}
	}
	link := onlyChild(n)
	if link == nil || link.DataAtom != atom.A {
		return false
	}
	u, err := url.Parse(dom.AttrOnce(link, "href"))
	return err == nil && u.RawQuery == "" && (u.Path == "/" || u.Path == "" && u.Host != "" || u.Path == "./" || strings.HasPrefix(u.Path, "/index."))
}

// pageTitles are the words of what a page calls itself, to compare candidates
// with.
type pageTitles struct {
	key                    string   // of the title element
	headings               []string // keys
	h1, title, og, ld, url map[string]bool
}

func (h *Head) titleWordsOf(og, ld, address string) *pageTitles {
	p := &pageTitles{key: LooseKey(h.Title), title: TitleWords(h.Title), og: TitleWords(og), ld: TitleWords(ld), url: slugWords(address)}
	for i, head := range h.Headings {
		p.headings = append(p.headings, LooseKey(head.text))
		if i == 0 {
			p.h1 = TitleWords(head.text)
		}
	}
	return p
}

func (h *Head) titleFeatures(c *Candidate, order int, names []string, page *pageTitles) {
	f := &c.Features
	agree := float32(0)
	for _, n := range c.places {
		f.Add("place", min(n, 2))
		agree += boost.Bool(n > 0)
	}
	f.Add("agree", agree)
	words := TitleWords(c.Text)
	f.Add("order", float32(order))
	f.Add("heading", float32(slices.Index(page.headings, c.key)))
	f.Add("headings", float32(len(h.Headings)))
	f.Add("overlapH1", float32(wordOverlap(words, page.h1)))
	f.Add("overlapTitle", float32(wordOverlap(words, page.title)))
	f.Add("overlapOG", float32(wordOverlap(words, page.og)))
	f.Add("overlapLD", float32(wordOverlap(words, page.ld)))
	f.Add("h1Title", float32(wordOverlap(page.h1, page.title)))
	f.Add("begins", boost.Bool(c.key != "" && strings.HasPrefix(page.key, c.key)))
	f.Add("site", boost.Bool(isSiteName(c.Text, names)))
	f.Add("words", float32(len(words)))
	f.Add("chars", float32(len([]rune(c.Text))))
	f.Add("longer", float32(len(words)-len(page.h1)))
	_, _, more := cutTitle(c.Text)
	f.Add("separated", boost.Bool(more != ""))
	common := 0
	for w := range words {
		if page.url[w] {
			common++
		}
	}
	f.Add("slug", boost.Ratio(float32(common), float32(len(words))))
	f.Add("slugCovered", boost.Ratio(float32(common), float32(len(page.url))))
	f.Add("slugWords", float32(len(page.url)))
	f.Add("article", boost.Bool(strings.Contains(h.First("og:type"), "article")))
	f.Add("ldArticle", boost.Bool(h.Ld.Main.Is("Article", "NewsArticle", "BlogPosting", "TechArticle")))
	f.Add("ldProduct", boost.Bool(h.Ld.Main.Is("Product", "ProductGroup")))
	f.Add("ldQuestion", boost.Bool(h.Ld.Main.Is("Question", "FAQPage")))
	f.Add("ldPage", boost.Bool(h.Ld.Main.Is("WebPage", "CollectionPage")))
}

var apostrophes = strings.NewReplacer("'", "", "’", "")

// LooseKey is a title's letters and digits with single spaces between words.
func LooseKey(s string) string {
	var b strings.Builder
	if strings.IndexByte(s, '\'') >= 0 || !isASCII(s) {
		s = apostrophes.Replace(s)
	}
	dom.EachWord(s, func(w string) bool {
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
		if sep == "_" && isASCII(title) {
			continue // a sign of an identifier
		}
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
	return TitleWords(slug)
}

// RoughTitle is what the head calls the page, without the site's name.
func (h *Head) RoughTitle(site, address string) string {
	return stripSite(dom.FirstNonEmpty(h.First("og:title"), h.Title, h.ldHeadline()), h.siteNames(site, address))
}

func (h *Head) ldHeadline() string {
	return dom.FirstNonEmpty(h.Ld.Main.Text("headline"), h.Ld.Main.Text("name"))
}

// siteNames are the folded names that the site goes by.
func (h *Head) siteNames(site, address string) []string {
	host := hostOf(address)
	label, _, _ := strings.Cut(host, ".")
	var out []string
	for _, s := range []string{site, h.Ld.site, h.Ld.publisher, h.First("og:site_name"), h.First("application-name"), h.First("apple-mobile-web-app-title"), host, label} {
		if f := foldName(s); f != "" {
			out = appendNew(out, f)
		}
	}
	if i := strings.LastIndexByte(host, '.'); i > 0 {
		registered := host[:i]
		out = appendNew(out, foldName(registered[strings.LastIndexByte(registered, '.')+1:]))
	}
	for i := range h.Headings {
		if head := &h.Headings[i]; site == "" && namesSite(head.node) {
			if f := foldName(head.text); f != "" {
				out = appendNew(out, f)
			}
		}
	}
	return out
}

// foldName keeps a name's letters and digits, lower-cased.
func foldName(s string) string {
	var b strings.Builder
	dom.EachWord(s, func(w string) bool { b.WriteString(w); return true })
	return b.String()
}

// stripSite cuts the site's name from the ends of a title.
func stripSite(title string, names []string) string {
	title = stripTight(title, names)
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

// tightSeparators stand between a title and the site's name without a space in
// Chinese and Japanese titles; in others they are signs of a word or a sentence.
var tightSeparators = []string{"：", "-", "－", "–", "—", "―", "_", "・", "·", "/", "／", "＿"}

// stripTight cuts the site's name, letter by letter, and a separator without
// spaces from the end of a title, or from its beginning.
func stripTight(title string, names []string) string {
	if isASCII(title) || !strings.ContainsFunc(title, dom.IsWide) {
		return title
	}
	for _, sep := range tightSeparators {
		if i := strings.LastIndex(title, sep); i > 0 && slices.Contains(names, foldName(title[i+len(sep):])) {
			return strings.TrimSpace(title[:i])
		}
		if i := strings.Index(title, sep); i > 0 && i+len(sep) < len(title) && slices.Contains(names, foldName(title[:i])) {
			return strings.TrimSpace(title[i+len(sep):])
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

// TitleWords is the set of words of a title, in lower case.
func TitleWords(s string) map[string]bool {
	words := map[string]bool{}
	dom.EachWord(s, func(w string) bool {
		words[w] = true
		return len(words) < 100
	})
	return words
}

// maxMarkedTitles: a page that marks more titles lists articles.
const maxMarkedTitles = 2

// titleClasses are classes that themes give the headline of a post, of any
// level. Origins: hAtom (entry-title) and h-entry (p-name), WordPress, Blogger,
// Hugo, Jekyll and Hexo themes.
var titleClasses = map[string]bool{
	"entry-title": true, "post-title": true, "article-title": true, "p-name": true, "post__title": true, "article__title": true, "article-headline": true,
	"post-headline": true, "story-title": true, "single-title": true, "entry__title": true, "c-article__title": true, "node-title": true,
}

// noteTitle takes note of a heading, other than the first rank, that is marked
// as a headline.
func (h *Head) noteTitle(n *html.Node) {
	if len(h.marked) > maxMarkedTitles {
		return
	}
	marked := dom.AttrOnce(n, "itemprop") == "headline"
	for class := range strings.FieldsSeq(dom.AttrOnce(n, "class")) {
		marked = marked || titleClasses[strings.ToLower(class)]
	}
	if !marked || inEmbed(n) {
		return
	}
	if text := dom.NodeText(n, 500); text != "" {
		h.marked = append(h.marked, text)
	}
}

// headingParts are what a heading says without the line above or below that
// stands in an element of its own: <h1><span>Sport</span> A bridge</h1>.
func headingParts(n *html.Node) []string {
	for only := onlyChild(n); only != nil; only = onlyChild(n) {
		n = only
	}
	var parts []string
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if text := dom.NodeText(c, 500); text != "" {
			parts = append(parts, text)
		}
	}
	if len(parts) < 2 || len(parts) > 4 {
		return nil
	}
	return []string{parts[0], parts[len(parts)-1], strings.Join(parts[1:], " ")}
}

// onlyChild is the element that holds all of n's text, nil if there is none.
func onlyChild(n *html.Node) *html.Node {
	var only *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" || c.Type == html.CommentNode:
		case c.Type == html.ElementNode && only == nil:
			only = c
		default:
			return nil
		}
	}
	return only
}
