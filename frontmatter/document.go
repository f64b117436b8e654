package frontmatter

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/artx-cli/artx/frontmatter/internal/plain"
	"github.com/artx-cli/artx/note"
)

// Document is a header: its keys in order, each with the bytes it was read
// from. It is not safe for concurrent use.
type Document struct {
	format       Format
	open, shut   string // fences
	newline      string
	present      bool   // the file had a header, even if without keys
	whole        string // the header's bytes where it cannot be cut by key; "" otherwise
	tail         string // bytes behind the last field
	fields       []*field
	notes        []note.Note
	fallback     map[role]*node  // what Clean found outside the header
	fallbackFrom map[role]string // and where
}

// field is one key at the top of a header.
type field struct {
	key      string
	value    *node
	lead     string // comment and blank lines above it
	raw      string // its own bytes with the line end; "" if it was never written
	line     int    // in the file; 0 if it was never written
	changed  bool   // raw is out of date
	anchored bool   // holds a YAML anchor or alias
	inside   bool   // stands in a mapping of custom keys
	merged   bool   // comes out of a merge key whose bytes another field holds
}

// NewDocument returns an empty header that is written as YAML.
func NewDocument() *Document {
	return &Document{format: YAML, newline: "\n"}
}

// Parse reads the header of b. Where a strict parser would fail, or lose what
// the author wrote, the value is repaired and a note says so; see the package
// comment. A Block without a header gives an empty Document.
//
// The error is an [*Error] with a line of the file: the header cannot be
// repaired, or passes a bound on keys or nesting.
func Parse(b Block) (*Document, error) {
	d := NewDocument()
	if b.Format == None || b.Format == Source {
		return d, nil
	}
	d.format, d.open, d.shut, d.present = b.Format, b.open, b.shut, true
	if bytes.Count(b.Raw, []byte("\r\n"))*2 > bytes.Count(b.Raw, lf) {
		d.newline = "\r\n"
	}
	var err error
	switch b.Format {
	case YAML:
		err = d.readYAML(string(b.Header), b.HeaderLine)
	case TOML:
		err = d.readTOML(b.Header, b.HeaderLine)
	case JSON:
		err = d.readJSON(b.Header, b.HeaderLine)
	}
	if err != nil {
		return nil, err
	}
	d.joinDuplicates()
	return d, nil
}

// Format returns the format that [Source] stands for.
func (d *Document) Format() Format { return d.format }

// Notes returns what [Parse] and [Document.Clean] repaired, guessed or dropped.
func (d *Document) Notes() []note.Note { return d.notes }

// Keys returns the keys in order.
func (d *Document) Keys() []string {
	keys := make([]string, len(d.fields))
	for i, f := range d.fields {
		keys[i] = f.key
	}
	return keys
}

// Len returns the number of keys.
func (d *Document) Len() int { return len(d.fields) }

// Get returns the value of key as nil, bool, int64, float64, string, []any or
// map[string]any, and whether there is such a key. Dates are strings as they
// stood; whole numbers beyond int64 are strings too.
func (d *Document) Get(key string) (any, bool) {
	if f := d.field(key); f != nil {
		return f.value.plain(), true
	}
	return nil, false
}

// Set gives key a value, behind all others if it is new. It takes nil, bool,
// every integer and float type, string, [Date], time.Time, []string, []any and
// map[string]any (keys in alphabetic order); anything else is written as
// [fmt.Sprint] does.
func (d *Document) Set(key string, value any) {
	d.set(key, nodeOf(value))
}

// Delete removes key; it does nothing if there is none.
func (d *Document) Delete(key string) {
	for i, f := range d.fields {
		if f.key == key {
			d.fields = append(d.fields[:i], d.fields[i+1:]...)
			d.spread()
			return
		}
	}
}

// Rename calls the field from to, in its place, and reports whether it did: not
// if there is no from, or a to already.
func (d *Document) Rename(from, to string) bool {
	f := d.field(from)
	if f == nil || d.field(to) != nil {
		return false
	}
	d.spread()
	f.key, f.changed = to, true
	return true
}

// field returns the field called key, or nil.
func (d *Document) field(key string) *field {
	for _, f := range d.fields {
		if f.key == key {
			return f
		}
	}
	return nil
}

// set is Set for a node.
func (d *Document) set(key string, n *node) {
	if f := d.field(key); f != nil {
		if n.scalar() && f.value.scalar() {
			n.beside = f.value.beside
		}
		d.change(f, n)
		return
	}
	d.fields = append(d.fields, &field{key: key, value: n, changed: true})
}

// change replaces the value of f, so that its bytes are written anew.
func (d *Document) change(f *field, n *node) {
	f.value, f.changed = n, true
	if f.anchored || f.merged {
		d.spread()
	}
}

// spread marks all fields that anchors and aliases tie to one another: once one
// of them is written anew, the bytes of the others may point to nothing.
func (d *Document) spread() {
	for _, f := range d.fields {
		if f.anchored || f.merged {
			f.changed = true
		}
	}
}

// note appends a note about f.
func (d *Document) note(code string, level note.Level, line int, format string, args ...any) {
	d.notes = append(d.notes, note.Note{Code: "frontmatter." + code, Level: level, Line: line, Message: fmt.Sprintf(format, args...)})
}

// joinDuplicates leaves one field a key: lists are joined, of anything else
// the last one wins.
func (d *Document) joinDuplicates() {
	if !d.mayRepeat() {
		return
	}
	at := make(map[string]int, len(d.fields))
	kept := d.fields[:0]
	joinedTied := false
	for _, f := range d.fields {
		i, twice := at[f.key]
		if !twice {
			at[f.key] = len(kept)
			kept = append(kept, f)
			continue
		}
		first := kept[i]
		joined, how := joinNodes(first.value, f.value)
		d.note("duplicate", note.Warning, f.line, "%s stands in the header more than once: %s", f.key, how)
		first.value, first.changed = joined, true
		first.anchored = first.anchored || f.anchored
		first.lead += comments(f.lead)
		joinedTied = joinedTied || first.anchored || first.merged
	}
	if d.fields = kept; joinedTied {
		d.spread()
	}
}

// fewFields is up to how many fields are compared each with each.
const fewFields = 24

// mayRepeat tells whether a key stands twice, or there are too many to compare.
func (d *Document) mayRepeat() bool {
	if len(d.fields) > fewFields {
		return true
	}
	for i, f := range d.fields {
		for _, other := range d.fields[:i] {
			if f.key == other.key {
				return true
			}
		}
	}
	return false
}

// comments returns the lines of lead that are not blank, fit for any format.
func comments(lead string) string {
	if lead == "" {
		return ""
	}
	var b strings.Builder
	for _, line := range splitLines(lead) {
		if line = strings.TrimSpace(plain.Printable(line)); line != "" {
			b.WriteString(line + "\n")
		}
	}
	return b.String()
}

// joinNodes joins the values of a key that stands twice.
func joinNodes(a, b *node) (*node, string) {
	switch {
	case a.kind == kindList && b.kind == kindList:
		n := *a
		n.items = append([]*node(nil), a.items...)
	next:
		for _, v := range b.items {
			for _, w := range a.items {
				if v.equal(w) {
					continue next
				}
			}
			n.items = append(n.items, v)
		}
		return &n, "joined the lists"
	case b.empty() && !a.empty():
		return a, "kept the one that is not empty"
	}
	return b, "kept the last"
}

// quoteForNote shortens s for a message and makes it printable on one line.
func quoteForNote(s string) string {
	const most = 80
	if len(s) > most {
		cut := most
		for cut > 0 && s[cut]&0xC0 == 0x80 {
			cut--
		}
		s = s[:cut] + "…"
	}
	return fmt.Sprintf("%q", strings.ToValidUTF8(s, "\ufffd"))
}
