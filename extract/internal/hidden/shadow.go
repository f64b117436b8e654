package hidden

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// Open puts content where browsers show it.
func Open(doc *html.Node) {
	openShadows(doc)
	fillBoundaries(doc)
}

// openShadows puts declarative shadow trees where browsers show them: in their
// host, whose own children stand where the tree has slots (HTML Standard,
// template element, shadowrootmode).
func openShadows(doc *html.Node) {
	for n := doc; n != nil; {
		next := dom.NextNode(n)
		if n.DataAtom == atom.Template && n.Parent != nil && n.Parent.Type == html.ElementNode && dom.AttrOnce(n, "shadowrootmode") != "" {
			if first := n.FirstChild; first != nil {
				next = first
			} else {
				next = dom.NextAfter(n)
			}
			openShadow(n.Parent, n)
		}
		n = next
	}
}

func openShadow(host, tree *html.Node) {
	host.RemoveChild(tree)
	var own []*html.Node
	for c := host.FirstChild; c != nil; c = host.FirstChild {
		own = append(own, c)
		host.RemoveChild(c)
	}
	var slot *html.Node // that of what names none
	named := map[string]*html.Node{}
	for c := tree.FirstChild; c != nil; c = tree.FirstChild {
		tree.RemoveChild(c)
		host.AppendChild(c)
	}
	for n := host.FirstChild; n != nil; n = dom.NextWithin(n, host, false) {
		if n.DataAtom != atom.Slot {
			continue
		}
		name := dom.AttrOnce(n, "name")
		if name == "" && slot == nil {
			slot = n
		} else if name != "" && named[name] == nil {
			named[name] = n
		}
	}
	filled := map[*html.Node]bool{}
	for _, c := range own {
		at := slot
		if c.Type == html.ElementNode {
			if s := dom.AttrOnce(c, "slot"); s != "" {
				at = named[s]
			}
		}
		switch {
		case at == nil:
			host.AppendChild(c) // browsers show it nowhere; better kept than lost
		default:
			if !filled[at] {
				filled[at] = true
				for d := at.FirstChild; d != nil; d = at.FirstChild {
					at.RemoveChild(d) // what stands for it if there is none
				}
			}
			at.AppendChild(c)
		}
	}
}

// fillBoundaries puts what React has streamed behind the page where its scripts
// would: a hidden box with the id S:n in place of the template with the id B:n,
// and of what stands there until it comes, up to the comment "/$".
// Origin: React 18's server rendering (the functions $RC and $RS that it sends).
func fillBoundaries(doc *html.Node) {
	holes, streamed := map[string]*html.Node{}, []*html.Node(nil)
	for n := doc; n != nil; n = dom.NextNode(n) {
		if n.DataAtom != atom.Template && n.DataAtom != atom.Div {
			continue
		}
		id := dom.AttrOnce(n, "id")
		switch {
		case n.DataAtom == atom.Template && (strings.HasPrefix(id, "B:") || strings.HasPrefix(id, "P:")):
			holes[id[2:]] = n
		case n.DataAtom == atom.Div && strings.HasPrefix(id, "S:"):
			streamed = append(streamed, n)
		}
	}
	for _, n := range streamed {
		if hole := holes[dom.AttrOnce(n, "id")[2:]]; hole != nil && hole.Parent != nil && n.Parent != nil && !contains(n, hole) {
			fillBoundary(hole, n)
		}
	}
}

func fillBoundary(hole, box *html.Node) {
	box.Parent.RemoveChild(box)
	for c := box.FirstChild; c != nil; c = box.FirstChild {
		box.RemoveChild(c)
		hole.Parent.InsertBefore(c, hole)
	}
	for c := hole.NextSibling; c != nil && strings.HasPrefix(dom.AttrOnce(hole, "id"), "B:") && (c.Type != html.CommentNode || c.Data != "/$"); c = hole.NextSibling {
		hole.Parent.RemoveChild(c)
	}
	hole.Parent.RemoveChild(hole)
}

func contains(outer, n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if n == outer {
			return true
		}
	}
	return false
}
