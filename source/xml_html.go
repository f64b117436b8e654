package source

import (
	"bytes"
	"html"
	"strings"
)

// voidElements have no end tag in HTML (HTML Standard, 13.1.2).
var voidElements = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// xhtmlToHTML writes XHTML as HTML. In HTML a slash does not close an element,
// so that <title/> or <a id="x"/> would take in all that follows; there are no
// CDATA sections, no processing instructions and no prefixes. Prefixes of other
// vocabularies than XHTML stay.
func xhtmlToHTML(b []byte, ns namespaces) []byte {
	out := make([]byte, 0, len(b)+len(b)/16)
	for t := range xmlTokens(b) {
		out = appendHTML(out, b, t, ns)
	}
	return out
}

// appendHTML writes t, which stands in b, as HTML.
func appendHTML(out, b []byte, t xmlToken, ns namespaces) []byte {
	switch t.kind {
	case 'c':
		return append(out, html.EscapeString(string(t.body))...)
	case '<':
		name := ns.htmlName(t.name)
		out = append(append(append(out, '<'), name...), t.body...)
		out = append(out, '>')
		if t.empty && !voidElements[name] {
			out = append(append(append(out, "</"...), name...), '>')
		}
	case '/':
		if name := ns.htmlName(t.name); !voidElements[name] {
			out = append(append(append(out, "</"...), name...), '>')
		}
	case '!':
		if bytes.HasPrefix(b[t.start:], []byte("<!--")) || isDoctype(b[t.start:]) {
			out = append(out, b[t.start:t.end]...)
		}
	default:
		out = append(out, t.body...)
	}
	return out
}

func isDoctype(b []byte) bool { return len(b) > 9 && bytes.EqualFold(b[:9], []byte("<!doctype")) }

// htmlName is the name of an element without the prefix of XHTML.
func (ns namespaces) htmlName(name string) string {
	if prefix, local, ok := strings.Cut(name, ":"); ok && ns[prefix] == "xhtml" {
		return local
	}
	return name
}
