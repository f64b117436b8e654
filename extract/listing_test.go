package extract

import "testing"

// TestCodeBox: what parts the blocks of a box of code is no line of it, what parts
// text is.
func TestCodeBox(t *testing.T) {
	runCases(t, Options{}, []cleanCase{
		{"lines that are blocks", "<div class=\"se-code-source\">\n<div>a</div>\n<div>b</div>\n</div>", `<pre class="se-code-source"><div>a</div><div>b</div></pre>`},
		{"lines that are text", "<div class=\"se-code-source\">a\n\nb</div>", "<pre class=\"se-code-source\">a\n\nb</pre>"},
		{"spans and spaces", "<div class=\"se-code-source\"><span>a</span> <span>b</span></div>", `<pre class="se-code-source"><span>a</span> <span>b</span></pre>`},
	})
}

// TestBlockOfCode: a code of several lines is a listing where there can be one.
func TestBlockOfCode(t *testing.T) {
	runCases(t, Options{}, []cleanCase{
		{"all of a div", "<div><code>a<br>b</code></div>", "<div><pre>a<br/>b</pre></div>"},
		{"a heading", "<h2><code>a<br>b</code></h2>", "<h2><code>a<br/>b</code></h2>"},
		{"a cell", "<table><tbody><tr><td><code>a<br>b</code></td><td>c</td></tr></tbody></table>", "<table><tbody><tr><td><code>a<br/>b</code></td><td>c</td></tr></tbody></table>"},
	})
}
