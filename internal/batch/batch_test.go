package batch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/artx-cli/artx/internal/media"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// stub is a conversion that takes out "<p>" and obeys words in its input:
// BROKEN fails, PANIC panics, WARN and INFO note something; lines such as
// "title: x" are fields, "image: host" an image.
func stub(name string, src []byte) (Result, error) {
	text := string(src)
	if strings.Contains(text, "BROKEN") {
		return Result{}, fmt.Errorf("%s:3: the header does not end; close it with ---", name)
	}
	if strings.Contains(text, "PANIC") {
		panic("index out of range\nsecond line")
	}
	res := Result{Output: []byte(strings.ReplaceAll(text, "<p>", ""))}
	if strings.Contains(text, "WARN") {
		res.Notes = append(res.Notes, note.Note{Code: "image.placeholder", Level: note.Warning, Message: "no real address", Line: 7})
	}
	if strings.Contains(text, "INFO") {
		res.Notes = append(res.Notes, note.Note{Code: "header.repaired", Level: note.Info, Message: "title was not quoted"})
	}
	for line := range strings.Lines(text) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		switch key {
		case "title":
			res.Fields.Title = value
		case "date":
			res.Fields.Date = value
		case "slug":
			res.Fields.Slug = value
		case "image":
			res.Images = append(res.Images, Image{Host: value, Resolved: !strings.Contains(value, "lazy")})
		}
	}
	return res, nil
}

// stubRefer is stub with lines "asset: x" for pictures and "link: x" for links, whose
// addresses are what refer makes of them.
func stubRefer(name string, src []byte, refer func(reference.Reference) string) (Result, error) {
	var b strings.Builder
	for line := range strings.Lines(string(src)) {
		key, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		switch key {
		case "asset":
			line = strings.Replace(line, value, refer(reference.Reference{Kind: media.Picture, Address: value}), 1)
		case "link":
			line = strings.Replace(line, value, refer(reference.Reference{Kind: media.File, Address: value}), 1)
		}
		b.WriteString(line)
	}
	return stub(name, []byte(b.String()))
}

// A folder is a tree of files by slash-separated path.
type folder map[string]string

// write makes a temporary folder with these files and works in it for the rest
// of the test.
func (f folder) write(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	f.add(t, dir)
	if t, ok := t.(interface{ Chdir(string) }); ok {
		t.Chdir(dir)
	}
	return dir
}

func (f folder) add(t testing.TB, dir string) {
	t.Helper()
	for name, text := range f {
		if runtime.GOOS == "windows" && strings.ContainsAny(name, "<>:\"|?*\t\x1b") {
			t.Skip("the system has no such names:", name)
		}
		name = filepath.Join(dir, filepath.FromSlash(name))
		must(t, os.MkdirAll(filepath.Dir(name), 0o777))
		must(t, os.WriteFile(name, []byte(text), 0o666))
	}
}

// readFolder reads a tree, without the cache.
func readFolder(t testing.TB, dir string) folder {
	t.Helper()
	f := folder{}
	must(t, filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == cacheName || strings.Contains(name, media.Folder) {
			return err
		}
		data, err := os.ReadFile(name)
		rel, err2 := filepath.Rel(dir, name)
		f[filepath.ToSlash(rel)] = string(data)
		return errors.Join(err, err2)
	}))
	return f
}

func checkFolder(t *testing.T, dir string, want folder) {
	t.Helper()
	if diff := cmp.Diff(want, readFolder(t, dir)); diff != "" {
		t.Errorf("%s: -want +got:\n%s", dir, diff)
	}
}

func checkMissing(t *testing.T, name string) {
	t.Helper()
	if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("%s: %v, want it not to exist", name, err)
	}
}

// outcome is what a run said and came to.
type outcome struct {
	*report.Summary
	stdout, stderr string
}

// run runs the stub, which must end without an error of the whole run.
func run(t testing.TB, opt Options) outcome {
	t.Helper()
	o, err := try(stub, opt)
	must(t, err)
	return o
}

func try(convert Convert, opt Options) (outcome, error) {
	var stdout, stderr bytes.Buffer
	opt.Stdout, opt.Stderr = &stdout, &stderr
	if opt.Ext == "" {
		opt.Ext = ".md"
	}
	if opt.Refer == nil {
		opt.Refer = stubRefer
	}
	sum, err := Run(context.Background(), convert, opt)
	// What is said is compared with slashes in paths.
	return outcome{sum, filepath.ToSlash(stdout.String()), filepath.ToSlash(stderr.String())}, err
}

// counts are the numbers of a summary that tests compare.
type counts struct{ converted, unchanged, skipped, failed, differ, pruned int }

func (o outcome) check(t *testing.T, want counts) {
	t.Helper()
	got := counts{o.Converted, o.Unchanged, o.Skipped, o.Failed, o.Differ, o.Pruned}
	if got != want {
		t.Errorf("got %+v, want %+v; it said:\n%s", got, want, o.stderr)
	}
}

// lines are the lines of text that hold part, sorted.
func lines(text, part string) []string {
	var found []string
	for line := range strings.Lines(text) {
		if strings.Contains(line, part) {
			found = append(found, strings.TrimSuffix(line, "\n"))
		}
	}
	sort.Strings(found)
	return found
}

func checkText(t *testing.T, got, want string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestMirror(t *testing.T) {
	folder{
		"posts/a.html":                  "<p>a",
		"posts/2020/b.md":               "<p>b",
		"posts/2020/深い/c.markdown":      "<p>c",
		"posts/d.XHTML":                 "<p>d",
		"posts/e.htm":                   "<p>e",
		"posts/note.txt":                "<p>f",
		"posts/style.css":               "no",
		"posts/.git/g.html":             "no",
		"posts/.draft.md":               "no",
		"posts/node_modules/pkg/h.html": "no",
	}.write(t)
	o := run(t, Options{Paths: []string{"posts"}, Output: "clean"})
	o.check(t, counts{converted: 6})
	checkFolder(t, "clean", folder{
		"a.md": "a", "2020/b.md": "b", "2020/深い/c.md": "c", "d.md": "d", "e.md": "e", "note.md": "f",
	})
	if !strings.HasPrefix(o.stderr, "artx: 6 converted, 0 unchanged, 0 skipped, 0 failed in ") {
		t.Errorf("summary: %q", o.stderr)
	}
}

// TestMirrorFromManyPaths has the tree start where all PATHs meet.
func TestMirrorFromManyPaths(t *testing.T) {
	folder{"posts/a.html": "a", "posts/x/b.html": "b", "posts/y/c.html": "c", "other/d.html": "d"}.write(t)
	for _, c := range []struct {
		paths []string
		want  folder
	}{
		{[]string{"posts"}, folder{"a.md": "a", "x/b.md": "b", "y/c.md": "c"}},
		{[]string{"posts/*"}, folder{"a.md": "a", "x/b.md": "b", "y/c.md": "c"}},
		{[]string{"posts/y", "posts/x"}, folder{"x/b.md": "b", "y/c.md": "c"}},
		{[]string{"posts/x/b.html"}, folder{"b.md": "b"}},
		{[]string{"posts/**/*.html"}, folder{"a.md": "a", "x/b.md": "b", "y/c.md": "c"}},
		{[]string{"posts/x", "other/d.html"}, folder{"posts/x/b.md": "b", "other/d.md": "d"}},
		{[]string{"posts", "posts/x", "./posts/x/b.html"}, folder{"a.md": "a", "x/b.md": "b", "y/c.md": "c"}},
	} {
		out := t.TempDir()
		run(t, Options{Paths: c.paths, Output: out}).check(t, counts{converted: len(c.want)})
		checkFolder(t, out, c.want)
	}
}

func TestIncludeExclude(t *testing.T) {
	posts := folder{"p/a.html": "", "p/b.md": "", "p/x/c.html": "", "p/x/d.php": "", "p/x/y/e.html": ""}
	for _, c := range []struct {
		include, exclude []string
		want             string
	}{
		{nil, nil, "a.md b.md x/c.md x/y/e.md"},
		{nil, []string{"*.md"}, "a.md x/c.md x/y/e.md"},
		{nil, []string{"y"}, "a.md b.md x/c.md"},
		{nil, []string{"x/y/"}, "a.md b.md x/c.md"},
		{nil, []string{"x/**"}, "a.md b.md"},
		{nil, []string{"**/{c,e}.html"}, "a.md b.md"},
		{[]string{"*.php", "b.md"}, nil, "b.md x/d.md"},
		{[]string{"x/**/*.html"}, []string{"e.html"}, "x/c.md"},
	} {
		posts.write(t)
		run(t, Options{Paths: []string{"p"}, Output: "o", Include: c.include, Exclude: c.exclude})
		var names []string
		for name := range readFolder(t, "o") {
			names = append(names, name)
		}
		sort.Strings(names)
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("include %q, exclude %q: got %s, want %s", c.include, c.exclude, got, c.want)
		}
	}
	if _, err := try(stub, Options{Paths: []string{"p"}, Output: "o", Exclude: []string{"[a"}}); err == nil {
		t.Error("a bad glob was taken")
	}
	for _, many := range []string{strings.Repeat("{a,a}", 28), strings.Repeat("{a,{b,c}}", 20)} {
		if _, err := try(stub, Options{Paths: []string{"p"}, Output: "o", Include: []string{many}}); err == nil || !strings.Contains(err.Error(), "stands for more than") {
			t.Errorf("%s: %v", many, err)
		}
	}
}

// TestNamedFiles has PATHs processed that a walk would leave out.
func TestNamedFiles(t *testing.T) {
	folder{"a.page": "<p>a", ".b.html": "<p>b", "c.txt": "plain", "d/e.txt": "plain"}.write(t)
	isArticle := func(_ string, src []byte) bool { return bytes.Contains(src, []byte("<p>")) }
	o := run(t, Options{Paths: []string{"a.page", ".b.html", "c.txt", "d"}, Output: "o", IsArticle: isArticle})
	o.check(t, counts{converted: 3, skipped: 1})
	checkFolder(t, "o", folder{"a.md": "a", ".b.md": "b", "c.md": "plain"})
}

func TestLinksAreNotFollowed(t *testing.T) {
	folder{"p/a.html": "<p>a", "secret/s.html": "<p>s"}.write(t)
	for name, target := range map[string]string{"p/loop": ".", "p/dir": "../secret", "p/s.html": "../secret/s.html"} {
		if err := os.Symlink(filepath.FromSlash(target), filepath.FromSlash(name)); err != nil {
			t.Skip("no symbolic links:", err)
		}
	}
	o := run(t, Options{Paths: []string{"p"}, Output: "o", Verbose: true})
	o.check(t, counts{converted: 1, skipped: 1})
	checkFolder(t, "o", folder{"a.md": "a"})

	o = run(t, Options{Paths: []string{"p/dir", "p/s.html"}, Output: "named"})
	o.check(t, counts{converted: 2})
	checkFolder(t, "named", folder{"dir/s.md": "s", "s.md": "s"})
}

func TestOutputInsideInput(t *testing.T) {
	folder{"p/a.html": "<p>a"}.write(t)
	for range 2 {
		run(t, Options{Paths: []string{"p"}, Output: "p/clean"})
	}
	checkFolder(t, "p", folder{"a.html": "<p>a", "clean/a.md": "a"})
}

func TestOutputIsInput(t *testing.T) {
	folder{"p/a.md": "<p>a", "p/p/a.md": "<p>b"}.write(t)
	for _, out := range []string{"p", "./p/../p"} {
		if _, err := try(stub, Options{Paths: []string{"p"}, Output: out}); err == nil {
			t.Errorf("output %s was taken", out)
		}
	}
	// p/p/a.md would become ./p/a.md, which is an input.
	o := run(t, Options{Paths: []string{"p"}, Output: "."})
	o.check(t, counts{converted: 1, failed: 1})
	checkFolder(t, ".", folder{"a.md": "a", "p/a.md": "<p>a", "p/p/a.md": "<p>b"})
}

// TestCollisions has names that collide keep only their own articles from being
// converted.
func TestCollisions(t *testing.T) {
	for _, c := range []struct {
		name  string
		posts folder
		opt   Options
		want  string
	}{
		{"extension", folder{"p/a.html": "", "p/a.htm": "", "p/b.html": ""}, Options{},
			"artx: p/a.htm: its result o/a.md would collide with that of p/a.html; rename one of them, or choose other names for results\n"},
		{"letter case", folder{"p/Über.html": "", "p/über.html": ""}, Options{},
			"artx: p/Über.html: its result o/Über.md would collide with that of p/über.html; rename one of them, or choose other names for results\n"},
		{"folder case", folder{"p/X/a.html": "", "p/x/a.html": ""}, Options{},
			"artx: p/X/a.html: its result o/X/a.md would collide with that of p/x/a.html; rename one of them, or choose other names for results\n"},
		{"normal form", folder{"p/e\u0301.html": "", "p/\u00e9.html": ""}, Options{},
			"artx: p/e\u0301.html: its result o/e\u0301.md would collide with that of p/\u00e9.html; rename one of them, or choose other names for results\n"},
		{"flat", folder{"p/a.html": "", "p/x/a.html": "", "p/y/a.html": ""}, Options{Flat: true},
			"artx: p/a.html: its result o/a.md would collide with that of p/x/a.html and 1 more; rename one of them, or choose other names for results\n"},
		{"template", folder{"p/a.html": "slug: same", "p/b.html": "slug: Same"}, Options{Name: "{slug}.md"},
			"artx: p/a.html: its result o/same.md would collide with that of p/b.html; rename one of them, or choose other names for results\n"},
		{"file and folder", folder{"p/X.md/a.html": "", "p/X.md/b/c.html": "", "p/x.html": ""}, Options{},
			"artx: p/x.html: its result o/x.md would collide with that of p/X.md/a.html and 1 more; rename one of them, or choose other names for results\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.posts.write(t)
			folder{"p/zzz/other.html": "slug: other"}.add(t, ".")
			opt := c.opt
			opt.Paths, opt.Output = []string{"p"}, "o"
			o := run(t, opt)
			text, _, _ := strings.Cut(o.stderr, fmt.Sprintf("artx: %d converted", o.Converted))
			checkText(t, text, c.want)
			if others := len(readFolder(t, "o")); o.Failed < 2 || o.Converted != others || o.Converted+o.Failed != len(c.posts)+1 {
				t.Errorf("%d results, summary: %+v", others, o.Summary)
			}
		})
	}
}

// TestCollisionsOfArticlesOnly has a file that is skipped be in nobody's way.
func TestCollisionsOfArticlesOnly(t *testing.T) {
	folder{"p/a.html": "<p>a", "p/a.txt": "plain", "p/b.txt": "plain", "p/b.xhtml": "plain"}.write(t)
	isArticle := func(_ string, src []byte) bool { return bytes.Contains(src, []byte("<p>")) }
	o := run(t, Options{Paths: []string{"p"}, Output: "o", IsArticle: isArticle})
	o.check(t, counts{converted: 1, skipped: 3})
	checkFolder(t, "o", folder{"a.md": "a"})
}

func TestFlat(t *testing.T) {
	folder{"p/a.html": "a", "p/x/b.html": "b"}.write(t)
	run(t, Options{Paths: []string{"p"}, Output: "o", Flat: true}).check(t, counts{converted: 2})
	checkFolder(t, "o", folder{"a.md": "a", "b.md": "b"})
}

func TestNames(t *testing.T) {
	folder{
		"p/a.html":   "title: Grüße, Welt!\ndate: 2022-07-04T21:15:01Z\n",
		"p/x/b.html": "title: 你好 世界\n",
		"p/c.html":   "title: ../../etc/passwd\ndate: 2020-01-02\n",
	}.write(t)
	opt := Options{Paths: []string{"p"}, Output: "o", Name: "{year}/{date}-{slug}.md"}
	run(t, opt).check(t, counts{converted: 3})
	want := folder{
		"2022/2022-07-04-grüße-welt.md": "title: Grüße, Welt!\ndate: 2022-07-04T21:15:01Z\n",
		"你好-世界.md":                      "title: 你好 世界\n",
		"2020/2020-01-02-etc-passwd.md": "title: ../../etc/passwd\ndate: 2020-01-02\n",
	}
	checkFolder(t, "o", want)
	opt.Fields = func(string, []byte) (Fields, error) {
		return Fields{}, errors.New("not to be asked for what the cache knows")
	}
	run(t, opt).check(t, counts{unchanged: 3})
	checkFolder(t, "o", want)
}

func TestInPlace(t *testing.T) {
	folder{"p/a.md": "<p>a", "p/b.html": "<p>b", "p/c.md": "clean", "p/d.html": "<p>d", "p/d.md": "by hand"}.write(t)
	o := run(t, Options{Paths: []string{"p"}, InPlace: true, Verbose: true})
	o.check(t, counts{converted: 2, unchanged: 2, failed: 1})
	want := folder{
		"a.md": "a", "b.html": "<p>b", "b.md": "b", "c.md": "clean", "d.html": "<p>d", "d.md": "by hand",
	}
	checkFolder(t, "p", want)
	const why = "artx: p/d.html: p/d.md is there and differs; to overwrite it, name the source alone with --force"
	if got := lines(o.stderr, "p/d.html"); len(got) != 1 || got[0] != why {
		t.Errorf("got %q", got)
	}

	o = run(t, Options{Paths: []string{"p"}, InPlace: true})
	o.check(t, counts{unchanged: 5, failed: 1})
	if got := lines(o.stderr, "p/d"); len(got) != 1 || got[0] != why {
		t.Errorf("got %q", got)
	}
	checkFolder(t, "p", want)
	run(t, Options{Paths: []string{"p"}, InPlace: true, Check: true}).check(t, counts{unchanged: 5, failed: 1})
}

func TestInPlaceForce(t *testing.T) {
	folder{"p/d.html": "<p>d", "p/d.md": "by hand"}.write(t)
	run(t, Options{Paths: []string{"p"}, InPlace: true, Force: true}).check(t, counts{failed: 2})
	checkFile(t, "p/d.md", "by hand")
	run(t, Options{Paths: []string{"p/d.html"}, InPlace: true, Force: true}).check(t, counts{converted: 1})
	checkFile(t, "p/d.md", "d")
}

func TestDeleteSource(t *testing.T) {
	folder{"p/a.md": "<p>a", "p/b.html": "<p>b", "p/c.html": "BROKEN", "p/d.html": "<p>d", "p/d.md": "by hand"}.write(t)
	o := run(t, Options{Paths: []string{"p"}, InPlace: true, DeleteSource: true})
	o.check(t, counts{converted: 2, unchanged: 1, failed: 2})
	checkFolder(t, "p", folder{"a.md": "a", "b.md": "b", "c.html": "BROKEN", "d.html": "<p>d", "d.md": "by hand"})
}

// TestInPlaceModes has results be for the eyes of those who may read their
// sources, and protected files stay as they are.
func TestInPlaceModes(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no such modes")
	}
	folder{"p/a.md": "<p>a", "p/b.html": "<p>b", "p/c.html": "<p>c", "p/d.md": "clean", "p/e.md": "<p>e"}.write(t)
	for name, mode := range map[string]os.FileMode{"p/a.md": 0o640, "p/b.html": 0o600, "p/c.html": 0o444, "p/d.md": 0o444, "p/e.md": 0o444} {
		must(t, os.Chmod(name, mode))
	}
	o := run(t, Options{Paths: []string{"p"}, Check: true})
	o.check(t, counts{differ: 4, unchanged: 1})
	o = run(t, Options{Paths: []string{"p"}, InPlace: true})
	o.check(t, counts{converted: 3, unchanged: 1, failed: 1})
	if !strings.HasPrefix(o.stderr, "artx: p/e.md: cannot write p/e.md: write-protected; make it writable") {
		t.Errorf("it said %s", o.stderr)
	}
	checkFile(t, "p/e.md", "<p>e")
	for name, mode := range map[string]os.FileMode{"p/a.md": 0o640, "p/b.md": 0o600, "p/c.md": 0o644, "p/d.md": 0o444, "p/e.md": 0o444} {
		checkMode(t, name, mode)
	}
}

// TestNothingFound has a run without any file say what it looked for.
func TestNothingFound(t *testing.T) {
	folder{"p/a.html": "<p>a", "q/b.css": ""}.write(t)
	for _, c := range []struct {
		opt  Options
		want string
	}{
		{Options{Paths: []string{"q"}}, "artx: q: no articles found; what counts are .htm .html "},
		{Options{Paths: []string{"p", "q"}, Include: []string{"p/*"}}, "artx: p, q: no file found that matches p/*; "},
	} {
		c.opt.Output = "o"
		if o := run(t, c.opt); !strings.HasPrefix(o.stderr, c.want) {
			t.Errorf("it said %q, want %q", o.stderr, c.want)
		}
	}
}

// TestInPlaceSameFile has results whose names lead to their sources, as names
// that differ in case do on some file systems.
func TestInPlaceSameFile(t *testing.T) {
	folder{"p/a.html": "clean", "p/b.html": "<p>b", "p/c.MD": "<p>c"}.write(t)
	for name, to := range map[string]string{"p/a.md": "a.html", "p/b.md": "b.html", "p/c.md": "c.MD"} {
		if os.Symlink(to, name) != nil {
			t.Skip("the system makes no links, or has no c.MD beside c.md")
		}
	}
	for _, force := range []bool{false, true} {
		for _, name := range []string{"a.html", "b.html", "c.MD"} {
			run(t, Options{Paths: []string{"p/" + name}, InPlace: true, DeleteSource: true, Force: force})
		}
		checkFile(t, "p/a.html", "clean")
		checkFile(t, "p/b.html", "<p>b")
		checkFile(t, "p/c.MD", "c")
	}
}

func TestListAndCheck(t *testing.T) {
	posts := folder{"p/a.md": "<p>a", "p/b.html": "<p>b", "p/c.md": "clean", "p/d.md": "BROKEN"}
	posts.write(t)
	o := run(t, Options{Paths: []string{"p"}, List: true})
	o.check(t, counts{differ: 2, unchanged: 1, failed: 1})
	checkText(t, o.stdout, "p/a.md\np/b.html\n")
	checkText(t, o.stderr, "artx: p/d.md:3: the header does not end; close it with ---\n")
	o = run(t, Options{Paths: []string{"p"}, Check: true})
	o.check(t, counts{differ: 2, unchanged: 1, failed: 1})
	checkText(t, o.stdout, "")
	checkFolder(t, ".", posts)

	o = run(t, Options{Paths: []string{"p/a.md"}, List: true, InPlace: true})
	o.check(t, counts{converted: 1, differ: 1})
	checkFile(t, "p/a.md", "a")
}

func TestDiff(t *testing.T) {
	folder{"p/a.md": "one\n<p>two\nthree\n", "p/b.html": "<p>b\n"}.write(t)
	o := run(t, Options{Paths: []string{"p"}, Diff: true})
	o.check(t, counts{differ: 2})
	want := "--- p/a.md.orig\n+++ p/a.md\n@@ -1,3 +1,3 @@\n one\n-<p>two\n+two\n three\n" +
		"--- " + os.DevNull + "\n+++ p/b.md\n@@ -0,0 +1 @@\n+b\n"
	checkText(t, o.stdout, want)
}

func TestCompareWithOutput(t *testing.T) {
	folder{"p/a.html": "<p>a", "p/b.html": "<p>b"}.write(t)
	o := run(t, Options{Paths: []string{"p"}, Output: "o", List: true})
	o.check(t, counts{differ: 2})
	checkMissing(t, "o")
	run(t, Options{Paths: []string{"p"}, Output: "o"})
	folder{"p/b.html": "<p>new"}.add(t, ".")
	o = run(t, Options{Paths: []string{"p"}, Output: "o", List: true})
	o.check(t, counts{differ: 1, unchanged: 1})
	checkText(t, o.stdout, "p/b.html\n")
	checkFile(t, "o/b.md", "b")
}

func TestFaults(t *testing.T) {
	folder{"p/a.html": "<p>a", "p/b.html": "BROKEN", "p/c.html": "PANIC", "p/d.html": "<p>d", "big.html": strings.Repeat("x", 2000)}.write(t)
	o := run(t, Options{Paths: []string{"p", "missing.html", "big.html"}, Output: "o", MaxSize: 1000})
	o.check(t, counts{converted: 2, failed: 4})
	failures, _, _ := strings.Cut(o.stderr, "artx: 2 converted")
	checkText(t, failures, `artx: p/b.html:3: the header does not end; close it with ---
artx: p/c.html: artx broke on it (index out of range); please report it with the file, -v shows where
artx: missing.html: no such file or directory; check the path
artx: big.html: larger than 1000 bytes; raise --max-size
`)
	checkFolder(t, "o", folder{"p/a.md": "a", "p/d.md": "d"})
}

func TestNotesAreCounted(t *testing.T) {
	folder{"p/a.html": "WARN INFO", "p/b.html": "WARN", "p/c.html": "x"}.write(t)
	for _, again := range []bool{false, true} { // the second time from the cache
		o := run(t, Options{Paths: []string{"p"}, Output: "o"})
		if again != (o.Unchanged == 3) {
			t.Errorf("again %v: %+v", again, o.Summary)
		}
		if o.Warnings != 2 || !cmp.Equal(o.Notes, map[string]int{"image.placeholder": 2, "header.repaired": 1}) {
			t.Errorf("again %v: %d warnings, %v", again, o.Warnings, o.Notes)
		}
		if got := lines(o.stderr, "notes:"); len(got) != 1 || got[0] != "artx: notes: 2 image.placeholder, 1 header.repaired" {
			t.Errorf("got %q", got)
		}
	}
}

func TestOptionErrors(t *testing.T) {
	folder{"a.html": ""}.write(t)
	for _, opt := range []Options{
		{},
		{Output: "o", InPlace: true},
		{Output: "o", File: "f"},
		{Paths: []string{"a.html", "b.html"}, File: "f", Check: true},
		{Paths: []string{"."}, File: "f", Diff: true},
		{DeleteSource: true},
		{Flat: true},
		{Output: "o", Flat: true, Name: "{slug}"},
		{Output: "o", Name: "{nosuch}"},
		{Output: "o", Prune: true, Check: true},
		{Reports: []string{"r.txt"}},
	} {
		if opt.Paths == nil && (len(opt.Reports)+len(opt.Name)+len(opt.Output)+len(opt.File) > 0 || opt.Flat || opt.DeleteSource) {
			opt.Paths = []string{"a.html"}
		}
		if _, err := try(stub, opt); err == nil || strings.Contains(err.Error(), "\n") {
			t.Errorf("%+v: error %v, want one line", opt, err)
		}
	}
}

// TestOutputAmongInputs has posts that were in the output folder before any run
// passed over with a word, once, and what runs wrote there without one.
func TestOutputAmongInputs(t *testing.T) {
	const about = "the posts in it are not read"
	for _, tt := range []struct {
		what  string
		files folder
		opt   Options
		want  int
	}{
		{"posts", folder{"p/old/sub/b.html": "<p>b"}, Options{}, 1},
		{"posts, in a run that compares", folder{"p/old/b.html": "<p>b"}, Options{Check: true}, 1},
		{"posts, with names of the articles", folder{"p/old/b.html": "<p>b"}, Options{Name: "{title}"}, 1},
		{"other files", folder{"p/old/b.css": "p {}", "p/old/.b.html": "<p>b", "p/old/node_modules/b.html": "<p>b"}, Options{}, 0},
		{"posts that are left out", folder{"p/old/b.html": "<p>b"}, Options{Exclude: []string{"old/*.html"}}, 0},
		{"results of a run that was killed", folder{"p/old/b.md": "b", "p/old/" + journalName: ""}, Options{}, 0},
	} {
		t.Run(tt.what, func(t *testing.T) {
			folder{"p/a.html": "title: A\n<p>a"}.write(t)
			tt.files.add(t, ".")
			opt := tt.opt
			opt.Paths, opt.Output = []string{"p"}, "p/old"
			if got := lines(run(t, opt).stderr, about); len(got) != tt.want {
				t.Errorf("got %q, want %d lines", got, tt.want)
			}
			if got := lines(run(t, opt).stderr, about); !opt.Check && len(got) != 0 {
				t.Errorf("again: got %q", got)
			}
		})
	}
}
