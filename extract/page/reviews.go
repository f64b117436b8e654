package page

import (
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/layout"
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
	inside := make([]bool, len(l.Boxes))
	for i := 1; i < len(l.Boxes); i++ {
		x := &l.Boxes[i]
		inside[i] = inside[x.Parent] || x.Words > 0 && x.Words < maxReviewShare*l.Words && namesReviews(x.Node)
	}
	all, reviews := float32(0), float32(0)
	for i, keep := range kept {
		if b := &l.Blocks[i]; keep {
			all += b.Words
			if inside[b.Box] {
				reviews += b.Words
			}
		}
	}
	if reviews*2 > all {
		return
	}
	for i := range kept {
		kept[i] = kept[i] && !inside[l.Blocks[i].Box]
	}
}

func namesReviews(n *html.Node) (named bool) {
	for _, name := range []string{dom.AttrOnce(n, "class"), dom.AttrOnce(n, "id")} {
		layout.EachClassWord(name, func(w []byte) { named = named || reviewWords[string(w)] })
	}
	return named
}
