package article

import "testing"

// TestStableMarkdown converts bodies whose Markdown holds tags: converting the
// result again changes nothing, so that the tags can stay.
func TestStableMarkdown(t *testing.T) {
	for _, tc := range []struct{ body, want string }{
		{"<p>H<sub>2</sub>O is <em>wet</em>.</p>", "H<sub>2</sub>O is *wet*.\n"},
		{"<p>他说<b>你好。</b>然后<em>x</em></p>", "他说<strong>你好。</strong>然后*x*\n"},
		{"<p>x<sup>2</sup></p><ul><li>y</li></ul>", "x<sup>2</sup>\n\n- y\n"},
		{"<p>x<sup>2</sup> &amp;lt; *y*</p>", "x<sup>2</sup> \\&lt; \\*y\\*\n"},
		{"<h2>a<br>b</h2><p><kbd>F1</kbd></p>", "## a<br>b\n\n<kbd>F1</kbd>\n"},
		{"<details><summary>a</summary><p><i>b</i></p></details>", "<details>\n<summary>a</summary>\n\n*b*\n\n</details>\n"},
		{"<ul><li><p>a</p><p>b<sup>2</sup></p></li></ul><h2>c<br>d</h2>", "- a\n\n  b<sup>2</sup>\n\n## c<br>d\n"},
		{"<ul><li>`</li><li>x<sup>`</sup></li></ul><h2>c<br>d</h2>", "- `\n- x<sup>`</sup>\n\n## c<br>d\n"},

		// Markdown that mixes in HTML.
		{"- a\n\n  b <b>c</b>\n\n- d\n", "- a\n\n  b **c**\n\n- d\n"},
		{"# a\n\n- a ` b\n- <i>c</i> ` d\n", "# a\n\n- a ` b\n- *c* ` d\n"},
	} {
		res, err := Convert([]byte(tc.body), Options{To: Markdown})
		if err != nil {
			t.Fatal(err)
		}
		if string(res.Markdown) != tc.want {
			t.Errorf("%q becomes %q, want %q", tc.body, res.Markdown, tc.want)
		}
		again, err := Convert(res.Markdown, Options{To: Markdown})
		if err != nil {
			t.Fatal(err)
		}
		if string(again.Markdown) != string(res.Markdown) {
			t.Errorf("%q becomes %q, and that %q", tc.body, res.Markdown, again.Markdown)
		}
	}
}

// TestTemplateTags converts bodies with tags that a generator runs, and with
// text that looks like them.
func TestTemplateTags(t *testing.T) {
	for _, tc := range []struct{ preset, body, want string }{
		{"jekyll", "<p>{{ site.url }} {{ name }}</p>", "{{ site.url }} {\\{ name }}\n"},
		{"jekyll", "<p>{% include x.html %} {% if x %}</p>", "{% include x.html %} {\\% if x %}\n"},
		{"jekyll", "<p>{% if x %}y{% endif %} {% assign v = 1 %}{{ v }}</p>", "{% if x %}y{% endif %} {% assign v = 1 %}{{ v }}\n"},
		{"hexo", "<p>{% asset_img a.png %} {% tag %}</p>", "{% asset_img a.png %} {\\% tag %}\n"},
		{"hugo", "<p>a {{< figure >}} {{ name }}</p>", "a {{< figure >}} {{ name }}\n"},
		{"zola", "<p>a {{ youtube(id=1) }} {{ name }}</p>", "a {{ youtube(id=1) }} {{ name }}\n"},
		{"jekyll", "{{ name }} *a* <i>b</i>\n\n- c\n- d\n", "{\\{ name }} *a* *b*\n\n- c\n- d\n"}, // Markdown is guarded as well
		{"", "<p>a {{ name }} {% if x %} \\(\\frac{{a}}{b}\\)</p>", "a {{ name }} {% if x %} $\\frac{{a}}{b}$\n"},
	} {
		res, err := Convert([]byte(tc.body), Options{To: Markdown, Preset: tc.preset})
		if err != nil {
			t.Fatal(err)
		}
		if got := string(res.Markdown); got != tc.want {
			t.Errorf("%s: %q becomes %q, want %q", tc.preset, tc.body, got, tc.want)
		}
	}
}
