package htmltree

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A tokenKind is a kind of token (13.2.5).
type tokenKind uint8

const (
	tokenEOF tokenKind = iota
	tokenText
	tokenStartTag
	tokenEndTag
	tokenComment
	tokenDoctype
)

// A token is what the tokenizer hands to the tree builder.
type token struct {
	kind        tokenKind
	selfClosing bool
	tag         nameID
	atom        atom.Atom
	offset      int    // of the first byte
	name        string // of a tag, unless it is that of the row
	data        string // of text, a comment, a doctype
	attr        []html.Attribute
}

// tagName returns the name of a tag.
func (t *token) tagName() string {
	if t.name != "" {
		return t.name
	}
	return tags[t.tag].name
}

// clear makes a tag of the kind of the token, without attributes. It stores no
// pointer without need.
func (t *token) clear(kind tokenKind) {
	t.kind, t.selfClosing = kind, false
	if t.attr != nil {
		t.attr = nil
	}
}

// A tokenizer splits the source into tokens. It reads what the standard's states
// read, by jumping from one byte that matters to the next.
type tokenizer struct {
	src string
	pos int
	tok token

	raw    rawKind // how to read on after a start tag
	rawTag string  // the name of that tag
	cdata  bool    // whether CDATA sections are known

	// The next byte at or after the place last asked for that needs decoding,
	// and the next of each kind.
	nextCoded, nextAmp, nextCR, nextNUL int

	// Of the tag that is being read: the names of its attributes if they are
	// many, whether one of them holds a NUL, where the last value ends.
	seenKeys  map[string]bool
	hasKeyNUL bool
	valueEnd  int

	names map[string]otherName // names without a row in tags
	attrs attrSlab
	texts textSlab
}

// An otherName is a name of the source that has no row in [tags].
type otherName struct {
	id   nameID
	atom atom.Atom
	name string
}

// Classes of bytes in tags.
const (
	endsName  = 1 << iota // of a tag: white space, / and >
	endsKey               // of an attribute: these and =
	endsValue             // without quotes: white space and >
	isSpace
	isLetter
)

var classes = [256]uint8{
	' ':  endsName | endsKey | endsValue | isSpace,
	'\t': endsName | endsKey | endsValue | isSpace,
	'\n': endsName | endsKey | endsValue | isSpace,
	'\f': endsName | endsKey | endsValue | isSpace,
	'\r': endsName | endsKey | endsValue | isSpace,
	'/':  endsName | endsKey,
	'>':  endsName | endsKey | endsValue,
	'=':  endsKey,
	'a':  isLetter, 'b': isLetter, 'c': isLetter, 'd': isLetter, 'e': isLetter, 'f': isLetter, 'g': isLetter,
	'h': isLetter, 'i': isLetter, 'j': isLetter, 'k': isLetter, 'l': isLetter, 'm': isLetter, 'n': isLetter,
	'o': isLetter, 'p': isLetter, 'q': isLetter, 'r': isLetter, 's': isLetter, 't': isLetter, 'u': isLetter,
	'v': isLetter, 'w': isLetter, 'x': isLetter, 'y': isLetter, 'z': isLetter,
	'A': isLetter, 'B': isLetter, 'C': isLetter, 'D': isLetter, 'E': isLetter, 'F': isLetter, 'G': isLetter,
	'H': isLetter, 'I': isLetter, 'J': isLetter, 'K': isLetter, 'L': isLetter, 'M': isLetter, 'N': isLetter,
	'O': isLetter, 'P': isLetter, 'Q': isLetter, 'R': isLetter, 'S': isLetter, 'T': isLetter, 'U': isLetter,
	'V': isLetter, 'W': isLetter, 'X': isLetter, 'Y': isLetter, 'Z': isLetter,
}

// next reads the next token into z.tok.
func (z *tokenizer) next() {
	if z.raw != rawNone && z.rawToken() {
		return
	}
	start := z.pos
	for i := start; ; i++ {
		k := strings.IndexByte(z.src[i:], '<')
		if k < 0 || i+k+1 == len(z.src) {
			z.text(start, len(z.src))
			return
		}
		i += k
		c := z.src[i+1]
		if classes[c]&isLetter == 0 && c != '/' && c != '!' && c != '?' {
			continue
		}
		if i > start {
			z.text(start, i)
			return
		}
		z.markup(i, c)
		return
	}
}

// markup reads the token that begins with < and c, at i.
func (z *tokenizer) markup(i int, c byte) {
	z.tok.offset = i
	switch {
	case c == '!':
		z.declaration(i + 2)
	case c == '?':
		z.bogusComment(i + 1)
	case c != '/':
		z.startTag(i + 1)
	case i+2 == len(z.src):
		z.text(i, len(z.src))
	case z.src[i+2] == '>':
		z.comment(i+2, i+2, i+3)
	case classes[z.src[i+2]]&isLetter == 0:
		z.bogusComment(i + 2)
	default:
		z.endTag(i + 2)
	}
}

// text makes a text token of the source from start to end; none of nothing.
func (z *tokenizer) text(start, end int) {
	z.pos = end
	if start == end {
		z.eof()
		return
	}
	t := &z.tok
	t.kind, t.offset = tokenText, start
	t.data = z.decode(start, end, decodeText)
}

func (z *tokenizer) eof() {
	z.pos = len(z.src)
	z.tok.kind, z.tok.offset = tokenEOF, z.pos
	z.tok.data, z.tok.tag, z.tok.atom = "", tagNone, 0
	z.attrs.pending = 0
}

// comment makes a comment of the source from start to end; the next token
// begins at next.
func (z *tokenizer) comment(start, end, next int) {
	z.pos = next
	z.tok.kind = tokenComment
	z.tok.data = z.decode(start, end, decodeComment)
}

// bogusComment reads a comment that goes on from start to the next >.
func (z *tokenizer) bogusComment(start int) {
	end := z.index(start, '>')
	z.comment(start, end, min(end+1, len(z.src)))
}

// index returns where c stands next, or the end of the source.
func (z *tokenizer) index(from int, c byte) int {
	if k := strings.IndexByte(z.src[from:], c); k >= 0 {
		return from + k
	}
	return len(z.src)
}

// declaration reads what follows "<!".
func (z *tokenizer) declaration(i int) {
	rest := z.src[i:]
	switch {
	case strings.HasPrefix(rest, "--"):
		z.properComment(i + 2)
	case len(rest) >= len("doctype") && equalLower(rest[:len("doctype")], "doctype"):
		z.doctype(i + len("doctype"))
	case z.cdata && strings.HasPrefix(rest, "[CDATA["):
		z.cdataSection(i + len("[CDATA["))
	default:
		z.bogusComment(i)
	}
}

// properComment reads what follows "<!--". A comment ends with "-->" or "--!>",
// or with a > that nothing but dashes stand before.
func (z *tokenizer) properComment(start int) {
	for i := start; ; i++ {
		if i = z.index(i, '>'); i == len(z.src) {
			break
		}
		data := z.src[start:i]
		switch {
		case strings.HasSuffix(data, "--"):
			z.comment(start, i-2, i+1)
			return
		case strings.HasSuffix(data, "--!"):
			z.comment(start, i-3, i+1)
			return
		case data == "" || data == "-":
			z.comment(start, start, i+1)
			return
		}
	}
	data := z.src[start:]
	for _, tail := range []string{"--!", "--", "-"} {
		if strings.HasSuffix(data, tail) {
			data = data[:len(data)-len(tail)]
			break
		}
	}
	z.comment(start, start+len(data), len(z.src))
}

func (z *tokenizer) doctype(i int) {
	for i < len(z.src) && classes[z.src[i]]&isSpace != 0 {
		i++
	}
	end := z.index(i, '>')
	z.pos = min(end+1, len(z.src))
	z.tok.kind = tokenDoctype
	z.tok.data = z.decode(i, end, decodeDoctype)
}

// cdataSection reads what follows "<![CDATA[". As in x/net/html, references in
// it are decoded.
func (z *tokenizer) cdataSection(start int) {
	end, next := len(z.src), len(z.src)
	if k := strings.Index(z.src[start:], "]]>"); k >= 0 {
		end, next = start+k, start+k+3
	}
	z.pos = next
	z.tok.kind = tokenText
	z.tok.data = z.decode(start, end, decodeText|decodeNUL)
}

// endTag reads the end tag whose name begins at i.
func (z *tokenizer) endTag(i int) {
	i = z.tagName(i)
	if i < len(z.src) && z.src[i] != '>' {
		i = z.attributes(i)
		z.attrs.pending = 0
	}
	if i == len(z.src) {
		z.eof()
		return
	}
	z.pos = i + 1
	z.tok.clear(tokenEndTag)
}

// startTag reads the start tag whose name begins at i.
func (z *tokenizer) startTag(i int) {
	i = z.tagName(i)
	t := &z.tok
	t.clear(tokenStartTag)
	if i == len(z.src) {
		z.eof()
		return
	}
	if z.src[i] != '>' {
		if i = z.attributes(i); i == len(z.src) {
			z.eof()
			return
		}
		t.attr = z.attrs.take()
	}
	z.pos = i + 1
	if t.tag < numTags && tags[t.tag].raw != rawNone {
		z.raw, z.rawTag = tags[t.tag].raw, tags[t.tag].name
	}
}

// lowerName maps the bytes of names to lower case, those that end a name to 0.
// A NUL becomes a byte that no known name has.
var lowerName = func() (t [256]byte) {
	for c := range t {
		t[c] = lowerByte(byte(c))
		if classes[c]&endsName != 0 {
			t[c] = 0
		}
	}
	t[0] = 1
	return t
}()

func lowerByte(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// tagName reads a name from start on, and returns where it ends.
func (z *tokenizer) tagName(start int) int {
	var packed uint64
	var changed byte
	src, i := z.src, start
	for shift := 0; i < len(src); shift += 8 {
		c := lowerName[src[i]]
		if c == 0 {
			break
		}
		changed |= c ^ src[i]
		packed |= uint64(c) << shift // nothing from the ninth on
		i++
	}
	name := src[start:i]
	if changed != 0 {
		name = strings.ReplaceAll(z.lower(name), "\x00", "\ufffd")
	}
	z.name(packed, name)
	return i
}

// name sets the token's name.
func (z *tokenizer) name(packed uint64, name string) {
	t := &z.tok
	if id := lookupTag(packed, name); id != tagNone {
		t.tag, t.atom = id, tags[id].atom
		if t.name != "" {
			t.name = ""
		}
		return
	}
	n := z.other(name)
	t.tag, t.atom, t.name = n.id, n.atom, n.name
}

// other returns the number of a name that has no row in [tags].
func (z *tokenizer) other(name string) otherName {
	n, ok := z.names[name]
	if !ok {
		if z.names == nil {
			z.names = map[string]otherName{}
		}
		n = otherName{numTags + nameID(len(z.names)), atom.Lookup([]byte(name)), name}
		z.names[name] = n
	}
	return n
}

// lower returns s with the letters A to Z in lower case.
func (z *tokenizer) lower(s string) string {
	b := append(z.texts.begin(len(s)), s...)
	for i, c := range b {
		b[i] = lowerByte(c)
	}
	return z.texts.end(b)
}

// equalLower tells whether s in lower case is the lower-case word.
func equalLower(s, word string) bool {
	if len(s) != len(word) {
		return false
	}
	for i := range len(s) {
		if lowerByte(s[i]) != word[i] {
			return false
		}
	}
	return true
}
