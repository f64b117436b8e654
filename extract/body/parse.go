package body

import (
	"bytes"
	"errors"
	"fmt"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/internal/htmltree"
	"github.com/artx-cli/artx/note"
)

// maxDepth is how many elements may be open in a body: what nests deeper is
// flattened, so that whoever walks its tree by recursion needs a bounded stack.
// It is the depth that golang.org/x/net/html takes, more than people write.
const maxDepth = 512

// ErrMarkup is returned for markup that the HTML parser cannot take: it is
// larger than 256 MiB.
var ErrMarkup = errors.New("the markup cannot be parsed")

// A Tree is a parsed body.
type Tree struct {
	Root  *html.Node
	Notes []note.Note // on markup that had to be mended

	parsed *htmltree.Tree
	src    []byte // what was parsed, if it is a part of the body as it stands; else nil
	text   []byte // what was parsed
	body   []byte // what that was made of
}

// Position returns where n begins in the body: its line and its column in bytes,
// both counted from 1. They are 0 for a node that the parser made up and, of a body
// that was mended or had pieces set aside before it was parsed, for what cannot be
// found again for sure.
func (t *Tree) Position(n *html.Node) (line, column int) {
	offset := t.parsed.Offset(n)
	if offset >= 0 && t.src == nil {
		return t.find(offset)
	}
	if offset < 0 {
		return 0, 0
	}
	return placeAt(t.src, offset)
}

// ParseHTML parses the HTML of an article or a whole page, as a browser without
// scripting does. A page (it begins with a doctype, html, head, body, title,
// meta, base or link) becomes a document; anything else a body element that
// holds all of src, in order. The tree refers to src, which must not change.
//
// Elements that nest deeper than 512 become siblings, with the note
// "body.flattened". Markup that was not meant as such, such as the unescaped code
// of a pre, becomes text again. The error is [ErrMarkup].
func ParseHTML(src []byte) (*html.Node, []note.Note, error) {
	t, err := parseTree(src)
	if err != nil {
		return nil, nil, err
	}
	return t.Root, t.Notes, nil
}

func parseTree(src []byte) (*Tree, error) {
	var book note.Book
	repaired, seen := repairMarkup(src, &book)
	parsed, err := parseHTML(repaired)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrMarkup, err)
	}
	if parsed.Flattened {
		book.Add("body.flattened", note.Warning, "elements nest too deep; the innermost became siblings, their content was kept", "")
	}
	if seen.template && bytes.Contains(repaired, []byte("shadowroot")) {
		openShadowRoots(parsed.Root)
	}
	if seen.style {
		applyStyles(parsed.Root, src)
	}
	t := &Tree{Root: parsed.Root, Notes: book.Notes(), parsed: parsed, text: repaired, body: src}
	if len(src) > 0 && &repaired[0] == &src[0] {
		t.src = src
	}
	return t, nil
}

func parseHTML(src []byte) (*htmltree.Tree, error) {
	opt := htmltree.Options{MaxDepth: maxDepth}
	if beginsPage(src) {
		return htmltree.Parse(src, opt)
	}
	return htmltree.ParseFragment(src, &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}, opt)
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
