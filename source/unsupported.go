package source

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/source/internal/xmltext"
)

const (
	exportHTML = "save it as HTML in the program that wrote it, or convert it first: pandoc FILE -o FILE.html"
	notText    = "it holds no article"
)

// Documents that are zip archives.
var (
	officeXML    = &UnsupportedError{"an Office document (DOCX, XLSX, PPTX)", "convert it first: pandoc FILE.docx -o FILE.html"}
	openDocument = &UnsupportedError{"an OpenDocument file (ODT)", "convert it first: pandoc FILE.odt -o FILE.html"}
	iWork        = &UnsupportedError{"a document of Apple's Pages, Numbers or Keynote", "export it as EPUB in that program"}
)

// unsupported are files that are recognised by their first bytes and refused:
// signatures as libmagic and the WHATWG MIME Sniffing Standard have them.
var unsupported = []struct {
	at     int
	magic  string
	format string
	advice string
}{
	{0, "%PDF-", "a PDF", "convert it first: pdftohtml -s -i FILE.pdf"},
	{0, `{\rtf`, "an RTF document", exportHTML},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document or an Outlook message (DOC, XLS, PPT, MSG)",
		"open it in LibreOffice and save it as HTML; of an Outlook message save a copy as .eml"},
	{0, "!BDN", "an Outlook mailbox (PST)", "convert it to mbox first: readpst FILE.pst"},
	{0, "SQLite format 3\x00", "an SQLite database", "export the articles from the program that it belongs to"},
	{0, "PAR1", "a Parquet file", "write it as JSON Lines with a key \"content\" first"},
	{60, "BOOKMOBI", "a Kindle book (MOBI, AZW)", "convert it to EPUB first: ebook-convert FILE.mobi FILE.epub"},
	{0, "ITSF", "a CHM help file", "unpack it first: 7z x FILE.chm"},
	{0, "AT&TFORM", "a DjVu document", "take its text out first: djvutxt FILE.djvu"},
	{0, "%!PS", "a PostScript document", exportHTML},
	{0, "7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first: 7z x FILE"},
	{0, "Rar!\x1a\x07", "a RAR archive", "unpack it first: unrar x FILE"},
	{0, "\xfd7zXZ\x00", "an xz archive", "unpack it first: xz -d FILE"},
	{0, "BZh", "a bzip2 archive", "unpack it first: bzip2 -d FILE"},
	{0, "\x89PNG\r\n\x1a\n", "a PNG image", notText},
	{0, "\xff\xd8\xff", "a JPEG image", notText},
	{0, "GIF87a", "a GIF image", notText},
	{0, "GIF89a", "a GIF image", notText},
	{8, "WEBPVP", "a WebP image", notText},
	{0, "II*\x00", "a TIFF image", notText},
	{0, "MM\x00*", "a TIFF image", notText},
	{0, "\x00\x00\x01\x00", "an icon", notText},
	{4, "ftypavif", "an AVIF image", notText},
	{4, "ftyphei", "a HEIC image", notText},
	{4, "ftyp", "a video (MP4, QuickTime)", notText},
	{0, "8BPS", "a Photoshop image", notText},
	{0, "\x1aE\xdf\xa3", "a video (Matroska, WebM)", notText},
	{0, "OggS", "a sound or video file (Ogg)", notText},
	{0, "ID3", "a sound file (MP3)", notText},
	{0, "fLaC", "a sound file (FLAC)", notText},
	{8, "WAVEfmt", "a sound file (WAV)", notText},
	{0, "wOFF", "a font", notText},
	{0, "wOF2", "a font", notText},
	{0, "\x7fELF", "a program", notText},
	{0, "\x00asm", "a program (WebAssembly)", notText},
}

var safariArchive = &UnsupportedError{"a web archive of Safari",
	"convert it first: textutil -convert html FILE.webarchive (macOS), or save the page as MHTML or with SingleFile"}

// refuse returns why a file of which head is the start is not read, nil if
// nothing is known against it.
func refuse(head []byte, name string) *UnsupportedError {
	for _, u := range unsupported {
		if len(head) >= u.at && bytes.HasPrefix(head[u.at:], []byte(u.magic)) {
			return &UnsupportedError{u.format, u.advice}
		}
	}
	text, _ := xmltext.Decode(head) // what cannot be decoded is cut off
	root := xmlRoot(text)
	switch {
	case bytes.HasPrefix(head, []byte("bplist00")):
		if bytes.Contains(head, []byte("WebMainResource")) || strings.EqualFold(path.Ext(name), ".webarchive") {
			return safariArchive
		}
		return &UnsupportedError{"a binary property list", notText}
	case root == "svg":
		return &UnsupportedError{"an SVG image", notText}
	case root == "plist" && bytes.Contains(head, []byte("WebMainResource")):
		return safariArchive
	case root != "" && bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), " \t\r\n"), []byte("<?xml")) && atom.Lookup([]byte(xmltext.Local(root))) == 0:
		return &UnsupportedError{fmt.Sprintf("an XML file of a kind that artx does not know (<%s>)", root), "convert it to HTML first"}
	case !isText(head):
		return &UnsupportedError{"a binary file of no known format", "give artx HTML, Markdown or one of the containers it reads"}
	}
	return nil
}
