package cli

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestArticlesAreNoAttachments converts a zip with --media: its pictures become files,
// an article that another links to is a result and nothing else.
func TestArticlesAreNoAttachments(t *testing.T) {
	t.Chdir(t.TempDir())
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	for name, content := range map[string]string{
		"a.html": "---\ntitle: A\n---\n<p><img src=\"a.png\" alt=\"x\"> <a href=\"b.html\">b</a></p>",
		"b.html": "---\ntitle: B\n---\n<p>B</p>",
		"a.png":  "\x89PNG\r\n\x1a\nxxxxxxxx",
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("posts.zip", archive.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second finds what the first remembers
		var stderr bytes.Buffer
		if status := Main([]string{"artx", "convert", "posts.zip", "-o", "out", "--media", "media"}, nil, nil, &stderr); status != exitOK {
			t.Fatalf("status %d: %s", status, &stderr)
		}
		brought, err := filepath.Glob("out/media/*")
		if err != nil || len(brought) != 1 || filepath.Base(brought[0]) != "a.png" {
			t.Errorf("media are %q (%v), want a.png alone", brought, err)
		}
	}
	got, err := os.ReadFile("out/a.md")
	if want := "---\ntitle: A\n---\n\n![x](media/a.png) [b](b.md)\n"; err != nil || string(got) != want {
		t.Errorf("%q (%v), want %q", got, err, want)
	}
}
