package batch

import (
	"bytes"
	"encoding/json"
	"errors"

	"github.com/artx-cli/artx/internal/jsonobject"
	archive "github.com/artx-cli/artx/source"
)

// MergeMembers adds the members that an object lacks at its end. The object
// keeps its bytes otherwise, and ends with one line break.
func MergeMembers(object []byte, extra []archive.Member) ([]byte, error) {
	object = bytes.TrimSpace(object)
	if len(object) < 2 || object[0] != '{' || object[len(object)-1] != '}' {
		return nil, errors.New("the result is not a JSON object that members can be added to")
	}
	keys := map[string]bool{}
	for key := range jsonobject.Members(object) {
		keys[key] = true
	}
	b := append(make([]byte, 0, len(object)+64), object[:len(object)-1]...)
	for _, m := range extra {
		if keys[m.Key] {
			continue
		}
		if len(keys) > 0 {
			b = append(b, ',')
		}
		keys[m.Key] = true
		key, err := json.Marshal(m.Key)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, key...), ':'), m.Value...)
	}
	return append(b, '}', '\n'), nil
}
