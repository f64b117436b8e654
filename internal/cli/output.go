package cli

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// setOutput reads the value of -o. Standard output, by whatever name, is as if it
// were not given; a pipe or a device takes its place.
func (r *runner) setOutput(name string, inPlace bool) error {
	if name == "" {
		return nil
	}
	fd, isDescriptor := descriptor(name)
	switch {
	case name == "-" || fd == 1:
		if inPlace {
			return usagef("-o %s is standard output, and -w puts results where their sources are; leave out one of them", name)
		}
		return nil
	case isDescriptor:
		f := os.NewFile(uintptr(fd), name)
		if f == nil {
			return usagef("-o %s is no open file; name another one", name)
		}
		r.stdout, r.device = f, name
		return nil
	case isDevice(name):
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		r.stdout, r.device = f, name
		return nil
	}
	r.output = name
	return nil
}

// descriptorNames are how Unix systems name the open files of a process.
var descriptorNames = regexp.MustCompile(`^/(?:dev|proc/(?:self|thread-self|[0-9]+))/fd/([0-9]+)$`)

// descriptor finds the open file that a name stands for, itself or by symbolic
// links. To open it by such a name would not go on where the process is in it, and
// to replace it would leave the process with a file that has no name.
func descriptor(name string) (fd int, ok bool) {
	for range 10 {
		switch name {
		case "/dev/stdout":
			return 1, true
		case "/dev/stderr":
			return 2, true
		}
		if m := descriptorNames.FindStringSubmatch(name); m != nil {
			fd, err := strconv.Atoi(m[1])
			return fd, err == nil && fd > 0
		}
		to, err := os.Readlink(name)
		if err != nil {
			return 0, false
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(name), to)
		}
		name = to
	}
	return 0, false
}

// isDevice tells whether name is something to write to that is no file.
func isDevice(name string) bool {
	fi, err := os.Stat(name)
	return err == nil && !fi.Mode().IsRegular() && !fi.IsDir()
}

// intoFolder tells whether -o names a folder, by the name alone, whatever the
// inputs are: one that is there as such, or that is not there and does not end as
// results do.
func (r *runner) intoFolder() bool {
	if r.output == "" || strings.HasSuffix(r.output, "/") || strings.HasSuffix(r.output, string(filepath.Separator)) {
		return r.output != ""
	}
	fi, err := os.Lstat(r.output)
	if err == nil && fi.Mode()&fs.ModeSymlink != 0 {
		fi, err = os.Stat(r.output)
		return err == nil && fi.IsDir() // a link that leads nowhere is an error
	}
	if err == nil {
		return fi.IsDir()
	}
	return !isResultName(r.output)
}

// isResultName tells whether a name ends as those of results do.
func isResultName(name string) bool { return formatByName(name) != "" }

// formatByName is the format that a file's name ends in, "" for none.
func formatByName(name string) article.Format {
	ext := strings.ToLower(filepath.Ext(name))
	for format, known := range extensions {
		if ext == known {
			return format
		}
	}
	return ""
}

// checkStdinOutput finds a place that the result of standard input cannot go to.
func (r *runner) checkStdinOutput() error {
	if r.intoFolder() {
		return usagef("-o %s is a folder, and standard input has no name to call its result by; name a file, such as -o %s",
			r.output, filepath.Join(r.output, "post"+extensions[r.To]))
	}
	f, ok := r.stdin.(interface{ Stat() (fs.FileInfo, error) })
	if !ok || r.output == "" || r.compares.wanted() {
		return nil
	}
	if fi, err := f.Stat(); err == nil && batch.Look(r.output).Is(fi) {
		return isInput(r.output)
	}
	return nil
}

func isInput(name string) error {
	return usagef("%s is the input as well as the output; name another file, or use -w to rewrite it in place", name)
}

// look looks at the file of -o before the input at path is read; nil if there is
// none to be written.
func (r *runner) look(path string) (*batch.Target, error) {
	if r.output == "" || r.compares.wanted() {
		return nil, nil
	}
	t := batch.Look(r.output)
	if fi, err := os.Stat(path); err == nil && t.Is(fi) {
		return nil, isInput(r.output)
	}
	return t, t.Err()
}

// write writes one result to the file of -o. A signal waits until that is done.
func (r *runner) write(t *batch.Target, output []byte) error {
	i := interruptible(context.Background())
	defer i.stop()
	notes, err := t.Write(output)
	for _, n := range notes {
		r.printNote(r.output, n)
	}
	*r.status = max(*r.status, i.status())
	return err
}

// printNote prints a note on a file that was written.
func (r *runner) printNote(name string, n note.Note) {
	if !r.quiet && r.log != report.LogJSON {
		io.WriteString(r.stderr, report.FormatNote(r.log, name, n)+"\n")
	}
}

// sink is standard output, remembering what went wrong with it: the writers of
// help and completion do not tell.
type sink struct {
	w   io.Writer
	err error
}

func (s *sink) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if s.err == nil {
		s.err = err
	}
	return n, err
}

// failed is what went wrong with a run: err, or else what nobody told of.
func (s *sink) failed(err error, status int) error {
	if err != nil || status != exitOK || s.err == nil || errors.Is(s.err, io.ErrClosedPipe) {
		return err
	}
	return s.err
}
