package extract

import (
	"bytes"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of [flatten], far below the parser's 512 open elements, since it opens
// some by itself (tbody, and formatting elements anew in each paragraph).
const (
	maxBlockDepth  = 120
	maxInlineDepth = 16
)

// inlineElements are those that flatten closes at the next block.
var inlineElements = atomSet(atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small,
	atom.Span, atom.Strike, atom.Strong, atom.Tt, atom.U, atom.Sub, atom.Sup, atom.Mark, atom.Del, atom.Ins, atom.Abbr,
	atom.Cite, atom.Q, atom.Kbd, atom.Samp, atom.Var, atom.Label, atom.Bdo, atom.Bdi, atom.Ruby, atom.Rt, atom.Rp)

// voidElements have no end tag (HTML Standard, section 13.1.2).
var voidElements = atomSet(atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link,
	atom.Meta, atom.Param, atom.Source, atom.Track, atom.Wbr)

func atomSet(atoms ...atom.Atom) map[atom.Atom]bool {
	set := make(map[atom.Atom]bool, len(atoms))
	for _, a := range atoms {
		set[a] = true
	}
	return set
}

// flatten writes src again with tags in pairs and none open deeper than the
// bounds: what nests deeper loses its tags and keeps its content. It is linear.
func flatten(src []byte) []byte {
	f := flattener{skippedBlocks: make(map[string]int)}
	z := html.NewTokenizer(bytes.NewReader(src))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := z.Raw()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			f.start(string(name), raw)
		case html.EndTagToken:
			name, _ := z.TagName()
			f.end(string(name))
		default:
			f.out.Write(raw)
		}
	}
	f.closeInline(0)
	return f.out.Bytes()
}

type flattener struct {
	out           bytes.Buffer
	blocks        []string       // open block elements
	inline        []string       // open inline elements
	skippedBlocks map[string]int // blocks left out whose end tag is still to come
}

func (f *flattener) start(name string, raw []byte) {
	a := atom.Lookup([]byte(name))
	switch {
	case voidElements[a]:
		f.out.Write(raw)
	case inlineElements[a]:
		if len(f.inline) < maxInlineDepth {
			f.inline = append(f.inline, name)
			f.out.Write(raw)
		}
	default:
		f.closeInline(0)
		if len(f.blocks) >= maxBlockDepth {
			f.skippedBlocks[name]++
			f.out.WriteByte('\n') // so that the words around it stay apart
			return
		}
		f.blocks = append(f.blocks, name)
		f.out.Write(raw)
	}
}

func (f *flattener) end(name string) {
	if inlineElements[atom.Lookup([]byte(name))] {
		for i := len(f.inline) - 1; i >= 0; i-- {
			if f.inline[i] == name {
				f.closeInline(i)
				return
			}
		}
		return
	}
	f.closeInline(0)
	if f.skippedBlocks[name] > 0 {
		f.skippedBlocks[name]--
		return
	}
	for i := len(f.blocks) - 1; i >= 0; i-- {
		if f.blocks[i] == name {
			f.closeBlocks(i)
			return
		}
	}
}

func (f *flattener) closeInline(to int) {
	for len(f.inline) > to {
		f.writeEnd(f.inline[len(f.inline)-1])
		f.inline = f.inline[:len(f.inline)-1]
	}
}

func (f *flattener) closeBlocks(to int) {
	for len(f.blocks) > to {
		f.writeEnd(f.blocks[len(f.blocks)-1])
		f.blocks = f.blocks[:len(f.blocks)-1]
	}
}

func (f *flattener) writeEnd(name string) {
	f.out.WriteString("</")
	f.out.WriteString(name)
	f.out.WriteByte('>')
}
