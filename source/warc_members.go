package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"

	"github.com/klauspost/compress/zstd"

	"github.com/artx-cli/artx/source/internal/limit"
	"github.com/artx-cli/artx/source/internal/unpack"
)

// members are the compressed pieces of a WARC, one a record.
type memberReader interface {
	// next returns the uncompressed bytes of the piece at which r stands, which
	// have to be read to their end before the next one. It returns io.EOF at the
	// end.
	next(r *positioned, limit int64) (io.Reader, error)
	// recover moves to the start of the next piece, at least one byte on.
	recover(r *positioned) bool
}

// readMembers reads a WARC whose records are compressed one by one, so that
// reading can begin at any of them.
func readMembers(c *container, m memberReader) {
	start := int64(0)
	if _, ok := m.(*gzipMembers); ok {
		start = seekWARC(c)
	}
	r := newPositioned(c.stream, start)
	for !c.stopped {
		offset := r.pos()
		piece, err := m.next(r, c.opt.MaxSize)
		if errors.Is(err, io.EOF) {
			return
		}
		if err == nil {
			err = c.member(offset, piece)
		} else {
			c.begin(offset)
		}
		if err == nil {
			continue
		}
		if isEOF(err) {
			err = ErrTruncated
		}
		c.fail(offset, "", err)
		if errors.Is(err, ErrBomb) {
			return
		}
		if c.file != nil && c.depth == 0 {
			// What was read of the broken piece may be the start of the next one.
			r = newPositioned(io.NewSectionReader(c.file, offset, c.file.Size()-offset), offset)
		}
		if !m.recover(r) {
			return
		}
	}
}

// member reads the record in a compressed piece; a writer may have put several
// into one.
func (c *container) member(offset int64, piece io.Reader) error {
	r := reuse(&c.piece, piece)
	for !c.stopped {
		if err := skipBlank(r); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			c.begin(offset)
			return err
		}
		wanted := c.begin(offset)
		rec, err := readWARCHead(r)
		if err != nil {
			return err
		}
		rec.open(r, offset)
		c.warcRecord(rec, wanted)
		if err := rec.end(); err != nil {
			return err
		}
	}
	return nil
}

// gzipMembers reads .warc.gz (WARC 1.1, annex D).
type gzipMembers struct{ z *gzip.Reader }

func (g *gzipMembers) next(r *positioned, _ int64) (io.Reader, error) {
	if _, err := r.Peek(1); err != nil {
		return nil, err
	}
	var err error
	if g.z == nil {
		g.z, err = gzip.NewReader(r)
	} else {
		err = g.z.Reset(r)
	}
	if err != nil {
		if errors.Is(err, io.EOF) {
			err = io.ErrUnexpectedEOF
		}
		return nil, err
	}
	g.z.Multistream(false)
	begin := r.pos()
	return &unpack.Guard{In: func() int64 { return r.pos() - begin }, Out: g.z}, nil
}

// recover looks for the signature of the next member. It may stand in compressed
// data by chance; then there is one more error.
func (g *gzipMembers) recover(r *positioned) bool {
	g.z = nil
	return findBytes(r.Reader, []byte("\x1f\x8b\x08"))
}

// findBytes moves to the next place where b stands, at least one byte on.
func findBytes(r *bufio.Reader, b []byte) bool {
	_, _ = r.Discard(1) // at the end, Peek finds nothing
	for {
		head, _ := r.Peek(4096)
		if len(head) < len(b) {
			return false
		}
		if i := bytes.Index(head, b); i >= 0 {
			_, _ = r.Discard(i) // as many bytes are there
			return true
		}
		_, _ = r.Discard(len(head) - len(b) + 1)
	}
}

const (
	frameMagic = "\x28\xb5\x2f\xfd"
	dictMagic  = "\x5d\x2a\x4d\x18"
)

// zstdFrames reads .warc.zst: frames of zstd, before which a skippable one may
// hold their dictionary ("Zstandard WARC", IIPC).
type zstdFrames struct {
	dicts [][]byte
	dec   *zstd.Decoder
}

func (f *zstdFrames) next(r *positioned, limit int64) (io.Reader, error) {
	if err := f.skipFrames(r, limit); err != nil {
		return nil, err
	}
	frame, err := newFrame(r)
	if err != nil {
		return nil, err
	}
	if f.dec == nil {
		f.dec, err = unpack.NewZstd(frame, f.dicts...)
	} else {
		err = f.dec.Reset(frame)
	}
	if err != nil {
		return nil, err
	}
	begin := r.pos()
	return &unpack.Guard{In: func() int64 { return r.pos() - begin }, Out: f.dec}, nil
}

// skipFrames reads over skippable frames (RFC 8878, 3.1.2), one of which may hold
// the dictionary.
func (f *zstdFrames) skipFrames(r *positioned, limit int64) error {
	for {
		head, err := r.Peek(8)
		switch {
		case len(head) == 0:
			return err
		case len(head) < 8:
			return io.ErrUnexpectedEOF
		case string(head[:4]) == dictMagic:
			err = f.readDict(r, limit)
		case head[0]&0xf0 == 0x50 && string(head[1:4]) == dictMagic[1:]:
			_, err = io.CopyN(io.Discard, r, 8+int64(binary.LittleEndian.Uint32(head[4:])))
		default:
			return nil
		}
		if err != nil {
			return io.ErrUnexpectedEOF
		}
	}
}

func (f *zstdFrames) recover(r *positioned) bool {
	f.dec = nil
	return findBytes(r.Reader, []byte(frameMagic))
}

// readDict reads the dictionary, which may be compressed itself.
func (f *zstdFrames) readDict(r *positioned, maxSize int64) error {
	var head [8]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return err
	}
	size := int64(binary.LittleEndian.Uint32(head[4:]))
	if size > maxSize {
		return limit.TooLarge(maxSize)
	}
	dict, err := io.ReadAll(io.LimitReader(r, size))
	if err != nil {
		return err
	}
	if bytes.HasPrefix(dict, []byte(frameMagic)) {
		out, err := unpack.Open("zstd", bytes.NewReader(dict))
		if err != nil {
			return err
		}
		defer unpack.Close(out)
		if dict, err = io.ReadAll(io.LimitReader(out, maxSize)); err != nil {
			return err
		}
	}
	f.dicts = [][]byte{dict}
	return nil
}

// frame is one frame of zstd. Only its blocks tell where it ends (RFC 8878,
// 3.1.1).
type frame struct {
	r        *positioned
	head     []byte // still to be passed on
	left     int64  // bytes of the current block
	last     bool   // it is the last one
	checksum bool   // follows the last block
	done     bool
}

func newFrame(r *positioned) (*frame, error) {
	head, err := r.Peek(18) // the longest header
	var h zstd.Header
	if herr := h.Decode(head); herr != nil {
		return nil, firstError(herr, err)
	}
	f := &frame{r: r, head: make([]byte, h.HeaderSize), checksum: h.HasCheckSum}
	_, err = io.ReadFull(r, f.head)
	return f, err
}

// Read passes on the bytes of the frame.
func (f *frame) Read(p []byte) (int, error) {
	if len(f.head) == 0 && f.left == 0 {
		if err := f.nextBlock(); err != nil {
			return 0, err
		}
	}
	if len(f.head) > 0 {
		n := copy(p, f.head)
		f.head = f.head[n:]
		return n, nil
	}
	if int64(len(p)) > f.left {
		p = p[:f.left]
	}
	n, err := f.r.Read(p)
	f.left -= int64(n)
	if errors.Is(err, io.EOF) {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// nextBlock reads the head of a block.
func (f *frame) nextBlock() error {
	switch {
	case f.done, f.last && !f.checksum:
		return io.EOF
	case f.last:
		f.left, f.done = 4, true
		return nil
	}
	f.head = make([]byte, 3)
	if _, err := io.ReadFull(f.r, f.head); err != nil {
		return io.ErrUnexpectedEOF
	}
	v := uint32(f.head[0]) | uint32(f.head[1])<<8 | uint32(f.head[2])<<16
	f.left, f.last = int64(v>>3), v&1 == 1
	if v>>1&3 == 1 { // one byte, repeated
		f.left = 1
	}
	return nil
}
