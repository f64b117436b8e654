package rules

import "fmt"

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

var noiseRows = []Noise{
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
	{"follow", ".subscription-widget-wrap", GuardShort, nil}, {"follow", ".subscription-widget-wrap-editor", GuardShort, nil}, {"follow", ".subscription-widget", GuardShort, nil}, {"follow", ".subscribe-widget", GuardShort, nil}, {"follow", ".button-wrapper", GuardLinks, nil},
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
	{"label", ".v6-visually-hidden", GuardShort, nil}, {"label", ".assistive-text", GuardShort, nil}, {"icon", "div.magnify", GuardShort, nil},
	// Words that a forum strews between the lines.
	{"jammer", ".jammer", GuardShort, nil},
	// Counters and copy buttons.
	{"counter", ".post-views", GuardShort, nil}, {"counter", ".wpulike", GuardShort, nil}, {"counter", ".post-ratings", GuardShort, nil},
	{"counter", ".kk-star-ratings", GuardShort, nil}, {"counter", ".busuanzi_container_page_pv", GuardShort, nil}, {"counter", "#busuanzi_container_page_pv", GuardShort, nil},
	{"copy", ".copy-button", GuardShort, nil}, {"copy", ".copy-btn", GuardShort, nil}, {"copy", ".btn-copy", GuardShort, nil}, {"copy", ".code-copy", GuardShort, nil},
	{"copy", ".clipboard-copy", GuardShort, nil}, {"copy", "clipboard-copy", "", nil}, {"copy", ".hljs-button", GuardShort, nil}, {"copy", ".copy-code-button", GuardShort, nil},
	{"copy", ".copy-code-btn", GuardShort, nil}, {"copy", ".code-copy-btn", GuardShort, nil}, {"copy", ".copy-to-clipboard-button", GuardShort, nil}, {"copy", ".btn-clipboard", GuardShort, nil},
	{"copy", ".copybtn", GuardShort, nil}, {"copy", ".code-explainer", GuardShort, nil}, {"copy", ".gist-meta", GuardShort, nil},
	{"copy", ".code-snippet__copy", GuardShort, nil}, {"copy", ".opacity-copy", GuardShort, nil}, {"copy", ".copy-snippet", GuardShort, nil}, {"copy", ".zeroclipboard-container", GuardShort, nil},
	{"lines", ".line-numbers-wrapper", GuardShort, nil}, {"lines", ".line-numbers-rows", GuardShort, nil}, {"lines", ".code-snippet__line-index", GuardShort, nil},
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
