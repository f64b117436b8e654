package metadata

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// tagLink is a link that a page shows as one of an article's tags.
type tagLink struct {
	text string
	box  *html.Node // that holds all of them
}

// Bounds on tags that a page shows.
const (
	maxTagLinks  = 200
	maxTagLength = 60
	maxTagBoxes  = 2 // a page with more lists articles, each with its tags
	maxTagDepth  = 3 // from a link up to the box that is named for the tags
)

// tagClasses are classes of tags, and of the boxes that hold them.
// Origins: WordPress and its themes, h-entry (p-category), Pelican, Hugo, Hexo,
// Jekyll and Eleventy themes, Ghost, TYPO3.
var tagClasses = map[string]bool{
	"tags": true, "post-tags": true, "entry-tags": true, "article-tags": true, "tag-list": true, "tags-list": true, "taglist": true, "post-tag-list": true,
	"tag-links": true, "tags-links": true, "article__tags": true, "post__tags": true, "blog-tags": true, "meta-tags": true, "article-tag-list": true,
	"post-tag": true, "entry-tag": true, "p-category": true, "single-tags": true, "td-tags": true, "article-tag": true, "news-list-tags": true, "post_tags": true,
}

// noTagPlaces are parts of class names of what shows the tags of the site, or of
// other articles.
var noTagPlaces = []string{"sidebar", "widget", "tagcloud", "tag-cloud", "related", "comment", "menu", "navbar", "breadcrumb"}

// noteTag takes note of a link that is a tag of the article.
func (h *Head) noteTag(n *html.Node) {
	if len(h.tagLinks) >= maxTagLinks || !isTag(n) || inNoTagPlace(n) {
		return
	}
	text := strings.Trim(dom.NodeText(n, maxTagLength), "# ,，、;")
	if text == "" || len(text) > maxTagLength || strings.EqualFold(text, "tags") {
		return
	}
	box := n.Parent
	for box != nil && box.Parent != nil && (box.DataAtom == atom.Li || dom.IsInline(box)) {
		box = box.Parent
	}
	h.tagLinks = append(h.tagLinks, tagLink{text, box})
}

func isTag(n *html.Node) bool {
	rel := strings.Fields(dom.AttrOnce(n, "rel"))
	if slices.Contains(rel, "category") {
		return false
	}
	if slices.Contains(rel, "tag") || leadsToTag(dom.AttrOnce(n, "href")) {
		return true
	}
	for p, up := n, 0; p != nil && up <= maxTagDepth; p, up = p.Parent, up+1 {
		for class := range strings.FieldsSeq(dom.AttrOnce(p, "class")) {
			if tagClasses[strings.ToLower(class)] {
				return true
			}
		}
	}
	return false
}

// leadsToTag reports whether an address is that of the articles with one tag.
func leadsToTag(href string) bool {
	for _, part := range []string{"/tag/", "/tags/"} {
		if at := strings.Index(href, part); at >= 0 {
			tag := strings.Trim(href[at+len(part):], "/")
			return tag != "" && !strings.Contains(tag, "/")
		}
	}
	return false
}

func inNoTagPlace(n *html.Node) bool {
	for p, up := n.Parent, 0; p != nil && up < 12; p, up = p.Parent, up+1 {
		switch p.DataAtom {
		case atom.Nav, atom.Aside:
			return true
		case atom.Footer:
			if p.Parent != nil && p.Parent.DataAtom == atom.Body {
				return true
			}
		case atom.Body:
			return false // its classes are those of the whole page
		}
		class := dom.AttrOnce(p, "class")
		if slices.ContainsFunc(noTagPlaces, func(part string) bool { return dom.IndexFold(class, part) >= 0 }) {
			return true
		}
	}
	return false
}

// shownTags are the tags in the first box of a page that shows those of one
// article.
func (h *Head) shownTags() (tags []string) {
	var boxes []*html.Node
	for _, l := range h.tagLinks {
		if !slices.Contains(boxes, l.box) {
			boxes = append(boxes, l.box)
		}
	}
	if len(boxes) == 0 || len(boxes) > maxTagBoxes {
		return nil
	}
	for _, l := range h.tagLinks {
		if l.box == boxes[0] {
			tags = append(tags, l.text)
		}
	}
	return tags
}

func (h *Head) tags() []string {
	var tags []string
	add := func(list string) {
		for _, t := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == '、' || r == '，' || r == ';' }) {
			if t = dom.OneLine(t); t != "" && len(tags) < 50 {
				tags = appendNew(tags, t)
			}
		}
	}
	for _, t := range h.Meta["article:tag"] {
		add(t)
	}
	if len(tags) == 0 {
		for _, t := range h.Ld.Main.texts("keywords") {
			add(t)
		}
	}
	if len(tags) == 0 {
		for _, t := range h.shownTags() {
			tags = appendNew(tags, t)
		}
	}
	if len(tags) == 0 {
		add(h.First("keywords", "news_keywords"))
	}
	return tags
}
