package hidden

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/metadata"
	"github.com/artx-cli/artx/internal/htmltree"
)

// MinWords is the number of words that make a hidden text worth taking.
const MinWords = 50

// Bounds of what is taken, and of the work on it.
const (
	fragmentShare  = 0.5 // of the words of articleBody that the visible article must have
	emptyPage      = 40  // words below which state scripts and templates are looked at
	minDescription = 20  // words that make the description of a product worth adding
	maxDepth       = 512 // as of visible articles
)

// Source is a text that a page holds but does not show; a zero one is none.
type Source struct {
	Name  string     // where it was: "json-ld", "state script" or "template"
	Root  *html.Node // its children are the text
	Words float32
}

// Article is the article of a page whose visible one, of that many words, is missing
// or a fragment; zero if it is neither, or nothing is hidden. What a template held is
// taken out of doc.
func Article(doc *html.Node, head *metadata.Head, visible float32) Source {
	var best Source
	if s := fromLinkedData(head); s.Words >= MinWords && visible < fragmentShare*s.Words {
		best = s
	}
	if visible < emptyPage {
		for _, s := range []Source{fromState(doc), fromTemplates(doc)} {
			if s.Words >= MinWords && s.Words > 1.5*best.Words && s.Words > 2*visible {
				best = s
			}
		}
	}
	return best
}

// Description is the description of a product in the page's JSON-LD, where that says
// more than the visible words of the page, of which some repeat it: shops often draw
// it only when a tab is opened.
func Description(head *metadata.Head, visible, repeated float32) Source {
	main := head.Ld.Main
	if !main.Is("Product", "ProductGroup") {
		return Source{}
	}
	s := textSource("json-ld", main.Text("description"))
	if s.Words < minDescription || visible >= s.Words || repeated > fragmentShare*s.Words {
		return Source{}
	}
	return s
}

// fromLinkedData reads articleBody, or the text of a question and its answers.
func fromLinkedData(head *metadata.Head) Source {
	main := head.Ld.Main
	body := dom.FirstNonEmpty(main.Text("articleBody"), main.Text("reviewBody"))
	if body == "" && main.Is("DiscussionForumPosting", "SocialMediaPosting", "Question", "QAPage") {
		body = discussion(head, main)
	}
	return textSource("json-ld", body)
}

// discussion is a posting's text with its answers or comments, in order.
func discussion(head *metadata.Head, o metadata.Object) string {
	parts := []string{o.Text("text")}
	for _, key := range []string{"acceptedAnswer", "suggestedAnswer", "comment"} {
		for _, a := range head.Ld.List(o[key]) {
			parts = append(parts, a.Text("text"))
		}
	}
	return strings.TrimSpace(strings.Join(parts, "\n\n"))
}

// fromTemplates is the largest template's content.
func fromTemplates(doc *html.Node) Source {
	var best Source
	for n := doc; n != nil; n = dom.NextNode(n) {
		if n.Type != html.ElementNode || n.DataAtom != atom.Template || n.FirstChild == nil {
			continue
		}
		if len(templateText(n)) < minTemplate {
			continue
		}
		if words := wordsIn(n); words > best.Words {
			best = Source{"template", n, words}
		}
	}
	if best.Root != nil {
		root := &html.Node{Type: html.ElementNode, DataAtom: atom.Article, Data: "article"}
		dom.MoveChildren(root, best.Root)
		best.Root = root
	}
	return best
}

// minTemplate is how many bytes a template's text must have to be looked at.
const minTemplate = 100

func templateText(n *html.Node) string {
	var b strings.Builder
	for c := n.FirstChild; c != nil && b.Len() < minTemplate; c = c.NextSibling {
		b.WriteString(dom.NodeText(c, minTemplate))
	}
	return b.String()
}

// textSource makes a tree of a text that is HTML or has a line for each
// paragraph.
func textSource(name, text string) Source {
	text = strings.TrimSpace(text)
	if text == "" {
		return Source{}
	}
	if strings.Contains(text, "&lt;p&gt;") || strings.Contains(text, "&lt;/p&gt;") {
		text = html.UnescapeString(text)
	}
	root := &html.Node{Type: html.ElementNode, DataAtom: atom.Article, Data: "article"}
	if !hasMarkup(text) || !appendHTML(root, text) {
		appendParagraphs(root, html.UnescapeString(text))
	}
	return Source{name, root, wordsIn(root)}
}

// wordsIn counts the words that a reader of a tree would see.
func wordsIn(root *html.Node) float32 {
	return layout.New(root, layout.Hints{}, &layout.Lexicon{}).Words
}

func appendHTML(root *html.Node, text string) bool {
	div := &html.Node{Type: html.ElementNode, DataAtom: atom.Div, Data: "div"}
	tree, err := htmltree.ParseFragment(text, div, htmltree.Options{MaxDepth: maxDepth})
	if err != nil {
		return false
	}
	dom.MoveChildren(root, tree.Root)
	return true
}

func appendParagraphs(root *html.Node, text string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		p := &html.Node{Type: html.ElementNode, DataAtom: atom.P, Data: "p"}
		p.AppendChild(&html.Node{Type: html.TextNode, Data: line})
		root.AppendChild(p)
	}
}
