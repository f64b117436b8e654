package batch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// manyPosts are n posts in folders of a hundred.
func manyPosts(n int) folder {
	f := folder{}
	for i := range n {
		f[fmt.Sprintf("p/%02d/post-%04d.html", i/100, i)] = fmt.Sprintf("title: Post %d\n<p>%s\nWARN", i, strings.Repeat("文字 ", i%50))
	}
	return f
}

func TestIncremental(t *testing.T) {
	folder{"p/a.html": "<p>a", "p/b.html": "<p>b", "p/c.html": "<p>c", "p/d.html": "BROKEN"}.write(t)
	var calls atomic.Int32
	counting := func(name string, src []byte) (Result, error) {
		calls.Add(1)
		return stub(name, src)
	}
	opt := Options{Paths: []string{"p"}, Output: "o", Key: "1"}
	step := func(what string, wantCalls int32, want counts) {
		t.Helper()
		calls.Store(0)
		o, err := try(counting, opt)
		must(t, err)
		if calls.Load() != wantCalls {
			t.Errorf("%s: %d conversions, want %d", what, calls.Load(), wantCalls)
		}
		o.check(t, want)
		checkFolder(t, "o", folder{"a.md": strings.ReplaceAll(readFolder(t, "p")["a.html"], "<p>", ""), "b.md": "b", "c.md": "c"})
		checkMissing(t, "o/"+journalName)
	}
	step("first", 4, counts{converted: 3, failed: 1})
	step("nothing new", 1, counts{unchanged: 3, failed: 1})

	folder{"p/a.html": "<p>changed"}.add(t, ".")
	step("a new source", 2, counts{converted: 1, unchanged: 2, failed: 1})

	must(t, os.Remove("o/b.md"))
	must(t, os.Remove("o/c.md"))
	step("lost results", 3, counts{converted: 2, unchanged: 1, failed: 1})

	later := time.Now().Add(time.Hour)
	must(t, os.Chtimes("o/c.md", later, later))
	must(t, os.Chtimes("p/c.html", later, later))
	step("touched files", 1, counts{unchanged: 3, failed: 1})

	opt.Key = "2"
	step("other options", 4, counts{unchanged: 3, failed: 1})
	step("other options, again", 1, counts{unchanged: 3, failed: 1})

	opt.Force = true
	step("forced", 4, counts{converted: 3, failed: 1})
	opt.Force = false

	must(t, os.Remove("o/"+cacheName))
	step("lost cache", 4, counts{unchanged: 3, failed: 1})
	step("new cache", 1, counts{unchanged: 3, failed: 1})
}

// TestDamagedCache has each byte of a cache wrong in turn.
func TestDamagedCache(t *testing.T) {
	folder{"p/a.html": "<p>a WARN", "p/b\tb.html": "<p>b"}.write(t)
	opt := Options{Paths: []string{"p"}, Output: "o"}
	run(t, opt)
	sound, err := os.ReadFile("o/" + cacheName)
	must(t, err)
	if bytes.Count(sound, []byte("\n")) != 2 {
		t.Fatalf("cache: %q", sound)
	}
	for i := range sound {
		damaged := bytes.Clone(sound)
		damaged[i] ^= 0x15
		must(t, os.WriteFile("o/"+cacheName, damaged, 0o666))
		o := run(t, opt)
		o.check(t, counts{unchanged: 2})
		if o.Warnings != 1 {
			t.Fatalf("byte %d: %d warnings", i, o.Warnings)
		}
	}
	run(t, opt).check(t, counts{unchanged: 2})
	checkFolder(t, "o", folder{"a.md": "a WARN", "b\tb.md": "b"})
}

func TestPrune(t *testing.T) {
	folder{
		"p/a.html": "<p>a", "p/x/b.html": "<p>b", "p/c.html": "<p>c", "p/d.html": "<p>d",
		"o/hand.md": "by hand", "o/x/hand.md": "by hand",
	}.write(t)
	opt := Options{Paths: []string{"p"}, Output: "o"}
	run(t, opt)
	for _, name := range []string{"p/a.html", "p/c.html", "p/x/b.html"} {
		must(t, os.Remove(name))
	}
	folder{"o/c.md": "edited"}.add(t, ".")
	run(t, opt).check(t, counts{unchanged: 1})

	opt.Prune = true
	o := run(t, opt)
	o.check(t, counts{unchanged: 1, pruned: 2})
	if got := lines(o.stderr, "by hand"); len(got) != 1 || !strings.HasPrefix(got[0], "artx: "+filepath.FromSlash("o/c.md")+": ") {
		t.Errorf("about the edited file: %q", got)
	}
	want := folder{"c.md": "edited", "d.md": "d", "hand.md": "by hand", "x/hand.md": "by hand"}
	checkFolder(t, "o", want)

	// A run over a part of the inputs leaves the results of the others.
	folder{"p/x/b.html": "<p>b"}.add(t, ".")
	run(t, opt)
	opt.Paths = []string{"p/d.html"}
	run(t, opt).check(t, counts{unchanged: 1})
	want["x/b.md"] = "b"
	checkFolder(t, "o", want)
}

// TestPruneMissingPath takes a whole PATH away, as a disk that is not mounted
// does.
func TestPruneMissingPath(t *testing.T) {
	folder{"p/a.html": "<p>a", "q/b.html": "<p>b"}.write(t)
	opt := Options{Paths: []string{"p", "q"}, Output: "o", Prune: true}
	run(t, opt)
	must(t, os.Rename("p", "away"))
	o := run(t, opt)
	o.check(t, counts{unchanged: 1, failed: 1})
	if got := lines(o.stderr, "nothing was pruned"); len(got) != 1 {
		t.Errorf("it said:\n%s", o.stderr)
	}
	checkFolder(t, "o", folder{"p/a.md": "a", "q/b.md": "b"})
}

func TestPruneRenamed(t *testing.T) {
	folder{"p/a.html": "slug: old", "p/b.html": "slug: b"}.write(t)
	opt := Options{Paths: []string{"p"}, Output: "o", Name: "{slug}/index.md", Prune: true}
	run(t, opt)
	folder{"p/a.html": "slug: new"}.add(t, ".")
	run(t, opt).check(t, counts{converted: 1, unchanged: 1, pruned: 1})
	checkFolder(t, "o", folder{"new/index.md": "slug: new", "b/index.md": "slug: b"})
	checkMissing(t, "o/old")
}

// TestSameBytes compares what runs leave and say, however many jobs there are
// and in whatever order the files were made.
func TestSameBytes(t *testing.T) {
	posts := manyPosts(300)
	posts["p/00/broken.html"] = "BROKEN"
	posts["p/01/large.html"] = "<p>" + strings.Repeat("large ", largeSize/6+1)
	names := slices.Sorted(maps.Keys(posts))
	var first outcome
	var firstFiles folder
	for i, jobs := range []int{1, 16, 3} {
		t.Chdir(t.TempDir())
		if i == 1 {
			slices.Reverse(names)
		}
		for _, name := range names {
			folder{name: posts[name]}.add(t, ".")
		}
		opt := Options{Paths: []string{"p"}, Jobs: jobs}
		printed := run(t, opt)
		opt.Output, opt.Verbose = "o", true
		o := run(t, opt)
		o.stdout, o.stderr = printed.stdout, strings.Join(lines(o.stderr, "p/"), "\n")
		files := readFolder(t, "o")
		if i == 0 {
			first, firstFiles = o, files
		}
		if o.stdout != first.stdout || !cmp.Equal(files, firstFiles) {
			t.Errorf("%d jobs: other results", jobs)
		}
		checkText(t, o.stderr, first.stderr)
		run(t, opt).check(t, counts{unchanged: 301, failed: 1})
		if !cmp.Equal(readFolder(t, "o"), firstFiles) {
			t.Errorf("%d jobs: other results on the second run", jobs)
		}
	}
}

func TestStreamToFile(t *testing.T) {
	folder{"p/a.html": "<p>a\n", "p/b.html": "<p>b\n", "p/c.html": "BROKEN", "out.jsonl": "old"}.write(t)
	o := run(t, Options{Paths: []string{"p"}, File: "out.jsonl"})
	o.check(t, counts{converted: 2, failed: 1})
	checkFile(t, "out.jsonl", "a\nb\n")
}

func TestInterrupt(t *testing.T) {
	manyPosts(500).write(t)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var n atomic.Int32
	var begun, ended sync.Map
	convert := func(name string, src []byte) (Result, error) {
		begun.Store(name, true)
		if n.Add(1) == 20 {
			cancel()
		}
		time.Sleep(time.Millisecond)
		ended.Store(name, true)
		return stub(name, src)
	}
	var stderr bytes.Buffer
	sum, err := Run(ctx, convert, Options{Paths: []string{"p"}, Output: "o", Ext: ".md", Jobs: 4, Stderr: &stderr})
	must(t, err)
	if !sum.Interrupted || sum.Converted != int(n.Load()) || sum.Converted > 30 {
		t.Errorf("%d begun, summary %+v", n.Load(), sum)
	}
	begun.Range(func(name, _ any) bool {
		if _, ok := ended.Load(name); !ok {
			t.Errorf("%s was begun and not finished", name)
		}
		return true
	})
	if !strings.Contains(stderr.String(), "\nartx: interrupted; ") {
		t.Errorf("summary: %q", stderr.String())
	}
	// What is done is known to the next run.
	run(t, Options{Paths: []string{"p"}, Output: "o"}).check(t, counts{converted: 500 - sum.Converted, unchanged: sum.Converted})
}

// TestInterruptKeepsFile has an unfinished stream leave the old file alone.
func TestInterruptKeepsFile(t *testing.T) {
	f := manyPosts(100)
	f["out.jsonl"] = "old"
	f.write(t)
	ctx, cancel := context.WithCancel(context.Background())
	convert := func(name string, src []byte) (Result, error) {
		cancel()
		return stub(name, src)
	}
	var stderr bytes.Buffer
	sum, err := Run(ctx, convert, Options{Paths: []string{"p"}, File: "out.jsonl", Jobs: 2, Stderr: &stderr})
	must(t, err)
	if !sum.Interrupted || !strings.Contains(stderr.String(), "artx: out.jsonl: not written, ") {
		t.Errorf("summary: %+v; it said:\n%s", sum, &stderr)
	}
	checkFile(t, "out.jsonl", "old")
	checkNoTemps(t, ".")
}

type brokenPipe struct{ left int }

func (w *brokenPipe) Write(p []byte) (int, error) {
	if w.left--; w.left < 0 {
		return 0, syscall.EPIPE
	}
	return len(p), nil
}

func TestClosedPipe(t *testing.T) {
	manyPosts(300).write(t)
	sum, err := Run(context.Background(), stub, Options{Paths: []string{"p"}, Stdout: &brokenPipe{left: 3}, Jobs: 2})
	if !errors.Is(err, syscall.EPIPE) || sum == nil || sum.Interrupted {
		t.Errorf("got %+v, %v", sum, err)
	}
}

// TestLargeAmongSmall has one large post take as long as it likes: the small
// ones behind it are done meanwhile, and no second large one beside it.
func TestLargeAmongSmall(t *testing.T) {
	f := manyPosts(200)
	large := strings.Repeat("x", largeSize)
	f["p/00/a-large.html"], f["p/00/b-large.html"] = large, large
	f.write(t)
	var small, atOnce atomic.Int32
	release := make(chan struct{})
	convert := func(name string, src []byte) (Result, error) {
		if len(src) >= largeSize {
			if atOnce.Add(1) > 1 {
				t.Error("two large posts at once")
			}
			defer atOnce.Add(-1)
			select {
			case <-release:
			case <-time.After(20 * time.Second):
				t.Error("the large post holds up the small ones")
			}
		} else if small.Add(1) == 200 {
			close(release)
		}
		return stub(name, src)
	}
	o, err := try(convert, Options{Paths: []string{"p"}, Output: "o", Jobs: 2})
	must(t, err)
	o.check(t, counts{converted: 202})
}

func TestJobsBound(t *testing.T) {
	manyPosts(200).write(t)
	var now, most atomic.Int32
	convert := func(name string, src []byte) (Result, error) {
		n := now.Add(1)
		defer now.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(100 * time.Microsecond)
		return stub(name, src)
	}
	_, err := try(convert, Options{Paths: []string{"p"}, Output: "o", Jobs: 3})
	must(t, err)
	if most.Load() > 3 {
		t.Errorf("%d conversions at once, want at most 3", most.Load())
	}
}

// TestRunKilled kills runs over an archive, now and then, and expects every
// result whole, and nothing else, each time; then one run ends the work.
func TestRunKilled(t *testing.T) {
	kills := 25
	if testing.Short() {
		kills = 5
	}
	posts := manyPosts(400)
	dir := posts.write(t)
	want := folder{}
	for name, text := range posts {
		rel := strings.TrimSuffix(strings.TrimPrefix(name, "p/"), ".html") + ".md"
		want[rel] = strings.ReplaceAll(text, "<p>", "")
	}
	writing := 0
	for i := range kills {
		child := startChild(t, "run", dir)
		for n := 0; i%5 == 0 && n < 1000; n++ { // a busy machine starts it late
			if _, err := os.Stat("o/" + journalName); err == nil {
				break
			}
			time.Sleep(10 * time.Millisecond)
		}
		time.Sleep(time.Duration(5+i*3%40) * time.Millisecond)
		must(t, child.Process.Kill())
		_ = child.Wait() // the kill is its exit status
		if _, err := os.Stat("o"); err != nil {
			continue
		}
		for name, text := range readFolder(t, "o") {
			if name != journalName && !isTemp(filepath.Base(name)) && text != want[name] {
				t.Fatalf("kill %d: %s is torn", i, name)
			}
		}
		writing++
		if i%5 == 4 { // the others go on where the one before was killed
			must(t, os.RemoveAll("o"))
		}
	}
	if writing == 0 {
		t.Fatal("no kill came late enough to matter")
	}
	o := run(t, Options{Paths: []string{"p"}, Output: "o"})
	o.check(t, counts{converted: 400 - o.Unchanged, unchanged: o.Unchanged})
	checkFolder(t, "o", want)
	checkNoTemps(t, "o")
}

// childRun converts an archive slowly enough to be killed on the way.
func childRun(dir string) error {
	if err := os.Chdir(dir); err != nil {
		return err
	}
	convert := func(name string, src []byte) (Result, error) {
		time.Sleep(200 * time.Microsecond)
		return stub(name, src)
	}
	_, err := Run(context.Background(), convert, Options{Paths: []string{"p"}, Output: "o", Ext: ".md", Jobs: 2})
	return err
}

// TestRunInPlaceKilled kills runs that rewrite posts where they are: each post
// is the old or the new one, whole, and the next run cleans up.
func TestRunInPlaceKilled(t *testing.T) {
	old, clean := folder{}, folder{}
	for name, text := range manyPosts(200) {
		name = strings.TrimSuffix(name, ".html") + ".md"
		old[name], clean[strings.TrimPrefix(name, "p/")] = text, strings.ReplaceAll(text, "<p>", "")
	}
	dir := old.write(t)
	temps := 0
	for i := range 15 {
		old.add(t, dir)
		child := startChild(t, "run in place", dir)
		time.Sleep(time.Duration(10+i*7%30) * time.Millisecond)
		must(t, child.Process.Kill())
		_ = child.Wait() // the kill is its exit status
		for name, text := range readFolder(t, "p") {
			if isTemp(filepath.Base(name)) {
				temps++
			} else if text != clean[name] && text != old["p/"+name] {
				t.Fatalf("kill %d: %s is torn", i, name)
			}
		}
	}
	t.Log("temporary files left behind:", temps)
	folder{"p/00/.artx-0123456789abcdef.tmp": "stale"}.add(t, dir)
	long := time.Now().Add(-2 * tempMaxAge)
	must(t, os.Chtimes("p/00/.artx-0123456789abcdef.tmp", long, long))
	run(t, Options{Paths: []string{"p"}, InPlace: true})
	checkFolder(t, "p", clean)
}

func childRunInPlace(dir string) error {
	if err := os.Chdir(dir); err != nil {
		return err
	}
	_, err := Run(context.Background(), stub, Options{Paths: []string{"p"}, InPlace: true, Ext: ".md", Jobs: 2})
	return err
}

// TestKilledRunIsRemembered has a journal that a killed run left count.
func TestKilledRunIsRemembered(t *testing.T) {
	folder{"p/a.html": "<p>a", "p/b.html": "<p>b"}.write(t)
	opt := Options{Paths: []string{"p"}, Output: "o"}
	run(t, opt)
	text, err := os.ReadFile("o/" + cacheName)
	must(t, err)
	must(t, os.Remove("o/"+cacheName))
	folder{
		"o/" + journalName:               string(text) + "torn",
		"o/.artx-0123456789abcdef.tmp":   "stale",
		"o/x/.artx-0123456789abcdef.tmp": "stale",
		"o/x/.artx-mine.tmp":             "not ours",
	}.add(t, ".")
	for _, name := range []string{"o", "o/x"} {
		old := time.Now().Add(-2 * tempMaxAge)
		must(t, os.Chtimes(name+"/.artx-0123456789abcdef.tmp", old, old))
	}
	never := func(name string, _ []byte) (Result, error) { return Result{}, fmt.Errorf("%s: converted again", name) }
	o, err := try(never, opt)
	must(t, err)
	o.check(t, counts{unchanged: 2})
	checkFolder(t, "o", folder{"a.md": "a", "b.md": "b", "x/.artx-mine.tmp": "not ours"})
}

// TestTwoRunsAtOnce has a second run into one folder refused while the first
// is under way.
func TestTwoRunsAtOnce(t *testing.T) {
	folder{"p/a.html": "<p>a"}.write(t)
	opt := Options{Paths: []string{"p"}, Output: "o"}
	first := func(name string, src []byte) (Result, error) {
		if _, err := try(stub, opt); !errors.Is(err, errBusy) {
			t.Errorf("second run: %v, want %v", err, errBusy)
		}
		return stub(name, src)
	}
	o, err := try(first, opt)
	must(t, err)
	o.check(t, counts{converted: 1})
}

// TestPlantedLinks has links in the output folder lead out of it.
func TestPlantedLinks(t *testing.T) {
	folder{"p/a.html": "<p>a", "p/x/b.html": "<p>b", "out/secret": "old", "out/b.md": "old", "o/keep": ""}.write(t)
	for name, target := range map[string]string{"o/a.md": "../out/secret", "o/x": "../out"} {
		if err := os.Symlink(filepath.FromSlash(target), filepath.FromSlash(name)); err != nil {
			t.Skip("no symbolic links:", err)
		}
	}
	o := run(t, Options{Paths: []string{"p"}, Output: "o"})
	o.check(t, counts{failed: 2})
	checkFolder(t, "out", folder{"secret": "old", "b.md": "old"})
}

func TestAssets(t *testing.T) {
	f := folder{
		"p/a/index.html":  "asset: img/one.png\nasset: ../shared.png\nasset: lost.png\nasset: ../../secret\nasset: /site.css",
		"p/b/index.html":  "asset: img/one.png\nasset: ../shared.png",
		"p/a/img/one.png": "one of a", "p/b/img/one.png": "one of b",
		"p/shared.png": "shared", "p/site.css": "css", "secret": "not to be copied",
	}
	f.write(t)
	opt := Options{Paths: []string{"p"}, Output: "o", Assets: true}
	want := folder{
		"a/index.md": f["p/a/index.html"], "b/index.md": f["p/b/index.html"],
		"a/img/one.png": "one of a", "b/img/one.png": "one of b", "shared.png": "shared", "site.css": "css",
	}
	for i := range 2 {
		o := run(t, opt)
		if !cmp.Equal(o.Notes, map[string]int{"asset.missing": 1, "asset.outside": 1}) {
			t.Errorf("notes: %v", o.Notes)
		}
		if i == 1 {
			o.check(t, counts{unchanged: 2})
		}
		checkFolder(t, "o", want)
	}
	// An unchanged post gets its lost and changed assets back.
	must(t, os.Remove("o/shared.png"))
	folder{"p/a/img/one.png": "new one of a"}.add(t, ".")
	run(t, opt).check(t, counts{unchanged: 2})
	want["a/img/one.png"] = "new one of a"
	checkFolder(t, "o", want)
	// Assets are pruned like articles.
	must(t, os.Remove("p/site.css"))
	opt.Prune = true
	run(t, opt).check(t, counts{unchanged: 2, pruned: 1})
	delete(want, "site.css")
	checkFolder(t, "o", want)
}

func TestAssetsFlat(t *testing.T) {
	folder{
		"p/a/one.html": "asset: x.png\nasset: y.png\nasset: two.md", "p/b/two.html": "asset: x.png\nasset: y.png",
		"p/a/x.png": "of a", "p/b/x.png": "of b", "p/a/y.png": "same", "p/b/y.png": "same", "p/a/two.md": "",
	}.write(t)
	o := run(t, Options{Paths: []string{"p"}, Output: "o", Flat: true, Assets: true, Exclude: []string{"*.md"}, Jobs: 8})
	if len(o.Notes) != 0 {
		t.Errorf("notes: %v", o.Notes)
	}
	checkFolder(t, "o", folder{
		"one.md": "asset: a/x.png\nasset: a/y.png\nasset: a/two.md", "two.md": "asset: b/x.png\nasset: b/y.png",
		"a/x.png": "of a", "b/x.png": "of b", "a/y.png": "same", "b/y.png": "same", "a/two.md": "",
	})
}

func TestProgress(t *testing.T) {
	folder{"p/a.html": "<p>a", "p/b.html": "BROKEN"}.write(t)
	o := run(t, Options{Paths: []string{"p"}, Output: "o", Progress: report.ProgressAlways})
	if !strings.Contains(o.stderr, "2/2") && !strings.Contains(o.stderr, "1/2") && !strings.Contains(o.stderr, "0/2") {
		t.Errorf("no bar in %q", o.stderr)
	}
	for _, p := range []report.Progress{"", report.ProgressAuto, report.ProgressNever} {
		o := run(t, Options{Paths: []string{"p"}, Output: "o", Progress: p})
		if strings.Contains(o.stderr, "\r") {
			t.Errorf("progress %q: a bar where no terminal is: %q", p, o.stderr)
		}
	}
	o = run(t, Options{Paths: []string{"p"}, Output: "o", Quiet: true, Progress: report.ProgressAlways})
	checkText(t, o.stderr, "artx: p/b.html:3: the header does not end; close it with ---\n")
}

func TestVerbose(t *testing.T) {
	folder{"p/a.html": "<p>a WARN", "p/\x1b[2Jb.html": "<p>b"}.write(t)
	o := run(t, Options{Paths: []string{"p"}, Output: "o", Verbose: true})
	text, _, _ := strings.Cut(o.stderr, "artx: ")
	checkText(t, text, `converted p/�[2Jb.html -> o/�[2Jb.md
converted p/a.html -> o/a.md
  p/a.html:7: no real address (warning, image.placeholder)
`)
}

func TestOutputErrors(t *testing.T) {
	folder{"a.html": "<p>a", "file": ""}.write(t)
	_, err := try(stub, Options{Paths: []string{"a.html"}, Output: "file"})
	if err == nil || !strings.HasPrefix(err.Error(), "file: ") || !strings.Contains(err.Error(), "; ") {
		t.Errorf("got %v", err)
	}
	must(t, os.MkdirAll("o/"+journalName, 0o777))
	_, err = try(stub, Options{Paths: []string{"a.html"}, Output: "o"})
	if where := filepath.Join("o", journalName); err == nil || !strings.Contains(err.Error(), where) {
		t.Errorf("got %v, want it to name %s", err, where)
	}
}

// TestLogJSON has every line on Stderr be an object that says what it is about.
func TestLogJSON(t *testing.T) {
	folder{"p/a.html": "title: Straße\n<p>WARN", "p/b.html": "BROKEN", "p/c.htm": "x", "p/c.html": "x"}.write(t)
	o := run(t, Options{Paths: []string{"p"}, Output: "o", Log: report.LogJSON, Exclude: []string{"c.*"}, Progress: report.ProgressAlways})
	type event struct {
		Event, Path, Status, Error, Title string
		Converted, Failed, Warnings       int
		Notes                             []note.Note
		Counts                            map[string]int `json:"note_counts"`
	}
	parse := func(text string) (events []event) {
		for line := range strings.Lines(text) {
			var e event
			must(t, json.Unmarshal([]byte(line), &e))
			events = append(events, e)
		}
		return events
	}
	warning := []note.Note{{Code: "image.placeholder", Level: note.Warning, Message: "no real address", Line: 7}}
	want := []event{
		{Event: "file", Path: "p/a.html", Status: "converted", Title: "Straße", Notes: warning},
		{Event: "file", Path: "p/b.html", Status: "failed", Error: "p/b.html:3: the header does not end; close it with ---"},
		{Event: "summary", Converted: 1, Failed: 1, Warnings: 1, Counts: map[string]int{"image.placeholder": 1}},
	}
	if diff := cmp.Diff(want, parse(o.stderr)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	o = run(t, Options{Paths: []string{"p"}, Output: "o", Log: report.LogJSON})
	if got := parse(o.stderr); len(got) != 5 || got[2].Path != "p/c.htm" || got[2].Error == "" || got[3].Error != got[2].Error || got[4].Failed != 3 {
		t.Errorf("a collision: %+v", got)
	}
}
