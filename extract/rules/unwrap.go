package rules

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/artx-cli/artx/extract/internal/weburl"
)

// Unwrap is a rule for addresses that carry another address: image proxies and
// link redirectors.
type Unwrap struct {
	Name   string   `yaml:"name"`                 // shown as "proxy:NAME" or "redirector:NAME"
	Hosts  []string `yaml:"hosts,flow,omitempty"` // "host", "*.host" (any subdomain, and itself) or "name.*" (any ending); none: any host
	Path   string   `yaml:"path,omitempty"`       // what the path begins with; without a leading slash, what it holds anywhere
	Take   string   `yaml:"take"`                 // "query:NAME[,NAME]", "query" (all of it) "path" (what follows Path), or the name of a service with a form of its own
	Decode string   `yaml:"decode,omitempty"`     // "base64" or "hex"; percent-encoding is always decoded
	Scheme string   `yaml:"scheme,omitempty"`     // what to put before an address without a scheme; "" refuses such
	Local  bool     `yaml:"local,omitempty"`      // the address may be a path on the same host
	Off    bool     `yaml:"off,omitempty"`        // only used when asked for
	Site   []string `yaml:"site,omitempty"`       // only in articles of these sites: "host", "*.host", "host/path"
	Origin string   `yaml:"-"`                    // who uses it
}

// hostIndex finds the rules for a host without trying each of them.
type hostIndex struct {
	exact  map[string][]int // "host"
	suffix map[string][]int // "*.host"
	stem   map[string][]int // "name.*"
	any    []int
}

func newHostIndex() hostIndex {
	return hostIndex{exact: map[string][]int{}, suffix: map[string][]int{}, stem: map[string][]int{}}
}

func (x *hostIndex) add(pattern string, rule int) {
	switch {
	case pattern == "" || pattern == "*":
		x.any = append(x.any, rule)
	case strings.HasPrefix(pattern, "*."):
		x.suffix[pattern[2:]] = append(x.suffix[pattern[2:]], rule)
	case strings.HasSuffix(pattern, ".*"):
		stem := strings.TrimSuffix(pattern, ".*")
		x.stem[stem] = append(x.stem[stem], rule)
	default:
		x.exact[pattern] = append(x.exact[pattern], rule)
	}
}

// maxHost is the longest name that the domain name system knows.
const maxHost = 253

// find calls try with each rule for host until it returns true. The rules for
// any host also hold for what cannot be one.
func (x *hostIndex) find(host string, try func(rule int) bool) bool {
	host, _, _ = strings.Cut(host, ":")
	if len(host) > maxHost {
		return tryAll(x.any, try)
	}
	bare := strings.TrimPrefix(host, "www.")
	if tryAll(x.exact[host], try) || bare != host && tryAll(x.exact[bare], try) {
		return true
	}
	for rest := host; rest != ""; {
		if tryAll(x.suffix[rest], try) {
			return true
		}
		_, rest, _ = strings.Cut(rest, ".")
	}
	if len(x.stem) > 0 {
		for i := 1; i < len(bare); i++ {
			if bare[i] == '.' && tryAll(x.stem[bare[:i]], try) {
				return true
			}
		}
	}
	return tryAll(x.any, try)
}

func tryAll(rules []int, try func(int) bool) bool {
	for _, r := range rules {
		if try(r) {
			return true
		}
	}
	return false
}

// unwrapTable is a compiled table of [Unwrap] rows.
type unwrapTable struct {
	rows  []Unwrap
	index hostIndex
}

func newUnwrapTable(rows []Unwrap) *unwrapTable {
	t := &unwrapTable{rows: rows, index: newHostIndex()}
	for i, row := range rows {
		for _, h := range row.Hosts {
			t.index.add(h, i)
		}
		if len(row.Hosts) == 0 {
			t.index.add("", i)
		}
	}
	return t
}

// Unwrap returns the address that s carries and the name of the row that knew.
func (t *unwrapTable) Unwrap(s, site string, off bool) (inner, name string, ok bool) {
	a, isURL := weburl.Split(s)
	if !isURL {
		return "", "", false
	}
	ok = t.index.find(a.Host, func(i int) bool {
		row := &t.rows[i]
		if row.Off && !off || len(row.Site) > 0 && !MatchesSite(row.Site, site) {
			return false
		}
		inner, name = row.inner(a), row.Name
		return inner != "" && inner != s
	})
	return inner, name, ok
}

// inner returns the address that a carries, or "".
func (u *Unwrap) inner(a weburl.Address) string {
	rest, ok := u.pathRest(a.Path)
	if !ok {
		return ""
	}
	var raw string
	switch take, names, _ := strings.Cut(u.Take, ":"); {
	case pathForms[take] != nil:
		return u.absolute(pathForms[take](a, rest))
	case take == "path":
		if raw = rest; u.Decode == "" {
			raw = withQuery(rest, a)
		}
	case names != "":
		raw = a.Param(strings.Split(names, ",")...)
		if u.Decode == "" {
			raw = weburl.PercentDecode(raw)
		}
	default:
		raw = a.Query
	}
	if raw == "" {
		return ""
	}
	if u.Local && len(raw) > 1 && raw[0] == '/' && raw[1] != '/' {
		return u.absolute(a.Scheme + "://" + a.Host + raw)
	}
	return u.Decoded(raw)
}

// pathForms are the services whose paths need more than cutting. Each gets the
// address and what follows the row's Path.
var pathForms = map[string]func(a weburl.Address, rest string) string{
	// HOST/PATH?ssl=1; of the query, the sizes are Photon's own.
	"photon": func(a weburl.Address, rest string) string {
		inner := "http://" + rest
		if a.Param("ssl") == "1" {
			inner = "https://" + rest
		}
		if query := dropParams(a.Query, photonParams...); query != "" {
			inner += "?" + query
		}
		return inner
	},
	// plain/ADDRESS@EXTENSION.
	"imgproxy": func(a weburl.Address, rest string) string {
		if at := strings.LastIndexByte(rest, '@'); at > 0 && ImageExtensions[rest[at+1:]] {
			rest = rest[:at]
		}
		return withQuery(rest, a)
	},
	// OPTIONS/ADDRESS or OPTIONS/PATH on the same host.
	"options": func(a weburl.Address, rest string) string {
		_, inner, _ := strings.Cut(rest, "/")
		if indexHTTP(inner) != 0 && inner != "" {
			inner = a.Scheme + "://" + a.Host + "/" + strings.TrimLeft(inner, "/")
		}
		return withQuery(inner, a)
	},
	// OPTION/OPTION/ADDRESS, which needs no scheme.
	"thumbor": func(a weburl.Address, rest string) string {
		if i := indexHTTP(rest); i >= 0 {
			return withQuery(rest[i:], a)
		}
		for option := range strings.SplitSeq(rest, "/") {
			if !isThumborOption(option) {
				break
			}
			rest = rest[min(len(option)+1, len(rest)):]
		}
		if host, _, ok := strings.Cut(rest, "/"); !ok || !looksLikeHost(host) {
			return ""
		}
		return "http://" + rest
	},
	// FILE/v1/OPTIONS/NAME, where the options ask for a blurred preview.
	"wix": func(a weburl.Address, rest string) string {
		file, options, ok := strings.Cut(rest, "/v1/")
		if !ok || !strings.Contains(options, "blur_") {
			return ""
		}
		return a.Scheme + "://" + a.Host + "/media/" + file
	},
	// wNNN/s/HOST/PATH, where the s says https.
	"amp": func(_ weburl.Address, rest string) string {
		if _, after, ok := strings.Cut(rest, "/s/"); ok {
			return "https://" + after
		}
		_, after, _ := strings.Cut(rest, "/")
		return "http://" + after
	},
	// HOST[/OPTIONS]/PATH, where options hold an equals sign.
	"statically": func(_ weburl.Address, rest string) string {
		host, path, _ := strings.Cut(rest, "/")
		if option, after, ok := strings.Cut(path, "/"); ok && strings.Contains(option, "=") {
			path = after
		}
		return "https://" + host + "/" + path
	},
	// SIGNATURE/[ENCODED QUERY/]SCHEME/HOST/PATH.
	"discord": func(_ weburl.Address, rest string) string {
		for _, scheme := range []string{"https", "http"} {
			before, after, ok := strings.Cut(rest, "/"+scheme+"/")
			if !ok {
				continue
			}
			if _, query, ok := strings.Cut(before, "/"); ok {
				after += weburl.PercentDecode(query)
			}
			return scheme + "://" + after
		}
		return ""
	},
	// https://HOST/PATH__;CHARACTERS!!SIGNATURE, with an asterisk for each of the
	// characters, which stand there in base64.
	"proofpoint": func(a weburl.Address, rest string) string {
		if a.Query != "" {
			rest += "?" + a.Query
		}
		inner, after, _ := strings.Cut(rest, "__;")
		replaced, _, _ := strings.Cut(after, "!!")
		for _, r := range decodeAnyBase64(replaced) {
			inner = strings.Replace(inner, "*", string(r), 1)
		}
		return inner
	},
	// u=https-3A__HOST_PATH, with a hyphen for each percent sign.
	"proofpoint-v2": func(a weburl.Address, _ string) string {
		return weburl.PercentDecode(strings.NewReplacer("-", "%", "_", "/").Replace(a.Param("u")))
	},
	// url=ADDRESS:HASH.
	"disqus": func(a weburl.Address, _ string) string {
		inner := weburl.PercentDecode(a.Param("url"))
		if i := strings.LastIndexByte(inner, ':'); i > len("https:") && len(inner)-i > 20 && strings.IndexByte(inner[i:], '/') < 0 {
			inner = inner[:i]
		}
		return inner
	},
	// …/RU=ENCODED/RK=….
	"yahoo": func(_ weburl.Address, rest string) string {
		_, inner, _ := strings.Cut(rest, "/RU=")
		inner, _, _ = strings.Cut(inner, "/")
		return inner
	},
	// …/destination:ENCODED/….
	"partnerize": func(a weburl.Address, rest string) string {
		_, inner, _ := strings.Cut(rest, "/destination:")
		return withQuery(inner, a)
	},
	// ENCODED/SIGNATURE.
	"awstrack": func(_ weburl.Address, rest string) string {
		inner, _, _ := strings.Cut(rest, "/")
		return inner
	},
	// The same path on pixiv's own host.
	"pixiv": func(_ weburl.Address, rest string) string { return "https://i.pximg.net/" + rest },
}

// photonParams are what Photon reads of its query.
// https://developer.wordpress.com/docs/photon/api/
var photonParams = []string{"ssl", "w", "h", "crop", "resize", "fit", "lb", "ulb", "filter", "brightness", "contrast", "colorize", "smooth",
	"zoom", "quality", "allow_lossy", "strip", "is-pending-load"}

// withQuery is what a path holds with the query behind it, which belongs to the
// inner address unless that is encoded.
func withQuery(inner string, a weburl.Address) string {
	if a.Query != "" && !holdsEncodedAddress(inner) {
		return inner + "?" + a.Query
	}
	return inner
}

// isThumborOption tells whether a segment of a path is one of thumbor's options.
// https://thumbor.readthedocs.io/en/latest/usage.html
func isThumborOption(s string) bool {
	switch s {
	case "smart", "trim", "meta", "fit-in", "full-fit-in", "adaptive-fit-in", "left", "center", "right", "top", "middle", "bottom":
		return true
	}
	return strings.HasPrefix(s, "filters:") || strings.HasPrefix(s, "trim:") || s != "" && strings.Trim(s, "0123456789x:-") == ""
}

// looksLikeHost tells whether s could be a host on the public network rather
// than a folder.
func looksLikeHost(s string) bool {
	top := s[strings.LastIndexByte(s, '.')+1:]
	return len(top) > 1 && len(top) < len(s) && strings.Trim(top, "abcdefghijklmnopqrstuvwxyz") == "" && !strings.ContainsAny(s, "_%:@")
}

// holdsEncodedAddress tells whether a path holds a percent-encoded address. The
// query behind it then is not that address's.
func holdsEncodedAddress(path string) bool {
	i := indexHTTP(path)
	return i >= 0 && strings.IndexByte(path[i:min(len(path), i+8)], '%') > 0
}

func (u *Unwrap) pathRest(path string) (string, bool) {
	if u.Path == "" {
		return path, true
	}
	if u.Path[0] == '/' {
		return strings.CutPrefix(path, u.Path)
	}
	_, rest, ok := strings.Cut(path, u.Path)
	return rest, ok
}

// Decoded undoes the encoding that the row names; "" if raw is not in it.
func (u *Unwrap) Decoded(raw string) string {
	switch u.Decode {
	case "hex":
		raw = raw[strings.LastIndexByte(raw, '/')+1:]
		b, err := hex.DecodeString(raw)
		if err != nil {
			return ""
		}
		raw = string(b)
	case "base64":
		raw = decodeBase64(weburl.PercentDecode(raw))
	}
	return u.absolute(raw)
}

// decodeBase64 decodes either alphabet, with or without padding, and what was
// cut by slashes or followed by a file extension.
func decodeBase64(s string) string {
	i := strings.Index(s, base64HTTP)
	if i < 0 {
		return ""
	}
	s = s[i:]
	if dot := strings.IndexByte(s, '.'); dot > 0 {
		s = s[:dot]
	}
	s = strings.TrimRight(strings.ReplaceAll(s, "\n", ""), "=")
	whole := strings.NewReplacer("+", "-", "/", "_").Replace(s)
	split := strings.NewReplacer("+", "-", "/", "").Replace(s)
	first, _, _ := strings.Cut(s, "/")
	for _, try := range []string{whole, split, first} {
		if b, err := base64.RawURLEncoding.DecodeString(try); err == nil && isPrintable(b) {
			return string(b)
		}
	}
	return ""
}

// isPrintable tells whether b could be an address: UTF-8 without control
// characters.
func isPrintable(b []byte) bool {
	return utf8.Valid(b) && bytes.IndexFunc(b, unicode.IsControl) < 0
}

// absolute makes an http(s) address of what a wrapper held, or returns "".
func (u *Unwrap) absolute(raw string) string {
	if u.Take == "path" {
		if i := indexHTTP(raw); i >= 0 && (u.Scheme == "" || i == 0) {
			raw = raw[i:]
		}
	}
	for range 3 {
		if strings.Contains(raw, "://") || !strings.Contains(raw, "%") {
			break
		}
		raw = weburl.PercentDecode(raw)
	}
	raw = strings.Trim(raw, `"`)
	if rest, ok := strings.CutPrefix(raw, "ssl:"); ok {
		raw = "https://" + rest // weserv's own scheme
	}
	if strings.HasPrefix(raw, "http:/") && !strings.HasPrefix(raw, "http://") {
		raw = "http://" + strings.TrimLeft(raw[6:], "/")
	} else if strings.HasPrefix(raw, "https:/") && !strings.HasPrefix(raw, "https://") {
		raw = "https://" + strings.TrimLeft(raw[7:], "/")
	}
	if strings.HasPrefix(raw, "//") {
		raw = "https:" + raw
	}
	raw = weburl.Tidy(raw)
	if weburl.IsAbsolute(raw) {
		return raw
	}
	if u.Scheme != "" && !strings.Contains(raw, "://") {
		raw = u.Scheme + "://" + strings.TrimLeft(raw, "/")
		if weburl.IsAbsolute(raw) {
			return raw
		}
	}
	return ""
}

// indexHTTP finds where an absolute address begins in a path, plain or
// percent-encoded.
func indexHTTP(s string) int {
	for i := 0; ; {
		j := strings.Index(s[i:], "http")
		if j < 0 {
			return -1
		}
		i += j
		rest := strings.TrimPrefix(s[i+4:], "s")
		if strings.HasPrefix(rest, ":/") || len(rest) > 3 && rest[0] == '%' && (strings.EqualFold(rest[:3], "%3a") || strings.EqualFold(rest[:3], "%25")) {
			return i
		}
		i += 4
	}
}

// MatchesSite tells whether an article's address (without its scheme) belongs
// to one of the patterns "host", "*.host" or "host/path".
func MatchesSite(patterns []string, site string) bool {
	host, path, _ := strings.Cut(site, "/")
	host = strings.TrimPrefix(host, "www.")
	for _, p := range patterns {
		ph, pp, _ := strings.Cut(p, "/")
		ph = strings.TrimPrefix(ph, "www.")
		suffix, wild := strings.CutPrefix(ph, "*.")
		if (host == ph || wild && (host == suffix || strings.HasSuffix(host, "."+suffix))) && strings.HasPrefix(path, pp) {
			return true
		}
	}
	return false
}

// decodeAnyBase64 decodes as far as it can; what cannot be decoded is dropped.
func decodeAnyBase64(s string) string {
	s = strings.NewReplacer("-", "+", "_", "/", "\n", "", " ", "").Replace(strings.TrimRight(s, "="))
	b, err := base64.RawStdEncoding.DecodeString(s)
	if err != nil && len(b) == 0 {
		return ""
	}
	return string(b)
}
