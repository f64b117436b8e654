package batch

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// ErrEdited is returned for a file that somebody changed, made or removed while
// artx was about to replace or remove it.
var ErrEdited = errors.New("it was changed while artx was running, and is left as it is; run artx again")

// version is what a file was when it was looked at.
type version struct {
	fi        fs.FileInfo // nil: there was none, or only its bytes are known
	size      int64
	sum       digest // of its bytes, if byContent
	byContent bool
}

// none tells that there was no file.
func (v version) none() bool { return v.fi == nil && !v.byContent }

// A file that is larger than lookBytes is known by its device, inode, size and
// time alone, unless it was changed so shortly before that the clock of the file
// system may not have moved since.
const (
	lookBytes = 1 << 20
	tickAge   = 3 * time.Second // FAT counts two seconds
)

// versionOf is the version of a file with these bytes. fi may be nil; if it is not,
// it was found before they were read.
func versionOf(fi fs.FileInfo, data []byte) version {
	return version{fi: fi, size: int64(len(data)), sum: digestOf(data), byContent: true}
}

// lookAt finds the version of the file at name; what is no file is refused.
func lookAt(root *os.Root, name string) (version, error) {
	fi, err := statTarget(root, name)
	if err != nil || fi == nil {
		return version{}, err
	}
	v := version{fi: fi, size: fi.Size()}
	if fi.Size() <= lookBytes || time.Since(fi.ModTime()) < tickAge {
		v.sum = sumOf(root, name)
		v.byContent = v.sum != digest{} // else it cannot be read
	}
	return v, nil
}

// stands tells whether the file at name is still as it was. A file that was
// touched, or written anew with the same bytes, is.
func (v version) stands(root *os.Root, name string) bool {
	fi, err := root.Lstat(name)
	switch {
	case v.none():
		return errors.Is(err, fs.ErrNotExist)
	case err != nil || !fi.Mode().IsRegular():
		return false
	}
	return v.sameStamp(fi) || v.byContent && v.sum == sumOf(root, name)
}

// holds tells whether an open file has the bytes of the version.
func (v version) holds(f *os.File) bool {
	fi, err := f.Stat()
	if err != nil || !fi.Mode().IsRegular() {
		return false
	}
	if v.byContent {
		return fi.Size() == v.size && v.sum == sumOfFile(f)
	}
	return v.sameStamp(fi)
}

func (v version) sameStamp(fi fs.FileInfo) bool {
	return v.fi != nil && os.SameFile(fi, v.fi) && fi.Size() == v.size && fi.ModTime().Equal(v.fi.ModTime())
}
