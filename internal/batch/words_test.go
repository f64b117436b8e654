package batch

import (
	"fmt"
	"strings"
	"testing"

	"github.com/artx-cli/artx/internal/report"
)

// TestManyWarnings: the first warnings of a run are printed, the others counted.
// Editors get all of them, quiet runs none.
func TestManyWarnings(t *testing.T) {
	const warnings = 20 // printed
	f := folder{}
	for i := range warnings + 5 {
		f[fmt.Sprintf("p/%02d.html", i)] = "<p>x WARN"
	}
	f.write(t)
	o := run(t, Options{Paths: []string{"p"}, Output: "o"})
	if n := strings.Count(o.stderr, ": warning: "); n != warnings || !strings.Contains(o.stderr, "\nartx: 5 warnings more; -v prints all, ") {
		t.Errorf("%d warnings:\n%s", n, o.stderr)
	}
	o = run(t, Options{Paths: []string{"p"}, Output: "unix", Log: report.LogUnix})
	if n := strings.Count(o.stderr, ":1: warning: no real address [image.placeholder]\n"); n != warnings+5 || n != strings.Count(o.stderr, "\n") {
		t.Errorf("%d lines for an editor:\n%s", n, o.stderr)
	}
	o = run(t, Options{Paths: []string{"p"}, Output: "quiet", Quiet: true})
	checkText(t, o.stderr, "")
	o = run(t, Options{Paths: []string{"p"}, Output: "quiet", Quiet: true, Strict: true})
	checkText(t, o.stderr, "artx: --strict: failed by 25 warnings in p/00.html, p/01.html, p/02.html and 22 other files\n")
}

// TestPassedOver names the most frequent extensions first.
func TestPassedOver(t *testing.T) {
	p := passedOver{}
	for _, name := range strings.Fields("a.JPG b.jpg c.css d.png e LICENSE x.a y.b z.c w.d") {
		p.add(name)
	}
	checkText(t, p.String(), "2 .jpg, 2 without an extension, 1 .a, 1 .b, 1 .c, 3 others")
}
