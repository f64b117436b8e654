package verify

import (
	"bytes"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/artx-cli/artx/convert/template"
	"github.com/artx-cli/artx/internal/commonmark"
)

// sourceReader is [commonmark.Renderer] for Markdown with HTML of any kind among
// it: what HTML leaves open does not swallow the blocks behind it.
var sourceReader = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(commonmark.Extension, extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote),
		goldmark.WithRendererOptions(gmhtml.WithUnsafe(), renderer.WithNodeRenderers(util.Prioritized(closedHTML{}, 1))))
})

// closedHTML renders HTML blocks as they stand, but for tags and comments in them
// that do not end.
type closedHTML struct{}

// RegisterFuncs implements [renderer.NodeRenderer].
func (closedHTML) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindHTMLBlock, func(w util.BufWriter, source []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			_, _ = w.Write(closeTags(htmlOf(n.(*ast.HTMLBlock), source)))
		}
		return ast.WalkContinue, nil
	})
}

// htmlOf is the text of an HTML block.
func htmlOf(n *ast.HTMLBlock, source []byte) []byte {
	block := n.Lines().Value(source)
	if n.HasClosure() {
		block = append(block, n.ClosureLine.Value(source)...)
	}
	return block
}

// closeTags makes text of the less-than signs of tags that do not end, and ends
// declarations.
func closeTags(block []byte) []byte {
	var out []byte
	for done := 0; ; {
		i := bytes.IndexByte(block[done:], '<')
		if i < 0 || done+i+1 == len(block) {
			return append(out, block[done:]...)
		}
		out = append(out, block[done:done+i]...)
		done += i
		switch n := tagLength(block[done:]); {
		case n > 0:
			out = append(out, block[done:done+n]...)
			done += n
		case block[done+1] == '?' || block[done+1] == '!' && !bytes.HasPrefix(block[done:], []byte("<!--")):
			return append(append(out, block[done:]...), '>')
		default:
			out = append(out, "&lt;"...)
			done++
		}
	}
}

// tagLength is the length of the tag, comment or declaration that t begins with: 1
// if t begins with none, 0 if it does not end.
func tagLength(t []byte) int {
	switch c := t[1]; {
	case bytes.HasPrefix(t, []byte("<!--")):
		if end := bytes.Index(t, []byte("-->")); end >= 0 {
			return end + len("-->")
		}
		return 0
	case c == '?' || c == '!':
		return bytes.IndexByte(t, '>') + 1
	case c != '/' && (c|0x20 < 'a' || c|0x20 > 'z'):
		return 1
	}
	quote, value := byte(0), false // value: an equals sign stands before
	for i := 1; i < len(t); i++ {
		switch c := t[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '>':
			return i + 1
		case (c == '"' || c == '\'') && value:
			quote = c
		}
		if c := t[i]; quote == 0 && c != ' ' && c != '\t' && c != '\n' {
			value = c == '='
		}
	}
	return 0
}

// renderSource renders a source of Markdown, with the HTML in it as its author meant
// it: it goes on to the end of a pre or comment that it leaves open, and what no end
// tag or mark ends is text.
func renderSource(markdown []byte) ([]byte, error) {
	const most = 64 // changes, each of which is read anew
	src := []byte(plainFormulas(template.Shown(string(endBackslashes(markdown)))))
	doc := sourceReader().Parser().Parse(text.NewReader(src))
	for range most {
		changed := mendHTML(doc, src)
		if changed == nil {
			break
		}
		src = changed
		doc = sourceReader().Parser().Parse(text.NewReader(src))
	}
	var rendered bytes.Buffer
	err := sourceReader().Renderer().Render(&rendered, src, doc)
	return rendered.Bytes(), err
}

// endBackslashes keeps a backslash at the end of a code element from taking its end
// tag for text: <code>\</code>.
func endBackslashes(src []byte) []byte {
	const far = 200 // bytes of code before it
	var out []byte
	done := 0
	for at := bytes.Index(src, []byte(`\</`)); at >= 0; {
		name, _, _ := bytes.Cut(src[at+len(`\</`):min(len(src), at+len(`\</`)+8)], []byte{'>'})
		line := src[max(done, at-far):at]
		line = line[bytes.LastIndexByte(line, '\n')+1:]
		switch string(name) {
		case "code", "kbd", "tt", "samp":
			if start := bytes.LastIndex(line, append([]byte{'<'}, name...)); start >= 0 && !bytes.ContainsAny(line[start:], "`/") {
				out = append(append(out, src[done:at]...), "&#92;"...)
				done = at + 1
			}
		}
		next := bytes.Index(src[at+1:], []byte(`\</`))
		if next < 0 {
			break
		}
		at += 1 + next
	}
	if out == nil {
		return src
	}
	return append(out, src[done:]...)
}

// mendHTML changes src where the first HTML block in it does not end as it was
// meant; nil if there is none.
func mendHTML(doc ast.Node, src []byte) (changed []byte) {
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		block, ok := n.(*ast.HTMLBlock)
		if !entering || !ok || block.Lines().Len() == 0 {
			return ast.WalkContinue, nil
		}
		start := block.Lines().At(0).Start
		end := block.Lines().At(block.Lines().Len() - 1).Stop
		if block.HasClosure() {
			end = block.ClosureLine.Stop
		}
		if changed = mendBlock(src, start, end); changed != nil {
			return ast.WalkStop, nil
		}
		return ast.WalkSkipChildren, nil
	})
	return changed
}

// mendBlock is src with the HTML block between two offsets mended; nil if it needs
// none.
func mendBlock(src []byte, start, end int) []byte {
	at, mark, again := openAtEnd(src[start:end])
	if at < 0 {
		return nil
	}
	at += start
	length := indexFold(src[end:], mark)
	if name, raw := strings.CutPrefix(mark, "</"); raw && name != "pre" && length >= 0 {
		again = again || indexFold(src[at+1:end+length], "<"+name) >= 0
	}
	if length >= 0 && !again { // it goes on to the end of that line
		rest := src[end+length:]
		line := rest[:bytes.IndexByte(append(rest, '\n'), '\n')]
		held := holdBlankLines(src[at : end+length])
		if held == nil {
			return nil
		}
		return slices.Concat(src[:at], held, line, []byte("\n"), rest[len(line):])
	}
	if len(bytes.TrimSpace(src[start:at])) == 0 { // the block begins with it, and takes all the rest
		n := len("<!--")
		if mark == "</pre" { // it ends with the first blank line
			blank, _, _ := bytes.Cut(src[at:], []byte("\n\n"))
			return slices.Concat(src[:at], blank, []byte("</pre>"), src[at+len(blank):])
		}
		if mark != "-->" {
			n = tagLength(src[at:])
		}
		if n > 0 {
			return append(bytes.Clone(src[:at]), src[at+n:]...)
		}
	}
	return nil
}

// openAtEnd finds the comment, or the element whose text is taken as it stands, that
// HTML leaves open, and what would close it; -1 if there is none. One that begins
// again before it ends is open.
func openAtEnd(block []byte) (at int, mark string, again bool) {
	for i := 0; i < len(block); {
		next := bytes.IndexByte(block[i:], '<')
		if next < 0 {
			break
		}
		i += next
		mark, name := "", ""
		if bytes.HasPrefix(block[i:], []byte("<!--")) {
			mark = "-->"
		} else {
			for _, name = range []string{"pre", "script", "style", "textarea"} {
				if isStartTag(block[i:], name) {
					mark = "</" + name
					break
				}
			}
		}
		if mark == "" {
			i++
			continue
		}
		length := indexFold(block[i:], mark)
		if length < 0 && (mark == "-->" || name == "pre" || len(bytes.TrimSpace(block[:i])) == 0) {
			return i, mark, false
		} else if length < 0 {
			i++ // it is empty
			continue
		}
		if mark != "-->" && name != "pre" && indexFold(block[i+1:i+length], "<"+name) >= 0 {
			return i, mark, true
		}
		i += length + len(mark)
	}
	return -1, "", false
}

// isStartTag tells whether t begins with a start tag of a name.
func isStartTag(t []byte, name string) bool {
	n := len("<") + len(name)
	return len(t) > n && bytes.EqualFold(t[1:n], []byte(name)) && bytes.IndexByte([]byte(" \t\r\n/>"), t[n]) >= 0
}

// blankLineMark stands in blank lines where CommonMark would end the HTML before
// its author did.
const blankLineMark = '\ue000'

// holdBlankLines puts marks into the blank lines of HTML; nil if there are none.
func holdBlankLines(block []byte) []byte {
	var out bytes.Buffer
	found := false
	for line := range bytes.Lines(block) {
		if len(bytes.TrimSpace(line)) == 0 {
			out.WriteRune(blankLineMark)
			found = true
		}
		out.Write(line)
	}
	if !found {
		return nil
	}
	return out.Bytes()
}
