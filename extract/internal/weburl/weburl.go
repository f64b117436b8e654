package weburl

import (
	"html"
	"net/url"
	"strings"
	"unicode/utf8"
)

// Site is an article's address without its scheme, which site patterns are
// matched with.
func Site(addr string) string {
	_, site, _ := strings.Cut(addr, "://")
	return site
}

// CutParams returns an address whose parameters stand in its path as one that
// has them in its query: Flash players have them behind an ampersand, hurried
// authors encode the question mark.
func (a Address) CutParams() (cut Address, ok bool) {
	for i := range len(a.Path) {
		mark := 0
		switch {
		case a.Path[i] == '&':
			mark = len("&")
		case a.Path[i] == '%' && len(a.Path) >= i+3 && strings.EqualFold(a.Path[i:i+3], "%3f"):
			mark = len("%3f")
		default:
			continue
		}
		a.Path, a.Query = a.Path[:i], a.Path[i+mark:]+"&"+a.Query
		return a, true
	}
	return a, false
}

// Tail is the part of an address behind its host, as it was written.
func (a Address) Tail() string {
	t := a.Path
	if a.Query != "" {
		t += "?" + a.Query
	}
	return t + a.Fragment
}

// Address is an absolute http(s) address taken apart without copying, each
// part as it was written.
type Address struct {
	Scheme   string // "http" or "https"
	Host     string // lower case, with the port
	Path     string // with the leading slash; "" if there is none
	Query    string // without the question mark
	Fragment string // with the number sign
}

// Split takes an absolute http(s) or protocol-relative address apart.
func Split(s string) (a Address, ok bool) {
	a.Scheme = "https"
	switch {
	case strings.HasPrefix(s, "//"):
		s = s[2:]
	case len(s) > 7 && strings.EqualFold(s[:7], "http://"):
		a.Scheme, s = "http", s[7:]
	case len(s) > 8 && strings.EqualFold(s[:8], "https://"):
		s = s[8:]
	default:
		return Address{}, false
	}
	end := strings.IndexAny(s, "/?#")
	if end < 0 {
		end = len(s)
	}
	a.Host, s = strings.ToLower(s[:end]), s[end:]
	if i := strings.IndexByte(s, '#'); i >= 0 {
		s, a.Fragment = s[:i], s[i:]
	}
	a.Path, a.Query, _ = strings.Cut(s, "?")
	return a, a.Host != "" && !strings.ContainsAny(a.Host, " <>\"'{}")
}

// IsAbsolute tells whether s is an http(s) address with a host that could be
// one on the public network.
func IsAbsolute(s string) bool {
	if strings.HasPrefix(s, "//") {
		return false
	}
	a, ok := Split(s)
	return ok && strings.IndexByte(a.Host, '.') > 0
}

// Param returns the raw value of the first of the named query parameters that
// is not empty.
func (a Address) Param(names ...string) string {
	for _, name := range names {
		for rest := a.Query; rest != ""; {
			var pair string
			pair, rest, _ = strings.Cut(rest, "&")
			if key, value, ok := strings.Cut(strings.TrimPrefix(pair, "amp;"), "="); ok && key == name && value != "" {
				return value
			}
		}
	}
	return ""
}

// PercentDecode decodes %XX once; a malformed sequence stays as it is, and so
// do bytes beyond ASCII in text that is no UTF-8 (but GBK, say).
func PercentDecode(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return s
	}
	if all := decodeBelow(s, 0xff); utf8.ValidString(all) {
		return all
	}
	return decodeBelow(s, 0x7f)
}

// decodeBelow decodes the %XX of bytes up to highest.
func decodeBelow(s string, highest byte) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			if c := unhex(s[i+1])<<4 | unhex(s[i+2]); c <= highest {
				b = append(b, c)
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c&^0x20 - 'A' + 10
}

// brokenEntities are what the parser, as the standard asks, makes of "&name"
// without a semicolon in a query that should have read "&amp;name".
var brokenEntities = []struct{ got, want string }{
	{"¤t", "&curren" + "t"}, // current
	{"&amp;", "&"},          // escaped twice
	{"×tamp", "&times" + "tamp"},
	{"&timestamp", "&timestamp"},
	{"®ion", "&reg" + "ion"},
	{"§ion", "&sect" + "ion"},
	{"¬ify", "&not" + "ify"},
	{"©right", "&copy" + "right"},
	{"¶m", "&para" + "m"},
	{"°ree", "&deg" + "ree"},
	{"¢er", "&cent" + "er"},
}

// Tidy removes what cannot belong to an address: white space around it,
// line breaks, tabs and control characters in it, and broken entities. Spaces
// inside become %20, except in a template expression. Non-ASCII letters stay.
func Tidy(s string) string {
	if isTidy(s) {
		return withSlashes(s)
	}
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' || r == '\u00a0' || r == '\ufeff' || r == '\u200b' })
	if i := strings.IndexByte(s, '?'); i >= 0 {
		for _, e := range brokenEntities {
			if strings.Contains(s[i:], e.got) {
				s = s[:i] + strings.ReplaceAll(s[i:], e.got, e.want)
			}
		}
	}
	if hasTemplate(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == ' ':
			b.WriteString("%20")
		case r < ' ' || r == 0x7f || r == '\ufeff' || r == '\u200b':
		default:
			b.WriteRune(r)
		}
	}
	s = b.String()
	if len(s) > 7 && strings.EqualFold(s[:4], "http") && strings.Contains(s[:8], `:\\`) {
		s = strings.ReplaceAll(s, `\`, "/")
	}
	return withSlashes(s)
}

// withSlashes puts the slashes behind http: and https: that were forgotten, as
// browsers do.
func withSlashes(s string) string {
	if len(s) < 8 || s[4] != ':' && s[5] != ':' || !strings.EqualFold(s[:4], "http") {
		return s
	}
	scheme, rest, _ := strings.Cut(s, ":")
	if strings.HasPrefix(rest, "//") || len(scheme) == 5 && scheme[4] != 's' && scheme[4] != 'S' {
		return s
	}
	if host := strings.TrimPrefix(rest, "/"); strings.IndexByte(host, '.') > 0 {
		return scheme + "://" + host
	}
	return s
}

// isTidy is the fast way out of tidyAddress.
func isTidy(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= 0x7f || c == '\\' || c == '&' && strings.HasPrefix(s[i:], "&amp;") {
			return false
		}
	}
	return true
}

// hasTemplate tells whether an address holds an expression of a template
// language, which only the site's generator can resolve.
func hasTemplate(s string) bool {
	return strings.Contains(s, "{{") || strings.Contains(s, "{%") || strings.Contains(s, "<%")
}

// Scheme returns the scheme of an address as a browser reads it: without
// white space, control and invisible characters, in lower case.
func Scheme(s string) string {
	simple := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == ':' && simple {
			return strings.ToLower(s[:i])
		}
		if c == '/' || c == '?' || c == '#' {
			return ""
		}
		if c == '&' || c <= ' ' || c >= 0x7f || c == ':' {
			simple = false
			break
		}
	}
	if simple {
		return ""
	}
	// An entity that is left after parsing would be read by the next parser.
	s = html.UnescapeString(s)
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == ':':
			return strings.ToLower(b.String())
		case r == '/' || r == '?' || r == '#' || b.Len() > 40:
			return ""
		case r <= ' ' || r >= 0x7f && r <= 0xa0 || r == 0xad || r >= 0x200b && r <= 0x200f || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			continue
		}
		b.WriteRune(r)
	}
	return ""
}

// IsDangerous tells whether following an address could run code.
func IsDangerous(s string) bool {
	switch Scheme(s) {
	case "javascript", "vbscript", "livescript", "mocha", "jscript":
		return true
	case "data":
		return !IsDataImage(s)
	case "view-source", "jar", "feed", "wyciwyg":
		_, inner, _ := strings.Cut(s, ":")
		return IsDangerous(inner)
	}
	return false
}

// IsDataImage tells whether s is a data URI of a picture that cannot hold code.
func IsDataImage(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s[:min(len(s), 40)]))
	for _, kind := range []string{"png", "gif", "jpeg", "jpg", "webp", "avif", "bmp", "x-icon"} {
		if rest, ok := strings.CutPrefix(s, "data:image/"+kind); ok && (rest == "" || rest[0] == ';' || rest[0] == ',') {
			return true
		}
	}
	return false
}

// Base resolves relative addresses. The zero value knows nothing.
type Base struct {
	scheme string
	Origin string // scheme://host
	path   string // up to and with the last slash
	file   string // the whole path
}

// NewBase makes a base of an absolute address; of anything else one that
// resolves nothing.
func NewBase(addr string) Base {
	u, err := url.Parse(strings.TrimSpace(addr))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return Base{}
	}
	a, ok := Split(strings.TrimSpace(addr))
	if !ok {
		return Base{}
	}
	b := Base{scheme: a.Scheme, Origin: a.Scheme + "://" + a.Host, path: "/", file: "/"}
	if i := strings.LastIndexByte(a.Path, '/'); i >= 0 {
		b.path, b.file = a.Path[:i+1], a.Path
	}
	return b
}

// templateRoots are expressions that stand for the address of the site.
var templateRoots = []string{"{{ site.url }}", "{{site.url}}", "{{ site.baseurl }}", "{{site.baseurl}}", "{{ site.BaseURL }}",
	"{{ .Site.BaseURL }}", "{{ absURL }}", "{{ BASE_PATH }}", "{{BASE_PATH}}", "{{ ASSET_PATH }}", "{% raw %}", "{% endraw %}"}

// Resolve returns the absolute form of a tidy address, or the address itself
// where nothing is known to resolve it with. It does not touch fragments.
func (b Base) Resolve(s string) string {
	switch {
	case s == "" || s[0] == '#':
		return s
	case strings.HasPrefix(s, "//"):
		if len(s) > 2 && s[2] != '/' {
			if b.scheme == "http" {
				return "http:" + s
			}
			return "https:" + s
		}
		return s
	}
	if hasTemplate(s) {
		return b.resolveTemplate(s)
	}
	if b.Origin == "" || Scheme(s) != "" {
		return s
	}
	switch s[0] {
	case '/':
		return b.Origin + cleanDots(s)
	case '?':
		return b.Origin + b.file + s
	}
	return b.Origin + cleanDots(b.path+s)
}

func (b Base) resolveTemplate(s string) string {
	if b.Origin == "" {
		return s
	}
	t := s
	for _, root := range templateRoots {
		t = strings.ReplaceAll(t, root, "")
	}
	t = strings.TrimSpace(t)
	if t == "" || hasTemplate(t) {
		return s
	}
	if IsAbsolute(t) {
		return t
	}
	return b.Origin + "/" + strings.TrimLeft(Tidy(t), "/")
}

// cleanDots removes "." and ".." segments from a path that may be followed by
// a query.
func cleanDots(s string) string {
	if !strings.Contains(s, "/.") {
		return s
	}
	path, rest := s, ""
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		path, rest = s[:i], s[i:]
	}
	var out []string
	segments := strings.Split(path, "/")
	for i, seg := range segments {
		last := i == len(segments)-1
		switch seg {
		case ".":
			if last {
				out = append(out, "")
			}
		case "..":
			if len(out) > 1 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, seg)
		}
	}
	return strings.Join(out, "/") + rest
}
