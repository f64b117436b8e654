package htmltree

import (
	"bytes"
	"compress/gzip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared is a folder with real posts and pages that may stand beside the module.
var shared = filepath.Join("..", "..", "..", "shared")

// posts returns the bodies of real posts by file.
func posts(t testing.TB) map[string]string {
	bodies := map[string]string{}
	readAll(t, filepath.Join(shared, "corpus"), func(path string, src []byte) {
		bodies[path] = string(cutHeader(src))
	})
	return bodies
}

// cutHeader returns what follows a front-matter block.
func cutHeader(src []byte) []byte {
	for _, fence := range []string{"---", "+++"} {
		if rest, ok := bytes.CutPrefix(bytes.TrimLeft(src, "\n\r \ufeff"), []byte(fence)); ok {
			if _, after, ok := bytes.Cut(rest, []byte("\n"+fence)); ok {
				return after
			}
		}
	}
	return src
}

// pages returns whole pages by file.
func pages(t testing.TB) map[string]string {
	pages := map[string]string{}
	readAll(t, filepath.Join(shared, "bench", "extract"), func(path string, src []byte) {
		if !strings.HasSuffix(path, ".gz") || !strings.Contains(path, ".html") {
			return
		}
		z, err := gzip.NewReader(bytes.NewReader(src))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		page, err := io.ReadAll(z)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		pages[path] = string(page)
	})
	return pages
}

func readAll(t testing.TB, dir string, f func(path string, src []byte)) {
	t.Helper()
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no folder of posts and pages beside the module")
	}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(path)
		if err == nil {
			f(path, src)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestPosts parses real posts as the content of a body.
func TestPosts(t *testing.T) {
	for path, src := range posts(t) {
		compare(t, path, src, "body")
	}
}

// TestPages parses whole pages, and the same as the content of a div.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("thousands of pages")
	}
	all := pages(t)
	for path, src := range all {
		compare(t, path, src, "")
		compare(t, path, src, "div")
	}
	t.Logf("%d pages", len(all))
}

// compare parses src as x/net/html does, in an element of the name or as a
// document, and holds the offsets of the nodes against the source.
func compare(t *testing.T, path, src, context string) {
	t.Helper()
	in := element(context)
	if context == "" {
		in = nil
	}
	want, err := reference(src, in)
	got := parse(t, src, in)
	if err != nil {
		t.Logf("%s: x/net/html refuses it: %v", path, err)
		return
	}
	if d := difference(got.Root, want); d != "" {
		t.Errorf("%s in %q: %s", path, context, d)
	}
	checkOffsets(t, path, src, got)
}
