package page

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var fieldDirs = flag.String("fields", "", "`folders`, with commas between, of the same make as -train, with pages of which titles, authors or dates are known")

// fieldKeys are the keys of the fields in ground truths.
var fieldKeys = map[string]string{"title": "title", "author": "author", "date": "publish_date"}

// known tells which fields of each page somebody has looked for; pages of
// -train, where all have been, are not listed.
type knownFields map[*samplePage]map[string]json.RawMessage

// fieldPages are the pages to learn fields from.
type fieldPages struct {
	pages []*samplePage
	known knownFields
	set   map[*samplePage]string // the folder
}

// loadFieldPages loads the pages of -train and -fields, and tells the kind of
// each by what was learned from other domains.
func loadFieldPages(t testing.TB) *fieldPages {
	all := &fieldPages{pages: loadSamples(t), known: knownFields{}, set: map[*samplePage]string{}}
	parallel(len(all.pages), func(i int) { all.pages[i].lay(&pageModel{}); all.pages[i].label() })
	_, inner := trainInner(all.pages)
	main := *trainDir
	for dir := range strings.SplitSeq(*fieldDirs, ",") {
		if dir == "" {
			continue
		}
		*trainDir = dir
		for _, p := range loadSamples(t) {
			all.pages = append(all.pages, p)
			all.set[p], all.known[p] = dir, readKnown(t, filepath.Join(dir, "ground-truth", p.id+".json.gz"))
		}
	}
	*trainDir = main
	parallel(len(all.pages), func(i int) {
		p := all.pages[i]
		if all.set[p] != "" {
			p.lay(inner[innerPart(p)])
		}
		p.context.typeScores = inner[innerPart(p)].kinds(p.context, p.head, p.url)
	})
	return all
}

func readKnown(t testing.TB, file string) map[string]json.RawMessage {
	raw, err := readGzip(file)
	if err != nil {
		t.Fatal(err)
	}
	var j struct {
		Truth map[string]json.RawMessage `json:"ground_truth"`
	}
	if err := json.Unmarshal(raw, &j); err != nil {
		t.Fatal(file, err)
	}
	return j.Truth
}

// knowing lists the pages of which somebody has looked for a field.
func knowing(all *fieldPages, f metaField) []*samplePage {
	var pages []*samplePage
	for _, p := range all.pages {
		if _, looked := all.known[p][fieldKeys[f.name]]; looked || all.set[p] == "" {
			pages = append(pages, p)
		}
	}
	return pages
}

// logSets logs the measure of each folder alone.
func logSets(t *testing.T, f metaField, table *fieldTable, all *fieldPages, pages []*samplePage, runs []fieldMeasure) {
	sums := map[string]*fieldMeasure{}
	for _, run := range runs {
		for _, p := range pages {
			dir := all.set[p]
			if sums[dir] == nil {
				sums[dir] = &fieldMeasure{runs: len(runs)}
			}
			sums[dir].got = run.got
			sums[dir].count(f, p, table.list[p])
		}
	}
	for dir, m := range sums {
		t.Logf("%-6s %-20s %v", f.name, filepath.Base(filepath.Dir(dir)), m)
	}
}

// TestTrainFields learns the trees of title, author and date alone, and leaves
// the rest of weights.txt as it is.
func TestTrainFields(t *testing.T) {
	if *trainDir == "" || !*writeWeights {
		t.Skip("needs -train and -write")
	}
	model := *shippedModel()
	all := loadFieldPages(t)
	for _, f := range metaFields {
		*f.trees(&model) = trainField(knowing(all, f), f)
	}
	if err := os.WriteFile("weights.txt", writeModel(&model), 0o666); err != nil {
		t.Fatal(err)
	}
}
