package body

import (
	"strings"
	"testing"
)

func TestDetect(t *testing.T) {
	for _, tc := range []struct {
		what, body string
		want       Kind
	}{
		{"empty", "", KindMarkdown},
		{"plain text", "One line.\n\nAnother.\n", KindMarkdown},
		{"Markdown", "# Title\n\n* a\n* [b](http://example.com/)\n", KindMarkdown},
		{"HTML in a fence", "```html\n<div>\n```\n", KindMarkdown},
		{"HTML in a code span", "Use `<div>` here.\n", KindMarkdown},
		{"autolinks", "See <https://example.com/?a=b> or <me@example.com>.\n", KindMarkdown},
		{"an escaped tag", "Write \\<b> for bold.\n", KindMarkdown},
		{"comparison", "a < b and c > d\n", KindMarkdown},
		{"what Markdown cannot say", "H<sub>2</sub>O is *wet*, <kbd>F1</kbd> <abbr title=\"x y\">helps</abbr>.\n", KindMarkdown},
		{"emphasis that Markdown cannot say", "他说<strong>你好。</strong>然后*x*\n\n<em>（注）</em>的\n", KindMarkdown},
		{"a fold", "<details>\n<summary>more</summary>\n\n*less*\n\n</details>\n", KindMarkdown},

		{"paragraphs", "<p>One</p>\n<p>Two</p>\n", KindArticle},
		{"text with tags", "One<br>\n<br>\nTwo <b>three</b>\n", KindArticle},
		{"numbered text", "1. First<br>2. Second<br>", KindArticle},
		{"emphasis alone", "A <strong>word</strong> (<em>and more</em>)", KindArticle},
		{"emphasis at the edge", "<strong>（注）</strong>", KindArticle},
		{"subscript with a class", "H<sub class=x>2</sub>O", KindArticle},
		{"code", "Use <code>x</code>.", KindArticle},
		{"a fold of HTML", "<details><summary>more</summary>less</details>", KindArticle},
		{"a hash in text", "#1 of <b>many</b>", KindArticle},
		{"Markdown signs inside HTML", "<p>\n# no heading\n</p>\n<pre>\n* no\n* list\n</pre>\n", KindArticle},
		{"indented HTML", "<div>\n\n        <p>deep</p>\n\n        <p>deeper</p>\n</div>", KindArticle},
		{"a call in text", "x[i](y) <b>z</b>", KindArticle},
		{"<html> behind front matter", "<html><body><p>x</p></body></html>", KindArticle},

		{"a link and a tag", "A [link](http://example.com/) and <b>bold</b>.\n", KindMixed},
		{"a heading and a block", "## Heading\n\n<div>x</div>\n", KindMixed},
		{"a list and a tag", "* one\n* two <br>\n", KindMixed},
		{"a fence and a paragraph", "```\nx\n```\n\n<p>y</p>\n", KindMixed},
		{"a table and a tag", "| a | b |\n|---|---|\n| 1 | <b>2</b> |\n", KindMixed},
		{"a reference", "[a] <i>b</i>\n\n[a]: http://example.com/\n", KindMixed},
		{"strong emphasis", "<em>x</em> and **y**\n", KindMixed},
	} {
		if got := Detect([]byte(tc.body), true); got != tc.want {
			t.Errorf("%s: Detect(%q) = %s, want %s", tc.what, tc.body, got, tc.want)
		}
	}
}

func TestDetectPage(t *testing.T) {
	for _, body := range []string{
		"<!DOCTYPE html><html><body>x", "\n<html lang=en>", "<!-- saved from url=(0014)about:internet -->\n<html>",
		"<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">", "<HEAD><title>x</title>",
	} {
		if got := Detect([]byte(body), false); got != KindPage {
			t.Errorf("Detect(%q) without front matter = %s, want %s", body, got, KindPage)
		}
	}
	if got := Detect([]byte("<header>x</header>"), false); got != KindArticle {
		t.Errorf("<header> begins a %s, want %s", got, KindArticle)
	}
}

func TestLineEnds(t *testing.T) {
	for body, want := range map[string]Breaks{
		"One <b>a</b>\n\nTwo\n":                                  {Paragraphs: true},
		"One\n\n<blockquote>q</blockquote>\n\nTwo":               {Paragraphs: true},
		"<p>One</p>\n\n<p>Two</p>":                               {},
		"<p>One\n\ntwo\n\nthree</p><p>Four</p>":                  {},
		"<div>One\n\ntwo\n\nthree</div><p>Four</p>":              {},
		"One\n\nTwo\n<p>Three</p>":                               {Paragraphs: true},
		"One <b>a</b>\nTwo":                                      {},
		"Roses are <b>red</b>,\nviolets are blue.\n\nThe end.\n": {Paragraphs: true, Lines: true},
		"Rosemary is an <b>evergreen</b> shrub with leaves similar to hemlock\nneedles. It is native to the Mediterranean and Asia, but is hardy in\ncool climates.\n\nThe end.": {Paragraphs: true},
	} {
		if got := LineEnds([]byte(body)); got != want {
			t.Errorf("LineEnds(%q) = %+v, want %+v", body, got, want)
		}
	}
}

// TestDetectHostile feeds what would make a careless scanner quadratic: with
// one, this test does not come to an end.
func TestDetectHostile(t *testing.T) {
	for _, unit := range []string{"<a b='", "<a ", "`", "` `` ", "<code>", "<!--", "{{a", "{% raw %}", "<pre>", "[caption]", "<a b=\"<a c='>\"", "<div>\n\n", "\n\n    x\n<b", "](", "**a", "<b>x", "[a](", "![a](<b", "*a_b", "_a ", "<http://a", "> "} {
		body := []byte(strings.Repeat(unit, 1<<20/len(unit)))
		if kind := Detect(body, true); kind == "" {
			t.Errorf("1 MiB of %q is of no kind", unit)
		}
		(&protector{element: "x"}).mixed(body, 0, true)
		(&protector{element: "x"}).html(body)
	}
}
