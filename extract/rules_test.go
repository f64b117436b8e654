package extract

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/page"
	"github.com/artx-cli/artx/extract/rules"
)

// cleanString cleans a fragment and returns what is left, with its article.
func cleanString(t testing.TB, src string, opt Options) (string, *Article) {
	t.Helper()
	root, _, err := body.ParseHTML([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	a, err := Clean(root, opt)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if err := html.Render(&b, n); err != nil {
			t.Fatal(err)
		}
	}
	return b.String(), a
}

func TestLoadRules(t *testing.T) {
	rules, err := rules.Load([]byte(`
# The pictures of one paper
lazy:
  - {attr: data-hires, kind: source, site: [paper.example]}
proxies:
  - {name: paper, hosts: ["*.img.paper.example"], path: /fetch/, take: path}
redirectors:
  - {name: out, hosts: [out.example], take: "query:to"}
players:
  - {provider: tube, match: "tube.example/e/{id}", to: "https://tube.example/watch/{id}"}
providers:
  - {id: tube, name: Tube, local: {zh: 管子}}
noise:
  - {rule: banner, select: "div.banner"}
keep: [".sharedaddy"]
drop: ["p > em.ad"]
header: {pubdate: date}
`), "artx.yaml")
	if err != nil {
		t.Fatal(err)
	}
	src := `<p>The text of the article itself, which outweighs all else.<em class="ad">Buy</em></p><div class="banner">Join us</div>
<img src="x.gif" data-hires="https://a.img.paper.example/fetch/https://pic.example/1.jpg">
<a href="https://out.example/?to=https%3A%2F%2Fgoal.example%2F">goal</a>
<iframe src="https://tube.example/e/42"></iframe><div class="sharedaddy">kept</div>`
	got, a := cleanString(t, src, Options{BaseURL: "https://paper.example/post", Rules: rules})
	for _, want := range []string{`src="https://pic.example/1.jpg"`, `href="https://goal.example/"`, `<a href="https://tube.example/watch/42">Tube</a>`, "kept"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
	for _, bad := range []string{"Buy", "Join us"} {
		if strings.Contains(got, bad) {
			t.Errorf("%s is left in\n%s", bad, got)
		}
	}
	if len(a.Embeds) != 1 || a.Embeds[0].ID != "42" {
		t.Errorf("embeds %+v", a.Embeds)
	}
	if len(rules.Header) != 1 || rules.Header[0].From != "pubdate" || rules.Header[0].To != "date" {
		t.Errorf("header %v", rules.Header)
	}
	if got, _ := cleanString(t, src, Options{BaseURL: "https://other.example/post", Rules: rules}); strings.Contains(got, "pic.example") {
		t.Error("a rule of one site was used on another")
	}
}

// TestBadSelector: a selector in the options that does not parse is an error.
func TestBadSelector(t *testing.T) {
	for _, opt := range []Options{{Keep: []string{"p["}}, {Drop: []string{"::::"}}} {
		if _, err := Clean(&html.Node{Type: html.DocumentNode}, opt); err == nil {
			t.Errorf("no error for %v", opt)
		}
	}
}

// TestRulesForSites: rows with a site hold for its articles alone.
func TestRulesForSites(t *testing.T) {
	rules, err := rules.Load([]byte(`
keep:
  - {select: .sharedaddy, site: [a.example]}
drop:
  - {select: .box, site: ["*.b.example/blog"]}
article:
  - {select: "#story", site: [a.example]}
header:
  - {from: wp_id, to: id, site: [a.example]}
  - {from: pubdate, to: date}
`), "f.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const content = `<p>The article itself, which is longer than what stands beside it.</p><div class="sharedaddy">Share</div><div class="box">Box</div>`
	for address, want := range map[string]struct{ share, box bool }{
		"https://a.example/1":          {share: true, box: true},
		"https://www.b.example/blog/1": {},
		"https://b.example/shop":       {box: true},
		"":                             {box: true},
	} {
		got, _ := cleanString(t, content, Options{BaseURL: address, Rules: rules})
		if strings.Contains(got, "Share") != want.share || strings.Contains(got, "Box") != want.box {
			t.Errorf("%q: %s", address, got)
		}
	}
	if keys := rules.Header.For("https://a.example/1"); len(keys) != 2 || keys[0].To != "id" {
		t.Errorf("a.example: %v", keys)
	}
	if keys := rules.Header.For("https://b.example/"); len(keys) != 1 || keys[0].To != "date" {
		t.Errorf("b.example: %v", keys)
	}
	doc, _, err := body.Parse([]byte(`<!doctype html><title>T</title><link rel="canonical" href="https://a.example/1"><body><div>Other text</div><div id="story">Story</div>`), body.KindPage)
	if err != nil {
		t.Fatal(err)
	}
	res, err := page.Find(doc, page.Options{Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	if text := dom.NodeText(res.Root, 100); text != "Story" {
		t.Errorf("page: %q", text)
	}
}

// TestSiteRows: a row for certain sites does not take the place of the built-in
// row elsewhere.
func TestSiteRows(t *testing.T) {
	rules, err := rules.Load([]byte(`lazy:
  - {attr: data-src, kind: smaller, site: [paper.example]}
  - {attr: data-srcset, kind: srcset, site: [other.example]}
  - {attr: data-info, kind: source, member: address, prefix: "https://pic.example.com/", site: [paper.example]}
background:
  - {attr: data-wall, site: [paper.example]}
`), "artx.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ html, at, elsewhere string }{
		{`<img src="https://e.com/a.jpg" data-src="https://e.com/b.jpg">`, "https://e.com/a.jpg", "https://e.com/b.jpg"},
		{`<img src="/x.jpg" data-info='{"address":"c.jpg"}'>`, "https://pic.example.com/c.jpg", "https://news.example/x.jpg"},
		{`<p>text</p><div data-wall="https://e.com/w.jpg"></div>`, "https://e.com/w.jpg", ""},
	} {
		for base, want := range map[string]string{"https://paper.example/1": test.at, "https://news.example/1": test.elsewhere} {
			_, a := cleanString(t, test.html, Options{Rules: rules, BaseURL: base})
			got := ""
			if len(a.Images) > 0 {
				got = a.Images[0].URL
			}
			if got != want {
				t.Errorf("%s at %s: got %q, want %q", test.html, base, got, want)
			}
		}
	}
}
