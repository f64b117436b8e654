//go:build !linux

package osfile

import "os"

// KeepAttributes keeps none here.
func KeepAttributes(_, _ *os.File) bool { return true }
