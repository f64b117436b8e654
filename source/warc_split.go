package source

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
)

// NextMember finds the first record of a WARC of gzip members that begins at byte from
// or behind it, so that the file can be read in several parts: a part holds the
// records that begin in it, and [Options].Offset begins there. It returns -1 if there
// is none.
func NextMember(file io.ReaderAt, size, from int64) (int64, error) {
	const magic = "\x1f\x8b\x08"
	window := make([]byte, headSize)
	for at := from; at < size; {
		n, err := file.ReadAt(window[:min(headSize, size-at)], at)
		if err != nil && !errors.Is(err, io.EOF) {
			return 0, err
		}
		if n < len(magic) {
			break
		}
		i := bytes.Index(window[:n], []byte(magic))
		switch {
		case i < 0:
			at += int64(n - len(magic) + 1)
		case beginsRecord(io.NewSectionReader(file, at+int64(i), size-at-int64(i))):
			return at + int64(i), nil
		default: // the signature stands in compressed data by chance
			at += int64(i) + 1
		}
	}
	return -1, nil
}

// beginsRecord tells whether a gzip member holds a record.
func beginsRecord(r io.Reader) bool {
	z, err := gzip.NewReader(r)
	if err != nil {
		return false
	}
	head := make([]byte, 16)
	n, _ := io.ReadFull(z, head) // as much as there is
	return bytes.HasPrefix(bytes.TrimLeft(head[:n], "\r\n"), []byte("WARC/"))
}
