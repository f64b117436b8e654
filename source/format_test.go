package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
)

func utf16Of(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

// A format is found by its content; a name decides only between a message and a
// saved page.
func TestDetect(t *testing.T) {
	for _, c := range []struct {
		name, content string
		want          Format
	}{
		{"", "<rss version='2.0'><channel>", RSS},
		{"", "\xef\xbb\xbf\n<?xml version='1.0'?><!-- c --><rss><channel>", RSS},
		{"", utf16Of("<?xml version='1.0' encoding='utf-16'?><rss><channel/></rss>"), RSS},
		{"", "<!DOCTYPE rss [<!ENTITY x '<rss>'>]>\n<rss>", RSS},
		{"", "<x:feed xmlns:x='http://www.w3.org/2005/Atom'>", RSS},
		{"", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>", RSS},
		{"", "<rss xmlns:wp='http://wordpress.org/export/1.2/'>", WXR},
		{"", "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>", Blogger},
		{"", "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2008'><id>tag:blogger.com,1999:blog-1</id><entry/>", RSS},
		{"", "<en-export><note>", ENEX},
		{"", `{"title": "x", "version" : "https://jsonfeed.org/version/1"`, JSONFeed},
		{"", `{"db":[{"meta":{"exported_on":1,"version":"5"},"data":{`, Ghost},
		{"", `{"meta":{"exported_on":1388805572000,"version":"000"},"data":{"posts":[`, Ghost},
		{"", `{"path": "a", "html": "<p>x</p>"}` + "\n", JSONL},
		{"", `{"html": "` + strings.Repeat("x", 2*headSize), JSONL},
		{"", "From: a@b.example\r\nSubject: x\r\nMessage-ID: <1>\r\n\r\nText", EML},
		{"", "Received: from x\n\tby y\nDate: Mon, 1 Jan 2024 00:00:00 +0000\n\nText", EML},
		{"", "From: <Saved by Blink>\nSubject: x\nMIME-Version: 1.0\n\n", MHTML},
		{"a.eml", "From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", EML},
		{"a.MHT", "From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", MHTML},
		{"", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n", MHTML},
		{"", "From a@b.example Wed May  1 10:00:00 2024\nFrom: a@b.example\nSubject: x\n\n", Mbox},
		{"", "From 1799999999999999999@xxx Wed May 01 10:00:00 +0000 2024\nX-GM-THRID: 1\nFrom: a\nSubject: b\n\n", Mbox},
		{"", "TITLE: x\nSTATUS: Publish\n-----\nBODY:\n", MovableType},
		{"", "WARC/1.0\r\n", WARC},
		{"", "<!DOCTYPE html><html><!--\n Page saved with SingleFile \n url: https://x.example/ \n-->", SavedPage},

		// What only looks like one of them is an article.
		{"", "", File},
		{"", "<?xml version='1.0'?><div xmlns='http://www.w3.org/1999/xhtml'><p>", File},
		{"", "<opml> is a format", File},
		{"", "<custom-element><p>text</p></custom-element>", File},
		{"", "<html xmlns='http://www.w3.org/1999/xhtml'><head>", File},
		{"", "<rss> is the root of a feed, <channel> stands in it", File},
		{"", "<!-- a comment -->\n<feed> is another", File},
		{"", "About <rss version='2.0'> and <feed>", File},
		{"", "---\ntitle: x\n---\n<rss>", File},
		{"", "{\n  \"title\": \"x\",\n  \"date\": \"2020-01-01\"\n}\n\n<p>content</p>", File},
		{"", `{"title": "x", "tags": ["html"]}` + "\n<p>text</p>", File},
		{"", "Title: My post\nDate: 2010-12-03\nAuthor: Ada\nTags: a, b\n\nPelican", File},
		{"", "From here to there it is a long way: 20 miles.\n\nSubject: none", File},
		{"", "From the sea we came at 10:00 in 2024\n\nand left.", File},
		{"", "TITLE: a heading in capitals\n\nand text\n-----\n", File},
		{"", "<p>Page saved with SingleFile</p><p>url: https://x.example/</p>", File},
		{"", "<p>How SingleFile writes: <code>&lt;!-- Page saved with SingleFile url: … --&gt;</code></p>", File},
		{"", "# Markdown\n\nWARC/1.0 is a version", File},
		{"", utf16Of("<p>text</p>"), File},
	} {
		got, err := Detect([]byte(c.content), c.name)
		if got != c.want || err != nil {
			t.Errorf("%.60q: got %q (%v), want %q", c.content, got, err, c.want)
		}
	}
}

// What artx does not read is refused by its name, with what to do.
func TestUnsupported(t *testing.T) {
	for content, want := range map[string]string{
		"%PDF-1.7\n":                              "PDF",
		`{\rtf1\ansi text}`:                       "RTF",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00":    "DOC",
		"\x89PNG\r\n\x1a\n\x00":                   "PNG",
		"\xff\xd8\xff\xe0":                        "JPEG",
		"GIF89a":                                  "GIF",
		"RIFF\x00\x00\x00\x00WEBPVP8 ":            "WebP",
		"\x00\x00\x00\x20ftypavif":                "AVIF",
		"\x00\x00\x00\x20ftypheic":                "HEIC",
		"\x00\x00\x00\x20ftypisom":                "MP4",
		"SQLite format 3\x00":                     "SQLite",
		"bplist00\xd1_\x10\x0fWebMainResource":    "Safari",
		"bplist00\xd1":                            "property list",
		"PAR1\x15":                                "Parquet",
		"7z\xbc\xaf\x27\x1c":                      "7z",
		"Rar!\x1a\x07\x01\x00":                    "RAR",
		"\xfd7zXZ\x00":                            "xz",
		"BZh91AY&SY":                              "bzip2",
		"<?xml version='1.0'?><svg xmlns='x'>":    "SVG",
		"\x00\x01\x02\x03garbage":                 "binary",
		"<?xml version='1.0'?><opml version='2'>": "<opml>",
		"<?xml version='1.0'?><!DOCTYPE plist><plist><dict><key>WebMainResource</key>": "Safari",
		strings.Repeat("\x00", 60) + "BOOKMOBI":                                        "Kindle",
	} {
		format, err := Detect([]byte(content), "")
		var u *UnsupportedError
		if !errors.As(err, &u) || format != "" || !strings.Contains(u.Format, want) || len(u.Advice) < 10 {
			t.Errorf("%q: %q %v", content, format, err)
		}
		_, errs := collect(content, Options{Name: "a.bin"})
		if len(errs) != 1 || !strings.HasPrefix(errs[0].Error(), "a.bin: this is ") {
			t.Errorf("%q: %v", content, errs)
		}
	}
}

func TestFormats(t *testing.T) {
	for _, f := range Formats() {
		if f.Title() == "" || f.row().read == nil || strings.Contains(f.NameTemplate(), ".") {
			t.Errorf("%s", f)
		}
	}
	_, errs := collect("x", Options{Format: "docx"})
	if len(errs) != 1 || !strings.Contains(errs[0].Error(), `no format is called "docx"; there are: epub, `) {
		t.Error(errs)
	}
}

// Formats that need a file say so of a stream.
func TestNeedsFile(t *testing.T) {
	for _, data := range [][]byte{zipOf(t, folder), []byte(`{"db":[{"meta":{"exported_on":1},"data":{"posts":[]}}]}`)} {
		for _, err := range Open(bytes.NewBuffer(data), Options{}) {
			if !errors.Is(err, ErrNeedsFile) {
				t.Error(err)
			}
		}
	}
}

// A consumer that has enough stops the reading, whatever the format.
func TestStopEarly(t *testing.T) {
	list := pages()
	for name, data := range map[string][]byte{
		"feed":  []byte("<rss><channel><item/><item><title>a</title></item><item><title>b</title></item></channel></rss>"),
		"WARC":  joined(list),
		"gzip":  joined(each(list, gzipOf)),
		"zip":   zipOf(t, folder),
		"tar":   tarOf(t, folder),
		"JSONL": []byte("{\"html\":\"a\"}\n{\"html\":\"b\"}\nbroken\n"),
		"mbox":  []byte("From a Wed May  1 10:00:00 2024\nFrom: a\nSubject: x\n\nx\n\nFrom a Wed May  1 10:00:00 2024\nFrom: a\nSubject: x\n\nx\n"),
		"MT":    []byte("TITLE: a\n-----\nBODY:\nx\n-----\n--------\nTITLE: b\n-----\nBODY:\ny\n-----\n--------\n"),
		"JSON":  []byte(`{"version": "https://jsonfeed.org/version/1", "items": [{"title": "a"}, {"title": "b"}, 7]}`),
	} {
		n := 0
		for range Open(bytes.NewReader(data), Options{}) {
			n++
			break
		}
		if n != 1 {
			t.Errorf("%s: %d", name, n)
		}
	}
}

func TestSafePath(t *testing.T) {
	for in, want := range map[string]string{
		"a/b.html": "a/b.html", "/a": "a", "../a": "a", "a/../../b": "b", `a\b`: "a/b", `C:\a`: "a", "C:a": "a", "": "", "..": "", ".": "",
		"a\x00b": "ab", "./a//b/": "a/b", "a\xffb": "a\uFFFDb", "...": "...", `\\host\share\x`: "host/share/x",
	} {
		if got := safePath(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for in, want := range map[string]string{
		"2022-07-04T21:15:01.000-07:00":   "2022-07-04T21:15:01-07:00",
		"2022-07-04T21:15:01Z":            "2022-07-04T21:15:01Z",
		"Mon, 04 Jul 2022 21:15:01 GMT":   "2022-07-04T21:15:01Z",
		"Mon, 04 Jul 2022 21:15:01 +0200": "2022-07-04T21:15:01+02:00",
		"04 Jul 22 21:15 PDT":             "2022-07-04T21:15:00-07:00",
		"Mon, 04 Jul 2022 21:15:01 XYZ":   "2022-07-04T21:15:01",
		"20240101T090000Z":                "2024-01-01T09:00:00Z",
		"2024-01-01":                      "2024-01-01",
		"2024-01-01 10:20:30":             "2024-01-01T10:20:30",
		"01/31/2002 03:31:05 PM":          "2002-01-31T15:31:05",
		"yesterday":                       "yesterday",
		" ":                               "",
		"Wed May 01 2024 10:00:00 GMT+0200 (Central European Summer Time)": "2024-05-01T10:00:00+02:00",
	} {
		if got := isoDate(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// Types and statuses of WordPress are read as they are asked for.
func TestTypes(t *testing.T) {
	const doc = `<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>
	<item><title>a</title><wp:post_type>post</wp:post_type></item><item><title>b</title><wp:post_type>recipe</wp:post_type></item>
	<item><title>c</title><wp:post_type>nav_menu_item</wp:post_type></item><item><title>d</title><wp:post_type>page</wp:post_type></item></channel></rss>`
	for types, want := range map[string]string{"": "a d", "recipe": "a b d", "*": "a b d", "nav_menu_item": "a c d", "post": "a d"} {
		recs, errs := collect(doc, Options{Types: []string{types}})
		if got := strings.Join(titles(recs), " "); got != want || len(errs) > 0 {
			t.Errorf("%s: got %q, want %q (%v)", types, got, want, errs)
		}
	}
}
