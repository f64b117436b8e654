package preview

import (
	"bytes"
	_ "embed" // for the index
	"encoding/json"
	"fmt"
	"html/template"
	"io"

	"github.com/artx-cli/artx/internal/report"
)

// post is an article in the index.
type post struct {
	Path   string        `json:"path"`
	Title  string        `json:"title,omitempty"`
	Status report.Status `json:"status"`
	Error  string        `json:"error,omitempty"`
	Notes  []listedNote  `json:"notes,omitempty"`
	Number int           `json:"number,omitempty"` // in the names of its panes; 0 for none
}

// listedNote is a note in the index.
type listedNote struct {
	Code    string `json:"code"`
	Level   string `json:"level"`
	Message string `json:"message"`
	Line    int    `json:"line,omitempty"`
	Marked  bool   `json:"marked,omitempty"` // in the source's pane
}

// maxIndex is how much of the list of posts the index has, in bytes: browsers take a
// second for it.
const maxIndex = 64 << 20

// collector takes the posts of a run, one after the other, in order.
type collector struct {
	put     func(name string, page []byte) error // keeps a pane
	version string
	posts   bytes.Buffer // those in the index, in JSON
	listed  int
	count   int // posts with and without a place in the index
}

// add takes what became of an input, and its panes, nil for none.
func (c *collector) add(f *report.File, pages *report.Pages) error {
	if f.Status == report.Skipped {
		return nil
	}
	c.count++
	if c.posts.Len() >= maxIndex {
		return nil
	}
	p := post{Path: f.Path, Title: f.Title, Status: f.Status, Error: f.Error}
	for _, n := range f.Notes {
		p.Notes = append(p.Notes, listedNote{Code: n.Code, Level: n.Level.String(), Message: n.Message, Line: n.Line})
	}
	if pages != nil {
		p.Number = c.count
		for _, i := range pages.Marks {
			p.Notes[i].Marked = true
		}
		for side, page := range map[string][]byte{"source": pages.Source, "result": pages.Result} {
			if err := c.put(fmt.Sprintf("%d-%s.html", c.count, side), page); err != nil {
				return err
			}
		}
	}
	text, err := json.Marshal(p) // escapes <, > and &, so that it can stand in a script element
	if err != nil {
		return err
	}
	if c.listed > 0 {
		c.posts.WriteString(",\n")
	}
	c.listed++
	c.posts.Write(text)
	return nil
}

var (
	//go:embed index.html
	indexHTML string
	//go:embed index.css
	indexCSS string
	//go:embed index.js
	indexJS string
)

// indexPolicy lets the index have its style sheet, its script, and panes beside it.
func indexPolicy() string {
	return "default-src 'none'; frame-src 'self'; style-src " + report.PolicyHash(indexCSS) + "; script-src " + report.PolicyHash(indexJS) +
		"; base-uri 'none'; form-action 'none'"
}

// writeIndex writes the page that the posts are looked at in.
func (c *collector) writeIndex(w io.Writer) error {
	t, err := template.New("index").Parse(indexHTML)
	if err != nil {
		return err
	}
	return t.Execute(w, struct {
		Policy, Version   string
		CSS               template.CSS
		JS                template.JS
		Posts             template.JS
		Count, Listed     int
		Frames, Generator string
	}{indexPolicy(), c.version, template.CSS(indexCSS), template.JS(indexJS), template.JS(c.posts.String()), c.count, c.listed, panesFolder, generator})
}

// panesFolder is where the panes are, from the index.
const panesFolder = "posts"

// generator is what the index of a preview says that it is.
const generator = "artx preview"
