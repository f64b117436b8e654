package frontmatter

import (
	"fmt"
	"slices"
	"strings"
)

// preset is what one site generator expects of a header.
type preset struct {
	name    string
	formats []Format // that it reads; the first one is written if the source's is not among them

	keys     map[role]string // what it calls a role; others keep the name they have
	dateSep  string          // between day and time
	dateZone string          // layout of the zone; "" if the time is written as RFC 3339 where it has a zone
	nameDate bool            // takes the date from the file name by itself

	single  string // key of the category if there is just one
	list    bool   // the cover is a list
	words   bool   // tags may not hold spaces
	names   bool   // authors are a list of plain names
	people  bool   // authors are mappings with a name; a text refers to one kept elsewhere
	reverse bool   // the draft key says the opposite: published

	jsonOpen, jsonShut string // fences around JSON
	jsonBare           bool   // without its braces

	taxonomies string   // mapping that holds categories and tags; "" for the top
	rest       string   // mapping that holds the keys the generator does not know; "" for the top
	top        []string // keys that it knows besides those of roles
}

// presetTable lists the presets. Origins: the front matter pages of each
// project's documentation, as of the versions named.
var presetTable = []preset{
	{
		// gohugo.io/content-management/front-matter (0.14x): names below are
		// reserved, custom fields belong under params.
		name: "hugo", formats: []Format{YAML, TOML, JSON},
		keys: map[role]string{
			roleTitle: "title", rolePublished: "date", roleUpdated: "lastmod", roleCategories: "categories", roleTags: "tags",
			roleCover: "images", roleURL: "url", roleDescription: "description", roleSlug: "slug", roleDraft: "draft", roleAliases: "aliases",
		},
		dateSep: "T", dateZone: "Z07:00", list: true,
		rest: "params",
		top: []string{
			"audio", "build", "cascade", "expirydate", "headless", "iscjklanguage", "keywords", "layout", "linktitle", "markup",
			"menu", "menus", "outputs", "publishdate", "resources", "series", "sitemap", "summary", "translationkey", "type",
			"unpublishdate", "videos", "weight",
		},
	},
	{
		// hexo.io/docs/front-matter (7): JSON has no braces and ends in ";;;".
		name: "hexo", formats: []Format{YAML, JSON},
		keys: map[role]string{
			roleTitle: "title", roleAuthors: "author", rolePublished: "date", roleUpdated: "updated", roleCategories: "categories", roleTags: "tags",
			roleURL: "permalink", roleDraft: "published", roleLang: "lang",
		},
		dateSep: " ", reverse: true, jsonShut: ";;;", jsonBare: true,
	},
	{
		// jekyllrb.com/docs/front-matter (4): a single category under its
		// singular name, the date with a space before time and zone.
		name: "jekyll", formats: []Format{YAML},
		keys: map[role]string{
			roleTitle: "title", rolePublished: "date", roleUpdated: "last_modified_at", roleCategories: "categories", roleTags: "tags",
			roleURL: "permalink", roleSlug: "slug", roleDraft: "published", roleAliases: "redirect_from",
		},
		dateSep: " ", dateZone: " -0700", nameDate: true, single: "category", reverse: true,
		jsonOpen: "---", jsonShut: "---",
	},
	{
		// getzola.org/documentation/content/page (0.19): unknown keys at the top
		// are an error.
		name: "zola", formats: []Format{TOML},
		keys: map[role]string{
			roleTitle: "title", roleAuthors: "authors", rolePublished: "date", roleUpdated: "updated", roleCategories: "categories", roleTags: "tags",
			roleURL: "path", roleDescription: "description", roleSlug: "slug", roleDraft: "draft", roleAliases: "aliases",
		},
		dateSep: "T", dateZone: "Z07:00", names: true,
		taxonomies: "taxonomies", rest: "extra",
		top: []string{"weight", "in_search_index", "template"},
	},
	{
		// docs.astro.build, the schema of the blog starter (5).
		name: "astro", formats: []Format{YAML},
		keys: map[role]string{
			roleTitle: "title", rolePublished: "pubDate", roleUpdated: "updatedDate", roleCategories: "categories", roleTags: "tags",
			roleCover: "heroImage", roleDescription: "description", roleSlug: "slug", roleDraft: "draft",
		},
		dateSep: "T", dateZone: "Z07:00",
		jsonOpen: "---", jsonShut: "---",
	},
	{
		// help.obsidian.md, Properties (1.9): tags and aliases are lists, tags
		// without spaces; JSON is read between the same fences.
		name: "obsidian", formats: []Format{YAML},
		keys: map[role]string{
			roleTitle: "title", rolePublished: "date", roleUpdated: "updated", roleCategories: "categories", roleTags: "tags",
			roleCover: "cover", roleURL: "permalink", roleDescription: "description", roleDraft: "publish", roleAliases: "aliases",
		},
		dateSep: "T", dateZone: "Z07:00", words: true, reverse: true,
		jsonOpen: "---", jsonShut: "---",
	},
	{
		// 11ty.dev/docs/data-frontmatter and /dates (3).
		name: "eleventy", formats: []Format{YAML, JSON},
		keys: map[role]string{
			roleTitle: "title", rolePublished: "date", roleUpdated: "updated", roleCategories: "categories", roleTags: "tags",
			roleURL: "permalink", roleDraft: "draft",
		},
		dateSep: "T", dateZone: "Z07:00",
		jsonOpen: "---json", jsonShut: "---",
	},
	{
		// docusaurus.io, plugin-content-blog (3).
		name: "docusaurus", formats: []Format{YAML},
		keys: map[role]string{
			roleTitle: "title", roleAuthors: "authors", rolePublished: "date", roleCategories: "categories", roleTags: "tags",
			roleCover: "image", roleDescription: "description", roleSlug: "slug", roleDraft: "draft",
		},
		dateSep: "T", dateZone: "Z07:00", nameDate: true, people: true,
		jsonOpen: "---", jsonShut: "---",
	},
}

// Presets returns the names that [EncodeOptions] takes.
func Presets() []string {
	names := make([]string, len(presetTable))
	for i := range presetTable {
		names[i] = presetTable[i].name
	}
	return names
}

// findPreset returns the preset called name.
func findPreset(name string) (*preset, error) {
	for i := range presetTable {
		if presetTable[i].name == name {
			return &presetTable[i], nil
		}
	}
	return nil, fmt.Errorf("unknown preset %q: want %s", name, strings.Join(Presets(), ", "))
}

// format returns the format to write: the one that was asked for, or the
// source's if the generator reads it.
func (p *preset) format(d *Document, asked Format) Format {
	switch {
	case asked != Source:
		return asked
	case d.present && slices.Contains(p.formats, d.format):
		return d.format
	}
	return p.formats[0]
}
