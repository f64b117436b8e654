package batch

import (
	"bytes"
	"fmt"
	"os"

	"github.com/aymanbagabas/go-udiff"
)

// maxDiff is the size of the larger side from which on a diff, which would take
// seconds, says only that there is a difference, as diff does of binary files.
const maxDiff = 2 << 20

// Diff is the unified diff that makes output of the file called name; old is
// nil if there is no such file.
func Diff(name string, old, output []byte) string {
	from := name + ".orig"
	if old == nil {
		from = os.DevNull
	}
	if len(old) > maxDiff || len(output) > maxDiff {
		return fmt.Sprintf("Files %s and %s differ\n", from, name)
	}
	return udiff.Unified(from, name, string(old), string(output))
}

// showDifference makes the text about a result that differs from what is
// there; old is nil if nothing is.
func (r *runner) showDifference(j *job, old, output []byte) {
	j.rec.differs = true
	var text bytes.Buffer
	if r.opt.List {
		fmt.Fprintln(&text, j.src.path)
	}
	if r.opt.Diff {
		text.WriteString(Diff(r.shown(j.src, j.target), old, output))
	}
	j.rec.text = text.Bytes()
}
