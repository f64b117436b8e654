package htmltree

import "strings"

// rawToken reads the text after a start tag whose content is raw, up to its end
// tag, into z.tok. It returns false if there is none.
func (z *tokenizer) rawToken() bool {
	start, end, how := z.pos, len(z.src), decodeRawText
	switch z.raw {
	case rawText:
		end = z.rawEnd(start)
	case rawRCDATA:
		end = z.rawEnd(start)
		how |= decodeReferences
	case rawScript:
		end = z.scriptEnd(start)
	}
	z.raw = rawNone
	if start == end {
		return false
	}
	t := &z.tok
	t.kind, t.offset, z.pos = tokenText, start, end
	t.data = z.decode(start, end, how)
	return true
}

// rawEnd returns where the end tag begins that raw text ends with.
func (z *tokenizer) rawEnd(i int) int {
	for {
		if i = z.index(i, '<'); i == len(z.src) || z.isRawEndTag(i) {
			return i
		}
		i++
	}
}

// isRawEndTag tells whether the end tag of the raw element stands at i
// (13.2.5.14, "appropriate end tag token").
func (z *tokenizer) isRawEndTag(i int) bool {
	name, after := i+2, i+2+len(z.rawTag)
	return after < len(z.src) && z.src[i+1] == '/' && classes[z.src[after]]&endsName != 0 &&
		equalLower(z.src[name:after], z.rawTag)
}

// scriptEnd returns where the end tag of a script begins: the first one that
// does not stand in a script within a comment (13.2.5.15 to 31).
func (z *tokenizer) scriptEnd(i int) int {
	for {
		if i = z.index(i, '<'); i == len(z.src) || z.isRawEndTag(i) {
			return i
		}
		i++
		if strings.HasPrefix(z.src[i:], "!--") {
			var closed bool
			if i, closed = z.escapedScript(i + 3); closed {
				return i
			}
		}
	}
}

// escapedScript reads a script from i on, after "<!--", in the "script data
// escaped" states and, after a "<script", the "double escaped" ones. It returns
// where the end tag begins and true, or where the escaped part ends.
func (z *tokenizer) escapedScript(i int) (end int, closed bool) {
	double, dashes := false, 2
	for i < len(z.src) {
		c := z.src[i]
		i++
		switch {
		case c == '-':
			dashes++
			continue
		case c == '>' && dashes >= 2:
			return i, false
		case c != '<':
		case z.isRawEndTag(i - 1):
			if !double {
				return i - 1, true
			}
			double, i = false, i+len("/script>")
		case !double && z.startsScript(i):
			double, i = true, i+len("script>")
		case !double && i < len(z.src) && z.src[i] != '/' && classes[z.src[i]]&isLetter == 0:
			return i, false // as in x/net/html; the standard stays escaped
		}
		dashes = 0
	}
	return len(z.src), true
}

// startsScript tells whether the source at i is the name of a script's tag.
func (z *tokenizer) startsScript(i int) bool {
	end := i + len("script")
	return end < len(z.src) && classes[z.src[end]]&endsName != 0 && equalLower(z.src[i:end], "script")
}
