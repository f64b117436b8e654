//go:build unix

package htmltree

import (
	"syscall"
	"time"
)

// spent returns the CPU time of this process so far, collection of garbage
// included.
func spent() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		panic(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
