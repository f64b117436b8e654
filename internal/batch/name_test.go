package batch

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestSafeName(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"plain", "plain.md"},
		{"深い海", "深い海.md"},
		{"e\u0301te\u0301", "\u00e9t\u00e9.md"}, // normal form C
		{"a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j.md"},
		{"  two  words\t\n", "two words.md"},
		{"dots...", "dots.md"},
		{"...hidden", "hidden.md"},
		{"..", "untitled.md"},
		{"", "untitled.md"},
		{"con", "con_.md"},
		{"COM1", "COM1_.md"},
		{"com¹", "com¹_.md"},
		{"nul.tar", "nul_.tar.md"},
		{"aux .x", "aux _.x.md"},
		{"console", "console.md"},
		{"evil\u202egnp.exe", "evilgnp.exe.md"}, // right-to-left override
		{"zero\u200bwidth\x00\x1b", "zerowidth.md"},
		{"bad\xff\xfebytes", "bad-bytes.md"},
	} {
		if got := safeName(c.in, ".md"); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}

func TestSafeNameLength(t *testing.T) {
	for _, in := range []string{strings.Repeat("a", 1000), strings.Repeat("深", 300), strings.Repeat("x\u0323\u0307", 200), "x" + strings.Repeat("\u0301", 500)} {
		got := safeName(in, ".markdown")
		if len(got) > maxNameBytes || !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) || !strings.HasSuffix(got, ".markdown") {
			t.Errorf("%.20q…: got %d bytes: %q", in, len(got), got)
		}
	}
}

func TestTemplate(t *testing.T) {
	full := Fields{
		Title: "Grüße: an / alle", Date: "2022-07-04T21:15:01Z", Author: "A. N. Autor", Category: "News/World", Lang: "de", Site: "example.org",
	}
	src := source{rel: "2020/old name.html"}
	for _, c := range []struct {
		template string
		fields   Fields
		want     string
	}{
		{"{date}-{slug}.md", full, "2022-07-04-grüße-an-alle.md"},
		{"{date}-{slug}", full, "2022-07-04-grüße-an-alle.md"},
		{"{date}-{slug}.md", Fields{}, "old-name.md"},
		{"{slug}-{lang}.md", Fields{}, "old-name.md"},
		{"{slug}.md", Fields{Slug: "My Slug", Title: "no"}, "my-slug.md"},
		{"{slug}.md", Fields{Slug: "日本語 — ページ"}, "日本語-ページ.md"},
		{"{slug}.md", Fields{Title: "It's what it's"}, "its-what-its.md"},
		{"{slug}.md", Fields{Title: "!!!"}, "old-name.md"},
		{"{slug-ascii}.md", Fields{Title: "北京，欢迎你！"}, "bei-jing-huan-ying-ni.md"},
		{"{slug-ascii}.md", Fields{Title: "Straße — Привет"}, "strasse-privet.md"},
		{"{slug-ascii}.md", Fields{Title: "!!!"}, "old-name.md"},
		{"{title}.md", full, "Grüße- an - alle.md"},
		{"{title}", Fields{}, "old name.md"},
		{"{year}/{month}/{day}/{slug}.md", full, "2022/07/04/grüße-an-alle.md"},
		{"{year}/{month}/{slug}.md", Fields{Date: "July 4"}, "old-name.md"},
		{"{year}/{slug}.md", Fields{Date: "2022-07"}, "old-name.md"},
		{"{category}/{author}.md", full, "News-World/A. N. Autor.md"},
		{"{category}/index.md", Fields{Category: ".."}, "index.md"},
		{"{site}/{name}.md", full, "example.org/old name.md"},
		{"{folder}/{slug}/index.md", full, "2020/grüße-an-alle/index.md"},
		{"{slug}/", full, "grüße-an-alle/old name.md"},
		{"{name}-{hash}.md", full, "old name-" + shortHash(src.rel) + ".md"},
		{"{title}.md", Fields{Title: `"Quoted": <b>?</b>`}, "Quoted- -b-b.md"},
		{"{title}.md", Fields{Title: "--rf?"}, "rf.md"},
		{"{slug}/_index.md", full, "grüße-an-alle/_index.md"},
		{"_{slug}.md", full, "_grüße-an-alle.md"},
		{"_{author}.md", Fields{}, "old name.md"},
		{"{slug}.md", Fields{Slug: "%E6%B7%B1%E3%81%84-%ff"}, "e6-b7-b1-e3-81-84-ff.md"},
		{"{slug}.md", Fields{Slug: "%e6%b7%b1%e3%81%84"}, "深い.md"},
		{"{slug}.md", Fields{Title: "می\u200cخواهم so\u00adft"}, "میخواهم-soft.md"},
		{"{title}-{hash}.md", Fields{Title: strings.Repeat("深", 100)}, strings.Repeat("深", 76) + "-" + shortHash(src.rel) + ".md"},
		{"{title}-{author}.md", Fields{Title: strings.Repeat("t", 300), Author: strings.Repeat("a", 200)}, strings.Repeat("t", 36) + "-" + strings.Repeat("a", 200) + ".md"},
		{"../../{slug}.md", full, "grüße-an-alle.md"},
		{"{lang}.md", Fields{}, "old name.md"},
	} {
		tmpl, err := parseTemplate(c.template, ".md")
		must(t, err)
		if got := tmpl.name(c.fields, src, ".md"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.template, got, c.want)
		}
	}
}

func TestTemplateErrors(t *testing.T) {
	for _, c := range []struct{ template, want string }{
		{"{nope}.md", `name "{nope}.md": {nope} is not a field; use {date} {year}`},
		{"{slug", `{slug} is not a field`},
		{"/etc/{slug}.md", "write a path below the output folder"},
		{`a\{slug}.md`, "write a path below the output folder"},
		{"{slug}.html", "results end in .md; leave out .html"},
		{".md", "it names nothing"},
	} {
		if _, err := parseTemplate(c.template, ".md"); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %q", c.template, err, c.want)
		}
	}
}

// TestSlug has every article get a slug, the same in every run.
func TestSlug(t *testing.T) {
	for _, c := range []struct {
		fields Fields
		rel    string
		want   string
		ascii  string
	}{
		{Fields{Title: "第一篇 文章"}, "a.html", "第一篇-文章", "di-yi-pian-wen-zhang"},
		{Fields{Slug: "own", Title: "no"}, "a.html", "own", "own"},
		{Fields{}, "2020/my-trip/index.html", "my-trip", "my-trip"},
		{Fields{}, "my-trip/_index.md", "my-trip", "my-trip"},
		{Fields{}, "index.html", "index", "index"},
		{Fields{Title: "🎉"}, "2020/party.html", "party", "party"},
		{Fields{Title: "?!"}, "💥/index.html", shortHash("💥/index.html"), shortHash("💥/index.html")},
		{Fields{Title: "𓀀𓀁"}, "a.html", "𓀀𓀁", shortHash("a.html")},
	} {
		if got := slugOf(c.fields, source{rel: c.rel}); got != c.want {
			t.Errorf("%v of %s: %q, want %q", c.fields, c.rel, got, c.want)
		}
		if got := findField("slug-ascii").value(c.fields, source{rel: c.rel}); got != c.ascii {
			t.Errorf("%v of %s in Latin letters: %q, want %q", c.fields, c.rel, got, c.ascii)
		}
	}
}

// TestNamesAreDocumented compares the table with docs/names.md.
func TestNamesAreDocumented(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "names.md"))
	must(t, err)
	var documented []string
	for line := range strings.Lines(string(doc)) {
		if name, ok := strings.CutPrefix(line, "| `{"); ok {
			name, _, _ = strings.Cut(name, "}")
			documented = append(documented, "{"+name+"}")
		}
	}
	checkText(t, strings.Join(documented, " "), fieldList())
}

func TestFold(t *testing.T) {
	same := [][2]string{
		{"a/B.md", "A/b.md"}, {"É.md", "e\u0301.md"}, {"ΣΊΣΥΦΟΣ", "σίσυφοσ"}, {"σ", "ς"}, {"a./b", "a/b"}, {"a /b", "a/b"}, {"K", "\u212a"},
	}
	for _, c := range same {
		if fold(c[0]) != fold(c[1]) {
			t.Errorf("%q and %q: %q and %q", c[0], c[1], fold(c[0]), fold(c[1]))
		}
	}
	for _, c := range [][2]string{{"a", "b"}, {"a/b", "ab"}, {"é", "e"}, {"straße", "strasse"}} {
		if fold(c[0]) == fold(c[1]) {
			t.Errorf("%q and %q are the same", c[0], c[1])
		}
	}
}

// FuzzTemplate has any field make a name that stays in its folder and that
// every system takes.
func FuzzTemplate(f *testing.F) {
	f.Add("Title", "slug", "2022-07-04", "p/a.html")
	f.Add("../..", "con", "..", "..html")
	f.Add("a\x00/\u202e", strings.Repeat("\u0301", 300), "é", "x")
	tmpl, err := parseTemplate("{category}/{date}-{title}/{slug}.md", ".md")
	must(f, err)
	f.Fuzz(func(t *testing.T, title, slug, date, rel string) {
		name := tmpl.name(Fields{Title: title, Slug: slug, Date: date, Category: title}, source{rel: rel}, ".md")
		if !filepath.IsLocal(name) || !utf8.ValidString(name) || !norm.NFC.IsNormalString(name) {
			t.Fatalf("%q", name)
		}
		for part := range strings.SplitSeq(name, "/") {
			device, _, _ := strings.Cut(part, ".")
			if part == "" || len(part) > maxNameBytes || strings.ContainsAny(part, "<>:\"\\|?*\x00\n") ||
				strings.HasPrefix(part, ".") || strings.HasSuffix(part, " ") || strings.HasSuffix(part, ".") || reserved[strings.ToLower(device)] {
				t.Fatalf("%q in %q", part, name)
			}
		}
	})
}
