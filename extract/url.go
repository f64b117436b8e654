package extract

import (
	"html"
	"net/url"
	"strings"
	"unicode/utf8"
)

// address is an absolute http(s) address taken apart without copying, each
// part as it was written.
type address struct {
	scheme   string // "http" or "https"
	host     string // lower case, with the port
	path     string // with the leading slash; "" if there is none
	query    string // without the question mark
	fragment string // with the number sign
}

// splitAddress takes an absolute http(s) or protocol-relative address apart.
func splitAddress(s string) (a address, ok bool) {
	a.scheme = "https"
	switch {
	case strings.HasPrefix(s, "//"):
		s = s[2:]
	case len(s) > 7 && strings.EqualFold(s[:7], "http://"):
		a.scheme, s = "http", s[7:]
	case len(s) > 8 && strings.EqualFold(s[:8], "https://"):
		s = s[8:]
	default:
		return address{}, false
	}
	end := strings.IndexAny(s, "/?#")
	if end < 0 {
		end = len(s)
	}
	a.host, s = strings.ToLower(s[:end]), s[end:]
	if i := strings.IndexByte(s, '#'); i >= 0 {
		s, a.fragment = s[:i], s[i:]
	}
	a.path, a.query, _ = strings.Cut(s, "?")
	return a, a.host != "" && !strings.ContainsAny(a.host, " <>\"'{}")
}

// isAbsolute tells whether s is an http(s) address with a host that could be
// one on the public network.
func isAbsolute(s string) bool {
	if strings.HasPrefix(s, "//") {
		return false
	}
	a, ok := splitAddress(s)
	return ok && strings.IndexByte(a.host, '.') > 0
}

// param returns the raw value of the first of the named query parameters that
// is not empty.
func (a address) param(names ...string) string {
	for _, name := range names {
		for rest := a.query; rest != ""; {
			var pair string
			pair, rest, _ = strings.Cut(rest, "&")
			if key, value, ok := strings.Cut(strings.TrimPrefix(pair, "amp;"), "="); ok && key == name && value != "" {
				return value
			}
		}
	}
	return ""
}

// percentDecode decodes %XX once; a malformed sequence stays as it is, and so
// do bytes beyond ASCII in text that is no UTF-8 (but GBK, say).
func percentDecode(s string) string {
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

// tidyAddress removes what cannot belong to an address: white space around it,
// line breaks, tabs and control characters in it, and broken entities. Spaces
// inside become %20, except in a template expression. Non-ASCII letters stay.
func tidyAddress(s string) string {
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

// schemeOf returns the scheme of an address as a browser reads it: without
// white space, control and invisible characters, in lower case.
func schemeOf(s string) string {
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

// isDangerous tells whether following an address could run code.
func isDangerous(s string) bool {
	switch schemeOf(s) {
	case "javascript", "vbscript", "livescript", "mocha", "jscript":
		return true
	case "data":
		return !isDataImage(s)
	case "view-source", "jar", "feed", "wyciwyg":
		_, inner, _ := strings.Cut(s, ":")
		return isDangerous(inner)
	}
	return false
}

// isDataImage tells whether s is a data URI of a picture that cannot hold code.
func isDataImage(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s[:min(len(s), 40)]))
	for _, kind := range []string{"png", "gif", "jpeg", "jpg", "webp", "avif", "bmp", "x-icon"} {
		if rest, ok := strings.CutPrefix(s, "data:image/"+kind); ok && (rest == "" || rest[0] == ';' || rest[0] == ',') {
			return true
		}
	}
	return false
}

// base resolves relative addresses. The zero value knows nothing.
type base struct {
	scheme string
	origin string // scheme://host
	path   string // up to and with the last slash
	file   string // the whole path
}

func newBase(addr string) base {
	u, err := url.Parse(strings.TrimSpace(addr))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return base{}
	}
	a, ok := splitAddress(strings.TrimSpace(addr))
	if !ok {
		return base{}
	}
	b := base{scheme: a.scheme, origin: a.scheme + "://" + a.host, path: "/", file: "/"}
	if i := strings.LastIndexByte(a.path, '/'); i >= 0 {
		b.path, b.file = a.path[:i+1], a.path
	}
	return b
}

// templateRoots are expressions that stand for the address of the site.
var templateRoots = []string{"{{ site.url }}", "{{site.url}}", "{{ site.baseurl }}", "{{site.baseurl}}", "{{ site.BaseURL }}",
	"{{ .Site.BaseURL }}", "{{ absURL }}", "{{ BASE_PATH }}", "{{BASE_PATH}}", "{{ ASSET_PATH }}", "{% raw %}", "{% endraw %}"}

// resolve returns the absolute form of a tidy address, or the address itself
// where nothing is known to resolve it with. It does not touch fragments.
func (b base) resolve(s string) string {
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
	if b.origin == "" || schemeOf(s) != "" {
		return s
	}
	switch s[0] {
	case '/':
		return b.origin + cleanDots(s)
	case '?':
		return b.origin + b.file + s
	}
	return b.origin + cleanDots(b.path+s)
}

func (b base) resolveTemplate(s string) string {
	if b.origin == "" {
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
	if isAbsolute(t) {
		return t
	}
	return b.origin + "/" + strings.TrimLeft(tidyAddress(t), "/")
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
