package batch

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// newEntry is a job as reports and logs have it.
func newEntry(j *job, output string) *report.File {
	rec := &j.rec
	e := &report.File{
		Path: j.src.path, Output: output, Status: rec.status, Reason: rec.why, Title: rec.title,
		BytesIn: rec.bytesIn, BytesOut: rec.bytesOut,
		Millis:  float64(rec.elapsed.Microseconds()) / 1000,
		Earlier: parseCounts(rec.counts),
	}
	if rec.err != nil {
		e.Error = rec.err.Error()
	}
	if rec.err != nil || rec.status == report.Skipped {
		e.Output = ""
	}
	e.Notes = rec.notes
	e.Images = imagesByHost(rec.images)
	return e
}

func imagesByHost(images []Image) []report.Host {
	var hosts []report.Host
	for _, img := range images {
		i := slices.IndexFunc(hosts, func(h report.Host) bool { return h.Host == img.Host })
		if i < 0 {
			i = len(hosts)
			hosts = append(hosts, report.Host{Host: img.Host})
		}
		hosts[i].Images++
		if img.Resolved {
			hosts[i].Resolved++
		}
	}
	return hosts
}

// Entry is what became of an input of so many bytes that no run is about, as reports
// and logs have it.
func Entry(name string, size int, res Result) *report.File {
	j := newJob(source{path: name})
	j.rec.take(res)
	j.rec.status, j.rec.bytesIn = report.Converted, int64(size)
	return newEntry(j, "")
}

// openReports finds out whether the reports can be written: now, not when all the
// work is done.
func openReports(opt *Options) (*report.Spool, error) {
	for _, name := range opt.Reports {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return nil, fmt.Errorf("cannot write the report %s", reason(name, err))
		}
	}
	return report.NewSpool(opt.Reports, opt.Version)
}

// writeReport is a [report.Write].
func writeReport(name string, fill func(io.Writer) error) error {
	_, err := writeStream(Look(name), fill)
	return err
}

func newLog(opt *Options) *report.Log {
	return report.NewLog(report.LogOptions{
		To: opt.Stderr, Format: opt.Log, Progress: opt.Progress, Verbose: opt.Verbose, Quiet: opt.Quiet, Strict: opt.Strict,
		DryRun: opt.DryRun, Results: opt.Output != "" || opt.InPlace || opt.File != "", Noted: opt.Noted, Checks: opt.Check && !opt.List && !opt.Diff,
	})
}

// writeStream is [Target.Write] for what need not be in memory at once.
func writeStream(t *Target, write func(io.Writer) error) ([]note.Note, error) {
	notes, err := t.writeFrom(func(w io.Writer) error {
		b := bufio.NewWriterSize(w, 64<<10)
		if err := write(b); err != nil {
			return err
		}
		return b.Flush()
	})
	if isSystem(err) {
		return nil, errors.New(reason(t.name, err))
	}
	return notes, err
}
