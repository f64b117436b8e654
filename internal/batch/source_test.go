package batch

import (
	"runtime"
	"strings"
	"testing"
)

// TestReadNameMemory has names that depend on articles take no memory of the
// size of each article: the first walk reads an archive as a whole.
func TestReadNameMemory(t *testing.T) {
	const size, runs = 512 << 10, 32
	folder{"p/a.html": strings.Repeat("x", size)}.write(t)
	r, err := newRunner(stub, Options{Paths: []string{"p"}, Output: "o", Ext: ".md", Name: "{title}",
		Fields: func(string, []byte) (Fields, error) { return Fields{Title: "A"}, nil }})
	must(t, err)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		name, _, err := r.readName(source{path: "p/a.html", rel: "a.html"})
		must(t, err)
		if name != "A.md" {
			t.Fatalf("got %q", name)
		}
	}
	runtime.ReadMemStats(&after)
	if got := (after.TotalAlloc - before.TotalAlloc) / runs; got > size*3/4 { // the race detector's pool forgets some
		t.Errorf("%d bytes for each article of %d", got, size)
	}
}

func TestSizeOf(t *testing.T) {
	folder{"a.html": "four"}.write(t)
	if got := sizeOf("a.html"); got != 4 {
		t.Errorf("got %d, want 4", got)
	}
	if got := sizeOf("missing.html"); got != 0 {
		t.Errorf("of a missing file: got %d, want 0", got)
	}
}
