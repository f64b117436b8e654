package convert

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// gfm renders Markdown as GitHub does; raw HTML passes.
var gfm = goldmark.New(
	goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
		extension.Strikethrough, extension.Linkify, extension.TaskList, extension.Footnote),
	goldmark.WithRendererOptions(gmhtml.WithUnsafe()))

// unlinked renders Markdown as gfm does, but makes no links of bare addresses.
var unlinked = goldmark.New(
	goldmark.WithExtensions(extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
		extension.Strikethrough, extension.TaskList, extension.Footnote),
	goldmark.WithRendererOptions(gmhtml.WithUnsafe()))

func renderGFM(tb testing.TB, markdown string) string {
	tb.Helper()
	return renderWith(tb, gfm, markdown)
}

func renderUnlinked(tb testing.TB, markdown string) string {
	tb.Helper()
	return renderWith(tb, unlinked, markdown)
}

func renderWith(tb testing.TB, renderer goldmark.Markdown, markdown string) string {
	tb.Helper()
	var b bytes.Buffer
	if err := renderer.Convert([]byte(markdown), &b); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func parseHTML(tb testing.TB, src string) *html.Node {
	tb.Helper()
	root, err := html.ParseWithOptions(strings.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil {
		tb.Fatal(err)
	}
	return root
}

func toMarkdown(tb testing.TB, src string, opt Options) string {
	tb.Helper()
	md, err := Markdown(parseHTML(tb, src), opt)
	if err != nil {
		tb.Fatal(err)
	}
	return string(md)
}

// canonical is HTML without the white space that does not show.
func canonical(tb testing.TB, src string) string {
	tb.Helper()
	var b strings.Builder
	canonicalNode(&b, parseHTML(tb, src), false)
	return strings.TrimSpace(b.String())
}

func canonicalNode(b *strings.Builder, n *html.Node, pre bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			s := c.Data
			if !pre {
				s = dom.Collapse(s)
				if edge(c.PrevSibling, n) {
					s = strings.TrimLeft(s, " ")
				}
				if edge(c.NextSibling, n) {
					s = strings.TrimRight(s, " ")
				}
			}
			b.WriteString(html.EscapeString(s))
		case html.ElementNode:
			b.WriteString("<" + c.Data)
			for _, a := range c.Attr {
				b.WriteString(" " + a.Key + `="` + html.EscapeString(a.Val) + `"`)
			}
			b.WriteString(">")
			canonicalNode(b, c, pre || c.DataAtom == atom.Pre)
			b.WriteString("</" + c.Data + ">")
		case html.DocumentNode:
			canonicalNode(b, c, pre)
		}
	}
}

// edge tells whether white space beside n does not show.
func edge(n, parent *html.Node) bool {
	if n == nil {
		return dom.IsFlow(parent.DataAtom) || parent.Type == html.DocumentNode
	}
	return n.Type == html.ElementNode && (dom.IsFlow(n.DataAtom) || n.DataAtom == atom.Br)
}

// deliberate are examples of the CommonMark specification that do not come back
// as they were, on purpose.
var deliberate = map[int]string{
	196: "line breaks in a link's title become spaces: they do not show",
}

type specExample struct {
	Markdown string `json:"markdown"`
	HTML     string `json:"html"`
	Example  int    `json:"example"`
	Section  string `json:"section"`
}

// specification reads the examples of the CommonMark specification, which the
// goldmark module ships with its tests.
func specification(tb testing.TB) []specExample {
	tb.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		tb.Skipf("the goldmark module is not at hand: %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		tb.Skipf("the goldmark module has no specification: %v", err)
	}
	var examples []specExample
	if err := json.Unmarshal(data, &examples); err != nil {
		tb.Fatal(err)
	}
	return examples
}

// holdsRawHTML tells whether Markdown holds HTML, which is not always
// expressible otherwise.
func holdsRawHTML(markdown string) bool {
	found := false
	doc := gfm.Parser().Parse(text.NewReader([]byte(markdown)))
	_ = ast.Walk(doc, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		found = found || n.Kind() == ast.KindHTMLBlock || n.Kind() == ast.KindRawHTML
		return ast.WalkContinue, nil
	})
	return found
}

// TestSpecification converts the HTML of each example of the CommonMark
// specification and renders the Markdown: it must be the same HTML.
func TestSpecification(t *testing.T) {
	examples := specification(t)
	tested := 0
	for _, ex := range examples {
		if holdsRawHTML(ex.Markdown) {
			continue
		}
		tested++
		md := toMarkdown(t, ex.HTML, Options{})
		got, want := canonical(t, renderUnlinked(t, md)), canonical(t, ex.HTML) // bare addresses stay bare
		reason, miss := deliberate[ex.Example]
		switch {
		case got == want && miss:
			t.Errorf("example %d (%s) comes back now; take it out of the table (%s)", ex.Example, ex.Section, reason)
		case got != want && !miss:
			t.Errorf("example %d (%s)\nHTML     %q\nMarkdown %q\nback     %q", ex.Example, ex.Section, want, md, got)
		}
		if holdsRawHTML(md) && !strings.Contains(md, "<!--") {
			t.Errorf("example %d (%s): raw HTML in %q", ex.Example, ex.Section, md)
		}
	}
	if tested < 500 {
		t.Errorf("only %d examples were tested", tested)
	}
}

// TestSpecificationText converts all examples, with raw HTML in them too: no
// visible word is lost.
func TestSpecificationText(t *testing.T) {
	for _, ex := range specification(t) {
		md := toMarkdown(t, ex.HTML, Options{})
		want := words(t, ex.HTML)
		if got := words(t, renderGFM(t, md)); got != want {
			t.Errorf("example %d (%s)\nHTML     %q\nMarkdown %q\nwords %q\nback  %q", ex.Example, ex.Section, ex.HTML, md, want, got)
		}
	}
}

// words is the visible text of HTML without white space.
func words(tb testing.TB, src string) string {
	tb.Helper()
	b, err := Text(parseHTML(tb, src))
	if err != nil {
		tb.Fatal(err)
	}
	return strings.Join(strings.Fields(string(b)), "")
}

func textNode(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }
