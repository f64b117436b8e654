package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// TestHostile reads megabytes of what would take hours, or the memory of a
// machine, if it took more than its length.
func TestHostile(t *testing.T) {
	many := func(s string) string { return strings.Repeat(s, (2<<20)/len(s)) }
	item := func(s string) string { return "<rss><channel><item>" + s + "</item></channel></rss>" }
	wxr := func(s string) string {
		return `<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><content:encoded><![CDATA[` + s + "]]></content:encoded></item></channel></rss>"
	}
	note := func(s string) string {
		return "<en-export><note><content><![CDATA[" + s + "]]></content></note></en-export>"
	}
	chapter := func(s string) string {
		return string(zipOf(t, files{
			{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>`},
			{"p.opf", `<package><manifest><item id="a" href="a.xhtml"/></manifest><spine>` + strings.Repeat(`<itemref idref="a"/>`, 1000) + `</spine></package>`},
			{"a.xhtml", s},
		}))
	}
	var nested strings.Builder
	nested.WriteString("From: a\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n")
	for i := range 20000 {
		fmt.Fprintf(&nested, "--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n", i, i+1)
	}
	for name, in := range map[string]string{
		"open elements":             item(many("<a>")),
		"elements and namespaces":   item("<x " + many(`xmlns:a="b" `) + ">" + many(`<y xmlns:c="d"/>`)),
		"attributes":                item("<link " + many("a='b' ") + "/>"),
		"references":                item("<title>" + many("&x") + many("&amp;") + "</title>"),
		"<":                         item("<title>" + many("<") + "</title>"),
		"open comments":             item(many("<!--")),
		"sections":                  item("<title>" + many("<![CDATA[x]]>") + "</title>"),
		"items":                     "<rss><channel>" + many("<item>") + "</channel></rss>",
		"open listings":             wxr("\n" + many("<pre>")),
		"open shortcodes":           wxr("\n" + many("[code]")),
		"blocks":                    wxr("\n" + many("<div>") + many("</ul>")),
		"line breaks":               wxr(many("a\n")),
		"open tasks":                note(many("<div><en-todo/>")),
		"task items":                note(many(`<li style="--en-checked:true"><div>`)),
		"code in code":              note(many(`<div style="-en-codeblock:true">`)),
		"open headings of a book":   chapter("<html><body>" + many("<h1>")),
		"open titles of a book":     chapter(many("<title>")),
		"parts within parts":        nested.String(),
		"parts":                     "From: a\nSubject: b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + many("--b\n\n\n"),
		"folded fields":             "From: a\nSubject: b\n" + many(" x\n"),
		"folded fields of a record": "WARC/1.0\nA: b\n" + many(" x\n"),
		"records":                   many("WARC/1.0\n\n"),
		"gzip members":              many("\x1f\x8b\x08"),
		"zstd frames":               dictMagic + "\x00\x00\x00\x00" + many(dictMagic+"\x00\x00\x00\x00") + frameMagic,
		"JSON brackets":             `{"html": ` + many("["),
		"JSON lines":                `{"html": "x"}` + "\n" + many("{}\n"),
		"sections of Movable Type":  "TITLE: a\n-----\nBODY:\n" + many("-----\n"),
		"messages":                  "From a Wed May  1 10:00:00 2024\nFrom: a\nSubject: b\n\n" + many("\nFrom a Wed May  1 10:00:00 2024\n"),
		"marks of programs":         many("<!-- Page saved with SingleFile"),
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			for range Open(strings.NewReader(in), Options{Comments: true, MaxSize: 4 << 20}) {
				n++
			}
			if n == 0 {
				t.Error("neither a record nor an error")
			}
		})
	}
}

// TestChapterOverAndOver reads a book that names one chapter over and over, which has one
// place in it, and one that has many names for a chapter, which is a bomb.
func TestChapterOverAndOver(t *testing.T) {
	var names, places strings.Builder
	for i := range 100000 {
		fmt.Fprintf(&names, `<item id="a%d" href="a.xhtml"/>`, i)
		fmt.Fprintf(&places, `<itemref idref="a%d"/>`, i)
	}
	book := func(manifest, spine string) []byte {
		return zipOf(t, files{
			{"META-INF/container.xml", `<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>`},
			{"p.opf", `<package><manifest>` + manifest + `</manifest><spine>` + spine + `</spine></package>`},
			{"a.xhtml", "<html><body>" + strings.Repeat("<p>text of a chapter</p>", 30000) + "</body></html>"},
		})
	}
	read := func(data []byte) (n int, last error) {
		for _, err := range Open(bytes.NewReader(data), Options{}) {
			n, last = n+1, err
		}
		return n, last
	}
	if n, err := read(book(`<item id="a" href="a.xhtml"/>`, strings.Repeat(`<itemref idref="a"/>`, 100000))); n != 1 || err != nil {
		t.Errorf("one chapter, named often: %d, %v", n, err)
	}
	if n, err := read(book(names.String(), places.String())); !errors.Is(err, ErrBomb) || n > 1000 {
		t.Errorf("one chapter, many names: %d, %v", n, err)
	}
}
