package cli

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/convert"
)

func inspectCommand(stdin io.Reader, stdout, stderr io.Writer, status *int) *cli.Command {
	return &cli.Command{
		Name:      "inspect",
		Usage:     "show what artx sees in an article: metadata, images, links, players, notes",
		ArgsUsage: "[PATH ...]",
		Flags:     append(conversionFlags(), &cli.BoolFlag{Name: "json", Category: groupFormat, Usage: "write JSON for programs"}),
		Action: func(c *cli.Context) error {
			opt, err := conversionOptions(c)
			if err != nil {
				return err
			}
			opt.To = "json"
			r := &runner{Options: opt, stdin: stdin, stdout: stdout, stderr: stderr, status: status, stdinName: c.String("stdin-filepath")}
			return r.eachPath(c, func(path string) error { return r.inspect(path, c.Bool("json")) })
		},
	}
}

func (r *runner) inspect(path string, asJSON bool) error {
	name, src, err := r.read(path)
	if err != nil {
		return err
	}
	res, err := process(name, src, r.Options)
	if err != nil {
		return err
	}
	if asJSON {
		_, err = r.stdout.Write(res.output)
		return err
	}
	return writeInspection(r.stdout, res.document)
}

// writeInspection writes a document as tables for a person.
func writeInspection(w io.Writer, doc *convert.Document) error {
	tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	row := func(cells ...string) {
		for i, cell := range cells {
			cells[i] = oneLine(cell)
		}
		fmt.Fprintln(tw, strings.TrimRight(strings.Join(cells, "\t"), "\t "))
	}
	row("source", firstNonEmpty(doc.Source.Path, "-"), doc.Source.Format, doc.Source.Encoding)
	for _, field := range []struct{ name, value string }{
		{"page type", doc.PageType}, {"title", doc.Title}, {"authors", strings.Join(doc.Authors, ", ")},
		{"published", doc.Published}, {"updated", doc.Updated}, {"url", doc.URL}, {"site", doc.Site}, {"lang", doc.Lang},
		{"description", doc.Description}, {"categories", strings.Join(doc.Categories, ", ")},
		{"tags", strings.Join(doc.Tags, ", ")}, {"cover", doc.Cover},
	} {
		if field.value != "" {
			row(field.name, field.value)
		}
	}
	row("words", fmt.Sprint(doc.Words))
	section := func(title string, n int) {
		if n > 0 {
			fmt.Fprintf(tw, "\n%s (%d)\n", title, n)
		}
	}
	section("images", len(doc.Images))
	for _, img := range doc.Images {
		row("  "+img.URL, "via "+img.Via, changedFrom(img.Original, img.URL))
		for _, alternate := range img.Alternates {
			row("    or " + alternate)
		}
	}
	section("links", len(doc.Links))
	for _, link := range doc.Links {
		row("  "+link.URL, link.Text, strings.TrimSpace(link.Via+" "+changedFrom(link.Original, link.URL)))
	}
	section("players and embeds", len(doc.Embeds))
	for _, embed := range doc.Embeds {
		row("  "+embed.URL, firstNonEmpty(embed.Provider, "unknown"), embed.Title, changedFrom(embed.Original, embed.URL))
	}
	section("notes", len(doc.Notes))
	for _, n := range doc.Notes {
		line := ""
		if n.Line > 0 {
			line = fmt.Sprintf("line %d: ", n.Line)
		}
		row("  "+n.Level, n.Code, line+n.Message)
	}
	return tw.Flush()
}

// changedFrom names the original of an address if it was another one.
func changedFrom(original, address string) string {
	if original == "" || original == address {
		return ""
	}
	return "was " + original
}
