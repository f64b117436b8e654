//go:build !linux

package batch

import "os"

// keepAttributes keeps none here.
func keepAttributes(_, _ *os.File) bool { return true }
