package body

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestNoStandIns puts Markdown and template tags into all that the parser or a
// repair reads in a way of its own: what stands for them while HTML is parsed
// does not reach the tree, and what it stands for does.
func TestNoStandIns(t *testing.T) {
	around := [][2]string{{"a <code>", ""}, {"a <code>", "</code>"}, {"a <pre>", "</pre>"}, {"a <pre><script>", "</pre>"}, {"a <pre><code><!-- ", "</code></pre>"},
		{"a <textarea>", "</textarea>"}, {"<textarea>", "</textarea>"}, {"<textarea>\n\n", ""}, {"a <title>", "</title>"}, {"a <xmp>", ""}, {"a <select>", ""}, {"a <video>", ""},
		{"a <object>", ""}, {"<pre>\n\n", ""}, {"<pre><!doctype html> <i>", "</i></pre>"}, {"a <code><Foo>", "</code>"}, {"<table>", "</table>"}, {"a <svg><desc>", "</svg>"}, {"a <math>", ""},
		{"<div>\n\n<code>", "\n\n</div>"}, {"> <code>", ""}, {"- <code>", "\n- <code>b"}}
	for _, within := range []string{"x *y* and more", "x {{ y }} and more", "<a href=\"/{{ x }}/y\">more *y*</a>", "{{ x }} <b>*more*</b> {% y %}"} {
		for _, pair := range around {
			src := "Some *text*.\n\n" + pair[0] + within + pair[1] + "\n\nThe *end*.\n"
			root, _, err := Parse([]byte(src), KindMixed)
			if err != nil {
				t.Fatal(err)
			}
			var all strings.Builder
			for n := range root.Descendants() {
				if n.Type != html.CommentNode {
					all.WriteString(n.Data + "\n")
				}
				for _, a := range n.Attr {
					all.WriteString(a.Key + "=" + a.Val + "\n")
				}
			}
			switch got := all.String(); {
			case strings.Contains(got, string(rune(verbatimMark))):
				t.Errorf("%q: a stand-in stays:\n%q", src, got)
			case !strings.Contains(got, "more") || !strings.Contains(got, "end"):
				t.Errorf("%q: words are lost:\n%q", src, got)
			}
		}
	}
}
