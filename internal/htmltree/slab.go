package htmltree

import (
	"unsafe"

	"golang.org/x/net/html"
)

// A node is an [html.Node] with what the parser and [Tree.Offset] need to know
// of it beside. The html.Node comes first, so that one address serves both.
type node struct {
	html.Node
	offset int32 // of the tag or text in the source, or -1
	// place is where an element stood last in the stack of open elements; of a
	// text it is how many bytes the memory of Data holds, 0 if it is not its own.
	place int32
}

// own returns the node that n is the first field of. Every node of a tree that
// is being built is one of the parser's.
func own(n *html.Node) *node { return (*node)(unsafe.Pointer(n)) }

const (
	leastNodes = 16  // nodes of the smallest slab
	mostNodes  = 290 // nodes of the largest slab of a small tree: 32 KiB
	mostAttrs  = 512 // attributes of the largest slab, but for tags with more
)

// A nodeSlab hands out nodes, many from one allocation. Like the others it counts
// what is given out instead of cutting a slice: while garbage is collected, each
// pointer that is stored costs.
type nodeSlab struct {
	slab  []node   // the last one
	used  int      // how many of its nodes are given out
	slabs [][]node // all, in the order of their making
	made  int      // nodes in all slabs
	// expected is how many nodes are thought to come yet.
	expected int
}

func (s *nodeSlab) take() *node {
	if s.used == len(s.slab) {
		s.grow()
	}
	n := &s.slab[s.used]
	s.used++
	return n
}

// grow makes a slab. Those of a large tree get larger, so that they stay few.
func (s *nodeSlab) grow() {
	n := max(leastNodes, min(s.expected, max(mostNodes, s.made/4)))
	s.slab, s.used = make([]node, n), 0
	s.slabs = append(s.slabs, s.slab)
	s.made += n
	s.expected = max(s.expected-n, n/4)
}

// find returns the node that has n as its first field, nil if n is not of
// these slabs.
func (s *nodeSlab) find(n *html.Node) *node {
	at := uintptr(unsafe.Pointer(n))
	for _, slab := range s.slabs {
		first := uintptr(unsafe.Pointer(&slab[0]))
		if first <= at && at < first+uintptr(len(slab))*unsafe.Sizeof(node{}) {
			return own(n)
		}
	}
	return nil
}

// An attrSlab hands out the attributes of elements from larger allocations. The
// attributes of the tag that is being read stand at slab[used:][:pending].
type attrSlab struct {
	slab          []html.Attribute
	used, pending int
	size          int // of a slab
}

// add appends an attribute to the pending ones.
func (s *attrSlab) add(key, val string) {
	if s.used+s.pending == len(s.slab) {
		s.grow(1)
	}
	a := &s.slab[s.used+s.pending]
	a.Key, a.Val = key, val
	s.pending++
}

// grow makes a slab that has room for at least n more attributes, and moves the
// pending ones there.
func (s *attrSlab) grow(n int) {
	slab := make([]html.Attribute, max(s.size, 2*(s.pending+n)))
	copy(slab, s.tag())
	s.slab, s.used = slab, 0
}

// tag returns the pending attributes.
func (s *attrSlab) tag() []html.Attribute {
	end := s.used + s.pending
	return s.slab[s.used:end:end]
}

// take returns the pending attributes for good, nil if there are none.
func (s *attrSlab) take() []html.Attribute {
	if s.pending == 0 {
		return nil
	}
	attr := s.tag()
	s.used, s.pending = s.used+s.pending, 0
	return attr
}

// copyOf returns a copy of attr.
func (s *attrSlab) copyOf(attr []html.Attribute) []html.Attribute {
	if len(s.slab)-s.used < len(attr) {
		s.grow(len(attr))
	}
	s.pending = copy(s.slab[s.used:], attr)
	return s.take()
}

// A textSlab holds the strings that are not in the source as they stand.
type textSlab struct {
	free []byte // empty, with room
	size int    // of the last slab
}

const (
	leastText = 128
	mostText  = 4096
)

// begin returns an empty slice to append a string of about n bytes to.
func (s *textSlab) begin(n int) []byte {
	if cap(s.free) < n {
		s.size = min(max(leastText, 2*s.size), mostText)
		s.free = make([]byte, 0, max(n, s.size))
	}
	return s.free
}

// end takes what was appended to the slice of begin as a string.
func (s *textSlab) end(b []byte) string {
	s.free = b[len(b):]
	return unsafe.String(unsafe.SliceData(b), len(b))
}

// appendText appends s to the text of n, in constant time a byte over all calls.
func (n *node) appendText(s string) {
	old := len(n.Data)
	need := old + len(s)
	if need > int(n.place) {
		b := make([]byte, min(2*need, maxSource))
		copy(b, n.Data)
		n.Data, n.place = unsafe.String(&b[0], old), int32(len(b))
	}
	b := unsafe.Slice(unsafe.StringData(n.Data), need)
	copy(b[old:], s)
	n.Data = unsafe.String(&b[0], need)
}
