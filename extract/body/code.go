package body

import (
	"bytes"
	"strings"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/note"
)

// pageTags show that the code in a pre is not escaped: they are never markup
// there.
var pageTags = []string{"<!doctype", "<html", "<head", "<body", "<script", "<style", "<meta", "<link", "<title", "<?xml", "<?php", "<!--"}

// codeTags are the tags that stay markup in a pre whose code is not escaped.
var codeTags = []string{"<code", "</code", "<span", "</span", "<br", "<pre", "</pre", "<font", "</font"}

const codeNote = "code blocks held markup that was not escaped; it was read as code"

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
		if code := src[open+4 : end]; holdsPageTag(shownCode(code)) {
			out = append(out, src[done:open+4]...)
			out = appendEscaped(out, code)
			done = end
			if book.Add("body.repaired", note.Info, codeNote, "") {
				book.Place(placeAt(src, open))
			}
		}
		at = end
	}
	if done == 0 {
		return src
	}
	return append(out, src[done:]...)
}

// shownCode is the code element in a pre, if it holds one and nothing but tags
// before it: a button or style sheet behind that is the page's own.
func shownCode(pre []byte) []byte {
	open := indexTag(pre, 0, "<code")
	end := indexTag(pre, open+1, "</code")
	if open < 0 || end < open || indexTag(pre, end, "<code") >= 0 {
		return pre
	}
	return pre[open:end]
}

// frameworkMarks are comments that scripts put between pieces of text to find them
// again. Lit's begin with ?lit$, React's are empty, $ or /$.
var frameworkMarks = dom.NameSet("[ ] [! $ /$ $? $! v-if / # #/")

// isFrameworkMark tells whether the comment that code begins with is one.
func isFrameworkMark(code []byte) bool {
	end := bytes.Index(code[4:], []byte("-->"))
	if end < 0 {
		return false
	}
	text := strings.TrimSpace(string(code[4 : 4+end]))
	return text == "" || frameworkMarks[text] || strings.HasPrefix(text, "?lit$") || strings.HasPrefix(text, "lit-")
}

func holdsPageTag(code []byte) bool {
	for i := bytes.IndexByte(code, '<'); i >= 0 && i+1 < len(code); {
		if strings.IndexByte("!?hbsmltHBSMLT", code[i+1]) >= 0 && isAnyTagAt(code, i, pageTags) && !(code[i+1] == '!' && bytes.HasPrefix(code[i:], []byte("<!--")) && isFrameworkMark(code[i:])) {
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
// those that are markup in a pre, and the marks of frameworks.
func appendEscaped(out, code []byte) []byte {
	for i, b := range code {
		mark := b == '<' && bytes.HasPrefix(code[i:], []byte("<!--")) && isFrameworkMark(code[i:])
		if b == '<' && !mark && !isAnyTagAt(code, i, codeTags) && !isStandIn(code[i:]) {
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

// markupNames are the elements that may stand in code as markup, known to
// browsers of any time; what else looks like a tag there is code, such as
// List<String>. Those of drawings count only with an svg around them.
var (
	markupNames = dom.NameSet(`a abbr acronym address article aside audio b bdi bdo big blink blockquote br button canvas caption center cite code col
		colgroup dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i iframe img input ins
		kbd label legend li main mark math menu meter nav nobr noscript object ol optgroup option output p param picture pre progress q rp rt
		ruby s samp script section select slot small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th
		thead time title tr track tt u ul var video wbr`)
	drawingNames = dom.NameSet("path g circle ellipse rect line polyline polygon use defs symbol desc text tspan clippath lineargradient radialgradient stop mask image animate")
)

// officePrefixes stand before the names of elements that word processors write.
var officePrefixes = []string{"o:", "v:", "w:", "m:", "st1:"}

// unpaired are elements that may well have no end tag.
var unpaired = dom.NameSet("p br hr img input li dt dd td th tr tbody thead tfoot option wbr source track param col embed")

// escapeUnknownTags makes text of what looks like a tag in pre and code but is
// none: a name that no browser knows, or one that is a type, a header file or a comparison
// there, such as $<Object>(x) or #include <map>: without values of attributes and
// never closed.
func escapeUnknownTags(src []byte, book *note.Book) []byte {
	var out []byte
	done, first := 0, -1
	unclosed := map[string]bool{}
	for at := 0; ; {
		open, name := nextCode(src, at)
		if open < 0 {
			break
		}
		end := -1
		if !unclosed[name] {
			end = indexTag(src, open+1, "</"+name)
		}
		if end < 0 {
			unclosed[name] = true
			at = open + 1
			continue
		}
		code := codeRegion{src: src[open:end]}
		for i := nextTag(code.src, 1); i >= 0; i = nextTag(code.src, i+1) {
			if code.isTextTag(i) {
				out = append(append(out, src[done:open+i]...), "&lt;"...)
				done = open + i + 1
				if first < 0 {
					first = open
				}
			}
		}
		at = end
	}
	if done == 0 {
		return src
	}
	if book.Add("body.repaired", note.Info, codeNote, "") {
		book.Place(placeAt(src, first))
	}
	return append(out, src[done:]...)
}

// nextTag is the next less-than sign from i on, -1 if there is none.
func nextTag(src []byte, i int) int {
	k := bytes.IndexByte(src[i:], '<')
	if k < 0 {
		return -1
	}
	return i + k
}

// nextCode finds the next pre or code from an offset on, -1 if there is none.
func nextCode(src []byte, from int) (open int, name string) {
	for i := nextTag(src, from); i >= 0 && i+1 < len(src); i = nextTag(src, i+1) {
		switch src[i+1] | 0x20 {
		case 'p':
			if isTagAt(src, i, "<pre") {
				return i, "pre"
			}
		case 'c':
			if isTagAt(src, i, "<code") {
				return i, "code"
			}
		}
	}
	return -1, ""
}

// codeRegion is what a pre or code holds, with its start tag.
type codeRegion struct {
	src  []byte
	seen bool            // what follows is known
	ends map[string]int  // by name: where the last end tag begins
	set  map[string]bool // names that a tag with attributes has
}

// look finds the tags of the region, once.
func (r *codeRegion) look() {
	if r.seen {
		return
	}
	r.seen, r.ends, r.set = true, map[string]int{}, map[string]bool{}
	for i := nextTag(r.src, 0); i >= 0; i = nextTag(r.src, i+1) {
		switch name, end, closing := r.tag(i); {
		case name == "":
		case closing:
			r.ends[name] = i
		case isSpace(r.src[end]):
			r.set[name] = true
		}
	}
}

// tag is the name of a tag at i in lower case, "" if there is none, and where the
// name ends.
func (r *codeRegion) tag(i int) (name string, end int, closing bool) {
	start := i + 1
	closing = start < len(r.src) && r.src[start] == '/'
	if closing {
		start++
	}
	if start >= len(r.src) || !isLetter(r.src[start]) {
		return "", 0, false
	}
	for end = start; end < len(r.src) && !isSpace(r.src[end]) && r.src[end] != '>' && r.src[end] != '/'; {
		end++
	}
	if end == len(r.src) {
		return "", 0, false
	}
	if string(r.src[start:end]) == "span" { // nearly all tags in code
		return "span", end, closing
	}
	return string(bytes.ToLower(r.src[start:end])), end, closing
}

// isPlainMarkup tells, without a look at the rest of the region, whether a tag is
// one of markup, as nearly all are: an end tag, or one with a class or address.
func (r *codeRegion) isPlainMarkup(i int) bool {
	start := i + 1
	closing := start < len(r.src) && r.src[start] == '/'
	if closing {
		start++
	}
	end := start
	for end < len(r.src) && (isLetter(r.src[end]) || r.src[end] >= '0' && r.src[end] <= '9') {
		end++
	}
	if !markupNames[string(r.src[start:end])] || end == len(r.src) || !isSpace(r.src[end]) && r.src[end] != '>' && r.src[end] != '/' {
		return false
	}
	if closing || unpaired[string(r.src[start:end])] {
		return true
	}
	attributes, _, _ := bytes.Cut(r.src[end:], []byte(">"))
	return bytes.IndexByte(attributes, '=') >= 0
}

// isTextTag tells whether the less-than sign at i begins a tag that is none.
func (r *codeRegion) isTextTag(i int) bool {
	if r.isPlainMarkup(i) {
		return false
	}
	name, end, closing := r.tag(i)
	if name == "" || name == "span" || name == "code" || name == "pre" || isStandIn(r.src[i:]) {
		return false
	}
	r.look()
	switch {
	case strings.Contains(name, "-"): // an element of the page's own has attributes
		return !r.set[name]
	case !markupNames[name] && !(drawingNames[name] && (r.set["svg"] || r.ends["svg"] > 0)):
		return !hasAnyPrefix(name, officePrefixes)
	}
	if closing || unpaired[name] || r.ends[name] >= i {
		return false
	}
	attributes, _, _ := bytes.Cut(r.src[end:], []byte(">"))
	return bytes.IndexByte(attributes, '=') < 0
}

func hasAnyPrefix(s string, prefixes []string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
