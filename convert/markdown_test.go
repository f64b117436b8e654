package convert

import (
	"flag"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert/internal/dom"
	"github.com/artx-cli/artx/convert/verify"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden converts each testdata/NAME/input.html.
func TestGolden(t *testing.T) {
	inputs, err := filepath.Glob(filepath.Join("testdata", "*", "input.html"))
	if err != nil || len(inputs) == 0 {
		t.Fatalf("no golden cases (%v)", err)
	}
	for _, input := range inputs {
		dir := filepath.Dir(input)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			src, err := os.ReadFile(input)
			if err != nil {
				t.Fatal(err)
			}
			for file, got := range map[string]string{
				"want.md":   toMarkdown(t, string(src), Options{}),
				"plain.md":  toMarkdown(t, string(src), Options{NoRawHTML: true}),
				"want.html": string(must(HTML(parseHTML(t, string(src))))),
				"want.txt":  string(must(Text(parseHTML(t, string(src))))),
			} {
				file = filepath.Join(dir, file)
				if *update {
					if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(file)
				if err != nil {
					t.Fatalf("%v; write it with -update, then read it", err)
				}
				if diff := cmp.Diff(string(want), got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", file, diff)
				}
			}
		})
	}
}

func must(b []byte, err error) []byte {
	if err != nil {
		panic(err)
	}
	return b
}

// TestEmphasis writes emphasis where CommonMark's flanking rules are hard to
// satisfy: what is rendered back has the same emphasis on the same characters.
func TestEmphasis(t *testing.T) {
	for _, tc := range []struct{ html, want string }{
		{"<b>plain</b> text", "**plain** text"},
		{"un<em>frigging</em>believable", "un*frigging*believable"},
		{"<strong>重要</strong>的", "**重要**的"},
		{"<strong>“重要”</strong>文字", "<strong>“重要”</strong>文字"},
		{"“<strong>重要</strong>”文字", "“**重要**”文字"},
		{"他说<b>你好。</b>然后", "他说<strong>你好。</strong>然后"},
		{"他说<b>你好。</b>", "他说**你好。**"},
		{"<em>（注）</em>的", "<em>（注）</em>的"},
		{"<em>（注）</em> 的", "*（注）* 的"},
		{"これは<strong>「強調」</strong>です", "これは<strong>「強調」</strong>です"},
		{"한국어<strong>(강조)</strong>입니다", "한국어<strong>(강조)</strong>입니다"},
		{"abc<strong>🎉 party 🎉</strong>def", "abc<strong>🎉 party 🎉</strong>def"},
		{"a<b> spaced </b>b", "a **spaced** b"},
		{"a <i>line<br></i>b", "a *line*\\\nb"},
		{"a <code>b <br>\n c</code> d", "a `b`\\\n`c` d"},
		{"a<b>&nbsp; b</b> d", "a\u00a0 **b** d"},
		{"a <b>b &nbsp;</b>d", "a **b** \u00a0d"},
		{"a <b>b&nbsp; </b>d", "a **b**\u00a0 d"},
		{"a <b>&nbsp; </b>d", "a \u00a0 d"},
		{"a <code>b<br></code> d", "a `b`\\\nd"},
		{"a<br><code>b<br></code>", "a\\\n`b`"},
		{"a <code>b<br><br> c</code> d", "a `b`\n\n`c` d"},
		{"<b><code>a<br>b</code></b>", "**`a`\\\n`b`**"},
		{"a<b>&nbsp;b&nbsp;</b>c", "a\u00a0**b**\u00a0c"},
		{"<b>Note:&nbsp;</b>x", "**Note:**\u00a0x"},
		{"说<b>　重要</b>的", "说　**重要**的"},
		{"a <b><code>b</code>&nbsp;</b><i>&nbsp;</i>c", "a **`b`**\u00a0\u00a0c"},
		{"x<a href=x>&nbsp;a&nbsp;</a>b", "x\u00a0[a](x)\u00a0b"},
		{"<b>one</b><b>two</b>", "**onetwo**"},
		{"<b>a</b> <b>b</b>", "**a** **b**"},
		{"<em>a<strong>b</strong></em>", "*a**b***"},
		{"<strong><em>a</em></strong>", "**_a_**"},
		{"<em><strong>a</strong></em>", "***a***"},
		{"<em>a</em><strong>b</strong>", "*a***b**"},
		{"<em>a <em>b</em> c</em>", "*a *b* c*"},
		{"<b>a <code>b</code></b>c", "<strong>a `b`</strong>c"},
		{"<a href=x><b>a</b> b</a>", "[**a** b](x)"},
		{"<b>a <a href=x>b</a></b>", "**a [b](x)**"},
		{"x<b><a href=y>z</a></b>x", "x<strong>[z](y)</strong>x"},
		{"<b></b>a<i> </i>b", "a b"},
		{"<del>a</del>b", "~~a~~b"},
		{"<del>a~</del>", "<del>a\\~</del>"},
		{"他说<b>你好。</b>🎉", "他说<strong>你好。</strong>🎉"}, // GitHub takes the emoji for a letter
		{"🎉<b>（注）</b>", "🎉<strong>（注）</strong>"},
	} {
		got := strings.TrimSpace(toMarkdown(t, "<p>"+tc.html+"</p>", Options{}))
		if got != tc.want {
			t.Errorf("%s\n got %s\nwant %s", tc.html, got, tc.want)
		}
		if words(t, renderGFM(t, got)) != words(t, "<p>"+tc.html+"</p>") {
			t.Errorf("%s: %s shows %q", tc.html, got, renderGFM(t, got))
		}
	}
}

// TestEscape escapes what would be markup, and nothing else.
func TestEscape(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"snake_case_name", "snake_case_name"},
		{"2 * 3 * 4", "2 * 3 * 4"},
		{"a < b && c > d", "a < b && c > d"},
		{"C# and F#", "C# and F#"},
		{"#1 of many", "#1 of many"},
		{"price*", "price*"},
		{"[brackets] and (parens)", "[brackets] and (parens)"},
		{"C:\\path\\file", "C:\\path\\file"},
		{"AT&T; R&D", "AT&T; R&D"},
		{"&nosuch; &eacute;", "&nosuch; \\&eacute;"},
		{"it costs $5", "it costs $5"},
		{"3.14 - 2 + 1", "3.14 - 2 + 1"},
		{"-5 degrees", "-5 degrees"},
		{"a ~ b", "a ~ b"},
		{"wow!", "wow!"},
		{"100% | 50%", "100% | 50%"},

		{"1. not a list", "1\\. not a list"},
		{"# no heading", "\\# no heading"},
		{"- no list", "\\- no list"},
		{"+ no list", "\\+ no list"},
		{"> no quote", "\\> no quote"},
		{"---", "\\---"},
		{"* * *", "\\* * *"},
		{"===", "\\==="},
		{"~~~", "\\~~~"},
		{"```", "\\`\\`\\`"},
		{"*stars* and _lines_", "\\*stars\\* and \\_lines\\_"},
		{"`ticks`", "\\`ticks\\`"},
		{"<tag>", "\\<tag>"},
		{"&amp;", "\\&amp;"},
		{"[a](b)", "[a\\](b)"},
		{"[a]: b", "[a]\\: b"},
		{"*[a]: b", "*[a]\\: b"},
		{"$5 and $6", "$5 and $6"},
		{"R$ 300 to R$ 400", "R$ 300 to R$ 400"},
		{"so $x^2$ it is", "so \\$x^2$ it is"},
		{"about ~350k or ~400k", "about ~350k or ~400k"},
		{"~gone~", "\\~gone\\~"},
		{"2*3 and b*", "2\\*3 and b\\*"},
		{"*a and *b", "*a and *b"},
		{"see http://example.com", "see http://example.com"},
		{"see www.example.com", "see www.example.com"},
		{"`www.example.com", "`www.example.com"},
		{"me@example.com", "me@example.com"},
		{"a_b@example.com, _c_@example.com", "a_b@example.com, \\_c\\_@example.com"},
		{"(http://example.com/a_b)", "(http://example.com/a_b)"},
		{"http://example.com/*a*.", "<http://example.com/*a>\\*."},
		{"www.example.com/*a*", "[www.example.com/\\*a](http://www.example.com/*a)\\*"},
		{"+++", "\\+++"},
		{"{\"a\": 1}", "\\{\"a\": 1}"},
		{"|-|", "\\|-|"},
	} {
		root := parseHTML(t, "<p></p>")
		p := root.LastChild.LastChild.FirstChild
		p.AppendChild(textNode(tc.text))
		got := strings.TrimSpace(string(must(Markdown(root, Options{}))))
		if got != tc.want {
			t.Errorf("%q is written %q, want %q", tc.text, got, tc.want)
		}
		checkShows(t, tc.text, got)
	}
}

// TestNoFootnotes keeps what looks a little like a footnote.
func TestNoFootnotes(t *testing.T) {
	for _, tc := range []struct{ what, html, want string }{
		{"a year", `<p>See <a id="b" href="#y">2001</a></p><p id="y">In 2001 <a href="#b">back</a></p>`, "See [2001](#y)\n\nIn 2001 [back](#b)\n"},
		{"a version", `<p>Version <a id="c" href="#v">v2</a>.</p><div id="v"><h3>v2</h3><p>x <a href="#c">^</a></p></div>`, "Version [v2](#v).\n\n### v2\n\nx [^](#c)\n"},
		{"a table of contents", `<ol><li><a id="t1" href="#s1">1</a></li></ol><p id="s1">Chapter <a href="#t1">^</a></p>`, "1. [1](#s1)\n\nChapter [^](#t1)\n"},
		{"a link elsewhere beside one", `<p>a<sup><a href="#fn1">1</a></sup> <a href="https://e.example/?ref=1"><img src="p.png" alt="p"></a> <a href="https://e.example/ref">^</a></p><ol><li id="fn1">Note</li></ol>`,
			"a[^1] [![p](p.png)](https://e.example/?ref=1) [^](https://e.example/ref)\n\n[^1]: Note\n"},
		{"one that only code refers to", `<pre>x<a href="#fn1">1</a></pre><ol><li id="fn1">Note</li></ol>`, "```\nx1\n```\n\n[^1]: Note\n"},
	} {
		if got := toMarkdown(t, tc.html, Options{}); got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.what, got, tc.want)
		}
	}
}

// TestFootnotes writes the footnotes of importers and editors.
func TestFootnotes(t *testing.T) {
	for _, tc := range []struct{ what, html, want string }{
		{"Word", `<p>x<a href="#_ftn1" name="_ftnref1">[1]</a></p><p><a href="#_ftnref1" name="_ftn1">[1]</a> Note.</p>`, "x[^1]\n\n[^1]: Note.\n"},
		{"Word, not referred to", `<p>x</p><p><a href="#_ftnref1" name="_ftn1">[1]</a> Note.</p>`, "x\n\n[\\[1\\]](#_ftnref1) Note.\n"},
		{"MediaWiki", `<p>x<sup><a href="#cite_note-a-1">[1]</a></sup></p><ol><li id="cite_note-a-1"><b><a href="#cite_ref-a-1">^</a></b> Note.</li></ol>`, "x[^1]\n\n[^1]: Note.\n"},
		{"kramdown", `<p>x<sup><a href="#fn:a">1</a></sup></p><div class="footnotes"><ol><li id="fn:a"><p>Note. <a href="#fnref:a">↩</a></p></li></ol></div>`, "x[^1]\n\n[^1]: Note.\n"},
	} {
		got := toMarkdown(t, tc.html, Options{})
		if got != tc.want {
			t.Errorf("%s: got %q, want %q", tc.what, got, tc.want)
		}
		if notes := verify.Compare([]byte(got), verify.Source{Body: []byte(tc.html)}); len(notes) > 0 {
			t.Errorf("%s: %v", tc.what, notes)
		}
		if notes := verify.Compare([]byte(strings.Replace(got, "Note", "", 1)), verify.Source{Body: []byte(tc.html)}); len(notes) == 0 {
			t.Errorf("%s: a lost word of a note is not found", tc.what)
		}
	}
}

// TestStruck strikes words, paragraphs and parts of an article.
func TestStruck(t *testing.T) {
	for _, tc := range []struct{ html, want string }{
		{"<p>a <del>b</del></p>", "a ~~b~~"},
		{"<p><del>a</del></p>", "~~a~~"},
		{"<del><p>a</p><p>b</p></del>", "~~a~~\n\n~~b~~"},
		{"<del>\n<p>a</p>\n<pre>b</pre>\n</del>", "<del>\n\na\n\n```\nb\n```\n\n</del>"},
		{"x\n<del>\na\n</del>\ny", "x ~~a~~ y"},
		{"<ul><li>a<ol start=4><li>b</ol></ul>", "- a\n\n  4. b"},
		{"<ul><li>a<ol><li value=2>b</ol></ul>", "- a\n\n  2. b"},
		{"<ul><li>a<ol><li>b</ol></ul>", "- a\n  1. b"},
		{"<ul><li><ol start=4><li>b</ol></ul>", "- 4. b"},
		{"<ul><li><del>\na\n</del></li></ul>", "- <del>\n\n  a\n\n  </del>"},
	} {
		if got := strings.TrimSpace(toMarkdown(t, tc.html, Options{})); got != tc.want {
			t.Errorf("%q becomes %q, want %q", tc.html, got, tc.want)
		}
	}
}

// TestTaskBoxText writes what would be a checkbox at the start of an item, and
// only there.
func TestTaskBoxText(t *testing.T) {
	const src = "<p>[x] a</p><ul><li>[x] b<p>[ ] c</p></li><li><b>[x]</b> d</li><li><p>[ ] e</p></li></ul><blockquote>[x] f</blockquote>"
	const want = "[x] a\n\n- \\[x] b\n\n  [ ] c\n\n- **[x]** d\n\n- \\[ ] e\n\n> [x] f\n"
	if got := toMarkdown(t, src, Options{}); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// checkShows renders Markdown, with autolinks and without: it must be one
// paragraph that shows the text.
func checkShows(t *testing.T, text, markdown string) {
	t.Helper()
	for _, rendered := range []string{renderGFM(t, markdown), renderUnlinked(t, markdown)} {
		if !isParagraphOf(t, text, rendered) {
			t.Errorf("%q is written %q, which is rendered %q", text, markdown, rendered)
		}
	}
}

// isParagraphOf tells whether HTML is one paragraph that shows the text and
// nothing else but links of its addresses.
func isParagraphOf(t *testing.T, text, rendered string) bool {
	t.Helper()
	p := parseHTML(t, strings.TrimSpace(rendered)).LastChild.LastChild.FirstChild
	if p == nil || p.Data != "p" || p.NextSibling != nil {
		return false
	}
	for c := range p.ChildNodes() {
		if c.Type != html.TextNode && !isBareLink(c) {
			return false
		}
	}
	return dom.TextOf(p) == text
}

// TestEscapeProperty writes random text of the characters that matter: what is
// rendered shows it again.
func TestEscapeProperty(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var texts, markdown []string
	pieces := strings.Split("*|**|_|__|`|``|~|~~|[|]|](|(|)|!|![|<|>|<a|</a>|<!--|&|&lt;|&#35;|#|##|-|--|---|+|1.|1)|:|=|==|\\|\\\\|$|$$|@|.|/|?a=1&|www.|www.e.zz|http://|https://e.zz/|a|b|ab|x@y.zz|中|。|“|”|é|🎉| |  ", "|")
	for range 30000 {
		var b strings.Builder
		for range 1 + random.IntN(9) {
			b.WriteString(pieces[random.IntN(len(pieces))])
		}
		text := strings.Join(strings.Fields(b.String()), " ")
		if text == "" {
			continue
		}
		if _, _, _, _, formula := cutFormula(text); formula {
			continue // kept as it is, for renderers that know formulas
		}
		root := parseHTML(t, "<p></p>")
		root.LastChild.LastChild.FirstChild.AppendChild(textNode(text))
		texts, markdown = append(texts, text), append(markdown, strings.TrimSpace(string(must(Markdown(root, Options{})))))
	}
	all := renderers(t, "-e", "strikethrough")
	if _, err := exec.LookPath("commonmark"); err == nil {
		all["commonmark.js"] = func(md []string) []string { return renderAll(t, exec.Command("commonmark"), md) }
	}
	for name, render := range all {
		for i, rendered := range render(markdown) {
			if !isParagraphOf(t, texts[i], rendered) {
				t.Errorf("%s: %q is written %q, which is rendered %q", name, texts[i], markdown[i], rendered)
				return
			}
		}
	}
}

// TestTemplateEverywhere puts tags where a post can have text: the generator
// finds none.
func TestTemplateEverywhere(t *testing.T) {
	for template, forms := range map[string]struct{ tag, code string }{
		"liquid":   {"{\\% x %}", "{% raw %}`{% x %}`{% endraw %}"},
		"nunjucks": {"{\\% x %}", "{% raw %}`{% x %}`{% endraw %}"},
		"hugo":     {"{% x %}", "`{% x %}`"},
		"tera":     {"{% x %}", "`{% x %}`"},
	} {
		const src = `<h2>{% x %}</h2><p><a href="u" title="{% x %}">{% x %}</a> <img src="i" alt="{% x %}"> <code>{% x %}</code></p>` +
			`<table><tr><th>{% x %}</th><th><code>{% x %}</code></th></tr></table>`
		want := strings.NewReplacer("TAG", forms.tag, "CODE", forms.code).Replace(
			"## TAG\n\n[TAG](u \"TAG\") ![TAG](i) CODE\n\n| TAG | CODE |\n| --- | --- |\n")
		if got := toMarkdown(t, src, Options{Template: template}); got != want {
			t.Errorf("%s: got %q\nwant %q", template, got, want)
		}
	}
	for _, tc := range []struct{ template, html, want string }{
		{"liquid", `<p><abbr title="{{ x }}">y</abbr></p>`, `<abbr title="{&#123; x }}">y</abbr>`},
		{"liquid", `<p><a href="/{{x}}">/{{x}}</a></p>`, `[/{\{x}}](/{\{x}})`},
		{"liquid", `<p><img src="{{ site.url }}/{{ x }}"></p>`, `![](<{{ site.url }}/{\{ x }}>)`},
		{"liquid", `<p>\(\frac{{x}}y\)</p>`, `$\frac{ {x}}y$`},
		{"liquid", `<p><code>{% endraw %}</code></p>`, "{% raw %}`{% endraw %}{{ \"{% endraw %}\" }}{% raw %}`{% endraw %}"},
		{"hugo", `<p>a {{&lt; x >}} {{ x }} <code>{{&lt; x >}}</code></p>`, "a {\\{< x >}} {{ x }} `{{</* x */>}}`"},
		{"tera", `<p>a <b>{{ x(y) }}</b> <code>{{ x(y) }} {{ x }}</code></p>`, "a **{\\{ x(y) }}** `{{/* x(y) */}} {{ x }}`"},
	} {
		if got := strings.TrimSpace(toMarkdown(t, tc.html, Options{Template: tc.template})); got != tc.want {
			t.Errorf("%s: %q becomes %q, want %q", tc.template, tc.html, got, tc.want)
		}
	}
}

// TestTemplate writes what looks like template tags so that the generator
// leaves it alone and Markdown still shows it.
func TestTemplate(t *testing.T) {
	const src = "<p>Use {{ name }}, {% if %} and {# note #}.</p><p>Code <code>{{ x }}</code></p><pre>{% raw %}\n{{</pre>"
	for template, want := range map[string]string{
		"": "Use {{ name }}, {% if %} and {# note #}.\n\nCode `{{ x }}`\n\n```\n{% raw %}\n{{\n```\n",
		"liquid": "Use {\\{ name }}, {\\% if %} and {# note #}.\n\nCode {% raw %}`{{ x }}`{% endraw %}\n\n" +
			"{% raw %}\n\n```\n{% raw %}\n{{\n```\n\n{% endraw %}\n",
		"nunjucks": "Use {\\{ name }}, {\\% if %} and {\\# note #}.\n\nCode {% raw %}`{{ x }}`{% endraw %}\n\n" +
			"{% raw %}\n\n```\n{% raw %}\n{{\n```\n\n{% endraw %}\n",
	} {
		got := toMarkdown(t, src, Options{Template: template})
		if got != want {
			t.Errorf("%q: got %q\nwant %q", template, got, want)
		}
		shown := strings.NewReplacer("{% raw %}", "", "{% endraw %}", "").Replace(got)
		if template != "" && strings.Contains(strings.Split(shown, "Code")[0], "{{") {
			t.Errorf("%q: a tag is left in %q", template, got)
		}
	}
}
