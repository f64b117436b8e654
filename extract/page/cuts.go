package page

import (
	"fmt"
	"slices"
	"strings"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/note"
)

// maxCutNotes bounds the notes of one page, and cutTextRunes how much of each
// cut they show.
const (
	maxCutNotes  = 20
	cutTextRunes = 60
)

// closesArticle are the rules that know what stands at the end of an article
// itself, and is none of it.
var closesArticle = dom.PhraseSet(ruleCall, ruleCompany, ruleAuthorBox)

// noteCuts notes what is cut between the first and the last kept block, and what
// an article's own end lost, with the rule, how many words it has and how it begins; neighbours are one note. A
// warning tells of prose that the model alone has cut. What is cut again and
// again, such as a button of each card, is noted once.
func (p *pageRun) noteCuts(blocks []bool) {
	first, last := slices.Index(blocks, true), len(blocks)
	for last > 0 && !blocks[last-1] && !closesArticle[p.why[last-1]] {
		last--
	}
	notes, seen := 0, map[string]bool{}
	for from := first + 1; first >= 0 && from < last; from++ {
		to := from
		for ; to < last && !blocks[to]; to++ {
		}
		if to == from {
			continue
		}
		message, alone := p.describeCut(from, to)
		begins := p.layout.Blocks[from].First
		from = to
		if seen[message] {
			continue
		}
		seen[message] = true
		if notes++; notes > maxCutNotes {
			p.note("page.cut", note.Info, "more was left out of the article; inspect lists it all")
			return
		}
		if alone {
			p.note("page.cut", note.Warning, message)
		} else {
			p.note("page.cut", note.Info, message)
		}
		p.place(begins)
	}
}

// describeCut says what the cut blocks from from to to are, and whether the model
// alone has cut prose among them.
func (p *pageRun) describeCut(from, to int) (message string, alone bool) {
	words := float32(0)
	var rules []string
	for k := from; k < to; k++ {
		b := &p.layout.Blocks[k]
		words += b.Words
		rule := p.blockRule(k)
		alone = alone || rule == ruleModel && b.IsProse()
		if !slices.Contains(rules, rule) {
			rules = append(rules, rule)
		}
	}
	text := dom.Shorten(dom.OneLine(p.layout.Blocks[from].Text()), cutTextRunes)
	return fmt.Sprintf("%s left out of the article (%s): %s", note.Plural(int(words+0.5), "word"), strings.Join(rules, ", "), text), alone
}

// blockRule names the rule that decided on block k last; of what the model cut,
// the plainest reason.
func (p *pageRun) blockRule(k int) string {
	if p.why[k] != "" {
		return p.why[k]
	}
	if p.kept[k] {
		return ruleModel
	}
	return strings.TrimPrefix(p.cutRule(p.layout.Blocks[k].Box), ruleModel+": ")
}
