package media

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"code.dny.dev/ssrf"
)

// server answers by path, and remembers what it was asked.
type server struct {
	url string
	mu  sync.Mutex
	log []string // paths
}

func (s *server) asked(path string) (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range s.log {
		if p == path {
			n++
		}
	}
	return n
}

func misbehaving(t testing.TB, paths map[string]http.HandlerFunc) *server {
	s := &server{}
	s.url = serve(t, func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.log = append(s.log, r.URL.Path)
		s.mu.Unlock()
		if h := paths[r.URL.Path]; h != nil {
			h(w, r)
			return
		}
		http.NotFound(w, r)
	})
	return s
}

func send(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.Write(data) }
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", code) }
}

// after lets the first requests fail.
func after(n int64, first, then http.HandlerFunc) http.HandlerFunc {
	var count atomic.Int64
	return func(w http.ResponseWriter, r *http.Request) {
		if count.Add(1) <= n {
			first(w, r)
			return
		}
		then(w, r)
	}
}

// cut promises more than it sends.
func cut(data []byte, sent int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(data)))
		w.Write(data[:sent])
		panic(http.ErrAbortHandler)
	}
}

func gzipped(data []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		z.Write(data)
		z.Close()
	}
}

const aPage = "<!DOCTYPE html><html><body>Not found, but with a smile</body></html>"

// TestMisbehavingServers has a picture on a server that does something, and
// what becomes of it.
func TestMisbehavingServers(t *testing.T) {
	pic := picture(1)
	jpg := []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00 and so on")
	bomb := append(append([]byte{}, pic...), make([]byte, 8<<20)...)
	loop := func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) }
	var around http.HandlerFunc = func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) }
	for _, tt := range []struct {
		name   string
		answer http.HandlerFunc
		want   string
		asked  int // 0: does not matter
	}{
		{"works", send(pic), "m/a.png", 1},
		{"is called png and is a JPEG", send(jpg), "m/a.jpg", 1},
		{"declares text", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.Write(pic)
		}, "m/a.png", 1},
		{"sends a page", send([]byte(aPage)), "type: is not a picture, sound, video or PDF but text/html", 3},
		{"declares a picture and sends a page", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "image/png")
			w.Write([]byte(aPage))
		}, "type: is not a picture, sound, video or PDF but text/html", 3},
		{"sends a program", send([]byte("\x7fELF\x02\x01\x01")), "type: is not a picture, sound, video or PDF but application/x-elf", 3},
		{"sends a video", send([]byte("\x1aE\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x1fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm")), "type: is not a picture but video/webm", 1},
		{"sends a picture with a script", send([]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>`)), "type: holds a script and was not taken", 1},
		{"sends nothing", send(nil), "type: is empty", 3},
		{"knows nothing", status(404), "status: was refused by its server: 404 Not Found", 1},
		{"is gone", status(410), "status: was refused by its server: 410 Gone", 1},
		{"wants money", status(403), "status: was refused by its server: 403 Forbidden", 3},
		{"is ill", status(500), "status: was refused by its server: 500 Internal Server Error", 4},
		{"recovers", after(3, status(503), send(pic)), "m/a.png", 4},
		{"is overrun", after(2, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(429)
		}, send(pic)), "m/a.png", 3},
		{"asks for a long break", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "86400")
			w.WriteHeader(503)
		}, "status: was not fetched: its server asks to come back in 24h0m0s", 1},
		{"breaks off, and starts again", after(2, cut(pic, 50), send(pic)), "m/a.png", 3},
		{"always breaks off", cut(pic, 50), "network: could not be fetched: the server closed the connection", 4},
		{"hangs up", func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, "network: could not be fetched: the server closed the connection", 4},
		{"leads around", around, "status: leads on too often, or to no web server", 0},
		{"leads on for ever", loop, "status: leads on too often, or to no web server", 0},
		{"leads to a file", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "file:///etc/passwd")
			w.WriteHeader(302)
		}, "status: leads on too often, or to no web server", 1},
		{"declares too much", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "99999999")
			w.Write(pic)
		},
			"limit: is larger than 1048576 bytes", 1},
		{"sends without end", func(w http.ResponseWriter, _ *http.Request) {
			for range 4096 {
				if _, err := w.Write(make([]byte, 4096)); err != nil {
					return
				}
			}
		}, "limit: is larger than 1048576 bytes", 1},
		{"compresses unasked", gzipped(pic), "m/a.png", 1},
		{"sends a gzip bomb", gzipped(bomb), "limit: is larger than 1048576 bytes", 1},
		{"sends gzip that is none", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Encoding", "gzip"); w.Write(pic) },
			"network: could not be fetched: gzip: invalid header", 4},
		{"uses a strange encoding", func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Encoding", "br"); w.Write(pic) },
			"type: came in an encoding that was not asked for", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			paths := map[string]http.HandlerFunc{"/a.png": tt.answer, "/loop": around}
			if tt.name == "leads on for ever" {
				for p, i := "/a.png", 0; i < 30; p, i = p+"x", i+1 {
					paths[p] = loop
				}
			}
			srv := misbehaving(t, paths)
			opt := Options{Root: t.TempDir(), Folder: "m", Download: anywhere()}
			opt.Download.MaxFile = 1 << 20
			same(t, "reference", bring(t, opt, post, pictures(srv.url+"/a.png")), []string{tt.want})
			if got := srv.asked("/a.png"); tt.asked > 0 && got != tt.asked {
				t.Errorf("asked %d times, want %d", got, tt.asked)
			}
			same(t, "memory", memory(t, opt.Root), []string{"index"})
			for _, file := range tree(t, opt.Root) {
				if !strings.HasPrefix(tt.want, file) {
					t.Errorf("left %s", file)
				}
			}
		})
	}
}

// TestSlowServer has a server that stops in the middle of its answer, and one
// that never gives any.
func TestSlowServer(t *testing.T) {
	pic := picture(1)
	stuck := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", fmt.Sprint(len(pic)))
		w.Write(pic[:20])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
	silent := func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }
	srv := misbehaving(t, map[string]http.HandlerFunc{"/stuck.png": stuck, "/silent.png": silent, "/once.png": after(1, stuck, send(pic))})
	opt := Options{Root: t.TempDir(), Folder: "m", Download: anywhere()}
	opt.Download.Idle, opt.Download.Retries = 500*time.Millisecond, 1
	same(t, "references", bring(t, opt, post, pictures(srv.url+"/stuck.png"), pictures(srv.url+"/silent.png"), pictures(srv.url+"/once.png")), []string{
		"network: could not be fetched: the server sends nothing any more",
		"network: could not be fetched: the server sends nothing any more", "m/once.png",
	})
}

// TestTimes has a run and an attempt that take too long.
func TestTimes(t *testing.T) {
	drip := func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			w.Write([]byte("x"))
			w.(http.Flusher).Flush()
		}
	}
	srv := misbehaving(t, map[string]http.HandlerFunc{"/drip.png": drip})
	for _, tt := range []struct {
		set  func(*Download)
		want string
	}{
		{func(d *Download) { d.FileTime = 50 * time.Millisecond }, "limit: could not be fetched: it takes too long"},
		{func(d *Download) { d.RunTime = 50 * time.Millisecond }, "limit: was not fetched: the run was broken off, or its time is up"},
	} {
		opt := Options{Root: t.TempDir(), Download: anywhere()}
		opt.Download.MaxFile = 1 << 40
		tt.set(opt.Download)
		same(t, "reference", bring(t, opt, post, pictures(srv.url+"/drip.png")), []string{tt.want})
	}
}

// TestNotPublic has addresses that are not on the public network, directly or
// behind a redirect, and names that resolve to them.
func TestNotPublic(t *testing.T) {
	const private = "private: was not fetched: its server is not on the public network"
	d := anywhere()
	d.Control = nil
	var addresses []Reference
	var want []string
	for _, host := range []string{
		"127.0.0.1", "127.1.2.3:8080", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254",
		"[fe80::1]", "[fd00:ec2::254]", "100.64.0.1", "224.0.0.1", "[ff02::1]", "0.0.0.0", "255.255.255.255", "[64:ff9b::7f00:1]",
		"[2002:7f00:1::]", "localhost",
	} {
		addresses = append(addresses, pictures("http://"+host+"/a.png"))
		want = append(want, private)
	}
	same(t, "addresses", bring(t, Options{Root: t.TempDir(), Download: d}, post, addresses...), want)

	inside := misbehaving(t, map[string]http.HandlerFunc{"/a.png": send(picture(1))})
	public := misbehaving(t, map[string]http.HandlerFunc{"/a.png": func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, inside.url+"/a.png", http.StatusFound)
	}})
	u, err := url.Parse(public.url)
	must(t, err)
	d.Control = func(network, address string, c syscall.RawConn) error {
		if address == u.Host { // stands for a public one
			return nil
		}
		return ssrf.New(ssrf.WithAnyPort()).Safe(network, address, c)
	}
	same(t, "redirect", bring(t, Options{Root: t.TempDir(), Download: d}, post, pictures(public.url+"/a.png")), []string{private})
	if public.asked("/a.png") != 1 || inside.asked("/a.png") != 0 {
		t.Errorf("asked outside %d times, inside %d times", public.asked("/a.png"), inside.asked("/a.png"))
	}
}

func TestNoDownload(t *testing.T) {
	same(t, "references", bring(t, Options{Root: t.TempDir()}, post, pictures("https://x.example/a.png"), pictures("//x.example/b.png"), pictures("ftp://x.example/c.png")),
		[]string{"off: is on a server, and downloads are not allowed", "off: is on a server, and downloads are not allowed", "address: is on no web server"})
}

// TestAlternates has the first address that works come in, and no other asked.
func TestAlternates(t *testing.T) {
	srv := misbehaving(t, map[string]http.HandlerFunc{
		"/small.png": send(picture(1)), "/large.png": send(picture(2)), "/page.png": send([]byte(aPage)),
		"/movie.mp4": send([]byte("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2")),
	})
	at := func(names ...string) (ref Reference) {
		for _, n := range names {
			ref.Addresses = append(ref.Addresses, srv.url+n)
		}
		return ref
	}
	player := at("/movie.mp4")
	player.Kind = Player
	got := bring(t, Options{Root: t.TempDir(), Download: anywhere()}, post,
		at("/large.png", "/small.png"), at("/dead.png", "/page.png", "/large.png"), at("/movie.mp4", "/large.png"), player, at("/dead.png", "/page.png"))
	same(t, "references", got, []string{"large.png", "large.png", "large.png", "movie.mp4", "status: was refused by its server: 404 Not Found"})
	if n := srv.asked("/small.png"); n != 0 {
		t.Errorf("an alternate that was not needed was asked for %d times", n)
	}
	for _, path := range []string{"/large.png", "/dead.png", "/movie.mp4"} {
		if n := srv.asked(path); n != 1 {
			t.Errorf("%s was asked for %d times", path, n)
		}
	}
}

// TestReferers has servers that look at who asks.
func TestReferers(t *testing.T) {
	only := func(ok func(referer string) bool) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if !ok(r.Header.Get("Referer")) {
				w.WriteHeader(403)
				return
			}
			w.Write(picture(1))
		}
	}
	srv := misbehaving(t, map[string]http.HandlerFunc{
		"/article.png": only(func(r string) bool { return r == "https://blog.example/post.html" }),
		"/own.png":     only(func(r string) bool { return strings.HasPrefix(r, "http://127.0.0.1") }),
		"/none.png":    only(func(r string) bool { return r == "" }),
		"/never.png":   only(func(string) bool { return false }),
	})
	a := Article{URL: "https://me:secret@blog.example/post.html#part", Result: "post.md"}
	got := bring(t, Options{Root: t.TempDir(), Download: anywhere()}, a, pictures(srv.url+"/article.png"),
		pictures(srv.url+"/own.png"), pictures(srv.url+"/none.png"), pictures(srv.url+"/never.png"))
	same(t, "references", got, []string{"article.png", "article.png", "article.png", "status: was refused by its server: 403 Forbidden"})

	for _, tt := range []struct{ address, want string }{
		{"https://mmbiz.qpic.cn/a/640", ""},
		{"https://wx1.sinaimg.cn/large/a.jpg", "https://weibo.com/"},
		{"https://I.PXIMG.net/a.jpg", "https://www.pixiv.net/"},
		{"https://pic1.zhimg.com/a.jpg", "https://www.zhihu.com/"},
		{"https://notsinaimg.cn/a.jpg", post.URL},
	} {
		u, err := url.Parse(tt.address)
		must(t, err)
		if got := refererChain(u, post.URL)[0]; got != tt.want {
			t.Errorf("%s is told %q, want %q", tt.address, got, tt.want)
		}
	}
}

// TestHeaders has a request say who asks, and no more than that.
func TestHeaders(t *testing.T) {
	var got http.Header
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Clone()
		http.SetCookie(w, &http.Cookie{Name: "track", Value: "me"})
		w.Write(picture(1))
	})
	d := anywhere()
	d.UserAgent = "artx/9 (+https://artx.example)"
	bring(t, Options{Root: t.TempDir(), Download: d}, post, pictures(strings.Replace(url, "//", "//user:secret@", 1)+"/a.png"))
	same(t, "headers", []string{got.Get("User-Agent"), got.Get("Accept-Encoding"), got.Get("Referer"), got.Get("Cookie"), got.Get("Authorization")},
		[]string{d.UserAgent, "identity", post.URL, "", ""})
}

// TestConditional asks again only when a download is old, takes what changed
// and keeps what a server has lost.
func TestConditional(t *testing.T) {
	var lost atomic.Bool
	var version, full, notModified atomic.Int64
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if lost.Load() {
			w.WriteHeader(404)
			return
		}
		tag := fmt.Sprintf(`"v%d"`, version.Load())
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			notModified.Add(1)
			w.WriteHeader(304)
			return
		}
		full.Add(1)
		w.Write(picture(int(version.Load())))
	})
	opt := Options{Root: t.TempDir(), Download: anywhere()}
	step := func(what string, maxAge time.Duration, wantFull, wantNotModified int64, data []byte) {
		t.Helper()
		opt.Download.MaxAge = maxAge
		same(t, what, bring(t, opt, post, pictures(url+"/a.png")), []string{"a.png"})
		if full.Load() != wantFull || notModified.Load() != wantNotModified {
			t.Errorf("%s: %d whole answers and %d confirmations, want %d and %d", what, full.Load(), notModified.Load(), wantFull, wantNotModified)
		}
		if got, err := os.ReadFile(opt.Root + "/a.png"); err != nil || !bytes.Equal(got, data) {
			t.Errorf("%s: the file is not what the server has, %v", what, err)
		}
	}
	step("first", -1, 1, 0, picture(0))
	step("old", -1, 1, 1, picture(0))
	step("fresh", time.Hour, 1, 1, picture(0))
	version.Store(1)
	step("changed", -1, 2, 1, picture(1))
	lost.Store(true)
	step("lost", -1, 2, 1, picture(1))
	lost.Store(false)
	must(t, os.Remove(opt.Root+"/a.png"))
	step("removed", time.Hour, 3, 1, picture(1))
	opt.Download = nil
	same(t, "offline", bring(t, opt, post, pictures(url+"/a.png")), []string{"a.png"})
}

// ranges serves parts of data as a good server does, and breaks off after each
// chunk of bytes.
func ranges(data []byte, chunk int, tag func() string, asked *[]string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		*asked = append(*asked, r.Header.Get("Range"))
		w.Header().Set("ETag", tag())
		http.ServeContent(&cutter{ResponseWriter: w, left: chunk}, r, "a.png", time.Time{}, bytes.NewReader(data))
	}
}

type cutter struct {
	http.ResponseWriter
	left int
}

func (c *cutter) Write(p []byte) (int, error) {
	if len(p) > c.left {
		c.ResponseWriter.Write(p[:c.left])
		c.ResponseWriter.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
	c.left -= len(p)
	return c.ResponseWriter.Write(p)
}

func TestResume(t *testing.T) {
	data := append(picture(1), make([]byte, 1000)...)
	var asked []string
	url := serve(t, ranges(data, 400, func() string { return `"same"` }, &asked))
	opt := Options{Root: t.TempDir(), Download: anywhere()}
	same(t, "reference", bring(t, opt, post, pictures(url+"/a.png")), []string{"a.png"})
	same(t, "asked for", asked, []string{"", "bytes=400-", "bytes=800-"})
	if got, _ := os.ReadFile(opt.Root + "/a.png"); !bytes.Equal(got, data) {
		t.Error("the parts do not make the whole")
	}

	// A file that changes in between is fetched from its start.
	asked = nil
	n := 0
	url = serve(t, ranges(data, 800, func() string { n++; return fmt.Sprintf(`"v%d"`, min(n, 2)) }, &asked))
	same(t, "changed", bring(t, opt, post, pictures(url+"/b.png")), []string{"a.png"})
	same(t, "asked for", asked, []string{"", "bytes=800-", "bytes=800-"})
}

// TestResumeLater has a run broken off in the middle of a file, which the next
// one goes on with.
func TestResumeLater(t *testing.T) {
	data := append(picture(1), make([]byte, 1000)...)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var asked []string
	var hold atomic.Bool
	hold.Store(true)
	url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("Range"))
		w.Header().Set("ETag", `"same"`)
		if hold.Load() {
			w.Header().Set("Content-Length", fmt.Sprint(len(data)))
			w.Write(data[:300])
			w.(http.Flusher).Flush()
			<-r.Context().Done()
			return
		}
		http.ServeContent(w, r, "a.png", time.Time{}, bytes.NewReader(data))
	})
	opt := Options{Root: t.TempDir(), Download: anywhere()}
	s, err := Open(ctx, opt)
	must(t, err)
	s.Add(post, pictures(url+"/a.png"))
	for s.net.bytes.Load() < 300 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	must(t, s.Settle(ctx))
	same(t, "first run", describe(s, post, pictures(url+"/a.png")), []string{"limit: was not fetched: the run was broken off, or its time is up"})
	must(t, s.Close())
	if got := tree(t, opt.Root); len(got) != 0 {
		t.Errorf("a half file: %v", got)
	}
	hold.Store(false)
	same(t, "second run", bring(t, opt, post, pictures(url+"/a.png")), []string{"a.png"})
	same(t, "asked for", asked, []string{"", "bytes=300-"})
	if got, _ := os.ReadFile(opt.Root + "/a.png"); !bytes.Equal(got, data) {
		t.Error("the parts do not make the whole")
	}
}

// TestPerHost has no more requests to one host under way than allowed, and no
// more altogether.
func TestPerHost(t *testing.T) {
	var now, most atomic.Int64
	handler := func(w http.ResponseWriter, r *http.Request) {
		n := now.Add(1)
		defer now.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(time.Millisecond)
		w.Write(picture(len(r.URL.Path)))
	}
	for _, tt := range []struct{ jobs, perHost, hosts, want int }{{16, 2, 1, 2}, {3, 2, 4, 3}} {
		most.Store(0)
		var refs []Reference
		for range tt.hosts {
			url := serve(t, handler)
			for i := range 20 {
				refs = append(refs, pictures(fmt.Sprintf("%s/%d.png", url, i)))
			}
		}
		d := anywhere()
		d.Jobs, d.PerHost = tt.jobs, tt.perHost
		bring(t, Options{Root: t.TempDir(), Download: d}, post, refs...)
		if most.Load() > int64(tt.want) {
			t.Errorf("%d requests under way, want at most %d", most.Load(), tt.want)
		}
	}
}

// TestWaits has the waits that servers and users ask for.
func TestWaits(t *testing.T) {
	var waits []time.Duration
	d := anywhere()
	d.PerHost = 1
	d.Wait = func(_ context.Context, w time.Duration) error {
		waits = append(waits, w.Round(time.Second))
		return nil
	}
	srv := misbehaving(t, map[string]http.HandlerFunc{"/ill.png": status(500)})
	bring(t, Options{Root: t.TempDir(), Download: d}, post, pictures(srv.url+"/ill.png"))
	if got, want := fmt.Sprint(waits), "[1s 2s 4s]"; got != want {
		t.Errorf("back-off %s, want %s", got, want)
	}
	waits = nil
	busy := func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Retry-After", "100"); w.WriteHeader(429) }
	srv = misbehaving(t, map[string]http.HandlerFunc{"/busy.png": after(1, busy, send(picture(1))), "/b.png": send(picture(2))})
	bring(t, Options{Root: t.TempDir(), Download: d}, post, pictures(srv.url+"/busy.png"), pictures(srv.url+"/b.png"))
	if got, want := fmt.Sprint(waits), "[1m40s 1m40s]"; got != want {
		t.Errorf("after 429 %s, want %s: the other file of the host waits too", got, want)
	}
	waits = nil
	d.Interval = 60 * time.Second
	srv = misbehaving(t, map[string]http.HandlerFunc{"/a.png": send(picture(1)), "/b.png": send(picture(2)), "/c.png": send(picture(3))})
	bring(t, Options{Root: t.TempDir(), Download: d}, post, pictures(srv.url+"/a.png"), pictures(srv.url+"/b.png"), pictures(srv.url+"/c.png"))
	if got, want := fmt.Sprint(waits), "[1m0s 2m0s]"; got != want {
		t.Errorf("between requests %s, want %s", got, want)
	}
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"": 0, "5": 5 * time.Second, "-5": 0, "soon": 0, "99999999999999999999": 0,
		"Thu, 01 Jan 2026 00:00:30 GMT": 30 * time.Second, "Wed, 31 Dec 2025 00:00:00 GMT": 0,
	} {
		if got := retryAfter(header, now); got != want {
			t.Errorf("Retry-After %q is %v, want %v", header, got, want)
		}
	}
}

// TestDeadHost gives a host up that takes no connections, whatever lies there.
func TestDeadHost(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	dead := "http://" + l.Addr().String()
	must(t, l.Close())
	var dials atomic.Int64
	d := anywhere()
	d.PerHost, d.Retries = 1, -1
	d.Control = func(string, string, syscall.RawConn) error { dials.Add(1); return nil }
	var refs []Reference
	for i := range 50 {
		refs = append(refs, pictures(fmt.Sprintf("%s/%d.png", dead, i)))
	}
	got := bring(t, Options{Root: t.TempDir(), Download: d}, post, refs...)
	if n := dials.Load(); n != maxStrikes {
		t.Errorf("%d connections were tried, want %d", n, maxStrikes)
	}
	if want := "network: was not fetched: its server does not answer"; got[49] != want {
		t.Errorf("the last one: %s, want %s", got[49], want)
	}
}

func TestMaxRun(t *testing.T) {
	srv := httptest.NewServer(send(append(picture(1), make([]byte, 10000)...)))
	defer srv.Close()
	d := anywhere()
	d.MaxRun, d.PerHost = 25000, 1
	var refs []Reference
	for i := range 10 {
		refs = append(refs, pictures(fmt.Sprintf("%s/%d.png", srv.URL, i)))
	}
	got := bring(t, Options{Root: t.TempDir(), Download: d}, post, refs...)
	const full = "limit: was not fetched: the limit of 25000 bytes is reached"
	same(t, "references", got, []string{"0.png", "0.png", full, full, full, full, full, full, full, full})
}
