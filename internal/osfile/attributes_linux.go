package osfile

import (
	"errors"
	"os"
	"strings"

	"golang.org/x/sys/unix"
)

// KeepAttributes gives f the extended attributes of like, access control lists
// among them, and tells whether it could. Those that the system keeps for itself
// (security.*, trusted.*) are given where it allows that.
func KeepAttributes(f, like *os.File) bool {
	if like == nil {
		return true // what cannot be opened tells nothing
	}
	names, err := listAttributes(int(like.Fd()))
	if err != nil {
		return errors.Is(err, unix.EOPNOTSUPP) || errors.Is(err, unix.ENOSYS)
	}
	kept := true
	for _, name := range names {
		value, err := getAttribute(int(like.Fd()), name)
		if err == nil {
			err = unix.Fsetxattr(int(f.Fd()), name, value, 0)
		}
		own := strings.HasPrefix(name, "security.") || strings.HasPrefix(name, "trusted.")
		kept = kept && (err == nil || own)
	}
	return kept
}

func listAttributes(fd int) ([]string, error) {
	size, err := unix.Flistxattr(fd, nil)
	if err != nil || size == 0 {
		return nil, err
	}
	list := make([]byte, size+512) // one may come between
	if size, err = unix.Flistxattr(fd, list); err != nil {
		return nil, err
	}
	return strings.FieldsFunc(string(list[:size]), func(r rune) bool { return r == 0 }), nil
}

func getAttribute(fd int, name string) ([]byte, error) {
	size, err := unix.Fgetxattr(fd, name, nil)
	if err != nil || size == 0 {
		return nil, err
	}
	value := make([]byte, size)
	size, err = unix.Fgetxattr(fd, name, value)
	return value[:max(size, 0)], err
}
