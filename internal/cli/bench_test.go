package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/net/html"

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
// on the same bodies.
func parseAlone(b *testing.B, inputs [][]byte) {
	for _, src := range inputs {
		block, err := frontmatter.Split(src)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := html.Parse(bytes.NewReader(block.Body)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	inputs, size := benchmarkInputs(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		parseAlone(b, inputs)
	}
}

// BenchmarkConvert converts whole inputs to Markdown and reports the ratio of
// its time to that of parsing the same bodies alone.
func BenchmarkConvert(b *testing.B) {
	inputs, size := benchmarkInputs(b)
	b.SetBytes(size)
	b.ReportAllocs()
	var converting, parsing time.Duration
	for b.Loop() {
		start := time.Now()
		for _, src := range inputs {
			if _, err := process("bench.md", src, Options{To: "md", From: "auto"}); err != nil {
				b.Fatal(err)
			}
		}
		converting += time.Since(start)

		b.StopTimer()
		start = time.Now()
		parseAlone(b, inputs)
		parsing += time.Since(start)
		b.StartTimer()
	}
	b.ReportMetric(float64(converting)/float64(parsing), "parses/op")
}
