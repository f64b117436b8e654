package batch

import (
	"bytes"
	"encoding/json"
	"errors"

	archive "github.com/artx-cli/artx/source"
)

// mergeMembers adds the members that an object lacks at its end. The object
// keeps its bytes otherwise, and ends with one line break.
func mergeMembers(object []byte, extra []archive.Member) ([]byte, error) {
	object = bytes.TrimSpace(object)
	if len(object) < 2 || object[0] != '{' || object[len(object)-1] != '}' {
		return nil, errors.New("the result is not a JSON object that members can be added to")
	}
	keys, err := keysOf(object)
	if err != nil {
		return nil, err
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

// keysOf finds the keys of a valid JSON object. Its values, which were encoded
// a moment ago, are only skipped.
func keysOf(object []byte) (map[string]bool, error) {
	keys := map[string]bool{}
	depth := 0
	for i := 0; i < len(object); i++ {
		switch object[i] {
		case '{', '[':
			depth++
		case '}', ']':
			depth--
		case '"':
			end := i + stringLength(object[i:])
			if depth == 1 && isKey(object[end:]) {
				var key string
				if err := json.Unmarshal(object[i:end], &key); err != nil {
					return nil, err
				}
				keys[key] = true
			}
			i = end - 1
		}
	}
	return keys, nil
}

// stringLength is the length of the JSON string that text begins with.
func stringLength(text []byte) int {
	for i := 1; i < len(text); i++ {
		n := bytes.IndexByte(text[i:], '"')
		if n < 0 {
			break
		}
		i += n
		backslashes := 0
		for text[i-1-backslashes] == '\\' {
			backslashes++
		}
		if backslashes%2 == 0 {
			return i + 1
		}
	}
	return len(text)
}

// isKey tells whether what stands behind a string makes it a key.
func isKey(behind []byte) bool {
	behind = bytes.TrimLeft(behind, " \t\r\n")
	return len(behind) > 0 && behind[0] == ':'
}
