package body

import (
	"testing"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// TestStyles: the numbered classes of word processors say what is bold; those of
// a site's design say nothing.
func TestStyles(t *testing.T) {
	root, _, err := ParseHTML([]byte(`<html><head><style>@media print{.c1{font-weight:700}} .c7,span.s1{color:red;font-weight:700} .lead{font-weight:700}</style></head>` +
		`<body><p class="c7"><span class="c7">a</span><span class="s1 x" style="font-style:italic">b</span><span class="lead">c</span></p></body></html>`))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"c7": "font-weight:700;", "s1 x": "font-weight:700;font-style:italic", "lead": ""}
	for n := range root.Descendants() {
		if n.Data != "span" {
			continue
		}
		if class := dom.Attr(n, "class"); dom.Attr(n, "style") != want[class] {
			t.Errorf("class %q: style %q, want %q", class, dom.Attr(n, "style"), want[class])
		}
	}
}
