package extract

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"go/format"
	"hash/fnv"
	"maps"
	"math"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode"

	"golang.org/x/net/html"
)

var (
	trainDir     = flag.String("train", "", "`folder` with html/*.html.gz and ground-truth/*.json.gz of pages to learn from or to measure on")
	perPage      = flag.String("per-page", "", "`file` for the measure of each page")
	writeWeights = flag.Bool("write", false, "write page_weights.go")
	folds        = flag.Int("folds", 2, "cross-validation: parts that the pages are divided into, by domain")
)

// samplePage is one page whose article is known.
type samplePage struct {
	id, url, kind, domain string
	doc                   *html.Node
	head                  *pageHead
	title                 string
	truth                 truth
	truthWords            []string
	truthCount            map[string]int
	labels                []float32 // of each block: the share of its words in the article
	layout                *layout
	context               *pageContext
	scores                []float32
}

type truth struct {
	Title   string   `json:"title"`
	Author  string   `json:"author"`
	Date    string   `json:"publish_date"`
	Content string   `json:"main_content"`
	With    []string `json:"with"`
	Without []string `json:"without"`
}

func readGzip(path string) ([]byte, error) {
	raw, err := os.ReadFile(path)
	if err != nil || !strings.HasSuffix(path, ".gz") {
		return raw, err
	}
	r, err := gzip.NewReader(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	_, err = b.ReadFrom(r)
	return b.Bytes(), err
}

func loadSamples(t testing.TB) []*samplePage {
	files, _ := filepath.Glob(filepath.Join(*trainDir, "ground-truth", "*.json*"))
	if len(files) == 0 {
		t.Fatalf("no pages in %q", *trainDir)
	}
	slices.Sort(files)
	pages := make([]*samplePage, len(files))
	parallel(len(files), func(i int) { pages[i] = loadSample(t, files[i]) })
	return slices.DeleteFunc(pages, func(p *samplePage) bool { return p == nil })
}

func loadSample(t testing.TB, file string) *samplePage {
	raw, err := readGzip(file)
	if err != nil {
		t.Error(err)
		return nil
	}
	var j struct {
		URL      string `json:"url"`
		Truth    truth  `json:"ground_truth"`
		Internal struct {
			Kind struct {
				Primary string `json:"primary"`
			} `json:"page_type"`
		} `json:"_internal"`
	}
	if err := json.Unmarshal(raw, &j); err != nil {
		t.Error(file, err)
		return nil
	}
	id, _, _ := strings.Cut(filepath.Base(file), ".")
	src, err := readGzip(filepath.Join(*trainDir, "html", id+".html.gz"))
	if err != nil {
		t.Error(err)
		return nil
	}
	doc, err := html.ParseWithOptions(bytes.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Log(id, err)
		return nil
	}
	p := &samplePage{id: id, url: j.URL, kind: j.Internal.Kind.Primary, truth: j.Truth, doc: doc}
	if p.kind == "category" {
		p.kind = PageCollection
	}
	if u, err := url.Parse(j.URL); err == nil {
		parts := strings.Split(u.Hostname(), ".")
		p.domain = strings.Join(parts[max(0, len(parts)-2):], ".")
	}
	p.head = readHead(doc)
	p.title = p.head.roughTitle(p.head.site(p.head.address(j.URL)), j.URL)
	for w := range pyWords(j.Truth.Content) {
		p.truthWords = append(p.truthWords, w)
	}
	p.truthCount = map[string]int{}
	for _, w := range p.truthWords {
		p.truthCount[w]++
	}
	return p
}

// pyWords yields what Python's \w+ finds in the lower-cased text.
func pyWords(s string) func(func(string) bool) {
	return func(yield func(string) bool) {
		s = strings.ToLower(s)
		start := -1
		for i, r := range s {
			if r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) {
				if start < 0 {
					start = i
				}
			} else if start >= 0 {
				if !yield(s[start:i]) {
					return
				}
				start = -1
			}
		}
		if start >= 0 {
			yield(s[start:])
		}
	}
}

// fold deals the domains out to n parts.
func (p *samplePage) fold(n int) int {
	h := fnv.New32a()
	h.Write([]byte(p.domain))
	return int(h.Sum32()>>3) % n
}

// label aligns the page's blocks with the true text: long blocks by their
// runs of four words, short ones by their place between long ones.
func (p *samplePage) label() {
	words := make([][]string, len(p.layout.blocks))
	for i := range p.layout.blocks {
		for w := range pyWords(p.layout.blocks[i].text()) {
			words[i] = append(words[i], w)
		}
	}
	p.labels = alignBlocks(words, p.truthWords)
}

func alignBlocks(blocks [][]string, want []string) []float32 {
	labels := make([]float32, len(blocks))
	at := make([]int, len(blocks)) // where in want a long block ends; -1 unknown
	used := make([]bool, len(want))
	grams := map[string][]int32{}
	for i := 0; i+4 <= len(want); i++ {
		k := strings.Join(want[i:i+4], " ")
		grams[k] = append(grams[k], int32(i))
	}
	cursor := 0
	for bi, b := range blocks {
		at[bi] = -1
		if len(b) < 6 {
			continue
		}
		hits := make([]bool, len(b))
		for i := 0; i+4 <= len(b); i++ {
			best := int32(-1)
			for _, pos := range grams[strings.Join(b[i:i+4], " ")] {
				if used[pos] && used[pos+3] {
					continue
				}
				if best < 0 || abs(int(pos)-cursor) < abs(int(best)-cursor) {
					best = pos
				}
			}
			if best >= 0 {
				for k := range 4 {
					hits[i+k] = true
				}
				cursor = int(best) + 1
			}
		}
		n := 0
		for _, h := range hits {
			if h {
				n++
			}
		}
		labels[bi] = float32(n) / float32(len(b))
		if labels[bi] >= 0.5 {
			at[bi] = cursor + 3
			for i := max(0, cursor+3-len(b)); i < min(len(want), cursor+3); i++ {
				used[i] = true
			}
		}
	}
	next := make([]int, len(blocks)+1)
	next[len(blocks)] = len(want)
	for i := len(blocks) - 1; i >= 0; i-- {
		next[i] = next[i+1]
		if at[i] >= 0 {
			next[i] = at[i] - len(blocks[i])
		}
	}
	cursor = 0
	known := false
	for bi, b := range blocks {
		if at[bi] >= 0 {
			cursor, known = at[bi], true
			continue
		}
		if len(b) == 0 || len(b) >= 6 {
			continue
		}
		to := next[bi+1]
		if to < cursor || to > cursor+400 {
			to = cursor + 60
		}
		from := cursor - 8
		if !known {
			from = to - 80
			if next[bi+1] == len(want) {
				from, to = 0, 400
			}
		}
		if pos := findWords(want, used, b, max(0, from), min(len(want), to+8)); pos >= 0 {
			labels[bi] = 1
			for k := range b {
				used[pos+k] = true
			}
			if pos+len(b) > cursor {
				cursor, known = pos+len(b), true
			}
		} else if len(b) >= 3 {
			if pos := findWords(want, used, b, 0, len(want)); pos >= 0 {
				labels[bi] = 1
				for k := range b {
					used[pos+k] = true
				}
			}
		}
	}
	return labels
}

func abs(i int) int { return max(i, -i) }

func findWords(want []string, used []bool, b []string, from, to int) int {
	for i := from; i+len(b) <= to; i++ {
		ok := true
		for k := range b {
			if used[i+k] || want[i+k] != b[k] {
				ok = false
				break
			}
		}
		if ok {
			return i
		}
	}
	return -1
}

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
		case PageProduct, PageCollection, PageListing:
			countWords(p, shop, wordCounts{}, wordCounts{})
		case PageForum:
			countWords(p, forum, wordCounts{}, wordCounts{})
		}
	}
	return &pageModel{
		classWords: joinWeights(class.weights(6, 0.5, 700), shop.weights(4, 0.5, 350), forum.weights(4, 0.5, 250)),
		textWords:  text.weights(8, 0.5, 700),
		underWords: under.weights(8, 0.5, 250),
	}
}

func joinWeights(all, shop, forum map[string]float32) map[string]classWeight {
	out := map[string]classWeight{}
	for i, m := range []map[string]float32{all, shop, forum} {
		for w, v := range m {
			c := out[w]
			*[]*float32{&c.all, &c.shop, &c.forum}[i] = v
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
	boxSum := make([]sum, len(l.boxes))
	last := -1
	for i := range l.blocks {
		b := &l.blocks[i]
		y := float64(p.labels[i])
		wt := math.Sqrt(float64(b.words))
		boxSum[b.box].kept += y * wt
		boxSum[b.box].cut += (1 - y) * wt
		words := slices.Collect(pyWords(b.text()))
		seen := map[string]bool{}
		for _, w := range words[:min(len(words), maxScoredWords)] {
			if !seen[w] && len(words) <= 25 {
				bump(perText, w, y, 1)
				seen[w] = true
			}
		}
		if len(words) <= maxPhraseWords && len(words) > 0 {
			bump(perText, strings.Join(words, "_")+"_", y, 1)
		}
		if b.heading > 0 {
			last = i
		} else if last >= 0 {
			hw := slices.Collect(pyWords(l.blocks[last].text()))
			for _, w := range hw[:min(len(hw), maxScoredWords)] {
				bump(perUnder, w, y, wt)
			}
		}
	}
	for i := len(l.boxes) - 1; i >= 0; i-- {
		x := &l.boxes[i]
		s := boxSum[i]
		if x.parent >= 0 {
			boxSum[x.parent].kept += s.kept
			boxSum[x.parent].cut += s.cut
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
		eachClassWord(pageAttr(x.node, "class"), add)
		eachClassWord(pageAttr(x.node, "id"), add)
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

func (p *samplePage) lay(m *pageModel) {
	p.layout = newLayout(pageBody(p.doc), p.title, m)
	p.context = newPageContext(p.layout)
}

var innerFolds = 4

// trainModel learns everything from pages: words from three quarters at a
// time to describe the fourth, so that the trees do not trust them too much.
func trainWords(pages []*samplePage) *pageModel {
	model, _ := trainInner(pages)
	return model
}

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

func innerPart(p *samplePage) int { return p.fold(innerFolds*977) % innerFolds }

func trainModel(pages []*samplePage) *pageModel {
	model, inner := trainInner(pages)
	model.blocks = trainBlocks(pages)
	// The second look, likewise.
	for k := range inner {
		var rest []*samplePage
		for _, p := range pages {
			if innerPart(p) != k {
				rest = append(rest, p)
			}
		}
		inner[k].blocks = trainBlocks(rest)
	}
	t := &table{}
	for _, p := range pages {
		t.addBlocks(p, newSecondLook(p.context, inner[innerPart(p)].blockScores(p.context)))
	}
	model.second = boost(t, secondBoost)
	return model
}

func trainBlocks(pages []*samplePage) []treeNode {
	t := &table{}
	for _, p := range pages {
		t.addBlocks(p, nil)
	}
	return boost(t, blockBoost)
}

var (
	typeBoost   = boostOptions{trees: 60, leaves: 6, rate: 0.1, columns: 0.3, rows: 0.8, minWeight: 1.5, lambda: 2, seed: 7}
	secondBoost = boostOptions{trees: 100, leaves: 20, rate: 0.1, columns: 0.3, rows: 0.6, minWeight: 0.02, lambda: 0.02, seed: 9}
	blockBoost  = boostOptions{trees: 100, leaves: 20, rate: 0.1, columns: 0.3, rows: 0.6, minWeight: 0.02, lambda: 0.02, seed: 7}
)

func trainTypes(pages []*samplePage) [len(pageTypes)][]treeNode {
	t := &table{}
	for _, p := range pages {
		f := &featureList{}
		typeFeatures(p.context, p.head, p.url, f)
		t.width = len(f.values)
		t.x = append(t.x, f.values...)
		t.y = append(t.y, 0)
		t.w = append(t.w, 1)
	}
	t.bin()
	var out [len(pageTypes)][]treeNode
	for k, name := range pageTypes {
		for i, p := range pages {
			t.y[i] = b2f(p.kind == name)
		}
		out[k] = boost(t, typeBoost)
	}
	return out
}

func (t *table) addBlocks(p *samplePage, second *secondLook) {
	total := float32(0)
	for i := range p.layout.blocks {
		total += float32(math.Sqrt(float64(p.layout.blocks[i].words)))
	}
	for i := range p.layout.blocks {
		f := &featureList{}
		p.context.blockFeatures(i, f)
		if second != nil {
			second.features(i, f)
		}
		t.width = len(f.values)
		t.x = append(t.x, f.values...)
		t.y = append(t.y, p.labels[i])
		t.w = append(t.w, float32(math.Sqrt(float64(p.layout.blocks[i].words)))/total)
	}
}

// TestTrainPageModel learns from all pages and writes page_weights.go.
func TestTrainPageModel(t *testing.T) {
	if *trainDir == "" || !*writeWeights {
		t.Skip("needs -train and -write")
	}
	pages := loadSamples(t)
	parallel(len(pages), func(i int) { pages[i].lay(&pageModel{}); pages[i].label() })
	model := trainModel(pages)
	for _, f := range metaFields {
		*f.trees(model) = trainField(pages, f)
	}
	if err := os.WriteFile("page_weights.go", writeModel(model), 0o666); err != nil {
		t.Fatal(err)
	}
}

func writeModel(m *pageModel) []byte {
	var b bytes.Buffer
	b.WriteString("// Code generated by TestTrainPageModel; DO NOT EDIT.\n\npackage extract\n\n")
	b.WriteString("// classWordList holds words of class and id attributes with their weights on\n// all pages, on shops and lists, and on forums: log-odds in fiftieths.\nconst classWordList = `")
	fiftieths := func(v float32) int { return int(math.Round(float64(v) * 50)) }
	for i, w := range slices.Sorted(maps.Keys(m.classWords)) {
		if i%6 == 0 {
			b.WriteByte('\n')
		} else {
			b.WriteByte(' ')
		}
		c := m.classWords[w]
		fmt.Fprintf(&b, "%s %d %d %d", w, fiftieths(c.all), fiftieths(c.shop), fiftieths(c.forum))
	}
	b.WriteString("\n`\n\n")
	for _, list := range []struct {
		name, doc string
		words     map[string]float32
	}{
		{"textWordList", "holds words of short texts.", m.textWords},
		{"underWordList", "holds words of headings.", m.underWords},
	} {
		fmt.Fprintf(&b, "// %s %s Weights are log-odds in fiftieths.\nconst %s = `", list.name, list.doc, list.name)
		for i, w := range slices.Sorted(maps.Keys(list.words)) {
			if i%10 == 0 {
				b.WriteByte('\n')
			} else {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%s %d", w, fiftieths(list.words[w]))
		}
		b.WriteString("\n`\n\n")
	}
	b.WriteString("// typeTrees tell the kind of page, one list of trees a kind.\nvar typeTrees = [len(pageTypes)][]treeNode{\n")
	for _, trees := range m.types {
		b.WriteString("{\n")
		writeTrees(&b, trees)
		b.WriteString("},\n")
	}
	b.WriteString("}\n")
	for _, list := range []struct {
		name, doc string
		trees     []treeNode
	}{
		{"blockTrees", "tell whether a block is of the article.", m.blocks},
		{"secondTrees", "tell it again, knowing what was said of the blocks around.", m.second},
		{"titleTrees", "tell the headline among the candidates.", m.titles},
		{"authorTrees", "tell the authors among the candidates.", m.authors},
		{"dateTrees", "tell the day of publication among the candidates.", m.dates},
	} {
		fmt.Fprintf(&b, "\n// %s %s\nvar %s = []treeNode{\n", list.name, list.doc, list.name)
		writeTrees(&b, list.trees)
		b.WriteString("}\n")
	}
	src, err := format.Source(b.Bytes())
	if err != nil {
		panic(err)
	}
	return src
}

func writeTrees(b *bytes.Buffer, trees []treeNode) {
	for i, n := range trees {
		fmt.Fprintf(b, "{%d,%d,%s},", n.feature, n.right, strconv.FormatFloat(float64(n.value), 'g', -1, 32))
		if i%8 == 7 || i == len(trees)-1 {
			b.WriteByte('\n')
		}
	}
}

// TestPageMeasure measures Page itself, with the shipped weights.
func TestPageMeasure(t *testing.T) {
	if *trainDir == "" {
		t.Skip("needs -train")
	}
	pages := loadSamples(t)
	texts := make(map[string]string, len(pages))
	var mu sync.Mutex
	parallel(len(pages), func(i int) {
		p := pages[i]
		res, err := Page(p.doc, PageOptions{URL: p.url})
		if err != nil {
			t.Error(err)
			return
		}
		var b strings.Builder
		writeBlocks(&b, res.Root)
		mu.Lock()
		texts[p.id] = b.String()
		mu.Unlock()
	})
	report(t, "all", pages, func(p *samplePage) string { return texts[p.id] })
}

func TestPageCrossValidation(t *testing.T) {
	if *trainDir == "" {
		t.Skip("needs -train")
	}
	pages := loadSamples(t)
	parallel(len(pages), func(i int) { pages[i].lay(&pageModel{}); pages[i].label() })
	report(t, "oracle", pages, func(p *samplePage) string {
		return keptText(p, func(i int) bool { return p.labels[i] >= 0.5 })
	})
	var done []*samplePage
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
		parallel(len(pages), func(i int) { pages[i].lay(&pageModel{}) })
		model := trainModel(rest)
		parallel(len(part), func(i int) {
			p := part[i]
			p.lay(model)
			p.context.typeScores = model.kinds(p.context, p.head, p.url)
			p.scores = model.blockScores(p.context)
		})
		for _, p := range part {
			if pageTypes[p.context.typeScores.best()] == p.kind {
				right++
			}
		}
		t.Logf("part %d: %d pages learned, %d measured, %d nodes", k, len(rest), len(part), len(model.blocks))
		report(t, fmt.Sprintf("part %d", k), part, thresholdText(-0.4))
		done = append(done, part...)
	}
	t.Logf("kind of page right: %d of %d", right, len(done))
	report(t, "all", done, thresholdText(-0.4))
	report(t, "all cut", done, func(p *samplePage) string { return thresholdText(p.layout.bestCut(p.scores))(p) })
	for _, leaf := range []float32{0.15, 0.6, 1} {
		opt := keeping
		opt.leaf, opt.border = leaf, leaf
		report(t, fmt.Sprintf("%+v", opt), done, keptBoxes(opt))
	}
	report(t, "all kept", done, keptBoxes(keeping))
	if *perPage != "" {
		writePerPage(t, done)
	}
}

// writePerPage writes a line with the measure of each page.
func writePerPage(t *testing.T, pages []*samplePage) {
	var b strings.Builder
	for _, p := range pages {
		prec, rec, f1 := p.measure(keptBoxes(keeping)(p))
		_, _, best := p.measure(keptText(p, func(i int) bool { return p.labels[i] >= 0.5 }))
		_, keep := p.layout.keepBoxes(p.scores, keeping)
		wrong := ""
		for i := range p.layout.blocks {
			if keep[i] != (p.labels[i] >= 0.5) {
				s := oneLine(p.layout.blocks[i].text())
				wrong += fmt.Sprintf("    %v %.1f %.2f %s | %.70s\n", keep[i], p.scores[i], p.labels[i], nodePath(p.layout.boxes[p.layout.blocks[i].box].node), s)
			}
		}
		os.WriteFile("/tmp/wrong/"+p.kind+"-"+p.id, []byte(wrong), 0o666)
		fmt.Fprintf(&b, "%s\t%s\t%s\tF1 %.3f P %.3f R %.3f best %.3f\t%d words\t%s\n", p.id, p.kind, pageTypes[p.context.typeScores.best()], f1, prec, rec, best, len(p.truthWords), p.url)
	}
	if err := os.WriteFile(*perPage, []byte(b.String()), 0o666); err != nil {
		t.Fatal(err)
	}
}

func keptBoxes(opt keepOptions) func(p *samplePage) string {
	return func(p *samplePage) string {
		_, keep := p.layout.keepBoxes(p.scores, opt)
		return keptText(p, func(i int) bool { return keep[i] })
	}
}

func thresholdText(cut float32) func(p *samplePage) string {
	return func(p *samplePage) string {
		return keptText(p, func(i int) bool { return p.scores[i] > cut })
	}
}

func keptText(p *samplePage, keep func(int) bool) string {
	var s strings.Builder
	for i := range p.layout.blocks {
		if keep(i) {
			s.WriteString(oneLine(p.layout.blocks[i].text()))
			s.WriteByte('\n')
		}
	}
	return s.String()
}

func report(t *testing.T, name string, pages []*samplePage, text func(*samplePage) string) {
	var all tally
	kinds := map[string]*tally{}
	for _, k := range pageTypes {
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
	for _, k := range pageTypes {
		t.Logf("  %-14s %v", k, kinds[k])
	}
}
