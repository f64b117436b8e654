package article

import (
	"strings"
	"testing"
)

// TestMixedKinds are neighbours of what mixed bodies were found to lose.
func TestMixedKinds(t *testing.T) {
	for _, tc := range []struct{ what, source, want string }{
		{"a listing of tags in details", "<details>\n<summary>POM</summary>\n\n    <dependency>\n      <id>x</id>\n    </dependency>\n\n</details>\n\nAnd **b**.\n",
			"<details>\n<summary>POM</summary>\n\n    <dependency>\n      <id>x</id>\n    </dependency>\n\n</details>\n\nAnd **b**.\n"},
		{"a listing of tags that HTML does not have, in a div", "And **b**.\n\n<div>\n\n    <dependency/>\n\n</div>\n", "And **b**.\n\n    <dependency/>\n"},
		{"indented HTML in a div", "And **b**.\n\n<div>\n\n    <p>hello</p>\n\n</div>\n", "And **b**.\n\nhello\n"},
		{"an item that no list holds is named", "**Use** <td> and <li> here, <dt> too.\n", "**Use** \\<td> and \\<li> here, \\<dt> too.\n"},
		{"a heading that does not end is named", "**Use** <h2> for sections.\n", "**Use** \\<h2> for sections.\n"},
		{"a table that begins at the end of a paragraph", "Some **text** <table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td><td>d</td></tr>\n</table>\n", "Some **text**\n\n| | |\n| --- | --- |\n| a | b |\n| c | d |\n"},
		{"an excerpt that ends in a heading", "Title *a* <!--more--> <b>x</b>\n=====\n\nText.\n", "Title *a*  **x**\n=====\n\n<!--more-->\n\nText.\n"},
		{"one that ends in a table", "| a <!--more--> | b |\n|---|---|\n| <b>c</b> | d |\n", "| a  | b |\n|---|---|\n| **c** | d |\n\n<!--more-->\n"},
		{"one that ends in a list", "- item <!--more--> x\n- item two <b>q</b>\n", "- item  x\n- item two **q**\n\n<!--more-->\n"},
		{"one that ends in a line", "**a** Title <!--more--> x <b>q</b>\n", "**a** Title\n\n<!--more-->\n\nx **q**\n"},
		{"emphasis beside a tag for it", "**q** <i>x</i>*y*\n", "**q** _x_*y*\n"},
		{"code beside a tag for it", "**q** `a`<code>b_c</code> and <code>c</code>`d`\n", "**q** `a`<code>b&#95;c</code> and <code>c</code>`d`\n"},
		{"tags in the description of an image", "![a <b>](/x.png) and **x** <i>c</i>\n", "![a <b>](/x.png) and **x** *c*\n"},
		{"emphasis that goes on over a blank line", "<h3>H</h3>\n<em>a\n\nb</em>\n**bold** lone\n", "### H\n\n*a*\n\n*b*\n**bold** lone\n"},
		{"a pre that does not end, among HTML", "<div>x</div>\n<pre>\n\nMore **x** and more\n", "x\n\nMore **x** and more\n"},
		{"a pre that does not end", "**b**\n\n<pre>\ncode\n\nMore **x**.\n", "**b**\n\n```\ncode\n```\n\nMore **x**.\n"},
		{"code in code that does not end", "a <code>x *y* and\n**a** <code>**c</code>\n----\n", "a `x *y* and **a** **c`\n----\n"},
		{"lists side by side", "<ol><li>one</li></ol>\n\n1.\n", "1. one\n\n<!-- -->\n\n1.\n"},
		{"the text of a plug-in's element", "And **b**.\n\n<object data=\"/o.swf\">The plan shows the flat.</object>\n", "And **b**.\n\nThe plan shows the flat.\n"},
		{"a player under a table", "| a | b |\n|---|---|\n| c | <b>d</b> |\n<audio controls>\n<source src=\"/a.ogg\">\n</audio>\n", "| a | b |\n|---|---|\n| c | **d** |\n[a.ogg](/a.ogg)\n"},
		{"a backslash in code", "Use *it*: <code>\\</code> and <code>x</code>.\n", "Use *it*: `\\` and `x`.\n"},
	} {
		if a := checkConverted(t, tc.source, Options{From: FromMixed, To: Markdown, Verify: true}); string(a.Markdown) != tc.want {
			t.Errorf("%s: %q became\n%q, want\n%q", tc.what, tc.source, a.Markdown, tc.want)
		}
	}
}

// TestShortcodesAlone: those that show a page or play a file do where they stand
// alone; others are words about them, and stay whole.
func TestShortcodesAlone(t *testing.T) {
	const video, result = "[youtube abcdefghijk]", "[YouTube](https://www.youtube.com/watch?v=abcdefghijk)"
	for src, want := range map[string]string{
		"<p>A.</p>\n\n" + video + "\n\n<p>B.</p>\n":         "A.\n\n" + result + "\n\nB.\n",
		"<p>A.</p><p>" + video + "</p>\n":                   "A.\n\n" + result + "\n",
		"**A** <b>b</b>\n\n" + video + "\n\nC.\n":           "**A** **b**\n\n" + result + "\n\nC.\n",
		"<p>Use " + video + " so.</p>\n":                    "Use " + video + " so.\n",
		"**A** <b>b</b>\n\n" + video + " so.\n":             "**A** **b**\n\n" + video + " so.\n",
		"**A** <b>b</b>\n\n[youtube](/v) and [video](/w)\n": "**A** **b**\n\n[youtube](/v) and [video](/w)\n",
		"<p>A [gallery ids=\"1\"] [x a=\"1\"][/x]</p>\n":    "A [gallery ids=\"1\"] [x a=\"1\"][/x]\n",
	} {
		if a := checkConverted(t, src, Options{From: FromAuto, To: Markdown, Verify: true}); string(a.Markdown) != want {
			t.Errorf("%q became\n%q, want\n%q", src, a.Markdown, want)
		}
	}
}

// TestLineEnds: carriage returns end lines, alone too.
func TestLineEnds(t *testing.T) {
	const src = "---\ntitle: x\n---\n\n**a** <b>b</b>\n\n- c\n- d\n\n```\ne\n```\n"
	want := checkConverted(t, src, Options{From: FromAuto, To: Markdown})
	for _, end := range []string{"\r", "\r\n"} {
		a, err := Convert([]byte(strings.ReplaceAll(src, "\n", end)), Options{From: FromAuto, To: Markdown})
		if err != nil || string(a.Markdown) != string(want.Markdown) || a.Title != "x" {
			t.Errorf("with %q: %q, %v", end, a.Markdown, err)
		}
	}
}

// TestOpenComment: a comment that nothing ends is text.
func TestOpenComment(t *testing.T) {
	for src, want := range map[string]string{
		"<p>A.</p><!-- said > more\n<p>B.</p>\n":     "A.\n\n\\<!-- said > more\n\nB.\n",
		"<p>A.</p><!-->\n<p>B.</p>\n":                "A.\n\nB.\n",
		"<p>A.</p><!--[if gte mso 9]>\n<p>B.</p>\n":  "A.\n\nB.\n",
		"**A** <b>b</b>\n\n<!-- said > more\n\nC.\n": "**A** **b**\n\n\\<!-- said > more\n\nC.\n",
	} {
		if a := checkConverted(t, src, Options{From: FromAuto, To: Markdown, Verify: true}); string(a.Markdown) != want {
			t.Errorf("%q became\n%q, want\n%q", src, a.Markdown, want)
		}
	}
}

// TestListingThatRuns: a listing between template tags that would run where no
// generator reads them becomes one of Markdown, to the letter.
func TestListingThatRuns(t *testing.T) {
	const code = "<script>alert(1)</script>\n\n  <b>`x`</b>\n"
	for src, want := range map[string]string{
		"<p>A.</p>\n{% highlight html linenos %}\n" + code + "{% endhighlight %}\n<p>B.</p>\n":              "A.\n\n```html\n" + code + "```\n\nB.\n",
		"<p>A.</p>\n{{< highlight js \"linenos=1\" >}}\n" + code + "{{< /highlight >}}\n":                   "A.\n\n```js\n" + code + "```\n",
		"**A** <b>b</b>\n\n{% codeblock a.html lang:html %}\n" + code + "{% endcodeblock %}\nB <i>c</i>.\n": "**A** **b**\n\n```html\n" + code + "```\n\nB *c*.\n",
		"<p>A.</p>\n{% highlight html %}\n<b>x</b>\n{% endhighlight %}\n":                                   "A.\n\n{% highlight html %}\n<b>x</b>\n{% endhighlight %}\n",
	} {
		if a := checkConverted(t, src, Options{From: FromAuto, To: Markdown, Verify: true}); string(a.Markdown) != want {
			t.Errorf("%q became\n%q, want\n%q", src, a.Markdown, want)
		}
	}
}
