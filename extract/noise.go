package extract

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Guards of a [Noise] rule. Whatever the guard, an element that holds half of
// the article's text or more is never noise.
const (
	GuardShort   = "short"   // only if it holds at most 240 characters of text
	GuardLinks   = "links"   // only if it holds a link or nothing, and most of its text stands in links
	GuardEmpty   = "empty"   // only if it holds no text and no image
	GuardTags    = "tags"    // only if it is short, holds no image, and a link with rel="tag"
	GuardButtons = "buttons" // only if it is short, shows no picture outside links and buttons, and most of its text stands in them
	GuardListing = "listing" // only if it is short, holds no picture, and it or the element around it stands beside a pre
	GuardMark    = "mark"    // only if its text is a mark, such as # or ¶, or none
)

// Noise is a rule for elements that are no part of the article.
type Noise struct {
	Rule   string   `yaml:"rule"`   // shown in notes: "share", "related", …
	Select string   `yaml:"select"` // one compound selector: tag, #id, .class, [attr], [attr=v], [attr^=v], [attr*=v]
	Guard  string   `yaml:"guard,omitempty"`
	Site   []string `yaml:"site,omitempty"` // only in articles of these sites
}

var noise = []Noise{
	// Share, reward and follow bars.
	{"share", ".sharedaddy", GuardShort, nil}, {"share", ".sd-sharing", GuardShort, nil}, {"share", ".jp-relatedposts", "", nil},
	{"share", ".addtoany_share_save_container", GuardShort, nil}, {"share", ".a2a_kit", GuardShort, nil}, {"share", ".addthis_toolbox", GuardShort, nil},
	{"share", ".social-share", GuardShort, nil}, {"share", ".share-buttons", GuardShort, nil}, {"share", ".share-bar", GuardShort, nil},
	{"share", ".sharing-buttons", GuardShort, nil}, {"share", ".post-share", GuardShort, nil}, {"share", ".social-links", GuardShort, nil},
	{"share", ".bdsharebuttonbox", GuardShort, nil}, {"share", ".bshare-custom", GuardShort, nil}, {"share", ".jiathis_style", GuardShort, nil},
	{"share", ".twitter-share-button", GuardShort, nil}, {"share", ".fb-like", GuardShort, nil}, {"share", ".fb-share-button", GuardShort, nil},
	{"share", ".g-plusone", GuardShort, nil}, {"share", ".hatena-bookmark-button", GuardShort, nil}, {"share", ".line-it-button", GuardShort, nil},
	{"share", ".wp_social_bookmarking_light", GuardShort, nil}, {"share", ".essb_links", GuardShort, nil}, {"share", ".shareaholic-canvas", GuardShort, nil},
	{"related", ".another_category", "", nil}, {"share", ".container_postbtn", GuardShort, nil},
	{"share", ".addtoany_share_save", GuardShort, nil}, {"share", ".ssba", GuardShort, nil}, {"share", ".really_simple_share", GuardShort, nil},
	{"share", ".heateor_sss_sharing_container", GuardShort, nil}, {"share", ".swp_social_panel", GuardShort, nil}, {"share", ".mashsb-container", GuardShort, nil},
	{"share", ".simplesocialbuttons", GuardShort, nil}, {"share", ".entry-share", GuardButtons, nil}, {"share", ".post-like", GuardButtons, nil},
	{"share", ".tweetmeme_button", GuardShort, nil}, {"share", ".dd_post_share", GuardShort, nil},
	{"reward", ".support-author", GuardShort, nil}, {"reward", ".reward-container", GuardShort, nil}, {"reward", ".post-reward", GuardShort, nil},
	{"reward", ".article-reward", GuardShort, nil}, {"reward", ".reward-box", GuardShort, nil}, {"reward", ".donate-box", GuardShort, nil},
	{"follow", ".subscription-widget-wrap", GuardShort, nil}, {"follow", ".subscribe-widget", GuardShort, nil}, {"follow", ".button-wrapper", GuardLinks, nil},
	{"follow", ".feedflare", "", nil}, {"follow", ".twitter-follow-button", GuardShort, nil},
	// Lists of other articles.
	{"related", "#recommend_bottom", GuardLinks, nil}, {"related", "#article_bottom", GuardLinks, nil}, {"related", ".similarLinks", GuardLinks, nil},
	{"related", ".related-posts", GuardLinks, nil}, {"related", ".related-articles", GuardLinks, nil}, {"related", ".related_posts", GuardLinks, nil},
	{"related", ".yarpp-related", "", nil}, {"related", ".relatedposts", GuardLinks, nil}, {"related", ".similar-posts", GuardLinks, nil},
	{"related", ".post-related", GuardLinks, nil}, {"related", "#jp-relatedposts", GuardLinks, nil}, {"related", ".crp_related", "", nil},
	{"related", ".post-navigation", GuardShort, nil}, {"related", ".wp-block-post-navigation-link", GuardLinks, nil},
	{"related", ".zemanta-related-title", GuardShort, nil}, {"related", ".zemanta-related", GuardLinks, nil}, {"related", ".zemanta-article-ul", GuardLinks, nil}, {"related", ".outbrain", GuardLinks, nil},
	{"related", ".OUTBRAIN", GuardLinks, nil}, {"related", "[id^=taboola-]", GuardLinks, nil},
	// Advertisements.
	{"ad", "ins.adsbygoogle", "", nil}, {"ad", ".adsbygoogle", GuardShort, nil}, {"ad", ".ad-slot", GuardShort, nil}, {"ad", `[data-slot^="{"]`, GuardShort, nil},
	{"ad", ".google-auto-placed", GuardShort, nil}, {"ad", ".ad-container", GuardShort, nil}, {"ad", ".ad-wrapper", GuardShort, nil},
	{"ad", ".advertisement", GuardShort, nil}, {"ad", ".wp-ad", GuardShort, nil}, {"ad", "aside.ad", GuardShort, nil}, {"ad", ".ad-unit", GuardShort, nil}, {"ad", ".ad-banner", GuardShort, nil}, {"ad", ".code-block-ads", GuardShort, nil}, {"ad", ".revenue_unit_wrap", GuardShort, nil},
	{"ad", "[id^=div-gpt-ad]", GuardShort, nil}, {"ad", "[id^=google_ads_]", GuardShort, nil}, {"ad", "section.inread", GuardShort, nil}, {"ad", "amp-ad", "", nil}, {"ad", "amp-sticky-ad", "", nil},
	// Labels for screen readers that repeat what can be seen.
	{"label", ".visually-hidden", GuardShort, nil}, {"label", ".visuallyhidden", GuardShort, nil}, {"label", ".VisuallyHidden", GuardShort, nil},
	{"label", ".sr-only", GuardShort, nil}, {"label", ".screen-reader-text", GuardShort, nil}, {"label", ".screen-reader-only", GuardShort, nil},
	{"label", "[class*=VisuallyHidden]", GuardShort, nil}, {"label", ".u-hiddenVisually", GuardShort, nil}, {"label", ".is-visually-hidden", GuardShort, nil},
	// Counters and copy buttons.
	{"counter", ".post-views", GuardShort, nil}, {"counter", ".wpulike", GuardShort, nil}, {"counter", ".post-ratings", GuardShort, nil},
	{"counter", ".kk-star-ratings", GuardShort, nil}, {"counter", ".busuanzi_container_page_pv", GuardShort, nil}, {"counter", "#busuanzi_container_page_pv", GuardShort, nil},
	{"copy", ".copy-button", GuardShort, nil}, {"copy", ".copy-btn", GuardShort, nil}, {"copy", ".btn-copy", GuardShort, nil}, {"copy", ".code-copy", GuardShort, nil},
	{"copy", ".clipboard-copy", GuardShort, nil}, {"copy", "clipboard-copy", "", nil}, {"copy", ".hljs-button", GuardShort, nil}, {"copy", ".copy-code-button", GuardShort, nil},
	{"copy", ".toolbar-item", GuardListing, nil}, {"lines", "ul.pre-numbering", "", nil}, {"icon", "i.material-icons", GuardShort, nil}, {"icon", "span.material-icons", GuardShort, nil},
	{"icon", "span.material-symbols-outlined", GuardShort, nil},
	// Anchors of headings.
	{"anchor", "a.headerlink", GuardMark, nil}, {"anchor", "a.header-anchor", GuardMark, nil}, {"anchor", "a.anchor", GuardMark, nil},
	{"anchor", "a.anchor-link", GuardMark, nil}, {"anchor", "a.heading-anchor", GuardMark, nil}, {"anchor", "a.hash-link", GuardMark, nil},
	{"anchor", "a.heading-link", GuardMark, nil}, {"anchor", "a.direct-link", GuardMark, nil}, {"anchor", "a.octicon-link", GuardMark, nil}, {"anchor", "a.deep-link", GuardMark, nil},
	// What importers and editors left.
	{"upload", "div.aw-upload-img-list", GuardEmpty, nil}, {"upload", "ul.aw-upload-file-list", GuardEmpty, nil},
	{"importer", ".zemanta-pixie", GuardShort, nil}, {"importer", ".zemanta-img", GuardEmpty, nil}, {"importer", ".technorati-tags", GuardTags, nil},
	{"importer", ".technoratitag", GuardTags, nil}, {"importer", ".wlWriterEditableSmartContent", GuardTags, nil}, {"importer", ".wlWriterSmartContent", GuardTags, nil},
	{"importer", ".wlWriterHeaderFooter", GuardTags, nil}, {"importer", ".bjtags", GuardTags, nil}, {"importer", ".blogger-post-footer", GuardShort, nil},
	{"importer", ".kixie", GuardEmpty, nil}, {"importer", ".performancingtags", GuardTags, nil}, {"importer", ".mw-editsection", "", nil}, {"importer", ".mw-jump-link", "", nil},
	{"comments", "#disqus_thread", GuardShort, nil}, {"comments", ".dsq-brlink", GuardShort, nil}, {"comments", ".fb-comments", GuardShort, nil},
}

// checkGuard tells what is wrong with the guard of a row.
func (row *Noise) checkGuard() error {
	switch row.Guard {
	case "", GuardShort, GuardLinks, GuardButtons, GuardListing, GuardEmpty, GuardMark, GuardTags:
		return nil
	}
	return fmt.Errorf("%q: unknown guard %q; use short, links, buttons, listing, tags, empty or mark", row.Select, row.Guard)
}

// Bounds of the guards.
const (
	maxShort      = 240 // characters of text
	linkShare     = 2   // text in links must be at least 1/linkShare of all
	articleShare  = 2   // what is removed must be less than 1/articleShare of the article
	maxMarkLength = 8   // bytes
)

// allowsNoise applies the guard of a rule to an element.
func (c *cleaner) allowsNoise(n *html.Node, row *Noise) bool {
	if len(row.Site) > 0 && !matchesSite(row.Site, c.site) {
		return false
	}
	size, ok := c.measureNoise(n)
	if !ok {
		return false
	}
	switch row.Guard {
	case GuardShort:
		return size.letters <= maxShort
	case GuardLinks:
		return size.linkLetters*linkShare >= size.letters
	case GuardButtons:
		return size.letters <= maxShort && size.bareImages == 0 && (size.linkLetters+size.buttonLetters)*linkShare >= size.letters
	case GuardListing:
		return size.letters <= maxShort && size.images == 0 && (isBesidePre(n) || isBesidePre(n.Parent))
	case GuardEmpty:
		return size.letters == 0 && size.images == 0
	case GuardTags:
		return size.letters <= maxShort && size.images == 0 && holdsTagLink(n)
	case GuardMark:
		return size.images == 0 && isMark(textOf(n))
	}
	return true
}

// isBesidePre tells whether the element around n holds a pre.
func isBesidePre(n *html.Node) bool {
	if n.Parent == nil {
		return false
	}
	for sibling := range n.Parent.ChildNodes() {
		if sibling.DataAtom == atom.Pre {
			return true
		}
	}
	return false
}

// headingMarks are the texts of links from a heading to itself.
var headingMarks = map[string]bool{"": true, "#": true, "¶": true, "§": true, "🔗": true, "🔗\ufe0e": true, "🔗\ufe0f": true, "⚓": true, "\u200b": true}

// isHeadingAnchor tells whether a link in a heading shows only a mark and leads
// to that heading, or to nothing that is left of the page.
func (c *cleaner) isHeadingAnchor(n *html.Node, href string) bool {
	heading := n.Parent
	if !headings[heading.DataAtom] || !strings.HasPrefix(href, "#") || !headingMarks[textOf(n)] || holdsContent(n) {
		return false
	}
	target := c.elementByID(href[1:])
	return !isWithin(target, c.article.Root) || isWithin(target, heading) || isWithin(heading, target) || isBefore(target, heading)
}

// isWithin tells whether n, which may be nil, is box or stands in it.
func isWithin(n, box *html.Node) bool {
	for n != nil && n != box {
		n = n.Parent
	}
	return n == box
}

// isBefore tells whether n, which shows nothing, is what comes before next.
func isBefore(n, next *html.Node) bool {
	return skipBlank(n.NextSibling) == next && textOf(n) == "" && !holdsContent(n)
}

// isTechnoratiTags tells whether a line is only a list of tags at Technorati,
// as blog editors put it below a post.
func (c *cleaner) isTechnoratiTags(n *html.Node) bool {
	if n.DataAtom != atom.P && n.DataAtom != atom.Div {
		return false
	}
	first := skipBlank(n.FirstChild)
	if first == nil || first.Type != html.TextNode || !strings.HasPrefix(strings.TrimSpace(first.Data), "Technorati") {
		return false
	}
	return c.allowsNoise(n, &Noise{Guard: GuardTags}) && !c.keep[n]
}

func holdsTagLink(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "a" && strings.Contains(attr(d, "rel"), "tag") {
			return true
		}
	}
	return false
}

// maxWasted bounds the text that is counted in vain, in articles: elements that
// hold one another and look like noise, each too large to be some, would
// otherwise be counted over and over.
const maxWasted = 40

// measureNoise measures an element that looks like noise; it is not ok if it
// holds so much of the article that it is none.
func (c *cleaner) measureNoise(n *html.Node) (size, bool) {
	if c.wasted > maxWasted*(c.articleLetters()+1000) {
		return size{}, false
	}
	s := measure(n)
	if s.letters > 0 && s.letters*articleShare >= c.articleLetters() {
		c.wasted += s.letters
		return s, false
	}
	return s, true
}

// isMark tells whether s is at most a sign that stands for a link.
func isMark(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) <= maxMarkLength && !strings.ContainsFunc(s, isWordLetter)
}

// size counts what an element shows.
type size struct {
	letters       int // characters that are no white space
	linkLetters   int // those in links
	buttonLetters int // those in buttons
	images        int // images and players
	bareImages    int // those in no link or button
}

func measure(n *html.Node) size {
	var s size
	s.add(n, 0)
	return s
}

// add counts n; within is the link or button that it stands in, 0 for none.
func (s *size) add(n *html.Node, within atom.Atom) {
	switch n.Type {
	case html.TextNode, html.RawNode:
		k := countLetters(n.Data)
		s.letters += k
		switch within {
		case atom.A:
			s.linkLetters += k
		case atom.Button:
			s.buttonLetters += k
		}
		return
	case html.ElementNode:
		switch n.Data {
		case "script", "style", "template", "noscript":
			return
		case "img", "iframe", "video", "audio", "object", "embed", "picture", "amp-img":
			s.images++
			if within == 0 {
				s.bareImages++
			}
		case "a":
			within = atom.A
		case "button":
			if within == 0 {
				within = atom.Button
			}
		}
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.add(c, within)
	}
}

// articleLetters counts the text of the whole article, once.
func (c *cleaner) articleLetters() int {
	if c.letters < 0 {
		c.letters = measure(c.article.Root).letters
	}
	return c.letters
}

func countLetters(s string) int {
	n := 0
	for i := 0; i < len(s); i++ {
		if b := s[i]; b > ' ' && b&0xc0 != 0x80 { // neither white space nor a continuation byte
			n++
		}
	}
	return n
}
