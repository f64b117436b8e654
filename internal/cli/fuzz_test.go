package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

// FuzzProcess converts any bytes: no panic, valid UTF-8 out, and converting
// the output again changes nothing.
func FuzzProcess(f *testing.F) {
	inputs, err := filepath.Glob(filepath.Join(articles, "*", "input.*"))
	if err != nil {
		f.Fatal(err)
	}
	for _, input := range inputs {
		src, err := os.ReadFile(input)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	opt := Options{To: "md", From: "auto"}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 64<<10 {
			t.Skip("long inputs find nothing that short ones do not")
		}
		first, err := process("fuzz.md", src, opt)
		if err != nil {
			return
		}
		if !utf8.Valid(first.output) {
			t.Fatalf("the output is no UTF-8: %q", first.output)
		}
		second, err := process("fuzz.md", first.output, opt)
		if err != nil {
			t.Fatalf("the output %q cannot be converted again: %v", first.output, err)
		}
		if !bytes.Equal(first.output, second.output) {
			t.Fatalf("converting again changes the output\ninput  %q\nfirst  %q\nsecond %q", src, first.output, second.output)
		}
	})
}
