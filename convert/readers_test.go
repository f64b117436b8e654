package convert

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestReaders shows what is written where kramdown or marked would read the Markdown of
// CommonMark otherwise, and run what is text or code in the article.
func TestReaders(t *testing.T) {
	for in, want := range map[string]string{
		// kramdown ends code with the first run of backticks that is long enough.
		"<p><code>a``b</code></p>": "```a``b```\n",
		// It ends a listing in an item at what looks like an item, or like a rule behind a blank line.
		"<ul><li><pre>* &lt;script&gt;</pre></ul>":             "- <!-- -->\n\n  ```\n  * <script>\n  ```\n",
		"<ul><li>a<pre>* &lt;script&gt;</pre></ul>":            "- a\n\n  ```\n  * <script>\n  ```\n",
		"<ul><li>a<pre>* b</pre></ul>":                         "- a\n  ```\n  * b\n  ```\n",
		"<ul><li>a<pre>b\n\n---\n&lt;script&gt;</pre></ul>":    "- a\n\n  <pre><code>b\n\n  &#45;--\n  &lt;script&gt;</code></pre>\n",
		"<ol><li>a</ol><ol><li><pre>&lt;script&gt;</pre></ol>": "1. a\n\n<!-- -->\n\n1. ```\n   <script>\n   ```\n",
		"<ol><li>a</ol><ol><li>b</ol>":                         "1. a\n\n1) b\n",
		// It reads HTML within details, unless it is told that Markdown is.
		"<details><summary>a</summary><pre>&lt;script&gt;</pre></details>": "<details markdown=\"1\">\n<summary>a</summary>\n\n```\n<script>\n```\n\n</details>\n",
		"<details><summary>a</summary><p>b</p></details>":                  "<details>\n<summary>a</summary>\n\nb\n\n</details>\n",
		// It looks for code in the rows of tables, and for struck text, before it looks for escapes and code.
		"<p>`|<code>&lt;a&gt;</code></p>":                "&#96;|`<a>`\n",
		"<p>~~<code>~~&lt;a&gt;</code></p>":              "\\~\\~`~~<a>`\n",
		"<p><img src=i.png alt='{::nomarkdown}`~~'></p>": "![{\\::nomarkdown}&#96;~\\~](i.png)\n",
		"<p><a href='/{:a}~~'>b</a></p>":                 "[b](/%7B:a}%7E~)\n",
		"<p>{:<code>}</code></p>":                        "\\{\\:`}`\n",
		// goldmark takes a backtick for a part of a mail address.
		"<p>t<code>@a.b&lt;i&gt;</code></p>":   "t<code>&#64;a&#46;b&#60;i&#62;</code>\n",
		"<p>t <code>c@a.b&lt;i&gt;</code></p>": "t `c@a.b<i>`\n",
		// marked looks for links in titles, in code behind brackets, and takes backslashes for parts of an address.
		"<p>[<a href=u title='](v)&lt;'>a</a></p>": "[[a](u \"\\](v)&lt;\")\n",
		"<p>[[<code>]](javascript:a)</code></p>":   "[[<code>&#93;&#93;&#40;javascript&#58;a&#41;</code>\n",
		"<p>www.a.b&lt;i&gt;</p>":                  "[www.a.b](http://www.a.b)&lt;i>\n",
	} {
		root, err := html.Parse(strings.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		got, err := Markdown(root, Options{})
		if err != nil || string(got) != want {
			t.Errorf("%s\ngot  %q\nwant %q (%v)", in, got, want, err)
		}
	}
}
