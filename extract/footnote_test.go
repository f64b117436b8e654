package extract

import (
	"strings"
	"testing"
)

// TestFootnotes: notes of all forms become links to ids of blocks.
func TestFootnotes(t *testing.T) {
	const ref = `<sup><a href="#fn:1">1</a></sup>`
	for _, test := range []struct{ name, in, want string }{
		{"anchors by name", `<p>A<a name="b" href="#f">1</a></p><p><a name="f" href="#b">1</a> Note.</p>`, `<p>A` + ref + `</p><p id="fn:1">Note.</p>`},
		{"in brackets", `<p>A [<a href="#f" id="b">1</a>]</p><p id="f">[<a href="#b">1</a>] Note [sic].</p>`, `<p>A ` + ref + `</p><p id="fn:1">Note [sic].</p>`},
		{"Hatena", `<p>本文<a href="#f1" name="r1">*1</a></p><p><a href="#r1" name="f1">*1</a>: 注</p>`, `<p>本文` + ref + `</p><p id="fn:1">注</p>`},
		{"Asciidoctor", `<p>A<sup class="footnote">[<a id="r" href="#d">1</a>]</sup></p><div class="footnote" id="d"><a href="#r">1</a>. Note.</div>`,
			`<p>A` + ref + `</p><div class="footnote" id="fn:1">Note.</div>`},
		{"EPUB", `<p>A<a epub:type="noteref" href="#n">1</a></p><aside epub:type="footnote" id="n"><p>Note.</p></aside>`,
			`<p>A` + ref + `</p><aside epub:type="footnote" id="fn:1"><p>Note.</p></aside>`},
		{"texinfo", `<p>A<a id="D1" href="#F1"><sup>1</sup></a></p><h5 class="footnote-body-heading"><a id="F1" href="#D1">(1)</a></h5><p>a</p><p>b</p>`,
			`<p>A` + ref + `</p><div id="fn:1"><p>a</p><p>b</p></div>`},
		{"numbers and a list", `<p>A<sup>1</sup></p><h2>Anmerkungen</h2><ol><li>Note.</li></ol>`, `<p>A` + ref + `</p><h2>Anmerkungen</h2><ol><li id="fn:1">Note.</li></ol>`},
		{"numbers that are powers", `<p>5 m<sup>2</sup></p><h2>Notes</h2><ol><li>a</li></ol>`, `<p>5 m<sup>2</sup></p><h2>Notes</h2><ol><li>a</li></ol>`},
		{"a list of contents", `<p><a href="#s" id="t">1</a></p><h2 id="s"><a href="#t">1</a> Intro</h2>`, `<p><a href="#s" id="t">1</a></p><h2 id="s"><a href="#t">1</a> Intro</h2>`},
	} {
		if got := cleanFragment(t, test.in); got != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.in, got, test.want)
		}
	}
}

// TestInlineNotes: a note in the sentence comes at the end.
func TestInlineNotes(t *testing.T) {
	got := cleanFragment(t, `<p>A<label for="x" class="margin-toggle sidenote-number"></label><input type="checkbox" id="x" class="margin-toggle"><span class="sidenote">Side.</span> b</p>`)
	if !strings.HasPrefix(got, `<p>A<sup><a href="#fn:inline-1"`) || !strings.HasSuffix(got, `<li id="fn:inline-1">Side.</li></ol></div>`) {
		t.Error(got)
	}
}

// TestFormulas: whatever form a formula has, it becomes math.
func TestFormulas(t *testing.T) {
	const math = `<math><annotation encoding="application/x-tex">x^2</annotation></math>`
	for _, test := range []struct{ name, in, want string }{
		{"Zhihu", `<span class="ztext-math" data-tex="x^2"></span>`, math},
		{"GitHub", `<math-renderer class="js-inline-math" style="display: inline-block">$x^2$</math-renderer>`, math},
		{"GitLab", `<code class="code math js-render-math" data-math-style="inline">x^2</code>`, math},
		{"GitLab, displayed", `<pre class="code math js-render-math" data-math-style="display">x^2</pre>`, `<div><math display="block"><annotation encoding="application/x-tex">x^2</annotation></math></div>`},
		{"WordPress", `<img class="latex" src="https://s0.wp.com/latex.php?latex=x%5E2&amp;bg=fff" alt="x^2">`, math},
		{"CodeCogs", `<img src="https://latex.codecogs.com/gif.latex?\dpi{110}&amp;space;x^2">`, math},
		{"script of MathJax 2", `<span class="MathJax_Preview">p</span><span class="MathJax">x2</span><script type="math/tex">x^2</script>`, math},
		{"MathML in an attribute", `<span class="MathJax" data-mathml="&lt;math&gt;&lt;mi&gt;y&lt;/mi&gt;&lt;/math&gt;">y</span>`, `<math><mi>y</mi></math>`},
		{"font of MathJax 3", `<mjx-container class="MathJax"><mjx-math><mjx-msup><mjx-mi><mjx-c class="mjx-c1D465"></mjx-c></mjx-mi><mjx-script><mjx-mn><mjx-c class="mjx-c32"></mjx-c></mjx-mn></mjx-script></mjx-msup></mjx-math></mjx-container>`,
			`<math><msup><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></msup></math>`},
		{"no formula", `<img src="/latex-cover.png" alt="x^2">`, `<img src="/latex-cover.png" alt="x^2"/>`},
		{"not to be read", `<mjx-container class="MathJax" aria-label="x squared"><svg><g data-mml-node="math"><g data-mml-node="mglyph"></g></g></svg></mjx-container>`, `x squared`},
	} {
		if got := cleanFragment(t, test.in); got != test.want {
			t.Errorf("%s: %s\n got %s\nwant %s", test.name, test.in, got, test.want)
		}
	}
}
