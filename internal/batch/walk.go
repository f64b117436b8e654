package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/artx-cli/artx/internal/glob"
	"github.com/artx-cli/artx/note"
	archive "github.com/artx-cli/artx/source"
)

// source is one input file.
type source struct {
	path  string // as the user would write it
	rel   string // relative to the base of the run, with slashes
	file  string // of a named symbolic link: rel of what it leads to; else ""
	named bool   // in Paths itself
	skip  string // why it is left out, if it is
	err   error  // why it cannot be read

	rec       *archive.Record // an article of a container; nil for a file
	container string          // path of the container; "" for a file

	containerRel string      // rel of the container
	record       string      // what tells rec from the others there
	target       string      // of rec: the path of its result
	notes        []note.Note // on that
	fields       Fields      // of rec, if they are needed
	located      bool        // err says where it is
}

// recordMark stands between a container and what tells a record from others, in
// the cache. No clean path has it.
const recordMark = "//"

// key tells a source from all others.
func (s *source) key() string {
	if s.container == "" {
		return s.rel
	}
	return s.containerRel + recordMark + s.record
}

// origin is the path of the file that a source is, or is in.
func (s *source) origin() string {
	if s.container == "" {
		return s.path
	}
	return s.container
}

// root is one of Options.Paths.
type root struct {
	path   string
	rel    string // of a folder, or of the folder of a file, relative to the base
	folder bool
	err    error
}

// walker finds the sources of a run, twice in the same order: PATHs as given,
// and in each folder by the bytes of the names.
type walker struct {
	opt    *Options
	roots  []root
	base   string      // absolute: the deepest folder that holds all PATHs
	output fs.FileInfo // folder that must not be read, nil if there is none
	passed string      // its path in the walk, if it was met
	inner  string      // the same from its PATH, for globs
	swept  map[string]bool
	others passedOver // files of folders that are left out by their extension
}

func newWalker(opt *Options) (*walker, error) {
	w := &walker{opt: opt, swept: make(map[string]bool)}
	if opt.Stdin != nil {
		w.roots = []root{{path: opt.Paths[0]}}
	}
	for _, p := range opt.Paths[len(w.roots):] {
		for _, name := range expand(p) {
			w.roots = append(w.roots, openRoot(name))
		}
	}
	if err := w.findBase(); err != nil {
		return nil, err
	}
	if opt.Output != "" {
		fi, err := os.Stat(opt.Output)
		if err == nil {
			w.output = fi
		}
	}
	return w, nil
}

// Base is the folder that the paths of results are mirrored from, absolute: the root
// of the options, or the deepest folder that holds all their paths.
func Base(opt Options) (string, error) {
	w, err := newWalker(&opt)
	if err != nil {
		return "", err
	}
	return w.base, nil
}

func openRoot(name string) root {
	fi, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) && leadsNowhere(name) {
		err = ErrNowhere
	}
	return root{path: filepath.Clean(name), folder: err == nil && fi.IsDir(), err: err}
}

// IsGlob tells whether a PATH looks like a glob and is no file, so that [Run]
// does with it the work of the shell.
func IsGlob(p string) bool {
	if !strings.ContainsAny(p, "*?[{") {
		return false
	}
	_, err := os.Lstat(p)
	return err != nil
}

// expand finds what a PATH is about; a glob that matches nothing stays, to be
// reported as missing.
func expand(p string) []string {
	if !IsGlob(p) {
		return []string{p}
	}
	if glob.Check(p) != nil {
		return []string{p}
	}
	names, err := doublestar.FilepathGlob(p, doublestar.WithNoFollow())
	if err != nil || len(names) == 0 {
		return []string{p}
	}
	return names
}

// single tells whether there is one source, and it was named.
func (w *walker) single() bool { return len(w.roots) == 1 && !w.roots[0].folder }

// findBase finds the deepest folder that holds every PATH. Mirrored names are
// relative to it: "posts" and "posts/*" make the same tree.
func (w *walker) findBase() error {
	dirs := make([]string, len(w.roots))
	for i, r := range w.roots {
		abs, err := filepath.Abs(r.path)
		if err != nil {
			return err
		}
		if !r.folder {
			abs = filepath.Dir(abs)
		}
		dirs[i] = abs
		if i == 0 {
			w.base = abs
		}
		for !within(w.base, abs) {
			up := filepath.Dir(w.base)
			if up == w.base {
				return fmt.Errorf("%s and %s are on different drives; convert them one after the other", w.roots[0].path, r.path)
			}
			w.base = up
		}
	}
	if w.opt.Root != "" {
		if err := w.fixBase(dirs); err != nil {
			return err
		}
	}
	for i, dir := range dirs {
		rel, err := filepath.Rel(w.base, dir)
		if err != nil {
			return err
		}
		w.roots[i].rel = filepath.ToSlash(rel)
	}
	return nil
}

// fixBase has the tree start at the folder that the user says.
func (w *walker) fixBase(dirs []string) error {
	abs, err := filepath.Abs(w.opt.Root)
	if err != nil {
		return err
	}
	if fi, err := os.Stat(abs); err != nil || !fi.IsDir() {
		return fmt.Errorf("%s: no such folder; the root is a folder that holds all inputs", w.opt.Root)
	}
	for i, dir := range dirs {
		if !within(abs, dir) {
			return fmt.Errorf("%s is not below the root %s; choose one that holds all inputs", w.roots[i].path, w.opt.Root)
		}
	}
	w.base = abs
	return nil
}

// within tells whether name is dir or below it; both are absolute and clean.
func within(dir, name string) bool {
	if dir == name {
		return true
	}
	if !strings.HasSuffix(dir, string(filepath.Separator)) {
		dir += string(filepath.Separator)
	}
	return strings.HasPrefix(name, dir)
}

// walk calls visit for every source in order, until visit fails or ctx ends.
// visit also gets what cannot be read (err set) and what is left out for a
// reason that the user should know (skip set).
func (w *walker) walk(ctx context.Context, visit func(source) error) error {
	w.others = make(passedOver) // those of this walk
	for _, r := range w.roots {
		if err := w.walkRoot(ctx, r, visit); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) walkRoot(ctx context.Context, r root, visit func(source) error) error {
	if r.err != nil {
		return visit(source{path: r.path, named: true, err: r.err})
	}
	if r.folder {
		return w.walkFolder(ctx, r.path, r.rel, "", visit)
	}
	if w.opt.Stdin != nil {
		return visit(source{path: r.path, rel: stdinName, named: true})
	}
	most := aMoment
	if w.opt.InPlace {
		most = math.MaxInt
	}
	w.sweep(filepath.Dir(r.path), most)
	return visit(source{path: r.path, rel: path.Join(r.rel, filepath.Base(r.path)), file: w.linked(r.path), named: true})
}

// stdinName is what the cache calls standard input, whatever messages do.
const stdinName = "<stdin>"

// linked is the path from the base of what a symbolic link leads to; "" for what
// is none.
func (w *walker) linked(name string) string {
	if fi, err := os.Lstat(name); err != nil || fi.Mode()&fs.ModeSymlink == 0 {
		return ""
	}
	to, err1 := filepath.EvalSymlinks(name)
	to, err2 := filepath.Abs(to)
	base, err3 := filepath.EvalSymlinks(w.base)
	if errors.Join(err1, err2, err3) != nil {
		return ""
	}
	return pathFrom(base, to)
}

// sweep removes what a killed run that rewrote in place left in a folder, whatever
// this run is for. Failing is no error: the next run tries again.
func (w *walker) sweep(dir string, most int) {
	if w.swept[dir] {
		return
	}
	w.swept[dir] = true
	if root, err := os.OpenRoot(dir); err == nil {
		_ = sweepFolder(root, ".", most)
		root.Close()
	}
}

// walkFolder visits the files of a folder and of those below it. rel is the
// folder's path from the base, inner the one from its PATH, for globs.
func (w *walker) walkFolder(ctx context.Context, dir, rel, inner string, visit func(source) error) error {
	entries, err := os.ReadDir(dir) // sorted by name
	if err != nil {
		if err := visit(source{path: dir, err: err}); err != nil {
			return err
		}
	}
	for _, e := range entries {
		err := ctx.Err()
		if err != nil {
			return err
		}
		name := filepath.Join(dir, e.Name())
		below := path.Join(inner, e.Name())
		switch {
		case isTemp(e.Name()):
			w.sweep(dir, math.MaxInt)
		case w.leftOut(e, below):
		case e.IsDir():
			if w.isOutput(e) {
				w.passed, w.inner = name, below
				continue
			}
			err = w.walkFolder(ctx, name, path.Join(rel, e.Name()), below, visit)
		case w.wanted(below):
			err = visit(walked(name, path.Join(rel, e.Name()), e))
		case len(w.opt.Include) == 0 && e.Type().IsRegular():
			w.others.add(e.Name())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// walked makes a source of a folder's entry.
func walked(name, rel string, e fs.DirEntry) source {
	src := source{path: name, rel: rel}
	switch t := e.Type(); {
	case t&fs.ModeSymlink != 0 && leadsNowhere(name):
		src.err = ErrNowhere
	case t&fs.ModeSymlink != 0:
		src.skip = "a symbolic link; name it to convert it"
	case !t.IsRegular():
		src.skip = "not a regular file"
	}
	return src
}

// leadsNowhere tells whether name is a symbolic link to what does not exist.
func leadsNowhere(name string) bool {
	fi, err := os.Lstat(name)
	if err != nil || fi.Mode()&fs.ModeSymlink == 0 {
		return false
	}
	_, err = os.Stat(name)
	return errors.Is(err, fs.ErrNotExist)
}

// leftOut tells what is passed over in silence: hidden names, the folder of
// npm's packages, and what Exclude says.
func (w *walker) leftOut(e fs.DirEntry, inner string) bool {
	name := e.Name()
	if strings.HasPrefix(name, ".") || name == "node_modules" {
		return true
	}
	return matchAny(w.opt.Exclude, inner)
}

func (w *walker) isOutput(e fs.DirEntry) bool {
	if w.output == nil {
		return false
	}
	fi, err := e.Info()
	return err == nil && os.SameFile(fi, w.output)
}

// holdsPosts tells whether the output folder, met in the walk, has files that
// would have been converted anywhere else, and that no earlier run is known to
// have written.
func (w *walker) holdsPosts() bool {
	if w.passed == "" {
		return false
	}
	for _, own := range []string{cacheName, journalName} {
		if _, err := os.Lstat(filepath.Join(w.passed, own)); err == nil {
			return false
		}
	}
	found := false
	_ = fs.WalkDir(os.DirFS(w.passed), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || name == "." {
			return nil // what cannot be read would not have been converted
		}
		inner := path.Join(w.inner, name)
		switch {
		case w.leftOut(e, inner) && e.IsDir():
			return fs.SkipDir
		case !w.leftOut(e, inner) && e.Type().IsRegular() && w.wanted(inner):
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found
}

func (w *walker) wanted(inner string) bool {
	if len(w.opt.Include) > 0 {
		return matchAny(w.opt.Include, inner)
	}
	ext := path.Ext(inner)
	if w.opt.Record != nil && containerExtensions[strings.ToLower(ext)] {
		return true
	}
	return extensions[strings.ToLower(ext)] || ext == "" && len(path.Base(inner)) >= cutNames
}

// nothing says why a walk may have found no file.
func (w *walker) nothing() string {
	if len(w.opt.Include) > 0 {
		return "no file found that matches " + strings.Join(w.opt.Include, " or ") + "; globs are about paths below the folder"
	}
	exts := slices.Sorted(maps.Keys(extensions))
	return "no articles found; what counts are " + strings.Join(exts, " ") + " files, or those that --include names"
}

// cutNames is the length in bytes from which a name without extension counts as
// one that lost it: importers cut percent-encoded titles to what file systems
// take, 255 bytes with what they add.
const cutNames = 150

// matchAny matches a path against globs. One without a slash is about the last
// name of the path, wherever it stands, as in a .gitignore.
func matchAny(globs []string, inner string) bool {
	for _, g := range globs {
		name := inner
		if !strings.Contains(g, "/") {
			name = path.Base(inner)
		}
		if doublestar.MatchUnvalidated(strings.TrimSuffix(strings.TrimPrefix(g, "./"), "/"), name) {
			return true
		}
	}
	return false
}

func checkGlobs(globs []string) error {
	for _, g := range globs {
		if err := glob.Check(g); err != nil {
			return err
		}
	}
	return nil
}

// overlap finds an output folder that is an input folder: mirroring would
// replace the sources without having been asked to.
func (w *walker) overlap() error {
	if w.output == nil {
		return nil
	}
	fi, err := os.Stat(w.base)
	if err == nil && os.SameFile(fi, w.output) {
		return fmt.Errorf("%s: the output folder is the input folder; choose another one, or use -w to rewrite in place", w.opt.Output)
	}
	for _, r := range w.roots {
		fi, err := os.Stat(r.path)
		if err == nil && r.folder && os.SameFile(fi, w.output) {
			return fmt.Errorf("%s: the output folder is among the inputs; leave it out of them, or use -w to rewrite in place", w.opt.Output)
		}
	}
	return nil
}
