// Package note holds what the packages of artx say about an article beside
// their results: a [Note] for whatever was guessed, repaired, dropped or
// changed, so that nothing of an article disappears in silence. docs/notes.md
// lists all codes with what each means.
package note

import (
	"fmt"
	"strconv"
)

// Note says what was guessed, dropped or changed, and where.
type Note struct {
	Code    string `json:"code"` // stable identifier, such as "image.placeholder"
	Level   Level  `json:"level"`
	Message string `json:"message"`          // one line for a person
	Line    int    `json:"line,omitempty"`   // 1-based line in the source; 0 if unknown
	Column  int    `json:"column,omitempty"` // 1-based column in bytes; 0 if unknown
}

// Level tells how much a note matters. Higher levels matter more.
type Level uint8

const (
	// Info is about what was done without a doubt, or matters little.
	Info Level = iota
	// Warning is about what a person should look at: something may be lost or
	// wrong.
	Warning
)

var levelNames = [...]string{Info: "info", Warning: "warning"}

// String returns "info" or "warning".
func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return fmt.Sprintf("Level(%d)", uint8(l))
}

// Plural is n with the noun for it, whose plural ends in s: "1 word", "2 words".
func Plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}

// MarshalText returns what String does, so that JSON has the level's name. The
// error is for a level that is none of the constants.
func (l Level) MarshalText() ([]byte, error) {
	if int(l) >= len(levelNames) {
		return nil, fmt.Errorf("there is no level %d of notes", uint8(l))
	}
	return []byte(levelNames[l]), nil
}

// UnmarshalText reads "info" or "warning"; anything else is an error.
func (l *Level) UnmarshalText(text []byte) error {
	for level, name := range levelNames {
		if name == string(text) {
			*l = Level(level)
			return nil
		}
	}
	return fmt.Errorf("unknown level %q of a note: want info or warning", text)
}
