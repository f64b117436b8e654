package report

import (
	"testing"

	"github.com/artx-cli/artx/note"
)

func check(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestFormatNote: the same in the forms of --log-format.
func TestFormatNote(t *testing.T) {
	for _, tc := range []struct {
		n          note.Note
		text, unix string
	}{
		{note.Note{Code: "a.b", Message: "m"}, "artx: f: info: m [a.b]", "f:1:1: info: m [a.b]"},
		{note.Note{Code: "a.b", Level: note.Warning, Message: "m\nn", Line: 3}, "artx: f:3: warning: m n [a.b]", "f:3:1: warning: m n [a.b]"},
		{note.Note{Code: "a.b", Message: "m", Line: 3, Column: 7}, "artx: f:3:7: info: m [a.b]", "f:3:7: info: m [a.b]"},
	} {
		check(t, FormatNote(LogText, "f", tc.n), tc.text)
		check(t, FormatNote(LogUnix, "f", tc.n), tc.unix)
	}
}

// TestFormatError: an error that begins with its place has it once.
func TestFormatError(t *testing.T) {
	for text, want := range map[string]string{
		"a.md:12: open; close it":  "a.md:12:1: error: open; close it [failed]",
		"a.md: not text":           "a.md:1:1: error: not text [failed]",
		"something else: 3: fails": "a.md:1:1: error: something else: 3: fails [failed]",
	} {
		check(t, FormatError(LogUnix, "a.md", text), want)
		check(t, FormatError(LogText, "a.md", text), "artx: "+text)
	}
	check(t, FormatError(LogUnix, "", "wrong usage"), "artx: wrong usage")
}
