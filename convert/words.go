package convert

import "unicode"

// Words counts the words of s. A run of letters, digits and marks, with
// apostrophes and hyphens inside it, is one word; each ideograph, kana and
// other character of a script written without spaces counts as one.
func Words(s string) int {
	n, inWord := 0, false
	for _, r := range s {
		switch {
		case r < 0x80 && !isASCIIWord(byte(r)):
			inWord = inWord && (r == '\'' || r == '-')
		case unspaced(r):
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

func isASCIIWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// unspaced tells whether r belongs to a script that does not put spaces
// between words (UAX #29 leaves these to dictionaries). Hangul has spaces.
func unspaced(r rune) bool {
	return r >= 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
