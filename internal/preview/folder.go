package preview

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"github.com/artx-cli/artx/internal/report"
)

// Folder is a preview in files. It takes the place of one that artx wrote before, all
// at once, when it is complete.
type Folder struct {
	collector
	name string // of the folder
	made string // where it is made, beside that
}

// NewFolder begins the preview in the folder called name, for a program of that
// version. It is an error if there is anything but a preview.
func NewFolder(name, version string) (*Folder, error) {
	name = filepath.Clean(name)
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target // a link stays one
	}
	if err := replaceable(name); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return nil, fmt.Errorf("cannot write the report %w", err)
	}
	made, err := os.MkdirTemp(filepath.Dir(name), ".artx-preview-")
	if err == nil {
		err = os.Mkdir(filepath.Join(made, panesFolder), 0o777)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot write the report %w", err)
	}
	f := &Folder{name: name, made: made, collector: collector{version: version}}
	f.put = func(name string, page []byte) error {
		return os.WriteFile(filepath.Join(made, panesFolder, name), page, 0o666)
	}
	return f, nil
}

// Prepare makes panes as files hold them; it may be called concurrently.
func (f *Folder) Prepare(*report.Pages) {}

// Add takes what became of an input, and its panes, nil for none, in order.
func (f *Folder) Add(file *report.File, pages *report.Pages) error { return f.add(file, pages) }

// Drop removes what is not finished.
func (f *Folder) Drop() {
	if f.made != "" {
		os.RemoveAll(f.made)
	}
}

// Finish puts the preview in its place.
func (f *Folder) Finish() error {
	defer f.Drop()
	if err := f.index(); err != nil {
		return fmt.Errorf("cannot write the report %w", err)
	}
	if err := replaceable(f.name); err != nil { // what came meanwhile stays
		return err
	}
	if err := f.exchange(); err != nil {
		return fmt.Errorf("cannot write the report %w", err)
	}
	return nil
}

func (f *Folder) index() error {
	file, err := os.Create(filepath.Join(f.made, "index.html"))
	if err != nil {
		return err
	}
	w := bufio.NewWriter(file)
	return errors.Join(f.writeIndex(w), w.Flush(), file.Close())
}

// exchange puts the folder that was made where an old one may be.
func (f *Folder) exchange() error {
	made := f.made
	fi, err := os.Stat(filepath.Join(made, panesFolder))
	if err == nil {
		err = os.Chmod(made, fi.Mode().Perm()) // not that of a temporary folder
	}
	if err != nil {
		return err
	}
	old := made + "-old"
	switch err := os.Rename(f.name, old); {
	case errors.Is(err, fs.ErrNotExist):
		old = ""
	case err != nil:
		return err
	}
	if err := os.Rename(made, f.name); err != nil {
		if old != "" {
			err = errors.Join(err, os.Rename(old, f.name))
		}
		return err
	}
	f.made = ""
	if old != "" {
		return os.RemoveAll(old)
	}
	return nil
}

// paneName are the names that panes have.
var paneName = regexp.MustCompile(`^[0-9]+-(source|result)\.html$`)

// replaceable tells by an error why the folder called name may not be replaced: there
// is something in it that artx did not write.
func replaceable(name string) error {
	if fi, err := os.Stat(name); err == nil && !fi.IsDir() {
		return fmt.Errorf("cannot write the report %s: it is a file; name a folder that is not there yet", name)
	}
	entries, err := os.ReadDir(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return fmt.Errorf("cannot write the report %w", err)
	}
	foreign := fmt.Errorf("cannot write the report %s: the folder holds other files; name one that is not there yet", name)
	for _, e := range entries {
		if e.Name() != "index.html" && e.Name() != panesFolder {
			return foreign
		}
	}
	if !isPreview(filepath.Join(name, "index.html")) {
		return foreign
	}
	panes, err := os.ReadDir(filepath.Join(name, panesFolder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return foreign
	}
	for _, e := range panes {
		if !paneName.MatchString(e.Name()) || !e.Type().IsRegular() {
			return foreign
		}
	}
	return nil
}

// isPreview tells whether a file is the index of a preview.
func isPreview(name string) bool {
	file, err := os.Open(name)
	if err != nil {
		return false
	}
	defer file.Close()
	head := make([]byte, 4<<10)
	n, _ := io.ReadFull(file, head)
	return bytes.Contains(head[:n], []byte(`<meta name="generator" content="`+generator+`">`))
}
