package source

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/artx-cli/artx/source/internal/autop"
	"github.com/artx-cli/artx/source/internal/limit"
)

// mtKeys are the fields of an entry's first section ("Movable Type Import/Export
// Format", movabletype.org).
var mtKeys = map[string]bool{
	"AUTHOR": true, "TITLE": true, "BASENAME": true, "STATUS": true, "ALLOW COMMENTS": true, "ALLOW PINGS": true, "CONVERT BREAKS": true,
	"PRIMARY CATEGORY": true, "CATEGORY": true, "DATE": true, "TAGS": true, "NO ENTRY": true, "UNIQUE URL": true, "IMAGE": true,
}

// mtSections are the fields of several lines, behind the first section.
var mtSections = map[string]bool{
	"BODY": true, "EXTENDED BODY": true, "EXCERPT": true, "KEYWORDS": true, "COMMENT": true, "PING": true,
}

// isMovableType looks for a first section and the body behind it.
func isMovableType(h *head) bool {
	fields := 0
	for line := range bytes.Lines(h.text()) {
		text := strings.TrimRight(string(line), "\r\n")
		if text == "-----" {
			return fields > 0 && (h.has("\nBODY:") || h.has("\nEXTENDED BODY:"))
		}
		key, _, ok := strings.Cut(text, ":")
		if ok && mtKeys[key] {
			fields++
		} else if text != "" {
			return false
		}
	}
	return false
}

// readMovableType reads a text that Movable Type, TypePad, Hatena and others
// export: entries that end with eight hyphens, of sections that end with five.
func readMovableType(c *container) {
	lines := &lineReader{r: c.stream, limit: int(c.opt.MaxSize)}
	e := &mtEntry{c: c}
	for !c.stopped {
		offset := lines.pos
		line, tooLong, err := lines.next()
		if err != nil && !errors.Is(err, io.EOF) {
			c.end(offset, err)
			return
		}
		text := strings.TrimRight(string(line), "\r\n")
		if offset == 0 {
			text = strings.TrimPrefix(text, "\uFEFF")
		}
		switch {
		case text == "--------":
			e.flush()
			e.offset = lines.pos
		default:
			e.line(text, tooLong)
		}
		if err != nil {
			break
		}
	}
	if e.started && !c.stopped {
		// Some writers leave out the last line; without a section behind the
		// first one, or in one that does not end, the entry is cut off.
		e.cut = len(e.sections) == 0 || e.open
		e.flush()
	}
}

// mtEntry is an entry while it is read.
type mtEntry struct {
	c        *container
	offset   int64
	started  bool
	fields   [][2]string
	sections []mtSection
	inBody   bool // behind the first section
	open     bool // in a section of several lines
	size     int64
	over     bool
	cut      bool
}

type mtSection struct {
	name  string
	lines []string
}

// line adds a line to the entry.
func (e *mtEntry) line(text string, tooLong bool) {
	if e.size += int64(len(text)) + 1; tooLong || e.size > e.c.opt.MaxSize {
		e.over = true
		e.fields, e.sections = nil, nil
		return
	}
	switch {
	case text == "" && !e.open:
	case text == "-----":
		e.started, e.inBody, e.open = true, true, false
	case !e.inBody:
		e.started = true
		if key, value, ok := strings.Cut(text, ":"); ok {
			e.fields = append(e.fields, [2]string{key, strings.TrimSpace(value)})
		}
	case e.open:
		s := &e.sections[len(e.sections)-1]
		s.lines = append(s.lines, text)
	default:
		e.section(text)
	}
}

// section begins a section at its first line. What does not look like the name of
// one goes on with the section before: five hyphens may stand in a text.
func (e *mtEntry) section(text string) {
	name, rest, ok := strings.Cut(text, ":")
	e.open = true
	if n := len(e.sections); n > 0 && !(ok && (mtSections[name] || isMTName(name) && rest == "")) {
		s := &e.sections[n-1]
		s.lines = append(s.lines, "-----", text)
		return
	}
	e.sections = append(e.sections, mtSection{name: name})
	if rest = strings.TrimSpace(rest); rest != "" {
		e.sections[len(e.sections)-1].lines = []string{rest}
	}
}

// isMTName tells whether a name is in capitals, as those of custom fields are.
func isMTName(s string) bool {
	return s != "" && strings.IndexFunc(s, func(r rune) bool { return !(r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == ' ' || r == '_') }) < 0
}

// flush emits the entry.
func (e *mtEntry) flush() {
	started, offset := e.started, e.offset
	defer func() { *e = mtEntry{c: e.c} }()
	if !started || !e.c.begin(offset) {
		return
	}
	switch {
	case e.over:
		e.c.fail(offset, "", limit.TooLarge(e.c.opt.MaxSize))
	case e.cut:
		e.c.fail(offset, "", ErrTruncated)
	default:
		rec := e.record()
		rec.Offset = offset
		e.c.emit(rec)
	}
}

func (e *mtEntry) record() *Record {
	rec := &Record{Kind: HTML}
	h := &rec.Header
	breaks := ""
	for _, f := range e.fields {
		if f[0] == "CONVERT BREAKS" {
			breaks = f[1]
		} else {
			h.mtField(f[0], f[1])
		}
		if f[0] == "UNIQUE URL" && isWebAddress(f[1]) {
			rec.URL = f[1]
		}
	}
	var body []string
	for _, s := range e.sections {
		text := strings.Trim(strings.Join(s.lines, "\n"), "\n")
		switch s.name {
		case "BODY", "EXTENDED BODY":
			if strings.TrimSpace(text) != "" {
				body = append(body, text)
			}
		case "EXCERPT":
			h.Excerpt = strings.TrimSpace(text)
		case "KEYWORDS":
			h.addTags(text)
		case "COMMENT":
			if e.c.opt.Comments {
				h.Comments = append(h.Comments, mtComment(s.lines))
			}
		}
	}
	rec.Kind, rec.Content = mtContent(strings.Join(body, "\n\n"), breaks)
	return rec
}

// mtContent is the text by its filter. The default one makes paragraphs and line
// breaks.
func mtContent(text, breaks string) (Kind, []byte) {
	switch breaks = strings.ToLower(breaks); {
	case strings.HasPrefix(breaks, "markdown"):
		return Markdown, []byte(text)
	case breaks == "1" || breaks == "__default__" || breaks == "true":
		return HTML, autop.Paragraphs([]byte(text))
	}
	return HTML, []byte(text)
}

// mtField reads a field of the first section.
func (h *Header) mtField(key, value string) {
	switch key {
	case "AUTHOR":
		h.Authors = addName(h.Authors, value)
	case "TITLE":
		h.Title = value
	case "BASENAME":
		h.Slug = value
	case "STATUS":
		if h.Status = strings.ToLower(value); h.Status == "publish" {
			h.Status = ""
		}
	case "PRIMARY CATEGORY", "CATEGORY":
		h.Categories = addName(h.Categories, value)
	case "DATE":
		h.Published = isoDate(value)
	case "TAGS":
		h.addTags(value)
	case "IMAGE": // Hatena
		h.Cover = value
	}
}

// addTags adds names between commas, of which those with spaces may be quoted.
func (h *Header) addTags(list string) {
	for name := range strings.SplitSeq(list, ",") {
		h.Tags = addName(h.Tags, strings.Trim(strings.TrimSpace(name), `"`))
	}
}

// mtComment reads a comment: fields, then its text.
func mtComment(lines []string) Comment {
	var cm Comment
	for i, line := range lines {
		key, value, ok := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch {
		case ok && key == "AUTHOR":
			cm.Author = value
		case ok && key == "URL":
			cm.URL = value
		case ok && key == "DATE":
			cm.Date = isoDate(value)
		case ok && (key == "EMAIL" || key == "IP"):
		default:
			cm.Content = strings.TrimSpace(strings.Join(lines[i:], "\n"))
			return cm
		}
	}
	return cm
}
