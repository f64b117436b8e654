package metadata

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
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
		{"11-29-2024", "en", "2024-11-29"},
		{"3-5-2024", "en-US", "2024-03-05"},
		{"03-05-2024", "nl", "2024-05-03"},
		{"le 14 août 2021", "fr", "2021-08-14"},
		{"12 de octubre de 2020", "es", "2020-10-12"},
		{"2024年3月5日", "zh", "2024-03-05"},
		{"更新：2024年3月5日 10:00", "zh", "2024-03-05"},
		{"2024년 3월 5일", "ko", "2024-03-05"},
		{"5 marca 2024", "pl", "2024-03-05"},
		{"5. března 2024", "cs", "2024-03-05"},
		{"5 Ağustos 2024", "tr", "2024-08-05"},
		{"5 maj 2024", "sv", "2024-05-05"},
		{"5. desember 2024", "nb", "2024-12-05"},
		{"5. maaliskuuta 2024", "fi", "2024-03-05"},
		{"5 березня 2024", "uk", "2024-03-05"},
		{"5 Μαρτίου 2024", "el", "2024-03-05"},
		{"5 مارس 2024", "ar", "2024-03-05"},
		{"5 במרץ 2024", "he", "2024-03-05"},
		{"Tue, 05 Mar 2024 10:20:30 GMT", "", "2024-03-05T10:20:30Z"},
		{"1709634030", "", "2024-03-05T10:20:30Z"},
		{"2024-02-30", "", ""},
		{"Chapter 5, 2024 words", "", ""},
		{"1024x768 2048", "", ""},
		{"decade 5, 2024", "", ""},
	} {
		if got, _ := FindDate(c.in, c.lang); got != c.want {
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
		{"Автор: Иван Петров", "Иван Петров"},
		{"By Anna Berg, Senior Editor", "Anna Berg"},
		{"By Anna Berg and Tom Ashby, Staff Writers and Editor in Chief", "Anna Berg|Tom Ashby"},
		{"https://example.org/anna", ""},
		{"5 March 2024", ""},
		{"", ""},
	} {
		if got := strings.Join(CleanNames(c.in), "|"); got != c.want {
			t.Errorf("cleanNames(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

// TestDatesOfHead shows what is read of the dates of a page before any is chosen.
func TestDatesOfHead(t *testing.T) {
	for _, c := range []struct {
		name, page, date string
		hint             uint8
	}{
		{"label before a time element", `<p>Page last modified <span><time datetime="2024-03-05">yesterday</time></span>`, "2024-03-05", hintUpdated},
		{"label before a text", `<div><span>Last updated:</span> <span>5 March 2024</span></div>`, "2024-03-05", hintUpdated},
		{"label in a heading", `<h4>Published</h4><p>5 March 2024</p>`, "2024-03-05", hintPublished},
		{"label with a date of its own", `<p>Updated 2 May 2024</p><p>5 March 2024</p>`, "2024-03-05", 0},
		{"label far away", `<p>Updated</p><ul><li><ul><li><ul><li><b>5 March 2024</b></ul></ul></ul>`, "2024-03-05", 0},
		{"sentence before", `<p>Updated guides help everybody who bakes bread at home.</p><p>5 March 2024</p>`, "2024-03-05", 0},
		{"month first, as the data says", `<meta property="article:published_time" content="2024-09-10T08:00:00Z"><p>09.10.2024</p>`, "2024-09-10", 0},
		{"day first, as the data says", `<meta property="article:published_time" content="2024-10-09T08:00:00Z"><p>09.10.2024</p>`, "2024-10-09", 0},
		{"no data", `<p>09.10.2024</p>`, "2024-10-09", 0},
		{"JSON-LD in a meta element", `<meta name="script:ld+json" content='{"@type":"Article","datePublished":"2024-03-05"}'>`, "2024-03-05", 0},
	} {
		h := Read(parse(t, `<html lang="en"><body>`+c.page))
		last := max(0, len(h.Dates)-1) // of those that show
		h.GatherDates("")
		if len(h.Dates) == 0 {
			t.Errorf("%s: no date", c.name)
		} else if d := h.Dates[last]; d.value != c.date || d.hint != c.hint {
			t.Errorf("%s: %v", c.name, d)
		}
	}
}

// TestStatedDay: a day beside that of a time of publication is the same moment
// in another zone.
func TestStatedDay(t *testing.T) {
	for _, c := range []struct{ stated, shown, want string }{
		{"2024-03-05T23:00:55Z", "2024-03-06", "2024-03-05"},
		{"2024-03-05T02:00:00Z", "2024-03-04", "2024-03-05"},
		{"2024-03-05T08:00:00Z", "2024-03-06", "2024-03-06"},
		{"2024-03-05T23:00:55Z", "2024-03-07", "2024-03-07"},
		{"2024-03-05T23:00:55Z", "2024-03-06T10:00:00Z", "2024-03-06"},
		{"2024-03-05", "2024-03-06", "2024-03-06"},
	} {
		h := &Head{Dates: []Date{{value: c.stated, source: fromMetaPublished}}}
		if got := h.statedDay(Date{value: c.shown, source: FromText}); got != c.want {
			t.Errorf("%s beside %s: %s, want %s", c.shown, c.stated, got, c.want)
		}
	}
}

func TestSiteInTitle(t *testing.T) {
	for _, c := range []struct{ title, host, want string }{
		{"The lamp | Harbour Weekly", "harbourweekly.example", "Harbour Weekly"},
		{"Harbour Weekly - The lamp", "harbourweekly.example", "Harbour Weekly"},
		{"The lamp | Stories", "harbourweekly.example", ""},
		{"The lamp", "lamp.example", ""},
	} {
		if got := (&Head{Title: c.title}).siteInTitle(c.host); got != c.want {
			t.Errorf("%q on %s: %q", c.title, c.host, got)
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
			ld := ParseLinkedData([]string{c.script})
			h := &Head{Ld: ld}
			if got := ld.Main.Text("headline"); got != c.title {
				t.Errorf("headline %q, want %q", got, c.title)
			}
			if got := strings.Join(h.ldNames(ld.Main["author"]), "|"); got != c.author {
				t.Errorf("author %q, want %q", got, c.author)
			}
		})
	}
}

func parse(t *testing.T, page string) *html.Node {
	t.Helper()
	doc, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
