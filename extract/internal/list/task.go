package list

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// taskMark is how an application writes that an item is a task: an attribute that
// holds one of two words.
type taskMark struct {
	where      taskPlace
	key        string
	open, done string
}

// taskPlace is the element that has the attribute of a [taskMark].
type taskPlace uint8

const (
	onItem taskPlace = iota
	onList           // the list of the item
	inItem           // an element that the item begins with
)

// taskMarks are in any order: an item has one of them.
var taskMarks = []taskMark{
	{onItem, "style", "--en-checked:false", "--en-checked:true"},            // Evernote
	{onItem, "data-checked", "false", "true"},                               // TipTap, Zoho
	{onItem, "data-list", "unchecked", "checked"},                           // Quill 2
	{onItem, "aria-checked", "false", "true"},                               // Google Docs
	{onItem, "data-task", " ", "x"},                                         // Obsidian
	{onItem, "data-task", "", "x"},                                          // the same
	{onList, "data-checked", "false", "true"},                               // Quill 1
	{inItem, "class", "checkbox-off", "checkbox-on"},                        // Notion
	{inItem, "class", "to-do-children-unchecked", "to-do-children-checked"}, // Notion
	{inItem, "class", "fa-square-o", "fa-check-square-o"},                   // Asciidoctor with icons
	{inItem, "class", "fa-square", "fa-check-square"},                       // the same with later ones
	{inItem, "aria-checked", "false", "true"},                               // toggles of many pages
}

// value tells what an attribute says of a task.
func (m *taskMark) value(n *html.Node) (done, ok bool) {
	value, has := dom.FindAttr(n, m.key)
	switch {
	case !has:
		return false, false
	case m.key == "class":
		done = dom.HasClass(n, m.done)
		return done, done || dom.HasClass(n, m.open)
	case m.key == "style":
		value = strings.ReplaceAll(value, " ", "")
		done = strings.Contains(value, m.done)
		return done, done || strings.Contains(value, m.open)
	}
	return value == m.done, value == m.done || value == m.open
}

// Task puts a check box at the beginning of an item that an application marks as a
// task in a way of its own.
func Task(li *html.Node) {
	lead := leadElement(li)
	listed := li.Parent != nil && len(li.Parent.Attr) > 0
	if len(li.Attr) == 0 && !listed && (lead == nil || len(lead.Attr) == 0) {
		return
	}
	for i := range taskMarks {
		n := li
		switch taskMarks[i].where {
		case onList:
			n = li.Parent
		case inItem:
			n = lead
		}
		if n == nil {
			continue
		}
		if done, ok := taskMarks[i].value(n); ok {
			if taskMarks[i].where == inItem && dom.IsHollow(lead) {
				lead.Parent.RemoveChild(lead) // it only showed the box
			}
			if !holdsCheckbox(li) {
				putCheckbox(li, done)
			}
			return
		}
	}
	if listed && dom.HasClass(li.Parent, "inline-task-list") { // Confluence
		putCheckbox(li, dom.HasClass(li, "checked"))
		return
	}
	if listed && (dom.HasClass(li.Parent, "checklist") || dom.HasClass(li.Parent, "task-list")) {
		checkMark(li)
	}
}

// leadElement is the innermost of the elements that an item begins with.
func leadElement(li *html.Node) (lead *html.Node) {
	for n := dom.SkipBlank(li.FirstChild); n != nil && n.Type == html.ElementNode && n.DataAtom != atom.Ul && n.DataAtom != atom.Ol; n = dom.SkipBlank(n.FirstChild) {
		lead = n
	}
	return lead
}

// holdsCheckbox tells whether an item has a check box, beside the items in it.
func holdsCheckbox(n *html.Node) bool {
	for child := range n.ChildNodes() {
		switch {
		case child.DataAtom == atom.Ul || child.DataAtom == atom.Ol:
		case child.DataAtom == atom.Input, holdsCheckbox(child):
			return true
		}
	}
	return false
}

// putCheckbox puts a check box before the text that an item begins with.
func putCheckbox(li *html.Node, done bool) {
	at := li
	for first := dom.SkipBlank(at.FirstChild); first != nil && dom.Boxes[first.DataAtom] && !dom.IsHollow(first); first = dom.SkipBlank(at.FirstChild) {
		at = first
	}
	at.InsertBefore(dom.NewText(" "), at.FirstChild)
	at.InsertBefore(newCheckbox(done), at.FirstChild)
}

// joinCheckbox moves the check box that an item begins with, in a label of its own,
// into the box of the text behind it.
func joinCheckbox(li *html.Node) {
	first := dom.SkipBlank(li.FirstChild)
	if first == nil || first.DataAtom != atom.Input && first.DataAtom != atom.Label && first.DataAtom != atom.Span {
		return
	}
	text := dom.SkipBlank(first.NextSibling)
	if text == nil || !dom.Boxes[text.DataAtom] || dom.TextOf(first) != "" {
		return
	}
	box := first
	for box != nil && box.DataAtom != atom.Input {
		box = dom.SkipBlank(box.FirstChild)
	}
	if box == nil || dom.IsHollow(text) {
		return
	}
	li.RemoveChild(first)
	if box != first {
		box.Parent.RemoveChild(box)
	}
	text.InsertBefore(dom.NewText(" "), text.FirstChild)
	text.InsertBefore(box, text.FirstChild)
	joinCheckbox(text)
}

func newCheckbox(done bool) *html.Node {
	box := dom.NewElement(atom.Input, "type", "checkbox")
	if done {
		box.Attr = append(box.Attr, html.Attribute{Key: "checked"})
	}
	return box
}

// Signs before the tasks of a list that says it is one (Asciidoctor, pandoc).
const (
	openSigns = "❏☐□▢"
	doneSigns = "✓✔☑☒✅"
)

// checkMark makes a check box of the sign that an item begins with.
func checkMark(li *html.Node) {
	for d := range li.Descendants() {
		if d.Type != html.TextNode || dom.IsWhite(d.Data) {
			continue
		}
		text := strings.TrimSpace(d.Data)
		sign, size := utf8.DecodeRuneInString(text)
		done := strings.ContainsRune(doneSigns, sign)
		if done || strings.ContainsRune(openSigns, sign) {
			d.Data = strings.TrimSpace(text[size:])
			putCheckbox(li, done)
		}
		return
	}
}

// LooseTask makes an item of the block around a mark of Evernote's that stands in
// no list and is clean.
func (l *Lists) LooseTask(n *html.Node) {
	done := dom.Attr(n, "checked") == "true"
	block := n.Parent
	inPlace := dom.InlineElements[block.DataAtom] || dom.SkipBlank(block.FirstChild) != n
	for p := block; p != nil && !inPlace; p = p.Parent {
		inPlace = p.DataAtom == atom.Li
	}
	n.Parent.InsertBefore(newCheckbox(done), n)
	dom.Unwrap(n)
	if !inPlace && (block.DataAtom == atom.Div || block.DataAtom == atom.P) {
		l.asItem(block, atom.Ul)
	}
}

// asItem makes a paragraph an item, of the list that the ones before it were made
// to or of a new one, and returns that.
func (l *Lists) asItem(n *html.Node, kind atom.Atom) *html.Node {
	list := n.PrevSibling
	for list != nil && dom.IsBlank(list) {
		list = list.PrevSibling
	}
	if list == nil || !l.made[list] || list.DataAtom != kind {
		list = dom.NewElement(kind)
		n.Parent.InsertBefore(list, n)
		if l.made == nil {
			l.made = map[*html.Node]bool{}
		}
		l.made[list] = true
	}
	l.Article.Making(atom.Li, n)
	n.Parent.RemoveChild(n)
	n.DataAtom, n.Data, n.Attr = atom.Li, "li", nil
	list.AppendChild(n)
	return list
}
