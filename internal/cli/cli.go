// Package cli is the command line of artx: flags, messages and exit statuses.
package cli

import (
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"strings"

	"github.com/urfave/cli/v2"
)

// Main runs the command line args (with the program's name first) and returns
// the exit status. It writes results to stdout and everything else to stderr.
func Main(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	status := exitOK
	out := &sink{w: forTerminal(stdout)}
	app := newApp(stdin, out, stderr, &status)
	args = arrange(app, args)
	if err := out.failed(app.Run(args), status); err != nil {
		printError(stderr, "", err, logsJSON(args))
		status = exitFailed
	}
	return status
}

func newApp(stdin io.Reader, stdout, stderr io.Writer, status *int) *cli.App {
	app := &cli.App{
		Name:  "artx",
		Usage: "turn archived HTML articles into clean Markdown or JSON",
		Description: "artx reads an article as feeds, importers and browsers leave it (HTML behind front\n" +
			"matter, bare HTML, a saved page), strips wrappers and noise, resolves the real\n" +
			"addresses of images, links and players, and writes what a person would have written.\n\n" +
			"  artx convert post.md               print a post as Markdown\n" +
			"  artx convert --to json < post.md   print it as data\n" +
			"  artx convert posts/ -o clean/      convert a folder\n" +
			"  artx inspect post.md               show what artx sees in it",
		Reader: stdin, Writer: stdout, ErrWriter: stderr,
		HideVersion:            true,
		HideHelpCommand:        true,
		UseShortOptionHandling: true,
		EnableBashCompletion:   true,

		DisableSliceFlagSeparator: true, // globs and selectors hold commas
		Commands:                  commands(stdin, stdout, stderr, status),
		ExitErrHandler:            func(*cli.Context, error) {}, // the status has one home: Main
		OnUsageError: func(_ *cli.Context, err error, _ bool) error {
			return unknownFlag(err, "", []cli.Flag{cli.HelpFlag})
		},
		Action: func(c *cli.Context) error { return noCommand(c) },
	}
	return app
}

func commands(stdin io.Reader, stdout, stderr io.Writer, status *int) []*cli.Command {
	all := []*cli.Command{
		convertCommand(stdin, stdout, stderr, status),
		inspectCommand(stdin, stdout, stderr, status),
		rulesCommand(stdout),
		completionCommand(stdout),
		versionCommand(stdout),
	}
	for _, c := range all {
		c.HideHelpCommand = true
		c.UseShortOptionHandling = true
		name, flags := c.Name, c.Flags
		c.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return unknownFlag(err, name, flags) }
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

// noCommand runs when no known command is named.
func noCommand(c *cli.Context) error {
	name := c.Args().First()
	if name == "" {
		_ = cli.ShowAppHelp(c)
		return usagef("no command given; try 'artx convert post.md'")
	}
	if _, err := os.Stat(name); err == nil {
		return usagef("%q is no command; to convert it, write 'artx convert %s'", name, name)
	}
	return usagef("%q is no command;%s 'artx --help' lists them", name, nearestCommand(c.App.Commands, name))
}

func nearestCommand(all []*cli.Command, name string) string {
	_, suggestion, ok := strings.Cut(cli.SuggestCommand(all, name), "Did you mean ")
	if !ok {
		return ""
	}
	return " did you mean " + strings.ReplaceAll(suggestion, `"`, "'")
}

// arrange moves the flags of the named command in front of its paths.
func arrange(app *cli.App, args []string) []string {
	if len(args) < 2 {
		return args
	}
	command := app.Command(args[1])
	if command == nil || args[len(args)-1] == "--generate-bash-completion" {
		return args
	}
	return append([]string{args[0], args[1]}, flagsFirst(args[2:], command.Flags)...)
}

func versionCommand(stdout io.Writer) *cli.Command {
	return &cli.Command{
		Name:  "version",
		Usage: "print the version",
		Action: func(*cli.Context) error {
			_, err := fmt.Fprintln(stdout, "artx", Version())
			return err
		},
	}
}

// Version is the version of the module, "(devel)" for a local build.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}

func completionCommand(stdout io.Writer) *cli.Command {
	return &cli.Command{
		Name:      "completion",
		Usage:     "print a completion script for a shell",
		ArgsUsage: "bash|zsh|fish|powershell",
		Action: func(c *cli.Context) error {
			shell := c.Args().First()
			if shell == "fish" {
				script, err := c.App.ToFishCompletion()
				if err != nil {
					return err
				}
				_, err = io.WriteString(stdout, script)
				return err
			}
			script, ok := completionScripts[shell]
			if !ok {
				return usagef("completion %q: unknown shell; use one of bash, zsh, fish, powershell", shell)
			}
			_, err := io.WriteString(stdout, script)
			return err
		},
	}
}
