package cli

import (
	"cmp"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"sync"
)

// Small posts leave little alive, so that a folder run takes a fifth less of the
// processor, and about 20 MiB more, when the garbage collector waits longer. It
// does not wait beyond a bound. Large posts leave much, and get the collector's
// usual pace.
const (
	slowPace  = 400
	usualPace = 100
	quickPace = 10
	largeText = 128 << 10 // bytes of a source from which on memory counts more than time
	hugeText  = 16 << 20  // and nothing but memory

	waitBound  = 24 << 20 // bytes of memory beyond which the collector does not wait,
	boundByJob = 12 << 20 // and what a source that is not large may take of it
)

// collector sets the garbage collector's pace for a run of conversions, unless
// the user has set it by GOGC or GOMEMLIMIT.
type collector struct {
	bound int64 // of slowPace; 0 before slowDown
	mu    sync.Mutex
	large int // sources under way that are
	huge  int
}

// slowDown has the collector wait, in a run of so many conversions at a time; 0
// is one a processor.
func (c *collector) slowDown(jobs int) {
	c.bound = waitBound + boundByJob*int64(cmp.Or(jobs, runtime.GOMAXPROCS(0)))
	setPace(slowPace, c.bound)
}

// begin gives the collector the pace for a source of a size, until done is
// called.
func (c *collector) begin(size int) (done func()) {
	if size < largeText {
		return func() {}
	}
	huge := 0
	if size >= hugeText {
		huge = 1
	}
	c.change(1, huge)
	return func() { c.change(-1, -huge) }
}

// change sets the pace for so many more sources that are large and huge.
func (c *collector) change(large, huge int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.large, c.huge = c.large+large, c.huge+huge
	switch {
	case c.huge > 0:
		setPace(quickPace, math.MaxInt64)
	case c.large > 0 || c.bound == 0:
		setPace(usualPace, math.MaxInt64)
	default:
		setPace(slowPace, c.bound)
	}
}

func setPace(percent int, bound int64) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(bound)
	}
}
