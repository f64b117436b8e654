package batch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/artx-cli/artx/internal/osfile"
)

func TestWriteFileNewAndOld(t *testing.T) {
	name := filepath.Join(t.TempDir(), "記事.md")
	for _, want := range []string{"first\n", "", "second, longer\n"} {
		if err := writeFile(name, []byte(want)); err != nil {
			t.Fatal(err)
		}
		checkFile(t, name, want)
	}
	checkNoTemps(t, filepath.Dir(name))
}

func TestWriteFileInCurrentFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := writeFile("post.md", []byte("text")); err != nil {
		t.Fatal(err)
	}
	checkFile(t, "post.md", "text")
}

func TestWriteFileLongName(t *testing.T) {
	name := filepath.Join(t.TempDir(), strings.Repeat("n", 255))
	if err := writeFile(name, []byte("text")); err != nil {
		t.Fatal(err)
	}
	checkFile(t, name, "text")
}

func TestWriteFileMode(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no permission bits")
	}
	dir := t.TempDir()
	fresh := filepath.Join(dir, "fresh")
	must(t, writeFile(fresh, []byte("x")))
	checkMode(t, fresh, 0o666&^umask(t))

	for _, mode := range []os.FileMode{0o600, 0o640, 0o755, 0o200} {
		name := filepath.Join(dir, fmt.Sprintf("%o", mode))
		must(t, os.WriteFile(name, nil, 0o600))
		must(t, os.Chmod(name, mode))
		must(t, writeFile(name, []byte("x")))
		checkMode(t, name, mode)
	}
}

// umask is found by making a file, because reading it means setting it.
func umask(t *testing.T) os.FileMode {
	t.Helper()
	name := filepath.Join(t.TempDir(), "mask")
	f, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY, 0o777)
	must(t, err)
	must(t, f.Close())
	fi, err := os.Stat(name)
	must(t, err)
	return 0o777 &^ fi.Mode().Perm()
}

func TestWriteFileRefuses(t *testing.T) {
	dir := t.TempDir()
	protected := filepath.Join(dir, "protected")
	must(t, os.WriteFile(protected, []byte("old"), 0o444))
	for _, c := range []struct {
		name string
		want error
	}{
		{dir, ErrNotRegular},
		{protected, ErrProtected},
		{filepath.Join(dir, "absent", "x"), os.ErrNotExist},
	} {
		if err := writeFile(c.name, []byte("new")); !errors.Is(err, c.want) {
			t.Errorf("Write(%q): %v, want %v", c.name, err, c.want)
		}
	}
	checkFile(t, protected, "old")
	checkNoTemps(t, dir)
}

func TestWriteFileFollowsLink(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, "real"), 0o777))
	target := filepath.Join(dir, "real", "post.md")
	link := filepath.Join(dir, "link.md")
	must(t, os.WriteFile(target, []byte("old"), 0o666))
	if err := os.Symlink(filepath.Join("real", "post.md"), link); err != nil {
		t.Skip("no symbolic links:", err)
	}
	must(t, writeFile(link, []byte("new")))
	checkFile(t, target, "new")
	if fi, err := os.Lstat(link); err != nil || fi.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v, %v", fi, err)
	}
	must(t, os.Remove(target))
	if err := writeFile(link, []byte("new")); !errors.Is(err, ErrNowhere) {
		t.Errorf("got %v, want %v", err, ErrNowhere)
	}
}

func TestWriteAtomicRefusesLink(t *testing.T) {
	dir := t.TempDir()
	secret := filepath.Join(t.TempDir(), "secret")
	must(t, os.WriteFile(secret, []byte("old"), 0o666))
	if err := os.Symlink(secret, filepath.Join(dir, "post.md")); err != nil {
		t.Skip("no symbolic links:", err)
	}
	root, err := os.OpenRoot(dir)
	must(t, err)
	defer root.Close()
	err = writeAtomic(root, "post.md", true, func(w io.Writer) error { return writeAll(w, []byte("new")) })
	if !errors.Is(err, ErrNotRegular) {
		t.Errorf("got %v, want %v", err, ErrNotRegular)
	}
	checkFile(t, secret, "old")
}

// TestSweepKeepsLiving has one temporary file left behind and one in use.
func TestSweepKeepsLiving(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	must(t, err)
	defer root.Close()
	stale, f, err := createTemp(root, ".", false)
	must(t, err)
	must(t, f.Close())
	living, g, err := createTemp(root, ".", true)
	must(t, err)
	defer g.Close()
	if _, locks := osfile.Lock(g); !locks {
		old := time.Now().Add(-2 * tempMaxAge)
		must(t, root.Chtimes(stale, old, old))
	}

	must(t, sweepFolder(root, ".", aMoment))
	if _, err := root.Lstat(stale); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("stale file: %v, want it gone", err)
	}
	if _, err := root.Lstat(living); err != nil {
		t.Errorf("living file: %v", err)
	}
}

// TestWriteFileKilled kills a process that does nothing but replace one file,
// again and again, and expects a whole version of the file each time.
func TestWriteFileKilled(t *testing.T) {
	kills := 60
	if testing.Short() {
		kills = 10
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "post.md")
	must(t, os.WriteFile(name, sealed(0), 0o640))
	for i := range kills {
		child := startChild(t, "write", name)
		time.Sleep(time.Duration(5+i%20) * time.Millisecond)
		must(t, child.Process.Kill())
		_ = child.Wait() // the kill is its exit status
		data, err := os.ReadFile(name)
		must(t, err)
		if !isSealed(data) {
			t.Fatalf("kill %d: torn file of %d bytes", i, len(data))
		}
		checkMode(t, name, 0o640)
	}
	must(t, writeFile(name, sealed(1)))
	checkNoTemps(t, dir)
}

// sealed returns a body of a size that depends on n, behind its checksum.
func sealed(n int) []byte {
	body := bytes.Repeat([]byte{byte(n)}, 1000+(n%7)*200_000)
	sum := sha256.Sum256(body)
	return append(hex.AppendEncode(nil, sum[:]), body...)
}

func isSealed(data []byte) bool {
	if len(data) < 2*sha256.Size {
		return false
	}
	sum := sha256.Sum256(data[2*sha256.Size:])
	return hex.EncodeToString(sum[:]) == string(data[:2*sha256.Size])
}

func childWrite(name string) error {
	for n := 0; ; n++ {
		if err := writeFile(name, sealed(n)); err != nil {
			return err
		}
	}
}

// childWriteOnce succeeds if the write is refused as it should be.
func childWriteOnce(name string) error {
	if err := writeFile(name, []byte("new")); !errors.Is(err, os.ErrPermission) {
		return fmt.Errorf("got %v, want %v", err, os.ErrPermission)
	}
	return nil
}
