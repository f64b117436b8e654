package batch

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/artx-cli/artx/internal/osfile"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/note"
	archive "github.com/artx-cli/artx/source"
)

// ConvertRecord is [Convert] for an article of the container that is the file called
// name, or in it. The place of the record is put before its errors.
type ConvertRecord func(name string, rec *archive.Record, refer func(reference.Reference) string) (Result, error)

// containerExtensions are those of walked files that may be containers, or be what
// artx does not read but people keep articles in. What they are, their content says.
// Others are left alone in folders: pictures and scripts beside posts are no news.
var containerExtensions = map[string]bool{
	".xml": true, ".rss": true, ".atom": true, ".rdf": true, ".json": true, ".jsonl": true, ".ndjson": true,
	".mht": true, ".mhtml": true, ".eml": true, ".mbox": true, ".mbx": true, ".enex": true, ".epub": true,
	".zip": true, ".tar": true, ".gz": true, ".tgz": true, ".zst": true, ".warc": true, ".wacz": true,
	".pdf": true, ".rtf": true, ".doc": true, ".docx": true, ".odt": true, ".pages": true, ".mobi": true, ".azw": true, ".azw3": true,
	".webarchive": true, ".msg": true, ".pst": true, ".sqlite": true, ".db": true, ".parquet": true, ".djvu": true, ".chm": true,
	".7z": true, ".rar": true, ".xz": true, ".bz2": true,
}

// oneArticle are the formats of files that hold one article: their results are named
// as those of other files are.
var oneArticle = map[archive.Format]bool{
	archive.File: true, archive.SavedPage: true, archive.Medium: true, archive.MHTML: true, archive.EML: true,
}

// IsContainer tells whether files of a format may hold several articles.
func IsContainer(f archive.Format) bool { return f != "" && !oneArticle[f] }

// headBytes is how much of a file [archive.Detect] looks at.
const headBytes = 64 << 10

// examine finds out what a source is. It sets err or skip of one that is not to be
// converted; pass tells that it is not worth a word.
func (r *runner) examine(src *source) (f archive.Format, pass bool) {
	ext := strings.ToLower(path.Ext(src.rel))
	foreign := containerExtensions[ext] // in a folder only its content can say why it is of interest
	switch {
	case r.ownFile(*src):
		return archive.File, true
	case r.opt.Record == nil || src.err != nil || src.skip != "":
		return archive.File, r.opt.Record == nil && foreign && !src.named && len(r.opt.Include) == 0
	case r.opt.Source.Format != "":
		f = r.opt.Source.Format
	case !src.named && !foreign && ext != ".txt" && ext != "" && len(r.opt.Include) == 0:
		return archive.File, false // process looks at it
	default:
		var err error
		if f, err = r.detect(*src); err != nil {
			refuse(src, err)
			return archive.File, false
		}
	}
	switch {
	case IsContainer(f) && r.opt.beside():
		why := fmt.Sprintf("%s, whose articles have no place of their own; name a folder for them with -o", f.Title())
		refuse(src, errors.New(why))
		return archive.File, false
	case f == archive.File && foreign && !src.named && len(r.opt.Include) == 0:
		return f, true
	}
	return f, false
}

// ownFile tells whether a source, met in a folder, is the file that results go to: what
// an earlier run wrote.
func (r *runner) ownFile(src source) bool {
	return r.file != nil && !src.named && containerExtensions[strings.ToLower(path.Ext(src.rel))] && r.file.isPath(src.path)
}

// refuse leaves a source out: one that was named fails, one of a folder is passed
// over.
func refuse(src *source, err error) {
	var unsupported *archive.UnsupportedError
	switch {
	case src.named:
		src.err = err
	case errors.As(err, &unsupported):
		src.skip = unsupported.Format
	default:
		src.skip = err.Error()
	}
}

// detect finds out the format of a source by its first bytes. One that cannot be
// read is a file, which fails when it is its turn.
func (r *runner) detect(src source) (archive.Format, error) {
	if file := r.stdinFile(); file != nil {
		head := make([]byte, headBytes)
		n, _ := file.ReadAt(head, 0)
		return archive.Detect(head[:n], src.path)
	}
	if r.opt.Stdin != nil {
		head, _ := r.stdin().Peek(headBytes)
		return archive.Detect(head, src.path)
	}
	if fi, err := os.Stat(src.path); err != nil || !fi.Mode().IsRegular() {
		return archive.File, nil // what cannot be read twice
	}
	f, err := osfile.Open(src.path)
	if err != nil {
		return archive.File, nil
	}
	defer f.Close()
	head := make([]byte, headBytes)
	n, _ := io.ReadFull(f, head) // a file that breaks fails when it is its turn
	return archive.Detect(head[:n], src.path)
}

// otherThanNamed tells why a file of a folder, whose name is that of an article, is
// none: "" if it is one.
func (r *runner) otherThanNamed(src source, data []byte) string {
	if src.named || r.opt.Record == nil || r.opt.Source.Format != "" {
		return ""
	}
	f, err := archive.Detect(data, src.path)
	if err != nil {
		refuse(&src, err)
		return src.skip
	}
	if IsContainer(f) {
		return f.Title() + " under the name of an article; name it to convert it"
	}
	return ""
}

// stdin is the standard input of the run, from which nothing was taken yet.
func (r *runner) stdin() *bufio.Reader {
	if r.input == nil {
		r.input = bufio.NewReaderSize(r.opt.Stdin, headBytes)
	}
	return r.input
}

// alone tells whether the run is about one container, and nothing else: that is read
// once, and its results have the output folder to themselves.
func (r *runner) alone() bool {
	if !r.walker.single() || r.opt.Record == nil || r.walker.roots[0].err != nil {
		return false
	}
	src := source{path: r.walker.roots[0].path, rel: filepath.Base(r.walker.roots[0].path), named: true}
	f, _ := r.examine(&src)
	return src.err == nil && IsContainer(f)
}

// each visits every article of the inputs in order: files, and the records of
// containers.
func (r *runner) each(ctx context.Context, visit func(source) error) error {
	return r.walkOnce(ctx, func(src source) error {
		f, pass := r.examine(&src)
		switch {
		case pass:
			return nil
		case IsContainer(f) && src.err == nil && src.skip == "":
			return r.expand(ctx, src, f, visit)
		case !r.opt.Source.Shard.HasName(src.rel):
			return nil
		}
		return visit(src)
	})
}

// expand visits what a container holds.
func (r *runner) expand(ctx context.Context, src source, f archive.Format, visit func(source) error) error {
	in, done, err := r.openContainer(src, f)
	if errors.Is(err, errInterrupted) {
		return err
	}
	if err != nil {
		src.err = err
		return visit(src)
	}
	defer done()
	var stopped error
	tell := func(item source) {
		if stopped == nil {
			stopped = visit(item)
		}
		if stopped == nil {
			stopped = ctx.Err()
		}
	}
	opt := r.sourceOptions(src, f)
	opt.Skipped = func(s archive.Skip) { tell(skipped(src, s)) }
	names, whole, found := r.newNamer(src), true, false
	for rec, err := range archive.Open(in, opt) {
		item := src
		found = true
		if errors.Is(err, errInterrupted) { // all that came whole before is converted
			return err
		}
		if err != nil {
			whole, item.err, item.located = false, err, true
		} else {
			names.take(&item, rec)
		}
		if tell(item); stopped != nil {
			return stopped
		}
	}
	if !found && opt.Shard.Count <= 1 {
		src.skip = "no article was found in it"
		if r.mayBeMistaken(src, f, in) {
			src.skip, src.err = "", fmt.Errorf("read as %s, it holds no article; leave out --from, or name another format", f.Title())
		}
		tell(src)
	}
	r.readWhole[src.rel] = whole && opt.Offset == 0 && opt.Shard.Count <= 1 && len(opt.IncludeURL) == 0
	return stopped
}

// mayBeMistaken tells whether a container, which was read, was read as what it does
// not look like. A stream was not looked at before: its first records do not wait for
// so many bytes.
func (r *runner) mayBeMistaken(src source, f archive.Format, in io.Reader) bool {
	if r.opt.Source.Format == "" {
		return false
	}
	if e, ok := in.(*ending); ok {
		found, err := archive.Detect(e.head, src.path)
		return err != nil || found != f
	}
	found, err := r.detect(src)
	return err != nil || found != f
}

// sourceOptions are those for the container src.
func (r *runner) sourceOptions(src source, f archive.Format) archive.Options {
	opt := r.opt.Source
	opt.Name, opt.Format, opt.MaxSize = filepath.ToSlash(src.path), f, r.opt.MaxSize
	if opt.MaxSize == 0 {
		opt.MaxSize = math.MaxInt64 / 4 // no limit
	}
	return opt
}

// skipped is the source for a thing in a container that is no article.
func skipped(src source, s archive.Skip) source {
	src.path = s.Container
	if s.Name != "" {
		src.path += "/" + s.Name
	}
	src.named, src.skip = false, s.Reason
	return src
}

// openContainer opens a container until done is called. Standard input goes to a
// file first if the format cannot be read from a stream.
func (r *runner) openContainer(src source, f archive.Format) (in io.Reader, done func(), err error) {
	if r.opt.Stdin == nil {
		file, err := os.Open(src.path)
		if err != nil {
			return nil, nil, errors.New(reason(src.path, err))
		}
		return r.counting(file), func() { file.Close() }, nil
	}
	if file := r.stdinFile(); file != nil {
		return r.counting(file), func() {}, nil
	}
	if !f.NeedsFile() {
		return newEnding(r.interrupted, r.stdin()), func() {}, nil
	}
	if err := r.keepStdin(); err != nil {
		return nil, nil, err
	}
	return r.counting(r.kept), func() {}, nil
}

// counting is a file that tells the progress bar how far it was read, if the run is
// about it alone.
func (r *runner) counting(f *os.File) io.Reader {
	if !r.sole {
		return f
	}
	return &countingFile{File: f, place: &r.log.Place}
}

// countingFile is a file whose reading is followed.
type countingFile struct {
	*os.File
	place interface{ Store(int64) }
}

func (f *countingFile) ReadAt(p []byte, off int64) (int, error) {
	n, err := f.File.ReadAt(p, off)
	f.place.Store(off + int64(n))
	return n, err
}

// processRecord converts an article of a container.
func (r *runner) processRecord(j *job) error {
	rec := j.src.rec
	j.src.rec = nil // which is held no longer than this takes
	j.rec.bytesIn = int64(len(rec.Content))
	convert := func(refer func(reference.Reference) string) (Result, error) { return r.convertRecord(j, rec, refer) }
	var in digest
	if r.cache != nil {
		in = r.recordDigest(j, rec)
		if r.unchanged(j, in) {
			return r.showUnchanged(j, convert)
		}
	}
	return r.led(j, in, convert)
}

func (r *runner) convertRecord(j *job, rec *archive.Record, refer func(reference.Reference) string) (res Result, err error) {
	err = guard("", func() error {
		res, err = r.opt.Record(j.src.container, rec, refer)
		return err
	})
	if err != nil {
		return res, &archive.Error{Container: rec.Container, Record: rec.Number, Line: rec.Line, Offset: rec.Offset, Name: rec.Header.Title, Err: err}
	}
	if r.opt.Merge && rec.Format == archive.JSONL {
		if res.Output, err = rec.Merge(res.Output); err != nil {
			return res, err
		}
	}
	res.Notes = append(append(rec.Notes, res.Notes...), j.src.notes...)
	return res, nil
}

// recordDigest is digestOf for a record: its place in the container does not
// count, so that what is new before it does not matter.
func (r *runner) recordDigest(j *job, rec *archive.Record) digest {
	known := *rec
	known.Content, known.Number, known.Offset, known.Line = nil, 0, 0, 0
	text, _ := json.Marshal(struct { // plain fields only
		Target string
		Record archive.Record
	}{j.target, known})
	return r.digestOf(j.src, append(append(text, 0), rec.Content...))
}

// numbered is the note on a record that shares its name with one before it.
func numbered(name, other string) note.Note {
	return note.Note{Code: "name.numbered", Level: note.Info, Message: fmt.Sprintf("an article before it in the container is called %s; this one became %s", other, name)}
}
