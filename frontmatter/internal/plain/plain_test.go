package plain

import "testing"

func TestText(t *testing.T) {
	for in, want := range map[string]string{
		"A &amp; B":                  "A & B",
		"<em>A</em> <br /> b":        "A b",
		"Vec<T> and <meta>":          "Vec<T> and <meta>", // names of no tag that stands in titles
		"the <b> element":            "the <b> element",   // no end tag
		"a&copyright=1":              "a&copyright=1",     // no semicolon
		"&amp;lt;":                   "&lt;",              // once
		" a \t\r\n b\x07 ":           "a b",
		"\u660e\u3000\u65e5":         "\u660e\u3000\u65e5", // typography
		"\u660e\u3000\u3000\u65e5":   "\u660e \u65e5",
		"&#x41;&#65;&nbsp;&unknown;": "AA &unknown;",
	} {
		if got := Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCutTags(t *testing.T) {
	for in, want := range map[string]string{
		"<p>A <a href='x'>b</a> c <img src=": " A b c ",
		"1 < 2, <T>":                         "1 < 2, <T>",
	} {
		if got := CutTags(in); got != want {
			t.Errorf("CutTags(%q) = %q, want %q", in, got, want)
		}
	}
}
