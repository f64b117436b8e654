// Package extract cleans the tree of an archived article: wrappers, noise and
// scripts go, lazy images and proxied addresses are resolved, players become
// links.
//
//	root, _, err := body.Parse(src, body.Detect(src, false))
//	article, err := extract.Clean(root, extract.Options{BaseURL: address})
//
// In: a tree from package body (of a whole page: from package page). Out: the
// same tree, cleaned in one walk, and an [Article] that accounts for its
// images, links and players and for what was removed. The rules are the tables
// of package rules. Package article joins all of this with headers and Markdown.
//
// Cleaning does no I/O and keeps no state; a tree must not be used by others
// meanwhile.
package extract

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/rules"
	"github.com/artx-cli/artx/note"
)

// Options control [Clean]. The zero value is what most users want.
type Options struct {
	BaseURL      string       // absolute address that relative ones are resolved against; "" leaves them relative
	KeepProxy    bool         // leave addresses of image proxies as they are
	OriginalSize bool         // prefer the full-size original over a known size variant
	Animated     bool         // prefer an animated alternate (data-gif-url) over the still image
	CleanLinks   bool         // remove tracking parameters from links
	Keep         []string     // CSS selectors of elements that are never noise
	Drop         []string     // CSS selectors of elements to remove
	Lang         string       // the article's language, for the names of players; "" guesses it from the script
	Unarchive    bool         // take the originals of web.archive.org's copies
	Explain      bool         // fill in Article.Sources and Article.Removed
	Origin       Origin       // where the tree comes from, which decides what in it is an accident
	ExcerptMark  string       // a comment of the site's own that ends the excerpt, such as "<!-- cut -->"
	Rules        *rules.Rules // rules before the built-in ones; nil for none

	// Position returns where in the source a node of the tree begins, as notes say
	// it: 1-based, 0 if that is not known. Nil leaves notes without a place.
	Position func(*html.Node) (line, column int)

	// Step is called for each node that is looked at; to give up, it may panic. Nil is
	// nothing.
	Step func()
}

// Origin says where a tree comes from. It decides what may be taken for an
// accident of archiving or for noise.
type Origin uint8

const (
	// Archived is a copy of an article such as importers and browsers make: empty
	// headings, quotes and links are accidents, what is hidden is noise.
	Archived Origin = iota
	// Authored is an article as its author wrote it: empty headings and quotes
	// stay, and so do links with an empty address.
	Authored
	// Chosen is what page.Find has kept of a page: what is not shown at first, such
	// as tabs, was chosen with that in mind and stays.
	Chosen
)

// Article is the cleaned tree and an account of what it holds.
type Article struct {
	Root   *html.Node // its children are the article's content
	Images []Image    // in document order
	Links  []Link     // in document order
	Embeds []Embed    // in document order
	Notes  []note.Note

	// Only with Options.Explain:
	Sources []Source  // every image, also those removed, in document order
	Removed []Removal // elements that were removed as noise
	Made    []Made    // what a rule read out of other markup, beside what the elements say
}

// Made is an element that a rule made of other markup, such as the blockquote of a
// callout or the li of Word's paragraphs.
type Made struct {
	// Element is Blockquote, Li or Pre; Strong, Em or Del, whatever emphasis is made
	// with; Math for the picture of a formula, Sup for the mark of a footnote, item or
	// callout, Img for a link to the picture in it: they do not show in the result as they are.
	Element   atom.Atom
	Markup    string   // what it was made of, as HTML
	Addresses []string // of Math, Sup and Img: where the markup led, as it was written
}

// Source tells where the address of an image was looked for.
type Source struct {
	Image      int         `json:"image"`      // index in Article.Images; -1 if it was removed or became text
	Candidates []Candidate `json:"candidates"` // none if the markup held no address
}

// Candidate is an address that an image might have had, and why it was taken
// or not.
type Candidate struct {
	URL    string `json:"url"`    // as it was written
	Via    string `json:"via"`    // the attribute that held it
	Reason string `json:"reason"` // one phrase
	Taken  bool   `json:"taken"`
}

// Removal is an element that was taken for noise.
type Removal struct {
	Rule    string `json:"rule"`             // of the noise table: "share", "related", …; "hidden", "drop", …
	Element string `json:"element"`          // such as "div#id.class"
	Text    string `json:"text"`             // what it held
	Images  int    `json:"images,omitempty"` // how many images and players it held

	Markup    string   `json:"-"` // all of it as HTML; Text is the beginning of its text
	Addresses []string `json:"-"` // where its links, images and players led, as they were written
}

// Image is one image of an article.
type Image struct {
	URL        string   `json:"url"`                // the resolved address
	Original   string   `json:"original,omitempty"` // the address that src held, "" if none
	Via        string   `json:"via,omitempty"`      // how URL was found: "src", a lazy attribute, "srcset", "proxy:NAME", …
	Alt        string   `json:"alt,omitempty"`
	Title      string   `json:"title,omitempty"`
	Width      int      `json:"width,omitempty"` // in CSS pixels; 0 if unknown
	Height     int      `json:"height,omitempty"`
	Alternates []string `json:"alternates,omitempty"` // other addresses of the same picture, such as an animated version
}

// Link is one hyperlink of an article.
type Link struct {
	URL      string `json:"url"`
	Original string `json:"original,omitempty"` // the address as written, if it was changed
	Via      string `json:"via,omitempty"`      // the rule that changed it, such as "redirector:zhihu"
	Text     string `json:"text,omitempty"`
}

// Embed is a player or other embedded document, reduced to the page where a
// person can watch or read it.
type Embed = rules.Embed
