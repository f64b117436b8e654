package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/maphash"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// plan is what the first walk finds out: enough to know that no two results
// have one name, and little of it, so that an archive can be of any size.
type plan struct {
	mu       sync.Mutex
	targets  map[uint64]uint64   // folded target to its source
	names    map[uint64]string   // source to its target, where that depends on the article
	clashes  map[uint64]struct{} // folded targets of more than one source, or that are folders of others
	folders  map[uint64]struct{} // folded folders of targets
	folder   string              // the last one of them: neighbours share it
	sources  map[uint64]struct{} // folded paths below the output folder, where it holds the inputs
	feeders  map[uint64]string   // folders of targets to those of their sources, "" if those are several; only with assets
	total    int
	articles int // whose results go to Options.File, counted as far as two
}

// nameSeed makes the hashes of one process comparable.
var nameSeed = maphash.MakeSeed()

func hashName(name string) uint64 { return maphash.String(nameSeed, name) }

// shortHash is the same in every process.
func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:4])
}

// walkOnce walks the inputs, visiting a file once however many PATHs lead to it;
// in place, however many links do.
func (r *runner) walkOnce(ctx context.Context, visit func(source) error) error {
	if len(r.walker.roots) == 1 {
		return r.walker.walk(ctx, visit)
	}
	seen := make(map[uint64]struct{})
	return r.walker.walk(ctx, func(src source) error {
		if src.rel != "" {
			h := hashName(src.rel)
			if r.opt.InPlace && src.file != "" {
				h = hashName(src.file)
			}
			if _, again := seen[h]; again {
				return nil
			}
			seen[h] = struct{}{}
		}
		return visit(src)
	})
}

// makePlan walks the inputs and settles the name of every result.
func (r *runner) makePlan(ctx context.Context) (*plan, error) {
	p := &plan{
		targets: make(map[uint64]uint64),
		names:   make(map[uint64]string),
		clashes: make(map[uint64]struct{}),
		folders: make(map[uint64]struct{}),
		feeders: make(map[uint64]string),
		sources: make(map[uint64]struct{}),
	}
	if r.sole && !r.refers() { // the work finds out
		return p, nil
	}
	readers, ctx := r.newReaders(ctx)
	walk := r.each
	if r.opt.streaming() && !r.opt.One { // how many they are is not worth reading containers for
		walk = r.walkOnce
	}
	err := walk(ctx, func(src source) error {
		p.total++
		if src.err != nil || src.skip != "" {
			return nil
		}
		return p.settle(r, src, readers)
	})
	if err2 := readers.Wait(); err == nil {
		err = err2
	}
	if r.sole { // how much there is is known in bytes
		p.total = 0
	}
	for f := range p.folders {
		if _, both := p.targets[f]; both {
			p.clashes[f] = struct{}{}
		}
	}
	return p, err
}

// settle gives the result of a source its name, in the background if the article has to
// be read for that.
func (p *plan) settle(r *runner, src source, readers *errgroup.Group) error {
	if r.opt.streaming() {
		return p.collect(r, src)
	}
	if prefix := r.insideOutput; prefix != "" && src.rec == nil {
		p.sources[hashName(fold(path.Join(prefix, src.rel)))] = struct{}{}
	}
	if src.rec != nil || !r.namedByArticle() && r.site == nil {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.claim(r, src, r.targetOf(src, nil))
		if src.rec != nil {
			r.know(src, src.target, src.fields)
		}
		return nil
	}
	readers.Go(func() error {
		name, fields, err := r.readName(src)
		if err != nil { // the second walk reports it
			name = r.nameOf(src, Fields{})
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		if r.namedByArticle() {
			p.names[hashName(src.rel)] = name
		}
		p.claim(r, src, name)
		if err == nil && fields != nil {
			r.know(src, name, *fields)
		}
		return nil
	})
	return nil
}

// newReaders read inputs in the background, as many as there are jobs.
func (r *runner) newReaders(ctx context.Context) (*errgroup.Group, context.Context) {
	readers, ctx := errgroup.WithContext(ctx)
	readers.SetLimit(r.opt.Jobs)
	return readers, ctx
}

// namedByArticle tells whether the article has to be read for the name of its result.
func (r *runner) namedByArticle() bool { return r.tmpl != nil && r.tmpl.ofArticle }

// nameOf is the name of the result of a file.
func (r *runner) nameOf(src source, f Fields) string {
	if r.namedByArticle() {
		return strings.Clone(r.tmpl.name(f, src, r.opt.Ext))
	}
	return r.targetOf(src, nil)
}

// collect counts a source whose result goes to the one file for all.
func (p *plan) collect(r *runner, src source) error {
	if r.ownFile(src) {
		return nil
	}
	if r.file != nil && r.file.isPath(src.origin()) {
		return fileIsInput(r.opt.File)
	}
	if r.opt.One && r.isArticle(src) {
		p.articles++
	}
	if p.articles > 1 {
		return severalArticles()
	}
	return nil
}

func severalArticles() error {
	return callError{errors.New("several articles do not fit one file of this format; name a folder with -o, or write lines with --to jsonl")}
}

// claim notes that target is the name of the result of src.
func (p *plan) claim(r *runner, src source, target string) {
	if r.opt.beside() && !r.opt.Force && target == src.rel {
		return // a result from elsewhere will leave this file alone
	}
	if !r.opt.beside() { // where sources are, their folders are too
		p.needFolder(path.Dir(target))
	}
	if r.bringsFiles() {
		p.feed(path.Dir(target), path.Dir(src.rel))
	}
	t, s := hashName(fold(target)), hashName(src.key())
	if old, taken := p.targets[t]; taken && old != s {
		p.clashes[t] = struct{}{}
		return
	}
	p.targets[t] = s
}

// needFolder notes that dir and those above it are folders.
func (p *plan) needFolder(dir string) {
	if dir == p.folder {
		return
	}
	p.folder = dir
	for ; dir != "."; dir = path.Dir(dir) {
		p.folders[hashName(fold(dir))] = struct{}{}
	}
}

// feed notes that results from one folder stand in another.
func (p *plan) feed(to, from string) {
	h := hashName(fold(to))
	if first, fed := p.feeders[h]; !fed {
		p.feeders[h] = from
	} else if first != from {
		p.feeders[h] = ""
	}
}

// mixed tells whether results from several folders stand in dir.
func (p *plan) mixed(dir string) bool {
	from, fed := p.feeders[hashName(fold(dir))]
	return fed && from == ""
}

// quarrels are the clashes that a target has part in: over its own name, which
// comes first, or over that of a folder above it.
func (p *plan) quarrels(target string) []uint64 {
	if len(p.clashes) == 0 {
		return nil
	}
	var found []uint64
	for name := target; name != "."; name = path.Dir(name) {
		h := hashName(fold(name))
		if _, ok := p.clashes[h]; ok {
			found = append(found, h)
		}
	}
	return found
}

// targetOf is the path of a result below the output folder or, in place, below
// the base. It is "" for a source that has appeared since the plan was made,
// if that depends on the article.
func (r *runner) targetOf(src source, p *plan) string {
	switch {
	case src.rec != nil:
		return src.target
	case r.namedByArticle():
		return p.names[hashName(src.rel)]
	case r.tmpl != nil:
		return r.tmpl.name(Fields{}, src, r.opt.Ext)
	case r.opt.Flat:
		return stem(src.rel) + r.opt.Ext
	}
	ext := path.Ext(path.Base(src.rel))
	if r.opt.beside() && otherNames[strings.ToLower(ext)] == r.opt.Ext {
		return src.rel
	}
	return strings.TrimSuffix(src.rel, ext) + r.opt.Ext
}

// otherNames are extensions of the same format as another: a file so named is
// rewritten where it is.
var otherNames = map[string]string{".markdown": ".md", ".htm": ".html"}

// readName finds the name of a result that depends on the article: in the cache, or
// by reading the article. Where links are followed, it reads what else they need of
// it; fields is nil for what is no article.
func (r *runner) readName(src source) (name string, fields *Fields, err error) {
	data, err := readSource(src.path, sizeOf(src.path), r.opt.MaxSize)
	if err != nil {
		return "", nil, err
	}
	defer recycleBuffer(data) // names and addresses are strings of their own
	if r.site == nil {
		if e, ok := r.cache.lookup(r.digestOf(src, data)); ok {
			return strings.Clone(e.more.output), nil, nil
		}
	}
	var f Fields
	err = guard(src.path, func() (err error) {
		f, err = r.fieldsOf(src.path, data)
		return err
	})
	if err != nil {
		return "", nil, err
	}
	if r.site != nil && (src.named || r.opt.IsArticle == nil || r.opt.IsArticle(src.path, data)) {
		fields = &f
	}
	return r.nameOf(src, f), fields, nil
}

// fieldsOf finds the fields of an article, all of them only if its name needs them.
func (r *runner) fieldsOf(name string, data []byte) (Fields, error) {
	switch {
	case !r.namedByArticle() && r.opt.Identify != nil:
		return r.opt.Identify(name, data)
	case r.opt.Fields != nil:
		return r.opt.Fields(name, data)
	}
	res, err := r.convert(name, data)
	return res.Fields, err
}

// A clash is a group of sources whose results would have one name, or one of
// which is named like a folder of the others.
type clash struct {
	target  string
	sources []string
	files   int  // of the sources, the first ones: those whose results would have that name
	told    bool // one line is about all
}

// add takes a source whose result is the file of that name, or below a folder
// of it.
func (c *clash) add(source, target string, file bool) {
	switch {
	case !file:
		c.sources = append(c.sources, source)
		return
	case c.files == 0:
		c.target = target
	}
	c.sources = slices.Insert(c.sources, c.files, source)
	c.files++
}

func (c *clash) Error() string {
	others := c.sources[1]
	if n := len(c.sources) - 2; n > 0 {
		others += fmt.Sprintf(" and %d more", n)
	}
	return fmt.Sprintf("%s: its result %s would collide with that of %s; rename one of them, or choose other names for results",
		c.sources[0], c.target, others)
}

// findClashes walks again, if it must, to name what collides: by source, the
// clash that keeps it from being converted.
func (r *runner) findClashes(ctx context.Context, p *plan) (map[uint64]*clash, error) {
	if len(p.clashes) == 0 && len(p.sources) == 0 {
		return nil, nil
	}
	found := make(map[uint64]*clash)     // by source
	groups := make(map[uint64]*clash)    // by target
	members := make(map[uint64][]uint64) // of groups: their sources
	var order []uint64                   // of groups, as they were met
	err := r.each(ctx, func(src source) error {
		if src.err != nil || src.skip != "" {
			return nil
		}
		target := r.targetOf(src, p)
		if target == "" || r.opt.beside() && !r.opt.Force && target == src.rel {
			return nil
		}
		t, s, shown := hashName(fold(target)), hashName(src.key()), r.shown(src, target)
		if _, over := p.sources[t]; over {
			found[s] = &clash{target: shown, sources: []string{src.path, "an input, " + shown}, files: 1}
		}
		quarrels := p.quarrels(target)
		if len(quarrels) == 0 || !r.isArticle(src) {
			return nil
		}
		for _, h := range quarrels {
			if groups[h] == nil {
				groups[h] = &clash{}
				order = append(order, h)
			}
			groups[h].add(src.path, shown, h == t)
			members[h] = append(members[h], s)
		}
		return nil
	})
	for _, h := range order {
		c := groups[h]
		if c.files == 0 || len(c.sources) < 2 {
			continue
		}
		for _, s := range members[h] {
			found[s] = c
		}
	}
	return found, err
}

// isArticle tells whether a source that collides will have a result at all.
func (r *runner) isArticle(src source) bool {
	if src.named || src.rec != nil || r.opt.IsArticle == nil {
		return true
	}
	data, err := readSource(src.path, sizeOf(src.path), r.opt.MaxSize)
	if err != nil {
		return true
	}
	defer recycleBuffer(data)
	return r.opt.IsArticle(src.path, data)
}
