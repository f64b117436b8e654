package htmltree

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"math/rand/v2"
	"os"
	"testing"

	"golang.org/x/net/html/atom"
)

var update = flag.Bool("update", false, "write tagslots.go anew from the rows of tags")

// TestTagSlots finds every name of the table by its hash; with -update it
// searches a factor without collisions and writes tagslots.go.
func TestTagSlots(t *testing.T) {
	if *update {
		writeSlots(t)
		t.Skip("tagslots.go was written; test again without -update")
	}
	for id := tagNone + 1; id < numTags; id++ {
		name := tags[id].name
		if got := lookupTag(pack(name), name); got != id {
			t.Errorf("%s is found as row %d, want %d: run this test with -update", name, got, id)
		}
		if want := atom.Lookup([]byte(name)); tags[id].atom != want {
			t.Errorf("%s has the atom %v, want %v", name, tags[id].atom, want)
		}
	}
	for _, name := range []string{"", "x", "divs", "di", "blockquot", "blockquotes", "my-element"} {
		if got := lookupTag(pack(name), name); got != tagNone {
			t.Errorf("%q is found as %s", name, tags[got].name)
		}
	}
}

func writeSlots(t *testing.T) {
	const bits = 10
	rnd := rand.New(rand.NewPCG(1, 2))
	for {
		factor := rnd.Uint64() | 1
		var slots [1 << bits]nameID
		if !fill(slots[:], factor, bits) {
			continue
		}
		var out bytes.Buffer
		fmt.Fprintf(&out, "// Written by TestTagSlots -update.\n\npackage htmltree\n\nconst (\ntagHashBits = %d\ntagHashFactor = %#x\n)\n\n", bits, factor)
		fmt.Fprintf(&out, "// tagSlots holds the row of [tags] whose name has the hash, or 0.\nvar tagSlots = [1 << tagHashBits]uint8{\n")
		for i, id := range slots {
			if id != 0 {
				fmt.Fprintf(&out, "%d: %d, // %s\n", i, id, tags[id].name)
			}
		}
		out.WriteString("}\n")
		src, err := format.Source(out.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile("tagslots.go", src, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
}

func fill(slots []nameID, factor uint64, bits int) bool {
	for id := tagNone + 1; id < numTags; id++ {
		slot := &slots[pack(tags[id].name)*factor>>(64-bits)]
		if *slot != 0 {
			return false
		}
		*slot = id
	}
	return true
}
