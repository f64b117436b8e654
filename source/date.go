package source

import (
	"net/mail"
	"strings"
	"time"
)

// dateLayouts are how the formats write dates, those with a zone first.
var dateLayouts = []struct {
	layout string
	zone   bool
}{
	{time.RFC3339, true},                       // Atom, JSON Feed, Ghost, WARC
	{"2006-01-02T15:04:05Z0700", true},         // Atom of some writers
	{"2006-01-02T15:04Z07:00", true},           // W3C-DTF without seconds, in RDF
	{"20060102T150405Z", true},                 // Evernote
	{"2006-01-02 15:04:05 -0700", true},        // feeds of Rails
	{"Mon Jan 2 2006 15:04:05 GMT-0700", true}, // JavaScript's toString: SingleFile, Save Page WE
	{"2006-01-02T15:04:05", false},             // W3C-DTF without a zone
	{"2006-01-02 15:04:05", false},             // WordPress, Ghost before 1.0
	{"01/02/2006 03:04:05 PM", false},          // Movable Type
	{"01/02/2006 15:04:05", false},             // Movable Type with 24 hours, Hatena
	{"2006-01-02", false},                      // W3C-DTF, EPUB
}

// isoDate writes a date as RFC 3339, without a zone if it has none. What is not
// a date stays as it is.
func isoDate(s string) string {
	s = strings.TrimSpace(s)
	plain := s
	if i := strings.LastIndexByte(s, '('); i > 0 && strings.HasSuffix(s, ")") {
		plain = strings.TrimSpace(s[:i]) // JavaScript says "(Central European Summer Time)" behind its offset
	}
	for _, l := range dateLayouts {
		t, err := time.Parse(l.layout, plain)
		if err != nil {
			continue
		}
		switch {
		case l.zone:
			return t.Format(time.RFC3339)
		case len(l.layout) == len("2006-01-02"):
			return t.Format("2006-01-02")
		}
		return t.Format("2006-01-02T15:04:05")
	}
	if t, err := mail.ParseDate(s); err == nil { // RSS, mail
		return mailDate(s, t)
	}
	return s
}

// mailDate minds that names of zones that Go does not know become UTC.
func mailDate(s string, t time.Time) string {
	name, offset := t.Zone()
	if offset == 0 && name != "" && name != "UTC" && name != "GMT" && name != "UT" && name != "Z" {
		hours, known := zoneOffsets[strings.ToUpper(name)]
		if !known {
			return t.Format("2006-01-02T15:04:05")
		}
		t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.FixedZone("", hours*3600))
	}
	return t.Format(time.RFC3339)
}

// zoneOffsets are the zones that RFC 822 names, in hours.
var zoneOffsets = map[string]int{
	"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}
