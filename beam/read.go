package artxbeam

import (
	"context"
	"fmt"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	_ "github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem/local" // files of disks
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/artx-cli/artx/source"
)

func init() {
	register.DoFn3x1[context.Context, string, func(string), error](&listFn{})
	register.DoFn4x1[context.Context, string, func(source.Record), func(Failure), error](&readFn{})
	register.Emitter1[string]()
	register.Emitter1[source.Record]()
	register.Emitter1[Failure]()
}

// ReadOptions say how records are read. The zero value reads all of them.
type ReadOptions struct {
	MaxSize    int64    // largest record in bytes; 0 is [source.DefaultMaxSize]
	IncludeURL []string // globs of addresses to read; none reads all
	Comments   bool     // read what readers wrote too, where a container has it
}

// source are the options that package source knows.
func (o ReadOptions) source(name string, format source.Format) source.Options {
	return source.Options{Name: name, Format: format, MaxSize: o.MaxSize, IncludeURL: o.IncludeURL, Comments: o.Comments}
}

// ReadJSONL reads files of JSON lines that match a glob, of any file system that
// Beam's filesystem knows: records, a PCollection<source.Record>, and lines that are
// none, a PCollection<Failure>. A file is read by one worker, since a line is known
// by its number.
func ReadJSONL(s beam.Scope, glob string, opt ReadOptions) (records, failures beam.PCollection) {
	return Read(s, glob, source.JSONL, opt)
}

// Read is [ReadJSONL] for a format of package source, or "", which finds it out file by
// file. Formats whose directory is at their end need files on a local disk.
func Read(s beam.Scope, glob string, format source.Format, opt ReadOptions) (records, failures beam.PCollection) {
	s = s.Scope("artx.Read")
	return beam.ParDo2(s, &readFn{Format: string(format), Options: opt}, files(s, glob))
}

// files are the names of the files that match a glob, to be read by any worker.
func files(s beam.Scope, glob string) beam.PCollection {
	filesystem.ValidateScheme(glob)
	return beam.Reshuffle(s, beam.ParDo(s, &listFn{}, beam.Create(s, glob)))
}

// listFn lists files.
type listFn struct{}

// ProcessElement emits the names that match a glob; that there are none is an error.
func (*listFn) ProcessElement(ctx context.Context, glob string, emit func(string)) error {
	fs, err := filesystem.New(ctx, glob)
	if err != nil {
		return err
	}
	defer fs.Close()
	names, err := fs.List(ctx, glob)
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("no file matches %s", glob)
	}
	for _, name := range names {
		emit(name)
	}
	return nil
}

// readFn reads whole files.
type readFn struct {
	Format  string      `json:"format"`
	Options ReadOptions `json:"options"`
}

// ProcessElement reads a file. That it cannot be opened is an error of the bundle,
// which the runner tries again.
func (fn *readFn) ProcessElement(ctx context.Context, name string, emit func(source.Record), fail func(Failure)) error {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	in, err := fs.OpenRead(ctx, name)
	if err != nil {
		return err
	}
	defer in.Close()
	unread := beam.NewCounter(Namespace, "unread")
	for rec, err := range source.Open(in, fn.Options.source(name, source.Format(fn.Format))) {
		if err != nil {
			unread.Inc(ctx, 1)
			fail(failureOf(name, err))
			continue
		}
		emit(*rec)
	}
	return nil
}
