package frontmatter

import (
	"strings"
	"testing"
)

// proxy stands for the rules that the body's images are resolved by.
func proxy(addr string) (string, bool) {
	return strings.TrimPrefix(addr, "https://proxy.example/?"), strings.HasSuffix(addr, "loading.gif")
}

var cleanTests = []struct {
	name string
	in   string
	out  string
	note string // beginning of the only note; "" for none
}{
	{"entities", "title: 'Year&#8217;s end &amp; more'", "title: 'Year’s end & more'", ""},
	{"braces", "title: 'a &#123; b &#125;'", "title: 'a { b }'", ""},
	{"entity of a tag", `title: "[HTML] &lt;div&gt; 설명"`, `title: "[HTML] <div> 설명"`, ""},
	{"decoded once", "title: a &amp;lt; b", "title: a &lt; b", ""},
	{"no entity", "title: R&D, AT&T; a&b=c&copy=d", "title: R&D, AT&T; a&b=c&copy=d", ""},
	{"line break", "title: Boats <br />&#8220;x&#8221;", "title: Boats “x”", ""},
	{"tags", "description: a <strong>b</strong> <a href=\"c\">d</a>", "description: a b d", ""},
	{"items that are nothing", "tags: [a, null, \"\", ~]", "tags: [a]", ""},
	{"items that are nothing, in a list that is no YAML", `tags: [a, "b, c", , null, d]`, `tags: [a, "b, c", d]`, "tags: no YAML"},
	{"a list of paths that is no YAML", "aliases: [/a/, , /b/]", "aliases: [/a/, /b/]", "aliases: no YAML"},
	{"a text that begins like a list", "title: [a, , b] c]", `title: "[a, , b] c]"`, "title: no YAML"},
	{"a description that was cut", "description: Some <b>words</b><br /> <figure x=\"1\">and</figure> a < b, <your-name> <p ...", "description: Some words and a < b, <your-name>", ""},
	{"no tags", "title: Vec<T> and <meta> or a < b > c", "title: Vec<T> and <meta> or a < b > c", ""},
	{"tag without its end", "title: The <code> element", "title: The <code> element", ""},
	{"white space", "title: '  a   b\u00a0 c '", "title: 'a b c'", ""},
	{"ideographic space", "title: 港町　夕暮", "title: 港町　夕暮", ""},
	{"several lines", "title: a\n\n  b\n  c", "title: a b c", ""},
	{"block scalar stays", "excerpt: |\n  a &amp; b\n  c", "excerpt: |\n  a & b\n  c", ""},
	{"tags list", "tags:\n- a &amp; b # why\n- '<b>c</b>'", "tags:\n- \"a & b # why\"\n- 'c'", "tags: YAML reads"},
	{"needs quotes now", "title: x &#35; y", `title: "x # y"`, ""},
	{"other keys stay", "note: 'a &amp; b  '", "note: 'a &amp; b  '", ""},
	{"serialized data stays", "meta:\n  x: a:1:{s:5:\"a&amp;\";}", "meta:\n  x: a:1:{s:5:\"a&amp;\";}", ""},

	{"rfc 1123", "date: Mon, 04 Jul 2022 21:15:01 GMT", "date: 2022-07-04T21:15:01Z", ""},
	{"quoted", "date: 'Mon, 04 Jul 2022 21:15:01 +0800' # pub", "date: 2022-07-04T21:15:01+08:00 # pub", ""},
	{"short hour", "date: 2016-07-19 8:00:00", "date: 2016-07-19 8:00:00", ""},
	{"short hour as text", "date: '2016-07-19 8:00:00'", "date: 2016-07-19T08:00:00", ""},
	{"short day", "date: 2013-05-1 8:00", "date: 2013-05-01T08:00:00", ""},
	{"glued offset", "date: 2023-03-20 11:59:00-0400", "date: 2023-03-20T11:59:00-04:00", ""},
	{"native zone-less", "date: 2021-03-21 16:41:04", "date: 2021-03-21 16:41:04", ""},
	{"native ruby", "date: 2014-07-20 03:07:23.000000000 +08:00", "date: 2014-07-20 03:07:23.000000000 +08:00", ""},
	{"native quoted", "date: '2010-09-24 10:05:39 +0100'", "date: '2010-09-24 10:05:39 +0100'", ""},
	{"native day", "date: 2014-03-05", "date: 2014-03-05", ""},
	{"chinese", "updated: 2014年3月5日 10:30", "updated: 2014-03-05T10:30:00", ""},
	{"no date", "date: Invalid Date", "date:", "date: \"Invalid Date\" is dropped"},
	{"no such day", "date: -001-11-30T00:00:00+00:00", "date:", "date: \"-001-11-30T00:00:00+00:00\" is dropped: there is no such day"},
	{"february", "date: 2014-02-30", "date:", "date: \"2014-02-30\" is dropped"},
	{"ambiguous", "date: 03/04/2014", "date: 03/04/2014", "date: \"03/04/2014\": day and month"},
	{"not understood", "updated: last week", "updated: last week", "updated: \"last week\": not a date; left"},
	{"computed", "date: git Last Modified", "date: git Last Modified", ""},
	{"published or not", "published: true", "published: true", ""},
	{"published or not in YAML 1.1", "published: no", "published: no", ""},
	{"unix seconds", "date: 1656969301", "date: 2022-07-04T21:15:01Z", ""},
	{"a year", "date: 2014", "date: 2014", ""},

	{"proxied image", "headimg: 'https://proxy.example/?http://img.example/a.jpg'", "headimg: 'http://img.example/a.jpg'", ""},
	{"image in a mapping", "cover:\n  image: https://proxy.example/?http://img.example/a.jpg\n  alt: x", "cover:\n  image: http://img.example/a.jpg\n  alt: x", ""},
	{"images", "images:\n- https://proxy.example/?http://img.example/a.jpg\n- /b.png", "images:\n- http://img.example/a.jpg\n- /b.png", ""},
	{"placeholder", "thumbnail: /x/loading.gif", "thumbnail: http://img.example/first.jpg", "thumbnail: \"/x/loading.gif\" is a placeholder"},
	{"random picture", "thumbnail: https://picsum.photos/400/300?random=7", "thumbnail: http://img.example/first.jpg", "thumbnail: \"https://picsum.photos/400/300?random=7\" is a placeholder"},
	{"chosen picture", "thumbnail: https://picsum.photos/id/7/400/300", "thumbnail: https://picsum.photos/id/7/400/300", ""},

	{"title of nothing", "title: #", `title: "The first: heading"`, "title: empty; taken from the first heading"},
	{"empty title", "title: ''", `title: "The first: heading"`, "title: empty; taken from the first heading"},
}

func TestClean(t *testing.T) {
	for _, tt := range cleanTests {
		t.Run(tt.name, func(t *testing.T) {
			if !strings.Contains(tt.in, "title:") {
				tt.in, tt.out = "title: x\n"+tt.in, "title: x\n"+tt.out
			}
			src := "---\n" + tt.in + "\nlast: 007\n---\n"
			_, doc := parse(t, []byte(src))
			opt := CleanOptions{ResolveImage: proxy, FirstImage: "http://img.example/first.jpg", FirstHeading: " The first:  heading", FileName: "a.md"}
			doc.Clean(opt)
			got, err := doc.Encode(EncodeOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if want := "---\n" + tt.out + "\nlast: 007\n---\n"; string(got) != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			notes := doc.Notes()
			if tt.note == "" && len(notes) > 0 || tt.note != "" && (len(notes) != 1 || !strings.HasPrefix(notes[0].Message, tt.note)) {
				t.Errorf("notes %v, want %q", notes, tt.note)
			}
		})
	}
}

// TestPlaceholderAlone drops a placeholder that nothing can replace.
func TestPlaceholderAlone(t *testing.T) {
	_, doc := parse(t, []byte("---\ncover: /loading.gif # x\n---\n"))
	doc.Clean(CleanOptions{ResolveImage: proxy})
	out, err := doc.Encode(EncodeOptions{})
	if err != nil || string(out) != "---\ncover: # x\n---\n" || doc.Meta().Cover != "" || len(doc.Notes()) != 1 {
		t.Errorf("%s, %v, notes %v", out, err, doc.Notes())
	}
}

// TestFallBack looks for a title and a date outside the header.
func TestFallBack(t *testing.T) {
	tests := []struct {
		name   string
		header string
		opt    CleanOptions
		title  string
		date   string
	}{
		{"header", "title: a\ndate: 2014-03-05", CleanOptions{FirstHeading: "b", FileName: "2015-01-01-c.md"}, "a", "2014-03-05"},
		{"heading", "x: y", CleanOptions{FirstHeading: "b &amp; c", FileName: "c.md"}, "b & c", ""},
		{"file", "x: y", CleanOptions{FileName: `posts\2014-03-05-evening-light_2.html`}, "evening light 2", "2014-03-05"},
		{"name with spaces", "x: y", CleanOptions{FileName: "/a/夜の港 2-1.md"}, "夜の港 2-1", ""},
		{"dots", "x: y", CleanOptions{FileName: "Ver. 2 of it"}, "Ver. 2 of it", ""},
		{"index", "x: y", CleanOptions{FileName: "a/index.md"}, "", ""},
		{"dropped date", "date: Invalid Date", CleanOptions{FileName: "2014-03-05-a.md"}, "a", "2014-03-05"},
		{"impossible name", "x: y", CleanOptions{FileName: "2014-13-05-a.md"}, "2014 13 05 a", ""},
		{"nothing", "x: y", CleanOptions{}, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, doc := parse(t, []byte("---\n"+tt.header+"\n---\n"))
			doc.Clean(tt.opt)
			if m := doc.Meta(); m.Title != tt.title || m.Published.String() != tt.date {
				t.Errorf("title %q date %q, want %q %q", m.Title, m.Published, tt.title, tt.date)
			}
			if got := doc.Len(); got != strings.Count(tt.header, "\n")+1 {
				t.Errorf("the header has %d keys now: %v", got, doc.Keys())
			}
		})
	}
}

// TestCleanPlain: a tag that a page's title speaks of stays.
func TestCleanPlain(t *testing.T) {
	for in, want := range map[string]string{
		"How to use <br>  well":     "How to use <br> well",
		"A <em>bold</em> step":      "A bold step",
		"The cat&#8217;s <img> tag": "The cat’s <img> tag",
	} {
		d := NewDocument()
		d.Set("title", in)
		d.Clean(CleanOptions{Plain: true})
		if got := d.Meta().Title; got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// TestForeignTags: a tag that a loader would act on goes, its value stays.
func TestForeignTags(t *testing.T) {
	const header = "---\ntitle: !!js/function \"a\"\nx: !!str 5\nm: !ruby/object:A\n  k: v\nb: !!python/object/apply:os.system ['ls']\n---\n"
	block, err := Split([]byte(header))
	if err != nil {
		t.Fatal(err)
	}
	d, err := Parse(block)
	if err != nil {
		t.Fatal(err)
	}
	out, err := d.Encode(EncodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if s := string(out); strings.Contains(s, "js/function") || strings.Contains(s, "ruby") || strings.Contains(s, "python") || !strings.Contains(s, "ls") || !strings.Contains(s, "!!str 5") || !strings.Contains(s, "k: v") {
		t.Errorf("%s", s)
	}
	if len(d.Notes()) != 3 || d.Notes()[0].Code != "frontmatter.tag" || d.Notes()[0].Line != 2 {
		t.Errorf("notes %v", d.Notes())
	}
}
