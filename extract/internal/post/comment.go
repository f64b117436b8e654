package post

import (
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/metadata"
	"github.com/artx-cli/artx/extract/rules"
)

// Comment is what a reader wrote below an article.
type Comment struct {
	Author string     // as the page shows it; "" if it does not
	Date   string     // RFC 3339; "" if the page shows none
	When   string     // what the page shows in place of a date, such as "2 days ago"
	Depth  int        // 0, or by how many comments this one is an answer to another
	Root   *html.Node // its children are what was written
}

// maxComments bounds the work on pages with endless threads.
const maxComments = 2000

// ReadComments reads the page's comments by the first row that finds any, as
// copies. items are the elements that hold them.
func ReadComments(doc *html.Node, rows []rules.PlatformSet, lang string) (list []Comment, items []*html.Node) {
	for i := range rows {
		row := &rows[i]
		if row.Comment == nil {
			continue
		}
		items = cascadia.QueryAll(doc, row.Comment)
		items = items[:min(len(items), maxComments)]
		set := make(map[*html.Node]bool, len(items))
		for _, n := range items {
			set[n] = true
		}
		for _, n := range items {
			if c := readComment(n, row, set, lang); c.Root.FirstChild != nil {
				list = append(list, c)
			}
		}
		if len(list) > 0 {
			return list, items
		}
	}
	return nil, nil
}

// readComment reads the comment that stands in n, but for the answers below it.
func readComment(n *html.Node, row *rules.PlatformSet, items map[*html.Node]bool, lang string) Comment {
	c := Comment{Root: dom.NewElement(atom.Div)}
	for p := n.Parent; p != nil; p = p.Parent {
		if items[p] {
			c.Depth++
		}
	}
	author, when := firstIn(n, row.CommentAuthor, items), firstIn(n, row.CommentDate, items)
	c.sign(author, when, lang)
	skip := map[*html.Node]bool{author: true, when: true}
	if text := firstIn(n, row.CommentContent, items); text != nil {
		copyChildren(c.Root, text, skip, items)
	} else {
		copyChildren(c.Root, n, skip, items)
	}
	return c
}

// sign reads who wrote the comment, and when, from the elements that say so; either
// may be nil.
func (c *Comment) sign(author, when *html.Node, lang string) {
	if author != nil {
		c.Author = dom.NodeText(author, metadata.MaxWriterName)
		if names := metadata.CleanNames(c.Author); len(names) > 0 {
			c.Author = names[0]
		}
	}
	if when != nil {
		if c.Date = metadata.DateOf(when, lang); c.Date == "" {
			c.When = dom.NodeText(when, metadata.MaxWriterName)
		}
	}
}

// firstIn is the first element in n that fits, none of another comment in it.
func firstIn(n *html.Node, group cascadia.SelectorGroup, items map[*html.Node]bool) *html.Node {
	for _, one := range group { // in the order of the row, the surest first
		for m := n.FirstChild; m != nil; m = dom.NextWithin(m, n, items[m]) {
			if m.Type == html.ElementNode && !items[m] && one.Match(m) {
				return m
			}
		}
	}
	return nil
}

// commentTools are classes of what stands in a comment and was not written by
// its reader. Origins: WordPress, Blogger, Drupal, Stack Exchange, TYPO3, XenForo.
var commentTools = map[string]bool{
	"reply": true, "comment-reply-link": true, "comment-meta": true, "commentmetadata": true, "comment-metadata": true, "comment-author": true, "says": true,
	"comment-actions": true, "comment-header": true, "comment-footer": true, "comment-edit-link": true, "submitted": true, "links": true, "permalink": true,
	"avatar": true, "avatar-image-container": true, "screen-reader-text": true, "comment-awaiting-moderation": true, "votesum": true,
	"bbCodeBlock-expandLink": true, "quoteExpand": true,
}

// CopyTo puts a copy of what was written behind what a node holds.
func (c *Comment) CopyTo(to *html.Node) { copyChildren(to, c.Root, nil, nil) }

// copyChildren copies what n holds, without answers, tools and forms.
func copyChildren(to, n *html.Node, skip, items map[*html.Node]bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if skip[c] || items[c] || c.Type == html.ElementNode && isCommentTool(c) || strings.TrimSpace(c.Data) == "" && to.FirstChild == nil {
			continue
		}
		twin := &html.Node{Type: c.Type, DataAtom: c.DataAtom, Data: c.Data, Namespace: c.Namespace, Attr: c.Attr}
		copyChildren(twin, c, skip, items)
		if twin.FirstChild != nil || c.FirstChild == nil { // not what held nothing but tools
			to.AppendChild(twin)
		}
	}
}

func isCommentTool(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Form, atom.Button, atom.Script, atom.Style, atom.Svg, atom.Input, atom.Textarea:
		return true
	}
	for class := range strings.FieldsSeq(dom.AttrOnce(n, "class")) {
		if commentTools[class] {
			return true
		}
	}
	return false
}

// Byline is a paragraph with the writer and the time, nil if neither is known.
func (c *Comment) Byline() *html.Node {
	when := dom.FirstNonEmpty(ShortTime(c.Date), c.When)
	switch {
	case c.Author != "":
		return Byline(c.Author, when)
	case when != "":
		line := dom.NewElement(atom.P)
		line.AppendChild(dom.NewText(when))
		return line
	}
	return nil
}
