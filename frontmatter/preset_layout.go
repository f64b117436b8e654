package frontmatter

import (
	"slices"
	"strings"
)

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
