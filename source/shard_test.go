package source_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/artx-cli/artx/source"
)

func TestParseShard(t *testing.T) {
	for text, want := range map[string]source.Shard{
		"0/4": {Index: 0, Count: 4}, "4/4": {Index: 4, Count: 4}, "1/1": {Index: 1, Count: 1},
		"": {}, "3": {}, "5/4": {}, "-1/4": {}, "1/0": {}, "1/4/2": {}, "a/b": {}, "1/ 4": {}, "1/99999999999": {},
	} {
		got, err := source.ParseShard(text)
		if got != want || (err != nil) != (want == source.Shard{}) {
			t.Errorf("ParseShard(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
}

// TestShardsOfFormats: whatever the container is, each record, and each error about
// one, is in one share.
func TestShardsOfFormats(t *testing.T) {
	files, err := filepath.Glob("../testdata/source/*")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want := places(data, name, source.Shard{})
		for _, n := range []int{2, 3} {
			var got []string
			for i := range n {
				got = append(got, places(data, name, source.Shard{Index: i, Count: n})...)
			}
			slices.Sort(got)
			if slices.Sort(want); !slices.Equal(got, want) {
				t.Errorf("%s in %d shares: %q, want %q", name, n, got, want)
			}
		}
		if last, first := places(data, name, source.Shard{Index: 3, Count: 3}), places(data, name, source.Shard{Index: 0, Count: 3}); !slices.Equal(last, first) {
			t.Errorf("%s: share 3/3 has %q, 0/3 has %q", name, last, first)
		}
	}
}

// places names what Open yields about single records.
func places(data []byte, name string, share source.Shard) (list []string) {
	for rec, err := range source.Open(bytes.NewReader(data), source.Options{Name: name, Shard: share}) {
		broken, ofRecord := err.(*source.Error)
		switch {
		case err == nil:
			list = append(list, fmt.Sprint(rec.Number, rec.Offset, rec.Name, rec.URL))
		case ofRecord && broken.Record > 0:
			list = append(list, err.Error())
		}
	}
	return list
}

// TestShardsOfWARC: what accompanies each response, as writers of WARC have it, does
// not make the shares uneven.
func TestShardsOfWARC(t *testing.T) {
	var b bytes.Buffer
	add := func(kind, media, body string) {
		fmt.Fprintf(&b, "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: http://e.example/%d\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
			kind, b.Len(), media, len(body), body)
	}
	add("warcinfo", "application/warc-fields", "a: b")
	for range 12 {
		add("request", "application/http", "GET / HTTP/1.1\r\n\r\n")
		add("response", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>x")
		add("metadata", "application/warc-fields", "a: b")
	}
	for i := range 3 {
		if got := len(places(b.Bytes(), "a.warc", source.Shard{Index: i, Count: 3})); got != 4 {
			t.Errorf("share %d/3 has %d records, want 4", i, got)
		}
	}
}
