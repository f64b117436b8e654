package source

import (
	"bufio"
	"bytes"
	"io"
	"mime"
	"net/http/httputil"
	"net/textproto"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/artx-cli/artx/source/internal/unpack"
)

// httpBody undoes the transfer and content encodings of a response (RFC 9112, 7;
// RFC 9110, 8.4). Crawlers that had undone them before they stored it often left
// the fields; then the bytes are not of that form.
func httpBody(r *bufio.Reader, h textproto.MIMEHeader) (io.Reader, error) {
	if strings.Contains(strings.ToLower(h.Get("Transfer-Encoding")), "chunked") && isChunked(r) {
		r = bufio.NewReader(httputil.NewChunkedReader(r))
	}
	var body io.Reader = r
	codings := strings.Split(h.Get("Content-Encoding"), ",")
	for i := len(codings) - 1; i >= 0; i-- {
		name := strings.ToLower(strings.TrimSpace(codings[i]))
		if name == "" || name == "identity" || !looksPacked(name, body) {
			continue
		}
		unpacked, err := unpack.Open(name, body)
		if err != nil {
			return nil, err
		}
		body = unpacked
	}
	return body, nil
}

// isChunked tells whether the body begins with the size of a chunk.
func isChunked(r *bufio.Reader) bool {
	head, _ := r.Peek(32)
	line, _, ok := bytes.Cut(head, []byte("\n"))
	if !ok && len(head) == 32 {
		return false
	}
	size, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(";"))
	size = bytes.TrimSpace(size)
	for _, b := range size {
		if !(b >= '0' && b <= '9' || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F') {
			return false
		}
	}
	return len(size) > 0
}

// looksPacked tells whether the body may be of a compression. Brotli has no
// signature; what begins as HTML is not compressed.
func looksPacked(name string, body io.Reader) bool {
	r, ok := body.(*bufio.Reader)
	if !ok {
		return true
	}
	head, _ := r.Peek(64)
	switch name {
	case "gzip", "x-gzip":
		return bytes.HasPrefix(head, []byte("\x1f\x8b"))
	case "zstd":
		return bytes.HasPrefix(head, []byte(frameMagic))
	}
	return !bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n\xef\xbb\xbf"), []byte("<"))
}

// toUTF8 decodes text whose media type has a charset: what the container says
// goes before what the text says of itself. Unknown ones, and text that is UTF-8
// all the same, stay as they are.
func toUTF8(text []byte, media string) []byte {
	_, params, err := mime.ParseMediaType(media)
	if err != nil || params["charset"] == "" {
		return text
	}
	enc, name := charset.Lookup(params["charset"])
	if enc == nil || name == "utf-8" || name == "replacement" || name == "windows-1252" && isUTF8Text(text) {
		return text
	}
	out, err := enc.NewDecoder().Bytes(text)
	if err != nil {
		return text
	}
	return out
}

// addressPath is the path that a page of an address has in a folder, as wget
// would save it: "example.com/blog/index.html".
func addressPath(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return ""
	}
	p := u.Path
	if p == "" || strings.HasSuffix(p, "/") {
		p += "index.html"
	}
	if ext := path.Ext(p); u.RawQuery != "" {
		p = strings.TrimSuffix(p, ext) + "-" + strings.ReplaceAll(u.RawQuery, "/", "-") + ext
	}
	return safePath(u.Hostname() + "/" + p)
}
