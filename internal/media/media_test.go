package media

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestLocalFiles(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/site/blog/img/a b.png", picture(1))
	write(t, dir+"/site/top.png", picture(2))
	write(t, dir+"/secret.png", picture(3))
	must(t, os.Mkdir(dir+"/out", 0o777))
	must(t, os.Symlink("../../secret.png", dir+"/site/blog/link.png"))
	a := Article{Source: "blog/post.html", Result: "blog/post.md"}
	got := bring(t, Options{Root: dir + "/out", Base: dir + "/site", Folder: "media"}, a,
		pictures("img/a%20b.png?v=2#part"), pictures("/top.png"), pictures("none.png"), pictures("../../secret.png"),
		pictures("link.png"), pictures("img"), pictures("file:///etc/passwd"), pictures("none.png", "../top.png"))
	same(t, "references", got, []string{
		"../media/a-b.png#part", "../media/top.png", "missing: is missing",
		"outside: leads out of the folder and stays there", "missing: is missing", "missing: is missing",
		"address: is on no web server", "../media/top.png",
	})
	same(t, "files", tree(t, dir+"/out"), []string{"media/a-b.png", "media/top.png"})
	same(t, "memory", memory(t, dir+"/out"), []string{"index"})
}

// TestPlace has references say where local files go, as they lead from results
// that keep the places of their sources.
func TestPlace(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/in/a/pic.png", picture(1))
	write(t, dir+"/in/b/pic.png", picture(2))
	must(t, os.Mkdir(dir+"/out", 0o777))
	s, err := Open(context.Background(), Options{Root: dir + "/out", Base: dir + "/in", Folder: "media"})
	must(t, err)
	defer s.Close()
	first, second := Article{Source: "a/x.html", Result: "x.md"}, Article{Source: "b/y.html", Result: "y.md"}
	ref := Reference{Addresses: []string{"pic.png"}, Place: "pic.png"}
	s.Add(second, ref)
	s.Add(first, ref)
	must(t, s.Settle(context.Background()))
	same(t, "first", describe(s, first, ref), []string{"pic.png"})
	same(t, "second", describe(s, second, ref), []string{"conflict: was not brought: something else has its place pic.png"})
}

func TestFolderRules(t *testing.T) {
	for _, tt := range []struct{ rule, result, want string }{
		{"media", "post.md", "media/pic.png"},
		{"media", "a/b/post.md", "../../media/pic.png"},
		{"static/img", "post.md", "static/img/pic.png"},
		{"", "post.md", "pic.png"},
		{"{slug}", "a/post.md", "post/pic.png"},
		{"{slug}", "a/post/index.md", "pic.png"},
		{"{slug}/img", "a/post/index.md", "img/pic.png"},
		{"{slug}", "文章.md", "%E6%96%87%E7%AB%A0/pic.png"},
	} {
		dir := t.TempDir()
		write(t, dir+"/in/pic.png", picture(1))
		opt := Options{Root: dir + "/out", Base: dir + "/in", Folder: tt.rule}
		must(t, os.Mkdir(opt.Root, 0o777))
		same(t, tt.rule+" for "+tt.result, bring(t, opt, Article{Source: "post.html", Result: tt.result}, pictures("pic.png")), []string{tt.want})
	}
	for _, rule := range []string{"../media", "/media", "{slug}/../../x"} {
		if s, err := Open(context.Background(), Options{Root: t.TempDir(), Folder: rule}); err == nil {
			s.Close()
			t.Errorf("the rule %q was taken", rule)
		}
	}
}

func TestDataAddresses(t *testing.T) {
	b64 := base64.StdEncoding.EncodeToString(picture(1))
	png := "m/image-" + hash8(picture(1)) + ".png"
	plain := `<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>`
	svg := `%3Csvg xmlns="http://www.w3.org/2000/svg"%3E%3Crect/%3E%3C/svg%3E`
	got := bring(t, Options{Root: t.TempDir(), Folder: "m"}, post,
		pictures("data:image/jpeg;base64,"+b64),
		pictures("DATA:;base64, "+strings.TrimRight(b64[:20], "=")+"\n\t"+strings.TrimRight(b64[20:], "=")),
		pictures("data:image/svg+xml,"+svg),
		pictures("data:image/png;base64,####"),
		pictures("data:image/png"),
		pictures("data:,"),
		pictures("data:image/png,hello"),
		pictures("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"),
	)
	same(t, "references", got, []string{
		png, png, "m/image-" + hash8([]byte(plain)) + ".svg",
		"type: is broken: it is not base64", "type: is broken: there is no comma in it", "type: is empty",
		"type: is not a picture but text/plain", "type: holds a script and was not taken",
	})
}

func TestAttachments(t *testing.T) {
	files := map[string]Attachment{
		"cid:1":                      {Name: `C:\Bilder\Foto.JPG`, Data: picture(1)},
		"https://gone.example/2.gif": {Data: picture(2)},
		"cid:doc":                    {Name: "bill.xlsx", Data: []byte("PK\x03\x04 a spreadsheet, or so")},
		"cid:page":                   {Name: "page.txt", Data: []byte("<!DOCTYPE html><script>alert(1)</script>")},
		"cid:notes":                  {Name: "notes.html", Data: []byte("just words")},
	}
	a := post
	a.Attachment = func(address string) (Attachment, bool) { f, ok := files[address]; return f, ok }
	s, err := Open(context.Background(), Options{Root: t.TempDir(), Folder: "m"})
	must(t, err)
	defer s.Close()
	refs := []Reference{
		pictures("cid:1"), pictures("https://gone.example/2.gif"), {Addresses: []string{"cid:doc"}, Kind: File},
		{Addresses: []string{"cid:page"}, Kind: File}, {Addresses: []string{"cid:notes"}, Kind: File}, pictures("cid:doc"), pictures("cid:none"),
	}
	s.Add(a, refs...)
	must(t, s.Settle(context.Background()))
	want := []string{
		"m/Foto.png", "m/2.png", "m/bill.xlsx", "type: is not a file to keep but text/html", "m/notes.txt",
		"type: is not a picture but application/zip", "address: is on no web server",
	}
	same(t, "references", describe(s, a, refs...), want)
	same(t, "without the container", describe(s, post, refs...), want)
	same(t, "in another article", describe(s, Article{Result: "other.md"}, refs[0]), []string{"address: has no address"})
}

// TestNames has several contents that want one name: one gets it, the others
// their hash.
func TestNames(t *testing.T) {
	dir := t.TempDir()
	for i, name := range []string{"a/photo.png", "b/photo.png", "c/PHOTO.png", "d/photo.png"} {
		write(t, filepath.Join(dir, "in", name), picture(i%3)) // the last one is the first one
	}
	opt := Options{Root: dir + "/out", Base: dir + "/in", Folder: "m"}
	write(t, dir+"/out/m/own.png", []byte("somebody's own"))
	write(t, dir+"/in/own.png", picture(7))
	refs := []Reference{pictures("a/photo.png"), pictures("b/photo.png"), pictures("c/PHOTO.png"), pictures("d/photo.png"), pictures("own.png")}
	want := []string{"m/photo.png", "m/photo-" + hash8(picture(1)) + ".png", "m/PHOTO-" + hash8(picture(2)) + ".png", "m/photo.png", "m/own-" + hash8(picture(7)) + ".png"}
	want[2] = "m/PHOTO.png" // the least name comes first
	want[0], want[3] = "m/photo-"+hash8(picture(0))+".png", "m/photo-"+hash8(picture(0))+".png"
	same(t, "references", bring(t, opt, post, refs...), want)
	same(t, "again", bring(t, opt, post, refs...), want)

	// One more of that name takes nobody's.
	write(t, dir+"/in/0/photo.png", picture(9))
	more := append([]Reference{pictures("0/photo.png")}, refs...)
	same(t, "with one more", bring(t, opt, post, more...), append([]string{"m/photo-" + hash8(picture(9)) + ".png"}, want...))
	if own, err := os.ReadFile(dir + "/out/m/own.png"); err != nil || string(own) != "somebody's own" {
		t.Errorf("somebody's own file became %q, %v", own, err)
	}
}

// TestNamesOfEarlierRuns has a run over some articles leave alone what others
// refer to.
func TestNamesOfEarlierRuns(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/in/a/photo.png", picture(1))
	write(t, dir+"/in/b/photo.png", picture(2))
	must(t, os.Mkdir(dir+"/out", 0o777))
	opt := Options{Root: dir + "/out", Base: dir + "/in", Folder: "m"}
	same(t, "first", bring(t, opt, post, pictures("b/photo.png")), []string{"m/photo.png"})
	same(t, "second", bring(t, opt, post, pictures("a/photo.png")), []string{"m/photo-" + hash8(picture(1)) + ".png"})
	same(t, "both", bring(t, opt, post, pictures("a/photo.png"), pictures("b/photo.png")), []string{"m/photo-" + hash8(picture(1)) + ".png", "m/photo.png"})
}

func hash8(data []byte) string { return fmt.Sprintf("%x", sumBytes(data))[:8] }

func TestTaken(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/in/pic.png", picture(1))
	must(t, os.Mkdir(dir+"/out", 0o777))
	opt := Options{Root: dir + "/out", Base: dir + "/in", Taken: func(place string) bool { return place == "pic.png" }}
	same(t, "references", bring(t, opt, post, pictures("pic.png")), []string{"pic-" + hash8(picture(1)) + ".png"})
}

// TestChangedSource has a file follow its source, unless somebody else uses or
// has edited it.
func TestChangedSource(t *testing.T) {
	dir := t.TempDir()
	opt := Options{Root: dir + "/out", Base: dir + "/in", Folder: "m"}
	must(t, os.Mkdir(opt.Root, 0o777))
	write(t, dir+"/in/pic.png", picture(1))
	same(t, "first", bring(t, opt, post, pictures("pic.png")), []string{"m/pic.png"})
	write(t, dir+"/in/pic.png", append(picture(2), 0))
	same(t, "changed", bring(t, opt, post, pictures("pic.png")), []string{"m/pic.png"})
	if got, _ := os.ReadFile(dir + "/out/m/pic.png"); !bytes.Equal(got, append(picture(2), 0)) {
		t.Error("the copy did not follow its source")
	}
	write(t, dir+"/out/m/pic.png", []byte("edited"))
	write(t, dir+"/in/pic.png", append(picture(3), 0, 0))
	same(t, "edited", bring(t, opt, post, pictures("pic.png")), []string{"m/pic-" + hash8(append(picture(3), 0, 0)) + ".png"})
	if got, _ := os.ReadFile(dir + "/out/m/pic.png"); string(got) != "edited" {
		t.Error("an edited file was overwritten")
	}
}

// TestInPlace has results beside their sources: files that lie in the media
// folder stay as they are, whatever they are called.
func TestInPlace(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/media/my photo.png", picture(1))
	write(t, dir+"/else/b.png", picture(2))
	opt := Options{Root: dir, Base: dir, Folder: "media"}
	want := []string{"media/my%20photo.png", "media/b.png"}
	same(t, "first", bring(t, opt, post, pictures("media/my%20photo.png"), pictures("else/b.png")), want)
	same(t, "again", bring(t, opt, post, pictures(want[0]), pictures(want[1])), want)
	same(t, "files", tree(t, dir), []string{"else/b.png", "media/b.png", "media/my photo.png"})
}

// TestPrune removes what nothing refers to any more, and nothing of anybody else's.
func TestPrune(t *testing.T) {
	dir := t.TempDir()
	opt := Options{Root: dir + "/out", Base: dir + "/in", Folder: "{slug}"}
	write(t, dir+"/out/keep/own.txt", []byte("own"))
	for i, name := range []string{"keep.png", "gone.png", "edited.png"} {
		write(t, dir+"/in/"+name, picture(i))
	}
	old := Article{Result: "old/post.md"}
	s, err := Open(context.Background(), opt)
	must(t, err)
	s.Add(Article{Result: "keep.md"}, pictures("keep.png"), pictures("gone.png"), pictures("edited.png"))
	s.Add(old, pictures("gone.png"))
	must(t, s.Settle(context.Background()))
	must(t, s.Close())
	write(t, dir+"/out/keep/edited.png", []byte("edited"))
	for _, dry := range []bool{true, false} {
		opt.DryRun = dry
		s, err = Open(context.Background(), opt)
		must(t, err)
		s.Add(Article{Result: "keep.md"}, pictures("keep.png"))
		must(t, s.Settle(context.Background()))
		removed, err := s.Prune(nil)
		must(t, err)
		same(t, "removed", removed, []string{"keep/gone.png", "old/post/gone.png"})
		must(t, s.Close())
	}
	same(t, "left", tree(t, opt.Root), []string{"keep/edited.png", "keep/keep.png", "keep/own.txt"})
	if _, err := os.Stat(dir + "/out/old"); err == nil {
		t.Error("an empty folder is left")
	}
	s, err = Open(context.Background(), opt)
	must(t, err)
	defer s.Close()
	must(t, s.Settle(context.Background()))
	removed, err := s.Prune(nil)
	must(t, err)
	same(t, "removed by a run of nothing", removed, []string{"keep/keep.png"})
}

func TestDryRun(t *testing.T) {
	dir := t.TempDir()
	write(t, dir+"/in/pic.png", picture(1))
	must(t, os.Mkdir(dir+"/out", 0o777))
	opt := Options{Root: dir + "/out", Base: dir + "/in", Folder: "m", DryRun: true, Download: anywhere()}
	got := bring(t, opt, post, pictures("pic.png"), pictures("data:,"+string(picture(2))), pictures("https://x.example/a.png"))
	same(t, "references", got, []string{"m/pic.png", "m/image-" + hash8(picture(2)) + ".png", "off: is on a server, and downloads are not allowed"})
	if entries, err := os.ReadDir(dir + "/out"); err != nil || len(entries) != 0 {
		t.Errorf("a dry run left %v, %v", entries, err)
	}
}

// TestOrder has the same names come out whatever order articles come in and
// however many requests are under way.
func TestOrder(t *testing.T) {
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Path, "/%d/", &n)
		w.Write(picture(n % 7)) // many addresses share a content
	})
	var articles []Article
	var refs []Reference
	for i := range 40 {
		articles = append(articles, Article{Result: fmt.Sprintf("p%02d.md", i)})
		refs = append(refs, pictures(fmt.Sprintf("%s/%d/p%d.png", url, i, i%3)))
	}
	run := func(step, jobs int) (all []string) {
		d := anywhere()
		d.Jobs, d.PerHost = jobs, jobs
		opt := Options{Root: t.TempDir(), Folder: "m", Download: d}
		s, err := Open(context.Background(), opt)
		must(t, err)
		defer s.Close()
		var wg sync.WaitGroup
		for i := range articles {
			k := i * step % len(articles)
			wg.Go(func() { s.Add(articles[k], refs[k]) })
			if jobs == 1 {
				wg.Wait()
			}
		}
		wg.Wait()
		must(t, s.Settle(context.Background()))
		for i := range articles {
			all = append(all, describe(s, articles[i], refs[i])...)
		}
		return append(all, tree(t, opt.Root)...)
	}
	want := run(1, 1)
	for _, tt := range [][2]int{{1, 8}, {7, 1}, {13, 32}, {39, 3}} {
		same(t, fmt.Sprint("order ", tt), run(tt[0], tt[1]), want)
	}
	if files := len(want) - len(articles); files != 7 {
		t.Errorf("%d files for 7 contents: %v", files, want)
	}
}
