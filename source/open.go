package source

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"iter"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/artx-cli/artx/internal/glob"
	"github.com/artx-cli/artx/source/internal/limit"
)

// DefaultMaxSize is the largest record that is read if [Options] do not say
// otherwise.
const DefaultMaxSize = 64 << 20

// Options control [Open]. The zero value reads every article.
type Options struct {
	// Name is what messages call the container, usually its path. Where the
	// content leaves two readings, its extension decides.
	Name string

	// Format is what to read the container as; "" finds out by its content, for
	// which a stream has to give 64 KiB or end.
	Format Format

	// MaxSize bounds a record and each of its attachments, in bytes, and with
	// that the memory that reading takes: a few times as much. 0 is
	// [DefaultMaxSize].
	MaxSize int64

	// Types are the custom types of posts to read from a WordPress export beside
	// posts and pages, such as "portfolio"; "*" reads all of them.
	Types []string

	// Comments asks for the comments of articles, where the container has them.
	Comments bool

	// IncludeURL are globs of the addresses of the records to read, such as
	// "https://example.com/blog/**"; none reads all. A record without an address
	// is read only if there are none.
	IncludeURL []string

	// Offset passes over the records that begin before it. In a WARC that is a
	// file nothing before it is read: give the offset of the record to go on with.
	Offset int64

	// Shard is the share of the records to read, by their place among those that may
	// be articles (requests and the like in a WARC do not count); what is wrong
	// with the others is not told, but what is wrong with the container is.
	Shard Shard

	// Skipped is called, if it is not nil, for each thing in the container that is
	// no article or was not asked for.
	Skipped func(Skip)
}

// Skip is a thing in a container that was passed over.
type Skip struct {
	Container string
	Name      string // of the thing, "" if it has none
	Offset    int64
	Reason    string // such as "image/png", "revisit" or "type nav_menu_item"
}

// Open reads the container in, which may be a single article too, and yields its
// records in their order.
//
// If in is an [io.ReaderAt] whose size is known (an *os.File, an
// *io.SectionReader, a *bytes.Reader), it is read from its start by offset.
// Otherwise it is a stream, and formats of [Format.NeedsFile] fail with
// [ErrNeedsFile].
//
// An error is an [*Error]; its record is nil. It concerns that record alone
// unless it is the last: the rest is still yielded. An [*UnsupportedError] in it
// tells that artx does not read such a file. The caller closes in.
func Open(in io.Reader, opt Options) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		if opt.MaxSize <= 0 {
			opt.MaxSize = DefaultMaxSize
		}
		r := &run{opt: opt, yield: yield}
		for _, g := range opt.IncludeURL {
			if err := glob.Check(g); err != nil {
				yield(nil, &Error{Container: opt.Name, Err: err})
				return
			}
		}
		c := &container{run: r, name: opt.Name, outer: opt.Name, format: opt.Format}
		c.file = sized(in)
		if c.file != nil {
			in = io.NewSectionReader(c.file, 0, c.file.Size())
		}
		c.stream = bufio.NewReaderSize(in, headSize)
		c.read()
	}
}

// sized returns in as a file, or nil if it is a stream.
func sized(in io.Reader) *io.SectionReader {
	at, ok := in.(io.ReaderAt)
	if !ok {
		return nil
	}
	seeker, ok := in.(io.Seeker)
	if !ok {
		return nil
	}
	size, err := seeker.Seek(0, io.SeekEnd)
	if err != nil || size == 0 { // files of /proc have no size
		return nil
	}
	if _, err := seeker.Seek(0, io.SeekStart); err != nil {
		return nil
	}
	return io.NewSectionReader(at, 0, size)
}

// maxDepth bounds containers in containers: a feed in a tar in a gzip is three.
const maxDepth = 5

// run is the state of one call of [Open].
type run struct {
	opt     Options
	yield   func(*Record, error) bool
	number  int
	counted int          // records that may be articles, for Options.Shard
	stopped bool         // the consumer wants no more
	piece   bufio.Reader // of a compressed record, reused for each
	http    bufio.Reader // of a response, reused for each
}

// container is an open container and where its records go.
type container struct {
	*run
	name   string // in messages
	outer  string // the same of the container around it
	path   string // before the names of what it holds, in the outermost container
	self   string // its own name there; "" for the outermost one
	format Format
	depth  int
	stream *bufio.Reader     // from the start of the container
	file   *io.SectionReader // the same, or nil if it is a stream
	assets assets            // for the records of a container that is a single article
	offset int64             // of a single article in the container around it
	line   int               // that is being read; 0 unless records are lines
}

// read finds out what the container is and reads it.
func (c *container) read() {
	if c.format == "" { // who says what it is need not wait for so many bytes
		head, err := c.stream.Peek(headSize)
		if len(head) > 0 || errors.Is(err, io.EOF) {
			c.format, err = Detect(head, c.name)
		}
		if err != nil {
			c.end(0, err)
			return
		}
	}
	f := c.format.row()
	switch {
	case f == nil:
		c.end(0, fmt.Errorf("no format is called %q; there are: %s", c.format, formatNames()))
	case f.needsFile && c.file == nil:
		c.end(0, fmt.Errorf("%s %w", f.title, ErrNeedsFile))
	default:
		f.read(c)
	}
}

// inner is the container at path within c.
func (c *container) inner(path string, r io.Reader) *container {
	in := *c
	in.name, in.outer, in.format, in.depth = join(c.name, path), c.name, "", c.depth+1
	in.path, in.line = join(c.path, path), 0
	in.self = in.path
	in.stream, in.file = bufio.NewReaderSize(r, headSize), nil
	return &in
}

// again is c from its start, for a pass before that which reads the records. The
// container has to be a file.
func (c *container) again() *container {
	in := *c
	in.stream = bufio.NewReaderSize(io.NewSectionReader(c.file, 0, c.file.Size()), headSize)
	return &in
}

// single is c for the readers of files that are one record: their container is
// the one around them.
func (c *container) single() *container {
	in := *c
	in.name = c.outer
	return &in
}

// recordName is the name of a file that is one record.
func (c *container) recordName() string {
	return safePath(cmp.Or(c.self, path.Base(strings.ReplaceAll(c.opt.Name, `\`, "/"))))
}

func isEOF(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }

func join(container, path string) string {
	if container == "" || path == "" {
		return container + path
	}
	return container + "/" + path
}

// begin counts a record and tells whether the options ask for it.
func (c *container) begin(offset int64) bool {
	c.number++
	c.counted++
	return c.mine() && (offset >= c.opt.Offset || c.depth > 0)
}

// mine tells whether the record that was begun last, and what follows it, is in the
// share that the options ask for.
func (c *container) mine() bool { return c.opt.Shard.Has(c.counted) }

// emit yields a record that was begun. It reports false when the consumer wants
// no more.
func (c *container) emit(rec *Record) bool {
	if c.stopped {
		return false
	}
	if !c.wanted(rec.URL) {
		c.skip(rec.Offset, cmp.Or(rec.URL, rec.Header.Title), notIncluded)
		return true
	}
	rec.Container, rec.Format, rec.Number, rec.Line = c.name, c.format, c.number, c.line
	if rec.Name == "" {
		rec.Name = safePath(rec.Header.Slug)
	}
	c.stopped = !c.yield(rec, nil)
	return !c.stopped
}

// notIncluded is why a record of another address than was asked for is skipped.
const notIncluded = "address not included"

// wanted tells whether the options ask for records of an address.
func (c *container) wanted(address string) bool {
	if len(c.opt.IncludeURL) == 0 {
		return true
	}
	for _, g := range c.opt.IncludeURL {
		if doublestar.MatchUnvalidated(g, address) {
			return true
		}
	}
	return false
}

// fail yields an error about the record that was begun, if that is in the share.
func (c *container) fail(offset int64, name string, err error) bool {
	if !c.stopped && c.mine() {
		c.stopped = !c.yield(nil, &Error{Container: c.name, Record: c.number, Line: c.line, Offset: offset, Name: name, Err: err})
	}
	return !c.stopped
}

// end yields an error about the container.
func (c *container) end(offset int64, err error) bool {
	if err == ErrTruncated && c.format != "" { //nolint:errorlint // one that is wrapped says more already
		err = fmt.Errorf("%s, %w before its end", c.format.Title(), err)
	}
	if !c.stopped {
		c.stopped = !c.yield(nil, &Error{Container: c.name, Line: c.line, Offset: offset, Err: err})
	}
	return !c.stopped
}

// skip tells of a thing that was passed over.
func (c *container) skip(offset int64, name, reason string) {
	if c.opt.Skipped != nil && c.mine() {
		c.opt.Skipped(Skip{Container: c.name, Name: name, Offset: offset, Reason: reason})
	}
}

// readAll reads r up to the size of a record.
func (c *container) readAll(r io.Reader) ([]byte, error) {
	var b bytes.Buffer
	n, err := b.ReadFrom(io.LimitReader(r, c.opt.MaxSize+1))
	if n > c.opt.MaxSize {
		return nil, limit.TooLarge(c.opt.MaxSize)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = ErrTruncated
	}
	return b.Bytes(), err
}
