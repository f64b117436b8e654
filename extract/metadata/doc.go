// Package metadata reads what a page says of itself: title, authors, dates,
// address, site, language, description, cover and tags.
//
//	head := metadata.Read(doc)
//	m := head.Metadata(address)
//
// In: a parsed page, which is not changed. Out: a [Metadata] of what meta
// elements, JSON-LD and links state. Title, authors and dates are said in many
// places, often wrongly: [Head.Rank] weighs all candidates once the kind of
// page is known (rank.go), from the places that title.go, author.go and
// date.go gather. Texts are those of the page, white space collapsed.
package metadata
