package site

import (
	"encoding/base64"
	"encoding/binary"
	"net/url"
	"path"
	"strings"
	"sync"
)

// From is the article that a link is in.
type From struct {
	Source string // as in Page
	Result string
	URL    string // its address; absolute, a path, or ""
}

// Target is where a link leads.
type Target struct {
	page     *page
	Fragment string // "" for none
	itself   bool
}

// State is what is known of where a link leads.
type State int

const (
	Outside State = iota // to another site, to a file, or to a place in the article itself
	Near                 // to the site of the article, which has more pages than the run
	Nowhere              // to a page beside the article, and there is none
	Found                // to an article of the run
)

// Find finds the article that a link leads to. written is the link as its source
// has it, address the same made absolute, if it was; one of them may be "".
func (s *Site) Find(from From, written, address string) (t Target, state State) {
	own, _ := url.Parse(from.URL)
	links := []string{written, address}
	if written == address {
		links = links[:1]
	}
	for _, link := range links {
		u := linkOf(link)
		if u == nil {
			continue
		}
		if u.Host == "" && u.Path == "" && u.RawQuery == "" {
			return t, Outside
		}
		n, ok := s.find(from, own, u)
		switch {
		case ok:
			p := &s.pages[n]
			t = Target{p, u.Fragment, p.result == from.Result}
			if t.Fragment != "" && !t.itself { // of itself an article knows
				t.Fragment = s.placeIn(p, t.Fragment)
			}
			return t, Found
		case u.Host == "" && IsPage(u.Path):
			state = Nowhere
		case u.Host != "" && state == Outside && s.isNear(own, u):
			state = Near
		}
	}
	return t, state
}

// placeIn is a fragment as the result of a page has it.
func (s *Site) placeIn(p *page, fragment string) string {
	if s.opt.Places == nil {
		return fragment
	}
	once := sync.OnceValue(func() map[string]string { return s.opt.Places(p.source) })
	places, _ := s.places.LoadOrStore(p.source, once)
	place := places.(func() map[string]string)()[fragment]
	if plain, err := url.PathUnescape(place); err == nil && plain != "" {
		return plain
	}
	return fragment
}

// linkOf parses a link, if it may lead to a page; nil is for others.
func linkOf(link string) *url.URL {
	u, err := url.Parse(strings.TrimSpace(link))
	switch {
	case link == "" || err != nil || u.Opaque != "" || strings.Contains(link, "{{") || strings.Contains(link, "{%"):
		return nil
	case u.Scheme != "" && u.Scheme != "http" && u.Scheme != "https" || u.Scheme != "" && u.Host == "":
		return nil
	}
	return u
}

func (s *Site) find(from From, own, u *url.URL) (int32, bool) {
	switch {
	case u.Host == "" && !strings.HasPrefix(u.Path, "/"):
		return s.findRelative(from, own, u)
	case u.Host == "":
		if n, ok := s.lookup(byFile, strings.Trim(u.Path, "/"), u.RawQuery); ok && u.Path != "/" {
			return n, true
		}
		return s.findPath(u)
	}
	return s.findAbsolute(own, u)
}

// findRelative looks for a file, then for what the address of the article makes of
// the link.
func (s *Site) findRelative(from From, own, u *url.URL) (int32, bool) {
	if u.Path != "" {
		if file := path.Join("/", path.Dir("/"+from.Source), u.Path); s.mayBePage(u) {
			if n, ok := s.lookup(byFile, strings.Trim(file, "/"), u.RawQuery); ok {
				return n, true
			}
		}
	}
	if own == nil || own.Host == "" && own.Path == "" {
		return s.findEnd(u)
	}
	at := own.ResolveReference(u)
	if at.Host == "" {
		return s.findPath(at)
	}
	return s.findAbsolute(own, at)
}

// findAbsolute looks for an address, and on the site of the article, or that of the
// run, for its path.
func (s *Site) findAbsolute(own, u *url.URL) (int32, bool) {
	host := hostOf(u)
	if s.hosts[host] {
		if n, ok := s.lookup(byURL, host+"/"+strings.Trim(u.Path, "/"), clean(u.RawQuery)); ok {
			return n, true
		}
	}
	if s.hosts[fold(u.Hostname())] && s.mayBePage(u) { // as wget keeps sites
		if n, ok := s.lookup(byFile, u.Hostname()+"/"+strings.Trim(u.Path, "/"), u.RawQuery); ok {
			return n, true
		}
	}
	if !s.isNear(own, u) {
		return 0, false
	}
	if s.base != nil && hostOf(u) == s.host && s.mayBePage(u) {
		below := strings.TrimPrefix(u.Path, strings.TrimSuffix(s.base.Path, "/"))
		if n, ok := s.lookup(byFile, strings.Trim(below, "/"), u.RawQuery); ok && below != "" && below != "/" {
			return n, true
		}
	}
	return s.findPath(u)
}

// isNear tells whether an address is on the site of an article or of the run.
func (s *Site) isNear(own, u *url.URL) bool {
	return s.base != nil && hostOf(u) == s.host || own != nil && own.Host != "" && hostOf(own) == hostOf(u)
}

// findPath looks for a path on the site.
func (s *Site) findPath(u *url.URL) (int32, bool) {
	if n, ok := s.lookup(byPath, strings.Trim(u.Path, "/"), clean(u.RawQuery)); ok {
		return n, true
	}
	return s.findEnd(u)
}

// findEnd looks for the day and name at the end of a path, then for a slug.
func (s *Site) findEnd(u *url.URL) (int32, bool) {
	parts := strings.Split(loose(u.Path), "/")
	last := len(parts) - 1
	if !s.mayBePage(u) || parts[last] == "" {
		return 0, false
	}
	if last >= 3 {
		if n, ok := s.index[keyOf(byDay, strings.Join(parts[last-3:], "/"))]; ok && n != several {
			return n, true
		}
	}
	if last > 0 && listings[parts[last-1]] {
		return 0, false
	}
	return s.lookup(bySlug, parts[last], "")
}

// listings are folders of addresses that list articles by what they have in common;
// what is below is no article, whatever it is called.
var listings = map[string]bool{
	"tag": true, "tags": true, "category": true, "categories": true, "author": true, "authors": true, "user": true, "users": true,
	"archive": true, "archives": true, "page": true, "topic": true, "topics": true, "series": true, "label": true, "search": true, "feed": true,
}

func (s *Site) mayBePage(u *url.URL) bool { return IsPage(u.Path) }

// lookup finds the page that has a text for its address, with the query or, if none
// has it, without.
func (s *Site) lookup(kind, text, query string) (int32, bool) {
	for _, t := range []string{withQuery(text, query), text} {
		for _, k := range []key{keyOf(exactly+kind, t), keyOf(kind, loose(t))} {
			if n, ok := s.index[k]; ok && n != several {
				return n, true
			}
		}
		if query == "" || isProgram(text) {
			break
		}
	}
	return 0, false
}

// isProgram tells whether a path is one that answers by the query: a site's top, an
// index, a script.
func isProgram(text string) bool {
	base := strings.ToLower(path.Base(text))
	switch path.Ext(base) {
	case ".php", ".asp", ".aspx", ".jsp", ".cgi":
		return true
	}
	return text == "" || isHost(text)
}

// isHost tells whether the key of an address is that of the top of a site.
func isHost(text string) bool {
	return !strings.Contains(strings.Trim(text, "/"), "/") && !pageExtensions[strings.ToLower(path.Ext(text))] && path.Ext(text) != ""
}

// Trace is what a later run has to know of a link that leads to none of its
// articles now, and is not near: whether one of them has that address then. It
// is "" for what is no address of a page.
func Trace(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "" {
		return ""
	}
	name := hostOf(u) + "/" + strings.Trim(u.Path, "/")
	var b []byte
	for _, text := range []string{name, withQuery(name, clean(u.RawQuery))} {
		b = binary.BigEndian.AppendUint64(b, uint64(keyOf(byURL, loose(text))))
	}
	if u.RawQuery == "" {
		b = b[:8]
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// Meets tells whether an article of the site may have the address of a trace.
func (s *Site) Meets(trace string) bool {
	b, err := base64.RawURLEncoding.DecodeString(trace)
	if err != nil {
		return true
	}
	for ; len(b) >= 8; b = b[8:] {
		if _, ok := s.index[key(binary.BigEndian.Uint64(b))]; ok {
			return true
		}
	}
	return false
}
