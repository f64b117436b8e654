package htmltree

import (
	"strings"

	"golang.org/x/net/html"
)

// An insertionMode is a state of the tree builder (13.2.4.1).
type insertionMode uint8

const (
	modeInitial insertionMode = iota
	modeBeforeHTML
	modeBeforeHead
	modeInHead
	modeInHeadNoscript
	modeAfterHead
	modeInBody
	modeText
	modeInTable
	modeInCaption
	modeInColumnGroup
	modeInTableBody
	modeInRow
	modeInCell
	modeInTemplate
	modeAfterBody
	modeInFrameset
	modeAfterFrameset
	modeAfterAfterBody
	modeAfterAfterFrameset
	modeIgnoreRest
)

// A parser builds a tree from the tokens of its tokenizer (13.2.6).
type parser struct {
	tokenizer
	openStack
	formattingList

	nodes nodeSlab
	doc   *node

	mode, originalMode insertionMode
	templateModes      []insertionMode
	head               *node
	form               *node      // a node of nobody's if it is around a fragment
	context            *html.Node // of a fragment, or nil
	contextTag         nameID
	contextForeign     bool // whether it is of another namespace

	fostering  bool // the standard's "foster parenting" flag
	framesetOK bool
	quirks     bool
	hasNUL     bool // whether the source holds one
	maxDepth   int
	flattened  bool // whether maxDepth was met

	// The names of the attributes of html and body, once copyAttributes was
	// asked often.
	htmlKeys, bodyKeys map[string]bool
}

// run parses the source to its end.
func (p *parser) run() {
	for {
		p.cdata = p.openStack.foreign > 0 && p.top().foreign > 0
		p.next()
		eof := p.tok.kind == tokenEOF
		p.process()
		if eof {
			return
		}
	}
}

// process hands the token to the rules until one has consumed it.
func (p *parser) process() {
	for done := false; !done; {
		if (p.openStack.foreign > 0 || p.contextForeign) && p.inForeignContent() {
			done = p.foreignContent()
		} else {
			done = p.step(p.mode)
		}
	}
}

// step applies the rules of a mode to the token. It returns whether they have
// consumed it.
func (p *parser) step(m insertionMode) (consumed bool) {
	switch m {
	case modeInBody:
		return p.inBody()
	case modeInitial:
		return p.initial()
	case modeBeforeHTML:
		return p.beforeHTML()
	case modeBeforeHead:
		return p.beforeHead()
	case modeInHead:
		return p.inHead()
	case modeInHeadNoscript:
		return p.inHeadNoscript()
	case modeAfterHead:
		return p.afterHead()
	case modeText:
		return p.inText()
	case modeInTable:
		return p.inTable()
	case modeInCaption:
		return p.inCaption()
	case modeInColumnGroup:
		return p.inColumnGroup()
	case modeInTableBody:
		return p.inTableBody()
	case modeInRow:
		return p.inRow()
	case modeInCell:
		return p.inCell()
	case modeInTemplate:
		return p.inTemplate()
	case modeAfterBody:
		return p.afterBody()
	case modeInFrameset:
		return p.inFrameset()
	case modeAfterFrameset:
		return p.afterFrameset()
	case modeAfterAfterBody:
		return p.afterAfterBody()
	case modeAfterAfterFrameset:
		return p.afterAfterFrameset()
	}
	return true
}

// imply processes a tag that the source leaves out.
func (p *parser) imply(kind tokenKind, tag nameID) {
	was := p.tok
	p.tok = token{kind: kind, tag: tag, atom: tags[tag].atom, offset: -1}
	p.process()
	p.tok = was
}

// newNode returns a node with nothing around it.
func (p *parser) newNode(t html.NodeType, data string, offset int) *node {
	n := p.nodes.take()
	n.Type, n.Data, n.offset = t, data, int32(offset)
	return n
}

// insert adds a node at the appropriate place (13.2.6.1).
func (p *parser) insert(n *node) {
	top := p.top()
	if p.fostering && top.traits&fosters != 0 {
		p.foster(n)
		return
	}
	parent := top.node
	if p.maxDepth > 0 && len(p.open) > p.maxDepth && n.Type == html.ElementNode && parent.Parent != nil {
		parent, p.flattened = own(parent.Parent), true
	}
	appendChild(parent, n)
}

// appendChild appends a node that has no parent.
func appendChild(parent, n *node) {
	n.Parent = &parent.Node
	if last := parent.LastChild; last != nil {
		n.PrevSibling, last.NextSibling = last, &n.Node
	} else {
		parent.FirstChild = &n.Node
	}
	parent.LastChild = &n.Node
}

// insertElement inserts an HTML element for the token and opens it.
func (p *parser) insertElement() *node {
	n := p.insertVoid()
	p.push(n, p.tok.tag, rowTraits(p.tok.tag))
	return n
}

// insertVoid inserts an HTML element for the token that has no content.
func (p *parser) insertVoid() *node {
	n := p.newNode(html.ElementNode, p.tok.tagName(), p.tok.offset)
	n.DataAtom = p.tok.atom
	if p.tok.attr != nil {
		n.Attr = p.tok.attr
	}
	p.insert(n)
	return n
}

// insertComment inserts the token's comment as the last child of a node.
func (p *parser) insertComment(parent *node) bool {
	appendChild(parent, p.newNode(html.CommentNode, p.tok.data, p.tok.offset))
	return true
}

// insertText inserts characters, which join the text that they follow.
func (p *parser) insertText(s string, offset int) {
	if s == "" {
		return
	}
	top := p.top()
	if p.fostering && top.traits&fosters != 0 {
		p.foster(p.newNode(html.TextNode, s, offset))
		return
	}
	if last := top.node.LastChild; last != nil && last.Type == html.TextNode {
		own(last).appendText(s)
		return
	}
	appendChild(top.node, p.newNode(html.TextNode, s, offset))
}

// foster adds a node before the table that it may not stand in (13.2.6.1).
func (p *parser) foster(n *node) {
	table, template := p.highest(tagTable), p.highest(tagTemplate)
	if template > table {
		appendChild(p.open[template].node, n)
		return
	}
	var parent, before *html.Node
	if table == 0 {
		parent = &p.open[min(1, len(p.open)-1)].node.Node
	} else {
		before = &p.open[table].node.Node
		if parent = before.Parent; parent == nil {
			parent, before = &p.open[table-1].node.Node, nil
		}
	}
	prev := parent.LastChild
	if before != nil {
		prev = before.PrevSibling
	}
	if prev != nil && prev.Type == html.TextNode && n.Type == html.TextNode {
		own(prev).appendText(n.Data)
		return
	}
	parent.InsertBefore(&n.Node, before)
}

const whitespace = " \t\r\n\f"

// trimSpace cuts the white space at the beginning of the token's text, and
// returns it.
func (p *parser) trimSpace() (space string) {
	t := &p.tok
	rest := strings.TrimLeft(t.data, whitespace)
	space, t.data = t.data[:len(t.data)-len(rest)], rest
	for space != "" && t.offset < p.pos && classes[p.src[t.offset]]&isSpace != 0 {
		t.offset++
	}
	return space
}

// isBlank tells whether the token's text is nothing but white space.
func (p *parser) isBlank() bool {
	return strings.TrimLeft(p.tok.data, whitespace) == ""
}

// insertSpace inserts the white space that the token's text begins with, and
// tells whether that was all.
func (p *parser) insertSpace() (all bool) {
	offset := p.tok.offset
	p.insertText(p.trimSpace(), offset)
	return p.tok.data == ""
}

// copyAttributes gives an element the attributes of the token that it lacks.
// The names are kept in keys for the next call, so that many calls cost no more
// than their attributes.
func (p *parser) copyAttributes(n *node, keys *map[string]bool) {
	if len(p.tok.attr) == 0 {
		return
	}
	if *keys == nil {
		*keys = map[string]bool{}
		for _, a := range n.Attr {
			(*keys)[a.Key] = true
		}
	}
	for _, a := range p.tok.attr {
		if !(*keys)[a.Key] {
			(*keys)[a.Key] = true
			n.Attr = append(n.Attr, a)
		}
	}
}

// resetMode chooses the mode by what is open (13.2.4.1, "reset the insertion
// mode appropriately").
func (p *parser) resetMode() {
	if len(p.open) == 1 {
		return
	}
	i := int(p.top().near[nearReset])
	tag := p.open[i].tag
	if p.context != nil && i <= 1 {
		tag = p.contextTag
	}
	switch tag {
	case tagTd, tagTh:
		p.mode = modeInCell
	case tagTr:
		p.mode = modeInRow
	case tagTbody, tagThead, tagTfoot:
		p.mode = modeInTableBody
	case tagCaption:
		p.mode = modeInCaption
	case tagColgroup:
		p.mode = modeInColumnGroup
	case tagTable:
		p.mode = modeInTable
	case tagTemplate:
		p.mode = modeInBody
		if n := len(p.templateModes); n > 0 {
			p.mode = p.templateModes[n-1]
		}
	case tagHead:
		p.mode = modeInHead
	case tagFrameset:
		p.mode = modeInFrameset
	case tagHtml:
		p.mode = modeAfterHead
		if p.head == nil {
			p.mode = modeBeforeHead
		}
	default:
		p.mode = modeInBody
	}
}

// notRaw keeps the tokenizer from reading raw text after the start tag.
func (p *parser) notRaw() { p.raw = rawNone }
