package extract

import (
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The comparisons below are those of the benchmark that the sample pages come from.

func metaNorm(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

func metaLoose(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(metaNorm(s), "’", "'"), "'", "")
	return strings.Join(slices.Collect(pyWords(s)), " ")
}

var (
	nameSplit = regexp.MustCompile(`\s*(?:,|;|\||&|/|\band\b)\s*`)
	byPrefix  = regexp.MustCompile(`^\s*(written\s+)?by[:\s]+`)
	dateISO   = regexp.MustCompile(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})`)
)

func metaNames(s string) []string {
	var out []string
	for _, n := range nameSplit.Split(byPrefix.ReplaceAllString(metaNorm(s), ""), -1) {
		if n != "" {
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return out
}

func metaDate(s string) [3]int {
	m := dateISO.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return [3]int{}
	}
	y, _ := strconv.Atoi(m[1])
	mo, _ := strconv.Atoi(m[2])
	d, _ := strconv.Atoi(m[3])
	return [3]int{y, mo, d}
}

// metaField is one field of the metadata, how it is found and judged.
type metaField struct {
	name       string
	want       func(truth) string
	candidates func(*samplePage) []candidate
	same       func(got, want string) bool
	trees      func(*pageModel) *[]treeNode
	bar        float32
	choose     func(*samplePage, []candidate, []treeNode) string
}

var metaFields = []metaField{
	{"title", func(t truth) string { return t.Title }, (*samplePage).titleCandidates,
		func(a, b string) bool { return metaLoose(a) == metaLoose(b) }, func(m *pageModel) *[]treeNode { return &m.titles }, noBar, func(_ *samplePage, l []candidate, trees []treeNode) string { return pick(l, trees, noBar).text }},
	{"author", func(t truth) string { return t.Author }, (*samplePage).authorCandidates,
		func(a, b string) bool { return slices.Equal(metaNames(a), metaNames(b)) }, func(m *pageModel) *[]treeNode { return &m.authors }, authorBar, func(p *samplePage, l []candidate, trees []treeNode) string {
			return strings.Join(namesOf(p.head.chooseAuthors(l, trees)), ", ")
		}},
	{"date", func(t truth) string { return t.Date }, (*samplePage).dateCandidates,
		func(a, b string) bool { return metaDate(a) == metaDate(b) && metaDate(a) != [3]int{} }, func(m *pageModel) *[]treeNode { return &m.dates }, dateBar, func(p *samplePage, l []candidate, trees []treeNode) string {
			return textOfCandidate(p.head.chooseDate(l, trees))
		}},
}

func (p *samplePage) site() string { return p.head.site(p.head.address(p.url)) }

func (p *samplePage) titleCandidates() []candidate {
	return p.head.titleCandidates(p.site(), p.url, p.context.typeScores)
}

func (p *samplePage) authorCandidates() []candidate {
	return p.head.authorCandidates(p.site(), p.context.typeScores)
}

func (p *samplePage) dateCandidates() []candidate {
	h := *p.head
	h.dates = slices.Clone(h.dates)
	h.gatherDates(p.url)
	return h.dateCandidates(p.url, p.context.typeScores)
}

var metaBoost = boostOptions{trees: 150, leaves: 5, rate: 0.05, columns: 0.4, rows: 0.8, minWeight: 1, lambda: 1, seed: 3}

// trainField learns to tell a field's right candidates.
func trainField(pages []*samplePage, f metaField) []treeNode {
	t := &table{}
	for _, p := range pages {
		want := f.want(p.truth)
		for _, c := range f.candidates(p) {
			t.width = len(c.features.values)
			t.x = append(t.x, c.features.values...)
			t.y = append(t.y, b2f(want != "" && f.same(c.text, want)))
			t.w = append(t.w, 1)
		}
	}
	return boost(t, metaBoost, nil)
}

// TestMetadataCrossValidation measures each field on pages whose domains were
// not learned from.
func TestMetadataCrossValidation(t *testing.T) {
	if *trainDir == "" {
		t.Skip("needs -train")
	}
	pages := loadSamples(t)
	parallel(len(pages), func(i int) { pages[i].lay(&pageModel{}); pages[i].label() })
	_, inner := trainInner(pages)
	for _, p := range pages {
		p.context.typeScores = inner[innerPart(p)].kinds(p.context, p.head, p.url)
	}
	for _, f := range metaFields {
		got := make(map[*samplePage]string, len(pages))
		scored := make(map[*samplePage][]treeNode, len(pages))
		for k := range *folds {
			var rest []*samplePage
			for _, p := range pages {
				if p.fold(*folds) != k {
					rest = append(rest, p)
				}
			}
			trees := trainField(rest, f)
			for _, p := range pages {
				if p.fold(*folds) == k {
					scored[p] = trees
					if list := f.candidates(p); len(list) > 0 {
						got[p] = f.choose(p, list, trees)
					}
				}
			}
		}
		for half := -1; half < 2; half++ {
			measureField(t, f, pages, got, half)
		}
		for _, bar := range []float32{-0.8, -1.2, -1.6} {
			if f.bar == noBar {
				break
			}
			for _, p := range pages {
				got[p] = ""
				if c := pick(f.candidates(p), scored[p], bar); c != nil {
					got[p] = c.text
				}
			}
			t.Log("bar", bar)
			measureField(t, f, pages, got, -1)
		}
	}
}

func measureField(t *testing.T, f metaField, pages []*samplePage, values map[*samplePage]string, half int) {
	var expected, given, right, exact, possible, null, spurious int
	for _, p := range pages {
		if half >= 0 && p.fold(2) != half {
			continue
		}
		want, got := f.want(p.truth), values[p]
		if want == "" {
			null++
			if got != "" {
				spurious++
			}
			continue
		}
		expected++
		if got != "" {
			given++
		}
		ok := f.same(got, want)
		if ok {
			right++
		}
		if metaNorm(got) == metaNorm(want) {
			exact++
		}
		list := f.candidates(p)
		can := slices.ContainsFunc(list, func(c candidate) bool { return f.same(c.text, want) })
		if can {
			possible++
		}
		if half < 0 && os.Getenv("MISSES") == f.name && !ok {
			t.Logf("%s %s possible %v\n   want %q\n   got  %q\n   %q", p.id, p.kind, can, want, got, candidateTexts(list))
		}
	}
	t.Logf("%-8s half %2d expected %d given %d right %d: %.1f%% of expected (%.1f%% to the letter, %.1f%% possible), %.1f%% of given; given for none %d of %d = %.1f%%", f.name, half, expected, given, right,
		100*float64(right)/float64(expected), 100*float64(exact)/float64(expected), 100*float64(possible)/float64(expected), 100*float64(right)/float64(max(1, given)), spurious, null, 100*float64(spurious)/float64(max(1, null)))
}

func candidateTexts(list []candidate) []string {
	var out []string
	for _, c := range list {
		out = append(out, c.text)
	}
	return out
}

func namesOf(c *candidate) []string {
	if c == nil {
		return nil
	}
	return c.names
}

func textOfCandidate(c *candidate) string {
	if c == nil {
		return ""
	}
	return c.text
}
