package report

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// A Log writes the messages of a run, around a progress bar if there is one.
// It is used by one goroutine at a time.
type Log struct {
	w       io.Writer
	format  LogFormat
	verbose bool
	quiet   bool
	noted   bool // notes are shown elsewhere
	results bool // the run writes results, so that a summary is of use
	bar     *progressbar.ProgressBar
	wantBar bool
	failed  int
	dry     bool // nothing is done
	warned  int  // notes that were printed
	unsaid  int  // warnings that were not
	checks  bool // what would change is to be named here, since nothing else does
	strict  bool // warnings make the run fail

	warnedFiles []string        // with strict: the first few
	inWarned    int             // how many there are
	hints       map[string]bool // what to do, as it was said before
	size        int64           // of the one container that the bar is about, in bytes; 0 for a bar about files

	Place atomic.Int64 // how far that was read
}

// LogOptions say what a [Log] prints.
type LogOptions struct {
	To       io.Writer
	Format   LogFormat // "" is LogText
	Progress Progress
	Verbose  bool // a line a file, with its notes
	Quiet    bool // failures only
	Strict   bool // name the files with warnings
	DryRun   bool // nothing is done
	Noted    bool // notes are shown elsewhere: none are printed, and no summary
	Results  bool // the run writes results, so that a summary is of use
	Checks   bool // what would change is to be named here, since nothing else does
}

// Progress says when to draw a progress bar.
type Progress string

// The modes of [LogOptions].Progress; the zero value means ProgressNever.
const (
	ProgressAuto   Progress = "auto"   // on a terminal, unless NO_COLOR or TERM=dumb is set
	ProgressAlways Progress = "always" // wherever messages go
	ProgressNever  Progress = "never"
)

// NewLog begins the messages of a run.
func NewLog(opt LogOptions) *Log {
	l := &Log{w: opt.To, format: cmp.Or(opt.Format, LogText), verbose: opt.Verbose, quiet: opt.Quiet, strict: opt.Strict,
		checks: opt.Checks, dry: opt.DryRun, results: opt.Results, noted: opt.Noted}
	switch opt.Progress {
	case ProgressAlways:
		l.wantBar = !opt.Quiet && l.format == LogText
	case ProgressAuto:
		l.wantBar = !opt.Quiet && l.format == LogText && (l.results || l.noted) && isLively(opt.To)
	}
	return l
}

// isLively tells whether w is a terminal that can redraw a line, of a user who
// has nothing against it.
func isLively(w io.Writer) bool {
	return isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Begin starts the progress bar: over total inputs or, if size is not 0, over the
// bytes of one container.
func (l *Log) Begin(total int, size int64) {
	l.size = size
	if !l.wantBar || total == 0 && l.size == 0 {
		return
	}
	if l.size > 0 {
		l.bar = progressbar.NewOptions64(l.size, append(barOptions(l.w, "bytes", math.MaxInt32), progressbar.OptionShowBytes(true))...)
		return
	}
	l.bar = progressbar.NewOptions(total, append(barOptions(l.w, "files", total), progressbar.OptionShowCount())...)
}

// barOptions are those of any bar, which counts things up to total.
func barOptions(w io.Writer, things string, total int) []progressbar.Option {
	return append(barSize(terminalWidth(w), things, total),
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetElapsedTime(false),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionUseANSICodes(false),
		progressbar.OptionClearOnFinish(),
	)
}

// terminalWidth is the width of the terminal that w is, in columns; 80 for anything
// else.
func terminalWidth(w io.Writer) int {
	if f, ok := w.(*os.File); ok {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			return width
		}
	}
	return 80
}

// barSize fits the bar into a line of so many columns, with the count of inputs
// beside it and, where there is room, speed and time. Some columns stay free for
// the ^C of a terminal.
func barSize(width int, things string, total int) []progressbar.Option {
	const (
		free    = 4
		percent = len("100% || ()")
		failed  = len("1000 failed ")
		speed   = len(", 10000 files/s [10m10s:10m10s]")
	)
	width -= free + percent + failed + 2*len(strconv.Itoa(total)) + len("/")
	if width < speed+10 {
		return []progressbar.Option{progressbar.OptionSetWidth(max(0, width)), progressbar.OptionSetPredictTime(false)}
	}
	return []progressbar.Option{progressbar.OptionSetWidth(width - speed),
		progressbar.OptionShowIts(), progressbar.OptionSetItsString(things), progressbar.OptionSetPredictTime(true)}
}

// LogError writes what went wrong as the line of a JSON log. path is "" for what
// concerns a run as a whole.
func LogError(w io.Writer, path, what string) {
	writeObject(w, struct {
		Event string `json:"event"`
		Path  string `json:"path,omitempty"`
		Error string `json:"error"`
	}{"error", path, what})
}

// LogFile writes what became of one input as the line of a JSON log.
func LogFile(w io.Writer, e *File) {
	writeObject(w, struct {
		Event string `json:"event"`
		*File
	}{"file", e})
}

// Outcome is what became of one input, with what is no part of reports.
type Outcome struct {
	*File
	Err     error // that File.Error is the text of; where it broke, if it has a method Stack
	Named   bool  // on the command line
	Differs bool  // from what is there
	Told    bool  // another message was about this failure too
}

// File reports what became of one input.
func (l *Log) File(o Outcome) {
	switch {
	case l.format == LogJSON:
		LogFile(l.w, o.File)
	case o.Told:
	case o.Err != nil:
		l.Failure(o.Path, o.Err)
	case l.verbose && !l.quiet && l.format != LogUnix:
		l.print(verboseLine(o.File, l.dry))
	case o.Reason != "" && o.Named && !l.quiet:
		l.print(fmt.Sprintf("artx: %s: skipped, %s\n", OneLine(o.Path), OneLine(o.Reason)))
	default:
		l.warnings(o.File)
	}
	if l.checks && o.Differs && !l.quiet && l.format != LogJSON {
		l.print(WouldChange(l.format, o.Path) + "\n")
	}
	if l.strict {
		l.countStrict(o.File)
	}
	if l.bar == nil {
		return
	}
	if o.Err != nil {
		l.failed++
		l.bar.Describe(fmt.Sprintf("%d failed", l.failed))
	}
	if l.size > 0 {
		_ = l.bar.Set64(min(l.Place.Load(), l.size))
		return
	}
	_ = l.bar.Add(1) // a bar that cannot be drawn is no reason to stop
}

// Failure prints the one line of a failure; with verbose, where it broke.
func (l *Log) Failure(path string, err error) {
	if l.format == LogJSON {
		LogError(l.w, path, err.Error())
		return
	}
	text := FormatError(l.format, path, l.withoutHint(err.Error())) + "\n"
	var broken interface{ Stack() []byte }
	if l.verbose && errors.As(err, &broken) {
		text += string(broken.Stack())
	}
	l.print(text)
}

// mostHints is how many the run remembers that it has said.
const mostHints = 1000

// withoutHint cuts off what a message says to do, behind its last semicolon, if
// the run has said it before.
func (l *Log) withoutHint(text string) string {
	i := strings.LastIndex(text, "; ")
	switch {
	case i < 0:
		return text
	case l.hints[text[i:]]:
		return text[:i]
	case l.hints == nil:
		l.hints = make(map[string]bool)
	}
	if len(l.hints) < mostHints { // those that hold names are no end of them
		l.hints[text[i:]] = true
	}
	return text
}

// Warning prints a line about something that is no failure.
func (l *Log) Warning(path, what string) {
	switch {
	case l.format == LogJSON:
		writeObject(l.w, struct {
			Event   string `json:"event"`
			Path    string `json:"path"`
			Message string `json:"message"`
		}{"warning", path, what})
	case !l.quiet:
		l.print(fmt.Sprintf("artx: %s: %s\n", OneLine(path), what))
	}
}

// Notice prints a line for a person about the run as a whole.
func (l *Log) Notice(what string) {
	if !l.quiet && l.format == LogText {
		l.print("artx: " + OneLine(what) + "\n")
	}
}

func verboseLine(e *File, dry bool) string {
	var b strings.Builder
	if dry && e.Status == Converted {
		b.WriteString("would be ")
	}
	fmt.Fprintf(&b, "%s %s", e.Status, OneLine(e.Path))
	if e.Output != "" && e.Output != e.Path {
		fmt.Fprintf(&b, " -> %s", OneLine(e.Output))
	}
	if e.Reason != "" {
		fmt.Fprintf(&b, ": %s", OneLine(e.Reason))
	}
	b.WriteByte('\n')
	for _, n := range e.Notes {
		fmt.Fprintf(&b, "  %s", OneLine(e.Path))
		if n.Line > 0 {
			fmt.Fprintf(&b, ":%d", n.Line)
		}
		fmt.Fprintf(&b, ": %s (%s, %s)\n", OneLine(n.Message), n.Level, n.Code)
	}
	return b.String()
}

// OneLine keeps what a file's name or its author wrote from breaking lines or
// steering the terminal.
func OneLine(s string) string {
	unsafe := func(r rune) bool { return r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' }
	if strings.IndexFunc(s, unsafe) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unsafe(r):
			return '\uFFFD'
		}
		return r
	}, s)
}

// Summary closes the progress bar and prints what the run came to.
func (l *Log) Summary(s *Summary) {
	if l.bar != nil {
		_ = l.bar.Finish()
		l.bar = nil
		if isTerminal(l.w) { // what it echoed behind the bar, such as ^C
			io.WriteString(l.w, "\r"+strings.Repeat(" ", terminalWidth(l.w)-1)+"\r")
		}
	}
	l.closing(s)
	switch {
	case l.format == LogJSON:
		writeObject(l.w, struct {
			Event string `json:"event"`
			Totals
			Notes map[string]int `json:"note_counts"`
		}{"summary", totalsOf(s), s.Notes})
	case l.quiet || l.format == LogUnix || l.checks || !(l.results || l.verbose || s.Interrupted):
	default:
		l.print(summaryText(s))
	}
}

func summaryText(s *Summary) string {
	var b strings.Builder
	b.WriteString("artx: ")
	if s.Interrupted {
		b.WriteString("interrupted; ")
	}
	if s.DryRun {
		b.WriteString("dry run, nothing was done; it would be ")
	}
	fmt.Fprintf(&b, "%d converted, %d unchanged, %d skipped, %d failed", s.Converted, s.Unchanged, s.Skipped, s.Failed)
	if s.Differ > 0 {
		fmt.Fprintf(&b, ", %d differ", s.Differ)
	}
	if s.Pruned > 0 {
		fmt.Fprintf(&b, ", %d pruned", s.Pruned)
	}
	if s.Copied > 0 {
		fmt.Fprintf(&b, ", %d asset%s copied", s.Copied, strings.Repeat("s", min(1, s.Copied-1)))
	}
	fmt.Fprintf(&b, " in %s\n", shortDuration(s.Elapsed))
	if len(s.Notes) > 0 {
		fmt.Fprintf(&b, "artx: notes: %s\n", notesByCount(s.Notes))
	}
	return b.String()
}

// notesByCount writes the notes by code, the most frequent first.
func notesByCount(notes map[string]int) string {
	codes := make([]string, 0, len(notes))
	for code := range notes {
		codes = append(codes, code)
	}
	sort.Slice(codes, func(i, j int) bool {
		if a, b := notes[codes[i]], notes[codes[j]]; a != b {
			return a > b
		}
		return codes[i] < codes[j]
	})
	for i, code := range codes {
		codes[i] = fmt.Sprintf("%d %s", notes[code], code)
	}
	return strings.Join(slices.Clip(codes), ", ")
}

func shortDuration(d time.Duration) string {
	if d < time.Second {
		return d.Round(time.Millisecond).String()
	}
	return d.Round(100 * time.Millisecond).String()
}

// print writes text where the progress bar was; the bar comes back below it.
func (l *Log) print(text string) {
	if l.bar != nil {
		_ = l.bar.Clear()
	}
	io.WriteString(l.w, text) // a message that cannot be written has nowhere to go
	if l.bar != nil {
		_ = l.bar.RenderBlank()
	}
}

// writeObject writes a line of a JSON log.
func writeObject(w io.Writer, v any) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v) // plain fields only; a message that cannot be written has nowhere to go
}

// Pruned says that a result was removed.
func (l *Log) Pruned(name string) {
	switch {
	case l.format == LogJSON:
		writeObject(l.w, struct {
			Event string `json:"event"`
			Path  string `json:"path"`
		}{"pruned", name})
	case l.verbose:
		l.print(fmt.Sprintf("pruned %s\n", name))
	}
}
