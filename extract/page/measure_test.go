package page

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/pagetype"
)

// measure is precision, recall and their harmonic mean of a text's words.
func (p *samplePage) measure(text string) (prec, rec, f1 float64) {
	count, n, common := map[string]int{}, 0, 0
	for w := range pyWords(text) {
		n++
		count[w]++
		if count[w] <= p.truthCount[w] {
			common++
		}
	}
	if len(p.truthWords) == 0 {
		if n == 0 {
			return 1, 1, 1
		}
		return 0, 0, 0
	}
	if n == 0 || common == 0 {
		return 0, 0, 0
	}
	prec, rec = float64(common)/float64(n), float64(common)/float64(len(p.truthWords))
	return prec, rec, 2 * prec * rec / (prec + rec)
}

func snippets(text string, list []string) float64 {
	if len(list) == 0 {
		return 1
	}
	text = strings.ToLower(text)
	n := 0
	for _, s := range list {
		if strings.Contains(text, strings.ToLower(s)) {
			n++
		}
	}
	return float64(n) / float64(len(list))
}

// tally is the mean of what was measured on some pages.
type tally struct {
	n                            int
	f1, prec, rec, with, without float64
}

func (t *tally) add(p *samplePage, text string) float64 {
	prec, rec, f1 := p.measure(text)
	t.n++
	t.f1 += f1
	t.prec += prec
	t.rec += rec
	t.with += snippets(text, p.truth.With)
	t.without += snippets(text, p.truth.Without)
	return f1
}

func (t tally) String() string {
	n := float64(max(1, t.n))
	return fmt.Sprintf("%4d  F1 %.3f  P %.3f  R %.3f  with %4.1f%%  without %4.1f%%", t.n, t.f1/n, t.prec/n, t.rec/n, 100*t.with/n, 100*t.without/n)
}

// TestPageMeasure measures Page itself, with the shipped weights.
func TestPageMeasure(t *testing.T) {
	if *trainDir == "" {
		t.Skip("needs -train")
	}
	pages := loadSamples(t)
	found := newFindings()
	found.add(t, pages, shippedModel())
	report(t, "all", pages, found.text)
}

// findings are what Page gives for sample pages.
type findings struct {
	mu    sync.Mutex
	texts map[*samplePage]string
	kinds map[*samplePage]string
}

func newFindings() *findings {
	return &findings{texts: map[*samplePage]string{}, kinds: map[*samplePage]string{}}
}

func (f *findings) text(p *samplePage) string { return f.texts[p] }

// add finds the articles of pages by a model.
func (f *findings) add(t *testing.T, pages []*samplePage, m *pageModel) {
	parallel(len(pages), func(i int) {
		p := pages[i]
		doc, err := p.parse()
		if err != nil {
			t.Error(err)
			return
		}
		res, err := m.page(doc, Options{URL: p.url})
		if err != nil {
			t.Error(err)
			return
		}
		for _, line := range res.Bylines { // the ground truth rarely has them
			detach(line)
		}
		var b strings.Builder
		writeBlocks(&b, res.Root)
		f.mu.Lock()
		defer f.mu.Unlock()
		f.texts[p], f.kinds[p] = b.String(), res.Type
	})
}

// TestPageCrossValidation measures on domains that were not learned from.
func TestPageCrossValidation(t *testing.T) {
	if *trainDir == "" {
		t.Skip("needs -train")
	}
	known := loadSamples(t)
	pages := append(known, loadWeak(t)...)
	parallel(len(pages), func(i int) { pages[i].lay(&pageModel{}); pages[i].label() })
	report(t, "oracle", known, func(p *samplePage) string {
		return keptText(p, func(i int) bool { return p.labels[i] >= 0.5 })
	})
	var done, doneWeak []*samplePage
	found := newFindings()
	right := 0
	for k := range *folds {
		var rest, part []*samplePage
		for _, p := range pages {
			if p.fold(*folds) == k {
				part = append(part, p)
			} else {
				rest = append(rest, p)
			}
		}
		model := partModel(t, k, pages, rest)
		found.add(t, part, model)
		for _, p := range part {
			if found.kinds[p] == p.kind {
				right++
			}
		}
		t.Logf("part %d: %d pages learned, %d measured, %d nodes", k, len(rest), len(part), len(model.blocks))
		weak := slices.DeleteFunc(slices.Clone(part), func(p *samplePage) bool { return !p.weak })
		part = slices.DeleteFunc(part, func(p *samplePage) bool { return p.weak })
		report(t, fmt.Sprintf("part %d", k), part, found.text)
		reportSnippets(t, weak, found)
		done, doneWeak = append(done, part...), append(doneWeak, weak...)
	}
	reportSnippets(t, doneWeak, found)
	t.Logf("kind of page right: %d of %d", right, len(done))
	report(t, "all", done, found.text)
	for half := range 2 {
		report(t, fmt.Sprint("half ", half), slices.DeleteFunc(slices.Clone(done), func(p *samplePage) bool { return p.fold(2) != half }), found.text)
	}
	if *perPage != "" {
		writePerPage(t, done, found)
	}
}

// partModel learns from rest, or reads what was learned before.
func partModel(t *testing.T, k int, pages, rest []*samplePage) *pageModel {
	file := filepath.Join(*modelsDir, fmt.Sprintf("part-%d-of-%d.txt", k, *folds))
	if raw, err := os.ReadFile(file); err == nil && *modelsDir != "" {
		return readModel(string(raw))
	}
	parallel(len(pages), func(i int) { pages[i].lay(&pageModel{}) })
	model := trainModel(rest)
	model.fields = shippedModel().fields
	if *modelsDir != "" {
		if err := os.WriteFile(file, writeModel(model), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	return model
}

// writePerPage writes a line with the measure of each page.
func writePerPage(t *testing.T, pages []*samplePage, found *findings) {
	var b strings.Builder
	for _, p := range pages {
		prec, rec, f1 := p.measure(found.texts[p])
		_, _, best := p.measure(keptText(p, func(i int) bool { return p.labels[i] >= 0.5 }))
		fmt.Fprintf(&b, "%s\t%s\t%s\tF1 %.3f P %.3f R %.3f best %.3f\t%d words\t%s\n", p.id, p.kind, found.kinds[p], f1, prec, rec, best, len(p.truthWords), p.url)
	}
	if err := os.WriteFile(*perPage, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

func keptText(p *samplePage, keep func(int) bool) string {
	var s strings.Builder
	for i := range p.layout.Blocks {
		if keep(i) {
			s.WriteString(dom.OneLine(p.layout.Blocks[i].Text()))
			s.WriteByte('\n')
		}
	}
	return s.String()
}

func report(t *testing.T, name string, pages []*samplePage, text func(*samplePage) string) {
	var all tally
	kinds := map[string]*tally{}
	for _, k := range pagetype.All {
		kinds[k] = &tally{}
	}
	for _, p := range pages {
		s := text(p)
		all.add(p, s)
		if kinds[p.kind] != nil {
			kinds[p.kind].add(p, s)
		}
	}
	t.Logf("%-14s %v", name, all)
	for _, k := range pagetype.All {
		t.Logf("  %-14s %v", k, kinds[k])
	}
}

// TestPageTypeCrossValidation measures how often the kind of page is told
// right on domains that were not learned from, with and without the address.
func TestPageTypeCrossValidation(t *testing.T) {
	if *trainDir == "" {
		t.Skip("needs -train")
	}
	pages := loadSamples(t)
	parallel(len(pages), func(i int) { pages[i].lay(&pageModel{}) })
	var right [2]int
	found := map[[2]string]int{}
	for k := range *folds {
		var rest []*samplePage
		for _, p := range pages {
			if p.fold(*folds) != k {
				rest = append(rest, p)
			}
		}
		types := trainTypes(rest)
		for _, p := range pages {
			if p.fold(*folds) != k {
				continue
			}
			for i, known := range []bool{true, false} {
				var f boost.Features
				p.typeFeatures(&f, known)
				var scores pagetype.Scores
				for j := range scores {
					scores[j] = boost.Sum(types[j], f.Values)
				}
				kind := pagetype.All[scores.Best()]
				if kind == p.kind {
					right[i]++
				}
				if known {
					found[[2]string{p.kind, kind}]++
				}
			}
		}
	}
	t.Logf("of %d pages, %d right with the address, %d without", len(pages), right[0], right[1])
	for _, want := range pagetype.All {
		line := ""
		for _, got := range pagetype.All {
			line += fmt.Sprintf("%5d", found[[2]string{want, got}])
		}
		t.Logf("%-14s %s", want, line)
	}
}
