package jsonobject

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

type member struct {
	Key   string
	Value string
}

// seeds are objects whose members are hard to tell apart by their bytes.
var seeds = []string{
	`{}`, ` { } `, `{"a":1}`, `{ "a" : 1 , "b" : [ ] }`, `{"a":{"b":"}"},"c":["]",[1,{"d":","}]]}`,
	`{"a\"b":"c\\","d":"\\\"}"}`, `{"é":true,"":null,"a":false}`, `{"a":-1.5e+3,"a":2}`, "{\"a\":\n1\t,\r\"b\":\"\"}", `{"\u00e9\ud83d\ude00":0}`,
	"{\"\xff\":\"\xff\"}", `[1,2]`, `"text"`, `12`,
}

// TestMembers compares with what encoding/json finds.
func TestMembers(t *testing.T) {
	for _, text := range seeds {
		compare(t, []byte(text))
	}
}

func FuzzMembers(f *testing.F) {
	for _, text := range seeds {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if json.Valid(text) {
			compare(t, text)
			return
		}
		for range Members(text) { // ends, whatever it finds
		}
	})
}

func compare(t *testing.T, text []byte) {
	t.Helper()
	var got []member
	for key, value := range Members(text) {
		got = append(got, member{key, string(value)})
	}
	if diff := cmp.Diff(decoded(text), got); diff != "" {
		t.Errorf("members of %q (-encoding/json +got):\n%s", text, diff)
	}
}

// decoded are the members that a decoder finds.
func decoded(text []byte) (list []member) {
	dec := json.NewDecoder(bytes.NewReader(text))
	if t, _ := dec.Token(); t != json.Delim('{') {
		return nil
	}
	for dec.More() {
		key, _ := dec.Token()
		var value json.RawMessage
		if dec.Decode(&value) != nil {
			return list
		}
		list = append(list, member{key.(string), string(value)})
	}
	return list
}
