package dom

// VerbatimBlock is the Namespace of an html.RawNode that is whole lines of
// Markdown, blocks of their own. Those without are parts of a line of text.
const VerbatimBlock = "block"
