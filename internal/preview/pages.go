package preview

import (
	"bytes"
	_ "embed" // for the style sheet
	"html/template"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/internal/report"
)

//go:embed pane.css
var paneCSS string

// panePolicy lets a pane have its style sheet and pictures that stand in it.
var panePolicy = sync.OnceValue(func() string {
	return "default-src 'none'; img-src data:; style-src " + report.PolicyHash(paneCSS) + "; base-uri 'none'; form-action 'none'"
})

// pane is one side of a preview: a page that needs nothing but itself.
type pane struct {
	Policy string
	CSS    template.CSS
	Title  string
	Lang   string
	Header template.HTML // of the article, as text with marks
	Body   template.HTML
	Text   string // the Markdown that Body is rendered of
	Error  string
}

var paneTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("pane").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{.Policy}}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>{{.Title}}</title>
<style>{{.CSS}}</style>
</head>
<body>
<main>
<h1 class="unseen" lang="en">{{.Title}}</h1>
{{with .Error}}<p class="error" role="alert" lang="en">{{.}}</p>
{{end}}{{with .Header}}<pre class="header" aria-label="front matter" tabindex="0">{{.}}</pre>
{{end}}<div dir="auto">
{{.Body}}
</div>
{{with .Text}}<details class="text"><summary lang="en">Markdown</summary><pre tabindex="0" dir="auto">{{.}}</pre></details>
{{end}}</main>
</body>
</html>
`))
})

func (p pane) page() ([]byte, error) {
	p.Policy, p.CSS = panePolicy(), template.CSS(paneCSS)
	var out bytes.Buffer
	err := paneTemplate().Execute(&out, p)
	return out.Bytes(), err
}

// Pages makes the two panes of an article, the result as its Markdown has it. The
// notes are numbered in their order. The error is that of a source or result that
// cannot be rendered.
func Pages(a *article.Article) (*report.Pages, error) {
	output, err := a.Encode(article.Markdown)
	if err != nil {
		return nil, err
	}
	result, err := a.Rendered()
	if err != nil {
		return nil, err
	}
	rendered, err := a.RenderedSource()
	if err != nil {
		return nil, err
	}
	header := headerOf(output)
	kept := newReading(result)
	kept.add(string(header))
	source := a.Source()
	marks := placesOf(a.Notes, source, rendered.At)
	left := &writer{offset: rendered.Offset, kept: kept, images: fateOfImages(a, result), marks: marks.body}
	right := &writer{}
	pages := &report.Pages{}
	pages.Source, err = pane{Title: "Source", Lang: a.Lang, Header: marks.header(source.Raw), Body: left.write(rendered.Root)}.page()
	if err != nil {
		return nil, err
	}
	pages.Result, err = pane{Title: "Result", Lang: a.Lang, Header: escaped(header), Body: right.write(result), Text: string(a.Markdown)}.page()
	pages.Marks = append(marks.inHeader, left.marked...)
	return pages, err
}

// Failed makes the panes of a source that could not be converted: what can be read of
// it, and why.
func Failed(src []byte, why string) *report.Pages {
	const enough = 256 << 10
	text := strings.ToValidUTF8(string(src[:min(len(src), enough)]), "\uFFFD")
	if len(src) > enough {
		text += "\n…"
	}
	pages := &report.Pages{}
	pages.Source, _ = pane{Title: "Source", Body: "<pre>" + escaped([]byte(text)) + "</pre>"}.page() // a buffer takes all
	pages.Result, _ = pane{Title: "Result", Error: why}.page()
	return pages
}

// headerOf is the header of a result, with its fences.
func headerOf(output []byte) []byte {
	block, err := frontmatter.Split(output)
	if err != nil {
		return nil
	}
	return block.Raw
}

func escaped(text []byte) template.HTML {
	return template.HTML(html.EscapeString(strings.TrimRight(string(text), "\r\n")))
}
