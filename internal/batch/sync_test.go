package batch

import (
	"context"
	"os"
	"testing"
)

// TestSyncAll has only runs that write many files flush the whole file system:
// an editor that rewrites one file as it is saved waits for it.
func TestSyncAll(t *testing.T) {
	for _, tt := range []struct {
		what  string
		posts int
		opt   Options
		want  int
	}{
		{"one file in place", 1, Options{InPlace: true}, 0},
		{"a few in place", flushSingly, Options{InPlace: true}, 0},
		{"many in place", flushSingly + 1, Options{InPlace: true}, 1},
		{"a few results", flushSingly, Options{Output: "o"}, 0},
		{"many results", flushSingly + 1, Options{Output: "o"}, 1},
	} {
		t.Run(tt.what, func(t *testing.T) {
			manyPosts(tt.posts).write(t)
			opt := tt.opt
			opt.Paths, opt.Ext = []string{"p"}, ".md"
			r, err := newRunner(stub, opt)
			must(t, err)
			got := 0
			r.syncAll = func(*os.Root) error { got++; return nil }
			must(t, r.run(context.Background()))
			if got != tt.want || r.written.Load() != int64(tt.posts) {
				t.Errorf("flushed all %d times after %d results, want %d after %d", got, r.written.Load(), tt.want, tt.posts)
			}
		})
	}
}
