// Package footnote gives the footnotes of an article one form. They come in many: a
// link to a note and one back, a note in the sentence, a raised number and a list under
// a heading. Each becomes the form of Markdown generators, which package convert knows:
// a raised link to the id fn:1, and a block with that id.
//
// In: what the walk over the article meets, notes in sentences ([Notes.TakeInline]) and
// raised marks ([Notes.SeeRaised]), and its tree once that is clean. Out: the tree,
// rewritten by [Notes.Write]: first the notes that stood in sentences, then those that
// links lead to, then, if there are none, those that only their numbers tell (numbered.go).
package footnote

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// notePrefix begins the ids of notes, and backPrefix those of the links to them.
const notePrefix, backPrefix = "fn:", "fnref:"

// footnote is a note and what leads to it.
type footnote struct {
	block      *html.Node
	references []*html.Node // links or raised numbers
	label      string       // as the references show it, without brackets
}

// Article is what footnotes ask and tell of the article around them.
type Article interface {
	// ByID finds the element of an id or a name, nil if there is none.
	ByID(id string) *html.Node
	// Making is told which marks are written anew, as Sup.
	Making(element atom.Atom, from *html.Node)
}

// Notes are the footnotes of one article.
type Notes struct {
	Article Article
	Root    *html.Node // of the article

	raised bool        // there is a sup that may be the mark of a note
	inline []*footnote // that stood in sentences, in document order
}

// SeeRaised takes note of a sup.
func (s *Notes) SeeRaised(sup *html.Node) {
	s.raised = s.raised || IsMark(dom.TextOf(sup))
}

// Write rewrites the notes of the article, whose tree is clean. linked says that some
// of its links lead to a place in it and are marks.
func (s *Notes) Write(linked bool) {
	s.writeInline()
	var notes []*footnote
	if linked {
		notes = s.linkedNotes()
	}
	if len(notes) == 0 && s.raised {
		notes = numberedNotes(s.Root)
	}
	for i, f := range notes {
		if f.label == "" { // a sign
			f.label = strconv.Itoa(i + 1)
		}
		s.accountFor(f)
		f.write(notePrefix + s.freeID(i+1))
	}
}

// accountFor tells which marks of a note are written anew.
func (s *Notes) accountFor(f *footnote) {
	s.Article.Making(atom.Sup, dom.NewText(f.label)) // which the note begins with
	for _, ref := range f.references {
		s.Article.Making(atom.Sup, ref)
	}
	for _, back := range linksIn(f.block) {
		if IsMark(dom.TextOf(back)) {
			s.Article.Making(atom.Sup, back)
		}
	}
}

// freeID is the number of a note, or what makes an id of it that no element has.
func (s *Notes) freeID(number int) string {
	id := strconv.Itoa(number)
	for s.Article.ByID(notePrefix+id) != nil {
		id = "n" + id
	}
	return id
}

// write makes one form of a footnote.
func (f *footnote) write(id string) {
	dom.SetAttr(f.block, "id", id)
	for _, ref := range f.references {
		link := dom.NewElement(atom.A, "href", "#"+id)
		link.AppendChild(dom.NewText(f.label))
		outer := ref
		trimBrackets(outer)
		if p := ref.Parent; p.DataAtom == atom.Sup && noteLabel(dom.TextOf(p)) == noteLabel(dom.TextOf(ref)) {
			outer = p
		}
		trimBrackets(outer)
		dom.Replace(outer, dom.Enclose(dom.NewElement(atom.Sup), link))
	}
	f.trimLabel()
}

// trimBrackets takes the brackets away that stand around a reference.
func trimBrackets(n *html.Node) {
	before, behind := n.PrevSibling, n.NextSibling
	if before == nil || behind == nil || before.Type != html.TextNode || behind.Type != html.TextNode {
		return
	}
	for _, pair := range [][2]string{{"[", "]"}, {"(", ")"}, {"【", "】"}, {"〔", "〕"}} {
		if strings.HasSuffix(before.Data, pair[0]) && strings.HasPrefix(behind.Data, pair[1]) {
			before.Data, behind.Data = strings.TrimSuffix(before.Data, pair[0]), strings.TrimPrefix(behind.Data, pair[1])
		}
	}
}

// labelMarks are what stands around the number of a note.
const labelMarks = " \u00a0\t\n[]().:：*＊^†‡↑↩【】〔〕、．"

// trimLabel takes the label away that a note begins with, and the links back.
func (f *footnote) trimLabel() {
	for _, back := range linksIn(f.block) {
		if IsMark(dom.TextOf(back)) && strings.HasPrefix(dom.Attr(back, "href"), "#") {
			removeWithWrappers(back, f.block)
		}
	}
	for d := f.block; d != nil; d = dom.NextWithin(d, f.block, false) {
		if d.Type != html.TextNode {
			continue
		}
		text := strings.TrimLeft(d.Data, labelMarks)
		if rest, ok := strings.CutPrefix(text, f.label); ok && (strings.TrimLeft(rest, labelMarks) != rest || strings.TrimSpace(rest) == "") {
			text = strings.TrimLeft(rest, labelMarks)
		} else if strings.TrimSpace(text) != "" && text != strings.TrimLeft(d.Data, " \u00a0\t\n") && strings.HasPrefix(strings.TrimSpace(d.Data), "[") {
			return // a bracket of the text
		}
		if d.Data = text; strings.TrimSpace(text) != "" {
			break
		}
	}
	for only := onlyChild(f.block); only != nil && (only.DataAtom == atom.Sup || only.DataAtom == atom.Small); only = onlyChild(f.block) {
		only.Data, only.DataAtom = "span", atom.Span
	}
	for d := f.block.FirstChild; d != nil; d = f.block.FirstChild { // what held the label alone
		if d.Type == html.TextNode && dom.IsWhite(d.Data) || d.Type == html.ElementNode && dom.TextOf(d) == "" && !dom.HoldsContent(d) && d.DataAtom != atom.Pre {
			f.block.RemoveChild(d)
			continue
		}
		break
	}
}

// removeWithWrappers removes n and the elements that hold nothing else, up to box.
func removeWithWrappers(n, box *html.Node) {
	for p := n.Parent; p != box && p != nil && dom.TextOf(p) == dom.TextOf(n) && !dom.HoldsContent(p); p = n.Parent {
		n = p
	}
	n.Parent.RemoveChild(n)
}

func onlyChild(n *html.Node) *html.Node {
	first := dom.SkipBlank(n.FirstChild)
	if first == nil || first.Type != html.ElementNode || dom.SkipBlank(first.NextSibling) != nil {
		return nil
	}
	return first
}

func linksIn(n *html.Node) (links []*html.Node) {
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			links = append(links, d)
		}
	}
	return links
}

// IsMark tells whether text is what stands for a note or leads back from one: a
// number of up to three digits, a letter, a sign.
func IsMark(text string) bool {
	text = strings.Trim(text, labelMarks+"{}注註note#§¶⏎↵\ufe0e\ufe0f")
	return len(text) <= 3 && strings.Trim(text, "0123456789") == "" || utf8.RuneCountInString(text) == 1
}

// noteLabel is the number, letter or sign of a mark.
func noteLabel(text string) string {
	return strings.Trim(strings.TrimSpace(text), "[](){}.:：*＊ 【】〔〕注註")
}

// linkedNotes finds the notes that links with marks lead to, but for those that
// package convert finds as they are.
func (s *Notes) linkedNotes() (notes []*footnote) {
	byBlock := map[*html.Node]*footnote{}
	back := map[string]bool{} // ids that some link leads to
	links := linksIn(s.Root)
	for _, a := range links {
		if id, ok := strings.CutPrefix(dom.Attr(a, "href"), "#"); ok {
			back[id] = true
		}
	}
	for _, a := range links {
		id, ok := strings.CutPrefix(dom.Attr(a, "href"), "#")
		if !ok || id == "" || !IsMark(dom.TextOf(a)) || dom.TextOf(a) == "" {
			continue
		}
		target := s.Article.ByID(id)
		if target == nil || !dom.IsWithin(target, s.Root) {
			continue
		}
		box := labelBox(target)
		known := box != nil && (leadsBack(a, box) || saysNote(a, box))
		if box != nil && !known {
			continue
		}
		block := s.noteBlock(target)
		if block == nil || dom.IsWithin(a, block) || byBlock[a] != nil || isGeneratorNote(id, block) {
			continue
		}
		if byBlock[block] == nil && !known && !leadsBack(a, block) && !saysNote(a, block) && !isUnderNotes(block) {
			continue
		}
		f := byBlock[block]
		if f == nil {
			f = &footnote{block: block, label: noteLabel(dom.TextOf(a))}
			byBlock[block] = f
			notes = append(notes, f)
		}
		f.references = append(f.references, a)
	}
	return slices.DeleteFunc(notes, func(f *footnote) bool { return f.isMutual(byBlock) })
}

// isMutual tells whether a note is itself within one that its references stand in:
// the link back, taken for a reference.
func (f *footnote) isMutual(byBlock map[*html.Node]*footnote) bool {
	for p := f.references[0]; p != nil; p = p.Parent {
		if other := byBlock[p]; other != nil && other != f && isBeforeInTree(other.references[0], f.references[0]) {
			return true
		}
	}
	return false
}

// isBeforeInTree tells whether a comes before b in document order.
func isBeforeInTree(a, b *html.Node) bool {
	root := a
	for root.Parent != nil {
		root = root.Parent
	}
	for d := range root.Descendants() {
		if d == a || d == b {
			return d == a
		}
	}
	return false
}

// isGeneratorNote tells whether a note has the form of Markdown generators already.
func isGeneratorNote(id string, block *html.Node) bool {
	if block.DataAtom != atom.Li || dom.Attr(block, "id") != id {
		return false
	}
	for _, prefix := range []string{"fn:", "fn-", "fn", "footnote-", "user-content-fn-", "cite_note-"} {
		if rest, ok := strings.CutPrefix(id, prefix); ok && rest != "" && dom.IsDigit(rest[0]) {
			return true
		}
	}
	return false
}

// leadsBack tells whether a link in a note leads to its reference.
func leadsBack(a, block *html.Node) bool {
	own := map[string]bool{}
	for n, i := a, 0; n != nil && i < 3 && dom.InlineElements[n.DataAtom]; n, i = n.Parent, i+1 {
		own["#"+dom.Attr(n, "id")], own["#"+dom.Attr(n, "name")] = true, true
	}
	if p := a.PrevSibling; p != nil && p.DataAtom == atom.A {
		own["#"+dom.Attr(p, "id")], own["#"+dom.Attr(p, "name")] = true, true
	}
	for d := range a.Descendants() {
		own["#"+dom.Attr(d, "id")], own["#"+dom.Attr(d, "name")] = true, true
	}
	delete(own, "#")
	for _, back := range linksIn(block) {
		if own[dom.Attr(back, "href")] {
			return true
		}
	}
	return false
}

// noteRoles are what EPUB and DPUB-ARIA call references and notes.
var noteRoles = dom.NameSet("noteref doc-noteref footnote endnote rearnote doc-footnote doc-endnote")

// saysNote tells whether a link or its target is called a footnote.
func saysNote(a, block *html.Node) bool {
	for _, n := range []*html.Node{a, a.Parent, block, block.Parent} {
		class := strings.ToLower(dom.Attr(n, "class"))
		if noteRoles[dom.Attr(n, "role")] || noteRoles[dom.Attr(n, "epub:type")] || strings.Contains(class, "footnote") || strings.Contains(class, "endnote") || strings.Contains(class, "noteref") {
			return true
		}
	}
	return false
}

// noteBlock is the block that a target is or begins. Notes whose label stands in an
// element of its own, a term, a cell or a heading, become blocks.
func (s *Notes) noteBlock(target *html.Node) *html.Node {
	for n := target; n != nil && n != s.Root; n = n.Parent {
		switch {
		case n.DataAtom == atom.Li:
			return n
		case n.DataAtom == atom.P || n.DataAtom == atom.Div || n.DataAtom == atom.Aside || n.DataAtom == atom.Section:
			if p := n.Parent; p != nil && p.DataAtom == atom.Li && dom.SkipBlank(p.FirstChild) == n {
				return p
			}
			if n != target && len(headingsIn(n)) > 0 {
				return nil
			}
			return n
		case n.DataAtom == atom.Dt && saysNote(n, n.Parent) || n.DataAtom == atom.Dt && IsMark(dom.TextOf(n)):
			return blockOfTerm(n)
		case n.DataAtom == atom.Table && strings.Contains(dom.Attr(n, "class"), "footnote"):
			return blockOfTable(n)
		case dom.Headings[n.DataAtom] && IsMark(dom.TextOf(n)) && strings.Contains(strings.ToLower(dom.Attr(n, "class")+dom.Attr(n.Parent, "class")), "footnote"):
			return blockBehind(n)
		case !dom.InlineElements[n.DataAtom] || n.Parent == nil || !beginsParent(n):
			return nil
		}
	}
	return nil
}

// labelBox is the element for a label alone that a target is or stands in, nil if
// there is none: noteBlock then changes the tree.
func labelBox(target *html.Node) *html.Node {
	for n := target; n != nil; n = n.Parent {
		if n.DataAtom == atom.Dt || n.DataAtom == atom.Table || dom.Headings[n.DataAtom] {
			return n
		}
		if !dom.InlineElements[n.DataAtom] {
			return nil
		}
	}
	return nil
}

// beginsParent tells whether nothing but marks stands before n in its parent.
func beginsParent(n *html.Node) bool {
	for before := n.PrevSibling; before != nil; before = before.PrevSibling {
		if before.Type == html.CommentNode || before.Type == html.TextNode && strings.Trim(before.Data, labelMarks) == "" {
			continue
		}
		return false
	}
	return true
}

func headingsIn(n *html.Node) (list []*html.Node) {
	for d := range n.Descendants() {
		if dom.Headings[d.DataAtom] {
			list = append(list, d)
		}
	}
	return list
}

// blockOfTerm makes a block of the definition behind a term.
func blockOfTerm(term *html.Node) *html.Node {
	definition := dom.SkipBlank(term.NextSibling)
	if definition == nil || definition.DataAtom != atom.Dd {
		return nil
	}
	block, list := dom.NewElement(atom.Div), term.Parent
	dom.MoveChildren(block, definition)
	list.RemoveChild(term)
	list.RemoveChild(definition)
	list.Parent.InsertBefore(block, list)
	if dom.SkipBlank(list.FirstChild) == nil {
		list.Parent.RemoveChild(list)
	}
	return block
}

// blockOfTable makes a block of a table that holds one note (docutils).
func blockOfTable(table *html.Node) *html.Node {
	block := dom.NewElement(atom.Div)
	for d := range table.Descendants() {
		if d.DataAtom == atom.Td && !dom.HasClass(d, "label") {
			dom.MoveChildren(block, d)
			break
		}
	}
	dom.Replace(table, block)
	return block
}

// blockBehind makes a block of what stands between a heading and the next
// (texinfo).
func blockBehind(heading *html.Node) *html.Node {
	block := dom.NewElement(atom.Div)
	for n := heading.NextSibling; n != nil && !dom.Headings[n.DataAtom] && n.DataAtom != atom.Hr; n = heading.NextSibling {
		n.Parent.RemoveChild(n)
		block.AppendChild(n)
	}
	dom.Replace(heading, block)
	return block
}
