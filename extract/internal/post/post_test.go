package post

import "testing"

func TestIsCount(t *testing.T) {
	for text, want := range map[string]bool{"30": true, "+2": true, "1,204": true, "5.1k": true, "▲ 7": true, "": false, "7 answers": false, "k": false} {
		if got := IsCount(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestShortTime(t *testing.T) {
	for in, want := range map[string]string{
		"2021-03-01T10:00:00Z": "2021-03-01 10:00", "2019-05-01 11:00:00Z": "2019-05-01 11:00", "2021-03-01": "2021-03-01",
		"": "", "10:00": "", "yesterday evening": "", "1614592800": "",
	} {
		if got := ShortTime(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}
