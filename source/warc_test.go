package source

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"
)

// response is a WARC record with a page.
func response(url, head, body string) []byte {
	if !strings.Contains(head, "Content-Type") {
		head = "Content-Type: text/html\r\n" + head
	}
	http := "HTTP/1.1 200 OK\r\n" + head + "\r\n" + body
	return fmt.Appendf(nil, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-05-01T10:00:00Z\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", url, len(http), http)
}

// pages are three records.
func pages() (list [][]byte) {
	for _, word := range []string{"one", "two", "three"} {
		list = append(list, response("https://x.example/"+word, "", "<p>"+word+"</p>"))
	}
	return list
}

func joined(list [][]byte) []byte { return bytes.Join(list, nil) }

func each(list [][]byte, f func([]byte) []byte) (out [][]byte) {
	for _, b := range list {
		out = append(out, f(b))
	}
	return out
}

// withDictionary compresses as the IIPC's "Zstandard WARC" says: the dictionary,
// compressed or not, in a skippable frame, and each record a frame of its own.
func withDictionary(t *testing.T, list [][]byte, pack bool) []byte {
	var samples [][]byte
	for i := range 100 {
		samples = append(samples, response(fmt.Sprintf("https://y%d.example/%x", i, i*i*7919), fmt.Sprintf("X: %d\r\n", i*31), fmt.Sprintf("<h1>Page %d</h1><p>%x</p>", i, i*104729)))
	}
	dict, err := zstd.BuildDict(zstd.BuildDictOptions{ID: 1234, Contents: samples, History: joined(samples[:10]), Offsets: [3]int{1, 4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderDict(dict), zstd.WithEncoderCRC(true))
	if err != nil {
		t.Fatal(err)
	}
	if pack {
		dict = zstdOf(t, dict)
	}
	out := binary.LittleEndian.AppendUint32([]byte(dictMagic), uint32(len(dict)))
	out = append(out, dict...)
	for _, b := range list {
		out = append(out, "\x50\x2a\x4d\x18\x03\x00\x00\x00abc"...) // another skippable frame
		out = append(out, w.EncodeAll(b, nil)...)
	}
	return out
}

func TestWARCCompressions(t *testing.T) {
	list := pages()
	for name, data := range map[string][]byte{
		"plain":                           joined(list),
		"a member a record":               joined(each(list, gzipOf)),
		"one member":                      gzipOf(joined(list)),
		"a frame a record":                joined(each(list, func(b []byte) []byte { return zstdOf(t, b) })),
		"one frame":                       zstdOf(t, joined(list)),
		"with a dictionary":               withDictionary(t, list, false),
		"with a compressed dictionary":    withDictionary(t, list, true),
		"in a gzip that is not of a WARC": gzipOf(joined(each(list, gzipOf))),
	} {
		t.Run(name, func(t *testing.T) {
			for _, in := range []io.Reader{bytes.NewReader(data), io.MultiReader(bytes.NewReader(data))} {
				var got []string
				for rec, err := range Open(in, Options{Name: "a"}) {
					if err != nil {
						t.Fatal(err)
					}
					got = append(got, rec.URL+" "+string(rec.Content)+" "+rec.Header.Captured+" "+rec.Name)
				}
				check(t, got, "https://x.example/one <p>one</p> 2024-05-01T10:00:00Z x.example/one",
					"https://x.example/two <p>two</p> 2024-05-01T10:00:00Z x.example/two",
					"https://x.example/three <p>three</p> 2024-05-01T10:00:00Z x.example/three")
			}
		})
	}
}

// Reading goes on at the offset of any record as if it had begun before it.
func TestResume(t *testing.T) {
	list := pages()
	for name, data := range map[string][]byte{
		"plain": joined(list),
		"gzip":  joined(each(list, gzipOf)),
		"zstd":  withDictionary(t, list, false),
		"jsonl": []byte("{\"html\":\"<p>one</p>\"}\n{\"html\":\"<p>two</p>\"}\n{\"html\":\"<p>three</p>\"}\n"),
	} {
		t.Run(name, func(t *testing.T) {
			var all []*Record
			for rec, err := range Open(bytes.NewReader(data), Options{}) {
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, rec)
			}
			if len(all) != 3 {
				t.Fatal(len(all))
			}
			for i, from := range all {
				n := i
				for rec, err := range Open(bytes.NewReader(data), Options{Offset: from.Offset}) {
					if err != nil || rec.Offset != all[n].Offset || !bytes.Equal(rec.Content, all[n].Content) {
						t.Fatalf("from %d: %+v %v", from.Offset, rec, err)
					}
					n++
				}
				if n != 3 {
					t.Errorf("from %d: %d", from.Offset, n)
				}
			}
		})
	}
}

func TestContentEncodings(t *testing.T) {
	const body = "<p>words</p>"
	pack := func(w func(io.Writer) io.WriteCloser) string {
		var b bytes.Buffer
		c := w(&b)
		_, _ = io.WriteString(c, body)
		_ = c.Close()
		return b.String()
	}
	zlibBody := pack(func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) })
	rawBody := pack(func(w io.Writer) io.WriteCloser { f, _ := flate.NewWriter(w, 5); return f })
	brBody := pack(func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
	gz := string(gzipOf([]byte(body)))
	chunked := fmt.Sprintf("5;ext=1\r\n%s\r\n%x\r\n%s\r\n0\r\nTrailer: x\r\n\r\n", body[:5], len(body)-5, body[5:])
	for _, c := range []struct{ name, head, body string }{
		{"none", "", body},
		{"identity", "Content-Encoding: identity\r\n", body},
		{"gzip", "Content-Encoding: gzip\r\n", gz},
		{"x-gzip", "Content-Encoding: X-GZIP\r\n", gz},
		{"zlib", "Content-Encoding: deflate\r\n", zlibBody},
		{"raw deflate", "Content-Encoding: deflate\r\n", rawBody},
		{"brotli", "Content-Encoding: br\r\n", brBody},
		{"zstd", "Content-Encoding: zstd\r\n", string(zstdOf(t, []byte(body)))},
		{"two", "Content-Encoding: deflate, gzip\r\n", string(gzipOf([]byte(zlibBody)))},
		{"chunked", "Transfer-Encoding: chunked\r\n", chunked},
		{"chunked gzip", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", fmt.Sprintf("%x\r\n%s\r\n0\r\n\r\n", len(gz), gz)},
		{"undone before", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", body},
		{"brotli undone before", "Content-Encoding: br\r\n", body},
		{"folded field", "X-A: b\r\n c\r\nno field\r\n", body},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(response("https://x.example/", c.head, c.body), Options{})
			check(t, got, "x.example/index.html = "+body+" ()")
		})
	}
}

// What is broken is one error; what is whole behind it is read.
func TestBrokenWARC(t *testing.T) {
	list := pages()
	short := bytes.Replace(list[1], []byte("Content-Length: "), []byte("Content-Length: 1"), 1)
	for _, c := range []struct {
		name string
		data []byte
		want []string // parts of what comes out
	}{
		{"the last is cut off", joined(list)[:len(joined(list))-30], []string{"<p>one", "<p>two", "! w: record 3 at byte 466"}},
		{"a wrong length at the end", append(bytes.Clone(list[0]), short...), []string{"<p>one", "! w: record 2 at byte 233: the WARC record is shorter"}},
		{"a length that is too small", joined([][]byte{list[0], bytes.Replace(list[1], []byte("Length: 5"), []byte("Length: 4"), 1), list[2]}), []string{"<p>one", "! w: record 2 at byte 233: the WARC record does not end where", "<p>three"}},
		{"a length that is too large", joined([][]byte{list[0], bytes.Replace(list[1], []byte("Length: 5"), []byte("Length: 9"), 1), list[2], list[0]}), []string{"<p>one", "! w: record 2 at byte 233: the WARC record does not end where", "<p>one"}},
		{"no length", joined([][]byte{list[0], bytes.Replace(list[1], []byte("Content-Length"), []byte("Content-Width"), 1), list[2]}),
			[]string{"<p>one", "! w: record 2 at byte 233: the WARC record has no usable Content-Length", "<p>three"}},
		{"a negative length", joined([][]byte{list[0], bytes.Replace(list[1], []byte("Length: "), []byte("Length: -"), 1), list[2]}),
			[]string{"<p>one", "! w: record 2", "<p>three"}},
		{"garbage between", joined([][]byte{list[0], []byte("garbage\r\nmore\r\n"), list[1]}), []string{"<p>one", `! w: record 2 at byte 233: no WARC record`, "<p>two"}},
		{"a broken member", joined([][]byte{gzipOf(list[0]), gzipOf(list[1])[:60], gzipOf(list[2])}), []string{"<p>one", "! w: record 2", "<p>three"}},
		{"the last member is cut off", joined(each(list, gzipOf))[:len(joined(each(list, gzipOf)))-20], []string{"<p>one", "<p>two", "! w: record 3"}},
		{"a broken frame", joined([][]byte{zstdOf(t, list[0]), zstdOf(t, list[1])[:60], zstdOf(t, list[2])}), []string{"<p>one", "! w: record 2", "<p>three"}},
		{"no head of HTTP", []byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"), []string{"! w: record 1 at byte 0: the head of the HTTP response does not end"}},
		{"cut off by the crawler", bytes.Replace(list[0], []byte("WARC-Date"), []byte("WARC-Truncated: length\r\nWARC-Date"), 1), []string{"! w: record 1 at byte 0 (\"https://x.example/one\"): the crawler stored only a part"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(c.data, Options{Name: "w"})
			ok := len(got) == len(c.want)
			for i := 0; ok && i < len(got); i++ {
				ok = strings.Contains(got[i], c.want[i])
			}
			if !ok {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}

func TestSkippedInWARC(t *testing.T) {
	f, err := os.Open(fixtures + "/wget-dedup.warc.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	revisits := 0
	for rec, err := range Open(f, Options{Skipped: func(s Skip) {
		if s.Reason == "revisit" {
			revisits++
		}
	}}) {
		t.Error(rec, err)
	}
	if revisits != 1 {
		t.Error(revisits)
	}
}

func TestIncludeURL(t *testing.T) {
	data := joined(pages())
	for glob, want := range map[string]int{"https://x.example/t*": 2, "**/one": 1, "https://y.example/**": 0, "https://x.example/{one,two}": 2} {
		if got := read(data, Options{IncludeURL: []string{glob}}); len(got) != want {
			t.Errorf("%s: %q", glob, got)
		}
	}
	for glob, want := range map[string]string{"[": "is not a valid glob", strings.Repeat("{a,b}", 40): "stands for more than"} {
		if got := read(data, Options{IncludeURL: []string{glob}}); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%s: %q", glob, got)
		}
	}
}

// A charset that the server declares goes before the one of the page.
func TestCharsetOfResponse(t *testing.T) {
	got := read(response("https://x.example/", "", "<meta charset=utf-8>caf\xe9"), Options{})
	latin := response("https://x.example/", "Content-Type: text/html; charset=latin1\r\n", "<meta charset=utf-8>caf\xe9")
	check(t, got, "x.example/index.html = <meta charset=utf-8>caf\xe9 ()")
	check(t, read(latin, Options{}), "x.example/index.html = <meta charset=utf-8>café ()")
}

func TestMaxSizeOfPage(t *testing.T) {
	list := pages()
	list[1] = response("https://x.example/two", "", strings.Repeat("<p>long</p>", 1000))
	var tooLarge int
	var got []string
	for rec, err := range Open(bytes.NewReader(joined(list)), Options{MaxSize: 1000}) {
		if errors.Is(err, ErrTooLarge) {
			tooLarge++
		} else if err != nil {
			t.Error(err)
		} else {
			got = append(got, rec.URL)
		}
	}
	if tooLarge != 1 || len(got) != 2 {
		t.Error(tooLarge, got)
	}
}
