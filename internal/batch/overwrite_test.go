package batch

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOverwrite has a run replace what earlier runs wrote from the same source, and
// nothing else: not what somebody edited, nor what another source or nobody knows of
// wrote. --force does.
func TestOverwrite(t *testing.T) {
	for _, tt := range []struct {
		what    string
		between folder // what happens between two runs
		opt     Options
		want    string // of o/a.md
		says    string
	}{
		{"a new source", folder{"p/a.html": "<p>new"}, Options{}, "new", ""},
		{"other options", folder{}, Options{Key: "other"}, "first", ""},
		{"an edited result of a new source", folder{"p/a.html": "<p>new", "o/a.md": "mine"}, Options{}, "mine",
			"artx: p/a.html: o/a.md was edited since artx wrote it; move it away, or overwrite it with --force"},
		{"an edited result of an old source", folder{"o/a.md": "mine"}, Options{}, "mine",
			"artx: p/a.html: o/a.md was edited since artx wrote it; move it away, or overwrite it with --force"},
		{"an edit of the same size", folder{"o/a.md": "FIRST"}, Options{}, "FIRST",
			"artx: p/a.html: o/a.md was edited since artx wrote it; move it away, or overwrite it with --force"},
		{"an edit that is right", folder{"p/a.html": "<p>new", "o/a.md": "new"}, Options{}, "new", ""},
		{"by force", folder{"p/a.html": "<p>new", "o/a.md": "mine"}, Options{Force: true}, "new", ""},
		{"another source", folder{"q/a.html": "<p>of q"}, Options{Paths: []string{"q"}}, "first",
			"artx: q/a.html: o/a.md is there, and artx did not write it from this source; move it away, or overwrite it with --force"},
		{"no memory", folder{"p/a.html": "<p>new", "o/" + cacheName: ""}, Options{}, "first",
			"artx: p/a.html: o/a.md is there, and artx did not write it from this source; move it away, or overwrite it with --force"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			folder{"p/a.html": "<p>first"}.write(t)
			opt := tt.opt
			opt.Output = "o"
			if opt.Paths == nil {
				opt.Paths = []string{"p"}
			}
			run(t, Options{Paths: []string{"p"}, Output: "o"})
			tt.between.add(t, ".")
			for range 2 { // the second run knows no better
				o := run(t, opt)
				checkFile(t, "o/a.md", tt.want)
				said, _, _ := strings.Cut(o.stderr, "\nartx: ")
				if tt.says == "" && o.Failed != 0 || tt.says != "" && (o.Failed != 1 || said != tt.says) {
					t.Errorf("%d failed; it said:\n%s", o.Failed, o.stderr)
				}
			}
		})
	}
}

// TestOverwriteAfterKill has the results of a run that was killed, and of which only
// the journal tells, count as artx's own.
func TestOverwriteAfterKill(t *testing.T) {
	folder{"p/a.html": "<p>a", "p/b.html": "<p>b"}.write(t)
	opt := Options{Paths: []string{"p"}, Output: "o", Jobs: 1}
	saw := errors.New("not asked")
	_, err := try(func(name string, src []byte) (Result, error) {
		if strings.HasSuffix(name, "b.html") { // a.md is written by now
			var journal []byte
			journal, saw = os.ReadFile("o/" + journalName)
			saw = errors.Join(saw, os.WriteFile("journal", journal, 0o666))
		}
		return stub(name, src)
	}, opt)
	must(t, errors.Join(err, saw))
	must(t, os.Remove("o/"+cacheName))
	must(t, os.Rename("journal", "o/"+journalName))
	must(t, os.Remove("o/b.md"))
	folder{"p/a.html": "<p>new", "p/b.html": "<p>new"}.add(t, ".")
	run(t, opt).check(t, counts{converted: 2})
	checkFolder(t, "o", folder{"a.md": "new", "b.md": "new"})
}

// TestOverwriteAssets has copies leave alone what artx did not copy there.
func TestOverwriteAssets(t *testing.T) {
	folder{"p/a.html": "asset: x.png\nasset: y.png", "p/x.png": "x", "p/y.png": "y", "o/x.png": "mine"}.write(t)
	opt := Options{Paths: []string{"p"}, Output: "o", Assets: true}
	o := run(t, opt)
	if o.Notes["asset.conflict"] != 1 {
		t.Errorf("notes: %v", o.Notes)
	}
	folder{"o/y.png": "edited", "p/y.png": "new"}.add(t, ".")
	if o := run(t, opt); o.Notes["asset.conflict"] != 2 {
		t.Errorf("notes: %v", o.Notes)
	}
	checkFile(t, "o/x.png", "mine")
	checkFile(t, "o/y.png", "edited")
	opt.Force = true
	run(t, opt)
	checkFile(t, "o/x.png", "x")
	checkFile(t, "o/y.png", "new")
}

// TestRoot has the tree start where the user says, however many inputs there are.
func TestRoot(t *testing.T) {
	folder{"posts/x/a.html": "<p>x", "posts/y/a.html": "<p>y"}.write(t)
	for _, name := range []string{"posts/x/a.html", "posts/y/a.html"} {
		run(t, Options{Paths: []string{name}, Output: "o", Root: "posts"}).check(t, counts{converted: 1})
	}
	checkFolder(t, "o", folder{"x/a.md": "x", "y/a.md": "y"})
	run(t, Options{Paths: []string{"posts"}, Output: "o", Root: "posts"}).check(t, counts{unchanged: 2})
	for _, root := range []string{"posts/x", "absent"} {
		if _, err := try(stub, Options{Paths: []string{"posts/y"}, Output: "o", Root: root}); err == nil {
			t.Errorf("root %s was taken", root)
		}
	}
	folder{"z/a.md": "<p>z"}.add(t, ".")
	if _, err := try(stub, Options{Paths: []string{"z/a.md"}, Output: ".", Root: ".", Force: true}); err == nil {
		t.Error("a result was to replace its source")
	}
	checkFile(t, "z/a.md", "<p>z")
}

// TestDryRun has a run say what it would do, and do nothing.
func TestDryRun(t *testing.T) {
	start := folder{"p/a.html": "<p>a", "p/b.html": "<p>b", "p/c.html": "<p>c", "p/d.html": "<p>d asset", "p/pic.png": "pic"}
	for _, tt := range []struct {
		what    string
		before  bool   // a run without dry run goes before
		between folder // what happens then; "" removes
		opt     Options
		want    string
		counts  counts
	}{
		{"nothing is there", false, nil, Options{Output: "o"},
			"would write o/a.md\nwould write o/b.md\nwould write o/c.md\nwould write o/d.md\n", counts{converted: 4}},
		{"something is there", true, folder{"p/a.html": "<p>A", "p/b.html": "", "p/c.html": "<p>C", "o/c.md": "mine", "p/e.html": "e"},
			Options{Output: "o", Prune: true},
			"would replace o/a.md\nwould write o/e.md\nwould prune o/b.md\n", counts{converted: 2, unchanged: 1, failed: 1, pruned: 1}},
		{"in place", false, folder{"p/m.md": "<p>m", "p/n.md": "n"}, Options{InPlace: true, DeleteSource: true, Exclude: []string{"[b-d].html"}},
			"would write p/a.md\nwould remove p/a.html\nwould replace p/m.md\n", counts{converted: 2, unchanged: 1}},
		{"one file", false, nil, Options{File: "all.jsonl"}, "would write all.jsonl\n", counts{converted: 4}},
		{"one file that is there", false, folder{"all.jsonl": "old"}, Options{File: "all.jsonl"}, "would replace all.jsonl\n", counts{converted: 4}},
		{"copies", false, folder{"p/d.html": "asset: pic.png"}, Options{Output: "o", Assets: true, Include: []string{"d.html"}},
			"would write o/d.md\nwould copy o/pic.png\n", counts{converted: 1}},
	} {
		t.Run(tt.what, func(t *testing.T) {
			start.write(t)
			opt := tt.opt
			opt.Paths = []string{"p"}
			if tt.before {
				run(t, opt)
			}
			for name, text := range tt.between {
				folder{name: text}.add(t, ".")
				if text == "" {
					must(t, os.Remove(name))
				}
			}
			before := readFolder(t, ".")
			opt.DryRun = true
			o := run(t, opt)
			o.check(t, tt.counts)
			got := lines(o.stdout, "")
			want := lines(tt.want, "")
			checkText(t, strings.Join(got, "\n"), strings.Join(want, "\n"))
			checkFolder(t, ".", before)
			if !strings.Contains(o.stderr, "dry run, nothing was done; ") {
				t.Errorf("it said:\n%s", o.stderr)
			}
		})
	}
}

// TestFileIsInput has one file for all results be none of the inputs.
func TestFileIsInput(t *testing.T) {
	folder{"p/a.md": "<p>a", "p/b.md": "<p>b"}.write(t)
	for _, paths := range [][]string{{"p/a.md"}, {"p/b.md", "p/a.md"}, {"p"}, {"./p/../p/*.md"}} {
		if o, err := try(stub, Options{Paths: paths, File: "p/a.md"}); err == nil || o.Summary != nil {
			t.Errorf("%q: %v, %v", paths, o.Summary, err)
		}
	}
	if o, err := try(stub, Options{Paths: []string{"p"}, File: "o.md", One: true}); err == nil || o.Summary != nil {
		t.Errorf("two articles in one: %v, %v", o.Summary, err)
	}
	checkMissing(t, "o.md")
	checkFolder(t, "p", folder{"a.md": "<p>a", "b.md": "<p>b"})
	run(t, Options{Paths: []string{"p"}, File: "o.md", One: true, Exclude: []string{"b.md"}})
	checkFile(t, "o.md", "a")
}

// TestTargetEdited has a file that was looked at be left alone once it is another.
func TestTargetEdited(t *testing.T) {
	big := strings.Repeat("x", lookBytes+1)
	for _, tt := range []struct {
		what, before, after string
		replaced            bool
	}{
		{"nothing changed", "old", "old", true},
		{"another size", "old", "older", false},
		{"the same size, at once", "old", "new", false},
		{"made meanwhile", "", "new", false},
		{"removed meanwhile", "old", "", false},
		{"large, at once", big, big[1:] + "y", false},
	} {
		t.Run(tt.what, func(t *testing.T) {
			folder{"dir/other": ""}.write(t)
			name := "dir/post.md"
			if tt.before != "" {
				folder{name: tt.before}.add(t, ".")
			}
			target := Look(name)
			must(t, target.Err())
			if tt.after == "" {
				must(t, os.Remove(name))
			} else {
				folder{name: tt.after}.add(t, ".")
			}
			_, err := target.Write([]byte("result"))
			if tt.replaced {
				must(t, err)
				checkFile(t, name, "result")
			} else if !errors.Is(err, ErrEdited) {
				t.Errorf("got %v, want %v", err, ErrEdited)
			} else if tt.after == "" {
				checkMissing(t, name)
			} else {
				checkFile(t, name, tt.after)
			}
			checkNoTemps(t, "dir")
		})
	}
}

// TestReplaceWithoutExchange replaces files as it is done where the system cannot
// exchange them.
func TestReplaceWithoutExchange(t *testing.T) {
	folder{"old.md": "old"}.write(t)
	root, err := os.OpenRoot(".")
	must(t, err)
	defer root.Close()
	in := &openFolder{Root: root}
	write := func(text string) func(io.Writer) error {
		return func(w io.Writer) error { return writeAll(w, []byte(text)) }
	}
	was, err := lookAt(root, "old.md")
	must(t, err)
	_, err = in.replace("old.md", was, nil, nil, write("new"))
	must(t, err)
	checkFile(t, "old.md", "new")
	if _, err = in.replace("old.md", was, nil, nil, write("newer")); !errors.Is(err, ErrEdited) {
		t.Errorf("got %v, want %v", err, ErrEdited)
	}
	if _, err = in.replace("old.md", version{}, nil, nil, write("newer")); !errors.Is(err, ErrEdited) {
		t.Errorf("got %v, want %v", err, ErrEdited)
	}
	_, err = in.replace("new.md", version{}, nil, nil, write("new"))
	must(t, err)
	checkFolder(t, ".", folder{"old.md": "new", "new.md": "new"})
}

// TestSweepKeepsEdits has a run that finds what a killed one had in hand remove it,
// unless somebody had changed it.
func TestSweepKeepsEdits(t *testing.T) {
	read, mine := digestOf([]byte("as read")), digestOf([]byte("result"))
	folder{
		"p/a.md":                    "result",
		"p/" + swapName(read, mine): "as read",
		"p/" + swapName(mine, read): "as read",
		"p/" + swapName(read, mine): "an edit",
		"p/sub/b.md":                "b",
	}.write(t)
	for name := range readFolder(t, "p") {
		if isTemp(filepath.Base(name)) {
			age(t, filepath.Join("p", name))
		}
	}
	run(t, Options{Paths: []string{"p"}, List: true})
	checkFolder(t, "p", folder{"a.md": "result", "sub/b.md": "b", "artx" + editSuffix: "an edit"})
}

// TestInPlaceLinks has a post that several names lead to be rewritten once.
func TestInPlaceLinks(t *testing.T) {
	folder{"p/a.md": "<p>a", "p/b.md": "<p>b"}.write(t)
	for name, to := range map[string]string{"p/link.md": "a.md", "outer.md": "p/a.md"} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.FromSlash(name)); err != nil {
			t.Skip("no symbolic links:", err)
		}
	}
	for _, paths := range [][]string{{"p/link.md", "p/a.md", "outer.md"}, {"p", "outer.md", "p/link.md"}} {
		folder{"p/a.md": "<p>a", "p/b.md": "b"}.add(t, ".")
		o := run(t, Options{Paths: paths, InPlace: true})
		if o.Converted != 1 || o.Failed != 0 {
			t.Errorf("%q: it said:\n%s", paths, o.stderr)
		}
		checkFolder(t, "p", folder{"a.md": "a", "b.md": "b", "link.md": "a"})
	}
}
