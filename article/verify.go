package article

import (
	"bytes"
	"fmt"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert/verify"
	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/note"
)

// verify adds what a second reading of the source finds missing.
func (c *conversion) verify() {
	src := verify.Source{Body: c.block.Body, Markdown: c.Kind == body.KindMixed, Changed: map[string][]string{}}
	markdown := c.plain
	switch c.Kind {
	case body.KindMixed:
		src.Body = body.LineFeeds(src.Body)
	case body.KindPage:
		src.Body = c.found
	}
	src.Original = c.block.Body
	src.Body = body.Expand(src.Body, c.Kind)
	src.Body, markdown = body.MaskTemplates(src.Body), body.MaskTemplates(markdown) // template tags are no text to either reading
	masked := func(s string) string { return string(body.MaskTemplates([]byte(s))) }
	for _, r := range c.body.Removed {
		src.Removed = append(src.Removed, masked(r.Markup))
		for _, address := range r.Addresses {
			src.Changed[masked(address)] = nil
		}
	}
	for _, m := range c.body.Made {
		src.Made = append(src.Made, verify.Made{Element: m.Element, Markup: masked(m.Markup)})
		for _, address := range m.Addresses {
			if _, known := src.Changed[masked(address)]; !known {
				src.Changed[masked(address)] = nil
			}
		}
	}
	change := func(from, to string) {
		if from != "" && from != to {
			from = masked(from)
			src.Changed[from] = append(src.Changed[from], masked(to))
		}
	}
	for _, s := range c.body.Sources {
		for _, candidate := range s.Candidates {
			if s.Image >= 0 {
				change(candidate.URL, c.body.Images[s.Image].URL)
			} else if _, known := src.Changed[candidate.URL]; !known {
				src.Changed[candidate.URL] = nil
			}
		}
	}
	for _, img := range c.body.Images {
		change(img.Original, img.URL)
	}
	for _, link := range c.body.Links {
		change(link.Original, link.URL)
	}
	for _, e := range c.body.Embeds {
		change(e.Original, e.URL)
	}
	if c.refs != nil {
		c.refs.changes(change, func(from string) { src.Changed[masked(from)] = nil })
	}
	c.countCuts()
	for _, n := range verify.Compare(markdown, src) {
		n.Line, n.Column = c.place(n.Line, n.Column)
		c.Notes = append(c.Notes, n)
	}
}

// countCuts says how much was left out between the parts of a page that are its
// article, and where the first of it stands, prose before others: the second
// reading is one of these alone.
func (c *conversion) countCuts() {
	cuts, prose := 0, 0
	var first note.Note
	for _, n := range c.Notes {
		if n.Code != "page.cut" {
			continue
		}
		if cuts++; n.Level == note.Warning {
			prose++
		}
		if cuts == 1 || n.Level > first.Level {
			first = n
		}
	}
	message := fmt.Sprintf("%s left out between the first and the last of the article, %d of prose: see the notes page.cut", note.Plural(cuts, "part"), prose)
	switch {
	case prose > 0:
		c.note("verify.cut", note.Warning, message)
	case cuts > 0:
		c.note("verify.cut", note.Info, message)
	default:
		return
	}
	last := &c.Notes[len(c.Notes)-1]
	last.Line, last.Column = first.Line, first.Column
}

// keepSource remembers the article of a page as it is before it is cleaned, for
// verify to read.
func (c *conversion) keepSource() {
	if !c.opt.Verify || c.Kind != body.KindPage {
		return
	}
	var source bytes.Buffer
	if err := html.Render(&source, c.root); err == nil { // else verify finds what is missing
		c.found = source.Bytes()
	}
}
