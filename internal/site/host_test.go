package site

import "testing"

// TestHosts: a link to a host that no article has, nor a folder of sources, leads
// outside, whatever its path.
func TestHosts(t *testing.T) {
	s := New(Options{})
	s.Add(Page{Source: "Kept.example/a.html", Result: "kept.example/a.md"})
	s.Add(Page{Source: "b.html", Result: "b.md", Addresses: []string{"https://www.Blog.example:8080/b/"}})
	s.Add(Page{Source: "other.html", Result: "other.md"})
	from := From{Source: "b.html", Result: "b.md", URL: "https://www.Blog.example:8080/b/"}
	for link, want := range map[string]State{
		"https://kept.example/a":        Found,
		"http://KEPT.example/a.html#x":  Found,
		"https://blog.example/b":        Found,
		"https://blog.example/c":        Near,
		"https://stranger.example/b/":   Outside,
		"https://www.kept.example/a":    Outside,
		"https://other.md/":             Outside,
		"https://stranger.example/../b": Outside,
	} {
		for _, written := range []string{link, ""} {
			if _, got := s.Find(from, written, link); got != want {
				t.Errorf("%s: %v, want %v", link, got, want)
			}
		}
	}
}
