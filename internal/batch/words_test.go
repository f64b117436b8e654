package batch

import (
	"fmt"
	"strings"
	"testing"

	"github.com/artx-cli/artx/note"
)

// TestManyWarnings: the first warnings of a run are printed, the others counted.
// Editors get all of them, quiet runs none.
func TestManyWarnings(t *testing.T) {
	f := folder{}
	for i := range mostWarnings + 5 {
		f[fmt.Sprintf("p/%02d.html", i)] = "<p>x WARN"
	}
	f.write(t)
	o := run(t, Options{Paths: []string{"p"}, Output: "o"})
	if n := strings.Count(o.stderr, ": warning: "); n != mostWarnings || !strings.Contains(o.stderr, "\nartx: 5 warnings more; -v prints all, ") {
		t.Errorf("%d warnings:\n%s", n, o.stderr)
	}
	o = run(t, Options{Paths: []string{"p"}, Output: "unix", Log: LogUnix})
	if n := strings.Count(o.stderr, ":1: warning: no real address [image.placeholder]\n"); n != mostWarnings+5 || n != strings.Count(o.stderr, "\n") {
		t.Errorf("%d lines for an editor:\n%s", n, o.stderr)
	}
	o = run(t, Options{Paths: []string{"p"}, Output: "quiet", Quiet: true})
	checkText(t, o.stderr, "")
	o = run(t, Options{Paths: []string{"p"}, Output: "quiet", Quiet: true, Strict: true})
	checkText(t, o.stderr, "artx: --strict: failed by 25 warnings in p/00.html, p/01.html, p/02.html and 22 other files\n")
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
		checkText(t, FormatNote(LogText, "f", tc.n), tc.text)
		checkText(t, FormatNote(LogUnix, "f", tc.n), tc.unix)
	}
}

// TestFormatError: an error that begins with its place has it once.
func TestFormatError(t *testing.T) {
	for text, want := range map[string]string{
		"a.md:12: open; close it":  "a.md:12:1: error: open; close it [failed]",
		"a.md: not text":           "a.md:1:1: error: not text [failed]",
		"something else: 3: fails": "a.md:1:1: error: something else: 3: fails [failed]",
	} {
		checkText(t, FormatError(LogUnix, "a.md", text), want)
		checkText(t, FormatError(LogText, "a.md", text), "artx: "+text)
	}
	checkText(t, FormatError(LogUnix, "", "wrong usage"), "artx: wrong usage")
}

// TestPassedOver names the most frequent extensions first.
func TestPassedOver(t *testing.T) {
	p := passedOver{}
	for _, name := range strings.Fields("a.JPG b.jpg c.css d.png e LICENSE x.a y.b z.c w.d") {
		p.add(name)
	}
	checkText(t, p.String(), "2 .jpg, 2 without an extension, 1 .a, 1 .b, 1 .c, 3 others")
}
