package cli

import (
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"
)

// call is a command line, read by the table of flags: every flag with its full
// name and its value, wherever it stood among the paths.
type call struct {
	flags         []givenFlag // in order
	paths         []string
	help, version bool // were asked for, whatever else was
}

// givenFlag is a flag of a command line, or of a settings file.
type givenFlag struct {
	name, value string
	origin      string // where it stands; "" for the command line
}

// argument is the flag as urfave/cli reads it.
func (g givenFlag) argument() string { return "--" + g.name + "=" + g.value }

// flagRow is what the table says of a flag.
type flagRow struct {
	cli.Flag
	name     string   // in full
	short    string   // its one letter; "" if it has none
	value    string   // what its value is called, such as "FILE"; "" if it takes none
	preset   string   // its value where it is not given
	usage    string   // one phrase
	group    string   // in the help
	choices  []string // what its value may be, if it names one of a few
	repeated bool     // it may be given several times, and all count
}

// rowOf reads what urfave/cli knows of a flag.
func rowOf(f cli.Flag) flagRow {
	row := flagRow{Flag: f, name: f.Names()[0]}
	for _, name := range f.Names()[1:] {
		row.short = name
	}
	switch f := f.(type) {
	case *cli.BoolFlag:
		row.usage, row.group = f.Usage, f.Category
	case *cli.StringFlag:
		row.usage, row.group, row.preset, row.value = f.Usage, f.Category, f.Value, "VALUE"
	case *cli.StringSliceFlag:
		row.usage, row.group, row.value, row.repeated = f.Usage, f.Category, "VALUE", true
	case *cli.IntFlag:
		row.usage, row.group, row.value = f.Usage, f.Category, "N"
	}
	if before, rest, ok := strings.Cut(row.usage, "`"); ok {
		name, after, _ := strings.Cut(rest, "`")
		row.value, row.usage = name, before+name+after
	}
	row.choices = choicesOf(row.name)
	return row
}

// shown is a flag as messages name it.
func (r flagRow) shown() string { return "--" + r.name }

// rowsOf is the table of a command's flags.
func rowsOf(flags []cli.Flag) []flagRow {
	rows := make([]flagRow, len(flags))
	for i, f := range flags {
		rows[i] = rowOf(f)
	}
	return rows
}

// rowNamed finds a flag by its full name, or by its letter.
func rowNamed(rows []flagRow, name string) (flagRow, bool) {
	i := slices.IndexFunc(rows, func(r flagRow) bool { return r.name == name || r.short != "" && r.short == name })
	if i < 0 {
		return flagRow{}, false
	}
	return rows[i], true
}

// argReader reads the words behind a command.
type argReader struct {
	command string
	rows    []flagRow
	words   []string // that are yet to be read
	call
}

// readArgs reads the words behind a command. Flags and paths may stand in any
// order; behind "--" everything is a path. What it does not know, a flag without
// its value and a value that cannot be are usage errors.
func readArgs(command string, flags []cli.Flag, words []string) (call, error) {
	r := argReader{command: command, rows: rowsOf(flags), words: words}
	for len(r.words) > 0 && !r.help && !r.version {
		word := r.words[0]
		r.words = r.words[1:]
		if err := r.read(word); err != nil {
			return r.call, err
		}
	}
	return r.call, nil
}

func (r *argReader) read(word string) error {
	switch {
	case word == "--":
		r.paths = append(r.paths, r.words...)
		r.words = nil
		return nil
	case len(word) < 2 || word[0] != '-':
		r.paths = append(r.paths, word)
		return nil
	case word == "-h" || word == "--help":
		r.help = true
		return nil
	case word == "-V" || word == "--version":
		r.version = true
		return nil
	case strings.HasPrefix(word, "--"):
		name, value, inline := strings.Cut(word[2:], "=")
		return r.flag(word, name, value, inline)
	}
	if name, value, inline := strings.Cut(word[1:], "="); len(name) > 1 { // -to json, as package flag had it
		if row, ok := rowNamed(r.rows, name); ok && row.name == name {
			return r.flag(word, name, value, inline)
		}
	}
	return r.letters(word)
}

// letters reads flags of one letter in one word; the value of the last may
// follow it at once, as in -tjson.
func (r *argReader) letters(word string) error {
	for rest := word[1:]; rest != ""; {
		letter, after := rest[:1], rest[1:]
		row, ok := rowNamed(r.rows, letter)
		if !ok {
			return r.unknown("-"+letter, strings.TrimLeft(word, "-"))
		}
		if row.value != "" {
			value, inline := strings.CutPrefix(after, "=")
			return r.flag("-"+letter, letter, value, inline || after != "")
		}
		if strings.HasPrefix(after, "=") {
			return r.flag("-"+letter, letter, after[1:], true)
		}
		r.flags = append(r.flags, givenFlag{name: row.name, value: "true"})
		rest = after
	}
	return nil
}

// flag reads one flag, with its value in the same word if inline.
func (r *argReader) flag(word, name, value string, inline bool) error {
	row, ok := rowNamed(r.rows, name)
	if !ok || len(name) == 1 && strings.HasPrefix(word, "--") {
		word, _, _ = strings.Cut(word, "=")
		return r.unknown(word, name)
	}
	word, _, _ = strings.Cut(word, "=")
	switch {
	case inline:
	case row.value == "":
		value = "true"
	case len(r.words) == 0 || r.words[0] == "--":
		return usagef("%s needs its %s%s", word, row.value, choiceHint(row))
	case r.isFlag(r.words[0]):
		return usagef("%s needs its %s%s, and %s is a flag; write %s=%s if it is meant", word, row.value, choiceHint(row), r.words[0], row.shown(), r.words[0])
	default:
		value, r.words = r.words[0], r.words[1:]
	}
	value, err := row.check(value)
	if err != nil {
		return err
	}
	r.flags = append(r.flags, givenFlag{name: row.name, value: value})
	return nil
}

// isFlag tells whether a word that could be a value is a flag of the command.
func (r *argReader) isFlag(word string) bool {
	name, _, _ := strings.Cut(strings.TrimLeft(word, "-"), "=")
	if len(word) < 2 || word[0] != '-' || name == "" {
		return false
	}
	_, ok := rowNamed(r.rows, name)
	return ok || word == "--help"
}

func choiceHint(row flagRow) string {
	if len(row.choices) == 0 {
		return ""
	}
	return ", one of " + strings.Join(row.choices, ", ")
}

// placeFlags name a file or a folder. An empty name is a variable of a script that was
// never set, and would have results go elsewhere.
var placeFlags = []string{"output", "files-from", "root", "media", "report", "redirects"}

// check returns a value as its flag has it: of a few choices, in their own
// letters.
func (r flagRow) check(value string) (string, error) {
	switch r.Flag.(type) {
	case *cli.BoolFlag:
		if _, err := strconv.ParseBool(value); err != nil {
			return "", usagef("%s is on or off, and takes no value such as %q", r.shown(), value)
		}
	case *cli.IntFlag:
		if _, err := strconv.Atoi(value); err != nil {
			return "", usagef("%s %q is no number", r.shown(), value)
		}
	}
	if value == "" && slices.Contains(placeFlags, r.name) {
		return "", usagef("%s needs its %s, and what it got is empty; name one, or leave the flag out", r.shown(), r.value)
	}
	if len(r.choices) == 0 || value == "" && r.preset == "" { // which is as if it were not given
		return value, nil
	}
	lower := strings.ToLower(value)
	if r.name == "to" {
		lower = formatOf(lower)
	}
	return lower, oneOf(r.name, lower, r.choices)
}

// oneOf checks the value of a flag that names one of a few.
func oneOf(flag, value string, allowed []string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return usagef("--%s %q is unknown; use one of %s", flag, value, strings.Join(allowed, ", "))
}

// unknown is the error of a flag that there is none of, with the nearest that is.
func (r *argReader) unknown(word, name string) error {
	var names []string
	for _, row := range r.rows {
		if !slices.Contains(destructive, row.name) {
			names = append(names, row.name)
		}
	}
	hint := ""
	if near := nearest(name, names); near != "" {
		hint = " did you mean --" + near + "?"
	}
	return usagef("unknown flag %s;%s 'artx help %s' lists all", word, hint, r.command)
}

// destructive are flags that change or remove files: never suggested.
var destructive = []string{"write", "force", "delete-source", "prune", "download"}

// nearest is the name that somebody who wrote name will have meant: the one that
// it is the beginning of, or that differs in a letter or two. "" if there is none,
// or more than one.
func nearest(name string, names []string) string {
	best, found := "", 1+max(1, min(2, len(name)/3))
	for _, other := range names {
		d := distance(name, other)
		if len(name) >= 3 && strings.HasPrefix(other, name) {
			d = 1
		}
		switch {
		case d < found:
			best, found = other, d
		case d == found:
			best = ""
		}
	}
	return best
}

// distance is the number of letters to insert, remove, replace or swap with the
// next one to make b of a (optimal string alignment).
func distance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			replaced := rows[i-1][j-1]
			if a[i-1] != b[j-1] {
				replaced++
			}
			rows[i][j] = min(replaced, rows[i-1][j]+1, rows[i][j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

// logFormatOf is what arguments ask for as the form of messages: of a call that
// is wrong nothing else is known.
func logFormatOf(args []string) string {
	value := ""
	for i, arg := range args {
		name, inline, ok := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		switch {
		case arg == "--":
			return value
		case name != "log-format" || arg[0] != '-':
		case ok:
			value = inline
		case i+1 < len(args):
			value = args[i+1]
		}
	}
	return strings.ToLower(value)
}
