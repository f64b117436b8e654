package batch

import (
	"os"

	"golang.org/x/sys/unix"
)

// flushEach tells whether all files written to an output folder are flushed one
// by one. Here syncAll does it for most of them at the end of the run, at a
// fraction of the cost; after a power cut before that, the sizes in the cache
// tell which files to write again.
const flushEach = false

// syncAll flushes everything on the file system of root to the disk.
func syncAll(root *os.Root) error {
	d, err := root.Open(".")
	if err != nil {
		return err
	}
	defer d.Close()
	return unix.Syncfs(int(d.Fd()))
}
