package site

import (
	"crypto/sha256"
	"encoding/binary"
	"net/url"
	"path"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// key is the hash of an address of one of the kinds below. It is the same in every
// run.
type key uint64

// The kinds of addresses by which articles are known.
const (
	byFile  = "file\x00"  // path of the source below the base
	byURL   = "url\x00"   // host, path and query
	byPath  = "path\x00"  // path and query on the article's site
	byDay   = "day\x00"   // the end of a path: 2020/01/31/name
	bySlug  = "slug\x00"  // the end of a path
	exactly = "exact\x00" // before one of the above: case and extension count
)

func keyOf(kind, text string) key {
	sum := sha256.Sum256([]byte(kind + text))
	return key(binary.BigEndian.Uint64(sum[:]))
}

// pageExtensions are those of pages, which sites leave out or change.
var pageExtensions = map[string]bool{
	".html": true, ".htm": true, ".xhtml": true, ".shtml": true, ".md": true, ".markdown": true, ".mdx": true,
	".php": true, ".asp": true, ".aspx": true, ".jsp": true,
}

// indexNames are the names of a folder's own page.
var indexNames = map[string]bool{"index": true, "_index": true, "default": true, "readme": true}

// IsPage tells whether a path may be that of a page: it has no extension, or one of
// a page's. What has another one, such as a picture, is a file.
func IsPage(name string) bool {
	ext := path.Ext(path.Base(name))
	return ext == "" || pageExtensions[strings.ToLower(ext)] || strings.ContainsAny(ext, " -_") || len(ext) > 6 || strings.Trim(ext[1:], "0123456789") == ""
}

// loose is a path without what does not tell pages apart: slashes at its ends,
// index.html, the extension, case, the form of its Unicode.
func loose(name string) string {
	name = strings.Trim(path.Clean("/"+name), "/")
	dir, base := path.Split(name)
	if ext := path.Ext(base); pageExtensions[strings.ToLower(ext)] {
		base = strings.TrimSuffix(base, ext)
	}
	if indexNames[strings.ToLower(base)] {
		base = ""
	}
	return fold(strings.Trim(dir+base, "/"))
}

func fold(s string) string {
	s = norm.NFC.String(s)
	for i := range len(s) {
		if s[i] >= 0x80 || s[i] >= 'A' && s[i] <= 'Z' {
			return cases.Fold().String(s)
		}
	}
	return s
}

// hostOf is the host of an address without what does not tell sites apart.
func hostOf(u *url.URL) string {
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// clean is the query of an address without what only counts visits.
func clean(query string) string {
	if query == "" {
		return ""
	}
	kept := strings.Split(query, "&")
	n := 0
	for _, pair := range kept {
		if name, _, _ := strings.Cut(pair, "="); !strings.HasPrefix(name, "utm_") && name != "fbclid" && name != "gclid" && pair != "" {
			kept[n] = pair
			n++
		}
	}
	return strings.Join(kept[:n], "&")
}

// withQuery is a path with the query behind it, if there is one.
func withQuery(name, query string) string {
	if query == "" {
		return name
	}
	return name + "?" + query
}
