package autop

import (
	"os"
	"strings"
	"testing"
	"unicode"
)

func TestAutop(t *testing.T) {
	for in, want := range map[string]string{
		"one line":                                  "one line",
		"one\ntwo":                                  "<p>one<br>\ntwo</p>",
		"one\n\ntwo\n \n\nthree":                    "<p>one</p>\n\n<p>two</p>\n\n<p>three</p>",
		"one\r\n\r\ntwo":                            "<p>one</p>\n\n<p>two</p>",
		"one<br />\ntwo<br>\n3":                     "<p>one<br />\ntwo<br>\n3</p>",
		"a <b>b</b>\n<i>c</i>":                      "<p>a <b>b</b><br>\n<i>c</i></p>",
		"<h2>h</h2>\ntext\n":                        "<h2>h</h2>\n<p>text</p>",
		"text\n<ul>\n<li>a\nb</li>\n</ul>\nmore":    "<p>text</p>\n\n<ul>\n<li>a\nb</li>\n</ul>\n<p>more</p>",
		"<blockquote>a\n\nb</blockquote>":           "<blockquote><p>a</p>\n\n<p>b</p>\n\n</blockquote>",
		"<p>a\nb</p>\n\nc":                          "<p>a\nb</p>\n<p>c</p>",
		"<pre>a\n\nb <i>\n</pre>\n\nc":              "<pre>a\n\nb <i>\n</pre>\n<p>c</p>",
		"x\n[code lang=\"js\"]\na\n\nb\n[/code]\ny": "<p>x</p>\n\n[code lang=\"js\"]\na\n\nb\n[/code]\n<p>y</p>",
		"x [codex] y\nz":                            "<p>x [codex] y<br>\nz</p>",
		"<script>\na();\n\nb();\n</script>\nx":      "<script>\na();\n\nb();\n</script>\n<p>x</p>",
		"a\n<!--more-->\nb":                         "<p>a</p>\n\n<!--more--><p>b</p>",
		"a < b\nc":                                  "<p>a < b<br>\nc</p>",
		"<!-- wp:paragraph -->\n<p>a</p>\n\nb":      "<!-- wp:paragraph -->\n<p>a</p>\n\nb",
		"<pre>never\n\nends":                        "<p><pre>never</p>\n\n<p>ends</p>",
	} {
		if got := string(Paragraphs([]byte(in))); got != want {
			t.Errorf("%q\ngot  %q\nwant %q", in, got, want)
		}
	}
}

// FuzzAutop checks that no bytes but white space are lost or moved.
func FuzzAutop(f *testing.F) {
	f.Add([]byte("one\n\ntwo <b>x\n\ny</b>\n<pre>a\n\nb</pre>\n[code]\n\n[/code]"))
	f.Add([]byte("<ul>\n<li>a</li></ul>\n<br>\n<table><tr><td>x\n\ny"))
	if data, err := os.ReadFile("../../../testdata/source/wordpress.xml"); err == nil {
		f.Add(data)
	}
	// The bytes that added tags are made of cannot be told from others.
	squeeze := func(b []byte) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) || strings.ContainsRune("<>/pbr", r) {
				return -1
			}
			return r
		}, string(b))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		if got, want := squeeze(Paragraphs(in)), squeeze(in); got != want {
			t.Errorf("%q\ngot  %q\nwant %q", in, got, want)
		}
	})
}
