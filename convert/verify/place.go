package verify

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// places finds again in a source what its reading holds.
type places struct {
	text    string
	words   []string // of the text, without tags
	offsets []int    // where each begins
}

// newPlaces reads the words of a source, HTML or Markdown, as they stand there from an
// offset on.
func newPlaces(source []byte, at int) *places {
	p := &places{text: string(source)}
	for at < len(source) {
		next := strings.IndexByte(p.text[at:], '<')
		if next < 0 {
			next = len(p.text) - at
		}
		p.add(at, at+next)
		at += next
		if at+1 >= len(source) {
			break
		}
		at += max(1, tagLength(source[at:min(len(source), at+maxTag)]))
	}
	return p
}

// maxTag bounds how far the end of a tag is looked for.
const maxTag = 8000

// add adds the words between two offsets.
func (p *places) add(at, end int) {
	start := -1
	endWord := func(at int) {
		if start >= 0 {
			p.words, p.offsets = append(p.words, p.text[start:at]), append(p.offsets, start)
		}
		start = -1
	}
	for at < end {
		c, size := utf8.DecodeRuneInString(p.text[at:end])
		switch {
		case dom.Unspaced(c):
			endWord(at)
			start = at
			endWord(at + size)
		case unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c):
			if start < 0 {
				start = at
			}
		default:
			endWord(at)
		}
		at += size
	}
	endWord(end)
}

// word is where a word of a reading stands in the source, found by the words around
// it; -1 if it is not there.
func (p *places) word(words []word, i int) int {
	for _, around := range [][2]int{{2, 2}, {2, 0}, {0, 2}, {1, 1}, {1, 0}, {0, 1}, {0, 0}} {
		from, to := i-around[0], i+around[1]+1
		if from < 0 || to > len(words) {
			continue
		}
		rank := 0 // how many like it stand before
		for k := range from {
			if sameText(words[k:], words[from:to]) {
				rank++
			}
		}
		first := -1
		for k := 0; k+to-from <= len(p.words); k++ {
			if !p.isAt(k, words[from:to]) {
				continue
			}
			if first < 0 {
				first = p.offsets[k+around[0]]
			}
			if rank--; rank < 0 {
				return p.offsets[k+around[0]]
			}
		}
		if first >= 0 {
			return first
		}
	}
	return -1
}

func sameText(words, some []word) bool {
	for i, w := range some {
		if words[i].text != w.text {
			return false
		}
	}
	return true
}

// isAt tells whether some words stand at word k.
func (p *places) isAt(k int, some []word) bool {
	for i, w := range some {
		if p.words[k+i] != w.text {
			return false
		}
	}
	return true
}

// letters is where the words begin that have these letters together; -1 if none do.
func (p *places) letters(s string) int {
	for k, w := range p.words {
		rest, ok := strings.CutPrefix(s, w)
		for j := k + 1; ok && rest != "" && j < len(p.words); j++ {
			rest, ok = strings.CutPrefix(rest, p.words[j])
		}
		if ok && rest == "" {
			return p.offsets[k]
		}
	}
	return -1
}

// address is where an address stands; -1 if it does not.
func (p *places) address(s string) int {
	if i := strings.LastIndex(s, "xxxx"); i >= 0 { // of what a template fills in, the rest
		s = s[i+len("xxxx"):]
	}
	if s == "" {
		return -1
	}
	if at := strings.Index(p.text, s); at >= 0 {
		return at
	}
	return strings.Index(p.text, html.EscapeString(s))
}

// line and column in bytes of an offset, both counted from 1.
func (p *places) position(offset int) (line, column int) {
	before := p.text[:offset]
	return 1 + strings.Count(before, "\n"), offset - strings.LastIndexByte(before, '\n')
}
