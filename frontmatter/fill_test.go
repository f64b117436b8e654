package frontmatter_test

import (
	"fmt"
	"testing"

	"github.com/artx-cli/artx/frontmatter"
)

func ExampleDocument_Fill() {
	block, _ := frontmatter.Split([]byte("---\ntitle: Mine\npubDate: 2024-05-01\nslug:\n---\n"))
	doc, err := frontmatter.Parse(block)
	if err != nil {
		panic(err)
	}
	known := frontmatter.NewDocument()
	known.Set("title", "Theirs")
	known.Set("date", "2020-01-01")
	known.Set("slug", "theirs")
	known.Set("status", "draft")
	doc.Fill(known)
	out, _ := doc.Encode(frontmatter.EncodeOptions{})
	fmt.Printf("%s", out)
	// Output:
	// ---
	// title: Mine
	// pubDate: 2024-05-01
	// slug: theirs
	// status: draft
	// ---
}

// TestFillCopies has what is done to one document leave the other alone.
func TestFillCopies(t *testing.T) {
	known := frontmatter.NewDocument()
	known.Set("title", "A &amp; B")
	known.Set("tags", []string{"x &amp; y"})
	for range 2 {
		doc := frontmatter.NewDocument()
		doc.Fill(known)
		doc.Clean(frontmatter.CleanOptions{})
		if got := doc.Meta(); got.Title != "A & B" || len(got.Tags) != 1 || got.Tags[0] != "x & y" {
			t.Errorf("got %+v", got)
		}
	}
	if title, _ := known.Get("title"); title != "A &amp; B" {
		t.Errorf("it became %q", title)
	}
}
