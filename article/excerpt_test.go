package article

import (
	"strings"
	"testing"
)

// TestExcerptMarks: the mark of an article stays, and becomes that of the
// generator which a preset names.
func TestExcerptMarks(t *testing.T) {
	for _, tc := range []struct{ preset, source, want string }{
		{"", "<!-- truncate -->", "<!-- truncate -->"},
		{"", "<!--more-->", "<!--more-->"},
		{"", "<!-- excerpt_end -->", "<!--more-->"},
		{"", "<!--nextpage-->", "<!--nextpage-->"},
		{"hugo", "<!-- truncate -->", "<!--more-->"},
		{"docusaurus", "<!--more-->", "<!-- truncate -->"},
		{"docusaurus", "<!-- truncate -->", "<!-- truncate -->"},
		{"docusaurus", "<!--nextpage-->", "<!--nextpage-->"},
	} {
		a, err := Convert([]byte("<p>a</p>"+tc.source+"<p>b</p>"), Options{To: Markdown, Preset: tc.preset})
		if err != nil {
			t.Fatal(err)
		}
		if want := "a\n\n" + tc.want + "\n\nb"; !strings.Contains(string(a.Markdown), want) {
			t.Errorf("%s, preset %q: %q, want %q in it", tc.source, tc.preset, a.Markdown, want)
		}
	}
}
