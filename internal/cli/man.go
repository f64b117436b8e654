package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"
)

// writeManPage writes artx(1) in the man macros of roff.
func writeManPage(w io.Writer, commands []*cli.Command) error {
	var b strings.Builder
	b.WriteString(".TH ARTX 1 \"\" \"artx\" \"User Commands\"\n")
	b.WriteString(".SH NAME\nartx \\- turn archived HTML articles into clean Markdown or JSON\n")
	b.WriteString(".SH SYNOPSIS\n")
	for _, c := range commands {
		fmt.Fprintf(&b, ".B artx %s\n", c.Name)
		if rest := strings.TrimPrefix(synopsis(c), "artx "+c.Name); rest != "" {
			b.WriteString(roff(rest) + "\n")
		}
		b.WriteString(".br\n")
	}
	fmt.Fprintf(&b, ".SH DESCRIPTION\n%s\n", roff(aboutArtx))
	for _, c := range commands {
		writeManCommand(&b, c)
	}
	b.WriteString(".SH EXIT STATUS\n")
	for _, row := range exitStatuses() {
		manRow(&b, row.status, row.meaning)
	}
	b.WriteString(".SH FILES\n")
	manRow(&b, settingsNames[0]+", "+settingsNames[1], "settings, profiles and rules; see 'artx help config' and 'artx help rules'")
	b.WriteString(".SH EXAMPLES\n")
	for _, name := range []string{"", "convert", "inspect", "preview"} {
		for _, e := range examples(name) {
			manRow(&b, e.command, e.usage)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeManCommand(b *strings.Builder, c *cli.Command) {
	fmt.Fprintf(b, ".SH ARTX %s\n%s.\n", strings.ToUpper(c.Name), roff(c.Usage))
	for _, paragraph := range paragraphs(c.Description) {
		fmt.Fprintf(b, ".PP\n%s\n", roff(strings.Join(strings.Fields(paragraph), " ")))
	}
	rows := rowsOf(c.Flags)
	for _, group := range groupsOf(rows) {
		fmt.Fprintf(b, ".SS %s\n", roff(group))
		for _, row := range rows {
			if row.group == group {
				manRow(b, strings.TrimSpace(row.names()), row.help())
			}
		}
	}
}

// manRow is a name with what it means.
func manRow(b *strings.Builder, name, usage string) {
	fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(name), roff(usage))
}

// roff escapes text for the man macros: a hyphen of a flag is no soft one, and a
// dot or an apostrophe at the start of a line is no request.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "…", "...").Replace(strings.TrimSpace(text))
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		return `\&` + text
	}
	return text
}
