package platform

import (
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/post"
	"github.com/artx-cli/artx/extract/metadata"
	"github.com/artx-cli/artx/extract/rules"
)

// Stated is what a platform's row finds in a page. Empty values say nothing.
type Stated struct {
	Platform    string // the row's name
	Title, Date string
	Authors     []string
	Tags        []string
	Article     []*html.Node // the parts that are the article
	Posts       []post.Post  // of a thread
}

// Read reads what the first row that says anything beside comments, and that fits,
// says of the page. lang is the page's language.
func Read(doc *html.Node, head *metadata.Head, rows []rules.PlatformSet, lang string) Stated {
	for i := range rows {
		row := &rows[i]
		if row.Title == nil && row.Author == nil && row.Date == nil && row.Tags == nil && row.Article == nil && row.Post == nil || !fits(doc, head, row) {
			continue
		}
		s := Stated{Platform: row.Name, Title: onlyText(doc, row.Title), Date: dateAt(doc, row.Date, lang)}
		for _, text := range textsAt(doc, row.Author) {
			s.Authors = appendNew(s.Authors, metadata.CleanNames(text)...)
		}
		s.Tags = appendNew(nil, textsAt(doc, row.Tags)...)
		s.Article = outermost(doc, row.Article)
		s.Posts = post.ReadPosts(doc, row, lang)
		return s
	}
	return Stated{}
}

// fits reports whether the page is of a row's software: of a row that names
// neither generator, root nor mark, every page of its sites is.
func fits(doc *html.Node, head *metadata.Head, row *rules.PlatformSet) bool {
	if row.Generator != "" && !strings.HasPrefix(strings.ToLower(head.First("generator")), strings.ToLower(row.Generator)) {
		return false
	}
	return (row.Root == nil || slices.ContainsFunc(roots(doc), row.Root.Match)) && (row.Mark == nil || cascadia.Query(doc, row.Mark) != nil)
}

// roots are the page's html and body elements.
func roots(doc *html.Node) (list []*html.Node) {
	for n := doc.FirstChild; n != nil; n = n.NextSibling {
		if n.DataAtom != atom.Html {
			continue
		}
		list = append(list, n)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Body {
				list = append(list, c)
			}
		}
	}
	return list
}

// outermost are the elements that fit, in document order, without those inside another one.
func outermost(doc *html.Node, group cascadia.SelectorGroup) (list []*html.Node) {
	if group == nil {
		return nil
	}
	for _, n := range cascadia.QueryAll(doc, group) {
		if len(list) == 0 || !dom.IsWithin(n, list[len(list)-1]) {
			list = append(list, n)
		}
	}
	return list
}

// onlyText is the text of the one element that fits, "" if there are none or
// several.
func onlyText(doc *html.Node, group cascadia.SelectorGroup) string {
	if texts := textsAt(doc, group); len(texts) == 1 {
		return texts[0]
	}
	return ""
}

// textsAt are the texts of the elements that fit, on one line each.
func textsAt(doc *html.Node, group cascadia.SelectorGroup) (texts []string) {
	if group == nil {
		return nil
	}
	for _, n := range cascadia.QueryAll(doc, group) {
		if text := dom.NodeText(n, MaxText); text != "" && len(texts) < maxValues {
			texts = append(texts, text)
		}
	}
	return texts
}

// Bounds on what is read by a row.
const (
	MaxText   = 500 // bytes of a value
	maxValues = 50
)

// dateAt is the date of the first element that fits, by its attributes or text.
func dateAt(doc *html.Node, group cascadia.SelectorGroup, lang string) string {
	if group == nil {
		return ""
	}
	if n := cascadia.Query(doc, group); n != nil {
		return metadata.DateOf(n, lang)
	}
	return ""
}

func appendNew(list []string, more ...string) []string {
	for _, s := range more {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}
