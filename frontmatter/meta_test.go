package frontmatter

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMeta(t *testing.T) {
	tests := []struct {
		name string
		src  string
		want Meta
	}{
		{"jekyll-import from WordPress", `---
status: publish
published: true
title: A title
author:
  display_name: Ada
  login: ada1
author_email: ada@example.com
wordpress_url: http://example.com/?p=3
date: '2011-04-17 17:51:35 -0400'
date_gmt: '2011-04-17 21:51:35 -0400'
categories:
- News
tags: []
---
`, Meta{Title: "A title", Authors: []string{"Ada"}, Published: dateOf("2011-04-17T17:51:35-04:00"), Categories: []string{"News"}, URL: "http://example.com/?p=3"}},
		{"jekyll-import from Blogger", `---
title: 'Seară '
author: voyages
tags:
modified_time: '2019-10-08T17:32:16.813+02:00'
thumbnail: https://img.example/a.png
blogger_orig_url: https://www.example.com/2019/10/seara.html
---
`, Meta{Title: "Seară", Authors: []string{"voyages"}, Updated: dateOf("2019-10-08T17:32:16.813+02:00"), Cover: "https://img.example/a.png", URL: "https://www.example.com/2019/10/seara.html"}},
		{"blogsync", `---
Title: 夜の港
Category:
- ruby
Date: 2009-03-22T04:37:14+09:00
URL: http://example.com/entry/1
Draft: true
---
`, Meta{Title: "夜の港", Categories: []string{"ruby"}, Published: dateOf("2009-03-22T04:37:14+09:00"), URL: "http://example.com/entry/1", Draft: true}},
		{"hugo", `+++
title = "A"
date = 2014-04-17T15:04:00Z
lastmod = 2014-04-18
draft = true
tags = ["a", "b"]
keywords = ["c"]
slug = "a-slug"
summary = "short"
images = ["/a.png", "/b.png"]
[author]
name = "Ada"
+++
`, Meta{Title: "A", Authors: []string{"Ada"}, Published: dateOf("2014-04-17T15:04:00Z"), Updated: dateOf("2014-04-18"), Tags: []string{"a", "b"}, Cover: "/a.png", Description: "short", Slug: "a-slug", Draft: true}},
		{"zola", `+++
title = "A"
authors = ["Ada", "Bob"]
[taxonomies]
tags = ["a"]
categories = ["b"]
[extra]
title = "B"
cover = "/a.png"
+++
`, Meta{Title: "A", Cover: "/a.png", Authors: []string{"Ada", "Bob"}, Tags: []string{"a"}, Categories: []string{"b"}}},
		{"docusaurus", `---
title: A
authors:
  - name: Ada
    url: https://example.com/ada
  - bob
tags: [a, {label: B, permalink: /b}]
image: ./a.png
unlisted: true
---
`, Meta{Title: "A", Authors: []string{"Ada", "bob"}, Tags: []string{"a", "B"}, Cover: "./a.png"}},
		{"astro", "---\ntitle: A\npubDate: Jul 08 2022\nupdatedDate: 2022-07-09\nheroImage: /a.jpg\n---\n",
			Meta{Title: "A", Published: dateOf("2022-07-08"), Updated: dateOf("2022-07-09"), Cover: "/a.jpg"}},
		{"obsidian clipper", "---\ntitle: A\nsource: https://example.com/a\nauthor:\n  - \"[[Ada]]\"\npublished: 2024-01-02\ncreated: 2024-02-03\n---\n",
			Meta{Title: "A", Authors: []string{"Ada"}, Published: dateOf("2024-01-02"), URL: "https://example.com/a"}},
		{"comma lists", "---\ntags: a, b，c\ncategory: 随笔、生活\n---\n", Meta{Tags: []string{"a", "b", "c"}, Categories: []string{"随笔", "生活"}}},
		{"cover of PaperMod", "---\ncover:\n  image: /a.jpg\n  alt: x\n---\n", Meta{Cover: "/a.jpg"}},
		{"whole address before a path", "---\npermalink: /a/\nguid: http://example.com/?p=1\n---\n", Meta{URL: "http://example.com/?p=1"}},
		{"source that is no address", "---\nsource: a newspaper\nlang: de\nsite: Example\n---\n", Meta{Lang: "de", Site: "Example"}},
		{"empty before full", "---\ndescription:\nexcerpt: short\ncover: ''\nthumbnail: /a.png\n---\n", Meta{Description: "short", Cover: "/a.png"}},
		{"status", "---\nstatus: draft\n---\n", Meta{Draft: true}},
		{"json of hexo", "\"title\": \"A\",\n\"date\": \"2013/7/13 20:46:25\"\n;;;\n", Meta{Title: "A", Published: dateOf("2013-07-13T20:46:25")}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, doc := parse(t, []byte(tt.src))
			if diff := cmp.Diff(tt.want, doc.Meta(), cmp.Comparer(func(a, b Date) bool { return a.String() == b.String() })); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func dateOf(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// TestKeysDocumented compares the package comment's table with the rules.
func TestKeysDocumented(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range keyRules {
		if r.role != roleNone && r.role != roleLayout && !strings.Contains(string(doc), " "+r.key+" (") {
			t.Errorf("doc.go does not name %s (%s)", r.key, r.from)
		}
	}
	for _, p := range Presets() {
		if !strings.Contains(string(doc), "//	"+p+" ") {
			t.Errorf("doc.go does not name the preset %s", p)
		}
	}
}
