package page

import (
	"sync"

	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/call"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/metadata"
)

// keepHeadings keeps the headings right above what is kept of their section: of
// parts in one box the heading before a kept one, whatever box it stands in alone.
func (s *parts) keepHeadings() {
	l := s.l
	for i := int32(0); i < int32(len(l.Boxes)); i++ {
		if x := &l.Boxes[i]; x.To-x.From < 2 || s.junk[i] != "" {
			continue
		}
		list := l.partsOf(i)
		for k, p := range list {
			if h := l.headingOf(p); h >= 0 && !s.kept[h] && l.Blocks[h].Heading > 1 && (s.even || !isShop(s.kind) || l.Blocks[h].LinkWords == 0) && s.sectionKept(list[k+1:], l.Blocks[h].Heading) {
				key := metadata.LooseKey(l.Blocks[h].Text())
				if _, _, score := s.words(p); score > s.headingScore() && !closingJunk()[key] && !contentsTitles()[key] {
					s.keep(p)
				}
			}
		}
	}
}

// headingScore is what the model must say at least of a heading above a kept
// section: little where pages are divided by headings.
func (s *parts) headingScore() float32 {
	switch {
	case s.even:
		return -3
	case isShop(s.kind):
		return -2
	}
	return -1
}

// headingOf is the block of a part that is a heading and no more, or -1.
func (l *pageLayout) headingOf(p part) int32 {
	from, to := &l.before[p.from], &l.before[p.to]
	if to.headings-from.headings != 1 || to.wordy != from.wordy {
		return -1
	}
	return from.next
}

// maxBesideHeading bounds what stands in the box of a heading beside it, such as "edit".
const maxBesideHeading = 2

// sectionKept reports whether of the parts below a heading, up to the next of
// its rank, the first that is no heading is kept.
func (s *parts) sectionKept(list []part, rank int8) bool {
	for _, p := range list {
		if h := s.l.headingOf(p); h >= 0 {
			if s.l.Blocks[h].Heading <= rank {
				return false
			}
			continue
		}
		if s.has(p) {
			return true
		}
		if s.junk[s.l.Blocks[p.from].Box] == "" {
			return false
		}
	}
	return false
}

// keepTail keeps what closes the box that holds the article's paragraphs: short
// texts, listings, tables, figures and lists behind the last kept part, up to
// what is known to be none of it.
func (s *parts) keepTail() {
	l := s.l
	before := l.keptBefore(s.kept)
	all := before[len(s.kept)]
	for i := int32(0); i < int32(len(l.Boxes)); i++ {
		x := &l.Boxes[i]
		inside := before[x.To] - before[x.From]
		if inside*2 < all || s.junk[i] != "" {
			continue
		}
		list := l.partsOf(i)
		last := len(list) - 1
		for last >= 0 && before[list[last].to] == before[list[last].from] {
			last--
		}
		if last < 0 || l.keptTexts(list[:last+1], before) < 2 {
			continue
		}
		s.keepClosing(list[last+1:], list[last], inside/x.Words)
	}
}

// keepParagraphs keeps the plain paragraphs that stand directly in the element which
// says that it is the article and holds nearly all of what is kept, unless the
// model is sure that they are something else. It knows paragraphs by their share
// and their place, and beside a long listing or table those of two lines look
// like anything's.
func (s *parts) keepParagraphs() {
	l := s.l
	before := l.keptBefore(s.kept)
	for i := int32(1); i < int32(len(l.Boxes)); i++ {
		x := &l.Boxes[i]
		inside := before[x.To] - before[x.From]
		if x.Traits&(layout.InArticle|layout.InArticleBody|layout.InMain) == 0 || s.junk[i] != "" || inside < nearlyAll*before[len(s.kept)] || inside < nearlyAll*(x.Words-x.LinkWords) {
			continue
		}
		for _, p := range l.partsOf(i) {
			if before[p.to] == before[p.from] && s.isParagraph(p) {
				s.keep(p)
			}
		}
	}
}

// nearlyAll is the share of the words beside links that are kept of an element where what it
// holds is the article.
const nearlyAll = 0.9

// isParagraph tells whether a part is a paragraph of sentences without links.
func (s *parts) isParagraph(p part) bool {
	if p.box < 0 || p.to-p.from != 1 {
		return false
	}
	x, b := &s.l.Boxes[p.box], &s.l.Blocks[p.from]
	words, _, score := s.words(p)
	return x.Node.DataAtom == atom.P && x.Kids == 0 && b.Links == 0 && b.EndsStop && words > shortPart && x.Around&(besideArticle&^layout.InForm) == 0 && score > shortScore
}

// keptTexts counts the parts that are paragraphs or the like and kept.
func (l *pageLayout) keptTexts(list []part, before []float32) int {
	n := 0
	for _, p := range list {
		if before[p.to] > before[p.from] && (p.box < 0 || l.Boxes[p.box].Kids == 0) {
			n++
		}
	}
	return n
}

func (s *parts) keepClosing(list []part, last part, share float32) {
	h, announced := s.l.headingOf(last), s.l.announces(last.to-1)
	for _, p := range list {
		above := h
		if h = s.l.headingOf(p); h >= 0 {
			continue // goes with what is below it
		}
		if above >= 0 && closingJunk()[metadata.LooseKey(s.l.Blocks[above].Text())] || !s.closes(p, share, above >= 0 || announced) {
			return
		}
		announced = s.l.announces(p.to - 1)
		if above >= 0 {
			s.kept[above] = true
		}
		s.keep(p)
	}
}

// announces reports whether a block says that a list of the article's follows.
func (l *pageLayout) announces(k int32) bool {
	b := &l.Blocks[k]
	return b.EndsColon && (b.Words > call.MaxWords || !call.Leads(b.Text()))
}

// closes tells whether a part behind the last kept one is of the article still.
func (s *parts) closes(p part, share float32, headed bool) bool {
	i := s.l.boxOf(p)
	x := &s.l.Boxes[i]
	words, linked, score := s.words(p)
	list := p.box >= 0 && (x.Node.DataAtom == atom.Ul || x.Node.DataAtom == atom.Ol)
	switch {
	case headed && list && s.junk[i] == "" && x.Around&(besideArticle&^layout.InComment) == 0:
		return score > headedScore
	case !s.belongs(p, share):
		return false
	case s.l.isAtomic(p), x.Node.DataAtom == atom.Figure:
		return true
	case list && linked < mainlyLinks*words:
		return score > shortScore
	}
	return score > closingScore
}

// What the model must say at least of a list under a heading that ends an
// article, and of another text behind the last kept one.
const (
	headedScore  = -3
	closingScore = -1
)

// closingJunk are headings of what follows an article and is none of it.
var closingJunk = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, h := range []string{
		"related", "related posts", "related articles", "related stories", "related news", "related content", "related topics", "related links",
		"read next", "read more", "read also", "up next", "more stories", "more news", "more articles", "more posts", "more like this", "more from us",
		"you may also like", "you might also like", "you may like", "recommended", "recommended for you", "recommended reading", "popular posts",
		"most read", "most popular", "trending", "latest", "latest news", "latest posts", "recent posts", "recent articles", "categories", "archives", "tags", "topics",
		"share", "share this", "share this post", "share this article", "follow us", "follow me", "about the author", "about the authors", "about me", "newsletter", "subscribe",
		"comments", "leave a comment", "leave a reply", "post a comment", "join the conversation", "contact us", "advertisement", "sponsored",
		"mehr zum thema", "mehr themen", "weitere themen", "weitere beiträge", "weitere meldungen", "auch interessant", "auch lesen", "auch lesenswert", "zum weiterlesen", "schon gelesen", "passend dazu",
		"das könnte dich auch interessieren", "das könnte dich interessieren", "das könnte sie interessieren", "das thema könnte dich auch interessieren", "lesen sie auch die folgenden beiträge", "lesen sie auch", "lies auch", "das könnte sie auch interessieren", "weitere artikel", "ähnliche artikel", "kommentare", "kommentar schreiben", "teilen", "schlagworte",
		"à lire aussi", "sur le même sujet", "articles similaires", "commentaires", "partager", "artículos relacionados", "te puede interesar", "comentarios",
		"leggi anche", "articoli correlati", "potrebbe interessarti", "commenti", "lees ook", "читайте также", "похожие статьи", "комментарии", "関連記事", "相关文章", "评论", "關聯文章",
	} {
		m[metadata.LooseKey(h)] = true
	}
	return m
})

// keepTargets keeps what the marks in kept text lead to: footnotes and references,
// and all of the list that they stand in.
func (s *parts) keepTargets() {
	l := s.l
	wanted := map[string]bool{}
	for i, keep := range s.kept {
		if keep && l.Blocks[i].Links > 0 {
			l.Blocks[i].Marks(wanted)
		}
	}
	if len(wanted) == 0 {
		return
	}
	for i := int32(1); i < int32(len(l.Boxes)); i++ {
		if x := &l.Boxes[i]; x.From < x.To && x.Words <= maxNoteWords && wanted[dom.AttrOnce(x.Node, "id")] {
			s.keepNote(i)
		}
	}
	for k := range l.Blocks {
		if b := &l.Blocks[k]; !s.kept[k] && b.Heading == 0 && b.HoldsTarget(wanted) {
			s.keepNote(b.Box)
		}
	}
}

// maxNoteWords bounds what a mark leads to.
const maxNoteWords = 300

// keepNote keeps a footnote, and its list.
func (s *parts) keepNote(i int32) {
	l := s.l
	if s.junk[i] != "" && s.junk[i] != ruleContents || l.Boxes[i].Around&(layout.InNav|layout.InDialog) != 0 {
		return
	}
	for up := 0; up < 3 && i > 0; up++ {
		x, around := &l.Boxes[i], &l.Boxes[l.Boxes[i].Parent]
		if a := around.Node.DataAtom; a != atom.Ul && a != atom.Ol && a != atom.Dl && a != atom.Li && a != atom.Tr &&
			!(s.isCut(around) && around.Words <= maxNoteWords) {
			s.keepNoteParts(x)
			return
		}
		i = x.Parent
	}
	s.keepNoteParts(&l.Boxes[i])
}

func (s *parts) keepNoteParts(x *layout.Box) {
	for k := x.From; k < x.To; k++ {
		s.kept[k] = true
	}
}

func (s *parts) isCut(x *layout.Box) bool {
	for k := x.From; k < x.To; k++ {
		if s.kept[k] {
			return false
		}
	}
	return true
}
