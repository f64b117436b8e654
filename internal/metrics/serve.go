package metrics

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

// every is how often a line is written.
const every = 10 * time.Second

// Publish has the counts be read at a place until stop is called: an address such as
// ":9187", which is on loopback unless it names a host, where GET /metrics gives
// Prometheus's text; or a file called *.jsonl, to which a line is added every ten
// seconds and at the end. where is the address, or the file.
func (r *Run) Publish(place string) (where string, stop func() error, err error) {
	if strings.HasSuffix(place, ".jsonl") {
		stop, err = r.publishLines(place)
		return place, stop, err
	}
	listener, err := net.Listen("tcp", withHost(place))
	if err != nil {
		return "", nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
		_ = r.WriteText(w) // who asked has gone
	})
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, WriteTimeout: 30 * time.Second, MaxHeaderBytes: 16 << 10}
	go func() { _ = server.Serve(listener) }() // until it is closed
	return fmt.Sprintf("http://%s/metrics", listener.Addr()), server.Close, nil
}

// withHost is an address on loopback if it names no host.
func withHost(address string) string {
	if !strings.Contains(address, ":") {
		address = ":" + address
	}
	if strings.HasPrefix(address, ":") {
		return "127.0.0.1" + address
	}
	return address
}

// publishLines adds lines to a file.
func (r *Run) publishLines(name string) (stop func() error, err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err != nil {
		return nil, err
	}
	end, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- r.lines(f, end) }()
	return func() error {
		close(end)
		err := <-ended
		if err2 := f.Close(); err == nil {
			err = err2
		}
		return err
	}, nil
}

// lines writes a line now and then, and one at the end.
func (r *Run) lines(w io.Writer, end <-chan struct{}) error {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-end:
			return r.WriteJSON(w)
		case <-tick.C:
			if err := r.WriteJSON(w); err != nil {
				<-end
				return err
			}
		}
	}
}
