package rules

import (
	"errors"
	"fmt"
	"sync"

	"github.com/andybalholm/cascadia"
)

// Platform says where pages of one software hold what they consist of. Each
// value is a CSS selector, "" where the row says nothing of it.
type Platform struct {
	Name      string `yaml:"name"`                // what notes and artx inspect show
	Generator string `yaml:"generator,omitempty"` // how the page's <meta name="generator"> begins
	Root      string `yaml:"root,omitempty"`      // what the page's html or body element matches
	Mark      string `yaml:"mark,omitempty"`      // what only pages of the software hold

	Article string `yaml:"article,omitempty"` // the parts that are the article, in place of what would be found
	Title   string `yaml:"title,omitempty"`
	Author  string `yaml:"author,omitempty"` // each author's name
	Date    string `yaml:"date,omitempty"`   // of publication
	Tags    string `yaml:"tags,omitempty"`   // each tag

	Post       string `yaml:"post,omitempty"`        // each post of a thread, whose texts are the article
	PostAuthor string `yaml:"post-author,omitempty"` // in a post
	PostDate   string `yaml:"post-date,omitempty"`   // in a post
	PostText   string `yaml:"post-text,omitempty"`   // in a post: what was written

	Comment       string   `yaml:"comment,omitempty"`        // each comment of a reader
	CommentAuthor string   `yaml:"comment-author,omitempty"` // in a comment
	CommentDate   string   `yaml:"comment-date,omitempty"`   // in a comment
	CommentText   string   `yaml:"comment-text,omitempty"`   // in a comment; without it, what is left of the comment
	Site          []string `yaml:"site,omitempty"`           // only in articles of these sites
	Origin        string   `yaml:"-"`                        // where the markup was seen
}

// platforms are the built-in rows. Rows without generator, root and mark hold for all
// pages; the first whose selector matches anything counts.
var platforms = []Platform{
	{Name: "pelican", Generator: "Pelican", Title: "h2.entry-title", Author: "address.author .fn", Date: "time.published",
		Origin: "the theme simple of Pelican 4.8"},
	{Name: "pandoc", Generator: "pandoc", Title: "#title-block-header .title", Author: "#title-block-header .author", Date: "#title-block-header .date",
		Origin: "pandoc's template for HTML 5"},
	{Name: "asciidoctor", Generator: "Asciidoctor", Title: "#header > h1", Author: "#header .details .author", Date: "#revdate",
		Origin: "Asciidoctor 2.0"},
	{Name: "papermod", Generator: "Hugo", Mark: ".post-header .post-meta span[title]", Title: "h1.post-title", Date: ".post-header .post-meta span[title]",
		Origin: "the theme PaperMod for Hugo"},
	{Name: "confluence", Mark: "#main-content.wiki-content", Article: "#main-content.wiki-content", Author: ".page-metadata .author",
		Origin: "Confluence's export to HTML"},

	{Name: "discourse", Generator: "Discourse", Post: ".crawler-post", PostAuthor: ".creator [itemprop=name]", PostDate: ".post-time", PostText: ".post",
		Origin: "what Discourse 3.3 to 2026.3 shows to readers without scripts"},
	{Name: "xenforo", Root: "html#XF", Post: "article.message--post", PostAuthor: ".message-name", PostDate: ".message-attribution time.u-dt, time.u-dt", PostText: ".message-body .bbWrapper, .message-body",
		Origin: "threads of XenForo 2.1 to 2.3 and themes"},
	{Name: "xenforo", Root: "html#XenForo", Post: "#messageList > li.message", PostAuthor: ".messageUserInfo .username, .username", PostDate: ".messageMeta .DateTime", PostText: ".messageText",
		Origin: "threads of XenForo 1.5"},
	{Name: "phpbb", Root: "body#phpbb", Post: "div.post", PostAuthor: ".author .username, .author .username-coloured, .postprofile .username, .postprofile .username-coloured", PostDate: ".author time, .author", PostText: ".postbody .content",
		Origin: "viewtopic_body.html of the style prosilver of phpBB 3.1 to 3.3"},
	{Name: "invision", Root: "body.ipsApp_front", Post: "article[id^=elComment_]", PostAuthor: ".cAuthorPane_author, .ipsEntry__username", PostDate: ".ipsComment_meta time, .ipsEntry__date time, time", PostText: "[data-role=commentContent]",
		Origin: "topics of Invision Community 4 and 5"},
	{Name: "stack-exchange", Root: "body.question-page", Post: "#question, .answer", PostAuthor: ".post-signature:last-child .user-details a, .user-details a", PostDate: ".post-signature:last-child .relativetime, .relativetime", PostText: ".js-post-body",
		Origin: "questions of Stack Overflow and its sisters"},
	{Name: "smf", Root: "body[class^=action_messageindex]", Post: ".post_wrapper", PostAuthor: ".poster h4", PostDate: ".postinfo a.smalltext", PostText: ".post .inner",
		Origin: "Display.template.php of SMF 2.1"},
	{Name: "nodebb", Root: "body.template-topic", Post: "[component=post]", PostAuthor: "[itemprop=author] a[data-username], a[data-username]", PostDate: "meta[itemprop=datePublished], .timeago", PostText: "[component=\"post/content\"]",
		Origin: "post.tpl of NodeBB's themes persona and harmony"},
	{Name: "vbulletin", Generator: "vBulletin", Post: "#posts [id^=edit]", PostAuthor: ".bigusername", PostText: "[id^=post_message_]",
		Origin: "threads of vBulletin 3.8"},
	{Name: "vanilla", Root: "body#vanilla_discussion_index", Post: ".ItemDiscussion, .ItemComment", PostAuthor: ".Username", PostDate: ".DateCreated time", PostText: ".Message",
		Origin: "discussions of Vanilla, and its views in applications/vanilla"},
	{Name: "reddit", Root: "body.comments-page", Post: ".thing", PostAuthor: "a.author", PostDate: ".tagline time", PostText: ".usertext-body .md",
		Origin: "threads of Reddit's old pages"},
	{Name: "hacker-news", Root: "html[op]", Mark: "table.comment-tree", Post: "table.fatitem, tr.comtr", PostAuthor: ".hnuser", PostDate: ".age", PostText: ".toptext, .commtext",
		Origin: "threads of Hacker News, as tests of its readers keep them"},

	{Name: "blogger", Comment: ".comment-thread .comment", CommentAuthor: ".comment-header .user", CommentDate: ".comment-header .datetime", CommentText: ".comment-content",
		Origin: "threaded comments of Blogger"},
	{Name: "wordpress", Comment: "li.comment, div.comment[id^=comment-], article.comment[id^=comment-]", CommentAuthor: ".comment-author .fn, .fn, .comment-author, .comment__author, cite",
		CommentDate: ".comment-metadata time, .comment-date, .comment-meta time, time, .comment-meta a, .commentmetadata", CommentText: ".comment-content, .comment-text, .comment__content",
		Origin: "wp_list_comments of WordPress, in HTML 5 and before, and themes"},
	{Name: "drupal", Comment: `[typeof~="sioct:Comment"], [typeof~="schema:Comment"], article.comment, div.comment.js-comment`, CommentAuthor: ".username",
		CommentDate: ".submitted time, time, [property~=\"dc:created\"]", CommentText: ".field-name-comment-body, .field--name-comment-body, .comment__content .content, .content",
		Origin: "the module comment of Drupal 7 to 10"},
	{Name: "schema.org", Comment: `[itemtype$="schema.org/Comment"]`, CommentAuthor: "[itemprop=author] [itemprop=name], [itemprop=author], [itemprop=creator]",
		CommentDate: "[itemprop=datePublished], [itemprop=dateCreated], time", CommentText: "[itemprop=text]", Origin: "schema.org"},
	{Name: "comments", Comment: `#comments [id^=comment], .comments [id^=comment], .comment-list > *, .comments-list > *, .commentlist > *, .comments > .comment, #comments > .comment`, CommentAuthor: ".author, .comment-author, .comment__author, .name, .username, .user, cite, strong",
		CommentDate: "time, .date, .comment-date, .comment__date, .time, .datetime", CommentText: ".comment-content, .comment-body, .comment-text, .comment__body, .comment__text, .content, .text",
		Origin: "the usual names"},
}

// PlatformSet is a compiled row.
type PlatformSet struct {
	*Platform
	Root, Mark, Article, Title, Author, Date, Tags      cascadia.SelectorGroup
	Post, PostAuthor, PostDate, PostText                cascadia.SelectorGroup
	Comment, CommentAuthor, CommentDate, CommentContent cascadia.SelectorGroup
}

var builtinPlatforms = sync.OnceValue(func() []PlatformSet {
	set, err := compilePlatforms(platforms)
	if err != nil {
		panic(err) // a test compiles the tables
	}
	return set
})

// Platforms are the rows that hold for a site, those of own first; own may be
// nil. The error is that of a selector in own.
func Platforms(own *Rules, site string) ([]PlatformSet, error) {
	if own == nil || len(own.Platforms) == 0 {
		return builtinPlatforms(), nil
	}
	var rows []Platform
	for _, row := range own.Platforms {
		if len(row.Site) == 0 || MatchesSite(row.Site, site) {
			rows = append(rows, row)
		}
	}
	set, err := compilePlatforms(rows)
	return append(set, builtinPlatforms()...), err
}

func compilePlatforms(rows []Platform) ([]PlatformSet, error) {
	set := make([]PlatformSet, len(rows))
	for i := range rows {
		p := &set[i]
		p.Platform = &rows[i]
		for _, field := range []struct {
			css string
			to  *cascadia.SelectorGroup
		}{{rows[i].Root, &p.Root}, {rows[i].Mark, &p.Mark}, {rows[i].Article, &p.Article}, {rows[i].Title, &p.Title}, {rows[i].Author, &p.Author}, {rows[i].Date, &p.Date}, {rows[i].Tags, &p.Tags},
			{rows[i].Post, &p.Post}, {rows[i].PostAuthor, &p.PostAuthor}, {rows[i].PostDate, &p.PostDate}, {rows[i].PostText, &p.PostText},
			{rows[i].Comment, &p.Comment}, {rows[i].CommentAuthor, &p.CommentAuthor}, {rows[i].CommentDate, &p.CommentDate}, {rows[i].CommentText, &p.CommentContent}} {
			if field.css == "" {
				continue
			}
			group, err := cascadia.ParseGroup(field.css)
			if err != nil {
				return nil, fmt.Errorf("platform %s: selector %q: %w", rows[i].Name, field.css, err)
			}
			*field.to = group
		}
	}
	return set, nil
}

// checkPlatforms checks the rows of a rules file.
func (k *ruleChecker) platforms(r *Rules) error {
	for i := range r.Platforms {
		row := &r.Platforms[i]
		if row.Name == "" {
			return k.fail("platforms", i, "a row needs a name")
		}
		if row.Comment == "" && row.CommentAuthor+row.CommentDate+row.CommentText != "" {
			return k.fail("platforms", i, "comment-author, comment-date and comment-text stand in a comment; name it by comment")
		}
		if row.PostText == "" && row.Post+row.PostAuthor+row.PostDate != "" || row.Post == "" && row.PostText != "" {
			return k.fail("platforms", i, "a row of posts needs both post and post-text")
		}
		if _, err := compilePlatforms(r.Platforms[i : i+1]); err != nil {
			return k.fail("platforms", i, "%v", errors.Unwrap(err))
		}
	}
	return nil
}
