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
	p.labels = make([]float32, len(l.blocks))
	for i := range l.blocks {
		text := dom.OneLine(l.blocks[i].text())
		switch {
		case holdsAny(text, p.truth.With):
			p.labels[i] = 1
		case !holdsAny(text, p.truth.Without):
			p.labels[i] = -1
		}
	}
	for i := range l.blocks {
		if p.labels[i] == 0 {
			p.labelBox(l.blocks[i].box)
		}
	}
	last := map[int32]int{} // by the box around: the last block of the article
	for i := range l.blocks {
		if p.labels[i] != 1 {
			continue
		}
		around := l.boxes[l.blocks[i].box].parent
		if from, ok := last[around]; ok {
			for k := from + 1; k < i; k++ {
				if b := &l.blocks[k]; p.labels[k] < 0 && b.isProse() && l.boxes[b.box].parent == around {
					p.labels[k] = 1
				}
			}
		}
		last[around] = i
	}
}

func (p *samplePage) labelBox(i int32) {
	l := p.layout
	if up := l.boxes[i].parent; up > 0 && l.boxes[up].words <= maxOtherWords {
		i = up
	}
	x := &l.boxes[i]
	if x.words > maxOtherWords {
		return
	}
	for k := x.from; k < x.to; k++ {
		if p.labels[k] == 1 {
			return
		}
	}
	for k := x.from; k < x.to; k++ {
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
