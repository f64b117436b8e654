package artxbeam

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"os"
	"slices"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"
)

func init() {
	register.DoFn2x0[Article, func(int, Article)](&shardFn{})
	register.DoFn2x0[[]byte, func(int, Article)](&shardsFn{})
	register.DoFn3x1[context.Context, int, func(*Article) bool, error](&writeFn{})
	register.DoFn2x0[Failure, func(int, Failure)](&oneShardFn{})
	register.DoFn2x0[[]byte, func(int, Failure)](&oneFileFn{})
	register.DoFn3x1[context.Context, int, func(*Failure) bool, error](&writeFailuresFn{})
	register.Emitter2[int, Article]()
	register.Emitter2[int, Failure]()
	register.Iter1[Article]()
	register.Iter1[Failure]()
}

// WriteJSONL writes a PCollection<Article> to files base-00000-of-NNNNN.jsonl and so
// on, of any file system that Beam's filesystem knows, a line each. Which of the files an article is in
// depends on the place that it comes from, and so does its place there: the files
// are the same however often the pipeline runs. All of them are there, also empty
// ones. A worker keeps the articles of a file on its disk, and a hundred bytes or so of
// each in memory, while it writes: have files of some million articles at most.
//
// Where Flags ask for another format than jsonl, the results follow one another.
func WriteJSONL(s beam.Scope, base string, shards int, articles beam.PCollection) {
	filesystem.ValidateScheme(base)
	s = s.Scope("artx.WriteJSONL")
	shards = max(shards, 1)
	all := beam.ParDo(s, &shardsFn{Shards: shards}, beam.Impulse(s))
	keyed := beam.ParDo(s, &shardFn{Shards: shards}, articles)
	beam.ParDo0(s, &writeFn{Base: base, Shards: shards}, beam.GroupByKey(s, beam.Flatten(s, keyed, all)))
}

// fileName is the name of one of several files.
func fileName(base string, shard, shards int) string {
	return fmt.Sprintf("%s-%05d-of-%05d.jsonl", base, shard, shards)
}

// shardFn finds the file of an article.
type shardFn struct {
	Shards int `json:"shards"`
}

// ProcessElement emits the article with its file.
func (fn *shardFn) ProcessElement(a Article, emit func(int, Article)) {
	h := fnv.New64a()
	fmt.Fprintf(h, "%s\x00%d\x00%s", a.Container, a.Offset, a.URL)
	emit(int(h.Sum64()%uint64(fn.Shards)), a)
}

// shardsFn emits an article without a container for each file, so that it is there.
type shardsFn struct {
	Shards int `json:"shards"`
}

// ProcessElement emits the files.
func (fn *shardsFn) ProcessElement(_ []byte, emit func(int, Article)) {
	for i := range fn.Shards {
		emit(i, Article{})
	}
}

// writeFn writes files of articles.
type writeFn struct {
	Base   string `json:"base"`
	Shards int    `json:"shards"`
}

// ProcessElement writes a file.
func (fn *writeFn) ProcessElement(ctx context.Context, shard int, next func(*Article) bool) error {
	s, err := newSpool()
	if err != nil {
		return err
	}
	defer s.remove()
	for a := (Article{}); next(&a); a = (Article{}) {
		if a.Container == "" && a.Output == nil {
			continue // one of shardsFn
		}
		if err := s.add(a); err != nil {
			return err
		}
	}
	return writeFile(ctx, fileName(fn.Base, shard, fn.Shards), s.writeTo)
}

// writeFile writes a file of any file system whole, or not at all.
func writeFile(ctx context.Context, name string, write func(io.Writer) error) error {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	part := fmt.Sprintf("%s.part-%016x", name, rand.Uint64()) // a runner may try a file at two places
	f, err := fs.OpenWrite(ctx, part)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<20)
	err = errors.Join(write(w), w.Flush(), f.Close())
	if err == nil {
		err = filesystem.Rename(ctx, fs, part, name)
	}
	if remover, ok := fs.(filesystem.Remover); ok && err != nil {
		err = errors.Join(err, remover.Remove(ctx, part))
	}
	return err
}

// spool keeps the outputs of articles on the disk until they can be sorted.
type spool struct {
	f     *os.File
	w     *bufio.Writer
	size  int64
	index []spooled
}

// spooled is an article whose output is in the spool.
type spooled struct {
	Article        // without its output
	sum     uint64 // of the output, for articles of one place
	at      int64
	n       int
}

func newSpool() (*spool, error) {
	f, err := os.CreateTemp("", "artx-beam-")
	if err != nil {
		return nil, err
	}
	return &spool{f: f, w: bufio.NewWriterSize(f, 1<<20)}, nil
}

func (s *spool) remove() {
	s.f.Close()
	_ = os.Remove(s.f.Name()) // a file of the temporary folder
}

func (s *spool) add(a Article) error {
	h := fnv.New64a()
	_, _ = h.Write(a.Output) // a hash does not fail
	n, err := s.w.Write(a.Output)
	a.Output = nil
	s.index = append(s.index, spooled{a, h.Sum64(), s.size, n})
	s.size += int64(n)
	return err
}

// writeTo writes the outputs in the order of their articles, each ending in a line
// break.
func (s *spool) writeTo(w io.Writer) error {
	if err := s.w.Flush(); err != nil {
		return err
	}
	slices.SortFunc(s.index, func(a, b spooled) int {
		if c := compareArticles(&a.Article, &b.Article); c != 0 || a.sum == b.sum {
			return c
		}
		if a.sum < b.sum {
			return -1
		}
		return 1
	})
	for _, e := range s.index {
		if _, err := io.Copy(w, io.NewSectionReader(s.f, e.at, int64(e.n))); err != nil {
			return err
		}
		var last [1]byte
		if e.n > 0 {
			if _, err := s.f.ReadAt(last[:], e.at+int64(e.n)-1); err != nil {
				return err
			}
		}
		if last[0] != '\n' {
			if _, err := w.Write([]byte("\n")); err != nil {
				return err
			}
		}
	}
	return nil
}

// WriteFailures writes a PCollection<Failure> to the file base.jsonl, a line of JSON
// each, sorted by the place that they come from. It is there also if there are none.
func WriteFailures(s beam.Scope, base string, failures beam.PCollection) {
	filesystem.ValidateScheme(base)
	s = s.Scope("artx.WriteFailures")
	all := beam.ParDo(s, &oneFileFn{}, beam.Impulse(s))
	keyed := beam.ParDo(s, &oneShardFn{}, failures)
	beam.ParDo0(s, &writeFailuresFn{Name: base + ".jsonl"}, beam.GroupByKey(s, beam.Flatten(s, keyed, all)))
}

// oneShardFn puts all failures into one file.
type oneShardFn struct{}

// ProcessElement emits the failure.
func (*oneShardFn) ProcessElement(f Failure, emit func(int, Failure)) { emit(0, f) }

// oneFileFn emits a failure of nothing, so that the file is there.
type oneFileFn struct{}

// ProcessElement emits it.
func (*oneFileFn) ProcessElement(_ []byte, emit func(int, Failure)) { emit(0, Failure{}) }

// writeFailuresFn writes the file of failures.
type writeFailuresFn struct {
	Name string `json:"name"`
}

// ProcessElement writes it.
func (fn *writeFailuresFn) ProcessElement(ctx context.Context, _ int, next func(*Failure) bool) error {
	var list []Failure
	for f := (Failure{}); next(&f); f = (Failure{}) {
		if f != (Failure{}) {
			list = append(list, f)
		}
	}
	slices.SortFunc(list, compareFailures)
	return writeFile(ctx, fn.Name, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		for _, f := range list {
			if err := enc.Encode(f); err != nil {
				return err
			}
		}
		return nil
	})
}
