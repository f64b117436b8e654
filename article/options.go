package article

import (
	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/frontmatter"
)

// Options control [Convert]. The zero value is what most users want.
type Options struct {
	// Name is the name or path of the file. A title or date that nothing else
	// has is taken from it, and it stands in the JSON. "" if there is none.
	Name string

	// From says what the input holds; FromAuto, the zero value, finds out.
	From Input

	// To is the one format that is wanted. The zero value is all of an article;
	// a format saves what it does not need: with Markdown, bodies that are
	// Markdown already are not read, so that Images, Links and Embeds lack what
	// stands in it and the header is not cleaned; with Text, threads lack the
	// lines that say who wrote a post.
	To Format

	// Known holds what is known of the article beside src, such as by the feed that
	// it came in. Its keys stand behind those that the header, or the page, has
	// itself, and only where that says nothing. nil is nothing.
	Known *frontmatter.Document

	// BaseURL is the absolute address that relative ones are resolved against, and
	// the page's own. "" takes the header's; without one, they stay relative.
	BaseURL string

	// Limits bound what the conversion may cost; the zero value bounds nothing.
	Limits Limits

	// Rules come before the built-in ones; nil for none. See [rules.Load].
	Rules *rules.Rules

	KeepProxy    bool     // leave addresses of image proxies as they are
	OriginalSize bool     // prefer the full-size original over a known size variant
	Animated     bool     // prefer the animated version of an image
	CleanLinks   bool     // remove tracking parameters from links
	Unarchive    bool     // take the originals of web.archive.org's copies
	Keep         []string // CSS selectors of elements that are never noise
	Drop         []string // CSS selectors of elements to remove

	PageType string   // one of extract's Page… kinds to treat a whole page as; "" finds it
	Select   []string // CSS selectors of the article in a whole page, in place of what would be found
	Remove   []string // CSS selectors of what is not the article in a whole page
	Comments bool     // keep what readers wrote below the article of a whole page, behind it

	// FrontMatter is the format of the header that Encode writes. The zero value
	// is the format of the input, None leaves the header out.
	FrontMatter frontmatter.Format

	// Title says where the title is written.
	Title TitlePlace

	// Encoding is the label of the encoding of the input by the WHATWG Encoding
	// Standard, such as "gb18030", whatever the input declares; [EncodingName] tells
	// whether there is one. "" finds it out.
	Encoding string

	// Set gives keys of the header values, and Unset leaves keys out, by the names
	// that they have before Preset. An article without a header gets one.
	Set   []HeaderField
	Unset []string

	// Style holds the choices of Markdown that render alike; Markdown that comes in
	// stays as it is.
	Style convert.Style

	// Fields are the keys of the JSON that is written, in this order, of those of
	// [Fields]; nil is all but "html".
	Fields []string

	// RawHeader writes the header's bytes as they are, where the input has one.
	RawHeader bool

	// Preset is a site generator whose key names the header gets, and whose
	// template tags are kept from running where the article's text looks like
	// them; one of [frontmatter.Presets]. "" keeps the names.
	Preset string

	// LinkAuthors writes the names of authors in the header as wiki links, as
	// Obsidian reads them in properties: [[Name]].
	LinkAuthors bool

	// Callouts is how notes, tips and warnings that are set off the text are
	// written: [CalloutAlerts] or [CalloutQuotes]. "" is what Preset reads, GitHub's
	// alerts if there is none.
	Callouts string

	// Verify renders the Markdown again and compares it with the article; what
	// differs becomes notes that begin with "verify.".
	Verify bool

	// Explain fills in Article.Account.
	Explain bool

	// Safe makes text of tags and links in Markdown that a browser would run if a
	// renderer let them pass; without it there is a warning. See [danger.Defuse].
	Safe bool

	// Aliases is the key that gets the addresses that the article had, if the header has
	// no other for them, for generators to redirect from; "" adds none.
	Aliases string

	// OldPath is a path that the article had on its site, beside what its header says;
	// "" if none is known. It is for Aliases.
	OldPath string

	// Refer returns what the result has in the place of an address: Address itself
	// if it stays, an address from the result, or for Markdown a tag of a template
	// language ({{< … >}}, {% … %}) or a wiki link ([[page]], or [[page]](path) with what
	// stands for it where there can be none), which takes the place of the whole link. It is called once for each reference, also of Markdown, whose
	// addresses alone change then. Nil leaves all as they are.
	Refer func(Reference) string
}

// Values of Options.Callouts.
const (
	CalloutAlerts = "alerts" // GitHub's alerts: > [!NOTE]
	CalloutQuotes = "quotes" // plain quotes, their titles in bold
)

// HeaderField is a key of a header with its value, one that
// [frontmatter.Document.Set] takes.
type HeaderField struct {
	Key   string
	Value any
}

// Input says what an input holds.
type Input string

const (
	// FromAuto finds out.
	FromAuto Input = ""
	// FromArticle is the HTML of an article. A header that cannot be read stays in
	// its text, with a note.
	FromArticle Input = "article"
	// FromPage is a whole page, which holds an article somewhere.
	FromPage Input = "page"
	// FromMarkdown is Markdown or plain text.
	FromMarkdown Input = "markdown"
	// FromMixed is Markdown with HTML among it.
	FromMixed Input = "mixed"
	// FromHTML is HTML without front matter, an article or a whole page, as feeds
	// and databases hold it.
	FromHTML Input = "html"
)

// valid tells whether in is one of the constants.
func (in Input) valid() bool {
	switch in {
	case FromAuto, FromArticle, FromPage, FromMarkdown, FromMixed, FromHTML:
		return true
	}
	return false
}

// Format is a form of output.
type Format string

const (
	// Markdown is CommonMark with GFM behind the header.
	Markdown Format = "md"
	// HTML is clean HTML behind the header.
	HTML Format = "html"
	// Text is plain text, without a header.
	Text Format = "text"
	// JSON is a [Document], indented.
	JSON Format = "json"
	// JSONLine is a [Document] in one line, as JSON Lines (jsonlines.org) have it.
	JSONLine Format = "jsonl"
)

// valid tells whether f is one of the constants or the zero value.
func (f Format) valid() bool {
	switch f {
	case "", Markdown, HTML, Text, JSON, JSONLine:
		return true
	}
	return false
}

// wantsData tells whether values are asked for, not only what is written.
func (o *Options) wantsData() bool { return o.To == "" || o.To == JSON || o.To == JSONLine }

// clean are the options that package extract knows.
func (o *Options) clean() extract.Options {
	return extract.Options{
		BaseURL: o.BaseURL, Rules: o.Rules, Explain: o.Explain,
		KeepProxy: o.KeepProxy, OriginalSize: o.OriginalSize, Animated: o.Animated,
		CleanLinks: o.CleanLinks, Unarchive: o.Unarchive, Keep: o.Keep, Drop: o.Drop,
	}
}
