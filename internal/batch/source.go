package batch

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync"

	"github.com/artx-cli/artx/internal/osfile"
	"github.com/artx-cli/artx/internal/report"
)

// sourceBuffers are for sources that nothing refers to once they are looked at:
// those that have not changed.
var sourceBuffers sync.Pool

// maxBuffer is the size of buffers from which on the pool takes none.
const maxBuffer = 1 << 20

// sourceBuffer gives room for size bytes and one more.
func sourceBuffer(size int64) []byte {
	if b, ok := sourceBuffers.Get().(*[]byte); ok && int64(cap(*b)) > size {
		return (*b)[:0]
	}
	return make([]byte, 0, max(size+1, 512))
}

func recycleBuffer(b []byte) {
	if cap(b) <= maxBuffer {
		sourceBuffers.Put(&b)
	}
}

// sizeOf is the size of an input, 0 if it is not known.
func sizeOf(name string) int64 {
	fi, err := os.Stat(name)
	if err != nil {
		return 0
	}
	return fi.Size()
}

// readSource reads an input of at most limit bytes, if limit is not 0. size is
// what it should have, for a regular file; 0 if that is not known.
func readSource(name string, size, limit int64) ([]byte, error) {
	if limit > 0 && size > limit {
		return nil, tooLarge(name, limit)
	}
	f, err := osfile.Open(name)
	if err != nil {
		return nil, errors.New(reason(name, err))
	}
	defer f.Close()
	b := sourceBuffer(size)
	for {
		if len(b) == cap(b) {
			b = append(b, 0)[:len(b)]
		}
		n, err := f.Read(b[len(b):cap(b)])
		b = b[:len(b)+n]
		switch {
		case limit > 0 && int64(len(b)) > limit:
			return nil, tooLarge(name, limit)
		case errors.Is(err, io.EOF) || err == nil && int64(len(b)) == size:
			return b, nil
		case err != nil:
			return nil, errors.New(reason(name, err))
		}
	}
}

func tooLarge(name string, limit int64) error {
	return fmt.Errorf("%s: larger than %s; raise --max-size", name, report.Size(limit))
}
