package htmltree

import (
	"slices"
	"strings"
	"testing"
)

func TestCapitalized(t *testing.T) {
	for _, list := range [][]string{svgTagNames, svgAttributeNames} {
		if !slices.IsSortedFunc(list, func(a, b string) int { return compareLower(a, strings.ToLower(b)) }) {
			t.Errorf("not in the order of lower-case forms: %q", list)
		}
		for _, name := range list {
			if got := capitalized(list, strings.ToLower(name)); got != name {
				t.Errorf("%s is found as %s", name, got)
			}
		}
	}
	for _, name := range []string{"", "a", "view", "viewboxes", "zz"} {
		if got := capitalized(svgAttributeNames, name); got != name {
			t.Errorf("%s became %s", name, got)
		}
	}
}
