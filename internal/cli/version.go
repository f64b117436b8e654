package cli

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"
)

// What the linker sets in releases, whose source may come without its history
// (-X github.com/artx-cli/artx/internal/cli.version=v1.2.3); "" elsewhere, where
// the build information of the go command has them.
var version, commit, date string

func versionCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:   "version",
		Usage:  "print the version, its commit and date",
		Action: func(*cli.Context) error { return s.writeVersion() },
	}
}

func (s *session) writeVersion() error {
	_, err := fmt.Fprintln(s.stdout, "artx", currentBuild())
	return err
}

// Version is the version of the module, "(devel)" for a build of a folder without
// its history.
func Version() string { return currentBuild().version }

// build is where the program comes from; what is not known is "".
type build struct {
	version, commit, date string
	changed               bool // the source was not as in the commit
}

// currentBuild is what the linker was told, and else what the go command knew.
func currentBuild() build {
	b := build{version: "(devel)"}
	if info, ok := debug.ReadBuildInfo(); ok {
		b = buildOf(info)
	}
	b.version, b.commit, b.date = cmp.Or(version, b.version), cmp.Or(commit, b.commit), cmp.Or(date, b.date)
	return b
}

// buildOf reads what the go command stamps a program with.
func buildOf(info *debug.BuildInfo) build {
	b := build{version: cmp.Or(info.Main.Version, "(devel)")}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.commit = s.Value
		case "vcs.time":
			b.date = s.Value
		case "vcs.modified":
			b.changed = s.Value == "true"
		}
	}
	return b
}

// String is the version, and in parentheses what else is known.
func (b build) String() string {
	var more []string
	if b.commit != "" {
		commit := "commit " + b.commit[:min(len(b.commit), 12)]
		if b.changed {
			commit += " and changes"
		}
		more = append(more, commit)
	}
	if b.date != "" {
		more = append(more, b.date)
	}
	more = append(more, runtime.Version()+" "+runtime.GOOS+"/"+runtime.GOARCH)
	return b.version + " (" + strings.Join(more, ", ") + ")"
}
