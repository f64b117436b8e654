package cli

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/artx-cli/artx/article"
)

// shared holds a collection of real posts beside the project; it is not part
// of it.
const shared = "../../../shared"

// corpusFiles lists the real posts; the test is skipped where there are none.
func corpusFiles(tb testing.TB) []string {
	tb.Helper()
	var files []string
	for _, dir := range []string{"corpus", "seed"} {
		err := filepath.WalkDir(filepath.Join(shared, dir), func(path string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			tb.Skipf("no collection of real posts: %v", err)
		}
	}
	return files
}

// leftovers is what cleaning must have taken away.
var leftovers = regexp.MustCompile(`(?i)<div|data-original=|class="lazy|<script|javascript:`)

// unrendered are posts whose own Markdown does not show all they hold, and why.
var unrendered = map[string]string{
	"evil_intro.md": "a link in Hatena's syntax has tags where CommonMark reads an address",
}

// TestCorpus converts every real post: none fails, no wrapper or lazy-load
// markup is left outside code, no word, link, image or code block is lost, and
// converting the output again changes nothing.
func TestCorpus(t *testing.T) {
	for _, file := range corpusFiles(t) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		res, err := process(file, src, Options{Options: article.Options{To: article.Markdown, Verify: true}})
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		for _, n := range res.Notes {
			if strings.HasPrefix(n.Code, "verify.") && unrendered[filepath.Base(file)] == "" {
				t.Errorf("%s: %s [%s]", file, n.Message, n.Code)
			}
		}
		if found := leftovers.FindString(outsideCode(res.Markdown)); found != "" {
			t.Errorf("%s: %q is left in the Markdown", file, found)
		}
		again, err := process(file, res.output, Options{Options: article.Options{To: article.Markdown}})
		if err != nil {
			t.Errorf("converting the output again: %v", err)
		} else if !bytes.Equal(again.output, res.output) {
			t.Errorf("%s: converting the output again changes it", file)
		}
	}
}

// outsideCode is the raw HTML of Markdown and the destinations of its links.
func outsideCode(markdown []byte) string {
	var b bytes.Buffer
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser().Parse(text.NewReader(markdown))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			for i := range n.Lines().Len() {
				line := n.Lines().At(i)
				b.Write(line.Value(markdown))
			}
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				segment := n.Segments.At(i)
				b.Write(segment.Value(markdown))
			}
		case *ast.Link:
			b.Write(n.Destination)
		case *ast.Image:
			b.Write(n.Destination)
		}
		b.WriteByte('\n')
		return ast.WalkContinue, nil
	})
	return b.String()
}
