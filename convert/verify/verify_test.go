package verify

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html/atom"
)

// TestVerifyFinds breaks what the writer writes, as faults of it would: each is
// found, and the right result is not.
func TestVerifyFinds(t *testing.T) {
	for _, tc := range []struct {
		what, source, right, wrong string
		markdown                   bool
		code                       string
	}{
		{what: "a lost word", source: "<p>One <b>two</b> three.</p>", right: "One **two** three.", wrong: "One **two**.", code: "verify.text"},
		{what: "a word of two that are alike", source: "<p>again and again</p>", right: "again and again", wrong: "again and", code: "verify.text"},
		{what: "words joined", source: "<p>One</p><p>two</p>", right: "One\n\ntwo", wrong: "Onetwo", code: "verify.text"},
		{what: "an unclosed script that took the rest", source: "<p>Use <script> here.</p><p>More words.</p>", right: "Use \\<script> here.\n\nMore words.", wrong: "Use", code: "verify.text"},
		{what: "a script closed in itself that took the rest", source: "<script src='a'/><p>More words.</p>", right: "More words.", wrong: "", code: "verify.text"},
		{what: "a lost formula", source: "<p>It is \\(x_{12}\\).</p>", right: "It is $x_{12}$.", wrong: "It is.", code: "verify.text"},
		{what: "a lost link", source: "<p>See <a href='/x'>there</a>.</p>", right: "See [there](/x).", wrong: "See there.", code: "verify.link"},
		{what: "an escaped link", source: "See [there](/x) and <b>b</b>.", right: "See [there](/x) and **b**.", wrong: "See [there\\](/x) and **b**.", markdown: true, code: "verify.link"},
		{what: "a lost image", source: "<p>See <img src='/a.png'>.</p>", right: "See ![](/a.png).", wrong: "See.", code: "verify.image"},
		{what: "one of two links to a page", source: "<p><a href='/x'>One</a>, <a href='/x'>two</a>.</p>", right: "[One](/x), [two](/x).", wrong: "[One](/x), two.", code: "verify.link"},
		{what: "where a link leads", source: "<p>See <a href='/x'>there</a>.</p>", right: "See [there](/x).", wrong: "See [there](/y).", code: "verify.link"},
		{what: "one of two images that are alike", source: "<p><img src='/a.png'> and <img src='/a.png'></p>", right: "![](/a.png) and ![](/a.png)", wrong: "![](/a.png) and", code: "verify.image"},
		{what: "the description of an image", source: "<p>See <img src='/a.png' alt='A boat'>.</p>", right: "See ![A boat](/a.png).", wrong: "See ![](/a.png).", code: "verify.image"},
		{what: "a cell", source: "<table><tr><td>a b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>", right: "| | |\n|---|---|\n| a b | c |\n| d | e |", wrong: "| | |\n|---|---|\n| a b | c |\n| d | |", code: "verify.text"},
		{what: "a blank line of code", source: "<pre>a\n\nb</pre>", right: "```\na\n\nb\n```", wrong: "```\na\nb\n```", code: "verify.code"},
		{what: "a lost player", source: "<iframe src='https://v.example/1'></iframe>", right: "[v](https://v.example/1)", wrong: "", code: "verify.link"},
		{what: "a line of code", source: "<pre>a\n b\nc</pre>", right: "```\na\n b\nc\n```", wrong: "```\na\nb\nc\n```", code: "verify.code"},
		{what: "a listing of tags", source: "Do **so**:\n\n\t<dependency>\n\t\t<id>x</id>\n\t</dependency>\n", right: "Do **so**:\n\n\t<dependency>\n\t\t<id>x</id>\n\t</dependency>\n", wrong: "Do **so**:\n\nx\n", markdown: true, code: "verify.code"},
		{what: "line breaks as text in code", source: "<pre>a<br>b</pre>", right: "```\na\nb\n```", wrong: "```\na<br>b\n```", code: "verify.code"},
		{what: "a heading by accident", source: "<p>First</p><p>------</p>", right: "First\n\n\\------", wrong: "First\n------", code: "verify.structure"},
		{what: "a heading that is text", source: "First part\n------\n\n<div>x</div>", right: "First part\n------\n\nx", wrong: "First part ------\n\nx", markdown: true, code: "verify.structure"},
		{what: "paragraphs glued", source: "<p>One two.</p><p>Three four.</p>", right: "One two.\n\nThree four.", wrong: "One two.\nThree four.", code: "verify.structure"},
		{what: "a paragraph glued to an image", source: "<p>One <b>two</b></p><p><img src='/a.png'></p><p>Three</p>", right: "One **two**\n\n![](/a.png)\n\nThree", wrong: "One **two**\n![](/a.png) \nThree", code: "verify.structure"},
		{what: "items merged", source: "<ul><li>one</li><li>two</li></ul>", right: "- one\n- two", wrong: "- one two", code: "verify.structure"},
		{what: "a list by accident", source: "<p>a<br>- b c</p>", right: "a\\\n\\- b c", wrong: "a\n- b c", code: "verify.structure"},
		{what: "a quote by accident", source: "<p>a</p><p>&gt; b</p>", right: "a\n\n\\> b", wrong: "a\n\n> b", code: "verify.structure"},
		{what: "code by accident", source: "<p>one</p><p>two</p>", right: "one\n\ntwo", wrong: "one\n\n    two", code: "verify.structure"},
		{what: "emphasis that was not there", source: "<p>a *b c* d</p>", right: "a \\*b c\\* d", wrong: "a *b c* d", code: "verify.structure"},
		{what: "lost emphasis", source: "<p>a <b>b c</b> d</p>", right: "a **b c** d", wrong: "a b c d", code: "verify.structure"},
		{what: "half of an emphasis", source: "<p>a <em>b c</em> d</p>", right: "a *b c* d", wrong: "a *b* c d", code: "verify.structure"},
		{what: "emphasis that is text", source: "<p>a<b>“b”</b>c</p>", right: "a<b>“b”</b>c", wrong: "a**“b”**c", code: "verify.structure"},
		{what: "a lost quote", source: "<blockquote><p>a b</p></blockquote><p>c</p>", right: "> a b\n\nc", wrong: "a b\n\nc", code: "verify.structure"},
		{what: "a quote in a quote", source: "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>", right: "> a\n>\n> > b", wrong: "> a\n>\n> b", code: "verify.structure"},
		{what: "the end of a quote", source: "<blockquote><p>a</p><p>b</p></blockquote>", right: "> a\n>\n> b", wrong: "> a\n\nb", code: "verify.structure"},
		{what: "a lost list", source: "<ul><li>a b</li><li>c</li></ul>", right: "- a b\n- c", wrong: "a b\n\nc", code: "verify.structure"},
		{what: "lost nesting", source: "<ul><li>a<ul><li>b</li></ul></li></ul>", right: "- a\n  - b", wrong: "- a\n- b", code: "verify.structure"},
		{what: "a paragraph out of its item", source: "<ul><li><p>a</p><p>b</p></li></ul>", right: "- a\n\n  b", wrong: "- a\n\nb", code: "verify.structure"},
		{what: "the rank of a heading", source: "<h2>One two</h2><p>a</p>", right: "## One two\n\na", wrong: "### One two\n\na", code: "verify.structure"},
		{what: "the numbers of a list", source: "<ol><li>a b</li><li>c</li></ol>", right: "1. a b\n2. c", wrong: "- a b\n- c", code: "verify.structure"},
		{what: "bullets that became numbers", source: "<ul><li>a b</li><li>c</li></ul>", right: "- a b\n- c", wrong: "1. a b\n2. c", code: "verify.structure"},
		{what: "the first number of a list", source: "<ol start=3><li>a</li><li>b</li></ol>", right: "3. a\n4. b", wrong: "1. a\n2. b", code: "verify.structure"},
		{what: "a line break", source: "<p>a b<br>c d</p>", right: "a b\\\nc d", wrong: "a b\nc d", code: "verify.structure"},
		{what: "a task that is done", source: "<ul><li><input type=checkbox checked> a</li><li><input type=checkbox> b</li></ul>", right: "- [x] a\n- [ ] b", wrong: "- [ ] a\n- [ ] b", code: "verify.structure"},
		{what: "a task", source: "<ul><li><input type=checkbox> a</li></ul>", right: "- [ ] a", wrong: "- a", code: "verify.structure"},
		{what: "links that changed places", source: "<p><a href='/x'>One</a>, <a href='/y'>two</a>.</p>", right: "[One](/x), [two](/y).", wrong: "[One](/y), [two](/x).", code: "verify.link"},
		{what: "a heading out of its quote", source: "> <h3>Question</h3>\n\nAfter **b**.", right: "> ### Question\n\nAfter **b**.", wrong: "After **b**.", markdown: true, code: "verify.text"},
	} {
		src := Source{Body: []byte(tc.source), Markdown: tc.markdown}
		if notes := Compare([]byte(tc.right), src); len(notes) > 0 {
			t.Errorf("%s: the right result has %v", tc.what, notes)
		}
		found := false
		notes := Compare([]byte(tc.wrong), src)
		for _, n := range notes {
			found = found || n.Code == tc.code
		}
		if !found {
			t.Errorf("%s: found %v, want %s", tc.what, notes, tc.code)
		}
	}
}

// TestVerifyKnows passes over what notes account for, and what is no part of a
// text.
func TestVerifyKnows(t *testing.T) {
	for _, tc := range []struct {
		what, markdown string
		source         Source
	}{
		{"a removed bar", "Words.", Source{Body: []byte("<p>Words.</p><div>Share <a href='/s'>this</a> <img src='/i.png'></div>"),
			Removed: []string{"<div>Share <a href='/s'>this</a></div>"}, Changed: map[string][]string{"/s": nil, "/i.png": nil}}},
		{"a resolved image", "![](https://e.example/a.png)", Source{Body: []byte("<img src='/lazy.gif' data-src='/a.png'>"), Changed: map[string][]string{"/a.png": {"https://e.example/a.png"}}}},
		{"line numbers beside code", "```\na\nb\n```", Source{Body: []byte("<table><tr><td class='line_numbers'><pre>1\n2</pre></td><td><pre>a\nb</pre></td></tr></table>")}},
		{"line numbers in code", "```\na\nb\n```", Source{Body: []byte("<div><pre>   1: a</pre><pre>   2: b</pre></div>")}},
		{"footnotes numbered anew", "a[^1]\n\n[^1]: Note.\n", Source{Body: []byte("<p>a<sup><a href='#fn7'>7</a></sup></p><ol><li id='fn7'>Note. <a href='#r7'>^</a></li></ol>")}},
		{"a link that leads nowhere", "Hisword, see [2] and ab12.", Source{Body: []byte("<p>His<a href='#gone'>word</a>, see [<a href='#n2'>2</a>] and <a href='#x'>a</a>b12.</p>")}},
		{"an address with text behind it", "<https://e.example/1>는", Source{Body: []byte("<p>https://e.example/1는</p>")}},
		{"a callout", "> [!TIP]\n> **Known**\n>\n> It leaks.", Source{Body: []byte("<div><p>Known</p><p>It leaks.</p></div>"),
			Made: []Made{{atom.Strong, "<p>Known</p>"}, {atom.Blockquote, "<div><p>Known</p><p>It leaks.</p></div>"}}}},
		{"lines of code that are blocks", "```\none two\nthree\n```", Source{Body: []byte("<div><div>one two</div><div>three</div></div>"), Made: []Made{{atom.Pre, "<div><div>one two</div><div>three</div></div>"}}}},
		{"paragraphs that are items", "- one\n- two", Source{Body: []byte("<p>one</p><p>two</p>"), Made: []Made{{atom.Li, "<p>one</p>"}, {atom.Li, "<p>two</p>"}}}},
		{"tags in code that were text", "```\nList<int, T> a = b << 1;\n```", Source{Body: []byte("<pre>List<int, T> a = b &lt;&lt; 1;</pre>")}},
		{"items that are icons", "- [Share](/s)\n- [Mail](/m)", Source{Body: []byte("<ul><li><a href='/s' title='Share'></a></li><li><a href='/m' title='Mail'><i></i></a></li></ul>")}},
		{"the picture of a formula", "Here $y$ grows.", Source{Body: []byte("<p>Here <img src='/tex?y' alt='y'> grows.</p>"), Made: []Made{{atom.Math, "<img src='/tex?y' alt='y'>"}}, Changed: map[string][]string{"/tex?y": nil}}},
		{"numbers of lines in code", "```\np = 61\nq = 53\n```", Source{Body: []byte("<pre><span><span style='user-select:none'>1</span>p = 61\n</span><span><span style='user-select:none'>2</span>q = 53\n</span></pre>")}},
		{"the bar of a listing", "```\na\nb\n```", Source{Body: []byte("<pre>a\nb\n<span>Copy</span></pre>"), Removed: []string{"<span>Copy</span>"}}},
		{"blocks that are lines of code", "```\nalpha\nbeta\n```", Source{Body: []byte("<pre><p>alpha</p><p>beta</p></pre>")}},
		{"a tag that a heading names", "## Tag \\<style> and more", Source{Body: []byte("<h2>Tag <q-style> and more</h2>")}},
		{"a footnote by the address of the page", "a[^1]\n\n[^1]: Note.\n", Source{Body: []byte("<p>a<sup><a href='https://e.example/#n'>1</a></sup></p><p>Note.</p>"), Changed: map[string][]string{"https://e.example/#n": {"#n"}}}},
		{"a listing behind one that was made", "```\na\nb\n```\n\n```\nc\n```", Source{Body: []byte("<p><code>a<br>b</code></p><pre>c</pre>"), Made: []Made{{atom.Pre, "<code>a<br>b</code>"}}}},
		{"a quotation in a word", "a“b”c", Source{Body: []byte("<p>a<q>b</q>c</p>")}},
		{"bold by its name alone", "One **two** three.", Source{Body: []byte("<b style='font-weight: normal'><p>One <b>two</b> three.</p></b>")}},
		{"prices and emphasis", "From $5 **to** $9 (*now* $7).", Source{Body: []byte("<p>From $5 <b>to</b> $9 (<i>now</i> $7).</p>")}},
		{"template tags", "![a]({{ \"/a.png\" | relative_url }})", Source{Body: []byte(strings.ReplaceAll("<img src='T/a.png' alt='a'>", "T", "xxxxxxxx")), Changed: map[string][]string{"xxxxxxxx/a.png": nil}}},
	} {
		if notes := Compare([]byte(tc.markdown), tc.source); len(notes) > 0 {
			t.Errorf("%s: %v", tc.what, notes)
		}
	}
}

// TestVerifyPlaces finds where in the source stood what was lost.
func TestVerifyPlaces(t *testing.T) {
	for _, tc := range []struct {
		source, wrong string
		markdown      bool
		place         string
	}{
		{"<p>One word.</p>\n<p>Two <b>words</b> more.</p>\n", "One word.\n\nTwo more.\n", false, "verify.text 2:11"},
		{"<p>the end of the</p>\n<p>the end, the other</p>\n", "the end of the\n\nend, the other\n", false, "verify.text 2:4"},
		{"Some *text*.\n\nMore text and <b>bold</b> words.\n", "Some *text*.\n\nMore text and words.\n", true, "verify.text 3:18"},
		{"Some *text*.\n\n<p>See <a href=\"/x?a=1&amp;b=2\">it</a>.</p>\n", "Some *text*.\n\nSee it.\n", true, "verify.link 3:17"},
		{"a\n\n<img src=\"/a.png\">\n\nb\n", "a\n\nb\n", true, "verify.image 3:11"},
		{"<p>a</p>\n<pre>let x = 1;\n  y</pre>\n", "a\n\n```\nlet x = 1;\ny\n```\n", false, "verify.code 2:6"},
		{"<p>a</p>\n\n<h2>First <i>part</i></h2>\n", "a\n\nFirst *part*\n", false, "verify.structure 3:5"},
		{"<p>a b</p>\n<p>c d</p>\n", "a b c d\n", false, "verify.structure 2:4"},
	} {
		notes := Compare([]byte(tc.wrong), Source{Body: []byte(tc.source), Original: []byte(tc.source), Markdown: tc.markdown})
		var got []string
		for _, n := range notes {
			got = append(got, fmt.Sprintf("%s %d:%d", n.Code, n.Line, n.Column))
		}
		if !slices.Contains(got, tc.place) {
			t.Errorf("%q without what %q has not: %q, want %s", tc.source, tc.wrong, got, tc.place)
		}
	}
}

// TestVerifyCounts finds what is beyond the account of what was made.
func TestVerifyCounts(t *testing.T) {
	made := []Made{{atom.Blockquote, "<div>a</div>"}, {atom.Strong, "<p>a</p>"}, {atom.Pre, "<div>c d</div>"}}
	for _, tc := range []struct{ what, source, markdown, code string }{
		{"a second quote", "<div>a</div><p>&gt; b</p>", "> **a**\n\nx\n\n> b", "verify.structure"},
		{"another word emphasised", "<div>a</div><p>b *c* d</p>", "> **a**\n\nb *c* d", "verify.structure"},
		{"blocks joined outside of the code", "<div>c d</div><p>e</p><p>f</p>", "```\nc d\n```\n\ne f", "verify.structure"},
		{"a letter lost in code with tags", "<pre>List<int> ab</pre>", "```\nList<int> a\n```", "verify.code"},
	} {
		found := false
		notes := Compare([]byte(tc.markdown), Source{Body: []byte(tc.source), Made: made})
		for _, n := range notes {
			found = found || n.Code == tc.code
		}
		if !found {
			t.Errorf("%s: found %v, want %s", tc.what, notes, tc.code)
		}
	}
}
