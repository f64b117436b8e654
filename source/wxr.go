package source

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/artx-cli/artx/source/internal/autop"
	"github.com/artx-cli/artx/source/internal/xmltext"
)

// wxr is what a WordPress export says beside its posts.
type wxr struct {
	c       *container
	authors map[string]string // login to display name
	covers  map[string]string // id of an attachment to its address
}

// readWXR reads an export of WordPress (WXR 1.0 to 1.2), which is RSS with
// elements of its own: wp-admin/includes/export.php of WordPress, which writes
// it.
func readWXR(c *container) {
	w := &wxr{c: c, authors: map[string]string{}, covers: map[string]string{}}
	if c.file != nil {
		w.findCovers()
	}
	readItems(c, w.record, w.readAuthors)
}

// readAuthors reads the wp:author elements of the channel.
func (w *wxr) readAuthors(f *feed, prolog []byte) {
	root := f.ns.Root(prolog)
	channel, _ := f.ns.Child(root, "channel")
	for e := range f.ns.Children(channel.Inner) {
		if e.Name != "wp:author" {
			continue
		}
		login, _ := f.ns.Child(e, "wp:author_login")
		name, _ := f.ns.Child(e, "wp:author_display_name")
		if l, n := login.Line(), name.Line(); l != "" && n != "" {
			w.authors[l] = n
		}
	}
}

// findCovers collects the addresses of attachments in a pass of its own: a post
// refers to its featured image by number, and the image may stand behind it.
func (w *wxr) findCovers() {
	in := w.c.again()
	s := xmltext.NewStream(in.stream, in.opt.MaxSize, "item")
	var ns xmltext.Namespaces
	for size := 0; size < int(w.c.opt.MaxSize); {
		raw, ok := s.Next()
		if ns == nil {
			ns = newFeed(s.Prolog).ns
		}
		if !ok {
			return
		}
		if raw.Err == nil && bytes.Contains(raw.Raw, []byte("attachment_url>")) {
			size += w.addCover(ns, ns.Root(raw.Raw))
		}
	}
}

// addCover remembers an attachment and tells how many bytes that takes.
func (w *wxr) addCover(ns xmltext.Namespaces, e xmltext.Element) int {
	id, _ := ns.Child(e, "wp:post_id")
	address, _ := ns.Child(e, "wp:attachment_url")
	if address.Inner == nil {
		return 0
	}
	key, value := id.Line(), address.Line()
	w.covers[key] = value
	return len(key) + len(value)
}

// post is an item while it is read.
type post struct {
	entry
	w                     *wxr
	local, gmt            string
	modified, modifiedGMT string
	thumbnail             string
}

// record reads an item. It skips what is no article: attachments,
// menu entries, revisions, and custom types that were not asked for.
func (w *wxr) record(f *feed, e xmltext.Element) (*Record, error) {
	p := &post{entry: entry{rec: &Record{Kind: HTML}, base: f.base}, w: w}
	h := &p.rec.Header
	h.Site, h.Language = f.title, f.language
	for child, err := range f.ns.Children(e.Inner) {
		if err != nil {
			return nil, err
		}
		p.field(f, child)
	}
	if h.Type == "attachment" {
		w.addCover(f.ns, e)
	}
	if !w.wants(h.Type) {
		return nil, &skipped{h.Title, "type " + h.Type}
	}
	if h.Status == "trash" {
		return nil, &skipped{h.Title, "in the trash"}
	}
	if h.Type == "post" {
		h.Type = ""
	}
	p.finish(f)
	h.Published = zoned(p.local, p.gmt, h.Published)
	h.Updated = zoned(p.modified, p.modifiedGMT, "")
	h.Cover = cmp.Or(w.covers[p.thumbnail], h.Cover)
	return p.rec, nil
}

// wants tells whether a type of posts is an article. An item without a type is
// one of plain RSS.
func (w *wxr) wants(kind string) bool {
	switch kind {
	case "", "post", "page":
		return true
	case "attachment", "nav_menu_item", "revision", "wp_global_styles", "wp_navigation", "custom_css", "customize_changeset",
		"wp_template", "wp_template_part", "wp_font_family", "wp_font_face": // WordPress's own, which hold no articles
		return slices.Contains(w.c.opt.Types, kind)
	}
	return slices.Contains(w.c.opt.Types, kind) || slices.Contains(w.c.opt.Types, "*")
}

// field reads one element of an item.
func (p *post) field(f *feed, e xmltext.Element) {
	h := &p.rec.Header
	switch e.Name {
	case "dc:creator":
		login := e.Line()
		h.Authors = addName(h.Authors, cmp.Or(p.w.authors[login], login))
	case "content:encoded":
		p.content = autop.Paragraphs([]byte(e.Text()))
	case "excerpt:encoded":
		h.Excerpt = strings.TrimSpace(e.Text())
	case "description", "pubDate": // always empty; pubDate of a draft is the year -0001
		if text := e.Line(); e.Name == "pubDate" && !strings.Contains(text, "-0001") {
			h.Published = isoDate(text)
		}
	case "category":
		p.category(e)
	case "wp:postmeta":
		p.meta(f, e)
	case "wp:comment":
		if p.w.c.opt.Comments {
			p.comment(f, e)
		}
	default:
		if !p.status(e) {
			f.field(&p.entry, e)
		}
	}
}

// status reads the elements of a post that hold one word. It reports false for
// others.
func (p *post) status(e xmltext.Element) bool {
	h := &p.rec.Header
	switch e.Name {
	case "wp:post_type":
		h.Type = e.Line()
	case "wp:post_name":
		h.Slug = e.Line()
	case "wp:status":
		if h.Status = e.Line(); h.Status == "publish" || h.Status == "inherit" {
			h.Status = ""
		}
	case "wp:post_date":
		p.local = e.Line()
	case "wp:post_date_gmt":
		p.gmt = e.Line()
	case "wp:post_modified":
		p.modified = e.Line()
	case "wp:post_modified_gmt":
		p.modifiedGMT = e.Line()
	default:
		return false
	}
	return true
}

// category reads a term: categories and tags are told apart by their domain, and
// WordPress before 2.5 wrote each without one too.
func (p *post) category(e xmltext.Element) {
	h := &p.rec.Header
	switch e.Attr("domain") {
	case "tag", "post_tag":
		h.Tags = addName(h.Tags, e.Line())
	case "category", "":
		if !slices.Contains(h.Tags, e.Line()) {
			h.Categories = addName(h.Categories, e.Line())
		}
	}
}

func (p *post) meta(f *feed, e xmltext.Element) {
	key, _ := f.ns.Child(e, "wp:meta_key")
	if key.Line() == "_thumbnail_id" {
		value, _ := f.ns.Child(e, "wp:meta_value")
		p.thumbnail = value.Line()
	}
}

// comment reads a comment that was approved; pingbacks are none.
func (p *post) comment(f *feed, e xmltext.Element) {
	var cm Comment
	approved, kind := "", ""
	for child := range f.ns.Children(e.Inner) {
		switch child.Name {
		case "wp:comment_id":
			cm.ID = child.Line()
		case "wp:comment_parent":
			if cm.Parent = child.Line(); cm.Parent == "0" {
				cm.Parent = ""
			}
		case "wp:comment_author":
			cm.Author = child.Line()
		case "wp:comment_author_url":
			cm.URL = child.Line()
		case "wp:comment_date_gmt":
			cm.Date = zoned(child.Line(), child.Line(), "")
		case "wp:comment_content":
			cm.Content = child.Text()
		case "wp:comment_approved":
			approved = child.Line()
		case "wp:comment_type":
			kind = child.Line()
		}
	}
	if approved == "1" && (kind == "" || kind == "comment") {
		p.rec.Header.Comments = append(p.rec.Header.Comments, cm)
	}
}

// zoned joins a local time and the same time in UTC to one with a zone. Drafts
// have only the first, or the date 0.
func zoned(local, gmt, otherwise string) string {
	const layout = "2006-01-02 15:04:05"
	l, err := time.Parse(layout, local)
	if err != nil {
		return otherwise
	}
	g, err := time.Parse(layout, gmt)
	offset := l.Sub(g)
	if err != nil || offset.Abs() > 15*time.Hour || offset%(15*time.Minute) != 0 {
		return l.Format("2006-01-02T15:04:05")
	}
	return g.In(time.FixedZone("", int(offset.Seconds()))).Format(time.RFC3339)
}
