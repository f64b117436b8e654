package frontmatter

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
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

// layout is a header being rearranged.
type layout struct {
	p      *preset
	d      *Document
	fields []*field
	used   map[string]bool // keys at the top, in lower case
	roles  map[*field]role // what the fields chosen for a role mean
}

// apply returns the fields of d as the generator expects them. Fields that need
// no change are those of d.
func (p *preset) apply(d *Document) []*field {
	l := layout{p: p, d: d, used: make(map[string]bool), roles: make(map[*field]role)}
	l.fields = l.lift()
	l.addFallbacks()
	for _, f := range l.fields {
		l.used[strings.ToLower(f.key)] = true
	}
	l.choose()
	for i, f := range l.fields {
		l.fields[i] = l.rename(f)
	}
	return l.nest()
}

// lift takes the keys out of the mappings in which other generators keep them.
func (l *layout) lift() []*field {
	zola := l.fromZola()
	var out []*field
	for _, f := range l.d.fields {
		inside := f.value.kind == kindMap && f.key != l.p.rest && f.key != l.p.taxonomies &&
			(f.key == "params" || zola && (f.key == "extra" || f.key == "taxonomies"))
		if !inside {
			out = append(out, f)
			continue
		}
		left := &node{kind: kindMap, indent: -1}
		for _, pr := range f.value.pairs {
			if l.d.field(pr.key) != nil || pr.key == f.key {
				left.pairs = append(left.pairs, pr)
				continue
			}
			out = append(out, &field{key: pr.key, value: pr.value, changed: true})
		}
		if len(left.pairs) > 0 || len(f.value.pairs) == 0 {
			out = append(out, &field{key: f.key, value: left, changed: true})
		}
	}
	return out
}

// fromZola reports whether the header is a page of Zola's: it has one of its
// mappings, and no key that Zola would refuse.
func (l *layout) fromZola() bool {
	zola, _ := findPreset("zola")
	found := false
	for _, f := range l.d.fields {
		found = found || f.key == "extra" || f.key == "taxonomies"
		if !zola.atTop(f.key) {
			return false
		}
	}
	return found
}

// atTop reports whether the generator knows key at the top of a header.
func (p *preset) atTop(key string) bool {
	if p.rest == "" || key == p.rest || key == p.taxonomies || slices.Contains(p.top, strings.ToLower(key)) {
		return true
	}
	for r, name := range p.keys {
		if name == key && (p.taxonomies == "" || r != roleTags && r != roleCategories) {
			return true
		}
	}
	return false
}

// addFallbacks puts what Clean found elsewhere into the header.
func (l *layout) addFallbacks() {
	for _, r := range []role{rolePublished, roleTitle} {
		n := l.d.fallback[r]
		if n == nil || l.d.keyOf(r) != nil || r == rolePublished && l.p.nameDate {
			continue
		}
		l.fields = append([]*field{{key: l.p.keys[r], value: n, changed: true}}, l.fields...)
	}
}

// choose finds the field that speaks for each role: the one that has the
// generator's name already, or else the best of the table.
func (l *layout) choose() {
	view := Document{fields: l.fields}
	for r := roleTitle; r <= roleAliases; r++ {
		key, ok := l.p.keys[r]
		if !ok {
			continue
		}
		if f := l.best(&view, r, key); f != nil {
			l.roles[f] = r
		}
	}
}

// best returns the field to be called key, or nil.
func (l *layout) best(view *Document, r role, key string) *field {
	var out *field
	view.each(r, func(h hit) bool {
		f := h.field
		if _, taken := l.roles[f]; taken || f.inside || strings.Contains(h.rule.key, ".") || !l.p.accepts(r, f) {
			return true
		}
		if f.key == key {
			out = f
			return false
		}
		if out == nil && !f.value.empty() {
			out = f
		}
		return true
	})
	if out != nil && out.key != key && l.used[strings.ToLower(key)] && !strings.EqualFold(out.key, key) {
		return nil // the name is taken by a field of another kind
	}
	return out
}

// accepts reports whether the value of f can stand under the generator's own
// key for r.
func (p *preset) accepts(r role, f *field) bool {
	v := f.value
	switch r {
	case rolePublished, roleUpdated:
		_, err := ParseDate(v.text)
		return err == nil && v.scalar()
	case roleDraft:
		_, ok := truth(v)
		return ok
	case roleURL:
		return v.kind == kindText && strings.HasPrefix(v.text, "/")
	case roleAliases:
		if p.words { // for Obsidian, aliases are names
			return !pathList(v) && (v.kind == kindText || textList(v))
		}
		return pathList(v)
	case roleCover:
		return v.kind == kindText || v.kind == kindList && (p.list || len(v.items) == 1 && v.items[0].kind == kindText)
	case roleAuthors:
		return !v.empty() && (!p.names || v.kind == kindText || textList(v))
	case roleTags, roleCategories:
		return v.kind == kindText || v.kind == kindNull || textList(v) || v.kind == kindList && p.taxonomies == ""
	}
	return v.scalar() && v.kind != kindNull || r == roleTitle
}

// textList reports whether v is a list of scalars.
func textList(v *node) bool {
	if v.kind != kindList {
		return false
	}
	for _, item := range v.items {
		if !item.scalar() {
			return false
		}
	}
	return true
}

// pathList reports whether v is a path or a list of paths.
func pathList(v *node) bool {
	if v.kind == kindText {
		return strings.HasPrefix(v.text, "/")
	}
	if v.kind != kindList || len(v.items) == 0 {
		return false
	}
	for _, item := range v.items {
		if item.kind != kindText || !strings.HasPrefix(item.text, "/") {
			return false
		}
	}
	return true
}

// rename gives a field that speaks for a role the generator's name and form.
func (l *layout) rename(f *field) *field {
	r, ok := l.roles[f]
	if !ok {
		return f
	}
	key, value := l.p.keys[r], l.p.form(r, f)
	if r == roleCategories && l.p.single != "" && len(value.items) == 1 && (!l.used[l.p.single] || strings.EqualFold(f.key, l.p.single)) {
		key, value = l.p.single, value.items[0]
	}
	sameText := value.kind == kindText && f.value.kind == kindText && value.text == f.value.text
	if key == f.key && (value == f.value || sameText) {
		return f
	}
	out := *f
	out.key, out.value, out.changed = key, value, true
	l.roles[&out] = r
	return &out
}

// form returns the value of f in the form that the generator wants for r, or
// the value itself.
func (p *preset) form(r role, f *field) *node {
	v := f.value
	switch r {
	case rolePublished, roleUpdated:
		return p.date(v)
	case roleTags, roleCategories:
		return p.labels(r, v)
	case roleAliases:
		if v.kind == kindText {
			return listNode(v.text)
		}
	case roleCover:
		switch {
		case p.list && v.kind == kindText:
			return listNode(v.text)
		case !p.list && v.kind == kindList:
			return v.items[0]
		}
	case roleAuthors:
		if p.names && v.kind == kindText {
			return listNode(splitLabels(v.text)...)
		}
		if p.people && f.key != p.keys[r] {
			return people(v)
		}
	case roleDraft:
		draft, ok := draftValue(f)
		if same := p.keys[r] == f.key && v.kind == kindBool; ok && !same {
			return nodeOf(draft != p.reverse)
		}
	case roleTitle, roleDescription, roleSlug:
		if v.kind != kindText && v.kind != kindNull {
			return textNode(v.text)
		}
	}
	return v
}

// people makes authors mappings with a name.
func people(v *node) *node {
	switch v.kind {
	case kindText:
		n := listNode()
		for _, name := range splitLabels(v.text) {
			n.items = append(n.items, &node{kind: kindMap, indent: -1, pairs: []pair{{"name", textNode(name)}}})
		}
		return n
	case kindList:
		return v.mapItems(func(item *node) *node {
			if n := people(item); n.kind == kindList && len(n.items) == 1 {
				return n.items[0]
			}
			return item
		})
	case kindMap:
		if v.get("name") != nil {
			return v
		}
		m := *v
		m.pairs = slices.Clone(v.pairs)
		for i, p := range m.pairs {
			if p.key == "display_name" {
				m.pairs[i].key = "name"
			}
		}
		return &m
	}
	return v
}

// date writes a date as the generator's documentation does.
func (p *preset) date(v *node) *node {
	d, err := ParseDate(v.text)
	if err != nil {
		return v
	}
	s := d.String()
	if p.dateZone != "" || !d.HasZone() {
		s = d.format(p.dateSep, p.dateZone)
	}
	if s == v.text && v.kind == kindTime {
		return v
	}
	return &node{kind: kindTime, text: s, indent: -1, above: v.above, beside: v.beside}
}

// labels makes categories and tags a list.
func (p *preset) labels(r role, v *node) *node {
	switch {
	case v.kind == kindNull:
		return v
	case v.kind == kindText:
		v = listNode(splitLabels(v.text)...)
	}
	if r == roleTags && p.words {
		return v.mapItems(func(item *node) *node {
			if s := tagWord(item.text); item.scalar() && s != item.text {
				return item.withText(s)
			}
			return item
		})
	}
	return v
}

// tagSigns keeps C++ and C# apart from C.
var tagSigns = strings.NewReplacer("++", "pp", "#", "-sharp")

// tagWord makes s a tag of Obsidian: letters, digits, "_", "-" and "/".
func tagWord(s string) string {
	word := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) || r == '_' || r == '-' || r == '/' || r > 0x1f000 {
			return r
		}
		return ' '
	}, tagSigns.Replace(s))
	word = strings.Join(strings.Fields(word), "-")
	if word == "" {
		return s
	}
	return word
}

// nest moves tags and unknown keys into the mappings that the generator keeps
// them in.
func (l *layout) nest() []*field {
	var out []*field
	moved := map[string]*node{}
	for _, f := range l.fields {
		r, chosen := l.roles[f]
		switch {
		case l.p.taxonomies != "" && chosen && (r == roleTags || r == roleCategories) && f.value.kind == kindList:
			l.move(moved, l.p.taxonomies, f)
		case l.p.rest != "" && (!l.p.atTop(f.key) || !chosen && l.p.reserved(f.key)):
			l.move(moved, l.p.rest, f)
		default:
			out = append(out, f)
		}
	}
	for _, key := range []string{l.p.taxonomies, l.p.rest} {
		if n := moved[key]; n != nil {
			out = l.merge(out, key, n)
		}
	}
	return out
}

// reserved reports whether key is the generator's own name for a role, which a
// field that does not speak for it cannot keep.
func (p *preset) reserved(key string) bool {
	for _, name := range p.keys {
		if name == strings.ToLower(key) {
			return true
		}
	}
	return false
}

// move puts f into the mapping called key.
func (l *layout) move(moved map[string]*node, key string, f *field) {
	if moved[key] == nil {
		moved[key] = &node{kind: kindMap, indent: -1}
	}
	v := *f.value
	v.above = comments(f.lead)
	moved[key].put(f.key, &v)
}

// merge adds the keys of n to the mapping called key, which may exist.
func (l *layout) merge(fields []*field, key string, n *node) []*field {
	for i, f := range fields {
		if f.key != key {
			continue
		}
		out := &field{key: key, changed: true, lead: f.lead}
		if f.value.kind != kindMap {
			n.put(key, f.value)
			out.value = n
		} else {
			m := *f.value
			m.pairs = slices.Clone(m.pairs)
			for _, p := range n.pairs {
				m.putBeside(p.key, p.value)
			}
			out.value = &m
		}
		fields[i] = out
		return fields
	}
	return append(fields, &field{key: key, value: n, changed: true})
}
