package batch

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/artx-cli/artx/note"
	archive "github.com/artx-cli/artx/source"
)

// namer gives the records of one container the names of their results, in their
// order.
type namer struct {
	r     *runner
	src   source
	dir   string // for what the container holds, below the output folder
	taken map[uint64]struct{}
}

func (r *runner) newNamer(src source) *namer {
	n := &namer{r: r, src: src, taken: make(map[uint64]struct{})}
	if !r.sole { // others have results beside it
		n.dir = path.Join(path.Dir(src.rel), containerStem(src.rel))
	}
	return n
}

// containerStem is the name of a container without the extensions that say what it is.
func containerStem(name string) string {
	name = path.Base(name)
	for {
		ext := path.Ext(name)
		if ext == "" || ext == name || !knownExtension(ext) {
			return name
		}
		name = strings.TrimSuffix(name, ext)
	}
}

// knownExtension tells whether an extension says what a file is, and is not a part of
// its name.
func knownExtension(ext string) bool {
	ext = strings.ToLower(ext)
	return extensions[ext] || containerExtensions[ext]
}

// take makes item the source for a record.
func (n *namer) take(item *source, rec *archive.Record) {
	item.rec, item.container, item.containerRel = rec, n.src.path, n.src.rel
	item.path, item.named = label(rec), true
	item.record = identity(rec)
	if n.r.opt.Output == "" {
		return
	}
	item.rel = path.Join(n.dir, n.folderInside(rec), plainName(rec))
	if n.needsFields(rec) {
		item.fields = n.fields(rec)
	}
	target := n.name(*item, rec)
	unique := target
	for i := 2; !n.free(unique); i++ {
		unique = fmt.Sprintf("%s-%d%s", strings.TrimSuffix(target, n.r.opt.Ext), i, n.r.opt.Ext)
	}
	if unique != target {
		item.notes = []note.Note{numbered(unique, target)}
	}
	item.target = unique
}

// plainName is what a record without title or slug is called: by its path, or the end
// of its address, or its number.
func plainName(rec *archive.Record) string {
	if rec.Name != "" {
		return rec.Name
	}
	if u, err := url.Parse(rec.URL); err == nil {
		if name := path.Base(path.Clean("/" + u.Path)); name != "/" {
			return safeName(name, "")
		}
	}
	return fmt.Sprintf("record-%d", rec.Number)
}

// free takes a name if no record before has it.
func (n *namer) free(name string) bool {
	h := hashName(fold(name))
	_, has := n.taken[h]
	n.taken[h] = struct{}{}
	return !has
}

// folderInside is where a record stands in the container, if that is another
// container inside.
func (n *namer) folderInside(rec *archive.Record) string {
	inner := strings.Trim(strings.TrimPrefix(rec.Container, filepath.ToSlash(n.src.path)), "/")
	if inner == "" || rec.Format.NameTemplate() == "" { // whose names have it
		return ""
	}
	return path.Join(path.Dir(inner), containerStem(inner))
}

// name is what the result of a record would be called if it were the only one.
func (n *namer) name(item source, rec *archive.Record) string {
	if n.r.tmpl != nil {
		return n.r.tmpl.name(item.fields, item, n.r.opt.Ext)
	}
	name := n.ownName(item, rec, item.fields)
	if n.r.opt.Flat {
		return path.Base(name)
	}
	return name
}

// ownName follows the custom of the format, below the folder of the record.
func (n *namer) ownName(item source, rec *archive.Record, fields Fields) string {
	template := rec.Format.NameTemplate()
	if template == "" && rec.Name == "" {
		template = "{slug}"
	}
	if template == "" {
		return n.samePath(item.rel)
	}
	t, err := parseTemplate(template, n.r.opt.Ext)
	if err != nil { // of the table of formats
		return n.samePath(item.rel)
	}
	return path.Join(safeFolders(path.Join(n.dir, n.folderInside(rec))), t.name(fields, item, n.r.opt.Ext))
}

// samePath is the path of the record with the extension of results.
func (n *namer) samePath(rel string) string {
	dir, base := path.Split(rel)
	if ext := path.Ext(base); knownExtension(ext) {
		base = strings.TrimSuffix(base, ext)
	}
	return path.Join(safeFolders(path.Clean(dir)), safeName(base, n.r.opt.Ext))
}

// safeFolders makes each name of a path safe; "" and "." are no folder.
func safeFolders(dir string) string {
	if dir == "" || dir == "." || dir == "/" {
		return ""
	}
	names := strings.Split(dir, "/")
	for i, name := range names {
		names[i] = safeName(name, "")
	}
	return path.Join(names...)
}

// needsFields tells whether the fields of a record are of use. Those of pages, which
// have to be read for them, are not for links alone: they have an address.
func (n *namer) needsFields(rec *archive.Record) bool {
	switch {
	case n.r.tmpl != nil:
		return n.r.tmpl.ofArticle
	case rec.Name == "" || rec.Format.NameTemplate() != "":
		return true
	}
	return n.r.site != nil && rec.Kind != archive.Page
}

// fields are what a template can use of a record, and links need.
func (n *namer) fields(rec *archive.Record) Fields {
	if n.r.opt.RecordFields != nil {
		var f Fields
		err := guard("", func() (err error) {
			f, err = n.r.opt.RecordFields(n.src.path, rec)
			return err
		})
		if err == nil { // else its conversion reports it
			return f
		}
	}
	h := &rec.Header
	f := Fields{Title: h.Title, Slug: h.Slug, Date: h.Published, Lang: h.Language, Site: h.Site}
	if len(h.Authors) > 0 {
		f.Author = h.Authors[0]
	}
	if len(h.Categories) > 0 {
		f.Category = h.Categories[0]
	}
	return f
}

// label is how messages and reports call a record.
func label(rec *archive.Record) string {
	switch {
	case rec.Line > 0:
		return fmt.Sprintf("%s:%d", rec.Container, rec.Line)
	case rec.Name != "" && rec.Format.NameTemplate() == "":
		return rec.Container + "/" + rec.Name
	}
	return fmt.Sprintf("%s: record %d", rec.Container, rec.Number)
}

// identity tells a record from the others of its container, in this run and the
// next: its address or name; without those its title and date, or its number.
func identity(rec *archive.Record) string {
	title := strings.TrimSpace(rec.Header.Title + " " + rec.Header.Published)
	return cmp.Or(rec.URL, rec.Name, title, fmt.Sprint(rec.Number))
}
