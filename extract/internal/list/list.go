// Package list puts lists in order: boxes around items, levels that only attributes
// tell, items that are paragraphs (word.go), tasks in an application's own marks (task.go).
//
// In: what a walk over an article meets. An item goes to [Task] before what it holds is
// cleaned, a list ([Lists.Tidy]) and a paragraph that may be Word's item
// ([Lists.WordItem]) when that is clean. Out: the tree, with ul, ol, li and check boxes.
package list

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// Article is what lists ask and tell of the article around them.
type Article interface {
	// IsTarget tells whether a link of the article leads to an element.
	IsTarget(*html.Node) bool
	// Making is told of each Li that is made, and of the mark that it had, as Sup.
	Making(element atom.Atom, from *html.Node)
}

// Lists are the lists of one article.
type Lists struct {
	Article   Article
	KeepEmpty bool // an item that shows nothing stays

	made map[*html.Node]bool // lists that were made of paragraphs
}

// Tidy puts a list in order whose contents are clean: boxes and links around its
// items, items that show nothing, levels that only attributes tell.
func (l *Lists) Tidy(n *html.Node) {
	if n.DataAtom == atom.Menu || n.DataAtom == atom.Dir {
		n.DataAtom, n.Data = atom.Ul, "ul"
	}
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		switch {
		case child.Type != html.ElementNode:
		case child.DataAtom == atom.Li:
			l.tidyItem(child)
		case child.DataAtom == atom.Br:
			if !dom.EndsText(child.PrevSibling) && !dom.StartsText(child.NextSibling) {
				n.RemoveChild(child)
			}
		case holdsItem(child):
			next = openItemBox(child)
		}
		child = next
	}
	nestByLevel(n)
	mergeList(n)
}

// holdsItem tells whether a child of a list that is no item holds items, in boxes
// or inline elements alone.
func holdsItem(n *html.Node) bool {
	if !dom.Boxes[n.DataAtom] && !dom.InlineElements[n.DataAtom] {
		return false
	}
	for child := range n.ChildNodes() {
		if child.Type == html.ElementNode && (child.DataAtom == atom.Li || holdsItem(child)) {
			return true
		}
	}
	return false
}

// openItemBox takes a box in a list away and puts it into each of its items if it
// is a link or says how they look. It returns what to look at next.
func openItemBox(box *html.Node) (next *html.Node) {
	first := box.FirstChild
	if dom.InlineElements[box.DataAtom] && box.DataAtom != atom.Span && box.DataAtom != atom.Label {
		for item := range box.ChildNodes() {
			if item.DataAtom == atom.Li && item.FirstChild != nil {
				inner := &html.Node{Type: html.ElementNode, DataAtom: box.DataAtom, Data: box.Data, Attr: box.Attr}
				dom.MoveChildren(inner, item)
				item.AppendChild(inner)
			}
		}
	}
	dom.Unwrap(box)
	return first
}

// tidyItem removes an item that shows nothing, and puts a check box before its
// text.
func (l *Lists) tidyItem(li *html.Node) {
	if !l.KeepEmpty && dom.IsHollow(li) && !l.Article.IsTarget(li) {
		li.Parent.RemoveChild(li)
		return
	}
	joinCheckbox(li)
}

// Classes that tell the level of a list, from 0 on, in their last digits.
var listLevels = []levelClass{
	{"lst-kix_", 0},    // Google Docs: lst-kix_ID-LEVEL
	{"list-bullet", 1}, // Etherpad, Dropbox Paper
	{"list-number", 1},
}

// Those and the attributes that tell the level of an item.
var (
	itemLevels = []levelClass{
		{"ql-indent-", 0},                     // Quill
		{"public-DraftStyleDefault-depth", 0}, // Draft.js
	}
	itemLevelKeys = []string{"data-aria-level", "aria-level"} // Word for the web, Google Docs; from 1 on
)

// levelClass is how a class begins that ends in a level; the outermost is first.
type levelClass struct {
	prefix string
	first  int
}

// maxLevel bounds the levels that attributes may tell.
const maxLevel = 12

// levelIn reads a level out of the classes of n, and the class without it.
func levelIn(n *html.Node, classes []levelClass) (level int, stem string, ok bool) {
	value := dom.Attr(n, "class")
	for i := range classes {
		if !strings.Contains(value, classes[i].prefix) {
			continue
		}
		for class := range strings.FieldsSeq(value) {
			digits := strings.TrimLeft(class[len(strings.TrimRight(class, "0123456789")):], " ")
			level, err := strconv.Atoi(digits)
			if strings.HasPrefix(class, classes[i].prefix) && err == nil && level >= classes[i].first && level < maxLevel {
				return level - classes[i].first, class[:len(class)-len(digits)], true
			}
		}
	}
	return 0, "", false
}

func itemLevel(li *html.Node) (level int) {
	if len(li.Attr) == 0 {
		return 0
	}
	if level, _, ok := levelIn(li, itemLevels); ok {
		return level
	}
	for _, key := range itemLevelKeys {
		if level, err := strconv.Atoi(dom.Attr(li, key)); err == nil && level > 0 && level <= maxLevel {
			return level - 1
		}
	}
	return 0
}

// nestByLevel puts items under the ones before them whose levels are higher, as
// their attributes tell, and gives a list the kind that its items name.
func nestByLevel(list *html.Node) {
	var path []*html.Node // the last item of each level
	base := -1
	for li := list.FirstChild; li != nil; {
		next := li.NextSibling
		if li.DataAtom == atom.Li {
			level := itemLevel(li)
			if base < 0 {
				base = level
				if kind := dom.Attr(li, "data-list"); kind != "" && kind != "ordered" { // Quill 2
					list.DataAtom, list.Data = atom.Ul, "ul"
				}
			}
			level = min(max(level-base, 0), len(path))
			if level > 0 {
				list.RemoveChild(li)
				sublist(path[level-1], list).AppendChild(li)
			}
			path = append(path[:level], li)
		}
		li = next
	}
}

// sublist is the list at the end of an item, made if there is none.
func sublist(li, like *html.Node) *html.Node {
	if last := dom.LastShown(li); last != nil && (last.DataAtom == atom.Ul || last.DataAtom == atom.Ol) {
		return last
	}
	list := dom.NewElement(like.DataAtom)
	li.AppendChild(list)
	return list
}

// singleLists are classes of lists that are written anew for each item.
var singleLists = dom.NameSet("to-do-list bulleted-list numbered-list") // Notion

// mergeList joins a list to the one before it if an application wrote them as
// one: each level a list of its own, or each item.
func mergeList(n *html.Node) {
	if len(n.Attr) == 0 || n.FirstChild == nil {
		return
	}
	prev := n.PrevSibling
	for prev != nil && dom.IsBlank(prev) {
		prev = prev.PrevSibling
	}
	if prev == nil || prev.DataAtom != atom.Ul && prev.DataAtom != atom.Ol {
		return
	}
	if level, stem, ok := levelIn(n, listLevels); ok {
		nestList(prev, n, level, stem)
		return
	}
	if class := dom.Attr(n, "class"); singleLists[class] && dom.Attr(prev, "class") == class && prev.DataAtom == n.DataAtom && continuesList(prev, n) {
		dom.MoveChildren(prev, n)
		n.Parent.RemoveChild(n)
	}
}

// continuesList tells whether a numbered list counts on where another ends.
func continuesList(prev, n *html.Node) bool {
	if n.DataAtom == atom.Ul {
		return true
	}
	first, err := strconv.Atoi(dom.Attr(prev, "start"))
	if err != nil {
		first = 1
	}
	for li := range prev.ChildNodes() {
		if li.DataAtom == atom.Li {
			first++
		}
	}
	return dom.Attr(n, "start") == strconv.Itoa(first)
}

// nestList puts the list n, of a level, into prev or one of the lists at its end.
func nestList(prev, n *html.Node, level int, stem string) {
	at, own, ok := levelIn(prev, listLevels)
	for ok && at < level {
		item := dom.LastShown(prev)
		if item == nil || item.DataAtom != atom.Li {
			return
		}
		inner := dom.LastShown(item)
		if inner == nil || inner.DataAtom != atom.Ul && inner.DataAtom != atom.Ol {
			n.Parent.RemoveChild(n)
			item.AppendChild(n)
			return
		}
		prev = inner
		at, own, ok = levelIn(prev, listLevels)
	}
	if ok && at == level && own == stem && prev.DataAtom == n.DataAtom && !dom.HasClass(n, "start") {
		dom.MoveChildren(prev, n)
		n.Parent.RemoveChild(n)
	}
}
