package page

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"hash/fnv"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
	"github.com/artx-cli/artx/extract/metadata"
)

var (
	trainDir     = flag.String("train", "", "`folder` with html/*.html.gz and ground-truth/*.json.gz of pages to learn from or to measure on")
	perPage      = flag.String("per-page", "", "`file` for the measure of each page")
	weakDir      = flag.String("weak", "", "`folder` of the same make with pages of which only snippets are known")
	keepFields   = flag.Bool("keep-fields", false, "training: leave the trees of title, author and date as they are")
	modelsDir    = flag.String("models", "", "cross-validation: `folder` to keep what each part's model has learned, and to read it from if it is there")
	writeWeights = flag.Bool("write", false, "write weights.txt")
	repeats      = flag.Int("repeats", 6, "cross-validation of metadata: how often, each time with other parts")
	folds        = flag.Int("folds", 2, "cross-validation: parts that the pages are divided into, by domain")
)

// samplePage is one page whose article is known.
type samplePage struct {
	dir, id, url, kind, domain string
	weak                       bool // only snippets of the article and of what is none are known
	doc                        *html.Node
	head                       *metadata.Head
	title                      string
	truth                      truth
	truthWords                 []string
	truthCount                 map[string]int
	labels                     []float32 // of each block: the share of its words in the article; negative if unknown
	layout                     *pageLayout
	context                    *pageContext
}

type truth struct {
	Title   string   `json:"title"`
	Author  names    `json:"author"`
	Date    string   `json:"publish_date"`
	Content string   `json:"main_content"`
	With    []string `json:"with"`
	Without []string `json:"without"`
}

// names are one name or a list of them, as one text.
type names string

func (n *names) UnmarshalJSON(raw []byte) error {
	var list []string
	if json.Unmarshal(raw, &list) == nil {
		*n = names(strings.Join(list, ", "))
		return nil
	}
	return json.Unmarshal(raw, (*string)(n))
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

func loadSamples(t testing.TB) []*samplePage { return loadFolder(t, *trainDir) }

// loadWeak loads the pages of -weak, none without the flag.
func loadWeak(t testing.TB) []*samplePage {
	if *weakDir == "" {
		return nil
	}
	pages := loadFolder(t, *weakDir)
	for _, p := range pages {
		p.weak = true
	}
	return pages
}

func loadFolder(t testing.TB, dir string) []*samplePage {
	files, _ := filepath.Glob(filepath.Join(dir, "ground-truth", "*.json*"))
	if len(files) == 0 {
		t.Fatalf("no pages in %q", dir)
	}
	slices.Sort(files)
	pages := make([]*samplePage, len(files))
	parallel(len(files), func(i int) { pages[i] = loadSample(t, dir, files[i]) })
	return slices.DeleteFunc(pages, func(p *samplePage) bool { return p == nil })
}

func loadSample(t testing.TB, dir, file string) *samplePage {
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
	p := &samplePage{dir: dir, id: id, url: j.URL, kind: j.Internal.Kind.Primary, truth: j.Truth}
	if p.doc, err = p.parse(); err != nil {
		t.Log(id, err)
		return nil
	}
	if p.kind == "category" {
		p.kind = pagetype.Collection
	}
	if u, err := url.Parse(j.URL); err == nil {
		parts := strings.Split(u.Hostname(), ".")
		p.domain = strings.Join(parts[max(0, len(parts)-2):], ".")
	}
	if p.domain == "" {
		p.domain = j.URL // no address, but something that tells pages apart
	}
	p.head = metadata.Read(p.doc)
	p.title = p.head.RoughTitle(p.head.Site(p.head.Address(j.URL)), j.URL)
	for w := range pyWords(j.Truth.Content) {
		p.truthWords = append(p.truthWords, w)
	}
	p.truthCount = map[string]int{}
	for _, w := range p.truthWords {
		p.truthCount[w]++
	}
	return p
}

func (p *samplePage) parse() (*html.Node, error) {
	src, err := readGzip(filepath.Join(p.dir, "html", p.id+".html.gz"))
	if err != nil {
		return nil, err
	}
	return html.ParseWithOptions(bytes.NewReader(src), html.ParseOptionEnableScripting(false))
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
	if p.weak {
		p.labelBySnippets()
		return
	}
	words := make([][]string, len(p.layout.Blocks))
	for i := range p.layout.Blocks {
		for w := range pyWords(p.layout.Blocks[i].Text()) {
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

func (p *samplePage) lay(m *pageModel) {
	p.layout = layPage(pageBody(p.doc), layout.HintsOf(p.head, p.title), m)
	p.context = newPageContext(p.layout)
}
