package source

import (
	"strings"
	"testing"
)

// A message of which the header is cut off, wherever, is an error and no record with half of its fields.
func TestCutHeader(t *testing.T) {
	header := "From: Ada <ada@example.com>\nMessage-ID: <1@example.com>\nSubject: First\nDate: Wed, 1 May 2024 10:00:00 +0000\n"
	for name, before := range map[string]string{"eml": "", "mbox": "From ada@example.com Wed May  1 10:00:00 2024\n"} {
		message := before + header + "\nWords of the first.\n"
		if recs, errs := collect(message, Options{}); len(recs) != 1 || len(errs) > 0 {
			t.Errorf("%s: %d records, %v", name, len(recs), errs)
		}
		for _, newline := range []string{"\n", "\r\n"} {
			lines := strings.ReplaceAll(message, "\n", newline)
			first := strings.Index(lines, "Subject: ") + 1 // what comes before could be of other files
			for end := first; end < strings.Index(lines, newline+newline)+len(newline); end++ {
				if recs, errs := collect(lines[:end], Options{}); len(recs) > 0 || len(errs) != 1 || !strings.Contains(errs[0].Error(), "cut off") && !strings.Contains(errs[0].Error(), "malformed") {
					t.Fatalf("%s, %q: %d records, %v", name, lines[:end], len(recs), errs)
				}
			}
		}
	}
}

// The last line of an export may be missing, the end of a section may not.
func TestCutEntry(t *testing.T) {
	whole := "TITLE: a\n-----\nBODY:\nSome words\nand more\n-----\n"
	for end := strings.Index(whole, "words"); end <= len(whole); end++ {
		recs, errs := collect("TITLE: first\n-----\nBODY:\nx\n-----\n--------\n"+whole[:end], Options{})
		if got := strings.Join(titles(recs), " "); end < len(whole)-1 && (got != "first" || len(errs) != 1) || end >= len(whole)-1 && (got != "first a" || len(errs) > 0) {
			t.Errorf("%q: %q, %v", whole[:end], got, errs)
		}
	}
}
