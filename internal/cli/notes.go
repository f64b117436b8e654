package cli

import (
	"fmt"

	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/note"
)

// printNotes writes the warnings of a conversion, and with --verbose all of
// its notes, one a line; in a JSON log, one line has all. With --strict a warning
// changes the exit status.
func (r *runner) printNotes(name string, src []byte, res *result) {
	if r.logJSON {
		batch.LogResult(r.stderr, name, len(src), batchResult(res))
	}
	for _, n := range res.Notes {
		warning := n.Level == note.Warning
		if warning && r.strict {
			*r.status = max(*r.status, exitDiffer)
		}
		if !r.logJSON && (r.verbose || warning && !r.quiet) {
			fmt.Fprintln(r.stderr, batch.OneLine(formatNote(name, n)))
		}
	}
}

// formatNote is a note as compilers write them: place, level, message, code.
func formatNote(name string, n note.Note) string {
	place := name
	if n.Line > 0 {
		place = fmt.Sprintf("%s:%d", name, n.Line)
		if n.Column > 0 {
			place = fmt.Sprintf("%s:%d", place, n.Column)
		}
	}
	return fmt.Sprintf("artx: %s: %s: %s [%s]", place, n.Level, n.Message, n.Code)
}
