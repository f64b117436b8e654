package article

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/body"
)

// readdress changes the addresses in Markdown to what to makes of them, and nothing
// else; addresses that are text as well (<https://…>) stay. It returns nil if that cannot be
// done: what it wrote is read again, and has to be the same but for the addresses.
func readdress(md []byte, to func(ReferenceKind, string) string) ([]byte, error) {
	if !bytes.Contains(md, []byte("](")) && !bytes.Contains(md, []byte("]:")) && bytes.IndexByte(md, '<') < 0 {
		return md, nil
	}
	doc := markdownRenderer().Parser().Parse(text.NewReader(md))
	if !refersTo(doc, to) { // which most Markdown of a run does not: rendering it costs more than the rest
		return md, nil
	}
	root, code, err := renderForAddresses(md, doc)
	if err != nil {
		return nil, err
	}
	changes := make(map[string]string)
	for n := range root.Descendants() {
		if isBareLink(n) {
			continue
		}
		for _, a := range referencesOf(n) {
			if new := to(kindOf(n.Data, a.Key), a.Val); new != a.Val {
				changes[a.Val] = new
				a.Val = new
			}
		}
	}
	if len(changes) == 0 {
		return md, nil
	}
	out := replaceAddresses(md, code, changes)
	again, _, err := renderForAddresses(out, markdownRenderer().Parser().Parse(text.NewReader(out)))
	if err != nil || !sameTree(root, again) {
		return nil, err
	}
	return out, nil
}

// refersTo tells whether a reference of a parsed text changes, or one may in the
// tags in it.
func refersTo(doc ast.Node, to func(ReferenceKind, string) string) (changes bool) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			address := string(util.URLEscape(n.Destination, false))
			changes = to(Link, address) != address || changes
		case *ast.Image:
			address := string(util.URLEscape(n.Destination, false))
			changes = to(Picture, address) != address || changes
		case *ast.RawHTML, *ast.HTMLBlock:
			changes = true
		}
		return ast.WalkContinue, nil
	})
	return changes
}

// bareLink is the class of links whose address is their text.
const bareLink = "artx-bare"

func isBareLink(n *html.Node) bool {
	return n.Data == "a" && slices.Contains(n.Attr, html.Attribute{Key: "class", Val: bareLink})
}

// renderForAddresses is renderMarkdown with bare links told from others, and the
// parts of the text that are code.
func renderForAddresses(md []byte, doc ast.Node) (*html.Node, []span, error) {
	code := codeOf(doc)
	var rendered bytes.Buffer
	if err := markdownRenderer().Renderer().Render(&rendered, md, doc); err != nil {
		return nil, nil, fmt.Errorf("the Markdown cannot be rendered: %w", err)
	}
	root, _, err := body.ParseHTML(rendered.Bytes())
	return root, code, err
}

func sameTree(a, b *html.Node) bool {
	var x, y bytes.Buffer
	return html.Render(&x, a) == nil && html.Render(&y, b) == nil && bytes.Equal(x.Bytes(), y.Bytes())
}

// span is a part of a text.
type span struct{ start, end int }

// codeOf are the parts of Markdown that are code, sorted; bare links get their
// class.
func codeOf(doc ast.Node) []span {
	var code []span
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch {
		case !entering:
		case n.Kind() == ast.KindAutoLink:
			n.SetAttributeString("class", bareLink)
		case n.Kind() == ast.KindFencedCodeBlock || n.Kind() == ast.KindCodeBlock:
			for i := range n.Lines().Len() {
				code = append(code, span{n.Lines().At(i).Start, n.Lines().At(i).Stop})
			}
		case n.Kind() == ast.KindCodeSpan:
			for t := n.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					code = append(code, span{t.Segment.Start, t.Segment.Stop})
				}
			}
		}
		return ast.WalkContinue, nil
	})
	slices.SortFunc(code, func(a, b span) int { return a.start - b.start })
	return code
}

// replaceAddresses replaces addresses where links, definitions and tags have them.
func replaceAddresses(md []byte, code []span, changes map[string]string) []byte {
	out := make([]byte, 0, len(md)+64)
	last := 0
	for i := 0; i < len(md); i++ {
		for len(code) > 0 && code[0].end <= i {
			code = code[1:]
		}
		if len(code) > 0 && code[0].start <= i {
			i = code[0].end - 1
			continue
		}
		if md[i] == '\\' {
			i++ // what stands behind it is itself
			continue
		}
		at, new, ok := addressAt(md, i, changes)
		if !ok {
			continue
		}
		out = append(append(out, md[last:at.start]...), new...)
		last, i = at.end, at.end-1
	}
	return append(out, md[last:]...)
}

// addressAt finds the address that begins behind what stands at i, if it changes,
// and what takes its place there.
func addressAt(md []byte, i int, changes map[string]string) (at span, new string, ok bool) {
	switch md[i] {
	case ']':
		if i+1 < len(md) && (md[i+1] == '(' || md[i+1] == ':') {
			at = destination(md, i+2)
			new, ok = changes[linkAddress(md[at.start:at.end])]
		}
	case '=':
		at = attributeValue(md, i+1)
		new, ok = changes[html.UnescapeString(string(md[at.start:at.end]))]
		new = html.EscapeString(new)
	}
	return at, new, ok && at.end > at.start
}

// destination is the address of a link, as CommonMark has it (6.3), behind its
// parenthesis or colon.
func destination(md []byte, i int) span {
	for i < len(md) && util.IsSpace(md[i]) {
		i++
	}
	start, depth := i, 0
	if i < len(md) && md[i] == '<' {
		end := bytes.IndexAny(md[i:], ">\n")
		if end < 0 || md[i+end] != '>' {
			return span{}
		}
		return span{i + 1, i + end}
	}
	for ; i < len(md) && !util.IsSpace(md[i]); i++ {
		switch md[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				return span{start, i}
			}
		}
	}
	return span{start, min(i, len(md))}
}

// linkAddress is the address that a destination stands for, as it is rendered.
func linkAddress(raw []byte) string {
	plain := util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(raw)))
	return string(util.URLEscape(plain, false))
}

// attributeValue is the value of an attribute behind its equals sign.
func attributeValue(md []byte, i int) span {
	for i < len(md) && util.IsSpace(md[i]) {
		i++
	}
	if i == len(md) {
		return span{}
	}
	if quote := md[i]; quote == '"' || quote == '\'' {
		if end := bytes.IndexByte(md[i+1:], quote); end >= 0 {
			return span{i + 1, i + 1 + end}
		}
		return span{}
	}
	end := bytes.IndexAny(md[i:], " \t\r\n>\"'=<`")
	if end < 0 {
		return span{}
	}
	return span{i, i + end}
}
