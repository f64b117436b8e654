package page

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/hidden"
	"github.com/artx-cli/artx/extract/internal/layout"
	"github.com/artx-cli/artx/extract/internal/pagetype"
)

// Names of the rules that know what a part of a page is.
const (
	ruleComments   = "comments"
	ruleRelated    = "related"
	ruleNewsletter = "newsletter"
	ruleShare      = "share"
	ruleAuthorBox  = "author-box"
	ruleTags       = "tags"
	ruleContents   = "contents"
	rulePaging     = "paging"
	ruleAd         = "ad"
	ruleDialog     = "dialog"
	ruleHidden     = "hidden"
	ruleMenu       = "menu"
	ruleFrame      = "frame"
	ruleFooter     = "footer"
	ruleColophon   = "colophon"
	ruleCall       = "call"
	ruleCompany    = "company"
)

// junkNames are words, and pairs of words, of the class names and ids of what
// stands around an article. A word counts where the pages that models were
// learned from, or the software named, use it for nothing else.
var junkNames = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for rule, names := range map[string]string{
		// WordPress and its themes, then Disqus, Facebook, utterances, giscus, Isso, Remark42, Commento, Hyvor, Cusdis, Waline,
		// Valine, Gitalk, Twikoo, Livefyre, IntenseDebate, OpenWeb, Coral, Viafoura.
		ruleComments: `comments commentlist comment_list comments_list comment_body comment_content comment_text comment_item user_comments comments_area comment_form comment_respond respond disqus disqus_thread fb_comments
			utterances giscus isso_thread remark42 commento hyvor_talk cusdis waline valine gitalk twikoo livefyre intensedebate spot_im viafoura
			kommentare comentarios commentaires`,
		// Own names, then WordPress Related Posts, YARPP, Jetpack, Outbrain, Taboola, ZergNet.
		ruleRelated: `related related_posts related_post related_articles related_content related_stories related_news related_inline
			read_next next_post prev_post next_story peer_articles more_stories more_articles recommended_posts recommended_articles recommended_stories you_may also_like most_read
			most_popular popular_posts latest_news latest_posts recent_posts trending_now wp_rp yarpp jp_relatedposts outbrain taboola zergnet`,
		// Own names, then Mailchimp, ConvertKit.
		ruleNewsletter: `newsletter newsletters newsletter_signup email_signup signup_form subscribe_form subscribe_box subscribe_footer mc_embed mailchimp convertkit formkit`,
		// Own names, then Jetpack, AddToAny, AddThis, Shareaholic.
		ruleShare: `share_buttons share_links share_bar share_post share_tools social_share social_sharing social_links sharing_buttons
			post_share entry_share article_share sharedaddy addtoany a2a_kit addthis shareaholic`,
		ruleAuthorBox: `author_box author_bio author_info author_card author_profile about_author about_the_author author_description author_about
			author_bottom post_author_box saboxplugin molongui`,
		ruleTags:     `tagcloud tag_cloud tags_links tag_list post_tags entry_tags article_tags tag_links`,
		ruleContents: `toc table_of tableofcontents toc_container`,
		rulePaging:   `breadcrumb breadcrumbs pagination post_navigation nav_links nav_previous nav_next prev_next posts_navigation`,
		ruleAd:       `promo_bar ad_card adsbygoogle advertisement advert ad_container ad_slot ad_unit ad_wrapper google_ads`,
		// Org: who exported the page, when and by what. Jupyter: the numbers of cells. Telegram: initials for a picture.
		ruleColophon: `postamble input_prompt output_prompt userpic_wrap`,
		// What stands below and beside all pages of a site, in WordPress' themes and in others.
		ruleFrame: `site_footer page_footer main_footer global_footer footer_widget footer_widgets footer_menu footer_bar footer_links footer_nav footer_text footer_container
			sidebar_widget sidebar_widgets widget_area`,
		ruleDialog: `cookie_banner cookie_notice cookie_consent cookie_bar gdpr_banner onetrust`,
	} {
		for name := range dom.NameSet(names) {
			m[name] = rule
		}
	}
	return m
})

// junkReader names the rule that an element's class names and id speak for;
// equal ones are read once.
type junkReader map[[2]string]string

func (r junkReader) rule(n *html.Node) string {
	key := [2]string{dom.AttrOnce(n, "class"), dom.AttrOnce(n, "id")}
	if key[0] == "" && key[1] == "" {
		return ""
	}
	rule, known := r[key]
	if !known {
		for _, s := range key {
			layout.EachClassWord(s, func(w []byte) {
				if name := junkNames()[string(w)]; name != "" && rule == "" {
					rule = name
				}
			})
		}
		if rule == "" && frameIDs[strings.ToLower(key[1])] {
			rule = ruleFrame
		}
		r[key] = rule
	}
	return rule
}

// frameIDs are ids of what stands below and beside all pages of a site.
var frameIDs = dom.PhraseSet("footer", "footer-bar", "footerbar", "sidebar", "side-bar", "page-footer", "site-footer", "sidebar-left", "sidebar-right", "left-sidebar", "right-sidebar")

// findJunk is, for each box, the rule that knows it, or a box around it, as no
// part of an article; "" for none. A box that holds most of what would be kept
// is the article, however it is named, and so are a thread's comments.
func (s *parts) findJunk() {
	l := s.l
	s.junk, s.before = make([]string, len(l.Boxes)), l.keptBefore(s.kept)
	s.first = max(0, slices.Index(s.kept, true))
	toc, reader := l.findContents(), junkReader{}
	if len(s.kept) > 0 && l.isNamed(s.first, ruleComments, reader) {
		s.thread = true // that begins with one
	}
	var opened map[string]bool
	for i := 1; i < len(l.Boxes); i++ {
		x := &l.Boxes[i]
		if s.junk[i] = s.junk[x.Parent]; s.junk[i] != "" || x.Words == 0 {
			continue
		}
		rule := reader.rule(x.Node)
		if rule == "" {
			if opened == nil && x.Traits&layout.InHidden != 0 {
				opened = openedIDs(l.Boxes[0].Node)
			}
			rule = l.hiddenRule(int32(i), opened)
		}
		if rule == "" && x.Traits&layout.InNav != 0 {
			rule = ruleMenu
		}
		if rule == "" && toc[i] {
			rule = ruleContents
		}
		if rule == ruleFrame && x.Node.DataAtom == atom.Footer {
			rule = ruleFooter
		}
		if rule != "" && s.allowsJunk(x, rule) {
			s.junk[i] = rule
		}
	}
}

// isNamed reports whether a box around block k is named by a rule.
func (l *pageLayout) isNamed(k int, rule string, reader junkReader) bool {
	for i := l.Blocks[k].Box; i > 0; i = l.Boxes[i].Parent {
		if reader.rule(l.Boxes[i].Node) == rule {
			return true
		}
	}
	return false
}

// allowsJunk reports whether a rule may cut a box.
func (s *parts) allowsJunk(x *layout.Box, rule string) bool {
	all := s.before[len(s.kept)]
	inside := s.before[x.To] - s.before[x.From]
	switch {
	case rule == ruleComments && (s.thread || s.kind == pagetype.Product): // of a product, see dropReviews
		return false
	case rule == ruleComments:
		own := all - inside
		return int(x.From) > s.first && own >= minArticle && (own >= ownText || inside <= threadShare*own)
	case rule == ruleHidden:
		return inside*2 <= all && !s.isRest(x)
	case rule == ruleContents && x.LinkWords*2 < x.Words, rule == ruleRelated && x.LinkWords == 0:
		return false
	case isShop(s.kind) && rule == ruleRelated, isShop(s.kind) && rule == ruleTags, isShop(s.kind) && rule == ruleAuthorBox:
		return false
	}
	return inside*2 <= all
}

// sureThread is by how much a page must be likelier a forum's than an article
// to be a thread for sure: nine of ten of forums are, and articles seldom.
const sureThread = 2

// Of a page that has less than ownText words beside its comments, these are what
// it is for, as a forum's, if they have more than threadShare times as many.
const (
	ownText     = 100
	threadShare = 3
)

// minRest is the number of words of a hidden text that the model takes for the
// article's from which on it is the rest of a shortened one.
const minRest = 40

func (s *parts) isRest(x *layout.Box) bool {
	words, _, score := s.words(part{x.From, x.To, -1})
	return x.Prose >= minRest && score > 1 || isShop(s.kind) && words >= hidden.MinWords && score > 0
}

// isShop reports whether pages of a kind are made of cards, whose names say
// little of what belongs.
func isShop(kind string) bool {
	return kind == pagetype.Product || kind == pagetype.Collection || kind == pagetype.Listing
}

// keptBefore counts the kept words before each block, and in all.
func (l *pageLayout) keptBefore(kept []bool) []float32 {
	sum := make([]float32, len(kept)+1)
	for i, keep := range kept {
		sum[i+1] = sum[i]
		if keep {
			sum[i+1] += l.Blocks[i].Words
		}
	}
	return sum
}
