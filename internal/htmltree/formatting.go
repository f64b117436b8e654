package htmltree

import (
	"cmp"
	"slices"

	"golang.org/x/net/html"
)

const (
	// mostFormatting is how many elements the list of active formatting elements
	// holds after its last marker; an older one gives way. x/net/html, which
	// opens 512 elements, never gets there.
	mostFormatting = 512
	// farthestAdoption is how many elements may be open above a formatting
	// element whose end tag the adoption agency is to treat. Farther down, the
	// tag only takes the element from the list.
	farthestAdoption = 512
	// freeClones and sourcePerClone bound the elements and attributes that are
	// copied to carry formatting on: so many, and one more for so many bytes of
	// the source. After that formatting is not carried on any more.
	freeClones     = 1 << 16
	sourcePerClone = 16
)

// A formattingEntry is an entry of the list of active formatting elements
// (13.2.4.3), or, without a node, a marker.
type formattingEntry struct {
	node *node
	tag  nameID
}

// A formattingList is the list of active formatting elements.
type formattingList struct {
	active []formattingEntry
	marker int // where the last marker stands, or -1
	clones int // how many elements and attributes may yet be copied
	looked int // how many entries were looked at: what tests of linear time count
}

func (l *formattingList) mark() {
	l.marker = len(l.active)
	l.active = append(l.active, formattingEntry{})
}

// clearToMarker removes what stands after the last marker, and the marker.
func (l *formattingList) clearToMarker() {
	l.active = l.active[:max(0, l.marker)]
	for l.marker--; l.marker >= 0 && l.active[l.marker].node != nil; l.marker-- {
	}
	l.marker = max(l.marker, -1)
	l.looked += len(l.active) - l.marker
}

// find returns the place of the last element of the name after the last marker,
// or -1.
func (l *formattingList) find(tag nameID) int {
	i := len(l.active) - 1
	for i > l.marker && l.active[i].tag != tag {
		i--
	}
	l.looked += len(l.active) - i
	if i == l.marker {
		return -1
	}
	return i
}

// listed returns the place of a node, or -1.
func (l *formattingList) listed(n *node) int {
	i := len(l.active) - 1
	for i >= 0 && l.active[i].node != n {
		i--
	}
	l.looked += len(l.active) - i
	return i
}

func (l *formattingList) remove(i int) {
	l.active = slices.Delete(l.active, i, i+1)
	if i < l.marker {
		l.marker--
	}
}

func (l *formattingList) insert(i int, e formattingEntry) {
	l.active = slices.Insert(l.active, i, e)
	if i <= l.marker {
		l.marker++
	}
}

// add appends an element. Of those that are the same in all there are three at
// most ("the Noah's Ark clause").
func (l *formattingList) add(n *node, tag nameID) {
	same := 0
	l.looked += len(l.active) - l.marker
	for i := len(l.active) - 1; i > l.marker; i-- {
		e := &l.active[i]
		if e.tag == tag && slices.Equal(e.node.Attr, n.Attr) {
			if same++; same >= 3 {
				l.remove(i)
			}
		}
	}
	if len(l.active)-1-l.marker >= mostFormatting {
		l.remove(l.marker + 1)
	}
	l.active = append(l.active, formattingEntry{node: n, tag: tag})
}

// insertFormatting inserts the element of the token and lists it. As in
// x/net/html its attributes come to stand in the order of their names.
func (p *parser) insertFormatting() {
	n := p.insertElement()
	if len(n.Attr) > 1 {
		slices.SortFunc(n.Attr, compareAttributes)
	}
	p.add(n, p.tok.tag)
}

func compareAttributes(a, b html.Attribute) int {
	return cmp.Or(cmp.Compare(a.Namespace, b.Namespace), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Val, b.Val))
}

// reconstruct opens the listed elements that are not open any more (13.2.4.3,
// "reconstruct the active formatting elements").
func (p *parser) reconstruct() {
	last := len(p.active) - 1
	if last == p.marker || p.place(p.active[last].node) != 0 {
		return
	}
	first := last
	for first > p.marker+1 && p.place(p.active[first-1].node) == 0 {
		first--
	}
	p.looked += last - first + 1
	for i := first; i <= last; i++ {
		if p.clones < 0 {
			p.active = p.active[:i]
			return
		}
		clone := p.clone(p.active[i].node)
		p.insert(clone)
		p.push(clone, p.active[i].tag, rowTraits(p.active[i].tag))
		p.active[i].node = clone
	}
}

// clone returns a copy of an element without its children.
func (p *parser) clone(n *node) *node {
	p.clones -= 1 + len(n.Attr)
	c := p.newNode(html.ElementNode, n.Data, -1)
	c.DataAtom = n.DataAtom
	if len(n.Attr) > 0 {
		c.Attr = p.attrs.copyOf(n.Attr)
	}
	return c
}

// adoptionAgency treats the end tag of a formatting element (13.2.6.4.7, "the
// adoption agency algorithm").
func (p *parser) adoptionAgency(tag nameID, name string) {
	if top := p.top().node; top.Data == name && p.listed(top) < 0 {
		p.pop()
		return
	}
	for range 8 {
		f := p.find(tag)
		if f < 0 {
			p.anyOtherEndTag(tag)
			return
		}
		at := p.place(p.active[f].node)
		if at == 0 {
			p.formattingList.remove(f)
			return
		}
		if p.inScope(nearScope, tag) == 0 {
			return
		}
		if len(p.open)-at > farthestAdoption || p.clones < 0 {
			p.formattingList.remove(f)
			return
		}
		block := p.furthestBlock(at)
		if block == 0 {
			p.popTo(at)
			p.formattingList.remove(f)
			return
		}
		if p.maxDepth > 0 && len(p.open) > p.maxDepth {
			p.formattingList.remove(f)
			return
		}
		p.adopt(f, at, block)
	}
}

// furthestBlock returns the lowest special element above place at, or 0.
func (p *parser) furthestBlock(at int) int {
	for i := at + 1; i < len(p.open); i++ {
		if p.open[i].traits&special != 0 {
			return i
		}
	}
	return 0
}

// adopt moves the furthest block out of the formatting element, which is entry
// f of the list and entry at of the stack, and lets a copy of the element
// adopt the block's children (steps 12 to 20).
func (p *parser) adopt(f, at, block int) {
	element, furthest := p.active[f], p.open[block].node
	last, bookmark := p.adoptBetween(at, block, f)
	detach(&last.Node)
	if ancestor := p.open[at-1]; ancestor.traits&fosters != 0 {
		p.foster(last)
	} else {
		ancestor.node.AppendChild(&last.Node)
	}
	clone := p.clone(element.node)
	moveChildren(&clone.Node, &furthest.Node)
	furthest.AppendChild(&clone.Node)

	f = p.listed(element.node)
	if f < bookmark {
		bookmark--
	}
	p.formattingList.remove(f)
	p.formattingList.insert(bookmark, formattingEntry{clone, element.tag})

	block = p.place(furthest)
	p.unlink(at)
	entry := p.open[at]
	entry.node = clone
	copy(p.open[at:], p.open[at+1:block+1])
	p.open[block] = entry
	p.relink(at)
}

// adoptBetween treats the elements between the formatting element and the
// furthest block (step 14): it copies those that are listed, around the block,
// and closes the others. It returns the outermost copy and the bookmark. As in
// x/net/html, listed elements beyond the third stay open.
func (p *parser) adoptBetween(at, block, bookmark int) (last *node, mark int) {
	p.unlink(at)
	furthest := p.open[block].node
	last = furthest
	kept := block // what stays of the stack stands from here on
	for x, count := block-1, 1; x > at; x, count = x-1, count+1 {
		n := p.open[x].node
		k := p.listed(n)
		if k < 0 {
			continue
		}
		kept--
		p.open[kept] = p.open[x]
		if count > 3 {
			p.formattingList.remove(k)
			if k <= bookmark {
				bookmark--
			}
			continue
		}
		clone := p.clone(n)
		p.active[k].node = clone
		p.open[kept].node = clone
		if last == furthest {
			bookmark = k + 1
		}
		detach(&last.Node)
		clone.AppendChild(&last.Node)
		last = clone
	}
	p.open = append(p.open[:at+1], p.open[kept:]...)
	p.relink(at)
	return last, bookmark
}

// detach removes a node from its parent, if it has one.
func detach(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// moveChildren appends the children of one element to another, which has none.
func moveChildren(to, from *html.Node) {
	to.FirstChild, to.LastChild = from.FirstChild, from.LastChild
	from.FirstChild, from.LastChild = nil, nil
	for c := to.FirstChild; c != nil; c = c.NextSibling {
		c.Parent = to
	}
}
