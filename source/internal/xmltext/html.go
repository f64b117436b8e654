package xmltext

import (
	"bytes"
	"html"
	"strings"
)

// voidElements have no end tag in HTML (HTML Standard, 13.1.2).
var VoidElements = map[string]bool{
	"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true, "img": true, "input": true,
	"link": true, "meta": true, "param": true, "source": true, "track": true, "wbr": true,
}

// ToHTML writes XHTML as HTML. In HTML a slash does not close an element,
// so that <title/> or <a id="x"/> would take in all that follows; there are no
// CDATA sections, no processing instructions and no prefixes. Prefixes of other
// vocabularies than XHTML stay.
func ToHTML(b []byte, ns Namespaces) []byte {
	out := make([]byte, 0, len(b)+len(b)/16)
	for t := range Tokens(b) {
		out = AppendHTML(out, b, t, ns)
	}
	return out
}

// AppendHTML writes t, which stands in b, as HTML.
func AppendHTML(out, b []byte, t Token, ns Namespaces) []byte {
	switch t.Kind {
	case 'c':
		return append(out, html.EscapeString(string(t.Body))...)
	case '<':
		name := ns.HTMLName(t.Name)
		out = append(append(append(out, '<'), name...), t.Body...)
		out = append(out, '>')
		if t.Empty && !VoidElements[name] {
			out = append(append(append(out, "</"...), name...), '>')
		}
	case '/':
		if name := ns.HTMLName(t.Name); !VoidElements[name] {
			out = append(append(append(out, "</"...), name...), '>')
		}
	case '!':
		if bytes.HasPrefix(b[t.Start:], []byte("<!--")) || isDoctype(b[t.Start:]) {
			out = append(out, b[t.Start:t.End]...)
		}
	default:
		out = append(out, t.Body...)
	}
	return out
}

func isDoctype(b []byte) bool { return len(b) > 9 && bytes.EqualFold(b[:9], []byte("<!doctype")) }

// HTMLName is the name of an element without the prefix of XHTML.
func (ns Namespaces) HTMLName(name string) string {
	if prefix, local, ok := strings.Cut(name, ":"); ok && ns[prefix] == "xhtml" {
		return local
	}
	return name
}
