package batch

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/note"
)

// assetCopier copies the files that articles refer to, so that a reference
// leads from the result to the copy as it led from the source to the original.
// It is used by emit alone, in order: where two originals claim one place, the
// first one gets it in every run.
type assetCopier struct {
	r    *runner
	base *os.Root          // nothing outside is read
	seen map[uint64]string // place of a copy to its original
}

func newAssetCopier(r *runner) (*assetCopier, error) {
	base, err := os.OpenRoot(r.walker.base)
	if err != nil {
		return nil, err
	}
	return &assetCopier{r: r, base: base, seen: make(map[uint64]string)}, nil
}

func (a *assetCopier) close() { a.base.Close() }

// copyAll copies the assets of one job and notes what it could not.
func (a *assetCopier) copyAll(j *job) []note.Note {
	var notes []note.Note
	for _, ref := range j.rec.assets {
		from, to := j.assetPlace(ref, j.rec.moved)
		if !filepath.IsLocal(filepath.FromSlash(from)) || !filepath.IsLocal(filepath.FromSlash(to)) {
			notes = append(notes, assetNote("asset.outside", ref, "leads out of the folder and stays there"))
			continue
		}
		if n := a.copyOne(ref, from, to); n != nil {
			notes = append(notes, *n)
		}
	}
	return notes
}

// assetPlace is where an asset is, below the base, and where its copy belongs,
// below the output folder. If references cannot be moved, that is where the
// one in the result leads. If they can, assets of results that come from
// several folders into one, and those above the folder of their article, keep
// their place in the tree: beside the result they would be in each other's way.
func (j *job) assetPlace(ref string, movable bool) (from, to string) {
	if strings.HasPrefix(ref, "/") { // from the top of the site
		from = path.Clean(ref[1:])
		return from, from
	}
	source, target := path.Dir(j.src.rel), path.Dir(j.target)
	from, to = path.Join(source, ref), path.Join(target, ref)
	above := strings.HasPrefix(path.Clean(ref), "../")
	if movable && source != target && (j.apart || above) && filepath.IsLocal(filepath.FromSlash(from)) {
		to = from
	}
	return from, to
}

// moveAsset is the reference that leads from the result of a job to the copy of
// an asset.
func (j *job) moveAsset(ref string) string {
	if strings.HasPrefix(ref, "/") {
		return ref
	}
	_, to := j.assetPlace(ref, true)
	target := path.Dir(j.target)
	if to == path.Join(target, ref) {
		return ref
	}
	rel, err := filepath.Rel(filepath.FromSlash(target), filepath.FromSlash(to))
	if err != nil {
		return ref
	}
	return filepath.ToSlash(rel)
}

// joinAssets writes the assets of a record for the cache; splitAssets reads
// them.
func joinAssets(refs []string, moved bool) string {
	text := strings.Join(refs, assetSep)
	if moved {
		return assetMoved + text
	}
	return text
}

func splitAssets(text string) (refs []string, moved bool) {
	text, moved = strings.CutPrefix(text, assetMoved)
	if text == "" {
		return nil, moved
	}
	return strings.Split(text, assetSep), moved
}

func assetNote(code, ref, what string) note.Note {
	return note.Note{Code: code, Level: note.Warning, Message: fmt.Sprintf("the file %s %s", ref, what)}
}

func (a *assetCopier) copyOne(ref, from, to string) *note.Note {
	place := hashName(fold(to))
	if first, taken := a.seen[place]; taken {
		if first == from || a.equal(from, to) {
			return nil
		}
		n := assetNote("asset.conflict", ref, "was not copied, "+first+" has its place")
		return &n
	}
	if _, taken := a.r.plan.targets[place]; taken {
		n := assetNote("asset.conflict", ref, "was not copied, an article has its place")
		return &n
	}
	fi, err := a.base.Stat(from)
	if err != nil || !fi.Mode().IsRegular() {
		n := assetNote("asset.missing", ref, "is missing")
		return &n
	}
	a.seen[place] = from
	switch err := a.bring(from, to, fi); {
	case errors.Is(err, errForeign):
		n := assetNote("asset.conflict", ref, "was not copied: "+to+" is there, and artx did not write it from this one, or it was edited since")
		return &n
	case err != nil:
		n := assetNote("asset.failed", ref, "could not be copied: "+cause(err).Error())
		return &n
	}
	return nil
}

// bring copies one file unless the copy is right already, and remembers it.
func (a *assetCopier) bring(from, to string, fi fs.FileInfo) error {
	root, c := a.r.root, a.r.cache
	l := &line{source: path.Join(a.r.fromOutput, from), output: to, size: fi.Size()}
	l.in = digestOf(fmt.Appendf(nil, "asset\x00%s\x00%s\x00%d\x00%d", l.source, to, fi.Size(), fi.ModTime().UnixNano()))
	if e, ok := c.lookup(l.in); ok && root != nil && !a.r.opt.Force && e.upToDate(root, to) {
		return nil
	}
	if !a.equal(from, to) {
		was, err := a.replaceable(l, to)
		if err != nil {
			return err
		}
		a.r.sum.Copied++
		if a.r.opt.DryRun {
			fmt.Fprintf(a.r.opt.Stdout, "would copy %s\n", report.OneLine(filepath.Join(a.r.opt.Output, filepath.FromSlash(to))))
			return nil
		}
		if err := a.write(from, to, was); err != nil {
			return err
		}
	}
	if a.r.opt.DryRun {
		return nil
	}
	now, err := root.Lstat(to)
	if err != nil {
		return err
	}
	l.sum, l.size, l.mtime = sumOf(root, to), now.Size(), now.ModTime().UnixNano()
	return c.add(l)
}

// errForeign says that a file is not this run's to replace.
var errForeign = errors.New("not written by artx")

// replaceable finds what a copy may take the place of: nothing, or what artx once
// copied there from the same file.
func (a *assetCopier) replaceable(l *line, to string) (version, error) {
	if a.r.root == nil {
		return version{}, nil
	}
	was, err := lookAt(a.r.root, to)
	if err != nil || was.none() || a.r.opt.Force {
		return was, err
	}
	owner, err := a.r.cache.ownerOf(to)
	switch {
	case err != nil:
		return was, err
	case owner.source != hashName(l.source) || owner.sum != sumOf(a.r.root, to):
		return was, errForeign
	}
	return version{fi: was.fi, size: was.size, sum: owner.sum, byContent: true}, checkWritable(to, was.fi)
}

func (a *assetCopier) write(from, to string, was version) error {
	in, err := a.base.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	body := func(w io.Writer) error {
		_, err := io.Copy(w, in)
		return err
	}
	var sync func(*os.File) error
	if flushEach || a.r.sum.Copied < flushSingly {
		sync = (*os.File).Sync
	}
	root := a.r.root
	_, err = replaceIn(root, to, was, sync, body)
	if errors.Is(err, fs.ErrNotExist) {
		if err := root.MkdirAll(path.Dir(to), 0o777); err != nil {
			return err
		}
		_, err = replaceIn(root, to, was, sync, body)
	}
	return err
}

// equal tells whether an original and a copy are the same, byte for byte.
func (a *assetCopier) equal(from, to string) bool {
	x, err1 := a.base.Stat(from)
	if a.r.root == nil {
		return false
	}
	y, err2 := a.r.root.Lstat(to)
	if err1 != nil || err2 != nil || !y.Mode().IsRegular() || x.Size() != y.Size() {
		return false
	}
	return bytes.Equal(fullSum(a.base, from), fullSum(a.r.root, to))
}

// fullSum is the hash of a file; of one that cannot be read it is its own.
func fullSum(root *os.Root, name string) []byte {
	f, err := root.Open(name)
	if err != nil {
		return []byte(name)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return []byte(name)
	}
	return h.Sum(nil)
}
