package pagetype

import "github.com/artx-cli/artx/extract/internal/boost"

// Kinds of page, as found in or forced on a [PageResult].
const (
	Article       = "article"
	Documentation = "documentation"
	Forum         = "forum"
	Product       = "product"
	Collection    = "collection" // one shop's products of a kind
	Listing       = "listing"    // cards or rows that lead to other pages
	Service       = "service"    // landing pages, companies and what they offer
)

// All lists the kinds in the order of the model's classes.
var All = [...]string{
	Article, Documentation, Forum, Product,
	Collection, Listing, Service,
}

// Index is where a kind stands in [All], -1 if it is none.
func Index(name string) int {
	for i, t := range All {
		if t == name {
			return i
		}
	}
	return -1
}

// Scores is each kind's log-odds for a page.
type Scores [len(All)]float32

// Features appends the scores, named by their kinds.
func (scores Scores) Features(f *boost.Features) {
	f.Prefix = "type."
	for i, s := range scores {
		f.Add(All[i], s)
	}
	f.Prefix = ""
}

// Best is the likeliest kind's index.
func (scores Scores) Best() int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}

// Forced are scores that leave no doubt of a page's kind.
func Forced(kind string) Scores {
	var out Scores
	for i := range out {
		out[i] = -4
	}
	if i := Index(kind); i >= 0 {
		out[i] = 3
	}
	return out
}
