package site

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
)

// RedirectFormat is a file that says where old addresses lead.
type RedirectFormat string

// The formats of redirects.
const (
	Netlify RedirectFormat = "netlify" // lines "/old /new 301", which Cloudflare Pages reads too
	Nginx   RedirectFormat = "nginx"   // lines for a map of nginx
	JSON    RedirectFormat = "json"    // an object from old to new
)

// redirectFiles are the usual names of the formats.
var redirectFiles = map[RedirectFormat]string{Netlify: "_redirects", Nginx: "redirects.map", JSON: "redirects.json"}

// RedirectFile is the format that a word, or the name of a file, asks for, and the
// path of the file. It reports false for neither.
func RedirectFile(word string) (format RedirectFormat, file string, ok bool) {
	if name, ok := redirectFiles[RedirectFormat(word)]; ok {
		return RedirectFormat(word), name, true
	}
	for format, name := range redirectFiles {
		if path.Base(word) == name || format != Netlify && path.Ext(word) == path.Ext(name) {
			return format, path.Clean(word), true
		}
	}
	return "", "", false
}

// Redirects says where the old addresses of the articles lead: paths, with the query
// where that says which article is meant. An article is where its header says, if that
// is a path, else where its result is without extension. Old addresses that several
// articles had are left out.
func (s *Site) Redirects() map[string]string {
	to := make(map[string]string)
	for i := range s.pages {
		p := &s.pages[i]
		now := p.place()
		for _, old := range p.old {
			if other, taken := to[old]; taken && other != now {
				to[old] = ""
			} else if old != now {
				to[old] = now
			}
		}
	}
	for i := range s.pages {
		delete(to, s.pages[i].place()) // where an article is now
	}
	maps.DeleteFunc(to, func(_, now string) bool { return now == "" })
	return to
}

// place is the path at which generators publish the result of a page.
func (p *page) place() string {
	if strings.HasPrefix(p.address, "/") {
		return p.address
	}
	name := strings.TrimSuffix(p.result, path.Ext(p.result))
	if base := path.Base(name); base == "index" || base == "_index" {
		name = path.Dir(name)
	}
	return strings.TrimSuffix((&url.URL{Path: "/" + path.Clean(name) + "/"}).String(), "./")
}

// oldPaths are the paths that a page may have been at.
func oldPaths(p Page) (old []string) {
	add := func(u *url.URL) {
		at := &url.URL{Path: path.Join("/", u.Path), RawQuery: u.RawQuery}
		if strings.HasSuffix(u.Path, "/") && at.Path != "/" {
			at.Path += "/"
		}
		if text := at.String(); text != "/" && !slices.Contains(old, text) {
			old = append(old, text)
		}
	}
	for _, address := range p.Addresses {
		if u, err := url.Parse(strings.TrimSpace(address)); err == nil && u.Opaque == "" && (u.Host != "" || strings.Contains(u.Path, "/")) {
			add(u)
		}
	}
	if at := PathOf(p.Source); at != "" {
		add(&url.URL{Path: at})
	}
	return old
}

// PathOf is the path at which a source, by its path from the root of its site, was
// served: that of a file of HTML. Others are "", and so is what stands in a folder of a
// generator's own, which begins with "_" (Jekyll's _posts, Hexo's source/_posts).
func PathOf(source string) string {
	ext := strings.ToLower(path.Ext(source))
	if ext != ".html" && ext != ".htm" && ext != ".php" || strings.HasPrefix(source, "_") || strings.Contains(source, "/_") {
		return ""
	}
	return "/" + source
}

// EncodeRedirects writes redirects in a format, sorted.
func EncodeRedirects(format RedirectFormat, to map[string]string) []byte {
	var b bytes.Buffer
	if format == JSON {
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		_ = enc.Encode(to) // strings only
		return b.Bytes()
	}
	for _, old := range slices.Sorted(maps.Keys(to)) {
		if format == Nginx {
			fmt.Fprintf(&b, "%s %s;\n", nginxText(old), nginxText(to[old]))
		} else if file, query, _ := strings.Cut(old, "?"); query != "" {
			fmt.Fprintf(&b, "%s %s %s 301\n", file, strings.ReplaceAll(query, "&", " "), to[old])
		} else {
			fmt.Fprintf(&b, "%s %s 301\n", old, to[old])
		}
	}
	return b.Bytes()
}

// nginxText is a path as nginx has it in $request_uri, in quotes.
func nginxText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `%24`).Replace(s) + `"`
}
