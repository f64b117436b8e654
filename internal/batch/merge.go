package batch

import (
	"github.com/artx-cli/artx/internal/jsonobject"
	archive "github.com/artx-cli/artx/source"
)

// MergeMembers adds the members that an object lacks at its end. The object
// keeps its bytes otherwise, and ends with one line break.
func MergeMembers(object []byte, extra []archive.Member) ([]byte, error) {
	return jsonobject.Append(object, func(yield func(string, []byte) bool) {
		for _, m := range extra {
			if !yield(m.Key, m.Value) {
				return
			}
		}
	})
}
