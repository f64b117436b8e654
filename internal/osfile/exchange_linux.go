package osfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"golang.org/x/sys/unix"
)

// OpenHandle opens the folder itself, for the calls of this file; nil if that
// fails.
func OpenHandle(folder *os.Root) *os.File {
	handle, err := folder.Open(".")
	if err != nil {
		return nil
	}
	return handle
}

// OpenUnnamed makes a file without a name, which is gone with the process: one
// that is killed leaves nothing behind. nil says that the file system has none.
func OpenUnnamed(folder *os.File, name string, private bool) *os.File {
	if folder == nil {
		return nil
	}
	mode := uint32(0o666)
	if private {
		mode = 0o600
	}
	fd, err := unix.Openat(int(folder.Fd()), ".", unix.O_TMPFILE|unix.O_WRONLY|unix.O_CLOEXEC, mode)
	if err != nil {
		return nil
	}
	if !procMounted() { // it could not be linked
		unix.Close(fd)
		return nil
	}
	return os.NewFile(uintptr(fd), filepath.Join(folder.Name(), name))
}

// procMounted tells whether open files have names below /proc.
var procMounted = sync.OnceValue(func() bool { return unix.Access("/proc/self/fd", unix.F_OK) == nil })

// procFile is the name below /proc of an open file. Without a privilege, a file
// without a name is linked by that alone (open(2)).
func procFile(fd int) string { return "/proc/self/fd/" + strconv.Itoa(fd) }

// LinkUnnamed gives a file of [OpenUnnamed] a name, which has to be free.
func LinkUnnamed(f, folder *os.File, name string) error {
	err := unix.Linkat(unix.AT_FDCWD, procFile(int(f.Fd())), int(folder.Fd()), name, unix.AT_SYMLINK_FOLLOW)
	if err != nil {
		return &fs.PathError{Op: "link", Path: name, Err: err}
	}
	return nil
}

// Exchange has two files of a folder change names. done is false where the system
// or the file system cannot do that; then nothing has happened.
func Exchange(folder *os.File, a, b string) (done bool, err error) {
	if folder == nil {
		return false, nil
	}
	dir := int(folder.Fd())
	err = unix.Renameat2(dir, a, dir, b, unix.RENAME_EXCHANGE)
	switch {
	case err == nil:
		return true, nil
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EOPNOTSUPP):
		return false, nil
	}
	return false, &fs.PathError{Op: "rename", Path: b, Err: err}
}

// Lease tells whether no process has a file open to write to it, as far as that
// can be known, and has the system say so if one opens it from now on.
func Lease(f *os.File) bool {
	_, err := unix.FcntlInt(f.Fd(), unix.F_SETLEASE, unix.F_RDLCK)
	return !errors.Is(err, unix.EAGAIN) || !hasLeases(f)
}

// LeaseHolds tells whether nobody came to write to a file since [Lease].
func LeaseHolds(f *os.File) bool {
	kind, err := unix.FcntlInt(f.Fd(), unix.F_GETLEASE, 0)
	return err != nil || kind == unix.F_RDLCK || Lease(f) // there was none to be had, or it is being broken
}

// hasLeases tells whether leases are about the processes that have a file open.
// Clients of file servers refuse them for reasons of their own: what they have of
// the server (fs/nfs/nfs4proc.c, fs/smb/client/cifsfs.c in Linux).
func hasLeases(f *os.File) bool {
	var fs unix.Statfs_t
	if unix.Fstatfs(int(f.Fd()), &fs) != nil {
		return false
	}
	switch uint32(fs.Type) {
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.V9FS_MAGIC, unix.CEPH_SUPER_MAGIC, unix.AFS_FS_MAGIC:
		return false
	}
	return true
}
