package batch

import (
	"cmp"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
)

// passedOver counts what a walk leaves out of folders because of its extension.
type passedOver map[string]int

func (p passedOver) add(name string) {
	p[cmp.Or(strings.ToLower(path.Ext(name)), "without an extension")]++
}

// String names the most frequent extensions.
func (p passedOver) String() string {
	const most = 5
	exts := slices.SortedFunc(maps.Keys(p), func(a, b string) int { return cmp.Or(cmp.Compare(p[b], p[a]), cmp.Compare(a, b)) })
	var parts []string
	others := 0
	for i, ext := range exts {
		if i < most {
			parts = append(parts, fmt.Sprintf("%d %s", p[ext], ext))
		} else {
			others += p[ext]
		}
	}
	if others > 0 {
		parts = append(parts, fmt.Sprintf("%d others", others))
	}
	return strings.Join(parts, ", ")
}
