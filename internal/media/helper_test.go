package media

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// picture is a PNG file of one colour and some size, different for every n.
func picture(n int) []byte {
	img := image.NewRGBA(image.Rect(0, 0, 8, 8))
	for i := range 64 {
		img.Set(i%8, i/8, color.RGBA{uint8(n), uint8(n >> 8), uint8(i), 255})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// anywhere lets tests reach their own servers, and waits no time.
func anywhere() *Download {
	return &Download{
		Control: func(string, string, syscall.RawConn) error { return nil },
		Wait:    func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func write(t testing.TB, name string, data []byte) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(name), 0o777))
	must(t, os.WriteFile(name, data, 0o666))
}

// post is the article that most tests use.
var post = Article{URL: "https://blog.example/post.html", Source: "post.html", Result: "post.md"}

func pictures(addresses ...string) Reference { return Reference{Addresses: addresses} }

// bring runs a store over the references of one article and describes what
// became of each: "photo.png", or "type: is not a picture …".
func bring(t testing.TB, opt Options, a Article, refs ...Reference) []string {
	t.Helper()
	s, err := Open(context.Background(), opt)
	must(t, err)
	defer func() { must(t, s.Close()) }()
	s.Add(a, refs...)
	must(t, s.Settle(context.Background()))
	return describe(s, a, refs...)
}

func describe(s *Store, a Article, refs ...Reference) []string {
	var got []string
	for _, ref := range refs {
		local, problem := s.File(a, ref)
		if problem != nil {
			got = append(got, string(problem.Code)+": "+problem.Reason)
			continue
		}
		got = append(got, local.Reference)
	}
	return got
}

// tree lists the files below a folder with the memory of the store left out.
func tree(t testing.TB, root string) []string {
	t.Helper()
	files := []string{}
	must(t, filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(root, name)
		if err == nil && !d.IsDir() && !strings.HasPrefix(rel, Folder) {
			files = append(files, filepath.ToSlash(rel))
		}
		return err
	}))
	slices.Sort(files)
	return files
}

// memory lists what a store keeps for itself.
func memory(t testing.TB, root string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(root, Folder))
	must(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func same(t testing.TB, what string, got, want []string) {
	t.Helper()
	if g, w := fmt.Sprintf("%q", got), fmt.Sprintf("%q", want); g != w {
		t.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}

func serve(t testing.TB, h http.HandlerFunc) string {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	return srv.URL
}

func sumBytes(data []byte) digest { return sha256.Sum256(data) }
