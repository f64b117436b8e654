package page

import (
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// reviewWords are words of the class names and ids of what buyers wrote.
// Origins: common use; then the widgets Judge.me, Yotpo, Bazaarvoice, Okendo,
// Stamped, Loox, Trustpilot and PowerReviews.
var reviewWords = map[string]bool{
	"review": true, "reviews": true, "reviewer": true, "rating": true, "ratings": true,
	"jdgm": true, "yotpo": true, "bazaarvoice": true, "okendo": true, "stamped": true, "loox": true, "trustpilot": true, "powerreviews": true,
}

// maxReviewShare of a page's words can be its reviews; what holds more is the
// page itself, named after them.
const maxReviewShare = 0.6

// dropReviews cuts what buyers wrote of a product from what its shop says of it,
// where the latter is at least half of what is kept.
func (l *pageLayout) dropReviews(kept []bool) {
	inside := make([]bool, len(l.boxes))
	for i := 1; i < len(l.boxes); i++ {
		x := &l.boxes[i]
		inside[i] = inside[x.parent] || x.words > 0 && x.words < maxReviewShare*l.words && namesReviews(x.node)
	}
	all, reviews := float32(0), float32(0)
	for i, keep := range kept {
		if b := &l.blocks[i]; keep {
			all += b.words
			if inside[b.box] {
				reviews += b.words
			}
		}
	}
	if reviews*2 > all {
		return
	}
	for i := range kept {
		kept[i] = kept[i] && !inside[l.blocks[i].box]
	}
}

func namesReviews(n *html.Node) (named bool) {
	for _, name := range []string{dom.AttrOnce(n, "class"), dom.AttrOnce(n, "id")} {
		eachClassWord(name, func(w []byte) { named = named || reviewWords[string(w)] })
	}
	return named
}
