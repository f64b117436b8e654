package cli

import (
	"bytes"
	"io"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"github.com/artx-cli/artx/article"
	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/internal/batch"
	"github.com/artx-cli/artx/internal/media"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/internal/site"
	"github.com/artx-cli/artx/source"
)

const groupReference = "Links and media"

// referenceFlags concern what articles refer to.
func referenceFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "links", Category: groupReference, Usage: "write links between the articles of a run as `KIND`: relative (paths of files), absolute, permalink (paths of the site), wiki, wiki-embeds (pictures too) or keep; by default as the preset's generator reads them, else relative"},
		&cli.StringFlag{Name: "redirects", Category: groupReference, Usage: "lead old addresses to the results: in the header, as `WHERE` reads it (hugo, jekyll, hexo, zola), or in a file below -o (netlify, nginx, json, or one called _redirects, *.map or *.json)"},
		&cli.StringFlag{Name: "media", Category: groupReference, Usage: "put pictures, sound, video and documents that articles refer to into `DIR` below -o, or with {slug} into a folder for each article beside it; local files keep their places"},
		&cli.BoolFlag{Name: "copy-assets", Category: groupReference, Usage: "copy the local files that articles refer to, and no others"},
		&cli.BoolFlag{Name: "download", Category: groupReference, Usage: "with --media: fetch what is on servers, too"},
		&cli.StringFlag{Name: "rate", Category: groupReference, Usage: "of one server, fetch at most `N` files a second"},
		&cli.StringFlag{Name: "max-download", Value: "100MiB", Category: groupReference, Usage: "fetch no file larger than `SIZE`"},
		&cli.StringFlag{Name: "max-downloads", Value: "0", Category: groupReference, Usage: "fetch no more than `SIZE` in one run; 0 is no limit"},
		&cli.StringFlag{Name: "download-time", Category: groupReference, Usage: "fetch no longer than `TIME`, such as 30m"},
		&cli.StringFlag{Name: "user-agent", Value: "artx", Category: groupReference, Usage: "call artx `NAME` where it fetches"},
	}
}

// setReferences reads the flags of [referenceFlags].
func (r *runner) setReferences(c *cli.Context, opt *batch.Options) (err error) {
	opt.Media = c.String("media")
	opt.Assets = c.Bool("copy-assets") || opt.Media != ""
	opt.Links = batch.Links{Style: site.Style(c.String("links")), Base: r.BaseURL, Asked: r.given("links") != ""}
	if opt.Links.Style == "" {
		opt.Links.Style = site.StyleOf(r.Preset)
	}
	if r.To != article.Markdown && opt.Links.Style.NeedsMarkdown() {
		opt.Links.Style = site.Relative
	}
	if err := r.setRedirects(c.String("redirects"), c.String("output"), opt); err != nil {
		return err
	}
	if c.Bool("download") {
		opt.Download, err = r.download(c)
	}
	return err
}

// aliasKeys are the keys that generators redirect from: Hugo and Zola by themselves,
// Jekyll with jekyll-redirect-from, Hexo with hexo-generator-alias.
var aliasKeys = map[string]string{"hugo": "aliases", "zola": "aliases", "jekyll": "redirect_from", "hexo": "alias"}

// setRedirects reads the value of --redirects that names a file, seen from the folder of the results or from where artx
// was started.
func (r *runner) setRedirects(value, output string, opt *batch.Options) error {
	if _, inHeader := aliasKeys[value]; inHeader || value == "" {
		return nil
	}
	if below, ok := pathBelow(output, value); ok && output != "" {
		value = below
	}
	_, file, ok := site.RedirectFile(filepath.ToSlash(value))
	if !ok || !filepath.IsLocal(file) {
		return usagef("--redirects %s is neither hugo, jekyll, hexo, zola, netlify, nginx or json nor a file below -o that is called _redirects, *.map or *.json", value)
	}
	opt.Redirects = filepath.ToSlash(value)
	return nil
}

// download reads the flags that say how files are fetched.
func (r *runner) download(c *cli.Context) (*media.Download, error) {
	if c.String("media") == "" {
		return nil, usagef("--download needs a folder for what it fetches; add --media DIR")
	}
	d := &media.Download{UserAgent: c.String("user-agent")}
	if text := c.String("rate"); text != "" {
		rate, err := strconv.ParseFloat(text, 64)
		if err != nil || rate <= 0 || rate > 1e6 {
			return nil, usagef("--rate %s is no number of files a second; write something like 2 or 0.5", text)
		}
		d.Interval = time.Duration(float64(time.Second) / rate)
	}
	var err error
	if text := c.String("download-time"); text != "" {
		if d.RunTime, err = time.ParseDuration(text); err != nil || d.RunTime < 0 {
			return nil, usagef("--download-time %s is no time; write something like 90s, 30m or 2h", text)
		}
	}
	if d.MaxFile, err = parseSize("max-download", c.String("max-download")); err != nil {
		return nil, err
	}
	d.MaxRun, err = parseSize("max-downloads", c.String("max-downloads"))
	return d, err
}

// referTo is what package article asks about the references of an input, which came in
// rec unless that is nil.
func (o *Options) referTo(rec *source.Record) func(article.Reference) string {
	if o.refer == nil {
		return nil
	}
	return func(ref article.Reference) string {
		b := reference.Reference{Kind: kinds[ref.Kind], Address: ref.Address, Written: ref.Written, Others: ref.Others}
		if rec != nil {
			attach(&b, rec)
		}
		return o.refer(b)
	}
}

// kinds are those of references as package media calls them.
var kinds = map[article.ReferenceKind]media.Kind{article.Picture: media.Picture, article.Player: media.Player, article.Link: media.File}

// attach has a reference know the file that came with the article.
func attach(ref *reference.Reference, rec *source.Record) {
	for _, address := range []string{ref.Written, ref.Address} {
		if address == "" || len(address) >= 5 && address[:5] == "data:" {
			continue
		}
		if a, ok := rec.Attachment(address); ok {
			ref.Attached, ref.Open = address, func() (media.Attachment, error) { return readAttachment(a) }
			return
		}
	}
}

func readAttachment(a source.Attachment) (media.Attachment, error) {
	in, err := a.Open()
	if err != nil {
		return media.Attachment{}, err
	}
	defer in.Close()
	data, err := io.ReadAll(in)
	return media.Attachment{Name: a.Name, Data: data}, err
}

// identify finds what links need of an input: its header, or of a page its head. A run
// asks this of every input before it converts any, so that it takes short cuts.
func (r *runner) identify(name string, src []byte) (batch.Fields, error) {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown", ".html", ".htm", ".xhtml":
		if opt, err := r.forInput(name); err == nil && (opt.Rules == nil || len(opt.Rules.Header) == 0) {
			if fields, ok := ofHeader(src); ok {
				return fields, nil
			}
		}
	}
	return r.fields(name, src[:headEnd(src)])
}

// ofHeader is identify for what begins with a header that can be read; ok is false for
// others, and for what else may say something of itself.
func ofHeader(src []byte) (fields batch.Fields, ok bool) {
	block, err := frontmatter.Split(src)
	switch {
	case err != nil || !utf8.Valid(block.Raw):
		return fields, false
	case block.Format == frontmatter.None:
		return fields, !bytes.Contains(src[:min(len(src), 4096)], []byte("<"))
	}
	header, err := frontmatter.Parse(block)
	if err != nil {
		return fields, false
	}
	fields = fieldsOf(header.Meta())
	fields.Addresses = header.Addresses()
	return fields, true
}

// places finds which fragments the ids in a file have in its result. A file that cannot
// be converted has none; the run reports it.
func (r *runner) places(name string) map[string]string {
	_, src, err := r.read(name)
	if err != nil {
		return nil
	}
	opt, err := r.forInput(name)
	if err != nil || r.isolated != nil { // what could take too much is not converted here
		return nil
	}
	res, err := process(name, src, opt)
	if err != nil {
		return nil
	}
	return res.Places()
}

// headEnd is where the body of a page begins; of other input, its end.
func headEnd(src []byte) int {
	if !bytes.HasPrefix(bytes.TrimLeft(src, "\ufeff \t\r\n"), []byte("<")) {
		return len(src)
	}
	for _, tag := range []string{"<body", "<BODY"} {
		if i := bytes.Index(src, []byte(tag)); i >= 0 {
			return i
		}
	}
	return len(src)
}
