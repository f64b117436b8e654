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
	Mark      string `yaml:"mark,omitempty"`      // what only pages of the software hold

	Article string `yaml:"article,omitempty"` // the parts that are the article, in place of what would be found
	Title   string `yaml:"title,omitempty"`
	Author  string `yaml:"author,omitempty"` // each author's name
	Date    string `yaml:"date,omitempty"`   // of publication
	Tags    string `yaml:"tags,omitempty"`   // each tag

	Comment       string   `yaml:"comment,omitempty"`        // each comment of a reader
	CommentAuthor string   `yaml:"comment-author,omitempty"` // in a comment
	CommentDate   string   `yaml:"comment-date,omitempty"`   // in a comment
	CommentText   string   `yaml:"comment-text,omitempty"`   // in a comment; without it, what is left of the comment
	Site          []string `yaml:"site,omitempty"`           // only in articles of these sites
	Origin        string   `yaml:"-"`                        // where the markup was seen
}

// platforms are the built-in rows. Rows without generator and mark hold for all
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
	Mark, Article, Title, Author, Date, Tags            cascadia.SelectorGroup
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
		}{{rows[i].Mark, &p.Mark}, {rows[i].Article, &p.Article}, {rows[i].Title, &p.Title}, {rows[i].Author, &p.Author}, {rows[i].Date, &p.Date}, {rows[i].Tags, &p.Tags},
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
		if _, err := compilePlatforms(r.Platforms[i : i+1]); err != nil {
			return k.fail("platforms", i, "%v", errors.Unwrap(err))
		}
	}
	return nil
}
