//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package osfile

import (
	"io/fs"
	"os"
)

// Lock knows no locks here: the age of a temporary file decides.
func Lock(*os.File) (held, locks bool) { return true, false }

// KeepOwner does nothing: files have no Unix owner here.
func KeepOwner(*os.File, fs.FileInfo) bool { return true }

func CannotSync(error) bool { return false }
