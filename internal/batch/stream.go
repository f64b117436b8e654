package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// errInterrupted ends the reading of standard input when the run is interrupted.
var errInterrupted = errors.New("interrupted")

// drains tells whether an interrupted run converts all that it has read: what came
// through a pipe comes no second time.
func (r *runner) drains() bool {
	if r.opt.Stdin == nil {
		return false
	}
	return r.stdinFile() == nil
}

// stdinFile is the file that standard input is, or is kept in; nil for a stream.
func (r *runner) stdinFile() *os.File {
	if r.kept != nil {
		return r.kept
	}
	file, ok := r.opt.Stdin.(*os.File)
	if !ok {
		return nil
	}
	if fi, err := file.Stat(); err != nil || !fi.Mode().IsRegular() {
		return nil
	}
	return file
}

// readsTwice tells whether links or files that articles share were asked for, so that
// all articles have to be known before the first is converted.
func (o *Options) readsTwice() bool {
	return o.Output != "" && (o.Links.Asked && o.Links.wanted() || o.Redirects != "" || o.Media != "")
}

// keepStdin puts what comes on standard input into a file, until dropStdin.
func (r *runner) keepStdin() error {
	file, err := os.CreateTemp("", "artx-stdin-")
	if err != nil {
		return fmt.Errorf("no room for what comes on standard input: %w", err)
	}
	r.kept = file
	_, err = io.Copy(file, newEnding(r.interrupted, r.stdin()))
	if err == nil || errors.Is(err, errInterrupted) {
		return err
	}
	return fmt.Errorf("%s: standard input cannot be kept in a file: %w", r.opt.Paths[0], err)
}

// dropStdin removes the file of keepStdin.
func (r *runner) dropStdin() {
	if r.kept != nil {
		r.kept.Close()
		os.Remove(r.kept.Name())
	}
}

// lastChunk is how long a read that had begun before the interruption is waited for. One
// that finds something takes microseconds, any other lasts until more comes.
const lastChunk = 100 * time.Millisecond

// ending is a reader that ends with errInterrupted once done is closed, when all
// that was taken from in is read: a terminal or an idle pipe would let a run wait
// forever.
type ending struct {
	done   <-chan struct{}
	chunks chan []byte // closed at the end of in
	err    error       // of in, set before chunks is closed
	rest   []byte
	head   []byte // what was read first
}

// newEnding begins to read in.
func newEnding(done <-chan struct{}, in io.Reader) *ending {
	e := &ending{done: done, chunks: make(chan []byte)}
	go e.fill(in)
	return e
}

// fill passes on what in holds. It has two buffers, since one that was taken is
// read until the next one is.
func (e *ending) fill(in io.Reader) {
	defer close(e.chunks)
	var buffers [2][headBytes]byte // as large as what is read ahead, so that nothing stays there
	for i := 0; ; i = 1 - i {
		select {
		case <-e.done:
			return
		default:
		}
		n, err := in.Read(buffers[i][:])
		if n > 0 {
			e.chunks <- buffers[i][:n]
		}
		if err != nil {
			e.err = err
			return
		}
	}
}

// Read reads what has come.
func (e *ending) Read(p []byte) (int, error) {
	for len(e.rest) == 0 {
		chunk, ok, err := e.next()
		if err != nil {
			return 0, err
		}
		if e.rest = chunk; !ok {
			if e.err == nil {
				return 0, errInterrupted
			}
			return 0, e.err
		}
	}
	n := copy(p, e.rest)
	e.head = append(e.head, p[:min(n, headBytes-len(e.head))]...)
	e.rest = e.rest[n:]
	return n, nil
}

// next waits for a chunk; ok is false at the end.
func (e *ending) next() (chunk []byte, ok bool, err error) {
	select {
	case chunk, ok = <-e.chunks:
		return chunk, ok, nil
	case <-e.done:
	}
	select {
	case chunk, ok = <-e.chunks: // that was being taken when done was closed
		return chunk, ok, nil
	case <-time.After(lastChunk):
		return nil, false, errInterrupted
	}
}

// collectAtOnce runs the pipeline with each result written to the one file for all
// of them as it comes.
func (r *runner) collectAtOnce(ctx context.Context, produce producer, process func(*job)) error {
	fi, err := os.Stat(r.opt.File)
	if err == nil && fi.Size() > 0 && !r.opt.Force {
		return fmt.Errorf("%s: is there already, and is written at once with --flush; remove it, replace it with --force, or append to it: >> %s", r.opt.File, r.opt.File)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return errors.New(reason(r.opt.File, err))
	}
	f, err := os.OpenFile(r.opt.File, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o666)
	if err != nil {
		return errors.New(reason(r.opt.File, err))
	}
	r.out = f
	err = r.pipeline(ctx, produce, process)
	if err2 := f.Close(); err == nil && err2 != nil {
		err = errors.New(reason(r.opt.File, err2))
	}
	return err
}
