package page

import (
	"fmt"
	"hash/fnv"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/artx-cli/artx/extract/internal/boost"
	"github.com/artx-cli/artx/extract/metadata"
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
	places     []string
	want       func(truth) string
	candidates func(*samplePage) []metadata.Candidate
	same       func(got, want string) bool
	trees      func(*pageModel) *[]boost.Node
	choose     func(*samplePage, []metadata.Candidate, []boost.Node) string
	boost      boostOptions
}

var metaFields = []metaField{
	{
		name: "title", boost: titleBoost, places: metadata.TitlePlaceNames[:],
		want:       func(t truth) string { return t.Title },
		candidates: (*samplePage).titleCandidates,
		same:       func(a, b string) bool { return metaLoose(a) == metaLoose(b) },
		trees:      func(m *pageModel) *[]boost.Node { return &m.fields.Titles },
		choose: func(_ *samplePage, l []metadata.Candidate, trees []boost.Node) string {
			return textOfCandidate(metadata.Pick(l, trees, metadata.NoBar))
		},
	},
	{
		name: "author", boost: authorBoost, places: metadata.AuthorPlaceNames[:],
		want:       func(t truth) string { return string(t.Author) },
		candidates: (*samplePage).authorCandidates,
		same:       func(a, b string) bool { return slices.Equal(metaNames(a), metaNames(b)) },
		trees:      func(m *pageModel) *[]boost.Node { return &m.fields.Authors },
		choose: func(p *samplePage, l []metadata.Candidate, trees []boost.Node) string {
			return textOfCandidate(p.head.ChooseAuthors(l, trees))
		},
	},
	{
		name: "date", boost: dateBoost, places: metadata.DateSourceNames[:],
		want:       func(t truth) string { return t.Date },
		candidates: (*samplePage).dateCandidates,
		same:       func(a, b string) bool { return metaDate(a) == metaDate(b) && metaDate(a) != [3]int{} },
		trees:      func(m *pageModel) *[]boost.Node { return &m.fields.Dates },
		choose: func(p *samplePage, l []metadata.Candidate, trees []boost.Node) string {
			return textOfCandidate(p.head.ChooseDate(l, trees))
		},
	},
}

func (p *samplePage) site() string { return p.head.Site(p.head.Address(p.url)) }

func (p *samplePage) titleCandidates() []metadata.Candidate {
	return p.head.TitleCandidates(p.site(), p.url, p.context.typeScores)
}

func (p *samplePage) authorCandidates() []metadata.Candidate {
	return p.head.AuthorCandidates(p.site(), p.context.typeScores)
}

func (p *samplePage) dateCandidates() []metadata.Candidate {
	h := *p.head
	h.Dates = slices.Clone(h.Dates)
	h.GatherDates(p.url)
	return h.DateCandidates(p.url, p.context.typeScores)
}

// The candidates for a page's date are rivals; a title or a list of authors may
// be right in several spellings.
var (
	titleBoost  = boostOptions{trees: 150, leaves: 8, rate: 0.05, columns: 0.2, rows: 0.6, minWeight: 1, lambda: 1, seed: 3}
	authorBoost = boostOptions{trees: 150, leaves: 8, rate: 0.08, columns: 0.2, rows: 0.6, minWeight: 1, lambda: 1, seed: 3}
	dateBoost   = boostOptions{trees: 150, leaves: 8, rate: 0.05, columns: 0.2, rows: 0.6, minWeight: 1, lambda: 1, seed: 3, rivals: true}
)

// fieldTable is what there is to learn of a field: a row for each candidate of
// each page.
type fieldTable struct {
	table
	list map[*samplePage][]metadata.Candidate
}

func newFieldTable(pages []*samplePage, f metaField) *fieldTable {
	t := &fieldTable{list: make(map[*samplePage][]metadata.Candidate, len(pages))}
	for _, p := range pages {
		want := f.want(p.truth)
		t.list[p] = f.candidates(p)
		for _, c := range t.list[p] {
			t.width = len(c.Features.Values)
			t.x = append(t.x, c.Features.Values...)
			t.y = append(t.y, boost.Bool(want != "" && f.same(c.Text, want)))
			t.w = append(t.w, 1)
			t.pages = append(t.pages, p)
		}
	}
	return t
}

// trainField learns to tell a field's right candidates.
func trainField(pages []*samplePage, f metaField) []boost.Node {
	return boostTrees(&newFieldTable(pages, f).table, f.boost, nil)
}

// TestMetadataCrossValidation measures each field on pages whose domains were
// not learned from, several times over with other parts and another seed: what
// one run says of a change is mostly chance.
func TestMetadataCrossValidation(t *testing.T) {
	if *trainDir == "" {
		t.Skip("needs -train")
	}
	all := loadFieldPages(t)
	for _, f := range metaFields {
		pages := knowing(all, f)
		table := newFieldTable(pages, f)
		table.bin()
		runs := make([]fieldMeasure, *repeats)
		parallel(*repeats, func(run int) { runs[run] = crossValidate(table, pages, f, run) })
		var sum fieldMeasure
		for run, m := range runs {
			t.Logf("%-6s run %d %v", f.name, run, m)
			sum.add(m)
		}
		t.Logf("%-6s mean  %v", f.name, sum)
		logSets(t, f, table, all, pages, runs)
		if os.Getenv("MISSES") == f.name {
			logMisses(t, table, pages, f, runs)
		}
	}
}

// crossValidate chooses each page's value by trees that know none of its domain.
func crossValidate(table *fieldTable, pages []*samplePage, f metaField, run int) fieldMeasure {
	m := fieldMeasure{runs: 1, got: make(map[*samplePage]string, len(pages))}
	opt := f.boost
	opt.seed += uint64(run)
	for k := range *folds {
		trees := boostTrees(&table.table, opt, func(row int) bool { return table.pages[row].deal(run, *folds) != k })
		for _, p := range pages {
			if p.deal(run, *folds) == k {
				if list := table.list[p]; len(list) > 0 {
					m.got[p] = f.choose(p, list, trees)
				}
				m.count(f, p, table.list[p])
			}
		}
	}
	return m
}

// deal deals the domains out to n parts, in each run otherwise.
func (p *samplePage) deal(run, n int) int {
	if run == 0 {
		return p.fold(n)
	}
	h := fnv.New32a()
	fmt.Fprintf(h, "%d %s", run, p.domain)
	return int(h.Sum32()>>3) % n
}

// fieldMeasure counts how often a field was found.
type fieldMeasure struct {
	runs                                                       int
	expected, given, right, exact, possible, without, spurious int
	got                                                        map[*samplePage]string
}

func (m *fieldMeasure) count(f metaField, p *samplePage, list []metadata.Candidate) {
	want, got := f.want(p.truth), m.got[p]
	if want == "" {
		m.without++
		m.spurious += int(boost.Bool(got != ""))
		return
	}
	m.expected++
	m.given += int(boost.Bool(got != ""))
	m.right += int(boost.Bool(f.same(got, want)))
	m.exact += int(boost.Bool(metaNorm(got) == metaNorm(want)))
	m.possible += int(boost.Bool(slices.ContainsFunc(list, func(c metadata.Candidate) bool { return f.same(c.Text, want) })))
}

func (m *fieldMeasure) add(o fieldMeasure) {
	m.runs += o.runs
	m.expected += o.expected
	m.given += o.given
	m.right += o.right
	m.exact += o.exact
	m.possible += o.possible
	m.without += o.without
	m.spurious += o.spurious
}

func (m fieldMeasure) String() string {
	percent := func(n, of int) float64 { return 100 * float64(n) / float64(max(1, of)) }
	return fmt.Sprintf("right %.1f%% of %d (%.1f%% to the letter, %.1f%% possible), %.1f%% of those given; given for %.1f%% of the %d without",
		percent(m.right, m.expected), m.expected/m.runs, percent(m.exact, m.expected), percent(m.possible, m.expected),
		percent(m.right, m.given), percent(m.spurious, m.without), m.without/m.runs)
}

// logMisses lists the pages that some run got wrong, with where each candidate
// was found.
func logMisses(t *testing.T, table *fieldTable, pages []*samplePage, f metaField, runs []fieldMeasure) {
	for _, p := range pages {
		want, wrong := f.want(p.truth), map[string]int{}
		for _, m := range runs {
			if got := m.got[p]; want == "" && got != "" || want != "" && !f.same(got, want) {
				wrong[got]++
			}
		}
		if len(wrong) == 0 {
			continue
		}
		t.Logf("%s %s %s\n\twant %q\n\tgot %v", p.id, p.kind, p.url, want, wrong)
		for _, c := range table.list[p] {
			t.Logf("\t%v %q %s", want != "" && f.same(c.Text, want), c.Text, c.Origin(f.places))
		}
	}
}

func textOfCandidate(c *metadata.Candidate) string {
	if c == nil {
		return ""
	}
	return c.Text
}
