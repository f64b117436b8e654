package extract

import (
	"bytes"
)

// repairMarkup undoes two ways in which importers break markup. It costs a
// byte search where there is nothing to repair.
func repairMarkup(src []byte, book *notebook) []byte {
	// An importer escaped the slash of end tags: <&#47;h1>.
	if bytes.Contains(src, []byte("<&#47;")) {
		book.add("body.repaired", LevelInfo, "body has end tags with an escaped slash; they were read as end tags", "")
		src = bytes.ReplaceAll(src, []byte("<&#47;"), []byte("</"))
	}
	return escapeCode(src, book)
}

// pageTags show that the code in a pre is not escaped: they are never markup
// there.
var pageTags = []string{"<!doctype", "<html", "<head", "<body", "<script", "<style", "<meta", "<link", "<title", "<?xml", "<?php", "<!--"}

// codeTags are the tags that stay markup in a pre whose code is not escaped.
var codeTags = []string{"<code", "</code", "<span", "</span", "<br", "<pre", "</pre", "<font", "</font"}

// escapeCode escapes the code of each pre that holds a page's tags.
func escapeCode(src []byte, book *notebook) []byte {
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
		if next := indexTag(src, open+4, "<pre"); next >= 0 && next < end {
			at = next // no end of its own
			continue
		}
		if code := src[open+4 : end]; holdsPageTag(code) {
			out = append(out, src[done:open+4]...)
			out = appendEscaped(out, code)
			done = end
			book.add("body.repaired", LevelInfo, "code blocks held markup that was not escaped; it was read as code", "")
		}
		at = end
	}
	if done == 0 {
		return src
	}
	return append(out, src[done:]...)
}

func holdsPageTag(code []byte) bool {
	for i := bytes.IndexByte(code, '<'); i >= 0; {
		for _, tag := range pageTags {
			if isTagAt(code, i, tag) {
				return true
			}
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
		if b == '<' && !isCodeTag(code, i) {
			out = append(out, "&lt;"...)
			continue
		}
		out = append(out, b)
	}
	return out
}

func isCodeTag(code []byte, i int) bool {
	for _, tag := range codeTags {
		if isTagAt(code, i, tag) {
			return true
		}
	}
	return false
}

// isTagAt tells whether a tag, given in lower case, begins at i.
func isTagAt(src []byte, i int, tag string) bool {
	if len(src)-i < len(tag) || !bytes.EqualFold(src[i:i+len(tag)], []byte(tag)) {
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
