package source_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/artx-cli/artx/source"
)

// TestNextMember: wherever a web archive is cut, its parts have each record once.
func TestNextMember(t *testing.T) {
	data, err := os.ReadFile("../testdata/source/wget.warc.gz")
	if err != nil {
		t.Fatal(err)
	}
	want := partOf(t, data, 0, int64(len(data)))
	if len(want) == 0 {
		t.Fatal("no records")
	}
	for cut := int64(1); cut < int64(len(data)); cut += 7 {
		got := append(partOf(t, data, 0, cut), partOf(t, data, cut, int64(len(data)))...)
		if !slices.Equal(got, want) {
			t.Fatalf("cut at %d: %q, want %q", cut, got, want)
		}
	}
	if at, err := source.NextMember(bytes.NewReader([]byte("\x1f\x8b\x08 no")), 6, 0); at != -1 || err != nil {
		t.Errorf("a signature by chance: %d, %v", at, err)
	}
}

// partOf lists the records that begin between two offsets.
func partOf(t *testing.T, data []byte, from, to int64) (list []string) {
	at, err := source.NextMember(bytes.NewReader(data), int64(len(data)), from)
	if err != nil {
		t.Fatal(err)
	}
	for rec, err := range source.Open(bytes.NewReader(data), source.Options{Format: source.WARC, Offset: at}) {
		var broken *source.Error
		switch {
		case at < 0:
			return nil
		case errors.As(err, &broken):
			list = append(list, fmt.Sprint(broken.Offset, broken.Err))
		case rec.Offset >= to:
			return list
		default:
			list = append(list, fmt.Sprint(rec.Offset, rec.URL))
		}
	}
	return list
}
