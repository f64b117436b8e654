package htmltree

import (
	"golang.org/x/net/html/atom"
)

// A startRule is what "in body" does with a start tag.
type startRule uint8

const (
	startOther startRule = iota
	startIgnored
	startHTML
	startInHead
	startBody
	startFrameset
	startBlock
	startHeading
	startPre
	startForm
	startListItem
	startDescription
	startButton
	startA
	startFormatting
	startNobr
	startObject
	startTable
	startVoid
	startInput
	startParam
	startHr
	startImage
	startTextarea
	startXmp
	startIframe
	startNoembed
	startNoscript
	startSelect
	startOption
	startOptgroup
	startRb
	startRt
	startForeign
)

// An endRule is what "in body" does with an end tag.
type endRule uint8

const (
	endOther endRule = iota
	endBody
	endHTML
	endBlock
	endForm
	endP
	endListItem
	endDescription
	endHeading
	endFormatting
	endObject
	endBr
	endTemplate
)

// inBody is 13.2.6.4.7, "in body".
func (p *parser) inBody() bool {
	switch p.tok.kind {
	case tokenText:
		p.inBodyText()
	case tokenStartTag:
		return p.inBodyStart()
	case tokenEndTag:
		return p.inBodyEnd()
	case tokenComment:
		return p.insertComment(p.top().node)
	case tokenEOF:
		if len(p.templateModes) > 0 {
			p.mode = modeInTemplate
			return false
		}
	}
	return true
}

func (p *parser) inBodyText() {
	if top := p.top(); (top.tag == tagPre || top.tag == tagListing) && top.node.FirstChild == nil {
		p.cutNewline()
	}
	p.dropNULs()
	if p.tok.data == "" {
		return
	}
	p.reconstruct()
	p.insertText(p.tok.data, p.tok.offset)
	if p.framesetOK && !p.isBlank() {
		p.framesetOK = false
	}
}

// closeP closes a p in button scope.
func (p *parser) closeP() { p.closeInScope(nearButtonScope, tagP) }

// closeInScope closes the highest element of the name in a scope. It returns
// whether there was one.
func (p *parser) closeInScope(near int, tag nameID) bool {
	i := p.inScope(near, tag)
	if i == 0 {
		return false
	}
	p.popTo(i)
	return true
}

// inBodyStart is "in body" for start tags.
func (p *parser) inBodyStart() bool {
	tag := p.tok.tag
	rule := startOther
	if tag < numTags {
		rule = tags[tag].start
	}
	switch rule {
	case startOther:
		p.reconstruct()
		p.insertElement()
	case startBlock:
		p.closeP()
		p.insertElement()
	case startFormatting:
		p.reconstruct()
		p.insertFormatting()
	case startA:
		p.startA()
	case startHeading:
		p.closeP()
		if p.top().traits&heading != 0 {
			p.pop()
		}
		p.insertElement()
	case startListItem, startDescription:
		p.startItem(rule)
	case startVoid:
		p.reconstruct()
		p.insertVoid()
		p.framesetOK = false
	case startParam:
		p.insertVoid()
	case startTable:
		if !p.quirks {
			p.closeP()
		}
		p.insertElement()
		p.framesetOK = false
		p.mode = modeInTable
	case startPre:
		p.closeP()
		p.insertElement()
		p.framesetOK = false
	case startInHead:
		return p.inHead()
	default:
		return p.inBodyRareStart(rule)
	}
	return true
}

// startItem opens an li, dd or dt, and closes one that is open around.
func (p *parser) startItem(rule startRule) {
	p.framesetOK = false
	if i := int(p.top().near[nearItemEnd]); i != 0 && p.isItem(p.open[i].tag, rule) {
		p.popTo(i)
	}
	p.closeP()
	p.insertElement()
}

// isItem tells whether a start tag of the rule closes an open element of the
// name.
func (p *parser) isItem(tag nameID, rule startRule) bool {
	return tag < numTags && tags[tag].start == rule
}

// startA opens an a, and closes one that is listed.
func (p *parser) startA() {
	if f := p.find(tagA); f >= 0 {
		n := p.active[f].node
		p.adoptionAgency(tagA, "a")
		if i := p.place(n); i != 0 {
			p.openStack.remove(i)
		}
		if f := p.listed(n); f >= 0 {
			p.formattingList.remove(f)
		}
	}
	p.reconstruct()
	p.insertFormatting()
}

// inBodyRareStart is "in body" for the start tags that are seldom met.
func (p *parser) inBodyRareStart(rule startRule) bool {
	switch rule {
	case startHTML:
		if p.highest(tagTemplate) == 0 && len(p.open) > 1 {
			p.copyAttributes(p.open[1].node, &p.htmlKeys)
		}
	case startBody:
		if p.highest(tagTemplate) == 0 && len(p.open) > 2 && p.open[2].tag == tagBody {
			p.framesetOK = false
			p.copyAttributes(p.open[2].node, &p.bodyKeys)
		}
	case startFrameset:
		p.startFrameset()
	case startForm:
		p.startForm()
	case startButton:
		if i := p.inScope(nearScope, tagButton); i != 0 {
			p.popTo(i)
		}
		p.reconstruct()
		p.insertElement()
		p.framesetOK = false
	case startNobr:
		p.reconstruct()
		if p.inScope(nearScope, tagNobr) != 0 {
			p.adoptionAgency(tagNobr, "nobr")
			p.reconstruct()
		}
		p.insertFormatting()
	case startObject:
		p.reconstruct()
		p.insertElement()
		p.mark()
		p.framesetOK = false
	case startHr:
		p.startHr()
	case startImage:
		p.tok.tag, p.tok.atom = tagImg, atom.Img
		return false
	case startForeign:
		p.startForeign()
	case startRb, startRt:
		p.startRuby(rule)
	case startInput, startSelect, startOption, startOptgroup:
		p.inBodyFormStart(rule)
	case startTextarea, startXmp, startIframe, startNoembed, startNoscript:
		p.inBodyRawStart(rule)
	}
	return true
}

func (p *parser) startFrameset() {
	if !p.framesetOK || len(p.open) <= 2 || p.open[2].tag != tagBody {
		return
	}
	detach(&p.open[2].node.Node)
	p.popTo(2)
	p.insertElement()
	p.mode = modeInFrameset
}

func (p *parser) startForm() {
	inTemplate := p.highest(tagTemplate) != 0
	if p.form != nil && !inTemplate {
		return
	}
	p.closeP()
	n := p.insertElement()
	if !inTemplate {
		p.form = n
	}
}

func (p *parser) startHr() {
	p.closeP()
	if p.inScope(nearScope, tagSelect) != 0 {
		p.popImplied(tagNone)
	}
	p.insertVoid()
	p.framesetOK = false
}

func (p *parser) startRuby(rule startRule) {
	if p.inScope(nearScope, tagRuby) != 0 {
		except := tagNone
		if rule == startRt {
			except = tagRtc
		}
		p.popImplied(except)
	}
	p.insertElement()
}

// inBodyFormStart is "in body" for input, select and what stands in it.
func (p *parser) inBodyFormStart(rule startRule) {
	switch rule {
	case startInput:
		if p.contextTag == tagSelect {
			return
		}
		p.closeInScope(nearScope, tagSelect)
		p.reconstruct()
		p.insertVoid()
		p.framesetOK = p.framesetOK && p.isHidden()
	case startSelect:
		if p.contextTag == tagSelect || p.closeInScope(nearScope, tagSelect) {
			return
		}
		p.reconstruct()
		p.insertElement()
		p.framesetOK = false
	default:
		if p.inScope(nearScope, tagSelect) != 0 {
			except := tagNone
			if rule == startOption {
				except = tagOptgroup
			}
			p.popImplied(except)
		} else if p.top().tag == tagOption {
			p.pop()
		}
		p.reconstruct()
		p.insertElement()
	}
}

// inBodyRawStart is "in body" for elements that hold text.
func (p *parser) inBodyRawStart(rule startRule) {
	switch rule {
	case startNoscript:
		p.reconstruct()
		p.insertElement()
		p.notRaw()
		return
	case startXmp:
		p.closeP()
		p.reconstruct()
	}
	p.framesetOK = p.framesetOK && rule == startNoembed
	p.insertRaw()
}

// inBodyEnd is "in body" for end tags.
func (p *parser) inBodyEnd() bool {
	tag := p.tok.tag
	rule := endOther
	if tag < numTags {
		rule = tags[tag].end
	}
	switch rule {
	case endOther:
		p.anyOtherEndTag(tag)
	case endBlock:
		if p.inScope(nearScope, tag) != 0 {
			p.popImplied(tagNone)
			p.closeInScope(nearScope, tag)
		}
	case endP:
		if p.inScope(nearButtonScope, tagP) == 0 {
			p.imply(tokenStartTag, tagP)
		}
		p.closeP()
	case endFormatting:
		p.adoptionAgency(tag, p.tok.tagName())
	case endListItem:
		p.closeInScope(nearListScope, tag)
	case endDescription:
		p.closeInScope(nearScope, tag)
	case endHeading:
		p.endHeading()
	case endForm:
		p.endForm()
	case endObject:
		if p.closeInScope(nearScope, tag) {
			p.clearToMarker()
		}
	case endBody:
		if p.inScope(nearScope, tagBody) != 0 {
			p.mode = modeAfterBody
		}
	case endHTML:
		if p.inScope(nearScope, tagBody) != 0 {
			p.imply(tokenEndTag, tagBody)
			return false
		}
	case endBr:
		p.tok.kind = tokenStartTag
		return false
	case endTemplate:
		p.endTemplate()
	}
	return true
}

// anyOtherEndTag closes the highest element of the name unless a special one
// stands above it.
func (p *parser) anyOtherEndTag(tag nameID) {
	if i := p.highest(tag); i != 0 && i >= int(p.top().near[nearSpecial]) {
		p.popTo(i)
	}
}

func (p *parser) endHeading() {
	highest := 0
	for _, tag := range [...]nameID{tagH1, tagH2, tagH3, tagH4, tagH5, tagH6} {
		highest = max(highest, p.inScope(nearScope, tag))
	}
	if highest != 0 {
		p.popTo(highest)
	}
}

func (p *parser) endForm() {
	i := p.inScope(nearScope, tagForm)
	if p.highest(tagTemplate) != 0 {
		if i != 0 {
			p.popTo(i)
		}
		return
	}
	form := p.form
	p.form = nil
	if form == nil || i == 0 || p.open[i].node != form {
		return
	}
	p.popImplied(tagNone)
	if i := p.place(form); i != 0 {
		p.openStack.remove(i)
	}
}
