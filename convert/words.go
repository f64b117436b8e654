package convert

import (
	"unicode"

	"github.com/artx-cli/artx/convert/internal/dom"
)

// Words counts the words of s. A run of letters, digits and marks, with
// apostrophes and hyphens inside it, is one word; each ideograph, kana and
// other character of a script written without spaces counts as one.
func Words(s string) int {
	n, inWord := 0, false
	for _, r := range s {
		switch {
		case r < 0x80 && !dom.IsASCIIWord(byte(r)):
			inWord = inWord && (r == '\'' || r == '-')
		case dom.Unspaced(r):
			n++
			inWord = false
		case r < 0x80 || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if !inWord {
				n++
			}
			inWord = true
		case r == '\u2019' || r == '\u200c' || r == '\u200d' || r == '\u00ad': // apostrophe, joiners, soft hyphen
		default:
			inWord = false
		}
	}
	return n
}
