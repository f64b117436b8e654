// Package unpack opens what is compressed, and guards against what grows beyond
// reason.
package unpack

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

	"github.com/artx-cli/artx/source/internal/limit"
)

// The bounds: text shrinks to a tenth, text of a program to a fiftieth perhaps; a bomb is a
// thousand times as large as it looks.
const (
	MaxRatio = 200
	Free     = 16 << 20 // unpacked whatever the ratio is
)

// Counter counts what is read through it.
type Counter struct {
	R io.Reader
	N int64
}

// Read reads from R.
func (c *Counter) Read(p []byte) (int, error) {
	n, err := c.R.Read(p)
	c.N += int64(n)
	return n, err
}

// Guard fails when what comes out is far more than what went in.
type Guard struct {
	In  func() int64 // bytes of compressed data so far, or in all
	Out io.Reader
	n   int64

	Total *int64 // counts what several guards let through; may be nil
}

// Read reads from Out, until that is a bomb.
func (g *Guard) Read(p []byte) (int, error) {
	n, err := g.Out.Read(p)
	g.n += int64(n)
	if g.Total != nil {
		*g.Total += int64(n)
	}
	if g.n > Free && g.n > MaxRatio*g.In() {
		return 0, limit.ErrBomb
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
		d, err := NewZstd(r)
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

// NewZstd reads zstd within bounds, by dictionaries if it needs some.
func NewZstd(r io.Reader, dicts ...[]byte) (*zstd.Decoder, error) {
	opts := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true)}
	if len(dicts) > 0 {
		opts = append(opts, zstd.WithDecoderDicts(dicts...))
	}
	return zstd.NewReader(r, opts...)
}

// Open reads a compressed stream, guarded.
func Open(name string, r io.Reader) (io.Reader, error) {
	in := &Counter{R: r}
	out, err := unpacker(name, in)
	if err != nil {
		return nil, err
	}
	return &Guard{In: func() int64 { return in.N }, Out: out}, nil
}

// Close frees what a reader of [Open] holds.
func Close(r io.Reader) {
	if g, ok := r.(*Guard); ok {
		if c, ok := g.Out.(io.Closer); ok {
			_ = c.Close() // it was only read
		}
	}
}

// Head unpacks the first bytes of a compressed stream, at most size, as far
// as head goes.
func Head(name string, head []byte, size int) []byte {
	r, err := Open(name, bytes.NewReader(head))
	if err != nil {
		return nil
	}
	defer Close(r)
	out := make([]byte, size)
	n, _ := io.ReadFull(r, out) // it is cut off
	return out[:n]
}
