// Package body turns the bytes of an article's body into a tree.
//
//	kind := body.Detect(src, hasHeader)
//	root, notes, err := body.Parse(src, kind)
//
// In: UTF-8 without its header. Out: a tree of [*html.Node] whose children are
// the content, in which what is no HTML (Markdown, template tags, shortcodes)
// stands verbatim in nodes of type [html.RawNode], and notes on markup that had
// to be mended.
//
// The steps, in order: tell the kind of body (kind.go); set aside what goes
// through verbatim (mixed.go, by what goldmark reads in markdown.go, the tags that
// the text but names in named.go and template tags in template.go; scan.go is the
// quick look that tells kinds); expand shortcodes (shortcode.go); mend
// markup that would swallow what follows it (repair.go); parse, and flatten what
// is nested too deep (parse.go); put the verbatim pieces back into the tree.
//
// A tree refers to the bytes that it was made of, which must stay as they are.
//
// The package does no I/O, keeps no state and may be used concurrently.
package body
