package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"syscall"

	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/report"
)

// Exit statuses, as gofmt and prettier have them.
const (
	exitOK     = 0
	exitDiffer = 1 // --check or --diff found differences, or --strict met warnings
	exitFailed = 2 // wrong usage, or some input could not be converted
)

// errTooLarge is returned for input over --max-size.
var errTooLarge = errors.New("too large")

// A usageError is a wrong call: the command line is at fault, no input was read.
type usageError struct{ msg string }

func (e *usageError) Error() string { return e.msg }

func usagef(format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...)}
}

// printError writes err as a line "artx: …" on w or in the form of --log-format.
// Errors of the file system already name their path; what a person can do about
// them is added. path is that of the input that failed, "" if it is all of the run.
func printError(w io.Writer, path string, err error, format string) {
	if format == string(report.LogJSON) {
		report.LogError(w, path, explain(err))
		return
	}
	fmt.Fprintln(w, report.FormatError(report.LogFormat(format), path, explain(err)))
}

func explain(err error) string {
	var pathErr *fs.PathError
	if !errors.As(err, &pathErr) {
		return err.Error()
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return pathErr.Path + ": no such file or folder; check the path"
	case errors.Is(err, fs.ErrPermission):
		return pathErr.Path + ": permission denied; check who may read and write it"
	case errors.Is(err, syscall.ENOSPC):
		return pathErr.Path + ": no space left on the disk; free some and run it again"
	case errors.Is(err, batch.ErrNotRegular), errors.Is(err, batch.ErrProtected), errors.Is(err, batch.ErrNowhere):
		return pathErr.Path + ": " + pathErr.Err.Error()
	}
	return fmt.Sprintf("%s: %s failed: %v; check the path and the disk", pathErr.Path, pathErr.Op, pathErr.Err)
}
