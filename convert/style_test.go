package convert

import (
	"strings"
	"testing"
)

// styles are all choices, one after the other and together.
func styles() []Style {
	return []Style{
		{Emphasis: "_"}, {Bullet: "*"}, {Bullet: "+"}, {Break: "spaces"},
		{Emphasis: "_", Bullet: "*", Break: "spaces"}, {Emphasis: "_", Bullet: "-", Break: "backslash"},
	}
}

// TestStyle: each choice is written where it can be, and the other where it would be
// misread.
func TestStyle(t *testing.T) {
	all := Style{Emphasis: "_", Bullet: "*", Break: "spaces"}
	for _, tc := range []struct{ html, want string }{
		{"<p>an <em>emphasis</em> and <strong>more</strong></p>", "an _emphasis_ and **more**"},
		{"<p>un<em>frigging</em>believable</p>", "un*frigging*believable"},
		{"<p><em>out <em>in</em> out</em></p>", "_out *in* out_"},
		{"<p>snake_case <em>x</em> y_z</p>", "snake_case _x_ y_z"},
		{"<p>_a <em>x</em> b_</p>", "\\_a _x_ b\\_"},
		{"<ul><li>a</li><li>b</li></ul><ul><li>c</li></ul>", "* a\n* b\n\n- c"},
		{"<ul><li><hr></li></ul>", "* ___"},
		{"<p>one<br>two</p>", "one  \ntwo"},
		{"<blockquote><p>one<br>two</p></blockquote>", "> one  \n> two"},
		{"<h2>one<br>two</h2>", "## one<br>two"},
	} {
		if got := strings.TrimSuffix(toMarkdown(t, tc.html, Options{Style: all}), "\n"); got != tc.want {
			t.Errorf("%s\ngot  %q\nwant %q", tc.html, got, tc.want)
		}
	}
}

// TestStyleRoundTrip: in every style, the examples of the specification and random
// articles come back as they were.
func TestStyleRoundTrip(t *testing.T) {
	for _, style := range styles() {
		for _, ex := range specification(t) {
			if holdsRawHTML(ex.Markdown) || deliberate[ex.Example] != "" {
				continue
			}
			md := toMarkdown(t, ex.HTML, Options{Style: style})
			if got, want := canonical(t, renderUnlinked(t, md)), canonical(t, ex.HTML); got != want {
				t.Errorf("%+v, example %d\nHTML     %q\nMarkdown %q\nback     %q", style, ex.Example, want, md, got)
			}
		}
		a := newAuthor(6)
		for range 400 {
			src := a.flow(2) + "<p>" + a.inline(3, "") + "</p>"
			if _, _, _, _, formula := cutFormula(src); formula {
				continue
			}
			md := toMarkdown(t, src, Options{Style: style})
			back := renderUnlinked(t, md)
			if want, got := shown(parseHTML(t, src)), shown(parseHTML(t, back)); want != got {
				t.Errorf("%+v\nHTML     %s\nMarkdown %q\nback     %q\nwant %q\ngot  %q", style, src, md, back, want, got)
			}
		}
	}
}
