// Generators tells whether the results of artx convert --preset mean the same in
// the built pages of site generators as the posts that they were made of.
//
//	generators DIR POSTS FACTS    compare the pages below DIR/GENERATOR/before and …/after
//
// prints Markdown: a table of how many facts are right, and each that is wrong.
// run.sh builds the pages. Every page holds its facts as JSON in an element with
// the id facts, put there by the templates of setup, and its text in an article.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// facts are what a post says; of a page, what the generator understood.
type facts struct {
	Title      text       `json:"title"`
	Date       string     `json:"date"`
	Or         string     `json:"or"` // the date where the generator reads times without a zone as UTC
	Categories stringList `json:"categories"`
	Tags       stringList `json:"tags"`
	Cover      string     `json:"cover"`
	Own        string     `json:"own"` // value of a key that is the site's own
	Address    string     `json:"address"`
	Slug       string     `json:"slug"`
	Images     []string   `json:"images"`
	Draft      bool       `json:"draft"`

	words []string
}

// text is a text, or a number that the generator took it for: shown, it is the same.
type text string

func (t *text) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) != nil {
		s = string(b)
	}
	*t = text(s)
	return nil
}

// stringList is a list, or a lone text, or nothing.
type stringList []string

func (l *stringList) UnmarshalJSON(b []byte) error {
	var list []text
	if json.Unmarshal(b, &list) == nil {
		*l = nil
		for _, t := range list {
			*l = append(*l, string(t))
		}
		return nil
	}
	var s string
	if json.Unmarshal(b, &s) == nil && s != "" {
		*l = []string{s}
		return nil
	}
	*l = []string{strings.TrimSpace(string(b))} // no text at all: shown as it is
	return nil
}

// generator is one of those that are built.
type generator struct {
	name    string
	out     string   // where its pages are
	noFacts []string // what it has no notion of
}

// generators in the order of the table. Hexo takes the slug from the file's name
// alone; Astro and Docusaurus the address from file or slug.
var generators = []generator{
	{name: "hugo", out: "public"},
	{name: "hexo", out: "public", noFacts: []string{"slug"}},
	{name: "jekyll", out: "_site"},
	{name: "eleventy", out: "_site", noFacts: []string{"slug", "cover"}},
	{name: "astro", out: "dist", noFacts: []string{"address"}},
	{name: "docusaurus", out: "build", noFacts: []string{"address", "categories"}},
	{name: "pelican", out: "output", noFacts: []string{"address", "cover"}},
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("generators: ")
	if len(os.Args) != 4 {
		log.Fatal("want DIR POSTS FACTS")
	}
	if err := compare(os.Stdout, os.Args[1], os.Args[2], os.Args[3]); err != nil {
		log.Fatal(err)
	}
}

// compare prints the tables. The error says what cannot be read.
func compare(w io.Writer, dir, posts, truthFile string) error {
	truth, err := readTruth(posts, truthFile)
	if err != nil {
		return err
	}
	printHead(w)
	var wrong []string
	for _, g := range generators {
		for _, state := range []string{"before", "after"} {
			pages, err := readPages(filepath.Join(dir, g.name, state, g.out))
			if os.IsNotExist(err) {
				continue
			}
			if err != nil {
				return err
			}
			c := check(g, truth, pages)
			printRow(w, g.name+", "+state, c)
			if state == "after" {
				wrong = append(wrong, c.wrong...)
			}
		}
	}
	fmt.Fprintf(w, "\n%s\n", strings.Join(wrong, "\n"))
	return nil
}

// checked are the kinds of facts, as columns.
var checked = []string{"page", "title", "date", "categories", "tags", "address", "slug", "cover", "own", "words", "pictures"}

// tally is what a generator has right, by kind of fact.
type tally struct {
	right, all map[string]int
	wrong      []string
}

// check compares what pages say with the truth, by the mark of each post.
func check(g generator, truth, pages map[string]facts) tally {
	t := tally{right: map[string]int{}, all: map[string]int{}}
	for _, mark := range sortedKeys(truth) {
		want := truth[mark]
		got, built := pages[mark]
		note := func(kind string, right bool, got, want any) {
			if slices.Contains(g.noFacts, kind) {
				return
			}
			t.all[kind]++
			if right {
				t.right[kind]++
				return
			}
			t.wrong = append(t.wrong, fmt.Sprintf("- %s, %s of %s: `%v`, not `%v`", g.name, kind, mark, got, want))
		}
		note("page", built != want.Draft, built, !want.Draft)
		if built && !want.Draft {
			compareFacts(want, got, note)
		}
	}
	return t
}

func compareFacts(want, got facts, note func(kind string, right bool, got, want any)) {
	note("title", got.Title == want.Title, got.Title, want.Title)
	note("date", got.Date == want.Date || got.Date == want.Or, got.Date, want.Date)
	note("categories", sameSet(got.Categories, want.Categories), got.Categories, want.Categories)
	note("tags", sameSet(got.Tags, want.Tags), got.Tags, want.Tags)
	if want.Address != "" {
		note("address", got.Address == want.Address, got.Address, want.Address)
	}
	if want.Slug != "" {
		last := strings.TrimSuffix(filepath.Base(got.Address), ".html")
		note("slug", last == want.Slug, last, want.Slug)
	}
	if want.Cover != "" {
		note("cover", got.Cover == want.Cover, got.Cover, want.Cover)
	}
	if want.Own != "" {
		note("own", got.Own == want.Own, got.Own, want.Own)
	}
	note("words", slices.Equal(got.words, want.words), strings.Join(got.words, " "), strings.Join(want.words, " "))
	note("pictures", sameSet(got.Images, want.Images), got.Images, want.Images)
}

// sameSet compares lists whatever their order.
func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

func sortedKeys(m map[string]facts) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func printHead(w io.Writer) {
	fmt.Fprintf(w, "| pages | %s |\n|---|%s\n", strings.Join(checked, " | "), strings.Repeat("---|", len(checked)))
}

func printRow(w io.Writer, name string, t tally) {
	cells := make([]string, len(checked))
	for i, kind := range checked {
		cells[i] = "–"
		if t.all[kind] > 0 {
			cells[i] = fmt.Sprintf("%d/%d", t.right[kind], t.all[kind])
		}
	}
	fmt.Fprintf(w, "| %s | %s |\n", name, strings.Join(cells, " | "))
}
