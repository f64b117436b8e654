package extract

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// Footnotes come in many forms: a link to a note and one back, a note in the
// sentence, a raised number and a list under a heading. Each becomes the form of
// Markdown generators, which package convert knows: a raised link to the id fn:1,
// and a block with that id.

// notePrefix begins the ids of notes, and backPrefix those of the links to them.
const notePrefix, backPrefix = "fn:", "fnref:"

// footnote is a note and what leads to it.
type footnote struct {
	block      *html.Node
	references []*html.Node // links or raised numbers
	label      string       // as the references show it, without brackets
}

// footnotes rewrites the notes of the article.
func (c *cleaner) footnotes() {
	c.writeInlineNotes()
	var notes []*footnote
	if slices.ContainsFunc(c.article.Links, func(l Link) bool { return strings.HasPrefix(l.URL, "#") && isNoteMark(l.Text) }) {
		c.ids = nil // cleaning may have changed the tree since
		notes = c.linkedNotes()
	}
	if len(notes) == 0 && c.raised {
		notes = numberedNotes(c.article.Root)
	}
	for i, f := range notes {
		if f.label == "" { // a sign
			f.label = strconv.Itoa(i + 1)
		}
		c.accountFor(f)
		f.write(notePrefix + c.freeID(i+1))
	}
}

// accountFor tells which marks of a note are written anew.
func (c *cleaner) accountFor(f *footnote) {
	c.making(atom.Sup, dom.NewText(f.label)) // which the note begins with
	for _, ref := range f.references {
		c.making(atom.Sup, ref)
	}
	for _, back := range linksIn(f.block) {
		if isNoteMark(dom.TextOf(back)) {
			c.making(atom.Sup, back)
		}
	}
}

// freeID is the number of a note, or what makes an id of it that no element has.
func (c *cleaner) freeID(number int) string {
	id := strconv.Itoa(number)
	for c.elementByID(notePrefix+id) != nil {
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
		if isNoteMark(dom.TextOf(back)) && strings.HasPrefix(dom.Attr(back, "href"), "#") {
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

// isNoteMark tells whether text is what stands for a note or leads back from one: a
// number of up to three digits, a letter, a sign.
func isNoteMark(text string) bool {
	text = strings.Trim(text, labelMarks+"{}注註note#§¶⏎↵\ufe0e\ufe0f")
	return len(text) <= 3 && strings.Trim(text, "0123456789") == "" || utf8.RuneCountInString(text) == 1
}

// noteLabel is the number, letter or sign of a mark.
func noteLabel(text string) string {
	return strings.Trim(strings.TrimSpace(text), "[](){}.:：*＊ 【】〔〕注註")
}

// linkedNotes finds the notes that links with marks lead to, but for those that
// package convert finds as they are.
func (c *cleaner) linkedNotes() (notes []*footnote) {
	byBlock := map[*html.Node]*footnote{}
	back := map[string]bool{} // ids that some link leads to
	links := linksIn(c.article.Root)
	for _, a := range links {
		if id, ok := strings.CutPrefix(dom.Attr(a, "href"), "#"); ok {
			back[id] = true
		}
	}
	for _, a := range links {
		id, ok := strings.CutPrefix(dom.Attr(a, "href"), "#")
		if !ok || id == "" || !isNoteMark(dom.TextOf(a)) || dom.TextOf(a) == "" {
			continue
		}
		target := c.elementByID(id)
		if target == nil || !dom.IsWithin(target, c.article.Root) {
			continue
		}
		box := labelBox(target)
		known := box != nil && (leadsBack(a, box) || saysNote(a, box))
		if box != nil && !known {
			continue
		}
		block := c.noteBlock(target)
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
func (c *cleaner) noteBlock(target *html.Node) *html.Node {
	for n := target; n != nil && n != c.article.Root; n = n.Parent {
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
		case n.DataAtom == atom.Dt && saysNote(n, n.Parent) || n.DataAtom == atom.Dt && isNoteMark(dom.TextOf(n)):
			return blockOfTerm(n)
		case n.DataAtom == atom.Table && strings.Contains(dom.Attr(n, "class"), "footnote"):
			return blockOfTable(n)
		case dom.Headings[n.DataAtom] && isNoteMark(dom.TextOf(n)) && strings.Contains(strings.ToLower(dom.Attr(n, "class")+dom.Attr(n.Parent, "class")), "footnote"):
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

// notesHeadings are the headings of notes, by Wikipedia's articles in these
// languages.
var notesHeadings = dom.PhraseSet(
	"notes", "footnotes", "endnotes", "references", "notes and references", // en
	"anmerkungen", "fußnoten", "fussnoten", "einzelnachweise", // de
	"références", "notes et références", "notes de bas de page", // fr
	"notas", "referencias", "notas al pie", "notas y referencias", // es
	"referências", "notas de rodapé", // pt
	"note", "riferimenti", "note a piè di pagina", // it
	"noten", "voetnoten", "referenties", // nl
	"noter", "fotnoter", "referenser", "referanser", "fodnoter", "referencer", // sv, no, da
	"viitteet", "alaviitteet", "lähteet", // fi
	"przypisy",                       // pl
	"poznámky", "poznámky pod čarou", // cs, sk
	"jegyzetek", "lábjegyzetek", // hu
	"referințe", "note de subsol", // ro
	"σημειώσεις", "υποσημειώσεις", "παραπομπές", // el
	"примечания", "сноски", // ru
	"примітки", "виноски", // uk
	"бележки",             // bg
	"notlar", "dipnotlar", // tr
	"ملاحظات", "هوامش", "الهوامش", // ar
	"הערות", "הערות שוליים", // he
	"टिप्पणियाँ", "टिप्पणी", // hi
	"หมายเหตุ", "เชิงอรรถ", // th
	"chú thích", "ghi chú", // vi
	"catatan", "catatan kaki", // id
	"注释", "注", "脚注", "注釋", "註釋", "註", "参考资料", "參考資料", "参考", "注解", // zh
	"注釈", "註釈", "参考文献", // ja
	"각주", "주석", "참고", // ko
)

// isNotesHeading tells whether n is a heading of notes, or a line in bold that is
// one.
func isNotesHeading(n *html.Node) bool {
	if n == nil || n.Type != html.ElementNode {
		return false
	}
	child := onlyChild(n)
	if !dom.Headings[n.DataAtom] && !(n.DataAtom == atom.P && child != nil && looks[child.DataAtom]&bold != 0) {
		return false
	}
	return isNotesName(dom.TextOf(n))
}

func isNotesName(text string) bool {
	text = strings.ToLower(strings.Trim(text, " :：.[]【】"))
	return notesHeadings[text]
}

// isUnderNotes tells whether the nearest heading before a block says that notes
// follow.
func isUnderNotes(block *html.Node) bool {
	for n := block; n != nil && n.Parent != nil; n = n.Parent {
		for before := n.PrevSibling; before != nil; before = before.PrevSibling {
			if isNotesHeading(before) {
				return true
			}
			if dom.Headings[before.DataAtom] {
				return false
			}
		}
	}
	return false
}

// numberedNotes finds notes that nothing leads to: raised numbers in the text, and
// a numbered list or paragraphs under a heading of notes. Each number must have its
// note, and each note a number.
func numberedNotes(root *html.Node) []*footnote {
	var heading *html.Node
	for d := range root.Descendants() {
		if isNotesHeading(d) {
			heading = d
		}
	}
	if heading == nil {
		return nil
	}
	items := numberedItems(heading)
	notes := make([]*footnote, len(items))
	for i, item := range items {
		notes[i] = &footnote{block: item, label: strconv.Itoa(i + 1)}
	}
	for d := range root.Descendants() {
		if d == heading {
			break
		}
		if d.DataAtom != atom.Sup || dom.Attr(d, "href") != "" || len(linksIn(d)) > 0 {
			continue
		}
		number, err := strconv.Atoi(noteLabel(dom.TextOf(d)))
		if err != nil {
			continue
		}
		if number < 1 || number > len(notes) || !followsWord(d) {
			return nil
		}
		notes[number-1].references = append(notes[number-1].references, d)
	}
	if slices.ContainsFunc(notes, func(f *footnote) bool { return len(f.references) == 0 }) {
		return nil
	}
	return notes
}

// followsWord tells whether text stands right before n: a raised number at the
// beginning of a line is no reference.
func followsWord(n *html.Node) bool {
	for n.PrevSibling == nil && n.Parent != nil && dom.InlineElements[n.Parent.DataAtom] {
		n = n.Parent
	}
	return n.PrevSibling != nil
}

// numberedItems are the notes under a heading, from 1 on: the items of the list, or
// the paragraphs that begin with their numbers.
func numberedItems(heading *html.Node) (items []*html.Node) {
	for n := dom.SkipBlank(heading.NextSibling); n != nil; n = dom.SkipBlank(n.NextSibling) {
		if n.DataAtom == atom.Ol && len(items) == 0 && (dom.Attr(n, "start") == "" || dom.Attr(n, "start") == "1") {
			for item := range n.ChildNodes() {
				if item.DataAtom == atom.Li {
					items = append(items, item)
				}
			}
			return items
		}
		number := strconv.Itoa(len(items) + 1)
		rest, ok := strings.CutPrefix(strings.TrimLeft(dom.TextOf(n), "[(^"), number)
		if n.DataAtom != atom.P && n.DataAtom != atom.Div || !ok || rest == "" || dom.IsDigit(rest[0]) {
			return items
		}
		items = append(items, n)
	}
	return items
}

// isInlineNote tells whether n is a note in the sentence that it belongs to:
// LaTeXML's, or a side note as Tufte CSS has it.
func isInlineNote(n *html.Node, class string) bool {
	if n.DataAtom != atom.Span && n.DataAtom != atom.Small && n.DataAtom != atom.Aside {
		return false
	}
	for name := range strings.FieldsSeq(class) {
		switch name {
		case "ltx_note":
			return strings.Contains(class, "footnote") || strings.Contains(class, "endnote")
		case "sidenote", "marginnote", "footnote-content", "inline-footnote-content":
			return n.DataAtom == atom.Span || hasToggle(n)
		}
	}
	return false
}

// hasToggle tells whether the check box that shows a side note on small screens
// stands before n.
func hasToggle(n *html.Node) bool {
	before := n.PrevSibling
	for before != nil && dom.IsBlank(before) {
		before = before.PrevSibling
	}
	return before != nil && hasToggleClass(before)
}

func hasToggleClass(n *html.Node) bool {
	return (n.DataAtom == atom.Input || n.DataAtom == atom.Label) && dom.HasClass(n, "margin-toggle")
}

// inlineNoteParts are the parts of LaTeXML's notes that repeat the mark.
var inlineNoteParts = dom.NameSet("ltx_note_mark ltx_tag_note sidenote-number")

// takeInlineNote puts a reference in place of a note in a sentence; the note itself
// waits for the end.
func (c *cleaner) takeInlineNote(n *html.Node) bool {
	for d := n; d != nil; {
		next := dom.NextWithin(d, n, false)
		if d != n && d.Type == html.ElementNode && hasAnyClass(d, inlineNoteParts) {
			next = dom.NextWithin(d, n, true)
			d.Parent.RemoveChild(d)
		}
		d = next
	}
	c.children(n)
	if dom.TextOf(n) == "" && !dom.HoldsContent(n) {
		return false
	}
	for before := n.PrevSibling; before != nil && hasToggleClass(before); before = n.PrevSibling {
		n.Parent.RemoveChild(before)
	}
	item := dom.NewElement(atom.Li)
	dom.MoveChildren(item, n)
	f := &footnote{block: item, references: []*html.Node{dom.NewElement(atom.Sup)}}
	dom.Replace(n, f.references[0])
	c.inlineNotes = append(c.inlineNotes, f)
	return true
}

func hasAnyClass(n *html.Node, classes map[string]bool) bool {
	for class := range strings.FieldsSeq(dom.Attr(n, "class")) {
		if classes[class] {
			return true
		}
	}
	return false
}

// writeInlineNotes puts the notes that stood in sentences at the end.
func (c *cleaner) writeInlineNotes() {
	if len(c.inlineNotes) == 0 {
		return
	}
	list := dom.NewElement(atom.Ol)
	for i, f := range c.inlineNotes {
		id := "inline-" + strconv.Itoa(i+1)
		f.label = strconv.Itoa(i + 1)
		dom.SetAttr(f.block, "id", notePrefix+id)
		link := dom.NewElement(atom.A, "href", "#"+notePrefix+id, "id", backPrefix+id)
		link.AppendChild(dom.NewText(f.label))
		f.references[0].AppendChild(link)
		list.AppendChild(f.block)
	}
	box := dom.NewElement(atom.Div, "class", "footnotes")
	box.AppendChild(list)
	end := c.article.Root
	for d := range end.Descendants() {
		if d.DataAtom == atom.Body {
			end = d
			break
		}
	}
	end.AppendChild(box)
}
