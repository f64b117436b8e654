package main

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

// docFiles are the documents: CommonMark with GFM's tables, tasks and
// footnotes, PHP Markdown Extra's definition lists, formulas between dollars,
// alerts for callouts, details as HTML; items of lists stand four spaces deep.
//
//go:embed docs/*.md
var docFiles embed.FS

// document is what goes into a site: one of docs.
type document struct {
	slug, title, date, lang string
	tags                    []string
	chunks                  []chunk
}

// kind is what a chunk of a document is, as far as dialects write it differently.
type kind int

const (
	prose kind = iota
	fence
	formula
	figure
	callout
	details
	terms
	tasks
)

// chunk is a top-level block of a document with its lines.
type chunk struct {
	kind  kind
	lines []string
}

func (c chunk) text() string { return strings.Join(c.lines, "\n") }

// documents returns docs in the order of their names.
func documents() ([]document, error) {
	entries, err := docFiles.ReadDir("docs")
	if err != nil {
		return nil, err
	}
	docs := make([]document, 0, len(entries))
	for _, e := range entries {
		b, err := docFiles.ReadFile("docs/" + e.Name())
		if err != nil {
			return nil, err
		}
		d, err := parseDocument(strings.TrimSuffix(path.Base(e.Name()), ".md"), string(b))
		if err != nil {
			return nil, err
		}
		docs = append(docs, d)
	}
	return docs, nil
}

// parseDocument reads a document: lines of "key: value" between dashes, and
// chunks. The error names the document and what its header lacks.
func parseDocument(slug, src string) (document, error) {
	d := document{slug: slug}
	head, body, ok := strings.Cut(strings.TrimPrefix(src, "---\n"), "\n---\n")
	if !ok {
		return d, fmt.Errorf("%s: no header", slug)
	}
	keys := map[string]*string{"title": &d.title, "date": &d.date, "lang": &d.lang, "tags": new(string)}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		if keys[key] == nil {
			return d, fmt.Errorf("%s: unknown key %q", slug, key)
		}
		*keys[key] = value
	}
	for key, value := range keys {
		if *value == "" {
			return d, fmt.Errorf("%s: no %s", slug, key)
		}
	}
	d.tags = strings.Split(*keys["tags"], ", ")
	d.chunks = chunks(strings.Split(strings.TrimSpace(body), "\n"))
	return d, nil
}

// chunks parts lines at blank ones, but neither fences nor details nor the
// entries of a list of terms.
func chunks(lines []string) []chunk {
	var out []chunk
	for len(lines) > 0 {
		if lines[0] == "" {
			lines = lines[1:]
			continue
		}
		n := chunkEnd(lines)
		c := chunk{kindOf(lines[:n]), lines[:n]}
		lines = lines[n:]
		if last := len(out) - 1; c.kind == terms && last >= 0 && out[last].kind == terms {
			out[last].lines = slices.Concat(out[last].lines, []string{""}, c.lines)
			continue
		}
		out = append(out, c)
	}
	return out
}

// chunkEnd returns how many lines the first chunk has.
func chunkEnd(lines []string) int {
	end := ""
	switch {
	case strings.HasPrefix(lines[0], "```"):
		end = "```"
	case lines[0] == "<details>":
		end = "</details>"
	}
	n := slices.Index(lines[1:], end) + 1
	switch {
	case n == 0:
		return len(lines)
	case end != "":
		n++
	}
	return n
}

func kindOf(lines []string) kind {
	first := lines[0]
	switch {
	case strings.HasPrefix(first, "```"):
		return fence
	case first == "$$":
		return formula
	case first == "<details>":
		return details
	case strings.HasPrefix(first, "!["):
		return figure
	case strings.HasPrefix(first, "> [!"):
		return callout
	case strings.HasPrefix(first, "- ["):
		if first[4:5] == "]" {
			return tasks
		}
	case len(lines) > 1 && strings.HasPrefix(lines[1], ":   "):
		return terms
	}
	return prose
}

// picture is what a figure's line says: ![alt](src "caption").
type picture struct{ alt, src, caption string }

func (c chunk) picture() picture {
	alt, rest, _ := strings.Cut(strings.TrimPrefix(c.lines[0], "!["), "](")
	src, caption, _ := strings.Cut(strings.TrimSuffix(rest, ")"), ` "`)
	return picture{alt, src, strings.TrimSuffix(caption, `"`)}
}

// callout returns a callout's kind in lower case and its text.
func (c chunk) callout() (name string, body []string) {
	name = strings.ToLower(strings.TrimSuffix(strings.TrimPrefix(c.lines[0], "> [!"), "]"))
	for _, line := range c.lines[1:] {
		body = append(body, strings.TrimPrefix(strings.TrimPrefix(line, ">"), " "))
	}
	return name, body
}
