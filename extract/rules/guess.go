package rules

import (
	"strings"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/weburl"
)

// sourceParams are names of parameters in which unknown proxies hold the
// address of the image. In others an address may be what a picture is made of:
// the text of a QR code, the logo of a badge, the picture to fall back on.
var sourceParams = dom.NameSet(`url src u uri image img imageurl image_url image-url imgurl img_url imgsrc img_src imagesrc pic picurl
	pic_url photo file fileurl source original origin remote remoteurl remote_url path href link target media asset resource rawurl fname`)

// pictureMakers draw a picture of the address that they are given.
var pictureMakers = newAddressTable([]AddressPattern{
	{Match: "s.wordpress.com/mshots/", Origin: "WordPress.com"},
	{Match: "s0.wp.com/mshots/", Origin: "WordPress.com"},
	{Match: "image.thum.io/", Origin: "thum.io"},
	{Match: "*.gstatic.com/favicon", Origin: "Google"},
	{Match: "api.microlink.io/", Origin: "Microlink"},
	{Match: "*.archive.org/", Origin: "Internet Archive"},
	{Match: "api.qrserver.com/", Origin: "QR codes"},
	{Match: "quickchart.io/", Origin: "QR codes"},
})

// GuessInner finds an address in the address of an unknown proxy: plain,
// percent-encoded, or in base64 or hex, as the rest of the path, the whole
// query or a parameter of sourceParams. It is taken only if it is absolute,
// ends like an image's, and nothing signs the outer one.
func GuessInner(addr string) (string, bool) {
	if len(addr) < 20 || len(addr) > maxGuess || indexHTTP(addr[8:]) < 0 && !strings.Contains(addr, base64HTTP) && !strings.Contains(addr, hexHTTP) {
		return "", false
	}
	a, ok := weburl.Split(addr)
	if !ok || isSigned(a) || pictureMakers.Has(addr) {
		return "", false
	}
	inner := (&Unwrap{}).absolute(embeddedAddress(a))
	return inner, HasImageExtension(inner)
}

// maxGuess bounds the length of an address that is searched for another.
const maxGuess = 8192

// base64HTTP and hexHTTP are how an encoded address begins.
const (
	base64HTTP = "aHR0c"
	hexHTTP    = "68747470"
)

// embeddedAddress finds the address that another holds, and decodes it as far
// as it is in base64 or hex.
func embeddedAddress(a weburl.Address) string {
	if i := indexHTTP(a.Query); i == 0 {
		return a.Query
	}
	for pair := range strings.SplitSeq(a.Query, "&") {
		if name, value, _ := strings.Cut(pair, "="); sourceParams[strings.ToLower(name)] {
			if s := decodeEmbedded(weburl.PercentDecode(value)); s != "" {
				return s
			}
		}
	}
	if indexHTTP(a.Query) >= 0 {
		return "" // of an address that is not at the end, or means something else
	}
	for i := 0; ; {
		next := strings.IndexByte(a.Path[i:], '/')
		if next < 0 {
			return ""
		}
		i += next + 1
		if indexHTTP(a.Path[i:]) == 0 {
			return withQuery(a.Path[i:], a)
		}
		if s := decodeEmbedded(a.Path[i:]); s != "" {
			return s
		}
	}
}

// decodeEmbedded decodes an address that begins s.
func decodeEmbedded(s string) string {
	switch {
	case indexHTTP(s) == 0:
		return s
	case strings.HasPrefix(s, base64HTTP):
		return decodeBase64(weburl.PercentDecode(s))
	case strings.HasPrefix(s, hexHTTP):
		return (&Unwrap{Decode: "hex"}).Decoded(s[:len(s)-len(strings.TrimLeft(s, "0123456789abcdefABCDEF"))])
	}
	return ""
}

// isSigned tells whether a query holds a signature, without which the inner
// address might not be the same picture.
func isSigned(a weburl.Address) bool {
	for pair := range strings.SplitSeq(a.Query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if value != "" && signatures[strings.ToLower(name)] {
			return true
		}
	}
	return false
}

// signatures are parameters that sign an address.
var signatures = dom.NameSet("sign signature sig token auth_key expires hmac x-amz-signature x-signature s")
