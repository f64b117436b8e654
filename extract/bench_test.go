package extract

import (
	"bytes"
	"fmt"
	"os"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/body"
)

// benchArticle is an article of common shape, as large as an average post.
func benchArticle() []byte {
	var b bytes.Buffer
	b.WriteString("<div class=\"entry\">\n")
	for i := range 60 {
		fmt.Fprintf(&b, `<h2 id="part-%d">Part %d</h2><p class="text">A paragraph with <b>bold</b>, <em>emphasis</em> and <a href="https://example.org/page/%d?a=1&amp;b=2" target="_blank">a link</a> to read; 这里也有一些中文，以及标点。</p>
<div class="img_box"><img class="lazy" src="/img/loading.gif" data-original="https://img.example.org/%d_1024.jpg" width="640" height="480" alt="Picture %d"></div>
<ul><li>One</li><li>Two <code>code</code></li></ul><p></p><pre><code class="language-go">func main() {
	println(%d)
}
</code></pre>
`, i, i, i, i, i, i)
	}
	b.WriteString("</div>")
	return b.Bytes()
}

// BenchmarkClean measures Clean alone, and reports its time as a part of that
// of parsing the same bytes ("clean/parse").
func BenchmarkClean(b *testing.B) {
	benchmarkClean(b, benchArticle())
}

// BenchmarkCleanFile does the same for a file named by ARTX_BENCH_FILE.
func BenchmarkCleanFile(b *testing.B) {
	name := os.Getenv("ARTX_BENCH_FILE")
	if name == "" {
		b.Skip("ARTX_BENCH_FILE names no file")
	}
	src, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	benchmarkClean(b, cutHeader(src))
}

func benchmarkClean(b *testing.B, src []byte) {
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	var parsing, cleaning time.Duration
	for b.Loop() {
		start := time.Now()
		root, _, err := body.ParseHTML(src)
		if err != nil {
			b.Fatal(err)
		}
		parsed := time.Now()
		if _, err := Clean(root, Options{}); err != nil {
			b.Fatal(err)
		}
		parsing, cleaning = parsing+parsed.Sub(start), cleaning+time.Since(parsed)
	}
	b.ReportMetric(float64(cleaning)/float64(parsing), "clean/parse")
	b.ReportMetric(float64(cleaning.Nanoseconds())/float64(b.N), "clean-ns/op")
}

// BenchmarkParse is the HTML parser alone on the same bytes.
func BenchmarkParse(b *testing.B) {
	src := benchArticle()
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := html.Parse(bytes.NewReader(src)); err != nil {
			b.Fatal(err)
		}
	}
}
