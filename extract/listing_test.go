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
