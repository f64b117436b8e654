package htmltree

import "strings"

// inTable is 13.2.6.4.9, "in table". Text is that of 13.2.6.4.10, "in table
// text", one token at a time as in x/net/html.
func (p *parser) inTable() bool {
	switch p.tok.kind {
	case tokenText:
		p.dropNULs()
		if p.top().traits&fosters != 0 && p.isBlank() {
			p.insertText(p.tok.data, p.tok.offset)
			return true
		}
	case tokenStartTag:
		if known, consumed := p.inTableStart(); known {
			return consumed
		}
	case tokenEndTag:
		switch p.tok.tag {
		case tagTable:
			if i := p.inScope(nearTableScope, tagTable); i != 0 {
				p.popTo(i)
				p.resetMode()
			}
			return true
		case tagBody, tagCaption, tagCol, tagColgroup, tagHtml, tagTbody, tagTd, tagTfoot, tagTh, tagThead, tagTr:
			return true
		case tagTemplate:
			return p.inHead()
		}
	case tokenComment:
		return p.insertComment(p.top().node)
	case tokenDoctype:
		return true
	case tokenEOF:
		return p.inBody()
	}
	p.fostering = true
	consumed := p.inBody()
	p.fostering = false
	return consumed
}

// dropNULs removes the NULs from the token's text.
func (p *parser) dropNULs() {
	if p.hasNUL && strings.IndexByte(p.tok.data, 0) >= 0 {
		p.tok.data = strings.ReplaceAll(p.tok.data, "\x00", "")
	}
}

// inTableStart is "in table" for start tags; known is false for those that do
// not belong into a table.
func (p *parser) inTableStart() (known, consumed bool) {
	switch p.tok.tag {
	case tagCaption:
		p.popToContext(tagTable)
		p.mark()
		p.insertElement()
		p.mode = modeInCaption
	case tagColgroup:
		p.popToContext(tagTable)
		p.insertElement()
		p.mode = modeInColumnGroup
	case tagCol:
		p.imply(tokenStartTag, tagColgroup)
		return true, false
	case tagTbody, tagTfoot, tagThead:
		p.popToContext(tagTable)
		p.insertElement()
		p.mode = modeInTableBody
	case tagTd, tagTh, tagTr:
		p.imply(tokenStartTag, tagTbody)
		return true, false
	case tagTable:
		i := p.inScope(nearTableScope, tagTable)
		if i == 0 {
			return true, true
		}
		p.popTo(i)
		p.resetMode()
		return true, false
	case tagStyle, tagScript, tagTemplate:
		return true, p.inHead()
	case tagInput:
		if !p.isHidden() {
			return false, false
		}
		p.insertVoid()
	case tagForm:
		if p.highest(tagTemplate) == 0 && p.form == nil {
			p.form = p.insertVoid()
		}
	default:
		return false, false
	}
	return true, true
}

// isHidden tells whether the token's type attribute is "hidden".
func (p *parser) isHidden() bool {
	for _, a := range p.tok.attr {
		if a.Key == "type" {
			return strings.EqualFold(a.Val, "hidden")
		}
	}
	return false
}

// inCaption is 13.2.6.4.11, "in caption".
func (p *parser) inCaption() bool {
	switch p.tok.kind {
	case tokenStartTag:
		switch p.tok.tag {
		case tagCaption, tagCol, tagColgroup, tagTbody, tagTd, tagTfoot, tagThead, tagTr:
			return !p.closeCaption()
		}
	case tokenEndTag:
		switch p.tok.tag {
		case tagCaption:
			p.closeCaption()
			return true
		case tagTable:
			return !p.closeCaption()
		case tagBody, tagCol, tagColgroup, tagHtml, tagTbody, tagTd, tagTfoot, tagTh, tagThead, tagTr:
			return true
		}
	}
	return p.inBody()
}

// closeCaption closes the caption, if one is open.
func (p *parser) closeCaption() bool {
	i := p.inScope(nearTableScope, tagCaption)
	if i == 0 {
		return false
	}
	p.popTo(i)
	p.clearToMarker()
	p.mode = modeInTable
	return true
}

// inColumnGroup is 13.2.6.4.12, "in column group".
func (p *parser) inColumnGroup() bool {
	switch p.tok.kind {
	case tokenText:
		if p.insertSpace() {
			return true
		}
	case tokenComment:
		return p.insertComment(p.top().node)
	case tokenDoctype:
		return true
	case tokenStartTag:
		switch p.tok.tag {
		case tagHtml:
			return p.inBody()
		case tagCol:
			p.insertVoid()
			return true
		case tagTemplate:
			return p.inHead()
		}
	case tokenEndTag:
		switch p.tok.tag {
		case tagColgroup:
			if p.top().tag == tagColgroup {
				p.pop()
				p.mode = modeInTable
			}
			return true
		case tagCol:
			return true
		case tagTemplate:
			return p.inHead()
		}
	case tokenEOF:
		return p.inBody()
	}
	if p.top().tag != tagColgroup {
		return true
	}
	p.pop()
	p.mode = modeInTable
	return false
}

// inTableBody is 13.2.6.4.13, "in table body".
func (p *parser) inTableBody() bool {
	switch p.tok.kind {
	case tokenStartTag:
		switch p.tok.tag {
		case tagTr:
			p.popToContext(tagTbody, tagTfoot, tagThead)
			p.insertElement()
			p.mode = modeInRow
			return true
		case tagTd, tagTh:
			p.imply(tokenStartTag, tagTr)
			return false
		case tagCaption, tagCol, tagColgroup, tagTbody, tagTfoot, tagThead:
			return !p.closeTableBody()
		}
	case tokenEndTag:
		switch p.tok.tag {
		case tagTbody, tagTfoot, tagThead:
			if p.inScope(nearTableScope, p.tok.tag) != 0 {
				p.popToContext(tagTbody, tagTfoot, tagThead)
				p.pop()
				p.mode = modeInTable
			}
			return true
		case tagTable:
			return !p.closeTableBody()
		case tagBody, tagCaption, tagCol, tagColgroup, tagHtml, tagTd, tagTh, tagTr:
			return true
		}
	case tokenComment:
		return p.insertComment(p.top().node)
	}
	return p.inTable()
}

// closeTableBody closes the part of the table that is open, if there is one.
func (p *parser) closeTableBody() bool {
	i := max(p.inScope(nearTableScope, tagTbody), p.inScope(nearTableScope, tagThead), p.inScope(nearTableScope, tagTfoot))
	if i == 0 {
		return false
	}
	p.popTo(i)
	p.mode = modeInTable
	return true
}

// inRow is 13.2.6.4.14, "in row".
func (p *parser) inRow() bool {
	switch p.tok.kind {
	case tokenStartTag:
		switch p.tok.tag {
		case tagTd, tagTh:
			p.popToContext(tagTr)
			p.insertElement()
			p.mark()
			p.mode = modeInCell
			return true
		case tagCaption, tagCol, tagColgroup, tagTbody, tagTfoot, tagThead, tagTr:
			return !p.closeRow()
		}
	case tokenEndTag:
		switch p.tok.tag {
		case tagTr:
			p.closeRow()
			return true
		case tagTable:
			return !p.closeRow()
		case tagTbody, tagTfoot, tagThead:
			return p.inScope(nearTableScope, p.tok.tag) == 0 || !p.closeRow()
		case tagBody, tagCaption, tagCol, tagColgroup, tagHtml, tagTd, tagTh:
			return true
		}
	}
	return p.inTable()
}

// closeRow closes the row, if one is open.
func (p *parser) closeRow() bool {
	if p.inScope(nearTableScope, tagTr) == 0 {
		return false
	}
	p.popToContext(tagTr)
	p.pop()
	p.mode = modeInTableBody
	return true
}

// inCell is 13.2.6.4.15, "in cell".
func (p *parser) inCell() bool {
	switch p.tok.kind {
	case tokenStartTag:
		switch p.tok.tag {
		case tagCaption, tagCol, tagColgroup, tagTbody, tagTd, tagTfoot, tagTh, tagThead, tagTr:
			if !p.closeCell() {
				return true
			}
			p.mode = modeInRow
			return false
		}
	case tokenEndTag:
		switch p.tok.tag {
		case tagTd, tagTh:
			if i := p.inScope(nearTableScope, p.tok.tag); i != 0 {
				p.popTo(i)
				p.clearToMarker()
				p.mode = modeInRow
			}
			return true
		case tagBody, tagCaption, tagCol, tagColgroup, tagHtml:
			return true
		case tagTable, tagTbody, tagTfoot, tagThead, tagTr:
			if p.inScope(nearTableScope, p.tok.tag) == 0 {
				return true
			}
			p.closeCell()
			p.mode = modeInRow
			return false
		}
	}
	return p.inBody()
}

// closeCell closes the cell, if one is open.
func (p *parser) closeCell() bool {
	i := max(p.inScope(nearTableScope, tagTd), p.inScope(nearTableScope, tagTh))
	if i == 0 {
		return false
	}
	p.popTo(i)
	p.clearToMarker()
	return true
}

// inTemplate is 13.2.6.4.18, "in template".
func (p *parser) inTemplate() bool {
	switch p.tok.kind {
	case tokenStartTag:
		switch p.tok.tag {
		case tagBase, tagBasefont, tagBgsound, tagLink, tagMeta, tagNoframes, tagScript, tagStyle, tagTemplate, tagTitle:
			return p.inHead()
		case tagCaption, tagColgroup, tagTbody, tagTfoot, tagThead:
			p.mode = modeInTable
		case tagCol:
			p.mode = modeInColumnGroup
		case tagTr:
			p.mode = modeInTableBody
		case tagTd, tagTh:
			p.mode = modeInRow
		default:
			p.mode = modeInBody
		}
		if n := len(p.templateModes); n > 0 {
			p.templateModes[n-1] = p.mode
		}
		return false
	case tokenEndTag:
		if p.tok.tag == tagTemplate {
			return p.inHead()
		}
		return true
	case tokenEOF:
		if p.highest(tagTemplate) == 0 {
			return true
		}
		p.endTemplate()
		return false
	}
	return p.inBody()
}
