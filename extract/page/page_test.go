package page

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestPage runs Page on every page of testdata/page and compares kind,
// metadata, text and notes with the golden file beside it.
func TestPage(t *testing.T) {
	files, err := filepath.Glob("testdata/page/*.html")
	if err != nil || len(files) == 0 {
		t.Fatal("no pages", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".html"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			res, err := Find(parsePage(t, src), Options{})
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(file, ".html") + ".golden"
			got := describePage(res)
			if *update {
				if err := os.WriteFile(golden, got, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// describePage writes a result for people: metadata, notes, then the text, a
// line for each block.
func describePage(res *Result) []byte {
	var b strings.Builder
	m := res.Metadata
	for _, f := range [][2]string{
		{"type", res.Type}, {"title", m.Title}, {"authors", strings.Join(m.Authors, " + ")}, {"published", m.Published},
		{"updated", m.Updated}, {"url", m.URL}, {"site", m.Site}, {"lang", m.Lang}, {"description", m.Description},
		{"cover", m.Cover}, {"tags", strings.Join(m.Tags, ", ")}, {"next", strings.Join(m.NextPages, " ")},
	} {
		if f[1] != "" {
			fmt.Fprintf(&b, "%s: %s\n", f[0], f[1])
		}
	}
	for _, n := range res.Notes {
		fmt.Fprintf(&b, "note: %s %s: %s\n", n.Level, n.Code, n.Message)
	}
	b.WriteByte('\n')
	writeBlocks(&b, res.Root)
	return []byte(b.String())
}

// writeBlocks writes the text under root, a line for each block.
func writeBlocks(b *strings.Builder, root *html.Node) {
	l := layPage(root, layout.Hints{}, &pageModel{})
	for i := range l.Blocks {
		b.WriteString(dom.OneLine(l.Blocks[i].Text()))
		b.WriteByte('\n')
	}
}

func TestPageOptions(t *testing.T) {
	const page = `<title>T</title><body><div class="a"><p>The first part of the page.</p><p class="ad">Buy now.</p></div><div class="b"><p>The second.</p></div>`
	text := func(t *testing.T, opt Options) (string, *Result) {
		t.Helper()
		res, err := Find(parsePage(t, []byte(page)), opt)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		writeBlocks(&b, res.Root)
		return b.String(), res
	}
	t.Run("select takes the place of what would be found", func(t *testing.T) {
		if got, _ := text(t, Options{Select: []string{".b", ".a"}, Remove: []string{".ad"}}); got != "The first part of the page.\nThe second.\n" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("a selector without a match is noted", func(t *testing.T) {
		_, res := text(t, Options{Select: []string{".none"}})
		if len(res.Notes) == 0 || res.Notes[0].Code != "page.select-empty" {
			t.Errorf("notes %v", res.Notes)
		}
	})
	t.Run("the kind can be forced", func(t *testing.T) {
		for _, kind := range pagetype.All {
			if _, res := text(t, Options{Type: kind}); res.Type != kind {
				t.Errorf("type %q, want %q", res.Type, kind)
			}
		}
	})
	for _, opt := range []Options{{Type: "poem"}, {Select: []string{"a["}}, {Remove: []string{"p", "::"}}} {
		if _, err := Find(parsePage(t, []byte(page)), opt); err == nil {
			t.Errorf("%+v: no error", opt)
		}
	}
}

// TestPageExplain checks that the account names what was kept and what not.
func TestPageExplain(t *testing.T) {
	src, err := os.ReadFile("testdata/page/article.html")
	if err != nil {
		t.Fatal(err)
	}
	res, err := Find(parsePage(t, src), Options{Explain: true, Remove: []string{"table"}})
	if err != nil {
		t.Fatal(err)
	}
	a := res.Account
	if a.Source != "tree" || !strings.Contains(a.Chosen.Path, "article.post") || a.Chosen.Score < 0.5 {
		t.Errorf("source %q, chosen %+v", a.Source, a.Chosen)
	}
	rules := map[string]bool{}
	for _, c := range a.Cuts {
		rules[c.Rule] = true
	}
	for _, want := range []string{"remove", "header", "footer", "dialog", "comments", "related", "newsletter", "share"} {
		if !rules[want] {
			t.Errorf("no cut by %q in %+v", want, a.Cuts)
		}
	}
	if len(a.Kept) == 0 || a.Kept[0].Rule != ruleModel || a.Kept[0].Words == 0 {
		t.Errorf("kept %+v", a.Kept)
	}
	if len(a.Rivals) == 0 || a.Rivals[0].Score > a.Chosen.Score {
		t.Errorf("rivals %+v", a.Rivals)
	}
}

// TestPageKeepsPictures checks that what has no text goes with its surroundings.
func TestPageKeepsPictures(t *testing.T) {
	src, err := os.ReadFile("testdata/page/article.html")
	if err != nil {
		t.Fatal(err)
	}
	res, err := Find(parsePage(t, src), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := html.Render(&b, res.Root); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<img src="/img/lamp.jpg"`, "<figcaption>", "<table>", "<blockquote>"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is missing in %s", want, b.String())
		}
	}
}

// TestPageDeep checks that a tree far deeper than the parser builds does no harm.
func TestPageDeep(t *testing.T) {
	root := &html.Node{Type: html.DocumentNode}
	at := root
	for range 200_000 {
		n := &html.Node{Type: html.ElementNode, Data: "x-deep"}
		at.AppendChild(n)
		at = n
	}
	at.AppendChild(&html.Node{Type: html.TextNode, Data: "A sentence at the bottom of it all, long enough to be one."})
	if _, err := Find(root, Options{}); err != nil {
		t.Fatal(err)
	}
}

func FuzzPage(f *testing.F) {
	files, _ := filepath.Glob("testdata/page/*.html")
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	f.Add([]byte("<template><p>x</template><a><div>y</div></a><svg><title>z"))
	f.Fuzz(func(t *testing.T, src []byte) {
		doc, err := html.ParseWithOptions(bytes.NewReader(src), html.ParseOptionEnableScripting(false))
		if err != nil {
			t.Skip("nested too deep for the parser")
		}
		res, err := Find(doc, Options{URL: "https://example.org/a/b", Explain: true})
		if err != nil {
			t.Fatal(err)
		}
		if res.Root == nil || res.Type == "" {
			t.Fatalf("no root or type: %+v", res)
		}
	})
}

// TestPageHostile runs Page on large pages made to be slow. Anything worse
// than linear would take minutes; the limit leaves room for a busy machine.
func TestPageHostile(t *testing.T) {
	const size = 1 << 20
	repeat := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for name, src := range map[string]string{
		"tiny blocks":     repeat("<p>a"),
		"bylines":         repeat("<i class=author></i>"),
		"by, by, by":      repeat("<b>By</b>"),
		"dates":           repeat("<p>5 March 2024</p>"),
		"long class":      "<div class='" + repeat("author 2024 ") + "'>" + strings.Repeat("<p>5 March 2024", 1000),
		"long title":      "<title>" + repeat("a | b - ") + "</title><h1>a</h1>",
		"many authors":    repeat("<meta name=author content=x>"),
		"JSON-LD":         `<script type="application/ld+json">` + repeat(`[`) + "</script>",
		"JSON-LD objects": `<script type="application/ld+json">[` + repeat(`{"@type":"Article","author":{"name":"a"}},`) + `{}]</script>`,
		"state":           `<script type="application/json">[` + repeat(`"a sentence of some words in the state of a page",`) + `""]</script>`,
		"links":           repeat("<a href='?page=2'>2</a>"),
		"templates":       repeat("<template>a</template>"),
		"one line":        repeat("<b>word</b> "),
	} {
		t.Run(name, func(t *testing.T) {
			doc := parsePage(t, []byte(src))
			if _, err := Find(doc, Options{URL: "https://example.org/a", Explain: true}); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestPageMedia: pictures, captions and players between the paragraphs that are
// kept stay, wherever they stand.
func TestPageMedia(t *testing.T) {
	const prose = "<p>A paragraph about the old ferry, the people who cross the river with it every morning, and the bridge that is to take its place.</p>"
	for name, markup := range map[string]string{
		"image beside paragraphs": `<img src="/ferry.jpg" alt="The ferry">`,
		"image in a box":          `<div><img src="/ferry.jpg" alt="The ferry"></div>`,
		"figure":                  `<figure><img src="/ferry.jpg" alt="The ferry"><figcaption>On its way</figcaption></figure>`,
		"AMP image":               `<amp-img src="/ferry.jpg" alt="The ferry"></amp-img>`,
	} {
		t.Run(name, func(t *testing.T) {
			res, err := Find(parsePage(t, []byte("<!doctype html><html lang=en><title>The ferry</title><body><nav><a href=/>Home</a></nav><article><h1>The ferry</h1>"+prose+markup+prose+"</article>")), Options{})
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			if err := html.Render(&b, res.Root); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(b.String(), "ferry.jpg") || name == "figure" && !strings.Contains(b.String(), "On its way") {
				t.Error(b.String())
			}
		})
	}
}

// TestShortArticles has the few words of a short article found, whatever stands
// around them, and not the menus.
func TestShortArticles(t *testing.T) {
	const menus = `<nav><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li><li><a href="/careers">Careers</a></li><li><a href="/press">Press</a></li><li><a href="/login">Log in</a></li></ul></nav>%s` +
		`<footer><p>© 2026 Example Ltd. All rights reserved. Terms of service. Privacy policy. Cookie settings.</p></footer>`
	words := strings.Fields("The council voted on Tuesday to repair the old bridge over the river before winter comes, and the mayor said that work starts in May.")
	for _, around := range []string{
		"<article><h1>Bridge</h1><p>%s</p></article>", "<main><h1>Bridge</h1><p>%s</p></main>", `<div class="content"><h2>Bridge</h2><p>%s</p></div>`,
		"<div><p>%s</p></div>", "<p>%s</p>", "<table><tr><td>%s</td></tr></table>",
	} {
		for _, n := range []int{5, 8, 12, 18, 25} {
			text := strings.Join(words[:n], " ")
			page := "<!doctype html><title>Bridge | Example</title>" + fmt.Sprintf(menus, fmt.Sprintf(around, text))
			res, err := Find(parsePage(t, []byte(page)), Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := dom.NodeText(res.Root, 1000); !strings.Contains(got, text) || strings.Contains(got, "Careers") {
				t.Errorf("%d words in %s: got %q", n, around, got)
			}
		}
	}
}
