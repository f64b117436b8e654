package batch

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/artx-cli/artx/internal/media"
	"github.com/artx-cli/artx/internal/osfile"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/internal/site"
	"github.com/artx-cli/artx/note"
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
	folders      folders // of root
	cache        *cache
	salt         []byte // of digestOf
	plan         *plan
	collide      map[uint64]*clash   // sources whose results have no place
	current      map[uint64]struct{} // sources of the plan, for prune
	file         *Target             // of Options.File
	site         *site.Site          // of links between articles; nil if they stay
	pages        map[uint64]int32    // sources to their numbers in site
	renamed      map[string]string   // in place: sources to results with another name
	store        *media.Store        // of files that articles refer to; nil if none are brought
	folder       string              // temporary, in place of an output folder that is not there
	sole         bool                // the run is about one container
	size         int64               // of that, in bytes, for the progress bar
	kept         *os.File            // what came on Options.Stdin, if that had to be kept; nil for nothing
	input        *bufio.Reader       // of Options.Stdin
	readWhole    map[string]bool     // containers, by source.rel, of which nothing was left out or broken
	report       *report.Spool
	log          *report.Log
	sum          *report.Summary
	out          io.Writer
	printed      bool // something was written to out
	syncAll      func(*os.Root) error
	stop         context.CancelFunc
	interrupted  <-chan struct{}     // is closed when the caller's context ends
	written      atomic.Int64        // results
	cpu          *semaphore.Weighted // a turn for each conversion
	dropped      bool                // some jobs were not begun
	fatal        error               // ended the run
}

// Run converts files as opt says. The error is about the run as a whole: wrong
// options, an output folder that cannot be used, a disk that is full. What is
// wrong with single files is printed, and counted in the summary; names that
// would collide are too, before anything is written. The summary is never nil
// when the error is nil, and may be there with an error.
//
// When ctx ends, the files under way are finished, and Summary.Interrupted is
// set.
func Run(ctx context.Context, convert Convert, opt Options) (*report.Summary, error) {
	r, err := newRunner(convert, opt)
	if err != nil {
		return nil, err
	}
	r.sum.DryRun = opt.DryRun
	start := time.Now()
	err = r.run(ctx)
	return r.conclude(ctx, start, err)
}

// conclude writes the reports and the summary. ctx is the caller's, err what
// the run ended with.
func (r *runner) conclude(ctx context.Context, start time.Time, err error) (*report.Summary, error) {
	if call := (callError{}); errors.As(err, &call) {
		r.report.Drop()
		return nil, err
	}
	r.sum.Elapsed = time.Since(start)
	if errors.Is(err, errInterrupted) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		err = nil
		r.sum.Interrupted = ctx.Err() != nil
	}
	if r.fatal != nil {
		err = r.fatal
	}
	if err2 := r.report.Finish(r.sum, writeReport); err == nil {
		err = err2
	}
	if r.sum.Interrupted && r.opt.File != "" && !r.opt.comparing() && !r.opt.Flush {
		r.log.Warning(r.opt.File, "not written, since not all of it is done")
	}
	r.log.Summary(r.sum)
	if r.walker != nil && len(r.walker.others) > 0 && !r.bringsFiles() { // which are among them
		r.log.Notice("left out by extension: " + r.walker.others.String() + "; --include GLOB takes what it matches")
	}
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
	if opt.File != "" && opt.comparing() && !w.single() {
		return nil, fmt.Errorf("one file for all results cannot be compared; leave out the list, diff and check options")
	}
	r := &runner{convert: convert, opt: &opt, walker: w, out: opt.Stdout, syncAll: osfile.SyncAll, sum: &report.Summary{Notes: map[string]int{}}, salt: newSalt(&opt), readWhole: make(map[string]bool), renamed: make(map[string]string)}
	if r.sole = r.alone(); !r.sole {
		if err := w.overlap(); err != nil {
			return nil, err
		}
	}
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
	r.log = newLog(&opt)
	if r.sole && opt.Stdin == nil {
		r.size = sizeOf(w.roots[0].path)
	}
	if opt.File != "" && !opt.comparing() {
		if err := r.openFile(); err != nil {
			return nil, err
		}
	}
	r.report, err = openReports(&opt)
	return r, err
}

// openFile looks at the one file for all results before anything is read, which
// must not be an input.
func (r *runner) openFile() error {
	r.file = Look(r.opt.File)
	if err := r.file.Err(); err != nil {
		return errors.New(reason(r.opt.File, err))
	}
	for _, in := range r.walker.roots {
		if fi, err := os.Stat(in.path); err == nil && !in.folder && r.file.Is(fi) {
			return fileIsInput(r.opt.File)
		}
	}
	return nil
}

// callError says that the call itself is wrong: nothing was done.
type callError struct{ error }

func fileIsInput(name string) error {
	return callError{fmt.Errorf("%s is an input as well as the output; name another file, or use -w to rewrite it in place", name)}
}

func (r *runner) run(ctx context.Context) error {
	r.interrupted = ctx.Done()
	if r.drains() {
		ctx = context.WithoutCancel(ctx)
	}
	ctx, r.stop = context.WithCancel(ctx)
	defer r.stop()
	defer r.dropStdin()
	if r.opt.Stdin != nil && r.opt.readsTwice() && r.stdinFile() == nil {
		if err := r.keepStdin(); err != nil {
			return err
		}
	}
	readOnly := r.opt.readOnly()
	var err error
	if readOnly || r.tmpl != nil && r.tmpl.ofArticle {
		if err = r.openOutput(true); err != nil {
			return err
		}
	}
	r.openSite()
	if r.plan, err = r.makePlan(ctx); err != nil {
		return err
	}
	if r.walker.holdsPosts() {
		r.log.Warning(r.walker.passed, "the output folder is among the inputs, so that the posts in it are not read; choose another one to convert them")
	}
	if r.plan.total == 0 && !r.sole {
		r.log.Warning(strings.Join(r.opt.Paths, ", "), r.walker.nothing())
	}
	if r.collide, err = r.findClashes(ctx, r.plan); err != nil {
		return err
	}
	if !readOnly {
		if err := r.openOutput(false); err != nil {
			return err
		}
	}
	defer r.closeOutput()
	if r.bringsFiles() {
		if err := r.openStore(ctx); err != nil {
			return err
		}
		if err := r.survey(ctx); err != nil {
			return err
		}
	}
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
	r.root, r.folders.root = root, root
	if r.walker.output, err = root.Stat("."); err != nil {
		return err
	}
	r.cache, err = openCache(root, readOnly, r.tmpl != nil || r.refers())
	if err != nil {
		return r.aboutCache(err)
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
	r.folders.close()
	if r.root != nil {
		r.root.Close()
		r.root = nil
	}
	r.closeStore()
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
		articles := 0
		return r.each(ctx, func(src source) error {
			j := r.jobOf(src)
			if src.rec != nil {
				articles++
			}
			if r.sole && r.opt.One && articles > 1 {
				return severalArticles()
			}
			if r.sole && src.rec != nil && !r.opt.streaming() {
				r.plan.claim(r, src, j.target)
			}
			return push(j)
		})
	}
	err := r.collect(ctx, produce, r.process)
	r.tellLeftovers()
	if err == nil && r.opt.Redirects != "" {
		err = r.writeRedirects()
	}
	return r.finishWork(err)
}

// jobOf makes the job of a source, as the plan has it.
func (r *runner) jobOf(src source) *job {
	j := newJob(src)
	j.clash = r.collide[hashName(src.key())]
	j.size = sizeOf(src.path)
	if src.rec != nil {
		j.size = int64(len(src.rec.Content))
	}
	if !r.opt.streaming() {
		j.target = r.targetOf(src, r.plan)
		j.apart = r.plan.mixed(path.Dir(j.target))
	}
	return j
}

// collect runs the pipeline with the one file for all results as its output,
// if there is one.
func (r *runner) collect(ctx context.Context, produce producer, process func(*job)) error {
	if r.file == nil {
		return r.pipeline(ctx, produce, process)
	}
	if r.opt.Flush && !r.opt.DryRun {
		return r.collectAtOnce(ctx, produce, process)
	}
	into := func(w io.Writer) error {
		r.out = w
		switch err := r.pipeline(ctx, produce, process); {
		case err != nil:
			return err
		case r.fatal != nil:
			return r.fatal
		case r.sum.Failed > 0 && r.sum.Converted == 0: // what an earlier run wrote is better than nothing
			return errNoResult
		}
		return nil
	}
	var notes []note.Note
	var err error
	if r.opt.DryRun {
		if err = into(io.Discard); err == nil {
			_, err = io.WriteString(r.opt.Stdout, r.file.plan())
		}
	} else {
		notes, err = writeStream(r.file, into)
	}
	for _, n := range notes {
		r.log.Warning(r.opt.File, n.Message)
	}
	if errors.Is(err, errNoResult) {
		return nil // the failures are known
	}
	return err
}

// plan is what a dry run says of the one file for all results.
func (t *Target) plan() string {
	if t.Exists() {
		return "would replace " + report.OneLine(t.name) + "\n"
	}
	return "would write " + report.OneLine(t.name) + "\n"
}

// errNoResult keeps the one file for all results from being replaced by none.
var errNoResult = errors.New("no result")

// finishWork makes durable what was written, then prunes and writes the cache:
// it must not promise what a power cut can still take away.
func (r *runner) finishWork(err error) error {
	if r.opt.InPlace && r.written.Load() > flushSingly {
		if err2 := r.syncBase(); err == nil {
			err = err2
		}
	}
	if r.opt.DryRun && r.opt.Prune && err == nil && r.cache != nil && r.mayPrune() {
		return r.planPrune()
	}
	if r.opt.Output == "" || r.opt.readOnly() {
		return err
	}
	var keep func(line) bool
	if r.opt.Prune && err == nil && r.mayPrune() {
		keep = r.prune
	}
	if r.written.Load()+int64(r.sum.Copied) > flushSingly {
		if err2 := r.syncAll(r.root); err == nil {
			err = err2
		}
	}
	if err2 := r.cache.finish(keep); err == nil && err2 != nil {
		err = r.aboutCache(err2)
	}
	if keep == nil || r.store == nil || err != nil {
		return err
	}
	places := make(map[uint64]struct{})
	if err := readLines(r.root, cacheName, func(l line) { addPlaces(places, l) }); err != nil {
		return r.aboutCache(err)
	}
	return r.pruneMedia(places)
}

// syncBase flushes the names of what was rewritten in place, of more files than
// were flushed with their folders.
func (r *runner) syncBase() error {
	root, err := os.OpenRoot(r.walker.base)
	if err != nil {
		return nil // may not be read: the names will get there by themselves
	}
	defer root.Close()
	return r.syncAll(root)
}

// aboutCache makes an error of the cache say where that is.
func (r *runner) aboutCache(err error) error {
	if located := inFolder(r.opt.Output, err); located != err {
		return located
	}
	return fmt.Errorf("%s: %w", r.opt.Output, err)
}

// shown is the path of a target as the user would write it.
func (r *runner) shown(src source, target string) string {
	switch {
	case r.opt.File != "":
		return r.opt.File
	case r.opt.beside():
		return filepath.Join(filepath.Dir(src.path), path.Base(target))
	}
	return filepath.Join(r.opt.Output, filepath.FromSlash(target))
}

// newSalt names all of a run that decides what its results are.
func newSalt(opt *Options) []byte {
	h := sha256.New()
	for _, s := range []string{opt.Key, opt.Ext, opt.Name, fmt.Sprint(opt.Flat, opt.Assets, opt.Media, opt.Links)} {
		io.WriteString(h, s) // a hash does not fail
		h.Write([]byte{0})
	}
	return h.Sum(nil)
}

// digestOf names one conversion: the same options, the same source, the same
// bytes.
func (r *runner) digestOf(src source, data []byte) digest {
	h := sha256.New()
	h.Write(r.salt)
	io.WriteString(h, r.sourceName(src))
	h.Write([]byte{0})
	if r.opt.KeyOf != nil {
		io.WriteString(h, r.opt.KeyOf(src.origin()))
		h.Write([]byte{0})
	}
	h.Write(data)
	return digest(h.Sum(nil)[:len(digest{})])
}

// sourceName is the path of a source as the cache has it.
func (r *runner) sourceName(src source) string {
	if src.container != "" {
		return path.Join(r.fromOutput, src.containerRel) + recordMark + src.record
	}
	return path.Join(r.fromOutput, src.rel)
}

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
	case j.src.located:
		j.fail(j.src.err)
		return
	case j.src.err != nil:
		j.fail(fmt.Errorf("%s", reason(j.src.path, j.src.err)))
		return
	case j.src.skip != "":
		j.skip(j.src.skip)
		return
	case j.clash != nil:
		j.fail(j.clash)
		return
	}
	if j.src.rec != nil {
		if err := r.processRecord(j); err != nil {
			j.fail(err)
		}
		return
	}
	data, err := readSource(j.src.path, j.size, r.opt.MaxSize)
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
		recycleBuffer(data)
		return nil
	}
	if why := r.otherThanNamed(j.src, data); why != "" {
		j.skip(why)
		return nil
	}
	j.text = data
	defer func() { j.text = nil }()
	convert := func(refer func(reference.Reference) string) (Result, error) {
		if refer == nil || r.opt.Refer == nil {
			return r.convert(j.src.path, data)
		}
		return r.opt.Refer(j.src.path, data, refer)
	}
	var in digest
	if r.cache != nil {
		in = r.digestOf(j.src, data)
		if r.unchanged(j, in) {
			if r.opt.Show == nil { // else what is known of the result refers to it
				recycleBuffer(data)
			}
			return r.showUnchanged(j, convert)
		}
	}
	if r.opt.beside() {
		j.data = data
	}
	return r.led(j, in, convert)
}

// conversion converts a job, with its references led by refer if that is not nil.
type conversion func(refer func(reference.Reference) string) (Result, error)

// showUnchanged converts what has its result already, if it is to be shown: all is
// known of it then, and nothing is written.
func (r *runner) showUnchanged(j *job, convert conversion) error {
	if r.opt.Show == nil {
		return nil
	}
	led := j.rec.notes
	res, err := convert(nil)
	if err != nil {
		return err
	}
	j.rec.take(res)
	j.rec.notes, j.rec.counts = append(j.rec.notes[:len(j.rec.notes):len(j.rec.notes)], led...), ""
	return nil
}

// unchanged tells whether the result of a conversion is there already, and counts
// it.
func (r *runner) unchanged(j *job, in digest) bool {
	e, ok := r.cache.lookup(in)
	if !ok || !r.isCurrent(j, e) {
		return false
	}
	if r.refers() {
		l := r.newLead(j)
		if !l.unchanged(e) {
			return false
		}
		j.rec.notes = l.notes
	}
	j.rec.status, j.rec.counts, j.rec.bytesOut = report.Unchanged, e.counts, e.size
	return true
}

// led converts a job whose references are led where they belong.
func (r *runner) led(j *job, in digest, convert conversion) error {
	var l *lead
	var refer func(reference.Reference) string
	if r.refers() {
		l = r.newLead(j)
		refer = l.of
	}
	res, err := convert(refer)
	if err != nil {
		j.rec.pages = res.Pages
		return err
	}
	if l != nil {
		l.finish()
	}
	return r.finishJob(j, in, res, l)
}

// finishJob puts the result of a conversion where it belongs.
func (r *runner) finishJob(j *job, in digest, res Result, l *lead) error {
	j.rec.take(res)
	if l != nil {
		j.rec.notes = append(j.rec.notes[:len(j.rec.notes):len(j.rec.notes)], l.notes...)
	}
	if r.opt.streaming() {
		j.rec.status, j.rec.text = report.Converted, res.Output
		return nil
	}
	if err := r.place(j, res.Output); err != nil {
		return err
	}
	if r.cache != nil && !r.opt.readOnly() {
		r.remember(j, in, res, l)
	}
	return nil
}
