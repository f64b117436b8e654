package convert

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// footnotes are the notes of an article: a reference links to an id, which is
// that of a list item or paragraph, or stands at its beginning. What is a
// footnote shows by the id, as generators write it, or by a link back.
type footnotes struct {
	definitions map[string]*html.Node // the element that holds each footnote, by id
	ids         map[*html.Node]string // of those elements
	references  map[*html.Node]string // ids by the link to them
	marks       map[*html.Node]bool   // what leads back or repeats the number: not written
	lists       map[*html.Node]bool   // elements that hold nothing but definitions
	labels      map[string]string     // by id
	order       []string              // ids by their first reference
	written     map[string]bool       // ids of the definitions that stand where they stood
}

// definitionPrefixes begin the ids of footnotes, and who writes them.
var definitionPrefixes = []string{
	"fn:",       // kramdown, Hugo, Python-Markdown
	"fn-",       // Jetpack, Docutils
	"fn",        // pandoc, GitHub, Textile
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

// footnoteLink is a link to what may be a footnote, and the links back.
type footnoteLink struct {
	link  *html.Node
	id    string
	block *html.Node
	back  []*html.Node
}

// find collects the footnotes under root and the links to them.
func (f *footnotes) find(root *html.Node) {
	links := fragmentLinks(root, nil)
	if len(links) == 0 {
		return
	}
	byTarget := make(map[string][]*html.Node)
	for _, a := range links {
		byTarget[dom.Attr(a, "href")[1:]] = append(byTarget[dom.Attr(a, "href")[1:]], a)
	}
	targets := make(map[string]*html.Node)
	findTargets(root, byTarget, targets)
	blocks := make(map[string]*html.Node, len(targets))
	for id, target := range targets {
		if block := noteBlock(target); block != nil && (isFootnoteID(id) || !holdsHeading(block)) {
			blocks[id] = block
		}
	}
	var found []footnoteLink
	for _, a := range links {
		id := dom.Attr(a, "href")[1:]
		l := footnoteLink{link: a, id: id, block: blocks[id]}
		if l.block != nil && !isWithin(a, l.block) && l.isReference(byTarget) {
			found = append(found, l)
		}
	}
	if len(found) > 0 {
		f.take(found)
	}
}

// take makes footnotes of what was found. The items of a list are footnotes
// all together, or ordinary ones.
func (f *footnotes) take(found []footnoteLink) {
	f.definitions, f.ids, f.references = map[string]*html.Node{}, map[*html.Node]string{}, map[*html.Node]string{}
	f.marks, f.lists, f.labels, f.written = map[*html.Node]bool{}, map[*html.Node]bool{}, map[string]string{}, map[string]bool{}
	for _, l := range found {
		if id := f.ids[l.block]; id != "" && id != l.id {
			continue // two targets in one block
		}
		f.definitions[l.id], f.ids[l.block] = l.block, l.id
		if l.block.DataAtom == atom.Li {
			f.lists[l.block.Parent] = true
		}
	}
	for list := range f.lists {
		for c := list.FirstChild; c != nil; c = c.NextSibling {
			if isItem(c) && f.ids[c] == "" {
				f.drop(list)
				break
			}
		}
	}
	for _, l := range found {
		if f.definitions[l.id] != l.block {
			continue
		}
		f.references[l.link] = l.id
		for _, back := range l.back {
			f.marks[back] = true
		}
	}
	for block := range f.ids {
		if first := firstContent(block); first != nil && first.DataAtom == atom.Sup && isFootnoteMark(dom.TextOf(first)) {
			f.marks[first] = true
		}
	}
}

// fragmentLinks appends the links within the article under n.
func fragmentLinks(n *html.Node, links []*html.Node) []*html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if c.DataAtom == atom.A {
			if href := dom.Attr(c, "href"); len(href) > 1 && href[0] == '#' {
				links = append(links, c)
			}
		}
		links = fragmentLinks(c, links)
	}
	return links
}

// findTargets finds the first element with each of the ids.
func findTargets(n *html.Node, ids map[string][]*html.Node, targets map[string]*html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		for _, id := range []string{dom.Attr(c, "id"), dom.Attr(c, "name")} {
			if id != "" && ids[id] != nil && targets[id] == nil {
				targets[id] = c
			}
		}
		findTargets(c, ids, targets)
	}
}

// noteBlock is the list item or paragraph that target is or stands at the
// beginning of, nil if there is none.
func noteBlock(target *html.Node) *html.Node {
	for n := target; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Li:
			return n
		case atom.P, atom.Div, atom.Aside:
			if item := n.Parent; item != nil && item.DataAtom == atom.Li && firstContent(item) == n {
				return item
			}
			return n
		case atom.A, atom.Sup, atom.Span, atom.B, atom.Strong, atom.I, atom.Em, atom.Small, atom.Font, atom.U:
		default:
			return nil
		}
		if n.Parent == nil || firstContent(n.Parent) != n {
			return nil
		}
	}
	return nil
}

// firstContent is the first child of n that shows something.
func firstContent(n *html.Node) *html.Node {
	c := n.FirstChild
	for c != nil && (c.Type == html.CommentNode || c.Type == html.TextNode && strings.TrimSpace(c.Data) == "") {
		c = c.NextSibling
	}
	return c
}

func isWithin(n, ancestor *html.Node) bool {
	for n != nil && n != ancestor {
		n = n.Parent
	}
	return n != nil
}

// maxBack bounds how many links to one place are looked at.
const maxBack = 16

// isReference tells whether the link leads to a footnote, and finds the links
// back. Without an id that generators give to footnotes it takes a link that
// looks like a mark, and one back from a paragraph or item.
func (l *footnoteLink) isReference(byTarget map[string][]*html.Node) bool {
	for _, id := range ownIDs(l.link) {
		for i, back := range byTarget[id] {
			if i == maxBack {
				break
			}
			if isWithin(back, l.block) && isFootnoteMark(dom.TextOf(back)) {
				l.back = append(l.back, back)
			}
		}
	}
	switch {
	case isFootnoteID(l.id):
		return l.block.DataAtom == atom.Li || isFootnoteMark(dom.TextOf(l.link))
	case len(l.back) == 0:
		return false
	}
	return isFootnoteMark(dom.TextOf(l.link)) && looksLikeMark(l.link)
}

// looksLikeMark tells whether a link is raised, in brackets or called a note,
// unlike one to a chapter or a year.
func looksLikeMark(a *html.Node) bool {
	text := strings.TrimSpace(dom.TextOf(a))
	class := dom.Attr(a, "class")
	if strings.HasPrefix(text, "[") || strings.HasPrefix(text, "(") || strings.Contains(class, "footnote") || strings.Contains(class, "endnote") {
		return true
	}
	if c := firstContent(a); c != nil && c.DataAtom == atom.Sup {
		return true
	}
	return a.Parent != nil && a.Parent.DataAtom == atom.Sup
}

func holdsHeading(n *html.Node) bool {
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return true
		}
	}
	return false
}

// ownIDs are the ids by which others refer to a link: its own, that of what it
// holds and those of the elements around it.
func ownIDs(a *html.Node) []string {
	ids := []string{dom.Attr(a, "id"), dom.Attr(a, "name")}
	if c := firstContent(a); c != nil && c.Type == html.ElementNode {
		ids = append(ids, dom.Attr(c, "id"))
	}
	for n, i := a.Parent, 0; n != nil && i < 2 && (n.DataAtom == atom.Sup || n.DataAtom == atom.Span); n, i = n.Parent, i+1 {
		ids = append(ids, dom.Attr(n, "id"))
	}
	return slices.DeleteFunc(ids, func(id string) bool { return id == "" })
}

// isFootnoteMark tells whether text is what stands for a footnote or leads back
// from one: a number of up to three digits, also behind 注, a letter, a sign.
func isFootnoteMark(text string) bool {
	text = strings.Trim(text, "[](){}【】〔〕.: \u00a0\ufe0e\ufe0f\n\t")
	number := strings.TrimLeft(text, "注註")
	if n := len(number); n >= 1 && n <= 3 && strings.Trim(number, "0123456789") == "" {
		return true
	}
	return utf8.RuneCountInString(text) == 1 || len(text) <= 9 && text != "" && strings.Trim(text, "*†‡§¶#^↑↩↵⏎") == ""
}

// drop makes the items of a list ordinary ones.
func (f *footnotes) drop(list *html.Node) {
	delete(f.lists, list)
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		delete(f.definitions, f.ids[c])
		delete(f.ids, c)
	}
}

// isDefinitions tells whether n shows nothing but lists of footnotes and rules.
// Those footnotes then are to come at the end, whether anything that is written
// refers to them or not.
func (f *footnotes) isDefinitions(n *html.Node) bool {
	if len(f.lists) == 0 {
		return false
	}
	if f.lists[n] {
		f.labelItems(n)
		return true
	}
	if !dom.HasClass(n, "footnotes") && !dom.HasClass(n, "footnote") && dom.Attr(n, "role") != "doc-endnotes" {
		return false
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom != atom.Hr && !f.lists[c] {
			return false
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.labelItems(c)
	}
	return true
}

func (f *footnotes) labelItems(list *html.Node) {
	for c := list.FirstChild; c != nil; c = c.NextSibling {
		if id := f.ids[c]; id != "" {
			f.label(id)
		}
	}
}

// footnoteReference writes [^1] for a link, or the sup around one, to a
// footnote.
func (w *writer) footnoteReference(n *html.Node) bool {
	if len(w.footnotes.definitions) == 0 {
		return false
	}
	a := n
	if n.DataAtom == atom.Sup {
		if a = onlyElement(n); a == nil || a.DataAtom != atom.A {
			return false
		}
	}
	id := w.footnotes.references[a]
	if id == "" {
		return false
	}
	w.push(token{kind: tokenVerbatim, text: "[^" + w.footnotes.label(id) + "]"})
	return true
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

// isMark tells whether n stands in a footnote and leads back from it, or
// repeats its number.
func (f *footnotes) isMark(n *html.Node) bool {
	if len(f.definitions) == 0 {
		return false
	}
	if f.marks[n] {
		return true
	}
	return (backReferences[dom.Attr(n, "role")] || dom.HasAnyClass(n, backReferences) || isArrowBack(n)) && f.inDefinition(n)
}

// isArrowBack tells whether n is an arrow that leads to a reference, though not
// to one that was found.
func isArrowBack(n *html.Node) bool {
	href := dom.Attr(n, "href")
	if !strings.HasPrefix(href, "#") || !strings.Contains(href, "ref") {
		return false
	}
	text := strings.TrimSpace(dom.TextOf(n))
	return text != "" && strings.Trim(text, "↩↵⏎↑^ \u00a0\ufe0e") == ""
}

func (f *footnotes) inDefinition(n *html.Node) bool {
	for n != nil && f.ids[n] == "" {
		n = n.Parent
	}
	return n != nil
}

// backReferences are classes and roles of what leads back from a footnote.
var backReferences = map[string]bool{
	"reversefootnote":  true, // kramdown
	"footnote-backref": true, // Python-Markdown, Hugo
	"footnote-back":    true, // pandoc
	"mw-cite-backlink": true, // MediaWiki
	"doc-backlink":     true, // DPUB-ARIA
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
		if id := w.footnotes.order[i]; !w.footnotes.written[id] {
			w.writeFootnote(id)
		}
	}
}

// footnoteHere writes n where it stands if it is a footnote. One that stands in
// a quote, a list or a table comes at the end.
func (w *writer) footnoteHere(n *html.Node) bool {
	id := w.footnotes.ids[n]
	if id == "" {
		return false
	}
	w.footnotes.label(id)
	if len(w.containers) == 0 && !w.inCell {
		w.footnotes.written[id] = true
		w.writeFootnote(id)
	}
	return true
}

func (w *writer) writeFootnote(id string) {
	w.separate(blockParagraph)
	w.within("[^"+w.footnotes.labels[id]+"]: ", "    ", func() { w.children(w.footnotes.definitions[id]) })
	w.out = append(bytes.TrimRight(bytes.TrimRight(w.out, "\n"), "\u00a0 "), '\n') // what stood before the link back
	w.last = blockParagraph
}
