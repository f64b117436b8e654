// Package playground is what the page in docs/playground asks of artx: one call that
// takes what somebody pasted or dropped and gives all that the page shows of it.
package playground

import (
	"bytes"
	"errors"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/note"
)

// Request is how something is to be read and written; its zero value lets artx find out.
type Request struct {
	Name    string `json:"name"`    // of the file; "" for text that was typed or pasted
	Typed   bool   `json:"typed"`   // the source is text, and UTF-8 whatever it says of itself
	From    string `json:"from"`    // one of [article.Input]
	Preset  string `json:"preset"`  // one of [frontmatter.Presets]
	BaseURL string `json:"baseURL"` // "" for what the source says
}

// Result is what the page shows. Where artx fails, Error says why and all else but
// Line is empty.
type Result struct {
	Markdown string      `json:"markdown"` // with its header
	Preview  string      `json:"preview"`  // the Markdown as HTML, for a frame without scripts
	JSON     string      `json:"json"`
	Notes    []note.Note `json:"notes"` // never nil
	Title    string      `json:"title"`
	Lang     string      `json:"lang"`
	Encoding string      `json:"encoding"` // of the source
	Error    string      `json:"error"`
	Line     int         `json:"line"` // of the source, where Error is about one
}

// Convert reads and writes src.
func Convert(src []byte, r Request) Result {
	opt := article.Options{Name: r.Name, From: article.Input(r.From), Preset: r.Preset, BaseURL: r.BaseURL}
	if r.Typed {
		opt.Encoding = "utf-8"
	}
	result, err := convert(src, opt)
	if err != nil {
		result = Result{Notes: []note.Note{}, Error: err.Error()}
		if place := (*article.Error)(nil); errors.As(err, &place) {
			result.Line = place.Line
		}
	}
	return result
}

func convert(src []byte, opt article.Options) (Result, error) {
	a, err := article.Convert(src, opt)
	if err != nil {
		return Result{}, err
	}
	markdown, err := a.Encode(article.Markdown)
	if err != nil {
		return Result{}, err
	}
	data, err := a.JSON()
	if err != nil {
		return Result{}, err
	}
	shown, err := preview(a)
	if err != nil {
		return Result{}, err
	}
	return Result{
		Markdown: string(markdown), Preview: shown, JSON: string(data), Notes: append([]note.Note{}, a.Notes...),
		Title: a.Title, Lang: a.Lang, Encoding: a.Encoding,
	}, nil
}

// preview renders the Markdown below the title, which a site would show above it.
func preview(a *article.Article) (string, error) {
	root, err := a.Rendered()
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	for n := range root.Descendants() {
		keepInFrame(n)
	}
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if err := html.Render(&b, n); err != nil {
			return "", err
		}
	}
	if body := strings.TrimSpace(b.String()); a.Title != "" && !strings.HasPrefix(body, "<h1") {
		return "<h1>" + html.EscapeString(a.Title) + "</h1>\n" + body, nil
	}
	return b.String(), nil
}

// keepInFrame has a link within the article lead there, where all others open a
// window.
func keepInFrame(n *html.Node) {
	if n.DataAtom != atom.A {
		return
	}
	for _, a := range n.Attr {
		if a.Key == "href" && strings.HasPrefix(a.Val, "#") {
			n.Attr = append(n.Attr, html.Attribute{Key: "target", Val: "_self"})
			return
		}
	}
}
