package commonmark

import (
	"bytes"

	"github.com/yuin/goldmark/text"
)

// bounded is a reader whose lines end at an offset.
type bounded struct {
	text.Reader
	end int
}

// PeekLine implements [text.Reader].
func (r *bounded) PeekLine() ([]byte, text.Segment) {
	line, segment := r.Reader.PeekLine()
	return line[:min(len(line), max(0, r.end-segment.Start))], segment
}

// hasAddressEnd tells whether the address behind the "](" that line begins with
// can end. It cannot with a less-than sign within angle brackets, as CommonMark
// has it, or with too many parentheses in one another.
func hasAddressEnd(line []byte) bool {
	t := bytes.TrimLeft(line[len("]("):], " \t")
	if len(t) > 0 && t[0] == '<' {
		return hasAngleEnd(t)
	}
	depth := 0
	for i := 0; i < len(t); i++ {
		switch t[i] {
		case '\\':
			i++
		case '(':
			if depth++; depth > maxParentheses {
				return false
			}
		case ')':
			if depth--; depth < 0 {
				return true
			}
		case ' ', '\t', '\n':
			return true
		}
	}
	return true
}

// hasAngleEnd tells whether an address in angle brackets ends.
func hasAngleEnd(t []byte) bool {
	for i := 1; i < len(t); i++ {
		switch t[i] {
		case '\\':
			i++
		case '>':
			return true
		case '<':
			return false
		}
	}
	return false
}
