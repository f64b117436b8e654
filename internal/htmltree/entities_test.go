package htmltree

import (
	"testing"

	"golang.org/x/net/html"
)

// TestEntities holds every name against x/net/html's list, and finds
// it by itself, before other text and within it.
func TestEntities(t *testing.T) {
	for i := range len(entityStarts) - 1 {
		name, text := entityAt(i)
		if want := html.UnescapeString("&" + name); text != want {
			t.Errorf("&%s is %q, want %q", name, text, want)
		}
		if i > 0 {
			if before, _ := entityAt(i - 1); before >= name {
				t.Errorf("%s comes before %s", before, name)
			}
		}
		for _, after := range []string{"", " ", "=", "x", ";"} {
			src := "&" + name + after
			got := parse(t, src, element("body")).Root.FirstChild.Data
			if want := html.UnescapeString(src); got != want {
				t.Errorf("%s is %q, want %q", src, got, want)
			}
		}
	}
}

func TestReferences(t *testing.T) {
	for src, want := range map[string]string{
		"&#65;&#x42;&#X43":      "ABC",
		"&#0;&#xD800;&#x110000": "\ufffd\ufffd\ufffd",
		"&#128;&#x9f;&#129;":    "\u20ac\u0178\u0081",
		"&#;&#x;&#xg;&;& &":     "&#;&#x;&#xg;&;& &",
		"&notit;&notin;&amp":    "¬it;∉&",
		"&#99999999999999;":     "\ufffd",
		"&NotEqualTilde;":       "\u2242\u0338",
		"&nosuchname;&ltx":      "&nosuchname;<x",
		"a\r\nb\rc&#13;d":       "a\nb\nc\rd",
	} {
		if got := parse(t, src, element("body")).Root.FirstChild.Data; got != want {
			t.Errorf("%q is %q, want %q", src, got, want)
		}
	}
	for src, want := range map[string]string{
		"?a=1&lt=2&ltx&amp;&amp": "?a=1&lt=2&ltx&&",
		"&lt;&lt;\x00\r\n":       "<<\ufffd\n",
	} {
		if got := parse(t, "<a href='"+src+"'>", element("body")).Root.FirstChild.Attr[0].Val; got != want {
			t.Errorf("%q in an attribute is %q, want %q", src, got, want)
		}
	}
}
