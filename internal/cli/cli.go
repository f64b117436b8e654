// Package cli is the command line of artx: flags, messages and exit statuses.
//
// A command line is read by the table of flags ([cli.Flag] of urfave/cli, see
// rowOf); help, the man page and completion come from the same table.
package cli

import (
	"context"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"
)

// Main runs the command line args (with the program's name first) and returns
// the exit status. It writes results to stdout and everything else to stderr.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	status := exitOK
	out := &sink{w: forTerminal(stdout)}
	s := &session{stdin: stdin, stdout: out, stderr: stderr, status: &status}
	if err := out.failed(s.run(args[1:]), status); err != nil {
		printError(stderr, "", err, logFormatOf(args[1:]))
		status = exitFailed
	}
	return status
}

// session is one run of the program, as its commands see it.
type session struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	status         *int
	call           call                              // of the command
	config         *configFile                       // in place of those of the working folder; nil for those
	instead        func(*runner, *cli.Context) error // is done in place of the conversion; nil for that
	settings       settings                          // that are in force; none for commands without --no-config
}

func (s *session) run(words []string) error {
	commands := s.commands()
	if len(words) == 0 {
		return usagef("no command given; try 'artx convert post.md', or 'artx help'")
	}
	switch words[0] {
	case completeCommand:
		return printCandidates(s.stdout, commands, words[1:])
	case workerCommand:
		s.instead = (*runner).serve
		words[0] = "convert"
	case "-h", "--help":
		words[0] = "help"
	case "-V", "--version":
		words[0] = "version"
	}
	command := commandNamed(commands, words[0])
	if command == nil {
		return noCommand(commands, words[0])
	}
	call, err := readArgs(command.Name, command.Flags, words[1:])
	if err != nil {
		return err
	}
	if call.help {
		return writeHelp(s.stdout, command)
	}
	if call.version {
		return s.writeVersion()
	}
	if command.ArgsUsage == "" && len(call.paths) > 0 {
		return usagef("%s takes nothing behind it, and %q is too much; leave it out", command.Name, call.paths[0])
	}
	s.call = call
	return s.runCommand(command)
}

// runCommand runs a command with the flags of its call and, below them, those of
// the settings in force.
func (s *session) runCommand(command *cli.Command) error {
	flags := s.call.flags
	if _, ok := rowNamed(rowsOf(command.Flags), "no-config"); ok {
		var err error
		if s.settings, err = s.findSettings(); err != nil {
			return err
		}
		flags = s.settings.below(rowsOf(command.Flags), flags)
		if command.Name == "convert" {
			if done, err := s.addListed(); done || err != nil {
				return err
			}
		}
	}
	args := []string{"artx", command.Name}
	for _, f := range flags {
		args = append(args, f.argument())
	}
	app := &cli.App{Name: "artx", Reader: s.stdin, Writer: s.stdout, ErrWriter: s.stderr,
		HideHelp: true, HideVersion: true, Commands: []*cli.Command{command},
		DisableSliceFlagSeparator: true,                         // globs and selectors hold commas
		ExitErrHandler:            func(*cli.Context, error) {}, // the status has one home: Main
		OnUsageError:              func(_ *cli.Context, err error, _ bool) error { return usagef("%v", err) },
	}
	return app.RunContext(context.Background(), append(append(args, "--"), s.call.paths...))
}

// given is the first of some flags that the command line itself has, or "".
func (s *session) given(names ...string) string {
	for _, name := range names {
		for _, f := range s.call.flags {
			if f.name == name && f.value != "false" {
				return name
			}
		}
	}
	return ""
}

func (s *session) commands() []*cli.Command {
	all := []*cli.Command{
		convertCommand(s),
		inspectCommand(s),
		previewCommand(s),
		configCommand(s),
		rulesCommand(s),
		helpCommand(s),
		completionCommand(s),
		versionCommand(s),
	}
	for _, c := range all {
		c.HideHelp = true
		skipFlagActions(c)
	}
	return all
}

// skipFlagActions hides the flags of a command, which have no actions of their
// own, while urfave/cli looks for actions to run: it compares the names of each
// flag with those of all others, by a regular expression.
func skipFlagActions(c *cli.Command) {
	flags, action := c.Flags, c.Action
	c.Before = func(*cli.Context) error {
		c.Flags = nil
		return nil
	}
	c.Action = func(ctx *cli.Context) error {
		c.Flags = flags
		return action(ctx)
	}
}

func commandNamed(commands []*cli.Command, name string) *cli.Command {
	for _, c := range commands {
		if c.Name == name {
			return c
		}
	}
	return nil
}

// noCommand says what is wrong with the name of a command.
func noCommand(commands []*cli.Command, name string) error {
	if len(name) > 1 && name[0] == '-' {
		return usagef("%s stands before the command; write it behind, such as 'artx convert %s post.md'", name, name)
	}
	if _, err := os.Stat(name); err == nil {
		return usagef("%q is no command; to convert it, write 'artx convert %s'", name, name)
	}
	if isAddress(name) {
		return doesNotFetch(name)
	}
	var names []string
	for _, c := range commands {
		names = append(names, c.Name)
	}
	hint := ""
	if near := nearest(name, names); near != "" {
		hint = " did you mean '" + near + "'?"
	}
	return usagef("%q is no command;%s 'artx help' lists them", name, hint)
}

func completionCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print a completion script for a shell",
		ArgsUsage: strings.Join(shells, "|"),
		Action: func(c *cli.Context) error {
			script := completionScript(c.Args().First())
			if script == "" || c.NArg() > 1 {
				return usagef("completion %q: unknown shell; name one of %s", strings.Join(c.Args().Slice(), " "), strings.Join(shells, ", "))
			}
			_, err := io.WriteString(s.stdout, script)
			return err
		},
	}
}
