package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/artx-cli/artx/note"
)

// LogFormat is the form of messages.
type LogFormat string

// The values of [LogOptions].Format; the zero value means LogText.
const (
	LogText LogFormat = "text" // for a person
	LogJSON LogFormat = "json" // an object a line
	LogUnix LogFormat = "unix" // file:line:col: level: message [code], for editors and problem matchers
)

// FormatNote is a note on the file called name as compilers write them: place,
// level, message, code, without a line break at the end.
func FormatNote(format LogFormat, name string, n note.Note) string {
	if format == LogUnix {
		return unixLine(name, n.Line, n.Column, n.Level.String(), n.Message, n.Code)
	}
	place := name
	if n.Line > 0 {
		place = fmt.Sprintf("%s:%d", name, n.Line)
		if n.Column > 0 {
			place = fmt.Sprintf("%s:%d", place, n.Column)
		}
	}
	return OneLine(fmt.Sprintf("artx: %s: %s: %s [%s]", place, n.Level, n.Message, n.Code))
}

// FormatError is what went wrong with the file called name, in the form of a note.
// The text may begin with the name and a line, as errors do.
func FormatError(format LogFormat, name, text string) string {
	if format != LogUnix || name == "" {
		return OneLine("artx: " + text)
	}
	line := 0
	if rest, ok := strings.CutPrefix(text, name+":"); ok {
		text = rest
		if digits, after, ok := strings.Cut(rest, ":"); ok {
			if n, err := strconv.Atoi(digits); err == nil {
				line, text = n, after
			}
		}
	}
	return unixLine(name, line, 0, "error", strings.TrimSpace(text), "failed")
}

// unixLine puts what is not known of a place at its beginning: readers of such lines
// want numbers.
func unixLine(name string, line, column int, level, message, code string) string {
	return OneLine(fmt.Sprintf("%s:%d:%d: %s: %s [%s]", name, max(1, line), max(1, column), level, message, code))
}

// mostWarnings is how many warnings of a run are printed.
const mostWarnings = 20

// warnings prints those of a file, as long as there is room, and counts the others.
// Editors get all.
func (l *Log) warnings(f *File) {
	for _, n := range f.Notes {
		switch {
		case l.quiet || l.noted || n.Level != note.Warning && !l.verbose:
		case l.format == LogUnix || l.warned < mostWarnings:
			l.warned++
			l.print(FormatNote(l.format, f.Path, n) + "\n")
		default:
			l.unsaid++
		}
	}
}

// countStrict remembers a file with warnings, which makes a strict run fail, and
// names those of an earlier run that kept its result.
func (l *Log) countStrict(f *File) {
	n := 0
	for _, c := range f.Earlier {
		if c.Level != note.Warning {
			continue
		}
		n += c.Count
		if !l.quiet && l.format != LogJSON {
			l.print(FormatNote(l.format, f.Path, note.Note{Code: c.Code, Level: c.Level,
				Message: fmt.Sprintf("%s of an earlier run; --force shows what about", note.Plural(c.Count, "warning"))}) + "\n")
		}
	}
	for _, c := range f.Notes {
		if c.Level == note.Warning {
			n++
		}
	}
	if n > 0 {
		if l.inWarned++; l.inWarned <= mostNamed {
			l.warnedFiles = append(l.warnedFiles, f.Path)
		}
	}
}

// mostNamed is how many files with warnings are named.
const mostNamed = 3

// StrictFailed says what made a strict run fail: so many warnings in so many files, of
// which the first few are named.
func StrictFailed(warnings int, named []string, files int) string {
	text := fmt.Sprintf("artx: --strict: failed by %s in %s", note.Plural(warnings, "warning"), strings.Join(named, ", "))
	if n := files - len(named); n > 0 {
		text += " and " + note.Plural(n, "other file")
	}
	return OneLine(text)
}

// WouldChange says of one file what --check found.
func WouldChange(format LogFormat, name string) string {
	if format == LogUnix {
		return unixLine(name, 0, 0, "warning", "would change", "check")
	}
	return OneLine("artx: " + name + ": would change")
}

// closing is what is said behind the last file: what was not shown, what would
// change, and what made the run fail.
func (l *Log) closing(s *Summary) {
	if l.format == LogJSON {
		return
	}
	if l.unsaid > 0 {
		l.print(fmt.Sprintf("artx: %s; -v prints all, and --report FILE.html keeps them\n", note.Plural(l.unsaid, "warning")+" more"))
	}
	if l.checks && !l.quiet {
		l.print(fmt.Sprintf("artx: %d of %s would change\n", s.Differ, note.Plural(s.Seen-s.Skipped, "file")))
	}
	if l.strict && s.Warnings > 0 {
		l.print(StrictFailed(s.Warnings, l.warnedFiles, l.inWarned) + "\n")
	}
}

// Size writes a number of bytes for a person.
func Size(n int64) string {
	if n < 1<<10 {
		return fmt.Sprintf("%d bytes", n)
	}
	f, unit := float64(n)/(1<<10), "KiB"
	if f >= 1<<10 {
		f, unit = f/(1<<10), "MiB"
	}
	if f >= 1<<10 {
		f, unit = f/(1<<10), "GiB"
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", f), ".0") + " " + unit
}
