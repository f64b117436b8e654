package batch

import (
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"golang.org/x/sys/unix"
)

// openHandle opens the folder itself, for createFile; nil if that fails.
func openHandle(folder *os.Root) *os.File {
	handle, err := folder.Open(".")
	if err != nil {
		return nil
	}
	return handle
}

// createFile writes a new file, which gets its name when it is complete: a
// process that is killed leaves nothing behind, and no other needs to be kept
// away from a temporary file, which takes half as long. sync flushes the file,
// unless it is nil. done is false where the file system cannot do that, or where
// the name is taken; then nothing has happened.
func createFile(folder *os.File, name string, data []byte, sync func(*os.File) error) (fi fs.FileInfo, done bool, err error) {
	if folder == nil {
		return nil, false, nil
	}
	dir := int(folder.Fd())
	fd, err := unix.Openat(dir, ".", unix.O_TMPFILE|unix.O_WRONLY|unix.O_CLOEXEC, 0o666)
	if err != nil {
		return nil, false, nil
	}
	f := os.NewFile(uintptr(fd), filepath.Join(folder.Name(), name))
	defer f.Close()
	if _, err := f.Write(data); err != nil {
		return nil, true, err
	}
	if sync != nil {
		if err := sync(f); err != nil {
			return nil, true, err
		}
	}
	if fi, err = f.Stat(); err != nil {
		return nil, true, err
	}
	// Without a privilege, a file is linked by its name below /proc alone (open(2)).
	if unix.Linkat(unix.AT_FDCWD, "/proc/self/fd/"+strconv.Itoa(fd), dir, name, unix.AT_SYMLINK_FOLLOW) != nil {
		return nil, false, nil
	}
	return fi, true, nil
}
