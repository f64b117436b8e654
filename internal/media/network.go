package media

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// Download says how files are fetched. The zero value of a field is its
// default.
type Download struct {
	Jobs     int           // requests at a time; 16
	PerHost  int           // of them to one host; 4
	Interval time.Duration // between the starts of requests to one host; none
	Retries  int           // after the first attempt; 3, negative for none
	MaxFile  int64         // bytes of one file; 100 MiB
	MaxRun   int64         // bytes of all; no limit
	Idle     time.Duration // how long a server may send nothing; 30 s
	FileTime time.Duration // for one attempt; 10 min
	RunTime  time.Duration // from Open on; no limit
	// MaxAge is how long an earlier download counts without asking the server
	// whether it changed; a day, negative for never.
	MaxAge    time.Duration
	UserAgent string // "artx"

	// Control is the rule for what may be connected to, as in net.Dialer. nil
	// lets public addresses pass: none that is private, loopback, link-local,
	// shared, multicast or reserved. It is asked for every connection, so that
	// neither redirects nor names that resolve to something else get around it.
	Control func(network, address string, c syscall.RawConn) error
	// Wait waits for a time or the end of ctx, whose error it returns; nil is
	// the clock's.
	Wait func(ctx context.Context, d time.Duration) error
}

func (d Download) withDefaults() Download {
	d.Jobs = cmp.Or(max(d.Jobs, 0), 16)
	d.PerHost = cmp.Or(max(d.PerHost, 0), 4)
	d.Retries = max(cmp.Or(d.Retries, 3), 0)
	d.MaxFile = cmp.Or(d.MaxFile, 100<<20)
	d.Idle = cmp.Or(d.Idle, 30*time.Second)
	d.FileTime = cmp.Or(d.FileTime, 10*time.Minute)
	d.MaxAge = cmp.Or(d.MaxAge, 24*time.Hour)
	d.UserAgent = cmp.Or(d.UserAgent, "artx")
	if d.Control == nil {
		d.Control = ssrf.New(ssrf.WithAnyPort()).Safe
	}
	if d.Wait == nil {
		d.Wait = wait
	}
	return d
}

func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// network fetches addresses: a queue for every host, with a few workers each.
type network struct {
	s      *Store
	opt    Download
	ctx    context.Context
	cancel context.CancelFunc
	client *http.Client
	slots  chan struct{} // one for every request under way
	bytes  atomic.Int64

	mu    sync.Mutex
	hosts map[string]*host
}

// host is what the run knows of one server.
type host struct {
	queue   []*fetch
	workers int
	next    time.Time // when the next request may start
	strikes int       // addresses in a row that found no connection
	dead    *Problem  // why it is not asked any more
}

// maxStrikes is after how many addresses in a row without a connection a host
// is given up: an archive can have thousands of pictures on a dead one.
const maxStrikes = 3

// refused says that Control does not let a connection pass.
type refused struct{ err error }

func (r refused) Error() string { return r.err.Error() }
func (r refused) Unwrap() error { return r.err }

// errRedirect says that a redirect was not followed.
var errRedirect = errors.New("leads on too often, or to no web server")

const maxRedirects = 10

func newNetwork(s *Store, opt Download) *network {
	n := &network{s: s, opt: opt.withDefaults(), hosts: make(map[string]*host)}
	n.ctx, n.cancel = s.ctx, func() {}
	if n.opt.RunTime > 0 {
		n.ctx, n.cancel = context.WithTimeout(s.ctx, n.opt.RunTime)
	}
	n.slots = make(chan struct{}, n.opt.Jobs)
	dialer := &net.Dialer{Timeout: n.opt.Idle, Control: func(network, address string, c syscall.RawConn) error {
		if err := n.opt.Control(network, address, c); err != nil {
			return refused{err}
		}
		return nil
	}}
	n.client = &http.Client{
		CheckRedirect: checkRedirect,
		Transport: &http.Transport{ // without a proxy, which would look names up where Control sees nothing
			DialContext: dialer.DialContext, ForceAttemptHTTP2: true, DisableCompression: true,
			MaxIdleConnsPerHost: n.opt.PerHost, MaxIdleConns: 4 * n.opt.Jobs, IdleConnTimeout: time.Minute,
			TLSHandshakeTimeout: n.opt.Idle, MaxResponseHeaderBytes: 1 << 18,
		},
	}
	return n
}

// checkRedirect follows a redirect to a web server, with the referer that the
// new host wants.
func checkRedirect(req *http.Request, via []*http.Request) error {
	if len(via) > maxRedirects || req.URL.Scheme != "http" && req.URL.Scheme != "https" {
		return errRedirect
	}
	if referer, ok := refererOf(req.URL.Hostname()); ok {
		setReferer(req, referer)
	}
	return nil
}

func setReferer(req *http.Request, referer string) {
	req.Header.Del("Referer")
	if referer != "" {
		req.Header.Set("Referer", referer)
	}
}

// close ends all connections.
func (n *network) close() {
	n.cancel()
	n.client.CloseIdleConnections()
}

// download finds out what is at a web address: from memory, or from its server.
func (s *Store) download(a Article, p parsed, f *finding) {
	old, known := s.index.address(p.key)
	c := &content{sum: old.sum, size: old.size, mime: old.mime}
	known = known && s.isAvailable(c)
	switch {
	case known && (s.net == nil || s.net.isFresh(old)):
		s.finish(f, c, nil)
	case s.net == nil:
		s.finish(f, nil, &Problem{CodeOff, p.key, "is on a server, and downloads are not allowed"})
	default:
		job := &fetch{n: s.net, url: p.remote, key: p.key, referers: refererChain(p.remote, a.URL), finding: f}
		if known {
			job.old, job.etag, job.modified = c, old.etag, old.modified
		}
		s.net.enqueue(job)
	}
}

func (n *network) isFresh(a address) bool {
	return n.opt.MaxAge > 0 && time.Since(time.Unix(a.at, 0)) < n.opt.MaxAge
}

func (n *network) enqueue(f *fetch) {
	n.mu.Lock()
	defer n.mu.Unlock()
	h := n.hosts[f.url.Host]
	if h == nil {
		h = &host{}
		n.hosts[f.url.Host] = h
	}
	f.host = h
	h.queue = append(h.queue, f)
	if h.workers < n.opt.PerHost {
		h.workers++
		go n.serve(h)
	}
}

// serve fetches what is queued for a host until nothing is.
func (n *network) serve(h *host) {
	for {
		n.mu.Lock()
		if len(h.queue) == 0 {
			h.workers--
			n.mu.Unlock()
			return
		}
		f := h.queue[0]
		h.queue[0] = nil
		h.queue = h.queue[1:]
		n.mu.Unlock()
		c, problem := f.run()
		n.s.finish(f.finding, c, problem)
	}
}

// turn waits until a request to a host may start; done ends it.
func (n *network) turn(ctx context.Context, h *host) (done func(), problem *Problem) {
	n.mu.Lock()
	problem = h.dead
	now := time.Now()
	delay := h.next.Sub(now)
	if delay < 0 {
		h.next = now
	}
	h.next = h.next.Add(n.opt.Interval)
	n.mu.Unlock()
	switch {
	case ctx.Err() != nil:
		return nil, outOfTime
	case problem != nil:
		return nil, problem
	case n.isFull():
		return nil, n.full()
	}
	if delay > 0 {
		if err := n.opt.Wait(ctx, delay); err != nil {
			return nil, outOfTime
		}
	}
	select {
	case n.slots <- struct{}{}:
		return func() { <-n.slots }, nil
	case <-ctx.Done():
		return nil, outOfTime
	}
}

// isFull tells whether the run has fetched all that it may.
func (n *network) isFull() bool { return n.opt.MaxRun > 0 && n.bytes.Load() > n.opt.MaxRun }

func (n *network) full() *Problem {
	return &Problem{Code: CodeLimit, Reason: fmt.Sprintf("was not fetched: the limit of %d bytes is reached", n.opt.MaxRun)}
}

// outOfTime is the problem of what a run or an address had no time for.
var outOfTime = &Problem{Code: CodeLimit, Reason: "was not fetched: the run was broken off, or its time is up"}

// heard notes that a host answered, or that it did not.
func (n *network) heard(h *host, problem *Problem) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if problem == nil || problem.Code != CodeNetwork {
		h.strikes = 0
		return
	}
	if h.strikes++; h.strikes >= maxStrikes && h.dead == nil {
		h.dead = &Problem{Code: CodeNetwork, Reason: "was not fetched: its server does not answer"}
	}
}

// pause keeps a host from being asked for a while; for too long a while it is
// not asked again in this run.
func (n *network) pause(h *host, d time.Duration) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if d > maxPause {
		h.dead = &Problem{Code: CodeStatus, Reason: fmt.Sprintf("was not fetched: its server asks to come back in %s", d.Round(time.Second))}
		return
	}
	if until := time.Now().Add(d); until.After(h.next) {
		h.next = until
	}
}

// maxPause is the longest that a run waits because a server asks for it.
const maxPause = 2 * time.Minute

// explain makes a problem of a failed request; retry tells whether another
// attempt may help.
func explain(ctx context.Context, err error) (p *Problem, retry bool) {
	var no refused
	var dns *net.DNSError
	var u *url.Error
	switch {
	case errors.As(err, &no):
		return &Problem{Code: CodePrivate, Reason: "was not fetched: its server is not on the public network"}, false
	case errors.Is(err, errRedirect):
		return &Problem{Code: CodeStatus, Reason: errRedirect.Error()}, false
	case errors.Is(context.Cause(ctx), errSlow):
		return &Problem{Code: CodeLimit, Reason: "could not be fetched: " + errSlow.Error()}, false
	case errors.Is(context.Cause(ctx), errStalled):
		return &Problem{Code: CodeNetwork, Reason: "could not be fetched: " + errStalled.Error()}, true
	case ctx.Err() != nil:
		return outOfTime, false
	case errors.As(err, &dns) && dns.IsNotFound:
		return &Problem{Code: CodeNetwork, Reason: "could not be fetched: there is no host " + dns.Name}, false
	case isCertificate(err):
		return &Problem{Code: CodeNetwork, Reason: "could not be fetched: its server has no valid certificate"}, false
	case errors.As(err, &u):
		err = u.Err
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the server closed the connection")
	}
	return &Problem{Code: CodeNetwork, Reason: "could not be fetched: " + err.Error()}, true
}
