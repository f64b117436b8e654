package osfile

import (
	"os"

	"golang.org/x/sys/unix"
)

// FlushEach tells whether all files written to an output folder are flushed one
// by one. Here SyncAll does it for most of them at the end of the run, at a
// fraction of the cost; after a power cut before that, the sizes in the cache
// tell which files to write again.
const FlushEach = false

// SyncAll flushes everything on the file system of root to the disk.
func SyncAll(root *os.Root) error {
	d, err := root.Open(".")
	if err != nil {
		return err
	}
	defer d.Close()
	return unix.Syncfs(int(d.Fd()))
}
