package extract

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// jumpMark is the comment where a list of articles cuts an article off; it is
// what WordPress, Hugo, Hexo and Zola write.
const jumpMark = "more"

// jumpComments are the comments that mean the same, in lower case.
var jumpComments = map[string]bool{
	"more":                true, // WordPress, Hexo, Hugo, Zola
	"end excerpt":         true, // Jekyll themes
	"end_excerpt":         true, // gray-matter
	"excerpt_end":         true, // Jekyll themes
	"endexcerpt":          true, // Eleventy themes
	"end-excerpt":         true, // VuePress themes
	"readmore":            true, // Middleman, Jekyll themes
	"read more":           true, // the same
	"read-more":           true, // Joomla importers
	"teaser_end":          true, // Nikola
	"cut":                 true, // LiveJournal importers
	"break":               true, // Drupal
	"pelican_end_summary": true, // Pelican
}

// keptComments are other comments that site generators read.
var keptComments = map[string]bool{
	"nextpage": true, // WordPress
	"truncate": true, // Docusaurus, which reads no other mark
	"excerpt":  true, // Gatsby, Eleventy
}

// comment removes a comment, unless a generator reads it.
func (c *cleaner) comment(n *html.Node) {
	text := strings.ToLower(strings.TrimSpace(n.Data))
	switch {
	case text == "":
		n.Parent.RemoveChild(n)
	case jumpComments[text], strings.HasPrefix(text, "more "), text == c.jump:
		n.Data = jumpMark
	case !keptComments[text]:
		n.Parent.RemoveChild(n)
	}
}

// jumpAnchor puts the comment in the place of what importers made of one: the
// anchor that the link behind an excerpt led to.
func (c *cleaner) jumpAnchor(n *html.Node) bool {
	if n.DataAtom != atom.A && n.DataAtom != atom.Span || len(n.Attr) == 0 {
		return false
	}
	name := dom.FirstNonEmpty(dom.Attr(n, "id"), dom.Attr(n, "name"))
	digits, isMore := strings.CutPrefix(name, "more-") // WordPress
	if name != "more" && (!isMore || digits == "" || strings.Trim(digits, "0123456789") != "") || n.DataAtom == atom.A && dom.Attr(n, "href") != "" || c.IsTarget(n) {
		return false // Blogger has <a name='more'>
	}
	n.Parent.InsertBefore(&html.Node{Type: html.CommentNode, Data: jumpMark}, n)
	if n.FirstChild == nil {
		n.Parent.RemoveChild(n)
		return true
	}
	return false
}

// excerptComment is what stands in the comment that a header declares to be the
// end of the excerpt.
func excerptComment(mark string) string {
	text, ok := strings.CutPrefix(strings.TrimSpace(mark), "<!--")
	if !ok {
		return ""
	}
	return strings.ToLower(strings.TrimSpace(strings.TrimSuffix(text, "-->")))
}
