package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestFindDate(t *testing.T) {
	for _, c := range []struct{ in, lang, want string }{
		{"2024-03-05", "", "2024-03-05"},
		{"2024-03-05T10:20:30Z", "", "2024-03-05T10:20:30Z"},
		{"2024-03-05T10:20:30+0100", "", "2024-03-05T10:20:30+01:00"},
		{"2024-03-05 10:20:30", "", "2024-03-05T10:20:30"},
		{"2024-03-05T10:20:30.123+00:00", "", "2024-03-05T10:20:30Z"},
		{"2024/3/5", "", "2024-03-05"},
		{"March 5, 2024", "", "2024-03-05"},
		{"Posted on Mar. 5th, 2024 by Ann", "", "2024-03-05"},
		{"5 March 2024", "", "2024-03-05"},
		{"5. März 2024", "de", "2024-03-05"},
		{"05.03.2024", "de", "2024-03-05"},
		{"3/5/2024", "en-US", "2024-03-05"},
		{"3/5/2024", "en-GB", "2024-05-03"},
		{"25/5/2024", "en-US", "2024-05-25"},
		{"le 14 août 2021", "fr", "2021-08-14"},
		{"12 de octubre de 2020", "es", "2020-10-12"},
		{"2024年3月5日", "zh", "2024-03-05"},
		{"更新：2024年3月5日 10:00", "zh", "2024-03-05"},
		{"2024년 3월 5일", "ko", "2024-03-05"},
		{"Tue, 05 Mar 2024 10:20:30 GMT", "", "2024-03-05T10:20:30Z"},
		{"1709634030", "", "2024-03-05T10:20:30Z"},
		{"2024-02-30", "", ""},
		{"Chapter 5, 2024 words", "", ""},
		{"1024x768 2048", "", ""},
		{"decade 5, 2024", "", ""},
	} {
		if got, _ := findDate(c.in, c.lang); got != c.want {
			t.Errorf("findDate(%q, %q) = %q, want %q", c.in, c.lang, got, c.want)
		}
	}
}

func TestCleanNames(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"By Anna Berg", "Anna Berg"},
		{"by anna berg and Tom Ashby", "anna berg|Tom Ashby"},
		{"Written by: Anna Berg, PhD", "Anna Berg"},
		{"Anna Berg, Tom Ashby & Li Wei", "Anna Berg|Tom Ashby|Li Wei"},
		{"Anna Berg | 5 March 2024", "Anna Berg"},
		{"Anna Berg Nov 08, 2025 7 min read", "Anna Berg"},
		{"Von Jürgen Weißenfels, 5. März 2022", "Jürgen Weißenfels"},
		{"作者：林小溪", "林小溪"},
		{"https://example.org/anna", ""},
		{"5 March 2024", ""},
		{"", ""},
	} {
		if got := strings.Join(cleanNames(c.in), "|"); got != c.want {
			t.Errorf("cleanNames(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestStripSite(t *testing.T) {
	names := []string{"harbourweekly", "example"}
	for _, c := range []struct{ in, want string }{
		{"The lamp | Harbour Weekly", "The lamp"},
		{"Harbour Weekly - The lamp", "The lamp"},
		{"The lamp – a story | Harbour Weekly", "The lamp – a story"},
		{"The lamp - and the sea", "The lamp - and the sea"},
		{"Harbour Weekly", "Harbour Weekly"},
	} {
		if got := stripSite(c.in, names); got != c.want {
			t.Errorf("stripSite(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNextPages(t *testing.T) {
	const page = `<link rel="next" href="/story/%s"><body><p>Text.</p>
<div class="pager"><a href="/story?page=2">2</a><a href="?page=3">3</a><a href="/story/2">2</a><a href="/other?page=2">x</a><a href="/story-of-2">y</a></div>`
	res, err := Page(parsePage(t, []byte(page)), PageOptions{URL: "https://example.org/story"})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"https://example.org/story?page=2", "https://example.org/story?page=3", "https://example.org/story/2"}
	if !slices.Equal(res.Metadata.NextPages, want) {
		t.Errorf("got %q, want %q", res.Metadata.NextPages, want)
	}
}

func TestLinkedData(t *testing.T) {
	for _, c := range []struct{ name, script, title, author string }{
		{"plain", `{"@type":"Article","headline":"A","author":{"name":"Ann Lee"}}`, "A", "Ann Lee"},
		{"graph with a reference", `{"@graph":[{"@type":"WebPage","name":"W"},{"@type":"Article","headline":"A","author":{"@id":"#p"}},{"@id":"#p","@type":"Person","name":"Ann Lee"}]}`, "A", "Ann Lee"},
		{"author as text", `[{"@type":["BlogPosting","Thing"],"headline":"A","author":"Ann Lee"}]`, "A", "Ann Lee"},
		{"type as address", `{"@type":"http://schema.org/NewsArticle","headline":"A"}`, "A", ""},
		{"comma too many", "{\"@type\":\"Article\",\"headline\":\"A\",\n}", "A", ""},
		{"line break in a text", "{\"@type\":\"Article\",\"headline\":\"A\nB\"}", "A B", ""},
		{"comment around", `<!--{"@type":"Article","headline":"A"}-->`, "A", ""},
		{"not JSON", `hello`, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			ld := parseLinkedData([]string{c.script})
			h := &pageHead{ld: ld}
			if got := ld.main.text("headline"); got != c.title {
				t.Errorf("headline %q, want %q", got, c.title)
			}
			if got := strings.Join(h.ldNames(ld.main["author"]), "|"); got != c.author {
				t.Errorf("author %q, want %q", got, c.author)
			}
		})
	}
}
