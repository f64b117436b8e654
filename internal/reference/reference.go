// Package reference has the places in articles that lead to files or to other
// articles, and what a folder run remembers of where they led.
package reference

import (
	"bytes"
	"net/url"
	"strings"

	"github.com/artx-cli/artx/internal/media"
	"github.com/artx-cli/artx/internal/site"
)

// Reference is a place in an article that leads to a file or to another article.
type Reference struct {
	Kind    media.Kind // File is whatever a link leads to
	Address string     // as the result would have it
	Written string     // as the source has it, if that is something else
	Others  []string   // further addresses of the same picture

	// Attached is the address by which the container of the article has the file, and
	// Open what gives its bytes as long as the article is being converted; "" if it has
	// none.
	Attached string
	Open     func() (media.Attachment, error)
}

// Place is where the address of a reference first stands in the bytes of a source, as it
// is written or as the result has it: a line and a column in bytes, both from 1 on; 0 if
// it does not stand there.
func (ref *Reference) Place(src []byte) (line, column int) {
	for _, address := range []string{ref.Written, ref.Address, strings.ReplaceAll(ref.Address, "&", "&amp;")} {
		for from := 0; address != ""; {
			at := bytes.Index(src[from:], []byte(address))
			if at < 0 {
				break
			}
			at += from
			from = at + len(address)
			inTag := at > 0 && src[at-1] == '<' && address[0] == '/' // as /a is in </a>
			if at > 0 && boundsAddress(src[at-1]) && !inTag && (from == len(src) || boundsAddress(src[from])) {
				return bytes.Count(src[:at], []byte("\n")) + 1, at - bytes.LastIndexByte(src[:at], '\n')
			}
		}
	}
	return 0, 0
}

// boundsAddress tells whether a byte stands before or behind an address in HTML or
// Markdown.
func boundsAddress(c byte) bool { return c <= ' ' || strings.IndexByte(`"'()<>[]=`, c) >= 0 }

// LeadsToFile tells whether a link may lead to a file rather than to a page.
func LeadsToFile(address string) bool {
	u, err := url.Parse(address)
	return err == nil && !site.IsPage(u.Path) && !strings.HasSuffix(u.Path, "/")
}

// IsWeb tells whether an address is on a web server.
func IsWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https" || u.Scheme == "")
}

// LocalFile is the path of an address that has nothing but a path, decoded. Folders
// are no files, nor is what a template will make an address of.
func LocalFile(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" || strings.HasSuffix(u.Path, "/") ||
		strings.Contains(u.Path, "{{") || strings.Contains(u.Path, "{%") {
		return "", false
	}
	return u.Path, true
}
