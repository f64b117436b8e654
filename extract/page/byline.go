package page

import (
	"strings"
	"sync"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/metadata"
)

// bylineWords stand in the lines under a headline, beside names and dates.
var bylineWords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`
		by written posted published publish publication updated last modified reviewed created edited story words text article photography photos photo
		date on at in and of the with from for time est edt et pst pdt pt gmt utc cet bst am pm a m p
		min mins minute minutes read reading
		monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
		von am um uhr und veröffentlicht aktualisiert stand lesezeit minuten montag dienstag mittwoch donnerstag freitag samstag sonntag
		par publié publiée le à mis jour mise et temps lecture lundi mardi mercredi jeudi vendredi samedi dimanche
		por publicado publicada el a las actualizado de del y lectura lunes martes miércoles jueves viernes sábado domingo
		di pubblicato il aggiornato alle e em às atualizado
		door gepubliceerd bijgewerkt op om dinsdag maandag woensdag donderdag vrijdag zaterdag zondag
		автор опубликовано обновлено г
		作者 来源 记者 編集 発布 发布 公開日 更新日 最終更新 文 기자 입력 수정`) {
		m[w] = true
	}
	return m
})

// isByline tells whether a text is no more than the authors' names, a date, and
// the words that go with them.
func (p *pageRun) isByline(text string) bool {
	text = dom.OneLine(text)
	names := map[string]bool{}
	for _, a := range p.res.Metadata.Authors {
		dom.EachWord(a, func(w string) bool { names[w] = true; return true })
	}
	_, dated := metadata.FindDate(text, p.res.Metadata.Lang)
	_, by := metadata.CutBy(text)
	named, other, words := 0, 0, 0
	dom.EachWord(text, func(w string) bool {
		words++
		switch {
		case names[w]:
			named++
		case bylineWords()[w], dom.IsDigit(w[0]), metadata.MonthOf(w) > 0, metadata.IsRole(w):
		default:
			other++
		}
		return true
	})
	if !dated && named == 0 {
		return false
	}
	// A byline may go on with who else worked on it, or where it appeared.
	if by && named > 0 || dated && named > 0 {
		return other*2 <= words
	}
	return other*4 <= words
}

// keepDates takes the dates of a byline that is cut for the page's, unless it
// has them from elsewhere: what leaves the text must not be lost.
func (p *pageRun) keepDates(byline string) {
	m := &p.res.Metadata
	before, after := metadata.CutUpdated(byline)
	if v, ok := metadata.FindDate(before, m.Lang); ok && m.Published == "" {
		m.Published = v
		m.Origins["published"] = metadata.DateSourceNames[metadata.FromText]
	}
	if v, ok := metadata.FindDate(after, m.Lang); ok && m.Updated == "" {
		m.Updated = v
	}
}

// readByline takes the date from the lines around the headline that are no more
// than a byline and were cut before they were seen to be one.
func (p *pageRun) readByline(blocks []bool) {
	l := p.layout
	head := l.headline()
	if head < 0 || p.res.Metadata.Published != "" {
		return
	}
	for k := max(0, head-1); k < len(l.Blocks) && k <= head+maxBylineBlocks; k++ {
		b := &l.Blocks[k]
		if k != head && b.Words >= proseWords && b.EndsStop {
			return
		}
		if !blocks[k] && b.Heading == 0 && b.Words <= maxBylineWords && l.Boxes[b.Box].Around&(layout.InNav|layout.InFooter|layout.InAside) == 0 {
			if text := b.Text(); p.isByline(text) {
				p.keepDates(dom.OneLine(text))
			}
		}
	}
}
