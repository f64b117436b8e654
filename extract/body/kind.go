package body

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// Kind is what the body of an input holds.
type Kind string

// Kinds of bodies.
const (
	KindArticle  Kind = "article"  // the HTML of an article
	KindPage     Kind = "page"     // a whole HTML page, which holds an article somewhere
	KindMarkdown Kind = "markdown" // Markdown without HTML, or plain text
	KindMixed    Kind = "mixed"    // Markdown with HTML among it
)

// Detect tells what body holds. hasHeader says that front matter stood before
// it: importers wrap articles in <html><body>, so that only a body without
// front matter can be a page.
//
// Without a single HTML tag outside code, a body is Markdown. With tags, it is
// mixed if the parts that CommonMark (section 4.6, HTML blocks) does not take
// for HTML show Markdown: one sure sign (a fence, a heading, a link, an
// image, strong emphasis, a link reference definition, a table's delimiter row)
// or two that plain text may hold by chance (list items, quotes, code spans).
// All else is the HTML of an article. Tags that people write in Markdown, since
// it has no form for them, are no sign of HTML; see [markdownTags].
func Detect(body []byte, hasHeader bool) Kind {
	if !hasHeader && startsPage(body) {
		return KindPage
	}
	if bytes.IndexByte(body, '<') < 0 {
		return KindMarkdown
	}
	var s signs
	scanMarkdown(Mask(body), &s)
	if s.escapes == 0 {
		s.tags += s.emphasis
	}
	switch {
	case s.tags == 0 && s.codeTags && holdsHTML(body):
		return KindMixed
	case s.tags == 0:
		return KindMarkdown
	case s.mixed():
		return KindMixed
	}
	return KindArticle
}

// startsPage tells whether the first tag is one that only whole pages have.
func startsPage(body []byte) bool {
	for {
		body = bytes.TrimLeft(body, " \t\r\n\f")
		switch {
		case hasPrefixFold(body, "<!doctype"), hasPrefixFold(body, "<html"), hasPrefixFold(body, "<head>"):
			return true
		case bytes.HasPrefix(body, []byte("<!--")):
			_, rest, ok := bytes.Cut(body, []byte("-->"))
			if !ok {
				return false
			}
			body = rest
		case bytes.HasPrefix(body, []byte("<?xml")):
			_, rest, _ := bytes.Cut(body, []byte(">"))
			body = rest
		default:
			return false
		}
	}
}

// signs counts what tells Markdown from HTML. It is a visitor of [scanMarkdown].
type signs struct {
	sure, likely int  // signs of Markdown
	tags         int  // HTML tags outside code
	emphasis     int  // tags of forcedTags that are no HTML if there are escapes
	escapes      int  // Markdown's backslash escapes
	codeTags     bool // tags in what looks like code
}

// enough: that Markdown and HTML are mixed is sure as soon as there is enough of
// both.
func (s *signs) enough() bool { return s.tags > 0 && s.mixed() }

func (s *signs) mixed() bool { return 2*s.sure+s.likely >= 2 }

func (s *signs) code(block []byte) {
	s.sure++
	s.codeTags = s.codeTags || bytes.IndexByte(block, '<') >= 0
}

func (s *signs) indented(block []byte) { s.codeTags = s.codeTags || bytes.IndexByte(block, '<') >= 0 }

// holdsHTML tells whether CommonMark finds HTML in Markdown, but for what
// Markdown is written with.
func holdsHTML(markdown []byte) bool {
	m := readMarkdown(markdown)
	for _, b := range m.blocks {
		if b.node.Kind() == ast.KindHTMLBlock && !isMarkdownBlock(m.masked[b.start:b.end]) || b.nested {
			return true
		}
		for _, t := range b.tags {
			tag := m.masked[t.start:t.end]
			if _, name, _ := tagAt(tag); len(name) > 0 && !isMarkdownTag(tag, name) && !forcedTags[string(name)] {
				return true
			}
		}
	}
	return false
}

func (s *signs) html(block []byte) {
	if s.tags > 0 || isMarkdownBlock(block) {
		return // one is enough
	}
	for rest := block; ; {
		i := bytes.IndexByte(rest, '<')
		if i < 0 {
			return
		}
		rest = rest[i:]
		n, _, _ := tagAt(rest)
		switch {
		case n < 0:
			return
		case n == 0:
			n = 1
		default:
			s.tags++
		}
		rest = rest[n:]
	}
}

func (s *signs) paragraph(text []byte) {
	if isBlankText(text) {
		return
	}
	if s.mixed() && bytes.IndexByte(text, '<') < 0 && (s.escapes > 0 || bytes.IndexByte(text, '\\') < 0) {
		return // what could still come stands elsewhere
	}
	var before []byte
	inList := false
	for line := range bytes.Lines(text) {
		sure, likely := lineSigns(line)
		if t := bytes.TrimLeft(line, " \t"); inList && likely == 0 && listMarkerLength(t) > 0 {
			likely = 1 // an item of an inner list
		}
		inList = likely > 0
		s.sure += sure
		s.likely += likely
		if isUnderline(line) && !isBlankText(before) && bytes.IndexByte(before, '<') < 0 {
			s.sure++
		}
		before = line
	}
	if s.tags > 0 && !bytes.ContainsAny(text, "`*_]") {
		return // no more sign can come
	}
	inline := inlineTags{text: text}
	scanInline(text, func(piece []byte, kind inlineKind) {
		switch kind {
		case inlineTag, inlineRaw:
			if s.tags > 0 || !inline.markdown(piece) { // one tag of HTML settles all others
				s.html(piece)
			}
		case inlineCode:
			s.likely++
		case inlineText:
			s.sure += linkSigns(piece) + strongSigns(piece)
			s.escapes += escapeSigns(piece)
		}
		inline.at += len(piece)
	})
	s.emphasis += inline.html()
}

// lineSigns judges how a line begins.
func lineSigns(line []byte) (sure, likely int) {
	t := bytes.TrimLeft(line, " ")
	if len(line)-len(t) > 3 || len(t) < 2 {
		return 0, 0
	}
	switch t[0] {
	case '#':
		n := len(t) - len(bytes.TrimLeft(t, "#"))
		if n <= 6 && n < len(t) && t[n] == ' ' {
			return 1, 0
		}
	case '-', '*', '+':
		if t[1] == ' ' && len(bytes.Trim(t, "-*+ \t\r\n")) > 0 { // else it parts sections of text
			return 0, 1
		}
	case '>':
		return 0, 1
	case '|', ':':
		if isDelimiterRow(t) {
			return 1, 0
		}
	case '[':
		if i := bytes.Index(t, []byte("]: ")); i > 1 && bytes.IndexByte(t[:i], '[') == 0 && bytes.IndexByte(t[1:i], ']') < 0 {
			return 1, 0
		}
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		d := bytes.TrimLeft(t, "0123456789")
		if len(d) > 1 && (d[0] == '.' || d[0] == ')') && d[1] == ' ' {
			return 0, 1
		}
	}
	if isDelimiterRow(t) {
		return 1, 0
	}
	return 0, 0
}

// isUnderline tells whether line makes a heading of the one before it.
func isUnderline(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 2 && (line[0] == '=' || line[0] == '-') && len(bytes.Trim(line, string(line[:1]))) == 0
}

// isDelimiterRow tells whether line is the second row of a GFM table.
func isDelimiterRow(line []byte) bool {
	line = bytes.TrimSpace(line)
	return bytes.IndexByte(line, '|') >= 0 && bytes.IndexByte(line, '-') >= 0 &&
		len(bytes.Trim(line, "|-: ")) == 0
}

// linkSigns counts the Markdown links and images of text whose destination has
// no space: f[i](x, y) is no link.
func linkSigns(text []byte) (n int) {
	opens := bytes.IndexByte(text, '[')
	end := 0
	for at := 0; opens >= 0; {
		i := bytes.Index(text[at:], []byte("]("))
		if i < 0 {
			break
		}
		at += i + len("](")
		if end < at {
			i := bytes.IndexAny(text[at:], ") \t\n")
			if i < 0 {
				break
			}
			end = at + i
		}
		address := text[at:min(end, at+maxAddress)]
		if opens < at-1 && len(address) > 0 && (bytes.ContainsAny(address, "/.#:") || isOpaque(address)) {
			n++
		}
	}
	return n
}

// maxAddress bounds how much of an address is looked at.
const maxAddress = 2000

// escapeSigns counts the backslash escapes that neither TeX nor a path has.
func escapeSigns(text []byte) (n int) {
	for {
		i := bytes.IndexByte(text, '\\')
		if i < 0 || i+1 == len(text) {
			return n
		}
		if strings.IndexByte("*_`~<&#.:@]\n", text[i+1]) >= 0 {
			n++
		}
		text = text[i+2:]
	}
}

// strongSigns counts pairs of ** or __ that hug words on one line. Programs have
// names such as __init__, and x**y**z.
func strongSigns(text []byte) (n int) {
	for _, mark := range []string{"**", "__"} {
		rest, last := text, byte(' ') // what stands before rest
		for {
			i := bytes.Index(rest, []byte(mark))
			if i < 0 {
				break
			}
			if i > 0 {
				last = rest[i-1]
			}
			rest = rest[i+len(mark):]
			j := bytes.Index(rest, []byte(mark))
			if j < 0 {
				break
			}
			inner := rest[:j]
			if j > 0 && !isSpace(inner[0]) && !isSpace(inner[j-1]) && inner[0] != mark[0] && bytes.IndexByte(inner, '\n') < 0 &&
				!isLetter(last) && (mark != "__" || bytes.ContainsAny(inner, " \t")) {
				n++
			}
			rest, last = rest[j+len(mark):], mark[0]
		}
	}
	return n
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func hasPrefixFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && bytes.EqualFold(b[:len(prefix)], []byte(prefix))
}
