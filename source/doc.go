// Package source turns what articles are archived in (feeds, exports of blogs,
// mail, notes, books, saved pages, web archives, zip files) into a stream of
// records, one an article.
//
// [Open] finds out by its content what a container is and reads it:
//
//	file, err := os.Open("export.xml")
//	…
//	for rec, err := range source.Open(file, source.Options{Name: "export.xml"}) {
//		if err != nil {
//			log.Print(err) // one broken record; the rest goes on
//			continue
//		}
//		fmt.Println(rec.Header.Title, len(rec.Content))
//	}
//
// A record is what the container says and nothing more: the content as its
// writer left it, still to be cleaned and converted, and what the container
// knows of it. Nothing is fetched, and nothing is guessed.
//
// One record at a time is held in memory, and none larger than
// [Options].MaxSize. A stream is read once and in order. Formats whose directory
// stands at the end, or whose articles refer to what comes later (see
// [Format.NeedsFile]), want an [io.ReaderAt]; what comes through a pipe has to
// be put into a file by the caller first.
//
// All input is taken for hostile: entities are never expanded, depth, sizes and
// compression ratios are bounded, and no name leads out of the folder that it
// is joined to.
package source
