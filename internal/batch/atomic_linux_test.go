package batch

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/artx-cli/artx/internal/osfile"
)

func TestWriteFileFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip("cannot mount a small disk:", err)
	}
	defer func() { must(t, syscall.Unmount(dir, syscall.MNT_DETACH)) }()
	name := filepath.Join(dir, "post.md")
	must(t, writeFile(name, []byte("old")))

	if err := writeFile(name, make([]byte, 1<<20)); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("got %v, want %v", err, syscall.ENOSPC)
	}
	checkFile(t, name, "old")
	checkNoTemps(t, dir)
}

// TestWriteFileRevoked writes as a user who may read the folder only.
func TestWriteFileRevoked(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root, to become another user")
	}
	dir, err := os.MkdirTemp("", "revoked") // t.TempDir is closed to others
	must(t, err)
	defer os.RemoveAll(dir)
	must(t, os.Chmod(dir, 0o755))
	name := filepath.Join(dir, "post.md")
	must(t, os.WriteFile(name, []byte("old"), 0o666))

	cmd := childCommand("write once", name)
	cmd.Path = copyExecutable(t, dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	cmd.Dir = dir
	must(t, cmd.Run())
	checkFile(t, name, "old")
	checkNoTemps(t, dir)
}

// copyExecutable puts the test binary where any user can start it.
func copyExecutable(t *testing.T, dir string) string {
	t.Helper()
	data, err := os.ReadFile(os.Args[0])
	must(t, err)
	name := filepath.Join(dir, "batch.test")
	must(t, os.WriteFile(name, data, 0o755))
	return name
}

// TestRunFullDisk has a run end with the first file that there is no room for,
// keep what is done, and go on once there is room.
func TestRunFullDisk(t *testing.T) {
	posts := folder{}
	for i := range 200 {
		posts[fmt.Sprintf("p/%03d.html", i)] = strings.Repeat("<p>text", 2000)
	}
	posts.write(t)
	must(t, os.Mkdir("o", 0o777))
	if err := syscall.Mount("tmpfs", "o", "tmpfs", 0, "size=512k"); err != nil {
		t.Skip("cannot mount a small disk:", err)
	}
	defer func() { must(t, syscall.Unmount("o", syscall.MNT_DETACH)) }()
	opt := Options{Paths: []string{"p"}, Output: "o"}
	o, err := try(stub, opt)
	if !errors.Is(err, syscall.ENOSPC) || o.Failed == 0 || o.Failed > 2*runtime.GOMAXPROCS(0) || o.Converted == 0 {
		t.Errorf("got %+v, %v", o.Summary, err)
	}
	for name, text := range readFolder(t, "o") {
		if len(text) != 8000 && name != journalName {
			t.Errorf("%s has %d bytes", name, len(text))
		}
	}
	checkNoTemps(t, "o")
	var where *fs.PathError
	if _, err := try(stub, opt); errors.As(err, &where) && filepath.Dir(where.Path) != "o" {
		t.Errorf("got %v, want its path to be in o", err)
	}
	must(t, syscall.Mount("tmpfs", "o", "tmpfs", syscall.MS_REMOUNT, "size=8m"))
	run(t, opt).check(t, counts{converted: 200 - o.Converted, unchanged: o.Converted})
}

// TestReplaceNew has new files get their name when they are complete, leave
// nothing behind when they fail, and take no name from a file that came meanwhile.
func TestReplaceNew(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	must(t, err)
	in := newOpenFolder(root, "")
	defer in.close()
	if f := osfile.OpenUnnamed(in.handle, tempName(), false); f == nil {
		t.Skip("the file system has no files without a name")
	} else {
		must(t, f.Close())
	}
	write := func(w io.Writer) error { return writeAll(w, []byte("new")) }
	w, err := in.replace("post.md", version{}, nil, func(*os.File) error { checkNames(t, dir); return nil }, write)
	must(t, err)
	checkFile(t, filepath.Join(dir, "post.md"), "new")
	must(t, os.WriteFile(filepath.Join(dir, "other.md"), nil, 0o666))
	other, err := os.Stat(filepath.Join(dir, "other.md"))
	must(t, err)
	if w.fi.Size() != 3 || w.fi.Mode() != other.Mode() {
		t.Errorf("got %d bytes and %v, want 3 and %v", w.fi.Size(), w.fi.Mode(), other.Mode())
	}
	if _, err := in.replace("post.md", version{}, nil, nil, write); !errors.Is(err, ErrEdited) {
		t.Errorf("a name that is taken: %v", err)
	}
	checkFile(t, filepath.Join(dir, "post.md"), "new")
	fails := func(*os.File) error { return syscall.EIO }
	if _, err := in.replace("third.md", version{}, nil, fails, write); !errors.Is(err, syscall.EIO) {
		t.Errorf("got %v, want %v", err, syscall.EIO)
	}
	checkNames(t, dir, "other.md", "post.md")
}

// checkNames compares the files of a folder with those that should be there.
func checkNames(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestPutNamed replaces a file as it is done where files cannot be without a name
// but can change places.
func TestPutNamed(t *testing.T) {
	folder{"post.md": "old"}.write(t)
	root, err := os.OpenRoot(".")
	must(t, err)
	in := newOpenFolder(root, "")
	defer in.close()
	was, err := lookAt(root, "post.md")
	must(t, err)
	put := func(text string) error {
		tmp, f, err := createTemp(root, ".", true)
		must(t, err)
		n := &fresh{in: in, f: f, tmp: tmp, sum: sha256.New()}
		defer n.drop()
		must(t, writeAll(n, []byte(text)))
		return n.put("post.md", was)
	}
	must(t, put("new"))
	checkFolder(t, ".", folder{"post.md": "new"})
	if err := put("newer"); !errors.Is(err, ErrEdited) {
		t.Errorf("got %v, want %v", err, ErrEdited)
	}
	checkFolder(t, ".", folder{"post.md": "new"})
}

// TestPutBack has a file that was changed at the last moment be there again, and
// what came in its place meanwhile be kept if it was changed as well.
func TestPutBack(t *testing.T) {
	tmp := swapName(digest{1}, digest{2})
	mine := versionOf(nil, []byte("result"))
	for _, tt := range []struct {
		what         string
		files, after folder
	}{
		{"one edit", folder{"post.md": "result", tmp: "edit"}, folder{"post.md": "edit"}},
		{"two edits", folder{"post.md": "result, edited", tmp: "edit"}, folder{"post.md": "edit", "post.md" + editSuffix: "result, edited"}},
		{"an edit, and a removal", folder{tmp: "edit"}, folder{"post.md": "edit"}},
		{"three edits", folder{"post.md": "result, edited", tmp: "edit", "post.md" + editSuffix: "older"},
			folder{"post.md": "edit", "post.md" + editSuffix: "older", "post.md" + editSuffix + ".1": "result, edited"}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			tt.files.write(t)
			root, err := os.OpenRoot(".")
			must(t, err)
			in := newOpenFolder(root, "")
			defer in.close()
			if err := in.putBack(tmp, "post.md", mine); !errors.Is(err, ErrEdited) {
				t.Errorf("got %v, want %v", err, ErrEdited)
			}
			checkFolder(t, ".", tt.after)
		})
	}
}
