//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package batch

import (
	"io"
	"os"
)

func openSource(name string) (io.ReadCloser, error) { return os.Open(name) }
