package article

import (
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/internal/htmltree"
)

// Source is what the article was made of, as UTF-8, cut into header and body. Its
// slices must not be changed.
func (a *Article) Source() frontmatter.Block { return a.block }

// maxSourceDepth is how deep elements of a rendered source nest, for whoever walks
// it by recursion.
const maxSourceDepth = 512

// RenderedSource is the tree that a reader has of the source's body, nothing cleaned:
// of HTML what browsers parse, of Markdown what [Article.Rendered] is of the result.
// offset tells where in the body a node begins, in bytes; -1 if that is not known, as
// it is of all nodes of Markdown. The error is an [*Error]; there is none to expect
// after a conversion.
func (a *Article) RenderedSource() (root *html.Node, offset func(*html.Node) int, err error) {
	if a.Kind == body.KindMarkdown || a.Kind == body.KindMixed {
		root, err = renderMarkdown(a.block.Body)
		return root, func(*html.Node) int { return -1 }, withPlace(err)
	}
	tree, err := htmltree.Parse(a.block.Body, htmltree.Options{MaxDepth: maxSourceDepth})
	if err != nil {
		return nil, nil, withPlace(err)
	}
	return tree.Root, tree.Offset, nil
}
