package source

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/artx-cli/artx/source/internal/unpack"
)

// The grammar of WARC (ISO 28500:2017, WARC 1.1) is small: a version, fields as
// in mail, an empty line, as many bytes as Content-Length says, two empty lines.
// Libraries for it bring writers, indexes and caches that artx has no use for,
// and do not say where a record is.

// isWARC looks for a record, plain or compressed.
func isWARC(h *head) bool {
	switch {
	case h.begins("WARC/"):
		return true
	case h.begins("\x1f\x8b\x08"):
		return bytes.HasPrefix(unpack.Head("gzip", h.data, headSize), []byte("WARC/"))
	case h.begins(dictMagic):
		return true
	case h.begins(frameMagic):
		return bytes.HasPrefix(unpack.Head("zstd", h.data, headSize), []byte("WARC/"))
	}
	return false
}

// warcRecord is the head of a record.
type warcRecord struct {
	offset int64
	fields textproto.MIMEHeader
	length int64
	r      *bufio.Reader     // from which body is read
	body   *io.LimitedReader // the block of the record
}

// open begins the block.
func (w *warcRecord) open(r *bufio.Reader, offset int64) {
	w.offset, w.r, w.body = offset, r, &io.LimitedReader{R: r, N: w.length}
}

// end moves behind the block, and fails if it does not end where the head of the
// record says: then what was read of it is not the page. It may be called again.
func (w *warcRecord) end() error {
	if _, err := io.Copy(io.Discard, w.body); err != nil {
		return err
	}
	if w.body.N > 0 {
		return fmt.Errorf("the WARC record is shorter than its Content-Length: the file is %w", ErrTruncated)
	}
	if next, _ := w.r.Peek(2); len(next) > 0 && next[0] != '\n' && string(next) != "\r\n" {
		return errors.New("the WARC record does not end where its Content-Length says")
	}
	return nil
}

// readWARC reads a WARC, plain or with each record a member of gzip or a frame
// of zstd, and emits the HTML responses with status 200.
func readWARC(c *container) {
	head, _ := c.stream.Peek(4)
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		readMembers(c, &gzipMembers{})
	case bytes.HasPrefix(head, []byte(dictMagic)), bytes.HasPrefix(head, []byte(frameMagic)):
		readMembers(c, &zstdFrames{})
	default:
		readPlainWARC(c)
	}
}

// seekWARC begins at the record that the options ask for. It returns where that
// is; a stream begins at 0.
func seekWARC(c *container) int64 {
	if c.file == nil || c.opt.Offset <= 0 || c.depth > 0 {
		return 0
	}
	c.stream.Reset(io.NewSectionReader(c.file, c.opt.Offset, c.file.Size()-c.opt.Offset))
	return c.opt.Offset
}

// positioned is a buffered reader that knows where it is.
type positioned struct {
	*bufio.Reader
	in    *unpack.Counter
	start int64
}

func newPositioned(r io.Reader, start int64) *positioned {
	in := &unpack.Counter{R: r}
	return &positioned{bufio.NewReaderSize(in, 64<<10), in, start}
}

func (p *positioned) pos() int64 { return p.start + p.in.N - int64(p.Buffered()) }

// readPlainWARC reads records one behind the other. Behind one that is broken it
// looks for the next line that begins with a version.
func readPlainWARC(c *container) {
	start := seekWARC(c)
	r := newPositioned(c.stream, start)
	for !c.stopped {
		if err := skipBlank(r.Reader); err != nil {
			if !isEOF(err) {
				c.end(r.pos(), err)
			}
			return
		}
		offset := r.pos()
		rec, err := readWARCHead(r.Reader)
		wanted := c.begin(offset)
		if err == nil {
			rec.open(r.Reader, offset)
			c.warcRecord(rec, wanted)
			err = rec.end()
		}
		if err != nil {
			c.fail(offset, "", err)
			if !findVersion(r.Reader) {
				return
			}
		}
	}
}

// skipBlank reads the empty lines between records.
func skipBlank(r *bufio.Reader) error {
	for {
		b, err := r.ReadByte()
		if err != nil {
			return err
		}
		if b != '\r' && b != '\n' {
			return r.UnreadByte()
		}
	}
}

// findVersion moves to the next line that begins with "WARC/".
func findVersion(r *bufio.Reader) bool {
	for {
		line, err := r.ReadSlice('\n')
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return false
		}
		if !bytes.HasSuffix(line, []byte("\n")) {
			continue
		}
		if next, _ := r.Peek(5); string(next) == "WARC/" {
			return true
		}
	}
}

// maxWARCHead bounds the fields of a record and those of a response in it.
const (
	maxWARCHead  = 1 << 20
	maxHeadLines = 2000
)

// readWARCHead reads the version and the fields of a record.
func readWARCHead(r *bufio.Reader) (*warcRecord, error) {
	if start, _ := r.Peek(5); string(start) != "WARC/" {
		return nil, errors.New(`no WARC record: it does not begin with "WARC/"`)
	}
	lines, err := headLines(r)
	if err != nil {
		return nil, fmt.Errorf("the head of the WARC record does not end: %w", err)
	}
	rec := &warcRecord{fields: fields(lines[1:])}
	rec.length, err = strconv.ParseInt(rec.fields.Get("Content-Length"), 10, 64)
	if err != nil || rec.length < 0 {
		return nil, fmt.Errorf("the WARC record has no usable Content-Length (%q)", rec.fields.Get("Content-Length"))
	}
	return rec, nil
}

// reuse makes a buffered reader read from in. A line of a head has to fit into
// its buffer.
func reuse(r *bufio.Reader, in io.Reader) *bufio.Reader {
	if r.Size() < headSize {
		*r = *bufio.NewReaderSize(in, headSize)
	}
	r.Reset(in)
	return r
}

// headLines reads lines up to an empty one.
func headLines(r *bufio.Reader) (lines []string, err error) {
	size := 0
	for {
		line, err := r.ReadSlice('\n')
		if size += len(line); size > maxWARCHead || len(lines) > maxHeadLines || errors.Is(err, bufio.ErrBufferFull) {
			return nil, ErrTooLarge
		}
		text := strings.TrimRight(string(line), "\r\n")
		if err != nil || text == "" {
			if isEOF(err) {
				err = ErrTruncated
			}
			return lines, err
		}
		lines = append(lines, text)
	}
}

// fields reads header fields, folded lines among them. Lines that are none are
// left out: archives hold what servers sent.
func fields(lines []string) textproto.MIMEHeader {
	h := textproto.MIMEHeader{}
	last := ""
	for _, line := range lines {
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			list := h[last]
			list[len(list)-1] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name))
		h[last] = append(h[last], strings.TrimSpace(value))
	}
	return h
}

// address is the address of a record. WARC 0.17 to 1.0 of some writers have it
// in angle brackets.
func (w *warcRecord) address() string {
	return strings.Trim(w.fields.Get("Warc-Target-Uri"), "<>")
}

// warcRecord emits a record if it is a page, and tells of it otherwise.
func (c *container) warcRecord(w *warcRecord, wanted bool) {
	kind := strings.ToLower(w.fields.Get("Warc-Type"))
	media := strings.ToLower(w.fields.Get("Content-Type"))
	address := w.address()
	switch {
	case kind != "response" && kind != "resource" && kind != "revisit" && kind != "continuation": // about others
		c.counted-- // else those before each response would give a share all responses, or none
	case !wanted:
	case !c.wanted(address):
		c.skip(w.offset, address, notIncluded)
	case kind == "response" && strings.HasPrefix(media, "application/http"):
		c.warcResponse(w)
	case kind == "resource" && isHTMLType(media):
		c.warcPage(w, w.body, media)
	case kind == "revisit" || kind == "continuation":
		c.skip(w.offset, address, kind)
	default:
		c.skip(w.offset, address, cmp.Or(media, kind))
	}
}

func isHTMLType(media string) bool {
	media, _, _ = strings.Cut(media, ";")
	switch strings.TrimSpace(media) {
	case "text/html", "application/xhtml+xml":
		return true
	}
	return false
}

// warcResponse emits the page in an HTTP response.
func (c *container) warcResponse(w *warcRecord) {
	r := reuse(&c.http, w.body)
	lines, err := headLines(r)
	if err != nil || len(lines) == 0 {
		c.warcFail(w, fmt.Errorf("the head of the HTTP response does not end: %w", firstError(err, ErrTruncated)))
		return
	}
	h := fields(lines[1:])
	_, status, _ := strings.Cut(lines[0], " ")
	status, _, _ = strings.Cut(strings.TrimSpace(status), " ")
	media := strings.ToLower(h.Get("Content-Type"))
	switch {
	case status != "200":
		c.skip(w.offset, w.address(), "status "+status)
		return
	case media != "" && !isHTMLType(media):
		media, _, _ = strings.Cut(media, ";")
		c.skip(w.offset, w.address(), media)
		return
	}
	body, err := httpBody(r, h)
	if err != nil {
		c.warcFail(w, err)
		return
	}
	defer unpack.Close(body)
	c.warcPage(w, body, media)
}

// warcFail reports what is wrong with a page, unless the record is broken as a
// whole, which is reported where it ends.
func (c *container) warcFail(w *warcRecord, err error) {
	if w.end() != nil {
		return
	}
	if isEOF(err) {
		err = ErrTruncated
	}
	c.fail(w.offset, w.address(), err)
}

func firstError(list ...error) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

// warcPage emits a page.
func (c *container) warcPage(w *warcRecord, body io.Reader, media string) {
	content, err := c.readAll(body)
	if err == nil && media == "" && !bytes.Contains(content[:min(len(content), 1024)], []byte("<")) {
		c.skip(w.offset, w.address(), "no media type")
		return
	}
	if err != nil {
		c.warcFail(w, err)
		return
	}
	if w.fields.Get("Warc-Truncated") != "" {
		c.warcFail(w, fmt.Errorf("the crawler stored only a part of the page (%s): %w", w.fields.Get("Warc-Truncated"), ErrTruncated))
		return
	}
	if w.end() != nil {
		return // it is reported where the record ends
	}
	rec := &Record{Offset: w.offset, URL: w.address(), Name: addressPath(w.address()), Kind: Page, Content: toUTF8(content, media)}
	rec.Header.Captured = isoDate(w.fields.Get("Warc-Date"))
	c.emit(rec)
}
