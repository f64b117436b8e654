package main

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/artx-cli/artx/internal/cli"
)

var update = flag.Bool("update", false, "rewrite testdata/floors.txt")

const floorsFile = "testdata/floors.txt"

// TestShapes converts small pages, written for this in the shapes of real
// generators, and holds artx to what floors.txt says it reaches: a line a shape
// and feature, kept of all; of foreign words and of lost blocks between kept
// ones no more than that. Better figures are written by -update.
func TestShapes(t *testing.T) {
	got := map[string]count{}
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages in testdata", err)
	}
	for _, page := range pages {
		shape := strings.TrimSuffix(filepath.Base(page), ".html")
		r := scoreShape(t, page, shape)
		for f, c := range r.counts {
			got[shape+" "+f] = c
		}
		got[shape+" foreign"] = count{r.words, r.foreign}
		got[shape+" between"] = count{len(r.misses), r.between}
		for _, m := range r.misses {
			t.Log(shape, m)
		}
	}
	if *update {
		writeFloors(t, got)
	}
	for name, floor := range readFloors(t) {
		g := got[name]
		if strings.HasSuffix(name, " foreign") || strings.HasSuffix(name, " between") {
			if g.kept > floor.kept {
				t.Errorf("%s: %d, at most %d before", name, g.kept, floor.kept)
			}
			continue
		}
		if g.kept < floor.kept || g.all != floor.all {
			t.Errorf("%s: %d of %d, before %d of %d", name, g.kept, g.all, floor.kept, floor.all)
		}
	}
}

func scoreShape(t *testing.T, page, shape string) result {
	t.Helper()
	src, err := os.ReadFile(strings.TrimSuffix(page, ".html") + ".md")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := parseDocument(shape, string(src))
	if err != nil {
		t.Fatal(err)
	}
	var out, messages bytes.Buffer
	args := []string{"artx", "convert", "-q", "--from", "page", "--to", "md", "--front-matter", "yaml", page}
	if status := cli.Main(args, strings.NewReader(""), &out, &messages); status != 0 {
		t.Fatalf("%s: status %d: %s", page, status, &messages)
	}
	r, err := score(site{name: shape}, doc, out.String())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func writeFloors(t *testing.T, got map[string]count) {
	t.Helper()
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(got)) {
		fmt.Fprintf(&b, "%s %d %d\n", name, got[name].kept, got[name].all)
	}
	if err := os.WriteFile(floorsFile, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

func readFloors(t *testing.T) map[string]count {
	t.Helper()
	b, err := os.ReadFile(floorsFile)
	if err != nil {
		t.Fatal(err)
	}
	floors := map[string]count{}
	for line := range strings.Lines(string(b)) {
		var shape, feature string
		var c count
		if _, err := fmt.Sscan(line, &shape, &feature, &c.kept, &c.all); err != nil {
			t.Fatalf("%s: %q: %v", floorsFile, line, err)
		}
		floors[shape+" "+feature] = c
	}
	return floors
}

// TestRead holds the reader to what it has to find: a benchmark that sees
// nothing would find nothing wrong.
func TestRead(t *testing.T) {
	for _, c := range []struct{ feature, markdown, want string }{
		{"heading", "# T\n\n## A *b*\n", "A b"},
		{"rank", "## A\n\n### B\n\n## C\n", "first A|deeper B|higher C"},
		{"listing", "```sh\na\tb  \n```\n", "a    b"},
		{"language", "```sh\na\n```\n\n```\nb\n```\n", "bash: a"},
		{"item", "- a\n    1. b\n", "1 ul a|2 ol b"},
		{"task", "- [x] a\n- [ ] b\n", "done a|open b"},
		{"cell", "| a | b |\n|---|---|\n| c | $d$ |\n", "0,0 a|0,1 b|1,0 c|1,1 $d$"},
		{"term", "a\n:   b\n", "a"},
		{"definition", "a\n:   b\n", "b"},
		{"footnote", "a[^1]\n\n[^1]: b\n", "b"},
		{"reference", "a[^1] c[^2]\n\n[^1]: b\n", "b"},
		{"formula", "`$no$` \\$1 $x_1 *y*$ and 5$ or 6$\n", `x_1*y*`},
		{"display", "$$\na\n= b\n$$\n", "a=b"},
		{"formula", "```\n$no$\n```\n\n$yes$\n", "yes"},
		{"image", "![a](b%20c)\n", "b c a"},
		{"caption", "<figure>\n\n![](a)\n\n<figcaption>\n\nb\n\n</figcaption></figure>\n", "b"},
		{"link", "[a](b) [c](#d)\n", "b a"},
		{"quote", "> a\n", "a"},
		{"callout", "> [!NOTE]\n> a\n>\n> b\n", "note a|note b"},
		{"summary", "<details>\n<summary>a</summary>\n\nb\n\n</details>\n", "a"},
	} {
		r, err := read("T", c.markdown)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(r.facts[c.feature], "|"); got != c.want {
			t.Errorf("%s of %q: %q, want %q", c.feature, c.markdown, got, c.want)
		}
	}
}

// TestScoreItself: what goes in unchanged has lost nothing, and without a
// block, that block and nothing else is missed.
func TestScoreItself(t *testing.T) {
	docs, err := documents()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		s := site{name: "itself"}
		head := fmt.Sprintf("---\ntitle: %q\n---\n\n", d.title)
		r, err := score(s, d, head+d.truth(s.dialect))
		if err != nil {
			t.Fatal(err)
		}
		if len(r.misses) > 0 || r.between > 0 {
			t.Errorf("%s: %d missed: %q", d.slug, len(r.misses), r.misses)
		}
		less := d
		less.chunks = slices.Delete(slices.Clone(d.chunks), 1, 2)
		r, err = score(s, d, head+less.truth(s.dialect))
		if err != nil {
			t.Fatal(err)
		}
		if len(r.misses) == 0 || r.between == 0 {
			t.Errorf("%s: nothing missed without its second block", d.slug)
		}
	}
}
