package source

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
)

// readTar reads a tar archive: POSIX, GNU and old ones. It is a stream, so that
// files in it are no attachments of one another.
func readTar(c *container) {
	in := &blockReader{r: c.stream}
	r := tar.NewReader(in)
	for !c.stopped {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			if in.zeros < 512 {
				c.end(in.n, ErrTruncated)
			}
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

// blockReader counts what is read, and the zeros at its end: an archive ends with
// blocks of them, which the reader of archive/tar does not insist on.
type blockReader struct {
	r        io.Reader
	n, zeros int64
}

func (b *blockReader) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	rest := len(bytes.TrimRight(p[:n], "\x00"))
	if rest > 0 {
		b.zeros = 0
	}
	b.zeros += int64(n - rest)
	return n, err
}

func tarError(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrTruncated
	}
	return err
}
