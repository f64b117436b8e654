package cli

import (
	"cmp"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// Small posts leave little alive, so that a folder run takes a fifth less of the
// processor, and about 20 MiB more, when the garbage collector waits longer. It
// does not wait beyond a bound. Large posts leave much, and get the collector's
// usual pace.
const (
	slowPace  = 400
	usualPace = 100

	waitBound  = 24 << 20 // bytes of memory beyond which the collector does not wait,
	boundByJob = 12 << 20 // and what a source that is not large may take of it

	followEvery = 50 * time.Millisecond // between two looks at what lives
)

// paces are those for sources of a size and more: the larger they are, the more
// memory counts, and the less time does.
var paces = [...]struct{ size, percent int }{{16 << 20, 10}, {1 << 20, 40}, {128 << 10, usualPace}}

// collector sets the garbage collector's pace for a run of conversions, unless
// the user has set it by GOGC or GOMEMLIMIT.
type collector struct {
	bound int64 // of slowPace; 0 before slowDown
	mu    sync.Mutex
	under [len(paces)]int // sources under way of each pace
}

// slowDown has the collector wait, in a run of so many conversions at a time, until
// stop is called; 0 is one a processor.
func (c *collector) slowDown(jobs int) (stop func()) {
	c.bound = waitBound + boundByJob*int64(cmp.Or(jobs, runtime.GOMAXPROCS(0)))
	setPace(slowPace, c.bound)
	ended := make(chan struct{})
	go c.follow(ended)
	return func() { close(ended) }
}

// follow raises the bound by what a run has come to know of its articles: where more
// lives than the bound allows, the collector would not rest.
func (c *collector) follow(ended <-chan struct{}) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		select {
		case <-ended:
			return
		case <-tick.C:
			metrics.Read(live)
			c.raise(int64(live[0].Value.Uint64()))
		}
	}
}

// raise has the bound leave room beside what lives, but for what large sources hold.
func (c *collector) raise(live int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if bound := live + live/4 + boundByJob; c.under == [len(paces)]int{} && bound > c.bound {
		c.bound = bound
		setPace(slowPace, bound)
	}
}

// begin gives the collector the pace for a source of a size, until done is
// called.
func (c *collector) begin(size int) (done func()) {
	for i, p := range paces {
		if size >= p.size {
			c.change(i, 1)
			return func() { c.change(i, -1) }
		}
	}
	return func() {}
}

// change sets the pace for so many more sources of the i-th of [paces].
func (c *collector) change(i, more int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.under[i] += more
	for k, p := range paces {
		if c.under[k] > 0 {
			setPace(p.percent, math.MaxInt64)
			return
		}
	}
	if c.bound == 0 {
		setPace(usualPace, math.MaxInt64)
	} else {
		setPace(slowPace, c.bound)
	}
}

func setPace(percent int, bound int64) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(bound)
	}
}
