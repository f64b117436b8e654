package frontmatter

import "slices"

// AddAliases adds addresses at which the article was to the key that has them, which
// is key if there is none yet, and tells whether any was missing.
func (d *Document) AddAliases(key string, addresses []string) (changed bool) {
	var all []string
	for _, f := range d.fields {
		if !isAliases(f.key) {
			continue
		}
		key = f.key
		for _, n := range append([]*node{f.value}, f.value.items...) {
			if n.kind == kindText && n.text != "" {
				all = append(all, n.text)
			}
		}
		break
	}
	for _, address := range addresses {
		if !slices.Contains(all, address) {
			all = append(all, address)
			changed = true
		}
	}
	if changed {
		d.set(key, listNode(all...))
	}
	return changed
}

// isAliases tells whether a key has the aliases of an article.
func isAliases(key string) bool {
	return slices.ContainsFunc(roleRules[roleAliases], func(r *keyRule) bool { return r.key == key })
}
