package media

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
	"slices"
	"strconv"
	"strings"
	"sync"
)

// The index is the memory of a Root: what every address was, and which file
// holds what. It is a file of lines that is only appended to, so that a killed
// run loses at most the line that it was writing; every line has a checksum, and
// a damaged one is as good as none. A later line about the same thing counts.
const indexName = Folder + "/index"

// compactAt is how many lines that count no more a store rewrites the index for.
const compactAt = 1000

// digest is the SHA-256 of a content.
type digest [sha256.Size]byte

// address is what the index knows of one.
type address struct {
	sum      digest
	size     int64
	mime     string
	etag     string // as the server gave them
	modified string // of a local file, its time of modification
	at       int64  // when a server last confirmed it, in seconds
}

// placed is what the index knows of a file that a store wrote.
type placed struct {
	sum   digest
	size  int64
	mtime int64 // in nanoseconds
}

type index struct {
	mu        sync.Mutex
	file      *os.File // nil in dry runs
	addresses map[string]address
	places    map[string]placed
	bySum     map[digest][]string // places that have or had a content
	partial   map[string]string   // address to the validator of a part of it
	lines     int
	err       error // the first one of writing
}

func openIndex(root *os.Root, readOnly bool) (*index, error) {
	x := &index{addresses: make(map[string]address), places: make(map[string]placed), bySum: make(map[digest][]string), partial: make(map[string]string)}
	whole, err := x.load(root)
	if err != nil || readOnly {
		return x, err
	}
	if x.lines > compactAt+2*(len(x.addresses)+len(x.places)) {
		if err := x.compact(root); err != nil {
			return nil, err
		}
		whole = true
	}
	x.file, err = root.OpenFile(indexName, os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o666)
	if err == nil && !whole { // the next line must not continue the broken one
		_, err = x.file.WriteString("\n")
	}
	return x, err
}

// load reads the index; whole tells whether its last line is complete.
func (x *index) load(root *os.Root) (whole bool, err error) {
	f, err := root.Open(indexName)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<16)
	for {
		line, err := r.ReadBytes('\n')
		x.read(bytes.TrimSuffix(line, []byte("\n")))
		if err == io.EOF {
			return len(line) == 0, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// The kinds of lines.
const (
	lineAddress = "a"
	linePlace   = "p"
	linePartial = "r"
)

// read takes in one line, unless it is damaged.
func (x *index) read(line []byte) {
	cut := bytes.LastIndexByte(line, '\t')
	if cut < 0 {
		return
	}
	sum, err := strconv.ParseUint(string(line[cut+1:]), 16, 32)
	if err != nil || uint32(sum) != crc32.ChecksumIEEE(line[:cut]) {
		return
	}
	f := strings.Split(string(line[:cut]), "\t")
	for i := range f {
		f[i] = lineUnescaper.Replace(f[i])
	}
	x.lines++
	switch {
	case f[0] == lineAddress && len(f) == 8:
		a := address{mime: f[4], etag: f[5], modified: f[6]}
		if decode(&a.sum, f[2]) && number(&a.size, f[3]) && number(&a.at, f[7]) {
			x.addresses[f[1]] = a
			delete(x.partial, f[1])
		}
	case f[0] == linePlace && len(f) == 5:
		var p placed
		if decode(&p.sum, f[2]) && number(&p.size, f[3]) && number(&p.mtime, f[4]) {
			x.notePlace(f[1], p)
		}
	case f[0] == linePartial && len(f) == 3:
		x.partial[f[1]] = f[2]
	}
}

func decode(d *digest, s string) bool {
	if len(s) != 2*len(d) {
		return false
	}
	_, err := hex.Decode(d[:], []byte(s))
	return err == nil
}

func number(n *int64, s string) bool {
	v, err := strconv.ParseInt(s, 10, 64)
	*n = v
	return err == nil
}

var (
	lineEscaper   = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
	lineUnescaper = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")
)

// line makes one of its fields.
func line(fields ...string) []byte {
	for i, f := range fields {
		fields[i] = lineEscaper.Replace(f)
	}
	b := []byte(strings.Join(fields, "\t"))
	return fmt.Appendf(b, "\t%08x\n", crc32.ChecksumIEEE(b))
}

func (a address) line(key string) []byte {
	return line(lineAddress, key, hex.EncodeToString(a.sum[:]), strconv.FormatInt(a.size, 10), a.mime, a.etag, a.modified,
		strconv.FormatInt(a.at, 10))
}

func (p placed) line(place string) []byte {
	return line(linePlace, place, hex.EncodeToString(p.sum[:]), strconv.FormatInt(p.size, 10), strconv.FormatInt(p.mtime, 10))
}

// compact rewrites the index without the lines that count no more.
func (x *index) compact(root *os.Root) error {
	_, err := writeTemp(root, indexName, func(w io.Writer) error {
		b := bufio.NewWriter(w)
		for key, a := range x.addresses {
			b.Write(a.line(key))
		}
		for place, p := range x.places {
			b.Write(p.line(place))
		}
		for key, validator := range x.partial {
			b.Write(line(linePartial, key, validator))
		}
		return b.Flush() // which has the errors of all writes
	}, root.Rename)
	return err
}

// append writes one line in one piece. Its caller holds the lock.
func (x *index) append(b []byte) {
	if x.file == nil || x.err != nil {
		return
	}
	_, x.err = x.file.Write(b)
}

func (x *index) address(key string) (address, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	a, ok := x.addresses[key]
	return a, ok
}

func (x *index) setAddress(key string, a address) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.addresses[key] != a {
		x.addresses[key] = a
		x.append(a.line(key))
	}
	delete(x.partial, key)
}

// part is the validator of the part of an address that is there; "" for none.
func (x *index) part(key string) string {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.partial[key]
}

func (x *index) setPart(key, validator string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.partial[key] != validator {
		x.partial[key] = validator
		x.append(line(linePartial, key, validator))
	}
}

func (x *index) place(place string) (placed, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	p, ok := x.places[place]
	return p, ok
}

func (x *index) setPlace(place string, p placed) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.places[place] != p {
		x.notePlace(place, p)
		x.append(p.line(place))
	}
}

// notePlace takes in what a place holds; the zero value says that it is gone.
func (x *index) notePlace(place string, p placed) {
	if p == (placed{}) {
		delete(x.places, place)
		return
	}
	if x.places[place].sum != p.sum {
		x.bySum[p.sum] = append(x.bySum[p.sum], place)
	}
	x.places[place] = p
}

// homes are the files that have a content, sorted.
func (x *index) homes(sum digest) []string {
	x.mu.Lock()
	defer x.mu.Unlock()
	var homes []string
	for _, place := range x.bySum[sum] {
		if x.places[place].sum == sum {
			homes = append(homes, place)
		}
	}
	slices.Sort(homes)
	return slices.Compact(homes)
}

// close flushes the index; it returns the first error of writing it.
func (x *index) close() error {
	if x.file == nil {
		return nil
	}
	return errors.Join(x.err, x.file.Sync(), x.file.Close())
}
