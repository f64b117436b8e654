package playground

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/artx-cli/artx/article"
)

func TestConvert(t *testing.T) {
	const post = "---\ntitle: Night &amp; day\n---\n<div><p>It <b>opens</b>, see <a href='#n'>there</a>.</p>\n" +
		"<img class='lazy' src='loading.gif' data-original='https://img.example.com/lamp.jpg'><h2 id='n'>Where</h2></div>"
	r := Convert([]byte(post), Request{Name: "post.md"})
	if r.Error != "" || r.Title != "Night & day" {
		t.Fatalf("%+v", r)
	}
	for _, c := range []struct{ about, got, want string }{
		{"header", r.Markdown, "---\ntitle: Night & day\n---\n\nIt **opens**"},
		{"title above the preview", r.Preview, "<h1>Night &amp; day</h1>\n<p>It <strong>opens</strong>"},
		{"links in the article stay in the frame", r.Preview, `target="_self">there</a>`},
		{"data", r.JSON, `"url": "https://img.example.com/lamp.jpg"`},
	} {
		if !strings.Contains(c.got, c.want) {
			t.Errorf("%s: no %q in\n%s", c.about, c.want, c.got)
		}
	}
	if !json.Valid([]byte(r.JSON)) {
		t.Error("the JSON is none")
	}
}

// What the page shows is what the library gives, for whatever input.
func TestConvertIsTheLibrary(t *testing.T) {
	for _, src := range []string{"", "plain", "# A\n\nb", "<p>x", "---\na: 'b\n---\n<p>x", "<!DOCTYPE html><title>T</title><p>x</p>", "\xc4\xe3\xba\xc3"} {
		got := Convert([]byte(src), Request{})
		a, err := article.Convert([]byte(src), article.Options{})
		if err != nil {
			if got.Error != err.Error() {
				t.Errorf("%q: error %q, want %v", src, got.Error, err)
			}
			continue
		}
		want, err := a.Encode(article.Markdown)
		if err != nil || got.Markdown != string(want) || len(got.Notes) != len(a.Notes) || got.Notes == nil {
			t.Errorf("%q: %+v, want %q (%v)", src, got, want, err)
		}
	}
}

// Text from a text field is UTF-8, whatever a page says of the file that it was in.
func TestConvertTyped(t *testing.T) {
	const page = `<!DOCTYPE html><html><head><meta charset="gbk"><title>灯会</title></head><body><p>傍晚开灯了。</p></body></html>`
	if r := Convert([]byte(page), Request{Typed: true}); !strings.Contains(r.Markdown, "傍晚开灯了。") {
		t.Errorf("%+v", r)
	}
}

func TestConvertFails(t *testing.T) {
	r := Convert([]byte("\x89PNG\r\n\x1a\n\x00\x00"), Request{})
	if r.Error == "" || r.Markdown != "" || r.Notes == nil {
		t.Errorf("%+v", r)
	}
	r = Convert([]byte("+++\na = [\n+++\n<p>x</p>"), Request{})
	if r.Error == "" || r.Line == 0 {
		t.Errorf("no line: %+v", r)
	}
}
