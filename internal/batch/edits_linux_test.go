package batch

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// TestEdits has somebody edit files at random while runs rewrite, remove and
// replace them: appending, as shells do, replacing by renaming, as editors do, or
// writing over. What was edited is there when the run is over, in the source, in
// its result, or in a file that was set aside. Elsewhere than on Linux there is an
// instant in which an edit can be lost: SECURITY.md tells of it.
func TestEdits(t *testing.T) {
	for _, tt := range []struct {
		what string
		opt  Options
		in   string // what is edited
	}{
		{"in place", Options{InPlace: true}, "p/%d.md"},
		{"sources that are deleted", Options{InPlace: true, DeleteSource: true}, "p/%d.html"},
		{"results", Options{Output: "o"}, "o/%d.md"},
		{"results that are pruned", Options{Output: "o", Prune: true}, "o/%d.md"},
	} {
		for seed := range uint64(2) {
			t.Run(fmt.Sprint(tt.what, seed), func(t *testing.T) {
				const posts = 60
				f := folder{}
				for i := range posts {
					f[fmt.Sprintf("p/%d"+filepath.Ext(tt.in), i)] = fmt.Sprintf("<p>post %d\n", i)
				}
				f.write(t)
				opt := tt.opt
				opt.Paths = []string{"p"}
				if opt.Output != "" {
					run(t, opt)
				}
				for name := range f { // so that there is something to be done again
					folder{name: f[name] + "more\n"}.add(t, ".")
				}
				if opt.Prune {
					must(t, os.RemoveAll("p"))
					folder{"p/other.html": "other"}.add(t, ".")
				}
				e := newEditor(seed, tt.in, posts)
				_, err := try(func(name string, src []byte) (Result, error) {
					e.edit() // between reading and writing
					return stub(name, src)
				}, opt)
				e.end()
				if err != nil {
					t.Fatal(err)
				}
				e.check(t)
				checkNoTemps(t, ".")
			})
		}
	}
}

// editor edits files at random, on its own and when asked to.
type editor struct {
	mu    sync.Mutex
	rand  *rand.Rand
	names string
	files int
	marks []string // of its edits
	quit  chan struct{}
	done  sync.WaitGroup
}

// maxEdits bounds the edits that an editor makes on its own.
const maxEdits = 1500

func newEditor(seed uint64, names string, files int) *editor {
	e := &editor{rand: rand.New(rand.NewPCG(seed, 1)), names: names, files: files, quit: make(chan struct{})}
	e.done.Go(func() {
		for range maxEdits {
			select {
			case <-e.quit:
				return
			default:
				e.edit()
			}
		}
	})
	return e
}

func (e *editor) end() {
	close(e.quit)
	e.done.Wait()
}

// edit makes one edit, if the file is there.
func (e *editor) edit() {
	e.mu.Lock()
	defer e.mu.Unlock()
	name := fmt.Sprintf(e.names, e.rand.IntN(e.files))
	mark := fmt.Sprintf("edit %d;", len(e.marks))
	if e.write(name, mark, e.rand.IntN(3)) == nil {
		e.marks = append(e.marks, mark)
	}
}

// write appends the mark to a file that is there: as shells and loggers do, as
// programs that keep it open, or as editors, which replace it.
func (e *editor) write(name, mark string, how int) error {
	flags := os.O_WRONLY | os.O_APPEND
	switch how {
	case 1:
		flags = os.O_RDWR
	case 2:
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(name+"~", append(text, mark...), 0o666); err != nil {
			return err
		}
		return os.Rename(name+"~", name)
	}
	f, err := os.OpenFile(name, flags, 0)
	if err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = f.WriteString(mark)
	}
	return errors.Join(err, f.Close())
}

// check looks for all edits.
func (e *editor) check(t *testing.T) {
	t.Helper()
	var all strings.Builder
	for _, text := range readFolder(t, ".") {
		all.WriteString(text)
	}
	lost := 0
	for _, mark := range e.marks {
		if !strings.Contains(all.String(), mark) {
			lost++
		}
	}
	if lost > 0 || len(e.marks) == 0 {
		t.Errorf("%d of %d edits are lost", lost, len(e.marks))
	}
	t.Log(len(e.marks), "edits")
}
