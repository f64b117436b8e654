package batch

import (
	"os"
	"sync"

	"github.com/artx-cli/artx/internal/osfile"
)

// folders opens the folders of results below an output folder. The last one
// stays open: a walk puts many results into a folder before it leaves it.
type folders struct {
	mu   sync.Mutex
	root *os.Root
	last *openFolder
}

// openFolder is a folder that jobs have in common; the last one to release it
// closes it, unless it is still the latest.
type openFolder struct {
	*os.Root
	handle *os.File // for calls that os.Root lacks; nil if there is none
	name   string
	users  int
}

func newOpenFolder(root *os.Root, name string) *openFolder {
	return &openFolder{Root: root, handle: osfile.OpenHandle(root), name: name}
}

func (o *openFolder) close() {
	if o.handle != nil {
		o.handle.Close()
	}
	o.Close()
}

// open opens a folder by its path from the root, with slashes.
func (f *folders) open(name string) (*openFolder, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.last == nil || f.last.name != name {
		root, err := f.root.OpenRoot(name)
		if err != nil {
			return nil, err
		}
		f.drop()
		f.last = newOpenFolder(root, name)
	}
	f.last.users++
	return f.last, nil
}

func (f *folders) release(o *openFolder) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if o.users--; o.users == 0 && o != f.last {
		o.close()
	}
}

// drop forgets the latest folder.
func (f *folders) drop() {
	if f.last != nil && f.last.users == 0 {
		f.last.close()
	}
	f.last = nil
}

func (f *folders) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.drop()
}
