package page

import (
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/call"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/metadata"
)

// Bounds of a table of contents.
const (
	minContents   = 2   // links to headings
	contentsShare = 0.7 // of its words are those of such links
)

// findContents tells of each box whether it holds little but links to headings
// of the same page: a table of contents.
func (l *pageLayout) findContents() []bool {
	toc := make([]bool, len(l.Boxes))
	ids := l.headingIDs()
	if len(ids) == 0 {
		return toc
	}
	links, words := make([]int32, len(l.Blocks)+1), make([]float32, len(l.Blocks)+1)
	for k := range l.Blocks {
		links[k+1], words[k+1] = links[k], words[k]
		b := &l.Blocks[k]
		if b.Links == 0 || b.Heading > 0 {
			continue
		}
		n, w := linksTo(b, ids)
		links[k+1] += n
		words[k+1] += w
	}
	for i := range l.Boxes {
		x := &l.Boxes[i]
		toc[i] = links[x.To]-links[x.From] >= minContents && words[x.To]-words[x.From] >= contentsShare*x.Words && isListed(x)
	}
	return toc
}

// isListed reports whether the box is one that tables of contents stand in: not
// a paragraph of prose that refers to sections.
func isListed(x *layout.Box) bool {
	switch x.Node.DataAtom {
	case atom.P, atom.Table, atom.Td, atom.Figure, atom.Blockquote:
		return false
	}
	return x.To-x.From > 1 || x.Node.DataAtom == atom.Ul || x.Node.DataAtom == atom.Ol
}

// headingIDs are the ids by which links lead to the page's headings: of the
// heading itself, of an anchor in it, or of the section that it begins.
func (l *pageLayout) headingIDs() map[string]bool {
	ids := map[string]bool{}
	add := func(n *html.Node) {
		for _, key := range [...]string{"id", "name"} {
			if v := dom.AttrOnce(n, key); v != "" {
				ids[v] = true
			}
		}
	}
	for k := range l.Blocks {
		b := &l.Blocks[k]
		if b.Heading == 0 {
			continue
		}
		for n := range b.Elements {
			add(n)
		}
		x := &l.Boxes[b.Box]
		for up := 0; up < 3 && x.Parent >= 0 && int(x.From) == k; up++ {
			add(x.Node)
			x = &l.Boxes[x.Parent]
		}
	}
	return ids
}

// linksTo counts a block's links to the given ids, and the words in them.
func linksTo(b *layout.Block, ids map[string]bool) (n int32, words float32) {
	for a := range b.Elements {
		if a.DataAtom != atom.A {
			continue
		}
		if id, ok := strings.CutPrefix(dom.AttrOnce(a, "href"), "#"); ok && ids[id] {
			n++
		}
	}
	return n, b.LinkWords * float32(n) / b.Links
}

// contentsTitles head a table of contents.
var contentsTitles = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, h := range []string{
		"contents", "table of contents", "on this page", "in this article", "in this post", "page contents", "toc", "jump to", "navigation",
		"inhalt", "inhaltsverzeichnis", "auf dieser seite", "sommaire", "table des matières", "índice", "contenido", "indice", "inhoud", "содержание", "оглавление", "目次", "目录", "目錄", "文章目录", "차례",
	} {
		m[metadata.LooseKey(h)] = true
	}
	return m
})

// cutContentsTitles cuts the titles of tables of contents that are cut.
func (s *parts) cutContentsTitles() {
	l := s.l
	for k := 1; k < len(l.Blocks); k++ {
		above := &l.Blocks[k-1]
		if s.junk[l.Blocks[k].Box] == ruleContents && s.kept[k-1] && above.Words <= call.MaxWords && contentsTitles()[metadata.LooseKey(above.Text())] {
			s.kept[k-1] = false
		}
	}
}
