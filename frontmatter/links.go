package frontmatter

import "strings"

// linkAuthors returns the fields with the names of authors as wiki links, which
// Obsidian reads in properties as links to notes of these names
// (help.obsidian.md, Properties). Names that a link cannot hold stay.
func linkAuthors(fields []*field) []*field {
	out := make([]*field, len(fields))
	for i, f := range fields {
		out[i] = f
		if r := ruleOf(f.key); r == nil || r.role != roleAuthors {
			continue
		}
		if v := linkNames(f.value); v != f.value {
			linked := *f
			linked.value, linked.changed = v, true
			out[i] = &linked
		}
	}
	return out
}

// linkNames makes links of a name, or of the names in a list.
func linkNames(n *node) *node {
	switch {
	case n.kind == kindList:
		return n.mapItems(linkNames)
	case n.kind != kindText || strings.TrimSpace(n.text) == "" || strings.ContainsAny(n.text, "[]|#^"):
		return n
	}
	return n.withText("[[" + strings.TrimSpace(n.text) + "]]")
}

// linkedName is the name that a wiki link shows, or s itself if it is none.
func linkedName(s string) string {
	inner, isLink := strings.CutPrefix(s, "[[")
	inner, closed := strings.CutSuffix(inner, "]]")
	if !isLink || !closed || strings.ContainsAny(inner, "[]") {
		return s
	}
	if _, shown, ok := strings.Cut(inner, "|"); ok {
		return strings.TrimSpace(shown)
	}
	return strings.TrimSpace(inner[strings.LastIndexByte(inner, '/')+1:])
}
