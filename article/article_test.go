package article

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/note"
)

func encode(t testing.TB, a *Article, format Format) []byte {
	t.Helper()
	out, err := a.Encode(format)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestFormatsAgree: an article that was made for one format gives what one that
// was made for all does.
func TestFormatsAgree(t *testing.T) {
	for _, src := range []string{
		"---\ntitle: 'a &amp; b'\ndate: Mon, 04 Jul 2022 21:15:01 GMT\n---\n<p>x <b>y</b></p><img src=a.png>",
		"---\ntitle: 'a &amp; b'\n---\n# x\n\n[y](z.html) ![p](q.png)\n",
		"# x\n\n- a <b>c</b> <img data-original='q.png'>\n- b\n",
		"<!doctype html><title>T</title><article><h1>T</h1><p>Some words of an article, and more of them.</p></article>",
		"just text",
		"",
	} {
		all, err := Convert([]byte(src), Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, format := range []Format{Markdown, HTML, Text, JSON, JSONLine} {
			one, err := Convert([]byte(src), Options{To: format})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(encode(t, one, format)), string(encode(t, all, format))); diff != "" {
				t.Errorf("%s of %q differs (-one +all):\n%s", format, src, diff)
			}
		}
		md, err := Convert([]byte(src), Options{To: Markdown})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(encode(t, all, HTML)), string(encode(t, md, HTML))); diff != "" {
			t.Errorf("HTML of what was made for Markdown differs, of %q (-all +md):\n%s", src, diff)
		}
	}
}

// TestMarkdownHeader: the header of Markdown is known cleaned and written as it
// is, so that nothing is decoded twice.
func TestMarkdownHeader(t *testing.T) {
	const src = "---\ntitle: 'a &amp; b'\n---\n\n# x\n"
	a, err := Convert([]byte(src), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "a & b" {
		t.Errorf("title %q, want it decoded", a.Title)
	}
	if got := string(encode(t, a, Markdown)); got != src {
		t.Errorf("written as %q, want %q", got, src)
	}
	if !bytes.Contains(encode(t, a, JSON), []byte(`"front_matter": {
    "title": "a & b"`)) {
		t.Error("the JSON does not have the title decoded")
	}
}

func TestErrors(t *testing.T) {
	for _, tc := range []struct {
		what, src string
		opt       Options
		line      int
		is        error
	}{
		{what: "a header that is never closed", src: "\n---\ntitle: x\n", line: 2},
		{what: "a header beyond repair", src: "+++\na = 1\nb = \n+++\n", line: 3},
		{what: "an image", src: "\x89PNG\r\n\x1a\n", is: ErrNotText},
		{what: "no kind of input", src: "x", opt: Options{From: "docx"}},
		{what: "no format", src: "x", opt: Options{To: "pdf"}},
		{what: "no kind of page", src: "<!doctype html><p>x", opt: Options{PageType: "x"}},
		{what: "no selector", src: "<p>x</p>", opt: Options{Drop: []string{"["}}},
	} {
		_, err := Convert([]byte(tc.src), tc.opt)
		var e *Error
		switch {
		case !errors.As(err, &e):
			t.Errorf("%s: error %v, want an *Error", tc.what, err)
		case tc.line > 0 && e.Line != tc.line:
			t.Errorf("%s: line %d, want %d: %v", tc.what, e.Line, tc.line, err)
		case tc.line > 0 && !strings.HasPrefix(err.Error(), fmt.Sprint(tc.line, ":")):
			t.Errorf("%s: %q does not begin with the line", tc.what, err)
		case tc.is != nil && !errors.Is(err, tc.is):
			t.Errorf("%s: error %v, want %v", tc.what, err, tc.is)
		}
	}
	a, err := Convert([]byte("---\ntitle: x\n---\n<p>y</p>"), Options{Preset: "none such"})
	if err != nil {
		t.Fatal(err)
	}
	var e *Error
	if _, err := a.Encode(Markdown); !errors.As(err, &e) {
		t.Errorf("an unknown preset: error %v, want an *Error", err)
	}
	if _, err := a.Encode("pdf"); !errors.As(err, &e) {
		t.Errorf("an unknown format: error %v, want an *Error", err)
	}
}

// TestBrokenHeaderStays: who says that it is an article gets all of it.
func TestBrokenHeaderStays(t *testing.T) {
	a, err := Convert([]byte("---\ntitle: x\n<p>y</p>"), Options{From: FromArticle})
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(a.Markdown, []byte("title: x")) {
		t.Errorf("the header is lost: %q", a.Markdown)
	}
	if len(a.Notes) != 1 || a.Notes[0].Code != "frontmatter.kept-as-text" || a.Notes[0].Level != note.Warning {
		t.Errorf("notes %v, want frontmatter.kept-as-text", a.Notes)
	}
}

// TestFrontMatter writes one header in each way that Options knows.
func TestFrontMatter(t *testing.T) {
	const src = "---\ntitle: 'a &amp; b' # c\n---\n<p>x</p>"
	for _, tc := range []struct {
		opt  Options
		want string
	}{
		{Options{}, "---\ntitle: 'a & b' # c\n---\n\nx\n"},
		{Options{RawHeader: true}, "---\ntitle: 'a &amp; b' # c\n---\n\nx\n"},
		{Options{FrontMatter: frontmatter.None}, "# a & b\n\nx\n"},
		{Options{FrontMatter: frontmatter.None, Title: TitleHeader}, "x\n"},
		{Options{FrontMatter: frontmatter.JSON}, "{\n  \"title\": \"a & b\"\n}\n\nx\n"},
	} {
		a, err := Convert([]byte(src), tc.opt)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tc.want, string(encode(t, a, Markdown))); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", tc.opt, diff)
		}
	}
}

func TestReadMeta(t *testing.T) {
	for _, src := range []string{
		"---\ntitle: T\nsite: S\n---\nbody",
		"<!doctype html><title>T</title><meta property=og:site_name content=S><article><h1>T</h1><p>Words of an article.</p></article>",
	} {
		meta, err := ReadMeta([]byte(src), Options{Name: "2014-03-05-x.html"})
		if err != nil || meta.Title != "T" || meta.Site != "S" || meta.Published.String() != "2014-03-05" && strings.HasPrefix(src, "---") {
			t.Errorf("%q says %+v (%v)", src, meta, err)
		}
	}
}

func TestDetect(t *testing.T) {
	for src, want := range map[string]bool{
		"---\ntitle: x\n---\ntext": true, "---\ntitle: x\n": true, "<p>x</p>": true, "just text": false, "# Markdown": false, "\x89PNG\r\n\x1a\n": false,
	} {
		if Detect([]byte(src)) != want {
			t.Errorf("%q: want %t", src, want)
		}
	}
}

// TestConcurrentUse reads one article from many goroutines, for the race
// detector.
func TestConcurrentUse(t *testing.T) {
	a, err := Convert([]byte("# x\n\n- <b>y</b>\n- z\n"), Options{To: Markdown})
	if err != nil {
		t.Fatal(err)
	}
	if a.Kind != body.KindMixed {
		t.Fatalf("the body is %s, want mixed", a.Kind)
	}
	want := encode(t, a, HTML)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, format := range []Format{Markdown, HTML, Text, JSON} {
				if out, err := a.Encode(format); err != nil || format == HTML && !bytes.Equal(out, want) {
					t.Errorf("%s: %v", format, err)
				}
			}
		})
	}
	wg.Wait()
}
