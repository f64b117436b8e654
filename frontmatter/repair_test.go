package frontmatter

import (
	"strings"
	"testing"
)

// read splits, parses and encodes src again.
func read(t *testing.T, src string) (*Document, string) {
	t.Helper()
	block, err := Split([]byte(src))
	if err != nil {
		t.Fatalf("Split(%q): %v", src, err)
	}
	doc, err := Parse(block)
	if err != nil {
		t.Fatalf("Parse(%q): %v", src, err)
	}
	out, err := doc.Encode(EncodeOptions{})
	if err != nil {
		t.Fatalf("Encode(%q): %v", src, err)
	}
	return doc, string(out)
}

// titleTests are what naive writers paste behind "title:". An empty out means
// that the line stays as it is, for a strict parser reads it without loss.
var titleTests = []struct {
	in    string
	title string
	out   string
}{
	// A strict parser fails.
	{`'We are not the virus'_ Hundreds`, `'We are not the virus'_ Hundreds`, `"'We are not the virus'_ Hundreds"`},
	{`"""""'2015'"""""`, `2015`, `"2015"`},
	{`"""_World_ Asia's heat"""`, `_World_ Asia's heat`, `_World_ Asia's heat`},
	{`"a "b" c"`, `a "b" c`, `a "b" c`},
	{`"foo" and "bar"`, `"foo" and "bar"`, `'"foo" and "bar"'`},
	{`'it's'`, `it's`, `it's`},
	{`'tis the season`, `'tis the season`, `"'tis the season"`},
	{`"unclosed`, `unclosed`, `unclosed`},
	{`@大道无形`, `@大道无形`, `"@大道无形"`},
	{`%x`, `%x`, `"%x"`},
	{"`x`", "`x`", "\"`x`\""},
	{`*ST 新海`, `*ST 新海`, `"*ST 新海"`},
	{`[图] x`, `[图] x`, `"[图] x"`},
	{`{x} y`, `{x} y`, `"{x} y"`},
	{`- x`, `- x`, `"- x"`},
	{`? x`, `? x`, `"? x"`},
	{`|x| y`, `|x| y`, `"|x| y"`},
	{`> x`, `> x`, `"> x"`},
	{`a: b`, `a: b`, `"a: b"`},
	{`trailing:`, `trailing:`, `"trailing:"`},
	{`"C:\path"`, `C:\path`, `C:\path`},
	{"a\x07b", `ab`, `ab`},
	{"a\u2028b", `a b`, `a b`},
	{"first\nsecond line\nthird", `first second line third`, `first second line third`},
	// A strict parser loses.
	{`#1 tip`, `#1 tip`, `"#1 tip"`},
	{`C # 8`, `C # 8`, `"C # 8"`},
	{`&Foo bar`, `&Foo bar`, `"&Foo bar"`},
	{`!important`, `!important`, `"!important"`},
	{`[Khảo sát]`, `[Khảo sát]`, `"[Khảo sát]"`},
	{`null`, `null`, `"null"`},
	{`201`, `201`, `"201"`},
	{`007`, `007`, `"007"`},
	{`0x1F`, `0x1F`, `"0x1F"`},
	{`1_000`, `1_000`, `"1_000"`},
	{`1e3`, `1e3`, `"1e3"`},
	{`1.0`, `1.0`, `"1.0"`},
	{`NO`, `NO`, `"NO"`},
	{`12:30`, `12:30`, `"12:30"`},
	{`2021-03-21`, `2021-03-21`, `"2021-03-21"`},
	// A strict parser reads the same.
	{`'我与总书记_同框_｜用心'`, `我与总书记_同框_｜用心`, ``},
	{`! 'Rails 1.0'`, `Rails 1.0`, ``},
	{`'a''b'`, `a'b`, ``},
	{`"x" # not the title`, `x`, ``},
	{`+J Homme`, `+J Homme`, ``},
	{`198. House Robber`, `198. House Robber`, ``},
	{"a\n  b\n  c", `a b c`, ``},
	{"|\n  a\n  ---\n  b", `a --- b`, ``},
	{`مارک‌داون`, `مارک‌داون`, ``},
	{` 'Evil: Emacs'`, `Evil: Emacs`, ``},
}

func TestTitles(t *testing.T) {
	for _, tt := range titleTests {
		doc, out := read(t, "---\ntitle: "+tt.in+"\nn: 007\n---\n")
		if got := doc.Meta().Title; got != tt.title {
			t.Errorf("title: %s\nread as %q\nwant    %q", tt.in, got, tt.title)
		}
		line, untouched := tt.out, tt.out == ""
		if untouched {
			line = tt.in
		}
		if want := "---\ntitle: " + line + "\nn: 007\n---\n"; out != want {
			t.Errorf("title: %s\nwritten %q\nwant    %q", tt.in, out, want)
		}
		if notes := doc.Notes(); untouched != (len(notes) == 0) {
			t.Errorf("title: %s\nnotes %v", tt.in, notes)
		} else if !untouched && (notes[0].Line != 2 || !strings.HasPrefix(notes[0].Message, "title: ")) {
			t.Errorf("title: %s\nnote %+v", tt.in, notes[0])
		}
	}
}

// TestSeed reads a header as the archives that artx began with have it.
func TestSeed(t *testing.T) {
	const src = "\n---\ntitle: '小城_夜色_｜一条街的灯光'\ncategories: \n - 新媒体\n - 城市\nheadimg: 'https://cors.example.workers.dev/?http://img.example.com/a.jpg'\nauthor: 城市\ncomments: false\ndate: Mon, 04 Jul 2022 21:15:01 GMT\nthumbnail: 'https://cors.example.workers.dev/?http://img.example.com/a.jpg'\n---\n\n<div>x</div>\n            "
	const want = "---\ntitle: '小城_夜色_｜一条街的灯光'\ncategories: \n - 新媒体\n - 城市\nheadimg: 'http://img.example.com/a.jpg'\nauthor: 城市\ncomments: false\ndate: 2022-07-04T21:15:01Z\nthumbnail: 'http://img.example.com/a.jpg'\n---\n"
	block, err := Split([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := Parse(block)
	if err != nil {
		t.Fatal(err)
	}
	doc.Clean(CleanOptions{ResolveImage: func(addr string) (string, bool) {
		return strings.TrimPrefix(addr, "https://cors.example.workers.dev/?"), false
	}})
	got, err := doc.Encode(EncodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(doc.Notes()) != 0 {
		t.Errorf("notes %v", doc.Notes())
	}
	if string(block.Body) != "\n<div>x</div>\n            " || block.BodyLine != 13 {
		t.Errorf("body %q from line %d", block.Body, block.BodyLine)
	}
}
