package source

import (
	"path"
	"strings"
	"unicode"
)

// safePath makes a relative path with slashes of a name that a container gave:
// whatever it is joined to, it does not lead out. It is "" if nothing is left.
func safePath(name string) string {
	name = strings.ToValidUTF8(name, "\uFFFD")
	name = strings.Map(func(r rune) rune {
		switch {
		case r == '\\':
			return '/'
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, name)
	if len(name) > 1 && name[1] == ':' { // the drive of a Windows path
		name = name[2:]
	}
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

// resolve makes an address that stands in the record at base, a path in an
// archive, a path in that archive.
func resolve(base, address string) string {
	address, _, _ = strings.Cut(address, "#")
	address, _, _ = strings.Cut(address, "?")
	if strings.HasPrefix(address, "/") {
		return safePath(address)
	}
	return safePath(path.Join("/", path.Dir(base), address))
}
