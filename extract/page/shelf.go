package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/call"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
	"github.com/artx-cli/artx/extract/metadata"
)

// Bounds of the lists of other pages that stand around an article.
const (
	minShelf     = 3   // like boxes side by side, each with a link
	minOwnProse  = 150 // words of prose that make the box of the headline an article
	maxShelfCard = 120 // words of one of the boxes
)

// findShelves marks as related the lists of other pages: boxes of one kind side
// by side, each with a link to another page, outside the box that holds the
// headline and the prose below it.
func (s *parts) findShelves() {
	l := s.l
	head := l.headline()
	if head < 0 || s.kind == pagetype.Forum {
		return
	}
	own := s.headBox(int32(head))
	if own < 0 || l.Boxes[own].Around&(layout.InArticle|layout.InArticleBody) == 0 {
		return
	}
	end := l.Boxes[own].End
	for i := int32(1); i < int32(len(l.Boxes)); i++ {
		x := &l.Boxes[i]
		if i >= own && i < end || own > i && own < x.End || s.junk[i] != "" {
			if s.junk[i] == "" {
				s.junk[i] = s.junk[x.Parent]
			}
			continue
		}
		if s.junk[i] = s.junk[x.Parent]; s.junk[i] == "" && s.isShelfCard(x) && int(x.From) > head {
			s.junk[i] = ruleRelated
		}
	}
}

// headBox is the smallest box that holds the headline and an article's prose,
// without other lists of cards in it; -1 if there is none.
func (s *parts) headBox(head int32) int32 {
	l := s.l
	for i := l.Blocks[head].Box; i > 0; i = l.Boxes[i].Parent {
		if prose := s.keptProse(&l.Boxes[i]); prose >= minOwnProse {
			return i
		}
	}
	return -1
}

// keptProse counts the kept words of a box that read like sentences and stand in no card.
func (s *parts) keptProse(x *layout.Box) float32 {
	n := float32(0)
	for k := x.From; k < x.To; k++ {
		if b := &s.l.Blocks[k]; s.kept[k] && b.IsProse() && s.l.Boxes[b.Box].Around&(layout.InItem|layout.InAside) == 0 {
			n += b.Words
		}
	}
	return n
}

// isShelfCard reports whether a box is one of several of its kind outside every
// article, each with a link to another page and little more than what it is about.
func (s *parts) isShelfCard(x *layout.Box) bool {
	if x.SameKind < minShelf || x.Words > maxShelfCard || x.Words == 0 || x.Around&(layout.InArticle|layout.InArticleBody) != 0 {
		return false
	}
	links := float32(0)
	for k := x.From; k < x.To; k++ {
		links += s.l.Blocks[k].Links
	}
	return links > 0 && x.LinkWords > 0
}

// dropRelated cuts the sections whose heading says that other pages follow, with
// the links that do.
func (p *pageRun) dropRelated(kept []bool) {
	if !p.even || isShop(p.res.Type) {
		return
	}
	l := p.layout
	for i := max(1, slices.Index(kept, true)); i < len(l.Blocks); i++ {
		b := &l.Blocks[i]
		if b.Words > call.MaxWords || !headsOthers(b.Text()) {
			continue
		}
		if b.Heading == 0 {
			l.dropLabelled(i, kept)
			continue
		}
		to, words, linked := l.cardsBelow(i, kept)
		if to > i+1 && linked >= mainlyLinks*words {
			for k := i; k < to; k++ {
				kept[k] = false
			}
		}
		i = to - 1
	}
}

// dropLabelled cuts a line in bold, or with a colon at its end, that says that other
// pages follow, with the lines of links that do; alone where it is the last.
func (l *pageLayout) dropLabelled(i int, kept []bool) {
	b := &l.Blocks[i]
	if !kept[i] || b.LinkWords > 0 || l.inLink(b.Box) || !b.EndsColon && b.BoldChars*10 < b.Chars*9 {
		return
	}
	to, links, last := i+1, 0, true
	for k := i + 1; k < len(kept) && last; k++ {
		switch n := &l.Blocks[k]; {
		case !kept[k]:
		case n.Heading == 0 && (n.LinkWords >= mainlyLinks*n.Words || l.inLink(n.Box)):
			to, links = k+1, links+1
		default:
			last = false
		}
	}
	if links > 0 || last {
		for k := i; k < to; k++ {
			kept[k] = false
		}
	}
}

// othersLeads begin headings of other pages of a site, before its or a section's name.
var othersLeads = []string{"more from ", "more in ", "more on ", "latest from ", "latest in ", "also in ", "mehr aus ", "mehr von ", "mehr zum thema auf ", "auch auf ", "weitere beiträge aus ", "weitere artikel aus ", "plus de ", "más de ", "mais de ", "altro da "}

// headsOthers reports whether a heading says that other pages follow.
func headsOthers(text string) bool {
	text = strings.TrimRight(strings.ToLower(dom.OneLine(text)), ":：?…. ")
	return closingJunk()[metadata.LooseKey(text)] || slices.ContainsFunc(othersLeads, func(w string) bool { return strings.HasPrefix(text, w) })
}

// cardsBelow is the end of the section that block i heads, of which headings that
// are links are no end, and how many kept words it has, and has in links.
func (l *pageLayout) cardsBelow(i int, kept []bool) (to int, words, linked float32) {
	for to = i + 1; to < len(l.Blocks); to++ {
		b := &l.Blocks[to]
		if b.Heading > 0 && b.Heading <= l.Blocks[i].Heading && b.LinkWords < b.Words && !l.inLink(b.Box) {
			break
		}
		if kept[to] {
			words += b.Words
			if l.inLink(b.Box) {
				linked += b.Words
			} else {
				linked += b.LinkWords
			}
		}
	}
	return to, words, linked
}

// inLink reports whether a box stands in a link, as all of a card may.
func (l *pageLayout) inLink(i int32) bool {
	for up := 0; i > 0 && up < maxCardDepth; i, up = l.Boxes[i].Parent, up+1 {
		if l.Boxes[i].Node.DataAtom == atom.A {
			return true
		}
	}
	return false
}

const maxCardDepth = 5 // of a text in the link around its card

// aboutAuthors head what is said of whoever wrote the page.
var aboutAuthors = dom.PhraseSet("about the author", "about the authors", "about the writer", "über den autor", "über die autorin", "über die autoren", "à propos de l'auteur", "à propos de l’auteur", "sobre el autor", "sobre la autora", "sobre o autor", "sobre a autora", "l'autore", "over de auteur", "об авторе")

const maxAboutAuthor = 100 // words

// dropAboutAuthor cuts from the end of one text the section about its author.
func (p *pageRun) dropAboutAuthor(kept []bool) {
	l := p.layout
	words := float32(0)
	for k := len(kept) - 1; k > 0 && p.even && !isShop(p.res.Type); k-- {
		b := &l.Blocks[k]
		if !kept[k] {
			continue
		}
		if words += b.Words; words > maxAboutAuthor {
			return
		}
		if sectionTitle(b) == "" {
			continue
		}
		if !aboutAuthors[strings.Trim(strings.ToLower(sectionTitle(b)), " :")] || l.keptWords(kept[:k]) < minArticle*2 {
			return
		}
		for ; k < len(kept); k++ {
			kept[k] = false
		}
		return
	}
}
