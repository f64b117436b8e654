package frontmatter

import (
	"bytes"
	"slices"
	"strings"
)

// EncodeOptions control [Document.Encode]. The zero value writes the header in
// the format it came in, with the bytes it came with wherever nothing changed.
type EncodeOptions struct {
	Format Format // Source keeps the format, or takes the one that Preset prefers
	Preset string // one of [Presets]; "" keeps the keys as they are called

	// LinkAuthors writes the names of authors as wiki links ([[Name]]), as Obsidian
	// reads them in properties.
	LinkAuthors bool
}

// Encode returns the header with its fences, ready to stand before a body.
// Fields that nothing changed keep their bytes if the format stays the same. It
// returns nil for [None] and for a document that has no keys and came from no
// header.
//
// The error says that the preset does not exist.
func (d *Document) Encode(opt EncodeOptions) ([]byte, error) {
	w := writer{d: d, fields: d.fields}
	format := opt.Format
	if opt.Preset != "" {
		p, err := findPreset(opt.Preset)
		if err != nil {
			return nil, err
		}
		w.preset, w.fields, format = p, p.apply(d), p.format(d, format)
	}
	if opt.LinkAuthors {
		w.fields = linkAuthors(w.fields)
	}
	if format == Source {
		format = d.format
	}
	if format == None || len(w.fields) == 0 && !d.present {
		return nil, nil
	}
	w.native = format == d.format && d.present
	w.anew = slices.ContainsFunc(w.fields, func(f *field) bool { return f.changed })
	switch format {
	case TOML:
		return w.toml(), nil
	case JSON:
		return w.json(), nil
	}
	return w.yaml(), nil
}

// writer writes one header.
type writer struct {
	d      *Document
	fields []*field
	anew   bool    // with a field that changed
	native bool    // in the format it came in
	preset *preset // nil without one
}

// untouched reports whether the fields are those of the source, so that bytes
// between and behind them can be kept.
func (w *writer) untouched() bool {
	if !w.native || len(w.fields) != len(w.d.fields) {
		return false
	}
	for i, f := range w.fields {
		if f != w.d.fields[i] || f.changed {
			return false
		}
	}
	return true
}

// fences returns the lines around a header: those it came with, if they fit.
func (w *writer) fences(open, shut string) (string, string) {
	if w.native && w.preset == nil && w.d.open != "" {
		return w.d.open, w.d.shut
	}
	return open, shut
}

// yaml writes the header as YAML.
func (w *writer) yaml() []byte {
	open, shut := w.fences("---", "---")
	b := make([]byte, 0, 1024)
	b = append(append(b, open...), w.d.newline...)
	if w.d.whole != "" && w.untouched() {
		b = appendLines(b, w.d.whole, w.d.newline)
	} else {
		start := len(b)
		for i, f := range w.fields {
			b = w.yamlField(b, f)
			if i == 0 && (startsBlank(b[start:]) && f.changed || !looksYAML(b[start:])) {
				b = w.yamlFirst(b[:start], f)
			}
		}
		if w.native {
			b = appendLines(b, w.d.tail, w.d.newline)
		}
	}
	return append(append(b, shut...), w.d.newline...)
}

// yamlField writes one field.
func (w *writer) yamlField(b []byte, f *field) []byte {
	if w.native {
		b = append(b, f.lead...)
		if !f.changed && (f.raw != "" || f.merged) {
			raw := f.raw
			if w.anew {
				raw = trimKeyLine(raw)
			}
			return appendLines(b, raw, w.d.newline)
		}
	}
	start := len(b)
	if !w.native && w.d.format != JSON {
		b = append(b, comments(f.lead)...)
	}
	b = appendYAML(b, f.key, f.value, 0)
	if w.d.newline != "\n" {
		b = append(b[:start], bytes.ReplaceAll(b[start:], lf, []byte(w.d.newline))...)
	}
	return b
}

// yamlFirst writes the first field with its key in quotes, by which [Split]
// knows a header whatever the key is.
func (w *writer) yamlFirst(b []byte, f *field) []byte {
	b = append(b, comments(f.lead)...)
	if len(f.key) > maxSimpleKey {
		return appendValue(appendKeyMark(b, f.key, 0), f.value, 0)
	}
	b = append(appendDouble(b, f.key), ':')
	return appendValue(b, f.value, 0)
}

// appendLines appends s and ends its last line.
func appendLines(b []byte, s, newline string) []byte {
	b = append(b, s...)
	if s != "" && !strings.HasSuffix(s, "\n") {
		b = append(b, newline...)
	}
	return b
}

// trimKeyLine cuts the white space behind a key whose value stands on the lines
// below it.
func trimKeyLine(raw string) string {
	line, rest, ok := strings.Cut(raw, "\n")
	trimmed := strings.TrimRight(line, " \t")
	if !ok || len(trimmed) == len(line) || !strings.HasSuffix(trimmed, ":") {
		return raw
	}
	return trimmed + "\n" + rest
}
