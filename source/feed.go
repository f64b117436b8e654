package source

import (
	"cmp"
	"errors"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/artx-cli/artx/source/internal/xmltext"
)

// feed is what a feed says of itself.
type feed struct {
	ns       xmltext.Namespaces
	title    string
	link     string
	base     string // xml:base, or the address of the site
	declared bool   // it is xml:base
	atom     bool
	language string
	authors  []string
}

// readFeed reads RSS 0.9 to 2.0, RDF and Atom 0.3 and 1.0: RSS Advisory Board,
// RSS 2.0.11; RSS 1.0 with its content and Dublin Core modules; RFC 4287.
func readFeed(c *container) {
	readItems(c, func(f *feed, e xmltext.Element) (*Record, error) { return f.record(e) }, nil)
}

// readItems reads a document whose records are <item> or <entry>. It calls ready,
// unless that is nil, with what stands before the first record; make fails with
// a *skipped for a record that is no article.
func readItems(c *container, make func(f *feed, e xmltext.Element) (*Record, error), ready func(f *feed, prolog []byte)) {
	s := xmltext.NewStream(c.stream, c.opt.MaxSize, "item", "entry")
	var f *feed
	for {
		raw, ok := s.Next()
		if f == nil {
			f = newFeed(s.Prolog)
			if ready != nil {
				ready(f, s.Prolog)
			}
		}
		if !ok {
			break
		}
		if !c.begin(raw.Offset) {
			continue
		}
		if !c.item(f, raw, make) {
			return
		}
	}
	if s.Err != nil {
		c.end(s.Offset(), s.Err)
	} else if !s.Closed {
		c.end(s.Offset(), ErrTruncated)
	}
}

// skipped is about a record that is no article.
type skipped struct{ name, reason string }

func (s *skipped) Error() string { return s.name + " is no article: " + s.reason }

// item emits one record of a feed.
func (c *container) item(f *feed, raw xmltext.Record, make func(f *feed, e xmltext.Element) (*Record, error)) bool {
	if raw.Err != nil {
		return c.fail(raw.Offset, "", raw.Err)
	}
	rec, err := make(f, f.ns.Root(raw.Raw))
	var skip *skipped
	if errors.As(err, &skip) {
		c.skip(raw.Offset, skip.name, skip.reason)
		return true
	}
	if err != nil {
		return c.fail(raw.Offset, "", err)
	}
	rec.Offset = raw.Offset
	return c.emit(rec)
}

// newFeed reads what stands before the first record.
func newFeed(prolog []byte) *feed {
	f := &feed{ns: xmltext.Namespaces{}}
	root := f.ns.Root(prolog)
	f.language, f.base, f.atom = root.Attr("xml:lang"), root.Attr("xml:base"), root.Name == "feed" || root.Name == "entry"
	if channel, ok := f.ns.Child(root, "channel"); ok {
		root = channel
	}
	for e, err := range f.ns.Children(root.Inner) {
		if err != nil {
			break
		}
		switch e.Name {
		case "title":
			f.title = f.plain(e)
		case "link":
			f.addLink(e)
		case "language", "dc:language":
			f.language = e.Line()
		case "author":
			f.authors = addName(f.authors, f.person(e))
		}
	}
	if f.declared = f.base != ""; !f.declared {
		f.base = f.link
	}
	return f
}

func (f *feed) addLink(e xmltext.Element) {
	rel := e.Attr("rel")
	if href := e.Attr("href"); href != "" && (rel == "" || rel == "alternate") {
		f.link = href
	} else if text := e.Line(); text != "" {
		f.link = text
	}
}

// entry is a record of a feed while it is read.
type entry struct {
	rec                *Record
	base               string
	content            []byte
	rank               int // of the element that content comes from
	summary            string
	guid, origin, self string
}

// record reads an item or entry.
func (f *feed) record(e xmltext.Element) (*Record, error) {
	en := &entry{rec: &Record{Kind: HTML}, base: f.base}
	h := &en.rec.Header
	h.Site, h.Language = f.title, cmp.Or(e.Attr("xml:lang"), f.language)
	if base := e.Attr("xml:base"); base != "" || f.declared {
		en.base = absolute(f.base, base)
		en.rec.Base = en.base
	}
	for child, err := range f.ns.Children(e.Inner) {
		if err != nil {
			return nil, err
		}
		f.field(en, child)
	}
	if len(h.Authors) == 0 {
		h.Authors = f.authors
	}
	en.finish(f)
	return en.rec, nil
}

// field reads one element of an item or entry.
func (f *feed) field(en *entry, e xmltext.Element) {
	h := &en.rec.Header
	switch e.Name {
	case "title":
		h.Title = f.plain(e)
	case "dc:title", "itunes:title", "media:title":
		h.Title = cmp.Or(h.Title, e.Line())
	case "link", "atom:link":
		en.link(e)
	case "guid", "id", "feedburner:origLink":
		en.identify(e)
	case "pubDate", "published", "issued", "dcterms:issued":
		h.Published = isoDate(e.Text())
	case "dc:date", "dcterms:created", "created":
		h.Published = cmp.Or(h.Published, isoDate(e.Text()))
	case "updated", "modified", "dcterms:modified", "atom:updated":
		h.Updated = isoDate(e.Text())
	case "author", "dc:creator", "contributor", "itunes:author":
		if e.Name != "itunes:author" || len(h.Authors) == 0 {
			h.Authors = addName(h.Authors, f.person(e))
		}
	case "category":
		h.addCategory(e)
	case "dc:subject":
		h.Categories = addName(h.Categories, e.Line())
	case "dc:language":
		h.Language = e.Line()
	default:
		f.body(en, e)
	}
}

// contentRanks are the elements that hold the text of an article, the best one
// highest: a description may be an excerpt.
var contentRanks = map[string]int{"description": 1, "summary": 1, "itunes:summary": 0, "xhtml:div": 2, "xhtml:body": 2, "content": 3, "content:encoded": 3}

// body reads the elements that hold text and files.
func (f *feed) body(en *entry, e xmltext.Element) {
	h := &en.rec.Header
	switch e.Name {
	case "enclosure":
		length, _ := strconv.ParseInt(e.Attr("length"), 10, 64)
		h.addEnclosure(Enclosure{URL: absolute(en.base, e.Attr("url")), Type: e.Attr("type"), Length: length})
	case "media:content":
		length, _ := strconv.ParseInt(e.Attr("fileSize"), 10, 64)
		h.addEnclosure(Enclosure{URL: absolute(en.base, e.Attr("url")), Type: e.Attr("type"), Length: length})
	case "media:group":
		for child := range f.ns.Children(e.Inner) {
			f.body(en, child)
		}
	case "media:thumbnail", "itunes:image":
		h.Cover = cmp.Or(h.Cover, absolute(en.base, cmp.Or(e.Attr("url"), e.Attr("href"))))
	}
	rank, ok := contentRanks[e.Name]
	if !ok {
		return
	}
	text := f.markup(en, e)
	if e.Name == "description" || e.Name == "summary" {
		en.summary = e.Line()
	}
	if strings.TrimSpace(string(text)) != "" && (en.content == nil || rank > en.rank) {
		en.content, en.rank = text, rank
	}
}

// markup is the HTML of a content element: escaped or in CDATA, XHTML (RFC 4287,
// 3.1.1.3), or plain text that has to be escaped.
func (f *feed) markup(en *entry, e xmltext.Element) []byte {
	kind := e.Attr("type")
	if base := e.Attr("xml:base"); base != "" {
		en.rec.Base = absolute(en.base, base)
	}
	switch {
	case e.Attr("src") != "" && len(e.Inner) == 0: // out of line
		en.rec.Header.addEnclosure(Enclosure{URL: absolute(en.base, e.Attr("src")), Type: kind})
		return nil
	case kind == "xhtml", strings.HasPrefix(e.Name, "xhtml:"), kind == "application/xhtml+xml", e.Attr("mode") == "xml":
		return xmltext.ToHTML(e.Inner, f.scope(e))
	case strings.Contains(kind, "/") && !strings.HasPrefix(kind, "text/") && !strings.HasSuffix(kind, "html"):
		return nil // base64 (RFC 4287, 4.1.3.3)
	}
	text := e.Text()
	switch {
	case kind == "text" && e.Name != "description", kind == "text/plain" && e.Attr("mode") != "escaped":
		return []byte(escapeText(text))
	case kind == "" && f.atom && !hasTag(text): // text, by RFC 4287; many writers mean HTML all the same
		return []byte(escapeText(text))
	}
	return []byte(text)
}

// hasTag tells whether something in a text looks like a tag of HTML.
func hasTag(s string) bool {
	for i := strings.IndexByte(s, '<'); i >= 0 && i+1 < len(s); {
		if c := s[i+1]; c == '/' || c == '!' || c|0x20 >= 'a' && c|0x20 <= 'z' {
			return true
		}
		next := strings.IndexByte(s[i+1:], '<')
		if next < 0 {
			return false
		}
		i += next + 1
	}
	return false
}

// scope are the namespaces within e.
func (f *feed) scope(e xmltext.Element) xmltext.Namespaces {
	ns := xmltext.Namespaces{}
	for prefix, usual := range f.ns {
		ns[prefix] = usual
	}
	ns.Declare(e.Attrs)
	return ns
}

// plain is the text of a title, which may be XHTML or escaped HTML: tags and
// entities of the latter are cleaned with the header.
func (f *feed) plain(e xmltext.Element) string { return strings.Join(strings.Fields(e.Text()), " ") }

// person is the name in an author element: a child of Atom's, or the text of
// RSS's, "mail@example.com (Name)".
func (f *feed) person(e xmltext.Element) string {
	if name, ok := f.ns.Child(e, "name"); ok {
		return name.Line()
	}
	text := e.Line()
	if i := strings.IndexByte(text, '('); i > 0 && strings.HasSuffix(text, ")") && strings.Contains(text[:i], "@") {
		return strings.TrimSpace(text[i+1 : len(text)-1])
	}
	return text
}

func (en *entry) link(e xmltext.Element) {
	h := &en.rec.Header
	href := e.Attr("href")
	if href == "" {
		if text := e.Line(); text != "" {
			en.rec.URL = absolute(en.base, text)
		}
		return
	}
	href = absolute(en.base, href)
	switch rel := e.Attr("rel"); {
	case rel == "enclosure":
		length, _ := strconv.ParseInt(e.Attr("length"), 10, 64)
		h.addEnclosure(Enclosure{URL: href, Type: e.Attr("type"), Title: e.Attr("title"), Length: length})
	case rel == "self":
		en.self = href
	case (rel == "" || rel == "alternate") && (en.rec.URL == "" || strings.HasPrefix(e.Attr("type"), "text/html")):
		en.rec.URL = href
	}
}

func (en *entry) identify(e xmltext.Element) {
	text := e.Line()
	switch {
	case e.Name == "feedburner:origLink":
		en.origin = text
	case e.Name == "guid" && e.Attr("isPermaLink") == "false":
	case isWebAddress(text):
		en.guid = text
	}
}

// finish settles what depends on several elements.
func (en *entry) finish(f *feed) {
	r := en.rec
	r.URL = cmp.Or(en.origin, r.URL, en.guid)
	r.Content = en.content
	if en.rank > contentRanks["description"] && en.summary != strings.TrimSpace(string(en.content)) {
		r.Header.Excerpt = en.summary
	}
	if r.Content == nil {
		r.Content = []byte{}
	}
	if r.Header.Cover == "" {
		r.Header.Cover = coverOf(r.Header.Enclosures)
	}
}

// coverOf is the first picture among enclosures.
func coverOf(list []Enclosure) string {
	for _, e := range list {
		if strings.HasPrefix(e.Type, "image/") {
			return e.URL
		}
	}
	return ""
}

func (h *Header) addCategory(e xmltext.Element) {
	h.Categories = addName(h.Categories, cmp.Or(e.Attr("label"), e.Attr("term"), e.Line()))
}

func (h *Header) addEnclosure(e Enclosure) {
	if e.URL == "" || slices.ContainsFunc(h.Enclosures, func(o Enclosure) bool { return o.URL == e.URL }) {
		return
	}
	h.Enclosures = append(h.Enclosures, e)
}

// addName adds a name that is not empty and not there yet.
func addName(list []string, name string) []string {
	name = strings.Join(strings.Fields(name), " ")
	if name == "" || slices.Contains(list, name) {
		return list
	}
	return append(list, name)
}

// absolute resolves an address against a base. What is no address stays.
func absolute(base, address string) string {
	address = strings.TrimSpace(address)
	if address == "" {
		return base
	}
	ref, err := url.Parse(address)
	if err != nil || ref.IsAbs() {
		return address
	}
	b, err := url.Parse(base)
	if err != nil || !b.IsAbs() {
		return address
	}
	return b.ResolveReference(ref).String()
}

func isWebAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// escapeText makes HTML of plain text: paragraphs at blank lines, and line
// breaks.
func escapeText(s string) string {
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r\n", "\n", "\r", "\n").Replace(strings.TrimSpace(s))
	var b strings.Builder
	for p := range strings.SplitSeq(s, "\n\n") {
		if p = strings.Trim(p, "\n"); p != "" {
			b.WriteString("<p>" + strings.ReplaceAll(p, "\n", "<br>\n") + "</p>\n")
		}
	}
	return b.String()
}
