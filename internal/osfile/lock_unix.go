//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package osfile

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
)

// Lock takes the advisory lock of f without waiting; it ends with f or
// with the process. held is true where the file system has no locks as well,
// then locks is false.
func Lock(f *os.File) (held, locks bool) {
	conn, err := f.SyscallConn()
	if err != nil {
		return true, false
	}
	// Control, because Fd would cost two more calls of the system.
	err2 := conn.Control(func(fd uintptr) { err = syscall.Flock(int(fd), syscall.LOCK_EX|syscall.LOCK_NB) })
	switch {
	case err2 != nil:
		return true, false
	case err == nil:
		return true, true
	case errors.Is(err, syscall.EWOULDBLOCK):
		return false, true
	default:
		return true, false
	}
}

// KeepOwner gives f the owner and group of old, if they differ, and tells
// whether it could: a run as root must not take posts away from their author.
func KeepOwner(f *os.File, old fs.FileInfo) bool {
	was, ok := old.Sys().(*syscall.Stat_t)
	if !ok {
		return true
	}
	fi, err := f.Stat()
	if err != nil {
		return false
	}
	is, ok := fi.Sys().(*syscall.Stat_t)
	if !ok || is.Uid == was.Uid && is.Gid == was.Gid {
		return true
	}
	if f.Chown(int(was.Uid), int(was.Gid)) == nil {
		return true
	}
	_ = f.Chown(-1, int(was.Gid)) // its group at least, where the user is in it
	return false
}

// CannotSync tells whether err is how some file systems say that they cannot
// flush a folder.
func CannotSync(err error) bool { return errors.Is(err, syscall.EINVAL) }
