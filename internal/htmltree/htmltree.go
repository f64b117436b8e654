package htmltree

import (
	"errors"
	"fmt"
	"strings"
	"unsafe"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxSource is the size of the largest source, 256 MiB: offsets and the lengths
// of texts that grow by decoding fit 32 bits.
const maxSource = 1 << 28

// ErrTooLarge is returned for a source of more than 256 MiB.
var ErrTooLarge = errors.New("HTML of more than 256 MiB")

// Options change how a source is parsed. The zero value takes all of it as the
// standard says.
type Options struct {
	// MaxDepth is how many elements may be open before further ones become
	// siblings of the innermost instead of its children, so that whoever walks
	// the tree by recursion needs a bounded stack. What they hold is kept, in
	// order. Formatting elements that end out of order are not mended there, and
	// may before let a tree nest some four times deeper. 0 is no bound.
	MaxDepth int
}

// A Tree is a parsed source.
type Tree struct {
	// Root is the document, or the element that holds a fragment.
	Root *html.Node
	// Flattened tells whether elements nested deeper than Options.MaxDepth.
	Flattened bool

	nodes nodeSlab
}

// Offset returns where the start tag, the text, the comment or the doctype that
// n was made of begins in the source, in bytes; -1 for a node that the parser
// made up, for the root of a fragment, and for a node of another tree. Text that
// was joined from several places begins at the first.
func (t *Tree) Offset(n *html.Node) int {
	if own := t.nodes.find(n); own != nil {
		return int(own.offset)
	}
	return -1
}

// Parse parses a whole document; Root is its [html.DocumentNode]. A source of
// bytes must not change as long as the tree is used. The only error is
// [ErrTooLarge].
func Parse[S string | []byte](src S, opt Options) (*Tree, error) {
	p, err := newParser(textOf(src), opt)
	if err != nil {
		return nil, err
	}
	p.framesetOK = true
	p.run()
	return p.tree(&p.doc.Node), nil
}

// ParseFragment parses what stands in an element like context (13.4): Root is a
// new element of its name, without attributes, that holds the fragment. Context
// and its parents are only looked at; it must be an element whose Data and
// DataAtom agree. A source of bytes must not change as long as the tree is used.
func ParseFragment[S string | []byte](src S, context *html.Node, opt Options) (*Tree, error) {
	if context == nil || context.Type != html.ElementNode {
		return nil, errors.New("the context of a fragment is not an element")
	}
	p, err := newParser(textOf(src), opt)
	if err != nil {
		return nil, err
	}
	p.name(pack(context.Data), context.Data)
	if p.tok.atom != context.DataAtom {
		return nil, fmt.Errorf("the context of a fragment is %q by its atom and %q by its name", context.DataAtom, context.Data)
	}
	root := p.beginFragment(context)
	p.run()
	p.gather(root)
	root.Data, root.DataAtom, root.Namespace, root.Attr = context.Data, context.DataAtom, context.Namespace, nil
	return p.tree(&root.Node), nil
}

func (p *parser) tree(root *html.Node) *Tree {
	return &Tree{Root: root, Flattened: p.flattened, nodes: p.nodes}
}

// textOf returns the source without copying it.
func textOf[S string | []byte](src S) string {
	if b, ok := any(src).([]byte); ok {
		return unsafe.String(unsafe.SliceData(b), len(b))
	}
	return string(src)
}

// newParser returns a parser that has the document open.
func newParser(src string, opt Options) (*parser, error) {
	if len(src) > maxSource {
		return nil, ErrTooLarge
	}
	p := &parser{maxDepth: opt.MaxDepth}
	p.src = src
	p.nextCoded, p.nextAmp, p.nextCR, p.nextNUL = -1, -1, -1, -1
	p.seek(0)
	p.hasNUL = p.nextNUL < len(src)
	p.marker = -1
	p.clones = freeClones + len(src)/sourcePerClone
	tags := strings.Count(src, "<")
	p.nodes.expected = tags + tags/4 + 4
	p.attrs.size = min(tags/3+4, mostAttrs)
	p.nearest = p.nearestFirst[:]
	p.doc = p.newNode(html.DocumentNode, "", -1)
	p.open = append(p.openFirst[:0], openElement{node: p.doc})
	return p, nil
}

// beginFragment opens the root of a fragment.
func (p *parser) beginFragment(context *html.Node) (root *node) {
	p.context, p.contextTag = context, p.tok.tag
	if p.contextForeign = context.Namespace != ""; !p.contextForeign {
		p.beginRaw()
	}
	root = p.newNode(html.ElementNode, "html", -1)
	root.DataAtom = tags[tagHtml].atom
	appendChild(p.doc, root)
	p.push(root, tagHtml, rowTraits(tagHtml))
	if p.contextTag == tagTemplate {
		p.templateModes = append(p.templateModes, modeInTemplate)
	}
	p.resetMode()
	for n := context; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && n.Data == "form" {
			p.form = &node{}
			break
		}
	}
	return root
}

// beginRaw has the source read as the content of the context. The end tag that
// would end raw text cannot come, but for RCDATA, as in x/net/html.
func (p *parser) beginRaw() {
	if p.contextTag >= numTags {
		return
	}
	switch p.rawTag = tags[p.contextTag].name; tags[p.contextTag].raw {
	case rawRCDATA:
		p.raw = rawRCDATA
	case rawText, rawScript, rawPlaintext:
		p.raw = rawPlaintext
	}
}

// gather moves into the root what a fragment of a head put beside it: x/net/html
// closes the root there and loses it. The body that was made up for it is none of
// the fragment.
func (p *parser) gather(root *node) {
	detach(&root.Node)
	for c := p.doc.FirstChild; c != nil; c = p.doc.FirstChild {
		p.doc.RemoveChild(c)
		if c.DataAtom == atom.Body && own(c).offset < 0 {
			p.gatherChildren(root, c)
			continue
		}
		root.AppendChild(c)
	}
}

func (p *parser) gatherChildren(root *node, from *html.Node) {
	for c := from.FirstChild; c != nil; c = from.FirstChild {
		from.RemoveChild(c)
		root.AppendChild(c)
	}
}
