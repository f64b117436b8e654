package frontmatter

import (
	"strings"
	"testing"
)

// presetCases are headers that stopped a generator, or meant something else to
// it, before the presets knew how it reads them. want is the header as a whole.
var presetCases = []struct{ name, preset, header, want string }{
	{"an instant keeps its zone", "hexo", "date: Tue, 31 Dec 2019 20:00:00 GMT\nupdated: 2020-01-01T08:00:00+08:00",
		"date: \"2019-12-31T20:00:00Z\"\nupdated: \"2020-01-01T08:00:00+08:00\""},
	{"an instant in quotes stays as it is", "hexo", "date: '2019-12-31T20:00:00Z'", "date: '2019-12-31T20:00:00Z'"},
	{"wall time and days have no quotes", "hexo", "date: 2019-12-31 10:00:00\nupdated: 2020-01-01", "date: 2019-12-31 10:00:00\nupdated: 2020-01-01"},
	{"minutes get their seconds", "hexo", "date: \"2019-12-31 10:00\"", "date: 2019-12-31 10:00:00"},
	{"a draft is unpublished", "hexo", "title: A\ndraft: true", "title: A\npublished: false"},
	{"the stricter of two keys counts", "hexo", "title: A\ndraft: true\npublished: true", "title: A\ndraft: true\npublished: false"},
	{"a status that hides", "hexo", "title: A\nstatus: private", "title: A\nstatus: private\npublished: false"},
	{"a public status needs no key", "hexo", "title: A\nstatus: publish", "title: A\nstatus: publish"},
	{"an address", "hexo", "url: 2010/04/x.html", "permalink: 2010/04/x.html"},
	{"an address ends somewhere", "hexo", "url: /old/x", "permalink: /old/x/"},

	{"an address without a slash", "hugo", "title: A\nurl: \"2010/04/x.html\"", "title: A\nurl: \"2010/04/x.html\""},
	{"an address of one word", "hugo", "title: A\nurl: about", "title: A\nurl: about"},
	{"another key's address without a slash", "hugo", "title: A\npermalink: 2010/04/x.html", "title: A\nurl: 2010/04/x.html"},
	{"a style of addresses is none", "hugo", "title: A\npermalink: pretty", "title: A\npermalink: pretty"},
	{"a pattern of addresses is none", "hugo", "title: A\npermalink: /:year/:title/", "title: A\npermalink: /:year/:title/"},
	{"an address with a query is none", "hugo", "title: A\nguid: /?p=17", "title: A\nguid: /?p=17"},
	{"an address with its host", "hugo", "title: A\nurl: https://a.example/x", "title: A\ncanonical_url: https://a.example/x"},
	{"both", "hugo", "url: https://a.example/x\npermalink: /x/", "canonical_url: https://a.example/x\nurl: /x/"},
	{"the name is taken", "hugo", "url: https://a.example/x\ncanonical_url: https://b.example/x",
		"canonical_url_: https://a.example/x\ncanonical_url: https://b.example/x"},
	{"own keys at the top", "hugo", "title: A\nmood: merry\nauthor: Ada", "title: A\nmood: merry\nauthor: Ada"},
	{"keys that place a page", "hugo", "title: A\nlang: zh\nmood: merry", "title: A\nmood: merry\nparams:\n  lang: zh"},
	{"no null among parameters", "hugo", "title: A\nparams:\nslug:", "title: A\nslug:"},
	{"minutes get their seconds", "hugo", "date: \"2019-12-31 20:00\"", "date: 2019-12-31T20:00:00"},
	{"a key that says nothing gives way", "hugo", "title: A\n# when\ndate:\npubDate: 2019-01-02\nslug: x", "title: A\n# when\ndate: 2019-01-02\nslug: x"},
	{"a status that hides", "hugo", "title: A\nstatus: draft", "title: A\nstatus: draft\ndraft: true"},
	{"a path of Docusaurus", "hugo", "title: A\nslug: /2016/x.html", "title: A\nurl: /2016/x.html"},

	{"an address without a slash", "jekyll", "title: A\nurl: 2010/04/x.html", "title: A\npermalink: 2010/04/x.html"},
	{"the cover", "jekyll", "title: A\ncover: /a.png", "title: A\nimage: /a.png"},
	{"a cover of several parts", "jekyll", "title: A\nimage:\n  path: /a.png\ncover: /b.png", "title: A\nimage:\n  path: /a.png\ncover: /b.png"},
	{"an instant", "jekyll", "date: 2019-12-31T20:00:00Z", "date: 2019-12-31 20:00:00 +0000"},

	{"a feed's date", "eleventy", "date: Tue, 31 Dec 2019 20:00:00 GMT", "date: 2019-12-31T20:00:00Z"},
	{"a date of Jekyll's", "eleventy", "date: 2019-12-31 20:00:00 +0100", "date: 2019-12-31T20:00:00+01:00"},
	{"a date in quotes", "eleventy", "date: \"2019-12-31 20:00:00\"", "date: 2019-12-31T20:00:00"},
	{"a date to be found", "eleventy", "date: git Last Modified", "date: git Last Modified"},
	{"an address ends somewhere", "eleventy", "permalink: /a/b", "permalink: /a/b/"},
	{"an address without a slash", "eleventy", "url: a/b.html", "permalink: /a/b.html"},
	{"an address by a template", "eleventy", "permalink: \"/b/{{ page.fileSlug }}\"", "permalink: \"/b/{{ page.fileSlug }}\""},
	{"no page at all", "eleventy", "permalink: false", "permalink: false"},

	{"nothing is left out", "astro", "title: A\ndescription:\ncover: ~\nupdated: ''\nslug:\nmood: null", "title: A"},
	{"comments stay", "astro", "title: A\n# why\nslug:\ntags: [a]", "title: A\n# why\ntags: [a]"},
	{"tags are a list of texts", "astro", "title: A\ntags: 2019", "title: A\ntags:\n  - \"2019\""},
	{"numbers among tags", "astro", "title: A\ntags: [2019, b, '']", "title: A\ntags: [\"2019\", b]"},
	{"a title that looks like something else", "astro", "title: 2019-01-02", "title: \"2019-01-02\""},
	{"a title that looks like a switch", "astro", "title: no", "title: \"no\""},

	{"nothing is left out", "docusaurus", "title: A\ntags:\nimage: ''\ndescription:\nauthors:", "title: A"},
	{"an empty tag", "docusaurus", "title: A\ntags: [\"\"]", "title: A\ntags: []"},
	{"an author", "docusaurus", "author: Ada Lovelace", "authors:\n  - name: Ada Lovelace"},
	{"names and keys of authors", "docusaurus", "authors: [ada, Bob King]", "authors:\n  - ada\n  - name: Bob King"},
	{"a slug with spaces", "docusaurus", "title: A\nslug: a b", "title: A\nslug: a-b"},
	{"an address", "docusaurus", "title: A\nurl: 2010/04/x.html", "title: A\nslug: /2010/04/x.html"},
	{"an address beside a slug", "docusaurus", "slug: x\npermalink: /2010/x/", "basename: x\nslug: /2010/x/"},

	{"nothing is left out", "zola", "title: A\ndate:\nslug: ''\nmood:", "title = \"A\""},
	{"a date has no quotes", "zola", "date: Tue, 31 Dec 2019 20:00:00 GMT", "date = 2019-12-31T20:00:00Z"},
	{"keywords are a list", "docusaurus", "tags: [a]\nkeywords: \"b, c\"", "tags: [a]\nkeywords:\n  - b\n  - c"},
	{"two keys of authors", "docusaurus", "author: Ada\nauthors:\n  - name: Bob", "byline: Ada\nauthors:\n  - name: Bob"},

	{"templates are files", "zola", "title: A\ntemplate: post\nweight: 3", "title = \"A\"\nweight = 3\n\n[extra]\ntemplate = \"post\""},
	{"an address without a slash", "zola", "url: 2010/04/x", "path = \"2010/04/x\""},
	{"a status that hides", "zola", "status: draft", "draft = true\n\n[extra]\nstatus = \"draft\""},

	{"where a note is from", "obsidian", "url: https://a.example/x", "source: https://a.example/x"},
	{"where it is from already", "obsidian", "source: https://a.example/x\nurl: https://b.example/x", "source: https://a.example/x\nurl: https://b.example/x"},
	{"words for tags", "obsidian", "tags: [open source, C++, a/b]", "tags: [open-source, Cpp, a/b]"},
	{"a draft is not for Publish", "obsidian", "draft: true", "publish: false"},
}

// TestPresetHeaders writes the headers, and each result once more, which may
// change nothing.
func TestPresetHeaders(t *testing.T) {
	for _, tc := range presetCases {
		t.Run(tc.preset+", "+tc.name, func(t *testing.T) {
			_, doc := parse(t, []byte("---\n"+tc.header+"\n---\n"))
			doc.Clean(CleanOptions{})
			for _, pass := range []string{"once", "twice"} {
				out, err := doc.Encode(EncodeOptions{Preset: tc.preset})
				if err != nil {
					t.Fatal(err)
				}
				got := strings.Trim(string(out), "-+\n")
				if got != tc.want {
					t.Fatalf("written %s:\n%s\nwant\n%s", pass, got, tc.want)
				}
				_, doc = parse(t, out)
			}
		})
	}
}
