package htmltree

import (
	"strings"

	"golang.org/x/net/html"
)

// initial is 13.2.6.4.1, "initial".
func (p *parser) initial() bool {
	switch p.tok.kind {
	case tokenText:
		if p.trimSpace(); p.tok.data == "" {
			return true
		}
	case tokenComment:
		return p.insertComment(p.doc)
	case tokenDoctype:
		n := p.newNode(html.DoctypeNode, "", p.tok.offset)
		n.Data, n.Attr, p.quirks = parseDoctype(p.tok.data)
		appendChild(p.doc, n)
		p.mode = modeBeforeHTML
		return true
	}
	p.quirks = true
	p.mode = modeBeforeHTML
	return false
}

// beforeHTML is 13.2.6.4.2, "before html".
func (p *parser) beforeHTML() bool {
	switch p.tok.kind {
	case tokenDoctype:
		return true
	case tokenText:
		if p.trimSpace(); p.tok.data == "" {
			return true
		}
	case tokenComment:
		return p.insertComment(p.doc)
	case tokenStartTag:
		if p.tok.tag == tagHtml {
			p.insertElement()
			p.mode = modeBeforeHead
			return true
		}
	case tokenEndTag:
		if !p.endsHead() {
			return true
		}
	}
	p.imply(tokenStartTag, tagHtml)
	return false
}

// endsHead tells whether the token is one of the end tags that no mode before
// "in body" ignores.
func (p *parser) endsHead() bool {
	switch p.tok.tag {
	case tagHead, tagBody, tagHtml, tagBr:
		return true
	}
	return false
}

// beforeHead is 13.2.6.4.3, "before head".
func (p *parser) beforeHead() bool {
	switch p.tok.kind {
	case tokenDoctype:
		return true
	case tokenText:
		if p.trimSpace(); p.tok.data == "" {
			return true
		}
	case tokenComment:
		return p.insertComment(p.top().node)
	case tokenStartTag:
		switch p.tok.tag {
		case tagHtml:
			return p.inBody()
		case tagHead:
			p.head = p.insertElement()
			p.mode = modeInHead
			return true
		}
	case tokenEndTag:
		if !p.endsHead() {
			return true
		}
	}
	p.imply(tokenStartTag, tagHead)
	return false
}

// inHead is 13.2.6.4.4, "in head".
func (p *parser) inHead() bool {
	switch p.tok.kind {
	case tokenDoctype:
		return true
	case tokenText:
		if p.insertSpace() {
			return true
		}
	case tokenComment:
		return p.insertComment(p.top().node)
	case tokenStartTag:
		if p.inHeadStart() {
			return true
		}
	case tokenEndTag:
		switch p.tok.tag {
		case tagHead:
			p.pop()
			p.mode = modeAfterHead
			return true
		case tagTemplate:
			p.endTemplate()
			return true
		case tagBody, tagHtml, tagBr:
		default:
			return true
		}
	}
	p.imply(tokenEndTag, tagHead)
	return false
}

// inHeadStart is "in head" for start tags. It returns false for those that end
// the head.
func (p *parser) inHeadStart() bool {
	switch p.tok.tag {
	case tagHtml:
		return p.inBody()
	case tagBase, tagBasefont, tagBgsound, tagLink, tagMeta:
		p.insertVoid()
	case tagNoscript:
		p.insertElement()
		p.mode = modeInHeadNoscript
		p.notRaw()
	case tagScript, tagTitle, tagNoframes, tagStyle:
		p.insertRaw()
	case tagHead:
	case tagTemplate:
		p.startTemplate()
	default:
		return false
	}
	return true
}

// insertRaw inserts an element whose content is text.
func (p *parser) insertRaw() {
	p.insertElement()
	p.originalMode = p.mode
	p.mode = modeText
}

// startTemplate opens a template. As in x/net/html, one in foreign content ends
// the parse.
func (p *parser) startTemplate() {
	if p.openStack.foreign > 0 {
		p.mode = modeIgnoreRest
		return
	}
	p.insertElement()
	p.mark()
	p.framesetOK = false
	p.mode = modeInTemplate
	p.templateModes = append(p.templateModes, modeInTemplate)
}

// endTemplate closes the innermost template, if there is one.
func (p *parser) endTemplate() {
	if p.highest(tagTemplate) == 0 {
		return
	}
	p.popImplied(tagNone)
	if i := p.highest(tagTemplate); i != 0 {
		p.popTo(i)
	}
	p.clearToMarker()
	p.templateModes = p.templateModes[:max(0, len(p.templateModes)-1)]
	p.resetMode()
}

// inHeadNoscript is 13.2.6.4.5, "in head noscript".
func (p *parser) inHeadNoscript() bool {
	switch p.tok.kind {
	case tokenDoctype:
		return true
	case tokenText:
		if p.isBlank() {
			return p.inHead()
		}
	case tokenComment:
		return p.inHead()
	case tokenStartTag:
		switch p.tok.tag {
		case tagHtml:
			return p.inBody()
		case tagBasefont, tagBgsound, tagLink, tagMeta, tagNoframes, tagStyle:
			return p.inHead()
		case tagNoscript:
			p.notRaw()
			return true
		case tagHead:
			return true
		}
	case tokenEndTag:
		if p.tok.tag != tagNoscript && p.tok.tag != tagBr {
			return true
		}
	}
	p.pop()
	p.mode = modeInHead
	return p.tok.kind == tokenEndTag && p.tok.tag == tagNoscript
}

// afterHead is 13.2.6.4.6, "after head".
func (p *parser) afterHead() bool {
	switch p.tok.kind {
	case tokenDoctype:
		return true
	case tokenText:
		if p.insertSpace() {
			return true
		}
	case tokenComment:
		return p.insertComment(p.top().node)
	case tokenStartTag:
		switch p.tok.tag {
		case tagHtml:
			return p.inBody()
		case tagBody:
			p.insertElement()
			p.framesetOK = false
			p.mode = modeInBody
			return true
		case tagFrameset:
			p.insertElement()
			p.mode = modeInFrameset
			return true
		case tagBase, tagBasefont, tagBgsound, tagLink, tagMeta, tagNoframes, tagScript, tagStyle, tagTemplate, tagTitle:
			return p.backInHead()
		case tagHead:
			return true
		}
	case tokenEndTag:
		switch p.tok.tag {
		case tagTemplate:
			return p.inHead()
		case tagBody, tagHtml, tagBr:
		default:
			return true
		}
	}
	p.imply(tokenStartTag, tagBody)
	p.framesetOK = true
	return p.tok.kind == tokenEOF
}

// backInHead inserts what belongs to the head, after it.
func (p *parser) backInHead() bool {
	if p.head == nil {
		return p.inHead()
	}
	p.push(p.head, tagHead, rowTraits(tagHead))
	consumed := p.inHead()
	if i := p.place(p.head); i != 0 {
		p.openStack.remove(i)
	}
	return consumed
}

// inText is 13.2.6.4.8, "text".
func (p *parser) inText() bool {
	switch p.tok.kind {
	case tokenEOF:
		p.pop()
	case tokenText:
		if top := p.top(); top.tag == tagTextarea && top.node.FirstChild == nil {
			p.cutNewline()
		}
		p.insertText(p.tok.data, p.tok.offset)
		return true
	case tokenEndTag:
		p.pop()
	}
	p.mode = p.originalMode
	return p.tok.kind == tokenEndTag
}

// cutNewline cuts the newline at the beginning of the token's text.
func (p *parser) cutNewline() {
	t := &p.tok
	for _, newline := range []string{"\r", "\n"} {
		rest, ok := strings.CutPrefix(t.data, newline)
		if !ok {
			continue
		}
		t.data = rest
		if strings.HasPrefix(p.src[t.offset:], "\r\n") {
			t.offset++
		}
		if classes[p.src[t.offset]]&isSpace != 0 {
			t.offset++
		}
	}
}
