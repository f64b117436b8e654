package frontmatter

import (
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"github.com/artx-cli/artx/frontmatter/internal/plain"
)

// TestPlainScalar tells texts that need quotes from those that do not.
func TestPlainScalar(t *testing.T) {
	plain := []string{
		"a", "a b", "a: b"[:1] + "-b", "C#", "a#b", "it's", `say "x"`, "-a", "?a", ":a", "http://example.com/a?b=c#d", "a:b", "10 boats", "1.2.3", "v1.0",
		"2021.02.03(수) 기록", "198. Lamp Lighter", "小城夜色", "کتاب", "never", "nothing", "yesterday", "noon", "12 Monkeys", "1984 (novel)", "3D", "/2014/03/05/", "50%", "a [b]", "a, b", "x}", "🎈", "~/x", "<<x", "1:a", "--", "+",
	}
	quoted := []string{
		"", " a", "a ", "a: b", "a:", "a #b", "#a", "- a", "-", "? a", "?", ": a", ":", "[a", "{a", "]", "}", ",a", "&a", "*a", "!a", "|", ">", "'a", `"a`, "%a", "@a", "`a", "a\nb", "a\tb", "\ta", "a\u2028b", "a\x1b",
		"true", "False", "NULL", "null", "~", "y", "N", "yes", "No", "ON", "off", "1", "007", "-1", "+1", "1_000", "1,000", "0x1F", "0o17", "0b1", "1.0", "1e3", ".5", ".inf", "-.INF", ".nan", "12:30", "1:20:30", "190:20:30.15",
		"2014-03-05", "2014-3-5", "2014-03-05 10:30:00", "2014-03-05T10:30:00Z", "2014-03-05 10:30:00 +0100", "<<", "=",
	}
	for _, s := range plain {
		if !plainScalar(s, false) {
			t.Errorf("%q needs no quotes", s)
		}
	}
	for _, s := range quoted {
		if plainScalar(s, false) {
			t.Errorf("%q needs quotes", s)
		}
	}
}

// FuzzPlainScalar holds the rule to yaml.v3 from both sides: what is written
// plain is read as the same text, and what is quoted would not be, but for the
// words and numbers of YAML 1.1.
func FuzzPlainScalar(f *testing.F) {
	for _, s := range []string{"a", "a: b", "-", "- a", "a #b", "0o7", "1e5", ".1", "?a", "? a", "\u0085", "a\u00a0", "a\ufeff", "%", "a:"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 200 || s == "" {
			return
		}
		var got map[string]any
		err := yaml.Unmarshal([]byte("k: "+s+"\n"), &got)
		text, isText := got["k"].(string)
		same := err == nil && isText && text == s
		if plainScalar(s, false) {
			if !same {
				t.Errorf("%q is written plain, but read as %q, %v", s, got["k"], err)
			}
		} else if same && !yaml11(s) && plain.OnlyPrintable(s) && !strings.HasPrefix(s, "-") {
			t.Errorf("%q is quoted without need", s)
		}
		var list map[string][]any
		if plainScalar(s, true) {
			err := yaml.Unmarshal([]byte("k: [x, "+s+", x]\n"), &list)
			if err != nil || len(list["k"]) != 3 || list["k"][1] != s {
				t.Errorf("%q is written plain in brackets, but read as %q, %v", s, list["k"], err)
			}
		}
	})
}

// TestLongKeys: a key too long to be one by its colon alone is marked by a question
// mark, in whatever place, and read again as the same.
func TestLongKeys(t *testing.T) {
	long := strings.Repeat("k", 1500)
	for name, src := range map[string]string{
		"YAML": "---\ntitle: a\n? " + long + "\n: v\nsub:\n  ? " + long + "\n  : w\nlist:\n  - ? " + long + "\n    : x\n    b: 1\n---\n",
		"JSON": `{"title": "a", "` + long + `": "v", "sub": {"` + long + `": "w"}, "list": [{"` + long + `": "x", "b": 1}]}` + "\n",
		"TOML": "+++\n" + long + " = \"v\"\nflow = {" + long + " = \"w\"}\n+++\n",
	} {
		t.Run(name, func(t *testing.T) {
			out := encodeAs(t, src, YAML)
			var m map[string]any
			if err := yaml.Unmarshal([]byte(strings.Trim(out, "-\n")+"\n"), &m); err != nil || m[long] != "v" {
				t.Fatalf("%v\n%.200s", err, out)
			}
			if again := encodeAs(t, out, YAML); again != out {
				t.Errorf("not the same twice\n%.200s\n%.200s", out, again)
			}
		})
	}
}

func encodeAs(t *testing.T, src string, format Format) string {
	t.Helper()
	b, err := Split([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	d, err := Parse(b)
	if err != nil {
		t.Fatal(err)
	}
	out, err := d.Encode(EncodeOptions{Format: format})
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}
