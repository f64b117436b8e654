package source

import (
	"archive/tar"
	"errors"
	"io"
)

// readTar reads a tar archive: POSIX, GNU and old ones. It is a stream, so that
// files in it are no attachments of one another.
func readTar(c *container) {
	in := &countingReader{r: c.stream}
	r := tar.NewReader(in)
	for !c.stopped {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) {
			c.end(in.n, tarError(err))
			return
		}
		name := safePath(h.Name)
		if h.Typeflag != tar.TypeReg || isNoise(name) {
			continue
		}
		entry := c.inner(name, r)
		entry.offset = in.n
		c.entry(entry)
	}
}

func tarError(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrTruncated
	}
	return err
}
