package cli

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/page"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
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
			return r.eachPath(c.Args().Slice(), func(path string) error { return r.inspect(path, c.Bool("json")) })
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

// write writes tables for a person, at most 80 columns wide.
func (seen inspection) write(w io.Writer) error {
	t := &table{}
	seen.writeFields(t)
	seen.writeImages(t)
	section(t, "links", len(seen.Links))
	for _, link := range counted(seen.Links) {
		t.row(2, cell(link.URL), cell(link.Text), link.Via, link.times)
		writeOriginal(t, link.Original, link.URL)
	}
	section(t, "players and embeds", len(seen.Embeds))
	for _, embed := range seen.Embeds {
		t.row(2, cell(embed.URL), cmp.Or(embed.Provider, "unknown"), cell(embed.Title))
		writeOriginal(t, embed.Original, embed.URL)
	}
	section(t, "removed", len(seen.Removed))
	for _, removal := range seen.Removed {
		images := ""
		if removal.Images > 0 {
			images = fmt.Sprintf("images or players: %d", removal.Images)
		}
		t.row(2, cell(removal.Element), removal.Rule, cell(removal.Text), images)
	}
	if seen.Page != nil {
		seen.writePage(t)
	}
	section(t, "notes", len(seen.Notes))
	for _, n := range seen.Notes {
		t.row(2, n.Level.String()+"  "+n.Code+placeOf(n), cell(n.Message))
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// section begins a part of the tables, if there is anything in it.
func section(t *table, title string, n int) {
	if n > 0 {
		t.line("")
		t.line(fmt.Sprintf("%s (%d)", title, n))
	}
}

// placeOf is where a note stands, "" if that is not known.
func placeOf(n note.Note) string {
	switch {
	case n.Line == 0:
		return ""
	case n.Column == 0:
		return fmt.Sprintf("  line %d", n.Line)
	}
	return fmt.Sprintf("  line %d, column %d", n.Line, n.Column)
}

// writeFields writes what is known of the article as a whole.
func (seen inspection) writeFields(t *table) {
	doc := seen.Document
	t.named("source", cell(cmp.Or(doc.Source.Path, "-")), doc.Source.Format+", "+doc.Source.Encoding)
	for _, field := range []struct{ name, value string }{
		{"page type", doc.PageType}, {"title", doc.Title}, {"authors", strings.Join(doc.Authors, ", ")},
		{"published", doc.Published}, {"updated", doc.Updated}, {"url", doc.URL}, {"site", doc.Site}, {"lang", doc.Lang},
		{"description", doc.Description}, {"categories", strings.Join(doc.Categories, ", ")},
		{"tags", strings.Join(doc.Tags, ", ")}, {"cover", doc.Cover},
	} {
		if field.value != "" {
			t.named(field.name, cell(field.value), seen.from(field.name))
		}
	}
	t.named("words", fmt.Sprint(doc.Words), "")
}

// writeImages writes every image with the addresses that it might have had; a star
// marks the one that was taken.
func (seen inspection) writeImages(t *table) {
	sources := make(map[int][]extract.Candidate)
	var gone []extract.Source
	for _, source := range seen.Sources {
		if source.Image >= 0 && source.Image < len(seen.Images) {
			sources[source.Image] = append(sources[source.Image], source.Candidates...)
		} else {
			gone = append(gone, source)
		}
	}
	section(t, "images", len(seen.Images))
	for i, img := range seen.Images {
		known := append([]extract.Candidate{{URL: img.URL}}, sources[i]...)
		via := ""
		if img.Via != "" {
			via = "via " + img.Via
		}
		t.row(2, cell(img.URL), via)
		if !holds(known, img.Original) {
			writeOriginal(t, img.Original, img.URL)
		}
		writeCandidates(t, sources[i], img.URL)
		for _, alternate := range img.Alternates {
			if !holds(known, alternate) {
				t.row(6, "or "+cell(alternate))
			}
		}
	}
	section(t, "images that were removed", len(gone))
	for _, source := range gone {
		if len(source.Candidates) == 0 {
			t.row(2, "one without an address")
		}
		for _, c := range source.Candidates {
			t.row(2, cell(cmp.Or(c.URL, "(empty)")), c.Via, c.Reason)
		}
	}
}

// holds tells whether an address is one of the candidates.
func holds(list []extract.Candidate, address string) bool {
	return slices.ContainsFunc(list, func(c extract.Candidate) bool { return c.URL == address })
}

// writeCandidates writes where the address of an image was looked for, unless that
// was one place and it is the address.
func writeCandidates(t *table, list []extract.Candidate, address string) {
	if len(list) == 1 && list[0].URL == address {
		return
	}
	for _, c := range list {
		cells := []string{cell(cmp.Or(c.URL, "(empty)")), c.Via, c.Reason}
		if c.URL == address {
			cells = cells[1:]
		}
		mark := "  "
		if c.Taken {
			mark = "* "
		}
		cells[0] = mark + cells[0]
		t.row(4, cells...)
	}
}

// countedLink is a link and how often it stands in the article.
type countedLink struct {
	extract.Link
	times string // "" for once
}

// counted lists links, each once, in order.
func counted(links []extract.Link) (list []countedLink) {
	times := make(map[extract.Link]int)
	for _, link := range links {
		if times[link]++; times[link] == 1 {
			list = append(list, countedLink{Link: link})
		}
	}
	for i := range list {
		if n := times[list[i].Link]; n > 1 {
			list[i].times = fmt.Sprintf("%d times", n)
		}
	}
	return list
}

// maxCell bounds what a cell of a table shows, in bytes.
const maxCell = 400

// cell is a value in one line, without what nobody reads in a table: embedded images
// and the like.
func cell(s string) string {
	s = report.OneLine(s)
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
func (seen inspection) writePage(t *table) {
	account := seen.Page
	section(t, "article found in "+account.Source+", with its rivals", 1+len(account.Rivals))
	for _, part := range append([]page.Part{account.Chosen}, account.Rivals...) {
		t.row(2, cell(part.Path), fmt.Sprintf("score %.2f", part.Score), note.Plural(part.Words, "word"))
	}
	section(t, "kept of the page", len(account.Kept))
	for _, kept := range account.Kept {
		t.row(2, cell(kept.Path), kept.Rule, note.Plural(kept.Words, "word"), fmt.Sprintf("%+.1f", kept.Score), cell(kept.Text))
	}
	section(t, "cut from the page", len(account.Cuts))
	for _, cut := range account.Cuts {
		t.row(2, cell(cut.Path), cut.Rule, note.Plural(cut.Words, "word"), cell(cut.Text))
	}
}

// writeOriginal names the original of an address if it was another one.
func writeOriginal(t *table, original, address string) {
	if original != "" && original != address {
		t.row(6, "was "+cell(original))
	}
}
