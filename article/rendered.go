package article

import (
	"bytes"

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

// RenderedSource is the body of a source as a reader has it, nothing cleaned: of HTML
// what browsers parse, of Markdown what [Article.Rendered] is of the result.
type RenderedSource struct {
	Root *html.Node // the document

	tree         *htmltree.Tree
	body, parsed []byte // the same, but for Markdown
	markdown     bool
}

// RenderedSource parses the body of the source again. The error is an [*Error]; there
// is none to expect after a conversion.
func (a *Article) RenderedSource() (*RenderedSource, error) {
	r := &RenderedSource{body: a.block.Body, parsed: a.block.Body}
	if r.markdown = a.Kind == body.KindMarkdown || a.Kind == body.KindMixed; r.markdown {
		var rendered bytes.Buffer
		if err := markdownRenderer().Convert(r.body, &rendered); err != nil {
			return nil, withPlace(err)
		}
		r.parsed = rendered.Bytes()
	}
	tree, err := htmltree.Parse(r.parsed, htmltree.Options{MaxDepth: maxSourceDepth})
	if err != nil {
		return nil, withPlace(err)
	}
	r.tree, r.Root = tree, tree.Root
	return r, nil
}

// Offset returns where a node begins in what was parsed, in bytes; -1 for a node that
// the parser made up.
func (r *RenderedSource) Offset(n *html.Node) int { return r.tree.Offset(n) }

// At finds what stands at an offset of the body in what was parsed, as an offset there.
// In Markdown that are tags alone, which renderers pass
// on as they are, and only where each of the same text is passed on; -1 is anything
// else.
func (r *RenderedSource) At(offset int) int {
	if !r.markdown {
		return offset
	}
	rest := r.body[min(max(offset, 0), len(r.body)):]
	end := bytes.IndexByte(rest, '>')
	if end < 0 || rest[0] != '<' {
		return -1
	}
	tag := rest[:end+1]
	if bytes.Count(r.body, tag) != bytes.Count(r.parsed, tag) {
		return -1
	}
	at := 0
	for range bytes.Count(r.body[:offset], tag) {
		at += bytes.Index(r.parsed[at:], tag) + len(tag)
	}
	return at + bytes.Index(r.parsed[at:], tag)
}
