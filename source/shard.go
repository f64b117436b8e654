package source

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
)

// Shard is one of several shares of the records of a container, or of files, so
// that as many processes can convert them without a coordinator. The zero value is
// all of them.
type Shard struct {
	Index int // from 0 to Count; 0 and Count are the same share
	Count int // of shares; 0 for no sharing
}

// ParseShard reads a share as --shard has it: "3/8" is the third of eight. Numbers
// may begin at 0, as batch schedulers count, or at 1: 0/8 is 8/8.
func ParseShard(text string) (Shard, error) {
	index, count, _ := strings.Cut(text, "/")
	i, err := strconv.ParseUint(index, 10, 31)
	n, err2 := strconv.ParseUint(count, 10, 31)
	if err != nil || err2 != nil || n == 0 || i > n {
		return Shard{}, fmt.Errorf("%q is no share; write its number and how many there are, such as 3/8", text)
	}
	return Shard{Index: int(i), Count: int(n)}, nil
}

// Has tells whether the record with a number, counted from 1, is in the share: it is
// if the number leaves the same remainder as the share's own.
func (s Shard) Has(number int) bool { return s.Count <= 1 || number%s.Count == s.Index%s.Count }

// HasName tells whether a file of that name is in the share.
func (s Shard) HasName(name string) bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // a hash does not fail
	return s.Count <= 1 || s.Has(int(h.Sum32()%uint32(s.Count)))
}
