package frontmatter

import (
	"errors"
	"strings"
	"testing"
)

var splitTests = []struct {
	name   string
	src    string
	format Format
	header string
	body   string
	line   int // of the header's first line
}{
	{"yaml", "---\ntitle: a\n---\nbody", YAML, "title: a\n", "body", 2},
	{"yaml ended by more dashes", "---\ntitle: a\n-----\nbody", YAML, "title: a\n", "body", 2},
	{"yaml ended by dots", "---\ntitle: a\n...\nbody", YAML, "title: a\n", "body", 2},
	{"byte order mark", "\ufeff---\ntitle: a\n---\nbody", YAML, "title: a\n", "body", 2},
	{"blank lines before", "\n \t\n---\ntitle: a\n---\nbody", YAML, "title: a\n", "body", 4},
	{"spaces behind fences", "---  \ntitle: a\n---\t \nbody", YAML, "title: a\n", "body", 2},
	{"crlf", "---\r\ntitle: a\r\n---\r\nbody\r\n", YAML, "title: a\r\n", "body\r\n", 2},
	{"mixed line ends", "---\r\ntitle: a\n---\nbody\r\n", YAML, "title: a\n", "body\r\n", 2},
	{"no line end behind it", "---\ntitle: a\n---", YAML, "title: a\n", "", 2},
	{"empty header", "---\n---\nbody", YAML, "", "body", 2},
	{"comments only", "---\n# nothing yet\n---\nbody", YAML, "# nothing yet\n", "body", 2},
	{"comment first", "---\n# about\ntitle: a\n---\nbody", YAML, "# about\ntitle: a\n", "body", 2},
	{"blank line and a known key", "---\n\ntitle: a\n---\nbody", YAML, "\ntitle: a\n", "body", 2},
	{"blank lines and known keys", "---\n\ntitle: a\n\ndate: b\n---\nbody", YAML, "\ntitle: a\n\ndate: b\n", "body", 2},
	{"key of several words", "---\nDate Created: a\n---\nbody", YAML, "Date Created: a\n", "body", 2},
	{"key in another script", "---\n标题: a\n---\nbody", YAML, "标题: a\n", "body", 2},
	{"quoted key", "---\n\"a b\": c\n---\nbody", YAML, "\"a b\": c\n", "body", 2},
	{"no space behind the colon", "---\ntitle:a\n---\nbody", YAML, "title:a\n", "body", 2},
	{"fence in a block scalar", "---\nx: |\n  a\n  ---\n  b\n---\nbody", YAML, "x: |\n  a\n  ---\n  b\n", "body", 2},
	{"fence in quotes", "---\nx: \"a\n---\nb\"\ntags:\n- c\n---\nbody", YAML, "x: \"a\n---\nb\"\ntags:\n- c\n", "body", 2},
	{"unclosed quote", "---\nx: \"a\n---\nsaid \"b\"\n---\nbody", YAML, "x: \"a\n", "said \"b\"\n---\nbody", 2},
	{"yaml named", "---yaml\ntitle: a\n---\nbody", YAML, "title: a\n", "body", 2},

	{"toml", "+++\ntitle = \"a\"\n+++\nbody", TOML, "title = \"a\"\n", "body", 2},
	{"toml table first", "+++\n[a]\nb = 1\n+++\nbody", TOML, "[a]\nb = 1\n", "body", 2},
	{"toml fence in a string", "+++\na = \"\"\"\n+++\n\"\"\"\n+++\nbody", TOML, "a = \"\"\"\n+++\n\"\"\"\n", "body", 2},
	{"toml fence in a literal string", "+++\na = '''x\n+++\n''' # '\n+++\nbody", TOML, "a = '''x\n+++\n''' # '\n", "body", 2},
	{"toml named", "---toml\na = 1\n---\nbody", TOML, "a = 1\n", "body", 2},

	{"json", "{\n\"title\": \"a\"\n}\nbody", JSON, "{\n\"title\": \"a\"\n}", "body", 1},
	{"json on one line", "{\"a\": \"}\\\"\"}\nbody", JSON, "{\"a\": \"}\\\"\"}", "body", 1},
	{"json of hexo", "\"title\": \"a\",\n\"n\": 1\n;;;\nbody", JSON, "\"title\": \"a\",\n\"n\": 1\n", "body", 1},
	{"json of hexo, with fences", ";;;\n\"title\": \"a\"\n;;;\nbody", JSON, "\"title\": \"a\"\n", "body", 2},
	{"json of hexo, with braces", "{\"title\": \"a\"}\n;;;\nbody", JSON, "{\"title\": \"a\"}", "body", 1},
	{"json named", "---json\n{\"a\": 1}\n---\nbody", JSON, "{\"a\": 1}\n", "body", 2},

	{"nothing", "", None, "", "", 0},
	{"html", "<p>a</p>\n---\nb: c\n---\n", None, "", "<p>a</p>\n---\nb: c\n---\n", 0},
	{"rule", "---\n\nSome prose: it goes on.\n\n---\n", None, "", "---\n\nSome prose: it goes on.\n\n---\n", 0},
	{"rule and a note", "---\n\nNote: it goes on.\n\n---\n", None, "", "---\n\nNote: it goes on.\n\n---\n", 0},
	{"rule and a known word", "---\n\nTitle: it goes on.\n\n---\n", None, "", "---\n\nTitle: it goes on.\n\n---\n", 0},
	{"rule and a known word, no more rules", "---\n\nDate: today\n", None, "", "---\n\nDate: today\n", 0},
	{"two rules", "---\n\n---\n", None, "", "---\n\n---\n", 0},
	{"rule and a heading", "---\n\n# A heading\n\ntext\n", None, "", "---\n\n# A heading\n\ntext\n", 0},
	{"rule and an address", "---\nhttp://example.com/: see there\n---\n", None, "", "---\nhttp://example.com/: see there\n---\n", 0},
	{"rule and html", "---\n<p>a: b</p>\n---\n", None, "", "---\n<p>a: b</p>\n---\n", 0},
	{"rule alone", "---\n", None, "", "---\n", 0},
	{"longer rule", "-----\ntitle: a\n-----\n", None, "", "-----\ntitle: a\n-----\n", 0},
	{"pluses", "+++\nmore and more\n+++\n", None, "", "+++\nmore and more\n+++\n", 0},
	{"liquid", "{% include a %}\nbody", None, "", "{% include a %}\nbody", 0},
	{"code", "{ \"a\": 1 } is an object", None, "", "{ \"a\": 1 } is an object", 0},
	{"no json", "{\n  a: 1\n}\nbody", None, "", "{\n  a: 1\n}\nbody", 0},
	{"empty object", "{}\nbody", None, "", "{}\nbody", 0},
	{"a quotation", "\"Yes,\" she said.\n;;;\n", None, "", "\"Yes,\" she said.\n;;;\n", 0},
}

func TestSplit(t *testing.T) {
	for _, tt := range splitTests {
		t.Run(tt.name, func(t *testing.T) {
			b, err := Split([]byte(tt.src))
			if err != nil {
				t.Fatal(err)
			}
			if b.Format != tt.format || string(b.Header) != tt.header || string(b.Body) != tt.body || b.HeaderLine != tt.line {
				t.Errorf("got %v header %q body %q line %d", b.Format, b.Header, b.Body, b.HeaderLine)
			}
			at := strings.LastIndex(tt.src, tt.body)
			if want := 1 + strings.Count(tt.src[:at], "\n"); tt.format != None && b.BodyLine != want {
				t.Errorf("body in line %d, want %d", b.BodyLine, want)
			}
		})
	}
}

func TestSplitErrors(t *testing.T) {
	tests := []struct {
		name, src, want string
	}{
		{"unclosed yaml", "\n\n---\ntitle: a\nbody\n", `3: the header opened by "---" is never closed`},
		{"unclosed toml", "+++\na = 1\n", `1: the header opened by "+++" is never closed`},
		{"too large", "---\ntitle: " + strings.Repeat("x", maxBytes) + "\n---\n", `1: the header opened by "---" does not end within 1048576 bytes`},
		{"too large and unclosed", "---\na: b\n" + strings.Repeat("x: y\n", maxBytes/5), `1: the header opened by "---" does not end within 1048576 bytes`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Split([]byte(tt.src))
			var e *Error
			if !errors.As(err, &e) || err.Error() != tt.want {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
