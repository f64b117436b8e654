package source

import (
	"cmp"
	"path"
	"strings"

	"github.com/artx-cli/artx/source/internal/xmltext"
)

// readBlogger reads a backup of Blogger: the Atom of "Back up content" with its
// kinds as categories, and the feed.atom of Google Takeout with elements of its
// own (schemas.google.com/blogger/2018), both as Blogger writes them.
func readBlogger(c *container) {
	b := &blogger{c: c}
	if c.opt.Comments && c.file != nil {
		b.findComments()
	}
	readItems(c, b.record, nil)
}

type blogger struct {
	c        *container
	comments map[string][]Comment // by the id of their post
}

// bloggerKind begins the term of a category that says what an entry is.
const bloggerKind = "http://schemas.google.com/blogger/2008/kind#"

// bloggerEntry is what Blogger says of an entry beside Atom.
type bloggerEntry struct {
	id, kind, status, parent, filename string
	labels                             []string
	trashed                            bool
}

func readBloggerEntry(ns xmltext.Namespaces, e xmltext.Element) (bloggerEntry, error) {
	var b bloggerEntry
	for child, err := range ns.Children(e.Inner) {
		if err != nil {
			return b, err
		}
		b.field(ns, child)
	}
	return b, nil
}

func (b *bloggerEntry) field(ns xmltext.Namespaces, e xmltext.Element) {
	switch e.Name {
	case "id":
		b.id = e.Line()
	case "blogger:type":
		b.kind = strings.ToLower(e.Line())
	case "blogger:status":
		b.status = strings.ToLower(e.Line())
	case "blogger:parent":
		b.parent = e.Line()
	case "blogger:filename":
		b.filename = e.Line()
	case "blogger:trashed":
		b.trashed = e.Line() != ""
	case "thr:in-reply-to":
		b.parent = e.Attr("ref")
	case "app:control":
		if draft, ok := ns.Child(e, "app:draft"); ok && draft.Line() == "yes" {
			b.status = "draft"
		}
	case "category":
		if kind, ok := strings.CutPrefix(e.Attr("term"), bloggerKind); ok {
			b.kind = kind
		} else {
			b.labels = addName(b.labels, e.Attr("term"))
		}
	}
}

// record reads an entry. It skips settings, templates and comments.
func (b *blogger) record(f *feed, e xmltext.Element) (*Record, error) {
	be, err := readBloggerEntry(f.ns, e)
	if err != nil {
		return nil, err
	}
	rec, err := f.record(e)
	if err != nil {
		return nil, err
	}
	h := &rec.Header
	if be.kind != "post" && be.kind != "page" {
		return nil, &skipped{h.Title, cmp.Or(be.kind, "no kind")}
	}
	if be.trashed || strings.HasSuffix(be.status, "trashed") {
		return nil, &skipped{h.Title, "in the trash"}
	}
	h.Categories, h.Tags = nil, be.labels
	if be.kind == "page" {
		h.Type = "page"
	}
	if be.status != "live" {
		h.Status = be.status
	}
	if be.filename != "" && rec.URL == "" {
		// A takeout does not say what the address of the blog is.
		if u := absolute(f.link, be.filename); isWebAddress(u) {
			rec.URL = u
		}
	}
	if name := path.Base(cmp.Or(be.filename, rec.URL)); strings.HasSuffix(name, ".html") {
		h.Slug = strings.TrimSuffix(name, ".html")
	}
	h.Comments = b.comments[be.id]
	return rec, nil
}

// findComments collects the comments in a pass of its own, up to the size of a
// record: they stand behind their posts, in any order.
func (b *blogger) findComments() {
	b.comments = map[string][]Comment{}
	s := xmltext.NewStream(b.c.again().stream, b.c.opt.MaxSize, "entry")
	var f *feed
	for size := 0; size < int(b.c.opt.MaxSize); {
		raw, ok := s.Next()
		if f == nil {
			f = newFeed(s.Prolog)
		}
		if !ok {
			return
		}
		if raw.Err == nil {
			size += b.addComment(f, f.ns.Root(raw.Raw))
		}
	}
}

func (b *blogger) addComment(f *feed, e xmltext.Element) int {
	be, err := readBloggerEntry(f.ns, e)
	if err != nil || be.kind != "comment" || be.parent == "" || be.status != "" && be.status != "live" {
		return 0
	}
	rec, err := f.record(e)
	if err != nil {
		return 0
	}
	cm := Comment{ID: be.id, Date: rec.Header.Published, Content: string(rec.Content)}
	if len(rec.Header.Authors) > 0 {
		cm.Author = rec.Header.Authors[0]
	}
	b.comments[be.parent] = append(b.comments[be.parent], cm)
	return len(cm.Content) + 256
}
