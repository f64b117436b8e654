package page

import (
	"bytes"
	"cmp"
	"fmt"
	"hash/fnv"
	"maps"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
)

// wordCounts sums, for each word, the weight of kept and of dropped text, and
// the domains it was seen on.
type wordCounts map[string]*wordCount

type wordCount struct {
	kept, cut float64
	domains   map[string]bool
}

func (c wordCounts) add(word, domain string, kept, cut float64) {
	w := c[word]
	if w == nil {
		w = &wordCount{domains: map[string]bool{}}
		c[word] = w
	}
	w.kept += kept
	w.cut += cut
	w.domains[domain] = true
}

// weights are the words' log-odds for being kept, against pull towards none.
func (c wordCounts) weights(minDomains int, pull float64, limit int) map[string]float32 {
	type entry struct {
		word string
		v, n float64
	}
	var list []entry
	for w, n := range c {
		if len(n.domains) < minDomains {
			continue
		}
		v := math.Log((n.kept + pull) / (n.cut + pull))
		list = append(list, entry{w, v, math.Abs(v) * math.Sqrt(float64(len(n.domains)))})
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.word, b.word)) })
	out := map[string]float32{}
	for _, e := range list[:min(len(list), limit)] {
		out[e.word] = float32(math.Round(e.v*50) / 50)
	}
	return out
}

// learnWords learns the three lists of words from pages with labels.
func learnWords(pages []*samplePage) *pageModel {
	class, text, under := wordCounts{}, wordCounts{}, wordCounts{}
	shop, forum := wordCounts{}, wordCounts{}
	for _, p := range pages {
		countWords(p, class, text, under)
		switch p.kind {
		case pagetype.Product, pagetype.Collection, pagetype.Listing:
			countWords(p, shop, wordCounts{}, wordCounts{})
		case pagetype.Forum:
			countWords(p, forum, wordCounts{}, wordCounts{})
		}
	}
	return &pageModel{Lexicon: layout.Lexicon{
		ClassWords: joinWeights(class.weights(6, 0.5, 700), shop.weights(4, 0.5, 350), forum.weights(4, 0.5, 250)),
		TextWords:  text.weights(8, 0.5, 700),
		UnderWords: under.weights(8, 0.5, 250),
	}}
}

func joinWeights(all, shop, forum map[string]float32) map[string]layout.ClassWeight {
	out := map[string]layout.ClassWeight{}
	for i, m := range []map[string]float32{all, shop, forum} {
		for w, v := range m {
			c := out[w]
			*[]*float32{&c.All, &c.Shop, &c.Forum}[i] = v
			out[w] = c
		}
	}
	return out
}

func countWords(p *samplePage, class, text, under wordCounts) {
	l := p.layout
	type sum struct{ kept, cut float64 }
	perClass := map[string]*sum{}
	perText, perUnder := map[string]*sum{}, map[string]*sum{}
	bump := func(m map[string]*sum, w string, label, weight float64) {
		s := m[w]
		if s == nil {
			s = &sum{}
			m[w] = s
		}
		s.kept += label * weight
		s.cut += (1 - label) * weight
	}
	boxSum := make([]sum, len(l.Boxes))
	last := -1
	for i := range l.Blocks {
		b := &l.Blocks[i]
		if p.labels[i] < 0 {
			continue
		}
		y := float64(p.labels[i])
		wt := math.Sqrt(float64(b.Words))
		boxSum[b.Box].kept += y * wt
		boxSum[b.Box].cut += (1 - y) * wt
		words := slices.Collect(pyWords(b.Text()))
		seen := map[string]bool{}
		for _, w := range words[:min(len(words), layout.MaxScoredWords)] {
			if !seen[w] && len(words) <= 25 {
				bump(perText, w, y, 1)
				seen[w] = true
			}
		}
		if len(words) <= layout.MaxPhraseWords && len(words) > 0 {
			bump(perText, strings.Join(words, "_")+"_", y, 1)
		}
		if b.Heading > 0 {
			last = i
		} else if last >= 0 {
			hw := slices.Collect(pyWords(l.Blocks[last].Text()))
			for _, w := range hw[:min(len(hw), layout.MaxScoredWords)] {
				bump(perUnder, w, y, wt)
			}
		}
	}
	for i := len(l.Boxes) - 1; i >= 0; i-- {
		x := &l.Boxes[i]
		s := boxSum[i]
		if x.Parent >= 0 {
			boxSum[x.Parent].kept += s.kept
			boxSum[x.Parent].cut += s.cut
		}
		if s.kept+s.cut == 0 {
			continue
		}
		seen := map[string]bool{}
		add := func(w []byte) {
			if !seen[string(w)] {
				seen[string(w)] = true
				bump(perClass, string(w), s.kept/(s.kept+s.cut), s.kept+s.cut)
			}
		}
		layout.EachClassWord(dom.AttrOnce(x.Node, "class"), add)
		layout.EachClassWord(dom.AttrOnce(x.Node, "id"), add)
	}
	// Each page says one thing of each word, however often it has it.
	for _, m := range []struct {
		from map[string]*sum
		to   wordCounts
	}{{perClass, class}, {perText, text}, {perUnder, under}} {
		for w, s := range m.from {
			if t := s.kept + s.cut; t > 0 {
				m.to.add(w, p.domain, s.kept/t, s.cut/t)
			}
		}
	}
}

const innerFolds = 4

// trainInner learns the words and the kinds of page, once from all pages and
// once without each part of them: a part is described by what the others
// taught, so that what is learned next does not trust words and kinds too much.
func trainInner(pages []*samplePage) (*pageModel, []*pageModel) {
	inner := make([]*pageModel, innerFolds)
	for k := range inner {
		var rest []*samplePage
		for _, p := range pages {
			if innerPart(p) != k {
				rest = append(rest, p)
			}
		}
		inner[k] = learnWords(rest)
	}
	parallel(len(pages), func(i int) { pages[i].lay(inner[innerPart(pages[i])]) })
	model := learnWords(pages)
	// The kinds of page, again so that each page's comes from the others.
	for k := range inner {
		var rest []*samplePage
		for _, p := range pages {
			if innerPart(p) != k {
				rest = append(rest, p)
			}
		}
		inner[k].types = trainTypes(rest)
	}
	model.types = trainTypes(pages)
	for _, p := range pages {
		p.context.typeScores = inner[innerPart(p)].kinds(p.context, p.head, p.url)
	}
	return model, inner
}

// innerPart deals the domains out as [samplePage.fold] does, but otherwise, so
// that each part of the one has pages of each part of the other.
func innerPart(p *samplePage) int {
	h := fnv.New32a()
	h.Write([]byte("inner " + p.domain))
	return int(h.Sum32()>>3) % innerFolds
}

// trainModel learns everything from pages.
func trainModel(pages []*samplePage) *pageModel {
	model, inner := trainInner(pages)
	t := blockTable(pages, func(p *samplePage, i int, f *boost.Features) { p.context.blockFeatures(i, f) })
	model.blocks = boostTrees(t, blockBoost, nil)
	for k := range inner {
		inner[k].blocks = boostTrees(t, blockBoost, func(row int) bool { return innerPart(t.pages[row]) != k })
	}
	// The second look, likewise.
	looks := make(map[*samplePage]*secondLook, len(pages))
	for _, p := range pages {
		looks[p] = newSecondLook(p.context, inner[innerPart(p)].blockScores(p.context))
	}
	t = blockTable(pages, func(p *samplePage, i int, f *boost.Features) {
		p.context.blockFeatures(i, f)
		looks[p].features(i, f)
	})
	model.second = boostTrees(t, secondBoost, nil)
	return model
}

var (
	typeBoost   = boostOptions{trees: 100, leaves: 8, rate: 0.08, columns: 0.2, rows: 0.7, minWeight: 0.3, lambda: 1, seed: 7}
	secondBoost = boostOptions{trees: 100, leaves: 20, rate: 0.1, columns: 0.3, rows: 0.6, minWeight: 0.02, lambda: 0.02, seed: 9}
	blockBoost  = boostOptions{trees: 100, leaves: 20, rate: 0.1, columns: 0.3, rows: 0.6, minWeight: 0.02, lambda: 0.02, seed: 7}
)

// trainTypes learns the kinds. Every page stands there twice, once without its
// address: an archived page may not know where it came from.
func trainTypes(pages []*samplePage) [len(pagetype.All)][]boost.Node {
	t := &table{}
	var kinds []string
	for _, p := range pages {
		if p.weak {
			continue // its kind is not known
		}
		for _, copy := range []struct {
			known  bool
			weight float32
		}{{true, 1}, {false, 0.35}} {
			f := &boost.Features{}
			p.typeFeatures(f, copy.known)
			t.width = len(f.Values)
			t.x = append(t.x, f.Values...)
			t.y = append(t.y, 0)
			t.w = append(t.w, copy.weight)
			kinds = append(kinds, p.kind)
		}
	}
	t.bin()
	var out [len(pagetype.All)][]boost.Node
	for k, name := range pagetype.All {
		for i := range kinds {
			t.y[i] = boost.Bool(kinds[i] == name)
		}
		out[k] = boostTrees(t, typeBoost, nil)
	}
	return out
}

func (p *samplePage) typeFeatures(f *boost.Features, known bool) {
	if known {
		typeFeatures(p.context, p.head, p.url, f)
		return
	}
	h := *p.head
	h.Links, h.Meta = maps.Clone(h.Links), maps.Clone(h.Meta)
	delete(h.Links, "canonical")
	delete(h.Meta, "og:url")
	typeFeatures(p.context, &h, "", f)
}

// weakWeight is what a page weighs of which only snippets are known.
const weakWeight = 0.5

// blockTable has a row for each block of each page whose label is known. Each
// page weighs the same.
func blockTable(pages []*samplePage, features func(*samplePage, int, *boost.Features)) *table {
	rows := make([][]float32, len(pages))
	t := &table{}
	for _, p := range pages {
		total := float32(0)
		for i := range p.layout.Blocks {
			if p.labels[i] >= 0 {
				total += float32(math.Sqrt(float64(p.layout.Blocks[i].Words)))
			}
		}
		if p.weak {
			total /= weakWeight
		}
		for i := range p.layout.Blocks {
			if p.labels[i] < 0 {
				continue
			}
			t.pages = append(t.pages, p)
			t.y = append(t.y, p.labels[i])
			t.w = append(t.w, float32(math.Sqrt(float64(p.layout.Blocks[i].Words)))/total)
		}
	}
	parallel(len(pages), func(k int) {
		f := &boost.Features{}
		for i := range pages[k].layout.Blocks {
			if pages[k].labels[i] >= 0 {
				features(pages[k], i, f)
			}
		}
		rows[k] = f.Values
	})
	t.x = slices.Concat(rows...)
	t.width = len(t.x) / len(t.y)
	return t
}

// TestTrainPageModel learns from all pages and writes weights.txt.
func TestTrainPageModel(t *testing.T) {
	if *trainDir == "" || !*writeWeights {
		t.Skip("needs -train and -write")
	}
	known := loadSamples(t)
	pages := append(known, loadWeak(t)...)
	parallel(len(pages), func(i int) { pages[i].lay(&pageModel{}); pages[i].label() })
	model := trainModel(pages)
	for _, f := range metaFields {
		if *keepFields {
			*f.trees(model) = *f.trees(shippedModel())
			continue
		}
		*f.trees(model) = trainField(known, f)
	}
	if err := os.WriteFile("weights.txt", writeModel(model), 0o666); err != nil {
		t.Fatal(err)
	}
}

// writeModel writes the form that readWeights reads.
func writeModel(m *pageModel) []byte {
	var b bytes.Buffer
	b.WriteString("# Learned by TestTrainPageModel; the form is described where it is read.\n== class words\n")
	fiftieths := func(v float32) int { return int(math.Round(float64(v) * 50)) }
	for i, w := range slices.Sorted(maps.Keys(m.ClassWords)) {
		c := m.ClassWords[w]
		fmt.Fprintf(&b, "%s %d %d %d%s", w, fiftieths(c.All), fiftieths(c.Shop), fiftieths(c.Forum), separator(i, 6, len(m.ClassWords), " "))
	}
	for _, list := range []struct {
		name  string
		words map[string]float32
	}{{"text words", m.TextWords}, {"heading words", m.UnderWords}} {
		fmt.Fprintf(&b, "== %s\n", list.name)
		for i, w := range slices.Sorted(maps.Keys(list.words)) {
			fmt.Fprintf(&b, "%s %d%s", w, fiftieths(list.words[w]), separator(i, 10, len(list.words), " "))
		}
	}
	for i, kind := range pagetype.All {
		writeTrees(&b, kind, m.types[i])
	}
	writeTrees(&b, "block", m.blocks)
	writeTrees(&b, "second", m.second)
	writeTrees(&b, "title", m.fields.Titles)
	writeTrees(&b, "author", m.fields.Authors)
	writeTrees(&b, "date", m.fields.Dates)
	return b.Bytes()
}

func writeTrees(b *bytes.Buffer, name string, trees []boost.Node) {
	fmt.Fprintf(b, "== %s trees\n", name)
	for i, n := range trees {
		fmt.Fprintf(b, "%d %d %s%s", n.Feature, n.Right, strconv.FormatFloat(float64(n.Value), 'g', -1, 32), separator(i, 8, len(trees), ", "))
	}
}

// separator stands behind item i of n, perLine of which stand in a line.
func separator(i, perLine, n int, between string) string {
	if i%perLine == perLine-1 || i == n-1 {
		return "\n"
	}
	return between
}

// TestWriteModel: what is written is read again.
func TestWriteModel(t *testing.T) {
	if got := writeModel(shippedModel()); string(got) != weights {
		t.Error("weights.txt does not come back as it is")
	}
}
