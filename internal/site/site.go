package site

import (
	"cmp"
	"net/url"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// Page is an article of the run.
type Page struct {
	Source    string   // path of its source below the base of the run, with slashes
	Result    string   // path of its result below the output folder
	Addresses []string // that it has or had: the first one is the one that it has; absolute, or paths on its site
	Slug      string
	Date      string // when it was published, in the form of RFC 3339; "" if it is not known
	Draft     bool   // generators do not build it
}

// Options say how links are written.
type Options struct {
	Style Style  // "" is Relative
	Base  string // absolute address of the site; "" if it is not known
	// Places says which fragments the ids in the article at Source have in its result,
	// where they are others; nil knows of none. It is asked once an article.
	Places func(source string) map[string]string
	Moves  bool   // old addresses are kept for [Site.Redirects]
	Root   string // path of the output folder, where the names of its folders say something to a generator
}

// Site is the articles of a run. Its methods may be called concurrently once all
// are added.
type Site struct {
	opt    Options
	base   *url.URL
	host   string // of base
	pages  []page
	index  map[key]int32   // by their addresses: numbers of pages, several if there are more
	hosts  map[string]bool // of their addresses, and the top folders of their sources, which may be hosts as wget keeps sites
	places sync.Map        // of pages that links with fragments lead to: func() map[string]string, by source
	names  map[key]int32   // by the stems of their results
}

// page is what is kept of a Page.
type page struct {
	source  string
	result  string
	address string // where it is on its site, "" if that is not known
	draft   bool
	old     []string // with Options.Moves: paths where it was
}

// several stands for a key of more than one page.
const several = -1

// New makes a site without articles.
func New(opt Options) *Site {
	opt.Style = cmp.Or(opt.Style, Relative)
	s := &Site{opt: opt, index: make(map[key]int32), names: make(map[key]int32), hosts: make(map[string]bool)}
	if root, err := filepath.Abs(opt.Root); err == nil {
		s.opt.Root = root
	}
	if u, err := url.Parse(opt.Base); err == nil && u.Host != "" {
		s.base, s.host = u, hostOf(u)
	}
	return s
}

// Add makes an article known. Its number is for [Site.Address].
func (s *Site) Add(p Page) int32 {
	n := int32(len(s.pages))
	s.pages = append(s.pages, page{source: p.Source, result: p.Result, draft: p.Draft})
	if s.opt.Moves {
		s.pages[n].old = oldPaths(p)
	}
	s.note(byFile, strings.Trim(p.Source, "/"), n)
	if top, _, below := strings.Cut(strings.Trim(p.Source, "/"), "/"); below {
		s.addHost(fold(top))
	}
	for _, address := range p.Addresses {
		s.addAddress(address, n)
	}
	if p.Slug != "" && !strings.Contains(p.Slug, "/") {
		s.note(bySlug, p.Slug, n)
	}
	s.addDay(p, n)
	put(s.names, keyOf(bySlug, fold(stem(p.Result))), n)
	return n
}

// Address is where an article is on its site, by its number; "" if that is not known.
func (s *Site) Address(n int32) string { return s.pages[n].address }

func stem(name string) string {
	base := path.Base(name)
	return strings.TrimSuffix(base, path.Ext(base))
}

// note makes an article known by a text, to the letter and loosely.
func (s *Site) note(kind, text string, n int32) {
	put(s.index, keyOf(exactly+kind, text), n)
	put(s.index, keyOf(kind, loose(text)), n)
}

func put(index map[key]int32, k key, n int32) {
	if old, taken := index[k]; taken && old != n {
		n = several
	}
	index[k] = n
}

// addHost notes the name of a host, which is not part of a longer text afterwards.
func (s *Site) addHost(name string) {
	if !s.hosts[name] {
		s.hosts[strings.Clone(name)] = true
	}
}

func (s *Site) addAddress(address string, n int32) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Opaque != "" || u.Path == "" && u.RawQuery == "" && u.Host == "" {
		return
	}
	if s.pages[n].address == "" && u.RawQuery == "" {
		s.pages[n].address = rooted(u)
	}
	if u.Host != "" {
		s.addHost(hostOf(u))
	}
	for _, query := range []string{clean(u.RawQuery), ""} {
		if u.Host != "" {
			s.note(byURL, withQuery(hostOf(u)+"/"+strings.Trim(u.Path, "/"), query), n)
		}
		if u.Host == "" || s.base == nil || hostOf(u) == s.host {
			s.note(byPath, withQuery(strings.Trim(u.Path, "/"), query), n)
		}
		if u.RawQuery != "" { // ?p=12 is not the page at /
			return
		}
	}
}

// rooted is an address whose path begins with a slash.
func rooted(u *url.URL) string {
	v := *u
	if v.Host == "" && !strings.HasPrefix(v.Path, "/") {
		v.Path, v.RawPath = "/"+v.Path, ""
	}
	return v.String()
}

// addDay makes an article known by its day and name, as Jekyll's and Hexo's default
// addresses have them.
func (s *Site) addDay(p Page, n int32) {
	name := stem(p.Source)
	day := p.Date
	if len(name) > 11 && isDay(name[:10]) && name[10] == '-' {
		day, name = name[:10], name[11:]
	}
	if len(day) < 10 || !isDay(day[:10]) {
		return
	}
	put(s.index, keyOf(byDay, fold(strings.ReplaceAll(day[:10], "-", "/")+"/"+name)), n)
	if p.Slug != "" && p.Slug != name {
		put(s.index, keyOf(byDay, fold(strings.ReplaceAll(day[:10], "-", "/")+"/"+p.Slug)), n)
	}
}

func isDay(s string) bool {
	return len(s) == 10 && s[4] == '-' && s[7] == '-' && strings.Trim(s, "0123456789-") == ""
}
