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
	l.dropEmpty()
	l.makeRoom()
	for _, f := range l.fields {
		l.used[strings.ToLower(f.key)] = true
	}
	l.choose()
	l.hideDraft()
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

// atTop reports whether key can stand at the top of a header.
func (p *preset) atTop(key string) bool {
	if !p.closed {
		return !slices.Contains(p.taken, strings.ToLower(key))
	}
	if key == p.rest || key == p.taxonomies || p.top[strings.ToLower(key)] != nil {
		return true
	}
	for r, name := range p.keys {
		if name == key && (p.taxonomies == "" || r != roleTags && r != roleCategories) {
			return true
		}
	}
	return false
}

// misfit reports whether f stands under a key of the generator's that takes
// nothing of its kind.
func (p *preset) misfit(f *field) bool {
	fits := p.top[strings.ToLower(f.key)]
	return fits != nil && !fits(f.value)
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

// dropEmpty leaves out the keys without a value that stop the generator.
func (l *layout) dropEmpty() { l.dropIf(l.p.refuses) }

// dropIf leaves out the fields that out reports; the comments above them go to
// the next one.
func (l *layout) dropIf(out func(*field) bool) {
	var kept []*field
	var above strings.Builder
	for _, f := range l.fields {
		if out(f) {
			above.WriteString(comments(f.lead))
			continue
		}
		if above.Len() > 0 {
			led := *f
			led.lead = above.String() + f.lead
			if r, chosen := l.roles[f]; chosen {
				l.roles[&led] = r
			}
			f = &led
			above.Reset()
		}
		kept = append(kept, f)
	}
	l.fields = kept
}

// refuses reports whether the generator stops at f, which says nothing: at null
// wherever it is strict, and at an empty text where it wants something else.
func (p *preset) refuses(f *field) bool {
	switch {
	case f.key == p.rest:
		return f.value.kind == kindNull
	case !p.strict || !f.value.scalar() || !f.value.empty():
		return false
	case f.value.kind == kindNull:
		return true
	}
	rule := ruleOf(f.key)
	return rule != nil && rule.role != roleTitle && rule.role != roleDescription && rule.role != roleLayout && rule.role != roleNone
}

// makeRoom renames what stands under the generator's key for an address and
// cannot be one: an address with its host, and a slug where there is an address.
func (l *layout) makeRoom() {
	own := l.p.keys[roleURL]
	if own == "" {
		return
	}
	slug := own == l.p.keys[roleSlug] && slices.ContainsFunc(l.fields, func(f *field) bool {
		return f.key != own && ruleOf(f.key) != nil && ruleOf(f.key).role == roleURL && l.p.accepts(roleURL, f)
	})
	for i, f := range l.fields {
		key := strings.ToLower(f.key)
		switch {
		case f.value.kind != kindText:
		case hasHost(f.value.text) && (key == own || l.p.clips[key] && !l.holds(l.p.whole)):
			l.fields[i] = l.renamed(f, l.p.whole)
		case slug && key == own && !strings.HasPrefix(f.value.text, "/"):
			l.fields[i] = l.renamed(f, "basename") // the name that Movable Type has for it
		}
	}
}

// renamed returns f under another name that no field has.
func (l *layout) renamed(f *field, key string) *field {
	for l.holds(key) {
		key += "_"
	}
	out := *f
	out.key, out.changed = key, true
	return &out
}

// holds reports whether a field is called key.
func (l *layout) holds(key string) bool {
	return slices.ContainsFunc(l.fields, func(f *field) bool { return strings.EqualFold(f.key, key) })
}

// choose finds the field that speaks for each role: the one that has the
// generator's name already, or else the best of the table.
func (l *layout) choose() {
	for r := roleTitle; r <= roleAliases; r++ {
		key, ok := l.p.keys[r]
		if !ok {
			continue
		}
		if f := l.best(r, key); f != nil {
			l.roles[f] = r
		}
	}
	for i, f := range l.fields {
		if name := l.p.beside[f.key]; name != "" && l.free(f) && l.taken(l.p.keys[ruleOf(f.key).role]) {
			l.fields[i] = l.renamed(f, name)
		}
	}
}

// best returns the field to be called key, or nil.
func (l *layout) best(r role, key string) *field {
	if f := l.own(r, key); f != nil {
		return f
	}
	view := Document{fields: l.fields}
	var out *field
	view.each(r, func(h hit) bool {
		f := h.field
		if l.free(f) && !strings.Contains(h.rule.key, ".") && l.p.accepts(r, f) && !f.value.empty() {
			out = f
		}
		return out == nil
	})
	if out == nil || strings.EqualFold(out.key, key) {
		return out
	}
	n := len(l.fields)
	l.dropIf(func(f *field) bool { return f.key == key && f.value.empty() && l.free(f) })
	if len(l.fields) < n { // it said nothing
		return l.best(r, key)
	}
	if l.taken(key) {
		return nil
	}
	return out
}

// own returns the field that is called key already, if it can speak for r.
func (l *layout) own(r role, key string) *field {
	for _, f := range l.fields {
		slug := r == roleURL && key == l.p.keys[roleSlug] && !strings.HasPrefix(f.value.text, "/")
		if f.key == key && l.free(f) && l.p.accepts(r, f) && !slug {
			return f
		}
	}
	return nil
}

// free reports whether f, which stands at the top, speaks for no role yet.
func (l *layout) free(f *field) bool {
	_, chosen := l.roles[f]
	return !chosen && !f.inside
}

// taken reports whether a field will be called key.
func (l *layout) taken(key string) bool {
	return slices.ContainsFunc(l.fields, func(f *field) bool {
		if r, chosen := l.roles[f]; chosen {
			return l.p.keys[r] == key
		}
		return strings.EqualFold(f.key, key)
	})
}

// hideDraft adds the generator's key for a draft where others say that the
// article is one in a way of their own.
func (l *layout) hideDraft() {
	key, ok := l.p.keys[roleDraft]
	if view := (Document{fields: l.fields}); !ok || !view.draft() || l.taken(key) {
		return
	}
	f := &field{key: key, value: nodeOf(!l.p.reverse), changed: true}
	l.fields, l.roles[f] = append(l.fields, f), roleDraft
}

// rename gives a field that speaks for a role the generator's name and form.
func (l *layout) rename(f *field) *field {
	r, ok := l.roles[f]
	if !ok && slices.Contains(l.p.lists, f.key) && f.value.kind == kindText {
		return &field{key: f.key, value: l.p.labels(roleNone, f.value), lead: f.lead, line: f.line, changed: true}
	}
	if !ok {
		return f
	}
	key, value := l.p.keys[r], l.form(r, f)
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
		case l.p.rest != "" && (!l.p.atTop(f.key) || l.p.misfit(f) || !chosen && l.p.reserved(f.key) && !f.value.empty()):
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
