package frontmatter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/artx-cli/artx/frontmatter/internal/plain"
)

// preset is what one site generator expects of a header.
type preset struct {
	name    string
	formats []Format // that it reads; the first one is written if the source's is not among them

	keys     map[role]string // what it calls a role; others keep the name they have
	dateSep  string          // between day and time
	dateZone string          // layout of the zone; "" if the time is written as RFC 3339 where it has a zone
	quoted   bool            // a date with a zone is quoted, for a bare one loses it
	nameDate bool            // takes the date from the file name by itself

	single  string // key of the category if there is just one
	list    bool   // the cover is a list
	words   bool   // tags may not hold spaces
	names   bool   // authors are a list of plain names
	people  bool   // authors are mappings with a name; a text refers to one kept elsewhere
	reverse bool   // the draft key says the opposite: published
	strict  bool   // a key without a value, and a label that is no text, stop the build

	whole  string          // key of an address with its host, which that of addresses cannot hold
	clips  map[string]bool // keys of such an address that get this name too
	slash  bool            // addresses begin with a slash
	folder bool            // addresses end in a slash or an extension

	jsonOpen, jsonShut string // fences around JSON
	jsonBare           bool   // without its braces

	taxonomies string                      // mapping that holds categories and tags; "" for the top
	rest       string                      // mapping that holds the keys that cannot stand at the top; "" for none
	closed     bool                        // keys that it does not know cannot
	top        map[string]func(*node) bool // keys that it knows besides those of roles, if closed, and what fits them
	taken      []string                    // keys that it gives a meaning of its own, if not
	lists      []string                    // keys of its own that may hold no text
	beside     map[string]string           // keys that may not stand beside its own of their role, and their other names
}

// presetTable lists the presets. Origins: the front matter pages of each
// project's documentation, as of the versions named.
var presetTable = []preset{
	{
		// gohugo.io/content-management/front-matter (0.111 to 0.15x): own keys
		// at the top are parameters of the page in all versions, those in params
		// only since 0.123, where kind, lang and path place the page. url may
		// lack its slash; with a host it stops the build.
		name: "hugo", formats: []Format{YAML, TOML, JSON},
		keys: map[role]string{
			roleTitle: "title", rolePublished: "date", roleUpdated: "lastmod", roleCategories: "categories", roleTags: "tags",
			roleCover: "images", roleURL: "url", roleDescription: "description", roleSlug: "slug", roleDraft: "draft", roleAliases: "aliases",
		},
		dateSep: "T", dateZone: "Z07:00", list: true, whole: "canonical_url",
		rest: "params", taken: []string{"kind", "lang", "path"},
	},
	{
		// hexo.io/docs/front-matter (8): JSON has no braces and ends in ";;;"; an
		// unquoted date is wall time, whatever its zone; a post is hidden by
		// published alone; a permalink ends in a slash or an extension.
		name: "hexo", formats: []Format{YAML, JSON},
		keys: map[role]string{
			roleTitle: "title", roleAuthors: "author", rolePublished: "date", roleUpdated: "updated", roleCategories: "categories", roleTags: "tags",
			roleURL: "permalink", roleDraft: "published", roleLang: "lang",
		},
		dateSep: " ", quoted: true, reverse: true, whole: "canonical_url", folder: true, jsonShut: ";;;", jsonBare: true,
	},
	{
		// jekyllrb.com/docs/front-matter (4): a single category under its
		// singular name, the date with a space before time and zone; the picture
		// is image, as the plugin jekyll-seo-tag and themes read it.
		name: "jekyll", formats: []Format{YAML},
		keys: map[role]string{
			roleTitle: "title", rolePublished: "date", roleUpdated: "last_modified_at", roleCategories: "categories", roleTags: "tags",
			roleCover: "image", roleURL: "permalink", roleSlug: "slug", roleDraft: "published", roleAliases: "redirect_from",
		},
		dateSep: " ", dateZone: " -0700", nameDate: true, single: "category", reverse: true, whole: "canonical_url",
		jsonOpen: "---", jsonShut: "---",
	},
	{
		// getzola.org/documentation/content/page (0.19): unknown keys at the top
		// are an error, and so are texts where it wants a date or a list.
		name: "zola", formats: []Format{TOML},
		keys: map[role]string{
			roleTitle: "title", roleAuthors: "authors", rolePublished: "date", roleUpdated: "updated", roleCategories: "categories", roleTags: "tags",
			roleURL: "path", roleDescription: "description", roleSlug: "slug", roleDraft: "draft", roleAliases: "aliases",
		},
		dateSep: "T", dateZone: "Z07:00", names: true, strict: true, whole: "canonical_url",
		taxonomies: "taxonomies", rest: "extra", closed: true,
		top: map[string]func(*node) bool{
			"weight":          func(n *node) bool { return n.kind == kindInt },
			"in_search_index": func(n *node) bool { return n.kind == kindBool },
			"template":        func(n *node) bool { return strings.HasSuffix(n.text, ".html") },
		},
	},
	{
		// docs.astro.build, the schema of the blog starter (5).
		name: "astro", formats: []Format{YAML},
		keys: map[role]string{
			roleTitle: "title", rolePublished: "pubDate", roleUpdated: "updatedDate", roleCategories: "categories", roleTags: "tags",
			roleCover: "heroImage", roleDescription: "description", roleSlug: "slug", roleDraft: "draft",
		},
		dateSep: "T", dateZone: "Z07:00", strict: true,
		jsonOpen: "---", jsonShut: "---",
	},
	{
		// help.obsidian.md, Properties (1.9): tags and aliases are lists, tags
		// without spaces; JSON is read between the same fences. The page that a note
		// was clipped from is source, as the Web Clipper writes it.
		name: "obsidian", formats: []Format{YAML},
		keys: map[role]string{
			roleTitle: "title", rolePublished: "date", roleUpdated: "updated", roleCategories: "categories", roleTags: "tags",
			roleCover: "cover", roleURL: "permalink", roleDescription: "description", roleDraft: "publish", roleAliases: "aliases",
		},
		dateSep: "T", dateZone: "Z07:00", words: true, reverse: true, whole: "source", clips: plain.WordSet("url link canonical_url original_url"),
		jsonOpen: "---", jsonShut: "---",
	},
	{
		// 11ty.dev/docs/data-frontmatter, /dates and /permalinks (3): dates are
		// ISO 8601; a permalink without slash or extension at its end is an error.
		name: "eleventy", formats: []Format{YAML, JSON},
		keys: map[role]string{
			roleTitle: "title", rolePublished: "date", roleUpdated: "updated", roleCategories: "categories", roleTags: "tags",
			roleURL: "permalink", roleDraft: "draft",
		},
		dateSep: "T", dateZone: "Z07:00", whole: "canonical_url", slash: true, folder: true,
		jsonOpen: "---json", jsonShut: "---",
	},
	{
		// docusaurus.io, plugin-content-blog (3): the address is a slug with a
		// slash in front; authors are mappings, or keys of a file, and no
		// author beside them.
		name: "docusaurus", formats: []Format{YAML},
		keys: map[role]string{
			roleTitle: "title", roleAuthors: "authors", rolePublished: "date", roleCategories: "categories", roleTags: "tags",
			roleCover: "image", roleURL: "slug", roleDescription: "description", roleSlug: "slug", roleDraft: "draft",
		},
		dateSep: "T", dateZone: "Z07:00", nameDate: true, people: true, strict: true, whole: "canonical_url", slash: true,
		lists: []string{"keywords"}, beside: map[string]string{"author": "byline"},
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
