package xmltext

import (
	"bytes"
	"fmt"
	"html"
	"iter"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

// Element is an element of a record, its content still as it was written.
type Element struct {
	Name  string // with the usual prefix of its namespace, such as "content:encoded"
	Attrs []byte
	Inner []byte
}

// Namespaces are the prefixes of a document, by which its elements get the
// usual ones.
type Namespaces map[string]string

// usualPrefixes give the elements of a namespace a name whatever prefix a
// document has for it. Versions stand at the end of some addresses, so that a
// row is about all that begin with it. "" are the names without a prefix.
var usualPrefixes = []struct{ uri, prefix string }{
	{"http://purl.org/rss/1.0/modules/content/", "content"}, // RSS 1.0 module
	{"http://purl.org/rss/1.0/modules/slash/", "slash"},
	{"http://purl.org/rss/1.0/", ""},
	{"http://my.netscape.com/rdf/simple/0.9/", ""}, // RSS 0.90
	{"http://purl.org/dc/terms/", "dcterms"},
	{"http://purl.org/dc/elements/", "dc"},
	{"http://www.w3.org/2005/Atom", ""},
	{"http://purl.org/atom/ns#", ""}, // Atom 0.3
	{"http://purl.org/atom/app", "app"},
	{"http://www.w3.org/2007/app", "app"},
	{"http://purl.org/syndication/thread/", "thr"}, // RFC 4685
	{"http://www.w3.org/1999/xhtml", "xhtml"},
	{"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
	{"http://search.yahoo.com/mrss", "media"},
	{"http://www.itunes.com/dtds/podcast", "itunes"},
	{"http://wordpress.org/export/", "wp"},
	{"http://schemas.google.com/blogger/", "blogger"},
	{"http://www.idpf.org/2007/opf", ""},
	{"http://www.idpf.org/2007/ops", "epub"},
	{"http://www.daisy.org/z3986/2005/ncx/", ""},
	{"urn:oasis:names:tc:opendocument:xmlns:container", ""},
}

// maxNamespaces bounds what has to be copied for each element with namespaces of
// its own.
const maxNamespaces = 100

// Declare adds what the attributes of an element declare.
func (ns Namespaces) Declare(attrs []byte) {
	if !bytes.Contains(attrs, []byte("xmlns")) {
		return
	}
	for name, value := range Attributes(attrs) {
		prefix, ok := strings.CutPrefix(name, "xmlns")
		if !ok || prefix != "" && prefix[0] != ':' {
			continue
		}
		if len(ns) >= maxNamespaces {
			return
		}
		ns[strings.TrimPrefix(prefix, ":")] = usualPrefix(strings.TrimPrefix(prefix, ":"), value)
	}
}

func usualPrefix(prefix, uri string) string {
	// A WXR has a namespace for excerpts within that of WordPress.
	if strings.HasPrefix(uri, "http://wordpress.org/export/") && strings.HasSuffix(uri, "/excerpt/") {
		return "excerpt"
	}
	for _, u := range usualPrefixes {
		if strings.HasPrefix(uri, u.uri) {
			return u.prefix
		}
	}
	return prefix
}

// Usual returns the name of an element with the usual prefix.
func (ns Namespaces) Usual(name string) string {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok {
		prefix, local = "", name
	}
	if p, known := ns[prefix]; known {
		prefix = p
	}
	if prefix == "" {
		return local
	}
	return prefix + ":" + local
}

// Token is a piece of markup or text in a record.
type Token struct {
	Kind       byte // '<' start tag, '/' end tag, 't' text, 'c' CDATA, '!' anything else
	Name       string
	Body       []byte // attributes, or text
	Empty      bool   // a start tag that closes itself
	Start, End int
	broken     bool // it does not end
}

// Tokens cuts b, without checking that tags match.
func Tokens(b []byte) iter.Seq[Token] {
	return func(yield func(Token) bool) {
		for pos := 0; pos < len(b); {
			t := TokenAt(b, pos)
			if !yield(t) {
				return
			}
			pos = t.End
		}
	}
}

// TokenAt is the piece that begins at pos, which lies in b.
func TokenAt(b []byte, pos int) Token {
	rest := b[pos:]
	switch {
	case rest[0] != '<' || len(rest) == 1:
	case bytes.HasPrefix(rest, []byte("<!--")):
		return delimited(b, pos, '!', 4, "-->")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return delimited(b, pos, 'c', 9, "]]>")
	case rest[1] == '?':
		return delimited(b, pos, '!', 2, "?>")
	case rest[1] == '!':
		return doctypeToken(b, pos)
	case rest[1] == '/':
		return endTag(b, pos)
	case isNameStart(rest[1]):
		return TagAt(b, pos)
	}
	end := bytes.IndexByte(rest[1:], '<')
	if end < 0 {
		end = len(rest) - 1
	}
	return Token{Kind: 't', Body: rest[:end+1], Start: pos, End: pos + end + 1}
}

// commonNames need no memory of their own for each tag.
var commonNames = func() map[string]string {
	m := map[string]string{}
	for name := range strings.FieldsSeq("p br em strong b i a img span div ul ol li h1 h2 h3 h4 h5 h6 code pre blockquote table tr td th figure " +
		"title link guid pubDate description category content:encoded excerpt:encoded dc:creator item entry content summary author name published updated id " +
		"wp:post_id wp:post_date wp:post_date_gmt wp:post_modified wp:post_modified_gmt wp:post_name wp:post_type wp:status wp:postmeta wp:meta_key wp:meta_value") {
		m[name] = name
	}
	return m
}()

func elementName(b []byte) string {
	if name, ok := commonNames[string(b)]; ok {
		return name
	}
	return string(b)
}

func delimited(b []byte, pos int, kind byte, open int, term string) Token {
	t := Token{Kind: kind, Start: pos}
	i := bytes.Index(b[pos+open:], []byte(term))
	if i < 0 {
		t.Body, t.End, t.broken = b[pos+open:], len(b), true
		return t
	}
	t.Body = b[pos+open : pos+open+i]
	t.End = pos + open + i + len(term)
	return t
}

func endTag(b []byte, pos int) Token {
	end := bytes.IndexByte(b[pos:], '>')
	if end < 0 {
		return Token{Kind: '/', Start: pos, End: len(b), broken: true}
	}
	return Token{Kind: '/', Name: elementName(bytes.TrimSpace(b[pos+2 : pos+end])), Start: pos, End: pos + end + 1}
}

func doctypeToken(b []byte, pos int) Token {
	depth := 0
	for i := pos; i < len(b); i++ {
		switch b[i] {
		case '[':
			depth++
		case ']':
			depth--
		case '>':
			if depth <= 0 {
				return Token{Kind: '!', Start: pos, End: i + 1}
			}
		}
	}
	return Token{Kind: '!', Start: pos, End: len(b), broken: true}
}

// TagAt is the start tag at pos, where a < stands.
func TagAt(b []byte, pos int) Token {
	t := Token{Kind: '<', Start: pos}
	i := pos + 1
	for i < len(b) && !IsSpace(b[i]) && b[i] != '>' && b[i] != '/' {
		i++
	}
	t.Name = elementName(b[pos+1 : i])
	attrs := i
	var quote, last byte
	for ; i < len(b); i++ {
		switch {
		case quote != 0:
			if b[i] == quote {
				quote = 0
			}
		case b[i] == '>':
			t.Body = b[attrs:i]
			if t.Empty = last == '/'; t.Empty {
				t.Body = bytes.TrimRight(t.Body, "/ \t\r\n")
			}
			t.End = i + 1
			return t
		case (b[i] == '"' || b[i] == '\'') && last == '=':
			quote = b[i]
		}
		if !IsSpace(b[i]) {
			last = b[i]
		}
	}
	t.End, t.broken = len(b), true
	return t
}

// Attributes of a tag, with their names as they were written.
func Attributes(b []byte) iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for {
			b = bytes.TrimLeft(b, " \t\r\n/")
			eq := bytes.IndexByte(b, '=')
			if eq < 0 {
				return
			}
			name := string(bytes.TrimSpace(b[:eq]))
			b = bytes.TrimLeft(b[eq+1:], " \t\r\n")
			if len(b) == 0 {
				return
			}
			var value []byte
			if q := b[0]; q == '"' || q == '\'' {
				value, b, _ = bytes.Cut(b[1:], []byte{q})
			} else {
				end := bytes.IndexAny(b, " \t\r\n")
				if end < 0 {
					end = len(b)
				}
				value, b = b[:end], b[end:]
			}
			if !yield(name, Unescape(value)) {
				return
			}
		}
	}
}

// Attr returns an attribute of e, "" if it has none of that name.
func (e Element) Attr(name string) string {
	for n, value := range Attributes(e.Attrs) {
		if n == name {
			return value
		}
	}
	return ""
}

// Children yields the elements directly within inner. An element that does not
// end takes all that is left, and is yielded with an error.
func (ns Namespaces) Children(inner []byte) iter.Seq2[Element, error] {
	return func(yield func(Element, error) bool) {
		for pos := 0; pos < len(inner); {
			t := TokenAt(inner, pos)
			pos = t.End
			if t.Kind != '<' {
				continue
			}
			e, end, err := ns.ElementAt(inner, t)
			if !yield(e, err) {
				return
			}
			pos = end
		}
	}
}

// ElementAt is the element whose start tag is t, and where it ends.
func (ns Namespaces) ElementAt(b []byte, t Token) (Element, int, error) {
	scope := ns
	if bytes.Contains(t.Body, []byte("xmlns")) {
		scope = Namespaces{}
		for prefix, usual := range ns {
			scope[prefix] = usual
		}
		scope.Declare(t.Body)
	}
	e := Element{Name: scope.Usual(t.Name), Attrs: t.Body}
	if t.broken {
		return e, len(b), fmt.Errorf("the tag <%s> does not end", t.Name)
	}
	if t.Empty {
		return e, t.End, nil
	}
	depth := 1
	for pos := t.End; pos < len(b); {
		in := TokenAt(b, pos)
		if in.Kind == '<' && !in.Empty && in.Name == t.Name {
			depth++
		}
		if in.Kind == '/' && in.Name == t.Name {
			if depth--; depth == 0 {
				e.Inner = b[t.End:in.Start]
				return e, in.End, nil
			}
		}
		pos = in.End
	}
	e.Inner = b[t.End:]
	return e, len(b), fmt.Errorf("<%s> does not end", t.Name)
}

// Root returns the first element of a document or a record, of which the end may
// be missing, and declares its namespaces.
func (ns Namespaces) Root(b []byte) Element {
	for t := range Tokens(b) {
		if t.Kind != '<' {
			continue
		}
		ns.Declare(t.Body)
		inner := b[t.End:]
		if i := bytes.LastIndex(inner, []byte("</"+t.Name)); i >= 0 {
			inner = inner[:i]
		}
		return Element{Name: ns.Usual(t.Name), Attrs: t.Body, Inner: inner}
	}
	return Element{}
}

// Child returns the first child of e with a name.
func (ns Namespaces) Child(e Element, name string) (Element, bool) {
	for c := range ns.Children(e.Inner) {
		if c.Name == name {
			return c, true
		}
	}
	return Element{}, false
}

// Text is the text of e, of the elements within it too, with entities decoded.
func (e Element) Text() string {
	var b strings.Builder
	for t := range Tokens(e.Inner) {
		switch t.Kind {
		case 't':
			b.WriteString(Unescape(t.Body))
		case 'c':
			b.Write(t.Body)
		}
	}
	return b.String()
}

// Line is the text of e without white space at its ends.
func (e Element) Line() string { return strings.TrimSpace(e.Text()) }

// Unescape decodes the references of XML and, because many writers forget to
// escape or to declare them, the names of HTML. References that a document
// defines itself are left as they are.
func Unescape(b []byte) string {
	i := bytes.IndexByte(b, '&')
	if i < 0 {
		return string(b)
	}
	out := make([]byte, 0, len(b))
	for i >= 0 {
		out = append(out, b[:i]...)
		b = b[i:]
		end := bytes.IndexByte(b[:min(len(b), maxReference)], ';')
		if plain, ok := reference(b, end); ok {
			out = append(out, plain...)
			b = b[end+1:]
		} else {
			out = append(out, '&')
			b = b[1:]
		}
		i = bytes.IndexByte(b, '&')
	}
	return string(append(out, b...))
}

// maxReference is longer than any reference that HTML names.
const maxReference = 40

func reference(b []byte, end int) (string, bool) {
	if end < 2 || bytes.IndexByte(b[1:end], '&') >= 0 {
		return "", false
	}
	switch string(b[1:end]) {
	case "lt":
		return "<", true
	case "gt":
		return ">", true
	case "amp":
		return "&", true
	case "quot":
		return `"`, true
	case "apos":
		return "'", true
	}
	ref := string(b[:end+1])
	plain := html.UnescapeString(ref)
	// What is not known, or only by its first letters, keeps its semicolon.
	if plain == ref || strings.HasSuffix(plain, ";") && ref != "&semi;" && ref != "&#59;" {
		return "", false
	}
	return plain, utf8.ValidString(plain)
}

// encodingOf is the encoding that a document declares or that its byte order
// mark shows, "" for UTF-8 and where it says nothing.
func encodingOf(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("<\x00?\x00")):
		return "utf-16le"
	case bytes.HasPrefix(head, []byte("\xfe\xff")), bytes.HasPrefix(head, []byte("\x00<\x00?")):
		return "utf-16be"
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	t := delimited(head, 0, '!', 5, "?>")
	for name, value := range Attributes(t.Body) {
		if name == "encoding" {
			// The bytes before this were read as ASCII, so it is no UTF-16.
			if strings.HasPrefix(strings.ToLower(value), "utf-16") {
				return ""
			}
			return value
		}
	}
	return ""
}

// Decode returns a document as UTF-8.
func Decode(data []byte) ([]byte, error) {
	label := encodingOf(data[:min(len(data), 1024)])
	if label == "" {
		return data, nil
	}
	enc, name := charset.Lookup(label)
	if enc == nil || name == "utf-8" {
		return data, nil
	}
	out, err := enc.NewDecoder().Bytes(data)
	return bytes.TrimPrefix(out, []byte("\uFEFF")), err
}
