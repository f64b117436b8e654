//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package osfile

import (
	"io"
	"os"
)

func Open(name string) (io.ReadCloser, error) { return os.Open(name) }
