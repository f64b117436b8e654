package cli

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// terminalWriter keeps what a file's name or its author wrote from steering the
// terminal that it is shown on: control characters but for line breaks and tabs,
// and bytes that are no UTF-8, are written as escapes such as \x1b.
type terminalWriter struct {
	w    io.Writer
	held []byte // the start of a character whose end is yet to come
}

// forTerminal wraps a writer that is a terminal.
func forTerminal(w io.Writer) io.Writer {
	if f, ok := w.(io.ReadWriter); ok && isTerminal(f) {
		return &terminalWriter{w: w}
	}
	return w
}

func (t *terminalWriter) Write(p []byte) (int, error) {
	text := append(t.held, p...)
	out := make([]byte, 0, len(text))
	for len(text) > 0 && (utf8.FullRune(text) && (text[0] != '\r' || len(text) > 1)) {
		r, size := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && size == 1:
			out = fmt.Appendf(out, `\x%02x`, text[0])
		case r == '\r' && text[1] == '\n', r == '\n', r == '\t':
			out = append(out, byte(r))
		case r < ' ' || r == 0x7f:
			out = fmt.Appendf(out, `\x%02x`, r)
		case r >= 0x80 && r < 0xa0:
			out = fmt.Appendf(out, `\u%04x`, r)
		default:
			out = append(out, text[:size]...)
		}
		text = text[size:]
	}
	t.held = append([]byte(nil), text...)
	if _, err := t.w.Write(out); err != nil {
		return 0, err
	}
	return len(p), nil
}
