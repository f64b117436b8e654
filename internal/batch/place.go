package batch

import (
	"bytes"
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
	return !r.opt.Force && e.output == hashName(j.target) && e.upToDate(r.root, j.target)
}

// place compares a result with what is there and, unless the run is only
// comparing, puts it there.
func (r *runner) place(j *job, output []byte) error {
	if j.target == "" {
		return fmt.Errorf("%s: it appeared while artx was running; run it again", j.src.path)
	}
	dir, name, err := r.openTarget(j)
	if err != nil {
		return r.cannotWrite(j, err)
	}
	if dir != nil {
		defer dir.Close()
	}
	old, err := readTarget(dir, name)
	if err != nil {
		return r.cannotWrite(j, err)
	}
	same := old != nil && bytes.Equal(old, output)
	own := r.opt.beside() && isFile(dir, name, j.src.path)
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
		if err := r.write(dir, name, output); err != nil {
			return r.cannotWrite(j, err)
		}
	}
	if r.cache != nil {
		fi, err := dir.Lstat(name)
		if err != nil {
			return r.cannotWrite(j, err)
		}
		j.rec.mtime = fi.ModTime().UnixNano()
	}
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

// flushSingly is how many results a run flushes to the disk one by one before
// it leaves the rest to syncAll, which makes everything on the disk wait.
const flushSingly = 64

// write replaces a file by a result. In place, it takes the only copy of a
// post away, and is flushed to the disk first.
func (r *runner) write(dir *os.Root, name string, output []byte) error {
	flush := r.written.Add(1) <= flushSingly || r.opt.InPlace || flushEach
	err := writeAtomic(dir, name, flush, func(w io.Writer) error { return writeAll(w, output) })
	if err == nil && r.opt.InPlace {
		err = syncFolder(dir, ".")
	}
	return err
}

// openTarget opens the folder that the result of a job belongs in. A folder
// that is missing is made; if the run only compares, it is nil.
func (r *runner) openTarget(j *job) (*os.Root, string, error) {
	if r.opt.beside() {
		return openPlace(r.shown(j.src, j.target))
	}
	if r.root == nil {
		return nil, "", nil
	}
	folder, name := path.Split(j.target)
	folder = path.Clean(folder)
	dir, err := r.root.OpenRoot(folder)
	if !errors.Is(err, fs.ErrNotExist) {
		return dir, name, err
	}
	if r.opt.comparing() {
		return nil, "", nil
	}
	if err := r.root.MkdirAll(folder, 0o777); err != nil {
		return nil, "", err
	}
	dir, err = r.root.OpenRoot(folder)
	return dir, name, err
}

// readTarget reads what a result would replace; nil means that there is
// nothing. A nil root has no files.
func readTarget(root *os.Root, name string) ([]byte, error) {
	if root == nil {
		return nil, nil
	}
	if fi, err := checkTarget(root, name); fi == nil {
		return nil, err
	}
	data, err := root.ReadFile(name)
	if data == nil && err == nil {
		data = []byte{}
	}
	return data, err
}

// remember makes the cache line of a result; emit adds it.
func (r *runner) remember(j *job, in digest, res Result) {
	j.rec.line = &line{
		in: in, sum: digestOf(res.Output), size: int64(len(res.Output)), mtime: j.rec.mtime,
		counts: countNotes(res.Notes), source: r.sourceName(j.src), output: j.target,
	}
	if r.opt.Assets {
		j.rec.line.assets = strings.Join(res.Assets, assetSep)
	}
}

// readSource reads an input of at most limit bytes, if limit is not 0.
func readSource(name string, limit int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, errors.New(reason(name, err))
	}
	defer f.Close()
	fi, err := f.Stat()
	if err != nil {
		return nil, errors.New(reason(name, err))
	}
	var b bytes.Buffer
	var in io.Reader = f
	if limit > 0 {
		in = io.LimitReader(f, limit+1)
	}
	if fi.Mode().IsRegular() && (limit == 0 || fi.Size() <= limit) {
		b.Grow(int(fi.Size()) + bytes.MinRead)
	}
	if limit == 0 || fi.Size() <= limit {
		if _, err := b.ReadFrom(in); err != nil {
			return nil, errors.New(reason(name, err))
		}
	}
	if limit > 0 && (fi.Size() > limit || int64(b.Len()) > limit) {
		return nil, fmt.Errorf("%s: larger than %s; raise --max-size", name, byteSize(limit))
	}
	return b.Bytes(), nil
}
