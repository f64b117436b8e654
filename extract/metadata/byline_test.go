package metadata

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/pagetype"
)

// TestNamesAlone: an author is a name, and nothing else.
func TestNamesAlone(t *testing.T) {
	for byline, want := range map[string]string{
		"By Ida Holm": "Ida Holm", "Autor/in: Ida Holm": "Ida Holm", "Autor:in: Ida Holm": "Ida Holm", "Ein Beitrag von Ida Holm": "Ida Holm",
		"erstellt von Dominique": "Dominique", "Interview: Julia Lauter": "Julia Lauter", "Publié par Ida Holm": "Ida Holm",
		"Ida Holm | Twitter": "Ida Holm", "Ida Holm Alle Artikel": "Ida Holm", "Ida Holm Follow": "Ida Holm", "Ida Followill": "Ida Followill",
		"Ida Holm/SP-X": "Ida Holm", "~ Cem Basman": "Cem Basman", "Joe S.": "Joe S.", "Ida Holm Senior Tech Reporter": "Ida Holm",
		"作者：王小明": "王小明", "記者王小明／台北報導": "王小明", "김철수 기자": "김철수", "Kai Roe and Una Lie": "Kai Roe|Una Lie",
		"Name": "", "Login": "", "Posted": "", "Published": "", "Follow": "", "Publiziert am 3. Mai": "", "Publiziert am": "", "6 years ago": "",
		"vor 3 Tagen": "", "4 min read": "", "Donnerstag": "", "Dezember 10": "", "No Author": "", "记者从气象台获悉": "",
		"April Roach": "April Roach", "20 Minuten": "20 Minuten",
	} {
		if got := strings.Join(CleanNames(byline), "|"); got != want {
			t.Errorf("%q: %q, want %q", byline, got, want)
		}
	}
}

// TestBylineText: elements that touch are not one word.
func TestBylineText(t *testing.T) {
	for src, want := range map[string]string{
		`<div id="b">Gina Trapani<span>CEO</span></div>`:                                     "Gina Trapani | CEO",
		`<div id="b">Marwan Adwan<sup>1</sup></div>`:                                         "Marwan Adwan",
		`<div id="b"><b>I</b>da Holm</div>`:                                                  "Ida Holm",
		`<div id="b"><span class="author">Kai Roe</span><i class="author">Una Lie</i></div>`: "Kai Roe, Una Lie",
		`<div id="b">By <a rel="author">Kai Roe</a> and others</div>`:                        "By Kai Roe and others",
	} {
		for n := range parse(t, src).Descendants() {
			if n.Type == html.ElementNode && slices.Contains(n.Attr, html.Attribute{Key: "id", Val: "b"}) {
				if got, _ := bylineText(n); got != want {
					t.Errorf("%s: %q, want %q", src, got, want)
				}
			}
		}
	}
}

// TestEmbeds: posts of other sites neither name nor date an article.
func TestEmbeds(t *testing.T) {
	for _, src := range []string{
		`<blockquote class="twitter-tweet"><p>Lamp</p><span class="author">Ida</span> <time datetime="2018-06-20">2018</time></blockquote>`,
		`<div class="fb-post"><span class="author">Ida</span> June 20, 2018</div>`,
	} {
		if h := Read(parse(t, src)); len(h.Dates)+len(h.Bylines) != 0 {
			t.Errorf("%s: %v %v", src, h.Dates, h.Bylines)
		}
	}
}

// TestAsOf: the day of the page's state, at its foot too, is that of a page that
// has no other.
func TestAsOf(t *testing.T) {
	for src, want := range map[string]string{
		`<html lang="de"><h1>Brot</h1><p>Text</p><footer>Stand: 25.8.2015</footer>`:                     "2015-08-25",
		`<html lang="de"><h1>Brot</h1><p>Text</p><footer><span>Stand:</span> <b>25.8.2015</b></footer>`: "2015-08-25",
		`<html lang="de"><h1>Brot</h1><p>Text</p><footer>© 25.8.2015</footer>`:                          "",
	} {
		h := Read(parse(t, src))
		got := ""
		if c := h.ChooseDate(h.DateCandidates("", pagetype.Forced(pagetype.Listing)), nil); c != nil {
			got = c.Text
		}
		if got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}

// TestTags: what a page shows of its article's tags, not of the site's.
func TestTags(t *testing.T) {
	for src, want := range map[string]string{
		`<p class="tags-links"><a rel="tag" href="/x">bees</a>, <a rel="tag" href="/y">clocks</a></p>`: "bees|clocks",
		`<ul class="post-tags"><li><a href="/b">#bees</a></li><li><a href="/c">clocks</a></li></ul>`:   "bees|clocks",
		`<p>Filed: <a href="/tags/bees/">bees</a></p>`:                                                 "bees",
		`<meta name="keywords" content="news, sport"><p class="tags"><a href="/b">bees</a></p>`:        "bees",
		`<meta property="article:tag" content="honey"><p class="tags"><a href="/b">bees</a></p>`:       "honey",
		`<aside><p class="tags"><a href="/b">bees</a></p></aside>`:                                     "",
		`<div class="widget"><a rel="tag" href="/b">bees</a></div>`:                                    "",
		`<a rel="category tag" href="/c/news">News</a>`:                                                "",
		strings.Repeat(`<div><p class="tags"><a href="/b">bees</a></p></div>`, 4):                      "",
	} {
		if got := strings.Join(Read(parse(t, src)).Metadata("").Tags, "|"); got != want {
			t.Errorf("%s: %q, want %q", src, got, want)
		}
	}
}

// TestSettleTitle: the site's name is no title and no part of one.
func TestSettleTitle(t *testing.T) {
	for _, c := range []struct{ page, title, site, want string }{
		{"", "新しい橋が開通：日刊タウン", "日刊タウン", "新しい橋が開通"},
		{"", "老桥重修通车-晚报网", "晚报网", "老桥重修通车"},
		{"", "晚报网：老桥", "晚报网", "老桥"},
		{"", "桥：新与旧", "晚报网", "桥：新与旧"},
		{"", "Self-Gazette", "Gazette", "Self-Gazette"},
	} {
		if got := Read(parse(t, c.page)).settleTitle(c.title, c.site, ""); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.page, c.title, got, c.want)
		}
	}
	for page, want := range map[string]string{
		`<title>Gazette</title><h1><a href="/">Gazette</a></h1><h2 class="entry-title">The ferry</h2>`:       "The ferry",
		`<title>The ferry - Gazette</title><h1 class="menu-title">Gazette</h1><h1 id="ferry">The ferry</h1>`: "The ferry - Gazette",
		`<title>Gazette</title><h1><a href="/">Gazette</a></h1><h2>News</h2>`:                                "Gazette",
	} {
		h := Read(parse(t, page))
		if c := Pick(h.ofArticle(h.TitleCandidates("", "", pagetype.Forced(pagetype.Article))), nil, NoBar); c.Text != want {
			t.Errorf("%s: %q, want %q", page, c.Text, want)
		}
	}
	for title, want := range map[string]string{"»The ferry«": "»The ferry«", "The ferry »": "The ferry", "The ferry -": "The ferry", "« A » et « B »": "« A » et « B »"} {
		if got := trimTitle(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
