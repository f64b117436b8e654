package cli

import (
	"cmp"
	"math"
	"os"
	"runtime"
	"runtime/debug"
)

// Small posts leave little alive, so that a folder run takes a fifth less of the
// processor, and about 40 MiB more, when the garbage collector waits longer. It
// does not wait beyond a bound. Large posts leave much, and get the collector's
// usual pace.
const (
	slowPace  = 800
	usualPace = 100
	largeText = 1 << 20 // bytes of a source from which on memory counts more than time

	waitBound  = 96 << 20 // bytes of memory beyond which the collector does not wait,
	boundByJob = 12 << 20 // and what a source that is not large may take of it
)

// collectLess slows the garbage collector down, for so many jobs at a time or,
// if it is 0, for one a processor, unless the user has set its pace by GOGC or
// GOMEMLIMIT.
func collectLess(jobs int) {
	setPace(slowPace, waitBound+boundByJob*int64(cmp.Or(jobs, runtime.GOMAXPROCS(0))))
}

// collectFor gives the collector the pace for a source of a size.
func collectFor(size int) {
	if size >= largeText {
		setPace(usualPace, math.MaxInt64)
	}
}

func setPace(percent int, bound int64) {
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(percent)
		debug.SetMemoryLimit(bound)
	}
}
