package article_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/frontmatter"
)

// What a feed knows of an entry completes its header.
func ExampleOptions_known() {
	known := frontmatter.NewDocument()
	known.Set("title", "Mills &amp; bread")
	known.Set("url", "https://mill.example/bread")
	a, err := article.Convert([]byte("<p>Of <b>bread</b>."), article.Options{From: article.FromHTML, To: article.Markdown, Known: known})
	if err != nil {
		panic(err)
	}
	out, _ := a.Encode(article.Markdown)
	fmt.Printf("%s", out)
	// Output:
	// ---
	// title: Mills & bread
	// url: https://mill.example/bread
	// ---
	//
	// Of **bread**.
}

// TestKnownIsSecond has what the input says itself come first, whatever it is.
func TestKnownIsSecond(t *testing.T) {
	page := "<!DOCTYPE html><html><head><title>Own</title><meta property=og:title content=Own></head><body><article><h1>Own</h1><p>" +
		strings.Repeat("Words of the page, and more. ", 20) + "</p></article></body></html>"
	for _, src := range []string{page, "---\ntitle: Own\n---\n<p>text", "---\ntitle: Own\n---\nMark*down*\n"} {
		known := frontmatter.NewDocument()
		known.Set("title", "Theirs")
		known.Set("captured", "2024-05-01")
		for _, to := range []article.Format{article.Markdown, article.JSON} {
			a, err := article.Convert([]byte(src), article.Options{To: to, Known: known})
			if err != nil {
				t.Fatal(err)
			}
			out, err := a.Encode(to)
			if err != nil || a.Title != "Own" || !strings.Contains(string(out), "captured") {
				t.Errorf("%s: title %q, %v, in\n%s", to, a.Title, err, out)
			}
		}
	}
}
