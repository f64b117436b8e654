package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/extract/page"
	"github.com/artx-cli/artx/internal/batch"
)

func inspectCommand(s *session) *cli.Command {
	return &cli.Command{
		Name:      "inspect",
		Usage:     "show what artx sees in an article: metadata, images, links, players, notes",
		ArgsUsage: "[PATH ...]",
		Flags:     append(conversionFlags(), &cli.BoolFlag{Name: "json", Category: groupFormat, Usage: "write JSON for programs"}),
		Action: func(c *cli.Context) error {
			if err := s.checkPaths(c.Args().Slice()); err != nil {
				return err
			}
			opt, err := s.conversionOptions(c)
			if err != nil {
				return err
			}
			opt.To, opt.Explain = article.JSON, true
			r := &runner{session: s, Options: opt, stdinName: c.String("stdin-filepath")}
			return r.eachPath(c, func(path string) error { return r.inspect(path, c.Bool("json")) })
		},
	}
}

func (r *runner) inspect(path string, asJSON bool) error {
	if isFolder(path) {
		return fmt.Errorf("%s: is a folder; name the files in it that you want to see", path)
	}
	name, src, err := r.read(path)
	if err != nil {
		return err
	}
	opt, err := r.forInput(name)
	if err != nil {
		return err
	}
	res, err := process(name, src, opt)
	if err != nil {
		return err
	}
	doc, err := res.Document()
	if err != nil {
		return withName(name, err)
	}
	seen := inspection{doc, res.Account}
	if asJSON {
		enc := json.NewEncoder(r.stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(seen)
	}
	return seen.write(r.stdout)
}

// inspection is a document with the account of how it came about.
type inspection struct {
	*article.Document
	*article.Account
}

// write writes tables for a person.
func (seen inspection) write(w io.Writer) error {
	doc := seen.Document
	tw := tabwriter.NewWriter(w, 0, 4, 2, ' ', 0)
	row := func(cells ...string) {
		for i, cell := range cells {
			cells[i] = shortCell(batch.OneLine(cell))
		}
		fmt.Fprintln(tw, strings.TrimRight(strings.Join(cells, "\t"), "\t "))
	}
	row("source", cmp.Or(doc.Source.Path, "-"), doc.Source.Format, doc.Source.Encoding)
	for _, field := range []struct{ name, value string }{
		{"page type", doc.PageType}, {"title", doc.Title}, {"authors", strings.Join(doc.Authors, ", ")},
		{"published", doc.Published}, {"updated", doc.Updated}, {"url", doc.URL}, {"site", doc.Site}, {"lang", doc.Lang},
		{"description", doc.Description}, {"categories", strings.Join(doc.Categories, ", ")},
		{"tags", strings.Join(doc.Tags, ", ")}, {"cover", doc.Cover},
	} {
		if field.value != "" {
			row(field.name, field.value, seen.from(field.name))
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
	section("image addresses", len(seen.Sources))
	for _, source := range seen.Sources {
		what := "  removed"
		if source.Image >= 0 && source.Image < len(doc.Images) {
			what = "  " + doc.Images[source.Image].URL
		}
		row(what)
		for _, c := range source.Candidates {
			mark := " "
			if c.Taken {
				mark = "*"
			}
			row("  "+mark+" "+cmp.Or(c.URL, "(empty)"), c.Via, c.Reason)
		}
	}
	section("links", len(doc.Links))
	for _, link := range doc.Links {
		row("  "+link.URL, link.Text, strings.TrimSpace(link.Via+" "+changedFrom(link.Original, link.URL)))
	}
	section("players and embeds", len(doc.Embeds))
	for _, embed := range doc.Embeds {
		row("  "+embed.URL, cmp.Or(embed.Provider, "unknown"), embed.Title, changedFrom(embed.Original, embed.URL))
	}
	section("removed", len(seen.Removed))
	for _, removal := range seen.Removed {
		images := ""
		if removal.Images > 0 {
			images = fmt.Sprintf("%d images or players", removal.Images)
		}
		row("  "+removal.Element, removal.Rule, removal.Text, images)
	}
	if seen.Page != nil {
		seen.writePage(row, section)
	}
	section("notes", len(doc.Notes))
	for _, n := range doc.Notes {
		line := ""
		if n.Line > 0 {
			line = fmt.Sprintf("line %d: ", n.Line)
		}
		row("  "+n.Level.String(), n.Code, line+n.Message)
	}
	return tw.Flush()
}

// maxCell bounds what a cell of a table shows, in bytes.
const maxCell = 400

// shortCell shortens what nobody reads in a table: embedded images and the like.
func shortCell(s string) string {
	limit := maxCell
	if strings.Contains(s, "data:") {
		limit = maxCell / 4
	}
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit] + "…"
}

// from tells where a field comes from.
func (seen inspection) from(field string) string {
	if origin := seen.Origins[field]; origin != "" {
		return "from " + origin
	}
	return ""
}

// writePage writes which part of a page was taken for the article.
func (seen inspection) writePage(row func(...string), section func(string, int)) {
	account := seen.Page
	section("article found in "+account.Source+", with its rivals", 1+len(account.Rivals))
	for _, part := range append([]page.Part{account.Chosen}, account.Rivals...) {
		row("  "+part.Path, fmt.Sprintf("score %.2f", part.Score), fmt.Sprintf("%d words", part.Words))
	}
	section("kept of the page", len(account.Kept))
	for _, kept := range account.Kept {
		row("  "+kept.Path, kept.Rule, fmt.Sprintf("%d words", kept.Words), fmt.Sprintf("%+.1f", kept.Score), kept.Text)
	}
	section("cut from the page", len(account.Cuts))
	for _, cut := range account.Cuts {
		row("  "+cut.Path, cut.Rule, fmt.Sprintf("%d words", cut.Words), cut.Text)
	}
}

// changedFrom names the original of an address if it was another one.
func changedFrom(original, address string) string {
	if original == "" || original == address {
		return ""
	}
	return "was " + original
}
