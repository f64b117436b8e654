package page

import (
	"strings"
	"testing"

	"github.com/artx-cli/artx/extract/internal/layout"
)

// TestDropTwins: a passage is kept once, wherever else the page has it.
func TestDropTwins(t *testing.T) {
	long := strings.Repeat("a wet dog sat by the oven ", 6) // 42 words
	half := strings.Repeat("a wet dog sat by the oven ", 3)
	const other = "<div><p>another thing is said here"
	for _, c := range []struct {
		name, page string
		kept       string // k for each block that stays, - for each that goes
	}{
		{"for narrow screens", "<div class=wide><p>" + long + "</div><div class=narrow><p>" + long + "</div>", "k-"},
		{"several blocks", "<div><h2>The dog of the house<p>" + half + "<p>so it goes<p>" + half + "</div>" + other + "</div><div><h2>The dog of the house</h2><p>" + half + "<p>so it goes<p>" + half + "</div>", "kkkkk----"},
		{"a refrain", "<div><p>" + long + "<p>verse<p>" + long + "</div>", "kkk"},
		{"too short", "<div><p>" + half + "</div>" + other + "</div><div><p>" + half + "</div>", "kkk"},
		{"a quote of it", "<div><p>" + long + "</div><blockquote><p>" + long + "</blockquote>", "kk"},
		{"code", "<div><p>" + long + "</div><div><pre>" + long + "</pre></div>", "kk"},
	} {
		l := layPage(pageBody(parsePage(t, []byte("<body>"+c.page))), layout.Hints{}, &pageModel{})
		kept := make([]bool, len(l.Blocks))
		for i := range kept {
			kept[i] = true
		}
		l.dropTwins(kept)
		if got := keptMask(kept); got != c.kept {
			t.Errorf("%s: %s, want %s", c.name, got, c.kept)
		}
	}
}

// keptMask writes k for each kept block and - for the others.
func keptMask(kept []bool) string {
	mask := make([]byte, len(kept))
	for i, keep := range kept {
		if mask[i] = '-'; keep {
			mask[i] = 'k'
		}
	}
	return string(mask)
}
