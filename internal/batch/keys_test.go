package batch

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
)

// TestKeysOf compares the keys that are found by skipping values with those of
// encoding/json.
func TestKeysOf(t *testing.T) {
	for _, object := range []string{
		`{}`, `{ "a" : 1 }`, `{"a":{"b":"c"},"d":[{"e":1},"f"],"g":"h"}`, `{"a":"\"b\":","c\"d":"\\","e\\":"\\\\\""}`,
		`{"\u0061":"x","b":null,"":""}`, "{\n  \"a\": [\"]\", \"}\"],\n  \"b\": \"{\"\n}", `{"a":"x: \"y\": z","ü":"é"}`,
	} {
		var want map[string]json.RawMessage
		if err := json.Unmarshal([]byte(object), &want); err != nil {
			t.Fatal(err)
		}
		got, err := keysOf([]byte(object))
		if err != nil || !slices.Equal(slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want))) {
			t.Errorf("%s: %v (%v)", object, got, err)
		}
	}
}
