package source

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The seeds of each target are the fixtures of its format; what is checked is
// what holds for any bytes: reading ends, twice with the same result, no record
// is larger than the limit, no name leads out of a folder, and what is read from
// a file is what is read from a stream.

const fuzzLimit = 64 << 10

func fuzz(f *testing.F, format Format, more ...[]byte) {
	files, _ := filepath.Glob(fixtures + "/*")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		if got, _ := Detect(data, ""); got == format {
			f.Add(data)
		}
	}
	for _, data := range more {
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		first := outcome(t, bytes.NewReader(data), format)
		if second := outcome(t, bytes.NewReader(data), format); !slices.Equal(first, second) {
			t.Errorf("not the same twice\n%q\n%q", first, second)
		}
		outcome(t, io.MultiReader(bytes.NewReader(data)), format)
	})
}

// outcome reads a container and checks each record.
func outcome(t *testing.T, in io.Reader, format Format) (list []string) {
	last := 0
	for rec, err := range Open(in, Options{Format: format, Name: "fuzz", MaxSize: fuzzLimit, Comments: true, Types: []string{"*"}}) {
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || rec != nil {
				t.Fatalf("%T %v", err, err)
			}
			list = append(list, err.Error())
			continue
		}
		if rec.Number <= last {
			t.Errorf("record %d behind %d", rec.Number, last)
		}
		last = rec.Number
		checkRecord(t, rec)
		list = append(list, rec.Name+" "+string(rec.Content))
	}
	return list
}

func checkRecord(t *testing.T, rec *Record) {
	// HTML that is written anew, or decoded, may grow, but not out of bounds.
	if len(rec.Content) > 8*fuzzLimit {
		t.Errorf("%d bytes", len(rec.Content))
	}
	if strings.HasPrefix(rec.Name, "/") || strings.ContainsAny(rec.Name, "\\\x00") || slices.Contains(strings.Split(rec.Name, "/"), "..") {
		t.Errorf("name %q", rec.Name)
	}
	for _, a := range rec.Attachments() {
		if strings.ContainsAny(a.Name, `/\`) {
			t.Errorf("name %q", a.Name)
		}
		if r, err := a.Open(); err == nil {
			_, _ = io.Copy(io.Discard, r)
			_ = r.Close()
		}
	}
	rec.Attachment("../img/a.png")
}

func FuzzFeed(f *testing.F)        { fuzz(f, RSS) }
func FuzzJSONFeed(f *testing.F)    { fuzz(f, JSONFeed) }
func FuzzWXR(f *testing.F)         { fuzz(f, WXR) }
func FuzzBlogger(f *testing.F)     { fuzz(f, Blogger) }
func FuzzGhost(f *testing.F)       { fuzz(f, Ghost) }
func FuzzMedium(f *testing.F)      { fuzz(f, Medium) }
func FuzzMovableType(f *testing.F) { fuzz(f, MovableType) }
func FuzzMHTML(f *testing.F)       { fuzz(f, MHTML) }
func FuzzEML(f *testing.F)         { fuzz(f, EML) }
func FuzzMbox(f *testing.F)        { fuzz(f, Mbox) }
func FuzzENEX(f *testing.F)        { fuzz(f, ENEX) }
func FuzzEPUB(f *testing.F)        { fuzz(f, EPUB) }
func FuzzJSONL(f *testing.F)       { fuzz(f, JSONL) }
func FuzzSavedPage(f *testing.F)   { fuzz(f, SavedPage) }

func FuzzZip(f *testing.F) {
	fuzz(f, Zip, zipOf(f, folder), zipOf(f, files{{"posts.csv", "post_id,title\n1.a,b\n"}, {"posts/1.a.html", "<p>a</p>"}}))
}

func FuzzTar(f *testing.F) { fuzz(f, Tar, tarOf(f, folder)) }

func FuzzWARC(f *testing.F) {
	list := pages()
	fuzz(f, WARC, joined(list), joined(each(list, gzipOf)), joined(each(list, func(b []byte) []byte { return zstdOf(f, b) })))
}

func FuzzCompressed(f *testing.F) {
	fuzz(f, Gzip, gzipOf([]byte("<p>a</p>")), gzipOf(tarOf(f, folder)))
}

// FuzzOpen reads whatever it is.
func FuzzOpen(f *testing.F) {
	fuzz(f, "", []byte("%PDF-1.4"), []byte("bplist00"), zstdOf(f, []byte("<p>a</p>")))
}
