package source

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"
)

// files are names and contents in the order in which they stand in an archive.
type files [][2]string

func zipOf(t testing.TB, list files) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range list {
		entry, err := w.CreateHeader(&zip.FileHeader{Name: f[0], Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(entry, f[1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func tarOf(t testing.TB, list files) []byte {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range list {
		if err := w.WriteHeader(&tar.Header{Name: f[0], Size: int64(len(f[1])), Mode: 0o600, Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(w, f[1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipOf(b []byte) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, _ = w.Write(b)
	_ = w.Close()
	return out.Bytes()
}

func zstdOf(t testing.TB, b []byte) []byte {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return w.EncodeAll(b, nil)
}

// read returns what comes out of a container, each record as its name, the
// beginning of its content and its container, each error as "! …".
func read(in []byte, opt Options) (list []string) {
	for rec, err := range Open(bytes.NewReader(in), opt) {
		if err != nil {
			list = append(list, "! "+err.Error())
			continue
		}
		list = append(list, fmt.Sprintf("%s = %s (%s)", rec.Name, strings.TrimSpace(string(rec.Content)), rec.Container))
	}
	return list
}

func check(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}

// folder is an archive of articles, a picture and a feed.
var folder = files{
	{"posts/one.html", `<p>one <img src="../img/a%20b.png?v=1"></p>`},
	{"posts/two.md", "# two"},
	{"img/a b.png", "\x89PNG\r\n\x1a\n..."},
	{"__MACOSX/posts/._one.html", "<p>noise</p>"},
	{"style.css", "p { color: red }"},
	{"feed.xml", `<rss version="2.0"><channel><item><title>In a feed</title><description>words</description></item></channel></rss>`},
	{"empty.html", ""},
}

func TestArchives(t *testing.T) {
	zipped, tarred := zipOf(t, folder), tarOf(t, folder)
	for _, c := range []struct {
		name string
		data []byte
	}{
		{"a.zip", zipped},
		{"a.tar", tarred},
		{"a.tar.gz", gzipOf(tarred)},
		{"a.tgz", gzipOf(tarred)},
		{"a.tar.zst", zstdOf(t, tarred)},
		{"a.zip.gz", gzipOf(zipped)},
	} {
		t.Run(c.name, func(t *testing.T) {
			var skipped []string
			got := read(c.data, Options{Name: c.name, Skipped: func(s Skip) { skipped = append(skipped, s.Name+": "+s.Reason) }})
			if c.name == "a.zip.gz" {
				check(t, got, "! a.zip.gz: a zip archive cannot be read from a stream; give a file")
				return
			}
			check(t, got,
				`posts/one.html = <p>one <img src="../img/a%20b.png?v=1"></p> (`+c.name+")",
				"posts/two.md = # two ("+c.name+")",
				" = words ("+c.name+"/feed.xml)")
			check(t, skipped, "img/a b.png: a PNG image", "style.css: no article", "empty.html: empty")
		})
	}
}

func TestFilesBesideARecord(t *testing.T) {
	for rec, err := range Open(bytes.NewReader(zipOf(t, folder)), Options{}) {
		if err != nil || rec.Name != "posts/one.html" {
			continue
		}
		a, ok := rec.Attachment("../img/a%20b.png?v=1")
		if !ok || a.Name != "a b.png" || a.Type != "image/png" || !strings.HasPrefix(size(a), "11 bytes") {
			t.Errorf("%+v %v %s", a, ok, size(a))
		}
		for _, address := range []string{"../img/none.png", "https://x.example/img/a b.png", "/posts", ""} {
			if _, ok := rec.Attachment(address); ok {
				t.Errorf("%q was found", address)
			}
		}
		return
	}
	t.Fatal("no record")
}

func TestDataAddresses(t *testing.T) {
	for address, want := range map[string]string{
		"data:image/png;base64,iVBORw0KGgo=":      "image/png \x89PNG\r\n\x1a\n",
		"DATA:text/plain;charset=utf-8,a%20b":     "text/plain a b",
		"data:image/gif;base64,R0lG\n ODlh":       "image/gif GIF89a",
		"data:image/gif;base64,R0lGODlh%3D%3D":    "image/gif GIF89a",
		"data:,":                                  " ",
		"data:image/png;base64,***":               "illegal",
		"data:no comma":                           "none",
		"https://x.example/data:image/png;base64": "none",
	} {
		got := "none"
		if a, ok := (&Record{}).Attachment(address); ok {
			r, err := a.Open()
			if err != nil {
				got = "illegal"
			} else {
				b, _ := io.ReadAll(r)
				got = a.Type + " " + string(b)
			}
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", address, got, want)
		}
	}
}

// Whatever an archive calls its files, no name leads out of a folder.
func TestNamesStayInside(t *testing.T) {
	evil := files{
		{"../../etc/cron.d/x.html", "1"}, {"/abs/y.html", "2"}, {`..\..\win.html`, "3"}, {`C:\temp\z.html`, "4"},
		{"a/../../b.html", "5"}, {"a\x00/b\n.html", "6"}, {"./c//d.html", "7"},
	}
	for _, data := range [][]byte{zipOf(t, evil), tarOf(t, files{evil[0], evil[1], evil[2], evil[3], evil[4], evil[6]})} {
		for rec, err := range Open(bytes.NewReader(data), Options{}) {
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(rec.Name, "/") || strings.ContainsAny(rec.Name, "\\\x00\n:") || slices.Contains(strings.Split(rec.Name, "/"), "..") {
				t.Errorf("%q", rec.Name)
			}
		}
	}
}

// Names in an old code page are decoded, so that two stay two.
func TestNamesInCodePage(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range []string{"caf\x82.html", "caf\x85.html"} {
		f, err := w.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: true})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(f, "x")
	}
	_ = w.Close()
	check(t, read(b.Bytes(), Options{}), "café.html = x ()", "cafà.html = x ()")
}

// The mark of a program is found wherever in a page it stands.
func TestMarkBehindStyles(t *testing.T) {
	page := "<!DOCTYPE html><html><head><style>" + strings.Repeat("p { color: red }\n", 10000) +
		`</style><meta name="savepage-url" content="https://x.example/a"></head><body>x</body></html>`
	recs, errs := collect(page, Options{})
	if len(errs) > 0 || recs[0].URL != "https://x.example/a" || recs[0].Kind != Page {
		t.Error(recs[0].URL, errs)
	}
}

func TestContainersInContainers(t *testing.T) {
	inner := zipOf(t, files{{"deep.html", "<p>deep</p>"}})
	data := zipOf(t, files{{"x/inner.zip", string(inner)}, {"notes.json.gz", string(gzipOf([]byte(`{"html": "<p>line</p>"}`)))}})
	check(t, read(data, Options{Name: "all.zip"}),
		"x/inner.zip/deep.html = <p>deep</p> (all.zip/x/inner.zip)",
		" = <p>line</p> (all.zip/notes.json.gz)")

	for range maxDepth + 2 {
		inner = zipOf(t, files{{"inner.zip", string(inner)}})
	}
	got := read(inner, Options{Name: "matryoshka.zip"})
	if len(got) != 1 || !strings.Contains(got[0], "containers in containers") {
		t.Errorf("%q", got)
	}
}

func TestBombs(t *testing.T) {
	zeros := bytes.Repeat([]byte("<p>0</p>"), 3<<20)
	records := bytes.Repeat([]byte(`{"html": "<p>`+strings.Repeat("x", 1000)+`</p>"}`+"\n"), 20000)
	for name, data := range map[string][]byte{
		"gzip":        gzipOf(zeros),
		"zstd":        zstdOf(t, zeros),
		"zip":         zipOf(t, files{{"bomb.html", string(zeros)}}),
		"gzip, JSONL": gzipOf(records),
		"WARC":        response("https://x.example/", "Content-Encoding: gzip\r\n", string(gzipOf(zeros))),
	} {
		t.Run(name, func(t *testing.T) {
			var last error
			for _, err := range Open(bytes.NewReader(data), Options{MaxSize: 1 << 30}) {
				if err != nil && (last == nil || !errors.Is(last, ErrBomb)) {
					last = err
				}
			}
			if !errors.Is(last, ErrBomb) {
				t.Error(last)
			}
		})
	}
	t.Run("size", func(t *testing.T) {
		got := read(zipOf(t, files{{"big.html", string(zeros[:2<<20])}, {"next.html", "ok"}}), Options{MaxSize: 1 << 20})
		if len(got) != 2 || !strings.Contains(got[0], "larger than the limit") || got[1] != "next.html = ok ()" {
			t.Errorf("%q", got)
		}
	})
}

func TestBrokenArchives(t *testing.T) {
	whole := zipOf(t, folder)
	check(t, read(whole[:len(whole)/2], Options{Name: "half.zip"}), "! half.zip: the zip archive has no directory: it is cut off or broken")

	tarred := tarOf(t, files{{"a.html", "<p>a</p>"}, {"b.html", "<p>b</p>"}, {"c.html", "<p>c</p>"}})
	got := read(tarred[:1024+512+3], Options{Name: "half.tar"})
	if len(got) < 2 || !strings.HasPrefix(got[0], "a.html = <p>a</p>") || !strings.HasPrefix(got[1], "! half.tar: record 2") {
		t.Errorf("%q", got)
	}

	encrypted := bytes.Clone(zipOf(t, files{{"a.html", "<p>a</p>"}, {"b.html", "<p>b</p>"}}))
	i := bytes.Index(encrypted, []byte("PK\x01\x02"))
	encrypted[i+8] |= 1
	got = read(encrypted, Options{Name: "secret.zip"})
	if len(got) != 2 || !strings.Contains(got[0], "encrypted") || !strings.HasPrefix(got[1], "b.html = <p>b</p>") {
		t.Errorf("%q", got)
	}

	gz := gzipOf([]byte("<p>" + strings.Repeat("word ", 1000) + "</p>"))
	got = read(gz[:len(gz)-20], Options{Name: "cut.html.gz"})
	if len(got) != 1 || !strings.HasPrefix(got[0], "! cut.html.gz") {
		t.Errorf("%q", got)
	}
}

// Files of an archive may share their bytes, so that none is a bomb and all are.
func TestOverlappingFiles(t *testing.T) {
	one := zipOf(t, files{{"a.html", strings.Repeat("<p>some words of a text</p>", 30000)}})
	directory := bytes.Index(one, []byte("PK\x01\x02"))
	end := bytes.LastIndex(one, []byte("PK\x05\x06"))
	entry, trailer := one[directory:end], bytes.Clone(one[end:])
	const n = 2000
	b := append(bytes.Clone(one[:directory]), bytes.Repeat(entry, n)...)
	binary.LittleEndian.PutUint16(trailer[8:], n)
	binary.LittleEndian.PutUint16(trailer[10:], n)
	binary.LittleEndian.PutUint32(trailer[12:], uint32(n*len(entry)))
	read := 0
	var last error
	for _, err := range Open(bytes.NewReader(append(b, trailer...)), Options{}) {
		read, last = read+1, err
	}
	if !errors.Is(last, ErrBomb) || read > 200 {
		t.Error(read, last)
	}
}

// What is a document in a zip archive is refused by its own name.
func TestRefusedArchives(t *testing.T) {
	for name, list := range map[string]files{
		"DOCX": {{"[Content_Types].xml", "<x/>"}, {"word/document.xml", "<w/>"}},
		"XLSX": {{"_rels/.rels", "<x/>"}, {"[Content_Types].xml", "<x/>"}},
		"ODT":  {{"content.xml", "<o/>"}, {"META-INF/manifest.xml", "<m/>"}},
	} {
		var u *UnsupportedError
		for _, err := range Open(bytes.NewReader(zipOf(t, list)), Options{}) {
			if !errors.As(err, &u) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if u == nil || !strings.Contains(u.Error(), "pandoc") || !strings.Contains(u.Format, name) {
			t.Errorf("%s: %v", name, u)
		}
	}
}

func TestSubstack(t *testing.T) {
	list := files{
		{"posts.csv", "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url\n" +
			"101.hello-world,2024-03-01T10:00:00.000Z,true,,,newsletter,everyone,\"Hello, \"\"World\"\"\",A first post,\n" +
			"102.thread,2024-04-01T10:00:00.000Z,true,,,thread,everyone,A thread,,\n" +
			"103.about,,false,,,page,everyone,\"About\nus\",,https://x.example/a.mp3\n"},
		{"posts/101.hello-world.html", "<p>Hello.</p>"},
		{"posts/101.hello-world.opens.csv", "a,b\n"},
		{"posts/103.about.html", "<p>About.</p>"},
		{"email_list.x.csv", "email\n"},
	}
	for _, top := range []string{"", "export/"} {
		in := slices.Clone(list)
		for i := range in {
			in[i][0] = top + in[i][0]
		}
		var recs []*Record
		for rec, err := range Open(bytes.NewReader(zipOf(t, in)), Options{Name: "s.zip"}) {
			if err != nil {
				t.Fatal(err)
			}
			recs = append(recs, rec)
		}
		if len(recs) != 2 {
			t.Fatal(len(recs))
		}
		a, b := recs[0].Header, recs[1].Header
		if a.Title != `Hello, "World"` || a.Slug != "hello-world" || a.Published != "2024-03-01T10:00:00Z" || a.Excerpt != "A first post" || a.Status != "" || recs[0].Number != 1 {
			t.Errorf("%+v", recs[0])
		}
		if b.Type != "page" || b.Status != "draft" || b.Enclosures[0].URL != "https://x.example/a.mp3" || string(recs[1].Content) != "<p>About.</p>" || recs[1].Number != 3 {
			t.Errorf("%+v", recs[1])
		}
	}
}

func TestMediumArchive(t *testing.T) {
	story, err := os.ReadFile(fixtures + "/medium.html")
	if err != nil {
		t.Fatal(err)
	}
	data := zipOf(t, files{
		{"README.html", "<p>readme</p>"}, {"profile/profile.html", "<p>me</p>"}, {"bookmarks/b.html", "<p>b</p>"},
		{"posts/2023-12-06_On-weirs-0123456789ab.html", string(story)}, {"posts/draft_Later-1.html", string(story)},
	})
	var got []string
	for rec, err := range Open(bytes.NewReader(data), Options{}) {
		if err != nil || rec.Format != Medium {
			t.Fatal(rec.Format, err)
		}
		got = append(got, rec.Name+" "+rec.Header.Title+" "+rec.Header.Status)
	}
	check(t, got, "posts/2023-12-06_On-weirs-0123456789ab.html On weirs ", "posts/draft_Later-1.html On weirs draft")
}

func TestWACZ(t *testing.T) {
	w, err := os.ReadFile(fixtures + "/wget.warc.gz")
	if err != nil {
		t.Fatal(err)
	}
	data := zipOf(t, files{{"datapackage.json", "{}"}, {"pages/pages.jsonl", `{"html": "no"}`}, {"archive/data.warc.gz", string(w)}})
	got := read(data, Options{Name: "c.wacz", IncludeURL: []string{"http://*/second.html"}})
	if len(got) != 2 || !strings.HasSuffix(got[0], "(c.wacz/archive/data.warc.gz)") {
		t.Errorf("%q", got)
	}
}

// A book in which everything is a little wrong still gives its whole chapters.
func TestBrokenBook(t *testing.T) {
	data := zipOf(t, files{
		{"META-INF/container.xml", `<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="O/p.opf"/></rootfiles></container>`},
		{"META-INF/encryption.xml", `<encryption><EncryptedData><CipherReference URI="O/locked.xhtml"/></EncryptedData></encryption>`},
		{"O/p.opf", `<opf:package xmlns:opf="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><opf:metadata><dc:title>B</dc:title></opf:metadata><opf:manifest>
			<opf:item id="a" href="a%20b.xhtml" media-type="application/xhtml+xml"/><opf:item id="gone" href="gone.xhtml"/><opf:item id="l" href="locked.xhtml"/><opf:item id="pic" href="p.png" media-type="image/png"/><opf:item id="z" href="z.xhtml"/></opf:manifest>
			<opf:spine><opf:itemref idref="z"/><opf:itemref idref="gone"/><opf:itemref idref="nowhere"/><opf:itemref idref="l"/><opf:itemref idref="pic"/><opf:itemref idref="a"/><opf:itemref idref="z"/></opf:spine></opf:package>`},
		{"O/a b.xhtml", `<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body><h1>A <i>heading</i></h1><p><a id="x"/>a</p></body></html>`},
		{"O/z.xhtml", `<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>Zed</h:title></h:head><h:body><h:p>z</h:p></h:body></h:html>`},
		{"O/locked.xhtml", "x"}, {"O/p.png", "x"},
	})
	check(t, read(data, Options{Name: "b.epub"}),
		`O/z.xhtml = <p>z</p> (b.epub)`,
		`! b.epub: record 2 at byte 0 ("O/gone.xhtml"): the book does not hold this file`,
		`! b.epub: record 3 at byte 0: the spine names "nowhere", which the manifest does not have`,
		`! b.epub: record 4 at byte 1000 ("O/locked.xhtml"): it is encrypted (DRM); only the program with the licence opens it`,
		`! b.epub: record 5 at byte 1060 ("O/p.png"): it is image/png, not a text`,
		`O/a b.xhtml = <h1>A <i>heading</i></h1><p><a id="x"></a>a</p> (b.epub)`)
}
