package extract

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// cleanString cleans a fragment and returns what is left, with its article.
func cleanString(t testing.TB, src string, opt Options) (string, *Article) {
	t.Helper()
	root, _, err := Parse([]byte(src))
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
	rules, err := LoadRules([]byte(`
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

func TestLoadRulesErrors(t *testing.T) {
	for _, test := range []struct {
		name, src, want string
	}{
		{"unknown section", "lazy: []\nlazzy: []\n", `f.yaml:2: unknown key "lazzy"`},
		{"unknown key of a row", "lazy:\n  - attr: data-x\n    knd: source\n", `f.yaml:3: unknown key "knd"`},
		{"bad kind", "lazy:\n  - {attr: data-x, kind: source}\n  - {attr: data-y, kind: big}\n", `f.yaml:3: lazy: kind "big"; want source, possible, srcset, larger, smaller or alternate`},
		{"bad attribute", "lazy:\n- {attr: 'Data X', kind: source}\n", `f.yaml:2: lazy: attr "Data X" is not the name of an attribute in lower case`},
		{"bad take", "proxies:\n  - {name: a, hosts: [a.example], take: body}\n", `f.yaml:2: proxies: take "body"; want query, query:NAME or path`},
		{"bad host", "proxies:\n  - {name: a, hosts: ['https://a.example/'], take: path}\n", `f.yaml:2: proxies: "https://a.example/" is not a host; want host, *.host or name.*`},
		{"bad player", "\nplayers:\n  - {provider: a, match: 'a.example/{id}', to: 'https://a.example/{vid}'}\n", `f.yaml:3: players: match "a.example/{id}": to has {vid}, which match does not`},
		{"bad pair", "players:\n  - {provider: a, match: 'a.example/{id}', to: 'https://a.example/[{id}'}\n", `f.yaml:2: players: to "https://a.example/[{id}" has a bracket without its pair`},
		{"bad noise selector", "noise:\n  - {rule: a, select: 'div > p'}\n", `f.yaml:2: noise: "div > p": want one compound selector of tag, #id, .class and [attribute]`},
		{"bad guard", "noise:\n  - {rule: a, select: div, guard: huge}\n", `f.yaml:2: noise: "div": unknown guard "huge"; use short, links, buttons, listing, tags, empty or mark`},
		{"unknown key of a selector", "keep:\n  - .a\n  - {selec: .b}\n", `f.yaml:3: unknown key "selec"`},
		{"key without a new name", "header:\n  - {from: a}\n", `f.yaml:2: header: a row needs from and to`},
		{"bad selector", "drop:\n  - .a\n  - 'p['\n", `f.yaml:3: drop: selector "p["`},
		{"names side by side", "players:\n  - {provider: a, match: 'a.example/{id}{b}', to: 'https://a.example/{id}'}\n", `f.yaml:2: players: match "a.example/{id}{b}": names stand in braces, with text between them`},
		{"open brace", "players:\n  - {provider: a, match: 'a.example/{id', to: 'https://a.example/'}\n", `f.yaml:2: players: match "a.example/{id": names stand in braces`},
		{"test that does not exist", "noise:\n  - {rule: a, select: 'div[id$=x]'}\n", `f.yaml:2: noise: "div[id$=x]": [id$=x]: want [name], [name=value], [name^=value] or [name*=value]`},
		{"bad name", "noise:\n  - {rule: a, select: '.a!b'}\n", `f.yaml:2: noise: ".a!b": missing name behind '.'`},
		{"site with a scheme", "lazy:\n  - {attr: data-x, kind: source, site: ['https://a.example']}\n", `f.yaml:2: lazy: site "https://a.example"; want host, *.host or host/path`},
		{"site of a selector", "keep:\n  - .a\n  - {select: .b, site: ['*']}\n", `f.yaml:3: keep: site "*"; want host, *.host or host/path`},
		{"bad tracker", "trackers:\n  - utm_*\n  - a b\n", `f.yaml:3: trackers: "a b" is not the name of a parameter`},
		{"prefix of nothing", "lazy:\n  - {attr: data-x, kind: source, prefix: 'https://a.example/'}\n", `f.yaml:2: lazy: prefix stands before a member; name the member`},
		{"text for a list", "lazy: hello\n", `f.yaml:1: want a list of rows, not "hello"`},
		{"mapping for a list", "lazy:\n  attr: x\n", `f.yaml:2: want a list of rows, not a mapping`},
		{"one host for a list", "proxies:\n  - {name: a, hosts: a.example, take: path}\n", `f.yaml:2: want a list, not "a.example"`},
		{"text for a truth", "proxies:\n  - {name: a, hosts: [a.example], take: path, local: maybe}\n", `f.yaml:2: want true or false, not "maybe"`},
		{"two documents", "lazy: []\n---\nlazzy: []\n", `f.yaml: more than one YAML document; want all sections in one`},
		{"section twice", "lazy: []\nlazy: []\n", `f.yaml:2: mapping key "lazy" already defined at line 1`},
		{"mistakes in two sections", "background:\n  - {attr: 'B c'}\nlazy:\n  - {attr: 'A b', kind: source}\n", `f.yaml:4: lazy: attr "A b"`},
		{"bad selectors in three sections", "article:\n  - 'a['\ndrop:\n  - 'b['\nkeep:\n  - 'c['\n", `f.yaml:6: keep: selector "c["`},
		{"bad sites in two sections", "drop:\n  - {select: .b, site: ['*']}\nkeep:\n  - {select: .a, site: ['*']}\n", `f.yaml:4: keep: site "*"`},
		{"not a mapping", "- a\n", `f.yaml:1: want sections with rows, not a list`},
		{"broken YAML", "lazy: [\n", `f.yaml:`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := LoadRules([]byte(test.src), "f.yaml")
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("error %v is no *Error", err)
			}
			if !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got  %s\nwant %s", err, test.want)
			}
		})
	}
	if r, err := LoadRules(nil, "empty"); err != nil || r == nil {
		t.Errorf("an empty file: %v", err)
	}
}

// TestRulesPrint prints the built-in tables as a rules file and reads it again.
func TestRulesPrint(t *testing.T) {
	src, err := BuiltinRules().YAML()
	if err != nil {
		t.Fatal(err)
	}
	r, err := LoadRules(src, "builtin.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Lazy) != len(lazyAttributes) || len(r.Players) != len(players) || len(r.Noise) != len(noise) || len(r.Proxies) != len(proxies) || len(r.Redirectors) != len(redirectors) {
		t.Error("rows were lost")
	}
	if !strings.Contains(string(src), "# jQuery Lazyload") {
		t.Error("the origin is not printed")
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
	rules, err := LoadRules([]byte(`
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
	doc, _, err := ParseBody([]byte(`<!doctype html><title>T</title><link rel="canonical" href="https://a.example/1"><body><div>Other text</div><div id="story">Story</div>`), KindPage)
	if err != nil {
		t.Fatal(err)
	}
	res, err := Page(doc, PageOptions{Rules: rules})
	if err != nil {
		t.Fatal(err)
	}
	if text := nodeText(res.Root, 100); text != "Story" {
		t.Errorf("page: %q", text)
	}
}

// TestSiteRows: a row for certain sites does not take the place of the built-in
// row elsewhere.
func TestSiteRows(t *testing.T) {
	rules, err := LoadRules([]byte(`lazy:
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
