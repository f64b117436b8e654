package body

import (
	"bytes"

	"github.com/artx-cli/artx/note"
)

// repairMarkup undoes what importers break most, and tells which tags there are.
// Where there is nothing to repair it costs one look at each tag.
func repairMarkup(src []byte, book *note.Book) (repaired []byte, seen tagsSeen) {
	seen = survey(src)
	// An importer escaped the slash of end tags: <&#47;h1>.
	if seen.escapedSlash && bytes.Contains(src, []byte("<&#47;")) {
		if book.Add("body.repaired", note.Info, "body has end tags with an escaped slash; they were read as end tags", "") {
			book.Place(placeAt(src, bytes.Index(src, []byte("<&#47;"))))
		}
		src = bytes.ReplaceAll(src, []byte("<&#47;"), []byte("</"))
		seen = survey(src)
	}
	if seen.comment && bytes.Contains(src, cdataStart) {
		src = openCDATA(src, book)
		seen = survey(src)
	}
	if seen.pre {
		src = escapeCode(src, book)
	}
	if seen.pre || seen.code {
		src = escapeUnknownTags(src, book)
	}
	if seen.comment {
		src = closeComment(src, book)
	}
	if seen.holder {
		src = closeHolders(src, book)
	}
	return src, seen
}

// tagsSeen tells which tags a body may hold, by their first letter.
type tagsSeen struct{ escapedSlash, pre, code, comment, holder, style, template bool }

func survey(src []byte) (seen tagsSeen) {
	for {
		i := bytes.IndexByte(src, '<')
		if i < 0 || i+2 >= len(src) {
			return seen
		}
		src = src[i+1:]
		switch src[0] {
		case '&':
			seen.escapedSlash = true
		case '!':
			seen.comment = true
		case 'p', 'P':
			seen.pre = seen.pre || begins(src, "pre")
		case 'c', 'C':
			seen.code = seen.code || begins(src, "cod")
		case 's', 'S':
			seen.style = seen.style || begins(src, "sty")
		case 't', 'T':
			seen.template = seen.template || begins(src, "tem")
		}
		seen.holder = seen.holder || mayHold(src)
	}
}

// closeComment keeps a comment that nothing closes from swallowing the rest of
// the article: its mark becomes text, or one that ends at the first greater-than sign
// if dashes before that say so, nothing is before it, or it is a condition of Internet
// Explorer.
func closeComment(src []byte, book *note.Book) []byte {
	i := 0
	for {
		open := bytes.Index(src[i:], []byte("<!--"))
		if open < 0 {
			return src
		}
		i += open
		end := bytes.Index(src[i+4:], []byte("-->"))
		if end < 0 {
			break
		}
		i += 4 + end
	}
	if book.Add("body.repaired", note.Warning, unclosedNote, "") {
		book.Place(placeAt(src, i))
	}
	rest := bytes.TrimLeft(src[i+len("<!"):], "-")
	if said, _, ok := bytes.Cut(rest, []byte{'>'}); ok && (isBlankText(said) || rest[0] == '[' || bytes.Contains(said, []byte("--"))) {
		return append(append(bytes.Clone(src[:i]), "<!"...), rest...)
	}
	return append(append(bytes.Clone(src[:i]), "&lt;"...), src[i+1:]...)
}

// isNameAt tells whether a tag's name, given in lower case, stands at i.
func isNameAt(src []byte, i int, name string) bool {
	if len(src)-i < len(name) || src[i]|0x20 != name[0] || !bytes.EqualFold(src[i:i+len(name)], []byte(name)) {
		return false
	}
	return i+len(name) == len(src) || src[i+len(name)] <= ' ' || src[i+len(name)] == '>' || src[i+len(name)] == '/'
}
