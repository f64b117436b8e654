package batch

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/artx-cli/artx/internal/osfile"
)

// Temporary files are named tempPrefix + 16 hex digits + tempSuffix, whatever
// the target is called, so that one left by a killed run is recognised. One that
// is about to change places with another file has 32 more digits: how the sums
// of the two begin, so that whoever finds it can tell what it holds.
const (
	tempPrefix = ".artx-"
	tempSuffix = ".tmp"
	tempLength = len(tempPrefix) + 16 + len(tempSuffix)
	swapLength = tempLength + 32
)

// tempMaxAge is the age at which a temporary file counts as abandoned where
// locks cannot tell.
const tempMaxAge = time.Hour

func tempName() string { return fmt.Sprintf("%s%016x%s", tempPrefix, rand.Uint64(), tempSuffix) }

// swapName is a temporary name for a file that changes places with another one.
func swapName(a, b digest) string {
	return fmt.Sprintf("%s%016x%x%x%s", tempPrefix, rand.Uint64(), a[:8], b[:8], tempSuffix)
}

// createTemp opens a new temporary file in folder dir of root and locks it, so
// that the sweep of another run leaves it alone. A private file can be read by
// its owner only, until its mode is set.
func createTemp(root *os.Root, dir string, private bool) (string, *os.File, error) {
	perm := fs.FileMode(0o666)
	if private {
		perm = 0o600
	}
	for range 100 {
		name := path.Join(dir, tempName())
		f, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, perm)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", nil, err
		}
		if held, _ := osfile.Lock(f); held && stillThere(root, name, f) {
			return name, f, nil
		}
		f.Close() // a sweep came between the creation and the lock
	}
	return "", nil, &fs.PathError{Op: "create", Path: dir, Err: errors.New("no free name for a temporary file")}
}

func stillThere(root *os.Root, name string, f *os.File) bool {
	byName, err := root.Lstat(name)
	if err != nil {
		return false
	}
	byHandle, err := f.Stat()
	return err == nil && os.SameFile(byName, byHandle)
}

func isTemp(base string) bool {
	return (len(base) == tempLength || len(base) == swapLength) && strings.HasPrefix(base, tempPrefix) && strings.HasSuffix(base, tempSuffix)
}

// Sweep removes what a killed run left in the folder of a file, as far as that can
// be found in a moment. Failing is no error: the next run tries again.
func Sweep(name string) {
	if root, err := os.OpenRoot(filepath.Dir(name)); err == nil {
		_ = sweepFolder(root, ".", aMoment)
		root.Close()
	}
}

// aMoment is how many names are looked at where a folder is not read anyway.
const aMoment = 4096

// sweepFolder removes the temporary files in folder dir of root that no living
// process holds, among the first names in it. Folders below dir are left alone.
func sweepFolder(root *os.Root, dir string, most int) error {
	d, err := root.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	for range max(1, most/1024) {
		names, err := d.Readdirnames(1024)
		for _, base := range names {
			if isTemp(base) {
				sweepTemp(root, path.Join(dir, base))
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// sweepTemp removes one temporary file if it is abandoned. It is cleaning up,
// so that failing is no error: the next run tries again.
func sweepTemp(root *os.Root, name string) {
	if fi, err := root.Lstat(name); err != nil || !fi.Mode().IsRegular() {
		return
	}
	f, err := root.Open(name)
	if err != nil {
		return
	}
	defer f.Close()
	held, locks := osfile.Lock(f)
	if !locks {
		fi, err := f.Stat()
		held = err == nil && time.Since(fi.ModTime()) > tempMaxAge
	}
	switch {
	case !held:
	case len(path.Base(name)) == swapLength && !holdsEither(root, name):
		keepEdit(root, name, path.Join(path.Dir(name), "artx"))
	default:
		root.Remove(name)
	}
}

// holdsEither tells whether a file with a name of [swapName] is one of the two
// that changed places, as they were when that began. Else somebody changed it.
func holdsEither(root *os.Root, name string) bool {
	sum := sumOf(root, name)
	sums := strings.TrimSuffix(path.Base(name), tempSuffix)[tempLength-len(tempSuffix):]
	start := hex.EncodeToString(sum[:8])
	return sum != digest{} && (sums[:16] == start || sums[16:] == start)
}

// keepEdit gives a file that somebody changed while artx had hold of it a name
// that is found: that of the file it was, with an ending.
func keepEdit(root *os.Root, tmp, name string) (kept string, err error) {
	for n := range 1000 {
		kept = name + editSuffix
		if n > 0 {
			kept += fmt.Sprintf(".%d", n)
		}
		if err = moveTo(root, tmp, kept); !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return kept, err
}

// editSuffix ends the names of files that [keepEdit] keeps.
const editSuffix = ".artx-edit"
