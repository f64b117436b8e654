package media

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxStem is how many bytes of a name are kept: addresses have names that no
// file system holds.
const maxStem = 80

// nameOf is the stem and the extension that an address gives a file. The stem
// of one without a name is "".
func nameOf(p parsed) (stem, ext string) {
	name := ""
	switch {
	case p.attachment != nil:
		name = path.Base(strings.ReplaceAll(p.attachment.Name, `\`, "/"))
	case p.file != "":
		name = path.Base(p.file)
	case p.remote != nil:
		name = path.Base(p.remote.Path)
	}
	ext = path.Ext(name)
	stem = strings.TrimSuffix(name, ext)
	if ext = strings.ToLower(ext); !isExtension(ext) {
		stem, ext = name, ""
	}
	return safeStem(stem), ext
}

// isExtension tells whether what stands behind a dot may be one of a file.
func isExtension(ext string) bool {
	if len(ext) < 2 || len(ext) > 6 {
		return false
	}
	for _, c := range []byte(ext[1:]) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// extension is that of a media type; the one that the name had stays if it is
// another usual one of the type, or if the type says little and no browser runs
// what is called so.
func extension(mime, had string) string {
	if generic[bare(mime)] && had != "" && !runnable[had] {
		return had
	}
	for _, also := range extensions[bare(mime)] {
		if had == also {
			return had
		}
	}
	if m := mimetype.Lookup(bare(mime)); m != nil && m.Extension() != "" {
		return m.Extension()
	}
	return ""
}

// generic types are those of files that are recognised by their names.
var generic = map[string]bool{
	"text/plain": true, "application/octet-stream": true, "application/zip": true, "application/x-ole-storage": true,
}

// runnable are the extensions that servers declare as a type that runs scripts.
var runnable = map[string]bool{
	".html": true, ".htm": true, ".xhtml": true, ".shtml": true, ".xht": true, ".svg": true, ".svgz": true, ".xml": true, ".xsl": true,
	".js": true, ".mjs": true, ".php": true,
}

// extensions are those of media types that have several, from the registry of
// the IANA and from mime.types of Apache httpd.
var extensions = map[string][]string{
	"image/jpeg":      {".jpeg", ".jpe", ".jfif"},
	"image/tiff":      {".tif"},
	"image/apng":      {".png"},
	"image/heic":      {".heif"},
	"application/ogg": {".oga", ".ogv", ".opus", ".spx"},
	"audio/ogg":       {".ogg", ".opus", ".spx"},
	"video/mp4":       {".m4v", ".m4a"},
	"audio/mp4":       {".m4a"},
	"video/mpeg":      {".mpg"},
	"audio/midi":      {".mid"},
	"video/webm":      {".weba"},
}

// safeStem makes a name that every file system takes and that needs no escaping
// in an address: letters, marks and digits of any script, and . _ - between them.
func safeStem(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(name) {
		switch {
		case r == '-' || r == '.' || r == '_' || r != utf8.RuneError && unicode.In(r, unicode.L, unicode.M, unicode.N):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case !unicode.In(r, unicode.Cf, unicode.Cc):
			gap = true
		}
	}
	stem := strings.Trim(norm.NFC.String(b.String()), "-._") // again: what was dropped may have kept marks apart
	stem = strings.TrimRight(clip(stem, maxStem), "-._")
	device, _, _ := strings.Cut(stem, ".")
	if devices[strings.ToLower(device)] {
		stem = device + "_" + stem[len(device):]
	}
	return stem
}

// devices are names that Windows keeps for itself, with any extension.
var devices = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true,
	"com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
	"com¹": true, "com²": true, "com³": true, "lpt¹": true, "lpt²": true, "lpt³": true,
}

// clip shortens s to at most max bytes, at a border of characters.
func clip(s string, max int) string {
	if len(s) <= max {
		return s
	}
	for max > 0 && (!utf8.RuneStart(s[max]) || !norm.NFC.PropertiesString(s[max:]).BoundaryBefore()) {
		max--
	}
	return s[:max]
}

// fold maps paths that some file system takes for one another to one string.
func fold(place string) string { return norm.NFC.String(cases.Fold().String(norm.NFC.String(place))) }
