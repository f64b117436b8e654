package page

import (
	"testing"

	"github.com/artx-cli/artx/extract/internal/layout"
)

// TestDropCalls: what a page asks of its reader is not what it tells.
func TestDropCalls(t *testing.T) {
	for _, c := range []struct {
		title, text string
		kept        bool
	}{
		{"", "<p>Read more →", false},
		{"", "<p>ADVERTISEMENT", false},
		{"", "<p>Story continues below advertisement", false},
		{"", "<p>Jetzt kaufen!", false},
		{"", "<p>続きを読む", false},
		{"", "<p>Read more about the oven below.", true},
		{"", "<p>Download", true},
		{"", "<h2>Get started</h2>", true},
		{"", "<pre>subscribe</pre>", true},
		{"", "<table><tr><td>Apply now</table>", true},
	} {
		l := layPage(pageBody(parsePage(t, []byte("<body>"+c.text))), layout.Hints{Title: c.title}, &pageModel{})
		kept := []bool{true}
		l.dropCalls(kept)
		if kept[0] != c.kept {
			t.Errorf("%q in %q: kept %v", c.text, c.title, kept[0])
		}
	}
}
