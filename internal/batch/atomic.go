package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// Why not google/renameio: it does not build on Windows, does not fsync the
// folder, gives its temporary files names that a later run cannot recognise
// and that overflow the 255 bytes of a long target name.

// Temporary files are named tempPrefix + 16 hex digits + tempSuffix, whatever
// the target is called, so that one left by a killed run is recognised.
const (
	tempPrefix = ".artx-"
	tempSuffix = ".tmp"
	tempLength = len(tempPrefix) + 16 + len(tempSuffix)
)

// tempMaxAge is the age at which a temporary file counts as abandoned where
// locks cannot tell.
const tempMaxAge = time.Hour

// Errors of [WriteFile] and of batch runs about the target of a write.
var (
	ErrNotRegular = errors.New("not a regular file; choose another target")
	ErrProtected  = errors.New("write-protected; make it writable or choose another target")
	ErrNowhere    = errors.New("a symbolic link that leads nowhere; remove it")
)

// WriteFile replaces the file at name by data, or leaves it untouched: at no
// moment, not even after kill -9, a full disk or a power cut, is there a part
// of data at name.
//
// The bytes go to a temporary file in the same folder, which is flushed to the
// disk and renamed; then the folder is flushed. An existing file keeps its
// permission bits and, where the process may set it, its owner; a new one
// gets 0666 less the umask. A name that is a symbolic link is followed: the
// link stays and the file that it leads to is replaced. Anything that is not
// a regular file is refused with [ErrNotRegular], a file without the owner's
// write bit with [ErrProtected]. The folder must exist. Temporary files that a
// killed run left in the folder are removed.
func WriteFile(name string, data []byte) error {
	return writeFileFrom(name, func(w io.Writer) error { return writeAll(w, data) })
}

// writeFileFrom is [WriteFile] for what need not be in memory at once.
func writeFileFrom(name string, write func(io.Writer) error) error {
	root, base, err := openPlace(name)
	if err != nil {
		return err
	}
	defer root.Close()
	if err := sweepFolder(root, "."); err != nil {
		return err
	}
	if err := writeAtomic(root, base, true, write); err != nil {
		return inFolder(root.Name(), err)
	}
	return syncFolder(root, ".")
}

// openPlace opens the folder of a file that is to be replaced, following a
// link at its name.
func openPlace(name string) (*os.Root, string, error) {
	if fi, err := os.Lstat(name); err == nil && fi.Mode()&fs.ModeSymlink != 0 {
		link := name
		if name, err = filepath.EvalSymlinks(link); errors.Is(err, fs.ErrNotExist) {
			return nil, "", &fs.PathError{Op: "write", Path: link, Err: ErrNowhere}
		} else if err != nil {
			return nil, "", err
		}
	}
	dir, base := filepath.Split(name)
	if dir == "" {
		dir = "."
	}
	root, err := os.OpenRoot(dir)
	return root, base, err
}

func writeAll(w io.Writer, data []byte) error {
	_, err := w.Write(data)
	return err
}

// inFolder makes the path in an error of an [os.Root] one that the user can
// find: relative to where the program runs, not to the root.
func inFolder(dir string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		name := p.Path
		if !within(filepath.Clean(dir), filepath.Clean(name)) { // of a root; an open file has its whole path
			name = filepath.Join(dir, name)
		}
		return &fs.PathError{Op: p.Op, Path: name, Err: p.Err}
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return &fs.PathError{Op: l.Op, Path: filepath.Join(dir, l.New), Err: l.Err}
	}
	return err
}

// writeAtomic replaces name inside root by what write produces. A symbolic
// link at name is refused, never followed. With flush the data is on the disk
// when it returns; the folder entry may not be (see syncFolder).
func writeAtomic(root *os.Root, name string, flush bool, write func(io.Writer) error) error {
	old, err := checkTarget(root, name)
	if err != nil {
		return err
	}
	var sync func(*os.File) error
	if flush {
		sync = (*os.File).Sync
	}
	_, err = replaceFile(root, name, old, sync, write)
	return err
}

// replaceFile is [writeAtomic] for a name that was looked at. The file gets the
// mode and the owner of like; without one, those that the process gives to new
// files. sync flushes it; nil leaves that for later. What comes back describes it.
func replaceFile(root *os.Root, name string, like fs.FileInfo, sync func(*os.File) error, write func(io.Writer) error) (fi fs.FileInfo, err error) {
	tmp, f, err := createTemp(root, path.Dir(filepath.ToSlash(name)), like != nil)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close() // harmless if closed already
			root.Remove(tmp)
		}
	}()
	if err := write(f); err != nil {
		return nil, err
	}
	if like != nil {
		if err := keepMode(f, like); err != nil {
			return nil, err
		}
	}
	if sync != nil { // else a power cut after the rename can leave an empty file
		if err := sync(f); err != nil {
			return nil, err
		}
	}
	if fi, err = f.Stat(); err != nil {
		return nil, err
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	return fi, root.Rename(tmp, name)
}

// checkTarget refuses what must not be replaced and returns the file that will
// be, nil if there is none.
func checkTarget(root *os.Root, name string) (fs.FileInfo, error) {
	fi, err := statTarget(root, name)
	if err != nil {
		return nil, err
	}
	return fi, checkWritable(name, fi)
}

// statTarget refuses what is no file and returns the file at name, nil if there
// is none.
func statTarget(root *os.Root, name string) (fs.FileInfo, error) {
	fi, err := root.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !fi.Mode().IsRegular():
		return nil, &fs.PathError{Op: "write", Path: name, Err: ErrNotRegular}
	}
	return fi, nil
}

// checkWritable refuses to replace a file that its owner may not write to.
func checkWritable(name string, fi fs.FileInfo) error {
	if fi != nil && fi.Mode().Perm()&0o200 == 0 {
		return &fs.PathError{Op: "write", Path: name, Err: ErrProtected}
	}
	return nil
}

// keepMode gives a temporary file the permission bits and the owner of the
// file that it is about to replace, or to stand beside.
func keepMode(f *os.File, like fs.FileInfo) error {
	keepOwner(f, like)
	fi, err := f.Stat()
	if err != nil {
		return err
	}
	perm := like.Mode().Perm() | 0o200 // else the next run could not replace it
	if fi.Mode().Perm() == perm {
		return nil
	}
	return f.Chmod(perm)
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
		name := path.Join(dir, fmt.Sprintf("%s%016x%s", tempPrefix, rand.Uint64(), tempSuffix))
		f, err := root.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, perm)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", nil, err
		}
		if held, _ := lockFile(f); held && stillThere(root, name, f) {
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
	return len(base) == tempLength && strings.HasPrefix(base, tempPrefix) && strings.HasSuffix(base, tempSuffix)
}

// sweepFolder removes the temporary files in folder dir of root that no living
// process holds. Folders below dir are left alone.
func sweepFolder(root *os.Root, dir string) error {
	d, err := root.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	for {
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
	held, locks := lockFile(f)
	if !locks {
		fi, err := f.Stat()
		held = err == nil && time.Since(fi.ModTime()) > tempMaxAge
	}
	if held {
		root.Remove(name)
	}
}

// syncFolder flushes the entries of a folder to the disk. Systems and file
// systems without that operation are no error.
func syncFolder(root *os.Root, dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := root.Open(dir)
	if err != nil {
		return nil // may write but not list: the entry will get there by itself
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !isInvalid(err) {
		return err
	}
	return nil
}
