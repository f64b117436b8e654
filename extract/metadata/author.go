package metadata

import (
	"html"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/pagetype"
)

// Byline is a place that may name the author.
type Byline struct {
	text   string
	source int
	at     int
	hint   uint8 // hintComment | hintReply
	joined bool  // text lists names that are marked one by one

	inLine    bool // it stands in one line with a date
	alone     bool // it is all of a line that begins with "By" or its like
	written   bool // that says "written by"
	announced bool // by a word of Chinese, Japanese or Korean, few of which the trees have seen
}

// Places that name an author.
const (
	byLDMain = iota
	byLDOther
	byLDPerson
	byMeta
	byMetaOther
	byTwitter
	byRel
	byProp
	byClass
	byText
	byUser
	byLink
	byLine
	byNear
	bySite
	authorPlaces
)

// AuthorPlaceNames names the places that authors are read from, as origins of
// values.
var AuthorPlaceNames = [authorPlaces]string{"JSON-LD", "JSON-LD", "JSON-LD", `<meta name="author">`, "<meta>", "twitter:creator", `rel="author"`,
	`itemprop="author"`, "byline", "text", "user name", "link to the author", "byline", "text at the headline", "site name"}

// authorMeta are the names of meta elements that hold authors.
// Origins: HTML, Open Graph, Parse.ly, Sailthru, Dublin Core, Highwire Press, newspapers.
var authorMeta = []struct {
	name  string
	place int
}{
	{"author", byMeta}, {"article:author", byMetaOther}, {"article:author_name", byMetaOther}, {"og:article:author", byMetaOther},
	{"parsely-author", byMetaOther}, {"sailthru.author", byMetaOther}, {"dc.creator", byMetaOther}, {"dcterms.creator", byMetaOther}, {"citation_author", byMetaOther},
	{"byl", byMetaOther}, {"dc.contributor", byMetaOther}, {"article.author", byMetaOther}, {"authors", byMetaOther}, {"book:author", byMetaOther},
}

// bylineClasses are parts of class names of bylines, and of the names that
// forums give the writer of a post.
var bylineClasses = []struct {
	part  string
	place int
}{
	{"author", byClass}, {"byline", byClass}, {"contributor", byClass}, {"writer", byClass}, {"creator", byClass},
	{"username", byUser}, {"poster", byUser}, {"user-name", byUser}, {"user-info", byUser}, {"nickname", byUser},
}

const maxBylines = 60

// visibleByline takes note of an element or a text that may name the author.
func (h *Head) visibleByline(n *xhtml.Node, at int) {
	if len(h.Bylines) >= maxBylines {
		return
	}
	if n.Type == xhtml.TextNode {
		h.textByline(n, at)
		return
	}
	if names := siblingNames(n); names != nil {
		h.addByline(n, Byline{text: strings.Join(names, ", "), source: byClass, at: at, joined: true})
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "href":
			if n.DataAtom == atom.A && leadsToAuthor(a.Val) {
				h.byline(n, byLink, at)
			}
		case "rel":
			if strings.Contains(a.Val, "author") {
				h.byline(n, byRel, at)
			}
		case "itemprop":
			if a.Val == "author" || a.Val == "creator" {
				h.byline(n, byProp, at)
			}
		case "class", "id", "data-testid":
			h.classByline(n, a.Val, at)
		}
	}
}

func (h *Head) classByline(n *xhtml.Node, class string, at int) {
	if class == "" || len(class) > 200 {
		return
	}
	place, known := h.classPlaces[class]
	if !known {
		place = BylinePlace(class)
		h.classPlaces[class] = place
	}
	if place >= 0 {
		h.byline(n, place, at)
	}
}

// BylineCount is how many bylines the page marks or announces as such: names that
// only stand where bylines do, or behind a link, do not count.
func (h *Head) BylineCount() int {
	n := 0
	for i := range h.Bylines {
		switch h.Bylines[i].source {
		case byLink, byLine, byNear:
		default:
			n++
		}
	}
	return n
}

// BylinePlace is the place that a class name speaks of, -1 for none.
func BylinePlace(class string) int {
	class = strings.ToLower(class)
	for _, c := range bylineClasses {
		if strings.Contains(class, c.part) {
			return c.place
		}
	}
	return -1
}

func (h *Head) byline(n *xhtml.Node, place, at int) {
	if n.Data == "link" || n.Data == "meta" {
		return
	}
	if t, joined := bylineText(n); t != "" && len(t) <= 120 {
		h.addByline(n, Byline{text: t, source: place, at: at, joined: joined})
	}
}

// addByline adds b, which stands at n, unless that is in a post of another site.
func (h *Head) addByline(n *xhtml.Node, b Byline) {
	if inEmbed(n) {
		return
	}
	b.hint = contextHint(n) & (hintComment | hintReply)
	h.Bylines = append(h.Bylines, b)
}

// byWords begin a byline; longer ones stand before those that they begin with.
// English, German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian,
// Polish, Russian, Indonesian, Vietnamese, Turkish, Arabic, Chinese, Japanese,
// Korean.
var byWords = sync.OnceValue(func() *dom.PhraseTable {
	return dom.NewPhraseTable(
		"written by", "posted by", "published by", "reviewed by", "created by", "story by", "words by", "text by", "article by", "report by", "reported by",
		"submitted by", "contributed by", "authored by:", "authored by", "articles by", "interview by", "by:", "by",
		"ein artikel von", "ein beitrag von", "ein gastbeitrag von", "eine kolumne von", "eine analyse von", "ein kommentar von", "ein interview von",
		"artikel von", "beitrag von", "gastbeitrag von", "kommentar von", "interview von", "interview:", "text von", "geschrieben von", "erstellt von", "verfasst von",
		"veröffentlicht von", "publiziert von", "gepostet von", "von:", "von",
		"autor/in:", "autor/-in:", "autor:in:", "autor*in:", "autor_in:", "autor(in):", "autorin:", "autoren:", "verfasser:", "verfasserin:",
		"authors:", "author:", "author", "écrit par", "rédigé par", "publié par", "un article de", "article de", "propos recueillis par", "par", "auteur:", "auteur :", "auteurs :",
		"escrito por", "publicado por", "redactado por", "postado por", "redigido por", "por:", "por", "scritto da", "pubblicato da", "articolo di", "di", "autore:",
		"geschreven door", "geplaatst door", "door", "autor:", "text:", "text av", "tekst:", "skrevet av", "skrevet af", "av", "af",
		"autorka:", "автор:", "авторы:", "автор", "текст:", "penulis:", "oleh:", "oleh", "tác giả:", "yazar:", "بقلم:", "بقلم", "كتب:",
		"作者：", "作者:", "作者｜", "作者|", "作者/", "本报记者", "本報記者", "本社记者", "新华社记者", "记者：", "记者:", "记者", "記者：", "記者:", "記者",
		"撰文：", "撰文:", "撰文｜", "撰文/", "撰稿：", "撰稿人：", "采写：", "采写｜", "文／", "文/", "文｜", "文|", "文：", "文:", "文＝", "文=", "文 |", "文 /", "文 ｜",
		"取材・文：", "取材・文＝", "取材・文/", "執筆：", "執筆＝", "執筆/", "執筆者：", "筆者：", "著者：", "投稿者：", "投稿者:", "ライター：", "記事：",
		"글쓴이:", "글쓴이", "작성자:", "작성자", "글:", "글=",
	)
})

// bylineSigns name the writer inside a line that begins with something else,
// such as the date.
var bylineSigns = sync.OnceValue(func() *dom.PhraseTable {
	return dom.NewPhraseTable(
		"作者：", "作者:", "作者｜", "记者：", "记者:", "記者：", "撰文：", "撰文｜", "文：", "文｜", "文／", "文/", "執筆：", "筆者：", "著者：", "ライター：", "글:", "작성자:",
		"Author:", "Автор:", "Autor:", "Autorin:", "Written by ", "Text: ", "Von: ",
	)
})

func (h *Head) textByline(n *xhtml.Node, at int) {
	if len(n.Data) > 400 {
		return
	}
	t := strings.TrimSpace(n.Data)
	if len(t) < 2 || len(t) > 100 {
		return
	}
	if n.Parent != nil && strings.ContainsAny(t, "·•|∙–—/") && isMetaLine(dom.AttrOnce(n.Parent, "class")) {
		if name := metaLineName(" " + dom.OneLine(t) + " "); name != "" {
			h.addByline(n, Byline{text: name, source: byLine, at: at, inLine: sharesLine(n, h.lang)})
		}
	}
	rest, ok := afterBy(t)
	if !ok {
		h.nearByline(n, t, at)
		return
	}
	if rest = dom.OneLine(rest); rest == "" {
		rest = nextText(n)
	} else if startsSmall(rest) {
		return
	}
	if rest != "" && len(rest) < 100 {
		h.addByline(n, Byline{text: rest, source: byText, at: at, alone: isAlone(n), written: saysWritten(t), announced: strings.ContainsFunc(t, isWideLetter)})
	}
}

// saysWritten reports whether a line says in as many words that somebody wrote.
func saysWritten(line string) bool {
	for _, w := range []string{"written by ", "geschrieben von ", "verfasst von ", "écrit par ", "escrito por ", "scritto da ", "geschreven door "} {
		if len(line) > len(w) && strings.EqualFold(line[:len(w)], w) {
			return true
		}
	}
	return false
}

// isAlone reports whether a text is all of a paragraph, or of a box like one, of
// the page's own.
func isAlone(n *xhtml.Node) bool {
	p := n.Parent
	for p != nil && dom.InlineElements[p.DataAtom] && p.DataAtom != atom.A {
		p = p.Parent
	}
	return p != nil && (p.DataAtom == atom.P || p.DataAtom == atom.Div) &&
		len(dom.NodeText(p, maxBylineText)) <= len(strings.TrimSpace(n.Data)) && !inEmbed(p)
}

// maxNear is how many elements a text stands behind the headline, or a date, at
// most to be thought a name for that alone.
const (
	maxNearHeadline = 25
	maxNearDate     = 4
)

// nearByline takes note of a text that looks like a name, and nothing more, where
// bylines stand.
func (h *Head) nearByline(n *xhtml.Node, text string, at int) {
	near := len(h.Headings) > 0 && at-h.Headings[len(h.Headings)-1].at <= maxNearHeadline ||
		len(h.Dates) > 0 && at-h.Dates[len(h.Dates)-1].at <= maxNearDate
	if !near || len(text) > maxLabel*2 || n.Parent != nil && n.Parent.DataAtom == atom.H1 {
		return
	}
	text = dom.OneLine(text)
	name := metaLineName(" " + text + " ")
	if name == "" && len(text) <= MaxWriterName && isName(text) && !unlikeName(text) {
		name = text
	}
	if name != "" && strings.IndexFunc(name, isNoNameRune) < 0 {
		h.addByline(n, Byline{text: name, source: byNear, at: at, inLine: sharesLine(n, h.lang)})
	}
}

// sharesLine reports whether n stands in a short line that holds a date too.
func sharesLine(n *xhtml.Node, lang string) bool {
	for p, up := n.Parent, 0; p != nil && up < 3; p, up = p.Parent, up+1 {
		text := dom.NodeText(p, maxLine+1)
		if len(text) > maxLine || p.DataAtom == atom.A || p.DataAtom == atom.Button { // links are sections and tools
			return false
		}
		if _, ok := FindDate(text, lang); ok {
			return true
		}
	}
	return false
}

// maxLine bounds the line that tells who wrote an article and when, in bytes.
const maxLine = 90

// isNoNameRune reports whether a sign stands in no name.
func isNoNameRune(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsMark(r) && !strings.ContainsRune(" .'’-", r)
}

// afterBy is what follows the words in t that announce an author's name.
func afterBy(t string) (rest string, ok bool) {
	if rest, ok = CutBy(t); ok {
		return rest, true
	}
	if at := bylineSigns().Find(t); at > 0 {
		return t[at:], true
	}
	return t, len(t) < MaxWriterName && slices.ContainsFunc(reporterWords, func(w string) bool {
		at := strings.Index(t, w)
		return w[0] == ' ' && at > 0 && (at+len(w) == len(t) || strings.IndexByte(" |(/", t[at+len(w)]) >= 0)
	})
}

// nextText is the text behind n, where a name stands in an element of its own.
func nextText(n *xhtml.Node) (text string) {
	m := dom.NextAfter(n)
	for i := 0; m != nil && text == "" && i < 10; i++ {
		text = dom.NodeText(m, 100)
		m = dom.NextNode(m)
	}
	return text
}

// startsSmall: "by the numbers" goes on as a sentence does, not with a name.
func startsSmall(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r < utf8.RuneSelf && unicode.IsLower(r) && !strings.HasPrefix(s, "von ") && !strings.HasPrefix(s, "van ") && !strings.HasPrefix(s, "de ")
}

// CutBy cuts "By" and its like from the beginning of s.
func CutBy(s string) (rest string, ok bool) {
	for _, w := range byWords().At(s) {
		if len(s) >= len(w) && strings.EqualFold(s[:len(w)], w) {
			rest := s[len(w):]
			last := w[len(w)-1]
			if rest == "" || rest[0] == ' ' || rest[0] == ':' || last == ':' || last >= 0x80 {
				return strings.TrimLeft(rest, " :"), true
			}
		}
	}
	return s, false
}

// AuthorCandidates gathers what may be the page's authors.
func (h *Head) AuthorCandidates(site string, kinds pagetype.Scores) []Candidate {
	t := newValueTally(authorPlaces)
	var out []Candidate
	at := map[string]int{}
	comments := map[string]float32{}
	add := func(names []string, place, pos int, comment bool) {
		if len(names) == 0 || len(names) > 8 {
			return
		}
		key := strings.ToLower(strings.Join(names, ", "))
		c, isNew := t.at(key)
		if isNew {
			out = append(out, Candidate{Text: strings.Join(names, ", "), key: key, names: names})
			at[key] = pos
		}
		if at[key] == 0 {
			at[key] = pos
		}
		c.places[place]++
		comments[key] += boost.Bool(comment)
	}
	add(h.ldNames(h.Ld.Main["author"]), byLDMain, 0, false)
	add(h.ldNames(h.Ld.Main["creator"]), byLDOther, 0, false)
	for i, o := range h.Ld.Objects {
		if i < 40 && !o.Is("Comment", "Review", "Answer") {
			add(h.ldNames(o["author"]), byLDOther, 0, false)
			if o.Is("Person") {
				add(CleanNames(unescape(o.Text("name"))), byLDPerson, 0, false)
			}
		}
	}
	for _, m := range authorMeta {
		var names []string
		for _, v := range h.Meta[m.name] {
			for _, n := range CleanNames(unescape(v)) {
				names = appendNew(names, n)
			}
		}
		add(names, m.place, 0, false)
	}
	if strings.EqualFold(h.First("twitter:label1"), "written by") || strings.EqualFold(h.First("twitter:label1"), "author") {
		add(CleanNames(h.First("twitter:data1")), byTwitter, 0, false)
	}
	thread := pagetype.All[kinds.Best()] == pagetype.Forum
	for _, b := range h.Bylines {
		if b.hint&hintReply != 0 && !thread {
			continue
		}
		names := CleanNames(b.text)
		add(names, b.source, b.at, b.hint&hintComment != 0)
		key := strings.ToLower(strings.Join(names, ", "))
		if i := slices.IndexFunc(out, func(c Candidate) bool { return c.key == key }); i >= 0 {
			out[i].reporter = out[i].reporter || b.announced || callsReporter(b.text)
			out[i].dated = out[i].dated || b.inLine && h.besideHeadline(b.at)
			out[i].signed = out[i].signed || b.alone && (b.written || h.besideHeadline(b.at))
			out[i].joined = out[i].joined || len(names) > 1 && (b.joined || joinsNames(b.text))
		}
	}
	if site != "" {
		key := strings.ToLower(site)
		if i, ok := t.index[key]; ok {
			t.list[i].places[bySite]++
		}
	}
	for i := range out {
		h.authorFeatures(&out[i], t, out, at[out[i].key], comments[out[i].key])
		kinds.Features(&out[i].Features)
	}
	return out
}

// ChooseAuthors picks the likeliest candidate. What the JSON-LD of an article
// states is given even if the trees doubt it; and where it, or a byline, lists
// more names than the one picked, all of them.
func (h *Head) ChooseAuthors(list []Candidate, trees []boost.Node) *Candidate {
	best := Pick(list, trees, authorBar)
	for i := range list {
		c := &list[i]
		if c.places[byLDMain] > 0 && h.isArticle() && (best == nil || len(c.names) > len(best.names) && holdsAll(c.names, best.names)) {
			best = c
		}
	}
	for i := range list {
		if c := &list[i]; best != nil && c.joined && len(c.names) > len(best.names) && holdsAll(c.names, best.names) && !slices.ContainsFunc(c.names, unlikeName) {
			best = c
		}
	}
	for i := 0; best == nil && i < len(list); i++ {
		if list[i].reporter && list[i].places[bySite] == 0 {
			best = &list[i]
		}
	}
	if best == nil {
		best = h.statedPerson(list)
	}
	if best == nil {
		best = onlyInLine(list)
	}
	if best == nil {
		best = onlySigned(list)
	}
	return best
}

// onlySigned is the one candidate that a line of its own calls the writer and that
// is written as a name is, nil for none or several.
func onlySigned(list []Candidate) *Candidate {
	var only *Candidate
	for i := range list {
		c := &list[i]
		if !c.signed || c.places[bySite] > 0 || isOffice(c.Text) || !isPersonName(c.Text) {
			continue
		}
		if only != nil {
			return nil
		}
		only = c
	}
	return only
}

// statedPerson is the candidate that <meta name="author"> states, if it is
// written as a person's name is, nil for none.
func (h *Head) statedPerson(list []Candidate) *Candidate {
	names := h.siteNames(h.First("og:site_name"), h.Address(""))
	for i := range list {
		if c := &list[i]; c.places[byMeta] > 0 && !isSiteName(c.Text, names) && isPersonName(c.Text) && !isOffice(c.Text) {
			return c
		}
	}
	return nil
}

// onlyInLine is the one candidate that is written as a name is and stands in one
// line with a date at the headline, nil for none or several.
func onlyInLine(list []Candidate) *Candidate {
	var only *Candidate
	for i := range list {
		c := &list[i]
		if !c.dated || c.places[bySite] > 0 || isOffice(c.Text) || !isPersonName(c.Text) || strings.ContainsFunc(c.Text, isWideLetter) {
			continue
		}
		if only != nil {
			return nil
		}
		only = c
	}
	return only
}

// isPersonName reports whether s is two or three words that begin with capitals.
func isPersonName(s string) bool {
	words := strings.Fields(s)
	return len(words) >= 2 && len(words) <= 3 && !unlikeName(s) &&
		!slices.ContainsFunc(words, func(w string) bool { r, _ := utf8.DecodeRuneInString(w); return !unicode.IsUpper(r) })
}

// unlikeName reports whether s is not written as a person's name is: two to
// four words with capitals.
func unlikeName(s string) bool {
	words := strings.Fields(s)
	return len(words) < 2 || len(words) > 4 || hasRole(strings.ToLower(s)) ||
		slices.ContainsFunc(words, func(w string) bool { r := []rune(w)[0]; return !unicode.IsUpper(r) && len(w) > 3 })
}

// reporterWords stand beside the name of whoever wrote an article in papers of
// East Asia, few of which the trees have seen.
var reporterWords = []string{" 기자", " 특파원", "记者", "記者", "作者：", "撰文：", "文：", "執筆：", "筆者：", "ライター："}

func callsReporter(byline string) bool {
	for _, w := range reporterWords {
		if strings.Contains(byline, w) {
			return true
		}
	}
	return false
}

func holdsAll(list, names []string) bool {
	for _, n := range names {
		if !slices.Contains(list, n) {
			return false
		}
	}
	return true
}

// isArticle reports whether the page's JSON-LD says that it is an article.
func (h *Head) isArticle() bool {
	return h.Ld.Main.Is("Article", "NewsArticle", "BlogPosting", "TechArticle", "Report", "ScholarlyArticle", "OpinionNewsArticle")
}

// IsPosting reports whether the page's JSON-LD says that it is a discussion.
func (h *Head) IsPosting() bool {
	return h.Ld.Main.Is("DiscussionForumPosting", "SocialMediaPosting", "Question")
}

func (h *Head) authorFeatures(c *Candidate, t *valueTally, all []Candidate, at int, comments float32) {
	f := &c.Features
	got, _ := t.at(c.key)
	c.places = got.places
	agree, total := float32(0), float32(0)
	for _, n := range got.places {
		f.Add("place", min(n, 3))
		agree += boost.Bool(n > 0)
		total += n
	}
	f.Add("agree", agree)
	f.Add("total", total)
	f.Add("comments", boost.Ratio(comments, total))
	f.Add("order", float32(got.first))
	f.Add("others", float32(len(all)))
	holds := float32(0)
	for i := range all {
		if all[i].key != c.key && strings.Contains(all[i].key, c.key) {
			holds++
		}
	}
	f.Add("partOf", holds)
	f.Add("names", float32(len(c.names)))
	words, caps, digits := 0, 0, 0
	for _, w := range strings.Fields(c.Text) {
		words++
		if r := []rune(w)[0]; unicode.IsUpper(r) {
			caps++
		}
	}
	for _, r := range c.Text {
		if unicode.IsDigit(r) || r == '_' || r == '.' {
			digits++
		}
	}
	f.Add("words", float32(words))
	f.Add("caps", boost.Ratio(float32(caps), float32(words)))
	f.Add("digits", float32(digits))
	f.Add("chars", float32(len([]rune(c.Text))))
	f.Add("role", boost.Bool(hasRole(c.key)))
	h1 := 0
	if len(h.Headings) > 0 {
		h1 = h.Headings[0].at
	}
	f.Add("fromH1", float32(at-h1))
	f.Add("at", float32(at))
	f.Add("hasH1", boost.Bool(h1 > 0))
	first := 0
	for _, b := range h.Bylines {
		if b.hint == 0 {
			first = b.at
			break
		}
	}
	f.Add("fromFirst", float32(at-first))
	site := foldName(h.First("og:site_name"))
	name := foldName(c.Text)
	f.Add("site", boost.Bool(site != "" && (strings.Contains(site, name) || strings.Contains(name, site))))
	f.Add("publisher", boost.Bool(foldName(h.Ld.publisher) == name))
	f.Add("host", boost.Bool(len(name) > 3 && strings.Contains(foldName(hostOf(dom.FirstNonEmpty(boost.FirstOf(h.Links["canonical"]), h.First("og:url")))), name)))
	f.Add("article", boost.Bool(strings.Contains(h.First("og:type"), "article")))
	f.Add("ldArticle", boost.Bool(h.Ld.Main.Is("Article", "NewsArticle", "BlogPosting", "TechArticle")))
	f.Add("ldForum", boost.Bool(h.Ld.Main.Is("DiscussionForumPosting", "QAPage", "Question")))
	f.Add("ldProduct", boost.Bool(h.Ld.Main.Is("Product", "ProductGroup")))
	f.Add("published", boost.Bool(h.First("article:published_time") != "" || h.Ld.Main.Text("datePublished") != ""))
	f.Add("bylines", float32(len(h.Bylines)))
	gap := float32(999)
	for _, d := range h.Dates {
		if d.at > 0 {
			gap = min(gap, float32(max(at-d.at, d.at-at)))
		}
	}
	f.Add("fromDate", gap)
	f.Add("office", boost.Bool(isOffice(c.Text)))
}

// officeWords are of the names of companies, papers and their desks.
var officeWords = []string{"gmbh", "ag", "e.v", "ev", "inc", "llc", "ltd", "verlag", "redaktion", "team", "staff", "editors", "news", "magazin", "magazine", "blog", "press", "presse",
	"media", "online", "verband", "stiftung", "institut", "university", "group", "association", "company"}

// isOffice reports whether s is the name of a company or a site rather than a
// person's.
func isOffice(s string) bool {
	if i := strings.LastIndexByte(s, '.'); i > 2 && i < len(s)-1 && s[i+1] != ' ' && !strings.Contains(s, " ") {
		return true // a domain, or a name that was written for a machine
	}
	found := false
	dom.EachWord(s, func(w string) bool {
		found = slices.Contains(officeWords, w)
		return !found
	})
	return found
}

// roleWords are not of a person's name.
var roleWords = []string{"admin", "editor", "team", "staff", "author", "guest", "contributor", "writer", "user", "member", "moderator", "view", "more", "posts", "follow", "profile", "about", "share", "read", "updated", "published", "minutes", "comment", "reviews", "content"}

func hasRole(s string) bool {
	for _, w := range roleWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// ldNames are the names in a JSON-LD author.
func (h *Head) ldNames(v any) []string {
	var names []string
	for _, a := range h.Ld.List(v) {
		for _, n := range CleanNames(unescape(a.Text("name"))) {
			names = appendNew(names, n)
		}
	}
	return names
}

func unescape(s string) string { return html.UnescapeString(html.UnescapeString(s)) }

// nameBreaks end a name inside a byline: what follows is a role, a date or a
// count.
var nameBreaks = []string{" | ", " • ", " · ", " – ", " — ", " - ", " on ", " in ", " at ", " am ", " um ", " under ", " updated ", " published ", " / ", " (", " for ", ", special to ", " special to ",
	"|", "•", "·", "（", "／", "｜", " 기자", " 특파원", " 記者", " 记者", "記者", "报道", "報導", "報道"}

// nameTails are what links and buttons behind a name say.
var nameTails = []string{" alle artikel", " alle beiträge", " view all", " all posts", " all articles", " more posts", " more by", " more from", " see all", " see more",
	" read more", " tous les articles", " ver todas", " ver todos", " follow", " folgen", " twitter", " facebook", " instagram", " linkedin", " email", " e-mail",
	" says", " said", " sagt", " schreibt", " meint", " dijo", " a dit", " disse", " writes", " wrote", " website", " profile", " rss", " contact", " subscribe", " bio", " verified"}

// CleanNames are the person names of a byline, without "By", dates and roles.
func CleanNames(byline string) []string {
	s := dom.OneLine(byline)
	for range 3 {
		rest, ok := CutBy(s)
		if !ok {
			break
		}
		s = rest
	}
	s = cutAddress(s)
	for _, b := range nameBreaks {
		if i := dom.IndexFold(s, b); i > 0 {
			s = s[:i]
		}
	}
	s = cutRole(cutAgency(cutTail(cutDay(s))))
	var out []string
	for _, part := range splitNames(s) {
		part = trimName(part)
		if isName(part) && (len(out) == 0 || !IsRole(part)) {
			out = appendNew(out, part)
		}
	}
	return out
}

// cutAddress cuts a mail address or an account off behind a name.
func cutAddress(s string) string {
	at := strings.IndexByte(s, '@')
	if at <= 0 {
		return s
	}
	if space := strings.LastIndexByte(s[:at], ' '); space > 0 {
		return s[:space]
	}
	return s
}

// trimName takes off what stands around a name, but for the stop of an initial.
func trimName(s string) string {
	const around = " ,:;–-|•·~*#\"“”[]()（）《》【】「」"
	s = strings.Trim(s, around)
	if i := strings.LastIndexByte(s, ' '); i >= 0 && len(s)-i == len(" C.") && s[len(s)-1] == '.' {
		return strings.TrimLeft(s, ".")
	}
	return strings.Trim(s, around+".")
}

// cutTail cuts a [nameTails] off.
func cutTail(s string) string {
	for _, tail := range nameTails {
		if i := dom.IndexFold(s, tail); i > 0 && (i+len(tail) == len(s) || s[i+len(tail)] == ' ') {
			s = s[:i]
		}
	}
	return s
}

// cutAgency cuts an agency off a name: "Ida Holm/SP-X".
func cutAgency(s string) string {
	name, _, ok := strings.Cut(s, "/")
	if ok && strings.Contains(strings.TrimSpace(name), " ") {
		return name
	}
	return s
}

// rolePlaces end what somebody is called in a newsroom or a company, behind a name.
var rolePlaces = []string{"editor", "writer", "reporter", "correspondent", "journalist", "columnist", "contributor", "author", "producer",
	"director", "manager", "officer", "founder", "president", "professor", "analyst", "engineer", "fellow", "critic", "photographer", "staff",
	"redakteur", "redakteurin", "korrespondent", "korrespondentin", "journaliste", "rédacteur", "rédactrice", "redactor", "redactora", "ceo", "cto"}

// roleKinds stand before what somebody is called.
var roleKinds = []string{"senior", "junior", "staff", "tech", "technology", "science", "political", "contributing", "associate", "managing", "chief", "executive", "deputy", "news", "sports",
	"health", "business", "freelance", "special", "guest", "lead", "principal", "co-founder", "creative", "content"}

// cutRole cuts what somebody is called off the end of a name of at least two
// words: "Ida Holm Tech Reporter".
func cutRole(s string) string {
	words := strings.Fields(s)
	n := len(words)
	for n > 2 && slices.Contains(rolePlaces, strings.ToLower(words[n-1])) || n > 2 && n < len(words) && slices.Contains(roleKinds, strings.ToLower(words[n-1])) {
		n--
	}
	if n == len(words) {
		return s
	}
	return strings.Join(words[:n], " ")
}

// IsRole reports whether s is a role rather than a name: "Senior Editor",
// "Editor in Chief".
func IsRole(s string) bool {
	found := false
	dom.EachWord(s, func(w string) bool {
		found = slices.Contains(rolePlaces, w)
		return !found
	})
	return found
}

// cutDay cuts a date off the end of a byline: "Anna Berg Nov 08", "Anna Berg 5 March".
func cutDay(s string) string {
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		w := strings.ToLower(strings.Trim(words[i], ".,"))
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		switch {
		case MonthOf(w) > 0 && next != "" && dom.IsDigit(next[0]), w != "" && dom.IsDigit(w[0]) && MonthOf(strings.ToLower(strings.Trim(next, ".,"))) > 0,
			w == "updated" || w == "published" || w == "posted", isDayOf(w):
			return strings.Join(words[:i], " ")
		}
	}
	return s
}

// isDayOf reports whether a word is a whole date in numbers or in Chinese.
func isDayOf(w string) bool {
	if w == "" || !dom.IsDigit(w[0]) {
		return false
	}
	_, ok := FindDate(w, "")
	return ok
}

// nameJoints stand between two names. (A comma may also stand before a paper's
// or a company's name.)
var nameJoints = []string{" and ", " & ", ";", "、", "，", " und ", " et "}

func joinsNames(byline string) bool {
	return slices.ContainsFunc(nameJoints, func(sep string) bool { return strings.Contains(byline, sep) })
}

// splitNames divides a list of names; titles and degrees behind a comma go.
func splitNames(s string) []string {
	for _, sep := range nameJoints {
		s = strings.ReplaceAll(s, sep, ",")
	}
	var out []string
	for _, p := range strings.Split(s, ",") {
		p = strings.TrimSpace(p)
		if rest, ok := strings.CutPrefix(p, "and "); ok {
			p = rest
		}
		if !isDegree(p) {
			out = append(out, p)
		}
	}
	return out
}

// isDegree reports whether s is what stands behind a name: PhD, M.D., Jr.
func isDegree(s string) bool {
	letters, upper := 0, 0
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
			if unicode.IsUpper(r) {
				upper++
			}
		}
	}
	switch strings.ToLower(strings.Trim(s, ".")) {
	case "jr", "sr", "phd", "ph.d", "esq", "inc", "llc", "ltd", "m.ed", "psyd", "pharmd":
		return true
	}
	return letters > 0 && letters <= 5 && upper == letters && !strings.Contains(s, " ")
}

// isWideLetter reports whether r is of a script of East Asia.
func isWideLetter(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// isName reports whether s can be the name of a person or an office.
func isName(s string) bool {
	n := utf8.RuneCountInString(s)
	if n < 2 || n > 60 || strings.Contains(s, "://") || strings.Contains(s, "@") || strings.Contains(s, ".com/") {
		return false
	}
	if _, ok := FindDate(s, ""); ok || noNames()[foldName(s)] || isTime(s) || isWideSentence(s) {
		return false
	}
	letters, words := 0, len(strings.Fields(s))
	for _, r := range s {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= 2 && words <= 7
}

// noNames stand in the place of a name and are none, folded as [foldName] does:
// labels of forms and lines, buttons, what a system writes where nobody is
// named. All of them were seen as such.
var noNames = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`
		name username benutzername user nickname login logon signin signup register registrieren anmelden logout
		posted published publish publishedon postedon updated lastupdated publiziert publiziertam veröffentlicht veröffentlichtam erstellt geschrieben publié publicado pubblicato
		author authors autor autorin autoren auteur autore writer writtenby by artikelvon beitragvon text von redakteur editor contributors contributor
		follow following folgen share teilen subscribe abonnieren comment comments kommentar kommentare reply antworten edit email contact kontakt print
		home menu search suche more readmore viewallposts viewprofile allposts posts profile profil about aboutus abouttheauthor abouttheauthors bio website
		edited asked answered modified logged member members moderator guest human view says sagt meint mon tue wed thu fri sat sun
		unknown anonymous anonymus anonym noauthor undefined null none na false true admin administrator wordpressadmin superuser root webmaster wordpress
		date datum category categories kategorie tag tags uncategorized advertisement anzeige sponsored 作者 编辑 記者 记者 匿名 责任编辑 来源 기자 投稿者 获悉 了解 采访 报道 报导 注意到 看到 发现 来到 走进`) {
		m[w] = true
	}
	return m
})

// ageUnits and ageWords: "6 years ago", "vor 3 Tagen", "4 min read".
var (
	ageUnits = []string{"sec", "min", "hour", "hr", "day", "week", "month", "year", "sek", "stunde", "tag", "woche", "monat", "jahr", "jour", "heure", "semaine", "mois", "an",
		"hora", "día", "dia", "semana", "mes", "año", "ano", "ora", "ore", "giorn", "settiman", "anni", "uur", "dag", "maand", "jaar"}
	ageWords = []string{"ago", "vor", "hace", "il", "fa", "geleden", "atrás", "há", "read", "lesezeit", "lesedauer", "lecture", "lectura", "lettura", "min", "mins", "minute", "minutes"}
	weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag",
		"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"}
)

// isTime reports whether s is a time, a day or an age rather than a name.
func isTime(s string) bool {
	words, counted, aged, dated, named := 0, false, false, 0, 0
	afterNumber := false
	dom.EachWord(s, func(w string) bool {
		words++
		number := dom.IsDigit(w[0])
		counted = counted || afterNumber && slices.ContainsFunc(ageUnits, func(u string) bool { return strings.HasPrefix(w, u) })
		aged = aged || slices.Contains(ageWords, w)
		switch {
		case number:
			dated++
		case slices.Contains(weekdays, w):
			dated++
			named++
		case MonthOf(w) > 0:
			dated++
		}
		afterNumber = number
		return words < 10
	})
	return counted && aged || dated == words && (named > 0 || words > 1)
}

// maxWideName is how many characters a name has at most that is written
// without spaces, in Chinese or Japanese.
const maxWideName = 8

// isWideSentence reports whether s is more than a name in a script without
// spaces: "记者从气象台获悉".
func isWideSentence(s string) bool {
	for _, verb := range []string{"获悉", "了解到", "采访", "報導", "报道"} {
		if strings.Contains(s, verb) {
			return true
		}
	}
	run := 0
	for _, r := range s {
		switch {
		case strings.ContainsRune("。，、从で", r):
			return true
		case unicode.Is(unicode.Han, r):
			if run++; run > maxWideName {
				return true
			}
		default:
			run = 0
		}
	}
	return false
}

// MaxWriterName bounds a writer's name, in bytes.
const MaxWriterName = 60
