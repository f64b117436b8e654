package frontmatter

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/artx-cli/artx/frontmatter/internal/date"
	"github.com/artx-cli/artx/frontmatter/internal/plain"
	"github.com/artx-cli/artx/note"
)

// CleanOptions tell [Document.Clean] what is known outside the header. The zero
// value cleans what the header alone allows.
type CleanOptions struct {
	// ResolveImage returns the real address behind addr, which may be a proxy's,
	// and whether addr shows a placeholder instead of a picture. Nil leaves
	// addresses as they are.
	ResolveImage func(addr string) (resolved string, placeholder bool)

	FirstImage   string // address of the article's first image; "" if it has none
	FirstHeading string // text of the article's first heading; "" if it has none
	FileName     string // name or path of the file; "" if it has none

	// Plain says that the texts were read from a page: a tag in them that has no end
	// is what they speak of ("the <br> element"), not markup.
	Plain bool
}

// Clean makes the values of known keys what their author meant: HTML entities
// decoded once and tags stripped in texts, white space collapsed, image
// addresses resolved, dates that site generators do not read written as RFC
// 3339. A date that does not exist becomes empty, one that is not understood
// stays. A placeholder picture becomes the first one of the article, or empty
// if there is none. An empty title is filled from the first heading or the file
// name; one that is missing, like a date that only the file name has, is known
// to [Document.Meta] and to the presets alone, for the header never held it.
//
// Everything else stays as it is, and each guess leaves a note. Clean is meant
// to run once: a text that speaks of "&amp;amp;" is decoded again each time.
func (d *Document) Clean(opt CleanOptions) {
	for _, f := range d.fields {
		d.cleanField(f, opt)
	}
	d.fallBack(opt)
}

// cleanField cleans one field by the shape of its value.
func (d *Document) cleanField(f *field, opt CleanOptions) {
	if f.value.kind == kindMap {
		d.cleanMap(f, opt)
		return
	}
	rule := ruleOf(f.key)
	if rule == nil {
		return
	}
	if n := d.cleanValue(f, f.value, rule.shape, opt); n != f.value {
		d.change(f, n)
	}
}

// shapeInside returns the form of the value of key in the mapping f: taxonomies
// of Zola, the cover of PaperMod, a name, custom keys of Hugo and Zola.
func shapeInside(f *field, key string) shape {
	switch {
	case customKeys[f.key]:
		return shapeOf(key)
	case shapeOf(f.key) == shapeName && nameKeys[key]:
		return shapeText
	case !parents[strings.ToLower(f.key)]:
		return shapeAny
	}
	if r := rules[strings.ToLower(f.key+"."+key)]; r != nil {
		return r.shape
	}
	return shapeAny
}

// cleanMap cleans the values of a mapping.
func (d *Document) cleanMap(f *field, opt CleanOptions) {
	var out *node
	for i, p := range f.value.pairs {
		n := d.cleanValue(f, p.value, shapeInside(f, p.key), opt)
		if n == p.value {
			continue
		}
		if out == nil {
			m := *f.value
			m.pairs = append([]pair(nil), m.pairs...)
			out = &m
		}
		out.pairs[i].value = n
	}
	if out != nil {
		d.change(f, out)
	}
}

// cleanValue returns n cleaned, or n itself if there is nothing to do.
func (d *Document) cleanValue(f *field, n *node, s shape, opt CleanOptions) *node {
	switch s {
	case shapeLabels:
		return d.cleanTexts(n.withoutEmpty(), opt)
	case shapeText:
		if isDescription(f.key) {
			n = n.withoutTags()
		}
		return d.cleanTexts(n, opt)
	case shapeName, shapeWord:
		return d.cleanTexts(n, opt)
	case shapeDate:
		return d.cleanDate(f, n)
	case shapeImage:
		return d.cleanImages(f, n, opt)
	}
	return n
}

// cleanTexts cleans a text, or each text of a list.
func (d *Document) cleanTexts(n *node, opt CleanOptions) *node {
	switch n.kind {
	case kindText:
		clean := plain.Text
		switch {
		case n.style == styleLiteral || n.style == styleFolded:
			clean = plain.Lines
		case opt.Plain && !strings.Contains(n.text, "</"):
			clean = func(s string) string { return plain.Collapse(plain.Decode(s)) }
		}
		if s := clean(n.text); s != n.text {
			return n.withText(s)
		}
	case kindList:
		return n.mapItems(func(item *node) *node { return d.cleanTexts(item, opt) })
	}
	return n
}

// withoutEmpty returns the list n without items that say nothing, or n itself if
// there are none.
func (n *node) withoutEmpty() *node {
	if n.kind != kindList || !slices.ContainsFunc(n.items, (*node).empty) {
		return n
	}
	m := *n
	m.items = slices.DeleteFunc(slices.Clone(n.items), (*node).empty)
	return &m
}

// withoutTags returns the text n without HTML, also what was cut off in it: a
// description is the beginning of an article, wherever that was cut.
func (n *node) withoutTags() *node {
	if n.kind != kindText || strings.IndexByte(n.text, '<') < 0 {
		return n
	}
	if s := plain.CutTags(n.text); s != n.text {
		return n.withText(s)
	}
	return n
}

// withText returns n with another text, written alike.
func (n *node) withText(s string) *node {
	m := *n
	m.text = s
	return &m
}

// mapItems returns the list n with f applied to each item, or n itself if that
// changes none.
func (n *node) mapItems(f func(*node) *node) *node {
	out := n
	for i, item := range n.items {
		v := f(item)
		if v == item {
			continue
		}
		if out == n {
			m := *n
			m.items = append([]*node(nil), n.items...)
			out = &m
		}
		out.items[i] = v
	}
	return out
}

// cleanDate writes a date so that site generators read it.
func (d *Document) cleanDate(f *field, n *node) *node {
	if n.kind != kindText && n.kind != kindTime && n.kind != kindInt || n.empty() {
		return n
	}
	day, err := ParseDate(n.text)
	_, flag := truth(n)
	switch {
	case err != nil && (n.kind == kindInt || flag || computed[strings.ToLower(n.text)]):
		return n
	case err == date.ErrAmbiguous, err == date.ErrNone && !failed[strings.ToLower(n.text)]:
		d.note("date", note.Warning, f.line, "%s: %s: %v; left as it stands", f.key, quoteForNote(n.text), err)
		return n
	case err != nil:
		d.note("date", note.Warning, f.line, "%s: %s is dropped: %v", f.key, quoteForNote(n.text), err)
		return &node{kind: kindNull, indent: -1, beside: n.beside}
	case n.kind == kindTime || nativeDate(n.text):
		return n
	}
	return &node{kind: kindTime, text: day.String(), indent: -1, above: n.above, beside: n.beside, below: n.below}
}

// failed are what programs print for a date that they could not make; computed
// are words that make Eleventy look for the date elsewhere.
var (
	failed = map[string]bool{
		"invalid date": true, "nan": true, "nan-nan-nan": true, "nan-nan-nan nan:nan:nan": true, "null": true, "undefined": true, "none": true, "n/a": true,
	}
	computed = map[string]bool{"last modified": true, "created": true, "git last modified": true, "git created": true}
)

// nativeDate reports whether site generators read the date s, which parses, as
// it stands: a day alone, or with T or a space the time to the second and then
// perhaps a zone, as YAML 1.1 has it or with the colon left out.
func nativeDate(s string) bool {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	rest := s[10:]
	if rest == "" {
		return true
	}
	if len(rest) < 9 || rest[0] != 'T' && rest[0] != ' ' || rest[3] != ':' || rest[6] != ':' {
		return false
	}
	rest = strings.TrimPrefix(rest[9:], ".")
	rest = strings.TrimLeft(rest, "0123456789")
	glued := rest != "" && rest[0] != ' '
	rest = strings.TrimPrefix(rest, " ")
	if rest == "" || rest == "Z" {
		return true
	}
	if len(rest) == 6 && rest[3] == ':' || len(rest) == 5 && !glued {
		return rest[0] == '+' || rest[0] == '-'
	}
	return false
}

// cleanImages resolves an image address, or each one of a list.
func (d *Document) cleanImages(f *field, n *node, opt CleanOptions) *node {
	switch n.kind {
	case kindText:
		return d.cleanImage(f, n, opt)
	case kindList:
		return n.mapItems(func(item *node) *node { return d.cleanImages(f, item, opt) })
	}
	return n
}

// cleanImage resolves one image address.
func (d *Document) cleanImage(f *field, n *node, opt CleanOptions) *node {
	addr := strings.TrimSpace(plain.Decode(n.text))
	if addr == "" {
		return n
	}
	resolved, placeholder := addr, false
	if opt.ResolveImage != nil {
		resolved, placeholder = opt.ResolveImage(addr)
	}
	if placeholder || fillerImage(addr) {
		if opt.FirstImage == "" {
			d.note("cover", note.Warning, f.line, "%s: %s is a placeholder and the article has no image; dropped", f.key, quoteForNote(addr))
			return &node{kind: kindNull, indent: -1, beside: n.beside}
		}
		d.note("cover", note.Info, f.line, "%s: %s is a placeholder; replaced by the first image", f.key, quoteForNote(addr))
		resolved = opt.FirstImage
	}
	if resolved == "" || resolved == n.text {
		return n
	}
	return n.withText(resolved)
}

// fillerImage reports whether addr gives a random picture.
func fillerImage(addr string) bool {
	if !strings.Contains(addr, "picsum.photos") {
		return false
	}
	u, err := url.Parse(addr)
	return err == nil && (u.Host == "picsum.photos" || strings.HasSuffix(u.Host, ".picsum.photos")) && strings.HasPrefix(u.RawQuery, "random")
}

// fallBack finds a title and a date where the header has none.
func (d *Document) fallBack(opt CleanOptions) {
	d.fallback, d.fallbackFrom = nil, nil
	name := path.Base(strings.ReplaceAll(opt.FileName, `\`, "/"))
	if opt.FileName == "" {
		name = ""
	}
	day, slug := fileDate(name)
	if title, from := fallbackTitle(opt.FirstHeading, slug); title != "" && d.first(roleTitle) == nil {
		d.setFallback(roleTitle, textNode(title), from)
		if f := d.keyOf(roleTitle); f != nil && !f.inside {
			d.note("title", note.Warning, f.line, "%s: empty; taken from the %s: %s", f.key, from, quoteForNote(title))
			d.change(f, textNode(title))
		} else {
			d.note("title", note.Info, 0, "no title; taken from the %s: %s", from, quoteForNote(title))
		}
	}
	if d.first(rolePublished) == nil && !day.IsZero() {
		d.setFallback(rolePublished, &node{kind: kindTime, text: day.String(), indent: -1}, "file name")
		d.note("date", note.Info, 0, "no date; taken from the file name: %s", day)
	}
}

// setFallback remembers a value that the header lacks, and where it was found.
func (d *Document) setFallback(r role, n *node, from string) {
	if d.fallback == nil {
		d.fallback, d.fallbackFrom = make(map[role]*node), make(map[role]string)
	}
	d.fallback[r], d.fallbackFrom[r] = n, from
}

// fallbackTitle returns a title for an article that has none.
func fallbackTitle(heading, slug string) (title, from string) {
	if title = plain.Text(heading); title != "" {
		return title, "first heading"
	}
	if strings.EqualFold(slug, "index") {
		return "", ""
	}
	if !strings.Contains(slug, " ") {
		slug = strings.Map(func(r rune) rune {
			if r == '-' || r == '_' {
				return ' '
			}
			return r
		}, slug)
	}
	return plain.Collapse(slug), "file name"
}

// fileDate cuts the date and the extension off a file name as Jekyll has it,
// 2014-03-05-slug.html.
func fileDate(name string) (Date, string) {
	if ext := path.Ext(name); len(ext) > 1 && len(ext) <= 10 && !strings.Contains(ext, " ") {
		name = strings.TrimSuffix(name, ext)
	}
	if len(name) < 10 {
		return Date{}, name
	}
	day, err := ParseDate(name[:10])
	if err != nil || name[4] != '-' || len(name) > 10 && name[10] != '-' && name[10] != '_' {
		return Date{}, name
	}
	return day, strings.TrimLeft(name[10:], "-_")
}

// isDescription tells whether a key says what an article is about.
func isDescription(key string) bool {
	r := rules[strings.ToLower(key)]
	return r != nil && r.role == roleDescription
}

// MapCovers changes the addresses of the article's picture to what to makes of
// them, and tells whether that changed any.
func (d *Document) MapCovers(to func(address string) string) (changed bool) {
	var mapped func(n *node) *node
	mapped = func(n *node) *node {
		was := strings.TrimSpace(n.text)
		switch {
		case n.kind == kindList:
			return n.mapItems(mapped)
		case n.kind != kindText || was == "":
			return n
		}
		if address := to(was); address != was {
			return n.withText(address)
		}
		return n
	}
	d.each(roleCover, func(h hit) bool {
		if n := mapped(h.value); n != h.value && h.field.value == h.value && !h.field.inside {
			d.change(h.field, n)
			changed = true
		}
		return true
	})
	return changed
}
