package rules

import (
	"strings"

	"github.com/artx-cli/artx/extract/internal/weburl"
)

// The tables, for tests of what cleaning makes of their rows.
var (
	AdFrames             = adFrames
	BackgroundAttributes = backgroundAttributes
	Facades              = facades
	LazyAttributes       = lazyAttributes
	NoiseRows            = noiseRows
	Pixels               = pixels
	PlaceholderHosts     = placeholderHosts
	PlaceholderStems     = placeholderStems
	Players              = players
	Proxies              = proxies
	Redirectors          = redirectors
	Sizes                = sizes
	Trackers             = trackers
	VagueStems           = vagueStems

	NewSizeTable   = newSizeTable
	NewUnwrapTable = newUnwrapTable
	ParseCompound  = parseCompound
)

// Reaches tells whether row i is asked about an address and takes it.
func (t *unwrapTable) Reaches(addr string, i int) (reached bool) {
	a, _ := weburl.Split(addr)
	t.index.find(a.Host, func(row int) bool {
		reached = reached || row == i && t.rows[i].inner(a) != ""
		return false
	})
	return reached
}

// StartTag writes the start of an element that a selector fits, without the >.
func StartTag(c compound) (open, tag string) {
	if tag = c.tag; tag == "" {
		tag = "div"
	}
	open = "<" + tag
	if c.id != "" {
		open += ` id="` + c.id + `"`
	}
	if len(c.classes) > 0 {
		open += ` class="` + strings.Join(c.classes, " ") + `"`
	}
	for _, a := range c.attrs {
		open += " " + a.name + `="` + a.value + `"`
	}
	return open, tag
}

// Placeholders are the names in a template.
func Placeholders(to string) (names []string) {
	for {
		_, name, after := variableIn(to)
		if name == "" {
			return names
		}
		names, to = append(names, name), after
	}
}
