package page

import (
	"slices"
	"strings"
	"testing"

	"github.com/artx-cli/artx/extract/internal/pagetype"
	"github.com/artx-cli/artx/extract/metadata"
)

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
		{`<p>文 | 王小明</p><p>2024年3月5日</p>`, "zh", "王小明", "2024-03-05", ""},
		{`<p>作者：王小明　2024年3月5日</p>`, "zh", "王小明", "2024-03-05", ""},
		{`<p>김철수 기자 | 2024.03.05 14:30</p>`, "ko", "김철수", "2024-03-05", ""},
		{`<p>BY ADA MILLER</p>`, "en", "ADA MILLER", "", ""},
		{`<p>di Ada Mugnaio</p>`, "it", "Ada Mugnaio", "", ""},
		{`<p class="byline">By Ada Miller ada@mill.example</p>`, "en", "Ada Miller", "", ""},
		{`<p class="byline">By Ada Miller, Special to The Post</p>`, "en", "Ada Miller", "", ""},
		{`<p>By the river</p>`, "en", "", "", ""},
		{`<div class="author">Posted 6 years ago</div>`, "en", "", "", ""},
		{`<div class="author"><a href="/login">Login</a></div>`, "en", "", "", ""},
		{`<div>김철수 기자</div><div>2024년 3월 5일</div>`, "ko", "김철수", "2024-03-05", ""},
	} {
		res, err := Find(parsePage(t, []byte(`<html lang="`+c.lang+`">`+before+c.lines+after)), Options{Type: pagetype.Article})
		if err != nil {
			t.Fatal(err)
		}
		m := res.Metadata
		if a := strings.Join(m.Authors, "|"); a != c.authors || m.Published != c.published || m.Updated != c.updated {
			t.Errorf("%s: authors %q, published %q, updated %q", c.lines, a, m.Published, m.Updated)
		}
	}
}

// TestDateOfThread: the day of a thread is that of its first post, whatever stands
// above it.
func TestDateOfThread(t *testing.T) {
	const post = `<div itemscope itemtype="https://schema.org/Comment"><meta itemprop="datePublished" content="%s"><p>Mine stands at eighteen degrees.</p></div>`
	h := metadata.Read(parsePage(t, []byte(`<body><div itemscope itemtype="https://schema.org/DiscussionForumPosting">
<meta itemprop="dateModified" content="2024-06-05T15:58:03Z"><h1>How warm is your dough?</h1><p>Latest post by Ann <time datetime="2024-06-05T15:58:03Z">5 June</time></p>
`+strings.ReplaceAll(post, "%s", "2024-06-02T20:22:24Z")+strings.ReplaceAll(post, "%s", "2024-06-03T09:00:00Z")+strings.ReplaceAll(post, "%s", "2024-06-05T15:58:03Z")+`</div>`)))
	h.GatherDates("")
	if c := h.ChooseDate(h.DateCandidates("", pagetype.Forced(pagetype.Forum)), nil); c == nil || c.Text != "2024-06-02T20:22:24Z" {
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
		p := &pageRun{res: &Result{Metadata: metadata.Metadata{Published: c.known, Origins: map[string]string{}}}}
		p.keepDates(c.line)
		if m := p.res.Metadata; m.Published != c.published || m.Updated != c.updated {
			t.Errorf("%s: published %q, updated %q", c.line, m.Published, m.Updated)
		}
	}
}

// TestIsByline: what stands between the headline and the article is data; a
// sentence is not.
func TestIsByline(t *testing.T) {
	p := &pageRun{res: &Result{Metadata: metadata.Metadata{Authors: []string{"Ada Miller", "山田太郎"}}}}
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

func TestNextPages(t *testing.T) {
	const page = `<link rel="next" href="/story/%s"><body><p>Text.</p>
<div class="pager"><a href="/story?page=2">2</a><a href="?page=3">3</a><a href="/story/2">2</a><a href="/other?page=2">x</a><a href="/story-of-2">y</a></div>`
	res, err := Find(parsePage(t, []byte(page)), Options{URL: "https://example.org/story"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"https://example.org/story?page=2", "https://example.org/story?page=3", "https://example.org/story/2"}
	if !slices.Equal(res.Metadata.NextPages, want) {
		t.Errorf("got %q, want %q", res.Metadata.NextPages, want)
	}
}

// TestTitleBesideSite: where the first heading is the site's name, the post has the next.
func TestTitleBesideSite(t *testing.T) {
	for _, top := range []string{
		`<title>The Reed Post » The village kiln</title><body><div id="header"><h1><a href="/">The Reed Post</a></h1></div><div class="post"><h2><a href="/kiln" rel="bookmark">The village kiln</a></h2>`,
		`<title>The Reed Post</title><body><h1 class="site-title"><a href="/">The Reed Post</a></h1><div class="post"><h2 class="entry-title">The village kiln</h2>`,
		`<title>The village kiln - The Reed Post</title><body><h1 id="logo"><a href="/"><img src="/l.png" alt="The Reed Post"></a></h1><div><h2>The village kiln</h2>`,
	} {
		if _, res := findIn(t, top+para(0)+para(1)+para(2)+"</div>"); res.Metadata.Title != "The village kiln" {
			t.Errorf("%q of %s", res.Metadata.Title, top)
		}
	}
}
