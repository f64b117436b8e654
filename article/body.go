package article

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/extract/page"
	"github.com/artx-cli/artx/note"
)

// parseBody sets root and, for a page, the part of it that is the article.
func (c *conversion) parseBody() error {
	if c.Kind != body.KindPage && (c.opt.PageType != "" || len(c.opt.Select)+len(c.opt.Remove) > 0) {
		c.note("page.none", note.Info, "the body is no whole page, so that a page type and selectors of its parts have no effect")
	}
	if c.Kind == body.KindMarkdown {
		return nil
	}
	tree, err := body.ParseTree(c.block.Body, c.Kind)
	if err != nil {
		return err
	}
	c.root, c.source = tree.Root, tree
	c.spendNodes(tree.Root)
	for _, n := range tree.Notes {
		n.Line, n.Column = c.place(n.Line, n.Column)
		c.Notes = append(c.Notes, n)
	}
	c.dollars = c.loadsFormulas()
	if c.Kind == body.KindPage {
		return c.findArticle()
	}
	return nil
}

func (c *conversion) findArticle() error {
	found, err := page.Find(c.root, page.Options{Type: c.opt.PageType, URL: c.opt.BaseURL,
		Select: c.opt.Select, Remove: c.opt.Remove, Rules: c.opt.Rules, Comments: c.opt.Comments, Explain: c.opt.Explain, Position: c.position})
	if err != nil {
		return err
	}
	c.page, c.root = found, found.Root
	if c.opt.To == Text { // the body alone: who wrote what is data
		for _, line := range found.Bylines {
			line.Parent.RemoveChild(line)
		}
	}
	c.Notes = append(c.Notes, found.Notes...)
	if c.header == nil {
		c.header = pageHeader(found.Metadata)
	}
	c.addKnown()
	return nil
}

// cleanBody sets body.
func (c *conversion) cleanBody() error {
	if c.Kind == body.KindMarkdown {
		return nil
	}
	c.keepSource()
	opt := c.cleanOptions()
	opt.Position, opt.Step = c.position, c.step()
	opt.Explain = opt.Explain || c.opt.Verify
	switch {
	case c.page != nil:
		opt.Origin = extract.Chosen
	case c.opt.From == FromArticle && c.header == nil:
		// A fragment that the caller calls an article, with nothing around it, is
		// taken at its word.
		opt.Origin = extract.Authored
	}
	cleaned, err := extract.Clean(c.root, opt)
	if err != nil {
		return err
	}
	c.body = cleaned
	c.Notes = append(c.Notes, cleaned.Notes...)
	if c.refs != nil {
		c.refs.learn(c.body)
		if c.Kind != body.KindMixed { // whose Markdown has them too
			c.referBody()
		}
	}
	if c.Kind != body.KindMixed && empty(cleaned.Root) {
		c.note("body.empty", note.Info, "the article has no content")
	}
	return nil
}

// position is where in the input a node of the body begins; see [body.Tree.Position].
func (c *conversion) position(n *html.Node) (line, column int) { return c.place(c.source.Position(n)) }

// place is where in the input a place of the body is; 0 is none.
func (c *conversion) place(line, column int) (int, int) {
	if line == 0 {
		return 0, 0
	}
	if c.Encoding != "utf-8" {
		column = 0 // of the input it was another
	}
	return line + c.block.BodyLine - 1, column
}

// firstHeading is the text of the first heading, "" if there is none.
func firstHeading(root *html.Node) string {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			return strings.Join(strings.Fields(textContent(n)), " ")
		}
	}
	return ""
}

func textContent(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// empty tells whether a tree shows nothing: no text, image or rule.
func empty(root *html.Node) bool {
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "", n.Type == html.RawNode:
			return false
		case n.Type == html.ElementNode && (n.Data == "img" || n.Data == "hr" || n.Data == "math"):
			return false
		}
	}
	return true
}
