package extract

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/extract/internal/weburl"
)

// eachPost calls f with the body of each post of a folder of real articles that
// may stand beside the module.
func eachPost(t *testing.T, f func(name string, content []byte)) {
	t.Helper()
	dir := filepath.Join("..", "..", "shared")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no folder of posts beside the module")
	}
	for _, part := range []string{"corpus", "seed"} {
		err := filepath.WalkDir(filepath.Join(dir, part), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			src, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			f(path, cutHeader(src))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// cutHeader returns what follows a front-matter block.
func cutHeader(src []byte) []byte {
	body := bytes.TrimLeft(src, "\n\r \ufeff")
	for _, fence := range []string{"---", "+++"} {
		if bytes.HasPrefix(body, []byte(fence)) {
			if _, after, ok := bytes.Cut(body[3:], []byte("\n"+fence)); ok {
				return after
			}
		}
	}
	return body
}

// TestCorpusImages accounts for every image of the posts: it ends with an
// absolute address, with a relative one under a note, or dropped under a note.
func TestCorpusImages(t *testing.T) {
	var posts, before, absolute, relative, dropped int
	eachPost(t, func(name string, content []byte) {
		posts++
		root, _, err := body.ParseHTML(content)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		written := countImages(root)
		a, err := Clean(root, Options{Explain: true})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
		codes := map[string]bool{}
		for _, n := range a.Notes {
			codes[n.Code] = true
		}
		left := 0
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && n.DataAtom == atom.Img {
				left++
				if len(n.Attr) == 0 || n.Attr[0].Key != "src" || n.Attr[0].Val == "" {
					t.Errorf("%s: an image without an address", name)
				}
			}
		}
		if left != len(a.Images) {
			t.Errorf("%s: %d images in the tree, %d in the account", name, left, len(a.Images))
		}
		for _, img := range a.Images {
			switch weburl.Scheme(img.URL) {
			case "http", "https", "data":
				absolute++
			default:
				relative++
				if !codes["image.relative"] && !codes["image.local"] {
					t.Errorf("%s: %s is relative, and no note says so", name, img.URL)
				}
			}
		}
		accounted := len(a.Sources)
		for _, r := range a.Removed {
			accounted += r.Images
		}
		if written > accounted {
			t.Errorf("%s: %d images in the post, %d accounted for", name, written, accounted)
		}
		gone := len(a.Sources) - len(a.Images)
		if dropped += gone; gone > 0 && !codes["image.placeholder"] && !codes["image.preview"] && !codes["image.pixel"] && !codes["image.emoji"] {
			t.Errorf("%s: images were dropped without a note", name)
		}
		before += len(a.Sources)
	})
	t.Logf("%d posts, %d images: %d absolute, %d relative with a note, %d dropped with a note", posts, before, absolute, relative, dropped)
}

// countImages counts the img elements that a browser would show: not those for
// want of scripts, nor in templates.
func countImages(n *html.Node) (count int) {
	switch {
	case n.Type == html.ElementNode && (n.DataAtom == atom.Noscript || n.DataAtom == atom.Template):
		return 0
	case n.Type == html.ElementNode && n.DataAtom == atom.Img:
		return 1
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		count += countImages(c)
	}
	return count
}

// renderAgain writes a tree, cleans what was written and returns what a reader
// sees of it.
func renderAgain(t *testing.T, root *html.Node) string {
	t.Helper()
	var b bytes.Buffer
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if err := html.Render(&b, n); err != nil {
			t.Fatal(err)
		}
	}
	again, _, err := body.ParseHTML(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Clean(again, Options{}); err != nil {
		t.Fatal(err)
	}
	return squeeze(visible(again))
}

func squeeze(s string) string { return strings.ReplaceAll(s, " ", "") }

// TestCorpusClean looks for what no cleaned post may hold, and cleans each a
// second time, which must change nothing.
func TestCorpusClean(t *testing.T) {
	eachPost(t, func(name string, content []byte) {
		root, _, err := body.ParseHTML(content)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Clean(root, Options{}); err != nil {
			t.Fatal(err)
		}
		if again := renderAgain(t, root); again != squeeze(visible(root)) {
			t.Errorf("%s: cleaning what was written changes what a reader sees", name)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode {
				continue
			}
			switch n.DataAtom {
			case atom.Style, atom.Iframe, atom.Object, atom.Embed, atom.Form, atom.Video:
				t.Errorf("%s: holds %s", name, n.Data)
			}
			for _, a := range n.Attr {
				if strings.HasPrefix(a.Key, "on") || a.Key == "href" && weburl.IsDangerous(a.Val) {
					t.Errorf("%s: holds %s=%q", name, a.Key, a.Val)
				}
			}
		}
	})
}
