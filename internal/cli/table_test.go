package cli

import "testing"

// TestTable: cells stand below one another where all fit, also those of wide
// characters; what does not fit is stacked, and nothing is cut off.
func TestTable(t *testing.T) {
	table := &table{}
	table.named("title", "灯会 and 夜校", "from title, line 3")
	table.named("authors", "Ann", "from author, line 4")
	table.named("description", "A description that is longer than a line of a terminal is wide, so that it is wrapped", "from description, line 5")
	table.line("")
	table.line("links (3)")
	table.row(2, "https://example.com/a", "one", "")
	table.row(2, "https://example.com/longer", "two", "redirector")
	table.row(2, "https://example.com/a/very/long/address/that/takes/more/than/a/line/of/a/terminal/of/80", "three")
	want := `title        灯会 and 夜校  from title, line 3
authors      Ann            from author, line 4
description  A description that is longer than a line of a terminal is wide, so
             that it is wrapped
             from description, line 5

links (3)
  https://example.com/a       one
  https://example.com/longer  two  redirector
  https://example.com/a/very/long/address/that/takes/more/than/a/line/of/a/termi
    nal/of/80
      three
`
	if got := table.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestColumns: what a terminal shows in two columns counts as two.
func TestColumns(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "灯会": 4, "ｆ": 2, "ﾊ": 1, "é": 1, "e\u0301": 1, "🎉": 2, "한국": 4, "a\u200db": 2} {
		if got := columnsOf(text); got != want {
			t.Errorf("columnsOf(%q) = %d, want %d", text, got, want)
		}
	}
}
