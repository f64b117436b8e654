package article

import (
	"fmt"
	"slices"
	"strings"

	"github.com/artx-cli/artx/convert/danger"
	"github.com/artx-cli/artx/note"
)

// settleDanger looks at the Markdown for what a browser would run if it were
// rendered as it is. Options.Safe makes text of that; else there is one warning,
// since Markdown goes through as it is. Renderers that are safe by default, such
// as goldmark and cmark, drop most of it.
func (c *conversion) settleDanger() {
	if c.opt.Safe {
		safe, count := danger.Defuse(c.Markdown)
		if count > 0 {
			c.Markdown = safe
			c.note("markdown.defused", note.Warning, fmt.Sprintf("tags and links of the Markdown that could run code became text (%d)", count))
		}
		return
	}
	found := danger.Find(c.Markdown)
	if len(found) == 0 {
		return
	}
	if slices.ContainsFunc(found, func(what string) bool { return !danger.Runs(what) }) {
		c.note("markdown.dangerous", note.Warning, fmt.Sprintf("%s in the Markdown could run code, left as found: %s", note.Plural(len(found), "thing"), shorten(found)))
		return
	}
	c.note("link.dangerous", note.Warning, fmt.Sprintf("%s of the Markdown could run code, left as found: %s", note.Plural(len(found), "link"), shorten(found)))
}

// maxNamed is how many things a note names.
const maxNamed = 5

func shorten(found []string) string {
	var list []string
	for _, s := range found[:min(len(found), maxNamed)] {
		if runes := []rune(s); len(runes) > 60 {
			s = string(runes[:60]) + "…"
		}
		list = append(list, s)
	}
	return strings.Join(list, ", ")
}
