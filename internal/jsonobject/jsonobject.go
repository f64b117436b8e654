// Package jsonobject goes through the members of a JSON object without decoding
// their values.
package jsonobject

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"unicode/utf8"
)

// Members are the keys of an object and their values as they stand in it, parts
// of its bytes, in order. The object has to be valid JSON, for nothing is checked
// again: of one that is not, and of another value, some members may come or none.
func Members(object []byte) iter.Seq2[string, json.RawMessage] {
	return func(yield func(string, json.RawMessage) bool) {
		rest := skipSpace(object)
		for len(rest) > 0 && (rest[0] == '{' || rest[0] == ',') {
			rest = skipSpace(rest[1:])
			if len(rest) == 0 || rest[0] != '"' {
				return
			}
			end := stringLength(rest)
			key := rest[:end]
			if rest = skipSpace(rest[end:]); len(rest) == 0 || rest[0] != ':' {
				return
			}
			rest = skipSpace(rest[1:])
			end = valueLength(rest)
			if !yield(unquote(key), json.RawMessage(rest[:end:end])) {
				return
			}
			rest = skipSpace(rest[end:])
		}
	}
}

func skipSpace(text []byte) []byte { return bytes.TrimLeft(text, " \t\r\n") }

// unquote is the text of a valid JSON string.
func unquote(quoted []byte) (text string) {
	if len(quoted) > 1 && bytes.IndexByte(quoted, '\\') < 0 && utf8.Valid(quoted) {
		return string(quoted[1 : len(quoted)-1])
	}
	_ = json.Unmarshal(quoted, &text)
	return text
}

// valueLength is the length of the JSON value that text begins with.
func valueLength(text []byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '"':
			if i += stringLength(text[i:]) - 1; depth == 0 {
				return i + 1
			}
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return i
			}
			if depth--; depth == 0 {
				return i + 1
			}
		case ',', ' ', '\t', '\r', '\n':
			if depth == 0 {
				return i
			}
		}
	}
	return len(text)
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

// Append adds members to an object, which it keeps otherwise, at its end: those whose
// keys it lacks, each once. The result ends with one line break. What is no object
// is an error.
func Append(object []byte, extra iter.Seq2[string, []byte]) ([]byte, error) {
	object = bytes.TrimSpace(object)
	if len(object) < 2 || object[0] != '{' || object[len(object)-1] != '}' {
		return nil, errors.New("the result is not a JSON object that members can be added to")
	}
	keys := map[string]bool{}
	for key := range Members(object) {
		keys[key] = true
	}
	b := append(make([]byte, 0, len(object)+64), object[:len(object)-1]...)
	for name, value := range extra {
		if keys[name] {
			continue
		}
		if len(keys) > 0 {
			b = append(b, ',')
		}
		keys[name] = true
		key, err := json.Marshal(name)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, key...), ':'), value...)
	}
	return append(b, '}', '\n'), nil
}
