package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/artx-cli/artx/internal/report"
)

// mayPrune tells whether all PATHs are there: one that is mistyped, or on a disk
// that is not mounted, must not cost the results of a whole archive.
func (r *runner) mayPrune() bool {
	for _, root := range r.walker.roots {
		if root.err != nil {
			r.log.Warning(root.path, "nothing was pruned, since it cannot be read")
			return false
		}
	}
	return true
}

// prune removes the file that a line of the cache is about if its source is
// gone or now has another result, and tells whether to keep the line. A file
// that someone changed since artx wrote it stays.
func (r *runner) prune(l line) bool {
	if _, wanted := r.plan.targets[hashName(fold(l.output))]; wanted {
		return true
	}
	if !r.sourceGone(l) && !r.moved(l) {
		return true
	}
	fi, err := r.root.Lstat(l.output)
	if errors.Is(err, fs.ErrNotExist) {
		return false
	}
	name := filepath.Join(r.opt.Output, filepath.FromSlash(l.output))
	if err != nil || !fi.Mode().IsRegular() || sumOf(r.root, l.output) != l.sum {
		r.log.Warning(name, "its source is gone, but it was changed since artx wrote it; delete it by hand")
		return true
	}
	if r.opt.DryRun {
		r.sum.Pruned++
		fmt.Fprintf(r.opt.Stdout, "would prune %s\n", report.OneLine(name))
		return true
	}
	if err := r.removeResult(l); err != nil {
		r.log.Failure(name, errors.New(reason(name, err)))
		r.sum.Failed++
		return true
	}
	r.sum.Pruned++
	r.log.Pruned(name)
	r.removeEmpty(path.Dir(l.output))
	return false
}

// removeResult removes the file that a line of the cache is about, if it is still
// as artx wrote it.
func (r *runner) removeResult(l line) error {
	folder, name := path.Split(l.output)
	dir, err := r.folders.open(path.Clean(folder))
	if err != nil {
		return err
	}
	defer r.folders.release(dir)
	return dir.removeFile(name, version{size: l.size, sum: l.sum, byContent: true})
}

// removeEmpty removes folders, from dir upwards, that nothing is left in.
func (r *runner) removeEmpty(dir string) {
	for ; dir != "."; dir = path.Dir(dir) {
		if r.root.Remove(dir) != nil {
			return
		}
	}
}

// sourceGone tells whether the source of an old result is there no more: the file,
// or the record of a container that this run has read all of.
func (r *runner) sourceGone(l line) bool {
	name, _, isRecord := strings.Cut(l.source, recordMark)
	switch {
	case path.Base(name) == stdinName: // nobody knows what comes there next
		return false
	case isRecord && r.readWhole[r.fromBase(name)]:
		return path.Ext(l.output) == r.opt.Ext
	}
	name = filepath.FromSlash(name)
	if !filepath.IsAbs(name) {
		abs, err := filepath.Abs(filepath.Join(r.opt.Output, name))
		if err != nil {
			return false
		}
		name = abs
	}
	_, err := os.Lstat(name)
	return errors.Is(err, fs.ErrNotExist)
}

// moved tells whether the source of an old result got another name for its
// result in this run, of the same kind.
func (r *runner) moved(l line) bool {
	if r.current == nil {
		r.current = make(map[uint64]struct{}, len(r.plan.targets))
		for _, source := range r.plan.targets {
			r.current[source] = struct{}{}
		}
	}
	rel := r.fromBase(l.source)
	_, planned := r.current[hashName(rel)]
	return rel != "" && planned && path.Ext(l.output) == r.opt.Ext
}

// fromBase is the path of a source of the cache from the base of the run; "" for
// one that is elsewhere.
func (r *runner) fromBase(source string) string {
	if r.fromOutput == "." {
		return source
	}
	rel, ok := strings.CutPrefix(source, r.fromOutput+"/")
	if !ok {
		return ""
	}
	return rel
}
