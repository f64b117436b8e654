package convert

import "testing"

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"":                                  0,
		" – … ! ":                           0,
		"one two  three\nfour":              4,
		"don't well-known it’s":             3,
		"3.14 and 1,000":                    5,
		"汉字，标点。":                            4,
		"日本語テキスト and English":               9,
		"한국어 글":                             2,
		"سلام دنیا":                         2,
		"Donaudampfschiff\u00adfahrt naïve": 2,
		"a- -b 'c'":                         3,
	} {
		if got := Words(text); got != want {
			t.Errorf("Words(%q) = %d, want %d", text, got, want)
		}
	}
}
