package htmltree

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// A treeTest is a case of html5lib's tree-construction tests.
type treeTest struct {
	data, fragment, document string
	scripting                bool
}

// treeTestsOf reads a file of cases: sections that begin with a line of # and
// a name, and end before a line of the same form.
func treeTestsOf(t testing.TB, file string) (tests []treeTest) {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split("\n"+string(src), "\n#data\n")[1:] {
		tt := treeTest{}
		head, rest, _ := strings.Cut("\n"+part, "\n#errors\n")
		tt.data = strings.TrimPrefix(head, "\n")
		head, tt.document, _ = strings.Cut("\n"+rest, "\n#document\n")
		tt.document = strings.TrimRight(tt.document, "\n") + "\n"
		tt.scripting = strings.Contains(head, "\n#script-on")
		if _, context, ok := strings.Cut(head, "\n#document-fragment\n"); ok {
			tt.fragment, _, _ = strings.Cut(context, "\n")
		}
		tests = append(tests, tt)
	}
	return tests
}

// TestTreeConstruction runs html5lib's tree-construction tests and those of
// x/net/html itself: all that x/net/html passes must pass, and where it gives
// another tree than the standard, ours is the same.
func TestTreeConstruction(t *testing.T) {
	dir := netTestdata(t)
	var files []string
	for _, pattern := range []string{"html5lib-tests/tree-construction/*.dat", "go/*.dat"} {
		found, _ := filepath.Glob(filepath.Join(dir, pattern))
		files = append(files, found...)
	}
	if len(files) == 0 {
		t.Skip("golang.org/x/net came without its tests")
	}
	passed, refused, both, all := 0, 0, 0, 0
	for _, file := range files {
		for i, tt := range treeTestsOf(t, file) {
			if tt.scripting {
				continue
			}
			all++
			var context *html.Node
			if tt.fragment != "" {
				context = element(tt.fragment)
			}
			got := parse(t, tt.data, context)
			passes := dump(got.Root) == tt.document
			if passes {
				passed++
			}
			ref, err := reference(tt.data, context)
			if err != nil {
				refused++
				continue
			}
			if dump(ref) == tt.document {
				both++
				if !passes {
					t.Errorf("%s, case %d: %q in %q\ngot\n%s\nwant\n%s", filepath.Base(file), i, tt.data, tt.fragment, dump(got.Root), tt.document)
					continue
				}
			}
			if d := difference(got.Root, ref); d != "" {
				t.Errorf("%s, case %d: %q in %q is not as x/net/html has it:\n%s", filepath.Base(file), i, tt.data, tt.fragment, d)
			}
		}
	}
	t.Logf("%d of %d cases pass; x/net/html passes %d and refuses %d", passed, all, both, refused)
}
