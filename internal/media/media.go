package media

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// Folder is where a store keeps its memory and what it has not yet put in its
// place, below [Options.Root].
const Folder = ".artx-media"

// Options says where files come from and go to.
type Options struct {
	// Root is the folder that results and media lie below. It must exist.
	Root string
	// Base is the folder that local files are read below; "" reads none.
	Base string
	// Folder is where media lie: a path below Root, or one with {slug}, which
	// is relative to the folder of an article's result and in which {slug} is the
	// name of that result without extension. The folder of a result that is
	// called index is the article's own, so that {slug} adds nothing there.
	Folder string
	// Taken tells whether something else has a path below Root; nil is for
	// nothing.
	Taken func(place string) bool
	// Download allows requests; nil takes what is on this machine alone.
	Download *Download
	// Force lets files take the place of others that the store did not write.
	Force bool
	// DryRun writes nothing and asks no server.
	DryRun bool
}

// Kind is what an article takes a file for.
type Kind int

const (
	Picture Kind = iota // anything that image/* stands for
	Player              // sound or video, whose containers are the same
	File                // what a link leads to: the above, PDF; of attachments anything that runs no script
)

// Reference is one place in an article that leads to a file.
type Reference struct {
	// Addresses are tried in order: the chosen one, alternates, the original of
	// a proxied one. They are absolute (http, https, data, those of attachments)
	// or lead to local files, as URLs: relative to the source's folder or, with
	// a slash, to Options.Base.
	Addresses []string
	Kind      Kind
	// Place is where a local file must go, below Root; "" leaves it to
	// Options.Folder.
	Place string
}

// Article is what holds references.
type Article struct {
	URL    string // as published, which servers are told; "" if unknown
	Source string // its path below Base
	Result string // its path below Root, which no other article has
	// Attachment gives files that came with the article, by address; nil has
	// none. It is called by Add alone.
	Attachment func(address string) (Attachment, bool)
}

// Attachment is a file that came with an article in one container.
type Attachment struct {
	Name string // "" if it has none
	Data []byte
}

// Local is what became of a reference.
type Local struct {
	Path      string // below Root
	Reference string // from the article's result: an escaped relative URL, with the fragment of the address
	Address   string // the one of Reference.Addresses that it is
	Type      string // media type by content; "" for local files
}

// Code is a kind of problem.
type Code string

// The codes of problems.
const (
	CodeOff      Code = "off"      // on a server, and downloads are not allowed
	CodeMissing  Code = "missing"  // a local file or an attachment is not there
	CodeOutside  Code = "outside"  // a local file lies outside of Base
	CodeAddress  Code = "address"  // neither http, https nor local
	CodePrivate  Code = "private"  // on an address that is not public
	CodeNetwork  Code = "network"  // no connection, or it broke
	CodeStatus   Code = "status"   // the server refused
	CodeType     Code = "type"     // something else than what the article takes it for
	CodeLimit    Code = "limit"    // too large, or no time or bytes left
	CodeConflict Code = "conflict" // something else has its place
	CodeFailed   Code = "failed"   // it could not be read or written
)

// Problem says why a reference stays as it is.
type Problem struct {
	Code    Code
	Address string
	Reason  string // follows the address in a sentence: "is missing"
}

// Error is a sentence.
func (p *Problem) Error() string { return shown(p.Address) + " " + p.Reason }

// shown shortens an address for messages.
func shown(address string) string {
	const most = 200
	if len(address) <= most {
		return address
	}
	return strings.ToValidUTF8(address[:most], "") + "…"
}

// Store brings files to their places. Its methods may be called by several
// goroutines.
type Store struct {
	opt    Options
	ctx    context.Context
	cancel context.CancelFunc
	root   *os.Root
	base   *os.Root // nil without Options.Base
	inRoot string   // Base below Root; "" if it is not
	index  *index
	net    *network // nil without downloads
	open   sync.WaitGroup

	mu    sync.Mutex
	found map[string]*finding // by key
	wants map[spot]*want
	stats Stats
	plan  []string // of a dry run: paths that would be written
}

// Stats counts what a store did.
type Stats struct {
	Files   int   // that references lead to
	Written int   // of them by this store: the others were there
	Fetched int64 // bytes that came from servers
}

// content is one sequence of bytes.
type content struct {
	sum  digest
	size int64
	mime string // by content; "" for local files, which are the user's own
	file string // of a local file, its path below Base
}

// finding is what an address turned out to be.
type finding struct {
	key     string
	done    bool
	content *content // nil if there is a problem
	problem *Problem
	stem    string
	ext     string // with its dot
	waiting []func(*finding)
}

// spot is one content in one folder, or in one place of its own.
type spot struct {
	folder string
	place  string // if references say so, else ""
	sum    digest
}

// want is a spot that references lead to.
type want struct {
	content   *content
	stem, ext string // of the least key
	key       string
	path      string // below Root; set by Settle
	problem   *Problem
}

// Open starts a store. When ctx ends, so do downloads; what is there by then
// stays, and a later run goes on from it. Only one store may be open for a Root
// at a time. Close must be called.
func Open(ctx context.Context, opt Options) (*Store, error) {
	s := &Store{opt: opt, found: make(map[string]*finding), wants: make(map[spot]*want)}
	s.ctx, s.cancel = context.WithCancel(ctx)
	if err := s.openFolders(); err != nil {
		s.Close()
		return nil, err
	}
	var err error
	if s.index, err = openIndex(s.root, opt.DryRun); err != nil {
		s.Close()
		return nil, err
	}
	if opt.Download != nil && !opt.DryRun {
		s.net = newNetwork(s, *opt.Download)
	}
	return s, nil
}

func (s *Store) openFolders() (err error) {
	if rule := strings.ReplaceAll(cmp.Or(s.opt.Folder, "."), slugField, "x"); !filepath.IsLocal(filepath.FromSlash(rule)) {
		return fmt.Errorf("media folder %q: name one inside the output folder", s.opt.Folder)
	}
	if s.root, err = os.OpenRoot(s.opt.Root); err != nil {
		return err
	}
	if s.opt.Base != "" {
		if s.base, err = os.OpenRoot(s.opt.Base); err != nil {
			return err
		}
		s.inRoot = placeOf(s.opt.Root, s.opt.Base)
	}
	if s.opt.DryRun {
		return nil
	}
	return s.root.MkdirAll(Folder, 0o777)
}

// placeOf is the slash-separated path of a folder below another; "" if it is
// somewhere else.
func placeOf(root, folder string) string {
	r, err1 := filepath.Abs(root)
	f, err2 := filepath.Abs(folder)
	rel, err3 := filepath.Rel(r, f)
	if errors.Join(err1, err2, err3) != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// Close ends downloads and lets go of the folders. What was not settled is
// dropped, except for parts of downloads that a later run can go on from.
func (s *Store) Close() error {
	s.cancel()
	s.open.Wait()
	if s.net != nil {
		s.net.close()
	}
	var errs []error
	if s.index != nil {
		errs = append(errs, s.index.close())
	}
	for _, c := range []io.Closer{s.root, s.base} {
		if f := c.(*os.Root); f != nil {
			errs = append(errs, f.Close())
		}
	}
	return errors.Join(errs...)
}

// Add starts to bring what an article refers to. Local files, data: addresses
// and attachments are read before it returns; the article's Attachment is not
// kept.
func (s *Store) Add(a Article, refs ...Reference) {
	for _, ref := range refs {
		s.open.Add(1)
		s.try(a, ref, 0)
	}
}

// try brings the first address of a reference that works, from number i on.
func (s *Store) try(a Article, ref Reference, i int) {
	if i == len(ref.Addresses) {
		s.open.Done()
		return
	}
	s.find(a, ref.Addresses[i], func(f *finding) {
		if f.refusal(ref.Kind, ref.Addresses[i]) != nil {
			s.try(a, ref, i+1)
			return
		}
		s.want(a, ref, f)
		s.open.Done()
	})
}

// want notes that a content is needed where an article expects it.
func (s *Store) want(a Article, ref Reference, f *finding) {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := s.spot(a, ref, f.content)
	w := s.wants[at]
	if w == nil {
		w = &want{content: f.content}
		s.wants[at] = w
	} else if f.key >= w.key {
		return
	}
	w.key, w.stem, w.ext = f.key, f.stem, f.ext
}

func (s *Store) spot(a Article, ref Reference, c *content) spot {
	if ref.Place != "" && c.file != "" {
		return spot{place: path.Clean(ref.Place), sum: c.sum}
	}
	return spot{folder: s.folder(a), sum: c.sum}
}

// slugField stands for the name of a result in Options.Folder.
const slugField = "{slug}"

// folder is where the media of an article belong, below Root.
func (s *Store) folder(a Article) string {
	if !strings.Contains(s.opt.Folder, slugField) {
		return path.Clean(s.opt.Folder)
	}
	dir, base := path.Split(a.Result)
	slug := strings.TrimSuffix(base, path.Ext(base))
	if slug == "index" {
		slug = "."
	}
	return path.Join(dir, strings.ReplaceAll(s.opt.Folder, slugField, slug))
}

// File tells what became of a reference of an article that was added. Without
// a file, the problem is that of the first address.
func (s *Store) File(a Article, ref Reference) (Local, *Problem) {
	problem := &Problem{Code: CodeAddress, Reason: "has no address"}
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, address := range ref.Addresses {
		f := s.lookup(a, address)
		if f == nil || !f.done {
			continue
		}
		p := f.refusal(ref.Kind, address)
		if p == nil {
			w := s.wants[s.spot(a, ref, f.content)]
			if w != nil && w.problem == nil {
				return local(a, w, address), nil
			}
			if w != nil {
				p = &Problem{w.problem.Code, address, w.problem.Reason}
			}
		}
		if p != nil && (i == 0 || problem.Address == "") {
			problem = p
		}
	}
	return Local{}, problem
}

// Stats are those of what was settled.
func (s *Store) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	stats := s.stats
	if s.net != nil {
		stats.Fetched = s.net.bytes.Load()
	}
	return stats
}

// lookup is what an address of an article turned out to be; nil if nobody asked.
func (s *Store) lookup(a Article, address string) *finding {
	if f := s.found[attachmentKey(a, address)]; f != nil {
		return f
	}
	a.Attachment = nil // it may be gone
	return s.found[s.parse(a, address).key]
}

// local describes a file as an article refers to it.
func local(a Article, w *want, address string) Local {
	from, to := path.Dir(a.Result), w.path
	rel, err := filepath.Rel(filepath.FromSlash(from), filepath.FromSlash(to))
	if err != nil {
		rel = to // not reached: both are below one folder
	}
	ref := url.URL{Path: filepath.ToSlash(rel)}
	if u, err := url.Parse(address); err == nil && u.Opaque == "" {
		ref.Fragment, ref.RawFragment = u.Fragment, u.RawFragment
	}
	return Local{Path: to, Reference: ref.String(), Address: address, Type: w.content.mime}
}
