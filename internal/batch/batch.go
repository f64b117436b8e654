package batch

import (
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/artx-cli/artx/internal/media"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/internal/site"
	"github.com/artx-cli/artx/note"
	archive "github.com/artx-cli/artx/source"
)

// Convert turns the bytes of one input into one output. name is the path as
// the user knows it; an error already starts with it, and with the line where
// one is known. Convert must be safe for concurrent use, and may panic: that
// fails the one file.
type Convert func(name string, src []byte) (Result, error)

// Result is what [Convert] made of one input.
type Result struct {
	Output []byte        // what to write
	Fields Fields        // for name templates and reports
	Notes  []note.Note   // what was guessed, dropped or changed
	Images []Image       // for reports
	Pages  *report.Pages // for [Options].Show; also beside an error
}

// Links say how links between the articles of a run are written.
type Links struct {
	Style site.Style // "" and site.Keep leave them as they are
	Base  string     // absolute address of the site; "" if it is not known
	Asked bool       // in place, change more than links to files whose names change
}

// Image is one image of an article, as far as reports count it.
type Image struct {
	Host     string // host of its address; "" for a relative one
	Resolved bool   // its real address is known
}

// Options control [Run]. Where results go is said by at most one of Output,
// File and InPlace; with none of them, and none of List, Diff and Check, they
// go to Stdout one after the other.
type Options struct {
	Paths  []string // files, folders and globs; not "-"
	Output string   // folder to mirror the tree in; made if it is missing
	File   string   // one file for all results, such as JSON lines; with List, Diff or Check what the one result is compared with

	InPlace      bool // put results where their sources are
	DeleteSource bool // with InPlace: remove a source whose result has another name
	DryRun       bool // print what would be written, replaced and removed, and do none of it
	List         bool // print the paths whose results differ from what is there
	Diff         bool // print unified diffs of what would change
	Check        bool // only count what would change

	Root      string          // with Output: folder that the tree is mirrored from; "" takes the deepest one that holds all Paths
	One       bool            // File, or Stdout, takes one result, and more inputs are an error
	Ext       string          // extension of results, with its dot; needed with Output and InPlace
	Include   []string        // globs that a walked file must match one of; they replace the test of its extension
	Exclude   []string        // globs of walked files and folders to leave out
	Flat      bool            // with Output: no folders
	Name      string          // with Output: template of result names, see docs/names.md
	MaxSize   int64           // largest input in bytes; 0 for no limit
	Jobs      int             // conversions at a time; 0 for one a CPU
	Key       string          // names every option and the version that change results, for the cache
	Force     bool            // convert what has not changed too, and overwrite files of others
	Prune     bool            // with Output: remove results whose sources went
	Assets    bool            // with Output: copy the local files that articles refer to
	Media     string          // with Output: the folder for other files that they refer to, as in media.Options; "" leaves those where they are
	Redirects string          // with Output: the file for redirects, as site.RedirectFile has it; "" writes none
	Links     Links           // between the articles of the run
	Download  *media.Download // with Media: what fetches files from servers; nil takes what is on this machine
	Progress  report.Progress
	Verbose   bool             // a line a file, with its notes
	Quiet     bool             // failures only
	Noted     bool             // notes are shown elsewhere, and not printed; progress is
	Strict    bool             // name the files whose warnings make the caller fail
	Log       report.LogFormat // of the lines on Stderr
	Reports   []string         // files to write a report to: .json or .html
	Version   string           // of the program, for reports

	Stdout io.Writer // results, lists and diffs; nil discards them
	Stderr io.Writer // messages; nil discards them

	// KeyOf names what else decides the result of the source at path, such as rules for
	// its folder, for the cache; nil is nothing. It is called concurrently.
	KeyOf func(path string) string

	// IsArticle tells whether a walked file is worth converting; one that is
	// not counts as skipped. Files named in Paths are not asked about. nil
	// takes all.
	IsArticle func(name string, src []byte) bool

	// Refer converts like Convert, but makes of each reference to a file or another
	// article what refer does. It is used with Assets, Media and Links; nil leaves
	// references alone.
	Refer func(name string, src []byte, refer func(reference.Reference) string) (Result, error)

	// Record converts the articles of containers, such as feeds and mailboxes, which
	// are found by their content. nil takes every file for an article.
	Record ConvertRecord

	// RecordFields finds the fields that Name needs of a record; nil takes what the
	// container says.
	RecordFields func(name string, rec *archive.Record) (Fields, error)

	// Source says how containers are read. If it has a Format, that is what all inputs are.
	Source archive.Options

	// Stdin is the one input, if it is not nil; Paths has what messages call it. A
	// regular file is read from its start.
	Stdin io.Reader

	// Merge puts the members of a JSON record that its result lacks, which has to be
	// a JSON object, at the end of the result.
	Merge bool

	// Flush writes results to File as they come; one that is there and not empty is an
	// error unless Force is set. Without it, File appears when all are done.
	Flush bool

	// Observe is told what became of each input, in their order; nil for nobody.
	Observe func(*report.File)

	// Between is what stands before a result that follows others in a stream; nil is
	// nothing.
	Between func(next []byte) string

	// Show is told of each input in order, with the pages of its result; nil pages are
	// those of one that was not converted. With it, what is unchanged is converted too,
	// and not written; its error ends the run. nil shows nothing.
	Show func(f *report.File, pages *report.Pages) error

	// Fields finds the fields that Name needs, cheaper than Convert would.
	// nil takes those of Convert, which then runs twice for a new post.
	Fields func(name string, src []byte) (Fields, error)

	// Places finds which fragments the ids in a file have in its result; nil knows of none.
	Places func(path string) map[string]string

	// Identify finds the fields that Links needs of an article, still cheaper; nil
	// takes Fields.
	Identify func(name string, src []byte) (Fields, error)
}

// extensions are those of walked files that may hold an article.
var extensions = map[string]bool{
	".md": true, ".markdown": true, ".html": true, ".htm": true, ".xhtml": true, ".txt": true,
}

// comparing tells whether the run is about differences.
func (o *Options) comparing() bool { return o.List || o.Diff || o.Check }

// readOnly tells whether the run leaves everything as it is.
func (o *Options) readOnly() bool { return o.DryRun || o.comparing() && !o.InPlace }

// streaming tells whether results go one after the other to one place.
func (o *Options) streaming() bool { return o.Output == "" && !o.InPlace && !o.comparing() }

// beside tells whether results stand, or would stand, where their sources are.
func (o *Options) beside() bool { return o.Output == "" && o.File == "" && !o.streaming() }

// normalize fills in defaults and finds combinations that make no sense.
func (o *Options) normalize() error {
	if o.Stdout == nil {
		o.Stdout = io.Discard
	}
	if o.Stderr == nil {
		o.Stderr = io.Discard
	}
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	if o.Progress == "" {
		o.Progress = report.ProgressAuto
	}
	places := 0
	for _, set := range []bool{o.Output != "", o.File != "", o.InPlace} {
		if set {
			places++
		}
	}
	switch {
	case len(o.Paths) == 0:
		return fmt.Errorf("no input; name files or folders")
	case places > 1:
		return fmt.Errorf("results go below a folder, to one file, or where their sources are; leave out -w or -o")
	case o.Ext == "" && !o.streaming():
		return fmt.Errorf("the extension of results is missing")
	case o.DeleteSource && !o.InPlace:
		return fmt.Errorf("sources are deleted only when rewriting in place; add -w")
	case o.Output == "" && (o.Flat || o.Name != "" || o.Prune || o.Assets || o.Media != "" || o.Redirects != ""):
		return fmt.Errorf("flat folders, names, pruning, media and redirects need an output folder; add -o FOLDER")
	case o.Flat && o.Name != "":
		return fmt.Errorf("a flat folder and a name template exclude one another; choose one")
	}
	if err := o.checkMode(places); err != nil {
		return err
	}
	for _, name := range o.Reports {
		if ext := strings.ToLower(filepath.Ext(name)); ext != ".json" && ext != ".html" {
			return fmt.Errorf("%s: a report is a .json or an .html file, or a folder; rename it", name)
		}
	}
	return checkGlobs(append(append([]string(nil), o.Include...), o.Exclude...))
}

// checkMode finds what does not go together of pruning, comparing and dry runs, in a
// run with so many places for its results.
func (o *Options) checkMode(places int) error {
	switch {
	case o.Prune && o.comparing():
		return fmt.Errorf("pruning writes; leave out the list, diff and check options, or see by a dry run what it would do")
	case o.DryRun && o.comparing():
		return fmt.Errorf("a dry run says what would be done, without the list, diff and check options; leave out one of them")
	case o.DryRun && places == 0:
		return fmt.Errorf("a dry run is about files, and results would go to standard output; add -o or -w")
	case o.DryRun && len(o.Reports) > 0:
		return fmt.Errorf("a dry run writes nothing, reports included; leave one of them out")
	case o.Root != "" && o.Output == "":
		return fmt.Errorf("the root is what the tree below an output folder is mirrored from; add -o FOLDER")
	}
	return nil
}
