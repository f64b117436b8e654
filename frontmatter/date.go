package frontmatter

import (
	"strings"
	"time"

	"github.com/artx-cli/artx/frontmatter/internal/date"
)

// Date is a day, with as much of a time and a zone as its source gave. The zero
// value is no date.
type Date struct {
	t       time.Time
	hasTime bool
	hasZone bool
}

// DateOf returns t as a Date with time and zone.
func DateOf(t time.Time) Date { return Date{t, true, true} }

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.t.IsZero() }

// HasTime reports whether the source gave a time of day.
func (d Date) HasTime() bool { return d.hasTime }

// HasZone reports whether the source gave a zone.
func (d Date) HasZone() bool { return d.hasZone }

// Time returns the moment; a date without a zone is taken to be in loc, one
// without a time at midnight.
func (d Date) Time(loc *time.Location) time.Time {
	if d.hasZone {
		return d.t
	}
	t := d.t
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), loc)
}

// String returns the date in the form of RFC 3339, without a zone if it has
// none and without a time if it has none: 2022-07-04T21:15:01Z,
// 2021-03-21T16:41:04, 2014-03-05. It returns "" for no date.
func (d Date) String() string { return d.format("T", "Z07:00") }

// format writes the date with sep before the time and the zone by a layout of
// package time.
func (d Date) format(sep, zone string) string {
	switch {
	case d.IsZero():
		return ""
	case !d.hasTime:
		return d.t.Format(time.DateOnly)
	}
	s := d.t.Format(time.DateOnly + "[]15:04:05.999999999")
	s = strings.Replace(s, "[]", sep, 1)
	if d.hasZone {
		s += d.t.Format(zone)
	}
	return s
}

// MarshalText returns [Date.String].
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [ParseDate] reads; empty text is no date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	v, err := ParseDate(string(text))
	if err == nil {
		*d = v
	}
	return err
}

// ParseDate reads the spellings of dates that archives hold: ISO 8601 in all
// its forms and with loose digits and spaces, RFC 822, 850, 1123 and 3339,
// asctime and the output of JavaScript and of Unix date, day and month names of
// a dozen languages in any order, 2014年3月5日 10:30, 2014. 3. 5., 5.3.2014,
// seconds and milliseconds since 1970, offsets with and without colon, and zone
// names whose offset is fixed. A date without a zone has none in the result.
//
// It returns an error for anything else, for days that do not exist, and for
// 03/04/2014, which is March in one country and April in the next.
func ParseDate(s string) (Date, error) {
	d, err := date.Parse(s)
	return Date{d.Time, d.HasTime, d.HasZone}, err
}
