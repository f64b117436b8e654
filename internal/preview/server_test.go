package preview

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/artx-cli/artx/internal/report"
)

// testStore is a store of a few posts.
func testStore(t *testing.T) *Store {
	t.Helper()
	s, err := NewStore("1.2.3")
	must(t, err)
	t.Cleanup(s.Close)
	some(t, func(f *report.File, p *report.Pages) error {
		if p != nil {
			s.Prepare(p)
		}
		return s.Add(f, p)
	})
	return s
}

func TestHandler(t *testing.T) {
	h, err := testStore(t).Handler("127.0.0.1:8123")
	must(t, err)
	for _, c := range []struct {
		method, target, host string
		status               int
		has                  string
	}{
		{"GET", "/", "127.0.0.1:8123", 200, "<title>artx preview: 3 posts</title>"},
		{"HEAD", "/", "localhost:8123", 200, ""},
		{"GET", "/posts/1-source.html", "127.0.0.1:8123", 200, "<p>source of a"},
		{"GET", "/posts/3-result.html", "localhost:8123", 200, "<p>result of b"},
		{"GET", "/posts/2-source.html", "127.0.0.1:8123", 404, ""},
		{"GET", "/posts/", "127.0.0.1:8123", 404, ""},
		{"GET", "/posts/../server.go", "127.0.0.1:8123", 404, ""},
		{"GET", "/index.html", "127.0.0.1:8123", 404, ""},
		{"GET", "/", "127.0.0.1", 421, "its own machine"},
		{"GET", "/", "127.0.0.1:80", 421, ""},
		{"GET", "/posts/1-source.html", "rebound.example.com:8123", 421, ""},
		{"GET", "/", "", 421, ""},
		{"POST", "/", "127.0.0.1:8123", 405, ""},
		{"DELETE", "/posts/1-source.html", "127.0.0.1:8123", 405, ""},
	} {
		r := httptest.NewRequest(c.method, c.target, nil)
		r.Host = c.host
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != c.status || !strings.Contains(w.Body.String(), c.has) {
			t.Errorf("%s %s of %q: %d %.80q, want %d %q", c.method, c.target, c.host, w.Code, w.Body, c.status, c.has)
		}
		checkHeaders(t, c.target, w.Result())
	}
}

// checkHeaders: every answer keeps other sites out, and has a policy if it is a page.
func checkHeaders(t *testing.T, target string, r *http.Response) {
	t.Helper()
	for key, value := range safeHeaders {
		if r.Header.Get(key) != value {
			t.Errorf("%s: %s is %q", target, key, r.Header.Get(key))
		}
	}
	policy := r.Header.Get("Content-Security-Policy")
	switch {
	case r.StatusCode != http.StatusOK:
	case !strings.HasPrefix(policy, "default-src 'none'; ") || strings.Contains(policy, "unsafe") || strings.Contains(policy, "http"):
		t.Errorf("%s: policy %s", target, policy)
	case strings.HasPrefix(target, "/posts/") && (!strings.Contains(policy, "; sandbox;") || strings.Contains(policy, "script-src") || strings.Contains(policy, "allow-")):
		t.Errorf("%s: policy %s", target, policy)
	}
}

// TestServe serves what a browser asks for, which takes compressed answers, until the
// context ends.
func TestServe(t *testing.T) {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	must(t, err)
	address := listener.Addr().String()
	h, err := testStore(t).Handler(address)
	must(t, err)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- Serve(ctx, listener, h) }()
	for target, want := range map[string]string{"/": "artx preview", "/posts/1-result.html": "result of a"} {
		r, err := http.Get("http://" + address + target)
		must(t, err)
		body, err := io.ReadAll(r.Body)
		must(t, err)
		must(t, r.Body.Close())
		if r.StatusCode != http.StatusOK || !strings.Contains(string(body), want) || r.Uncompressed != (target != "/") {
			t.Errorf("%s: %s %s", target, r.Status, body)
		}
	}
	cancel()
	must(t, <-ended)
	if _, err := http.Get("http://" + address + "/"); err == nil {
		t.Error("it still answers")
	}
}
