package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/artx-cli/artx/source/internal/unpack"
)

// zipFile is an open zip archive, and the attachments of the records in it.
type zipFile struct {
	c      *container
	r      *zip.Reader
	byName map[string]*zip.File
	folder string // the only one at the top, with its slash; "" if there is none
	total  int64  // bytes unpacked so far
}

// maxEntries bounds the directory of a zip archive.
const maxEntries = 1 << 20

// zipVariants are the kinds of zip archives that are more than a folder, each by
// the files that it holds.
var zipVariants = []struct {
	format  Format
	refused *UnsupportedError
	holds   func(z *zipFile) bool
}{
	{EPUB, nil, func(z *zipFile) bool { return z.has("META-INF/container.xml") }},
	{WACZ, nil, func(z *zipFile) bool { return z.has("datapackage.json") && z.hasPrefix(z.folder+"archive/") }},
	{Substack, nil, func(z *zipFile) bool { return z.has("posts.csv") }},
	{Medium, nil, func(z *zipFile) bool { return z.has("profile/profile.html") && z.hasPrefix(z.folder+"posts/") }},
	{"", officeXML, func(z *zipFile) bool { return z.has("[Content_Types].xml") }},
	{"", openDocument, func(z *zipFile) bool { return z.has("META-INF/manifest.xml") && z.has("content.xml") }},
	{"", iWork, func(z *zipFile) bool { return z.has("Index/Document.iwa") }},
}

// readZip reads a zip archive and finds out which it is.
func readZip(c *container) {
	z := c.openZip()
	if z == nil {
		return
	}
	for _, v := range zipVariants {
		if !v.holds(z) {
			continue
		}
		if v.refused != nil {
			c.end(0, v.refused)
			return
		}
		c.format = v.format
		z.read()
		return
	}
	z.readAll("")
}

// read reads what [zipVariants] tells apart.
func (z *zipFile) read() {
	switch z.c.format {
	case EPUB:
		readEPUB(z)
	case WACZ:
		z.readAll(z.folder + "archive/")
	case Substack:
		readSubstack(z)
	case Medium:
		z.readAll(z.folder + "posts/")
	}
}

// openZip reads the directory of a zip archive. It returns nil, and reports why,
// if there is none.
func (c *container) openZip() *zipFile {
	r, err := zip.NewReader(c.file, c.file.Size())
	switch {
	case errors.Is(err, zip.ErrFormat):
		err = fmt.Errorf("the zip archive has no directory: it is %w or broken", ErrTruncated)
	case err == nil && len(r.File) > maxEntries:
		err = fmt.Errorf("the zip archive holds %d files, more than %d", len(r.File), maxEntries)
	}
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		c.end(0, err)
		return nil
	}
	z := &zipFile{c: c, r: r, byName: make(map[string]*zip.File, len(r.File))}
	for _, f := range r.File {
		f.Name = zipName(f)
		if name := safePath(f.Name); z.byName[name] == nil {
			z.byName[name] = f
		}
	}
	z.folder = z.top()
	return z
}

// zipName is the name of a file as UTF-8: what is not marked as such, and is not,
// is in code page 437 (APPNOTE, D.1).
func zipName(f *zip.File) string {
	if !f.NonUTF8 || utf8.ValidString(f.Name) {
		return f.Name
	}
	name, err := charmap.CodePage437.NewDecoder().String(f.Name)
	if err != nil {
		return f.Name
	}
	return name
}

func (z *zipFile) has(name string) bool { return z.find(name) != nil }

func (z *zipFile) hasPrefix(prefix string) bool {
	for _, f := range z.r.File {
		if strings.HasPrefix(safePath(f.Name), prefix) {
			return true
		}
	}
	return false
}

// find returns the file of a name, which may lie in a folder that is the only
// one at the top: people zip what they have unpacked.
func (z *zipFile) find(name string) *zip.File {
	if f := z.byName[name]; f != nil {
		return f
	}
	return z.byName[z.folder+name]
}

// top is the folder that holds everything, "" if there is none.
func (z *zipFile) top() string {
	top := ""
	for _, f := range z.r.File {
		name := safePath(f.Name)
		if isNoise(name) {
			continue
		}
		folder, _, ok := strings.Cut(name, "/")
		if !ok && !f.FileInfo().IsDir() || top != "" && folder+"/" != top {
			return ""
		}
		top = folder + "/"
	}
	return top
}

// isNoise tells what operating systems put into archives.
func isNoise(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(name, "__MACOSX/") || base == ".DS_Store" || base == "Thumbs.db" || base == "desktop.ini" || strings.HasPrefix(base, "._")
}

// readAll reads the files below a folder as articles or containers.
func (z *zipFile) readAll(folder string) {
	for _, f := range z.r.File {
		name := safePath(f.Name)
		if f.FileInfo().IsDir() || isNoise(name) || !strings.HasPrefix(name, folder) {
			continue
		}
		z.readEntry(f, name)
		if z.c.stopped {
			return
		}
		if z.exhausted() {
			return
		}
	}
}

// exhausted reports, and tells whether, more was unpacked than the archive can
// hold: its files share their bytes, or one is read over and over.
func (z *zipFile) exhausted() bool {
	if z.total <= unpack.Free+unpack.MaxRatio*z.c.file.Size() {
		return false
	}
	z.c.end(0, ErrBomb)
	return true
}

func (z *zipFile) readEntry(f *zip.File, name string) {
	offset := z.offset(f)
	r, err := z.open(f)
	if err != nil {
		if z.c.begin(offset) {
			z.c.fail(offset, name, err)
		}
		return
	}
	defer func() { _ = r.Close() }() // it was only read
	in := z.c.inner(name, r)
	in.assets, in.offset = z.beside(name), offset
	z.c.entry(in)
}

// offset is where the data of a file begin, 0 if that cannot be read.
func (z *zipFile) offset(f *zip.File) int64 {
	n, _ := f.DataOffset()
	return n
}

// open returns the bytes of a file, guarded against bombs.
func (z *zipFile) open(f *zip.File) (io.ReadCloser, error) {
	const encrypted = 1 // general purpose bit flag, APPNOTE 4.4.4
	if f.Flags&encrypted != 0 {
		return nil, errors.New("it is encrypted; unpack the archive with its password first")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	packed := min(int64(f.CompressedSize64), z.c.file.Size()) //nolint:gosec // a size above is cut to that of the file
	if packed < 0 {
		packed = z.c.file.Size()
	}
	return struct {
		io.Reader
		io.Closer
	}{&unpack.Guard{In: func() int64 { return packed }, Out: r, Total: &z.total}, r}, nil
}

// bytes returns a whole file.
func (z *zipFile) bytes(f *zip.File) ([]byte, error) {
	r, err := z.open(f)
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }() // it was only read
	return z.c.readAll(r)
}

// beside are the attachments of the record at a path of z.
func (z *zipFile) beside(base string) assets { return zipAssets{z, base} }

// mediaTypes are those of files beside articles. Package mime asks the system,
// and every system says something else.
var mediaTypes = map[string]string{
	".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif",
	".svg": "image/svg+xml", ".bmp": "image/bmp", ".ico": "image/x-icon", ".tif": "image/tiff", ".tiff": "image/tiff",
	".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".oga": "audio/ogg", ".wav": "audio/wav", ".m4a": "audio/mp4", ".flac": "audio/flac",
	".mp4": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg", ".mov": "video/quicktime", ".pdf": "application/pdf",
	".css": "text/css", ".html": "text/html", ".htm": "text/html", ".xhtml": "application/xhtml+xml", ".txt": "text/plain",
}

type zipAssets struct {
	z    *zipFile
	base string
}

func (a zipAssets) list() []Attachment { return nil }

func (a zipAssets) attachment(address string) (Attachment, bool) {
	if strings.Contains(address, "://") {
		return Attachment{}, false
	}
	f := a.z.byName[resolve(a.base, address)]
	if f == nil {
		f = a.z.byName[resolve(a.base, unescapePath(address))]
	}
	if f == nil || f.FileInfo().IsDir() {
		return Attachment{}, false
	}
	name := path.Base(safePath(f.Name))
	return Attachment{Address: address, Name: name, Type: mediaTypes[strings.ToLower(path.Ext(name))], open: func() (io.ReadCloser, error) {
		data, err := a.z.bytes(f)
		return io.NopCloser(bytes.NewReader(data)), err
	}}, true
}
