package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract"
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

// BenchmarkConvert converts the bodies to Markdown.
func BenchmarkConvert(b *testing.B) {
	benchmarkRatio(b, func(src []byte) error {
		block, err := frontmatter.Split(src)
		if err != nil {
			return err
		}
		j := &job{opt: Options{To: "md"}, kind: extract.Detect(block.Body, block.Format != frontmatter.None),
			block: frontmatter.Block{Body: block.Body}}
		for _, step := range []func() error{j.parseBody, j.cleanBody, j.writeMarkdown, j.writeOutput} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
}

// BenchmarkConvertFiles converts whole files, headers included.
func BenchmarkConvertFiles(b *testing.B) {
	benchmarkRatio(b, func(src []byte) error {
		_, err := process("bench.md", src, Options{To: "md", From: "auto"})
		return err
	})
}

// benchmarkRatio reports the time of a conversion as a multiple of parsing the
// same bodies alone.
func benchmarkRatio(b *testing.B, convert func(src []byte) error) {
	inputs, size := benchmarkInputs(b)
	b.SetBytes(size)
	b.ReportAllocs()
	var converting, parsing time.Duration
	for b.Loop() {
		start := time.Now()
		for _, src := range inputs {
			if err := convert(src); err != nil {
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
