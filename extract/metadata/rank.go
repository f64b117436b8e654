package metadata

import (
	"strings"

	"github.com/artx-cli/artx/extract/internal/boost"
)

// Titles, authors and dates are found alike: every place that may hold one
// gives a candidate, candidates of the same value are one, and small learned
// trees say how likely each is right, from where it stands, what else agrees
// with it and how it is written. What is less likely than a bar is not given.

// Candidate is a value that may be the title, the author or the date.
type Candidate struct {
	Text      string    // as it would be given
	key       string    // what makes two candidates the same
	names     []string  // of authors
	reporter  bool      // a byline calls the author that
	dated     bool      // the author's name stands in the line of a date at the headline
	signed    bool      // a line of its own says that the author wrote the page
	joined    bool      // a byline joins the names with "and" or its like
	posted    bool      // the page's data call the date that of a thread's first post
	stated    bool      // the page's data call the date that of an article's publication
	ofArticle bool      // the date of a time element that can only be the article's
	update    bool      // the date is only called that of an update
	asOf      bool      // the date is called that of the page's state
	places    []float32 // how often it was found where
	Features  boost.Features
}

// Origin names the places where a candidate was found, each once.
func (c *Candidate) Origin(names []string) string {
	var found []string
	for place, n := range c.places {
		if n > 0 {
			found = appendNew(found, names[place])
		}
	}
	return strings.Join(found, ", ")
}

// Bars below which a value is not given: authors in log-odds, dates in log-odds
// against there being none. They are set where cross-validation gives what is
// asked for of pages that have a value and of those without. A title is always
// given.
const (
	authorBar = -1.5
	dateBar   = -0.9
	loneBar   = -1.3 // of dates that stand at the headline of an article
	statedBar = -2.5 // of dates that the page's data call those of its publication
)

// Trees are the learned trees that weigh the candidates for each field.
type Trees struct {
	Titles, Authors, Dates []boost.Node
}

// Pick is the likeliest candidate above the bar, nil for none.
func Pick(list []Candidate, trees []boost.Node, bar float32) *Candidate {
	var best *Candidate
	for i := range list {
		s := boost.Sum(trees, list[i].Features.Values)
		if s > bar {
			best, bar = &list[i], s
		}
	}
	return best
}

// NoBar is a bar for [Pick] that every candidate passes.
const NoBar = -1e9

// counts notes in which places a value was found.
type counts struct {
	key    string
	first  int // order of the first place
	places []float32
}

// tally joins equal values, in order of appearance.
type valueTally struct {
	list  []counts
	index map[string]int
	width int
}

func newValueTally(places int) *valueTally {
	return &valueTally{index: map[string]int{}, width: places}
}

// at is the counts of key, new if need be; isNew tells.
func (t *valueTally) at(key string) (c *counts, isNew bool) {
	i, ok := t.index[key]
	if !ok {
		i = len(t.list)
		t.index[key] = i
		t.list = append(t.list, counts{key: key, first: i, places: make([]float32, t.width)})
	}
	return &t.list[i], !ok
}
