package batch

import (
	"io/fs"
	"os"

	"github.com/artx-cli/artx/internal/osfile"
	"github.com/artx-cli/artx/note"
)

// likeness is a file whose mode, owner and attributes another one gets.
type likeness struct {
	fi fs.FileInfo
	f  *os.File // nil if it cannot be opened
}

// likeFile is the file at name in root as a likeness; fi is nil for none.
func likeFile(root *os.Root, name string, fi fs.FileInfo) *likeness {
	if fi == nil {
		return nil
	}
	l := &likeness{fi: fi}
	if f, err := root.Open(name); err == nil {
		l.f = f
	}
	return l
}

// likeSource is the source at name as a likeness.
func likeSource(name string) (*likeness, error) {
	fi, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	l := &likeness{fi: fi}
	if f, err := os.Open(name); err == nil {
		l.f = f
	}
	return l, nil
}

func (l *likeness) close() {
	if l != nil && l.f != nil {
		l.f.Close()
	}
}

// give gives a new file what can be had of the likeness, and notes what could
// not. What cannot be done without is its mode: others must not read
// what they could not read before.
func (l *likeness) give(f *os.File) (lost []note.Note, err error) {
	if l == nil {
		return nil, nil
	}
	if !osfile.KeepOwner(f, l.fi) {
		lost = append(lost, note.Note{Code: "file.owner", Level: note.Warning,
			Message: "the file now belongs to the user who ran artx, since its owner could not be kept"})
	}
	fi, err := f.Stat()
	if err != nil {
		return nil, err
	}
	perm := l.fi.Mode().Perm() | 0o200 // else the next run could not replace it
	if fi.Mode().Perm() != perm {
		if err := f.Chmod(perm); err != nil {
			return nil, err
		}
	}
	if !osfile.KeepAttributes(f, l.f) {
		lost = append(lost, note.Note{Code: "file.attributes", Level: note.Warning,
			Message: "extended attributes or access rules of the file could not be kept"})
	}
	return lost, nil
}
