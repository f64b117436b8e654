package reference

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"strings"

	"github.com/artx-cli/artx/internal/media"
)

// Memory is what a run remembers of the references of a result: where they led, as a
// hash, the references themselves, and the places of files. Links that led to other
// sites are kept as traces: whether an article of a later run has that address.
type Memory struct {
	Refs   []Reference // those that may lead elsewhere in another run
	Traces []string    // see [site.Trace]
	Places []string    // of the files that they lead to, below the output folder
	led    hash.Hash
	was    string // of a memory that was read: the hash
}

// NewMemory makes an empty one.
func NewMemory() *Memory { return &Memory{led: sha256.New()} }

// Led notes where a reference leads.
func (m *Memory) Led(to string) { fmt.Fprintf(m.led, "%s\x00", to) } // a hash does not fail

// LedLike tells whether references led, in another run, where they lead in this one.
func (m *Memory) LedLike(other *Memory) bool { return m.digest() == other.digest() }

func (m *Memory) digest() string {
	if m.was != "" {
		return m.was
	}
	return hex.EncodeToString(m.led.Sum(nil)[:8])
}

// The parts of a memory as text.
const (
	listSep = "\x1d"
	itemSep = "\x1e"
	partSep = "\x1f"
)

// String writes a memory for [Parse], in one line if the addresses are.
func (m *Memory) String() string {
	refs := make([]string, len(m.Refs))
	for i, ref := range m.Refs {
		parts := []string{fmt.Sprint(int(ref.Kind)), media.Short(ref.Address), media.Short(ref.Written), ref.Attached}
		refs[i] = strings.Join(append(parts, ref.Others...), partSep)
	}
	return strings.Join([]string{m.digest(), strings.Join(refs, itemSep), strings.Join(m.Traces, itemSep), strings.Join(m.Places, itemSep)}, listSep)
}

// Parse reads what String wrote; ok is false for anything else.
func Parse(text string) (m *Memory, ok bool) {
	lists := strings.Split(text, listSep)
	if len(lists) != 4 || lists[0] == "" {
		return nil, false
	}
	m = &Memory{was: lists[0], Traces: items(lists[2]), Places: items(lists[3])}
	for _, item := range items(lists[1]) {
		parts := strings.Split(item, partSep)
		if len(parts) < 4 || len(parts[0]) != 1 || parts[0][0] < '0' || parts[0][0] > '9' {
			return nil, false
		}
		m.Refs = append(m.Refs, Reference{
			Kind: media.Kind(parts[0][0] - '0'), Address: parts[1], Written: parts[2], Attached: parts[3], Others: parts[4:],
		})
	}
	return m, true
}

func items(list string) []string {
	if list == "" {
		return nil
	}
	return strings.Split(list, itemSep)
}
