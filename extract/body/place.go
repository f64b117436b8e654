package body

import "bytes"

// find is where in the body the tag at an offset of the parsed text stands: of all
// tags alike, it is the one with as many before it. That is sure only if both have
// as many of them; otherwise some may stand in a piece that was set aside, or were
// made up, and the place is 0.
func (t *Tree) find(offset int) (line, column int) {
	tag := t.text[offset:]
	if len(tag) == 0 || tag[0] != '<' {
		return 0, 0
	}
	end := bytes.IndexByte(tag, '>')
	if end < 0 {
		return 0, 0
	}
	tag = tag[:end+1]
	if bytes.Count(t.text, tag) != bytes.Count(t.body, tag) {
		return 0, 0
	}
	at := 0
	for before := bytes.Count(t.text[:offset], tag); ; before-- {
		i := bytes.Index(t.body[at:], tag)
		if i < 0 {
			return 0, 0
		}
		if at += i; before == 0 {
			return placeAt(t.body, at)
		}
		at += len(tag)
	}
}

// placeAt is the line and the column in bytes of an offset, both counted from 1.
func placeAt(src []byte, offset int) (line, column int) {
	before := src[:offset]
	return 1 + bytes.Count(before, []byte("\n")), offset - bytes.LastIndexByte(before, '\n')
}
