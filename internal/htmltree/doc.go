// Package htmltree parses HTML as the WHATWG standard says (section 13.2,
// numbers in comments are its sections) into trees of golang.org/x/net/html's
// nodes, so that whatever works on those works on these.
//
// Call [Parse] for a document, [ParseFragment] for what stands in an element,
// and [Tree.Offset] for where a node came from. Scripting counts as off: what
// noscript holds is markup.
//
// # What it promises
//
// The trees are those of golang.org/x/net/html with scripting off, node by node,
// its divergences from the standard included (comments at the code name them;
// the one that loses content is that a template in an svg or math ends the
// parse), except that
//
//   - there is no limit of 512 open elements, and no source is refused but one
//     that is too large;
//   - in a fragment of a head or a frameset, content is kept that x/net/html
//     loses, and no end tag closes the element around a fragment;
//   - names of elements are compared in foreign content by ASCII's letters, not
//     Unicode's.
//
// Time and memory are linear in the source, whatever it holds. For that, beyond
// what x/net/html would parse, three things end: the list of active formatting
// elements forgets the oldest of more than 512 after a marker; the end tag of a
// formatting element with more than 512 elements open above it only ends what
// would be carried on; and formatting is not carried on any more after 65,536
// copied elements and attributes, and one for each 16 bytes of the source. Text,
// and elements that the source holds, are never left out for it.
//
// # Memory
//
// The whole source is in memory, and the tree refers to it: names, attributes and
// texts are parts of the source wherever they stand there as they are. A tree
// keeps its source alive, and a node the slab it was made in, which is up to 290
// nodes or a fifth of its tree. The tree may be changed, nodes moved to other
// trees and attributes appended, like any other; only a source of bytes must
// stay as it is. A parse shares nothing with another.
//
// An element takes 112 bytes, an attribute 48, and while it is open 56 more: a
// source of nothing but start tags of three bytes takes some 60 times its size.
package htmltree
