package cli

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/convert"
)

// configCommand shows the settings in force.
func configCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:        "config",
		Usage:       "show which settings are in force and where each comes from",
		Description: "With flags of 'artx convert', it shows what would be in force with them.",
		Flags:       convertFlags(),
		Action: func(*cli.Context) error {
			t := &table{}
			s.writeFiles(t)
			t.line("")
			s.writeValues(t)
			_, err := io.WriteString(s.stdout, t.String())
			return err
		},
	}
}

// writeFiles writes which files are in force.
func (s *session) writeFiles(t *table) {
	found := s.settings
	line := func(name, path string) { t.line(fmt.Sprintf("%-*s%s", nameWidth, name, path)) } // paths are not cut
	line("settings", cmp.Or(found.path, "none"))
	if found.neglected != "" {
		line("neglected", found.neglected+"  since "+settingsNames[0]+" stands beside it")
	}
	line("rules", cmp.Or(lastValue(found.below(rowsOf(convertFlags()), s.call.flags), "rules"), found.path, "none"))
	for _, p := range found.profiles {
		state := "not in force"
		if found.profile != nil && found.profile.name == p.name {
			state = "in force"
		}
		t.named("profile", p.name, "("+state+")")
	}
}

// writeValues writes every value that is set, or has one where it is not.
func (s *session) writeValues(t *table) {
	rows := rowsOf(convertFlags())
	flags := s.settings.below(rows, s.call.flags)
	for _, row := range rows {
		set := slices.DeleteFunc(slices.Clone(flags), func(f givenFlag) bool { return f.name != row.name })
		if len(set) == 0 && row.preset != "" {
			t.row(0, row.name, row.preset, "built in")
		}
		for _, f := range set {
			t.row(0, f.name, f.value, s.originOf(f))
		}
	}
	for _, choice := range []string{"emphasis", "bullet", "break"} {
		f := givenFlag{"markdown." + choice, convert.StyleChoices(choice)[0], "built in"}
		for _, style := range s.settings.styles() {
			if style.name == f.name {
				f = style
			}
		}
		t.row(0, f.name, f.value, s.originOf(f))
	}
}

// originOf is where a value comes from, with the path from the working folder.
func (s *session) originOf(f givenFlag) string {
	if f.origin == "" {
		return "command line"
	}
	origin := f.origin
	if place, ok := strings.CutPrefix(origin, s.settings.path); ok && s.settings.path != "" {
		if dir, err := os.Getwd(); err == nil {
			if path, err := filepath.Rel(dir, s.settings.path); err == nil {
				origin = path + place
			}
		}
	}
	if s.settings.profile != nil && slices.Contains(slices.Concat(s.settings.profile.flags, s.settings.profile.style), f) {
		origin += " (profile " + s.settings.profile.name + ")"
	}
	return origin
}
