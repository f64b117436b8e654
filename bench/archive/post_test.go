package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"
)

// TestPostsStayTheSame has figures measured on different days be about the
// same archive. A change here makes older figures incomparable.
func TestPostsStayTheSame(t *testing.T) {
	h := sha256.New()
	var b bytes.Buffer
	total := 0
	for i := range 2000 {
		b.Reset()
		fmt.Fprintln(h, post(&b, i))
		h.Write(b.Bytes())
		total += b.Len()
	}
	const want = "0fc20f8af3c6b92b"
	if got := hex.EncodeToString(h.Sum(nil)[:8]); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if mean := total / 2000; mean < 4000 || mean > 12_000 {
		t.Errorf("a post has %d bytes on average, want 4,000 to 12,000 as in real archives", mean)
	}
}
