package preview

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// some are posts of each kind: one with notes, one that failed, one that is no
// article, and one whose name and title try to be markup.
func some(t *testing.T, add func(*report.File, *report.Pages) error) {
	t.Helper()
	page := func(text string) []byte { return []byte("<p>" + text) }
	must(t, add(&report.File{Path: "p/a.html", Title: "A", Status: report.Converted, Notes: []note.Note{
		{Code: "image.placeholder", Level: note.Warning, Message: "no address", Line: 7}, {Code: "body.mixed", Message: "mixed"},
	}}, &report.Pages{Source: page("source of a"), Result: page("result of a"), Marks: []int{0}}))
	must(t, add(&report.File{Path: "p/b.txt", Status: report.Skipped, Reason: "not an article"}, nil))
	must(t, add(&report.File{Path: "p/c.html", Status: report.Failed, Error: "p/c.html:3: broken"}, nil))
	must(t, add(&report.File{Path: "p/<b>.html", Title: "</script><script>x</script>", Status: report.Unchanged},
		&report.Pages{Source: page("source of b"), Result: page("result of b")}))
}

// postsIn are the posts that an index lists.
func postsIn(t *testing.T, index string) []post {
	t.Helper()
	_, rest, _ := strings.Cut(index, `id="data">`)
	data, _, found := strings.Cut(rest, "</script>")
	if !found {
		t.Fatalf("no posts in:\n%s", index)
	}
	var posts []post
	must(t, json.Unmarshal([]byte(data), &posts))
	return posts
}

func filesIn(t *testing.T, folder string) []string {
	t.Helper()
	var names []string
	must(t, filepath.WalkDir(folder, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(folder, name)
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	}))
	return names
}

func checkEqual(t *testing.T, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	for range 2 { // the second takes the place of the first
		f, err := NewFolder("out/run/", "1.2.3")
		must(t, err)
		some(t, f.Add)
		must(t, f.Finish())
	}
	checkEqual(t, filesIn(t, "."), []string{"out/run/index.html", "out/run/posts/1-result.html", "out/run/posts/1-source.html",
		"out/run/posts/3-result.html", "out/run/posts/3-source.html"})
	index, err := os.ReadFile("out/run/index.html")
	must(t, err)
	posts := postsIn(t, string(index))
	if len(posts) != 3 || posts[0].Number != 1 || posts[1].Number != 0 || posts[1].Error != "p/c.html:3: broken" || posts[2].Number != 3 {
		t.Errorf("got %+v", posts)
	}
	if notes := posts[0].Notes; len(notes) != 2 || !notes[0].Marked || notes[0].Level != "warning" || notes[0].Line != 7 || notes[1].Marked {
		t.Errorf("notes %+v", notes)
	}
	if text := string(index); strings.Contains(text, "<script>x") || strings.Contains(text, "://") || strings.Contains(text, "style=") {
		t.Errorf("the index has what posts bring, or leads elsewhere:\n%s", text)
	}
}

// TestFolderOfOthers: what artx did not write is neither replaced nor removed.
func TestFolderOfOthers(t *testing.T) {
	preview := `<meta name="generator" content="artx preview">`
	for _, names := range [][]string{{"index.html"}, {"notes.txt"}, {"index.html=" + preview, "posts/mine.html"}, {"index.html=" + preview, "a.png"}, {"posts/1-source.html"}} {
		t.Chdir(t.TempDir())
		for _, name := range names {
			name, text, _ := strings.Cut(name, "=")
			must(t, os.MkdirAll(filepath.Dir("run/"+name), 0o777))
			must(t, os.WriteFile("run/"+name, []byte(text), 0o666))
		}
		before := filesIn(t, ".")
		if _, err := NewFolder("run", ""); err == nil || !strings.Contains(err.Error(), "run: the folder holds other files; name one") {
			t.Errorf("%q: %v", names, err)
		}
		checkEqual(t, filesIn(t, "."), before)
	}
}

// TestFolderDropped: what is not finished leaves the one before it, and nothing else;
// what somebody puts there meanwhile stays.
func TestFolderDropped(t *testing.T) {
	t.Chdir(t.TempDir())
	f, err := NewFolder("run", "")
	must(t, err)
	must(t, f.Finish())
	f, err = NewFolder("run", "")
	must(t, err)
	some(t, f.Add)
	f.Drop()
	checkEqual(t, filesIn(t, "."), []string{"run/index.html"})

	f, err = NewFolder("run", "")
	must(t, err)
	must(t, os.WriteFile("run/mine.txt", nil, 0o666))
	if err := f.Finish(); err == nil {
		t.Error("no error")
	}
	checkEqual(t, filesIn(t, "."), []string{"run/index.html", "run/mine.txt"})
}

// TestIndexOfManyPosts: the index holds so many posts that browsers can still show
// them, and says so.
func TestIndexOfManyPosts(t *testing.T) {
	var c collector
	long := strings.Repeat("x", 1<<20)
	const all = maxIndex>>20 + 10
	for range all {
		must(t, c.add(&report.File{Path: long, Status: report.Converted}, nil))
	}
	var index strings.Builder
	must(t, c.writeIndex(&index))
	if n := len(postsIn(t, index.String())); n >= all || n < all-20 || !strings.Contains(index.String(), "posts.</p>") {
		t.Errorf("%d posts", n)
	}
}
