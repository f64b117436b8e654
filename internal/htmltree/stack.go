package htmltree

import (
	"math/bits"

	"golang.org/x/net/html"
)

// An openElement is an entry of the stack of open elements (13.2.4.2).
type openElement struct {
	node   *node
	tag    nameID // of the element, whatever its namespace
	traits traits
	// foreign is how many elements of other namespaces stand here one after the
	// other, up to this one.
	foreign int32
	// below is the next lower entry of the same name and kind of namespace.
	below int32
	// near holds, for each of the lowest traits, the nearest entry that has it,
	// at or below this one.
	near [numNear]int32
}

// An openStack is the stack of open elements. Entry 0 stands for the document,
// so that a place of 0 means "none". The nearest element of each name and trait
// is known at any time, so that no question about scopes walks down the stack.
type openStack struct {
	open []openElement
	// nearest holds the highest entry of each name: HTML elements at twice the
	// name's number, others at one more.
	nearest []int32
	foreign int // how many entries are of other namespaces
	moved   int // how many entries were removed, and linked anew: what tests of linear time count

	// The first memory of open and nearest.
	openFirst    [24]openElement
	nearestFirst [2 * numTags]int32
}

func (s *openStack) top() *openElement { return &s.open[len(s.open)-1] }

// slot returns the index into nearest for a name.
func slot(tag nameID, foreign bool) int {
	if foreign {
		return 2*int(tag) + 1
	}
	return 2 * int(tag)
}

// highest returns the place of the highest HTML element of the name, or 0.
func (s *openStack) highest(tag nameID) int {
	return s.highestOf(tag, false)
}

func (s *openStack) highestOf(tag nameID, foreign bool) int {
	if i := slot(tag, foreign); i < len(s.nearest) {
		return int(s.nearest[i])
	}
	return 0
}

// inScope returns the place of the highest HTML element of the name if it is in
// the scope whose ends near names (13.2.4.2), or 0.
func (s *openStack) inScope(near int, tag nameID) int {
	if i := s.highest(tag); i != 0 && i >= int(s.top().near[near]) {
		return i
	}
	return 0
}

// place returns where a node stands, or 0.
func (s *openStack) place(n *node) int {
	if i := int(n.place); i < len(s.open) && s.open[i].node == n {
		return i
	}
	return 0
}

// push adds an element.
func (s *openStack) push(n *node, tag nameID, t traits) {
	s.open = append(s.open, openElement{node: n, tag: tag, traits: t})
	s.link(len(s.open) - 1)
}

// link fills in what entry i knows of those below.
func (s *openStack) link(i int) {
	e, under := &s.open[i], &s.open[i-1]
	e.near = under.near
	for t := uint32(e.traits & nearMask); t != 0; t &= t - 1 {
		e.near[bits.TrailingZeros32(t)] = int32(i)
	}
	foreign := e.node.Namespace != ""
	e.foreign = 0
	if foreign {
		e.foreign = under.foreign + 1
		s.foreign++
	}
	k := slot(e.tag, foreign)
	for k >= len(s.nearest) {
		s.nearest = append(s.nearest, make([]int32, max(2*int(numTags), len(s.nearest)))...)
	}
	e.below, s.nearest[k] = s.nearest[k], int32(i)
	e.node.place = int32(i)
}

// unlink forgets the entries from i on, without removing them.
func (s *openStack) unlink(i int) {
	s.moved += len(s.open) - i
	for k := len(s.open) - 1; k >= i; k-- {
		e := &s.open[k]
		foreign := e.node.Namespace != ""
		s.nearest[slot(e.tag, foreign)] = e.below
		if foreign {
			s.foreign--
		}
	}
}

// pop removes the highest entry, unless none is left.
func (s *openStack) pop() {
	s.popTo(max(1, len(s.open)-1))
}

// popTo removes the entries from i on.
func (s *openStack) popTo(i int) {
	s.unlink(i)
	s.open = s.open[:i]
}

// remove removes entry i from amid the others.
func (s *openStack) remove(i int) {
	s.unlink(i)
	s.open = append(s.open[:i], s.open[i+1:]...)
	s.relink(i)
}

// relink does link for the entries from i on.
func (s *openStack) relink(i int) {
	s.moved += len(s.open) - i
	for ; i < len(s.open); i++ {
		s.link(i)
	}
}

// popImplied pops the elements whose end tags may be left out, up to one named
// except (13.2.6.3, "generate implied end tags").
func (s *openStack) popImplied(except nameID) {
	i := len(s.open)
	for s.open[i-1].traits&impliedEnd != 0 && s.open[i-1].tag != except {
		i--
	}
	s.popTo(i)
}

// popToContext pops up to an element of one of the names, or html, or template
// (13.2.6.4.9, "clear the stack back to a table context" and its variants).
func (s *openStack) popToContext(names ...nameID) {
	for i := len(s.open) - 1; i > 0; i-- {
		tag := s.open[i].tag
		if tag == tagHtml || tag == tagTemplate || tag == names[0] || len(names) > 1 && (tag == names[1] || tag == names[2]) {
			s.popTo(i + 1)
			return
		}
	}
}

// foreignTraits returns the traits of an element of another namespace. x/net/html
// looks at the name alone where the standard means an HTML element: when it
// generates implied end tags, fosters, and resets the insertion mode.
func foreignTraits(n *html.Node, tag nameID) traits {
	t := rowTraits(tag) & (impliedEnd | fosters | resetsMode)
	if tag == tagTemplate {
		t &^= resetsMode
	}
	if isTextIntegrationPoint(n) || n.Namespace == "svg" && isHTMLIntegrationPoint(n) ||
		n.Namespace == "math" && n.Data == "annotation-xml" {
		t |= inScope | special | endsItem
	}
	return t
}

// rowTraits returns the traits of an HTML element.
func rowTraits(tag nameID) traits {
	if tag < numTags {
		return tags[tag].traits
	}
	return 0
}
