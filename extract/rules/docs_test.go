package rules

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite docs/supported.md")

// TestSupportedDocs: docs/supported.md lists what the tables hold.
func TestSupportedDocs(t *testing.T) {
	name := filepath.Join("..", "..", "docs", "supported.md")
	want := supportedDocs()
	if *update {
		if err := os.WriteFile(name, []byte(want), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("docs/supported.md is not up to date; run: go generate ./extract/rules")
	}
}

func supportedDocs() string {
	var b strings.Builder
	b.WriteString("# What artx knows\n\nGenerated from the tables of package rules by `go generate ./extract/rules`; do not edit.\n" +
		"`artx rules` prints the same tables as a rules file; [rules](rules.md) tells how to add rows.\n")
	b.WriteString("\n## Platforms\n\nSoftware of whose pages it is known where they hold what.\n\n| platform | known of its pages | markup seen in |\n|---|---|---|\n")
	for i := range platforms {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", platforms[i].Name, strings.Join(statedBy(&platforms[i]), ", "), platforms[i].Origin)
	}
	b.WriteString("\n## Image attributes\n\n| attribute | holds | written by |\n|---|---|---|\n")
	for _, r := range lazyAttributes {
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.Attr, r.Kind, r.Origin)
	}
	b.WriteString("\nOn other elements, as their picture:\n\n| attribute | written by |\n|---|---|\n")
	for _, r := range backgroundAttributes {
		fmt.Fprintf(&b, "| `%s` | %s |\n", r.Attr, r.Origin)
	}
	writeUnwraps(&b, "Image proxies", proxies)
	writeGuesses(&b)
	writeUnwraps(&b, "Link redirectors", redirectors)
	writeSizes(&b)
	b.WriteString("\n## Players\n\n| service | player | page |\n|---|---|---|\n")
	names := BuiltinSet().Providers
	for _, p := range players {
		fmt.Fprintf(&b, "| %s | `%s` | `%s` |\n", names[p.Provider].Name, p.Match, p.To)
	}
	b.WriteString("\n## Elements that stand for a player\n\n`{name}` is an attribute; without a page, it is that of the last link to a player.\n\n| element | page | kept as a quote | written by |\n|---|---|---|---|\n")
	for _, f := range facades {
		page, quote := "", ""
		if f.To != "" {
			page = "`" + f.To + "`"
		}
		if f.Quote {
			quote = "yes"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", f.Select, page, quote, f.Origin)
	}
	b.WriteString("\n## Frames without content\n\n| address | whose |\n|---|---|\n")
	for _, p := range adFrames {
		fmt.Fprintf(&b, "| `%s` | %s |\n", p.Match, p.Origin)
	}
	b.WriteString("\n## Tracking images\n\n| address | whose |\n|---|---|\n")
	for _, p := range pixels {
		fmt.Fprintf(&b, "| `%s` | %s |\n", p.Match, p.Origin)
	}
	b.WriteString("\n## Tracking parameters\n\nRemoved from links with `--clean-links`: `" + strings.Join(trackers, "`, `") + "`.\n")
	b.WriteString("\n## Noise\n\nThe guard says when an element that matches is removed: `short`, if it holds little text; `links`, if most of its text stands in links;\n" +
		"`buttons`, if it is short and most of it stands in links and buttons; `listing`, if it is short and stands beside a `pre`, or in what does;\n" +
		"`tags`, if it is a short line of tags; `empty`, if it shows nothing; `mark`, if it shows at most a sign. What holds half of the article's text is never removed.\n\n| rule | selectors |\n|---|---|\n")
	writeNoise(&b)
	return b.String()
}

// writeGuesses tells what happens to images that no row knows.
func writeGuesses(b *strings.Builder) {
	var makers, blurred []string
	for _, m := range pictureMakers.rows {
		makers = append(makers, m.Match)
	}
	for _, p := range previews {
		blurred = append(blurred, strings.TrimSpace(p.host+" "+p.mark)+" ("+p.origin+")")
	}
	b.WriteString("\n### Proxies that no row knows\n\nAn address in the address of another host is taken, with a note, if all of this holds: it is absolute; it ends like an image's\n" +
		"(`.jpg`, `.png`, …); it is the whole query, the rest of the path, or the value of one of the parameters below, plain, percent-encoded, in\n" +
		"base64 or in hex; and the outer address is neither signed (" + codeList(slices.Sorted(maps.Keys(signatures))) + ") nor one of a service that draws\n" +
		"what it is given (" + codeList(makers) + ").\n\nParameters: " + codeList(slices.Sorted(maps.Keys(sourceParams))) + ".\n")
	b.WriteString("\n### Placeholders and previews\n\nA placeholder is never taken while there is anything else, and most never: " + codeList(placeholderStems) + " as names of a GIF, PNG or SVG, with or\n" +
		"without numbers; of a GIF only, " + codeList(vagueStems) + ";\n" +
		"data URIs below " + fmt.Sprint(minDataImage) + " bytes; SVG that draws nothing or a blur; what these serve: " + codeList(placeholderHosts) + ".\n" +
		"A preview goes when the image itself follows in the same box: data URIs below " + fmt.Sprint(MaxPreview) + " bytes and addresses with " + codeList(blurred) + ".\n")
}

func codeList(list []string) string { return "`" + strings.Join(list, "`, `") + "`" }

func writeUnwraps(b *strings.Builder, title string, rows []Unwrap) {
	fmt.Fprintf(b, "\n## %s\n\n| name | where | address in | used by |\n|---|---|---|---|\n", title)
	for _, r := range rows {
		where := strings.Join(r.Hosts, ", ")
		if where == "" {
			where = "any host"
		}
		if r.Path != "" {
			where += " `" + r.Path + "`"
		}
		take := r.Take
		if r.Decode != "" {
			take += ", " + r.Decode
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", r.Name, where, take, r.Origin)
	}
}

func writeSizes(b *strings.Builder) {
	b.WriteString("\n## Sizes in addresses\n\nTaken out with `--original-size`.\n\n| where | form | names | used by |\n|---|---|---|---|\n")
	for _, r := range sizes {
		where := strings.Join(r.Hosts, ", ")
		if r.Path != "" {
			where += " `" + r.Path + "`"
		}
		if where == "" {
			where = "any host"
		}
		names := strings.Join(r.Names, ", ")
		if r.To != "" {
			names += " → " + r.To
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", where, r.Form, names, r.Origin)
	}
}

func writeNoise(b *strings.Builder) {
	byRule := map[string][]string{}
	var order []string
	for _, r := range noiseRows {
		if byRule[r.Rule] == nil {
			order = append(order, r.Rule)
		}
		s := "`" + r.Select + "`"
		if r.Guard != "" {
			s += " (" + r.Guard + ")"
		}
		byRule[r.Rule] = append(byRule[r.Rule], s)
	}
	for _, rule := range slices.Compact(order) {
		fmt.Fprintf(b, "| %s | %s |\n", rule, strings.Join(byRule[rule], ", "))
	}
}

// statedBy lists what a row says where to find.
func statedBy(p *Platform) (list []string) {
	for _, field := range []struct{ name, css string }{{"article", p.Article}, {"title", p.Title}, {"author", p.Author}, {"date", p.Date}, {"tags", p.Tags}, {"posts", p.Post}, {"comments", p.Comment}} {
		if field.css != "" {
			list = append(list, field.name)
		}
	}
	return list
}
