package batch

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/artx-cli/artx/internal/media"
	"github.com/artx-cli/artx/internal/site"
)

// pictures serves /N.gif, different ones; /dead.gif is gone, and /page.gif a page. It
// tells before each, if anybody listens.
func pictures(t *testing.T, before func(asked int32)) (address string, asked *atomic.Int32) {
	asked = new(atomic.Int32)
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if n := asked.Add(1); before != nil {
			before(n)
		}
		switch r.URL.Path {
		case "/dead.gif":
			http.NotFound(w, r)
		case "/page.gif":
			fmt.Fprint(w, "<!DOCTYPE html><p>Sorry")
		default:
			fmt.Fprint(w, "GIF89a"+r.URL.Path)
		}
	}))
	t.Cleanup(srv.Close)
	return srv.URL, asked
}

// fromHere lets downloads reach the machine itself, and wait for nothing.
func fromHere() *media.Download {
	return &media.Download{
		Control: func(string, string, syscall.RawConn) error { return nil },
		Wait:    func(context.Context, time.Duration) error { return nil },
	}
}

// TestDownloads has pictures come once, whatever the number of jobs, and dead ones
// keep their address.
func TestDownloads(t *testing.T) {
	var first folder
	for _, jobs := range []int{1, 8} {
		address, asked := pictures(t, nil)
		posts := folder{}
		for i := range 20 {
			posts[fmt.Sprintf("p/%02d.html", i)] = fmt.Sprintf("asset: %s/%d.gif\nasset: %s/a/%d.gif", address, i%7, address, i%3)
		}
		posts["p/dead.html"] = fmt.Sprintf("asset: %s/dead.gif\nasset: %s/page.gif", address, address)
		posts.write(t)
		opt := Options{Paths: []string{"p"}, Output: "o", Media: "m", Download: fromHere(), Jobs: jobs}
		o := run(t, opt)
		o.check(t, counts{converted: 21})
		if !cmp.Equal(o.Notes, map[string]int{"asset.status": 1, "asset.type": 1}) {
			t.Errorf("notes: %v", o.Notes)
		}
		checkFile(t, "o/dead.md", posts["p/dead.html"])
		got := readFolder(t, "o")
		delete(got, "dead.md")
		if first == nil {
			first = got
		}
		if diff := cmp.Diff(first, got); diff != "" {
			t.Errorf("with %d jobs (-1 +this):\n%s", jobs, diff)
		}
		before := asked.Load()
		opt.Download, opt.Prune = nil, true // what is there needs no server
		run(t, opt).check(t, counts{unchanged: 21})
		if diff := cmp.Diff(got["00.md"], readFolder(t, "o")["00.md"]); diff != "" || asked.Load() != before {
			t.Errorf("%d more requests; %s", asked.Load()-before, diff)
		}
	}
}

// TestDownloadsGoOn has a run that is broken off keep what it fetched.
func TestDownloadsGoOn(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	address, asked := pictures(t, func(n int32) {
		if n == 10 {
			cancel()
		}
	})
	var posts []string
	for i := range 30 {
		posts = append(posts, fmt.Sprintf("asset: %s/%d.gif", address, i))
	}
	folder{"p/a.html": strings.Join(posts, "\n")}.write(t)
	d := fromHere()
	d.Jobs = 1
	opt := Options{Paths: []string{"p"}, Output: "o", Ext: ".md", Media: "m", Download: d, Refer: stubRefer}
	if _, err := Run(ctx, stub, opt); err != nil {
		t.Fatal(err)
	}
	checkMissing(t, "o/a.md")
	opt.Download = fromHere()
	run(t, opt).check(t, counts{converted: 1})
	if got := readFolder(t, "o"); len(got) != 31 || strings.Contains(got["a.md"], address) {
		t.Errorf("%d files, and a.md is %q", len(got), got["a.md"])
	}
	if n := asked.Load(); n > 32 { // one or two may have been under way
		t.Errorf("asked %d times for 30 pictures", n)
	}
}

// TestLinksAreFollowed has a change of one post's name do those that link to it again,
// and no others.
func TestLinksAreFollowed(t *testing.T) {
	folder{"p/a.html": "link: b.html", "p/b.html": "<p>b", "p/c.html": "link: d.html\nlink: https://elsewhere.example/"}.write(t)
	opt := Options{Paths: []string{"p"}, Output: "o", Links: Links{Style: site.Relative}}
	run(t, opt).check(t, counts{converted: 3})
	checkFile(t, "o/a.md", "link: b.md")
	o := run(t, opt)
	o.check(t, counts{unchanged: 3})
	if !cmp.Equal(o.Notes, map[string]int{"link.nowhere": 1}) {
		t.Errorf("notes: %v", o.Notes)
	}
	folder{"p/d.html": "<p>d"}.add(t, ".")
	run(t, opt).check(t, counts{converted: 2, unchanged: 2})
	checkFile(t, "o/c.md", "link: d.md\nlink: https://elsewhere.example/")
	opt.Links.Style = site.Keep
	run(t, opt)
	checkFile(t, "o/a.md", "link: b.html")
}
