package article

import (
	"bytes"
	"cmp"

	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/note"
)

// excerptMarks are what ends an excerpt in the generators that read anything but
// <!--more-->; "" for those that read nothing.
var excerptMarks = map[string]string{
	"docusaurus": "<!-- truncate -->", // https://docusaurus.io/docs/blog#blog-list
	"astro":      "",
	"eleventy":   "",
	"obsidian":   "",
}

// moreMark is the mark that is written for a preset; "" without one, which leaves
// that of the article.
func moreMark(preset string) string {
	if preset == "" {
		return ""
	}
	return cmp.Or(excerptMarks[preset], "<!--more-->")
}

// excerptKeys are keys of a header that name the mark of the site.
var excerptKeys = []string{"excerpt_separator", "excerpt-separator"} // Jekyll

// excerptMark is the mark of the site that the article comes from, "" if it says
// none.
func (a *Article) excerptMark() string {
	if a.header == nil {
		return ""
	}
	for _, key := range excerptKeys {
		if value, ok := a.header.Get(key); ok {
			if mark, ok := value.(string); ok {
				return mark
			}
		}
	}
	return ""
}

// markExcerpt writes the mark of the preset's generator in Markdown that has that
// of another, and notes where a generator has none.
func (c *conversion) markExcerpt() {
	mark, other := excerptMarks[c.opt.Preset]
	if !other {
		return
	}
	const more = "<!--more-->"
	at := -1
	for _, written := range []string{more, "<!-- more -->"} {
		if at = lineOf(c.Markdown, written); at >= 0 {
			if mark != "" && c.Kind == body.KindMarkdown {
				c.Markdown = bytes.Join([][]byte{c.Markdown[:at], c.Markdown[at+len(written):]}, []byte(mark))
			}
			break
		}
	}
	if at >= 0 && mark == "" {
		c.note("body.excerpt", note.Info, c.opt.Preset+" has no mark for the end of an excerpt; "+more+" is but a comment to it")
	}
}

// lineOf is where a line stands that is but the given text
// and is HTML; -1 if there is none.
func lineOf(markdown []byte, text string) int {
	at := bytes.Index(markdown, []byte(text))
	if at < 0 || at > 0 && markdown[at-1] != '\n' || at+len(text) < len(markdown) && markdown[at+len(text)] != '\n' || !body.IsHTML(markdown, at) {
		return -1
	}
	return at
}
