package convert

import "testing"

func TestSlug(t *testing.T) {
	for _, test := range []struct{ heading, generator, want string }{
		{"Intro & More!", "", "intro--more"}, {"中文 标题", "", "中文-标题"}, {"a_b 1.2", "jekyll", "a_b-12"},
		{"Intro & More!", "hexo", "Intro-More"}, {"Intro & More!", "hugo", "intro--more"}, {"A #1: b", "obsidian", "A%201%20b"},
	} {
		if got := slug(test.heading, test.generator); got != test.want {
			t.Errorf("%q for %q: %q, want %q", test.heading, test.generator, got, test.want)
		}
	}
}

// TestPlaces: links within an article lead to slugs and kept ids, or are text.
func TestPlaces(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"a heading", `<p><a href="#s">x</a></p><h2 id="s">The <b>End</b></h2>`, "[x](#the-end)\n\n## The **End**\n"},
		{"the second of a name", `<p><a href="#s">x</a></p><h2>A</h2><section id="s"><h2>A</h2></section>`, "[x](#a-1)\n\n## A\n\n## A\n"},
		{"a name before a heading", `<p><a href="#s">x</a></p><a name="s"></a><h2>A</h2>`, "[x](#a)\n\n## A\n"},
		{"another element", `<p><a href="#s">x</a></p><p id="s">y</p>`, "[x](#s)\n\n<a id=\"s\"></a>y\n"},
		{"nothing", `<p><a href="#s">x</a></p>`, "x\n"},
		{"a slug", `<p><a href="#the-end">x</a></p><h2>The end</h2>`, "[x](#the-end)\n\n## The end\n"},
		{"percent-encoded", `<p><a href="#%C3%BC">x</a></p><h2 id="ü">U</h2>`, "[x](#u)\n\n## U\n"},
	} {
		if got := toMarkdown(t, test.in, Options{Places: true}); got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}
