package convert

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// footnotes are the notes of an article: a reference links to an id, which is
// a list item or paragraph that links back.
type footnotes struct {
	definitions map[string]*html.Node // by id
	labels      map[string]string     // by id
	order       []string              // ids by their first reference
	lists       map[*html.Node]bool   // elements that hold nothing but definitions
	paragraphs  map[*html.Node]string // paragraphs that are definitions: their ids
	back        map[*html.Node]bool   // the links back at the beginning of paragraphs
}

// definitionPrefixes begin the ids of footnotes, and who writes them.
var definitionPrefixes = []string{
	"fn:",       // kramdown, Hugo, Python-Markdown
	"fn-",       // Jetpack, Docutils
	"fn",        // pandoc, GitHub
	"footnote-", // various
	"footnote_", // various
	"user-content-fn-",
	"cite_note-", // MediaWiki
	"_ftn",       // Word
	"_edn",       // Word, end notes
}

func isFootnoteID(id string) bool {
	for _, prefix := range definitionPrefixes {
		if rest, ok := strings.CutPrefix(id, prefix); ok && rest != "" && !strings.HasPrefix(rest, "ref") && strings.ContainsAny(rest[:1], "0123456789") || ok && (prefix == "fn:" || prefix == "cite_note-") && rest != "" {
			return true
		}
	}
	return false
}

// find collects the definitions: items of a list whose id is that of a
// footnote.
func (f *footnotes) find(root *html.Node) {
	f.collect(root)
	if f.definitions == nil {
		return
	}
	referenced := make(map[string]bool)
	f.references(root, referenced)
	for p, id := range f.paragraphs {
		if !referenced[id] {
			delete(f.lists, p)
			delete(f.definitions, id)
			_, back := paragraphNote(p)
			delete(f.back, back)
		}
	}
	for list := range f.lists {
		for c := list.FirstChild; c != nil; c = c.NextSibling {
			if isItem(c) && (f.definitions[attr(c, "id")] == nil || !referenced[attr(c, "id")]) {
				f.drop(list)
				break
			}
		}
	}
}

func (f *footnotes) collect(parent *html.Node) {
	for n := parent.FirstChild; n != nil; n = n.NextSibling {
		if n.Type != html.ElementNode {
			continue
		}
		if n.DataAtom == atom.Li && isFootnoteID(attr(n, "id")) {
			f.define(attr(n, "id"), n, parent)
		}
		if n.DataAtom == atom.P {
			if id, back := paragraphNote(n); back != nil {
				f.define(id, n, n)
				f.paragraphs[n], f.back[back] = id, true
			}
		}
		f.collect(n)
	}
}

// define notes a definition and the element that holds nothing else.
func (f *footnotes) define(id string, n, list *html.Node) {
	if f.definitions == nil {
		f.definitions, f.labels, f.lists = map[string]*html.Node{}, map[string]string{}, map[*html.Node]bool{}
		f.paragraphs, f.back = map[*html.Node]string{}, map[*html.Node]bool{}
	}
	f.definitions[id] = n
	f.lists[list] = true
}

// paragraphNote is the id of the footnote that a paragraph is, and the link back
// that it begins with and that holds the id, as Word writes them.
func paragraphNote(p *html.Node) (id string, back *html.Node) {
	n := p.FirstChild
	for n != nil {
		switch {
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) == "":
			n = n.NextSibling
		case n.Type != html.ElementNode:
			return "", nil
		case n.DataAtom != atom.A:
			n = n.FirstChild
		default:
			id = firstNonEmpty(attr(n, "name"), attr(n, "id"))
			if !isFootnoteID(id) || !strings.HasPrefix(attr(n, "href"), "#") {
				return "", nil
			}
			return id, n
		}
	}
	return "", nil
}

// references collects the addresses of the links that stand outside of
// footnotes.
func (f *footnotes) references(n *html.Node, referenced map[string]bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || f.lists[c] {
			continue
		}
		if c.DataAtom == atom.A {
			referenced[strings.TrimPrefix(attr(c, "href"), "#")] = true
		}
		f.references(c, referenced)
	}
}

// drop makes the items of a list ordinary ones.
func (f *footnotes) drop(list *html.Node) {
	delete(f.lists, list)
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		delete(f.definitions, attr(c, "id"))
	}
}

// isDefinitions tells whether n shows nothing but footnotes, a rule and a
// heading of them.
func (f *footnotes) isDefinitions(n *html.Node) bool {
	if len(f.lists) == 0 {
		return false
	}
	if f.lists[n] {
		return true
	}
	if !hasClass(n, "footnotes") && !hasClass(n, "footnote") && attr(n, "role") != "doc-endnotes" {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom != atom.Hr && !f.lists[c] {
			return false
		}
	}
	return true
}

// footnoteReference writes [^1] for a link, or the sup around one, to a
// footnote.
func (w *writer) footnoteReference(n *html.Node) bool {
	label, ok := w.footnotes.reference(n)
	if ok {
		w.push(token{kind: tokenVerbatim, text: "[^" + label + "]"})
	}
	return ok
}

// reference is the label of the footnote that a link, or the sup around one,
// refers to.
func (f *footnotes) reference(n *html.Node) (label string, ok bool) {
	if len(f.definitions) == 0 {
		return "", false
	}
	a := n
	if n.DataAtom == atom.Sup {
		if a = onlyElement(n); a == nil || a.DataAtom != atom.A {
			return "", false
		}
	}
	id, ok := strings.CutPrefix(attr(a, "href"), "#")
	if !ok || f.definitions[id] == nil {
		return "", false
	}
	return f.label(id), true
}

func (f *footnotes) label(id string) string {
	if l, ok := f.labels[id]; ok {
		return l
	}
	f.order = append(f.order, id)
	l := strconv.Itoa(len(f.order))
	f.labels[id] = l
	return l
}

// isBackReference tells whether a link leads from a footnote back to the text.
func (f *footnotes) isBackReference(n *html.Node) bool {
	if len(f.definitions) == 0 || !strings.HasPrefix(attr(n, "href"), "#") {
		return false
	}
	if f.back[n] {
		return true
	}
	if hasClass(n, "reversefootnote") || hasClass(n, "footnote-backref") || hasClass(n, "footnote-back") || attr(n, "role") == "doc-backlink" {
		return true
	}
	return strings.Contains(attr(n, "href"), "ref") && strings.Trim(textOf(n), "↩↵⏎↑^ \u00a0\ufe0e") == ""
}

func onlyElement(n *html.Node) *html.Node {
	var only *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.ElementNode && only == nil:
			only = c
		case c.Type == html.ElementNode, c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			return nil
		}
	}
	return only
}

// writeFootnotes writes the definitions at the end, in the order of their
// references; writing one may refer to more.
func (w *writer) writeFootnotes() {
	for i := 0; i < len(w.footnotes.order); i++ {
		id := w.footnotes.order[i]
		n := w.footnotes.definitions[id]
		w.separate(blockParagraph)
		w.within("[^"+w.footnotes.labels[id]+"]: ", "    ", func() { w.children(n) })
		w.out = append(bytes.TrimRight(bytes.TrimRight(w.out, "\n"), "\u00a0 "), '\n') // what stood before the link back
		w.last = blockParagraph
	}
}
