package artxbeam

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/core/sdf"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/rtrackers/offsetrange"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/artx-cli/artx/source"
)

func init() {
	register.DoFn5x1[context.Context, *sdf.LockRTracker, string, func(source.Record), func(Failure), error](&readWARCFn{})
}

// splitSize is how much of a web archive a worker is given at first.
const splitSize = 64 << 20

// ReadWARC reads the pages of web archives that match a glob, as [ReadJSONL] does.
// Archives of gzip members (.warc.gz) on a disk that all workers see are read in
// parts, which the runner may divide further while they are read: a part has the
// records whose members begin in it. All others, plain ones too, in which a page may
// hold what looks like a record, and those behind gs:// or s3://, whose file systems
// read from the start only, are read by one worker each.
func ReadWARC(s beam.Scope, glob string, opt ReadOptions) (records, failures beam.PCollection) {
	return readWARC(s, glob, opt, splitSize)
}

// readWARC is [ReadWARC] with parts of another size, for tests.
func readWARC(s beam.Scope, glob string, opt ReadOptions, size int64) (records, failures beam.PCollection) {
	s = s.Scope("artx.ReadWARC")
	return beam.ParDo2(s, &readWARCFn{Options: opt, Size: size}, files(s, glob))
}

// readWARCFn reads parts of files. The restriction of one that has no parts is the
// one byte 0.
type readWARCFn struct {
	Options ReadOptions `json:"options"`
	Size    int64       `json:"size"`
}

// whole is the restriction of a file without parts.
func whole() offsetrange.Restriction { return offsetrange.Restriction{Start: 0, End: 1} }

// CreateInitialRestriction is all of a file.
func (fn *readWARCFn) CreateInitialRestriction(name string) offsetrange.Restriction {
	f, size, err := openMembers(name)
	if err != nil {
		return whole()
	}
	f.Close()
	return offsetrange.Restriction{Start: 0, End: size}
}

// errNoParts is about a file that is read as a whole.
var errNoParts = errors.New("no file of gzip members on a disk")

// openMembers opens a local file of gzip members.
func openMembers(name string) (f *os.File, size int64, err error) {
	if strings.Contains(name, "://") {
		return nil, 0, errNoParts
	}
	if f, err = os.Open(name); err != nil {
		return nil, 0, err
	}
	var magic [2]byte
	fi, err := f.Stat()
	if err == nil {
		_, err = f.ReadAt(magic[:], 0)
	}
	if err != nil || string(magic[:]) != "\x1f\x8b" {
		f.Close()
		return nil, 0, errNoParts
	}
	return f, fi.Size(), nil
}

// SplitRestriction divides a file before it is read.
func (fn *readWARCFn) SplitRestriction(_ string, rest offsetrange.Restriction) []offsetrange.Restriction {
	return rest.SizedSplits(fn.Size)
}

// RestrictionSize is the size of a part.
func (fn *readWARCFn) RestrictionSize(_ string, rest offsetrange.Restriction) float64 {
	return rest.Size()
}

// CreateTracker makes what a part is claimed by.
func (fn *readWARCFn) CreateTracker(rest offsetrange.Restriction) *sdf.LockRTracker {
	return sdf.NewLockRTracker(offsetrange.NewTracker(rest))
}

// ProcessElement reads a part.
func (fn *readWARCFn) ProcessElement(ctx context.Context, rt *sdf.LockRTracker, name string, emit func(source.Record), fail func(Failure)) error {
	rest := rt.GetRestriction().(offsetrange.Restriction)
	f, size, err := openMembers(name)
	if err != nil || rest == whole() {
		if err == nil {
			f.Close()
		}
		if !rt.TryClaim(rest.Start) {
			return nil
		}
		all := &readFn{Format: string(source.WARC), Options: fn.Options}
		return all.ProcessElement(ctx, name, emit, fail)
	}
	defer f.Close()
	part := &part{rt: rt, last: -1, end: rest.End}
	unread := beam.NewCounter(Namespace, "unread")
	count := func(f Failure) {
		unread.Inc(ctx, 1)
		fail(f)
	}
	if err := fn.read(part, f, size, rest.Start, name, emit, count); err != nil {
		return err
	}
	part.finish()
	return nil
}

// read reads the records that begin in a part.
func (fn *readWARCFn) read(p *part, f *os.File, size, start int64, name string, emit func(source.Record), fail func(Failure)) error {
	first := start
	if start > 0 { // what stands before the first member of a file is wrong with that
		var err error
		if first, err = source.NextMember(f, size, start); err != nil {
			return err
		}
		if first < 0 {
			return nil
		}
	}
	opt := fn.Options.source(name, source.WARC)
	opt.Offset = first
	for rec, err := range source.Open(io.NewSectionReader(f, 0, size), opt) {
		if err != nil {
			failure := failureOf(name, err)
			if !p.claim(failure.Offset) {
				return nil
			}
			fail(failure)
			continue
		}
		if !p.claim(rec.Offset) {
			return nil
		}
		rec.Number = 0 // counted from the start of the part
		emit(*rec)
	}
	return nil
}

// part claims the records of a restriction.
type part struct {
	rt   *sdf.LockRTracker
	last int64 // offset that was claimed; -1 for none
	end  int64 // of the restriction, as it was at first
	done bool
}

// claim tells whether the record at an offset is in the part. A member may hold
// several.
func (p *part) claim(offset int64) bool {
	if offset <= p.last {
		return !p.done
	}
	p.last = offset
	p.done = !p.rt.TryClaim(offset)
	return !p.done
}

// finish claims what is left of a part in which no further record begins.
func (p *part) finish() {
	if !p.done {
		p.rt.TryClaim(max(p.end, p.last+1))
	}
}
