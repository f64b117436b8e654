package site

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRedirects has articles that moved and some that did not.
func TestRedirects(t *testing.T) {
	s := New(Options{Moves: true})
	s.Add(Page{Source: "a b.html", Result: "a b.md", Addresses: []string{"https://blog.example/2020/a.html", "https://blog.example/?p=12&x=1"}})
	s.Add(Page{Source: "sub/index.htm", Result: "sub/index.md", Addresses: []string{"/sub/"}})
	s.Add(Page{Source: "c.md", Result: "c.md", Addresses: []string{"/c/", "/old/c/", "both"}})
	s.Add(Page{Source: "d.md", Result: "d.md", Addresses: []string{"https://blog.example/twice/", "/d/"}})
	s.Add(Page{Source: "e.md", Result: "e.md", Addresses: []string{"https://blog.example/twice/", "https://blog.example/c/"}})
	got := s.Redirects()
	if diff := cmp.Diff(map[string]string{
		"/2020/a.html": "/a%20b/", "/?p=12&x=1": "/a%20b/", "/a%20b.html": "/a%20b/", "/sub/index.htm": "/sub/", "/old/c/": "/c/",
	}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for format, want := range map[RedirectFormat]string{
		Netlify: "/2020/a.html /a%20b/ 301\n/ p=12 x=1 /a%20b/ 301\n/a%20b.html /a%20b/ 301\n/old/c/ /c/ 301\n/sub/index.htm /sub/ 301\n",
		Nginx:   "\"/2020/a.html\" \"/a%20b/\";\n\"/?p=12&x=1\" \"/a%20b/\";\n\"/a%20b.html\" \"/a%20b/\";\n\"/old/c/\" \"/c/\";\n\"/sub/index.htm\" \"/sub/\";\n",
		JSON:    "{\n  \"/2020/a.html\": \"/a%20b/\",\n  \"/?p=12&x=1\": \"/a%20b/\",\n  \"/a%20b.html\": \"/a%20b/\",\n  \"/old/c/\": \"/c/\",\n  \"/sub/index.htm\": \"/sub/\"\n}\n",
	} {
		if diff := cmp.Diff(want, string(EncodeRedirects(format, got))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", format, diff)
		}
	}
}

func TestRedirectFile(t *testing.T) {
	for word, want := range map[string]string{
		"netlify": "netlify _redirects", "nginx": "nginx redirects.map", "json": "json redirects.json",
		"static/_redirects": "netlify static/_redirects", "old.json": "json old.json", "conf/old.map": "nginx conf/old.map", "apache": " ",
	} {
		format, file, _ := RedirectFile(word)
		if got := string(format) + " " + file; got != want {
			t.Errorf("%s asks for %q, want %q", word, got, want)
		}
	}
}
