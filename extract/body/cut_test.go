package body

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// cuts are where HTML blocks, inline HTML and code spans begin and end.
func cuts(doc ast.Node) (list []string) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			for i := range n.Lines().Len() {
				list = append(list, fmt.Sprint("block ", n.Lines().At(i).Start, " ", n.Lines().At(i).Stop))
			}
			if n.HasClosure() {
				list = append(list, fmt.Sprint("end ", n.ClosureLine.Start, " ", n.ClosureLine.Stop))
			}
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				list = append(list, fmt.Sprint("inline ", n.Segments.At(i).Start, " ", n.Segments.At(i).Stop))
			}
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if c, ok := c.(*ast.Text); ok {
					list = append(list, fmt.Sprint("code ", c.Segment.Start, " ", c.Segment.Stop))
				}
			}
		}
		return ast.WalkContinue, nil
	})
	return list
}

// goldmarks is goldmark as it comes, with the tables of GFM alone.
func goldmarks() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.Table)).Parser()
}

// checkCuts compares the cuts of our reader with those of goldmark, and the blocks of
// HTML that a body is parted into with both.
func checkCuts(t *testing.T, src []byte) {
	t.Helper()
	m := readMarkdown(src)
	want := cuts(goldmarks().Parse(text.NewReader(m.masked)))
	if got := cuts(markdownReader().Parse(text.NewReader(m.masked))); !slices.Equal(got, want) {
		t.Errorf("cut at\n%q\nwant\n%q\nin %q", got, want, src)
	}
	var tags []string
	for _, b := range m.blocks {
		for _, tag := range b.tags {
			tags = append(tags, fmt.Sprint(tag.start))
		}
	}
	for _, cut := range want {
		kind, at, _ := strings.Cut(cut, " ")
		start, _, _ := strings.Cut(at, " ")
		if i := slices.Index(tags, start); kind == "inline" && i >= 0 {
			tags = slices.Delete(tags, i, i+1)
		}
	}
	if len(tags) > 0 {
		t.Errorf("tags at %q that goldmark does not find in %q", tags, src)
	}
}

// specification is the list of examples of CommonMark, which goldmark has beside its
// tests.
func specification(tb testing.TB) (list []string) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		tb.Skip("no module cache: ", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		tb.Skip(err)
	}
	var cases []struct{ Markdown string }
	if err := json.Unmarshal(data, &cases); err != nil {
		tb.Fatal(err)
	}
	for _, c := range cases {
		list = append(list, c.Markdown)
	}
	return list
}

// TestCuts cuts the examples of the specification, each by itself and between HTML, and
// real posts where goldmark does.
func TestCuts(t *testing.T) {
	for _, example := range specification(t) {
		checkCuts(t, []byte(example))
		checkCuts(t, []byte("Some **text** with <b>tags</b>.\n"+example+"\n<div>A <i>block</i>.</div>\n"+example))
	}
	_ = filepath.WalkDir("../../../shared/corpus", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || t.Failed() {
			return nil
		}
		src, err := os.ReadFile(path)
		if err == nil && Detect(src, true) == KindMixed {
			checkCuts(t, []byte(strings.ReplaceAll(string(src), "\r\n", "\n")))
		}
		return nil
	})
}

// FuzzCuts cuts what the fuzzer makes of pieces of Markdown and HTML.
func FuzzCuts(f *testing.F) {
	for _, example := range specification(f) {
		f.Add(example, "`<a href=\"`\">` <b *x*> <!X `>` {% if `x` %} \\<i> <code>")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if src := a + "\n" + b + a; len(src) < 600 && utf8.ValidString(src) && !strings.ContainsAny(src, "\r\x00") && !strings.Contains(src, "](<") {
			checkCuts(t, []byte(src))
		}
	})
}
