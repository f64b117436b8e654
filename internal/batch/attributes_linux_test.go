package batch

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"
)

// accessList is an access control list that lets user 1000 read, as the kernel
// keeps it (linux/posix_acl_xattr.h).
func accessList() []byte {
	entries := []struct {
		Tag, Perm uint16
		ID        uint32
	}{{1, 6, ^uint32(0)}, {2, 4, 1000}, {4, 4, ^uint32(0)}, {16, 4, ^uint32(0)}, {32, 0, ^uint32(0)}}
	var b bytes.Buffer
	_ = binary.Write(&b, binary.LittleEndian, uint32(2)) // a buffer does not fail
	_ = binary.Write(&b, binary.LittleEndian, entries)
	return b.Bytes()
}

// TestAttributesAreKept has a post that is rewritten keep what its file has beside
// its bytes, and a result beside its source get it.
func TestAttributesAreKept(t *testing.T) {
	folder{"p/a.md": "<p>a", "p/b.html": "<p>b"}.write(t)
	attributes := map[string][]byte{"user.origin": []byte("https://example.com/"), "user.empty": {}, "system.posix_acl_access": accessList()}
	for _, name := range []string{"p/a.md", "p/b.html"} {
		must(t, os.Chmod(name, 0o640))
		for key, value := range attributes {
			if err := unix.Setxattr(name, key, value, 0); err != nil {
				t.Skipf("the file system has no %s: %v", key, err)
			}
		}
	}
	o := run(t, Options{Paths: []string{"p"}, InPlace: true})
	o.check(t, counts{converted: 2})
	if len(o.Notes) != 0 {
		t.Errorf("notes: %v", o.Notes)
	}
	for _, name := range []string{"p/a.md", "p/b.md"} {
		checkMode(t, name, 0o640)
		for key, want := range attributes {
			got := make([]byte, 256)
			n, err := unix.Getxattr(name, key, got)
			if err != nil || !bytes.Equal(got[:max(n, 0)], want) {
				t.Errorf("%s: %s is %q, %v; want %q", name, key, got[:max(n, 0)], err, want)
			}
		}
	}
}

// TestOwnerIsNoted rewrites a post of another user, who gets it back or hears that
// it is lost.
func TestOwnerIsNoted(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root, to become another user")
	}
	folder{"p/a.md": "<p>a"}.write(t)
	must(t, os.Chown("p/a.md", 1234, 1234))
	if o := run(t, Options{Paths: []string{"p"}, InPlace: true}); len(o.Notes) != 0 {
		t.Errorf("as root: notes %v", o.Notes)
	}
	checkOwner(t, "p/a.md", 1234)

	dir, err := os.MkdirTemp("", "owner") // t.TempDir is closed to others
	must(t, err)
	defer os.RemoveAll(dir)
	must(t, os.Chmod(dir, 0o777))
	name := filepath.Join(dir, "a.md")
	must(t, os.WriteFile(name, []byte("<p>a"), 0o644))
	cmd := childCommand("rewrite another's", name)
	cmd.Path = copyExecutable(t, dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	cmd.Dir = dir
	must(t, cmd.Run())
	checkFile(t, name, "a")
	checkOwner(t, name, 65534)
}

func checkOwner(t *testing.T, name string, want uint32) {
	t.Helper()
	fi, err := os.Stat(name)
	must(t, err)
	if got := fi.Sys().(*syscall.Stat_t).Uid; got != want {
		t.Errorf("%s belongs to %d, want %d", name, got, want)
	}
}
