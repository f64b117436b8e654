//go:build unix

package main

import "golang.org/x/sys/unix"

// processorTime is what the process has used, in seconds.
func processorTime() float64 {
	var u unix.Rusage
	check(unix.Getrusage(unix.RUSAGE_SELF, &u))
	return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e9
}
