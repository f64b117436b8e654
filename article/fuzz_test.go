package article

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"
)

// FuzzConvert converts any bytes: no panic, valid UTF-8 out, and converting
// the output again changes nothing.
func FuzzConvert(f *testing.F) {
	inputs, err := filepath.Glob(filepath.Join("../testdata/article", "*", "input.*"))
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
	opt := Options{Name: "fuzz.md", To: Markdown}
	f.Fuzz(func(t *testing.T, src []byte) {
		if len(src) > 64<<10 {
			t.Skip("long inputs find nothing that short ones do not")
		}
		a, err := Convert(src, opt)
		if err != nil {
			return
		}
		first := encode(t, a, Markdown)
		if !utf8.Valid(first) {
			t.Fatalf("the output is no UTF-8: %q", first)
		}
		a, err = Convert(first, opt)
		if err != nil {
			t.Fatalf("the output %q cannot be converted again: %v", first, err)
		}
		second := encode(t, a, Markdown)
		if !bytes.Equal(first, second) {
			t.Fatalf("converting again changes the output\ninput  %q\nfirst  %q\nsecond %q", src, first, second)
		}
	})
}
