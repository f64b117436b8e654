package hostile

import (
	"bytes"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	gmhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"

	"github.com/artx-cli/artx/article"
)

// renderer lets everything pass.
var renderer = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(gmhtml.WithUnsafe()))

// executes is what a browser would run of Markdown; "" is nothing.
func executes(t *testing.T, markdown []byte) (what string) {
	t.Helper()
	var rendered bytes.Buffer
	if err := renderer.Convert(markdown, &rendered); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&rendered)
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" || n.Data == "object" || n.Data == "embed" {
			return "<" + n.Data + ">"
		}
		for _, a := range n.Attr {
			address := strings.ToLower(strings.Map(func(r rune) rune {
				if r <= ' ' {
					return -1
				}
				return r
			}, a.Val))
			switch {
			case strings.HasPrefix(a.Key, "on"), a.Key == "srcdoc":
				return a.Key
			case n.Data == "img" || a.Key == "alt" || a.Key == "title":
			case strings.HasPrefix(address, "javascript:"), strings.HasPrefix(address, "vbscript:"), strings.HasPrefix(address, "data:"):
				return a.Key + "=" + a.Val
			}
		}
	}
	return ""
}

func convert(t *testing.T, input string, opt article.Options) *article.Article {
	t.Helper()
	a, err := article.Convert([]byte(input), opt)
	if err != nil {
		t.Fatalf("%q: %v", input, err)
	}
	return a
}

// TestMarkup converts all payloads of HTML: nothing in what is rendered runs.
func TestMarkup(t *testing.T) {
	for i, p := range append(Markup(), RandomMarkup(1, 500)...) {
		if testing.Short() && i%10 != 0 {
			continue
		}
		for _, preset := range []string{"", "jekyll", "hugo"} {
			a := convert(t, p.Input, article.Options{From: article.FromArticle, Preset: preset})
			if what := executes(t, a.Markdown); what != "" {
				t.Errorf("%s, preset %q: %s runs\n%q\n%s", p.Name, preset, what, p.Input, a.Markdown)
			}
		}
	}
}

// TestMarkdown converts all payloads of Markdown: what runs is warned of, and
// nothing does with Options.Safe.
func TestMarkdown(t *testing.T) {
	for i, p := range append(Markdown(), RandomMarkdown(1, 500)...) {
		if testing.Short() && i%10 != 0 {
			continue
		}
		for _, from := range []article.Input{article.FromAuto, article.FromMarkdown, article.FromMixed} {
			a := convert(t, p.Input, article.Options{From: from})
			if what := executes(t, a.Markdown); what != "" && !Warns(a.Notes) {
				t.Errorf("%s as %q: %s runs without a word\n%q\n%s", p.Name, from, what, p.Input, a.Markdown)
			}
			a = convert(t, p.Input, article.Options{From: from, Safe: true})
			if what := executes(t, a.Markdown); what != "" {
				t.Errorf("%s as %q: %s runs although it is to be safe\n%q\n%s", p.Name, from, what, p.Input, a.Markdown)
			}
		}
	}
}

// TestExecutes shows that the judge of the tests above sees what runs.
func TestExecutes(t *testing.T) {
	for i, payload := range append(append([]string(nil), live...), links...) {
		if strings.HasPrefix(payload, "![") {
			continue
		}
		if executes(t, []byte(payload+"\n")) == "" && !knownDead[payload] {
			t.Errorf("%d: %s does not run", i, payload)
		}
	}
}

// knownDead run nothing in what goldmark makes of them.
var knownDead = map[string]bool{
	`<svg/onload=hit()//`: true, "[x](java&Tab;script:hit())": true, "[x](<java\tscript:hit()>)": true, `[[y](z)](javascript:hit())`: true, "[x`](javascript:hit())`": true, `<javascript&colon;hit()>`: true,
	`[x](JAVASCRIPT&#00058;hit())`: true, `[x](u "a" onclick=hit())`: true, `[a](u "t'><img src=x onerror=hit()>")`: true,
}
