package frontmatter

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/artx-cli/artx/note"
)

// FuzzScanner holds the fast reader to the general one.
func FuzzScanner(f *testing.F) {
	for _, tt := range titleTests {
		f.Add("title: " + tt.in + "\n")
	}
	f.Add("a: b\n\n# c\nd: [a, b]\nlist:\n  - x\n  - 'y'\n\n  - z\nn: 007\nempty:\nlast: \"q\"\n# tail\n")
	f.Add("tags:\n- a\n- b: c\n")
	f.Add("a:\r\n - b\r\nc: d\r\n")
	f.Add("a-b:\n  c: 'd''e'\n  f:\n\n  g: [h]\ntitle:\n  x: 1\ntags:\n  y: NO\n")
	f.Fuzz(func(t *testing.T, text string) {
		fast, slow := NewDocument(), NewDocument()
		if !fast.scanYAML(text, 1) {
			return
		}
		if err := slow.readAnyYAML(text, 1); err != nil {
			t.Fatalf("scanned, but %v:\n%s", err, text)
		}
		if diff := cmp.Diff(slow, fast, cmp.AllowUnexported(Document{}, field{}, node{}, pair{}, note.Note{})); diff != "" {
			t.Errorf("the readers differ (-general +fast):\n%s\n%q", diff, text)
		}
	})
}

// FuzzSplit checks that the parts are the whole and that what is written splits
// the same way again.
func FuzzSplit(f *testing.F) {
	for _, tt := range splitTests {
		f.Add([]byte(tt.src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		block, err := Split(src)
		if err != nil {
			if e, ok := err.(*Error); !ok || e.Line < 1 {
				t.Fatalf("error without a line: %v", err)
			}
			return
		}
		if !bytes.HasSuffix(src, append(block.Raw[:len(block.Raw):len(block.Raw)], block.Body...)) {
			t.Fatalf("the parts are not the whole")
		}
		before := src[:len(src)-len(block.Body)]
		if want := 1 + bytes.Count(before, lf); block.BodyLine != want && block.Format != None {
			t.Fatalf("body in line %d, want %d", block.BodyLine, want)
		}
		if block.Format == None {
			return
		}
		again, err := Split(append(bytes.Clone(block.Raw), "\nbody"...))
		if err != nil || !bytes.Equal(again.Header, block.Header) {
			t.Fatalf("split again: %v %q", err, again.Header)
		}
	})
}

// FuzzParse checks that a header that was read is read the same from what is
// written, in its own format with every field written anew.
func FuzzParse(f *testing.F) {
	for _, tt := range splitTests {
		f.Add([]byte(tt.src))
	}
	for _, tt := range titleTests {
		f.Add([]byte("---\ntitle: " + tt.in + "\ntags: [a, " + tt.in + "]\nx:\n  - " + tt.in + "\n---\n"))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		block, err := Split(src)
		if err != nil || block.Format == None {
			return
		}
		doc, err := Parse(block)
		if err != nil {
			if e, ok := err.(*Error); !ok || e.Line < 1 {
				t.Fatalf("error without a line: %v", err)
			}
			return
		}
		_ = doc.Meta()
		sameAgain(t, doc, EncodeOptions{})
		for _, fd := range doc.fields {
			fd.changed = true
		}
		sameAgain(t, doc, EncodeOptions{})
		sameAgain(t, doc, EncodeOptions{Format: YAML})
		doc.Clean(CleanOptions{FirstHeading: "heading", FirstImage: "/a.png"})
		for _, opt := range everyOption() {
			readable(t, doc, opt)
		}
	})
}

// readable writes doc with a preset and expects a header again.
func readable(t *testing.T, doc *Document, opt EncodeOptions) {
	t.Helper()
	out, err := doc.Encode(opt)
	if err != nil {
		t.Fatal(err)
	}
	if doc.Len() == 0 {
		return
	}
	block, err := Split(append(bytes.Clone(out), "body\n"...))
	if err != nil || string(block.Body) != "body\n" {
		t.Fatalf("%v: cannot be split again: %v\n%s", opt, err, out)
	}
	again, err := Parse(block)
	if err != nil {
		t.Fatalf("%v: cannot be read again: %v\n%s", opt, err, out)
	}
	if opt.Preset == "" && again.Len() != doc.Len() {
		t.Fatalf("%v: %d keys, want %d\n%s", opt, again.Len(), doc.Len(), out)
	}
}

// sameAgain writes doc, reads it and expects the same values.
func sameAgain(t *testing.T, doc *Document, opt EncodeOptions) {
	t.Helper()
	out, err := doc.Encode(opt)
	if err != nil {
		t.Fatal(err)
	}
	if doc.Len() == 0 {
		return
	}
	block, err := Split(append(bytes.Clone(out), "body\n"...))
	if err != nil || string(block.Body) != "body\n" {
		t.Fatalf("%v: cannot be split again: %v\n%s", opt, err, out)
	}
	again, err := Parse(block)
	if err != nil {
		t.Fatalf("%v: cannot be read again: %v\n%s", opt, err, out)
	}
	if want, got := doc.root(), again.root(); !want.equal(got) {
		t.Fatalf("%v: other values\n%s\n%s\nin\n%s", opt, want.flat(), got.flat(), out)
	}
}
