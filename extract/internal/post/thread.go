package post

import (
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/rules"
)

// Post is one contribution to a thread of a known forum: who wrote it and when, as a
// comment has it, and the element that holds what was written.
type Post struct {
	Comment
	Text *html.Node
}

// ReadPosts reads the posts that a row finds in a page, nil if it says nothing of posts.
func ReadPosts(doc *html.Node, row *rules.PlatformSet, lang string) (list []Post) {
	if row.Post == nil {
		return nil
	}
	items := cascadia.QueryAll(doc, row.Post)
	items = items[:min(len(items), maxComments)]
	set := make(map[*html.Node]bool, len(items))
	for _, n := range items {
		set[n] = true
	}
	var r repetition
	for _, n := range items {
		text := firstIn(n, row.PostText, set)
		if text == nil || isBlank(text) {
			continue
		}
		t := Post{Text: text}
		r.trim(text)
		t.sign(firstIn(n, row.PostAuthor, set), firstIn(n, row.PostDate, set), lang)
		list = append(list, t)
	}
	return list
}

// repetition finds what posts repeat of those before them.
type repetition struct {
	said  strings.Builder // the texts of posts
	asked int             // quotes that were looked for in it
}

// Bounds of the search for what a post repeats.
const (
	minRepeated = 20      // bytes of a text that says which one it is
	minQuote    = 200     // bytes of a quote: a shorter one says what is answered
	maxSaid     = 1 << 20 // bytes of posts that are remembered
	maxAsked    = 1000
)

// trim cuts the tools in a post and the long quotes of posts before it, and leaves of
// the previews of other pages their links.
func (r *repetition) trim(text *html.Node) {
	for n := text.FirstChild; n != nil; {
		next := dom.NextWithin(n, text, n.DataAtom == atom.Blockquote)
		switch {
		case n.Type == html.ElementNode && isCommentTool(n):
			next = dom.NextWithin(n, text, true)
			n.Parent.RemoveChild(n)
		case isPreview(n):
			next = dom.NextWithin(n, text, true)
			leaveLink(n)
		case n.DataAtom == atom.Blockquote && r.has(n):
			if n.Parent != text && n.Parent.DataAtom == atom.Aside { // which says who is quoted
				n = n.Parent
				next = dom.NextWithin(n, text, true)
			}
			n.Parent.RemoveChild(n)
		}
		n = next
	}
	if r.said.Len() < maxSaid {
		r.said.WriteString(dom.NodeText(text, maxSaid))
		r.said.WriteByte('\n')
	}
}

// has reports whether a quote is long, and its longest text stands in an earlier post.
func (r *repetition) has(quote *html.Node) bool {
	if r.asked++; r.asked > maxAsked {
		return false
	}
	if len(dom.NodeText(quote, minQuote)) < minQuote {
		return false
	}
	longest := ""
	for d := range quote.Descendants() {
		if d.Type == html.TextNode && len(d.Data) > len(longest) {
			longest = d.Data
		}
	}
	longest = dom.OneLine(longest)
	return len(longest) >= minRepeated && strings.Contains(r.said.String(), longest)
}

// previews are classes of what forums show of another page below its address.
// Origins: Discourse, XenForo.
var previews = map[string]bool{"onebox": true, "bbCodeBlock--unfurl": true}

func isPreview(n *html.Node) bool {
	for class := range strings.FieldsSeq(dom.AttrOnce(n, "class")) {
		if previews[class] && n.DataAtom != atom.A {
			return true
		}
	}
	return false
}

// leaveLink puts the link of a preview, with the other page's title, in its place.
func leaveLink(n *html.Node) {
	var link *html.Node
	for d := range n.Descendants() {
		if d.DataAtom == atom.A && dom.NodeText(d, 100) != "" {
			if link == nil {
				link = d
			}
			if dom.Headings[d.Parent.DataAtom] || strings.Contains(dom.AttrOnce(d.Parent, "class"), "header") {
				link = d
				break
			}
		}
	}
	if link != nil {
		link.Parent.RemoveChild(link)
		line := dom.NewElement(atom.P)
		line.AppendChild(link)
		n.Parent.InsertBefore(line, n)
	}
	n.Parent.RemoveChild(n)
}

// isBlank reports whether an element shows neither text nor pictures.
func isBlank(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.TextNode && strings.TrimSpace(d.Data) != "" || d.DataAtom == atom.Img || d.DataAtom == atom.Iframe || d.DataAtom == atom.Video {
			return false
		}
	}
	return true
}
