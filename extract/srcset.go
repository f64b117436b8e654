package extract

import (
	"strconv"
	"strings"
)

// setEntry is one candidate of a srcset.
type setEntry struct {
	url     string
	width   float64 // of a "640w" descriptor; 0 if it has none
	density float64 // of a "2x" descriptor; 1 if it has none
}

// parseSrcset calls add with each candidate, split as the HTML Standard's own
// algorithm does: an address ends at white space, so commas inside it stay.
func parseSrcset(s string, add func(setEntry)) {
	for s != "" {
		s = strings.TrimLeft(s, ", \t\n\r\f")
		end := strings.IndexAny(s, " \t\n\r\f")
		if end < 0 {
			end = len(s)
		}
		entry := setEntry{url: s[:end], density: 1}
		s = s[end:]
		if entry.url == "" {
			return
		}
		if trimmed := strings.TrimRight(entry.url, ","); trimmed != entry.url {
			entry.url = trimmed
			add(entry)
			continue
		}
		var descriptors string
		descriptors, s = cutDescriptors(s)
		entry.describe(descriptors)
		add(entry)
	}
}

// cutDescriptors cuts at the first comma that is not in parentheses.
func cutDescriptors(s string) (descriptors, rest string) {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth <= 0 {
				return s[:i], s[i+1:]
			}
		}
	}
	return s, ""
}

func (e *setEntry) describe(descriptors string) {
	for d := range strings.FieldsSeq(descriptors) {
		value, err := strconv.ParseFloat(d[:len(d)-1], 64)
		if err != nil || value <= 0 {
			continue
		}
		switch d[len(d)-1] {
		case 'w':
			e.width = value
		case 'x':
			e.density = value
		}
	}
}

// maxSensibleWidth bounds the choice from a srcset: wider files exist for
// print and zooming.
const maxSensibleWidth = 2560

// better tells whether e serves a reader better than other.
func (e setEntry) better(other setEntry) bool {
	if e.width > 0 || other.width > 0 {
		if fits, otherFits := e.width <= maxSensibleWidth, other.width <= maxSensibleWidth; fits != otherFits {
			return fits
		} else if !fits {
			return e.width < other.width
		}
		return e.width > other.width
	}
	return e.density > other.density && e.density <= 3
}
