package frontmatter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/artx-cli/artx/frontmatter/internal/plain"
)

// Meta is what a header says about an article, whatever dialect it is written
// in. Fields that it does not say are empty.
type Meta struct {
	Title       string
	Authors     []string
	Published   Date
	Updated     Date
	Categories  []string
	Tags        []string
	Cover       string // address of the picture
	URL         string // address of the article; may lack scheme and host
	Description string
	Lang        string
	Slug        string
	Draft       bool
	Site        string
}

// nameKeys are the keys of a mapping that hold a name or label.
var nameKeys = plain.WordSet("name display_name label title author login")

// nameOrder is the order in which they count.
var nameOrder = []string{"name", "display_name", "label", "title", "author", "login"}

// Meta returns what the header says. What [Document.Clean] found elsewhere, such
// as the date of a file name, counts as well.
func (d *Document) Meta() Meta {
	return Meta{
		Title:       d.text(roleTitle),
		Authors:     d.authors(),
		Published:   d.date(rolePublished),
		Updated:     d.date(roleUpdated),
		Categories:  d.labels(roleCategories),
		Tags:        d.labels(roleTags),
		Cover:       d.text(roleCover),
		URL:         d.url(),
		Description: d.text(roleDescription),
		Lang:        d.text(roleLang),
		Slug:        d.text(roleSlug),
		Draft:       d.draft(),
		Site:        d.text(roleSite),
	}
}

// Addresses are where the article is or was: its [Document.URL] first, then what other
// keys for addresses have, and aliases.
func (d *Document) Addresses() []string {
	found := []string{d.url()}
	add := func(n *node) {
		if text := strings.TrimSpace(n.text); n.kind == kindText && text != "" && !slices.Contains(found, text) {
			found = append(found, text)
		}
	}
	for _, r := range []role{roleURL, roleAliases} {
		d.each(r, func(h hit) bool {
			add(h.value)
			for _, item := range h.value.items {
				add(item)
			}
			return true
		})
	}
	if found[0] == "" {
		found = found[1:]
	}
	return slices.Clip(found)
}

// URL returns the address of the article that Meta has, alone and so faster.
func (d *Document) URL() string { return d.url() }

// originRoles are the fields of [Meta] that Origins knows.
var originRoles = []struct {
	name string
	role role
}{
	{"title", roleTitle}, {"authors", roleAuthors}, {"published", rolePublished}, {"updated", roleUpdated}, {"categories", roleCategories},
	{"tags", roleTags}, {"cover", roleCover}, {"url", roleURL}, {"description", roleDescription}, {"lang", roleLang}, {"site", roleSite},
}

// Origins tells where what [Document.Meta] returns comes from, by the name of
// the field in lower case: "date, line 3" for a key of the header, "file name"
// or "first heading" for what Clean found elsewhere. Fields without a value are
// left out.
func (d *Document) Origins() map[string]string {
	origins := make(map[string]string)
	for _, field := range originRoles {
		h := d.first(field.role)
		switch {
		case h == nil:
			if from := d.fallbackFrom[field.role]; from != "" {
				origins[field.name] = from
			}
		case h.field.line > 0:
			origins[field.name] = fmt.Sprintf("%s, line %d", h.rule.key, h.field.line)
		default:
			origins[field.name] = h.rule.key
		}
	}
	return origins
}

// Guessed tells whether [Document.Clean] found the value of a field elsewhere, since
// the header had none. The field is named as by [Document.Origins].
func (d *Document) Guessed(field string) bool {
	for _, known := range originRoles {
		if known.name == field {
			return d.fallbackFrom[known.role] != ""
		}
	}
	return false
}

// hit is a value found for a role: the field it stands in and its rule.
type hit struct {
	rule  *keyRule
	field *field
	value *node
}

// each calls yield for the values of a role that suit it, best first, until it
// returns false.
func (d *Document) each(r role, yield func(hit) bool) {
	fields := d.visible()
	for _, rule := range roleRules[r] {
		top, sub, nested := strings.Cut(rule.key, ".")
		for _, f := range fields {
			if len(f.key) != len(top) || !strings.EqualFold(f.key, top) {
				continue
			}
			v := f.value
			if nested {
				v = f.value.getFold(sub)
			}
			if v != nil && suits(rule, v) && !yield(hit{rule, f, v}) {
				return
			}
		}
	}
}

// visible returns the fields, and behind them those that generators keep in a
// mapping of custom keys.
func (d *Document) visible() []*field {
	fields := d.fields
	for _, f := range d.fields {
		if !customKeys[f.key] || f.value.kind != kindMap {
			continue
		}
		fields = fields[:len(fields):len(fields)]
		for _, p := range f.value.pairs {
			fields = append(fields, &field{key: p.key, value: p.value, line: f.line, inside: true})
		}
	}
	return fields
}

// getFold is get without regard to case.
func (n *node) getFold(key string) *node {
	if n.kind != kindMap {
		return nil
	}
	for _, p := range n.pairs {
		if strings.EqualFold(p.key, key) {
			return p.value
		}
	}
	return nil
}

// suits reports whether v is of the type that the rule's role has: Jekyll's
// published is a boolean, Obsidian's a date.
func suits(rule *keyRule, v *node) bool {
	switch rule.shape {
	case shapeDate:
		return v.kind == kindText || v.kind == kindTime || v.kind == kindInt || v.kind == kindNull
	case shapeImage:
		return v.kind == kindText || v.kind == kindNull || v.kind == kindList
	case shapeAddress:
		return v.kind == kindNull || v.kind == kindText && isAddress(v.text)
	}
	return true
}

// isAddress reports whether s is an address or a path, not the name of a
// source or the pattern of a permalink.
func isAddress(s string) bool {
	s = strings.TrimSpace(s)
	return s == "" || strings.HasPrefix(s, "/") || strings.Contains(s, "://") ||
		(strings.Contains(s, "/") || strings.HasSuffix(s, ".html")) && !strings.ContainsAny(s, " :")
}

// first returns the best value of a role that is not empty, or nil.
func (d *Document) first(r role) *hit {
	var out *hit
	d.each(r, func(h hit) bool {
		if h.value.empty() {
			return true
		}
		out = &h
		return false
	})
	return out
}

// keyOf returns the field that a role's value would stand in, empty or not.
func (d *Document) keyOf(r role) *field {
	var out *field
	d.each(r, func(h hit) bool {
		out = h.field
		return false
	})
	return out
}

// value returns the best value of a role, or nil.
func (d *Document) value(r role) *node {
	if h := d.first(r); h != nil {
		return h.value
	}
	return d.fallback[r]
}

// text returns the value of a role as one text.
func (d *Document) text(r role) string {
	n := d.value(r)
	if n == nil {
		return ""
	}
	for n.kind == kindList && len(n.items) > 0 {
		n = n.items[0]
	}
	if n.kind == kindMap {
		return ""
	}
	return plain.Collapse(n.text)
}

// date returns the first value of a role that is a date.
func (d *Document) date(r role) Date {
	var out Date
	d.each(r, func(h hit) bool {
		out, _ = ParseDate(h.value.text)
		return out.IsZero()
	})
	if n := d.fallback[r]; out.IsZero() && n != nil {
		out, _ = ParseDate(n.text)
	}
	return out
}

// authors returns the names of the authors: one text, a list of texts, a
// mapping with a name, a list of those; of wiki links, what they show.
func (d *Document) authors() []string {
	n := d.value(roleAuthors)
	if n == nil {
		return nil
	}
	list := names(nil, n)
	for i, name := range list {
		list[i] = linkedName(name)
	}
	return list
}

// names appends the names that n holds.
func names(out []string, n *node) []string {
	switch n.kind {
	case kindNull:
	case kindList:
		for _, item := range n.items {
			out = names(out, item)
		}
	case kindMap:
		for _, key := range nameOrder {
			if v := n.get(key); v != nil && v.scalar() && !v.empty() {
				return append(out, plain.Collapse(v.text))
			}
		}
	default:
		if s := plain.Collapse(n.text); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// labels returns the values of a role whose keys hold lists, commas in a text
// included.
func (d *Document) labels(r role) []string {
	n := d.value(r)
	if n == nil {
		return nil
	}
	if n.kind == kindText {
		return splitLabels(n.text)
	}
	return names(nil, n)
}

// splitLabels splits "a, b" at commas, Chinese ones and semicolons too.
func splitLabels(s string) []string {
	var out []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ',' || r == '，' || r == '、' || r == ';' }) {
		if part = plain.Collapse(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// url returns the address of the article, a whole one if any key has it.
func (d *Document) url() string {
	var path string
	var whole string
	d.each(roleURL, func(h hit) bool {
		s := strings.TrimSpace(h.value.text)
		if path == "" {
			path = s
		}
		if strings.Contains(s, "://") {
			whole = s
		}
		return whole == ""
	})
	if whole != "" {
		return whole
	}
	return path
}

// draft reports whether any key says that the article is not public.
func (d *Document) draft() bool {
	for _, f := range d.fields {
		if v, ok := draftValue(f); ok && v {
			return true
		}
	}
	return false
}

// draftValue returns what f says about being a draft, and whether it does.
func draftValue(f *field) (draft, ok bool) {
	v := f.value
	switch strings.ToLower(f.key) {
	case "draft":
		return truth(v)
	case "published", "publish":
		public, ok := truth(v)
		return !public, ok
	case "status":
		switch strings.ToLower(v.text) {
		case "draft", "private", "pending", "hidden", "future", "trash":
			return true, true
		case "publish", "published", "public":
			return false, true
		}
	}
	return false, false
}

// truth returns the value of a boolean, those of YAML 1.1 included.
func truth(v *node) (value, ok bool) {
	if v.kind == kindBool {
		return v.boolean(), true
	}
	if v.kind == kindText {
		switch strings.ToLower(v.text) {
		case "true", "yes", "on":
			return true, true
		case "false", "no", "off":
			return false, true
		}
	}
	return false, false
}
