package batch

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/artx-cli/artx/internal/osfile"
	"github.com/artx-cli/artx/note"
)

// fresh is a file that is being written and does not have its name yet.
type fresh struct {
	in  *openFolder
	f   *os.File
	tmp string    // its temporary name; "" for none: then it goes with the process
	sum hash.Hash // of what is written; nil if nobody asks
}

// newFresh makes a file in a folder. A private one can be read by its owner only,
// until its mode is set.
func newFresh(in *openFolder, private bool) (*fresh, error) {
	if f := osfile.OpenUnnamed(in.handle, tempName(), private); f != nil {
		return &fresh{in: in, f: f}, nil
	}
	tmp, f, err := createTemp(in.Root, ".", private)
	if err != nil {
		return nil, err
	}
	return &fresh{in: in, f: f, tmp: tmp}, nil
}

func (n *fresh) Write(p []byte) (int, error) {
	k, err := n.f.Write(p)
	if n.sum != nil {
		n.sum.Write(p[:k])
	}
	return k, err
}

// drop gives up a file; once it has its name that does nothing.
func (n *fresh) drop() {
	n.f.Close()
	if n.tmp != "" {
		n.in.Remove(n.tmp)
	}
}

// rename gives the file a name that is free, or moves it there.
func (n *fresh) rename(name string) error {
	var err error
	if n.tmp == "" {
		err = osfile.LinkUnnamed(n.f, n.in.handle, name)
	} else {
		err = moveTo(n.in.Root, n.tmp, name)
	}
	if err == nil {
		n.tmp = name
	}
	return err
}

// put gives the file its name, if what is there is what was. One that is to be
// replaced changes places with it, is compared again where nobody finds it any
// more, and only then removed.
func (n *fresh) put(name string, was version) error {
	switch {
	case was.none():
		return n.takeName(name)
	case !was.stands(n.in.Root, name):
		return ErrEdited
	case n.in.handle == nil:
		return n.overwrite(name)
	}
	osfile.Lock(n.f) // against the sweep of another run
	fi, err := n.f.Stat()
	if err != nil {
		return err
	}
	mine := version{fi: fi, size: fi.Size(), sum: digest(n.sum.Sum(nil)[:len(digest{})]), byContent: true}
	tmp := swapName(was.sum, mine.sum)
	if err := n.rename(tmp); err != nil {
		return err
	}
	swapped, err := osfile.Exchange(n.in.handle, tmp, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrEdited // it was removed
	case err != nil:
		return err
	case !swapped && !was.stands(n.in.Root, name):
		return ErrEdited
	case !swapped:
		return n.overwrite(name)
	}
	n.tmp = "" // it is at name; what is at tmp is not ours to drop
	if n.in.discard(tmp, was) {
		return nil
	}
	return n.in.putBack(tmp, name, mine)
}

// overwrite gives the file the name of another one, which is gone then.
func (n *fresh) overwrite(name string) error {
	n.f.Close() // Windows renames no open file
	if err := n.in.Rename(n.tmp, name); err != nil {
		return err
	}
	n.tmp = ""
	return nil
}

// takeName gives the file a name where no file was.
func (n *fresh) takeName(name string) error {
	if n.tmp != "" {
		n.f.Close() // Windows renames no open file
	}
	err := n.rename(name)
	switch {
	case errors.Is(err, fs.ErrExist):
		return ErrEdited
	case err == nil:
		n.tmp = ""
	}
	return err
}

// discard removes a file that has a temporary name if it is as it was, and
// nobody is writing to it.
func (o *openFolder) discard(tmp string, was version) bool {
	if fi, err := o.Lstat(tmp); err != nil || !fi.Mode().IsRegular() {
		return errors.Is(err, fs.ErrNotExist) // the sweep of another run was here, which looks first as well
	}
	f, err := o.Open(tmp)
	if err != nil {
		return was.sameStampAt(o.Root, tmp) && o.Remove(tmp) == nil
	}
	defer f.Close()
	if !osfile.Lease(f) || !was.holds(f) || !osfile.LeaseHolds(f) {
		return false
	}
	if runtime.GOOS == "windows" { // where no open file can be removed
		f.Close()
	}
	return o.Remove(tmp) == nil
}

func (v version) sameStampAt(root *os.Root, name string) bool {
	fi, err := root.Lstat(name)
	return err == nil && v.sameStamp(fi)
}

// putBack undoes an exchange: somebody had changed the file. mine is what has its
// name meanwhile; if that was changed too, both are kept.
func (o *openFolder) putBack(tmp, name string, mine version) error {
	if _, err := osfile.Exchange(o.handle, tmp, name); errors.Is(err, fs.ErrNotExist) {
		if moveTo(o.Root, tmp, name) == nil {
			return ErrEdited
		}
	} else if err == nil && o.discard(tmp, mine) {
		return ErrEdited
	}
	kept, err := keepEdit(o.Root, tmp, name)
	if err != nil {
		return fmt.Errorf("%w; another change is in %s", ErrEdited, tmp)
	}
	return fmt.Errorf("%w; another change is in %s", ErrEdited, kept)
}

// removeFile removes a file if it is as it was.
func (o *openFolder) removeFile(name string, was version) error {
	if !was.stands(o.Root, name) {
		return ErrEdited
	}
	tmp := swapName(was.sum, was.sum)
	if err := o.Rename(name, tmp); err != nil {
		return forTarget(name, err)
	}
	if o.discard(tmp, was) {
		return nil
	}
	if err := moveTo(o.Root, tmp, name); err != nil {
		kept, err := keepEdit(o.Root, tmp, name)
		if err != nil {
			kept = tmp
		}
		return fmt.Errorf("%w; another change is in %s", ErrEdited, kept)
	}
	return ErrEdited
}

// moveTo renames a file to a name that has to be free.
func moveTo(root *os.Root, from, to string) error {
	err := root.Link(from, to)
	switch {
	case err == nil:
		return root.Remove(from)
	case errors.Is(err, fs.ErrExist):
		return err
	}
	if _, err := root.Lstat(to); !errors.Is(err, fs.ErrNotExist) { // a file system without links
		return &fs.PathError{Op: "rename", Path: to, Err: fs.ErrExist}
	}
	return root.Rename(from, to)
}

// written is what became of a file that was written.
type written struct {
	fi   fs.FileInfo
	lost []note.Note // what it could not be given of the file that it is like
}

// replace writes a file at name, if what is there is still what was, or nothing
// if nothing was. The file gets mode, owner and attributes of like; without one,
// those that the process gives to new files. sync flushes it; nil leaves that for
// later.
func (o *openFolder) replace(name string, was version, like *likeness, sync func(*os.File) error, write func(io.Writer) error) (w written, err error) {
	defer func() { err = forTarget(name, err) }()
	defer like.close()
	n, err := newFresh(o, like != nil)
	if err != nil {
		return w, err
	}
	defer n.drop()
	if !was.none() {
		n.sum = sha256.New()
	}
	if err := write(n); err != nil {
		return w, err
	}
	if w.lost, err = like.give(n.f); err != nil {
		return w, err
	}
	if sync != nil { // else a power cut after it has its name can leave an empty file
		if err := sync(n.f); err != nil {
			return w, err
		}
	}
	if w.fi, err = n.f.Stat(); err != nil {
		return w, err
	}
	return w, n.put(name, was)
}

// forTarget makes an error of the system about a temporary file one about the
// file that was to be written. The path of another file stays.
func forTarget(name string, err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &l):
		return &fs.PathError{Op: "write", Path: name, Err: l.Err}
	case errors.As(err, &p) && (isTemp(filepath.Base(p.Path)) || p.Path == "."):
		return &fs.PathError{Op: "write", Path: name, Err: p.Err}
	}
	return err
}
