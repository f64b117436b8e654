// Package page finds the article in a whole page.
//
//	doc, _, err := body.Parse(src, body.KindPage)
//	res, err := page.Find(doc, page.Options{URL: address})
//	// res.Root holds the article, res.Metadata what the page says of itself,
//	// res.Notes what a reader should know
//
// In: the parsed page. Out: the same tree without what is not the article,
// ready for extract.Clean, and an account of how it was found.
//
// The steps, in order: read what the page says of itself (package metadata);
// lay the page out as boxes and blocks (package layout); tell its kind (type.go);
// judge each block (features.go, second.go); look in hidden sources if next to
// nothing is visible (package hidden); decide what is kept (keep.go, then by parts:
// parts.go, edges.go, junk.go, and the files of single kinds of text: calls, cards,
// posts, reviews, twins, bylines) and cut the rest (prune.go); put what readers wrote
// behind it, if that is asked for (comments.go; package post).
// docs/pages.md tells how, docs/training.md how the weights are learned.
//
// Finding does no I/O; a tree must not be used by others meanwhile.
package page
