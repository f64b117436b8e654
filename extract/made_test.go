package extract

import (
	"strings"
	"testing"

	"golang.org/x/net/html/atom"
)

// TestMade: what a rule makes of other markup is told, what stands there already
// is not.
func TestMade(t *testing.T) {
	for src, want := range map[string]string{
		`<div class="admonition tip"><p class="admonition-title">Look</p><p>x</p></div>`: "strong blockquote",
		`<blockquote class="admonition tip"><p>x</p></blockquote>`:                       "",
		`<p>a <span style="font-weight: bold">b</span></p>`:                              "strong",
		`<p>a <b style="font-weight: bold">b</b></p>`:                                    "",
		`<div style="white-space: pre; font-family: monospace">a  b</div>`:               "pre",
		`<pre>a  b</pre>`: "",
		`<p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>a</p>`: "sup li",
		`<p>It <img src="https://s0.wp.com/latex.php?latex=y%5E3" alt="y^3" class="latex"> grows.</p>`:            "math",
		`<p>a<sup><a id="r1" href="#n1">1</a></sup></p><p id="n1">1. Note. <a href="#r1">↩</a></p>`:               "sup sup sup",
	} {
		_, article := cleanString(t, src, Options{Explain: true})
		var made []string
		for _, m := range article.Made {
			made = append(made, m.Element.String())
			if m.Element == atom.Math && len(m.Addresses) == 0 {
				t.Errorf("%s: no address of the picture", src)
			}
		}
		if got := strings.Join(made, " "); got != want {
			t.Errorf("%s: made %q, want %q", src, got, want)
		}
	}
}
