// Package danger finds what in Markdown and addresses a browser would run, and makes
// text of it. It knows nothing of what wrote the Markdown.
package danger

import "strings"

// Runs tells whether a browser would run what an address names: it has the
// scheme javascript, vbscript or data, in any case. Browsers leave white space
// and control characters out of a scheme (URL Standard, section 4.4), and so
// does Runs. The data of an image is harmless in an img, not in a link.
func Runs(address string) bool {
	if strings.HasPrefix(address, "http") { // as most do, and none of the schemes below
		return false
	}
	var scheme []byte
	for i := range len(address) {
		switch c := address[i]; {
		case c <= ' ' || c == 0x7f:
		case c == ':':
			switch strings.ToLower(string(scheme)) {
			case "javascript", "vbscript", "livescript", "mocha":
				return true
			case "data":
				return true
			}
			return false
		case c == '/' || c == '?' || c == '#' || len(scheme) > 12:
			return false
		default:
			scheme = append(scheme, c)
		}
	}
	return false
}
