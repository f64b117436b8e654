package main

import (
	"bytes"
	"flag"
	"testing"

	"golang.org/x/net/html"
)

// The flag of the other packages, which have golden files: go test ./... -update
// gives it to all.
var _ = flag.Bool("update", false, "nothing to rewrite here")

// BenchmarkParse is the floor of any conversion: the HTML parser alone, over
// whole posts as they are.
func BenchmarkParse(b *testing.B) {
	var posts [][]byte
	for i := range 500 {
		var buf bytes.Buffer
		post(&buf, i)
		posts = append(posts, buf.Bytes())
	}
	i := 0
	for b.Loop() {
		if _, err := html.Parse(bytes.NewReader(posts[i%len(posts)])); err != nil {
			b.Fatal(err)
		}
		i++
	}
}
