package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/artx-cli/artx/extract/rules"
)

// TestNotesAreListed compares the codes and levels of notes in the source with
// those of docs/notes.md.
func TestNotesAreListed(t *testing.T) {
	page, err := os.ReadFile("../../docs/notes.md")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z]+\\.[a-z-]+)` \\| ([a-z, ]+) \\|").FindAllSubmatch(page, -1) {
		listed[string(row[1])] = string(row[2])
	}
	if diff := cmp.Diff(sourceNotes(t), listed); diff != "" {
		t.Errorf("docs/notes.md differs from the source (-source +page):\n%s", diff)
	}
}

// sourceNotes reads the codes of notes, with their levels, out of the packages.
func sourceNotes(t *testing.T) map[string]string {
	found := map[string][]string{}
	for _, rule := range rules.Builtin().Noise {
		found["noise."+rule.Rule] = []string{"info"}
	}
	for _, file := range sourceFiles(t) {
		syntax, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(syntax, func(n ast.Node) bool {
			if code, level := noteIn(n, syntax.Name.Name); code != "" && !slices.Contains(found[code], level) {
				found[code] = append(found[code], level)
			}
			return true
		})
	}
	notes := map[string]string{}
	for code, levels := range found {
		slices.Sort(levels)
		notes[code] = strings.Join(levels, ", ")
	}
	return notes
}

// sourceFiles lists the Go files of the project that are no tests.
func sourceFiles(t *testing.T) (files []string) {
	for _, dir := range []string{"article", "frontmatter", "extract", "convert", "internal"} {
		err := filepath.WalkDir(filepath.Join("../..", dir), func(path string, _ fs.DirEntry, err error) error {
			if strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// noteIn returns the code and level of the note that a call or literal makes.
func noteIn(n ast.Node, pkg string) (code, level string) {
	switch n := n.(type) {
	case *ast.CallExpr:
		if len(n.Args) < 2 {
			return "", ""
		}
		switch nameOf(n.Fun) {
		case "removeNoise":
			if code = literal(n.Args[1]); code != "" {
				return "noise." + code, "info"
			}
		case "Add", "AddAt", "add", "note":
			if level = levelOf(n.Args[1]); level == "" {
				return "", ""
			}
			if code = literal(n.Args[0]); code != "" && pkg == "frontmatter" {
				code = "frontmatter." + code
			}
		}
	case *ast.CompositeLit: // note.Note{Code: …, Level: …}
		for _, e := range n.Elts {
			if pair, ok := e.(*ast.KeyValueExpr); ok {
				switch nameOf(pair.Key) {
				case "Code":
					code = literal(pair.Value)
				case "Level":
					level = levelOf(pair.Value)
				}
			}
		}
	case *ast.BasicLit:
		if code = literal(n); strings.HasPrefix(code, "verify.") {
			return code, "warning"
		}
		return "", ""
	}
	return code, level
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// levelOf returns the value of note.Info and note.Warning, "" of anything else.
func levelOf(e ast.Expr) string {
	if s, ok := e.(*ast.SelectorExpr); ok && nameOf(s.X) == "note" {
		return strings.ToLower(s.Sel.Name)
	}
	return ""
}

func literal(e ast.Expr) string {
	if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
		s, _ := strconv.Unquote(lit.Value)
		return s
	}
	return ""
}
