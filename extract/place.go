package extract

import (
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/note"
)

// A placedBook is a [note.Book] whose notes say where in the source the first of
// their kind stands.
type placedBook struct {
	note.Book
	position func(*html.Node) (line, column int) // nil if it is not known
	at       *html.Node                          // what is being looked at
}

// Add is as in [note.Book].
func (b *placedBook) Add(code string, level note.Level, message, example string) {
	b.AddAt(code, level, message, example, b.at)
}

// AddAt is Add for what was found at another node.
func (b *placedBook) AddAt(code string, level note.Level, message, example string, n *html.Node) {
	if b.Book.Add(code, level, message, example) && b.position != nil && n != nil {
		b.Place(b.position(n))
	}
}
