package frontmatter

import (
	"strings"

	"github.com/artx-cli/artx/frontmatter/internal/plain"
)

// role is what a key means, whatever it is called.
type role uint8

const (
	roleNone role = iota
	roleTitle
	roleAuthors
	rolePublished
	roleUpdated
	roleCategories
	roleTags
	roleCover
	roleURL
	roleDescription
	roleLang
	roleSlug
	roleDraft
	roleSite
	roleAliases
	roleLayout // a key of generators that says nothing about the article
)

// shape is the form of a key's value, which decides how it is read and cleaned.
type shape uint8

const (
	shapeAny    shape = iota // left alone
	shapeText                // prose: never a number, list or mapping
	shapeWord                // text without prose: a slug, a language
	shapeName                // text, or a mapping with a name, or a list of either
	shapeLabels              // a list of texts
	shapeDate
	shapeImage
	shapeAddress
)

// keyRule is one key of one dialect.
type keyRule struct {
	key   string // lower case; "a.b" is b in the mapping a
	role  role
	shape shape
	from  string // generators and importers that write it
}

// keyRules lists the keys that are understood. Of two keys with the same role
// the upper one wins, unless it is empty.
var keyRules = []keyRule{
	{"title", roleTitle, shapeText, "all"},
	{"og_title", roleTitle, shapeText, "WordPress SEO exports"},
	{"linktitle", roleNone, shapeText, "Hugo"},
	{"nav_title", roleNone, shapeText, "Jekyll themes"},
	{"subject", roleTitle, shapeText, "mail and news exports"},

	{"author", roleAuthors, shapeName, "Hexo, Jekyll, Docusaurus, jekyll-import (mapping)"},
	{"authors", roleAuthors, shapeName, "Zola, Docusaurus, Hugo themes, Pelican"},
	{"creator", roleAuthors, shapeName, "RSS archives (dc:creator)"},
	{"byline", roleAuthors, shapeName, "readability exports"},

	{"date", rolePublished, shapeDate, "all but Astro"},
	{"pubdate", rolePublished, shapeDate, "Astro (pubDate), Hugo alias"},
	{"publishdate", rolePublished, shapeDate, "Hugo"},
	{"publish_date", rolePublished, shapeDate, "Gatsby starters"},
	{"published", rolePublished, shapeDate, "Obsidian Web Clipper, Hugo alias; a boolean in Jekyll"},
	{"published_at", rolePublished, shapeDate, "dev.to, Ghost"},
	{"date_gmt", rolePublished, shapeDate, "jekyll-import from WordPress"},
	{"created", rolePublished, shapeDate, "Obsidian, Drupal imports"},
	{"created_at", rolePublished, shapeDate, "Ghost, Medium exports"},
	{"createdat", rolePublished, shapeDate, "Notion exports"},

	{"updated", roleUpdated, shapeDate, "Hexo, Zola"},
	{"lastmod", roleUpdated, shapeDate, "Hugo"},
	{"modified", roleUpdated, shapeDate, "Hugo alias, Pelican"},
	{"updateddate", roleUpdated, shapeDate, "Astro"},
	{"last_modified_at", roleUpdated, shapeDate, "jekyll-last-modified-at"},
	{"modified_time", roleUpdated, shapeDate, "jekyll-import from Blogger"},
	{"modified_gmt", roleUpdated, shapeDate, "WordPress exports"},
	{"updated_at", roleUpdated, shapeDate, "Ghost"},
	{"last_update.date", roleUpdated, shapeDate, "Docusaurus"},

	{"categories", roleCategories, shapeLabels, "Hexo, Jekyll, Hugo"},
	{"taxonomies.categories", roleCategories, shapeLabels, "Zola"},
	{"category", roleCategories, shapeLabels, "Jekyll, Pelican, blogsync"},

	{"tags", roleTags, shapeLabels, "all"},
	{"taxonomies.tags", roleTags, shapeLabels, "Zola"},
	{"tag", roleTags, shapeLabels, "Obsidian before 1.9, Jekyll"},
	{"keywords", roleTags, shapeLabels, "Hugo, Docusaurus"},
	{"keyword", roleTags, shapeLabels, "Hexo themes"},

	{"cover", roleCover, shapeImage, "Hexo and Hugo themes, Obsidian Publish, Gatsby"},
	{"cover.image", roleCover, shapeImage, "Hugo PaperMod"},
	{"headimg", roleCover, shapeImage, "Hexo themes (Volantis)"},
	{"thumbnail", roleCover, shapeImage, "Hexo themes (Icarus), Blogger imports"},
	{"heroimage", roleCover, shapeImage, "Astro"},
	{"hero_image", roleCover, shapeImage, "Jekyll themes"},
	{"image", roleCover, shapeImage, "Docusaurus, Obsidian Publish, jekyll-seo-tag"},
	{"image.path", roleCover, shapeImage, "jekyll-seo-tag, Chirpy"},
	{"image.url", roleCover, shapeImage, "Astro tutorials"},
	{"image.src", roleCover, shapeImage, "Astro themes"},
	{"images", roleCover, shapeImage, "Hugo (list)"},
	{"banner", roleCover, shapeImage, "Hexo and Obsidian themes"},
	{"featured_image", roleCover, shapeImage, "WordPress exports, Hugo Ananke"},
	{"featuredimage", roleCover, shapeImage, "Gatsby starters"},
	{"feature_image", roleCover, shapeImage, "Ghost"},
	{"cover_image", roleCover, shapeImage, "dev.to"},
	{"og_image", roleCover, shapeImage, "WordPress SEO exports"},
	{"top_img", roleCover, shapeImage, "Hexo Butterfly"},
	{"index_img", roleCover, shapeImage, "Hexo Fluid"},
	{"banner_img", roleCover, shapeImage, "Hexo Fluid"},
	{"teaser", roleCover, shapeImage, "Jekyll Minimal Mistakes"},
	{"header.image", roleCover, shapeImage, "Jekyll Minimal Mistakes"},
	{"img", roleCover, shapeImage, "Jekyll themes (al-folio)"},

	{"url", roleURL, shapeAddress, "Hugo, blogsync"},
	{"canonical_url", roleURL, shapeAddress, "jekyll-seo-tag, dev.to"},
	{"link", roleURL, shapeAddress, "RSS archives, Hexo link posts"},
	{"original_url", roleURL, shapeAddress, "web clippers"},
	{"wordpress_url", roleURL, shapeAddress, "jekyll-import from WordPress"},
	{"blogger_orig_url", roleURL, shapeAddress, "jekyll-import from Blogger"},
	{"source", roleURL, shapeAddress, "Obsidian Web Clipper"},
	{"permalink", roleURL, shapeAddress, "Jekyll, Hexo, Eleventy, WordPress exporters"},
	{"guid", roleURL, shapeAddress, "WordPress exporters, RSS archives"},
	{"path", roleURL, shapeAddress, "Zola, Gatsby"},

	{"description", roleDescription, shapeText, "Hugo, Zola, Astro, Docusaurus, Hexo"},
	{"excerpt", roleDescription, shapeText, "Jekyll, WordPress exporters"},
	{"summary", roleDescription, shapeText, "Hugo, Pelican"},
	{"subtitle", roleDescription, shapeText, "Hexo and Jekyll themes"},
	{"abstract", roleDescription, shapeText, "blogdown"},

	{"lang", roleLang, shapeWord, "Jekyll, Hexo, Pelican"},
	{"language", roleLang, shapeWord, "Hexo, Hugo themes"},
	{"locale", roleLang, shapeWord, "Eleventy, Jekyll themes"},

	{"slug", roleSlug, shapeWord, "Hugo, Zola, Docusaurus, Jekyll"},
	{"basename", roleSlug, shapeWord, "Movable Type exports"},
	{"slug", roleURL, shapeAddress, "Docusaurus: a path"},

	{"draft", roleDraft, shapeAny, "Hugo, Zola, Docusaurus, Astro"},
	{"published", roleDraft, shapeAny, "Jekyll, Hexo: a boolean"},
	{"publish", roleDraft, shapeAny, "Obsidian Publish"},
	{"status", roleDraft, shapeAny, "WordPress exporters, Pelican"},

	{"site", roleSite, shapeText, "web clippers"},
	{"site_name", roleSite, shapeText, "Open Graph exports"},
	{"publisher", roleSite, shapeText, "web clippers"},

	{"aliases", roleAliases, shapeAny, "Hugo (paths), Obsidian (names)"},
	{"alias", roleAliases, shapeAny, "Obsidian before 1.9, jekyll-alias"},
	{"redirect_from", roleAliases, shapeAny, "jekyll-redirect-from (paths)"},

	{"layout", roleLayout, shapeAny, "Jekyll, Hexo, Eleventy"},
	{"type", roleLayout, shapeAny, "Hugo, WordPress exporters"},
	{"template", roleLayout, shapeAny, "Zola, Gatsby"},
	{"weight", roleLayout, shapeAny, "Hugo, Zola"},
	{"id", roleLayout, shapeAny, "WordPress exporters, Docusaurus"},
	{"comments", roleLayout, shapeAny, "Hexo, Jekyll"},
	{"toc", roleLayout, shapeAny, "Hexo and Hugo themes"},
	{"params", roleLayout, shapeAny, "Hugo"},
	{"extra", roleLayout, shapeAny, "Zola"},
	{"taxonomies", roleLayout, shapeAny, "Zola"},
}

// rules finds the rule of a top-level key.
var rules = indexRules()

func indexRules() map[string]*keyRule {
	m := make(map[string]*keyRule, len(keyRules))
	for i := range keyRules {
		if r := &keyRules[i]; m[r.key] == nil { // "published" has two
			m[r.key] = r
		}
	}
	return m
}

// roleRules are the rules of each role.
var roleRules = indexRoles()

func indexRoles() map[role][]*keyRule {
	m := make(map[role][]*keyRule)
	for i := range keyRules {
		r := &keyRules[i]
		m[r.role] = append(m[r.role], r)
	}
	return m
}

// parents are the mappings that rules look into; customKeys are those that
// generators keep any key in.
var (
	parents    = indexParents()
	customKeys = plain.WordSet("params extra")
)

func indexParents() map[string]bool {
	m := make(map[string]bool)
	for _, r := range keyRules {
		if top, _, ok := strings.Cut(r.key, "."); ok {
			m[top] = true
		}
	}
	return m
}

// ruleOf returns the rule of a top-level key, or nil. Case does not matter:
// blogsync writes Title, Astro pubDate.
func ruleOf(key string) *keyRule {
	if r, ok := rules[key]; ok {
		return r
	}
	return rules[strings.ToLower(key)]
}

// knownKey reports whether site generators know key.
func knownKey(key string) bool { return ruleOf(key) != nil }

// shapeOf returns the form that the value of a top-level key has.
func shapeOf(key string) shape {
	if r := ruleOf(key); r != nil {
		return r.shape
	}
	return shapeAny
}
