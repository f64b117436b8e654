package main

import (
	"fmt"
	"html"
	"slices"
	"strings"
)

// dialect is how a generator wants to be written to. The zero value writes
// documents as they are, pictures with captions and terms as HTML.
type dialect struct {
	without []kind // what it has no form for: left out, and not expected back

	inline  [2]string           // around a formula in a line; dollars if empty
	display [2]string           // around one of its own; dollars if empty
	tex     func(string) string // what has to be escaped in a formula
	header  func(document) string
	callout func(name string, body []string) []string
	figure  func(picture) []string
	details string // the opening tag, if Markdown inside needs a word
	terms   bool   // definition lists as in PHP Markdown Extra
	rank    bool   // sections begin below a title that stands in the text
}

// has tells whether a document's chunk can be written.
func (d dialect) has(c chunk) bool { return !slices.Contains(d.without, c.kind) }

// write returns the source of a document for a generator.
func (d dialect) write(doc document) string {
	var b strings.Builder
	if d.header != nil {
		b.WriteString(d.header(doc))
	}
	if d.rank {
		fmt.Fprintf(&b, "# %s\n\n", doc.title)
	}
	for _, c := range doc.chunks {
		if d.has(c) {
			b.WriteString(strings.Join(d.chunk(c), "\n") + "\n\n")
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

func (d dialect) chunk(c chunk) []string {
	switch c.kind {
	case fence:
		return c.lines
	case formula:
		return d.formula(c.lines)
	case figure:
		return d.pictured(c)
	case callout:
		if d.callout != nil {
			return d.callout(c.callout())
		}
	case details:
		if d.details != "" {
			return append([]string{d.details}, c.lines[1:]...)
		}
	case terms:
		if !d.terms {
			return termsHTML(c.lines)
		}
	}
	return d.inlined(c.lines)
}

func (d dialect) formula(lines []string) []string {
	if d.display[0] == "" {
		return lines
	}
	tex := strings.Join(lines[1:len(lines)-1], "\n")
	if d.tex != nil {
		tex = d.tex(tex)
	}
	return []string{d.display[0], tex, d.display[1]}
}

func (d dialect) pictured(c chunk) []string {
	p := c.picture()
	switch {
	case p.caption == "":
		return c.lines
	case d.figure != nil:
		return d.figure(p)
	}
	return []string{
		"<figure>", fmt.Sprintf(`<img src="%s" alt="%s">`, p.src, html.EscapeString(p.alt)),
		fmt.Sprintf("<figcaption>%s</figcaption>", html.EscapeString(p.caption)), "</figure>",
	}
}

// termsHTML writes a list of terms for those that have no Markdown for it.
func termsHTML(lines []string) []string {
	out := []string{"<dl>"}
	for _, line := range lines {
		if def, ok := strings.CutPrefix(line, ":   "); ok {
			out = append(out, "<dd>"+html.EscapeString(def)+"</dd>")
		} else if line != "" {
			out = append(out, "<dt>"+html.EscapeString(line)+"</dt>")
		}
	}
	return append(out, "</dl>")
}

// inlined writes the formulas in lines of text, outside of code spans.
func (d dialect) inlined(lines []string) []string {
	if d.inline[0] == "" {
		return lines
	}
	out := make([]string, len(lines))
	for i, line := range lines {
		var b strings.Builder
		for j, part := range strings.Split(line, "`") {
			if j > 0 {
				b.WriteByte('`')
			}
			if j%2 == 1 {
				b.WriteString(part)
				continue
			}
			for k, piece := range strings.Split(part, "$") {
				if k%2 == 0 {
					b.WriteString(piece)
					continue
				}
				if d.tex != nil {
					piece = d.tex(piece)
				}
				b.WriteString(d.inline[0] + piece + d.inline[1])
			}
		}
		out[i] = b.String()
	}
	return out
}

// escapeTeX keeps a Markdown reader that knows no formulas from reading them.
func escapeTeX(tex string) string {
	return strings.NewReplacer(`\`, `\\`, "_", `\_`, "*", `\*`).Replace(tex)
}

// writer is who wrote all documents.
const writer = "Marta Lindqvist"

func yamlHeader(d document) string {
	return fmt.Sprintf("---\ntitle: %q\ndate: %s 10:00:00\nupdated: %s 10:00:00\nlang: %s\nauthor: %s\ntags: [%s]\n---\n\n", d.title, d.date, d.date, d.lang, writer, strings.Join(d.tags, ", "))
}

func titleHeader(d document) string { return fmt.Sprintf("---\ntitle: %q\n---\n\n", d.title) }

func zonedHeader(d document) string {
	return fmt.Sprintf("---\ntitle: %q\ndate: %sT10:00:00Z\nauthor: %s\ntags: [%s]\n---\n\n", d.title, d.date, writer, strings.Join(d.tags, ", "))
}

// docusaurusHeader has the authors as mappings: a text would name one kept elsewhere.
func docusaurusHeader(d document) string {
	return fmt.Sprintf("---\ntitle: %q\ndate: %sT10:00:00Z\nauthors: [{name: %s}]\ntags: [%s]\n---\n\n", d.title, d.date, writer, strings.Join(d.tags, ", "))
}

func pandocHeader(d document) string {
	return fmt.Sprintf("---\ntitle: %q\ndate: %s\nauthor: %s\n---\n\n", d.title, d.date, writer)
}

func pelicanHeader(d document) string {
	return fmt.Sprintf("Title: %s\nDate: %s 10:00\nSlug: %s\nTags: %s\nAuthor: %s\n\n", d.title, d.date, d.slug, strings.Join(d.tags, ", "), writer)
}

// colons writes callouts as directives between colons: what follows the opening
// ones comes from the name.
func colons(open func(name string) string) func(string, []string) []string {
	return func(name string, body []string) []string {
		return slices.Concat([]string{":::" + open(name), ""}, body, []string{"", ":::"})
	}
}

// between writes callouts between the lines that open and close make of the name.
func between(open, shut string) func(string, []string) []string {
	return func(name string, body []string) []string {
		first := strings.ReplaceAll(open, "NAME", name)
		return slices.Concat([]string{first, ""}, body, []string{"", shut})
	}
}

// exclamation writes callouts as Python-Markdown has them.
func exclamation(name string, body []string) []string {
	out := []string{"!!! " + name}
	for _, line := range body {
		out = append(out, strings.TrimRight("    "+line, " "))
	}
	return out
}

func hugoFigure(p picture) []string {
	return []string{fmt.Sprintf(`{{< figure src=%q alt=%q caption=%q >}}`, p.src, p.alt, p.caption)}
}

func mystFigure(p picture) []string {
	return []string{"```{figure} " + p.src, ":alt: " + p.alt, "", p.caption, "```"}
}

// rawFigure passes a figure through pandoc to Asciidoctor.
func rawFigure(p picture) []string {
	return []string{"```{=asciidoc}", "." + p.caption, fmt.Sprintf("image::%s[%s]", p.src, p.alt), "", "", "```"}
}
