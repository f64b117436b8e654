package batch

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/artx-cli/artx/internal/osfile"
)

// The cache of an output folder says what artx wrote there: one line a file.
//
// A run appends its lines to the journal as results are done and merges the
// journal into the cache at its end. A journal that is there at the start means
// that a run was killed: its lines count, and temporary files are looked for.
// Every line has a checksum; a damaged line is as good as none, and its file
// is converted again.
const (
	cacheName   = ".artx-cache"
	journalName = ".artx-cache.run"
)

// A digest is the first half of a SHA-256.
type digest [sha256.Size / 2]byte

func digestOf(data []byte) digest {
	sum := sha256.Sum256(data)
	return digest(sum[:])
}

// line is one line of the cache.
type line struct {
	in     digest // of Options, the source's path and its bytes
	sum    digest // of the output
	size   int64  // of the output
	mtime  int64  // of the output, in nanoseconds
	counts string // notes by code: "2 image.placeholder,1!header.repaired"; ! marks warnings
	source string // path from the output folder, with slashes
	output string // path from the output folder, with slashes
	refs   string // of lead.text; only where references lead to files or articles of the run
}

// append adds the line's text to b.
func (l *line) append(b []byte) []byte {
	start := len(b)
	b = hex.AppendEncode(b, l.in[:])
	b = append(b, '\t')
	b = hex.AppendEncode(b, l.sum[:])
	b = append(b, '\t')
	b = strconv.AppendInt(b, l.size, 10)
	b = append(b, '\t')
	b = strconv.AppendInt(b, l.mtime, 10)
	for _, s := range []string{l.counts, l.source, l.output, l.refs} {
		b = append(b, '\t')
		b = append(b, lineEscaper.Replace(s)...)
	}
	sum := crc32.ChecksumIEEE(b[start:])
	return fmt.Appendf(b, "\t%08x\n", sum)
}

// parseLine reads one line without its line break; ok is false for a damaged
// one.
func parseLine(text []byte) (l line, ok bool) {
	cut := bytes.LastIndexByte(text, '\t')
	if cut < 0 {
		return l, false
	}
	sum, err := strconv.ParseUint(string(text[cut+1:]), 16, 32)
	if err != nil || uint32(sum) != crc32.ChecksumIEEE(text[:cut]) {
		return l, false
	}
	f := strings.Split(string(text[:cut]), "\t")
	if len(f) != 8 {
		return l, false
	}
	size, err1 := strconv.ParseInt(f[2], 10, 64)
	mtime, err2 := strconv.ParseInt(f[3], 10, 64)
	if !decodeDigest(&l.in, f[0]) || !decodeDigest(&l.sum, f[1]) || err1 != nil || err2 != nil {
		return l, false
	}
	l.size, l.mtime = size, mtime
	for i, s := range []*string{&l.counts, &l.source, &l.output, &l.refs} {
		*s = lineUnescaper.Replace(f[4+i])
	}
	return l, true
}

var (
	lineEscaper   = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
	lineUnescaper = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")
)

func decodeDigest(d *digest, s string) bool {
	if len(s) != 2*len(d) {
		return false
	}
	_, err := hex.Decode(d[:], []byte(s))
	return err == nil
}

// entry is what a run keeps of a line in memory.
type entry struct {
	sum    digest
	size   int64
	mtime  int64
	output uint64 // hash of the output's path
	counts string // shared between entries
	more   *entryMore
}

// entryMore is what few runs need.
type entryMore struct{ output, refs string }

// cache is the memory of one output folder during one run.
type cache struct {
	root   *os.Root
	known  map[digest]entry // by line.in
	killed bool             // the run before did not end

	adding  sync.Mutex
	journal *os.File
	buf     []byte
	lines   int // appended by this run

	owners func() (map[uint64]owner, error) // by hash of the output's path
}

// owner is what an output was, when artx last wrote it.
type owner struct {
	source uint64 // hash of the source's path
	sum    digest
}

// ownerOf finds the owner of an output, zero for one that no run is known to have
// written. Most runs do not ask, so that the cache is read again for the first one.
func (c *cache) ownerOf(output string) (owner, error) {
	if c == nil {
		return owner{}, nil
	}
	all, err := c.owners()
	return all[hashName(output)], err
}

func (c *cache) readOwners() (map[uint64]owner, error) {
	all := make(map[uint64]owner, len(c.known))
	err := readLines(c.root, cacheName, func(l line) {
		all[hashName(l.output)] = owner{hashName(l.source), l.sum}
	})
	return all, err
}

// errBusy says that another run has the output folder.
var errBusy = errors.New("another run is writing to this folder; wait for it to end")

// openCache reads the memory of an output folder and locks it. With readOnly
// nothing is written or locked. full keeps output names and references.
func openCache(root *os.Root, readOnly, full bool) (*cache, error) {
	c := &cache{root: root, known: make(map[digest]entry)}
	c.owners = sync.OnceValues(c.readOwners)
	if !readOnly {
		if err := c.openJournal(); err != nil {
			return nil, err
		}
		if c.killed {
			if err := c.merge(nil); err != nil {
				c.close()
				return nil, err
			}
		}
	}
	shared := make(map[string]string)
	err := readLines(root, cacheName, func(l line) {
		e := entry{sum: l.sum, size: l.size, mtime: l.mtime, output: hashName(l.output), counts: intern(shared, l.counts)}
		if full {
			e.more = &entryMore{output: l.output, refs: l.refs}
		}
		c.known[l.in] = e
	})
	if err != nil {
		c.close()
		return nil, err
	}
	return c, nil
}

func intern(shared map[string]string, s string) string {
	if old, ok := shared[s]; ok {
		return old
	}
	s = strings.Clone(s)
	shared[s] = s
	return s
}

// openJournal opens and locks the journal, and finds out whether a killed run
// left it.
func (c *cache) openJournal() error {
	for range 3 { // a run that ends removes its journal between our steps
		if err := refuseOther(c.root, journalName); err != nil {
			return err
		}
		_, err := c.root.Lstat(journalName)
		c.killed = err == nil
		f, err := c.root.OpenFile(journalName, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o666)
		if err != nil {
			return err
		}
		if held, _ := osfile.Lock(f); held && stillThere(c.root, journalName, f) {
			c.journal = f
			return nil
		}
		f.Close()
	}
	return errBusy
}

// refuseOther keeps a planted link or folder from being used as a file of ours.
func refuseOther(root *os.Root, name string) error {
	if fi, err := root.Lstat(name); err == nil && !fi.Mode().IsRegular() {
		return &fs.PathError{Op: "open", Path: name, Err: ErrNotRegular}
	}
	return nil
}

// add remembers a result.
func (c *cache) add(l *line) error {
	c.adding.Lock()
	defer c.adding.Unlock()
	c.buf = l.append(c.buf[:0])
	c.lines++
	_, err := c.journal.Write(c.buf)
	return err
}

// finish merges what this run did into the cache. keep tells which of the old
// lines stay; nil keeps all.
func (c *cache) finish(keep func(line) bool) error {
	defer c.close()
	if c.lines > 0 || keep != nil {
		if err := c.merge(keep); err != nil {
			return err
		}
	}
	c.close() // Windows removes no open file
	return c.root.Remove(journalName)
}

func (c *cache) close() {
	if c.journal != nil {
		c.journal.Close()
		c.journal = nil
	}
}

// merge writes a new cache: the journal's lines, then those of the old cache
// about other outputs. It empties the journal.
func (c *cache) merge(keep func(line) bool) error {
	done := make(map[uint64]int) // output to its last line in the journal
	n := 0
	err := readLines(c.root, journalName, func(l line) {
		done[hashName(l.output)] = n
		n++
	})
	if err != nil {
		return err
	}
	if err := refuseOther(c.root, cacheName); err != nil {
		return err
	}
	err = writeAtomic(c.root, cacheName, true, func(w io.Writer) error {
		b := bufio.NewWriterSize(w, 64<<10)
		var text []byte
		n := 0
		err := readLines(c.root, journalName, func(l line) {
			if done[hashName(l.output)] == n {
				text = l.append(text[:0])
				b.Write(text) // its error comes with Flush
			}
			n++
		})
		if err != nil {
			return err
		}
		err = readLines(c.root, cacheName, func(l line) {
			if _, newer := done[hashName(l.output)]; !newer && (keep == nil || keep(l)) {
				text = l.append(text[:0])
				b.Write(text)
			}
		})
		if err != nil {
			return err
		}
		return b.Flush()
	})
	if err != nil {
		return err
	}
	return c.journal.Truncate(0)
}

// readLines calls f for every sound line of a file; a file that is missing has
// none, and neither has something that is no file.
func readLines(root *os.Root, name string, f func(line)) error {
	if fi, err := root.Lstat(name); err != nil || !fi.Mode().IsRegular() {
		return nil
	}
	file, err := root.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, 64<<10)
	for {
		text, err := r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			text, err = longLine(r, text)
		}
		if l, ok := parseLine(bytes.TrimSuffix(text, []byte("\n"))); ok {
			f(l)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// maxLine bounds what a damaged cache can make a run read at once.
const maxLine = 4 << 20

// longLine reads on a line that is longer than the buffer of r.
func longLine(r *bufio.Reader, start []byte) ([]byte, error) {
	text := bytes.Clone(start)
	for {
		more, err := r.ReadSlice('\n')
		if len(text) < maxLine {
			text = append(text, more...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return text, err
		}
	}
}

// upToDate tells whether the file at name is the one that e is about. A file
// that was touched is read to find out.
func (e *entry) upToDate(root *os.Root, name string) bool {
	fi, err := root.Lstat(name)
	if err != nil || !fi.Mode().IsRegular() || fi.Size() != e.size {
		return false
	}
	if fi.ModTime().UnixNano() == e.mtime {
		return true
	}
	return sumOf(root, name) == e.sum
}

// sumOf is the digest of a file, zero if it cannot be read.
func sumOf(root *os.Root, name string) digest {
	f, err := root.Open(name)
	if err != nil {
		return digest{}
	}
	defer f.Close()
	return sumOfFile(f)
}

// sumOfFile is the digest of an open file, zero if it cannot be read.
func sumOfFile(f *os.File) digest {
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return digest{}
	}
	return digest(h.Sum(nil)[:len(digest{})])
}

// pathFrom is the slash-separated path that leads from one absolute folder to
// another; on another drive, that folder itself.
func pathFrom(folder, to string) string {
	rel, err := filepath.Rel(folder, to)
	if err != nil {
		rel = to
	}
	return filepath.ToSlash(rel)
}
