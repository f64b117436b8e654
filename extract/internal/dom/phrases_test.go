package dom

import (
	"slices"
	"testing"
)

func TestPhraseTable(t *testing.T) {
	table := NewPhraseTable("by", "posted by", "текст:", "作者：")
	for text, want := range map[string][]string{
		"": nil, "By Ann": {"by"}, "Posted by Ann": {"posted by"}, "Текст: Анна": {"текст:"}, "作者：王": {"作者："}, "Ann": nil,
	} {
		got := table.At(text)
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%q: got %q, want %q among them", text, got, w)
			}
		}
		if len(want) == 0 && len(got) > 0 {
			t.Errorf("%q: got %q, want none", text, got)
		}
	}
	for text, want := range map[string]int{
		"作者：王": -1, "2026年 作者：王": 8, "2026年 作者：": -1, "stand by me": 6, "": -1,
	} {
		if got := table.Find(text); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}
