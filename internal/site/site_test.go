package site

import (
	"testing"
)

// archive is a small blog, as files and as it was published.
func archive(opt Options) *Site {
	s := New(opt)
	for _, p := range []Page{
		{Source: "a.html", Result: "a.md", Addresses: []string{"https://blog.example/2020/a.html"}},
		{Source: "sub/b.html", Result: "sub/b.md", Addresses: []string{"https://blog.example/b/", "/old/b", "https://blog.example/?p=12"}, Slug: "bee"},
		{Source: "sub/index.html", Result: "sub/index.md"},
		{Source: "2021-03-04-note.md", Result: "2021-03-04-note.md", Draft: true},
		{Source: "sub/naïve name.html", Result: "sub/naïve name.md", Addresses: []string{"/naïve/"}},
		{Source: "x/same.html", Result: "x/same.md"}, {Source: "y/same.html", Result: "y/same.md", Slug: "twin"},
		{Source: "2022-01-02-post.html", Result: "2022-01-02-post.md", Slug: "twin"},
	} {
		s.Add(p)
	}
	return s
}

// TestFind has a link as an article of the blog writes it, and where it leads.
func TestFind(t *testing.T) {
	s := archive(Options{})
	inA := From{Source: "a.html", Result: "a.md", URL: "https://blog.example/2020/a.html"}
	inB := From{Source: "sub/b.html", Result: "sub/b.md", URL: "https://blog.example/b/"}
	elsewhere := From{Source: "x/same.html", Result: "x/same.md"}
	for _, tt := range []struct {
		from       From
		link, want string
	}{
		// By file.
		{inA, "sub/b.html", "sub/b.md"}, {inA, "./sub/b.html#part", "sub/b.md#part"}, {inA, "sub/b", "sub/b.md"}, {inA, "sub/B.HTM", "sub/b.md"},
		{inA, "sub/b.html?from=a", "sub/b.md"}, {inA, "sub/", "sub/index.md"}, {inA, "sub", "sub/index.md"}, {inA, "/sub/index.html", "sub/index.md"},
		{inB, "../a.html", "../a.md"}, {inB, "na%C3%AFve%20name.html", "na%C3%AFve%20name.md"}, {inB, "nai%CC%88ve name.html", "na%C3%AFve%20name.md"},
		{inB, ".", "index.md"}, {elsewhere, "../y/same.html", "../y/same.md"}, {elsewhere, "same.html#top", "#top"}, {elsewhere, "same.html", "same.md"},
		// By address.
		{elsewhere, "https://blog.example/b/", "../sub/b.md"}, {elsewhere, "http://www.blog.example/b/index.html", "../sub/b.md"},
		{elsewhere, "//BLOG.example/b.html?utm_source=x#y", "../sub/b.md#y"}, {elsewhere, "https://blog.example/?p=12", "../sub/b.md"},
		{elsewhere, "https://blog.example/2020/A", "../a.md"},
		// By path, day and slug, on the site of the article.
		{inA, "/old/b.html", "sub/b.md"}, {inA, "https://blog.example/old/b/", "sub/b.md"}, {inA, "../b/", "sub/b.md"}, {inA, "/posts/bee/", "sub/b.md"},
		{inA, "https://blog.example/2021/03/04/note.html", "2021-03-04-note.md"}, {inA, "/na%C3%AFve", "sub/na%C3%AFve%20name.md"},
		{elsewhere, "/old/b/", "../sub/b.md"}, {elsewhere, "/cat/2021/03/04/note/", "../2021-03-04-note.md"},
		// Nowhere, but near.
		{inA, "gone.html", "nowhere"}, {inA, "/tags/bee/", "nowhere"}, {inA, "/posts/twin/", "nowhere"}, {inA, "sub/b.html/x", "nowhere"}, {inA, "/", "nowhere"},
		// Elsewhere.
		{inA, "https://blog.example/gone/", "near"}, {elsewhere, "https://other.example/old/b/", ""}, {inA, "https://blog.example/?p=13", "near"},
		{inA, "#part", ""}, {inA, "mailto:a@blog.example", ""}, {inA, "b.png", ""}, {inA, "{{ site.url }}/sub/b.html", ""}, {inA, "sub/b.pdf", ""},
		{elsewhere, "https://blog.example/", ""},
	} {
		got := ""
		switch target, state := s.Find(tt.from, tt.link, ""); state {
		case Found:
			got = s.Link(tt.from, target)
		case Near:
			got = "near"
		case Nowhere:
			got = "nowhere"
		}
		if got != tt.want {
			t.Errorf("%q in %s leads to %q, want %q", tt.link, tt.from.Source, got, tt.want)
		}
	}
}

// TestFindByBase has links that were made absolute by the address of the site.
func TestFindByBase(t *testing.T) {
	s := New(Options{Base: "https://docs.example/guide/"})
	s.Add(Page{Source: "a.html", Result: "a.md"})
	s.Add(Page{Source: "part/b.html", Result: "part/b.md", Addresses: []string{"/guide/bees/"}})
	from := From{Source: "part/b.html", Result: "part/b.md"}
	for link, want := range map[string]string{
		"https://docs.example/guide/a.html": "../a.md", "https://docs.example/guide/part/b": "b.md", "https://docs.example/guide/bees": "b.md",
		"https://docs.example/guide/": "", "https://docs.example/guide/c.html": "",
	} {
		got := ""
		if target, state := s.Find(from, "", link); state == Found {
			got = s.Link(from, target)
		}
		if got != want {
			t.Errorf("%q leads to %q, want %q", link, got, want)
		}
	}
}

// TestStyles has one link to each of three articles, as each style writes it.
func TestStyles(t *testing.T) {
	from := From{Source: "sub/b.html", Result: "sub/b.md", URL: "https://blog.example/b/"}
	for style, want := range map[Style][3]string{
		Relative:  {"../a.md#x", "../2021-03-04-note.md", "../2022-01-02-post.md"},
		Absolute:  {"https://blog.example/2020/a.html#x", "../2021-03-04-note.md", "../2022-01-02-post.md"},
		Permalink: {"/2020/a.html#x", "../2021-03-04-note.md", "../2022-01-02-post.md"},
		Wiki:      {"[[a#x]](../a.md#x)", "[[2021-03-04-note]](../2021-03-04-note.md)", "[[2022-01-02-post]](../2022-01-02-post.md)"},
		relref:    {`{{< relref "../a.md#x" >}}`, "../2021-03-04-note.md", `{{< relref "../2022-01-02-post.md" >}}`},
		postURL:   {"/2020/a.html#x", "../2021-03-04-note.md", "{% post_url 2022-01-02-post %}"},
		atContent: {"@/posts/a.md#x", "@/posts/2021-03-04-note.md", "@/posts/2022-01-02-post.md"},
	} {
		s := archive(Options{Style: style, Root: "/home/me/site/content/posts"})
		for i, link := range []string{"../a.html#x", "/2021/03/04/note/", "../2022-01-02-post.html"} {
			target, state := s.Find(from, link, "")
			if got := s.Link(from, target); state != Found || got != want[i] {
				t.Errorf("%s: %q becomes %q, want %q", style, link, got, want[i])
			}
		}
	}
}

// TestTrace has what a run remembers of a link find the article that a later run
// has there.
func TestTrace(t *testing.T) {
	s := archive(Options{})
	for link, want := range map[string]bool{
		"https://blog.example/b": true, "http://www.blog.example/B/?x=1": true, "https://blog.example/?p=12": true,
		"https://blog.example/c": false, "https://other.example/b": false, "https://blog.example/?p=13": false,
	} {
		if got := s.Meets(Trace(link)); got != want {
			t.Errorf("%q: %t", link, got)
		}
	}
	if trace := Trace("mailto:a@b.example"); trace != "" {
		t.Errorf("a mailbox has the trace %q", trace)
	}
}
