package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/frontmatter"
)

// TitlePlace says where [Article.Encode] writes the title. JSON has a key for it in
// any case, and its bodies stay without.
type TitlePlace string

const (
	// TitleAuto, the zero value, is the header; where none is written, the first
	// heading, unless the body begins with the title.
	TitleAuto TitlePlace = ""
	// TitleHeading is the first heading in any case, and the header if there is one.
	TitleHeading TitlePlace = "heading"
	// TitleHeader is the header alone: without one, the title is left out.
	TitleHeader TitlePlace = "header"
	// TitleNone leaves the title out of headers too.
	TitleNone TitlePlace = "none"
)

// valid tells whether p is one of the constants.
func (p TitlePlace) valid() bool {
	switch p {
	case TitleAuto, TitleHeading, TitleHeader, TitleNone:
		return true
	}
	return false
}

// titleHeading is the title as a format's writer writes a heading, nil if it does
// not belong before the body. hasHeader says that a header with it is written.
func (a *Article) titleHeading(hasHeader bool, writer func(*html.Node) ([]byte, error)) ([]byte, error) {
	if hasHeader && a.opt.Title == TitleAuto || !a.opt.mayHeadTitle() {
		return nil, nil
	}
	title := a.ownTitle()
	if title == "" {
		return nil, nil
	}
	tree, err := a.cleanTree()
	if err != nil || beginsWith(tree, title) {
		return nil, err
	}
	heading := &html.Node{Type: html.ElementNode, Data: "h1", DataAtom: atom.H1}
	heading.AppendChild(&html.Node{Type: html.TextNode, Data: title})
	root := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	root.AppendChild(heading)
	return writer(root)
}

// mayHeadTitle tells whether the title could become a heading.
func (o *Options) mayHeadTitle() bool { return o.Title == TitleAuto || o.Title == TitleHeading }

// ownTitle is the title that the header or the page has, "" if there is none:
// one from the file name is none, and one from the first heading stands there.
func (a *Article) ownTitle() string {
	if a.Header == nil || a.Header.Guessed("title") {
		return ""
	}
	return a.Header.Meta().Title
}

// maxBeforeTitle is how many letters may stand before the heading that is the
// title: a date, a name, a kicker.
const maxBeforeTitle = 200

// beginsWith tells whether the first block of a tree that shows text, or its
// first heading near the beginning, is the title.
func beginsWith(root *html.Node, title string) bool {
	want, before := letters(title), 0
	for n := range root.Descendants() {
		if n.Type != html.TextNode || strings.TrimSpace(n.Data) == "" {
			continue
		}
		block := n
		for block.Parent != nil && block.Parent != root && isPhrasing(block) {
			block = block.Parent
		}
		heading := len(block.Data) == 2 && block.Data[0] == 'h' && block.Data != "hr"
		if got := letters(textContent(block)); (heading || before == 0) && got == want {
			return true
		} else if heading {
			return block.DataAtom == atom.H1 && got != "" && len(got) >= len(want)/2 && strings.HasPrefix(want, got) // without the site's name
		}
		if before += len(letters(n.Data)); before > maxBeforeTitle {
			return false
		}
	}
	return false
}

// isPhrasing tells whether n is text or an element within a line of it.
func isPhrasing(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return true
	}
	switch n.DataAtom {
	case atom.A, atom.B, atom.Strong, atom.I, atom.Em, atom.Span, atom.Font, atom.Code, atom.U, atom.Mark, atom.Small, atom.Sub, atom.Sup, atom.Abbr, atom.Cite, atom.Q, atom.Time, atom.Del, atom.Ins:
		return true
	}
	return false
}

// letters are the letters and digits of s in lower case, by which titles are
// compared.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// withoutTitle takes the title out of an encoded header.
func withoutTitle(header []byte, opt frontmatter.EncodeOptions) ([]byte, error) {
	block, err := frontmatter.Split(header)
	if err != nil {
		return nil, err
	}
	doc, err := frontmatter.Parse(block)
	if err != nil {
		return nil, err
	}
	for _, key := range doc.Keys() {
		if strings.EqualFold(key, "title") {
			doc.Delete(key)
		}
	}
	if doc.Len() == 0 {
		return nil, nil
	}
	return doc.Encode(frontmatter.EncodeOptions{Format: opt.Format})
}

// markdownOf is the writer for Markdown of withTitle.
func markdownOf(root *html.Node) ([]byte, error) { return convert.Markdown(root, convert.Options{}) }
