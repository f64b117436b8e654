package extract

import (
	"fmt"
	"strings"

	"github.com/artx-cli/artx/note"
)

// notebook groups what is noted: one note for each code and message, with a
// count and the first example.
type notebook struct {
	list []noteGroup
}

type noteGroup struct {
	code, message, example string
	level                  note.Level
	count                  int
}

func (b *notebook) add(code string, level note.Level, message, example string) {
	for i := range b.list {
		if g := &b.list[i]; g.code == code && g.message == message {
			g.count++
			return
		}
	}
	b.list = append(b.list, noteGroup{code: code, level: level, message: message, example: example, count: 1})
}

// maxExample bounds an example in a note, in bytes.
const maxExample = 120

func (b *notebook) notes() []note.Note {
	if len(b.list) == 0 {
		return nil
	}
	notes := make([]note.Note, len(b.list))
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
		notes[i] = note.Note{Code: g.code, Level: g.level, Message: message}
	}
	return notes
}
