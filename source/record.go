package source

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/url"
	"strings"

	"github.com/artx-cli/artx/internal/jsonobject"
	"github.com/artx-cli/artx/note"
)

// Kind says what the content of a record is.
type Kind string

// The kinds of content.
const (
	Article  Kind = ""         // as a file holds an article: a header or none, then HTML, a page or Markdown
	HTML     Kind = "html"     // the HTML of an article, without a header
	Markdown Kind = "markdown" // Markdown, without a header
	Text     Kind = "text"     // plain text
	Page     Kind = "page"     // a whole web page, in which the article has to be found
)

// Record is one article of a container.
type Record struct {
	// Container is the path of the container that holds the record, which is
	// [Options].Name unless containers are nested: "all.zip/blog.xml".
	Container string

	// Format is that of the container, or of the record itself if it is a file of
	// its own in an archive.
	Format Format

	// Number counts the records of one call of [Open] from 1, broken ones among
	// them.
	Number int

	// Offset is where the record begins, in bytes from the start of Container:
	// compressed ones for WARC, those of the text as UTF-8 for other encodings,
	// those of the uncompressed data inside gzip, zstd and tar.
	Offset int64

	// Line is where the record stands in JSON Lines; 0 for other formats.
	Line int

	// Name is the relative path, with slashes, that the container has for the
	// record, or its slug; "" if it has neither. It never begins with a slash and
	// never has ".." in it.
	Name string

	// URL is the address of the article, "" if it is not known.
	URL string

	// Base is what relative addresses in Content are relative to, if that is not
	// URL: the xml:base of a feed.
	Base string

	Kind    Kind
	Content []byte // in UTF-8 where the container says what its encoding is
	Header  Header

	// Members are the keys of a JSON record other than its content, as they were
	// written and in their order; nil for other formats.
	Members []Member

	// Notes say what reading the record changed.
	Notes []note.Note

	assets assets
}

// Header is what a container knows about an article beside its content. Texts
// are as they stand there, HTML entities included. Dates are RFC 3339, without a
// zone where the container has none, and verbatim where they are not
// understood. What is not known is empty.
type Header struct {
	Title      string
	Authors    []string
	Published  string
	Updated    string
	Captured   string // when a page was saved
	Categories []string
	Tags       []string
	Slug       string
	Status     string // "draft", "private", …; "" if it is published
	Type       string // "page", …; "" if it is a post
	Excerpt    string
	Language   string
	Site       string // name of the site
	Cover      string // address of a picture
	Enclosures []Enclosure
	Comments   []Comment // only if [Options].Comments is set
}

// Enclosure is a file that belongs to an article, such as the sound of a podcast.
type Enclosure struct {
	URL    string
	Type   string // media type, "" if it is not known
	Title  string
	Length int64 // bytes, 0 if it is not known
}

// Comment is what a reader wrote below an article.
type Comment struct {
	ID, Parent string
	Author     string
	URL        string // of the author
	Date       string
	Content    string // HTML
}

// Member is a key of a JSON object with its value as it was written.
type Member struct {
	Key   string
	Value json.RawMessage
}

// Attachment is a file that the container holds for a record.
type Attachment struct {
	Address string // by which the content refers to it
	Name    string // of the file, without folders; "" if the container has none
	Type    string // media type, "" if the container does not say
	open    func() (io.ReadCloser, error)
}

// Open returns the bytes. Attachments of a record can be opened until the
// iteration goes on to the next one. The reader fails where the attachment is
// broken or larger than [Options].MaxSize.
func (a Attachment) Open() (io.ReadCloser, error) { return a.open() }

// assets finds the attachments of a record.
type assets interface {
	attachment(address string) (Attachment, bool)
	list() []Attachment
}

// Attachment returns the file that the content of r refers to by address, as it
// is written there or made absolute: a part of a message ("cid:…" or its
// location), a file beside the record in an archive, a resource of a note, or
// the data of a data: URL. It reports false if the container does not hold it.
func (r *Record) Attachment(address string) (Attachment, bool) {
	if a, ok := dataAttachment(address); ok {
		return a, true
	}
	if r.assets == nil {
		return Attachment{}, false
	}
	return r.assets.attachment(address)
}

// Holds tells whether [Record.Attachment] finds a file by an address.
func (r *Record) Holds(address string) bool {
	_, held := r.Attachment(address)
	return held
}

// Attachments lists the files that the container holds for r alone: parts of a
// message, resources of a note. Files of an archive, which all records share,
// and data: URLs in the content are not listed, but [Record.Attachment] finds
// them.
func (r *Record) Attachments() []Attachment {
	if r.assets == nil {
		return nil
	}
	return r.assets.list()
}

// HasAttachments tells whether the container may hold files for r, which can be
// opened until the iteration goes on.
func (r *Record) HasAttachments() bool { return r.assets != nil }

// Merge adds the members of r that a JSON object lacks at its end. The object keeps its
// bytes otherwise, and ends with one line break; what is no object is an error.
func (r *Record) Merge(object []byte) ([]byte, error) {
	return jsonobject.Append(object, func(yield func(string, []byte) bool) {
		for _, m := range r.Members {
			if !yield(m.Key, m.Value) {
				return
			}
		}
	})
}

// parts are attachments that are all known, in their order.
type parts []Attachment

func (p parts) list() []Attachment { return p }

func (p parts) attachment(address string) (Attachment, bool) {
	for _, a := range p {
		if a.Address == address {
			return a, true
		}
	}
	return Attachment{}, false
}

func inMemory(data []byte) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }
}

// dataAttachment decodes a data: URL (RFC 2397).
func dataAttachment(address string) (Attachment, bool) {
	if len(address) < 5 || !strings.EqualFold(address[:5], "data:") {
		return Attachment{}, false
	}
	meta, data, ok := strings.Cut(address[5:], ",")
	if !ok {
		return Attachment{}, false
	}
	meta, isBase64 := strings.CutSuffix(strings.TrimSpace(meta), ";base64")
	media, _, _ := strings.Cut(meta, ";")
	a := Attachment{Address: address, Type: strings.ToLower(strings.TrimSpace(media))}
	a.open = func() (io.ReadCloser, error) { return openData(data, isBase64) }
	return a, true
}

// openData decodes what stands behind the comma of a data: URL. Browsers
// percent-decode base64 too, and pass over white space.
func openData(data string, isBase64 bool) (io.ReadCloser, error) {
	if strings.Contains(data, "%") {
		if plain, err := url.PathUnescape(data); err == nil {
			data = plain
		}
	}
	if !isBase64 {
		return io.NopCloser(strings.NewReader(data)), nil
	}
	b, err := decodeBase64(data)
	if err != nil {
		return nil, err
	}
	return io.NopCloser(bytes.NewReader(b)), nil
}

// decodeBase64 decodes standard base64 with or without padding, over any number
// of lines.
func decodeBase64(s string) ([]byte, error) {
	s = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\r', '\n', '\f', '=':
			return -1
		}
		return r
	}, s)
	return base64.RawStdEncoding.DecodeString(s)
}
