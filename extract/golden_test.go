package extract

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var Update = flag.Bool("update", false, "rewrite the golden files and docs/supported.md")

// TestArticles cleans whole articles and compares them, with what was noted,
// with their golden files.
func TestArticles(t *testing.T) {
	names, err := filepath.Glob("testdata/article/*.html")
	if err != nil || len(names) == 0 {
		t.Fatal("no articles", err)
	}
	for _, name := range names {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		html, a := cleanString(t, string(src), Options{CleanLinks: true})
		var b strings.Builder
		b.WriteString(html + "\n")
		for _, n := range a.Notes {
			b.WriteString("\n" + n.Level.String() + " " + n.Code + ": " + n.Message)
		}
		golden := strings.TrimSuffix(name, ".html") + ".golden"
		if *Update {
			if err := os.WriteFile(golden, []byte(b.String()), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if b.String() != string(want) {
			t.Errorf("%s\ngot\n%s\nwant\n%s", name, b.String(), want)
		}
	}
}
