package body

import (
	"bytes"

	"github.com/artx-cli/artx/note"
)

var (
	cdataStart = []byte("<![CDATA[")
	cdataEnd   = []byte("]]>")
)

const cdataNote = "CDATA sections, which HTML reads as comments, were read as what they hold"

// openCDATA keeps the text of CDATA sections, of which the HTML parser makes
// comments that end at the first greater-than sign. What a section holds is
// markup if tags end in it, as in feeds, else text. Those in scripts and styles
// stay: there they are text already.
func openCDATA(src []byte, book *note.Book) []byte {
	var out []byte
	done := 0
	var tag []byte // the one before
	for i := nextMarkup(src, 0); i >= 0; i = nextMarkup(src, i) {
		inner, ok := bytes.CutPrefix(src[i:], cdataStart)
		if !ok {
			tag = src[i+1:]
			i++
			continue
		}
		i += len(cdataStart)
		if isNameAt(tag, 0, "script") || isNameAt(tag, 0, "style") {
			continue
		}
		end, next := bytes.Index(inner, cdataEnd), 0
		if end < 0 {
			end, next = len(inner), len(src)
		} else {
			next = i + end + len(cdataEnd)
		}
		out = append(append(out, src[done:i-len(cdataStart)]...), asHTML(inner[:end], tag)...)
		if book.Add("body.repaired", note.Info, cdataNote, "") {
			book.Place(placeAt(src, i-len(cdataStart)))
		}
		i, done = next, next
	}
	if done == 0 {
		return src
	}
	return append(out, src[done:]...)
}

// asHTML is what a CDATA section holds as HTML; tag is the one before the section.
func asHTML(inner, tag []byte) []byte {
	isCode := isNameAt(tag, 0, "pre") || isNameAt(tag, 0, "code") || isNameAt(tag, 0, "ac:plain-text-body")
	if !isCode && (bytes.Contains(inner, []byte("</")) || bytes.Contains(inner, []byte("/>"))) {
		return inner
	}
	return bytes.ReplaceAll(bytes.ReplaceAll(inner, []byte("&"), []byte("&amp;")), []byte("<"), []byte("&lt;"))
}
