package article

import (
	"testing"

	"github.com/artx-cli/artx/frontmatter"
)

// TestTitle: the title is content. Where no header holds it, it is the first
// heading, once.
func TestTitle(t *testing.T) {
	const header = "---\ntitle: Salt *and* rope\n---\n"
	none := Options{FrontMatter: frontmatter.None}
	for _, test := range []struct {
		name, src string
		opt       Options
		to        Format
		want      string
	}{
		{"without a header", header + "<p>x</p>", none, Markdown, "# Salt \\*and\\* rope\n\nx\n"},
		{"in text", header + "<p>x</p>", Options{}, Text, "Salt *and* rope\n\nx\n"},
		{"in HTML", header + "<p>x</p>", none, HTML, "<h1>Salt *and* rope</h1>\n<p>x</p>\n"},
		{"of Markdown", header + "x <b>y</b>\n", none, Markdown, "# Salt \\*and\\* rope\n\nx **y**\n"},
		{"that the body begins with", header + "<p>May 1</p><h1>Salt <i>and</i> rope</h1><p>x</p>", none, Text, "May 1\n\nSalt and rope\n\nx\n"},
		{"that the body begins with, no heading", header + "<p><b>SALT AND ROPE</b></p><p>x</p>", none, Text, "SALT AND ROPE\n\nx\n"},
		{"of the file", "<p>x</p>", Options{Name: "a-name.html"}, Text, "x\n"},
		{"of the file, an empty key", "---\ntitle:\n---\n<p>x</p>", Options{Name: "a-name.html"}, Text, "x\n"},
		{"none at all", "<p>x</p>", none, Markdown, "x\n"},
		{"as heading always", header + "<p>x</p>", Options{Title: TitleHeading}, Markdown, "---\ntitle: Salt *and* rope\n---\n\n# Salt \\*and\\* rope\n\nx\n"},
		{"in the header alone", header + "<p>x</p>", Options{Title: TitleHeader}, Text, "x\n"},
		{"nowhere", "---\ntitle: T\nlang: en\n---\n<p>x</p>", Options{Title: TitleNone}, Markdown, "---\nlang: en\n---\n\nx\n"},
	} {
		a, err := Convert([]byte(test.src), test.opt)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(encode(t, a, test.to)); got != test.want {
			t.Errorf("%s:\n got %q\nwant %q", test.name, got, test.want)
		}
	}
}

// TestTitleJSON: the bodies in JSON stay without the title, which has a key.
func TestTitleJSON(t *testing.T) {
	a, err := Convert([]byte("---\ntitle: T\n---\n<p>x</p>"), Options{Title: TitleHeading})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := a.Document()
	if err != nil || doc.Text != "x\n" || doc.Markdown != "x\n" || doc.Title != "T" {
		t.Errorf("title %q, text %q, Markdown %q, error %v", doc.Title, doc.Text, doc.Markdown, err)
	}
}
