package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestFindDate(t *testing.T) {
	for _, c := range []struct{ in, lang, want string }{
		{"2024-03-05", "", "2024-03-05"},
		{"2024-03-05T10:20:30Z", "", "2024-03-05T10:20:30Z"},
		{"2024-03-05T10:20:30+0100", "", "2024-03-05T10:20:30+01:00"},
		{"2024-03-05 10:20:30", "", "2024-03-05T10:20:30"},
		{"2024-03-05T10:20:30.123+00:00", "", "2024-03-05T10:20:30Z"},
		{"2024/3/5", "", "2024-03-05"},
		{"March 5, 2024", "", "2024-03-05"},
		{"Posted on Mar. 5th, 2024 by Ann", "", "2024-03-05"},
		{"5 March 2024", "", "2024-03-05"},
		{"5. März 2024", "de", "2024-03-05"},
		{"05.03.2024", "de", "2024-03-05"},
		{"3/5/2024", "en-US", "2024-03-05"},
		{"3/5/2024", "en-GB", "2024-05-03"},
		{"25/5/2024", "en-US", "2024-05-25"},
		{"11-29-2024", "en", "2024-11-29"},
		{"3-5-2024", "en-US", "2024-03-05"},
		{"03-05-2024", "nl", "2024-05-03"},
		{"le 14 août 2021", "fr", "2021-08-14"},
		{"12 de octubre de 2020", "es", "2020-10-12"},
		{"2024年3月5日", "zh", "2024-03-05"},
		{"更新：2024年3月5日 10:00", "zh", "2024-03-05"},
		{"2024년 3월 5일", "ko", "2024-03-05"},
		{"5 marca 2024", "pl", "2024-03-05"},
		{"5. března 2024", "cs", "2024-03-05"},
		{"5 Ağustos 2024", "tr", "2024-08-05"},
		{"5 maj 2024", "sv", "2024-05-05"},
		{"5. desember 2024", "nb", "2024-12-05"},
		{"5. maaliskuuta 2024", "fi", "2024-03-05"},
		{"5 березня 2024", "uk", "2024-03-05"},
		{"5 Μαρτίου 2024", "el", "2024-03-05"},
		{"5 مارس 2024", "ar", "2024-03-05"},
		{"5 במרץ 2024", "he", "2024-03-05"},
		{"Tue, 05 Mar 2024 10:20:30 GMT", "", "2024-03-05T10:20:30Z"},
		{"1709634030", "", "2024-03-05T10:20:30Z"},
		{"2024-02-30", "", ""},
		{"Chapter 5, 2024 words", "", ""},
		{"1024x768 2048", "", ""},
		{"decade 5, 2024", "", ""},
	} {
		if got, _ := findDate(c.in, c.lang); got != c.want {
			t.Errorf("findDate(%q, %q) = %q, want %q", c.in, c.lang, got, c.want)
		}
	}
}

func TestCleanNames(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"By Anna Berg", "Anna Berg"},
		{"by anna berg and Tom Ashby", "anna berg|Tom Ashby"},
		{"Written by: Anna Berg, PhD", "Anna Berg"},
		{"Anna Berg, Tom Ashby & Li Wei", "Anna Berg|Tom Ashby|Li Wei"},
		{"Anna Berg | 5 March 2024", "Anna Berg"},
		{"Anna Berg Nov 08, 2025 7 min read", "Anna Berg"},
		{"Von Jürgen Weißenfels, 5. März 2022", "Jürgen Weißenfels"},
		{"作者：林小溪", "林小溪"},
		{"Автор: Иван Петров", "Иван Петров"},
		{"By Anna Berg, Senior Editor", "Anna Berg"},
		{"By Anna Berg and Tom Ashby, Staff Writers and Editor in Chief", "Anna Berg|Tom Ashby"},
		{"https://example.org/anna", ""},
		{"5 March 2024", ""},
		{"", ""},
	} {
		if got := strings.Join(cleanNames(c.in), "|"); got != c.want {
			t.Errorf("cleanNames(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestMetadataOfPage shows what is read of the lines around a headline, and
// that nothing is of the comments below.
func TestMetadataOfPage(t *testing.T) {
	const before = `<title>Bread at night</title><body><nav><a href="/">Home</a></nav><article><h1>Bread at night</h1>`
	const after = `<p>We bake at night because the street is cool then, and because the first customers stand at the door at six.</p>
<h2>The dough</h2><p>It rests for fourteen hours. We fold it four times, and we never hurry it, whatever the weather says.</p></article>
<section class="comments"><h2>2 comments</h2><div class="comment"><span class="author">Troll99</span> <time datetime="2025-01-01">1 January 2025</time><p>First!</p></div>
<div class="comment"><span class="author">Jane Doe</span> <time datetime="2025-01-02">2 January 2025</time><p>Nice.</p></div></section><footer>© 2026. Today is 27 November 2026.</footer>`
	for _, c := range []struct{ lines, lang, authors, published, updated string }{
		{``, "en", "", "", ""},
		{`<p>By Ada Miller, 5 March 2024</p>`, "en", "Ada Miller", "2024-03-05", ""},
		{`<p class="byline">By <a href="/a">Ada Miller</a>, <a href="/b">Ben Okafor</a> and Chris Lee, Senior Editor</p><p>Published 5 March 2024, updated 7 March 2024</p>`,
			"en", "Ada Miller|Ben Okafor|Chris Lee", "2024-03-05", "2024-03-07"},
		{`<p>Words by Ada Miller • March 5th, 2024 • 4 min read</p>`, "en", "Ada Miller", "2024-03-05", ""},
		{`<div>Von Ada Müller, 5. März 2024, 14:30 Uhr</div>`, "de", "Ada Müller", "2024-03-05", ""},
		{`<div>Par Ada Miller – Publié le 5 février 2024 à 14h30, mis à jour le 8 février 2024</div>`, "fr", "Ada Miller", "2024-02-05", "2024-02-08"},
		{`<div>Автор: Иван Петров</div><div>5 марта 2024 г.</div>`, "ru", "Иван Петров", "2024-03-05", ""},
		{`<div>2024-03-05 14:30 来源：面包网 作者：王小明</div>`, "zh", "王小明", "2024-03-05T14:30:00", ""},
		{`<div>公開日：2024年3月5日 文：山田太郎</div>`, "ja", "山田太郎", "2024-03-05", ""},
		{`<div>김철수 기자</div><div>2024년 3월 5일</div>`, "ko", "김철수", "2024-03-05", ""},
	} {
		res, err := Page(parsePage(t, []byte(`<html lang="`+c.lang+`">`+before+c.lines+after)), PageOptions{Type: PageArticle})
		if err != nil {
			t.Fatal(err)
		}
		m := res.Metadata
		if a := strings.Join(m.Authors, "|"); a != c.authors || m.Published != c.published || m.Updated != c.updated {
			t.Errorf("%s: authors %q, published %q, updated %q", c.lines, a, m.Published, m.Updated)
		}
	}
}

// TestDatesOfHead shows what is read of the dates of a page before any is chosen.
func TestDatesOfHead(t *testing.T) {
	for _, c := range []struct {
		name, page, date string
		hint             uint8
	}{
		{"label before a time element", `<p>Page last modified <span><time datetime="2024-03-05">yesterday</time></span>`, "2024-03-05", hintUpdated},
		{"label before a text", `<div><span>Last updated:</span> <span>5 March 2024</span></div>`, "2024-03-05", hintUpdated},
		{"label in a heading", `<h4>Published</h4><p>5 March 2024</p>`, "2024-03-05", hintPublished},
		{"label with a date of its own", `<p>Updated 2 May 2024</p><p>5 March 2024</p>`, "2024-03-05", 0},
		{"label far away", `<p>Updated</p><ul><li><ul><li><ul><li><b>5 March 2024</b></ul></ul></ul>`, "2024-03-05", 0},
		{"sentence before", `<p>Updated guides help everybody who bakes bread at home.</p><p>5 March 2024</p>`, "2024-03-05", 0},
		{"month first, as the data says", `<meta property="article:published_time" content="2024-09-10T08:00:00Z"><p>09.10.2024</p>`, "2024-09-10", 0},
		{"day first, as the data says", `<meta property="article:published_time" content="2024-10-09T08:00:00Z"><p>09.10.2024</p>`, "2024-10-09", 0},
		{"no data", `<p>09.10.2024</p>`, "2024-10-09", 0},
		{"JSON-LD in a meta element", `<meta name="script:ld+json" content='{"@type":"Article","datePublished":"2024-03-05"}'>`, "2024-03-05", 0},
	} {
		h := readHead(parsePage(t, []byte(`<html lang="en"><body>`+c.page)))
		last := max(0, len(h.dates)-1) // of those that show
		h.gatherDates("")
		if len(h.dates) == 0 {
			t.Errorf("%s: no date", c.name)
		} else if d := h.dates[last]; d.value != c.date || d.hint != c.hint {
			t.Errorf("%s: %v", c.name, d)
		}
	}
}

// TestStatedDay: a day beside that of a time of publication is the same moment
// in another zone.
func TestStatedDay(t *testing.T) {
	for _, c := range []struct{ stated, shown, want string }{
		{"2024-03-05T23:00:55Z", "2024-03-06", "2024-03-05"},
		{"2024-03-05T02:00:00Z", "2024-03-04", "2024-03-05"},
		{"2024-03-05T08:00:00Z", "2024-03-06", "2024-03-06"},
		{"2024-03-05T23:00:55Z", "2024-03-07", "2024-03-07"},
		{"2024-03-05T23:00:55Z", "2024-03-06T10:00:00Z", "2024-03-06"},
		{"2024-03-05", "2024-03-06", "2024-03-06"},
	} {
		h := &pageHead{dates: []pageDate{{value: c.stated, source: fromMetaPublished}}}
		if got := h.statedDay(pageDate{value: c.shown, source: fromText}); got != c.want {
			t.Errorf("%s beside %s: %s, want %s", c.shown, c.stated, got, c.want)
		}
	}
}

// TestDateOfThread: the day of a thread is that of its first post, whatever stands
// above it.
func TestDateOfThread(t *testing.T) {
	const post = `<div itemscope itemtype="https://schema.org/Comment"><meta itemprop="datePublished" content="%s"><p>Mine stands at eighteen degrees.</p></div>`
	h := readHead(parsePage(t, []byte(`<body><div itemscope itemtype="https://schema.org/DiscussionForumPosting">
<meta itemprop="dateModified" content="2024-06-05T15:58:03Z"><h1>How warm is your dough?</h1><p>Latest post by Ann <time datetime="2024-06-05T15:58:03Z">5 June</time></p>
`+strings.ReplaceAll(post, "%s", "2024-06-02T20:22:24Z")+strings.ReplaceAll(post, "%s", "2024-06-03T09:00:00Z")+strings.ReplaceAll(post, "%s", "2024-06-05T15:58:03Z")+`</div>`)))
	h.gatherDates("")
	if c := h.chooseDate(h.dateCandidates("", forcedType(PageForum)), nil); c == nil || c.text != "2024-06-02T20:22:24Z" {
		t.Errorf("got %v", c)
	}
}

// TestKeepDates: a date that leaves the text is in the data.
func TestKeepDates(t *testing.T) {
	for _, c := range []struct{ line, known, published, updated string }{
		{"5 March 2024", "", "2024-03-05", ""},
		{"5 March 2024, updated 7 March 2024", "", "2024-03-05", "2024-03-07"},
		{"Last updated: 7 March 2024", "", "", "2024-03-07"},
		{"5 March 2024", "2024-03-04", "2024-03-04", ""},
	} {
		p := &pageRun{res: &PageResult{Metadata: Metadata{Published: c.known, Origins: map[string]string{}}}}
		p.keepDates(c.line)
		if m := p.res.Metadata; m.Published != c.published || m.Updated != c.updated {
			t.Errorf("%s: published %q, updated %q", c.line, m.Published, m.Updated)
		}
	}
}

// TestIsByline: what stands between the headline and the article is data; a
// sentence is not.
func TestIsByline(t *testing.T) {
	p := &pageRun{res: &PageResult{Metadata: Metadata{Authors: []string{"Ada Miller", "山田太郎"}}}}
	for text, want := range map[string]bool{
		"Ada Miller": true, "By Ada Miller": true, "By Ada Miller, Senior Editor": true, "5 March 2024": true,
		"Words by Ada Miller • Photography by Ben Okafor • March 5th, 2024 • 4 min read": true,
		"公開日：2024年3月5日 文：山田太郎":                                                           true,
		"Posted on Tuesday, March 5, 2024 by Ada Miller in Recipes":                      true,
		"Ada Miller is the author of three books about bread":                            false,
		"On March 5, 2024, the oven of the old bakery went out":                          false,
		"By the river": false, "Summary": false, "": false,
	} {
		if got := p.isByline(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestSiteInTitle(t *testing.T) {
	for _, c := range []struct{ title, host, want string }{
		{"The lamp | Harbour Weekly", "harbourweekly.example", "Harbour Weekly"},
		{"Harbour Weekly - The lamp", "harbourweekly.example", "Harbour Weekly"},
		{"The lamp | Stories", "harbourweekly.example", ""},
		{"The lamp", "lamp.example", ""},
	} {
		if got := (&pageHead{title: c.title}).siteInTitle(c.host); got != c.want {
			t.Errorf("%q on %s: %q", c.title, c.host, got)
		}
	}
}

func TestStripSite(t *testing.T) {
	names := []string{"harbourweekly", "example"}
	for _, c := range []struct{ in, want string }{
		{"The lamp | Harbour Weekly", "The lamp"},
		{"Harbour Weekly - The lamp", "The lamp"},
		{"The lamp – a story | Harbour Weekly", "The lamp – a story"},
		{"The lamp - and the sea", "The lamp - and the sea"},
		{"Harbour Weekly", "Harbour Weekly"},
	} {
		if got := stripSite(c.in, names); got != c.want {
			t.Errorf("stripSite(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNextPages(t *testing.T) {
	const page = `<link rel="next" href="/story/%s"><body><p>Text.</p>
<div class="pager"><a href="/story?page=2">2</a><a href="?page=3">3</a><a href="/story/2">2</a><a href="/other?page=2">x</a><a href="/story-of-2">y</a></div>`
	res, err := Page(parsePage(t, []byte(page)), PageOptions{URL: "https://example.org/story"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"https://example.org/story?page=2", "https://example.org/story?page=3", "https://example.org/story/2"}
	if !slices.Equal(res.Metadata.NextPages, want) {
		t.Errorf("got %q, want %q", res.Metadata.NextPages, want)
	}
}

func TestLinkedData(t *testing.T) {
	for _, c := range []struct{ name, script, title, author string }{
		{"plain", `{"@type":"Article","headline":"A","author":{"name":"Ann Lee"}}`, "A", "Ann Lee"},
		{"graph with a reference", `{"@graph":[{"@type":"WebPage","name":"W"},{"@type":"Article","headline":"A","author":{"@id":"#p"}},{"@id":"#p","@type":"Person","name":"Ann Lee"}]}`, "A", "Ann Lee"},
		{"author as text", `[{"@type":["BlogPosting","Thing"],"headline":"A","author":"Ann Lee"}]`, "A", "Ann Lee"},
		{"type as address", `{"@type":"http://schema.org/NewsArticle","headline":"A"}`, "A", ""},
		{"comma too many", "{\"@type\":\"Article\",\"headline\":\"A\",\n}", "A", ""},
		{"line break in a text", "{\"@type\":\"Article\",\"headline\":\"A\nB\"}", "A B", ""},
		{"comment around", `<!--{"@type":"Article","headline":"A"}-->`, "A", ""},
		{"not JSON", `hello`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			ld := parseLinkedData([]string{c.script})
			h := &pageHead{ld: ld}
			if got := ld.main.text("headline"); got != c.title {
				t.Errorf("headline %q, want %q", got, c.title)
			}
			if got := strings.Join(h.ldNames(ld.main["author"]), "|"); got != c.author {
				t.Errorf("author %q, want %q", got, c.author)
			}
		})
	}
}
