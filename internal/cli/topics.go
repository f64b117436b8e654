package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/source"
)

// topic is help on something that is no command.
type topic struct {
	name, usage string
	text        func() string // of paragraphs and rows, 80 columns wide
}

// topics are the topics of 'artx help'.
func topics() []topic {
	return []topic{
		{"formats", "what artx reads and writes", formatsTopic},
		{"presets", "site generators whose names for keys artx knows", presetsTopic},
		{"rules", "rows of your own for images, players and noise", rulesTopic},
		{"config", "settings and profiles in artx.yaml", configTopic},
		{"names", "names of results by a template", namesTopic},
	}
}

func (t topic) write(w io.Writer) error {
	_, err := fmt.Fprintf(w, "%s: %s\n\n%s", t.name, t.usage, t.text())
	return err
}

func writeTopics(w io.Writer) error {
	var b strings.Builder
	b.WriteString("Topics ('artx help TOPIC' shows one):\n")
	for _, t := range topics() {
		b.WriteString(helpRow(t.name, t.usage, 14))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// formatUse says what a format or a kind of input is.
func formatUse(name string) string {
	switch name {
	case "md":
		return "CommonMark with GFM behind the header"
	case "json":
		return "one object an article, by docs/artx-1.schema.json"
	case "html":
		return "clean HTML behind the header"
	case "text":
		return "plain text without a header"
	case "auto":
		return "found out"
	case "article":
		return "the HTML of an article, with or without a header"
	case "page":
		return "a whole page, which holds an article somewhere"
	case "markdown":
		return "Markdown or plain text"
	case "jsonl":
		return "JSON Lines: an object a line, written or read as a stream"
	}
	return source.Format(name).Title()
}

func formatsTopic() string {
	var b strings.Builder
	b.WriteString("Written (--to):\n")
	for _, name := range outputFormats {
		b.WriteString(helpRow(name, formatUse(name), 14))
	}
	b.WriteString("\nRead (--from):\n")
	for _, name := range inputKinds {
		b.WriteString(helpRow(name, formatUse(name), 14))
	}
	b.WriteString("\nHeaders (--front-matter):\n")
	b.WriteString(wrap(strings.Join(frontMatterFormats, ", "), "  ", helpWidth))
	b.WriteString("\nKeys of the JSON (--fields):\n")
	b.WriteString(wrap(strings.Join(article.Fields(), ", "), "  ", helpWidth))
	return b.String()
}

func presetsTopic() string {
	return wrap("With --preset, the header's keys get the names that a site generator expects, and what looks like its "+
		"template tags in the text of an article stays text.", "", helpWidth) +
		"\n" + wrap(strings.Join(frontmatter.Presets(), ", "), "  ", helpWidth)
}

func rulesTopic() string {
	return wrap("What artx knows of lazy images, image proxies, redirectors, players and noise are rows of tables. "+
		"'artx rules' prints them; rows of your own stand before them, in an artx.yaml in the folder of the input or one above it, "+
		"or in the file of --rules:", "", helpWidth) +
		"\n  lazy:\n    - {attr: data-acme, kind: source}\n  drop: [.advert]\n\n" +
		wrap("docs/rules.md describes every section.", "", helpWidth)
}

func configTopic() string {
	return wrap("An artx.yaml (or artx.yml) in the working folder, or else in the nearest folder above it, holds flags for every run, "+
		"profiles of flags for --profile, and the style of the Markdown:", "", helpWidth) + `
  convert:
    preset: hugo
    exclude: [drafts]
  profiles:
    data: {to: json, fields: "title,url,text"}
  markdown: {emphasis: _, bullet: "*", break: spaces}

` + wrap("A flag comes before the profile, the profile before 'convert'. 'markdown: prettier' writes as Prettier does. "+
		"What writes, removes or downloads is never taken from a file ("+strings.Join(commandLineOnly, ", ")+"). "+
		"'artx config' shows which files are in force and where each value comes from; --no-config leaves all of them out. "+
		"An artx.yaml in the folder of an input brings rules only.", "", helpWidth)
}

func namesTopic() string {
	return wrap("With --name, results below -o are named by a template, such as '{date}-{slug}.md'. "+
		"docs/names.md lists the fields.", "", helpWidth)
}
