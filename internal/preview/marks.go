package preview

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/note"
)

// mark is where a note stands in the source.
type mark struct {
	at    int // bytes from the start of what was parsed; for the header, its line from 0
	index int // in the notes of the article
	note  note.Note
}

// places are those of the notes of an article.
type places struct {
	head, body []mark // in order
	inHeader   []int  // notes of head
}

// placesOf finds the places of notes that have one: in the header, or where at finds
// what stands at an offset of the body, -1 if that is nowhere.
func placesOf(notes []note.Note, src frontmatter.Block, at func(offset int) int) places {
	var p places
	var starts []int // of the lines of the body
	first := src.BodyLine - bytes.Count(src.Raw, []byte("\n"))
	for i, n := range notes {
		switch line := n.Line - src.BodyLine; {
		case n.Line == 0:
		case line < 0:
			p.head = append(p.head, mark{max(0, n.Line-first), i, n})
			p.inHeader = append(p.inHeader, i)
		default:
			if starts == nil {
				starts = lineStarts(src.Body)
			}
			if place := at(starts[min(line, len(starts)-1)] + max(0, n.Column-1)); place >= 0 {
				p.body = append(p.body, mark{place, i, n})
			}
		}
	}
	inOrder := func(a, b mark) int { return cmp.Compare(a.at, b.at) }
	slices.SortStableFunc(p.head, inOrder)
	slices.SortStableFunc(p.body, inOrder)
	return p
}

func lineStarts(text []byte) []int {
	starts := []int{0}
	for i, b := range text {
		if b == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// header is the header of a source with the marks in it.
func (p places) header(raw []byte) template.HTML {
	var b strings.Builder
	marks := p.head
	for i, line := range strings.Split(strings.TrimRight(string(raw), "\r\n"), "\n") {
		for ; len(marks) > 0 && marks[0].at <= i; marks = marks[1:] {
			b.WriteString(marks[0].String())
		}
		b.WriteString(html.EscapeString(line) + "\n")
	}
	return template.HTML(strings.TrimSpace(b.String()))
}

// String is the mark as HTML.
func (m mark) String() string {
	return fmt.Sprintf(`<a class="note %s" id="note-%d" lang="en" dir="ltr" title="%s" aria-label="note %[2]d, %[4]s">%[2]d</a>`,
		m.note.Level, m.index+1, html.EscapeString(m.note.Code+": "+m.note.Message), html.EscapeString(m.note.Code))
}
