package cli

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/report"
)

// comparison is what -l, -d and --check ask for.
type comparison struct{ list, diff, check bool }

func (c comparison) wanted() bool { return c.list || c.diff || c.check }

// compare shows how the result of one input differs from the file of -o or,
// without that, from the input. source names the input.
func (r *runner) compare(source string, src, output []byte) error {
	target, old := source, src
	if r.output != "" {
		var err error
		target = r.output
		if old, err = os.ReadFile(target); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if old != nil && bytes.Equal(old, output) {
		return nil
	}
	var text []byte
	if r.compares.list {
		text = append(text, source+"\n"...)
	}
	if r.compares.diff {
		text = append(text, batch.Diff(target, old, output)...)
	}
	if r.compares == (comparison{check: true}) && !r.quiet && r.log != report.LogJSON {
		fmt.Fprintln(r.stderr, report.WouldChange(r.log, source))
	}
	if r.compares.diff || r.compares.check {
		*r.status = max(*r.status, exitDiffer)
	}
	_, err := r.stdout.Write(text)
	return err
}
