// Package convert writes a cleaned *html.Node as Markdown, HTML or plain text, and
// verifies Markdown against what it came from.
//
// The Markdown is CommonMark with the tables, strikethrough, task lists and
// footnotes of GFM. Its writer, which is a plugin for html-to-markdown too,
// writes the tree in one pass: blocks go straight to the
// output behind the prefixes of the quotes and lists that they stand in; the
// inline content of a block is gathered first, so that white space, escapes
// and emphasis can be decided with both neighbours known.
//
// What Markdown cannot say is kept as the least raw HTML; see rawElements for
// the table, and [Options.NoRawHTML] for output without any.
package convert

import (
	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"golang.org/x/net/html"
)

// Options control [Markdown]. The zero value is what most users want.
type Options struct {
	// BlankLineParagraphs makes a blank line in text that stands in no p begin a
	// paragraph, as WordPress does with the raw text of its posts (wpautop).
	BlankLineParagraphs bool

	// Step is called for each node that is written, with the bytes of Markdown before
	// it; to give up, it may panic. Nil is nothing.
	Step func(written int)

	// LineBreaks makes a line end in such text a line break.
	LineBreaks bool

	// NoRawHTML writes no HTML tag at all: what Markdown cannot say becomes plain
	// text.
	NoRawHTML bool

	// Template is the template language that a site generator runs over the
	// Markdown: "liquid" (Jekyll, Eleventy), "nunjucks" (Hexo), "tera" (Zola) or
	// "hugo". What looks like its tags in the article's text is written so that
	// it stays text. "" is none.
	Template string

	// Callouts is how callouts are written: [CalloutAlert], [CalloutObsidian] or
	// [CalloutQuote].
	Callouts string

	// Dollars says that text between two dollar signs is a formula, as on pages that
	// load MathJax or KaTeX for it. Between two double ones, and in \( \) and \[ \],
	// it always is.
	Dollars bool

	// Places says that the tree is all of an article, so that links within it can be
	// made to work: those to a heading lead to its slug, those to another element to
	// an <a id> that is kept there, and those to nothing become their text. Otherwise
	// they stay as they are.
	Places bool

	// NoAnchors keeps no <a id>: with Places, links to anything but headings become
	// their text.
	NoAnchors bool

	// Slugs is the generator whose ids of headings Places goes by: "hexo", "hugo" or
	// "obsidian"; "" and all others have GitHub's.
	Slugs string

	// Kramdown says that kramdown is to read the Markdown, for which a vertical bar
	// in a line of text makes a table of it: bars are escaped.
	// https://kramdown.gettalong.org/syntax.html#tables
	Kramdown bool

	// Style holds the choices among forms that render alike.
	Style Style

	// More is what is written for the comments "more", "truncate" and "excerpt",
	// which end an excerpt: the mark of a generator. "" writes the comment.
	More string
}

// Markdown writes the tree under root as Markdown. It does not change the tree.
// The result ends in one newline, or is empty for a tree that shows nothing.
// There is no error to give for a tree from the HTML parser.
func Markdown(root *html.Node, opt Options) ([]byte, error) {
	markdown, _, err := Render(root, opt)
	return markdown, err
}

// Render is [Markdown], and tells whether an element was written as raw HTML.
func Render(root *html.Node, opt Options) (markdown []byte, rawHTML bool, err error) {
	markdown, rawHTML = writeMarkdown(root, opt, nil)
	return markdown, rawHTML, nil
}

// NewPlugin is the Markdown writer as a plugin for any html-to-markdown
// converter, in place of the plugins "base", "commonmark", "table" and
// "strikethrough". It takes over the root of the tree, and with it all of the
// rendering: renderers that other plugins register behind
// [converter.PriorityEarly], text transformers, escapers and tag types are not
// asked. Pre-renderers and post-renderers of other plugins run as ever; those of
// "base" would take away players and check boxes before they are written.
//
// The addresses of images, links and players that are relative are resolved
// against the domain of [converter.WithDomain] as the plugin "commonmark" does
// it. Without one they stay as they are, and so do in any case absolute ones,
// those that lead to a place in the page ("#top"), empty ones, and those that a
// template tag is to fill in. A context given by [converter.WithContext] is
// passed on to the other plugins; the conversion does not end when it does.
func NewPlugin(opt Options) converter.Plugin { return plugin{opt} }

type plugin struct{ opt Options }

// Name implements converter.Plugin.
func (plugin) Name() string { return "artx" }

// Init implements converter.Plugin.
func (p plugin) Init(conv *converter.Converter) error {
	conv.Register.Renderer(func(ctx converter.Context, w converter.Writer, root *html.Node) converter.RenderStatus {
		var resolve func(tag, address string) string
		if converter.GetDomain(ctx) != "" {
			resolve = func(tag, address string) string { return ctx.AssembleAbsoluteURL(ctx, tag, address) }
		}
		markdown, _ := writeMarkdown(root, p.opt, resolve)
		_, _ = w.Write(markdown) // a converter's buffer takes all
		return converter.RenderSuccess
	}, converter.PriorityEarly)
	return nil
}
