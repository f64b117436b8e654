package source

import (
	"bytes"
	"strings"

	"github.com/artx-cli/artx/source/internal/xmltext"
)

// Format is the name of a format that [Open] reads, as --from has it.
type Format string

// The formats.
const (
	File        Format = "file" // one article: HTML, Markdown or a page, with a header or without
	RSS         Format = "feed" // RSS, RDF, Atom
	JSONFeed    Format = "jsonfeed"
	WXR         Format = "wxr"
	Blogger     Format = "blogger"
	Ghost       Format = "ghost"
	Medium      Format = "medium"
	Substack    Format = "substack"
	MovableType Format = "movabletype"
	MHTML       Format = "mhtml"
	EML         Format = "eml"
	Mbox        Format = "mbox"
	ENEX        Format = "enex"
	EPUB        Format = "epub"
	Zip         Format = "zip"
	Tar         Format = "tar"
	Gzip        Format = "gzip"
	Zstd        Format = "zstd"
	WARC        Format = "warc"
	WACZ        Format = "wacz"
	JSONL       Format = "jsonl"
	SavedPage   Format = "saved" // SingleFile, monolith, Save Page WE, browsers
)

// formatRow is all that the rest of the package knows about a format.
type formatRow struct {
	format    Format
	title     string // in messages
	name      string // template of the names of its articles
	needsFile bool
	matches   func(h *head) bool // nil: it is found by what a container holds
	read      func(c *container)
}

// The names that articles get if nobody says otherwise, as --name has them.
const (
	byPath = "" // the path that the container has for it
	dated  = "{date}-{slug}"
	titled = "{date}-{title}"
	notes  = "{title}"
)

// formatTable has a row a format, those that are surest first.
func formatTable() []formatRow {
	return []formatRow{
		{EPUB, "EPUB", byPath, true, func(h *head) bool { return h.zipEntry("mimetypeapplication/epub+zip") }, readZip},
		{WACZ, "WACZ", byPath, true, nil, readZip},
		{Substack, "an export of Substack", dated, true, nil, readZip},
		{Zip, "a zip archive", byPath, true, func(h *head) bool { return h.begins("PK\x03\x04") || h.begins("PK\x05\x06") }, readZip},
		{WARC, "WARC", byPath, false, isWARC, readWARC},
		{Gzip, "gzip", byPath, false, func(h *head) bool { return h.begins("\x1f\x8b\x08") }, readGzip},
		{Zstd, "zstd", byPath, false, func(h *head) bool { return h.begins("\x28\xb5\x2f\xfd") }, readZstd},
		{Tar, "tar", byPath, false, isTar, readTar},
		{WXR, "WXR", dated, false, isWXR, readWXR},
		{Blogger, "a backup of Blogger", dated, false, isBlogger, readBlogger},
		{RSS, "a feed", dated, false, isFeed, readFeed},
		{ENEX, "ENEX", notes, false, func(h *head) bool { return h.root() == "en-export" }, readENEX},
		{JSONFeed, "JSON Feed", dated, false, isJSONFeed, readJSONFeed},
		{Ghost, "an export of Ghost", dated, true, isGhost, readGhost},
		{JSONL, "JSON Lines", byPath, false, isJSONL, readJSONL},
		{Mbox, "mbox", titled, false, isMbox, readMbox},
		{MHTML, "MHTML", byPath, false, isMHTML, readMHTML},
		{EML, "a message", titled, false, isMessage, readEML},
		{MovableType, "an export of Movable Type", dated, false, isMovableType, readMovableType},
		{Medium, "an export of Medium", dated, false, isMedium, readMedium},
		{SavedPage, "a saved page", byPath, false, isSavedPage, readSavedPage},
		{File, "an article", byPath, false, func(h *head) bool { return true }, readFile},
	}
}

// Formats lists the formats in the order in which [Detect] tries them.
func Formats() []Format {
	var list []Format
	for _, row := range formatTable() {
		list = append(list, row.format)
	}
	return list
}

func formatNames() string {
	var b strings.Builder
	for i, f := range Formats() {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(string(f))
	}
	return b.String()
}

func (f Format) row() *formatRow {
	for _, row := range formatTable() {
		if row.format == f {
			return &row
		}
	}
	return nil
}

// NeedsFile tells whether the format can be read only from a file, not from a
// stream: its directory is at the end, or its articles refer to what stands
// behind them.
func (f Format) NeedsFile() bool {
	row := f.row()
	return row != nil && row.needsFile
}

// NameTemplate is how the articles of a container are called if nobody says
// otherwise, in the form of the option --name: "{date}-{slug}" for a blog. It is
// "" where the container has a path for each, which is in [Record].Name.
func (f Format) NameTemplate() string {
	if row := f.row(); row != nil {
		return row.name
	}
	return ""
}

// Title is what messages call the format; "" if there is none of that name.
func (f Format) Title() string {
	if row := f.row(); row != nil {
		return row.title
	}
	return ""
}

// headSize is how much of a container [Detect] looks at.
const headSize = 64 << 10

// Detect finds out by its first bytes, of which 64 KiB are enough and the first
// few hundred mostly too, what a file is. Its name decides only between a
// message and a saved page, and may be empty. A file that is no container is
// [File].
//
// The error is an [*UnsupportedError] for what artx does not read.
func Detect(data []byte, name string) (Format, error) {
	h := &head{data: data[:min(len(data), headSize)], name: strings.ToLower(name)}
	if h.begins("---\n") || h.begins("---\r\n") || h.begins("+++\n") {
		return File, nil // the fence of a header, which nothing else begins with
	}
	for _, row := range formatTable() {
		if row.format == File {
			break
		}
		if row.format == Zip && h.zipEntry("[Content_Types].xml") {
			return "", officeXML
		}
		if row.format == Zip && h.zipEntry("mimetypeapplication/vnd.oasis.opendocument") {
			return "", openDocument
		}
		if row.matches != nil && row.matches(h) {
			return row.format, nil
		}
	}
	if err := refuse(h.data, name); err != nil {
		return "", err
	}
	return File, nil
}

// head is the start of a file while its format is looked for.
type head struct {
	data    []byte
	name    string // in lower case
	element *string
	decoded []byte
}

func (h *head) begins(magic string) bool { return bytes.HasPrefix(h.data, []byte(magic)) }

// zipEntry tells whether the first file of a zip archive has a name that begins
// so. If it is stored, its content follows its name.
func (h *head) zipEntry(name string) bool {
	return h.begins("PK\x03\x04") && len(h.data) > 30 && bytes.HasPrefix(h.data[30:], []byte(name))
}

// text is the head as UTF-8, without a byte order mark.
func (h *head) text() []byte {
	if h.decoded == nil {
		h.decoded, _ = xmltext.Decode(h.data) // what cannot be decoded is cut off
		h.decoded = bytes.TrimPrefix(h.decoded, []byte("\xef\xbb\xbf"))
	}
	return h.decoded
}

// root is the name of the first element of an XML document, with the
// usual prefix; "" if anything but white space, comments, instructions and a document type
// stands before it.
func (h *head) root() string {
	if h.element == nil {
		name := xmlRoot(h.text())
		h.element = &name
	}
	return *h.element
}

func xmlRoot(b []byte) string {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	for t := range xmltext.Tokens(b) {
		switch {
		case t.Kind == '<':
			if inner := bytes.TrimLeft(b[t.End:], " \t\r\n"); len(inner) > 0 && inner[0] != '<' {
				return "" // text that begins with a tag
			}
			ns := xmltext.Namespaces{}
			ns.Declare(t.Body)
			return ns.Usual(t.Name)
		case t.Kind == '!', len(bytes.TrimSpace(t.Body)) == 0:
		default:
			return ""
		}
	}
	return ""
}

func isFeed(h *head) bool {
	switch h.root() {
	case "rss", "feed":
		return true
	case "rdf:RDF":
		return h.has("purl.org/rss/1.0") || h.has("my.netscape.com/rdf")
	case "entry": // a document of one entry, RFC 4287, 2
		return h.has("http://www.w3.org/2005/Atom")
	}
	return false
}

func (h *head) has(s string) bool { return bytes.Contains(h.text(), []byte(s)) }

func isWXR(h *head) bool { return h.root() == "rss" && h.has("http://wordpress.org/export/") }

// A feed of Blogger has its namespaces too; only a backup has its kinds.
func isBlogger(h *head) bool {
	return h.root() == "feed" && (h.has("http://schemas.google.com/blogger/2018") || h.has(bloggerKind) && h.has("tag:blogger.com"))
}

// isTar looks for the magic of POSIX and GNU headers. Those of Unix V7 have none.
func isTar(h *head) bool { return len(h.data) >= 512 && bytes.HasPrefix(h.data[257:], []byte("ustar")) }
