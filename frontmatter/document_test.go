package frontmatter

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestSet changes headers and expects everything else to stay as it stood.
func TestSet(t *testing.T) {
	tests := []struct {
		name string
		in   string
		edit func(*Document)
		out  string
	}{
		{"yaml value", "---\n# a\nnote:   a   # b\n\ntags:\n    - c\n# end\n---\n",
			func(d *Document) { d.Set("note", "x: y") },
			"---\n# a\nnote: \"x: y\" # b\n\ntags:\n    - c\n# end\n---\n"},
		{"yaml new key", "---\na: 1\n# end\n...\n",
			func(d *Document) { d.Set("b", true); d.Set("c", nil) },
			"---\na: 1\nb: true\nc:\n# end\n...\n"},
		{"yaml delete", "---\na: 1\n# of b\nb: 2\nc: 3\n---\n",
			func(d *Document) { d.Delete("b"); d.Delete("none") },
			"---\na: 1\nc: 3\n---\n"},
		{"yaml anchors", "---\na: &x [1]\nb: *x\nc: 'd'\n---\n",
			func(d *Document) { d.Set("a", 2) },
			"---\na: 2\nb: [1]\nc: 'd'\n---\n"},
		{"yaml anchor deleted", "---\na: &x [1]\nb: *x\n---\n",
			func(d *Document) { d.Delete("a") },
			"---\nb: [1]\n---\n"},
		{"yaml merge key", "---\na: &x {k: 1}\n<<: *x\nz: 1\n---\n",
			func(d *Document) { d.Set("k", 2) },
			"---\na: {k: 1}\nk: 2\nz: 1\n---\n"},
		{"yaml on one line", "---\n{a: 1, b: 2}\n---\n",
			func(d *Document) { d.Set("b", 3) },
			"---\na: 1\nb: 3\n---\n"},
		{"toml value", "+++\n# a\ntitle   = 'a' # b\nn = 1\n\n[x]\n  y = 2 # c\n# end\n+++\n",
			func(d *Document) { d.Set("n", 7) },
			"+++\n# a\ntitle   = 'a' # b\nn = 7\n\n[x]\n  y = 2 # c\n# end\n+++\n"},
		{"toml new keys", "+++\na = 1\n[x]\ny = 2\n+++\n",
			func(d *Document) { d.Set("b", "c"); d.Set("z", map[string]any{"k": []any{1, "2"}}) },
			"+++\na = 1\nb = \"c\"\n[x]\ny = 2\n\n[z]\nk = [1, \"2\"]\n+++\n"},
		{"toml scattered table", "+++\n[a.b]\nc = 1\n[d]\ne = 2\n[a.f]\ng = 3\n+++\n",
			func(d *Document) { d.Set("d", "x") },
			"+++\nd = \"x\"\n\n[a]\n\n[a.b]\nc = 1\n\n[a.f]\ng = 3\n+++\n"},
		{"json value", "{\n    \"a\":1,\n    \"b\" : [1,  2]\n}\n",
			func(d *Document) { d.Set("a", "x") },
			"{\n    \"a\": \"x\",\n    \"b\" : [1,  2]\n}\n"},
		{"json new key", "{\n\t\"a\": 1\n}\n",
			func(d *Document) { d.Set("b", []string{"<c>"}) },
			"{\n\t\"a\": 1,\n\t\"b\": [\n\t\t\"<c>\"\n\t]\n}\n"},
		{"json of hexo", "\"a\": 1,\n\"b\": 2\n;;;\n",
			func(d *Document) { d.Set("b", 3) },
			"\"a\": 1,\n\"b\": 3\n;;;\n"},
		{"crlf", "---\r\na: 1\r\nb: 2\r\n---\r\n",
			func(d *Document) { d.Set("b", []string{"x"}) },
			"---\r\na: 1\r\nb:\r\n  - x\r\n---\r\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, doc := parse(t, []byte(tt.in))
			if out, err := doc.Encode(EncodeOptions{}); err != nil || string(out) != tt.in {
				t.Errorf("untouched: %v\n%s\nwant\n%s", err, out, tt.in)
			}
			tt.edit(doc)
			out, err := doc.Encode(EncodeOptions{})
			if err != nil || string(out) != tt.out {
				t.Errorf("%v\n%s\nwant\n%s", err, out, tt.out)
			}
			lossless(t, doc, EncodeOptions{})
		})
	}
}

// TestGet reads back what Set took.
func TestGet(t *testing.T) {
	day, err := ParseDate("2014-03-05")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ in, want any }{
		{nil, nil},
		{true, true},
		{7, int64(7)},
		{uint8(7), int64(7)},
		{uint64(math.MaxUint64), "18446744073709551615"},
		{1.5, 1.5},
		{2.0, 2.0},
		{"x", "x"},
		{"a\xffb", "a\ufffdb"},
		{day, "2014-03-05"},
		{Date{}, nil},
		{time.Date(2014, 3, 5, 10, 30, 0, 0, time.UTC), "2014-03-05T10:30:00Z"},
		{[]string{"a", "b"}, []any{"a", "b"}},
		{[]any{1, nil}, []any{int64(1), nil}},
		{map[string]any{"b": 1, "a": []string{}}, map[string]any{"a": []any{}, "b": int64(1)}},
		{time.Second, int64(time.Second)},
		{struct{ A int }{1}, "{1}"},
	}
	for _, tt := range tests {
		doc := NewDocument()
		doc.Set("k", tt.in)
		got, ok := doc.Get("k")
		if diff := cmp.Diff(tt.want, got); !ok || diff != "" {
			t.Errorf("Set(%v): %s", tt.in, diff)
		}
		for _, f := range []Format{YAML, TOML, JSON} {
			lossless(t, doc, EncodeOptions{Format: f})
		}
	}
	if _, ok := NewDocument().Get("k"); ok {
		t.Error("an empty document has a key")
	}
}

// TestEncodeNothing tells a header without keys from no header.
func TestEncodeNothing(t *testing.T) {
	tests := []struct {
		name, src string
		opt       EncodeOptions
		want      string
	}{
		{"no header", "body", EncodeOptions{}, ""},
		{"no header, preset", "body", EncodeOptions{Preset: "hugo"}, ""},
		{"empty header", "---\n---\nbody", EncodeOptions{}, "---\n---\n"},
		{"comment alone", "---\n# x\n---\nbody", EncodeOptions{}, "---\n# x\n---\n"},
		{"none", "---\na: 1\n---\nbody", EncodeOptions{Format: None}, ""},
		{"dots", "---\na: 1\n...\nbody", EncodeOptions{Format: YAML}, "---\na: 1\n...\n"},
		{"last line without end", "---\na: 1\n---", EncodeOptions{}, "---\na: 1\n---\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, doc := parse(t, []byte(tt.src))
			if out, err := doc.Encode(tt.opt); err != nil || string(out) != tt.want {
				t.Errorf("got %q, %v; want %q", out, err, tt.want)
			}
		})
	}
}

func TestParseFormat(t *testing.T) {
	for _, name := range []string{"source", "none", "yaml", "toml", "json"} {
		if f, err := ParseFormat(name); err != nil || f.String() != name {
			t.Errorf("%s is %v, %v", name, f, err)
		}
	}
	if _, err := ParseFormat("xml"); err == nil || !strings.Contains(err.Error(), "yaml") {
		t.Errorf("error %v", err)
	}
}
