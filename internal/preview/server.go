package preview

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"time"
)

// Handler serves the preview to browsers that ask for it at address, such as
// "127.0.0.1:8123", or at localhost on that port. A site that has its name lead here
// (DNS rebinding) asks by that name, and gets nothing.
func (s *Store) Handler(address string) (http.Handler, error) {
	var index bytes.Buffer
	if err := s.writeIndex(&index); err != nil {
		return nil, err
	}
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		for key, value := range safeHeaders {
			header.Set(key, value)
		}
		name, inFolder := strings.CutPrefix(r.URL.Path, "/"+panesFolder+"/")
		switch {
		case r.Host != address && r.Host != "localhost:"+port:
			http.Error(w, "this server is for its own machine", http.StatusMisdirectedRequest)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			header.Set("Allow", "GET, HEAD")
			http.Error(w, "nothing can be changed here", http.StatusMethodNotAllowed)
		case r.URL.Path == "/":
			header.Set("Content-Security-Policy", indexPolicy()+"; frame-ancestors 'none'")
			header.Set("Content-Type", "text/html; charset=utf-8")
			w.Write(index.Bytes()) // whoever asked may be gone
		case inFolder:
			s.servePane(w, r, name)
		default:
			http.NotFound(w, r)
		}
	}), nil
}

// safeHeaders keep what is served from other sites, and from being taken for
// anything else.
var safeHeaders = map[string]string{
	"X-Content-Type-Options":       "nosniff",
	"Referrer-Policy":              "no-referrer",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cache-Control":                "no-store",
}

func (s *Store) servePane(w http.ResponseWriter, r *http.Request, name string) {
	packed := s.open(name)
	if packed == nil {
		http.NotFound(w, r)
		return
	}
	header := w.Header()
	header.Set("Content-Security-Policy", panePolicy()+"; sandbox; frame-ancestors 'self'")
	header.Set("Content-Type", "text/html; charset=utf-8")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		header.Set("Content-Encoding", "gzip")
		io.Copy(w, packed) // whoever asked may be gone
		return
	}
	page, err := gzip.NewReader(packed)
	if err != nil {
		http.Error(w, "the preview cannot be read any more", http.StatusInternalServerError)
		return
	}
	io.Copy(w, page)
}

// Serve answers requests on a listener until ctx ends.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, MaxHeaderBytes: 64 << 10}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	server.Close()
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
