package batch

import (
	"context"
	"fmt"
	"io"
	"sort"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// Bounds on what a run holds in memory at a time.
const (
	largeSize   = 4 << 20  // sources from here on are converted one at a time, beside the others
	smallBytes  = 16 << 20 // of smaller sources under way
	recordBytes = 16 << 20 // of records of containers, until they are converted
	streamBytes = 64 << 20 // of sources whose results wait for their turn to be printed
	streamJobs  = 4096     // results that wait for their turn
	quietJobs   = 16384    // records that wait for their turn, where results are written to files
)

// waitForDisk is how many workers share a turn on the CPU where each result is
// flushed: file systems flush many files in hardly more time than one.
const waitForDisk = 8

// job is one input on its way.
type job struct {
	src    source
	target string
	apart  bool   // results from other folders stand beside this one
	clash  *clash // over the name of its result, nil for none
	size   int64  // of the source
	data   []byte // of the source, where that is rewritten or removed
	text   []byte // of the source while it is being converted; nil for records
	weight int64  // held of streamBytes
	held   int64  // of recordBytes
	rec    record
	done   chan struct{}
}

func newJob(src source) *job { return &job{src: src, done: make(chan struct{})} }

// record is what became of a job. A status of "" means that it was not begun.
type record struct {
	status            report.Status
	err               error
	why               string // it was skipped
	differs           bool   // counted beside the status
	title             string
	notes             []note.Note
	counts            string // notes of an unchanged file, from the cache
	images            []Image
	bytesIn, bytesOut int64
	elapsed           time.Duration
	text              []byte // for Stdout
	pages             *report.Pages
	mtime             int64 // of the result, in nanoseconds
	fatal             error // ends the run
}

// take keeps what is reported of a result, and nothing of the source's memory:
// records wait for their turn longer than sources stay.
func (rec *record) take(res Result) {
	rec.title, rec.notes, rec.images = strings.Clone(res.Fields.Title), res.Notes, res.Images
	for i := range rec.images {
		rec.images[i].Host = strings.Clone(rec.images[i].Host)
	}
	rec.bytesOut = int64(len(res.Output))
	rec.pages = res.Pages
}

func (j *job) fail(err error) {
	j.rec.status, j.rec.err, j.rec.text = report.Failed, err, nil
}

func (j *job) skip(why string) { j.rec.status, j.rec.why = report.Skipped, why }

// A producer pushes jobs in order; push fails when the run is to end.
type producer func(ctx context.Context, push func(*job) error) error

// pipeline sends every job of produce through process and emits the records in
// order.
//
// Jobs are processed by opt.Jobs workers at a time, with others that wait for the
// disk meanwhile. Large ones have a worker of their
// own, so that they neither meet in memory nor hold up the small ones; it takes
// its turn on the CPUs like the others.
func (r *runner) pipeline(ctx context.Context, produce producer, process func(*job)) error {
	p := &pipe{
		ctx: ctx, process: process, results: r.opt.streaming() || r.opt.Diff || r.opt.Show != nil,
		small: make(chan *job, 16*r.opt.Jobs), large: make(chan *job, 1024),
		cpu:    semaphore.NewWeighted(int64(r.opt.Jobs)),
		memory: semaphore.NewWeighted(smallBytes),
		stream: semaphore.NewWeighted(streamBytes),
		record: semaphore.NewWeighted(recordBytes),
	}
	r.cpu = p.cpu
	waiting := quietJobs
	if p.results {
		waiting = streamJobs
	}
	p.order = make(chan *job, waiting)
	var workers sync.WaitGroup
	hands := r.opt.Jobs
	if r.flushesEach() {
		hands *= waitForDisk
	}
	for range hands {
		workers.Go(func() { p.work(p.small) })
	}
	workers.Go(func() { p.work(p.large) })
	produced := make(chan error, 1)
	go func() {
		defer close(p.order)
		defer close(p.small)
		defer close(p.large)
		produced <- produce(ctx, p.push)
	}()

	r.log.Begin(r.plan.total, r.size)
	for j := range p.order {
		<-j.done
		r.emit(j)
		p.stream.Release(j.weight)
	}
	workers.Wait()
	if err := <-produced; err != nil || !r.dropped {
		return err
	}
	return ctx.Err()
}

type pipe struct {
	ctx     context.Context
	process func(*job)
	results bool // records hold results
	order   chan *job
	small   chan *job
	large   chan *job
	cpu     *semaphore.Weighted
	memory  *semaphore.Weighted
	stream  *semaphore.Weighted
	record  *semaphore.Weighted
}

// push takes the room for a job's result before the job, in order: the one
// whose turn is next always has its room.
func (p *pipe) push(j *job) error {
	if p.results {
		j.weight = min(j.size, streamBytes*3/4)
	}
	if err := p.stream.Acquire(p.ctx, j.weight); err != nil {
		return err
	}
	if j.src.rec != nil { // it is in memory already, while it waits too
		j.held = min(j.size, recordBytes)
		if err := p.record.Acquire(p.ctx, j.held); err != nil {
			p.stream.Release(j.weight)
			return err
		}
	}
	p.order <- j
	if j.size >= largeSize {
		p.large <- j
	} else {
		p.small <- j
	}
	return nil
}

// work converts the jobs of one lane. Once the context has ended it lets them
// pass.
func (p *pipe) work(lane <-chan *job) {
	for j := range lane {
		if p.ctx.Err() == nil {
			p.workOn(j)
		}
		j.data, j.src.rec = nil, nil
		p.record.Release(j.held)
		close(j.done)
	}
}

func (p *pipe) workOn(j *job) {
	free := context.Background() // a job under way is finished
	if j.size < largeSize && j.held == 0 {
		_ = p.memory.Acquire(free, j.size)
		defer p.memory.Release(j.size)
	}
	_ = p.cpu.Acquire(free, 1)
	defer p.cpu.Release(1)
	p.process(j)
}

// emit counts, prints and remembers what became of a job. It is called for
// one job after the other, in order.
func (r *runner) emit(j *job) {
	rec := &j.rec
	if rec.status == "" {
		r.dropped = true // the run was interrupted before it
		return
	}
	if r.opt.InPlace && rec.status == report.Converted && j.target != j.src.rel {
		r.renamed[j.src.rel] = j.target
	}
	output := ""
	if j.target != "" && !r.opt.streaming() {
		output = r.shown(j.src, j.target)
	}
	entry := newEntry(j, output)
	r.sum.Count(entry, rec.differs)
	if r.opt.Observe != nil {
		r.opt.Observe(entry)
	}
	if rec.fatal != nil {
		r.end(rec.fatal)
	}
	if len(rec.text) > 0 && r.fatal == nil {
		if err := r.print(rec.text); err != nil {
			r.end(err)
		}
	}
	if err := r.report.Add(entry); err != nil {
		r.end(err)
	}
	if r.opt.Show != nil && r.fatal == nil {
		if err := r.opt.Show(entry, rec.pages); err != nil {
			r.end(err)
		}
		rec.pages = nil
	}
	r.tell(j, entry)
}

// tell prints what became of a job; of those that want one name, once.
func (r *runner) tell(j *job, entry *report.File) {
	o := report.Outcome{File: entry, Err: j.rec.err, Named: j.src.named, Differs: j.rec.differs}
	if j.clash != nil && j.rec.err != nil {
		o.Told, j.clash.told = j.clash.told, true
	}
	r.log.File(o)
}

// print writes a result, or what is said of one, behind those before it.
func (r *runner) print(text []byte) error {
	if r.printed && r.opt.streaming() && r.opt.Between != nil {
		if _, err := io.WriteString(r.out, r.opt.Between(text)); err != nil {
			return err
		}
	}
	r.printed = true
	_, err := r.out.Write(text)
	return err
}

// end stops the run because of what all further files would meet as well.
func (r *runner) end(err error) {
	if r.fatal == nil {
		r.fatal = err
	}
	r.stop()
}

// countNotes writes the notes of a file for the cache; see line.counts.
func countNotes(notes []note.Note) string {
	counts := make(map[string]int)
	for _, n := range notes {
		mark := " "
		if n.Level == note.Warning {
			mark = "!"
		}
		counts[mark+n.Code]++
	}
	parts := make([]string, 0, len(counts))
	for code, n := range counts {
		parts = append(parts, fmt.Sprint(n)+code)
	}
	sort.Strings(parts)
	return strings.Join(parts, ",")
}

// parseCounts reads what countNotes wrote, and as much of anything else as
// makes sense.
func parseCounts(s string) []report.NoteCount {
	var counts []report.NoteCount
	for part := range strings.SplitSeq(s, ",") {
		i := strings.IndexAny(part, " !")
		if i < 0 {
			continue
		}
		c := report.NoteCount{Code: part[i+1:], Level: note.Info}
		if part[i] == '!' {
			c.Level = note.Warning
		}
		if _, err := fmt.Sscan(part[:i], &c.Count); err == nil {
			counts = append(counts, c)
		}
	}
	return counts
}
