package footnote

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// IsInline tells whether n is a note in the sentence that it belongs to:
// LaTeXML's, or a side note as Tufte CSS has it. class is its class.
func IsInline(n *html.Node, class string) bool {
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

// OpenInline takes the mark out of a note in a sentence, before what is in the note is
// cleaned.
func OpenInline(n *html.Node) {
	for d := n; d != nil; {
		next := dom.NextWithin(d, n, false)
		if d != n && d.Type == html.ElementNode && hasAnyClass(d, inlineNoteParts) {
			next = dom.NextWithin(d, n, true)
			d.Parent.RemoveChild(d)
		}
		d = next
	}
}

// TakeInline puts a reference in place of a note in a sentence, which is clean, and
// tells whether there was one. The note itself waits for the end.
func (s *Notes) TakeInline(n *html.Node) bool {
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
	s.inline = append(s.inline, f)
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

// writeInline puts the notes that stood in sentences at the end.
func (s *Notes) writeInline() {
	if len(s.inline) == 0 {
		return
	}
	list := dom.NewElement(atom.Ol)
	for i, f := range s.inline {
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
	end := s.Root
	for d := range end.Descendants() {
		if d.DataAtom == atom.Body {
			end = d
			break
		}
	}
	end.AppendChild(box)
}
