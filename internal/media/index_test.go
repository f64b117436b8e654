package media

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// TestMain lets the tests run a store in a process of its own, to kill it.
func TestMain(m *testing.M) {
	if url := os.Getenv("MEDIA_TEST_SERVER"); url != "" {
		bringMany(url, os.Getenv("MEDIA_TEST_ROOT"))
		return
	}
	os.Exit(m.Run())
}

const many = 300

func manyRefs(url string) (refs []Reference) {
	for i := range many {
		refs = append(refs, pictures(fmt.Sprintf("%s/%d/pic%d.png", url, i, i%10)))
	}
	return refs
}

func bringMany(url, root string) []string {
	s, err := Open(context.Background(), Options{Root: root, Folder: "m", Download: anywhere()})
	if err != nil {
		panic(err)
	}
	defer s.Close()
	s.Add(post, manyRefs(url)...)
	if err := s.Settle(context.Background()); err != nil {
		panic(err)
	}
	return describe(s, post, manyRefs(url)...)
}

// TestKill kills runs with SIGKILL until one comes through: what came before is
// not fetched again, and the end is that of a run that nobody killed.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes")
	}
	var answers atomic.Int64
	var kill atomic.Pointer[func()]
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Path, "/%d/", &n)
		if answers.Add(1)%70 == 0 {
			if k := kill.Swap(nil); k != nil {
				(*k)()
			}
		}
		w.Write(picture(n))
	})
	root := t.TempDir()
	kills := 0
	for range 50 {
		cmd := exec.Command(os.Args[0], "-test.run=^$")
		cmd.Env = append(os.Environ(), "MEDIA_TEST_SERVER="+url, "MEDIA_TEST_ROOT="+root)
		must(t, cmd.Start())
		k := func() { cmd.Process.Kill() }
		kill.Store(&k)
		if cmd.Wait() == nil {
			break
		}
		kills++
		if got := tree(t, root); len(got) != 0 {
			t.Fatalf("a killed run left %v", got)
		}
	}
	if kills < 2 {
		t.Errorf("only %d runs were killed", kills)
	}
	if n := answers.Load(); n > many+int64(kills)*20 { // those under way, and none twice else
		t.Errorf("%d requests for %d files in %d runs", n, many, kills+1)
	}
	before := answers.Load()
	kill.Store(nil)
	again, fresh := bringMany(url, root), t.TempDir()
	if answers.Load() != before {
		t.Errorf("a run with nothing new asked %d times", answers.Load()-before)
	}
	same(t, "references", again, bringMany(url, fresh))
	same(t, "files", tree(t, root), tree(t, fresh))
	same(t, "memory", memory(t, root), []string{"index"})
	for _, file := range tree(t, root) {
		a, _ := os.ReadFile(filepath.Join(root, file))
		b, _ := os.ReadFile(filepath.Join(fresh, file))
		if len(a) == 0 || !bytes.Equal(a, b) {
			t.Errorf("%s differs", file)
		}
	}
}

// TestDamagedIndex has lines that are cut, changed or foreign: they count as
// none, and the others still do.
func TestDamagedIndex(t *testing.T) {
	var asked atomic.Int64
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		w.Write(picture(len(r.URL.Path)))
	})
	root := t.TempDir()
	opt := Options{Root: root, Download: anywhere()}
	refs := []Reference{pictures(url + "/a.png"), pictures(url + "/bb.png"), pictures(url + "/ccc.png")}
	want := []string{"a.png", "bb.png", "ccc.png"}
	same(t, "first", bring(t, opt, post, refs...), want)
	name := filepath.Join(root, indexName)
	data, err := os.ReadFile(name)
	must(t, err)
	lines := strings.SplitAfter(string(data), "\n")
	for i, l := range lines {
		if strings.Contains(l, "/bb.png") {
			lines[i] = strings.Replace(l, "image", "imagf", 1)
		}
	}
	cut := strings.Join(lines, "") + "foreign\n\n\t\t\na\thttp://x\tshort"
	write(t, name, []byte(cut))
	asked.Store(0)
	same(t, "damaged", bring(t, opt, post, refs...), want)
	if asked.Load() != 1 {
		t.Errorf("asked %d times, want once for the damaged line", asked.Load())
	}
	asked.Store(0)
	same(t, "mended", bring(t, opt, post, refs...), want)
	if asked.Load() != 0 {
		t.Errorf("asked %d times after that", asked.Load())
	}
}

func TestCompact(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	must(t, err)
	defer root.Close()
	must(t, root.Mkdir(Folder, 0o777))
	x, err := openIndex(root, false)
	must(t, err)
	for i := range compactAt + 100 {
		x.setAddress("http://x.example/\t\\\n", address{etag: fmt.Sprint(i), at: int64(i)})
		x.setPlace("a\tb.png", placed{sum: sumBytes([]byte(fmt.Sprint(i)))})
	}
	x.setPart("http://y.example/", `"tag"`)
	must(t, x.close())
	x, err = openIndex(root, false)
	must(t, err)
	must(t, x.close())
	data, err := os.ReadFile(filepath.Join(dir, indexName))
	must(t, err)
	if n := bytes.Count(data, []byte("\n")); n != 3 {
		t.Errorf("%d lines, want 3", n)
	}
	x, err = openIndex(root, true)
	must(t, err)
	last := fmt.Sprint(compactAt + 99)
	a, _ := x.address("http://x.example/\t\\\n")
	p, _ := x.place("a\tb.png")
	if a.etag != last || p.sum != sumBytes([]byte(last)) || x.part("http://y.example/") != `"tag"` {
		t.Errorf("read back %v, %v, %q", a, p, x.part("http://y.example/"))
	}
	if homes := x.homes(p.sum); !slices.Equal(homes, []string{"a\tb.png"}) {
		t.Errorf("homes %q", homes)
	}
}

// FuzzIndex has any bytes for an index be read without harm, and lines that
// were written come back.
func FuzzIndex(f *testing.F) {
	f.Add([]byte("a\tb\tc\t00000000\n"), "http://x.example/\t", "\"e\\t\"")
	f.Add(placed{size: 1}.line("p"), "", "\r\n")
	f.Fuzz(func(t *testing.T, data []byte, key, etag string) {
		x := &index{addresses: make(map[string]address), places: make(map[string]placed), bySum: make(map[digest][]string), partial: make(map[string]string)}
		want := address{sum: sumBytes(data), size: int64(len(data)), etag: etag, at: 7}
		lines := bufio.NewScanner(bytes.NewReader(append(append(data, '\n'), want.line(key)...)))
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			x.read(lines.Bytes())
		}
		if got, ok := x.address(key); !ok || got != want {
			t.Errorf("read %v, %v, want %v", got, ok, want)
		}
	})
}
