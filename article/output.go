package article

import (
	"bytes"
	"fmt"

	"github.com/artx-cli/artx/convert"
	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/frontmatter"
)

// Encode is the article in a format: Markdown and HTML behind the header, text
// without it, each with the title where Options.Title puts it, or JSON. The zero value is Markdown. The error is an [*Error]: the
// format or preset is none, or the header cannot be written in the format of
// Options.FrontMatter.
func (a *Article) Encode(format Format) ([]byte, error) {
	out, err := a.encode(format)
	return out, withPlace(err)
}

func (a *Article) encode(format Format) ([]byte, error) {
	switch format {
	case "", Markdown:
		return a.encodeMarkdown()
	case HTML:
		return a.encodeHTML()
	case Text:
		return a.encodeText()
	case JSON:
		return a.JSON()
	case JSONLine:
		return a.JSONLine()
	}
	return nil, fmt.Errorf("unknown format %q", format)
}

func (a *Article) encodeMarkdown() ([]byte, error) {
	header, err := a.encodeHeader()
	if err != nil {
		return nil, err
	}
	title, err := a.titleHeading(header != nil, markdownOf)
	if err != nil {
		return nil, err
	}
	if a.Kind == body.KindMarkdown && header != nil && bytes.Equal(header, a.block.Raw) && title == nil {
		return append(header[:len(header):len(header)], a.Markdown...), nil // with whatever stood between them
	}
	return joinHeader(header, joinHeader(title, a.Markdown)), nil
}

func (a *Article) encodeHTML() ([]byte, error) {
	body, err := a.HTML()
	if err != nil {
		return nil, err
	}
	header, err := a.encodeHeader()
	if err != nil {
		return nil, err
	}
	title, err := a.titleHeading(header != nil, convert.HTML)
	if err != nil {
		return nil, err
	}
	return joinHeader(header, append(title, body...)), nil
}

func (a *Article) encodeText() ([]byte, error) {
	text, err := a.Text()
	if err != nil {
		return nil, err
	}
	title, err := a.titleHeading(false, convert.Text)
	return joinHeader(title, text), err
}

// joinHeader puts one blank line between a header, or a title, and what follows
// it.
func joinHeader(header, body []byte) []byte {
	if len(header) == 0 {
		return body
	}
	body = bytes.TrimLeft(body, "\r\n")
	if len(body) == 0 {
		return header
	}
	out := make([]byte, 0, len(header)+1+len(body))
	return append(append(append(out, header...), '\n'), body...)
}

// encodeHeader is the header with its fences, nil if none is to be written.
func (a *Article) encodeHeader() ([]byte, error) {
	if a.header == nil || a.opt.FrontMatter == frontmatter.None {
		return nil, nil
	}
	untouched := a.Kind == body.KindMarkdown && a.opt.FrontMatter == frontmatter.Source && a.opt.Preset == "" && !a.opt.LinkAuthors && !a.repaired && len(a.opt.Set)+len(a.opt.Unset) == 0
	if (untouched || a.opt.RawHeader) && len(a.block.Raw) > 0 {
		return a.block.Raw, nil
	}
	opt := frontmatter.EncodeOptions{Format: a.opt.FrontMatter, Preset: a.opt.Preset, LinkAuthors: a.opt.LinkAuthors}
	out, err := a.header.Encode(opt)
	if err == nil && a.opt.Title == TitleNone {
		out, err = withoutTitle(out, opt)
	}
	if err != nil {
		return nil, err
	}
	if a.Kind != body.KindMarkdown && bytes.IndexByte(out, '\r') >= 0 { // the body will have these line ends
		out = bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n"))
	}
	if a.repaired {
		out = settle(out)
	}
	return out, nil
}

// settle reads a repaired header until nothing is left to repair, so that
// converting it again changes nothing.
func settle(header []byte) []byte {
	const rounds = 4
	for range rounds {
		block, err := frontmatter.Split(header)
		if err != nil {
			return header
		}
		doc, err := frontmatter.Parse(block)
		if err != nil || len(doc.Notes()) == 0 {
			return header
		}
		again, err := doc.Encode(frontmatter.EncodeOptions{})
		if err != nil {
			return header
		}
		header = again
	}
	return header
}
