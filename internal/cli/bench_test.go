package cli

import (
	"bytes"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/frontmatter"
)

// benchmarkInputs are real posts where there are some, otherwise the golden
// cases.
func benchmarkInputs(b *testing.B) (inputs [][]byte, size int64) {
	b.Helper()
	files, _ := filepath.Glob(filepath.Join(articles, "*", "input.*"))
	if _, err := os.Stat(filepath.Join(shared, "corpus")); err == nil {
		files = corpusFiles(b)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			b.Fatal(err)
		}
		inputs = append(inputs, src)
		size += int64(len(src))
	}
	return inputs, size
}

// parseAlone is what conversions are measured against: golang.org/x/net/html
// on the same body.
func parseAlone(b *testing.B, src []byte) {
	block, err := frontmatter.Split(src)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := html.Parse(bytes.NewReader(block.Body)); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkParse(b *testing.B) {
	inputs, size := benchmarkInputs(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range inputs {
			parseAlone(b, src)
		}
	}
}

// BenchmarkConvert converts the bodies to Markdown.
func BenchmarkConvert(b *testing.B) {
	benchmarkRatio(b, func(src []byte) error {
		block, err := frontmatter.Split(src)
		if err != nil {
			return err
		}
		kind := body.Detect(block.Body, block.Format != frontmatter.None)
		a, err := article.Convert(block.Body, article.Options{To: article.Markdown, From: article.Input(kind)})
		if err != nil {
			return err
		}
		_, err = a.Encode(article.Markdown)
		return err
	})
}

// BenchmarkConvertFiles converts whole files, headers included.
func BenchmarkConvertFiles(b *testing.B) {
	benchmarkRatio(b, func(src []byte) error {
		_, err := process("bench.md", src, Options{Options: article.Options{To: article.Markdown}})
		return err
	})
}

// benchmarkRatio reports the time of a conversion as a multiple of parsing the
// same bodies alone: of all rounds together, and of the fastest round of each
// body, which leaves out what else the machine did, and the garbage collector.
func benchmarkRatio(b *testing.B, convert func(src []byte) error) {
	inputs, size := benchmarkInputs(b)
	b.SetBytes(size)
	b.ReportAllocs()
	converting, parsing := newStopwatch(len(inputs)), newStopwatch(len(inputs))
	for b.Loop() {
		for i, src := range inputs {
			converting.time(i, func() {
				if err := convert(src); err != nil {
					b.Fatal(err)
				}
			})
		}
		b.StopTimer()
		for i, src := range inputs {
			parsing.time(i, func() { parseAlone(b, src) })
		}
		b.StartTimer()
	}
	b.ReportMetric(float64(converting.total)/float64(parsing.total), "parses/op")
	b.ReportMetric(float64(converting.fastest())/float64(parsing.fastest()), "fastest-parses/op")
}

// stopwatch times tasks that are done several times over.
type stopwatch struct {
	total  time.Duration
	lowest []time.Duration // by task
}

func newStopwatch(tasks int) *stopwatch {
	return &stopwatch{lowest: slices.Repeat([]time.Duration{math.MaxInt64}, tasks)}
}

func (s *stopwatch) time(task int, do func()) {
	start := time.Now()
	do()
	took := time.Since(start)
	s.total += took
	s.lowest[task] = min(s.lowest[task], took)
}

// fastest is the time of all tasks, each at its fastest.
func (s *stopwatch) fastest() (sum time.Duration) {
	for _, d := range s.lowest {
		sum += d
	}
	return sum
}
