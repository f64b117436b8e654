package page

import (
	"strings"
	"testing"

	"github.com/artx-cli/artx/extract/internal/layout"
)

// TestDropReviews: what buyers wrote is not what the shop says.
func TestDropReviews(t *testing.T) {
	const says = "<p>A lamp that weighs as much as an egg and burns all night long.</p>"
	for _, c := range []struct{ name, page, kept string }{
		{"a section", says + `<div id="customer-reviews"><div><p>I like it a lot.</p></div></div>`, "k-"},
		{"a widget", says + `<div class="jdgm-rev"><p>I like it a lot.</p></div>`, "k-"},
		{"a preview", says + `<div class="product-preview"><p>It comes in a box.</p></div>`, "kk"},
		{"the page itself", `<div class="reviewed">` + says + `</div><div class="reviews-page">` + strings.Repeat(says, 3) + `</div>`, "kkkk"},
		{"nothing else kept", `<p>Lamp.</p><div class="review"><p>I like it a lot.</p></div><p>` + strings.Repeat("not kept ", 20) + `</p>`, "kk-"},
	} {
		l := layPage(pageBody(parsePage(t, []byte("<body>"+c.page))), layout.Hints{}, &pageModel{})
		kept := make([]bool, len(l.Blocks))
		for i := range kept {
			kept[i] = !strings.Contains(l.Blocks[i].Text(), "not kept")
		}
		l.dropReviews(kept)
		if got := keptMask(kept); got != c.kept {
			t.Errorf("%s: %s, want %s", c.name, got, c.kept)
		}
	}
}
