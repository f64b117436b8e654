package frontmatter

import (
	"slices"
	"strings"
	"unicode"
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
