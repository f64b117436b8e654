package article

import (
	"bytes"
	"fmt"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/note"
)

// warnOfDanger adds a warning for links of Markdown that could run code.
// Markdown goes through as it is, so that they cannot be taken out; renderers
// that are safe by default, such as goldmark and cmark, drop them.
func (c *conversion) warnOfDanger() {
	if !mentionsDanger(c.Markdown) {
		return
	}
	count, first := 0, ""
	doc := markdownRenderer().Parser().Parse(text.NewReader(c.Markdown))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		var address []byte
		switch n := n.(type) {
		case *ast.Link:
			address = n.Destination
		case *ast.AutoLink:
			address = n.URL(c.Markdown)
		}
		if entering && convert.Dangerous(string(address)) {
			if count++; count == 1 {
				first = string(address)
			}
		}
		return ast.WalkContinue, nil
	})
	if count > 0 {
		c.note("link.dangerous", note.Warning,
			fmt.Sprintf("%d links of the Markdown could run code and were left as they are: %s", count, first))
	}
}

// mentionsDanger tells whether a scheme that could be dangerous stands anywhere
// in markdown where an address could begin, which hardly any does.
func mentionsDanger(markdown []byte) bool {
	for at := 0; ; {
		i := bytes.IndexByte(markdown[at:], ':')
		if i < 0 {
			return false
		}
		at += i
		if scheme := markdown[max(0, at-4):at]; isDangerousEnd(scheme) && canBeginAddress(markdown[:at-len(scheme)]) {
			return true
		}
		at++
	}
}

// isDangerousEnd tells whether the last four letters of a scheme are those of a
// dangerous one.
func isDangerousEnd(scheme []byte) bool {
	if len(scheme) < 4 {
		return false
	}
	switch scheme[3] | 0x20 {
	case 't':
		return bytes.EqualFold(scheme, []byte("ript"))
	case 'a':
		return bytes.EqualFold(scheme, []byte("data"))
	}
	return false
}

// canBeginAddress tells whether the letters that before ends in can be the
// beginning of an address: they stand behind the mark of a link, or behind a
// character reference for another letter.
func canBeginAddress(before []byte) bool {
	before = bytes.TrimRightFunc(before, unicode.IsLetter)
	before = bytes.TrimRight(before, " \t\r\n>")
	return len(before) > 0 && bytes.IndexByte([]byte("(<:;"), before[len(before)-1]) >= 0
}
