package article_test

import (
	"strings"
	"testing"

	"github.com/artx-cli/artx/article"
)

// TestNotePlaces: notes on what was found in the markup say where its tag
// begins, counted in the input with its header; where the markup was rewritten
// before it was read, they say nothing.
func TestNotePlaces(t *testing.T) {
	for _, c := range []struct {
		name, src string
		want      map[string]string // code of a note: what stands at its place, "" for no place
	}{
		{"article", "---\ntitle: T\n---\n<p>Text</p>\n<p>é <img src=\"a.png\"> and</p>\n<div class=\"sharedaddy\">Share</div>\n" +
			"<p><a href=\"javascript:x()\"><b>run</b></a></p>\n<iframe srcdoc=\"\"></iframe><p>End</p>",
			map[string]string{"image.relative": `<img src="a.png">`, "noise.share": `<div class="sharedaddy">`,
				"link.dangerous": `<a href="javascript`, "embed.dropped": "<iframe"}},
		{"second of a kind", "<p>Text</p>\n<p><a href=x><b>x</b></a>\n<a href=y>y</a>",
			map[string]string{"link.relative": "<a href=x>"}},
		{"image that waits for another", "<p>Text</p>\n<p><img alt=x></p><p>More</p>", map[string]string{"image.placeholder": "<img alt=x>"}},
		{"page", "<!doctype html>\n<title>T</title>\n<body><p>" + strings.Repeat("Many words, and more. ", 20) + "</p>\n<p>And more. <img src=a.png width=600 height=400></p>",
			map[string]string{"image.relative": "<img src=a.png "}},
		{"cut of a page", "<!doctype html>\n<title>T</title>\n<body><main><article><h1>T</h1>\n<p>" + strings.Repeat("Many words, and more. ", 20) + "</p>\n" +
			`<div class="newsletter-box"><h4>The ash letter</h4><p>News of fires, in short.</p></div>` + "\n<p>" + strings.Repeat("More words, and many. ", 20) + "</p></article></main>",
			map[string]string{"page.cut": "The ash letter", "verify.cut": "The ash letter"}},
		{"braces that are none", "<p>{ } [x]</p>\n<img src=a.png>", map[string]string{"image.relative": "<img src=a.png>"}},
		{"mended markup", "<p>Text<&#47;p>\n<img src=a.png>", map[string]string{"image.relative": "<img src=a.png>"}},
		{"mixed", "Some *Markdown* of it.\n\n- one\n- two\n\n<p>And <img src=a.png> with <a href=\"javascript:x()\">a link</a></p>\n",
			map[string]string{"image.relative": "<img src=a.png>", "link.dangerous": "<a href="}},
		{"template tags", "<p>{% tag %} <img src=a.png> {{ x }} <a href=x>y</a></p>",
			map[string]string{"image.relative": "<img src=a.png>", "link.relative": "<a href=x>"}},
		{"the same in code that is set aside", "Some *Markdown*: `<img src=a.png>`\n\n- one\n- two\n\n<p>And <img src=a.png> more</p>\n", map[string]string{"image.relative": ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := article.Convert([]byte(c.src), article.Options{Verify: true})
			if err != nil {
				t.Fatal(err)
			}
			got := map[string]string{}
			for _, n := range a.Notes {
				if _, twice := got[n.Code]; twice {
					t.Fatalf("two notes %s", n.Code)
				}
				got[n.Code] = at(t, c.src, n.Line, n.Column)
			}
			for code, want := range c.want {
				if place, ok := got[code]; !ok || !strings.HasPrefix(place, want) || want == "" && place != "" {
					t.Errorf("%s: noted %v at %q, want %q", code, ok, place, want)
				}
			}
		})
	}
}

// at is what stands in a line and column of src, "" for none.
func at(t *testing.T, src string, line, column int) string {
	if line == 0 {
		return ""
	}
	lines := strings.SplitAfter(src, "\n")
	if line > len(lines) || column < 1 || column > len(lines[line-1]) {
		t.Fatalf("place %d:%d is outside of the input", line, column)
	}
	return lines[line-1][column-1:]
}
