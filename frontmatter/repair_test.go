package frontmatter

import (
	"errors"
	"fmt"
	"slices"
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
	{`'All quiet here'_ Thousands`, `'All quiet here'_ Thousands`, `"'All quiet here'_ Thousands"`},
	{`"""""'2015'"""""`, `2015`, `"2015"`},
	{`"""_Sea_ Ada's boat"""`, `_Sea_ Ada's boat`, `_Sea_ Ada's boat`},
	{`"a "b" c"`, `a "b" c`, `a "b" c`},
	{`"foo" and "bar"`, `"foo" and "bar"`, `'"foo" and "bar"'`},
	{`'it's'`, `it's`, `it's`},
	{`'tis the season`, `'tis the season`, `"'tis the season"`},
	{`"unclosed`, `unclosed`, `unclosed`},
	{`@小城灯火`, `@小城灯火`, `"@小城灯火"`},
	{`%x`, `%x`, `"%x"`},
	{"`x`", "`x`", "\"`x`\""},
	{`*ST 海风`, `*ST 海风`, `"*ST 海风"`},
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
	{`# 8 reasons`, `# 8 reasons`, `"# 8 reasons"`},
	{`C # 8`, `C # 8`, `"C # 8"`},
	{`&Foo bar`, `&Foo bar`, `"&Foo bar"`},
	{`!important`, `!important`, `"!important"`},
	{`[Ghi chú]`, `[Ghi chú]`, `"[Ghi chú]"`},
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
	{`'小城_夜色_｜灯光'`, `小城_夜色_｜灯光`, ``},
	{`! 'Boats 1.0'`, `Boats 1.0`, ``},
	{`'a''b'`, `a'b`, ``},
	{`"x" # not the title`, `x`, ``},
	{`+J Blau`, `+J Blau`, ``},
	{`198. Lamp Lighter`, `198. Lamp Lighter`, ``},
	{"a\n  b\n  c", `a b c`, ``},
	{"|\n  a\n  ---\n  b", `a --- b`, ``},
	{"نیم\u200cفاصله", "نیم\u200cفاصله", ``},
	{` 'Boats: sails'`, `Boats: sails`, ``},
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
	const want = "---\ntitle: '小城_夜色_｜一条街的灯光'\ncategories:\n - 新媒体\n - 城市\nheadimg: 'http://img.example.com/a.jpg'\nauthor: 城市\ncomments: false\ndate: 2022-07-04T21:15:01Z\nthumbnail: 'http://img.example.com/a.jpg'\n---\n"
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

// TestOddities reads headers as the archives have them; one row an oddity.
func TestOddities(t *testing.T) {
	tests := []struct {
		name  string
		in    string // between the fences
		json  string
		out   string   // "" if the bytes stay
		notes []string // "line code"
	}{
		{"strict parser's values", "a: 1\nb: true\nc: ~\nd: 1.5\ne: [x, 2]\nf: {g: h}\n", `{"a":1,"b":true,"c":null,"d":1.5,"e":["x",2],"f":{"g":"h"}}`, "", nil},
		{"comments and blank lines", "# top\n\ntitle: a # why\n\n# tags\ntags:\n  # first\n  - b\n\n# end\n", `{"title":"a # why","tags":["b"]}`, "# top\n\ntitle: \"a # why\"\n\n# tags\ntags:\n  # first\n  - b\n\n# end\n", []string{"4 frontmatter.text"}},
		{"comments among items", "tags:\n  # one\n  - NO # two\n  - a # three\n  # four\n# five\n\nmeta:\n  a: 1\n  # six\n  a: 2 # seven\n", `{"tags":["NO # two","a # three"],"meta":{"a":2}}`, "tags:\n  # one\n  - \"NO # two\"\n  - \"a # three\"\n  # four\n# five\n\nmeta:\n  # six\n  a: 2 # seven\n", []string{"4 frontmatter.text", "5 frontmatter.text", "9 frontmatter.duplicate"}},
		{"spaces behind keys", "categories: \n - a\n - b\ndate:   2014-03-05\n", `{"categories":["a","b"],"date":"2014-03-05"}`, "", nil},
		{"spaces behind keys, written anew", "categories: \n - a\ntitle: 007\n", `{"categories":["a"],"title":"007"}`, "categories:\n - a\ntitle: \"007\"\n", []string{"4 frontmatter.text"}},
		{"nothing", "tags: null\ncategories: ~\ndescription: ~\n", `{"tags":null,"categories":null,"description":null}`, "", nil},
		{"items at the margin", "tags:\n- a\n-  b\n", `{"tags":["a","b"]}`, "", nil},
		{"items that are no text", "tags:\n- NO\n- 2013\n- 1.0\n- C # 8\n- '#x'\n", `{"tags":["NO","2013","1.0","C # 8","#x"]}`, "tags:\n- \"NO\"\n- \"2013\"\n- \"1.0\"\n- \"C # 8\"\n- '#x'\n", []string{"3 frontmatter.text", "4 frontmatter.text", "5 frontmatter.text", "6 frontmatter.text"}},
		{"items with a colon", "tags:\n- C#: tips\n- label: a\n- b:\n", `{"tags":["C#: tips",{"label":"a"},"b:"]}`, "tags:\n- \"C#: tips\"\n- label: a\n- \"b:\"\n", []string{"3 frontmatter.text", "5 frontmatter.text"}},
		{"items in brackets", "tags: [a, on, 7, b c]\n", `{"tags":["a","on","7","b c"]}`, "tags: [a, \"on\", \"7\", b c]\n", []string{"2 frontmatter.text", "2 frontmatter.text"}},
		{"other keys keep their types", "n: 007\npublished: no\nid: 418863\nsticky: yes\n", `{"n":7,"published":"no","id":418863,"sticky":"yes"}`, "", nil},
		{"hashtags", "tags:\n- #a\n- #b c\nauthor: #d\n", `{"tags":["#a","#b c"],"author":"#d"}`, "tags:\n- \"#a\"\n- \"#b c\"\nauthor: \"#d\"\n", []string{"3 frontmatter.text", "4 frontmatter.text", "5 frontmatter.text"}},
		{"hint behind a key", "description: # Add a description (optional)\nimg: # Add an image\n", `{"description":null,"img":null}`, "", nil},
		{"empty list", "tags: []\ncategories:\n", `{"tags":[],"categories":null}`, "", nil},
		{"same key twice", "date: 2014-03-05\ntitle: a\ndate: 2015-03-05\n", `{"date":"2015-03-05","title":"a"}`, "date: 2015-03-05\ntitle: a\n", []string{"4 frontmatter.duplicate"}},
		{"same list twice", "tags: [a, b]\ntags: [b, c]\n", `{"tags":["a","b","c"]}`, "tags: [a, b, c]\n", []string{"3 frontmatter.duplicate"}},
		{"same key, then empty", "title: a\ntitle:\n", `{"title":"a"}`, "title: a\n", []string{"3 frontmatter.duplicate"}},
		{"same key inside", "meta:\n  a: 1\n  a: 2\n", `{"meta":{"a":2}}`, "meta:\n  a: 2\n", []string{"2 frontmatter.duplicate"}},
		{"tabs before items", "title: a\nrelated: [\n\t\"/b/\",\n\t\"/c/\" ]\n", `{"title":"a","related":["/b/","/c/"]}`, "", nil},
		{"tabs as indentation", "title: a\nauthor:\n\tname: b\n\turl: c\n", `{"title":"a","author":{"name":"b","url":"c"}}`, "title: a\nauthor:\n  name: b\n  url: c\n", []string{"3 frontmatter.repaired"}},
		{"tabs before a list", "tags:\n\t- a\n\t- b: c\n", `{"tags":["a","b: c"]}`, "tags:\n  - a\n  - \"b: c\"\n", []string{"2 frontmatter.repaired"}},
		{"one broken item", "tags:\n  - a\n  - @b\n  - 'c' d\nx: 1\n", `{"tags":["a","@b","'c' d"],"x":1}`, "tags:\n  - a\n  - \"@b\"\n  - \"'c' d\"\nx: 1\n", []string{"2 frontmatter.repaired"}},
		{"broken brackets", "tags: [a, @b, c\"]\nx: 1\n", `{"tags":["a","@b","c\""],"x":1}`, "tags: [a, \"@b\", c\"]\nx: 1\n", []string{"2 frontmatter.repaired"}},
		{"broken mapping inside", "author:\n  name: 'a' b\n  url: http://c\nx: 1\n", `{"author":{"name":"'a' b","url":"http://c"},"x":1}`, "author:\n  name: \"'a' b\"\n  url: http://c\nx: 1\n", []string{"2 frontmatter.repaired"}},
		{"broken line leaves the others", "# top\ntitle: a: b\nfeed:   'x'  # y\n# end\n", `{"title":"a: b","feed":"x"}`, "# top\ntitle: \"a: b\"\nfeed:   'x'  # y\n# end\n", []string{"3 frontmatter.repaired"}},
		{"no space behind the colon", "title:a\nx: 1\n", `{"title":"a","x":1}`, "title: a\nx: 1\n", []string{"2 frontmatter.repaired"}},
		{"control characters", "title: a\x00\x08b\nx: 1\n", `{"title":"ab","x":1}`, "title: ab\nx: 1\n", []string{"2 frontmatter.repaired"}},
		{"line separator", "title: a\u2028b\nx: 1\n", `{"title":"a b","x":1}`, "title: a b\nx: 1\n", []string{"2 frontmatter.repaired"}},
		{"no utf-8", "title: a\xffb\nx: 1\n", `{"title":"a` + "\ufffd" + `b","x":1}`, "title: a\ufffdb\nx: 1\n", []string{"2 frontmatter.repaired"}},
		{"broken block", "summary: |x\n  a\n  b\nx: 1\n", `{"summary":"|x a b","x":1}`, "summary: \"|x a b\"\nx: 1\n", []string{"2 frontmatter.repaired"}},
		{"serialized data", "meta:\n  _x: a:1:{s:4:\"b: c\";i:1;}\n", `{"meta":{"_x":"a:1:{s:4:\"b: c\";i:1;}"}}`, "meta:\n  _x: 'a:1:{s:4:\"b: c\";i:1;}'\n", []string{"2 frontmatter.repaired"}},
		{"comments of a blog", "comments:\n- id: 1\n  author: a\n  content: ! 'b!!'\n- id: 2\n", `{"comments":[{"id":1,"author":"a","content":"b!!"},{"id":2}]}`, "", nil},
		{"no-break spaces", "title: a\u00a0b\n", `{"title":"a` + "\u00a0" + `b"}`, "", nil},
		{"right to left", "category: کتاب\ntags: [شعر, وب]\n", `{"category":"کتاب","tags":["شعر","وب"]}`, "", nil},
		{"crlf", "title: 007\r\ntags:\r\n- a\r\nx: |\r\n  b\r\n  c\r\n", `{"title":"007","tags":["a"],"x":"b\nc\n"}`, "title: \"007\"\r\ntags:\r\n- a\r\nx: |\r\n  b\r\n  c\r\n", []string{"2 frontmatter.text"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			end := "\n"
			if strings.Contains(tt.in, "\r\n") {
				end = "\r\n"
			}
			doc, out := read(t, "---"+end+tt.in+"---"+end)
			if tt.out == "" {
				tt.out = tt.in
			}
			if want := "---" + end + tt.out + "---" + end; out != want {
				t.Errorf("written as\n%q, want\n%q", out, want)
			}
			if js, err := doc.MarshalJSON(); err != nil || string(js) != tt.json {
				t.Errorf("json %s, %v\nwant %s", js, err, tt.json)
			}
			var notes []string
			for _, n := range doc.Notes() {
				notes = append(notes, fmt.Sprintf("%d %s", n.Line, n.Code))
			}
			if !slices.Equal(notes, tt.notes) {
				t.Errorf("notes %q, want %q", notes, tt.notes)
			}
		})
	}
}

// TestBeyondRepair expects an error that names the line of the file.
func TestBeyondRepair(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"second document", "\n---\ntitle: a\n--- !x\nb: c\n---\n", "4: a second YAML document begins inside the header"},
		{"list", "---\n? a\n- b\n---\n", `2: the header cannot be read: "? a" is no key`},
		{"toml", "+++\na = 1\nb = \n+++\n", "3:5: the TOML header cannot be read: "},
		{"toml key twice", "+++\na = 1\nb = 2\na = 3\n+++\n", "4:1: the TOML header cannot be read: "},
		{"json in fences", "---json\n{\"a\": 1,\n\"b\" 2}\n---\n", "3: the JSON header cannot be read: "},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			block, err := Split([]byte(tt.src))
			if err != nil {
				t.Fatal(err)
			}
			_, err = Parse(block)
			var e *Error
			if !errors.As(err, &e) || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("error %v, want %s", err, tt.want)
			}
		})
	}
}
