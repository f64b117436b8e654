package note

import (
	"fmt"
	"strings"
)

// Book groups what is noted: one note for each code and message, with a
// count and the first example.
type Book struct {
	list []noteGroup
}

type noteGroup struct {
	code, message, example string
	level                  Level
	count                  int
	line, column           int
}

// Add counts what is noted; the example of the first of its kind is kept. It
// tells whether this one is the first.
func (b *Book) Add(code string, level Level, message, example string) (first bool) {
	for i := range b.list {
		if g := &b.list[i]; g.code == code && g.message == message {
			g.count++
			return false
		}
	}
	b.list = append(b.list, noteGroup{code: code, level: level, message: message, example: example, count: 1})
	return true
}

// Place says where the note that was the first of its kind in the last Add has
// its example: as in [Note], 0 if that is not known.
func (b *Book) Place(line, column int) {
	g := &b.list[len(b.list)-1]
	g.line, g.column = line, column
}

// maxExample bounds an example in a note, in bytes.
const maxExample = 120

// Notes is one note a code and message, in the order in which they were first
// met; nil if there is none.
func (b *Book) Notes() []Note {
	if len(b.list) == 0 {
		return nil
	}
	notes := make([]Note, len(b.list))
	for i, g := range b.list {
		message := g.message
		if g.count > 1 {
			message = fmt.Sprintf("%s (%d)", g.message, g.count)
		}
		if example := strings.Join(strings.Fields(g.example), " "); example != "" {
			if len(example) > maxExample {
				cut := maxExample
				for cut > 0 && example[cut]&0xc0 == 0x80 {
					cut--
				}
				example = example[:cut] + "…"
			}
			message += ": " + example
			if g.count > 1 {
				message += ", …"
			}
		}
		notes[i] = Note{Code: g.code, Level: g.level, Message: message, Line: g.line, Column: g.column}
	}
	return notes
}
