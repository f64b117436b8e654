package cli

import (
	"bytes"
	"testing"
)

// TestTerminalWriter has control characters be shown, not sent, wherever writes
// are cut.
func TestTerminalWriter(t *testing.T) {
	for text, want := range map[string]string{
		"plain\ttext\nüber 漢字 🙂":   "plain\ttext\nüber 漢字 🙂",
		"\x1b[2J\x1b]0;x\x07":      `\x1b[2J\x1b]0;x\x07`,
		"c1 \u009b2J \u0085 end":   `c1 \u009b2J \u0085 end`,
		"bytes \x9b2J \xff \xc3(":  `bytes \x9b2J \xff \xc3(`,
		"line\r\nline\rover\x7f\n": "line\r\nline\\x0dover\\x7f\n",
		"\x00":                     `\x00`,
	} {
		for size := 1; size <= len(text); size++ {
			var b bytes.Buffer
			w := &terminalWriter{w: &b}
			for rest := text; rest != ""; rest = rest[min(size, len(rest)):] {
				part := rest[:min(size, len(rest))]
				if n, err := w.Write([]byte(part)); n != len(part) || err != nil {
					t.Fatalf("%d, %v", n, err)
				}
			}
			if b.String() != want {
				t.Errorf("%q by %d: got %q, want %q", text, size, b.String(), want)
			}
		}
	}
}
