package batch

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestDanglingLinks has links that lead nowhere be errors, named or found.
func TestDanglingLinks(t *testing.T) {
	folder{"p/a.html": "<p>a"}.write(t)
	if err := os.Symlink("nowhere.html", filepath.FromSlash("p/b.html")); err != nil {
		t.Skip("no symbolic links:", err)
	}
	for _, paths := range [][]string{{"p"}, {"p/a.html", "p/b.html"}} {
		o := run(t, Options{Paths: paths, Output: "o"})
		if got := lines(o.stderr, "p/b.html"); o.Failed != 1 || !slices.Equal(got, []string{"artx: p/b.html: " + ErrNowhere.Error()}) {
			t.Errorf("%q: %d failed; it said:\n%s", paths, o.Failed, o.stderr)
		}
	}
	if _, err := try(stub, Options{Paths: []string{"p/a.html"}, File: "p/b.html"}); err == nil || !strings.Contains(err.Error(), "p/b.html: "+ErrNowhere.Error()) {
		t.Errorf("got %v", err)
	}
}

// TestHintsAreSaidOnce has what to do stand behind the first failure of its kind.
func TestHintsAreSaidOnce(t *testing.T) {
	folder{"p/a.html": "BROKEN", "p/b.html": "BROKEN"}.write(t)
	o := run(t, Options{Paths: []string{"p", "lost"}, Output: "o"})
	text, _, _ := strings.Cut(o.stderr, "artx: 0 converted")
	checkText(t, text, `artx: p/a.html:3: the header does not end; close it with ---
artx: p/b.html:3: the header does not end
artx: lost: no such file or directory; check the path
`)
}

// TestErrorsNameTheTarget has errors about temporary files be about what those were
// for, and errors about other files be about them.
func TestErrorsNameTheTarget(t *testing.T) {
	for path, want := range map[string]string{
		".artx-0123456789abcdef.tmp":          "post.md",
		"dir/" + swapName(digest{}, digest{}): "post.md",
		".":                                   "post.md",
		"other.png":                           "other.png",
		filepath.Join("dir", "post.md"):       filepath.Join("dir", "post.md"),
		filepath.Join(".artx-0123456789abcdef.tmp", "other.md"): filepath.Join(".artx-0123456789abcdef.tmp", "other.md"),
	} {
		err := forTarget("post.md", &fs.PathError{Op: "write", Path: path, Err: fs.ErrPermission})
		if got := err.(*fs.PathError).Path; got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
	err := forTarget("post.md", &os.LinkError{Op: "rename", Old: "a", New: "b", Err: fs.ErrExist})
	if got := err.(*fs.PathError).Path; got != "post.md" {
		t.Errorf("got %s", got)
	}
}
