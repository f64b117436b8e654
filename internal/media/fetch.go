package media

import (
	"compress/gzip"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/gabriel-vasile/mimetype"
)

// fetch is one address on its way.
type fetch struct {
	n        *network
	host     *host
	url      *url.URL
	key      string
	referers []string
	finding  *finding
	old      *content // of an earlier run, still there
	etag     string   // of old
	modified string
}

// outcome is what came of one attempt.
type outcome struct {
	content   *content
	problem   *Problem
	retry     bool          // another attempt may help
	refererNo bool          // another referer may help
	after     time.Duration // what the server asks to wait
}

// partSuffix ends the names of what has come of downloads so far.
const partSuffix = ".part"

var (
	errStalled  = errors.New("the server sends nothing any more")
	errSlow     = errors.New("it takes too long")
	errTooLarge = errors.New("too large")
	errRunFull  = errors.New("the run has fetched enough")
)

// run fetches an address. What an earlier run got is better than nothing.
func (f *fetch) run() (*content, *Problem) {
	ctx := f.n.ctx
	var out outcome
	for _, referer := range f.referers {
		if out = f.persist(ctx, referer); !out.refererNo {
			break
		}
	}
	f.n.heard(f.host, out.problem)
	if out.problem != nil && ctx.Err() == nil {
		f.drop()
	}
	switch {
	case out.problem == nil:
		return out.content, nil
	case f.old != nil:
		return f.old, nil
	}
	return nil, &Problem{out.problem.Code, f.key, out.problem.Reason}
}

// persist tries until it works, cannot work or has been tried often enough.
func (f *fetch) persist(ctx context.Context, referer string) outcome {
	for try := 0; ; try++ {
		done, problem := f.n.turn(ctx, f.host)
		if problem != nil {
			return outcome{problem: problem}
		}
		out := f.attempt(ctx, referer)
		done()
		if out.after > 0 {
			f.n.pause(f.host, out.after)
		}
		if out.problem == nil || !out.retry || try >= f.n.opt.Retries {
			return out
		}
		if out.after == 0 && f.n.opt.Wait(ctx, backOff(try)) != nil {
			return outcome{problem: outOfTime}
		}
	}
}

// backOff is how long to wait after a failed attempt: one second, two, four.
func backOff(try int) time.Duration { return time.Second << min(try, 6) }

// attempt makes one request.
func (f *fetch) attempt(ctx context.Context, referer string) outcome {
	ctx, end := context.WithTimeoutCause(ctx, f.n.opt.FileTime, errSlow)
	defer end()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	watch := time.AfterFunc(f.n.opt.Idle, func() { cancel(errStalled) })
	defer watch.Stop()
	req, from, err := f.request(ctx, referer)
	if err != nil {
		return outcome{problem: failed(err)}
	}
	resp, err := f.n.client.Do(req)
	if err != nil {
		p, retry := explain(ctx, err)
		return outcome{problem: p, retry: retry}
	}
	defer resp.Body.Close()
	f.n.heard(f.host, nil)
	switch {
	case resp.StatusCode == http.StatusOK:
		return f.receive(ctx, resp, 0, watch)
	case resp.StatusCode == http.StatusPartialContent && from > 0 && startsAt(resp, from):
		return f.receive(ctx, resp, from, watch)
	case resp.StatusCode == http.StatusNotModified && f.old != nil:
		return f.confirm()
	}
	return f.refusal(resp)
}

// request asks for a file: for the rest of one that is partly there, or whether
// one has changed.
func (f *fetch) request(ctx context.Context, referer string) (req *http.Request, from int64, err error) {
	if req, err = http.NewRequestWithContext(ctx, http.MethodGet, f.url.String(), nil); err != nil {
		return nil, 0, err
	}
	req.Header.Set("User-Agent", f.n.opt.UserAgent)
	req.Header.Set("Accept", "image/*,audio/*,video/*,application/pdf;q=0.9,*/*;q=0.5")
	req.Header.Set("Accept-Encoding", "identity")
	setReferer(req, referer)
	if validator := f.n.s.index.part(f.key); validator != "" {
		if fi, err := f.n.s.root.Lstat(f.part()); err == nil && fi.Size() > 0 {
			req.Header.Set("Range", fmt.Sprintf("bytes=%d-", fi.Size()))
			req.Header.Set("If-Range", validator)
			return req, fi.Size(), nil
		}
	}
	if f.old != nil && f.etag != "" {
		req.Header.Set("If-None-Match", f.etag)
	}
	if f.old != nil && f.modified != "" {
		req.Header.Set("If-Modified-Since", f.modified)
	}
	return req, 0, nil
}

// startsAt tells whether a partial answer goes on where the part ends.
func startsAt(resp *http.Response, from int64) bool {
	return strings.HasPrefix(resp.Header.Get("Content-Range"), fmt.Sprintf("bytes %d-", from))
}

// confirm takes what is there, which the server says is right.
func (f *fetch) confirm() outcome {
	a, _ := f.n.s.index.address(f.key)
	a.at = time.Now().Unix()
	f.n.s.index.setAddress(f.key, a)
	return outcome{content: f.old}
}

// refusal is the outcome of an answer without a file.
func (f *fetch) refusal(resp *http.Response) outcome {
	out := outcome{problem: &Problem{Code: CodeStatus, Reason: "was refused by its server: " + resp.Status}}
	switch resp.StatusCode {
	case http.StatusPartialContent, http.StatusRequestedRangeNotSatisfiable: // the part is of no use
		f.drop()
		out.retry = true
	case http.StatusUnauthorized, http.StatusForbidden:
		out.refererNo = true
	case http.StatusRequestTimeout, http.StatusTooEarly, http.StatusTooManyRequests, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		out.retry, out.after = true, retryAfter(resp.Header.Get("Retry-After"), time.Now())
	}
	return out
}

// retryAfter is the wait that a header asks for, in seconds or until a date; 0
// without one.
func retryAfter(header string, now time.Time) time.Duration {
	if seconds, err := strconv.ParseUint(header, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(at.Sub(now), 0)
	}
	return 0
}

// part is where a download is collected.
func (f *fetch) part() string {
	sum := sha256.Sum256([]byte(f.key))
	return path.Join(Folder, fmt.Sprintf("%x%s", sum[:16], partSuffix))
}

// drop forgets what has come so far.
func (f *fetch) drop() { f.n.s.root.Remove(f.part()) }

// receive collects an answer, which goes on at a byte of the file.
func (f *fetch) receive(ctx context.Context, resp *http.Response, from int64, watch *time.Timer) outcome {
	if resp.ContentLength > f.n.opt.MaxFile-from {
		return f.tooLarge()
	}
	flags := os.O_RDWR | os.O_CREATE | os.O_APPEND
	if from == 0 {
		flags |= os.O_TRUNC
	}
	file, err := f.n.s.root.OpenFile(f.part(), flags, 0o666)
	if err != nil {
		return outcome{problem: failed(err)}
	}
	defer file.Close()
	if from == 0 { // after the old part went, which the new validator says nothing of
		f.n.s.index.setPart(f.key, validator(resp))
	}
	body, err := decoded(resp)
	if err == nil {
		_, err = io.Copy(file, &meter{r: body, n: f.n, watch: watch, idle: f.n.opt.Idle, left: f.n.opt.MaxFile - from})
	}
	if err != nil {
		return f.broken(ctx, err)
	}
	return f.complete(resp, file)
}

// validator is what a later request can ask for the rest of the same file with
// (RFC 9110, 13.1.5): a strong one. "" if there is none.
func validator(resp *http.Response) string {
	if resp.Header.Get("Content-Encoding") != "" {
		return "" // the part is of something else than was sent
	}
	if etag := resp.Header.Get("ETag"); strings.HasPrefix(etag, `"`) {
		return etag
	}
	return resp.Header.Get("Last-Modified")
}

// decoded is the body of an answer without the compression that some servers
// use though they are asked not to.
func decoded(resp *http.Response) (io.Reader, error) {
	switch strings.ToLower(resp.Header.Get("Content-Encoding")) {
	case "", "identity":
		return resp.Body, nil
	case "gzip", "x-gzip":
		return gzip.NewReader(resp.Body)
	}
	return nil, &Problem{Code: CodeType, Reason: "came in an encoding that was not asked for"}
}

// meter counts what is read, after decompression, and stops at limits. Each
// byte that comes shows that the server is alive.
type meter struct {
	r     io.Reader
	n     *network
	watch *time.Timer
	idle  time.Duration
	left  int64
}

// Read reads on.
func (m *meter) Read(p []byte) (int, error) {
	k, err := m.r.Read(p)
	if k > 0 {
		m.watch.Reset(m.idle)
	}
	if m.left -= int64(k); m.left < 0 {
		return k, errTooLarge
	}
	if m.n.bytes.Add(int64(k)); m.n.isFull() {
		return k, errRunFull
	}
	return k, err
}

func (f *fetch) tooLarge() outcome {
	return outcome{problem: &Problem{Code: CodeLimit, Reason: fmt.Sprintf("is larger than %d bytes", f.n.opt.MaxFile)}}
}

// broken is the outcome of a download that ended early. Its part stays for the
// next attempt if the server can go on from it.
func (f *fetch) broken(ctx context.Context, err error) outcome {
	if f.n.s.index.part(f.key) == "" {
		f.drop()
	}
	var p *Problem
	var file *fs.PathError
	switch {
	case errors.Is(err, errTooLarge):
		return f.tooLarge()
	case errors.Is(err, errRunFull):
		return outcome{problem: f.n.full()}
	case errors.As(err, &p):
		return outcome{problem: p}
	case errors.As(err, &file):
		return outcome{problem: failed(err)}
	}
	p, retry := explain(ctx, err)
	return outcome{problem: p, retry: retry}
}

// complete looks at what came, and stages it if it is a file to keep.
func (f *fetch) complete(resp *http.Response, file *os.File) outcome {
	c, err := f.identify(file)
	if err != nil {
		return outcome{problem: failed(err)}
	}
	if c.size == 0 {
		f.drop()
		return outcome{problem: &Problem{Code: CodeType, Reason: "is empty"}, refererNo: true}
	}
	if !isMedia(c.mime) {
		f.drop()
		return outcome{problem: notMedia(c.mime), refererNo: c.mime != mimeActive}
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return outcome{problem: failed(err)}
	}
	if err := f.n.s.root.Rename(f.part(), staged(c.sum)); err != nil {
		return outcome{problem: failed(err)}
	}
	f.n.s.index.setAddress(f.key, address{
		sum: c.sum, size: c.size, mime: c.mime, at: time.Now().Unix(),
		etag: resp.Header.Get("ETag"), modified: resp.Header.Get("Last-Modified"),
	})
	return outcome{content: c}
}

func notMedia(mime string) *Problem {
	if mime == mimeActive {
		return &Problem{Code: CodeType, Reason: "holds a script and was not taken"}
	}
	return &Problem{Code: CodeType, Reason: "is not a picture, sound, video or PDF but " + mime}
}

// identify takes the sum and the type of a file that came whole.
func (f *fetch) identify(file *os.File) (*content, error) {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	h := sha256.New()
	size, err := io.Copy(h, file)
	if err != nil {
		return nil, err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	m, err := mimetype.DetectReader(file)
	if err != nil {
		return nil, err
	}
	c := &content{sum: digest(h.Sum(nil)), size: size, mime: bare(m.String())}
	if c.mime != mimeSVG {
		return c, nil
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	if isActive(file) {
		c.mime = mimeActive
	}
	return c, nil
}

// isCertificate tells whether a server could not prove who it is.
func isCertificate(err error) bool {
	var bad *tls.CertificateVerificationError
	return errors.As(err, &bad)
}
