package page

import "github.com/artx-cli/artx/extract/internal/pagetype"

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
	if own < 0 || l.boxes[own].around&(inArticle|inArticleBody) == 0 {
		return
	}
	end := l.boxes[own].end
	for i := int32(1); i < int32(len(l.boxes)); i++ {
		x := &l.boxes[i]
		if i >= own && i < end || own > i && own < x.end || s.junk[i] != "" {
			if s.junk[i] == "" {
				s.junk[i] = s.junk[x.parent]
			}
			continue
		}
		if s.junk[i] = s.junk[x.parent]; s.junk[i] == "" && s.isShelfCard(x) && int(x.from) > head {
			s.junk[i] = ruleRelated
		}
	}
}

// headBox is the smallest box that holds the headline and an article's prose,
// without other lists of cards in it; -1 if there is none.
func (s *parts) headBox(head int32) int32 {
	l := s.l
	for i := l.blocks[head].box; i > 0; i = l.boxes[i].parent {
		if prose := s.keptProse(&l.boxes[i]); prose >= minOwnProse {
			return i
		}
	}
	return -1
}

// keptProse counts the kept words of a box that read like sentences and stand in no card.
func (s *parts) keptProse(x *box) float32 {
	n := float32(0)
	for k := x.from; k < x.to; k++ {
		if b := &s.l.blocks[k]; s.kept[k] && b.isProse() && s.l.boxes[b.box].around&(inItem|inAside) == 0 {
			n += b.words
		}
	}
	return n
}

// isShelfCard reports whether a box is one of several of its kind outside every
// article, each with a link to another page and little more than what it is about.
func (s *parts) isShelfCard(x *box) bool {
	if x.sameKind < minShelf || x.words > maxShelfCard || x.words == 0 || x.around&(inArticle|inArticleBody) != 0 {
		return false
	}
	links := float32(0)
	for k := x.from; k < x.to; k++ {
		links += s.l.blocks[k].links
	}
	return links > 0 && x.linkWords > 0
}
