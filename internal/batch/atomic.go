package batch

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path"
	"path/filepath"
	"runtime"

	"github.com/artx-cli/artx/internal/osfile"
	"github.com/artx-cli/artx/note"
)

// Why not google/renameio: it does not build on Windows, does not fsync the
// folder, gives its temporary files names that a later run cannot recognise
// and that overflow the 255 bytes of a long target name.

// Errors of [Target.Write] and of batch runs about the target of a write.
var (
	ErrNotRegular = errors.New("not a regular file; choose another target")
	ErrProtected  = errors.New("write-protected; make it writable or choose another target")
	ErrNowhere    = errors.New("a symbolic link that leads nowhere; remove it")
)

// Target is a file that a result is meant for, as it was when it was looked at.
type Target struct {
	name string
	was  version
	err  error
}

// Look looks at the file at name, which need not exist, so that what somebody
// does to it before the result is written is not lost. What is wrong with it is
// the error of [Target.Write], and of [Target.Err] before.
func Look(name string) *Target {
	t := &Target{name: name}
	root, base, err := openPlace(name)
	if err != nil {
		t.err = err
		return t
	}
	defer root.Close()
	if t.was, err = lookAt(root, base); err == nil {
		err = checkWritable(base, t.was.fi)
	}
	t.err = inFolder(root.Name(), err)
	return t
}

// Err says why nothing can be written, nil if nothing is known against it.
func (t *Target) Err() error { return t.err }

// Is tells whether fi, as of an input, describes the file.
func (t *Target) Is(fi fs.FileInfo) bool { return t.was.fi != nil && os.SameFile(fi, t.was.fi) }

// isPath tells whether name leads to the file, whether it is there or not.
func (t *Target) isPath(name string) bool {
	a, err1 := filepath.Abs(t.name)
	b, err2 := filepath.Abs(name)
	return err1 == nil && err2 == nil && a == b
}

// Exists tells whether there was a file.
func (t *Target) Exists() bool { return t.was.fi != nil }

// Write replaces the file by data, or leaves it untouched: at no moment, not even
// after kill -9, a full disk or a power cut, is there a part of data at its name.
// One that is not the one that was looked at any more is left alone, with
// [ErrEdited]. Notes say what of the old file the new one could not be given.
//
// The bytes go to a file without a name, or with a temporary one in the same
// folder, which is flushed to the disk and then takes the place of the old file;
// then the folder is flushed. An existing file keeps its permission bits, its
// extended attributes and, where the process may set it, its owner; a new one
// gets 0666 less the umask. A name that is a symbolic link is followed: the
// link stays and the file that it leads to is replaced. Anything that is not
// a regular file is refused with [ErrNotRegular], a file without the owner's
// write bit with [ErrProtected]. The folder must exist. Temporary files that a
// killed run left in the folder are removed.
func (t *Target) Write(data []byte) ([]note.Note, error) {
	return t.writeFrom(func(w io.Writer) error { return writeAll(w, data) })
}

// writeFrom is Write for what need not be in memory at once.
func (t *Target) writeFrom(write func(io.Writer) error) ([]note.Note, error) {
	if t.err != nil {
		return nil, t.err
	}
	root, base, err := openPlace(t.name)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	if err := sweepFolder(root, ".", math.MaxInt); err != nil {
		return nil, err
	}
	w, err := replaceIn(root, base, t.was, (*os.File).Sync, write)
	if errors.Is(err, ErrEdited) {
		return nil, fmt.Errorf("%s: %w", t.name, err)
	}
	if err != nil {
		return nil, inFolder(root.Name(), err)
	}
	return w.lost, syncFolder(root, ".")
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
	root, err := os.OpenRoot(filepath.Dir(name))
	return root, filepath.Base(name), err
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

// writeAtomic replaces name inside root by what write produces, whatever it is
// by then. A symbolic link at name is refused, never followed. With flush the
// data is on the disk when it returns; the folder entry may not be (see
// syncFolder).
func writeAtomic(root *os.Root, name string, flush bool, write func(io.Writer) error) error {
	was, err := lookAt(root, name)
	if err == nil {
		err = checkWritable(name, was.fi)
	}
	if err != nil {
		return err
	}
	var sync func(*os.File) error
	if flush {
		sync = (*os.File).Sync
	}
	_, err = replaceIn(root, name, was, sync, write)
	return err
}

// replaceIn is [openFolder.replace] for a name below root.
func replaceIn(root *os.Root, name string, was version, sync func(*os.File) error, write func(io.Writer) error) (written, error) {
	dir, base := path.Split(filepath.ToSlash(name))
	folder, err := root.OpenRoot(path.Clean(dir))
	if err != nil {
		return written{}, err
	}
	o := newOpenFolder(folder, "")
	defer o.close()
	w, err := o.replace(base, was, likeFile(o.Root, base, was.fi), sync, write)
	return w, inFolder(path.Clean(dir), err)
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
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !osfile.CannotSync(err) {
		return err
	}
	return nil
}
