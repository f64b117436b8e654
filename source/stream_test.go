package source

import (
	"bytes"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
)

// repeated is a file of a head, n times the same unit, and a tail, which takes
// no room.
type repeated struct {
	head, unit, tail []byte
	n                int64
}

func (r repeated) size() int64 { return int64(len(r.head)+len(r.tail)) + r.n*int64(len(r.unit)) }

func (r repeated) file() *io.SectionReader { return io.NewSectionReader(r, 0, r.size()) }

// ReadAt implements io.ReaderAt.
func (r repeated) ReadAt(p []byte, off int64) (n int, err error) {
	for n < len(p) {
		part := r.at(off + int64(n))
		if part == nil {
			return n, io.EOF
		}
		n += copy(p[n:], part)
	}
	return n, nil
}

func (r repeated) at(off int64) []byte {
	units := int64(len(r.head)) + r.n*int64(len(r.unit))
	switch {
	case off < int64(len(r.head)):
		return r.head[off:]
	case off < units:
		return r.unit[(off-int64(len(r.head)))%int64(len(r.unit)):]
	case off < r.size():
		return r.tail[off-units:]
	}
	return nil
}

// post is a text of the usual length.
var words = strings.Repeat("<p>The old bridge over the river was closed in spring, for <em>fog</em> lay on the water.</p>\n", 60)

// large are containers of about the given size, each with the number of its
// records.
func large(t testing.TB, size int64) map[string]repeated {
	wxrItem := []byte(`<item><title>The bridge</title><link>https://x.example/bridge/</link><dc:creator><![CDATA[ada]]></dc:creator><content:encoded><![CDATA[` + words + `]]></content:encoded><wp:post_id>1</wp:post_id><wp:post_date>2024-05-01 10:00:00</wp:post_date><wp:post_type>post</wp:post_type><wp:status>publish</wp:status></item>` + "\n")
	record := response("https://x.example/bridge", "", "<html><body>"+words+"</body></html>")
	entry := []byte("<entry><title>t</title><content type='html'>" + strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(words) + "</content></entry>\n")
	line := []byte(fmt.Sprintf("{\"title\": \"t\", \"html\": %q}\n", words))
	mail := []byte("From a@x.example Wed May  1 10:00:00 2024\nFrom: a@x.example\nSubject: t\nContent-Type: text/html\n\n" + words + "\n")
	all := map[string]repeated{
		"WXR":     {head: []byte(`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>t</title>`), unit: wxrItem, tail: []byte("</channel></rss>")},
		"WARC":    {unit: record},
		"WARC gz": {unit: gzipOf(bytes.Repeat(record, 1))},
		"Atom":    {head: []byte(`<feed xmlns="http://www.w3.org/2005/Atom">`), unit: entry, tail: []byte("</feed>")},
		"JSONL":   {unit: line},
		"mbox":    {unit: mail},
	}
	for name, r := range all {
		r.n = size / int64(len(r.unit))
		if name == "WARC gz" {
			r.n = size / int64(len(record))
		}
		all[name] = r
	}
	return all
}

// TestMemory reads 300 MB of WXR and of WARC, and less of other formats, from a
// file and from a stream, and looks at the memory while it does.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some gigabytes")
	}
	const limit = 100 << 20
	for name, r := range large(t, 300<<20) {
		if name != "WXR" && name != "WARC" {
			r.n /= 10
		}
		for how, in := range map[string]io.Reader{"file": r.file(), "stream": io.MultiReader(r.file())} {
			t.Run(name+"/"+how, func(t *testing.T) {
				runtime.GC()
				var peak uint64
				n := int64(0)
				for _, err := range Open(in, Options{}) {
					if err != nil {
						t.Fatal(err)
					}
					if n++; n%200 == 0 {
						var m runtime.MemStats
						runtime.ReadMemStats(&m)
						peak = max(peak, m.HeapInuse+m.StackInuse)
					}
				}
				if n != r.n {
					t.Errorf("%d records of %d", n, r.n)
				}
				if peak > limit {
					t.Errorf("%d MB", peak>>20)
				}
				t.Logf("%d records, peak %d MB", n, peak>>20)
			})
		}
	}
}

// A record comes out as soon as it is whole, if the format is given.
func TestSlowProducer(t *testing.T) {
	for format, chunks := range map[Format][2]string{
		JSONL: {"{\"html\": \"one\"}\n", "{\"html\": \"two\"}\n"},
		RSS:   {"<rss>" + strings.Repeat(" ", 1024) + "<channel><item><description>one</description></item>", "<item><description>two</description></item></channel></rss>"},
		Mbox:  {"From a Wed May  1 10:00:00 2024\nFrom: a\n\none\n\nFrom a Wed May  1 10:00:00 2024\n", "From: a\n\ntwo\n"},
		WARC:  {string(response("", "", "one")), string(response("", "", "two"))},
	} {
		t.Run(string(format), func(t *testing.T) {
			r, w := io.Pipe()
			go func() { _, _ = io.WriteString(w, chunks[0]) }()
			n := 0
			for rec, err := range Open(r, Options{Format: format}) {
				if err != nil {
					t.Fatal(err)
				}
				if n++; n == 1 { // the producer goes on only now
					go func() { _, _ = io.WriteString(w, chunks[1]); _ = w.Close() }()
				}
				if want := []string{"one", "two"}[n-1]; string(rec.Content) != want {
					t.Errorf("%q", rec.Content)
				}
			}
			if n != 2 {
				t.Error(n)
			}
		})
	}
}

// BenchmarkOpen tells how fast formats are read; converting what is read costs
// more by far.
func BenchmarkOpen(b *testing.B) {
	for name, r := range large(b, 32<<20) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(r.n * int64(len(words)))
			b.ReportAllocs()
			for b.Loop() {
				for _, err := range Open(r.file(), Options{}) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
