package page

import (
	"math"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
)

const (
	maxCuts   = 200
	maxRivals = 10
)

// explain fills in the account of what was chosen and what was not.
func (p *pageRun) explain(boxes, blocks []bool) {
	if !p.opt.Explain {
		return
	}
	l, acc := p.layout, &p.res.Account
	filled := l.filled(blocks)
	root := l.smallest(filled)
	acc.Chosen = p.part(root)
	for i := int32(1); i < int32(len(l.Boxes)); {
		x := &l.Boxes[i]
		if filled[i] {
			i++
			continue
		}
		if x.Words > 0 {
			acc.Rivals = append(acc.Rivals, p.part(i))
		}
		i = x.End
	}
	slices.SortStableFunc(acc.Rivals, func(a, b Part) int {
		switch {
		case a.Score > b.Score:
			return -1
		case a.Score < b.Score:
			return 1
		}
		return b.Words - a.Words
	})
	acc.Rivals = acc.Rivals[:min(len(acc.Rivals), maxRivals)]
	p.explainBlocks(blocks)
}

// explainBlocks lists what was kept and cut: neighbours in one box for which the
// same rule decided are one.
func (p *pageRun) explainBlocks(blocks []bool) {
	l, acc := p.layout, &p.res.Account
	for from := 0; from < len(blocks); {
		to := from + 1
		for to < len(blocks) && blocks[to] == blocks[from] && p.blockRule(to) == p.blockRule(from) && l.outer(to) == l.outer(from) {
			to++
		}
		list := &acc.Cuts
		if blocks[from] {
			list = &acc.Kept
		}
		if len(*list) < maxCuts {
			*list = append(*list, p.cut(from, to))
		}
		from = to
	}
}

// outer is the box around the box of a block.
func (l *pageLayout) outer(k int) int32 { return l.Boxes[l.Blocks[k].Box].Parent }

func (p *pageRun) cut(from, to int) Cut {
	l := p.layout
	words, score := float32(0), float32(0)
	for k := from; k < to; k++ {
		words += l.Blocks[k].Words
		score += l.Blocks[k].Words * p.scores[k]
	}
	text := dom.OneLine(l.Blocks[from].Text())
	if r := []rune(text); len(r) > 60 {
		text = string(r[:60]) + "…"
	}
	path := nodePath(l.Boxes[l.Blocks[from].Box].Node)
	return Cut{Path: path, Rule: p.blockRule(from), Words: int(words + 0.5), Score: math.Round(float64(boost.Ratio(score, words))*100) / 100, Text: text}
}

// part describes box i: its score is the share of its words that the model
// takes for the article's.
func (p *pageRun) part(i int32) Part {
	x := &p.layout.Boxes[i]
	sum := float32(0)
	for b := x.From; b < x.To; b++ {
		sum += p.layout.Blocks[b].Words * probability(p.scores[b])
	}
	return Part{Path: nodePath(x.Node), Score: float64(boost.Ratio(sum, x.Words)), Words: int(x.Words)}
}

// ruleModel stands for the model where no rule is known.
const ruleModel = "model"

// cutRule names the plainest reason against box i.
func (p *pageRun) cutRule(i int32) string {
	x := &p.layout.Boxes[i]
	for _, t := range traitFeatures {
		if x.Around&t.mask&(layout.InNav|layout.InHeader|layout.InFooter|layout.InAside|layout.InForm|layout.InDialog|layout.InHidden|layout.InButton|layout.InNoscript|layout.InComplement|layout.InFixed) != 0 {
			return "model: " + t.name
		}
	}
	switch {
	case x.ChainMin < -1:
		return "model: class"
	case x.LinkWords > 0.5*x.Words:
		return "model: links"
	}
	return "model"
}

func (p *pageRun) explainCut(n *html.Node, rule string) {
	if !p.opt.Explain || len(p.res.Account.Cuts) >= maxCuts {
		return
	}
	text := dom.NodeText(n, 4000)
	words := len(strings.Fields(text))
	if r := []rune(text); len(r) > 60 {
		text = string(r[:60]) + "…"
	}
	p.res.Account.Cuts = append(p.res.Account.Cuts, Cut{Path: nodePath(n), Rule: rule, Words: words, Text: text})
}

// nodePath is n's way down from body, the last four steps of it.
func nodePath(n *html.Node) string {
	var steps []string
	for ; n != nil && n.Type == html.ElementNode && len(steps) < 4; n = n.Parent {
		step := n.Data
		if id := dom.AttrOnce(n, "id"); id != "" && len(id) < 40 {
			step += "#" + id
		} else if c := layout.FirstClass(n); c != "" && len(c) < 40 {
			step += "." + c
		}
		steps = append(steps, step)
		if n.Data == "body" {
			break
		}
	}
	slices.Reverse(steps)
	return strings.Join(steps, " > ")
}
