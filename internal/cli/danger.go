package cli

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/artx-cli/artx/convert"
)

// warnOfDanger adds a warning for links of Markdown that could run code.
// Markdown goes through as it is, so that they cannot be taken out; renderers
// that are safe by default, such as goldmark and cmark, drop them.
func (j *job) warnOfDanger() {
	if !mentionsDanger(j.markdown) {
		return
	}
	count, first := 0, ""
	doc := markdownRenderer.Parser().Parse(text.NewReader(j.markdown))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		var address []byte
		switch n := n.(type) {
		case *ast.Link:
			address = n.Destination
		case *ast.AutoLink:
			address = n.URL(j.markdown)
		}
		if entering && convert.Dangerous(string(address)) {
			if count++; count == 1 {
				first = string(address)
			}
		}
		return ast.WalkContinue, nil
	})
	if count > 0 {
		j.note("link.dangerous", convert.LevelWarning,
			fmt.Sprintf("%d links of the Markdown could run code and were left as they are: %s", count, first))
	}
}

// mentionsDanger tells whether a scheme that could be dangerous stands anywhere
// in markdown, which hardly any does.
func mentionsDanger(markdown []byte) bool {
	for at := 0; ; {
		i := bytes.IndexByte(markdown[at:], ':')
		if i < 0 {
			return false
		}
		at += i
		if scheme := markdown[max(0, at-4):at]; bytes.EqualFold(scheme, []byte("ript")) || bytes.EqualFold(scheme, []byte("data")) {
			return true
		}
		at++
	}
}
