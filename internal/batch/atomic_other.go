//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package batch

import (
	"io/fs"
	"os"
)

// lockFile knows no locks here: the age of a temporary file decides.
func lockFile(*os.File) (held, locks bool) { return true, false }

// keepOwner does nothing: files have no Unix owner here.
func keepOwner(*os.File, fs.FileInfo) bool { return true }

func isInvalid(error) bool { return false }
