package page

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/rules"
)

const loaf = `<p>We bake at night because the street is cool then, and because the first customers stand at the door at six.</p>
<p>The dough rests for fourteen hours. We fold it four times, and we never hurry it, whatever the weather says about it.</p>
<p>In the morning the oven is swept with a wet broom, and the last heat goes into the rusks for the week that follows.</p>`

// TestKeptComments reads the comments of each platform's markup: who, when, what,
// and what answers what.
func TestKeptComments(t *testing.T) {
	for name, c := range map[string]struct{ page, want string }{
		"WordPress": {`<ol class="comment-list"><li class="comment depth-1" id="comment-1"><article class="comment-body"><footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Ann</b> <span class="says">says:</span></div>
<div class="comment-metadata"><a href="#comment-1"><time datetime="2025-01-02T10:00:00Z">2 January 2025</time></a></div></footer><div class="comment-content"><p>Good bread.</p></div><div class="reply"><a class="comment-reply-link" href="#">Reply</a></div></article>
<ol class="children"><li class="comment depth-2" id="comment-2"><article class="comment-body"><footer class="comment-meta"><b class="fn">Bo</b></footer><div class="comment-content"><p>It is.</p></div></article></li></ol></li></ol>`,
			"0 Ann 2025-01-02T10:00:00Z: Good bread. / 1 Bo : It is."},
		"WordPress before HTML 5": {`<ol class="commentlist"><li class="comment even" id="comment-1"><div class="comment-body"><div class="comment-author vcard"><cite class="fn">Ann</cite> <span class="says">sagt:</span></div>
<div class="comment-meta commentmetadata"><a href="#c">19.04.2016 um 20:55 Uhr</a></div><p>Gutes Brot.</p><div class="reply"><a href="#">Antworten</a></div></div></li></ol>`,
			"0 Ann 2016-04-19: Gutes Brot."},
		"Blogger": {`<div class="comment-thread"><ol><li class="comment" id="c1"><div class="comment-block"><div class="comment-header"><cite class="user"><a href="/u">Ann</a></cite> <span class="datetime"><a href="#c1">September 11, 2008 at 2:06 PM</a></span></div>
<p class="comment-content">Good bread.</p><span class="comment-actions"><a>Reply</a></span></div></li></ol></div>`, "0 Ann 2008-09-11: Good bread."},
		"Drupal": {`<article class="comment" typeof="sioc:Post sioct:Comment"><header><p class="submitted"><span class="username">Ann</span> <time datetime="2023-10-18T13:11:26+02:00">18 October</time></p></header>
<div class="field field-name-comment-body"><p>Good bread.</p></div><ul class="links"><li><a href="/reply">Reply</a></li></ul></article>`, "0 Ann 2023-10-18T13:11:26+02:00: Good bread."},
		"schema.org": {`<div itemscope itemtype="https://schema.org/Comment"><span itemprop="author">Ann</span> <time itemprop="datePublished" datetime="2025-01-02">2 January</time><p itemprop="text">Good bread.</p></div>`,
			"0 Ann 2025-01-02: Good bread."},
		"the usual names": {`<div id="comments"><div class="comment"><span class="author">Ann</span> <span class="date">2 days ago</span><p class="text">Good bread.</p></div></div>`,
			"0 Ann 2 days ago: Good bread."},
		"none": {`<div id="comments"><form>Say something</form></div>`, ""},
	} {
		src := `<html lang="en"><title>Bread at night</title><body><main><article><h1>Bread at night</h1>` + loaf + `</article>` + c.page + `</main>`
		res, err := Find(parsePage(t, []byte(src)), Options{Type: Article, Comments: true})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range res.Comments {
			got = append(got, fmt.Sprintf("%d %s %s: %s", c.Depth, c.Author, c.Date+c.When, dom.NodeText(c.Root, 100)))
		}
		if list := strings.Join(got, " / "); list != c.want {
			t.Errorf("%s: %s, want %s", name, list, c.want)
		}
		text := dom.NodeText(res.Root, 5000)
		if strings.Contains(c.want, "bread") && strings.Count(text, "Good bread.") != 1 {
			t.Errorf("%s: the article and its comments are %q", name, text)
		}
	}
}

// TestWithoutComments: comments are kept for those who ask for them.
func TestWithoutComments(t *testing.T) {
	src := `<title>Bread</title><article><h1>Bread</h1>` + loaf + `</article><div id="comments"><div class="comment"><b class="author">Ann</b><p class="text">Good bread.</p></div></div>`
	res, err := Find(parsePage(t, []byte(src)), Options{})
	if err != nil || res.Comments != nil {
		t.Errorf("%v, %v", res.Comments, err)
	}
}

// TestPlatforms: what the row of a known software says, on pages of our own.
func TestPlatforms(t *testing.T) {
	for name, c := range map[string]struct{ page, title, author, date string }{
		"pelican": {`<meta name="generator" content="Pelican"><title>Bread</title><body><h1><a href="/">The Oven</a></h1><h2 class="entry-title"><a href="/b.html">Bread at night</a></h2>
<footer><time class="published" datetime="2021-05-29T00:00:00+00:00">Sat 29 May 2021</time> <address class="vcard author">By <a class="url fn" href="/author">Ann Lee</a></address></footer>` + loaf,
			"Bread at night", "Ann Lee", "2021-05-29T00:00:00Z"},
		"pandoc": {`<meta name="generator" content="pandoc"><title>b</title><body><header id="title-block-header"><h1 class="title">Bread at night</h1><p class="author">Ann Lee</p><p class="author">Bo Lind</p><p class="date">2021-05-29</p></header>` + loaf,
			"Bread at night", "Ann Lee|Bo Lind", "2021-05-29"},
		"asciidoctor": {`<meta name="generator" content="Asciidoctor 2.0.18"><title>b</title><body><div id="header"><h1>Bread at night</h1><div class="details"><span id="author" class="author">Ann Lee</span> <span id="revdate">2021-05-29</span></div></div><div id="content">` + loaf + `</div>`,
			"Bread at night", "Ann Lee", "2021-05-29"},
		"papermod": {`<meta name="generator" content="Hugo 0.111.3"><title>b</title><body><article><header class="post-header"><h1 class="post-title">Bread at night</h1><div class="post-meta"><span title="2021-05-29 00:00:00 +0000 UTC">May 29</span>&nbsp;·&nbsp;1 min&nbsp;·&nbsp;Ann Lee</div></header>` + loaf,
			"Bread at night", "Ann Lee", "2021-05-29T00:00:00Z"},
	} {
		res, err := Find(parsePage(t, []byte(c.page)), Options{Type: Article})
		if err != nil {
			t.Fatal(err)
		}
		m := res.Metadata
		if a := strings.Join(m.Authors, "|"); m.Title != c.title || a != c.author || m.Published != c.date || m.Origins["title"] != name {
			t.Errorf("%s: title %q (%s), authors %q, published %q", name, m.Title, m.Origins["title"], a, m.Published)
		}
	}
}

// TestPlatformDocs runs the row of docs/rules.md.
func TestPlatformDocs(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "rules.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, row, _ := strings.Cut(string(doc), "```yaml\nplatforms:")
	row, _, _ = strings.Cut(row, "```")
	own, err := rules.Load([]byte("platforms:"+row), "rules.md")
	if err != nil {
		t.Fatal(err)
	}
	const page = `<title>Paper</title><body><h2 class="head">Bread at night</h2><p class="by">From <a>Ann Lee</a></p><p class="stamp">29 May 2021</p>` + loaf +
		`<div class="letter"><b class="from">Bo</b><p class="says">Good bread.</p></div>`
	res, err := Find(parsePage(t, []byte(page)), Options{Rules: own, URL: "https://paper.example/1", Comments: true, Type: Article})
	if err != nil {
		t.Fatal(err)
	}
	m := res.Metadata
	if m.Title != "Bread at night" || strings.Join(m.Authors, "|") != "Ann Lee" || m.Published != "2021-05-29" || len(res.Comments) != 1 || res.Comments[0].Author != "Bo" {
		t.Errorf("%q %q %q %v", m.Title, m.Authors, m.Published, res.Comments)
	}
}

// TestPlatformArticle: a row's article is taken in place of what would be found.
func TestPlatformArticle(t *testing.T) {
	own, err := rules.Load([]byte("platforms:\n  - {name: press, mark: body.press, article: .story, title: .story h2}\n"), "artx.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for class, want := range map[string]bool{"press": true, "other": false} {
		page := `<title>P</title><body class="` + class + `"><div class="story"><h2>Bread</h2><p>Short.</p></div><div>` + loaf + `</div>`
		res, err := Find(parsePage(t, []byte(page)), Options{Rules: own})
		if err != nil {
			t.Fatal(err)
		}
		if got := dom.NodeText(res.Root, 1000) == "Short."; got != want {
			t.Errorf("%s: %q", class, dom.NodeText(res.Root, 1000))
		}
	}
}
