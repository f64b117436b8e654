package frontmatter

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/artx-cli/artx/frontmatter/internal/plain"
)

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
		return v.kind == kindText && p.place(f.key, v.text)
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
		return v.scalar() && v.kind != kindBool || textList(v) || v.kind == kindList && p.taxonomies == ""
	}
	return v.scalar() && v.kind != kindNull || r == roleTitle
}

// pathKeys are the keys whose texts are paths even without a slash in front.
var pathKeys = plain.WordSet("url permalink path")

// place reports whether the text of key is a path at which a page can stand.
// Under the generator's own key anything is, but an address with its host.
func (p *preset) place(key, s string) bool {
	switch {
	case hasHost(s) || strings.TrimSpace(s) == "":
		return false
	case key == p.keys[roleURL]:
		return true
	case strings.ContainsAny(s, "?#{") || strings.Contains(s, "/:"): // a query, a template, a pattern
		return false
	}
	return s[0] == '/' || pathKeys[strings.ToLower(key)] && isAddress(s) && !strings.HasSuffix(s, ".md")
}

// hasHost reports whether the address s names its host.
func hasHost(s string) bool {
	return strings.Contains(s, "://") || strings.HasPrefix(strings.TrimSpace(s), "//")
}

// address returns a path in the form that the generator wants. One with signs
// of a template is its author's.
func (p *preset) address(v *node) *node {
	s := v.text
	if strings.Contains(s, "{{") || strings.Contains(s, "{%") {
		return v
	}
	if p.slash && !strings.HasPrefix(s, "/") {
		s = "/" + s
	}
	if p.folder && !strings.HasSuffix(s, "/") && path.Ext(s) == "" {
		s += "/"
	}
	if s == v.text {
		return v
	}
	return v.withText(s)
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

// form returns the value of f in the form that the generator wants for r, or
// the value itself.
func (l *layout) form(r role, f *field) *node {
	p, v := l.p, f.value
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
		return p.cover(v)
	case roleAuthors:
		return p.authors(f)
	case roleURL:
		return p.address(v)
	case roleDraft:
		view := Document{fields: l.fields}
		return p.draft(f, view.draft())
	case roleSlug:
		if v.kind == kindText && p.strict {
			return v.worded(strings.Join(strings.Fields(v.text), "-"))
		}
		return v.worded(v.text)
	case roleTitle, roleDescription:
		return v.worded(v.text)
	}
	return v
}

// worded returns the scalar n as the text s, or n itself if it is that.
func (n *node) worded(s string) *node {
	switch {
	case n.kind == kindNull || n.kind == kindText && n.text == s:
		return n
	case n.kind == kindText:
		return n.withText(s)
	}
	return textNode(s)
}

// cover makes a picture a list of one, or the other way round.
func (p *preset) cover(v *node) *node {
	switch {
	case p.list && v.kind == kindText:
		return listNode(v.text)
	case !p.list && v.kind == kindList:
		return v.items[0]
	}
	return v
}

// authors returns the authors in f: a list of names, or of mappings. A text
// under the generator's own name may be the key of one kept elsewhere.
func (p *preset) authors(f *field) *node {
	switch v := f.value; {
	case p.names && v.kind == kindText:
		return listNode(splitLabels(v.text)...)
	case p.people && f.key == p.keys[roleAuthors]:
		return people(v, authorKey)
	case p.people:
		return people(v, func(string) bool { return false })
	}
	return f.value
}

// authorKey reports whether s looks like the key of an author, not like a name.
func authorKey(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789_-") == ""
}

// draft returns what f says about being a draft; whatever it says, the article
// is one if any other key says so.
func (p *preset) draft(f *field, draft bool) *node {
	if f.key == p.keys[roleDraft] && f.value.kind == kindBool && f.value.boolean() == (draft != p.reverse) {
		return f.value
	}
	return nodeOf(draft != p.reverse)
}

// people makes authors mappings with a name, but for those that isKey takes
// for the keys of others.
func people(v *node, isKey func(string) bool) *node {
	switch v.kind {
	case kindText:
		if isKey(v.text) {
			return v
		}
		n := listNode()
		for _, name := range splitLabels(v.text) {
			n.items = append(n.items, &node{kind: kindMap, indent: -1, pairs: []pair{{"name", textNode(name)}}})
		}
		return n
	case kindList:
		return v.mapItems(func(item *node) *node {
			if n := people(item, isKey); n.kind == kindList && len(n.items) == 1 {
				return n.items[0]
			}
			return item
		}).block()
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

// block returns the list n with its items below one another if it holds
// mappings, which read badly in brackets.
func (n *node) block() *node {
	if n.style != styleFlow || !slices.ContainsFunc(n.items, func(item *node) bool { return item.kind == kindMap }) {
		return n
	}
	m := *n
	m.style = styleAuto
	return &m
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
	want := kindTime
	if p.quoted && d.HasTime() && d.HasZone() {
		want = kindText
	}
	if s == v.text && v.kind == want {
		return v
	}
	return &node{kind: want, style: styleDouble, text: s, indent: -1, above: v.above, beside: v.beside}
}

// labels makes categories and tags a list without empty ones, of texts where the
// generator is strict.
func (p *preset) labels(r role, v *node) *node {
	switch {
	case v.kind == kindNull:
		return v
	case v.kind == kindText:
		v = listNode(splitLabels(v.text)...)
	case v.scalar():
		v = listNode(v.text)
	}
	v = v.filled()
	if p.strict {
		v = v.texts()
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

// texts returns the list n with its numbers as texts.
func (n *node) texts() *node {
	return n.mapItems(func(item *node) *node {
		if item.scalar() {
			return item.worded(item.text)
		}
		return item
	})
}

// filled returns the list n without what is empty in it.
func (n *node) filled() *node {
	if !slices.ContainsFunc(n.items, (*node).empty) {
		return n
	}
	m := *n
	m.items = slices.DeleteFunc(slices.Clone(n.items), (*node).empty)
	return &m
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
