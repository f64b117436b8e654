package extract

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/weburl"
)

// specExamples returns the HTML of the CommonMark examples that come with the
// Markdown library.
func specExamples(t *testing.T) []string {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Skip("the Markdown library's source is not at hand")
	}
	src, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Skip(err)
	}
	var examples []struct{ HTML string }
	if err := json.Unmarshal(src, &examples); err != nil {
		t.Fatal(err)
	}
	list := make([]string, len(examples))
	for i, e := range examples {
		list[i] = e.HTML
	}
	return list
}

// visible is what a reader sees of a tree: its text, links and images. A line
// break in an address is none to a browser.
func visible(root *html.Node) string {
	var b strings.Builder
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && (n.Parent == nil || n.Parent.DataAtom != atom.Script && n.Parent.DataAtom != atom.Style):
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && n.DataAtom == atom.A && dom.Attr(n, "href") != "":
			b.WriteString(" [" + weburl.Tidy(dom.Attr(n, "href")) + "] ")
		case n.Type == html.ElementNode && n.DataAtom == atom.Img:
			b.WriteString(" (" + dom.Attr(n, "src") + "|" + dom.Attr(n, "alt") + ") ")
		case n.Type == html.ElementNode && n.DataAtom != 0 && !dom.InlineElements[n.DataAtom]:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// TestSpec cleans each example of the CommonMark specification: a reader must
// see the same as before.
func TestSpec(t *testing.T) {
	for i, src := range specExamples(t) {
		root, _, err := body.ParseHTML([]byte(src))
		if err != nil {
			t.Fatal(err)
		}
		before := visible(root)
		if _, err := Clean(root, Options{Origin: Authored}); err != nil {
			t.Fatal(err)
		}
		if after := visible(root); after != before {
			t.Errorf("example %d: %s\nbefore %s\nafter  %s", i+1, src, before, after)
		}
	}
}
