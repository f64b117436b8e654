package article

import (
	"bytes"
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"

	"github.com/artx-cli/artx/note"
)

// decoded is an input as UTF-8 without a byte order mark.
type decoded struct {
	text     []byte
	encoding string // name by the WHATWG Encoding Standard, such as "gb18030"
	notes    []note.Note
}

// binaryHint tells a person what a file that is no text is.
var binaryHint = []struct{ prefix, name string }{
	{"image/", "an image"},
	{"audio/", "an audio file"},
	{"video/", "a video"},
	{"font/", "a font"},
	{"application/pdf", "a PDF"},
	{"application/zip", "a zip archive"},
	{"application/x-gzip", "a gzip archive"},
	{"application/x-rar-compressed", "a RAR archive"},
}

// decode converts src to UTF-8. The encoding is, in this order: that of a byte
// order mark; UTF-16 where every other byte of the beginning is NUL; UTF-8
// where src is valid UTF-8; what a <meta charset> declares; what the bytes look
// like. It fails on bytes that are no text.
func decode(src []byte) (decoded, error) {
	d, err := decodeOnce(src)
	d.replaceNUL()
	if bytes.IndexByte(d.text, '\r') >= 0 && bytes.IndexByte(d.text, '\n') < 0 { // lines as systems before Mac OS X end them
		d.text = bytes.ReplaceAll(d.text, []byte{'\r'}, []byte{'\n'})
	}
	if text, changed := repairDoubleEncoding(d.text); err == nil && changed {
		d.text = text
		d.notes = append(d.notes, note.Note{Code: "encoding.repaired", Level: note.Info,
			Message: "characters that had been encoded twice were decoded once more"})
	}
	return d, err
}

// EncodingName is the name that the WHATWG Encoding Standard has for an encoding
// with a label, such as "windows-1252" for "latin1"; "" if there is none.
func EncodingName(label string) string {
	_, name := charset.Lookup(strings.TrimSpace(label))
	return name
}

// decodeAsked decodes src by the encoding with a label; without one, as [decode]
// does. A byte order mark comes before what is asked for, as in browsers.
func decodeAsked(src []byte, label string) (decoded, error) {
	enc, name := charset.Lookup(strings.TrimSpace(label))
	switch {
	case label == "" || hasMark(src):
		return decode(src)
	case enc == nil:
		return decoded{}, fmt.Errorf("unknown encoding %q", label)
	case name == "utf-8":
		return decodeUTF8(src), nil
	}
	return decodeAs(src, enc, name)
}

// hasMark tells whether src begins with a byte order mark.
func hasMark(src []byte) bool {
	return bytes.HasPrefix(src, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff"))
}

// replaceNUL writes U+FFFD for NUL characters, as browsers do.
// https://html.spec.whatwg.org/multipage/parsing.html#parse-error-unexpected-null-character
func (d *decoded) replaceNUL() {
	first := bytes.IndexByte(d.text, 0)
	if first < 0 {
		return
	}
	line := 1 + bytes.Count(d.text[:first], []byte("\n"))
	d.text = bytes.ReplaceAll(d.text, []byte{0}, []byte("\uFFFD"))
	d.notes = append(d.notes, note.Note{Code: "encoding.nul", Level: note.Warning, Line: line,
		Message: "NUL bytes were replaced by U+FFFD"})
}

func decodeOnce(src []byte) (decoded, error) {
	switch {
	case bytes.HasPrefix(src, []byte("\xef\xbb\xbf")):
		return decodeUTF8(src[3:]), nil
	case bytes.HasPrefix(src, []byte("\xff\xfe")), looksUTF16(src, 1):
		return decodeAs(src, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le")
	case bytes.HasPrefix(src, []byte("\xfe\xff")), looksUTF16(src, 0):
		return decodeAs(src, unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be")
	}
	if err := rejectBinary(src); err != nil {
		return decoded{}, err
	}
	valid := utf8.Valid(src)
	if valid && bytes.IndexByte(src, escape) < 0 {
		return decoded{text: src, encoding: "utf-8"}, nil
	}
	declared, name := declaredEncoding(src)
	switch {
	case name == "iso-2022-jp":
		return decodeAs(src, declared, name)
	case valid:
		return decoded{text: src, encoding: "utf-8"}, nil
	case declared != nil && name != "utf-8":
		return decodeAs(src, declared, name)
	case mostlyUTF8(src):
		return decodeUTF8(src), nil
	}
	return guessEncoding(src)
}

// escape begins the sequences by which seven-bit encodings such as ISO-2022-JP
// switch character sets; their bytes are valid UTF-8 too.
const escape = 0x1b

// decodeUTF8 replaces what is no UTF-8 by U+FFFD and says so.
func decodeUTF8(src []byte) decoded {
	d := decoded{text: src, encoding: "utf-8"}
	if !utf8.Valid(src) {
		line := 1 + bytes.Count(src[:invalidAt(src)], []byte("\n"))
		d.text = bytes.ToValidUTF8(src, []byte("\uFFFD"))
		d.notes = []note.Note{{Code: "encoding.invalid", Level: note.Warning, Line: line,
			Message: "bytes that are no UTF-8 were replaced by U+FFFD"}}
	}
	return d
}

func decodeAs(src []byte, enc encoding.Encoding, name string) (decoded, error) {
	text, err := enc.NewDecoder().Bytes(src)
	if err != nil {
		return decoded{}, fmt.Errorf("cannot be decoded as %s: %w; convert it to UTF-8 first", name, err)
	}
	d := decoded{text: bytes.TrimPrefix(text, []byte("\uFEFF")), encoding: name}
	if i := bytes.IndexRune(d.text, utf8.RuneError); i >= 0 {
		d.notes = []note.Note{{Code: "encoding.invalid", Level: note.Warning,
			Line:    1 + bytes.Count(d.text[:i], []byte("\n")),
			Message: "bytes that are no " + name + " were replaced by U+FFFD"}}
	}
	return d, nil
}

// looksUTF16 tells whether the bytes at the given parity (1: little-endian
// text, 0: big-endian) are mostly NUL, as in ASCII markup written as UTF-16
// without a byte order mark, and the others are not.
func looksUTF16(src []byte, parity int) bool {
	head := src[:min(len(src), 512)]
	if len(head) < 4 || bytes.IndexByte(head, 0) < 0 {
		return false
	}
	var nul [2]int
	for i, c := range head {
		if c == 0 {
			nul[i%2]++
		}
	}
	return nul[1-parity] == 0 && nul[parity] > len(head)/4
}

// textStarts are the bytes that markup and headers begin with, and no file of
// [binaryHint] does.
const textStarts = "<-+{#\n"

func rejectBinary(src []byte) error {
	mime := ""
	if len(src) > 0 && strings.IndexByte(textStarts, src[0]) < 0 {
		mime, _, _ = strings.Cut(http.DetectContentType(src), ";")
	}
	for _, h := range binaryHint {
		if strings.HasPrefix(mime, h.prefix) {
			return fmt.Errorf("%w: this is %s (%s); give artx HTML or Markdown text", ErrNotText, h.name, mime)
		}
	}
	if looksBinary(src[:min(len(src), 8000)]) {
		return fmt.Errorf("%w: NUL bytes; give artx HTML or Markdown text", ErrNotText)
	}
	return nil
}

// looksBinary tells whether there are NUL bytes in a row, or with other control
// characters that no text has. A stray one is an accident of some program.
func looksBinary(head []byte) bool {
	if bytes.IndexByte(head, 0) < 0 {
		return false
	}
	return bytes.Contains(head, []byte{0, 0}) || bytes.ContainsFunc(head, func(c rune) bool {
		return c > 0 && c < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b", c)
	})
}

// declaredEncoding finds what a <meta charset> or an XML declaration says. The
// standard looks at the first 1,024 bytes; here they are counted from the first
// tag, since a header may stand before it.
func declaredEncoding(src []byte) (encoding.Encoding, string) {
	for _, marker := range []string{"<meta", "<META", "<Meta"} {
		if i := bytes.Index(src, []byte(marker)); i >= 0 {
			if enc, name, _ := charset.DetermineEncoding(src[i:min(len(src), i+1024)], ""); name != "windows-1252" ||
				bytes.Contains(bytes.ToLower(src[i:min(len(src), i+1024)]), []byte("charset")) {
				return enc, name
			}
		}
	}
	return xmlEncoding(src)
}

// xmlEncoding reads the encoding of an XML declaration, which XHTML pages have
// in place of a <meta>.
func xmlEncoding(src []byte) (encoding.Encoding, string) {
	head := bytes.TrimLeft(src[:min(len(src), 256)], " \t\r\n")
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return nil, ""
	}
	decl, _, _ := bytes.Cut(head, []byte("?>"))
	_, label, ok := bytes.Cut(decl, []byte("encoding="))
	if !ok || len(label) < 2 {
		return nil, ""
	}
	label, _, _ = bytes.Cut(label[1:], label[:1])
	return charset.Lookup(string(label))
}

// guessEncoding decodes src by what its bytes look like. A guess is always a
// warning; without one, windows-1252 is what browsers fall back to.
func guessEncoding(src []byte) (decoded, error) {
	label := "windows-1252"
	if all, err := chardet.NewHtmlDetector().DetectAll(src[:min(len(src), 64<<10)]); err == nil {
		label = slices.MinFunc(all, compareGuesses).Charset
	}
	enc, name := charset.Lookup(label)
	if enc == nil {
		enc, name = charset.Lookup("windows-1252")
	}
	d, err := decodeAs(src, enc, name)
	d.notes = append([]note.Note{{Code: "encoding.guessed", Level: note.Warning,
		Message: "no encoding is declared and the bytes are no UTF-8; read as " + name}}, d.notes...)
	return d, err
}

// likelyEncodings, the likeliest first, decide between guesses of the same weight,
// as few bytes give: by how many sites have them (w3techs.com/technologies/overview/character_encoding).
var likelyEncodings = []string{"ISO-8859-1", "windows-1251", "GB18030", "EUC-KR", "Shift_JIS", "EUC-JP", "Big5"}

// compareGuesses puts the better guess first; chardet, which asks many at a time,
// leaves those of the same weight in any order.
func compareGuesses(a, b chardet.Result) int {
	rank := func(r chardet.Result) int {
		if i := slices.Index(likelyEncodings, r.Charset); i >= 0 {
			return i
		}
		return len(likelyEncodings)
	}
	return cmp.Or(b.Confidence-a.Confidence, rank(a)-rank(b), cmp.Compare(a.Charset, b.Charset))
}

// mostlyUTF8 tells whether src is UTF-8 but for a few broken bytes: at least
// nine of ten bytes above ASCII stand in valid sequences.
func mostlyUTF8(src []byte) bool {
	valid, invalid := 0, 0
	for i := 0; i < len(src); {
		if src[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			invalid++
		} else {
			valid += size
		}
		i += size
	}
	return valid > 9*invalid
}

func invalidAt(src []byte) int {
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(src)
}
