package source

import (
	"archive/zip"
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"path"
	"strings"
)

// epub is an open book.
type epub struct {
	z      *zipFile
	ns     namespaces
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
func (b *epub) document(name string) (element, namespaces, error) {
	f := b.z.find(name)
	if f == nil {
		return element{}, nil, fmt.Errorf("the book has no %q", name)
	}
	data, err := b.z.bytes(f)
	if err != nil {
		return element{}, nil, fmt.Errorf("%s: %w", name, err)
	}
	ns := namespaces{}
	data, err = decodeXML(data)
	return ns.root(data), ns, err
}

// readPackage reads container.xml and the package document that it names.
func (b *epub) readPackage() error {
	root, ns, err := b.document("META-INF/container.xml")
	if err != nil {
		return err
	}
	files, _ := ns.child(root, "rootfiles")
	file, _ := ns.child(files, "rootfile")
	name := safePath(file.attr("full-path"))
	if name == "" {
		return errors.New("META-INF/container.xml names no package document")
	}
	root, b.ns, err = b.document(name)
	if err != nil {
		return err
	}
	b.folder = path.Dir(name) + "/"
	for e := range b.ns.children(root.inner) {
		switch e.name {
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

func (b *epub) readMetadata(e element) {
	h := &b.header
	for m := range b.ns.children(e.inner) {
		switch m.name {
		case "dc:title":
			h.Site = cmp.Or(h.Site, m.line())
		case "dc:creator":
			h.Authors = addName(h.Authors, m.text())
		case "dc:language":
			h.Language = cmp.Or(h.Language, m.line())
		case "dc:date":
			if event := m.attr("opf:event"); event == "" || event == "publication" {
				h.Published = cmp.Or(h.Published, isoDate(m.text()))
			}
		case "dc:subject":
			h.Tags = addName(h.Tags, m.text())
		case "meta":
			if m.attr("property") == "dcterms:modified" {
				h.Updated = isoDate(m.text())
			}
		case "dc-metadata", "x-metadata": // OEBPS 1.x
			b.readMetadata(m)
		}
	}
}

func (b *epub) readManifest(e element) {
	for m := range b.ns.children(e.inner) {
		if m.name == "item" {
			b.items[m.attr("id")] = epubItem{
				path: resolve(b.folder, unescapePath(m.attr("href"))), kind: m.attr("media-type"), properties: " " + m.attr("properties") + " ",
			}
		}
	}
}

func (b *epub) readSpine(e element) {
	b.toc = e.attr("toc")
	for m := range b.ns.children(e.inner) {
		if id := m.attr("idref"); m.name == "itemref" && id != "" {
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
func (b *epub) readNav(root element, from string) {
	for pos := 0; pos < len(root.inner); {
		t := xmlTokenAt(root.inner, pos)
		pos = t.end
		if _, local, ok := strings.Cut(t.name, ":"); t.kind != '<' || t.name != "a" && (!ok || local != "a") {
			continue
		}
		e, end, _ := namespaces{}.elementAt(root.inner, t)
		pos = end
		b.addTitle(from, e.attr("href"), e.text())
	}
}

// readNCX takes each navPoint's label, which stands before its address.
func (b *epub) readNCX(ns namespaces, root element, from string) {
	label := ""
	for pos := 0; pos < len(root.inner); {
		t := xmlTokenAt(root.inner, pos)
		pos = t.end
		if t.kind != '<' {
			continue
		}
		switch name := ns.usual(t.name); name {
		case "text":
			e, end, _ := ns.elementAt(root.inner, t)
			label, pos = e.text(), end
		case "content":
			b.addTitle(from, element{attrs: t.body}.attr("src"), label)
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
	for t := range xmlTokens(data) {
		if uri := (element{attrs: t.body}).attr("URI"); t.kind == '<' && uri != "" {
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
		data, err = decodeXML(data)
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
	ns := namespaces{}
	heading, titled, headed := "", false, false
	begin, end := 0, len(data)
	for pos := 0; pos < len(data); {
		t := xmlTokenAt(data, pos)
		pos = t.end
		if t.kind == '<' {
			ns.declare(t.body)
		}
		name := ns.htmlName(t.name)
		switch {
		case name == "title" && t.kind == '<' && !titled:
			e, _, _ := ns.elementAt(data, t)
			title, titled = e.line(), true
		case name == "body" && t.kind == '<' && begin == 0:
			begin = t.end
		case name == "body" && t.kind == '/':
			end = t.start
		case (name == "h1" || name == "h2") && t.kind == '<' && !headed:
			e, _, _ := ns.elementAt(data, t)
			heading, headed = e.line(), true
		}
	}
	if begin > end {
		end = len(data)
	}
	return xhtmlToHTML(data[begin:end], ns), strings.Join(strings.Fields(cmp.Or(heading, title)), " ")
}

// unescapePath decodes the percent escapes of a relative address.
func unescapePath(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}
