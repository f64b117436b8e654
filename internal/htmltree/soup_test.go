package htmltree

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// soupTags are the tags of soups: those that rules tell apart, the ones that
// interact most more often.
func soupTags() (names []string) {
	for _, row := range tags[1:] {
		if row.name != "plaintext" && row.name != "template" && row.name != "svg" && row.name != "math" {
			names = append(names, row.name)
		}
	}
	for range 6 {
		names = append(names, "a", "b", "i", "nobr", "p", "div", "table", "tr", "td", "li", "button", "select", "option", "x-y", "form", "font", "body", "html")
	}
	return names
}

// soup returns n random tags and texts.
func soup(rnd *rand.Rand, names []string, n int) string {
	var b strings.Builder
	for range n {
		name := names[rnd.IntN(len(names))]
		switch rnd.IntN(12) {
		case 0, 1, 2, 3, 4:
			fmt.Fprintf(&b, "<%s>", name)
		case 5:
			fmt.Fprintf(&b, "<%s c=%d>", name, rnd.IntN(2))
		case 6, 7, 8:
			fmt.Fprintf(&b, "</%s>", name)
		case 9:
			b.WriteString("x&lt;")
		case 10:
			b.WriteString(" \n")
		case 11:
			b.WriteString([]string{"<!---->", "<!doctype html>", "</>", "<hr/>", "\x00", "\r", "<input type=hidden>", "<b/>", "y"}[rnd.IntN(9)])
		}
	}
	return b.String()
}

// TestSoup parses random tags in every context: once with templates, once with
// foreign content, which x/net/html does not parse together.
func TestSoup(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	plain := soupTags()
	mixes := [][]string{
		append(plain[:len(plain):len(plain)], "template", "template", "template", "template", "plaintext"),
		append(plain[:len(plain):len(plain)], "svg", "math", "svg", "math", "svg", "math", "title", "mi", "desc", "foreignobject", "annotation-xml"),
	}
	refused, rounds := 0, 30000
	if testing.Short() {
		rounds = 3000
	}
	for i := range rounds {
		src := soup(rnd, mixes[i%2], 5+rnd.IntN(60))
		name := contexts[rnd.IntN(len(contexts))]
		var context *html.Node
		if name != "" {
			context = element(name)
		}
		got := parse(t, src, context)
		checkOffsets(t, src, src, got)
		want, err := reference(src, context)
		if err != nil {
			refused++
			continue
		}
		if d := difference(got.Root, want); d != "" && !isKnown(src, name) {
			t.Fatalf("%q in %q: %s", src, name, d)
		}
	}
	t.Logf("x/net/html refuses %d of %d", refused, rounds)
}
