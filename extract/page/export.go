package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
)

// exports are marks of documents that are the article altogether: what programs
// write that let their notes, books and lists out. All classes and attributes
// of a row stand on some element of the document.
var exports = []struct {
	name  string
	marks []string // a class after a full stop, an attribute in brackets, an element's name
}{
	{"Notion", []string{".page-body", ".page-title"}},
	{"Google Docs", []string{".doc-content"}},
	{"Word", []string{".MsoNormal"}},
	{"Kindle", []string{".notebookFor", ".noteText"}},
	{"Keep", []string{".note", ".heading", ".content"}},
	{"Pocket", []string{"[time_added]"}},
	{"Evernote", []string{"en-note"}},
	{"LaTeXML", []string{".ltx_document"}},
	{"Medium", []string{".section--body", ".graf"}},
	{"Org", []string{".outline-2"}},
	{"Telegram", []string{".history", ".from_name", ".message"}},
	{"Jupyter", []string{".jp-Notebook", ".jp-Cell"}},
	{"Jupyter, classic", []string{".text_cell", ".inner_cell"}},
}

// isExport reports whether the page is such a document: it bears the marks of
// one, and has no menu, header or footer of a site.
func (l *pageLayout) isExport(doc *html.Node) bool {
	for i := range l.Boxes {
		x := &l.Boxes[i]
		if x.Words > 0 && (x.Traits&(layout.InNav|layout.InFooter) != 0 || x.Traits&layout.InHeader != 0 && x.Around&layout.InArticle == 0) {
			return false
		}
	}
	if isBookmarks(doc) {
		return true
	}
	seen := map[string]bool{}
	for n := doc; n != nil; n = dom.NextNode(n) {
		if n.Type != html.ElementNode {
			continue
		}
		if n.DataAtom == 0 {
			seen[n.Data] = true
		}
		for i := range n.Attr {
			switch a := &n.Attr[i]; a.Key {
			case "class":
				for class := range strings.FieldsSeq(a.Val) {
					if exportMarks["."+class] {
						seen["."+class] = true
					}
				}
			case "time_added":
				seen["[time_added]"] = true
			}
		}
	}
	for _, e := range exports {
		all := true
		for _, m := range e.marks {
			all = all && seen[m]
		}
		if all {
			return true
		}
	}
	return false
}

var exportMarks = func() map[string]bool {
	m := map[string]bool{}
	for _, e := range exports {
		for _, mark := range e.marks {
			m[mark] = true
		}
	}
	return m
}()

// isBookmarks reports whether the document type is that of a browser's bookmarks.
func isBookmarks(doc *html.Node) bool {
	for c := doc.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.DoctypeNode && strings.EqualFold(c.Data, "netscape-bookmark-file-1") {
			return true
		}
	}
	return false
}

// keepAllShown keeps all of the page but what is known to be none of it.
func (l *pageLayout) keepAllShown(junk []string) (boxes, blocks []bool) {
	boxes, blocks = make([]bool, len(l.Boxes)), make([]bool, len(l.Blocks))
	for i := range boxes {
		boxes[i] = junk[i] == "" && l.Boxes[i].Node.DataAtom != atom.Noscript
	}
	for k := range blocks {
		blocks[k] = boxes[l.Blocks[k].Box]
	}
	return boxes, blocks
}

// exportJunk is, for each box of an export, the rule that knows it as what the
// program added; "" for none.
func (l *pageLayout) exportJunk() []string {
	junk, reader := make([]string, len(l.Boxes)), junkReader{}
	for i := 1; i < len(l.Boxes); i++ {
		x := &l.Boxes[i]
		if junk[i] = junk[x.Parent]; junk[i] != "" {
			continue
		}
		if rule := reader.rule(x.Node); rule == ruleColophon || rule == ruleContents {
			junk[i] = rule
		}
	}
	return junk
}
