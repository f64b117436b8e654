package htmltree

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// checkOffsets holds the offset of every node against what stands in the source.
func checkOffsets(t *testing.T, name, src string, tree *Tree) {
	t.Helper()
	for n := range tree.Root.Descendants() {
		at := tree.Offset(n)
		if at < 0 && n.Type == html.ElementNode {
			continue
		}
		if at < 0 || at >= len(src) {
			t.Errorf("%s: %s is at %d", name, describe(n), at)
			return
		}
		if !standsAt(n, src[at:]) {
			t.Errorf("%s: %s is not at %d: %.40q", name, describe(n), at, src[at:])
			return
		}
	}
}

// standsAt tells whether a node may have been made of what src begins with.
func standsAt(n *html.Node, src string) bool {
	switch n.Type {
	case html.ElementNode:
		name, _, _ := strings.Cut(n.Data, "\ufffd")
		if n.Data == "img" && len(src) > 6 && strings.EqualFold(src[1:6], "image") {
			return true
		}
		return (src[0] == '<') && len(src) > len(name) && strings.EqualFold(src[1:1+len(name)], name) || strings.HasPrefix(src, "</")
	case html.CommentNode:
		return strings.HasPrefix(src, "<!") || strings.HasPrefix(src, "<?") || strings.HasPrefix(src, "</")
	case html.DoctypeNode:
		return strings.HasPrefix(src, "<!")
	}
	return src[0] == n.Data[0] || strings.ContainsRune("&\r\n\x00<", rune(src[0])) || strings.IndexAny(n.Data, whitespace) == 0
}

func TestOffset(t *testing.T) {
	src := "<!doctype html>\n<!-- c --><p class=a>one &amp; <b>two<p>three</b> four<table>x<tr><td>y</table>"
	tree := parse(t, src, nil)
	want := map[string]int{
		"html": 0, " c ": 16, "p": 26, "one & ": 37, "two": 50, "three": 56, " four": 65, "table": 70, "x": 77, "tr": 78, "td": 82, "y": 86,
	}
	seen := map[string]bool{}
	for n := range tree.Root.Descendants() {
		at, ok := want[n.Data]
		switch {
		case n.Data == "head" || n.Data == "body" || n.Data == "tbody" || n.Data == "html" && n.Type == html.ElementNode:
			at, ok = -1, true
		case seen[n.Data] || n.Data == "b":
			ok = false // b's copy in the second p, the second p
		}
		if ok {
			seen[n.Data] = true
			if got := tree.Offset(n); got != at {
				t.Errorf("%s is at %d, want %d", describe(n), got, at)
			}
		}
	}
	for name := range want {
		if !seen[name] {
			t.Errorf("no node %q in\n%s", name, dump(tree.Root))
		}
	}
	if got := tree.Offset(&html.Node{}); got != -1 {
		t.Errorf("a node of nobody's is at %d", got)
	}
	if got := parse(t, src, nil).Offset(tree.Root.FirstChild); got != -1 {
		t.Errorf("a node of another tree is at %d", got)
	}
}
