package body

import (
	"bytes"
	"strings"

	"github.com/artx-cli/artx/note"
)

// repairMarkup undoes what importers break most. Where there is nothing to
// repair it costs one look at each tag.
func repairMarkup(src []byte, book *note.Book) []byte {
	seen := survey(src)
	// An importer escaped the slash of end tags: <&#47;h1>.
	if seen.escapedSlash && bytes.Contains(src, []byte("<&#47;")) {
		book.Add("body.repaired", note.Info, "body has end tags with an escaped slash; they were read as end tags", "")
		src = bytes.ReplaceAll(src, []byte("<&#47;"), []byte("</"))
		seen = survey(src)
	}
	if seen.pre {
		src = escapeCode(src, book)
	}
	if seen.comment {
		src = closeComment(src, book)
	}
	if seen.holder {
		src = closeHolders(src, book)
	}
	return src
}

// tagsSeen tells which tags a body may hold, by their first letter.
type tagsSeen struct{ escapedSlash, pre, comment, holder bool }

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
		}
		seen.holder = seen.holder || mayHold(src)
	}
}

// closeComment keeps a comment that nothing closes from swallowing the rest of
// the article: it ends at the first greater-than sign.
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
	book.Add("body.repaired", note.Warning, unclosedNote, "")
	return append(append(bytes.Clone(src[:i]), "<!"...), bytes.TrimLeft(src[i+2:], "-")...)
}

// isNameAt tells whether a tag's name, given in lower case, stands at i.
func isNameAt(src []byte, i int, name string) bool {
	if len(src)-i < len(name) || src[i]|0x20 != name[0] || !bytes.EqualFold(src[i:i+len(name)], []byte(name)) {
		return false
	}
	return i+len(name) == len(src) || src[i+len(name)] <= ' ' || src[i+len(name)] == '>' || src[i+len(name)] == '/'
}

// pageTags show that the code in a pre is not escaped: they are never markup
// there.
var pageTags = []string{"<!doctype", "<html", "<head", "<body", "<script", "<style", "<meta", "<link", "<title", "<?xml", "<?php", "<!--"}

// codeTags are the tags that stay markup in a pre whose code is not escaped.
var codeTags = []string{"<code", "</code", "<span", "</span", "<br", "<pre", "</pre", "<font", "</font"}

// escapeCode escapes the code of each pre that holds a page's tags.
func escapeCode(src []byte, book *note.Book) []byte {
	var out []byte
	done := 0
	for at := 0; ; {
		open := indexTag(src, at, "<pre")
		if open < 0 {
			break
		}
		end := indexTag(src, open+4, "</pre")
		if end < 0 {
			break
		}
		if next := indexTag(src[:end], open+4, "<pre"); next >= 0 {
			at = next // no end of its own
			continue
		}
		if code := src[open+4 : end]; holdsPageTag(code) {
			out = append(out, src[done:open+4]...)
			out = appendEscaped(out, code)
			done = end
			book.Add("body.repaired", note.Info, "code blocks held markup that was not escaped; it was read as code", "")
		}
		at = end
	}
	if done == 0 {
		return src
	}
	return append(out, src[done:]...)
}

func holdsPageTag(code []byte) bool {
	for i := bytes.IndexByte(code, '<'); i >= 0 && i+1 < len(code); {
		if strings.IndexByte("!?hbsmltHBSMLT", code[i+1]) >= 0 && isAnyTagAt(code, i, pageTags) {
			return true
		}
		next := bytes.IndexByte(code[i+1:], '<')
		if next < 0 {
			return false
		}
		i += 1 + next
	}
	return false
}

// appendEscaped appends code with the less-than signs of all tags escaped but
// those that are markup in a pre.
func appendEscaped(out, code []byte) []byte {
	for i, b := range code {
		if b == '<' && !isAnyTagAt(code, i, codeTags) {
			out = append(out, "&lt;"...)
			continue
		}
		out = append(out, b)
	}
	return out
}

func isAnyTagAt(src []byte, i int, tags []string) bool {
	for _, tag := range tags {
		if isTagAt(src, i, tag) {
			return true
		}
	}
	return false
}

// isTagAt tells whether a tag, given in lower case, begins at i.
func isTagAt(src []byte, i int, tag string) bool {
	if len(src)-i < len(tag) || src[i+1]|0x20 != tag[1]|0x20 || !bytes.EqualFold(src[i:i+len(tag)], []byte(tag)) {
		return false
	}
	if i+len(tag) == len(src) || tag == "<!--" {
		return true
	}
	c := src[i+len(tag)]
	return c <= ' ' || c == '>' || c == '/'
}

// indexTag finds a tag from an offset on, -1 if there is none.
func indexTag(src []byte, from int, tag string) int {
	for from < len(src) {
		i := bytes.IndexByte(src[from:], '<')
		if i < 0 {
			return -1
		}
		if from += i; isTagAt(src, from, tag) {
			return from
		}
		from++
	}
	return -1
}
