package source

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // decodes texts by their charset
	"golang.org/x/net/html/charset"

	"github.com/artx-cli/artx/source/internal/limit"
)

// part is a text in a message.
type part struct {
	kind     string // "text/html", "text/plain"
	id       string // Content-ID
	location string
	content  []byte
	broken   bool // it is cut off, or not of its encoding
}

// What bounds the parts of a message, and how deep they are nested.
const (
	maxParts   = 10000
	maxNesting = 50
)

var decodeWord = &mime.WordDecoder{CharsetReader: charset.NewReaderLabel}

// readMessage reads a message from r: RFC 5322, 2045 to 2049 and, for web pages,
// RFC 2557 (MHTML).
func (c *container) readMessage(r io.Reader) (message.Header, *mailParts, error) {
	h := &headReader{r: r, blank: true}
	e, err := message.ReadWithOptions(h, &message.ReadOptions{MaxHeaderBytes: maxWARCHead})
	if err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return message.Header{}, nil, err
	}
	if !h.ended {
		return message.Header{}, nil, ErrTruncated
	}
	m := &mailParts{c: c}
	err = e.Walk(m.visit)
	if err != nil && !errors.Is(err, errStopped) {
		m.broken(err)
	}
	return e.Header, m, nil
}

// headReader sees whether the header of a message ends, with a blank line: the end of a file is none to it.
type headReader struct {
	r     io.Reader
	blank bool // nothing of a line was read yet
	ended bool
}

func (h *headReader) Read(p []byte) (int, error) {
	n, err := h.r.Read(p)
	for i := 0; i < n && !h.ended; i++ {
		switch p[i] {
		case '\n':
			h.ended, h.blank = h.blank, true
		case '\r':
		default:
			h.blank = false
		}
	}
	return n, err
}

// mailParts are the texts and the files of a message.
type mailParts struct {
	c     *container
	texts []part
	files parts
	count int
	size  int64
	err   error // of the first part that is broken
}

func (m *mailParts) broken(err error) {
	if isEOF(err) {
		err = ErrTruncated
	}
	if m.err == nil {
		m.err = err
	}
}

// visit reads a part. What was read before an error is kept.
func (m *mailParts) visit(place []int, e *message.Entity, err error) error {
	if err != nil && !message.IsUnknownCharset(err) && !message.IsUnknownEncoding(err) {
		return err
	}
	kind, params, err := e.Header.ContentType()
	if err != nil || kind == "" {
		kind = "text/plain"
	}
	if strings.HasPrefix(kind, "multipart/") {
		if len(place) > maxNesting {
			return fmt.Errorf("parts within parts, more than %d deep", maxNesting)
		}
		return nil
	}
	if m.count++; m.count > maxParts {
		return fmt.Errorf("the message has more than %d parts", maxParts)
	}
	texts := len(m.texts)
	data, err := io.ReadAll(io.LimitReader(e.Body, m.c.opt.MaxSize-m.size+1))
	if m.size += int64(len(data)); m.size > m.c.opt.MaxSize {
		return limit.TooLarge(m.c.opt.MaxSize)
	}
	if err != nil {
		m.broken(err)
	}
	m.add(e, strings.ToLower(kind), params, data)
	if n := len(m.texts); err != nil && n > texts {
		m.texts[n-1].broken = true
	}
	return nil
}

func (m *mailParts) add(e *message.Entity, kind string, params map[string]string, data []byte) {
	disposition, dparams, _ := e.Header.ContentDisposition()
	name := path.Base(safePath(decodeHeader(cmp.Or(dparams["filename"], params["name"]))))
	if name == "." {
		name = ""
	}
	id := strings.Trim(strings.TrimSpace(e.Header.Get("Content-Id")), "<>")
	location := strings.TrimSpace(e.Header.Get("Content-Location"))
	if disposition != "attachment" && (kind == "text/html" || kind == "application/xhtml+xml" || kind == "text/plain" && location == "" && name == "") {
		m.texts = append(m.texts, part{kind: kind, id: id, location: location, content: data})
		if location == "" && id == "" {
			return
		}
	}
	for _, address := range []string{location, cid(id)} {
		if address != "" {
			m.files = append(m.files, Attachment{Address: address, Name: name, Type: kind, open: inMemory(data)})
		}
	}
	if location == "" && id == "" {
		m.files = append(m.files, Attachment{Address: name, Name: name, Type: kind, open: inMemory(data)})
	}
}

// cid is the address of a part (RFC 2392).
func cid(id string) string {
	if id == "" {
		return ""
	}
	return "cid:" + id
}

// text returns the best text: the first that is HTML, or else all that is plain,
// since mailing lists add their own.
func (m *mailParts) text() (content []byte, kind Kind, broken bool) {
	for _, p := range m.texts {
		if p.kind != "text/plain" {
			return p.content, HTML, p.broken
		}
	}
	for _, p := range m.texts {
		broken = broken || p.broken
		if len(content) > 0 {
			content = append(content, '\n', '\n')
		}
		content = append(content, bytes.TrimSpace(p.content)...)
	}
	return content, Text, broken
}

// decodeHeader decodes the encoded words of a header field (RFC 2047).
func decodeHeader(s string) string {
	plain, err := decodeWord.DecodeHeader(s)
	if err != nil {
		return s
	}
	return plain
}

// addresses are the names in a From field, or the addresses that have none.
func addresses(field string) (names []string) {
	parser := mail.AddressParser{WordDecoder: decodeWord}
	list, err := parser.ParseList(field)
	if err != nil {
		return addName(nil, decodeHeader(field))
	}
	for _, a := range list {
		names = addName(names, cmp.Or(a.Name, a.Address))
	}
	return names
}

// isFieldLine tells whether a line is a field of a message's head: a name of
// printable characters and a colon (RFC 5322, 2.2).
func isFieldLine(line string) bool {
	i := strings.IndexByte(line, ':')
	return i > 0 && strings.IndexFunc(line[:i], func(r rune) bool { return r <= ' ' || r > '~' }) < 0
}

// mailFields are the fields at the start of a file, by their names in lower
// case; nil if it does not begin with a head of fields.
func mailFields(b []byte) map[string]string {
	fields := map[string]string{}
	last := ""
	for line := range bytes.Lines(b) {
		text := strings.TrimRight(string(line), "\r\n")
		switch {
		case text == "":
			return fields
		case (text[0] == ' ' || text[0] == '\t') && last != "":
			fields[last] += " " + strings.TrimSpace(text)
		case isFieldLine(text):
			name, value, _ := strings.Cut(text, ":")
			last = strings.ToLower(name)
			fields[last] = strings.TrimSpace(value)
		case !bytes.HasSuffix(line, []byte{'\n'}):
			return fields // it is cut off in a name, or that is what is looked at
		default:
			return nil
		}
	}
	return fields // the head is longer than what is looked at
}

// isMail tells whether fields are those of a message: one that only messages
// have, and another one. Metadata of articles, such as Pelican's, have neither
// From nor MIME-Version.
func isMail(f map[string]string) bool {
	own, any := 0, 0
	for _, name := range []string{"from", "received", "return-path", "message-id", "mime-version", "delivered-to", "dkim-signature"} {
		if f[name] != "" {
			own++
		}
	}
	for _, name := range []string{"date", "subject", "to", "content-type"} {
		if f[name] != "" {
			any++
		}
	}
	return own > 0 && own+any > 1
}

func isUTF8Text(b []byte) bool { return utf8.Valid(b) }

// isMessage tells whether a file is a message.
func isMessage(h *head) bool { return isMail(mailFields(h.data)) }
