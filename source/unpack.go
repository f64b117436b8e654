package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

// Text shrinks to a tenth, text of a program to a fiftieth perhaps; a bomb is a
// thousand times as large as it looks.
const (
	maxRatio     = 200
	freeUnpacked = 16 << 20 // unpacked whatever the ratio is
)

// countingReader counts what is read through it.
type countingReader struct {
	r io.Reader
	n int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}

// bombGuard fails when what comes out is far more than what went in.
type bombGuard struct {
	in  func() int64 // bytes of compressed data so far, or in all
	out io.Reader
	n   int64

	total *int64 // counts what several guards let through; may be nil
}

func (g *bombGuard) Read(p []byte) (int, error) {
	n, err := g.out.Read(p)
	g.n += int64(n)
	if g.total != nil {
		*g.total += int64(n)
	}
	if g.n > freeUnpacked && g.n > maxRatio*g.in() {
		return 0, ErrBomb
	}
	return n, err
}

// unpacker returns the reader of a compression, which is named as HTTP does.
func unpacker(name string, r io.Reader) (io.Reader, error) {
	switch name {
	case "gzip", "x-gzip":
		return gzip.NewReader(r)
	case "deflate":
		return openDeflate(r)
	case "br":
		return brotli.NewReader(r), nil
	case "zstd":
		d, err := newZstd(r)
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return nil, errors.New("the compression " + name + " is not known")
}

// openDeflate reads zlib (RFC 9110, 8.4.1.2) and what many servers send for it,
// the same without its header.
func openDeflate(r io.Reader) (io.Reader, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err == nil && head[0]&0x0f == 8 && (int(head[0])<<8|int(head[1]))%31 == 0 {
		return zlib.NewReader(b)
	}
	return flate.NewReader(b), nil
}

// maxWindow bounds the memory that a zstd stream can ask for: what the format
// wants every reader to support (RFC 8878, 3.1.1.1.2) and WARC writers use.
const maxWindow = 128 << 20

func newZstd(r io.Reader, dicts ...[]byte) (*zstd.Decoder, error) {
	opts := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true)}
	if len(dicts) > 0 {
		opts = append(opts, zstd.WithDecoderDicts(dicts...))
	}
	return zstd.NewReader(r, opts...)
}

// unpacked reads a compressed stream, guarded.
func unpacked(name string, r io.Reader) (io.Reader, error) {
	in := &countingReader{r: r}
	out, err := unpacker(name, in)
	if err != nil {
		return nil, err
	}
	return &bombGuard{in: func() int64 { return in.n }, out: out}, nil
}

// closeUnpacked frees what a reader of [unpacked] holds.
func closeUnpacked(r io.Reader) {
	if g, ok := r.(*bombGuard); ok {
		if c, ok := g.out.(io.Closer); ok {
			_ = c.Close() // it was only read
		}
	}
}

// unpackHead unpacks the first bytes of a compressed stream, as far as head
// goes.
func unpackHead(name string, head []byte) []byte {
	r, err := unpacked(name, bytes.NewReader(head))
	if err != nil {
		return nil
	}
	defer closeUnpacked(r)
	out := make([]byte, headSize)
	n, _ := io.ReadFull(r, out) // it is cut off
	return out[:n]
}
