package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
)

// hiddenRule names the rule for a box that no reader sees: a dialog, or one
// hidden by an attribute or a style of its own, unless it is among those opened
// or named like what a control on the page opens: tabs, accordions, the rest of
// a shortened text.
func (l *pageLayout) hiddenRule(i int32, opened map[string]bool) string {
	x := &l.Boxes[i]
	switch {
	case x.Node.DataAtom == atom.Dialog && !isOpen(x.Node), x.Traits&layout.InDialog != 0:
		return ruleDialog
	case x.Traits&layout.InHidden != 0 && isUnshown(x.Node) && !l.isOpened(i, opened), x.Words <= maxLabel && isUnseenLabel(x.Node):
		return ruleHidden
	}
	return ""
}

// maxLabel is the number of words of a text that only screen readers say.
const maxLabel = 20

func isOpen(n *html.Node) bool {
	_, open := dom.FindAttr(n, "open")
	return open
}

// labelClasses take from view what only screen readers are to say.
// Origins: Bootstrap 3 to 5, Tailwind, WordPress, HTML5 Boilerplate, Drupal, Foundation.
var labelClasses = dom.NameSet(`sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only element-invisible show-for-sr d-none`)

// isUnseenLabel reports whether a class of an element takes it from view at any width.
func isUnseenLabel(n *html.Node) bool {
	unseen := false
	for class := range strings.FieldsSeq(dom.AttrOnce(n, "class")) {
		if strings.HasPrefix(class, "d-") && class != "d-none" {
			return false // shown on some screens
		}
		unseen = unseen || labelClasses[class]
	}
	return unseen
}

// isUnshown reports whether an element is hidden from view by an attribute or
// its style; what is hidden from screen readers alone is shown.
func isUnshown(n *html.Node) bool {
	if v, ok := dom.FindAttr(n, "hidden"); ok && !strings.EqualFold(v, "until-found") {
		return true
	}
	return layout.HidesByStyle(dom.AttrOnce(n, "style"))
}

// isOpened reports whether a hidden box is one that a reader opens: a control
// names it, or it, its parent or what stands before it is named so.
func (l *pageLayout) isOpened(i int32, opened map[string]bool) bool {
	x := &l.Boxes[i]
	if opened[dom.AttrOnce(x.Node, "id")] || x.Around&(layout.InTabPanel|layout.InDetails) != 0 {
		return true
	}
	for _, n := range []*html.Node{x.Node, x.Node.Parent} {
		for _, key := range [...]string{"class", "id"} {
			named := false
			layout.EachClassWord(dom.AttrOnce(n, key), func(w []byte) { named = named || openedWords[string(w)] })
			if named {
				return true
			}
		}
	}
	return false
}

// openedWords are words of the names of what a reader opens.
// Origins: Bootstrap, Foundation, jQuery UI, Elementor, common use.
var openedWords = dom.NameSet(`accordion accordions collapse collapsible collapsed toggle toggler tab tabs panel faq faqs answer spoiler expand
	expandable expander more readmore slide slides carousel details dropdown_content`)

// openedIDs are the ids that controls of the page name.
func openedIDs(root *html.Node) map[string]bool {
	ids := map[string]bool{}
	for n := root; n != nil; n = dom.NextWithin(n, root, false) {
		if n.Type != html.ElementNode {
			continue
		}
		for i := range n.Attr {
			switch a := &n.Attr[i]; a.Key {
			case "aria-controls", "data-target", "data-bs-target", "data-toggle-target", "for":
				for id := range strings.FieldsSeq(a.Val) {
					ids[strings.TrimPrefix(id, "#")] = true
				}
			case "href":
				if len(a.Val) > 1 && a.Val[0] == '#' {
					ids[a.Val[1:]] = true
				}
			}
		}
	}
	delete(ids, "")
	return ids
}
