package batch

import (
	"cmp"
	"fmt"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mozillazg/go-unidecode"
	"golang.org/x/text/unicode/norm"
)

// Fields are what a name template can use of an article. Empty ones are
// unknown.
type Fields struct {
	Title    string
	Slug     string // as the source gives it; "" takes one made of the title
	Date     string // starts with "2006-01-02", and may go on with a time
	Author   string // the first one
	Category string // the first one
	Lang     string
	Site     string

	Addresses []string // that the article has or had, the first one that it has; for links
	Draft     bool     // generators do not build it
}

// A nameField is one placeholder of a name template.
type nameField struct {
	name      string
	ofArticle bool // needs the article to be read, not only its path
	value     func(Fields, source) string
}

// nameFields is documented in docs/names.md, in this order; a test compares.
var nameFields = []nameField{
	{"date", true, func(f Fields, _ source) string { return datePart(f.Date, 0, 10) }},
	{"year", true, func(f Fields, _ source) string { return datePart(f.Date, 0, 4) }},
	{"month", true, func(f Fields, _ source) string { return datePart(f.Date, 5, 7) }},
	{"day", true, func(f Fields, _ source) string { return datePart(f.Date, 8, 10) }},
	{"title", true, func(f Fields, src source) string { return cmp.Or(f.Title, stem(src.rel)) }},
	{"slug", true, slugOf},
	{"slug-ascii", true, func(f Fields, src source) string {
		return cmp.Or(slugify(unidecode.Unidecode(slugOf(f, src))), shortHash(src.rel)) // of a script without a table
	}},
	{"author", true, func(f Fields, _ source) string { return f.Author }},
	{"category", true, func(f Fields, _ source) string { return f.Category }},
	{"lang", true, func(f Fields, _ source) string { return f.Lang }},
	{"site", true, func(f Fields, _ source) string { return f.Site }},
	{"name", false, func(_ Fields, src source) string { return stem(src.rel) }},
	{"folder", false, func(_ Fields, src source) string { return path.Dir(src.rel) }},
	{"hash", false, func(_ Fields, src source) string { return shortHash(src.rel) }},
}

// Limits of one name in a path: 255 bytes on Linux, 255 UTF-16 units on macOS
// and Windows. Some room is left for the numbers and extensions of other tools.
const maxNameBytes = 240

// reserved names mean devices on Windows, with any extension.
var reserved = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true,
	"com0": true, "com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true, "com8": true, "com9": true,
	"lpt0": true, "lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
	"com¹": true, "com²": true, "com³": true, "lpt¹": true, "lpt²": true, "lpt³": true,
}

// nameTemplate is a parsed Options.Name.
type nameTemplate struct {
	parts     []templatePart
	ofArticle bool // some field needs the article
}

// templatePart is literal text, or a field if that is set.
type templatePart struct {
	text  string
	field *nameField
}

// parseTemplate reads a template such as "{year}/{date}-{slug}.md". An
// extension other than ext is an error; a missing one is added.
func parseTemplate(s, ext string) (*nameTemplate, error) {
	if path.IsAbs(s) || strings.Contains(s, `\`) {
		return nil, fmt.Errorf("name %q: write a path below the output folder, with /", s)
	}
	body, had := strings.CutSuffix(s, ext)
	if e := path.Ext(body); !had && e != "" && !strings.ContainsAny(e, "{}") {
		return nil, fmt.Errorf("name %q: results end in %s; leave out %s", s, ext, e)
	}
	t := &nameTemplate{}
	for body != "" {
		text, rest, found := strings.Cut(body, "{")
		if text != "" {
			t.parts = append(t.parts, templatePart{text: text})
		}
		if !found {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		field := findField(name)
		if !closed || field == nil {
			return nil, fmt.Errorf("name %q: {%s} is not a field; use %s", s, name, fieldList())
		}
		t.parts = append(t.parts, templatePart{field: field})
		t.ofArticle = t.ofArticle || field.ofArticle
		body = after
	}
	if len(t.parts) == 0 {
		return nil, fmt.Errorf("name %q: it names nothing; write something like {date}-{slug}%s", s, ext)
	}
	return t, nil
}

func findField(name string) *nameField {
	for i := range nameFields {
		if nameFields[i].name == name {
			return &nameFields[i]
		}
	}
	return nil
}

func fieldList() string {
	names := make([]string, len(nameFields))
	for i, f := range nameFields {
		names[i] = "{" + f.name + "}"
	}
	return strings.Join(names, " ")
}

// name fills in the template: a slash-separated path of safe names, with ext.
func (t *nameTemplate) name(f Fields, src source, ext string) string {
	segments, open := t.fill(f, src)
	var names []string
	for _, seg := range segments {
		if name := seg.name(maxNameBytes - len(ext)); name != "" && name != "." && name != ".." {
			names = append(names, name)
		}
	}
	if len(names) == 0 || open {
		names = append(names, stem(src.rel))
	}
	last := len(names) - 1
	for i, name := range names[:last] {
		names[i] = safeName(name, "")
	}
	names[last] = safeName(names[last], ext)
	return strings.Join(names, "/")
}

// segment is one name of a path, before it is made safe.
type segment struct {
	pieces []piece
	hole   bool // a field had no value
}

type piece struct {
	text  string
	value bool // of a field
}

// fill puts values where the fields are; open tells that the path ends with a
// slash, so that the file has no name yet.
func (t *nameTemplate) fill(f Fields, src source) (segments []segment, open bool) {
	segments = []segment{{}}
	for _, p := range t.parts {
		text := p.text
		if p.field != nil {
			text = p.field.value(f, src)
		}
		if p.field != nil && p.field.name != "folder" { // the one value whose slashes count
			text = strings.Trim(safeText(text), "-. ")
			last := &segments[len(segments)-1]
			last.pieces = append(last.pieces, piece{text, true})
			last.hole = last.hole || text == ""
			open = false
			continue
		}
		for i, name := range strings.Split(text, "/") {
			if i > 0 {
				segments = append(segments, segment{})
			}
			last := &segments[len(segments)-1]
			last.pieces = append(last.pieces, piece{name, p.field != nil})
			open = name == ""
		}
	}
	return segments, open
}

// name joins the pieces. If that makes more than max bytes, the longest values
// are shortened: what tells one name from another is often short, and at the end.
// A hole leaves no separators behind.
func (s segment) name(max int) string {
	over := -max
	for _, p := range s.pieces {
		over += len(p.text)
	}
	for over > 0 {
		longest := -1
		for i, p := range s.pieces {
			if p.value && p.text != "" && (longest < 0 || len(p.text) > len(s.pieces[longest].text)) {
				longest = i
			}
		}
		if longest < 0 {
			break // the template itself is too long; safeName cuts it
		}
		was := s.pieces[longest].text
		s.pieces[longest].text = strings.TrimRight(clip(was, len(was)-min(over, len(was))), "-. ")
		over -= len(was) - len(s.pieces[longest].text)
	}
	var b strings.Builder
	for _, p := range s.pieces {
		b.WriteString(p.text)
	}
	if s.hole {
		return strings.Trim(b.String(), "-_ ")
	}
	return strings.TrimSpace(b.String())
}

// safeText drops or replaces what the names of some system cannot hold.
func safeText(s string) string {
	var b strings.Builder
	gap, replaced := false, false
	for _, r := range norm.NFC.String(s) {
		switch {
		case unicode.IsSpace(r):
			gap = true
			continue
		case unicode.In(r, unicode.Cf, unicode.Cc):
			continue // invisible, and able to disguise a name
		}
		if gap && b.Len() > 0 {
			b.WriteByte(' ')
			replaced = false
		}
		gap = false
		if r == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*`, r) {
			if !replaced {
				b.WriteByte('-')
			}
			replaced = true
			continue
		}
		replaced = false
		b.WriteRune(r)
	}
	return norm.NFC.String(b.String()) // again: what was dropped may have kept marks apart
}

// safeName makes a name for one file or folder that Linux, macOS and Windows
// all take, and that is the same in all of them.
func safeName(name, ext string) string {
	safe := clip(safeText(name), maxNameBytes-len(ext))
	safe = strings.TrimRight(strings.TrimLeft(safe, ". "), ". ")
	device, _, _ := strings.Cut(safe, ".")
	if reserved[strings.ToLower(strings.TrimRight(device, " "))] {
		safe = device + "_" + safe[len(device):]
	}
	if safe == "" {
		safe = "untitled"
	}
	return safe + ext
}

// clip shortens s to at most max bytes, at a border of characters as readers
// see them, as far as combining marks go.
func clip(s string, max int) string {
	if len(s) <= max {
		return s
	}
	for max > 0 && (!utf8.RuneStart(s[max]) || !norm.NFC.PropertiesString(s[max:]).BoundaryBefore()) {
		max--
	}
	return s[:max]
}

// slugOf is a slug for an article, which is never empty and the same in every
// run: its own, or one made of its title, of its file's or, if that is the index
// of a folder, its folder's name, or of where it lies.
func slugOf(f Fields, src source) string {
	name := stem(src.rel)
	if folder := path.Dir(src.rel); (name == "index" || name == "_index") && folder != "." {
		name = path.Base(folder)
	}
	return cmp.Or(slugify(unescape(f.Slug)), slugify(f.Title), slugify(name), shortHash(src.rel))
}

// slugify keeps letters, marks and digits of any script, in lower case, with
// one hyphen for what is between them.
func slugify(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFC.String(s) {
		if unicode.Is(unicode.Cf, r) {
			continue // a soft hyphen, or the joiners inside words of many scripts
		}
		if !unicode.In(r, unicode.L, unicode.M, unicode.N) {
			gap = gap || r != '\'' && r != '’'
			continue
		}
		if gap && b.Len() > 0 {
			b.WriteByte('-')
		}
		gap = false
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// unescape decodes the percent-encoding that slugs of WordPress have.
func unescape(slug string) string {
	plain, err := url.PathUnescape(slug)
	if err != nil || !utf8.ValidString(plain) {
		return slug
	}
	return plain
}

// datePart cuts a part out of a date that has the form 2006-01-02; of anything
// else it is "".
func datePart(date string, from, to int) string {
	if len(date) < 10 || date[4] != '-' || date[7] != '-' {
		return ""
	}
	for i, c := range []byte(date[:10]) {
		if i != 4 && i != 7 && (c < '0' || c > '9') {
			return ""
		}
	}
	return date[from:to]
}

// stem is the last name of a path without its extension.
func stem(rel string) string {
	base := path.Base(rel)
	return strings.TrimSuffix(base, path.Ext(base))
}

// fold maps names that some file system takes for one another to one string:
// Unicode's normal form and simple case folding, name by name without the
// trailing dots and spaces that Windows drops.
func fold(name string) string {
	if isFolded(name) {
		return name
	}
	names := strings.Split(norm.NFC.String(name), "/")
	for i, n := range names {
		names[i] = strings.Map(foldRune, strings.TrimRight(n, ". "))
	}
	return norm.NFC.String(strings.Join(names, "/"))
}

// isFolded tells of most names that there is nothing to fold.
func isFolded(name string) bool {
	for i := range len(name) {
		c := name[i]
		end := i+1 == len(name) || name[i+1] == '/'
		if c >= utf8.RuneSelf || c >= 'A' && c <= 'Z' || end && (c == '.' || c == ' ') {
			return false
		}
	}
	return true
}

// foldRune picks one of the runes that differ in case only: the lower case of
// ASCII, else the smallest.
func foldRune(r rune) rune {
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	if least >= 'A' && least <= 'Z' {
		least += 'a' - 'A'
	}
	return least
}
