package page

import (
	"strings"
	"testing"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// maxOtherWords bounds the box around a snippet that is not the article's, all
// of which is taken to be the same.
const maxOtherWords = 150

// labelBySnippets labels the blocks of a page of which only some text of the
// article and some that is none are known: the blocks that hold it, the prose
// between two of the article's in one box, and the small boxes around the rest.
func (p *samplePage) labelBySnippets() {
	l := p.layout
	p.labels = make([]float32, len(l.Blocks))
	for i := range l.Blocks {
		text := dom.OneLine(l.Blocks[i].Text())
		switch {
		case holdsAny(text, p.truth.With):
			p.labels[i] = 1
		case !holdsAny(text, p.truth.Without):
			p.labels[i] = -1
		}
	}
	for i := range l.Blocks {
		if p.labels[i] == 0 {
			p.labelBox(l.Blocks[i].Box)
		}
	}
	last := map[int32]int{} // by the box around: the last block of the article
	for i := range l.Blocks {
		if p.labels[i] != 1 {
			continue
		}
		around := l.Boxes[l.Blocks[i].Box].Parent
		if from, ok := last[around]; ok {
			for k := from + 1; k < i; k++ {
				if b := &l.Blocks[k]; p.labels[k] < 0 && b.IsProse() && l.Boxes[b.Box].Parent == around {
					p.labels[k] = 1
				}
			}
		}
		last[around] = i
	}
}

func (p *samplePage) labelBox(i int32) {
	l := p.layout
	if up := l.Boxes[i].Parent; up > 0 && l.Boxes[up].Words <= maxOtherWords {
		i = up
	}
	x := &l.Boxes[i]
	if x.Words > maxOtherWords {
		return
	}
	for k := x.From; k < x.To; k++ {
		if p.labels[k] == 1 {
			return
		}
	}
	for k := x.From; k < x.To; k++ {
		p.labels[k] = 0
	}
}

func holdsAny(text string, snippets []string) bool {
	for _, s := range snippets {
		if strings.Contains(text, strings.Join(strings.Fields(s), " ")) {
			return true
		}
	}
	return false
}

// reportSnippets counts the snippets that are kept and that should be, over all pages.
func reportSnippets(t *testing.T, pages []*samplePage, found *findings) {
	var right, missed, wrong int
	for _, p := range pages {
		text := dom.OneLine(found.texts[p])
		for _, s := range p.truth.With {
			if holdsAny(text, []string{s}) {
				right++
			} else {
				missed++
			}
		}
		for _, s := range p.truth.Without {
			if holdsAny(text, []string{s}) {
				wrong++
			}
		}
	}
	n := func(a, b int) float64 { return float64(a) / float64(max(1, b)) }
	t.Logf("snippets of %d pages: F1 %.3f  P %.3f  R %.3f", len(pages), n(2*right, 2*right+missed+wrong), n(right, right+wrong), n(right, right+missed))
}
