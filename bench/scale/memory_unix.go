//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// memoryOf is the most memory that a process held, in bytes.
func memoryOf(s *os.ProcessState) float64 {
	usage, ok := s.SysUsage().(*syscall.Rusage)
	switch {
	case !ok:
		return 0
	case runtime.GOOS == "darwin" || runtime.GOOS == "ios": // which count bytes, others KiB
		return float64(usage.Maxrss)
	}
	return float64(usage.Maxrss) * 1024
}
