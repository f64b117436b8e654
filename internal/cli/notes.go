package cli

import (
	"io"

	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// printNotes writes the warnings of a conversion, and with --verbose all of
// its notes, one a line; in a JSON log, one line has all. With --strict a warning
// changes the exit status.
func (r *runner) printNotes(name string, src []byte, res *result) {
	if r.log == report.LogJSON {
		report.LogFile(r.stderr, batch.Entry(name, len(src), batchResult(res)))
	}
	warnings := 0
	for _, n := range res.Notes {
		if n.Level == note.Warning {
			warnings++
		}
		if r.log != report.LogJSON && (r.verbose || n.Level == note.Warning && !r.quiet) {
			io.WriteString(r.stderr, report.FormatNote(r.log, name, n)+"\n")
		}
	}
	if r.strict && warnings > 0 {
		*r.status = max(*r.status, exitDiffer)
		if r.log != report.LogJSON {
			io.WriteString(r.stderr, report.StrictFailed(warnings, []string{name}, 1)+"\n")
		}
	}
}
