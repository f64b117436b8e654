package convert

import (
	"net/url"
	"strings"

	"github.com/artx-cli/artx/convert/internal/dom"
)

var (
	lineBreaksToPercent = strings.NewReplacer("\n", "%0A", "\r", "%0D", "\x00", "%00")
	escapeAngles        = strings.NewReplacer(">", `\>`)
)

// destination writes the address and title of a link or image (CommonMark
// 6.3). The address is spelled as it is, in angle brackets where it has to be;
// only line breaks, which no address can hold, are percent-encoded.
func destination(address, title string, inCell bool) string {
	if title == "" && isPlainAddress(address) {
		return address
	}
	address = marksToPercent.Replace(address)
	address = withoutMarkup(lineBreaksToPercent.Replace(address))
	dest := escapeAddress(address)
	if address == "" && title != "" || strings.ContainsAny(address, " \t") || dom.HasControl(address) || !balanced(address) || strings.HasPrefix(address, "<") {
		dest = "<" + escapeAngles.Replace(dest) + ">"
	}
	if title != "" {
		dest += " " + quoteTitle(title)
	}
	if inCell {
		dest = strings.ReplaceAll(dest, "|", `\|`)
	}
	return dest
}

// withoutMarkup percent-encodes what kramdown and marked could take for the end
// of an address and the beginning of something else: angle brackets, as browsers
// do (URL Standard, section 1.3), and square ones behind the host beside
// parentheses. The marks of shortcodes stay.
func withoutMarkup(address string) string {
	if strings.ContainsAny(address, "<>") {
		address = anglesToPercent.Replace(address)
	}
	if strings.ContainsAny(address, "[]") && strings.ContainsAny(address, "()") {
		at := 0
		if _, behind, ok := strings.Cut(address, "://["); ok { // an IPv6 address
			at = len(address) - len(behind) + strings.IndexByte(behind, ']') + 1
		}
		address = address[:at] + squaresToPercent.Replace(address[at:])
	}
	return address
}

var (
	marksToPercent   = strings.NewReplacer("`", "%60", "{:", "%7B:", "~~", "%7E~") // which would begin code, or in kramdown attributes and struck text
	anglesToPercent  = strings.NewReplacer("{{<", "{{<", ">}}", ">}}", "<", "%3C", ">", "%3E")
	squaresToPercent = strings.NewReplacer("[", "%5B", "]", "%5D")
)

// address is an address of an element as it is written: absolute if it is
// relative and there is something to resolve it against. What leads to a place
// in the page stays there; what a template fills in may be absolute.
func (w *writer) address(tag, address string) string {
	if w.resolve == nil || address == "" || address[0] == '#' || strings.Contains(address, "{{") || strings.Contains(address, "{%") {
		return address
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.IsAbs() {
		return address
	}
	return w.resolve(tag, address)
}

// destination writes an address and title for where the writer is.
func (w *writer) destination(address, title string) string {
	if w.opt.Kramdown && !w.inCell { // which reads no escapes in addresses
		address, title = strings.ReplaceAll(address, "|", "%7C"), strings.ReplaceAll(title, "|", `\|`)
	}
	return destination(address, title, w.inCell)
}

// isPlainAddress tells whether no character of an address needs a second look.
func isPlainAddress(s string) bool {
	for i := range len(s) {
		if !plainInAddress[s[i]] {
			return false
		}
	}
	return true
}

var plainInAddress = func() (plain [256]bool) {
	for c := range plain {
		plain[c] = c > ' ' && c != 0x7f && !strings.ContainsRune("\\&<>()|`{~", rune(c))
	}
	return plain
}()

// escapeAddress keeps backslashes, what looks like character references, and
// less-than signs, so that no reader takes them for tags.
func escapeAddress(s string) string {
	if !strings.ContainsAny(s, `\&<`) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		switch {
		case s[i] == '&' && isEntity(s[i:]): // goldmark reads \& as if the backslash were not there
			b.WriteString("&amp;")
			continue
		case s[i] == '\\' && i+1 < len(s) && dom.IsASCIIPunct(s[i+1]), s[i] == '<':
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// balanced tells whether each parenthesis of an address has its other half.
func balanced(s string) bool {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth < 0 || depth > 30 {
			return false
		}
	}
	return depth == 0
}

// quoteTitle writes a title. One with quotes that a template reads stands between
// others, if it has none of them.
func quoteTitle(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if strings.IndexByte(s, '"') >= 0 && (strings.Contains(s, "{{") || strings.Contains(s, "{%")) {
		for _, quotes := range []string{"''", "()"} {
			if !strings.ContainsAny(s, quotes+"\\&<") {
				return quotes[:1] + s + quotes[1:]
			}
		}
	}
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(s) {
		switch {
		case s[i] == '"' && strings.HasPrefix(strings.TrimLeft(s[i+1:], " "), ")"): // where kramdown would end the link
			b.WriteString("&quot;")
			continue
		case s[i] == '`': // kramdown looks for code in the rows of tables before it looks for escapes
			b.WriteString("&#96;")
			continue
		case s[i] == ']' && i+1 < len(s) && strings.IndexByte("([:", s[i+1]) >= 0, s[i] == ':' && i > 0 && s[i-1] == '{':
			b.WriteByte('\\') // or where the link is read as text, it would be one
		case s[i] == '"', s[i] == '\\' && i+1 < len(s) && dom.IsASCIIPunct(s[i+1]), s[i] == '\\' && i+1 == len(s), s[i] == '&' && isEntity(s[i:]):
			b.WriteByte('\\')
		case s[i] == '~' && i > 0 && s[i-1] == '~':
			b.WriteString("&#126;")
			continue
		case s[i] == '<':
			b.WriteString("&lt;")
			continue
		}
		b.WriteByte(s[i])
	}
	b.WriteByte('"')
	return b.String()
}

// escapeLabel writes the alternative text of an image: all that could be
// markup is escaped.
func escapeLabel(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch s[i] {
		case '`':
			b.WriteString("&#96;")
			continue
		case '<':
			b.WriteString("&lt;")
			continue
		case '[', ']', '\\', '*', '|':
			b.WriteByte('\\')
		case '~':
			if i > 0 && s[i-1] == '~' {
				b.WriteByte('\\')
			}
		case ':':
			if i > 0 && s[i-1] == '{' {
				b.WriteByte('\\')
			}
		case '_':
			if i == 0 || i+1 == len(s) || !dom.IsASCIIWord(s[i-1]) || !dom.IsASCIIWord(s[i+1]) {
				b.WriteByte('\\')
			}
		case '&':
			if isEntity(s[i:]) {
				b.WriteByte('\\')
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
