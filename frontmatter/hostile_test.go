package frontmatter

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestHostile reads headers made to exhaust time or memory. Each ends in a
// clear error with a line, or in plain data; with a careless reader, this test
// does not come to an end.
func TestHostile(t *testing.T) {
	fill := func(size int, format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	bomb := "a: &a [x, x, x, x, x, x, x, x, x]\n"
	for c := 'b'; c < 'k'; c++ {
		bomb += fmt.Sprintf("%c: &%[1]c [*%[2]c, *%[2]c, *%[2]c, *%[2]c, *%[2]c, *%[2]c, *%[2]c, *%[2]c]\n", c, c-1)
	}
	merge := "a: &a {x: 1}\n"
	for c := 'b'; c < 'z'; c++ {
		merge += fmt.Sprintf("%c: &%[1]c {<<: [*%[2]c, *%[2]c, *%[2]c, *%[2]c], y%[1]c: 1}\n", c, c-1)
	}
	tests := []struct {
		name, src, want string // want is the error, or "" for data
	}{
		{"scalar of 10 MB", "---\ntitle: " + strings.Repeat("x", 10<<20) + "\n---\n", "does not end within"},
		{"json of 10 MB", `{"a": "` + strings.Repeat("x", 10<<20) + "\"}\n", ""},
		{"never closed", "---\na: b\n" + strings.Repeat("x: y\n", 1<<20), "does not end within"},
		{"alias bomb", "---\n" + bomb + "---\n", "more than 20000 values"},
		{"merge bomb", "---\n" + merge + "---\n", "more than 20000 values"},
		{"anchor in itself", "---\na: &a [*a]\n---\n", "deeper than 100"},
		{"brackets", "---\na: " + strings.Repeat("[", 100_000) + "\n---\n", ""},
		{"closed brackets", "---\na: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "\n---\n", "deeper than 100"},
		{"braces", "---\na: " + strings.Repeat("{a: ", 100_000) + "\n---\n", ""},
		{"dashes", "---\na:\n " + strings.Repeat("- ", 100_000) + "x\n---\n", ""},
		{"indentation", "---\na:\n" + func() string {
			var b strings.Builder
			for i := range 1000 {
				b.WriteString(strings.Repeat(" ", i+1) + "k:\n")
			}
			return b.String()
		}() + "---\n", "deeper than 100"},
		{"keys", "---\n" + fill(900_000, "key%d: value\n") + "---\n", "more than 2000 keys"},
		{"same key", "---\n" + strings.Repeat("tags: [a]\n", 1999) + "---\n", ""},
		{"nested keys", "---\na:\n" + fill(900_000, "  key%d: value\n") + "---\n", "more than 2000 keys"},
		{"items", "---\ntags:\n" + fill(900_000, "- %d\n") + "---\n", "more than 20000 values"},
		{"broken lines", "---\ntitle: 'a' b\n" + fill(900_000, "k%d: 'a' b\n") + "---\n", "more than 2000 keys"},
		{"broken value", "---\ntitle: 'a' b\n" + strings.Repeat("'a' b\n", 100_000) + "---\n", ""},
		{"open quotes", "---\n" + strings.Repeat("a: \"\n---\n", 100_000) + "---\n", ""},
		{"quotes around quotes", "---\ntitle: " + strings.Repeat(`"`, 500_001) + "\n---\n", ""},
		{"entities", "---\ntitle: " + strings.Repeat("&", 900_000) + "\n---\n", ""},
		{"tags", "---\ntitle: x" + strings.Repeat("<b", 400_000) + "\n---\n", ""},
		{"open tags", "---\ntitle: x" + strings.Repeat("<b>", 300_000) + "\n---\n", ""},
		{"comments", "---\n" + strings.Repeat("#\n", 400_000) + "a: b\n---\n", ""},
		{"json keys", "{" + fill(900_000, `"k%d": 1, `) + `"z": 1}` + "\n", "more than 2000 keys"},
		{"json depth", `{"a": ` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}\n", "deeper than 100"},
		{"toml keys", "+++\n" + fill(900_000, "k%d = 1\n") + "+++\n", "more than 2000 keys"},
		{"toml tables", "+++\n" + fill(900_000, "[k%d]\n") + "+++\n", "more than 2000 keys"},
		{"toml dots", "+++\n" + strings.Repeat("a.", 100_000) + "b = 1\n+++\n", "deeper than 100"},
		{"toml brackets", "+++\na = " + strings.Repeat("[", 100_000) + "\n+++\n", "1"},
		{"toml closed brackets", "+++\na = " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "\n+++\n", "deeper than 100"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := hostile([]byte(tt.src))
			if tt.want == "" {
				if err != nil {
					t.Errorf("error %.200v", err)
				}
				return
			}
			var e *Error
			if !errors.As(err, &e) || e.Line < 1 || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %.200v, want %s", err, tt.want)
			}
		})
	}
}

// hostile reads, cleans and writes a header.
func hostile(src []byte) error {
	block, err := Split(src)
	if err != nil {
		return err
	}
	doc, err := Parse(block)
	if err != nil {
		return err
	}
	doc.Clean(CleanOptions{})
	doc.Meta()
	for _, opt := range []EncodeOptions{{}, {Format: YAML}, {Format: TOML}, {Format: JSON}, {Preset: "hugo"}, {Preset: "zola"}} {
		if _, err := doc.Encode(opt); err != nil {
			return err
		}
	}
	return nil
}

// TestForeign reads what YAML allows and articles hardly ever hold.
func TestForeign(t *testing.T) {
	tests := []struct {
		name, header, json string
	}{
		{"binary", "a: !!binary PHNjcmlwdD4=", `{"a":"PHNjcmlwdD4="}`},
		{"number by tag", "a: !!int x\nb: !!float 1\nc: !!str 7", `{"a":"x","b":"1","c":"7"}`},
		{"merge key", "a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3", `{"a":{"x":1,"y":2},"b":{"y":3,"x":1}}`},
		{"merge key at the top", "a: &a {x: 1, y: 2}\n<<: *a\nz: 3", `{"a":{"x":1,"y":2},"x":1,"y":2,"z":3}`},
		{"keys that are no text", "1: a\ntrue: b\n2021-03-21: c\n~: d\n[x, z]: e\n? {k: v}\n: f", `{"1":"a","true":"b","2021-03-21":"c","~":"d","[x, z]":"e","{k: v}":"f"}`},
		{"numbers", "a: .inf\nb: -.INF\nc: .nan\nd: 0x1F\ne: 1_000\nf: 0o17\ng: 12345678901234567890123\nh: 1e400", `{"a":".inf","b":"-.INF","c":".nan","d":31,"e":1000,"f":15,"g":12345678901234567890123,"h":"1e400"}`},
		{"escapes", `a: "\0\e[31m\u2028\x41"`, `{"a":"\u0000\u001b[31m\u2028A"}`},
		{"flow mapping", "{title: a, tags: [b]}", `{"title":"a","tags":["b"]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			src := "---\nfirst: 0\n" + tt.header + "\n---\n"
			if tt.header[0] == '{' {
				src = "---\n" + tt.header + "\n---\n"
			}
			doc, out := read(t, src)
			if out != src {
				t.Errorf("written as\n%s\nwant\n%s", out, src)
			}
			doc.Delete("first")
			js, err := doc.MarshalJSON()
			if err != nil || string(js) != tt.json {
				t.Errorf("json %s, %v\nwant %s", js, err, tt.json)
			}
			for _, opt := range everyOption() {
				lossless(t, doc, opt)
			}
		})
	}
}

// TestBreakOut writes texts that try to end the header or add a key to it.
func TestBreakOut(t *testing.T) {
	texts := []string{
		"a\n---\nb", "---", "---\n", "...", "+++", "a\n+++\nb", "\"\"\"", "'''", "\n---\nadmin: true\n", "a\"\nadmin: true", "x: y\nadmin: true",
		"a\u2028---\u2028b", "a\u0085---\u0085b", "\r---\r", "\x00\x1b[31m", "a\\", "*a", "&a b", "!!str", "}", "{", ";;;", "\n;;;\n",
		"- a", "? a", "a #b", "#a", "| a", "> a", "%YAML", "@a", "`a`", " a ", "\ta", "a\t", "", "null", "~", "<<", "=", "\ufeffa", "\u200fעברית", "🎈",
	}
	for _, text := range texts {
		doc := NewDocument()
		doc.Set("title", text)
		doc.Set("note", text)
		doc.Set("list", []string{text, text})
		doc.Set("nested", map[string]any{"text": text, "list": []string{text}})
		doc.Set("key "+text, text)
		for _, opt := range everyOption() {
			again := lossless(t, doc, opt)
			if _, ok := again.Get("admin"); ok || opt.Preset == "" && again.Len() != doc.Len() {
				t.Errorf("%v: %q breaks out", opt, text)
			}
			if opt.Preset == "" {
				if got, _ := again.Get("note"); got != text {
					t.Errorf("%v: %q is read as %q", opt, text, got)
				}
			}
		}
	}
}
