package batch

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"time"
)

// runner is one run.
type runner struct {
	convert      Convert
	opt          *Options
	walker       *walker
	tmpl         *nameTemplate
	fromOutput   string // path of the base from the output folder, with slashes
	insideOutput string // the same, if the base is inside the output folder
	root         *os.Root
	cache        *cache
	plan         *plan
	current      map[uint64]struct{} // sources of the plan, for prune
	assets       *assetCopier
	report       *spool
	log          *logger
	sum          *Summary
	out          io.Writer
	stop         context.CancelFunc
	dropped      bool  // some jobs were not begun
	fatal        error // ended the run
}

// Run converts files as opt says. The error is about the run as a whole: wrong
// options, an output folder that cannot be used, a disk that is full. What is
// wrong with single files is printed, and counted in the summary; names that
// would collide are too, before anything is written. The summary is never nil
// when the error is nil, and may be there with an error.
//
// When ctx ends, the files under way are finished, and Summary.Interrupted is
// set.
func Run(ctx context.Context, convert Convert, opt Options) (*Summary, error) {
	r, err := newRunner(convert, opt)
	if err != nil {
		return nil, err
	}
	start := time.Now()
	err = r.run(ctx)
	return r.conclude(ctx, start, err)
}

// conclude writes the reports and the summary. ctx is the caller's, err what
// the run ended with.
func (r *runner) conclude(ctx context.Context, start time.Time, err error) (*Summary, error) {
	r.sum.Elapsed = time.Since(start)
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		err = nil
		r.sum.Interrupted = ctx.Err() != nil
	}
	if r.fatal != nil {
		err = r.fatal
	}
	if err2 := r.report.finish(r.sum); err == nil {
		err = err2
	}
	r.log.summary(r.sum)
	return r.sum, err
}

func newRunner(convert Convert, opt Options) (*runner, error) {
	if err := opt.normalize(); err != nil {
		return nil, err
	}
	w, err := newWalker(&opt)
	if err != nil {
		return nil, err
	}
	if err := w.overlap(); err != nil {
		return nil, err
	}
	r := &runner{convert: convert, opt: &opt, walker: w, out: opt.Stdout, sum: &Summary{Notes: map[string]int{}}}
	if opt.Name != "" {
		if r.tmpl, err = parseTemplate(opt.Name, opt.Ext); err != nil {
			return nil, err
		}
	}
	if opt.Output != "" {
		abs, err := filepath.Abs(opt.Output)
		if err != nil {
			return nil, err
		}
		r.fromOutput = pathFrom(abs, w.base)
		if within(abs, w.base) {
			r.insideOutput = r.fromOutput
		}
	}
	r.report, err = newSpool(opt.Reports, opt.Version)
	if err != nil {
		return nil, err
	}
	r.log = newLogger(&opt)
	return r, nil
}

func (r *runner) run(ctx context.Context) error {
	ctx, r.stop = context.WithCancel(ctx)
	defer r.stop()
	readOnly := r.opt.comparing() && !r.opt.InPlace
	var err error
	if readOnly || r.tmpl != nil && r.tmpl.ofArticle {
		if err = r.openOutput(true); err != nil {
			return err
		}
	}
	if r.plan, err = r.makePlan(ctx); err != nil {
		return err
	}
	clashes, err := r.findClashes(ctx, r.plan)
	if err != nil {
		return err
	}
	for _, c := range clashes {
		r.sum.Failed += len(c.sources)
		r.log.failure(c.sources[0], errors.New(c.String()))
	}
	if len(clashes) > 0 {
		return nil
	}
	if !readOnly {
		if err := r.openOutput(false); err != nil {
			return err
		}
	}
	defer r.closeOutput()
	return r.work(ctx)
}

// openOutput opens the output folder and its cache: for reading, if there is
// one, before the plan; for writing after it.
func (r *runner) openOutput(readOnly bool) error {
	if r.opt.Output == "" {
		return nil
	}
	r.closeOutput()
	if !readOnly {
		if err := os.MkdirAll(r.opt.Output, 0o777); err != nil {
			return fmt.Errorf("%s; choose another output folder", reason(r.opt.Output, err))
		}
	}
	root, err := os.OpenRoot(r.opt.Output)
	if readOnly && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s; choose another output folder", reason(r.opt.Output, err))
	}
	r.root = root
	if r.walker.output, err = root.Stat("."); err != nil {
		return err
	}
	r.cache, err = openCache(root, readOnly, r.tmpl != nil || r.opt.Assets)
	if err != nil {
		return fmt.Errorf("%s: %w", r.opt.Output, err)
	}
	if r.opt.Assets && !readOnly {
		r.assets, err = newAssetCopier(r)
		if err != nil {
			return err
		}
	}
	if r.cache.killed {
		return sweepTree(root)
	}
	return nil
}

func (r *runner) closeOutput() {
	if r.cache != nil {
		r.cache.close()
		r.cache = nil
	}
	if r.root != nil {
		r.root.Close()
		r.root = nil
	}
	if r.assets != nil {
		r.assets.close()
		r.assets = nil
	}
}

// sweepTree removes what a killed run left anywhere in the output folder.
func sweepTree(root *os.Root) error {
	return fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && isTemp(path.Base(name)) {
			sweepTemp(root, name)
		}
		return nil // what cannot be read holds nothing of ours
	})
}

// work is the second walk, with what comes before and after it.
func (r *runner) work(ctx context.Context) error {
	produce := func(ctx context.Context, push func(*job) error) error {
		return r.walkOnce(ctx, func(src source) error {
			j := newJob(src)
			if fi, err := os.Stat(src.path); err == nil {
				j.size = fi.Size()
			}
			if !r.opt.streaming() {
				j.target = r.targetOf(src, r.plan)
			}
			return push(j)
		})
	}
	return r.finishWork(r.collect(ctx, produce, r.process))
}

// collect runs the pipeline with the one file for all results as its output,
// if there is one.
func (r *runner) collect(ctx context.Context, produce producer, process func(*job)) error {
	if r.opt.File == "" {
		return r.pipeline(ctx, produce, process)
	}
	return writeStream(r.opt.File, func(w io.Writer) error {
		r.out = w
		if err := r.pipeline(ctx, produce, process); err != nil {
			return err
		}
		return r.fatal
	})
}

// finishWork prunes, and makes durable what was written, in that order: the
// cache must not promise what a power cut can still take away.
func (r *runner) finishWork(err error) error {
	if r.opt.Output == "" || r.opt.comparing() && !r.opt.InPlace {
		return err
	}
	var keep func(line) bool
	if r.opt.Prune && err == nil {
		keep = r.prune
	}
	if r.sum.Converted+r.sum.copied > 0 {
		if err2 := syncAll(r.root); err == nil {
			err = err2
		}
	}
	if err2 := r.cache.finish(keep); err == nil {
		err = err2
	}
	return err
}

// shown is the path of a target as the user would write it.
func (r *runner) shown(src source, target string) string {
	if r.opt.beside() {
		return filepath.Join(filepath.Dir(src.path), path.Base(target))
	}
	return filepath.Join(r.opt.Output, filepath.FromSlash(target))
}

// digestOf names one conversion: the same options, the same source, the same
// bytes.
func (r *runner) digestOf(src source, data []byte) digest {
	h := sha256.New()
	for _, s := range []string{r.opt.Key, r.opt.Ext, r.opt.Name, fmt.Sprint(r.opt.Flat, r.opt.Assets), r.sourceName(src)} {
		io.WriteString(h, s) // a hash does not fail
		h.Write([]byte{0})
	}
	h.Write(data)
	return digest(h.Sum(nil)[:len(digest{})])
}

// sourceName is the path of a source as the cache has it.
func (r *runner) sourceName(src source) string { return path.Join(r.fromOutput, src.rel) }

// lookup finds the entry of a conversion; a nil cache has none.
func (c *cache) lookup(d digest) (entry, bool) {
	if c == nil {
		return entry{}, false
	}
	e, ok := c.known[d]
	return e, ok
}

// process does one job, without a word to anyone: emit speaks.
func (r *runner) process(j *job) {
	start := time.Now()
	defer func() { j.rec.elapsed = time.Since(start) }()
	switch {
	case j.src.err != nil:
		j.fail(fmt.Errorf("%s", reason(j.src.path, j.src.err)))
		return
	case j.src.skip != "":
		j.skip(j.src.skip)
		return
	}
	data, err := readSource(j.src.path, r.opt.MaxSize)
	if err != nil {
		j.fail(err)
		return
	}
	j.rec.bytesIn = int64(len(data))
	if err := guard(j.src.path, func() error { return r.processData(j, data) }); err != nil {
		j.fail(err)
	}
}

func (r *runner) processData(j *job, data []byte) error {
	if !j.src.named && r.opt.IsArticle != nil && !r.opt.IsArticle(j.src.path, data) {
		j.skip("not an article")
		return nil
	}
	var in digest
	if r.cache != nil {
		in = r.digestOf(j.src, data)
		if e, ok := r.cache.lookup(in); ok && r.isCurrent(j, e) {
			j.rec.status, j.rec.counts, j.rec.bytesOut = StatusUnchanged, e.counts, e.size
			if e.more != nil && e.more.assets != "" {
				j.rec.assets = strings.Split(e.more.assets, assetSep)
			}
			return nil
		}
	}
	res, err := r.convert(j.src.path, data)
	if err != nil {
		return err
	}
	j.rec.take(res)
	if r.opt.streaming() {
		j.rec.status, j.rec.text = StatusConverted, res.Output
		return nil
	}
	if err := r.place(j, res.Output); err != nil {
		return err
	}
	if r.cache != nil && !r.opt.comparing() {
		r.remember(j, in, res)
	}
	return nil
}

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
	switch {
	case !same && old != nil && r.opt.beside() && !r.opt.Force && j.target != j.src.rel:
		j.skip(r.shown(j.src, j.target) + " is there and differs; --force overwrites it")
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
	if r.opt.DeleteSource && j.target != j.src.rel {
		if err := os.Remove(j.src.path); err != nil {
			return fmt.Errorf("%s; delete it by hand", reason(j.src.path, err))
		}
	}
	return nil
}

// write replaces a file by a result. In place, it takes the only copy of a
// post away, and is flushed to the disk first.
func (r *runner) write(dir *os.Root, name string, output []byte) error {
	err := writeAtomic(dir, name, r.opt.InPlace || flushEach, func(w io.Writer) error { return writeAll(w, output) })
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

// cannotWrite words a failed write, and ends the run if all others will fail
// the same way.
func (r *runner) cannotWrite(j *job, err error) error {
	if errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EROFS) || errors.Is(err, syscall.EDQUOT) {
		j.rec.fatal = fmt.Errorf("stopped at %s: %w; what is done is kept, run it again to go on", j.src.path, cause(err))
		r.stop() // before emit comes to this job
	}
	return fmt.Errorf("%s: cannot write %s", j.src.path, reason(r.shown(j.src, j.target), err))
}

// cause takes off what the os package puts around an error of the system.
func cause(err error) error {
	var p *fs.PathError
	var l *os.LinkError
	switch {
	case errors.As(err, &p):
		return p.Err
	case errors.As(err, &l):
		return l.Err
	}
	return err
}

// isSystem tells whether err comes from the system, not from this package.
func isSystem(err error) bool {
	var p *fs.PathError
	var l *os.LinkError
	return errors.As(err, &p) || errors.As(err, &l)
}

// advice says what to do about an error of the system.
var advice = []struct {
	err  error
	what string
}{
	{fs.ErrNotExist, "check the path"},
	{fs.ErrPermission, "change its permissions, or run as a user who has them"},
	{syscall.ENOSPC, "free some space"},
	{syscall.EDQUOT, "free some space"},
	{syscall.EROFS, "choose another folder"},
	{syscall.ENAMETOOLONG, "choose a shorter name"},
	{syscall.ENOTDIR, "move the file that has the name of a folder"},
}

// reason words an error of the system about the file at name.
func reason(name string, err error) string {
	for _, a := range advice {
		if errors.Is(err, a.err) {
			return fmt.Sprintf("%s: %v; %s", name, cause(err), a.what)
		}
	}
	return fmt.Sprintf("%s: %v", name, cause(err))
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

// byteSize writes a number of bytes for a person.
func byteSize(n int64) string {
	if n < 1<<10 {
		return fmt.Sprintf("%d bytes", n)
	}
	f, unit := float64(n)/(1<<10), "KiB"
	if f >= 1<<10 {
		f, unit = f/(1<<10), "MiB"
	}
	if f >= 1<<10 {
		f, unit = f/(1<<10), "GiB"
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0") + " " + unit
}

// A panicError is a panic of a conversion.
type panicError struct {
	name  string
	value any
	stack []byte
}

func (e *panicError) Error() string {
	what, _, _ := strings.Cut(fmt.Sprint(e.value), "\n")
	text := fmt.Sprintf("artx broke on it (%s); please report it with the file, -v shows where", what)
	if e.name == "" {
		return text
	}
	return e.name + ": " + text
}

// guard calls f and makes an error of a panic.
func guard(name string, f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &panicError{name: name, value: v, stack: debug.Stack()}
		}
	}()
	return f()
}
