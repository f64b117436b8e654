package commonmark

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

var (
	plain   = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote))
	limited = goldmark.New(goldmark.WithExtensions(Extension, extension.Linkify, Table, extension.Strikethrough, extension.TaskList, Footnote))
)

func render(t testing.TB, m goldmark.Markdown, src []byte) string {
	t.Helper()
	var out bytes.Buffer
	if err := m.Convert(src, &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestReadsAsGoldmark compares with goldmark's own parsers.
func TestReadsAsGoldmark(t *testing.T) {
	texts := []string{
		"*a_b*c_d*", "__init__ and **x__y**", "a * b _ c", "***a** b*", "*a **b*** c_", "_a_b_", "[a](b) ![c](<d e> 'f') [g][h]\n\n[h]: i",
		"[a](b(c(d))e) [a](b(c) [a]( <b>) [a](\\)b) [a](b\\(c)", "[a] (b) [*a](b)* [[a]](b) [a](b \"c\") ![*a*](b)",
		"> > > a\n> b\n\n- c\n  - d\n    1. e\n\n[^1] f\n\n[^1]: g", "[a](" + strings.Repeat("(", 32) + "b" + strings.Repeat(")", 33),
	}
	files, err := filepath.Glob("../../testdata/article/*/want.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	for _, text := range texts {
		if got, want := render(t, limited, []byte(text)), render(t, plain, []byte(text)); got != want {
			t.Errorf("%q is read as\n%s\nwant\n%s", text, got, want)
		}
	}
}

func FuzzReadsAsGoldmark(f *testing.F) {
	f.Add("*a_b*c_d* [a](b(c)) ![d](<e> 'f') > - __g__")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 500 || strings.Contains(text, "<") && strings.Contains(text, "](") {
			return // CommonMark allows no less-than sign within angle brackets, goldmark does
		}
		if got, want := render(t, limited, []byte(text)), render(t, plain, []byte(text)); got != want {
			t.Errorf("%q is read as\n%s\nwant\n%s", text, got, want)
		}
	})
}

// TestTables: a table is one, unless its short rows would be filled up with more
// cells than a book has words.
func TestTables(t *testing.T) {
	wide := func(columns, rows int) string {
		return "|" + strings.Repeat("a|", columns) + "\n|" + strings.Repeat("-|", columns) + "\n" + strings.Repeat("|b|\n", rows)
	}
	for _, text := range []string{wide(3, 10), wide(700, 700), wide(2, 100_000)} {
		if render(t, limited, []byte(text)) != render(t, plain, []byte(text)) {
			t.Errorf("%.20q… is read in another way than goldmark's", text)
		}
	}
	if got := render(t, limited, []byte(wide(30_000, 30_000))); strings.Contains(got, "<table") || !strings.Contains(got, "|b|") {
		t.Errorf("%.100q…", got)
	}
}

// TestFootnotes: marks are marks, until there are too many of too many notes.
func TestFootnotes(t *testing.T) {
	notes := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "[^%d] ", i)
		}
		b.WriteString("\n\n")
		for i := range n {
			fmt.Fprintf(&b, "[^%d]: a\n", i)
		}
		return b.String()
	}
	if text := []byte(notes(1000) + "![^1] [^x] [a](b)\n"); render(t, limited, text) != render(t, plain, text) {
		t.Error("1,000 footnotes are read in another way than goldmark's")
	}
	if got := render(t, limited, []byte(notes(100_000))); !strings.Contains(got, "[^99999]") || !strings.Contains(got, "<sup") {
		t.Errorf("%.100q…", got)
	}
}

// TestHostile reads what goldmark takes quadratic time for: with one of them,
// this test does not come to an end.
func TestHostile(t *testing.T) {
	for _, unit := range []string{"[a](", "![a](", "[a](<b", "*a_b", "_a ", "a* ", "a_b_", "> ", "- ", "[a][", "[a](b (c", "<a b='"} {
		text := strings.Repeat("_b ", 1<<13) + "\n\n" + strings.Repeat(unit, 1<<20/len(unit))
		if got := render(t, limited, []byte(text)); !strings.Contains(got, "_b") {
			t.Errorf("%q: %d bytes", unit, len(got))
		}
	}
}
