package article_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/artx-cli/artx/article"
)

// TestFields: JSON has the keys that were asked for, in that order, each once, and
// absent ones are left out.
func TestFields(t *testing.T) {
	for _, tc := range []struct {
		fields []string
		want   string
	}{
		{[]string{"html", "title"}, `{"html":"<p>a <i>b</i> &amp; c</p>\n","title":"T"}`},
		{[]string{"title", "title", "cover", "words"}, `{"title":"T","words":3}`},
		{[]string{}, `{}`},
	} {
		a, err := article.Convert([]byte("---\ntitle: T\n---\n<p>a <i>b</i> &amp; c"), article.Options{Fields: tc.fields})
		if err != nil {
			t.Fatal(err)
		}
		got, err := a.JSONLine()
		if err != nil || strings.TrimSpace(string(got)) != tc.want {
			t.Errorf("%v: %s, %v; want %s", tc.fields, got, err, tc.want)
		}
	}
	a, err := article.Convert([]byte("<p>a"), article.Options{Fields: []string{"titel"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.JSON(); err == nil || !strings.Contains(err.Error(), `no field "titel"`) {
		t.Errorf("an unknown field: %v", err)
	}
}

// TestFieldsOfSchema: the keys are those of the published schema.
func TestFieldsOfSchema(t *testing.T) {
	text, err := os.ReadFile("../docs/artx-1.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct {
		Properties map[string]any `json:"properties"`
	}
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	for _, name := range article.Fields() {
		if schema.Properties[name] == nil {
			t.Errorf("the schema has no %q", name)
		}
	}
	if len(article.Fields()) != len(schema.Properties) {
		t.Errorf("%d fields, and %d in the schema", len(article.Fields()), len(schema.Properties))
	}
}

// TestEncoding: an encoding that was asked for comes before what the bytes look like
// or declare; a byte order mark comes before it.
func TestEncoding(t *testing.T) {
	for _, tc := range []struct{ src, encoding, want, name string }{
		{"<p>\xcf\xf0", "windows-1251", "Пр\n", "windows-1251"},
		{"<meta charset=utf-8><p>\xcf\xf0", "cp1251", "Пр\n", "windows-1251"},
		{"<p>é", "latin1", "Ã©\n", "windows-1252"},
		{"\xef\xbb\xbf<p>é", "latin1", "é\n", "utf-8"},
		{"<p>\xc4\xe3\xba\xc3", " GBK ", "你好\n", "gbk"},
	} {
		a, err := article.Convert([]byte(tc.src), article.Options{Encoding: tc.encoding})
		if err != nil || !strings.HasSuffix(string(a.Markdown), tc.want) || a.Encoding != tc.name {
			t.Errorf("%q as %s: %q as %s, %v; want %q", tc.src, tc.encoding, a.Markdown, a.Encoding, err, tc.want)
		}
	}
	if _, err := article.Convert([]byte("<p>a"), article.Options{Encoding: "klingon"}); err == nil {
		t.Error("there is no encoding called klingon")
	}
	if name := article.EncodingName("sjis"); name != "shift_jis" {
		t.Errorf("sjis is %q", name)
	}
}

// TestStyleTwice: in every style, what was written comes out as it is.
func TestStyleTwice(t *testing.T) {
	src := []byte("<p>an <em>emphasis</em>, un<em>frigging</em>believable<br>and H<sub>2</sub>O</p><ul><li>one</li><li>two</li></ul><ul><li>three</li></ul>")
	opt := article.Options{To: article.Markdown}
	for _, opt.Style.Emphasis = range []string{"", "*", "_"} {
		for _, opt.Style.Bullet = range []string{"-", "*", "+"} {
			for _, opt.Style.Break = range []string{"backslash", "spaces"} {
				first, err := article.Convert(src, opt)
				if err != nil {
					t.Fatal(err)
				}
				for _, again := range []article.Options{opt, {To: article.Markdown}} {
					second, err := article.Convert(first.Markdown, again)
					if err != nil || string(second.Markdown) != string(first.Markdown) {
						t.Errorf("%+v: %q becomes %q (%v)", opt.Style, first.Markdown, second.Markdown, err)
					}
				}
			}
		}
	}
}
