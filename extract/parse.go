package extract

import (
	"bytes"
	"errors"
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// ErrMarkup is returned by [Parse] for markup that the HTML parser cannot take
// even when it is flattened. No such markup is known.
var ErrMarkup = errors.New("the markup cannot be parsed")

// Parse parses the HTML of an article or a whole page, as a browser without
// scripting does. A page (it begins with a doctype, html, head, body, title,
// meta, base or link) becomes a document; anything else a body element that
// holds all of src, in order.
//
// The HTML parser gives up at 512 open elements; what nests deeper is
// flattened, with the note "body.flattened": tags are left out, text and images
// never are. Markup that was not meant as such, such as the unescaped code of a
// pre, becomes text again.
func Parse(src []byte) (*html.Node, []Note, error) {
	var book notebook
	src = repairMarkup(src, &book)
	root, err := parse(src)
	for depth := maxDepth; err != nil && depth > 0; depth /= 2 {
		if depth == maxDepth {
			book.add("body.flattened", LevelWarning, "body nests too deep for the HTML parser; the innermost elements were taken out, their content was kept", "")
		}
		root, err = parse(flattenMarkup(src, depth))
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %v", ErrMarkup, err)
	}
	return root, book.notes(), nil
}

func parse(src []byte) (*html.Node, error) {
	scripting := html.ParseOptionEnableScripting(false)
	if beginsPage(src) {
		return html.ParseWithOptions(bytes.NewReader(src), scripting)
	}
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragmentWithOptions(bytes.NewReader(src), body, scripting)
	if err != nil {
		return nil, err
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	return body, nil
}

// pageStarts are the tags that only a whole page begins with.
var pageStarts = atomSet(atom.Html, atom.Head, atom.Body, atom.Title, atom.Meta, atom.Base, atom.Link)

// beginsPage tells whether the first tag, beside comments, scripts and styles,
// is one that only a page begins with.
func beginsPage(src []byte) bool {
	z := html.NewTokenizer(bytes.NewReader(src))
	for {
		switch z.Next() {
		case html.DoctypeToken:
			return true
		case html.CommentToken:
		case html.TextToken:
			if len(bytes.TrimSpace(z.Raw())) > 0 {
				return false
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if a != atom.Script && a != atom.Style {
				return pageStarts[a]
			}
			if z.Next() == html.TextToken {
				z.Next()
			}
		default:
			return false
		}
	}
}
