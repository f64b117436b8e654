// Package article turns the bytes of an archived article into clean Markdown,
// HTML, text or data: all that the command artx convert does to one input.
//
//	a, err := article.Convert(src, article.Options{})
//	if err != nil {
//		return err // an *article.Error, with the line where one is known
//	}
//	fmt.Println(a.Title, a.Published, len(a.Images))
//	os.Stdout.Write(a.Markdown)
//
// The input is what feeds, importers and browsers leave behind: HTML behind
// YAML, TOML or JSON front matter, bare HTML, a whole saved page, Markdown, or
// Markdown with HTML among it, in any encoding. What it is, is found out;
// [Options] can say it instead. [Article.Encode] gives the article in a format,
// with its header; [Article.JSON] gives all that is known of it, by the schema
// in docs/artx-1.schema.json. What was guessed, repaired or dropped on the way
// stands in Article.Notes.
//
// # Steps
//
// Convert decodes the bytes, splits and parses the header, finds out what the
// body is and parses it, takes the article out of a whole page, cleans it,
// cleans the header by what is now known of the body, and writes Markdown.
// Packages frontmatter, extract and convert do the work and can be used alone.
//
// Nothing in this package reads or writes files or the network, or keeps state:
// all functions and the methods of an [Article] may be called concurrently.
package article
