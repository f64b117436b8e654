package dom

import (
	"testing"
	"unicode"
)

// TestUnspaced compares each character with the tables of its scripts.
func TestUnspaced(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		want := unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
		if Unspaced(r) != want {
			t.Errorf("%U: %v, want %v", r, !want, want)
		}
	}
}
