package source

import (
	"bytes"
	"fmt"
	"path"
	"strings"
)

// readFile reads a file that is one article.
func readFile(c *container) {
	c = c.single()
	if !c.begin(c.offset) {
		return
	}
	content, err := c.readAll(c.stream)
	if err != nil {
		c.fail(c.offset, c.recordName(), err)
		return
	}
	rec := &Record{Name: c.recordName(), Offset: c.offset, Content: content, assets: c.assets}
	if strings.EqualFold(path.Ext(rec.Name), ".xhtml") {
		rec.Kind = Page
	}
	// The mark of Save Page WE may stand behind all the styles of a page.
	rec.saved()
	c.emit(rec)
}

// articleNames are the extensions of files in an archive that are articles,
// where their content does not say that they are a container.
var articleNames = map[string]bool{
	".html": true, ".htm": true, ".xhtml": true, ".shtml": true, ".md": true, ".markdown": true, ".mdown": true, ".mkd": true, ".mdx": true,
}

// entry reads a file in an archive, if it is an article or a container.
func (c *container) entry(in *container) {
	head, err := in.stream.Peek(headSize)
	if len(head) == 0 {
		if err != nil && !isEOF(err) {
			c.begin(in.offset)
			c.fail(in.offset, in.self, err)
			return
		}
		c.skip(in.offset, in.self, "empty")
		return
	}
	in.format, err = Detect(head, in.self)
	ext := strings.ToLower(path.Ext(in.self))
	switch {
	case err != nil:
		c.skip(in.offset, in.self, kindOf(err))
	case in.format == File && !articleNames[ext]:
		c.skip(in.offset, in.self, "no article")
	case in.depth > maxDepth:
		c.begin(in.offset)
		c.fail(in.offset, in.self, errTooDeep)
	case in.format.NeedsFile() && in.file == nil:
		c.nested(in)
	default:
		in.read()
	}
}

var errTooDeep = fmt.Errorf("containers in containers, %d deep and more; unpack it first", maxDepth)

// nested reads a container that needs a file from memory, up to the size of a
// record.
func (c *container) nested(in *container) {
	data, err := c.readAll(in.stream)
	if err != nil {
		c.begin(in.offset)
		c.fail(in.offset, in.self, fmt.Errorf("a container in a container: %w", err))
		return
	}
	in.setFile(data)
	in.read()
}

// setFile makes data the bytes of c.
func (c *container) setFile(data []byte) {
	c.file = sized(bytes.NewReader(data))
	c.stream.Reset(bytes.NewReader(data))
}

// kindOf names what an error of [Detect] is about.
func kindOf(err error) string {
	if u, ok := err.(*UnsupportedError); ok { //nolint:errorlint // Detect does not wrap it
		return u.Format
	}
	return err.Error()
}

// isText tells whether the first bytes of a file are text: UTF-16, or without NUL
// but for a stray one, which is an accident of some program.
func isText(head []byte) bool {
	if len(head) >= 2 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff) {
		return true
	}
	if bytes.IndexByte(head, 0) < 0 || looksUTF16(head, 0) || looksUTF16(head, 1) {
		return true
	}
	return !bytes.Contains(head, []byte{0, 0}) && !bytes.ContainsFunc(head, func(c rune) bool {
		return c > 0 && c < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b", c)
	})
}

// looksUTF16 tells whether nearly every byte at one parity is NUL, and none at
// the other.
func looksUTF16(head []byte, parity int) bool {
	head = head[:min(len(head), 512)]
	var nul [2]int
	for i, b := range head {
		if b == 0 {
			nul[i%2]++
		}
	}
	return len(head) >= 4 && nul[1-parity] == 0 && nul[parity] > len(head)/4
}
