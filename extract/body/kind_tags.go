package body

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// markdownTags are the inline elements that Markdown has no form for and is
// therefore written with, and the attribute that may stand in their tags.
var markdownTags = map[string]string{
	"sub": "", "sup": "", "kbd": "", "mark": "", "ins": "", "u": "", "ruby": "", "rt": "", "rp": "", "bdi": "", "abbr": "title", "bdo": "dir",
}

// isMarkdownTag tells whether tag, with the given name, is one of markdownTags.
func isMarkdownTag(tag, name []byte) bool {
	attribute, ok := markdownTags[string(name)]
	if !ok {
		return false
	}
	_, rest, _ := bytes.Cut(tag, name)
	if string(rest) == ">" {
		return true
	}
	value, ok := bytes.CutPrefix(rest, []byte(" "+attribute+`="`))
	return ok && attribute != "" && bytes.IndexByte(value, '"') == len(value)-len(`">`)
}

// isMarkdownBlock tells whether an HTML block is but the tags of an element that
// holds Markdown: details, which Markdown has no form for, or a del around
// blocks.
func isMarkdownBlock(block []byte) bool {
	block = bytes.TrimSpace(block)
	switch string(block) {
	case "<del>", "</del>", "</details>":
		return true
	}
	summary, ok := bytes.CutPrefix(block, []byte("<details>\n<summary>"))
	return ok && bytes.IndexByte(summary, '<') == len(summary)-len("</summary>") && bytes.HasSuffix(summary, []byte("</summary>"))
}

// forcedTags are the elements whose Markdown form cannot be used between
// certain characters.
var forcedTags = map[string]bool{"strong": true, "em": true, "del": true}

// inlineTags judges the tags of a paragraph.
type inlineTags struct {
	text   []byte
	at     int         // where the next piece begins
	open   []forcedTag // start tags of forcedTags without their end tags yet
	useful int         // tags of forcedTags that could have been delimiters
}

type forcedTag struct {
	name   string
	forced bool
}

// markdown tells whether a tag, or an element of rawInline, is one that Markdown
// is written with. Those of forcedTags are counted when their end tags come.
func (t *inlineTags) markdown(tag []byte) bool {
	if bytes.HasPrefix(tag, []byte("<!--")) {
		return true
	}
	n, name, closing := tagAt(tag)
	if n <= 0 {
		return false
	}
	if !forcedTags[string(name)] || tag[n-2] == '/' {
		return isMarkdownTag(tag[:n], name)
	}
	switch last := len(t.open) - 1; {
	case !closing && n == len("<>")+len(name):
		t.open = append(t.open, forcedTag{string(name), t.isForced(string(name), t.at, t.at+n)})
		return true
	case closing && last >= 0 && t.open[last].name == string(name):
		if !t.open[last].forced && !t.isForced(string(name), t.at+n, t.at) {
			t.useful++
		}
		t.open = t.open[:last]
		return true
	}
	return false
}

// html counts the tags that were no Markdown after all.
func (t *inlineTags) html() int { return t.useful + len(t.open) }

// isForced tells whether CommonMark (section 6.2) reads no delimiter as meant in
// the place of a tag whose outer side is at one index of the text and whose
// inner side at the other: white space is inside, or punctuation inside and a
// letter outside, or a tilde beside tildes.
func (t *inlineTags) isForced(name string, outside, inside int) bool {
	var outer, inner rune
	if outside < inside {
		outer, inner = t.runeBefore(outside), t.runeAfter(inside)
	} else {
		outer, inner = t.runeAfter(outside), t.runeBefore(inside)
	}
	if name == "del" && (outer == '~' || inner == '~') {
		return true
	}
	return inner >= utf8.RuneSelf && unicode.IsSpace(inner) || isPunctuation(inner) && !isPunctuation(outer) && !unicode.IsSpace(outer) ||
		outer >= utf8.RuneSelf && unicode.IsSymbol(outer) && isPunctuation(inner)
}

// runeBefore is the character before index i, a space at the edge of the text.
func (t *inlineTags) runeBefore(i int) rune {
	if r, size := utf8.DecodeLastRune(t.text[:i]); size > 0 {
		return r
	}
	return ' '
}

// runeAfter is the character at index i, a space at the edge of the text.
func (t *inlineTags) runeAfter(i int) rune {
	if r, size := utf8.DecodeRune(t.text[i:]); size > 0 {
		return r
	}
	return ' '
}

// isPunctuation: renderers differ about symbols such as emoji.
func isPunctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }
