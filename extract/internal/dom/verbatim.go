package dom

// Namespaces of html.RawNodes. Those without are parts of a line of text.
const (
	// VerbatimBlock is whole lines of Markdown, blocks of their own.
	VerbatimBlock = "block"

	// VerbatimRest is what stands behind tags in its block, so that it begins none.
	VerbatimRest = "rest"
)
