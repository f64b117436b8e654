package media

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// errChanged says that a file is not what it was when the store read it.
var errChanged = errors.New("it changed while it was copied; run it again")

// Settle waits for everything that was added, names it and puts it in its
// place. If ctx ends first, downloads are given up: their references stay. The
// error is one of the store's memory; single files have problems of their own.
// Nothing may be added afterwards.
func (s *Store) Settle(ctx context.Context) error {
	stop := context.AfterFunc(ctx, s.cancel)
	s.open.Wait()
	stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	s.assign()
	s.stats.Files = len(s.wants)
	if s.opt.DryRun {
		s.planPlaces()
		return nil
	}
	for _, at := range slices.SortedFunc(maps.Keys(s.wants), s.byPath) {
		if w := s.wants[at]; w.problem == nil {
			if err := s.put(w); err != nil {
				w.problem = failed(err)
			}
		}
	}
	s.sweep()
	return s.index.err
}

// planPlaces notes what a dry run would write.
func (s *Store) planPlaces() {
	for _, w := range s.wants {
		if w.problem != nil || s.isThere(w) {
			continue
		}
		s.plan = append(s.plan, w.path)
		s.stats.Written++
	}
	slices.Sort(s.plan)
}

// Planned lists the paths that Settle would have written in a dry run, sorted.
func (s *Store) Planned() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.plan
}

func (s *Store) byPath(a, b spot) int { return cmp.Compare(s.wants[a].path, s.wants[b].path) }

// naming is the state of giving names.
type naming struct {
	*Store
	taken map[string]digest // folded path to content, of this run
	live  map[digest]bool   // contents that some address still has
}

// assign gives every wanted content its path. A content that has a file in the
// folder keeps it; of the others the one with the least name comes first, so
// that the order of arrival says nothing.
func (s *Store) assign() {
	n := &naming{s, make(map[string]digest), make(map[digest]bool)}
	for _, a := range s.index.addresses {
		n.live[a.sum] = true
	}
	order := slices.SortedFunc(maps.Keys(s.wants), func(a, b spot) int {
		x, y := s.wants[a], s.wants[b]
		return cmp.Or(cmp.Compare(a.folder, b.folder), cmp.Compare(a.place, b.place), cmp.Compare(x.stem, y.stem),
			cmp.Compare(x.key, y.key), bytes.Compare(a.sum[:], b.sum[:]))
	})
	for _, at := range order {
		n.keep(at, s.wants[at])
	}
	for _, at := range order {
		if w := s.wants[at]; w.path == "" {
			n.choose(at, w)
		}
	}
}

// keep leaves a content where it is.
func (n *naming) keep(at spot, w *want) {
	if at.place != "" {
		return
	}
	if own := path.Join(n.inRoot, w.content.file); w.content.file != "" && n.inRoot != "" && path.Dir(own) == path.Clean(at.folder) {
		n.take(w, own, at.sum)
		return
	}
	for _, home := range n.index.homes(at.sum) {
		if path.Dir(home) == path.Clean(at.folder) && n.isFree(home, at.sum) {
			n.take(w, home, at.sum)
			return
		}
	}
}

func (n *naming) take(w *want, place string, sum digest) {
	w.path = place
	n.taken[fold(place)] = sum
}

// choose takes the first name that is free.
func (n *naming) choose(at spot, w *want) {
	names := []string{at.place}
	if at.place == "" {
		names = candidates(at.folder, w)
	}
	for _, name := range names {
		if n.isFree(name, at.sum) {
			n.take(w, name, at.sum)
			return
		}
	}
	w.problem = &Problem{Code: CodeConflict, Reason: "was not brought: something else has its place " + names[0]}
}

// candidates are the names for a content: its own, or with its hash.
func candidates(folder string, w *want) []string {
	sum := hex.EncodeToString(w.content.sum[:])
	var names []string
	if w.stem != "" {
		names = append(names, w.stem)
	}
	stem := cmp.Or(w.stem, stemOf(w.content.mime))
	names = append(names, stem+"-"+sum[:8], stem+"-"+sum[:16])
	for i, name := range names {
		names[i] = path.Join(folder, name+w.ext)
	}
	return names
}

// stemOf names what has no name.
func stemOf(mime string) string {
	kind, _, _ := strings.Cut(mime, "/")
	if kind == "application" || kind == "text" || kind == "" {
		return "file"
	}
	return kind
}

// isFree tells whether a content may be put in a place: nothing else is there,
// or what an earlier run put there and no address has any more.
func (n *naming) isFree(place string, sum digest) bool {
	if other, ok := n.taken[fold(place)]; ok {
		return other == sum
	}
	if n.opt.Taken != nil && n.opt.Taken(place) {
		return false
	}
	fi, err := n.root.Lstat(place)
	if errors.Is(err, fs.ErrNotExist) {
		return true
	}
	if err != nil || !fi.Mode().IsRegular() {
		return false
	}
	// After a power cut, a file that nobody touched can have lost its bytes.
	if p, ok := n.index.place(place); ok && (n.isIntact(place, p) || fi.ModTime().UnixNano() == p.mtime) {
		return p.sum == sum || !n.live[p.sum]
	}
	have, err := sumOf(n.root, place)
	return n.opt.Force || err == nil && have == sum
}

// isIntact tells whether a file is as the store wrote it.
func (s *Store) isIntact(place string, p placed) bool {
	fi, err := s.root.Lstat(place)
	if err != nil || !fi.Mode().IsRegular() || fi.Size() != p.size {
		return false
	}
	if fi.ModTime().UnixNano() == p.mtime {
		return true
	}
	sum, err := sumOf(s.root, place)
	return err == nil && sum == p.sum
}

func sumOf(root *os.Root, name string) (digest, error) {
	f, err := root.Open(name)
	if err != nil {
		return digest{}, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return digest(h.Sum(nil)), err
}

// staged is where a content waits for its place.
func staged(sum digest) string { return path.Join(Folder, hex.EncodeToString(sum[:])) }

// isAvailable tells whether the bytes of a content are in the Root.
func (s *Store) isAvailable(c *content) bool { return s.whereIs(c) != "" }

// whereIs is a file in the Root with the bytes of a content; "" if none has.
func (s *Store) whereIs(c *content) string {
	if fi, err := s.root.Lstat(staged(c.sum)); err == nil && fi.Size() == c.size {
		return staged(c.sum)
	}
	for _, home := range s.index.homes(c.sum) {
		if p, ok := s.index.place(home); ok && s.isIntact(home, p) {
			return home
		}
	}
	return ""
}

// isThere tells whether a content is at its path: as the store put it there, where it
// came from, or as somebody's own, which must not be replaced later either.
func (s *Store) isThere(w *want) bool {
	if p, ok := s.index.place(w.path); ok && p.sum == w.content.sum && s.isIntact(w.path, p) {
		return true
	}
	if own := path.Join(s.inRoot, w.content.file); w.content.file != "" && s.inRoot != "" && own == w.path {
		return true
	}
	have, err := sumOf(s.root, w.path)
	return err == nil && have == w.content.sum
}

// put brings a content to its path.
func (s *Store) put(w *want) error {
	if s.isThere(w) {
		return nil
	}
	if err := s.move(w); err != nil {
		return err
	}
	s.stats.Written++
	fi, err := s.root.Lstat(w.path)
	if err != nil {
		return err
	}
	s.index.setPlace(w.path, placed{w.content.sum, fi.Size(), fi.ModTime().UnixNano()})
	return nil
}

// move puts a staged content at its path, or a copy of one that stays where it
// is.
func (s *Store) move(w *want) error {
	if err := s.root.MkdirAll(path.Dir(w.path), 0o777); err != nil {
		return err
	}
	from := s.whereIs(w.content)
	if from == staged(w.content.sum) {
		return s.enter(from, w.path)
	}
	root := s.root
	if from == "" {
		root, from = s.base, w.content.file
	}
	if root == nil || from == "" {
		return errChanged
	}
	in, err := root.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	_, err = writeTemp(s.root, w.path, w.content.writer(in), s.enter)
	return err
}

// writer copies what in has, if it is the content.
func (c *content) writer(in io.Reader) func(io.Writer) error {
	return func(w io.Writer) error {
		h := sha256.New()
		if _, err := io.Copy(io.MultiWriter(w, h), in); err != nil {
			return err
		}
		if digest(h.Sum(nil)) != c.sum {
			return errChanged
		}
		return nil
	}
}

// enter moves a file to a path, which was found to be free. A link refuses a
// name that appeared since; where there are no links, and over an old file of
// the store's own, it is a rename.
func (s *Store) enter(from, to string) error {
	if _, ours := s.index.place(to); !ours && !s.opt.Force {
		err := s.root.Link(from, to)
		if err == nil {
			return s.root.Remove(from)
		}
		if _, taken := s.root.Lstat(to); taken == nil {
			return err
		}
	}
	return s.root.Rename(from, to)
}

// stage writes a content to where it waits for its place.
func (s *Store) stage(c *content, write func(io.Writer) error) error {
	_, err := writeTemp(s.root, staged(c.sum), write, s.root.Rename)
	return err
}

const tempSuffix = ".tmp"

// writeTemp writes a temporary file and moves it to its name; on an error there
// is neither.
func writeTemp(root *os.Root, name string, write func(io.Writer) error, move func(from, to string) error) (fs.FileInfo, error) {
	tmp := path.Join(Folder, fmt.Sprintf("%016x%s", rand.Uint64(), tempSuffix))
	f, err := root.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	err = write(f)
	fi, err2 := f.Stat()
	if err = errors.Join(err, err2, f.Close()); err == nil {
		err = move(tmp, name)
	}
	if err != nil {
		root.Remove(tmp)
	}
	return fi, err
}

// tempMaxAge is the age at which a temporary file counts as abandoned.
const tempMaxAge = time.Hour

// sweep removes what no place needs any more: staged contents, what a killed
// run left, and parts of downloads, which are kept if the run was broken off.
func (s *Store) sweep() {
	d, err := s.root.Open(Folder)
	if err != nil {
		return
	}
	defer d.Close()
	entries, _ := d.ReadDir(-1) // cleaning up is no reason to fail
	for _, e := range entries {
		name := e.Name()
		switch {
		case path.Join(Folder, name) == indexName,
			strings.HasSuffix(name, partSuffix) && s.isBrokenOff(),
			strings.HasSuffix(name, tempSuffix) && !isOld(e):
			continue
		}
		s.root.Remove(path.Join(Folder, name))
	}
}

// Prune removes what earlier runs put in the Root and no reference of this one
// leads to, unless it was edited since or keep, which may be nil, wants it; folders
// that become empty go too. It belongs behind Settle. What it returns are the paths of
// those files, sorted; in a dry run they stay.
func (s *Store) Prune(keep func(place string) bool) (removed []string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	wanted := make(map[string]bool)
	for _, w := range s.wants {
		wanted[w.path] = true
	}
	var errs []error
	for _, place := range slices.Sorted(maps.Keys(s.index.places)) {
		p, _ := s.index.place(place)
		if wanted[place] || keep != nil && keep(place) || !s.isIntact(place, p) {
			continue
		}
		if !s.opt.DryRun {
			if err := s.remove(place); err != nil {
				errs = append(errs, err)
				continue
			}
		}
		removed = append(removed, place)
	}
	return removed, errors.Join(errs...)
}

func (s *Store) remove(place string) error {
	if err := s.root.Remove(place); err != nil {
		return err
	}
	s.index.setPlace(place, placed{})
	for dir := path.Dir(place); dir != "." && s.root.Remove(dir) == nil; dir = path.Dir(dir) {
	}
	return nil
}

// isBrokenOff tells whether downloads ended before they were done.
func (s *Store) isBrokenOff() bool {
	return s.ctx.Err() != nil || s.net != nil && s.net.ctx.Err() != nil
}

func isOld(e fs.DirEntry) bool {
	fi, err := e.Info()
	return err == nil && time.Since(fi.ModTime()) > tempMaxAge
}
