package body

import (
	"bytes"
	"unicode/utf8"
)

// Breaks says what the line ends in an article's HTML stand for.
type Breaks struct {
	// Paragraphs: a blank line in text that stands in no paragraph begins one.
	Paragraphs bool
	// Lines: and a line end is a line break.
	Lines bool
}

// LineEnds tells what the line ends in the HTML of an article stand for. The raw
// text of WordPress has paragraphs and line breaks without tags, which WordPress
// adds only when it shows a post (wpautop): text outside of paragraphs, in several
// pieces. Its line ends are breaks unless they wrap lines that would get too long.
// https://developer.wordpress.org/reference/functions/wpautop/
func LineEnds(body []byte) Breaks {
	if !blankLineInText(body) {
		return Breaks{}
	}
	var t looseText
	t.read(body)
	return Breaks{Paragraphs: t.pieces > 1, Lines: t.pieces > 1 && t.meant()}
}

// blankLineInText tells whether there is text on a side of a blank line.
func blankLineInText(body []byte) bool {
	for at := 0; ; {
		i := bytes.IndexByte(body[at:], '\n')
		if i < 0 {
			return false
		}
		at += i
		rest := bytes.TrimLeft(body[at:], " \t\r\n")
		gap := body[at : len(body)-len(rest)]
		if bytes.Count(gap, []byte{'\n'}) > 1 {
			before := bytes.TrimRight(body[:at], " \t\r")
			if len(rest) > 0 && len(before) > 0 && (rest[0] != '<' || before[len(before)-1] != '>') {
				return true
			}
		}
		at += len(gap)
	}
}

// looseText counts the text of a body that stands in no paragraph.
type looseText struct {
	pieces            int // of it, parted by blank lines or blocks
	ends, short, long int // line ends in a piece; those behind lines that had room for more; lines longer than people wrap
}

// Lines are wrapped at some 70 to 100 characters.
const (
	shortLine = 60
	longLine  = 110
)

// meant tells whether the line ends are breaks: most stand where the line had
// room for more, or the lines are as long as their sentences.
func (t *looseText) meant() bool { return t.ends > 0 && (2*t.short > t.ends || 4*t.long > t.ends) }

// read goes through the lines of body.
func (t *looseText) read(body []byte) {
	inParagraph, depth := false, 0
	var before []byte // the line before, if it is a line of the same piece
	for line := range bytes.Lines(body) {
		text := bytes.TrimSpace(line)
		loose := len(text) > 0 && !inParagraph && depth == 0 && !beginsBlock(text)
		if loose {
			t.add(before, text)
		}
		inParagraph, depth = followTags(text, inParagraph, depth)
		if before = nil; loose && !inParagraph && depth == 0 && !endsBlock(text) {
			before = text
		}
	}
}

// add counts a line behind another of its piece, or nil.
func (t *looseText) add(before, line []byte) {
	if before == nil {
		t.pieces++
		return
	}
	t.ends++
	first, _, _ := bytes.Cut(line, []byte{' '})
	switch width := utf8.RuneCount(before); {
	case width+1+utf8.RuneCount(first) <= shortLine:
		t.short++
	case width > longLine:
		t.long++
	}
}

// beginsBlock and endsBlock tell whether a line begins or ends with the tag of a
// block.
func beginsBlock(line []byte) bool {
	if line[0] != '<' {
		return false
	}
	_, name, _ := tagAt(line)
	return isBlockName(name)
}

func endsBlock(line []byte) bool {
	i := bytes.LastIndexByte(line, '<')
	if i < 0 || line[len(line)-1] != '>' {
		return false
	}
	_, name, _ := tagAt(line[i:])
	return isBlockName(name) || string(name) == "br"
}

func isBlockName(name []byte) bool { return htmlBlockTags[string(name)] || rawTextTags[string(name)] }

// followTags tells whether a paragraph is open behind a line, and how many other
// blocks are.
func followTags(line []byte, inParagraph bool, depth int) (bool, int) {
	for {
		i := bytes.IndexByte(line, '<')
		if i < 0 {
			return inParagraph, depth
		}
		n, tagName, closing := tagAt(line[i:])
		switch name := string(tagName); {
		case n < 0:
			return inParagraph, depth
		case n == 0:
			n = 1
		case name == "p":
			inParagraph = !closing
		case !isBlockName(tagName):
		case voidBlock[name]:
			inParagraph = false
		case closing:
			inParagraph, depth = false, max(0, depth-1)
		default:
			inParagraph, depth = false, depth+1
		}
		line = line[i+n:]
	}
}
