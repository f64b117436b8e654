package page

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

func parsePage(t testing.TB, src []byte) *html.Node {
	t.Helper()
	doc, err := html.ParseWithOptions(bytes.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestPageCost compares the time of Page with that of parsing, over all pages.
// Of the page where that is most, each is the least of several, since a short
// time is easily disturbed.
func TestPageCost(t *testing.T) {
	if *trainDir == "" {
		t.Skip("needs -train")
	}
	var parse, page time.Duration
	worst, where := 0.0, ""
	for _, p := range loadSamples(t) {
		src, err := readGzip(*trainDir + "/html/" + p.id + ".html.gz")
		if err != nil {
			t.Fatal(err)
		}
		a, b := cost(t, src, p.url)
		parse, page = parse+a, page+b
		for again := 0; again < 8 && float64(a+b)/float64(a) > worst; again++ {
			c, d := cost(t, src, p.url)
			a, b = min(a, c), min(b, d)
		}
		if r := float64(a+b) / float64(a); r > worst {
			worst, where = r, p.id
		}
	}
	t.Logf("parsing %v, finding the article %v: %.2f times parsing together; most %.1f, %s", parse, page, float64(parse+page)/float64(parse), worst, where)
}

func cost(t *testing.T, src []byte, url string) (parse, page time.Duration) {
	start := time.Now()
	doc := parsePage(t, src)
	parse = time.Since(start)
	start = time.Now()
	if _, err := Find(doc, Options{URL: url}); err != nil {
		t.Fatal(err)
	}
	return parse, time.Since(start)
}

// BenchmarkPage doubles a page: the time by byte must stay the same.
func BenchmarkPage(b *testing.B) {
	card := `<div class="post"><h2>A heading of some length</h2><p>The first paragraph, with <a href="/x">a link</a> and
a few sentences. They go on for a while, as sentences do.</p><ul><li>One point</li><li>Another, longer point</li></ul></div>`
	for _, n := range []int{100, 200, 400, 800} {
		src := []byte(`<html><head><title>Doubling</title></head><body><nav><a href="/">Home</a></nav><main>` +
			strings.Repeat(card, n) + `</main></body></html>`)
		b.Run(fmt.Sprint("parse-", n), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				parsePage(b, src)
			}
		})
		b.Run(fmt.Sprint("page-", n), func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Find(parsePage(b, src), Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
