package source

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"

	"github.com/artx-cli/artx/source/internal/xmltext"
)

// epub is an open book.
type epub struct {
	z      *zipFile
	ns     xmltext.Namespaces
	folder string // of the package document, from which addresses lead
	items  map[string]epubItem
	spine  []string // ids of items, in reading order
	titles map[string]string
	header Header
	toc    string // id of the NCX
	locked map[string]bool
}

type epubItem struct{ path, kind, properties string }

// readEPUB reads an EPUB 2 or 3 (OPF 2.0.1, EPUB 3.3), a record a document of its
// spine.
func readEPUB(z *zipFile) {
	b := &epub{z: z, items: map[string]epubItem{}, titles: map[string]string{}, locked: map[string]bool{}}
	if err := b.readPackage(); err != nil {
		z.c.end(0, err)
		return
	}
	b.readContents()
	b.readEncryption()
	for _, id := range b.spine {
		if !b.chapter(id) || z.exhausted() {
			return
		}
	}
}

// document reads an XML file of the book.
func (b *epub) document(name string) (xmltext.Element, xmltext.Namespaces, error) {
	f := b.z.find(name)
	if f == nil {
		return xmltext.Element{}, nil, fmt.Errorf("the book has no %q", name)
	}
	data, err := b.z.bytes(f)
	if err != nil {
		return xmltext.Element{}, nil, fmt.Errorf("%s: %w", name, err)
	}
	ns := xmltext.Namespaces{}
	data, err = xmltext.Decode(data)
	return ns.Root(data), ns, err
}

// readPackage reads container.xml and the package document that it names.
func (b *epub) readPackage() error {
	root, ns, err := b.document("META-INF/container.xml")
	if err != nil {
		return err
	}
	files, _ := ns.Child(root, "rootfiles")
	file, _ := ns.Child(files, "rootfile")
	name := safePath(file.Attr("full-path"))
	if name == "" {
		return errors.New("META-INF/container.xml names no package document")
	}
	root, b.ns, err = b.document(name)
	if err != nil {
		return err
	}
	b.folder = path.Dir(name) + "/"
	for e := range b.ns.Children(root.Inner) {
		switch e.Name {
		case "metadata":
			b.readMetadata(e)
		case "manifest":
			b.readManifest(e)
		case "spine":
			b.readSpine(e)
		}
	}
	if len(b.spine) == 0 {
		return fmt.Errorf("%s: the spine of the book is empty", name)
	}
	return nil
}

func (b *epub) readMetadata(e xmltext.Element) {
	h := &b.header
	for m := range b.ns.Children(e.Inner) {
		switch m.Name {
		case "dc:title":
			h.Site = cmp.Or(h.Site, m.Line())
		case "dc:creator":
			h.Authors = addName(h.Authors, m.Text())
		case "dc:language":
			h.Language = cmp.Or(h.Language, m.Line())
		case "dc:date":
			if event := m.Attr("opf:event"); event == "" || event == "publication" {
				h.Published = cmp.Or(h.Published, isoDate(m.Text()))
			}
		case "dc:subject":
			h.Tags = addName(h.Tags, m.Text())
		case "meta":
			if m.Attr("property") == "dcterms:modified" {
				h.Updated = isoDate(m.Text())
			}
		case "dc-metadata", "x-metadata": // OEBPS 1.x
			b.readMetadata(m)
		}
	}
}

func (b *epub) readManifest(e xmltext.Element) {
	for m := range b.ns.Children(e.Inner) {
		if m.Name == "item" {
			b.items[m.Attr("id")] = epubItem{
				path: resolve(b.folder, unescapePath(m.Attr("href"))), kind: m.Attr("media-type"), properties: " " + m.Attr("properties") + " ",
			}
		}
	}
}

// readSpine reads the order of the chapters, each of which has one place in it (epubcheck
// OPF-034).
func (b *epub) readSpine(e xmltext.Element) {
	b.toc = e.Attr("toc")
	listed := make(map[string]bool)
	for m := range b.ns.Children(e.Inner) {
		if id := m.Attr("idref"); m.Name == "itemref" && id != "" && !listed[id] {
			listed[id] = true
			b.spine = append(b.spine, id)
		}
	}
}

// readContents takes the titles of chapters from the table of contents: the
// navigation document of EPUB 3 or the NCX of EPUB 2. Without one, chapters have
// none.
func (b *epub) readContents() {
	for _, it := range b.items {
		if !strings.Contains(it.properties, " nav ") {
			continue
		}
		if root, _, err := b.document(it.path); err == nil {
			b.readNav(root, it.path)
		}
	}
	ncx, ok := b.items[b.toc]
	if !ok || len(b.titles) > 0 {
		return
	}
	if root, ns, err := b.document(ncx.path); err == nil {
		b.readNCX(ns, root, ncx.path)
	}
}

// readNav takes each link of the document: those of the contents come first, and
// the first name of a chapter stays.
func (b *epub) readNav(root xmltext.Element, from string) {
	for pos := 0; pos < len(root.Inner); {
		t := xmltext.TokenAt(root.Inner, pos)
		pos = t.End
		if _, local, ok := strings.Cut(t.Name, ":"); t.Kind != '<' || t.Name != "a" && (!ok || local != "a") {
			continue
		}
		e, end, _ := xmltext.Namespaces{}.ElementAt(root.Inner, t)
		pos = end
		b.addTitle(from, e.Attr("href"), e.Text())
	}
}

// readNCX takes each navPoint's label, which stands before its address.
func (b *epub) readNCX(ns xmltext.Namespaces, root xmltext.Element, from string) {
	label := ""
	for pos := 0; pos < len(root.Inner); {
		t := xmltext.TokenAt(root.Inner, pos)
		pos = t.End
		if t.Kind != '<' {
			continue
		}
		switch name := ns.Usual(t.Name); name {
		case "text":
			e, end, _ := ns.ElementAt(root.Inner, t)
			label, pos = e.Text(), end
		case "content":
			b.addTitle(from, xmltext.Element{Attrs: t.Body}.Attr("src"), label)
		}
	}
}

// addTitle names the document of an address. A name for a place within a
// document that has one already is that of a section.
func (b *epub) addTitle(from, address, title string) {
	name := resolve(from, unescapePath(address))
	title = strings.Join(strings.Fields(title), " ")
	if b.titles[name] == "" && title != "" {
		b.titles[name] = title
	}
}

// readEncryption finds the documents that only a licence opens. Fonts are often
// obfuscated and do not matter.
func (b *epub) readEncryption() {
	f := b.z.find("META-INF/encryption.xml")
	if f == nil {
		return
	}
	data, err := b.z.bytes(f)
	if err != nil {
		return
	}
	for t := range xmltext.Tokens(data) {
		if uri := (xmltext.Element{Attrs: t.Body}).Attr("URI"); t.Kind == '<' && uri != "" {
			b.locked[safePath(unescapePath(uri))] = true
		}
	}
}

// chapter emits a document of the spine. It reports false when the consumer
// wants no more.
func (b *epub) chapter(id string) bool {
	c, it := b.z.c, b.items[id]
	f := b.z.find(it.path)
	var offset int64
	if f != nil {
		offset = b.z.offset(f)
	}
	if strings.Contains(it.properties, " nav ") {
		c.skip(offset, it.path, "table of contents")
		return true
	}
	if !c.begin(offset) {
		return true
	}
	rec, err := b.record(id, it, f)
	if err != nil {
		return c.fail(offset, it.path, err)
	}
	rec.Offset = offset
	return c.emit(rec)
}

func (b *epub) record(id string, it epubItem, f *zip.File) (*Record, error) {
	switch {
	case it.path == "":
		return nil, fmt.Errorf("the spine names %q, which the manifest does not have", id)
	case f == nil:
		return nil, errors.New("the book does not hold this file")
	case b.locked[it.path]:
		return nil, errors.New("it is encrypted (DRM); only the program with the licence opens it")
	case it.kind != "" && it.kind != "application/xhtml+xml" && it.kind != "text/html" && it.kind != "text/x-oeb1-document":
		return nil, fmt.Errorf("it is %s, not a text", it.kind)
	}
	data, err := b.z.bytes(f)
	if err == nil {
		data, err = xmltext.Decode(data)
	}
	if err != nil {
		return nil, err
	}
	rec := &Record{Name: it.path, Kind: HTML, Header: b.header, assets: b.z.beside(safePath(f.Name))}
	rec.Content, rec.Header.Title = bodyOf(data)
	rec.Header.Title = cmp.Or(b.titles[it.path], rec.Header.Title)
	return rec, nil
}

// bodyOf is what stands in the <body> of an XHTML document as HTML, and the
// text of its first heading or of its <title>.
func bodyOf(data []byte) (body []byte, title string) {
	ns := xmltext.Namespaces{}
	heading, titled, headed := "", false, false
	begin, end := 0, len(data)
	for pos := 0; pos < len(data); {
		t := xmltext.TokenAt(data, pos)
		pos = t.End
		if t.Kind == '<' {
			ns.Declare(t.Body)
		}
		name := ns.HTMLName(t.Name)
		switch {
		case name == "title" && t.Kind == '<' && !titled:
			e, _, _ := ns.ElementAt(data, t)
			title, titled = e.Line(), true
		case name == "body" && t.Kind == '<' && begin == 0:
			begin = t.End
		case name == "body" && t.Kind == '/':
			end = t.Start
		case (name == "h1" || name == "h2") && t.Kind == '<' && !headed:
			e, _, _ := ns.ElementAt(data, t)
			heading, headed = e.Line(), true
		}
	}
	if begin > end {
		end = len(data)
	}
	return xmltext.ToHTML(data[begin:end], ns), strings.Join(strings.Fields(cmp.Or(heading, title)), " ")
}

// unescapePath decodes the percent escapes of a relative address.
func unescapePath(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}
