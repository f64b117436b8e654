package dom

import (
	"testing"
	"unicode"
)

// TestCommonLetters compares the short way with Unicode's tables.
func TestCommonLetters(t *testing.T) {
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if isCommonLetter(r) && !unicode.IsLetter(r) && !unicode.IsMark(r) {
			t.Errorf("%U is neither a letter nor a mark", r)
		}
	}
}
