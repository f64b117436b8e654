package source

import (
	"bytes"
	"errors"
	"io"
	"regexp"

	"github.com/artx-cli/artx/source/internal/limit"
)

// mboxFrom is the line before each message (RFC 4155, appendix A): a sender and
// a date as asctime writes it. Google Takeout and Thunderbird write it a little
// otherwise, but all end with a year, a zone perhaps behind it.
var mboxFrom = regexp.MustCompile(`^From \S.*\d\d:\d\d(:\d\d)?.* \d{4}( [+-]\d{4})?\r?\n$|^From - .*\d{4}\r?\n$`)

// isMbox looks for the line before the first message and the fields behind it.
func isMbox(h *head) bool {
	if !h.begins("From ") {
		return false
	}
	i := bytes.IndexByte(h.data, '\n')
	return i > 0 && mboxFrom.Match(h.data[:i+1]) && len(mailFields(h.data[i+1:])) > 1
}

// readMbox reads a mailbox of Unix, message by message: mboxo, mboxrd and mboxcl,
// of which the lengths are not used, since programs that change a mailbox often
// leave them.
func readMbox(c *container) {
	lines := &lineReader{r: c.stream, limit: int(c.opt.MaxSize)}
	m := &mboxMessage{c: c}
	blank := true
	for !c.stopped {
		offset := lines.pos
		line, tooLong, err := lines.next()
		if err != nil && !errors.Is(err, io.EOF) {
			c.end(offset, err)
			return
		}
		switch {
		case blank && bytes.HasPrefix(line, []byte("From ")) && mboxFrom.Match(line):
			m.flush()
			m.open, m.offset = true, lines.pos
		case m.open:
			m.add(line, tooLong)
		}
		blank = len(bytes.TrimRight(line, "\r\n")) == 0
		if err != nil {
			break
		}
	}
	m.flush()
}

// mboxMessage is a message of a mailbox while it is read.
type mboxMessage struct {
	c      *container
	open   bool
	offset int64
	text   []byte
	over   bool
}

// add adds a line, without the > that a mailbox puts before "From " (mboxrd).
func (m *mboxMessage) add(line []byte, tooLong bool) {
	if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, []byte("From ")) {
		line = line[1:]
	}
	if m.over = m.over || tooLong || int64(len(m.text)+len(line)) > m.c.opt.MaxSize; m.over {
		m.text = nil
		return
	}
	m.text = append(m.text, line...)
}

// flush emits the message.
func (m *mboxMessage) flush() {
	if m.open && !m.c.stopped && m.c.begin(m.offset) {
		if m.over {
			m.c.fail(m.offset, "", limit.TooLarge(m.c.opt.MaxSize))
		} else {
			m.c.mail(m.offset, bytes.NewReader(m.text))
		}
	}
	m.open, m.over, m.text = false, false, nil
}
