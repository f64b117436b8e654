package article

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
	xhtml "golang.org/x/net/html"

	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/convert/template"
	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/internal/commonmark"
	"github.com/artx-cli/artx/note"
)

// writeMarkdown sets markdown. Markdown comes out as it went in.
func (c *conversion) writeMarkdown() error {
	if c.Kind == body.KindMarkdown {
		c.plain = c.block.Body
		if err := c.referMarkdown(); err != nil {
			return err
		}
		c.Markdown = template.Guard(c.plain, templateLanguages[c.opt.Preset])
		c.markExcerpt()
		c.settleDanger()
		return nil
	}
	opt := bareText(c.block.Body, c.Kind)
	opt.Step = c.writeStep()
	opt.Callouts, opt.Style = c.callouts(), c.opt.Style
	opt.Dollars, opt.Kramdown, opt.Slugs = c.dollars, c.opt.Preset == "jekyll", c.opt.Preset
	opt.Places = c.opt.From != FromArticle || c.header != nil // which is taken at its word
	opt.Template, opt.More = templateLanguages[c.opt.Preset], moreMark(c.opt.Preset)
	if mark := c.excerptMark(); strings.HasPrefix(mark, "<!--") && (c.opt.Preset == "" || c.opt.Preset == "jekyll") { // which the header still declares
		opt.More = mark
	}
	md, rawHTML, err := convert.Render(c.body.Root, opt)
	if err != nil {
		return err
	}
	if rawHTML && !c.stable(md) {
		if md, err = c.writeStable(md, &opt); err != nil {
			return err
		}
	}
	c.plain, c.Markdown = md, md
	if opt.Places {
		c.noteUnreached(opt)
	}
	if c.Kind == body.KindMixed {
		if err := c.referMarkdown(); err != nil {
			return err
		}
		c.Markdown = template.Guard(c.plain, opt.Template)
	}
	if c.Kind == body.KindMixed || c.opt.Safe {
		c.settleDanger()
	}
	c.markExcerpt()
	if c.opt.Verify {
		c.verify()
	}
	return nil
}

// callouts is how callouts are written: as asked for, or as the generator reads
// them.
func (c *conversion) callouts() string {
	switch {
	case c.opt.Callouts == CalloutQuotes:
		return convert.CalloutQuote
	case c.opt.Callouts == "" && c.opt.Preset == "obsidian":
		return convert.CalloutObsidian
	}
	return convert.CalloutAlert
}

// writeStable writes Markdown that would come out as it is: without the ids that
// links lead to if they are to blame, else without any tag.
func (c *conversion) writeStable(md []byte, opt *convert.Options) ([]byte, error) {
	if opt.NoAnchors = true; bytes.Contains(md, []byte("<a id=")) {
		md, rawHTML, err := convert.Render(c.body.Root, *opt)
		if err != nil || !rawHTML || c.stable(md) {
			return md, err
		}
	}
	c.note("body.plain", note.Info, "tags for what Markdown cannot say were left out: converting the result again would change it")
	opt.NoRawHTML = true
	return convert.Markdown(c.body.Root, *opt)
}

// noteUnreached leaves a note about the links within the article that lead nowhere.
func (c *conversion) noteUnreached(opt convert.Options) {
	if !slices.ContainsFunc(c.body.Links, func(l extract.Link) bool { return strings.HasPrefix(l.URL, "#") }) {
		return
	}
	if dead := convert.Unreached(c.body.Root, opt); len(dead) > 0 {
		c.note("link.unreached", note.Info, fmt.Sprintf("links to places that the article does not have became their text (%d): #%s", len(dead), dead[0]))
	}
}

// stable tells whether md would come out as it is if it were converted again.
// Without an HTML tag that is certain (see [body.Detect]); otherwise it is
// tried.
func (c *conversion) stable(md []byte) bool {
	kind := body.Detect(md, true)
	if kind == body.KindMarkdown {
		return true
	}
	root, _, err := body.Parse(md, kind)
	if err != nil {
		return false
	}
	c.spendNodes(root)
	clean := c.opt.clean()
	clean.Step = c.step()
	article, err := extract.Clean(root, clean)
	if err != nil {
		return false
	}
	opt := bareText(md, kind)
	opt.Places, opt.Style, opt.Step = true, c.opt.Style, c.writeStep()
	again, err := convert.Markdown(article.Root, opt)
	return err == nil && bytes.Equal(again, md)
}

// bareText are the options for text without tags around its paragraphs.
func bareText(src []byte, kind body.Kind) convert.Options {
	if kind != body.KindArticle {
		return convert.Options{}
	}
	breaks := body.LineEnds(src)
	return convert.Options{BlankLineParagraphs: breaks.Paragraphs, LineBreaks: breaks.Lines}
}

// templateLanguages are the template languages that generators run over posts.
var templateLanguages = map[string]string{"jekyll": "liquid", "hexo": "nunjucks", "eleventy": "liquid", "hugo": "hugo", "zola": "tera"}

// markdownRenderer is what Markdown bodies are read with where another format
// is asked for. Raw HTML passes, since cleaning follows.
var markdownRenderer = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(commonmark.Extension, extension.Linkify, commonmark.Table, extension.Strikethrough, extension.TaskList, commonmark.Footnote),
		goldmark.WithRendererOptions(html.WithUnsafe()),
	)
})

// Rendered is the tree that the Markdown stands for, with its raw HTML, as a
// CommonMark reader with GFM and footnotes takes it. The error is an [*Error];
// there is none to expect after a conversion.
func (a *Article) Rendered() (*xhtml.Node, error) {
	root, err := renderMarkdown(a.Markdown)
	return root, withPlace(err)
}

// renderMarkdown is the tree that Markdown stands for, with its raw HTML.
func renderMarkdown(markdown []byte) (*xhtml.Node, error) {
	var rendered bytes.Buffer
	if err := markdownRenderer().Convert(markdown, &rendered); err != nil {
		return nil, fmt.Errorf("the Markdown cannot be rendered: %w", err)
	}
	root, _, err := body.ParseHTML(rendered.Bytes())
	return root, err
}
