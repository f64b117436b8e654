package cli

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/note"
)

// result is one converted input.
type result struct {
	*job
}

// process turns the bytes of one input into those of one output. name stands
// in messages and gives a title or date where the header has none. It does no
// I/O, keeps no state and may be called concurrently. Its errors begin with
// the name and, where one is known, the line.
func process(name string, src []byte, opt Options) (*result, error) {
	j := &job{name: name, opt: opt}
	if err := j.run(src); err != nil {
		return nil, withName(name, err)
	}
	return &result{j}, nil
}

// withName puts the name, and the line where one is known, before an error, and
// what to do about a header behind it.
func withName(name string, err error) error {
	var header *frontmatter.Error
	switch {
	case !errors.As(err, &header):
		return fmt.Errorf("%s: %w", name, err)
	case header.Line > 0:
		name += ":"
	default:
		name += ": "
	}
	return fmt.Errorf("%s%w; mend the header, or keep it as text with --from article", name, err)
}

// job is the state of one conversion; each step reads what those before it set.
type job struct {
	name string
	opt  Options

	encoding string
	block    frontmatter.Block
	header   *frontmatter.Document // nil if there is none
	repaired bool                  // a strict parser would have failed on the header, or lost data
	kind     extract.Kind
	page     *extract.PageResult // nil unless the body is a page
	root     *html.Node          // the parsed body; nil for Markdown
	article  *extract.Article    // nil for Markdown until something but Markdown is asked for
	markdown []byte

	output   []byte
	document *convert.Document
	notes    []note.Note
}

func (j *job) run(src []byte) error {
	for _, step := range []func() error{
		func() error { return j.decode(src) },
		j.parseBody,
		j.cleanBody,
		j.cleanHeader,
		j.writeMarkdown,
		j.writeOutput,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// decode sets encoding, block, header and kind.
func (j *job) decode(src []byte) error {
	d, err := decode(src)
	if err != nil {
		return err
	}
	j.encoding, j.notes = d.encoding, d.notes
	if j.opt.From == fromHTML {
		j.block = frontmatter.Block{Body: d.text, BodyLine: 1}
		if j.kind = extract.KindArticle; extract.Detect(d.text, false) == extract.KindPage {
			j.kind = extract.KindPage
		}
		return nil
	}
	if err := j.splitHeader(d.text); err != nil {
		if j.opt.From != "article" {
			return err
		}
		// The caller says that it is an article, header or not: keep all of it as text.
		j.block, j.header = frontmatter.Block{Body: d.text, BodyLine: 1}, nil
		j.note("frontmatter.kept-as-text", note.Warning, "the header cannot be read ("+err.Error()+") and stays in the text")
	}
	j.kind = extract.Kind(j.opt.From)
	if j.opt.From == "auto" {
		j.kind = extract.Detect(j.block.Body, j.header != nil)
	}
	return nil
}

func (j *job) splitHeader(text []byte) error {
	block, err := frontmatter.Split(text)
	if err != nil {
		return err
	}
	j.block = block
	if block.Format == frontmatter.None {
		return nil
	}
	header, err := frontmatter.Parse(block)
	j.header = header
	return err
}

func (j *job) note(code string, level note.Level, message string) {
	j.notes = append(j.notes, note.Note{Code: code, Level: level, Message: message})
}

// parseBody sets root and, for a page, the part of it that is the article.
func (j *job) parseBody() error {
	if j.kind == extract.KindMarkdown {
		return nil
	}
	root, notes, err := extract.ParseBody(j.block.Body, j.kind)
	if err != nil {
		return err
	}
	j.root = root
	j.addNotes(notes)
	if j.kind == extract.KindPage {
		return j.findArticle()
	}
	return nil
}

func (j *job) findArticle() error {
	page, err := extract.Page(j.root, extract.PageOptions{Type: j.opt.PageType, URL: j.opt.Extract.BaseURL,
		Select: j.opt.Select, Remove: j.opt.Remove, Rules: j.opt.Extract.Rules, Explain: j.opt.Extract.Account})
	if err != nil {
		return err
	}
	j.page, j.root = page, page.Root
	if j.opt.To == "text" { // the body alone: who wrote what is data
		for _, line := range page.Bylines {
			line.Parent.RemoveChild(line)
		}
	}
	j.addNotes(page.Notes)
	if j.header == nil {
		j.header = pageHeader(page.Metadata)
	}
	return nil
}

// cleanBody sets article.
func (j *job) cleanBody() error {
	if j.kind == extract.KindMarkdown {
		return nil
	}
	opt := j.opt.Extract
	if opt.BaseURL == "" {
		opt.BaseURL = j.address()
	}
	// A fragment that the caller calls an article, with nothing around it, is
	// taken at its word.
	opt.KeepEmpty = j.opt.From == string(extract.KindArticle) && j.header == nil
	opt.KeepHidden = j.page != nil // what Page kept of hidden text is the article's
	article, err := extract.Clean(j.root, opt)
	if err != nil {
		return err
	}
	j.article = article
	j.addNotes(article.Notes)
	if j.opt.mover != nil && j.kind != extract.KindMixed {
		j.moveFiles()
	}
	if j.kind != extract.KindMixed && empty(article.Root) {
		j.note("body.empty", note.Info, "the article has no content")
	}
	return nil
}

// address is the article's own address by its header, "" if none is known.
func (j *job) address() string {
	if j.header == nil {
		return ""
	}
	return j.header.URL()
}

// cleanHeader cleans what the header holds by what is now known of the body.
// Markdown is the output of a conversion or needs none: its header stays as it
// is, but for repairs, so that nothing is decoded twice.
func (j *job) cleanHeader() error {
	if j.header == nil {
		return nil
	}
	j.repaired = len(j.header.Notes()) > 0
	j.renameKeys()
	if j.kind != extract.KindMarkdown || j.opt.wantsData() {
		j.header.Clean(j.headerOptions())
	}
	j.notes = append(j.notes, j.header.Notes()...)
	return nil
}

// renameKeys gives keys the names that the rules file maps them to, unless
// there is such a key already.
func (j *job) renameKeys() {
	if j.opt.Extract.Rules == nil {
		return
	}
	for _, key := range j.opt.Extract.Rules.Header.For(cmp.Or(j.opt.Extract.BaseURL, j.address())) {
		j.repaired = j.header.Rename(key.From, key.To) || j.repaired
	}
}

func (j *job) headerOptions() frontmatter.CleanOptions {
	opt := frontmatter.CleanOptions{
		FileName: filepath.Base(j.name),
		ResolveImage: func(address string) (string, bool) {
			resolved, _, placeholder := extract.ResolveImage(address, j.opt.Extract)
			if j.opt.mover != nil && j.kind != extract.KindMarkdown && j.kind != extract.KindMixed {
				resolved = j.opt.mover.move(resolved, localFile(resolved))
			}
			return resolved, placeholder
		},
	}
	if j.article != nil {
		if len(j.article.Images) > 0 {
			opt.FirstImage = j.article.Images[0].URL
		}
		opt.FirstHeading = firstHeading(j.article.Root)
	}
	return opt
}

// writeMarkdown sets markdown. Markdown comes out as it went in.
func (j *job) writeMarkdown() error {
	if j.kind == extract.KindMarkdown {
		j.markdown = j.block.Body
		j.warnOfDanger()
		return nil
	}
	opt := convert.Options{
		BlankLineParagraphs: j.kind == extract.KindArticle && extract.BlankLinesSeparate(j.block.Body),
		Template:            templateLanguages[j.opt.Preset],
	}
	md, rawHTML, err := convert.Render(j.article.Root, opt)
	if err != nil {
		return err
	}
	if rawHTML && !j.stable(md) {
		j.note("body.plain", note.Info, "tags for what Markdown cannot say were left out: converting the result again would change it")
		opt.NoRawHTML = true
		if md, err = convert.Markdown(j.article.Root, opt); err != nil {
			return err
		}
	}
	j.markdown = md
	if j.kind == extract.KindMixed {
		j.warnOfDanger()
	}
	if j.opt.Verify {
		j.notes = append(j.notes, convert.Verify(j.article.Root, md)...)
	}
	return nil
}

// stable tells whether md would come out as it is if it were converted again.
// Without an HTML tag that is certain (see [extract.Detect]); otherwise it is
// tried.
func (j *job) stable(md []byte) bool {
	kind := extract.Detect(md, true)
	if kind == extract.KindMarkdown {
		return true
	}
	root, _, err := extract.ParseBody(md, kind)
	if err != nil {
		return false
	}
	article, err := extract.Clean(root, j.opt.Extract)
	if err != nil {
		return false
	}
	again, err := convert.Markdown(article.Root, convert.Options{
		BlankLineParagraphs: kind == extract.KindArticle && extract.BlankLinesSeparate(md)})
	return err == nil && bytes.Equal(again, md)
}

// templateLanguages are the template languages that generators run over posts.
var templateLanguages = map[string]string{"jekyll": "liquid", "hexo": "nunjucks", "eleventy": "liquid", "hugo": "hugo", "zola": "tera"}

func (j *job) addNotes(notes []note.Note) { j.notes = append(j.notes, notes...) }

// firstHeading is the text of the first heading, "" if there is none.
func firstHeading(root *html.Node) string {
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			return strings.Join(strings.Fields(textContent(n)), " ")
		}
	}
	return ""
}

func textContent(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}

// empty tells whether a tree shows nothing: no text, image or rule.
func empty(root *html.Node) bool {
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && strings.TrimSpace(n.Data) != "", n.Type == html.RawNode:
			return false
		case n.Type == html.ElementNode && (n.Data == "img" || n.Data == "hr" || n.Data == "math"):
			return false
		}
	}
	return true
}
