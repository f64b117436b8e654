package batch

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/artx-cli/artx/internal/osfile"
	"github.com/artx-cli/artx/internal/report"
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
	itself := fi != nil && isFile(dir.Root, name, j.src.origin())
	if err := r.mayReplace(j, old, same, itself); err != nil {
		return err
	}
	r.judge(j, same)
	if r.opt.comparing() && !same {
		r.showDifference(j, old, output)
	}
	if r.opt.DryRun {
		r.showPlan(j, old != nil, itself)
	}
	if r.opt.readOnly() {
		return nil
	}
	if j.rec.status == report.Converted {
		if fi, err = r.write(j, dir, name, fi, old, output); err != nil {
			return r.cannotWrite(j, err)
		}
	}
	j.rec.mtime = fi.ModTime().UnixNano()
	return r.removeSource(j, itself)
}

// judge says what becomes of a job whose result is, or is not, there already.
func (r *runner) judge(j *job, same bool) {
	switch {
	case same && (!r.opt.Force || r.opt.comparing()):
		j.rec.status = report.Unchanged
	case r.opt.readOnly() && !r.opt.DryRun:
		j.rec.status = report.Differs
	default:
		j.rec.status = report.Converted
	}
}

// mayReplace tells why a result must not take the place of what is there: old,
// nil if nothing is. itself says that this is the source.
func (r *runner) mayReplace(j *job, old []byte, same, itself bool) error {
	shown := r.shown(j.src, j.target)
	rewrites := j.target == j.src.rel || itself && strings.EqualFold(path.Base(j.target), filepath.Base(j.src.path))
	switch {
	case r.opt.beside() && rewrites:
		if old != nil && !bytes.Equal(old, j.data) {
			return fmt.Errorf("%s: %w", shown, ErrEdited)
		}
	case old == nil || same:
	case r.opt.File != "": // there to be compared with
	case r.opt.beside() && itself:
		return fmt.Errorf("%s: %s leads to the same file; remove it to convert this one", j.src.path, shown)
	case itself:
		return fmt.Errorf("%s: its result %s would replace it; choose another output folder, or use -w", j.src.path, shown)
	case r.opt.beside() && !r.opt.Force:
		return fmt.Errorf("%s: %s is there and differs; to overwrite it, name the source alone with --force", j.src.path, shown)
	case r.opt.Output != "" && !r.opt.Force && !r.opt.comparing():
		return r.foreign(j, shown, old)
	}
	return nil
}

// foreign tells why a file in the output folder is not this run's to replace:
// earlier runs did not write it, or not from this source, or somebody edited it.
func (r *runner) foreign(j *job, shown string, old []byte) error {
	switch owner, err := r.cache.ownerOf(j.target); {
	case err != nil:
		return r.aboutCache(err)
	case owner.source != hashName(r.sourceName(j.src)):
		return fmt.Errorf("%s: %s is there, and artx did not write it from this source; move it away, or overwrite it with --force", j.src.path, shown)
	case owner.sum != digestOf(old):
		return fmt.Errorf("%s: %s was edited since artx wrote it; move it away, or overwrite it with --force", j.src.path, shown)
	}
	return nil
}

// showPlan has a dry run say what would become of a job.
func (r *runner) showPlan(j *job, replaces, itself bool) {
	if j.rec.status == report.Converted {
		verb := "write"
		if replaces {
			verb = "replace"
		}
		j.rec.text = fmt.Appendf(nil, "would %s %s\n", verb, report.OneLine(r.shown(j.src, j.target)))
	}
	if r.removesSource(j, itself) {
		j.rec.text = fmt.Appendf(j.rec.text, "would remove %s\n", report.OneLine(j.src.path))
	}
}

// removesSource tells whether a source goes once its result is there.
func (r *runner) removesSource(j *job, itself bool) bool {
	return r.opt.DeleteSource && j.target != j.src.rel && !itself
}

// removeSource removes a source that has to go, if it still is what was converted.
// Of a symbolic link, only that goes.
func (r *runner) removeSource(j *job, itself bool) error {
	if !r.removesSource(j, itself) {
		return nil
	}
	dir, name := filepath.Split(filepath.Clean(j.src.path))
	root, err := os.OpenRoot(cmp.Or(dir, "."))
	if err == nil {
		o := newOpenFolder(root, "")
		defer o.close()
		if fi, err2 := o.Lstat(name); err2 == nil && fi.Mode()&fs.ModeSymlink != 0 {
			err = o.Remove(name)
		} else {
			err = o.removeFile(name, versionOf(nil, j.data))
		}
	}
	switch {
	case errors.Is(err, ErrEdited):
		return fmt.Errorf("%s: %w", j.src.path, err)
	case err != nil:
		return fmt.Errorf("%s; delete it by hand", reason(j.src.path, err))
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
// with the folders that name them, before it leaves the rest to osfile.SyncAll, which
// makes everything on the disk wait.
const flushSingly = 64

// write puts a result in the place of old, which fi describes, or of nothing. In
// place, it takes the only copy of a post away, and is flushed to the disk first; a
// new file there is for the eyes of those who may read its source.
func (r *runner) write(j *job, dir *openFolder, name string, fi fs.FileInfo, old, output []byte) (fs.FileInfo, error) {
	if err := checkWritable(name, fi); err != nil {
		return nil, err
	}
	was, like := version{}, likeFile(dir.Root, name, fi)
	if fi != nil {
		was = versionOf(fi, old)
	} else if r.opt.InPlace {
		var err error
		if like, err = likeSource(j.src.path); err != nil {
			return nil, err
		}
	}
	var sync func(*os.File) error
	singly := r.written.Add(1) <= flushSingly || osfile.FlushEach
	if singly || r.opt.InPlace {
		sync = r.sync
	}
	w, err := dir.replace(name, was, like, sync, func(f io.Writer) error { return writeAll(f, output) })
	j.rec.notes = append(j.rec.notes, w.lost...)
	if err == nil && r.opt.InPlace && (singly || r.opt.DeleteSource) { // the source must not go before its result is found
		err = syncFolder(dir.Root, ".")
	}
	return w.fi, err
}

// flushesEach tells whether every result is on the disk before the next one.
func (r *runner) flushesEach() bool { return r.opt.InPlace || osfile.FlushEach }

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
			dir = newOpenFolder(root, "")
			return dir, name, dir.close, nil
		case errors.Is(err, fs.ErrNotExist) && r.opt.readOnly():
			return &openFolder{}, "", done, nil
		}
		return nil, "", done, err
	}
	if r.root == nil {
		return &openFolder{}, "", done, nil
	}
	folder, name := path.Split(j.target)
	folder = path.Clean(folder)
	dir, err = r.folders.open(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist) && r.opt.readOnly():
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

// remember adds the cache line of a result at once: what a run that is killed has
// written must not look like somebody else's work to the next one.
func (r *runner) remember(j *job, in digest, res Result, l *lead) {
	entry := &line{
		in: in, sum: digestOf(res.Output), size: int64(len(res.Output)), mtime: j.rec.mtime,
		counts: countNotes(res.Notes), source: r.sourceName(j.src), output: j.target,
	}
	if l != nil {
		entry.refs = l.memory.String()
	}
	if err := r.cache.add(entry); err != nil {
		j.rec.fatal = r.aboutCache(err)
		r.stop() // before emit comes to this job
	}
}
