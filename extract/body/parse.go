package body

import (
	"bytes"
	"errors"
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/note"
)

// ErrMarkup is returned by [ParseHTML] for markup that the HTML parser cannot take
// even when it is flattened. No such markup is known.
var ErrMarkup = errors.New("the markup cannot be parsed")

// ParseHTML parses the HTML of an article or a whole page, as a browser without
// scripting does. A page (it begins with a doctype, html, head, body, title,
// meta, base or link) becomes a document; anything else a body element that
// holds all of src, in order.
//
// The HTML parser gives up at 512 open elements; what nests deeper is
// flattened, with the note "body.flattened": tags are left out, text and images
// never are. Markup that was not meant as such, such as the unescaped code of a
// pre, becomes text again.
func ParseHTML(src []byte) (*html.Node, []note.Note, error) {
	var book note.Book
	src = repairMarkup(src, &book)
	root, err := parseHTML(src)
	for depth := maxDepth; err != nil && depth > 0; depth /= 2 {
		if depth == maxDepth {
			book.Add("body.flattened", note.Warning, "body nests too deep for the HTML parser; the innermost elements were taken out, their content was kept", "")
		}
		root, err = parseHTML(flattenMarkup(src, depth))
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %v", ErrMarkup, err)
	}
	return root, book.Notes(), nil
}

func parseHTML(src []byte) (*html.Node, error) {
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
var pageStarts = dom.NameSet("html head body title meta base link")

// beginsPage tells whether the first tag, beside comments, scripts and styles,
// is one that only a page begins with.
func beginsPage(src []byte) bool {
	for {
		src = bytes.TrimLeft(src, " \t\r\n\f")
		if len(src) < 2 || src[0] != '<' {
			return false
		}
		if src[1] == '!' || src[1] == '?' {
			if hasPrefixFold(src, "<!doctype") {
				return true
			}
			end := ">"
			if bytes.HasPrefix(src, []byte("<!--")) {
				end = "-->"
			}
			_, rest, ok := bytes.Cut(src, []byte(end))
			if !ok {
				return false
			}
			src = rest
			continue
		}
		n, name, closing := tagAt(src)
		if n <= 0 || closing {
			return false
		}
		if string(name) != "script" && string(name) != "style" {
			return pageStarts[string(name)]
		}
		end := indexTagFold(src[n:], "</"+string(name))
		if end < 0 {
			return false
		}
		src = src[n+end:]
		if end = bytes.IndexByte(src, '>'); end < 0 {
			return false
		}
		src = src[end+1:]
	}
}
