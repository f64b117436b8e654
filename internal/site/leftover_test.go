package site

import (
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestLeftovers(t *testing.T) {
	folder := fstest.MapFS{}
	for name, text := range map[string]string{
		"index.html":       `<a href="post.html">x</a> <a href='sub/../post.html#a'>y</a> post.html <a href="other.html">z</a>`,
		"sub/about.md":     "[x](../post.html \"title\") [y](post.html)",
		"sub/top.md":       "[x](/post.html)",
		"own.html":         `<a href="post.html">x</a>`,
		"none.md":          "[x](https://a.example/post.html) post.html",
		".git/x.md":        "[x](../post.html)",
		"data.txt":         `<a href="post.html">`,
		"sub/bare.html":    `<a href=../post.html>x</a>`,
		"sub/encoded.html": `<a href="../p%6Fst.html?x=1">x</a>`,
	} {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	got := Leftovers(folder, map[string]string{"post.html": "post.md"}, func(name string) bool { return name == "own.html" })
	want := []Leftover{
		{"index.html", "post.html", "post.md", 2},
		{"sub/about.md", `../post.html`, "post.md", 1},
		{"sub/bare.html", "../post.html", "post.md", 1},
		{"sub/encoded.html", "../p%6Fst.html?x=1", "post.md", 1},
		{"sub/top.md", "/post.html", "post.md", 1},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
