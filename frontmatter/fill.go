package frontmatter

// Fill adds the keys of other to d for which d says nothing yet, by that key or by
// another of the same meaning: a header with "pubDate" gets no "date". Keys whose
// value is empty count as nothing only if they are called the same. other stays
// as it is. Fill tells whether it changed d.
func (d *Document) Fill(other *Document) (changed bool) {
	var missing []*field
	for _, f := range other.fields {
		if mine := d.field(f.key); (mine == nil || mine.value.empty()) && !d.says(f.key) {
			missing = append(missing, f)
		}
	}
	for _, f := range missing {
		n := *f.value
		d.set(f.key, &n)
	}
	return len(missing) > 0
}

// says tells whether d has a value of the meaning that key has.
func (d *Document) says(key string) bool {
	rule := ruleOf(key)
	return rule != nil && rule.role != roleNone && rule.role != roleLayout && d.first(rule.role) != nil
}
