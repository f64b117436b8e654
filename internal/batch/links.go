package batch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"

	"github.com/artx-cli/artx/internal/media"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/internal/site"
)

// openSite has links be followed, if results become files. What comes on standard
// input is read twice only where that was asked for.
func (r *runner) openSite() {
	l := r.opt.Links
	if !r.opt.Links.wanted() && r.opt.Redirects == "" || r.opt.streaming() || r.opt.File != "" || r.opt.Stdin != nil && !r.opt.readsTwice() {
		return
	}
	r.site, r.pages = site.New(site.Options{Style: l.Style, Base: l.Base, Root: cmp.Or(r.opt.Output, r.walker.base), Moves: r.opt.Redirects != "", Places: r.placesIn}), make(map[uint64]int32)
}

// placesIn reads the article at a path below the base, if it is a file.
func (r *runner) placesIn(source string) map[string]string {
	if r.opt.Places == nil || !r.hasFile(source) {
		return nil
	}
	return r.opt.Places(filepath.Join(r.walker.base, filepath.FromSlash(source)))
}

// wanted tells whether links are to be changed.
func (l Links) wanted() bool { return l.Style != "" && l.Style != site.Keep }

func (r *runner) followsLinks() bool { return r.site != nil && r.opt.Links.wanted() }

// filesOnly tells whether only links to files whose names change are changed: in
// place, where the rest of a site stays as it is, that is all that breaks.
func (r *runner) filesOnly() bool { return r.opt.beside() && !r.opt.Links.Asked }

// know makes an article known to the others by its addresses.
func (r *runner) know(src source, target string, f Fields) {
	if r.site == nil || r.filesOnly() && target == src.rel {
		return
	}
	p := site.Page{Source: src.rel, Result: target, Addresses: f.Addresses, Slug: f.Slug, Date: f.Date, Draft: f.Draft}
	if src.rec != nil && src.rec.URL != "" {
		p.Addresses = append(p.Addresses, src.rec.URL)
	}
	if r.filesOnly() {
		p = site.Page{Source: src.rel, Result: target}
	}
	r.pages[hashName(src.key())] = r.site.Add(p)
}

// tellLeftovers says which files that the run did not convert still have links to
// sources whose results have another name.
func (r *runner) tellLeftovers() {
	if len(r.renamed) == 0 || r.opt.DryRun || r.opt.Quiet {
		return
	}
	own := func(name string) bool {
		_, mine := r.renamed[name]
		_, planned := r.plan.targets[hashName(fold(name))]
		return mine || planned
	}
	for _, text := range site.TellLeftovers(site.Leftovers(os.DirFS(r.walker.base), r.renamed, own), r.walker.base) {
		r.log.Notice(text)
	}
}

// writeRedirects writes the file that leads old addresses to new ones, unless it is
// somebody else's.
func (r *runner) writeRedirects() error {
	format, name, ok := site.RedirectFile(r.opt.Redirects)
	if !ok || r.site == nil || r.opt.readOnly() && !r.opt.DryRun {
		return nil
	}
	text := site.EncodeRedirects(format, r.site.Redirects())
	shown := filepath.Join(r.opt.Output, filepath.FromSlash(name))
	if r.opt.DryRun {
		fmt.Fprintf(r.opt.Stdout, "would write %s\n", report.OneLine(shown))
		return nil
	}
	was, err := lookAt(r.root, name)
	if err != nil {
		return errors.New(reason(shown, err))
	}
	owner, err := r.cache.ownerOf(name)
	switch {
	case err != nil:
		return r.aboutCache(err)
	case was.none() || was.sum == digestOf(text) || r.opt.Force || owner.source == hashName(redirectSource) && owner.sum == was.sum:
	default:
		return fmt.Errorf("%s: is there, and artx did not write it, or it was edited since; move it away, or overwrite it with --force", shown)
	}
	if err := r.root.MkdirAll(path.Dir(name), 0o777); err != nil {
		return errors.New(reason(shown, err))
	}
	w, err := replaceIn(r.root, name, was, nil, func(f io.Writer) error { return writeAll(f, text) })
	if err != nil {
		return errors.New(reason(shown, err))
	}
	return r.cache.add(&line{in: digestOf([]byte(redirectSource + name)), sum: digestOf(text), size: w.fi.Size(), mtime: w.fi.ModTime().UnixNano(), source: redirectSource, output: name})
}

// redirectSource is what the cache calls the source of redirects: the output folder,
// which does not go.
const redirectSource = "."

// openStore opens what brings files along. A run that only looks gets an empty
// folder where there is no output folder.
func (r *runner) openStore(ctx context.Context) (err error) {
	opt := media.Options{Root: r.opt.Output, Base: r.walker.base, Folder: r.opt.Media, Force: r.opt.Force, DryRun: r.opt.readOnly(), Download: r.opt.Download}
	if r.opt.Stdin != nil {
		opt.Base = ""
	}
	if r.root == nil {
		if r.folder, err = os.MkdirTemp("", "artx-"); err != nil {
			return err
		}
		opt.Root = r.folder
	}
	opt.Taken = func(place string) bool {
		h := hashName(fold(place))
		_, file := r.plan.targets[h]
		_, folder := r.plan.folders[h]
		return file || folder
	}
	r.store, err = media.Open(ctx, opt)
	return err
}

func (r *runner) closeStore() {
	if r.store != nil {
		r.store.Close() // what it could not write, Settle has said
		r.store = nil
	}
	if r.folder != "" {
		os.RemoveAll(r.folder)
		r.folder = ""
	}
}

// hasFile tells whether there is a file at a path below the base.
func (r *runner) hasFile(rel string) bool {
	fi, err := os.Stat(filepath.Join(r.walker.base, filepath.FromSlash(rel)))
	return err == nil && fi.Mode().IsRegular()
}

// pruneMedia removes files that an earlier run brought and no result refers to any
// more: places are those that the others refer to.
func (r *runner) pruneMedia(places map[uint64]struct{}) error {
	if r.store == nil {
		return nil
	}
	removed, err := r.store.Prune(func(place string) bool {
		_, kept := places[hashName(place)]
		return kept
	})
	for _, place := range removed {
		r.sum.Pruned++
		name := filepath.Join(r.opt.Output, filepath.FromSlash(place))
		if r.opt.DryRun {
			fmt.Fprintf(r.opt.Stdout, "would prune %s\n", report.OneLine(name))
			continue
		}
		r.log.Pruned(name)
	}
	return err
}

// addPlaces notes where the files are that a result refers to.
func addPlaces(places map[uint64]struct{}, l line) {
	if m, ok := reference.Parse(l.refs); ok {
		for _, place := range m.Places {
			places[hashName(place)] = struct{}{}
		}
	}
}

// planPrune says what pruning would remove.
func (r *runner) planPrune() error {
	places := make(map[uint64]struct{})
	err := readLines(r.root, cacheName, func(l line) {
		_, again := r.plan.targets[hashName(fold(l.output))] // of whose files the store knows
		if was := r.sum.Pruned; r.prune(l) && r.sum.Pruned == was && !again {
			addPlaces(places, l)
		}
	})
	if err != nil {
		return r.aboutCache(err)
	}
	return r.pruneMedia(places)
}
