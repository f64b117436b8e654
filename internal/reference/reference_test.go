package reference

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/artx-cli/artx/internal/media"
)

// TestMemory has a memory come back as it was written, but for what makes addresses
// long, and tell whether another run leads references elsewhere.
func TestMemory(t *testing.T) {
	m := NewMemory()
	m.Refs = []Reference{
		{Kind: media.Picture, Address: "a.png", Others: []string{"b.png", "c.png"}},
		{Kind: media.File, Address: "https://x.example/b", Written: "/b"},
		{Kind: media.Picture, Address: "data:image/png;base64," + strings.Repeat("A", 1000), Attached: "cid:a"},
	}
	m.Traces, m.Places = []string{"trace"}, []string{"media/a.png"}
	m.Led("media/a.png")
	m.Led("b.md")
	text := m.String()
	read, ok := Parse(text)
	if !ok || len(text) > 400 {
		t.Fatalf("%t, %d bytes", ok, len(text))
	}
	m.Refs[2].Address = media.Short(m.Refs[2].Address)
	for i := range read.Refs {
		if len(read.Refs[i].Others) == 0 {
			read.Refs[i].Others = nil
		}
	}
	if diff := cmp.Diff([]any{m.Refs, m.Traces, m.Places}, []any{read.Refs, read.Traces, read.Places}); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, tt := range []struct {
		to   string
		like bool
	}{{"b.md", true}, {"c.md", false}} {
		now := NewMemory()
		now.Led("media/a.png")
		now.Led(tt.to)
		if got := now.LedLike(read); got != tt.like {
			t.Errorf("%s: %t", tt.to, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(NewMemory().String())
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		m, ok := Parse(text)
		if !ok {
			return
		}
		if again, ok := Parse(m.String()); !ok || !again.LedLike(m) {
			t.Errorf("%q was read, and what it says was not", text)
		}
	})
}

// TestPlace finds where addresses stand, and not where longer ones do.
func TestPlace(t *testing.T) {
	src := []byte("<p>/about /a.md\n<a href='/ab'>x</a>\n <a href=\"/a\">y</a> [z](b?c=d&amp;e=f)")
	for _, tt := range []struct {
		ref          Reference
		line, column int
	}{
		{Reference{Address: "/a"}, 3, 11},
		{Reference{Address: "https://x.example/ab", Written: "/ab"}, 2, 10},
		{Reference{Address: "b?c=d&e=f"}, 3, 25},
		{Reference{Address: "/abo"}, 0, 0},
		{Reference{}, 0, 0},
	} {
		if line, column := tt.ref.Place(src); line != tt.line || column != tt.column {
			t.Errorf("%+v: %d:%d, want %d:%d", tt.ref, line, column, tt.line, tt.column)
		}
	}
}
