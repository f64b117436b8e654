package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"
)

// helpWidth is the width of help in columns, and flagWidth that of the names of
// flags in it.
const (
	helpWidth = 80
	flagWidth = 26
)

// aboutArtx is what artx is, for the help and the man page.
const aboutArtx = "artx reads an article as feeds, importers and browsers leave it (HTML behind front matter, bare HTML, " +
	"a saved page), strips wrappers and noise, resolves the real addresses of images, links and players, and writes " +
	"what a person would have written."

// example is a command line that shows what artx does.
type example struct{ command, usage string }

// examples of each command.
func examples(command string) []example {
	switch command {
	case "":
		return []example{
			{"artx convert post.md", "print a post as Markdown"},
			{"artx convert --to json < post.md", "print it as data"},
			{"artx convert posts/ -o clean/", "convert a folder"},
		}
	case "convert":
		return []example{
			{"artx convert post.html -o post.md", "write one file"},
			{"artx convert posts/ -o clean/ -n", "say what a run over a folder would do"},
			{"artx convert -w posts/ --preset hugo", "rewrite posts where they are"},
		}
	case "inspect":
		return []example{
			{"artx inspect post.md", "show what artx sees in a post"},
			{"artx inspect --json post.md", "the same for programs"},
			{"artx inspect --base-url https://example.com < page.html", "of a page in a pipe"},
		}
	case "preview":
		return []example{
			{"artx preview posts/", "look at a folder of posts"},
			{"artx preview --port 8123 export.xml", "at the articles of an export, on a port of your choice"},
			{"artx preview < page.html", "at a page in a pipe"},
		}
	}
	return nil
}

// exitStatus is a row of the table of exit statuses.
type exitStatus struct{ status, meaning string }

// exitStatuses are what the program ends with.
func exitStatuses() []exitStatus {
	return []exitStatus{
		{"0", "all went well"},
		{"1", "--check or --diff found differences, or --strict met warnings"},
		{"2", "wrong usage, or some input could not be converted or its result not be written (the rest is)"},
		{"128+N", "signal N ended the run; what had come through a pipe is converted"},
	}
}

func helpCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:      "help",
		Usage:     "show the help of a command, or of a topic",
		ArgsUsage: "[COMMAND|TOPIC]",
		Flags:     []cli.Flag{&cli.BoolFlag{Name: "man", Category: groupFormat, Usage: "print the man page"}},
		Action: func(c *cli.Context) error {
			switch name := c.Args().First(); {
			case c.NArg() > 1:
				return usagef("help is about one thing, and %q is too much; leave it out", c.Args().Get(1))
			case c.Bool("man"):
				return writeManPage(s.stdout, s.commands())
			case name == "":
				return writeOverview(s.stdout, s.commands())
			default:
				return s.helpOn(name)
			}
		},
	}
}

// helpOn writes the help of a command, a topic, or what is both.
func (s *session) helpOn(name string) error {
	if name == "topics" {
		return writeTopics(s.stdout)
	}
	command := commandNamed(s.commands(), name)
	at := slices.IndexFunc(topics(), func(t topic) bool { return t.name == name })
	switch {
	case command == nil && at < 0:
		return usagef("there is no help on %q; 'artx help' lists the commands, 'artx help topics' the topics", name)
	case at < 0:
		return writeHelp(s.stdout, command)
	case command != nil:
		if err := writeHelp(s.stdout, command); err != nil {
			return err
		}
		fmt.Fprintln(s.stdout)
	}
	return topics()[at].write(s.stdout)
}

// writeOverview writes the help of the program.
func writeOverview(w io.Writer, commands []*cli.Command) error {
	var b strings.Builder
	b.WriteString("artx: turn archived HTML articles into clean Markdown or JSON\n\n")
	b.WriteString("Usage: artx COMMAND [flags] [PATH ...]\n\n")
	b.WriteString(wrap(aboutArtx, "", helpWidth))
	writeExamples(&b, "")
	b.WriteString("\nCommands:\n")
	for _, c := range commands {
		b.WriteString(helpRow(c.Name, c.Usage, 14))
	}
	writeExitStatuses(&b)
	b.WriteString("\n'artx help COMMAND' shows the flags of a command, 'artx help topics' more.\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// writeHelp writes the help of a command.
func writeHelp(w io.Writer, c *cli.Command) error {
	var b strings.Builder
	b.WriteString(wrap("artx "+c.Name+": "+c.Usage, "", helpWidth))
	fmt.Fprintf(&b, "\nUsage: %s\n", synopsis(c))
	for _, paragraph := range paragraphs(c.Description) {
		b.WriteString("\n" + wrap(paragraph, "", helpWidth))
	}
	writeExamples(&b, c.Name)
	rows := rowsOf(c.Flags)
	for _, group := range groupsOf(rows) {
		fmt.Fprintf(&b, "\n%s:\n", group)
		for _, row := range rows {
			if row.group == group {
				b.WriteString(helpRow(row.names(), row.help(), flagWidth))
			}
		}
	}
	if len(rows) > 0 {
		writeExitStatuses(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// synopsis is how a command is called.
func synopsis(c *cli.Command) string {
	text := "artx " + c.Name
	if len(c.Flags) > 0 {
		text += " [flags]"
	}
	if c.ArgsUsage != "" {
		text += " " + c.ArgsUsage
	}
	return text
}

// paragraphs of a description, which blank lines part.
func paragraphs(text string) []string {
	return slices.DeleteFunc(strings.Split(text, "\n\n"), func(p string) bool { return strings.TrimSpace(p) == "" })
}

// groupsOf lists the groups of flags, each once, in the order of the help.
func groupsOf(rows []flagRow) (groups []string) {
	for _, group := range []string{groupFormat, groupOutput, groupArticle, groupBatch, groupReference, groupSource, groupStream, groupReport, groupConfig} {
		if slices.ContainsFunc(rows, func(r flagRow) bool { return r.group == group }) {
			groups = append(groups, group)
		}
	}
	return groups
}

// names is a flag in the help, such as "-t, --to FORMAT".
func (r flagRow) names() string {
	text := "    " + r.shown()
	if r.short != "" {
		text = "-" + r.short + ", " + r.shown()
	}
	if r.value != "" {
		text += " " + r.value
	}
	return text
}

// help is what a flag does, with its value where it is not given.
func (r flagRow) help() string {
	if r.preset == "" {
		return r.usage
	}
	return r.usage + " [" + r.preset + "]"
}

func writeExamples(b *strings.Builder, command string) {
	list := examples(command)
	if len(list) == 0 {
		return
	}
	b.WriteString("\nExamples:\n")
	for _, e := range list {
		if len(e.command) > 36 {
			fmt.Fprintf(b, "  %s\n%s", e.command, wrap(e.usage, strings.Repeat(" ", 40), helpWidth))
			continue
		}
		b.WriteString(helpRow(e.command, e.usage, 40))
	}
}

func writeExitStatuses(b *strings.Builder) {
	b.WriteString("\nExit status:\n")
	for _, row := range exitStatuses() {
		b.WriteString(helpRow(row.status, row.meaning, 10))
	}
}

// helpRow is a name with what it means beside it, from a column on; below it, if
// the name is too long.
func helpRow(name, usage string, column int) string {
	margin := strings.Repeat(" ", column)
	text := wrap(usage, margin, helpWidth)
	name = "  " + name
	if len(name)+2 > column {
		return name + "\n" + text
	}
	return name + margin[len(name):] + text[column:]
}

// wrap breaks text into lines of at most width bytes that begin with a margin.
func wrap(text, margin string, width int) string {
	var b strings.Builder
	line := margin
	for _, word := range strings.Fields(text) {
		if len(line) > len(margin) && len(line)+1+len(word) > width {
			b.WriteString(line + "\n")
			line = margin
		}
		if len(line) > len(margin) {
			line += " "
		}
		line += word
	}
	b.WriteString(line + "\n")
	return b.String()
}
