package htmltree

import "strings"

// afterBody is 13.2.6.4.19, "after body".
func (p *parser) afterBody() bool {
	switch p.tok.kind {
	case tokenEOF:
		return true
	case tokenText:
		if p.isBlank() {
			return p.inBody()
		}
	case tokenStartTag:
		if p.tok.tag == tagHtml {
			return p.inBody()
		}
	case tokenEndTag:
		if p.tok.tag == tagHtml {
			if p.context == nil {
				p.mode = modeAfterAfterBody
			}
			return true
		}
	case tokenComment:
		return p.insertComment(p.open[min(1, len(p.open)-1)].node)
	}
	p.mode = modeInBody
	return false
}

// inFrameset is 13.2.6.4.20, "in frameset".
func (p *parser) inFrameset() bool {
	switch p.tok.kind {
	case tokenComment:
		return p.insertComment(p.top().node)
	case tokenText:
		p.insertText(keepSpace(p.tok.data), p.tok.offset)
	case tokenStartTag:
		switch p.tok.tag {
		case tagHtml:
			return p.inBody()
		case tagFrameset:
			p.insertElement()
		case tagFrame:
			p.insertVoid()
		case tagNoframes:
			return p.inHead()
		}
	case tokenEndTag:
		if p.tok.tag == tagFrameset && p.top().tag != tagHtml {
			p.pop()
			if p.top().tag != tagFrameset {
				p.mode = modeAfterFrameset
			}
		}
	}
	return true
}

// keepSpace removes all but the white space.
func keepSpace(s string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune(whitespace, c) {
			return c
		}
		return -1
	}, s)
}

// afterFrameset is 13.2.6.4.21, "after frameset".
func (p *parser) afterFrameset() bool {
	switch p.tok.kind {
	case tokenComment:
		return p.insertComment(p.top().node)
	case tokenText:
		p.insertText(keepSpace(p.tok.data), p.tok.offset)
	case tokenStartTag:
		switch p.tok.tag {
		case tagHtml:
			return p.inBody()
		case tagNoframes:
			return p.inHead()
		}
	case tokenEndTag:
		if p.tok.tag == tagHtml {
			p.mode = modeAfterAfterFrameset
		}
	}
	return true
}

// afterAfterBody is 13.2.6.4.22, "after after body".
func (p *parser) afterAfterBody() bool {
	switch p.tok.kind {
	case tokenEOF:
		return true
	case tokenText:
		if p.isBlank() {
			return p.inBody()
		}
	case tokenStartTag:
		if p.tok.tag == tagHtml {
			return p.inBody()
		}
	case tokenComment:
		return p.insertComment(p.doc)
	case tokenDoctype:
		return p.inBody()
	}
	p.mode = modeInBody
	return false
}

// afterAfterFrameset is 13.2.6.4.23, "after after frameset".
func (p *parser) afterAfterFrameset() bool {
	switch p.tok.kind {
	case tokenComment:
		return p.insertComment(p.doc)
	case tokenText:
		if p.tok.data = keepSpace(p.tok.data); p.tok.data != "" {
			return p.inBody()
		}
	case tokenStartTag:
		switch p.tok.tag {
		case tagHtml:
			return p.inBody()
		case tagNoframes:
			return p.inHead()
		}
	}
	return true
}
