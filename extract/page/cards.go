package page

import (
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/layout"
)

// minCards is the number of like boxes side by side from which on they are the
// cards of a list.
const minCards = 3

// mainListShare: the cards of a page's main list hold at least one in so many
// of the words that are kept; others are recommendations.
const mainListShare = 3

// maxShopText is the number of kept words up to which the list with prices is what a
// page is for where the model keeps none.
const maxShopText = 40

// keepCards completes the cards of a list: where most cards keep something,
// each keeps its name and its price, so that none is a text without a subject.
// Where no list does, the longest one with prices is what the page is for.
func (l *pageLayout) keepCards(kept []bool) {
	type kind struct {
		parent int32
		tag    atom.Atom
		class  string
	}
	groups := map[kind][]int32{}
	var order []kind // of appearance
	for i := int32(1); i < int32(len(l.Boxes)); i++ {
		x := &l.Boxes[i]
		if x.SameKind+1 < minCards || x.Words == 0 || x.Around&(layout.InNav|layout.InFooter|layout.InHeader|layout.InForm|layout.InDialog) != 0 {
			continue
		}
		k := kind{x.Parent, x.Node.DataAtom, layout.FirstClass(x.Node)}
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], i)
	}
	all, done := l.keptWords(kept), false
	var priced []int32 // the longest list of cards with prices
	for _, k := range order {
		cards, full, words := groups[k], 0, float32(0)
		for _, i := range cards {
			if n := l.keptIn(i, kept); n > 0 {
				full++
				words += n
			}
		}
		if len(cards) >= minCards && full*2 >= len(cards) && words*mainListShare >= all {
			l.completeCards(cards, kept)
			done = true
		}
		if len(cards) > max(minCards, len(priced)) && l.showPrices(cards) {
			priced = cards
		}
	}
	if !done && all <= maxShopText {
		l.completeCards(priced, kept)
	}
}

func (l *pageLayout) completeCards(cards []int32, kept []bool) {
	for _, i := range cards {
		l.completeCard(i, kept)
	}
}

// showPrices reports whether most of some boxes beside no article have a price.
func (l *pageLayout) showPrices(cards []int32) bool {
	n := 0
	for _, i := range cards {
		x := &l.Boxes[i]
		for k := x.From; k < x.To; k++ {
			if l.Blocks[k].Price && x.Around&layout.InAside == 0 {
				n++
				break
			}
		}
	}
	return n*4 >= len(cards)*3
}

// dropStrays cuts the short texts that stand on the page again and again, such
// as "Read more", where most of them are cut.
func (l *pageLayout) dropStrays(kept []bool) {
	type count struct{ all, kept int }
	counts := map[uint64]count{}
	for i := range l.Blocks {
		if b := &l.Blocks[i]; b.Words <= layout.MaxPhraseWords && b.Heading == 0 {
			c := counts[b.Key]
			c.all++
			if kept[i] {
				c.kept++
			}
			counts[b.Key] = c
		}
	}
	for i := range l.Blocks {
		if b := &l.Blocks[i]; kept[i] && b.Words <= layout.MaxPhraseWords && b.Heading == 0 {
			if c := counts[b.Key]; c.all >= minCards && c.kept*2 < c.all {
				kept[i] = false
			}
		}
	}
}

// keptIn is the number of kept words in a box.
func (l *pageLayout) keptIn(box int32, kept []bool) (words float32) {
	for b := l.Boxes[box].From; b < l.Boxes[box].To; b++ {
		if kept[b] {
			words += l.Blocks[b].Words
		}
	}
	return words
}

// maxNameWords bounds what can be the name of a card.
const maxNameWords = 25

// completeCard keeps the name of a card, which is its heading or else its first
// link, and its prices.
func (l *pageLayout) completeCard(box int32, kept []bool) {
	x := &l.Boxes[box]
	name := int32(-1)
	for b := x.From; b < x.To; b++ {
		block := &l.Blocks[b]
		around := l.Boxes[block.Box].Around
		if around&(layout.InButton|layout.InHidden|layout.InLabel|layout.InForm) != 0 || block.Words > maxNameWords {
			continue
		}
		switch {
		case block.Heading > 0 && (name < 0 || l.Blocks[name].Heading == 0):
			name = b
		case name < 0 && block.Words >= 1 && (block.LinkWords > 0 || around&layout.InLink != 0):
			name = b
		}
		if block.Price && block.Words < 8 {
			kept[b] = true
		}
	}
	if name >= 0 {
		kept[name] = true
	}
}
