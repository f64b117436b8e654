package body

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// TestParseDeep parses what nests past the limit: nothing of the text
// is lost, and a note says what was done.
func TestParseDeep(t *testing.T) {
	for what, src := range map[string]string{
		"nested divs":          strings.Repeat("<div>", 100_000) + "word" + strings.Repeat("</div>", 100_000) + "end",
		"unclosed divs":        strings.Repeat("<div>word ", 5_000) + "end",
		"unclosed b":           strings.Repeat("<b>word ", 100_000) + "end",
		"nested lists":         strings.Repeat("<ul><li>word", 300) + strings.Repeat("</li></ul>", 300) + "end",
		"nested quotes":        strings.Repeat("<blockquote>word", 600) + "end",
		"nested tables":        strings.Repeat("<table><tr><td>word", 200) + "end",
		"fonts left open":      strings.Repeat(`<p><font size="1">`, 1) + fonts(600) + "end",
		"unknown elements":     strings.Repeat("<x-a>word", 1000) + "end",
		"headings in headings": strings.Repeat("<section><h2>word", 600) + "end",
	} {
		root, notes, err := ParseHTML([]byte(src))
		if err != nil {
			t.Errorf("%s: %v", what, err)
			continue
		}
		if what == "fonts left open" { // the parser ends the oldest of so many
			if len(notes) != 0 {
				t.Errorf("%s: notes %v", what, notes)
			}
		} else if len(notes) != 1 || notes[0].Code != "body.flattened" {
			t.Errorf("%s: notes %v, want body.flattened", what, notes)
		}
		var text strings.Builder
		for n := range root.Descendants() {
			if n.Type == html.TextNode {
				text.WriteString(n.Data + " ")
			}
		}
		if got, want := strings.Count(text.String(), "word"), strings.Count(src, "word"); got != want {
			t.Errorf("%s: %d words of %d are left", what, got, want)
		}
		if !strings.HasSuffix(strings.TrimSpace(text.String()), "end") {
			t.Errorf("%s: the end is lost", what)
		}
	}
}

// fonts are paragraphs that each leave a font of other attributes open.
func fonts(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(`<p><font color="#` + strings.Repeat("a", i%7) + string(rune('a'+i%26)) + string(rune('a'+i/26)) + `">word</p>`)
	}
	return b.String()
}

// TestParseKeepsAll parses fragments in which a whole document's parser would
// move or lose content.
func TestParseKeepsAll(t *testing.T) {
	for _, src := range []string{
		"text first<p>then</p>", `<script type="math/tex">x</script>text`, "</div></span>text", "<html><body><p>text</p></body></html>",
		"<noscript><img src=a>text</noscript>", "<title>no title here</title>text",
	} {
		root, notes, err := ParseHTML([]byte(src))
		if err != nil || len(notes) > 0 {
			t.Errorf("Parse(%q): %v, notes %v", src, err, notes)
			continue
		}
		var b strings.Builder
		if err := html.Render(&b, root); err != nil || !strings.Contains(b.String(), "te") {
			t.Errorf("Parse(%q) = %s (%v)", src, b.String(), err)
		}
	}
}

// TestDeepVerbatim keeps Markdown and template tags that stand deeper than the
// HTML parser goes.
func TestDeepVerbatim(t *testing.T) {
	deep := func(inside string) string {
		return strings.Repeat("<div>", 700) + inside + strings.Repeat("</div>", 700)
	}
	for _, c := range []struct {
		body string
		kind Kind
		want string
	}{
		{deep("<p>one {{ page.x }} two {% if a %}</p>") + "<p>{{ end }}</p>", KindArticle, "{{ page.x }} {% if a %} {{ end }}"},
		{"# Head\n\n" + deep("\n\n*deep* {{ x }}\n\n"), KindMixed, "*deep* {{ x }}"},
	} {
		root, _, err := Parse([]byte(c.body), c.kind)
		if err != nil {
			t.Fatal(err)
		}
		var raw []string
		for n := range root.Descendants() {
			if n.Type == html.RawNode {
				raw = append(raw, n.Data)
			}
		}
		if got := dom.OneLine(strings.Join(raw, " ")); !strings.Contains(got, c.want) {
			t.Errorf("%s: got %q, want %q in it", c.kind, got, c.want)
		}
	}
}
