package cli

import (
	"strings"

	"github.com/urfave/cli/v2"
)

// flagsFirst moves the flags of args in front of the paths, because
// urfave/cli stops at the first path. Behind "--" everything is a path.
func flagsFirst(args []string, flags []cli.Flag) []string {
	takesValue := valueFlags(flags)
	var head, paths []string
	for i := 0; i < len(args); i++ {
		arg := args[i]
		switch {
		case arg == "--":
			paths = append(paths, args[i+1:]...)
			i = len(args)
		case len(arg) < 2 || arg[0] != '-':
			paths = append(paths, arg)
		default:
			head = append(head, arg)
			name := strings.TrimLeft(arg, "-")
			if takesValue[name] && i+1 < len(args) {
				i++
				head = append(head, args[i])
			}
		}
	}
	return append(append(head, "--"), paths...)
}

// logsJSON tells whether arguments whose flags stand first ask for messages in
// JSON: of a call that is wrong nothing else is known.
func logsJSON(args []string) bool {
	value := ""
	for i, arg := range args {
		name, inline, ok := strings.Cut(strings.TrimLeft(arg, "-"), "=")
		switch {
		case arg == "--":
			return value == "json"
		case name != "log-format" || arg[0] != '-':
		case ok:
			value = inline
		case i+1 < len(args):
			value = args[i+1]
		}
	}
	return value == "json"
}

// valueFlags holds the names of all flags that are followed by a value.
func valueFlags(flags []cli.Flag) map[string]bool {
	names := make(map[string]bool)
	for _, f := range flags {
		if d, ok := f.(cli.DocGenerationFlag); ok && d.TakesValue() {
			for _, name := range f.Names() {
				names[name] = true
			}
		}
	}
	return names
}

// unknownFlag turns the flag package's complaint into ours, with the nearest
// name that exists.
func unknownFlag(err error, command string, flags []cli.Flag) error {
	msg := err.Error()
	name, ok := strings.CutPrefix(msg, "flag provided but not defined: -")
	if !ok {
		return usagef("%s; 'artx %s --help' lists the flags", msg, command)
	}
	dashed := "-" + name
	if len(name) > 1 {
		dashed = "--" + strings.TrimLeft(name, "-")
	}
	return usagef("unknown flag %s; did you mean %s? ('artx %s --help' lists all)",
		dashed, cli.SuggestFlag(flags, strings.TrimLeft(name, "-"), false), command)
}
