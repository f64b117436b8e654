package main

import (
	"slices"
	"testing"
)

// TestCheck: what is right is counted, what is wrong is named.
func TestCheck(t *testing.T) {
	page, err := readPage([]byte(`<script type="application/json" id="facts">{"title": 2019, "date": "2020-01-01T04:00:00+08:00", "tags": null, "categories": "a"}</script>
<article><p>Mark 07. <img src="i.png"></p><table><td class="gutter">1</td><td>{{ b }}<br>c</td></table></article>`))
	if err != nil {
		t.Fatal(err)
	}
	want := facts{
		Title: "2019", Date: "2019-12-31T20:00:00Z", Categories: stringList{"a"}, Tags: nil,
		Images: []string{"i.png"}, words: []string{"Mark", "07", "{{", "b", "}}", "c"},
	}
	truth := map[string]facts{"07": want, "08": {Draft: true}}
	tally := check(generator{name: "g"}, truth, map[string]facts{markOf(page.words): page})
	if len(tally.wrong) > 0 {
		t.Errorf("wrong: %q", tally.wrong)
	}
	page.Date = "2019-12-31T12:00:00Z"
	tally = check(generator{name: "g"}, truth, map[string]facts{"07": page, "08": page})
	named := []string{"- g, date of 07: `2019-12-31T12:00:00Z`, not `2019-12-31T20:00:00Z`", "- g, page of 08: `true`, not `false`"}
	if !slices.Equal(tally.wrong, named) {
		t.Errorf("wrong: %q, want %q", tally.wrong, named)
	}
}

// TestFacts: every post has its facts, and every fact a post.
func TestFacts(t *testing.T) {
	truth, err := readTruth("posts", "facts.json")
	if err != nil {
		t.Fatal(err)
	}
	for mark, f := range truth {
		if len(f.words) == 0 {
			t.Errorf("no post for %s", mark)
		}
	}
}
