package htmltree

import (
	"maps"
	"math"
	"runtime"
	"slices"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// BenchmarkPosts and BenchmarkPages parse real posts and pages alternately by
// this package and by x/net/html, and report the ratio of the CPU times in all,
// of the best round of each, the median and the range of the rounds.
func BenchmarkPosts(b *testing.B) { benchmarkRatio(b, posts(b), element("body")) }

func BenchmarkPages(b *testing.B) { benchmarkRatio(b, pages(b), nil) }

// benchmarkSize is about how many bytes a round parses: rounds are short and
// many, and what the collection at their end costs for itself does not count.
const benchmarkSize = 24 << 20

func benchmarkRatio(b *testing.B, files map[string]string, context *html.Node) {
	var srcs []string
	size := 0
	paths := slices.Sorted(maps.Keys(files))
	for i := 0; size < benchmarkSize; i++ {
		src := files[paths[i%len(paths)]]
		srcs = append(srcs, src)
		size += len(src)
	}
	clear(files)
	var ours, theirs time.Duration
	var ratios []float64
	best, theirBest := time.Duration(math.MaxInt64), time.Duration(math.MaxInt64)
	for b.Loop() {
		a := timed(func() {
			for _, src := range srcs {
				parse(b, src, context)
			}
		})
		r := timed(func() {
			for _, src := range srcs {
				if _, err := reference(src, context); err != nil {
					b.Fatal(err)
				}
			}
		})
		ours, theirs = ours+a, theirs+r
		best, theirBest = min(best, a), min(theirBest, r)
		ratios = append(ratios, float64(a)/float64(r))
	}
	slices.Sort(ratios)
	b.ReportMetric(float64(ours)/float64(theirs), "ratio")
	b.ReportMetric(float64(best)/float64(theirBest), "of-best")
	b.ReportMetric(ratios[0], "least")
	b.ReportMetric(ratios[len(ratios)/2], "median")
	b.ReportMetric(ratios[len(ratios)-1], "most")
	b.ReportMetric(float64(size)/1e6/best.Seconds(), "MB/s-ours")
	b.ReportMetric(float64(size)/1e6/theirBest.Seconds(), "MB/s-theirs")
}

// timed returns the CPU time of f, and of collecting what garbage it left.
func timed(f func()) time.Duration {
	start := spent()
	f()
	runtime.GC()
	return spent() - start
}

// BenchmarkPostsAlone parses the posts by this package only, for a profile.
func BenchmarkPostsAlone(b *testing.B) { benchmarkAlone(b, posts(b), element("body")) }

// BenchmarkPagesAlone does so with the pages.
func BenchmarkPagesAlone(b *testing.B) { benchmarkAlone(b, pages(b), nil) }

func benchmarkAlone(b *testing.B, files map[string]string, context *html.Node) {
	size := 0
	for _, src := range files {
		size += len(src)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range files {
			parse(b, src, context)
		}
	}
}
