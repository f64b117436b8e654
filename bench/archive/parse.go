package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/net/html"
	"golang.org/x/sync/errgroup"
)

// parseAll reads and parses every file below a folder, on all processors, and
// does nothing else: what a run costs that converts nothing.
func parseAll(dir string) error {
	var workers errgroup.Group
	workers.SetLimit(runtime.GOMAXPROCS(0))
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		workers.Go(func() error {
			src, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			_, err = html.Parse(bytes.NewReader(src))
			return err
		})
		return nil
	})
	if parseErr := workers.Wait(); err == nil {
		err = parseErr
	}
	return err
}
