package batch

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"path"
	"path/filepath"
	"strings"

	"github.com/artx-cli/artx/internal/media"
	"github.com/artx-cli/artx/internal/reference"
	"github.com/artx-cli/artx/internal/report"
	"github.com/artx-cli/artx/internal/site"
	"github.com/artx-cli/artx/note"
	archive "github.com/artx-cli/artx/source"
)

// lead says where the references of one job lead.
type lead struct {
	r       *runner
	j       *job
	collect bool // nothing is known yet: references are only gathered
	memory  *reference.Memory
	notes   []note.Note
	dead    []reference.Reference // links to pages that are not there
}

func (r *runner) newLead(j *job) *lead { return &lead{r: r, j: j, memory: reference.NewMemory()} }

// refers tells whether references are to be led anywhere.
func (r *runner) refers() bool { return r.followsLinks() || r.store != nil }

// of is what the result has in place of a reference.
func (l *lead) of(ref reference.Reference) string {
	if l.collect {
		l.gather(ref)
		return ref.Address
	}
	known := len(l.memory.Refs)
	to := l.find(ref)
	if len(l.memory.Refs) > known {
		l.memory.Led(to)
	}
	return to
}

// gather has the store bring the file that a reference leads to. The store keeps
// addresses for longer than the memory of the source stays.
func (l *lead) gather(ref reference.Reference) {
	if l.leadsToArticle(ref) {
		return
	}
	ref.Address, ref.Written, ref.Attached = strings.Clone(ref.Address), strings.Clone(ref.Written), strings.Clone(ref.Attached)
	for i, other := range ref.Others {
		ref.Others[i] = strings.Clone(other)
	}
	if m, ok := l.file(ref); ok {
		l.r.store.Add(l.article(ref), m)
	}
}

// leadsToArticle tells whether a link leads to another article of the run, which is no
// file to bring even if the container holds it as one.
func (l *lead) leadsToArticle(ref reference.Reference) bool {
	if !l.r.followsLinks() || ref.Kind != media.File {
		return false
	}
	_, state := l.r.site.Find(l.from(), ref.Written, ref.Address)
	return state == site.Found
}

func (l *lead) find(ref reference.Reference) string {
	if l.r.followsLinks() && ref.Kind == media.File {
		if to, ok := l.findArticle(ref); ok {
			return to
		}
	}
	m, ok := l.file(ref)
	if !ok {
		return ref.Address
	}
	l.memory.Refs = append(l.memory.Refs, ref)
	local, problem := l.r.store.File(l.article(ref), m)
	if problem != nil {
		if n, ok := ref.Note(problem, l.r.opt.Media != ""); ok {
			n.Line, n.Column = ref.Place(l.j.text)
			l.notes = append(l.notes, n)
		}
		return ref.Address
	}
	l.memory.Places = append(l.memory.Places, local.Path)
	l.memory.Led(local.Path)
	if embed := (site.Options{Style: l.r.opt.Links.Style}).Embed(local.Path, local.Reference); embed != "" && ref.Kind == media.Picture {
		return embed
	}
	return l.addressOf(ref, local)
}

// from is the article, for package site.
func (l *lead) from() site.From {
	f := site.From{Source: l.j.src.rel, Result: l.j.target}
	if n, ok := l.r.pages[hashName(l.j.src.key())]; ok {
		f.URL = l.r.site.Address(n)
	}
	return f
}

// findArticle finds the article that a link leads to.
func (l *lead) findArticle(ref reference.Reference) (string, bool) {
	from := l.from()
	target, state := l.r.site.Find(from, ref.Written, ref.Address)
	switch {
	case state == site.Found:
		l.memory.Refs = append(l.memory.Refs, ref)
		return l.r.site.Link(from, target), true
	case state == site.Nowhere && !reference.IsWeb(ref.Address) && !l.isFile(ref.Address) && !l.isFile(ref.Written):
		l.memory.Refs = append(l.memory.Refs, ref)
		l.dead = append(l.dead, ref)
		return ref.Address, true
	case state != site.Outside:
		l.memory.Refs = append(l.memory.Refs, ref)
	default:
		if trace := site.Trace(ref.Address); trace != "" {
			l.memory.Traces = append(l.memory.Traces, trace)
		}
	}
	return "", false
}

// isFile tells whether an address is that of a file beside the source.
func (l *lead) isFile(address string) bool {
	file, ok := reference.LocalFile(address)
	if !ok {
		return false
	}
	from, _ := l.j.assetPlace(file)
	return filepath.IsLocal(filepath.FromSlash(from)) && l.r.hasFile(from)
}

// finish adds the notes on all references.
func (l *lead) finish() {
	if len(l.dead) == 0 || l.r.filesOnly() {
		return
	}
	message := fmt.Sprintf("%d links lead to pages that are not there, the first of them to %s", len(l.dead), l.dead[0].Address)
	if len(l.dead) == 1 {
		message = "a link leads to a page that is not there: " + l.dead[0].Address
	}
	n := note.Note{Code: "link.nowhere", Level: note.Info, Message: message}
	n.Line, n.Column = l.dead[0].Place(l.j.text)
	l.notes = append(l.notes, n)
}

// replay asks about the references of an earlier run; ok is false if the article has
// to say them anew.
func (l *lead) replay(text string) (ok bool) {
	old, ok := reference.Parse(text)
	if !ok {
		return false
	}
	for _, trace := range old.Traces {
		if l.r.site != nil && l.r.site.Meets(trace) {
			return false
		}
	}
	for _, ref := range old.Refs {
		if l.collect && !l.leadsToArticle(ref) && !l.r.store.Knows(l.article(ref), cmp.Or(ref.Attached, ref.Address), ref.Attached != "") {
			return false
		}
		l.of(ref)
	}
	return l.collect || l.memory.LedLike(old)
}

// unchanged tells whether the references of a result lead where they led when it
// was written.
func (l *lead) unchanged(e entry) bool {
	if e.more == nil || !l.replay(e.more.refs) {
		return false
	}
	l.finish()
	return true
}

// survey has the store bring all files that articles refer to, which have their
// places once all are known.
func (r *runner) survey(ctx context.Context) error {
	workers, reading := r.newReaders(ctx)
	err := r.each(reading, func(src source) error {
		if src.err != nil || src.skip != "" || r.collide[hashName(src.key())] != nil {
			return nil
		}
		j := r.jobOf(src)
		l := r.newLead(j)
		l.collect = true
		if src.rec != nil && src.rec.HasAttachments() { // which can be read now
			r.gather(l)
			return nil
		}
		workers.Go(func() error { r.gather(l); return nil })
		return nil
	})
	if err2 := workers.Wait(); err == nil {
		err = err2
	}
	if err != nil {
		return err
	}
	if err := r.store.Settle(ctx); err != nil {
		return r.aboutCache(err)
	}
	stats := r.store.Stats()
	r.sum.Copied = stats.Written
	for _, place := range r.store.Planned() {
		fmt.Fprintf(r.opt.Stdout, "would copy %s\n", report.OneLine(filepath.Join(r.opt.Output, filepath.FromSlash(place))))
	}
	return ctx.Err()
}

// gather gathers the references of one job. What cannot be read or converted is
// reported when it is its turn.
func (r *runner) gather(l *lead) {
	j := l.j
	if j.src.rec != nil {
		_ = guard("", func() error { return r.gatherRecord(l, j.src.rec) })
		return
	}
	data, err := readSource(j.src.path, j.size, r.opt.MaxSize)
	if err != nil {
		return
	}
	defer recycleBuffer(data)
	if !j.src.named && r.opt.IsArticle != nil && !r.opt.IsArticle(j.src.path, data) || r.otherThanNamed(j.src, data) != "" {
		return
	}
	if e, ok := r.cache.lookup(r.digestOf(j.src, data)); ok && e.more != nil && l.replay(e.more.refs) {
		return
	}
	_ = guard("", func() error { _, err := r.opt.Refer(j.src.path, data, l.of); return err })
}

func (r *runner) gatherRecord(l *lead, rec *archive.Record) error {
	if e, ok := r.cache.lookup(r.recordDigest(l.j, rec)); ok && e.more != nil && l.replay(e.more.refs) {
		return nil
	}
	_, err := r.opt.Record(l.j.src.container, rec, l.of)
	return err
}

// article is the job, for package media.
func (l *lead) article(ref reference.Reference) media.Article {
	a := media.Article{Source: l.j.src.rel, Result: l.j.target}
	if l.r.site != nil {
		a.URL = l.from().URL
	}
	if ref.Attached != "" && ref.Open != nil {
		a.Attachment = func(address string) (media.Attachment, bool) {
			if address != ref.Attached {
				return media.Attachment{}, false
			}
			found, err := ref.Open()
			return found, err == nil
		}
	}
	return a
}

// file is a reference for the store, if it may lead to a file that the run is to
// bring.
func (l *lead) file(ref reference.Reference) (m media.Reference, ok bool) {
	if l.r.store == nil {
		return m, false
	}
	m.Kind = ref.Kind
	if ref.Attached != "" && l.r.opt.Media != "" {
		m.Addresses = append(m.Addresses, ref.Attached)
	}
	if l.isFile(ref.Written) && reference.MayBring(ref.Kind, ref.Written, l.r.opt.Media != "") {
		m.Addresses = append(m.Addresses, ref.Written)
	}
	for _, address := range append(append([]string{ref.Address}, ref.Others...), ref.Written) {
		if reference.MayBring(ref.Kind, address, l.r.opt.Media != "") {
			m.Addresses = append(m.Addresses, address)
		}
	}
	if len(m.Addresses) == 0 {
		return m, false
	}
	if file, local := reference.LocalFile(m.Addresses[0]); local && l.j.src.container == "" {
		_, m.Place = l.j.assetPlace(file)
	}
	return m, true
}

// assetPlace is where a file is, below the base, and where its copy belongs, below
// the output folder: where the reference leads from the result. Files of results
// that come from several folders into one, and those above the folder of their
// article, keep their place in the tree: beside the result they would be in each
// other's way.
func (j *job) assetPlace(file string) (from, to string) {
	if strings.HasPrefix(file, "/") { // from the top of the site
		from = path.Clean(file[1:])
		return from, from
	}
	source, target := path.Dir(j.src.rel), path.Dir(j.target)
	from, to = path.Join(source, file), path.Join(target, file)
	above := strings.HasPrefix(path.Clean(file), "../")
	if source != target && (j.apart || above) && filepath.IsLocal(filepath.FromSlash(from)) {
		to = from
	}
	return from, to
}

// addressOf is how the result refers to a file that was brought: as the source did
// where that leads there.
func (l *lead) addressOf(ref reference.Reference, local media.Local) string {
	u, err := url.Parse(local.Address)
	file, isLocal := reference.LocalFile(local.Address)
	if err != nil || !isLocal || l.j.src.container != "" {
		return local.Reference
	}
	if strings.HasPrefix(file, "/") && local.Path == path.Clean(file[1:]) || local.Path == path.Join(path.Dir(l.j.target), file) {
		return local.Address
	}
	rel, err := url.Parse(local.Reference)
	if err != nil {
		return local.Reference
	}
	u.Path, u.RawPath = rel.Path, ""
	return u.String()
}

// bringsFiles tells whether files that articles refer to are brought along.
func (r *runner) bringsFiles() bool { return r.opt.Assets || r.opt.Media != "" }
