package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// isCurrent tells whether the result that a cache entry is about is where this
// run would put it, and as artx wrote it.
func (r *runner) isCurrent(j *job, e entry) bool {
	if r.opt.Force || e.output != hashName(j.target) {
		return false
	}
	folder, name := path.Split(j.target)
	dir, err := r.folders.open(path.Clean(folder))
	if err != nil {
		return false
	}
	defer r.folders.release(dir)
	return e.upToDate(dir.Root, name)
}

// place compares a result with what is there and, unless the run is only
// comparing, puts it there.
func (r *runner) place(j *job, output []byte) error {
	if j.target == "" {
		return fmt.Errorf("%s: it appeared while artx was running; run it again", j.src.path)
	}
	dir, name, closeDir, err := r.openTarget(j)
	if err != nil {
		return r.cannotWrite(j, err)
	}
	defer closeDir()
	old, fi, err := readTarget(dir.Root, name)
	if err != nil {
		return r.cannotWrite(j, err)
	}
	same := old != nil && bytes.Equal(old, output)
	own := r.opt.beside() && isFile(dir.Root, name, j.src.path)
	rewrites := j.target == j.src.rel || own && strings.EqualFold(path.Base(j.target), filepath.Base(j.src.path))
	switch {
	case !same && own && !rewrites:
		j.block(r.shown(j.src, j.target) + " leads to the same file; remove it to convert this one")
		return nil
	case !same && old != nil && r.opt.beside() && !r.opt.Force && !rewrites:
		j.block(r.shown(j.src, j.target) + " is there and differs; to overwrite it, name the source alone with --force")
		return nil
	case same && (!r.opt.Force || r.opt.comparing()):
		j.rec.status = StatusUnchanged
	default:
		j.rec.status = StatusConverted
	}
	if r.opt.comparing() && !same {
		r.showDifference(j, old, output)
	}
	if r.opt.comparing() && !r.opt.InPlace {
		if !same {
			j.rec.status = StatusDiffers
		}
		return nil
	}
	if j.rec.status == StatusConverted {
		if fi, err = r.write(j, dir, name, fi, output); err != nil {
			return r.cannotWrite(j, err)
		}
	}
	j.rec.mtime = fi.ModTime().UnixNano()
	if r.opt.DeleteSource && j.target != j.src.rel && !own {
		if err := os.Remove(j.src.path); err != nil {
			return fmt.Errorf("%s; delete it by hand", reason(j.src.path, err))
		}
	}
	return nil
}

// isFile tells whether the file called name in root is the source, by
// another name: a link, or one that differs in case where that means nothing.
func isFile(root *os.Root, name, source string) bool {
	a, err1 := root.Lstat(name)
	b, err2 := os.Stat(source)
	return err1 == nil && err2 == nil && os.SameFile(a, b)
}

// flushSingly is how many results a run flushes to the disk one by one, in place
// with the folders that name them, before it leaves the rest to syncAll, which
// makes everything on the disk wait.
const flushSingly = 64

// write replaces a file, if old tells of one, by a result. In place, it takes
// the only copy of a post away, and is flushed to the disk first; a new file
// there is for the eyes of those who may read its source.
func (r *runner) write(j *job, dir *openFolder, name string, old fs.FileInfo, output []byte) (fs.FileInfo, error) {
	if err := checkWritable(name, old); err != nil {
		return nil, err
	}
	like := old
	if like == nil && r.opt.InPlace {
		var err error
		if like, err = os.Stat(j.src.path); err != nil {
			return nil, err
		}
	}
	var sync func(*os.File) error
	singly := r.written.Add(1) <= flushSingly || flushEach
	if singly || r.opt.InPlace {
		sync = r.sync
	}
	if like == nil {
		if fi, done, err := createFile(dir.handle, name, output, sync); done {
			return fi, err
		}
	}
	fi, err := replaceFile(dir.Root, name, like, sync, func(w io.Writer) error { return writeAll(w, output) })
	if err == nil && r.opt.InPlace && (singly || r.opt.DeleteSource) { // the source must not go before its result is found
		err = syncFolder(dir.Root, ".")
	}
	return fi, err
}

// flushesEach tells whether every result is on the disk before the next one.
func (r *runner) flushesEach() bool { return r.opt.InPlace || flushEach }

// sync flushes a file, and lets others convert while it waits for the disk.
func (r *runner) sync(f *os.File) error {
	r.cpu.Release(1)
	err := f.Sync()
	_ = r.cpu.Acquire(context.Background(), 1) // which does not end
	return err
}

// openTarget opens the folder that the result of a job belongs in, until done
// is called. A folder that is missing is made; if the run only compares, it has
// no Root.
func (r *runner) openTarget(j *job) (dir *openFolder, name string, done func(), err error) {
	done = func() {}
	if r.opt.beside() || r.opt.File != "" {
		root, name, err := openPlace(r.shown(j.src, j.target))
		switch {
		case err == nil:
			done = func() { root.Close() }
		case errors.Is(err, fs.ErrNotExist) && r.opt.comparing():
			return &openFolder{}, "", done, nil
		}
		return &openFolder{Root: root}, name, done, err
	}
	if r.root == nil {
		return &openFolder{}, "", done, nil
	}
	folder, name := path.Split(j.target)
	folder = path.Clean(folder)
	dir, err = r.folders.open(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist) && r.opt.comparing():
		return &openFolder{}, "", done, nil
	case errors.Is(err, fs.ErrNotExist):
		if err = r.root.MkdirAll(folder, 0o777); err == nil {
			dir, err = r.folders.open(folder)
		}
	}
	if err != nil {
		return nil, "", done, err
	}
	return dir, name, func() { r.folders.release(dir) }, nil
}

// readTarget reads what a result would replace; nil means that there is
// nothing. A nil root has no files.
func readTarget(root *os.Root, name string) ([]byte, fs.FileInfo, error) {
	if root == nil {
		return nil, nil, nil
	}
	fi, err := statTarget(root, name)
	if fi == nil {
		return nil, nil, err
	}
	data, err := root.ReadFile(name)
	if data == nil && err == nil {
		data = []byte{}
	}
	return data, fi, err
}

// remember makes the cache line of a result; emit adds it.
func (r *runner) remember(j *job, in digest, res Result) {
	j.rec.line = &line{
		in: in, sum: digestOf(res.Output), size: int64(len(res.Output)), mtime: j.rec.mtime,
		counts: countNotes(res.Notes), source: r.sourceName(j.src), output: j.target,
	}
	if r.opt.Assets {
		j.rec.line.assets = joinAssets(res.Assets, res.Moved)
	}
}
