package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestPageOfManyFiles has the page hold so many files that a browser can still
// show them, and say so; the JSON report has all.
func TestPageOfManyFiles(t *testing.T) {
	s, err := NewSpool([]string{"r.html", "r.json"}, "")
	must(t, err)
	const all, fit = 20, 15
	s.room = 0
	for i := range all {
		e := &File{Path: fmt.Sprintf("%02d", i), Status: Converted}
		data, err := json.Marshal(e)
		must(t, err)
		s.room = fit * len(data)
		must(t, s.Add(e))
	}
	written := make(map[string]string)
	must(t, s.Finish(&Summary{Seen: all, Converted: all - 1, Failed: 1}, func(name string, fill func(io.Writer) error) error {
		var b bytes.Buffer
		err := fill(&b)
		written[name] = b.String()
		return err
	}))
	_, rest, _ := strings.Cut(written["r.html"], `id="data">`)
	data, _, _ := strings.Cut(rest, "</script>")
	var files []File
	must(t, json.Unmarshal([]byte(data), &files))
	if len(files) != fit || !strings.Contains(written["r.html"], fmt.Sprintf("The first %d files;", fit)) {
		t.Errorf("%d files in the page", len(files))
	}
	var whole struct{ Files []File }
	must(t, json.Unmarshal([]byte(written["r.json"]), &whole))
	if len(whole.Files) != all {
		t.Errorf("%d files in the JSON report", len(whole.Files))
	}
}

// TestShares has a part that is hardly any be seen, and all parts fill the bar.
func TestShares(t *testing.T) {
	for _, c := range []struct {
		totals Totals
		want   []int
	}{
		{Totals{Converted: 100_000, Failed: 1}, []int{994, 0, 0, 6, 0}},
		{Totals{Converted: 1, Unchanged: 1}, []int{500, 500, 0, 0, 0}},
		{Totals{}, []int{0, 0, 0, 0, 0}},
	} {
		var got []int
		for _, s := range newShares(c.totals) {
			got = append(got, s.Width)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", c.totals, got, c.want)
		}
	}
}
